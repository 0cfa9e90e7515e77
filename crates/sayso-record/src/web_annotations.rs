//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): attributions for annotation servers and
//! viewers of pages.
//!
//! Source, cue and content of an attribution are annotations of their own, each with the stretches of text it
//! marks; a fourth links them and carries what is said of the whole.

use std::io::{self, Write};

use sayso::{OffsetMap, OffsetUnit};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::each::Each;
use crate::{AttributionRecord, Record, RecordText, SpanRecord};

/// How many characters before and after a stretch tell it from others with the same words.
const CONTEXT: usize = 32;

/// Writes an annotation page with all attributions of a record, as one line of JSON.
///
/// Offsets are code points, as the model demands, whatever those of the record count. Without its text, a
/// record gives annotations by position alone.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record, write_web_annotations};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let record = Record::new(header, text, &analysis, Layers::default(), OffsetUnit::Byte);
/// let mut line = Vec::new();
/// write_web_annotations(&mut line, &record).unwrap();
/// let page: serde_json::Value = serde_json::from_slice(&line).unwrap();
/// let source = &page["items"][1];
/// assert_eq!(source["id"], "urn:sayso:wire-1#attribution-0-source");
/// assert_eq!(source["target"]["selector"][0]["start"], 23);
/// assert_eq!(source["target"]["selector"][1]["exact"], "Andrey Kovalenko");
/// ```
///
/// # Errors
/// Those of `out`.
pub fn write_web_annotations(mut out: impl Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Page::new(record))?;
    out.write_all(b"\n")
}

struct Page<'r> {
    record: &'r Record,
    text: Option<RecordText<'r>>,
    /// From bytes to code points.
    points: Option<OffsetMap<'r>>,
    /// What the annotations are about.
    iri: String,
}

/// One annotation at a time is made.
impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut page = serializer.serialize_struct("AnnotationPage", 5)?;
        page.serialize_field("@context", "http://www.w3.org/ns/anno.jsonld")?;
        page.serialize_field("id", &format!("{}#attributions", self.iri))?;
        page.serialize_field("type", "AnnotationPage")?;
        page.serialize_field("startIndex", &0)?;
        let attributions = || self.record.attributions.iter().flatten();
        let items = Each(|| attributions().flat_map(|a| self.attribution(a)));
        page.serialize_field("items", &items)?;
        page.end()
    }
}

impl<'r> Page<'r> {
    fn new(record: &'r Record) -> Self {
        let text = record.text.as_deref().map(|text| RecordText::new(text, record.offsets));
        let points = record.text.as_deref().map(|text| OffsetMap::new(text, OffsetUnit::Char));
        Self { record, text, points, iri: iri(&record.id) }
    }

    /// The annotations of an attribution: the whole, then its parts.
    fn attribution(&self, attribution: &AttributionRecord) -> Vec<Value> {
        let AttributionRecord { source, cue, content, .. } = attribution;
        let id = |part: &str| format!("{}#attribution-{}{part}", self.iri, attribution.id);
        let ids = source.entity.iter().chain(&source.members);
        let entities = ids.filter_map(|&id| self.record.entities.as_ref()?.get(id as usize));
        let mut named = vec![tag("classifying", source.kind.as_str())];
        named.extend(entities.map(|entity| tag("identifying", &entity.name)));
        let parts = [
            ("-source", "identifying", &source.spans, named),
            ("-cue", "tagging", &cue.spans, vec![tag("tagging", &cue.lemma)]),
            (
                "-content",
                "highlighting",
                &content.spans,
                vec![tag("classifying", content.quotation.as_str())],
            ),
        ];
        let mut annotations = vec![Value::Null];
        let mut targets = Vec::new();
        for (part, motivation, spans, body) in parts {
            if !spans.is_empty() {
                let target = one_or_list(spans.iter().map(|&span| self.target(span)).collect());
                targets.push(json!(id(part)));
                annotations.push(annotation(&id(part), motivation, body, &target));
            }
        }
        let mut whole: Vec<Value> = [
            attribution.stance.as_str(),
            attribution.polarity.as_str(),
            attribution.actuality.as_str(),
        ]
        .into_iter()
        .map(|value| tag("classifying", value))
        .collect();
        whole.push(json!({
            "type": "TextualBody",
            "purpose": "assessing",
            "format": "text/plain",
            "value": format!("confidence {}", attribution.confidence),
        }));
        if let Some(parent) = attribution.parent {
            let parent = format!("{}#attribution-{parent}", self.iri);
            whole.push(json!({"type": "SpecificResource", "purpose": "linking", "source": parent}));
        }
        annotations[0] = annotation(&id(""), "linking", whole, &one_or_list(targets));
        annotations
    }

    /// A stretch of text, by its place and by its words.
    fn target(&self, span: SpanRecord) -> Value {
        let mut selectors = Vec::new();
        let found = self.text.as_ref().and_then(|text| {
            let (range, text) = (text.range(span)?, text.text());
            Some((&text[..range.start], &text[range.clone()], &text[range.end..]))
        });
        match found {
            Some((before, exact, after)) => {
                let place =
                    |byte: usize| self.points.as_ref().map_or(0, |map| map.get(byte as u32));
                let start = place(before.len());
                selectors.push(position(start, place(before.len() + exact.len())));
                let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
                let suffix = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
                selectors.push(json!({
                    "type": "TextQuoteSelector",
                    "exact": exact,
                    "prefix": before[prefix..],
                    "suffix": after[..suffix],
                }));
            }
            None => selectors.push(position(span.0, span.1)),
        }
        json!({"type": "SpecificResource", "source": self.iri, "selector": selectors})
    }
}

fn position(start: u32, end: u32) -> Value {
    json!({"type": "TextPositionSelector", "start": start, "end": end})
}

fn annotation(id: &str, motivation: &str, body: Vec<Value>, target: &Value) -> Value {
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": motivation,
        "body": one_or_list(body),
        "target": target,
    })
}

fn tag(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

/// A list of one is the one, as the model has it.
fn one_or_list(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

/// The address of a document: its id if that is one, or a name made of it.
fn iri(id: &str) -> String {
    let is_address = ["http://", "https://", "urn:"].iter().any(|scheme| id.starts_with(scheme));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    // In an address everything that may stand in one stays, but no fragment.
    let stays = |byte: u8| plain(byte) || is_address && b":/?[]@!$&'()*+,;=%".contains(&byte);
    let mut iri = String::from(if is_address { "" } else { "urn:sayso:" });
    for byte in id.bytes() {
        match stays(byte) {
            true => iri.push(char::from(byte)),
            false => iri.push_str(&format!("%{byte:02X}")),
        }
    }
    iri
}
