//! CoNLL-U, the format of the Universal Dependencies treebanks: one word a line, one blank line after
//! each sentence. What reads treebanks reads this: editors and viewers of trees, converters, `sayso eval`.

use std::fmt::Write;

use sayso::{Analysis, Morphology, OffsetMap, OffsetUnit, TokenId, TokenRange};

use crate::Header;

/// Appends the document to `out`; nothing for a text without a word, which the format cannot express.
///
/// Contractions are words of their own ("do", "n't"), tied by `SpaceAfter=No`. `TokenRange` says where in the
/// text each word stands, in `offsets`; `text` has single spaces where the document has any white space.
/// Without grammar, only the first two columns and the last are filled.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, write_conllu};
///
/// let text = "Moscow denied it.";
/// let analysis = Analyzer::builder().full_syntax(true).build().analyze(text);
/// let header = Header { id: "wire 1".into(), ..Header::default() };
/// let mut out = String::new();
/// write_conllu(&mut out, &header, text, &analysis, OffsetUnit::Char);
/// let lines: Vec<&str> = out.lines().collect();
/// assert_eq!(lines[..4], ["# newdoc id = wire%201", "# newpar", "# sent_id = wire%201-1",
///     "# text = Moscow denied it."]);
/// assert_eq!(lines[4], "1\tMoscow\tMoscow\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tTokenRange=0:6");
/// assert_eq!(lines[8], "");
/// ```
pub fn write_conllu(
    out: &mut impl Write,
    header: &Header,
    text: &str,
    analysis: &Analysis,
    offsets: OffsetUnit,
) {
    let segmentation = &analysis.segmentation;
    let tokens = segmentation.tokens();
    let writer = Writer {
        text,
        analysis,
        map: OffsetMap::new(text, offsets),
        morphology: Morphology::new(text, tokens, &analysis.syntax),
    };
    let id = name(&header.id);
    let mut paragraphs = segmentation.paragraphs().iter().map(|p| p.start()).peekable();
    for (i, &sentence) in segmentation.sentences().iter().enumerate() {
        if i == 0 {
            push(out, format_args!("# newdoc id = {id}\n"));
        }
        if paragraphs.next_if(|&start| start <= sentence.start()).is_some() {
            push(out, format_args!("# newpar\n"));
        }
        push(out, format_args!("# sent_id = {id}-{}\n", i + 1));
        writer.sentence(sentence, out);
    }
}

struct Writer<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    map: OffsetMap<'a>,
    morphology: Morphology,
}

impl Writer<'_> {
    fn sentence(&self, sentence: TokenRange, out: &mut impl Write) {
        let tokens = self.analysis.segmentation.tokens();
        push(out, format_args!("# text = "));
        for token in sentence.ids() {
            let spaced = tokens.space_after(token) && token.raw() + 1 < sentence.end();
            let space = if spaced { " " } else { "" };
            push(out, format_args!("{}{space}", &self.text[tokens.range(token)]));
        }
        push(out, format_args!("\n"));
        for token in sentence.ids() {
            self.word(token, sentence.start(), out);
        }
        push(out, format_args!("\n"));
    }

    fn word(&self, token: TokenId, first: u32, out: &mut impl Write) {
        let tokens = self.analysis.segmentation.tokens();
        let range = tokens.range(token);
        let number = |token: TokenId| token.raw() - first + 1;
        push(out, format_args!("{}\t{}\t", number(token), &self.text[range]));
        let syntax = &self.analysis.syntax;
        if syntax.is_empty() {
            push(out, format_args!("_\t_\t_\t_\t_\t_"));
        } else {
            let head = syntax.head(token);
            let head = if head == token { 0 } else { number(head) };
            let [upos, xpos] = [syntax.upos(token).as_str(), syntax.xpos(token).as_str()];
            let lemma = or_blank(syntax.lemma(token));
            let features = or_blank(self.morphology.features(token));
            let relation = syntax.relation(token).as_str();
            push(out, format_args!("{lemma}\t{upos}\t{xpos}\t{features}\t{head}\t{relation}"));
        }
        let space = if tokens.space_after(token) { "" } else { "SpaceAfter=No|" };
        let [start, end] = [range.start(), range.end()].map(|offset| self.map.get(offset));
        push(out, format_args!("\t_\t{space}TokenRange={start}:{end}\n"));
    }
}

/// What cannot take more says so itself: a string takes everything.
fn push(out: &mut impl Write, line: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(line);
}

fn or_blank(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

/// The document's name as the format allows it in names of sentences: without white space, and without
/// slashes, which name parallel treebanks. Such characters are written as in addresses, so that different
/// names stay different.
fn name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '/' | '%') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                push(&mut name, format_args!("%{byte:02X}"));
            }
        } else {
            name.push(c);
        }
    }
    name
}
