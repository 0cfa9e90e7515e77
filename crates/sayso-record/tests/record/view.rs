//! The reading view where attributions are broken, nested, shared and far from their cue.

use sayso::{
    Actuality, Analyzer, Attribution, Content, Cue, Polarity, QuotationType, Source, Stance,
    TextRange,
};
use sayso_record::{Header, PrettyOptions, write_pretty};

/// The view of `text` with the attributions given as (source, cue, content), pieces parted by a bar; one
/// that stands inside the one before begins its source with a greater-than sign.
fn view(text: &str, attributions: &[(&str, &str, &str)]) -> String {
    let span = |piece: &str| {
        let at = text.find(piece).expect("a piece of the text") as u32;
        TextRange::new(at, at + piece.len() as u32)
    };
    let spans = |pieces: &str| -> Vec<TextRange> {
        pieces.split('|').filter(|piece| !piece.is_empty()).map(span).collect()
    };
    let mut analysis = Analyzer::new().analyze(text);
    let attributions = attributions.iter().enumerate().map(|(i, (source, cue, content))| {
        let inner = source.strip_prefix('>');
        Attribution {
            source: Source { spans: spans(inner.unwrap_or(source)), ..Source::default() },
            cue: Cue { spans: spans(cue), lemma: (*cue).to_owned(), ..Cue::default() },
            content: Content { spans: spans(content), quotation: QuotationType::Mixed },
            hedges: Vec::new(),
            stance: Stance::Assert,
            polarity: Polarity::Positive,
            actuality: Actuality::Actual,
            parent: inner.map(|_| i as u32 - 1),
            continues: None,
            confidence: 1.0,
        }
    });
    analysis.attributions = attributions.collect();
    let mut out = String::new();
    let options = PrettyOptions { width: 90, color: false };
    write_pretty(
        &mut out,
        &Header { id: "a1".into(), ..Header::default() },
        text,
        &analysis,
        options,
    );
    out
}

#[test]
fn broken_content() {
    let text = "“I will,” she said, “be there.”";
    insta::assert_snapshot!(view(text, &[("she", "said", "“I will,”|“be there.”")]), @"
    a1

      {“I will,”} [she] <said>¹, {“be there.”}

         who  how   stance  quotation  what
      1  she  said  assert  mixed      “I will,” … “be there.”

      [source] <cue> {content}
    ");
}

#[test]
fn content_in_other_paragraphs_carries_its_number() {
    let text = "Kovalenko said:\n\n“We will answer.\n\n“And soon.”\n\nNobody else spoke.";
    let content = "“We will answer.\n\n“And soon.”";
    insta::assert_snapshot!(view(text, &[("Kovalenko", "said:", content)]), @"
    a1

      [Kovalenko] <said:>¹

      {“We will answer.

      “And soon.”}¹

      Nobody else spoke.

         who        how    stance  quotation  what
      1  Kovalenko  said:  assert  mixed      “We will answer. “And soon.”

      [source] <cue> {content}

          named      kind    known as
      1×  Kovalenko  person
    ");
}

#[test]
fn an_inner_attribution_shows_inside_the_outer_one() {
    let text = "According to the SBU, phone calls confirm the presence of troops.";
    let outer = "phone calls confirm the presence of troops";
    let inner = (">phone calls", "confirm", "the presence of troops");
    insta::assert_snapshot!(view(text, &[("the SBU", "According to", outer), inner]), @"
    a1

      <According to>¹ [the SBU], {[phone calls] <confirm>² {the presence of troops}}.

         who            how           stance  quotation
      1  the SBU        According to  assert  mixed
         phone calls confirm the presence of troops
      2  └ phone calls  confirm       assert  mixed
         the presence of troops

      [source] <cue> {content}

          named  kind          known as
      1×  SBU    organisation  UA
    ");
}

#[test]
fn a_source_that_speaks_twice_is_marked_once() {
    let text = "He said he knew and thinks so.";
    insta::assert_snapshot!(view(text, &[("He", "said", "he knew"), ("He", "thinks", "so")]), @"
    a1

      [He] <said>¹ {he knew} and <thinks>² {so}.

         who  how     stance  quotation  what
      1  He   said    assert  mixed      he knew
      2  He   thinks  assert  mixed      so

      [source] <cue> {content}
    ");
}

#[test]
fn spans_that_cross_keep_their_own_brackets() {
    let text = "one two three four";
    insta::assert_snapshot!(view(text, &[("", "four", "one two|three"), ("two three", "one", "four")]), @"
    a1

      {<one>² [two} {three}] {<four}>¹

         who        how   stance  quotation  what
      1  —          four  assert  mixed      one two … three
      2  two three  one   assert  mixed      four

      [source] <cue> {content}
    ");
}

#[test]
fn nobody_named_and_nothing_found() {
    insta::assert_snapshot!(view("It is feared that he left.", &[("", "feared", "that he left")]), @"
    a1

      It is <feared>¹ {that he left}.

         who  how     stance  quotation  what
      1  —    feared  assert  mixed      that he left

      [source] <cue> {content}
    ");
    insta::assert_snapshot!(view("It rained.", &[]), @"
    a1

      It rained.

      No attribution found.
    ");
    insta::assert_snapshot!(view("", &[]), @"
    a1

      No attribution found.
    ");
}
