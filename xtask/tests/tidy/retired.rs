//! One name, one thing: names that were given up do not come back.

use crate::workspace::packages;

/// What comes before a name where it is defined.
const DEFINES: [&str; 7] = ["enum", "fn", "mod", "static", "struct", "trait", "type"];

#[test]
fn no_retired_name_is_defined_again() {
    let lines = include_str!("retired.tsv").lines().filter(|line| !line.starts_with('#'));
    let retired: Vec<(&str, &str)> =
        lines.map(|line| line.split_once('\t').expect("a name and what is used")).collect();
    let mut found = Vec::new();
    for (path, content) in packages().into_iter().flat_map(|package| package.sources()) {
        for (number, line) in content.lines().enumerate().filter(|(_, line)| !is_comment(line)) {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let defined = words.windows(2).filter(|pair| DEFINES.contains(&pair[0]));
            for name in defined.map(|pair| pair[1]) {
                if let Some((_, used)) = retired.iter().find(|(old, _)| *old == name) {
                    let place = format!("{}:{}", path.display(), number + 1);
                    found.push(format!("{place}: `{name}` was given up for {used}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}
