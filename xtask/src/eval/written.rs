//! The tables of figures in the documents. They are written from what was measured, so that they cannot drift.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// A table between `<!-- figures: NAME -->` and `<!-- end -->`.
struct Table {
    document: &'static str,
    name: &'static str,
    head: &'static str,
    rows: &'static [Row],
}

/// The first cells, and the figures in the last ones, or all in the last one.
struct Row(&'static str, &'static [(&'static str, &'static str)]);

const TABLES: [Table; 4] = [
    Table {
        document: "README.md",
        name: "all",
        head: "| what | gold | figure |\n| --- | --- | ---: |\n",
        rows: &[
            Row("words | EWT dev, GUM dev", &[("ewt-dev", "words"), ("gum-dev", "words")]),
            Row(
                "sentences | EWT dev, GUM dev",
                &[("ewt-dev", "sentences"), ("gum-dev", "sentences")],
            ),
            Row(
                "universal parts of speech | EWT dev, GUM dev",
                &[("ewt-dev", "upos"), ("gum-dev", "upos")],
            ),
            Row(
                "heads with their relations (LAS) | EWT dev, GUM dev",
                &[("ewt-dev", "las"), ("gum-dev", "las")],
            ),
            Row("lemmas | EWT dev, GUM dev", &[("ewt-dev", "lemmas"), ("gum-dev", "lemmas")]),
            Row(
                "people, organisations, places | CoNLL-2003, UNER EWT, CrossNER politics, dev",
                &[
                    ("conll2003-dev", "all"),
                    ("uner-ewt-dev", "all"),
                    ("crossner-politics-dev", "all"),
                ],
            ),
            Row("weapons and vehicles | re3d dev", &[("re3d-dev", "weapon+platform")]),
            Row("he, she: the right entity | GUM dev", &[("gum-dev-entities", "he and she")]),
            Row(
                "two names: one entity or two | GUM dev",
                &[("gum-dev-entities", "names joined F1")],
            ),
            Row(
                "**who said what**: source and content at least half right | PolNeAR dev",
                &[("polnear-dev", "attribution")],
            ),
            Row("the same, both exact | PolNeAR dev", &[("polnear-dev", "attribution strict")]),
            Row("who said what in the seed article | 11 attributions", &[("seed", "attribution")]),
        ],
    },
    Table {
        document: "docs/models.md",
        name: "boundaries",
        head: "| part | words, sentences |\n| --- | ---: |\n",
        rows: &[
            Row("EWT dev", &[("ewt-dev", "words"), ("ewt-dev", "sentences")]),
            Row("GUM dev", &[("gum-dev", "words"), ("gum-dev", "sentences")]),
        ],
    },
    Table {
        document: "docs/models.md",
        name: "syntax",
        head: "| part | UPOS, UAS, LAS, lemmas |\n| --- | ---: |\n",
        rows: &[
            Row(
                "EWT dev",
                &[
                    ("ewt-dev", "upos"),
                    ("ewt-dev", "uas"),
                    ("ewt-dev", "las"),
                    ("ewt-dev", "lemmas"),
                ],
            ),
            Row(
                "GUM dev",
                &[
                    ("gum-dev", "upos"),
                    ("gum-dev", "uas"),
                    ("gum-dev", "las"),
                    ("gum-dev", "lemmas"),
                ],
            ),
        ],
    },
    Table {
        document: "docs/models.md",
        name: "fields",
        head: "| part | found of 150; kind, stance, quotation |\n| --- | ---: |\n",
        rows: &[Row(
            "labels of PolNeAR dev",
            &[
                ("polnear-dev-fields", "matched (count)"),
                ("polnear-dev-fields", "kind"),
                ("polnear-dev-fields", "stance"),
                ("polnear-dev-fields", "quotation"),
            ],
        )],
    },
];

/// The documents whose tables are not what `figure` says, with what they should be.
pub(super) fn stale(
    folder: &Path,
    figure: impl Fn(&str, &str) -> Option<f64>,
) -> Result<Vec<(&'static str, String)>> {
    let mut documents: Vec<(&'static str, String, String)> = Vec::new();
    for table in &TABLES {
        if documents.last().is_none_or(|(document, ..)| *document != table.document) {
            let path = folder.join(table.document);
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{}: cannot be read", path.display()))?;
            documents.push((table.document, text.clone(), text));
        }
        let (_, _, text) = documents.last_mut().expect("just pushed");
        let begin = format!("<!-- figures: {} -->\n", table.name);
        let missing = || format!("{}: no `{}`", table.document, begin.trim_end());
        let start = text.find(&begin).with_context(missing)? + begin.len();
        let length = text[start..].find("<!-- end -->").with_context(missing)?;
        text.replace_range(start..start + length, &table.written(&figure)?);
    }
    let changed = documents.into_iter().filter(|(_, old, new)| old != new);
    Ok(changed.map(|(document, _, new)| (document, new)).collect())
}

impl Table {
    fn written(&self, figure: impl Fn(&str, &str) -> Option<f64>) -> Result<String> {
        let mut written = self.head.to_owned();
        for Row(cells, figures) in self.rows {
            let value = |(part, name): &(&str, &str)| {
                let value = figure(part, name).with_context(|| format!("no figure {part} {name}"));
                value.map(|value| format!("{value:.2}"))
            };
            let values = figures.iter().map(value).collect::<Result<Vec<_>>>()?.join(", ");
            let bold = if cells.starts_with("**") { "**" } else { "" };
            written += &format!("| {cells} | {bold}{values}{bold} |\n");
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_place() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let changed = stale(&root, |_, _| Some(-1.0)).expect("the documents have all markers");
        let names: Vec<&str> = changed.iter().map(|(document, _)| *document).collect();
        assert_eq!(names, ["README.md", "docs/models.md"]);
        assert!(changed[0].1.contains("| weapons and vehicles | re3d dev | -1.00 |"));
        assert!(changed.iter().all(|(_, text)| text.matches("<!-- end -->").count() > 0));
    }
}
