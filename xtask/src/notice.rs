//! The notices that go with what is handed out, written from `docs/models.md`: one place says which data the
//! models learned from.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::Args;

/// What `cargo xtask notice` takes.
#[derive(Debug, Args)]
pub(crate) struct NoticeArgs {
    /// Compare instead, and fail where a notice says something else
    #[arg(long)]
    check: bool,
}

const PAGE: &str = "docs/models.md";
/// These are handed out with every model inside.
const WHOLE: [&str; 4] =
    ["NOTICE", "crates/sayso/NOTICE", "crates/sayso-cli/NOTICE", "crates/sayso-python/NOTICE"];

pub(crate) fn run(args: &NoticeArgs) -> Result<()> {
    let page = fs::read_to_string(PAGE).with_context(|| format!("{PAGE}: cannot be read"))?;
    for (path, notice) in notices(&page)? {
        if args.check {
            let found = fs::read_to_string(&path).unwrap_or_default();
            ensure!(found == notice, "{path} differs from {PAGE}: run `cargo xtask notice`");
        } else {
            fs::write(&path, notice).with_context(|| format!("{path}: cannot be written"))?;
        }
    }
    Ok(())
}

/// A model with the data that it learned from.
struct Model<'p> {
    name: &'p str,
    file: &'p str,
    data: Vec<[&'p str; 3]>,
}

/// Every notice with its path.
fn notices(page: &str) -> Result<Vec<(String, String)>> {
    let (mut position, mut models) = ("", Vec::new());
    for section in page.split("\n## ").skip(1) {
        let (name, body) = section.split_once('\n').context("an empty section")?;
        if name == "Licences" {
            position = body.trim();
        } else if let Some(model) = model(name, body) {
            ensure!(!model.data.is_empty(), "{PAGE}: {name}: what did it learn from?");
            models.push(model);
        }
    }
    ensure!(!position.is_empty(), "{PAGE}: a section on licences is missing");
    let whole = notice(position, &models.iter().collect::<Vec<_>>());
    let mut notices: Vec<_> = WHOLE.map(|path| (path.to_owned(), whole.clone())).into();
    let folder = |model: &Model<'_>| {
        let folder = Path::new(model.file).parent().and_then(Path::parent);
        folder.map(|folder| folder.display().to_string()).unwrap_or_default()
    };
    let mut folders: Vec<String> = models.iter().map(folder).collect();
    folders.dedup();
    for crate_folder in folders {
        let own: Vec<_> = models.iter().filter(|model| folder(model) == crate_folder).collect();
        notices.push((format!("{crate_folder}/NOTICE"), notice(position, &own)));
    }
    Ok(notices)
}

/// The model of a section, if it is about one: it has a row with a file, and a table of data.
fn model<'p>(name: &'p str, body: &'p str) -> Option<Model<'p>> {
    let file = body.lines().find_map(|line| line.strip_prefix("| File | `"))?.split('`').next()?;
    let rows = body.lines().skip_while(|line| *line != "| data | what for | licence |").skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cells = |line: &'p str| {
        let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
        Some([cells.next()?, cells.next()?, cells.next()?])
    };
    Some(Model { name, file, data: rows.filter_map(cells).collect() })
}

fn notice(position: &str, models: &[&Model<'_>]) -> String {
    let mut notice = format!("Sayso\nCopyright (c) The Sayso contributors\n\n{position}\n");
    for model in models {
        notice += &format!("\n{} ({})\n", model.name, model.file);
        for [data, purpose, licence] in &model.data {
            notice += &format!("\n  {data}\n    for: {purpose}\n    licence: {licence}\n");
        }
    }
    notice.replace('`', "")
}
