//! UIMA CAS XMI, the format of the annotation tool INCEpTION and of DKPro: a text with typed stretches that point at one another.

use std::fmt::{self, Write as _};

use sayso::{Analysis, OffsetMap, OffsetUnit, TextRange};

use crate::Header;

/// Appends the document as one CAS, to be read with the type system of [`xmi_type_system`].
///
/// Sentences, tokens and named entities are of DKPro's own types. An attribution is a `Cue` with stance, polarity, actuality and
/// confidence, and with links to the pieces of its `Source` and its `Content`; a quotation that goes on without a cue of its own has
/// its `Cue` at its first word. Offsets count UTF-16 units, as UIMA does.
///
/// ```
/// use sayso::Analyzer;
/// use sayso_record::{Header, write_xmi};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let mut out = String::new();
/// write_xmi(&mut out, &Header::default(), text, &Analyzer::new().analyze(text));
/// assert!(out.contains("begin=\"23\" end=\"39\" value=\"person\"/>"));
/// assert!(out.contains("stance=\"assert\" polarity=\"positive\" actuality=\"actual\""));
/// ```
pub fn write_xmi(out: &mut String, header: &Header, text: &str, analysis: &Analysis) {
    let map = OffsetMap::new(text, OffsetUnit::Utf16);
    let mut writer = Writer { map, out, next: SOFA + 1, members: Vec::new() };
    writer.push(format_args!("{HEAD}"));
    let end = text.len() as u32;
    let title = header.meta.title.as_deref().unwrap_or(&header.id);
    writer.mark("metadata:DocumentMetaData", TextRange::new(0, end), |out| {
        attribute(out, "language", "en")?;
        attribute(out, "documentTitle", title)?;
        attribute(out, "documentId", &header.id)
    });
    let segmentation = &analysis.segmentation;
    let tokens = segmentation.tokens();
    for &sentence in segmentation.sentences() {
        writer.mark("segmentation:Sentence", tokens.cover(sentence), |_| Ok(()));
    }
    for token in tokens.iter() {
        writer.mark("segmentation:Token", token, |_| Ok(()));
    }
    for mention in analysis.entities.mentions() {
        let kind = mention.kind.as_str();
        writer.mark("type:NamedEntity", mention.range, |out| attribute(out, "value", kind));
    }
    for attribution in &analysis.attributions {
        let source = writer.linked("Source", &attribution.source.spans);
        let content = writer.linked("Content", &attribution.content.spans);
        // What goes on without a cue shares that of the attribution before.
        let continues = attribution.continues.is_some();
        let first = |&range: &TextRange| Some(tokens.range(tokens.within(range).ids().next()?));
        let cue = match continues {
            true => attribution.content.spans.first().and_then(first),
            false => attribution.cue.spans.first().copied(),
        };
        let Some(cue) = cue else { continue };
        let confidence = f64::from((attribution.confidence * 1e3).round()) / 1e3;
        writer.mark("custom:Cue", cue, |out| {
            attribute(out, "stance", attribution.stance.as_str())?;
            attribute(out, "polarity", attribution.polarity.as_str())?;
            attribute(out, "actuality", attribution.actuality.as_str())?;
            attribute(out, "confidence", &confidence.to_string())?;
            for (name, links) in [("source", &source), ("content", &content)] {
                if !links.is_empty() {
                    attribute(out, name, links)?;
                }
            }
            Ok(())
        });
    }
    let members: Vec<String> = writer.members.iter().map(u32::to_string).collect();
    let out = writer.out;
    let mut end = || -> fmt::Result {
        write!(
            out,
            "<cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\""
        )?;
        attribute(out, "sofaString", text)?;
        writeln!(
            out,
            "/>\n<cas:View sofa=\"{SOFA}\" members=\"{}\"/>\n</xmi:XMI>",
            members.join(" ")
        )
    };
    end().expect("a string takes everything");
}

/// The type system of what [`write_xmi`] writes, one for all documents: INCEpTION makes layers of it.
///
/// ```
/// assert!(sayso_record::xmi_type_system().contains("<name>webanno.custom.Cue</name>"));
/// ```
pub fn xmi_type_system() -> &'static str {
    include_str!("../data/type-system.xml")
}

/// The number of the text.
const SOFA: u32 = 1;

const HEAD: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
xmlns:metadata=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\" \
xmlns:segmentation=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" \
xmlns:type=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" \
xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">
<cas:NULL xmi:id=\"0\"/>
";

struct Writer<'a> {
    map: OffsetMap<'a>,
    out: &'a mut String,
    next: u32,
    /// The numbers of all annotations.
    members: Vec<u32>,
}

impl Writer<'_> {
    fn push(&mut self, line: fmt::Arguments<'_>) {
        self.out.write_fmt(line).expect("a string takes everything");
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Writes an annotation with its further attributes; gives its number.
    fn mark(
        &mut self,
        name: &str,
        range: TextRange,
        more: impl FnOnce(&mut String) -> fmt::Result,
    ) -> u32 {
        let number = self.number();
        self.members.push(number);
        let [begin, end] = [range.start(), range.end()].map(|offset| self.map.get(offset));
        self.push(format_args!(
            "<{name} xmi:id=\"{number}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\""
        ));
        more(self.out).expect("a string takes everything");
        self.out.push_str("/>\n");
        number
    }

    /// Writes the pieces of a source or content, and a link to each; gives the numbers of the links.
    fn linked(&mut self, role: &str, ranges: &[TextRange]) -> String {
        let mut links = String::new();
        for &range in ranges {
            let target = self.mark(&format!("custom:{role}"), range, |_| Ok(()));
            let link = self.number();
            self.push(format_args!(
                "<custom:Cue{role}Link xmi:id=\"{link}\" role=\"{role}\" target=\"{target}\"/>\n"
            ));
            let between = if links.is_empty() { "" } else { " " };
            write!(links, "{between}{link}").expect("a string takes everything");
        }
        links
    }
}

/// Writes an attribute. What XML cannot hold becomes a sign of the same length in UTF-16, so that offsets stay.
fn attribute(out: &mut String, name: &str, value: &str) -> fmt::Result {
    write!(out, " {name}=\"")?;
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => write!(out, "&#{};", u32::from(c))?,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    Ok(())
}
