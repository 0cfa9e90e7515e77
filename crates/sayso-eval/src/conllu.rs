//! Treebanks in CoNLL-U, with the raw text put together again from the words and their spacing.
//!
//! A block of lines is a sentence: ten columns a word (id, form, lemma, universal and own part of speech,
//! features, head, relation, enhanced graph, rest), parted by tabs. Sentences are parted by a space, or by
//! an empty line where `# newpar` says so; `# newdoc id = …` begins a document. A contraction written as
//! one word (`2-3  don't`) gives its words the parts of it that they spell, or all of it where they spell
//! something else. Empty nodes (`3.1`) are passed over.

use sayso_text::TextRange;

use crate::EvalError;

/// One document of a treebank.
///
/// ```
/// let conllu = "# newdoc id = wire-1\n\
///     1\tMoscow\tMoscow\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
///     2\tdenied\tdeny\tVERB\tVBD\t_\t0\troot\t_\t_\n\
///     3\tit\tit\tPRON\tPRP\t_\t2\tobj\t_\tSpaceAfter=No\n\
///     4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";
/// let documents = sayso_eval::read_treebank(conllu)?;
/// assert_eq!(documents[0].id, "wire-1");
/// assert_eq!(documents[0].text, "Moscow denied it.");
/// assert_eq!(documents[0].sentences[0].words[3].head, 1);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankDocument {
    /// The name that joins gold and prediction.
    pub id: String,
    /// The raw text, as it is to be analysed.
    pub text: String,
    /// Its sentences, in order.
    pub sentences: Vec<TreebankSentence>,
}

/// One annotated sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankSentence {
    /// Bytes of the document's text.
    pub range: TextRange,
    /// Its syntactic words, in order.
    pub words: Vec<TreebankWord>,
}

/// One syntactic word, columns as they stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankWord {
    /// Bytes of the document's text.
    pub range: TextRange,
    /// The word as it is spelled, or as it would be outside its contraction.
    pub form: String,
    /// The dictionary form.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: String,
    /// The treebank's own part of speech.
    pub xpos: String,
    /// Morphological features.
    pub feats: String,
    /// The index, in the sentence, of the word it hangs on; the root's own.
    pub head: usize,
    /// The relation to the head, with its subtype.
    pub deprel: String,
    /// The last column.
    pub misc: String,
}

/// Reads a whole treebank. One without `# newdoc` is one document.
///
/// # Errors
/// If a line has not ten columns, or an id or head is no number.
pub fn read_treebank(conllu: &str) -> Result<Vec<TreebankDocument>, EvalError> {
    let mut documents: Vec<TreebankDocument> = Vec::new();
    let mut lines = conllu.lines().enumerate().map(|(i, line)| (i + 1, line)).peekable();
    while lines.peek().is_some() {
        let block: Vec<(usize, &str)> =
            lines.by_ref().take_while(|(_, line)| !line.trim().is_empty()).collect();
        if block.is_empty() {
            continue;
        }
        begin_document(&block, &mut documents);
        if let Some(document) = documents.last_mut() {
            read_sentence(&block, document)?;
        }
    }
    for document in &mut documents {
        document.text.truncate(document.text.trim_end().len());
    }
    Ok(documents)
}

/// Begins a document where the block says so, and for the first block in any case: that one is named by
/// its first line with an equals sign, whatever it is, as the reference scorer does.
fn begin_document(block: &[(usize, &str)], documents: &mut Vec<TreebankDocument>) {
    let named = block.iter().map(|(_, line)| *line).find(|line| line.starts_with("# newdoc"));
    let first = documents.is_empty().then(|| block[0].1);
    if let Some(line) = first.or(named) {
        let id = match line.split_once('=') {
            Some((_, id)) => id.trim().to_owned(),
            None => format!("doc{}", documents.len()),
        };
        documents.push(TreebankDocument { id, ..TreebankDocument::default() });
    }
}

/// A contraction whose words are still to come.
#[derive(Clone, Copy, Default)]
struct Contraction {
    last: usize,
    start: usize,
    end: usize,
    /// Whether its words, one after another, spell it.
    spelled: bool,
}

