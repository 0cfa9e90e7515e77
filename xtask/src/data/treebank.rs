//! CoNLL-U treebanks, with the raw text put together again from words and spacing.

use std::path::Path;

use anyhow::{Context, Result};
use sayso_text::TextRange;

/// One document of a treebank.
#[derive(Debug, Default)]
pub(crate) struct TreebankDocument {
    pub(crate) id: String,
    /// Sentences parted by a space, paragraphs by an empty line.
    pub(crate) text: String,
    pub(crate) sentences: Vec<GoldSentence>,
}

/// One annotated sentence.
#[derive(Debug, Default)]
pub(crate) struct GoldSentence {
    pub(crate) range: TextRange,
    pub(crate) words: Vec<GoldWord>,
}

/// One syntactic word; `head` is an index into the sentence, the root is its own head.
#[derive(Debug, Clone)]
pub(crate) struct GoldWord {
    pub(crate) range: TextRange,
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    pub(crate) xpos: String,
    pub(crate) feats: String,
    pub(crate) head: usize,
    pub(crate) deprel: String,
    pub(crate) misc: String,
}

/// Reads a whole `.conllu` file.
pub(crate) fn read(path: &Path) -> Result<Vec<TreebankDocument>> {
    let content =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents: Vec<TreebankDocument> = Vec::new();
    for block in content.trim().split("\n\n") {
        if let Some(name) = block.lines().find_map(|line| line.strip_prefix("# newdoc")) {
            let id = name.split_once('=').map_or(String::new(), |(_, id)| id.trim().to_owned());
            documents.push(TreebankDocument { id, ..Default::default() });
        }
        let document = documents
            .last_mut()
            .with_context(|| format!("{}: no '# newdoc' line", path.display()))?;
        read_sentence(block, document)
            .with_context(|| format!("{}: bad sentence in {}", path.display(), document.id))?;
    }
    for document in &mut documents {
        document.text.truncate(document.text.trim_end().len());
    }
    Ok(documents)
}

fn read_sentence(block: &str, document: &mut TreebankDocument) -> Result<()> {
    let text = &mut document.text;
    if !text.is_empty() {
        text.truncate(text.trim_end_matches(' ').len());
        let new_paragraph = block.lines().any(|line| line.starts_with("# newpar"));
        text.push_str(if new_paragraph { "\n\n" } else { " " });
    }
    let begin = text.len();
    let mut sentence = GoldSentence::default();
    // The words of a multi-word token still to come, where they stand and whether they spell it.
    let mut covered_to = 0;
    let mut pieces: (usize, usize, bool) = (0, 0, false);
    let rows: Vec<Vec<&str>> =
        block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    for row in &rows {
        anyhow::ensure!(row.len() == 10, "{} columns, not 10", row.len());
        if row[0].contains('.') {
            continue;
        }
        let spaced = !row[9].contains("SpaceAfter=No");
        if let Some((first, last)) = row[0].split_once('-') {
            let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
            let spelled: String = rows
                .iter()
                .filter(|r| r[0].parse().is_ok_and(|n: usize| (first..=last).contains(&n)))
                .map(|r| r[1])
                .collect();
            covered_to = last;
            pieces = (text.len(), text.len() + row[1].len(), spelled == row[1]);
            push_form(text, row[1], spaced);
            continue;
        }
        let number: usize = row[0].parse()?;
        let range = if number <= covered_to {
            let (start, end, exact) = pieces;
            if exact {
                pieces.0 = start + row[1].len();
                start..start + row[1].len()
            } else {
                start..end
            }
        } else {
            let start = text.len();
            push_form(text, row[1], spaced);
            start..start + row[1].len()
        };
        let head: usize = row[6].parse()?;
        sentence.words.push(GoldWord {
            range: TextRange::new(range.start as u32, range.end as u32),
            form: row[1].to_owned(),
            lemma: row[2].to_owned(),
            upos: row[3].to_owned(),
            xpos: row[4].to_owned(),
            feats: row[5].to_owned(),
            head: if head == 0 { number - 1 } else { head - 1 },
            deprel: row[7].to_owned(),
            misc: row[9].to_owned(),
        });
    }
    sentence.range = TextRange::new(begin as u32, text.trim_end_matches(' ').len() as u32);
    document.sentences.push(sentence);
    Ok(())
}

fn push_form(text: &mut String, form: &str, spaced: bool) {
    text.push_str(form);
    if spaced {
        text.push(' ');
    }
}
