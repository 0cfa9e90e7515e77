//! The formula for Homebrew, with the checksums of the archives that are there: run last where all of them are.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{VERSION, checksum};

/// Systems and processors as Homebrew calls them, and as Rust does.
const PLATFORMS: [(&str, [(&str, &str); 2]); 2] = [
    ("macos", [("arm", "aarch64-apple-darwin"), ("intel", "x86_64-apple-darwin")]),
    ("linux", [("arm", "aarch64-unknown-linux-musl"), ("intel", "x86_64-unknown-linux-musl")]),
];

pub(super) fn write(out: &Path) -> Result<()> {
    let home = env!("CARGO_PKG_REPOSITORY");
    let mut formula = format!(
        "class Sayso < Formula\n  desc \"Reads news and says who said what\"\n  homepage \"{home}\"\n  \
         version \"{VERSION}\"\n  license any_of: [\"MIT\", \"Apache-2.0\"]\n"
    );
    for (system, targets) in PLATFORMS {
        let mut blocks = String::new();
        for (processor, target) in targets {
            let archive = format!("sayso-{VERSION}-{target}.tar.gz");
            let path = out.join(&archive);
            if path.is_file() {
                let (url, sum) =
                    (format!("{home}/releases/download/v{VERSION}/{archive}"), checksum(&path)?);
                write!(
                    blocks,
                    "\n    on_{processor} do\n      url \"{url}\"\n      sha256 \"{sum}\"\n    end\n"
                )?;
            }
        }
        if !blocks.is_empty() {
            write!(formula, "\n  on_{system} do{blocks}  end\n")?;
        }
    }
    formula += "
  def install
    bin.install \"sayso\"
    man1.install Dir[\"man/*.1\"]
    bash_completion.install \"completions/sayso.bash\" => \"sayso\"
    fish_completion.install \"completions/sayso.fish\"
    zsh_completion.install \"completions/sayso.zsh\" => \"_sayso\"
    doc.install \"NOTICE\", \"LICENSE-THIRD-PARTY\"
  end

  test do
    (testpath/\"a.txt\").write \"Moscow denied it, officials said.\"
    assert_match \"officials\", shell_output(\"#{bin}/sayso analyze a.txt --format pretty\")
  end
end
";
    Ok(fs::write(out.join("sayso.rb"), formula)?)
}