fn read_sentence(
    block: &[(usize, &str)],
    document: &mut TreebankDocument,
) -> Result<(), EvalError> {
    let text = &mut document.text;
    if !text.is_empty() {
        text.truncate(text.trim_end_matches(' ').len());
        let new_paragraph = block.iter().any(|(_, line)| line.starts_with("# newpar"));
        text.push_str(if new_paragraph { "\n\n" } else { " " });
    }
    let begin = text.len();
    let rows = block.iter().filter(|(_, line)| !line.starts_with('#')).map(|&row| Row::new(row));
    let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let mut words = Vec::with_capacity(rows.len());
    let mut contraction = Contraction::default();
    for row in &rows {
        if row.id().contains('.') {
            continue;
        }
        if let Some((first, last)) = row.id().split_once('-') {
            let (first, last) = (row.number(first)?, row.number(last)?);
            let is_part = |r: &&Row| r.id().parse().is_ok_and(|n| (first..=last).contains(&n));
            let spelled: String = rows.iter().filter(is_part).map(|r| r.columns[1]).collect();
            contraction = Contraction {
                last,
                start: text.len(),
                end: text.len() + row.columns[1].len(),
                spelled: spelled == row.columns[1],
            };
            row.push_form(text);
            continue;
        }
        let number = row.number(row.id())?;
        let range = if number > contraction.last {
            let start = text.len();
            row.push_form(text);
            start..start + row.columns[1].len()
        } else if contraction.spelled {
            let start = contraction.start;
            contraction.start += row.columns[1].len();
            start..contraction.start
        } else {
            contraction.start..contraction.end
        };
        words.push(row.word(TextRange::new(range.start as u32, range.end as u32), number)?);
    }
    if let Some((line, _)) = block.first()
        && words.iter().any(|word| word.head >= words.len())
    {
        let problem = "a head in this sentence is not one of its words".to_owned();
        return Err(EvalError::Columns { line: *line, problem });
    }
    let end = text.trim_end_matches(' ').len();
    let range = TextRange::new(begin as u32, end.max(begin) as u32);
    document.sentences.push(TreebankSentence { range, words });
    Ok(())
}

struct Row<'l> {
    line: usize,
    columns: [&'l str; 10],
}

impl<'l> Row<'l> {
    fn new((line, text): (usize, &'l str)) -> Result<Self, EvalError> {
        let columns: Vec<&str> = text.split('\t').collect();
        let columns = columns.try_into().map_err(|columns: Vec<&str>| {
            let problem = format!("{} columns, not the 10 of CoNLL-U", columns.len());
            EvalError::Columns { line, problem }
        })?;
        Ok(Self { line, columns })
    }

    fn id(&self) -> &'l str {
        self.columns[0]
    }

    fn number(&self, field: &str) -> Result<usize, EvalError> {
        let problem = || format!("`{field}` is no word number");
        field.parse().map_err(|_| EvalError::Columns { line: self.line, problem: problem() })
    }

    fn push_form(&self, text: &mut String) {
        text.push_str(self.columns[1]);
        if !self.columns[9].contains("SpaceAfter=No") {
            text.push(' ');
        }
    }

    /// The word at `range`, the sentence's `number`th, counted from 1.
    fn word(&self, range: TextRange, number: usize) -> Result<TreebankWord, EvalError> {
        let [_, form, lemma, upos, xpos, feats, head, deprel, _, misc] = self.columns;
        let head = self.number(head)?;
        let head = if head == 0 { number } else { head }.checked_sub(1);
        Ok(TreebankWord {
            range,
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            feats: feats.to_owned(),
            head: head.unwrap_or(usize::MAX),
            deprel: deprel.to_owned(),
            misc: misc.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(rows: &[&str]) -> TreebankDocument {
        let row = |row: &&str| {
            let mut columns: Vec<&str> = row.split(' ').collect();
            let misc = if columns.len() > 3 { columns[3] } else { "_" };
            columns.truncate(3);
            let [id, form, head] = columns[..] else { return (*row).to_owned() };
            format!("{id}\t{form}\t_\t_\t_\t_\t{head}\t_\t_\t{misc}")
        };
        let text: Vec<String> = rows
            .iter()
            .map(|r| if r.starts_with('#') || r.is_empty() { (*r).to_owned() } else { row(r) })
            .collect();
        read_treebank(&text.join("\n")).expect("a treebank").remove(0)
    }

    #[track_caller]
    fn words(document: &TreebankDocument) -> Vec<&str> {
        document
            .sentences
            .iter()
            .flat_map(|s| s.words.iter().map(|w| &document.text[w.range]))
            .collect()
    }

    #[test]
    fn contractions_share_their_letters() {
        let document = read(&["1-2 don't 0 SpaceAfter=No", "1 do 0", "2 n't 1", "3 . 1"]);
        assert_eq!(document.text, "don't.");
        assert_eq!(words(&document), ["do", "n't", "."]);
        let document = read(&["1-2 cannot 0", "1 can 0", "2 not 1"]);
        assert_eq!(words(&document), ["can", "not"]);
        let document = read(&["1-2 Let's 0", "1 let 0", "2 us 1"]);
        assert_eq!(words(&document), ["Let's", "Let's"]);
    }

    #[test]
    fn paragraphs_are_parted_by_an_empty_line() {
        let document = read(&["1 Yes 0", "", "1 No 0", "", "# newpar", "1 Why 0"]);
        assert_eq!(document.text, "Yes No\n\nWhy");
        assert_eq!(document.sentences[2].range, TextRange::new(8, 11));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = read_treebank("# newdoc\n1\ta\n").expect_err("two columns");
        assert_eq!(error.to_string(), "line 2: 2 columns, not the 10 of CoNLL-U");
    }
}
