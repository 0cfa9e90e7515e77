//! The whole analysis of any text, and every form in which it leaves the program.

use std::cell::RefCell;
use std::sync::LazyLock;

use sayso::{
    Analysis, AnalysisOptions, Analyzer, Article, CueList, Date, Gazetteer, OffsetUnit, Scratch,
    TextRange,
};
use sayso_record::{
    Header, Layer, PrettyOptions, Record, write_brat, write_conllu, write_pretty,
    write_web_annotations,
};

const NAMES: &str =
    "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\nUN,organisation,,\n";
const CUES: &str = "cue,pos,stance\nmansplain,verb,deny\nword has it,,suggest\n";

/// Analysers with options and without.
static ANALYZERS: LazyLock<[Analyzer; 2]> = LazyLock::new(|| {
    let gazetteer = Gazetteer::read(NAMES.as_bytes()).expect("a gazetteer");
    let cues = CueList::read(CUES.as_bytes()).expect("a list of cues");
    let options = AnalysisOptions {
        gazetteer: Some(gazetteer.into()),
        cues: Some(cues.into()),
        full_syntax: true,
        ..AnalysisOptions::default()
    };
    [Analyzer::new(), Analyzer::builder().options(options).build()]
});

thread_local! {
    static MEMORY: RefCell<(Scratch, Analysis)> = RefCell::default();
}

/// The first byte chooses the options, the rest is the text.
pub fn check(data: &[u8]) {
    let Some((&options, text)) = data.split_first() else { return };
    let text = &*String::from_utf8_lossy(text);
    let analyzer = &ANALYZERS[usize::from(options & 1)];
    let date = (options & 2 > 0).then(|| Date::parse("2026-03-05")).flatten();
    MEMORY.with_borrow_mut(|(scratch, analysis)| {
        analyzer.analyze_into(Article { text, date }, scratch, analysis);
        slice_all(text, analysis);
        write_all(text, analysis, options);
    });
}

/// Slicing fails if a span is out of bounds or cuts a character.
fn slice_all(text: &str, analysis: &Analysis) {
    let range = |range: TextRange| assert!(!text[range].is_empty(), "an empty span at {range:?}");
    let tokens = analysis.segmentation.tokens();
    let words: String = tokens.all().ids().map(|token| &text[tokens.range(token)]).collect();
    let seen = |c: &char| {
        !c.is_whitespace() && !c.is_control() && !['\u{200b}', '\u{feff}', '\u{2060}'].contains(c)
    };
    assert!(words.chars().filter(seen).eq(text.chars().filter(seen)), "a character is in no token");
    for mention in analysis.entities.mentions() {
        range(mention.range);
        assert!((0.0..=1.0).contains(&mention.confidence) && (0.0..=1.0).contains(&mention.link));
    }
    for id in analysis.entities.ids() {
        range(analysis.entities.get(id).name);
    }
    for found in &analysis.boilerplate {
        range(found.range);
        [found.author, found.outlet, found.date].into_iter().flatten().for_each(range);
    }
    for (index, found) in analysis.attributions.iter().enumerate() {
        let (source, cue) = (&found.source, &found.cue);
        for spans in [&source.spans, &cue.spans, &found.content.spans, &found.hedges] {
            spans.iter().copied().for_each(range);
            assert!(spans.is_sorted_by(|a, b| a.end() <= b.start()), "spans out of order");
        }
        assert!(!cue.spans.is_empty() && !found.content.spans.is_empty());
        let places = [source.role, source.affiliation, cue.addressee, cue.channel];
        places.into_iter().flatten().for_each(range);
        for other in [found.parent, found.continues].into_iter().flatten() {
            assert!((other as usize) < analysis.attributions.len() && other as usize != index);
        }
        assert!((0.0..=1.0).contains(&found.confidence));
    }
}

fn write_all(text: &str, analysis: &Analysis, options: u8) {
    let unit =
        [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16][usize::from(options >> 4) % 3];
    let mut header = Header { id: "fuzz".into(), ..Header::default() };
    header.fill_from(text, analysis);
    let layers = Layer::ALL.into_iter().collect();
    let record = Record::new(header.clone(), text, analysis, layers, unit);
    let mut line = Vec::new();
    record.write_line(&mut line);
    let read: Record = serde_json::from_slice(&line).expect("a record can be read");
    let mut again = Vec::new();
    read.write_line(&mut again);
    assert!(line == again, "a record is not the same after it was read");

    let mut out = String::new();
    write_conllu(&mut out, &header, text, analysis, unit);
    write_brat(&mut out, text, analysis);
    let width = usize::from(options);
    write_pretty(
        &mut out,
        &header,
        text,
        analysis,
        PrettyOptions { width, color: options & 4 > 0 },
    );
    line.clear();
    write_web_annotations(&mut line, &record).expect("memory");
}
