//! Tasks for Label Studio, in which people correct what the program found.

use std::collections::BTreeMap;
use std::io::{self, Write};

use sayso::{
    Actuality, Analysis, Attribution, EntityKind, OffsetMap, OffsetUnit, Polarity, Stance,
    TextRange,
};
use serde_json::{Value, json};

use crate::Header;
use crate::brat::capital;

/// The names of the controls that [`label_studio_configuration`] gives to the text and to its labels.
const TEXT: &str = "text";
const LABELS: &str = "label";

/// Writes the document as one task: its text, and what was found in it as a prediction. Label Studio imports a JSON list
/// of tasks.
///
/// Mentions of entities are regions labelled with their kind, attributions regions `Source`, `Cue` and `Content`. From
/// the cue, relations lead to each piece of source and content and to further pieces of the cue; where a quotation goes
/// on without a cue, they begin at the content. The region where they begin has the stance, the polarity, the
/// actuality and, as its score, the confidence. Offsets count code points, as Label Studio does.
///
/// ```
/// use sayso::Analyzer;
/// use sayso_record::{Header, write_label_studio};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let mut task = Vec::new();
/// write_label_studio(&mut task, &Header::default(), text, &Analyzer::new().analyze(text))?;
/// let task: serde_json::Value = serde_json::from_slice(&task)?;
/// assert_eq!(task["data"]["text"], text);
/// let found = &task["predictions"][0]["result"][1];
/// assert_eq!(found["value"]["labels"][0], "Cue");
/// assert_eq!(found["value"]["text"], "said");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// If `out` takes nothing more.
pub fn write_label_studio(
    mut out: impl Write,
    header: &Header,
    text: &str,
    analysis: &Analysis,
) -> io::Result<()> {
    let Header { id, meta, .. } = header;
    let mut data = json!({ TEXT: text, "id": id });
    for (name, value) in
        [("title", &meta.title), ("publisher", &meta.publisher), ("date", &meta.date)]
    {
        if let Some(value) = value {
            data[name] = value.as_str().into();
        }
    }
    let mut results = Results::new(text);
    for mention in analysis.entities.mentions() {
        results.region(&capital(mention.kind.as_str()), mention.range);
    }
    for attribution in &analysis.attributions {
        results.attribution(attribution);
    }
    let mut prediction = json!({ "model_version": concat!("sayso ", env!("CARGO_PKG_VERSION")) });
    // Tasks can be sorted by it: those that most need to be looked at have the lowest.
    let confidences = analysis.attributions.iter().map(|attribution| attribution.confidence);
    if let Some(least) = confidences.reduce(f32::min) {
        prediction["score"] = score(least);
    }
    prediction["result"] = results.list.into();
    serde_json::to_writer(&mut out, &json!({ "data": data, "predictions": [prediction] }))?;
    Ok(())
}

/// The labelling configuration of a project that shows what [`write_label_studio`] writes.
///
/// ```
/// let configuration = sayso_record::label_studio_configuration();
/// assert!(configuration.contains("<Text name=\"text\" value=\"$text\" valueType=\"text\"/>\n"));
/// ```
pub fn label_studio_configuration() -> String {
    let mut out = String::from(
        // Without the style blanks would be trimmed, and offsets wrong.
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n  <Relations>\n",
    );
    for role in ["Source", "Content", "Cue"] {
        out.push_str(&format!("    <Relation value=\"{role}\"/>\n"));
    }
    out.push_str(&format!("  </Relations>\n  <Labels name=\"{LABELS}\" toName=\"{TEXT}\">\n"));
    for (label, color) in [("Source", "#1f77b4"), ("Cue", "#d62728"), ("Content", "#2ca02c")] {
        out.push_str(&format!("    <Label value=\"{label}\" background=\"{color}\"/>\n"));
    }
    for kind in EntityKind::ALL {
        out.push_str(&format!("    <Label value=\"{}\"/>\n", capital(kind.as_str())));
    }
    out.push_str(&format!(
        "  </Labels>\n  <Text name=\"{TEXT}\" value=\"$text\" valueType=\"text\"/>\n"
    ));
    let choices: [(&str, Vec<&str>); 3] = [
        ("stance", Stance::ALL.iter().map(|stance| stance.as_str()).collect()),
        ("polarity", Polarity::ALL.iter().map(|polarity| polarity.as_str()).collect()),
        ("actuality", Actuality::ALL.iter().map(|actuality| actuality.as_str()).collect()),
    ];
    for (name, values) in choices {
        out.push_str(&format!(
            "  <Choices name=\"{name}\" toName=\"{TEXT}\" perRegion=\"true\" choice=\"single-radio\" showInline=\"true\" \
             visibleWhen=\"region-selected\" whenTagName=\"{LABELS}\" whenLabelValue=\"Cue,Content\">\n"
        ));
        for value in values {
            out.push_str(&format!("    <Choice value=\"{value}\"/>\n"));
        }
        out.push_str("  </Choices>\n");
    }
    out.push_str("</View>\n");
    out
}

/// What is found in a text, as Label Studio has it: a list of regions, choices and relations.
struct Results<'a> {
    text: &'a str,
    map: OffsetMap<'a>,
    /// The ids of the regions that attributions share: sources, contents, mentions.
    known: BTreeMap<(String, TextRange), String>,
    regions: usize,
    list: Vec<Value>,
}

impl<'a> Results<'a> {
    fn new(text: &'a str) -> Self {
        let map = OffsetMap::new(text, OffsetUnit::Char);
        Self { text, map, known: BTreeMap::new(), regions: 0, list: Vec::new() }
    }

    fn attribution(&mut self, attribution: &Attribution) {
        let Attribution { source, cue, content, continues, .. } = attribution;
        // What goes on without a cue has that of the attribution before.
        let spans: &[TextRange] = if continues.is_some() { &[] } else { &cue.spans };
        let Some(&range) = spans.iter().chain(&content.spans).next() else { return };
        // Each attribution has its own cue, to which its attributes belong.
        let cues: Vec<String> = spans.iter().map(|&cue| self.new_region("Cue", cue)).collect();
        let sources = self.shared("Source", &source.spans);
        let contents = self.shared("Content", &content.spans);
        let anchor = cues.first().or(contents.first()).cloned().unwrap_or_default();
        for (name, value) in [
            ("stance", attribution.stance.as_str()),
            ("polarity", attribution.polarity.as_str()),
            ("actuality", attribution.actuality.as_str()),
        ] {
            let mut choice = self.result(&anchor, name, "choices", range, value);
            choice["score"] = score(attribution.confidence);
            self.list.push(choice);
        }
        let ends = [("Source", sources), ("Content", contents), ("Cue", cues)];
        let ends =
            ends.into_iter().flat_map(|(role, ids)| ids.into_iter().map(move |id| (role, id)));
        for (role, id) in ends.filter(|(_, id)| *id != anchor) {
            self.list.push(json!({
                "type": "relation",
                "from_id": anchor,
                "to_id": id,
                "direction": "right",
                "labels": [role],
            }));
        }
    }

    /// The regions of stretches with a label.
    fn shared(&mut self, label: &str, ranges: &[TextRange]) -> Vec<String> {
        ranges.iter().map(|&range| self.region(label, range)).collect()
    }

    /// The region of a stretch with a label, the same for all that ask.
    fn region(&mut self, label: &str, range: TextRange) -> String {
        let key = (label.to_owned(), range);
        if let Some(id) = self.known.get(&key) {
            return id.clone();
        }
        let id = self.new_region(label, range);
        self.known.insert(key, id.clone());
        id
    }

    fn new_region(&mut self, label: &str, range: TextRange) -> String {
        self.regions += 1;
        let id = format!("r{}", self.regions);
        let region = self.result(&id, LABELS, "labels", range, label);
        self.list.push(region);
        id
    }

    /// What one control says of a region.
    fn result(&self, id: &str, control: &str, kind: &str, range: TextRange, value: &str) -> Value {
        let [start, end] = [range.start(), range.end()].map(|offset| self.map.get(offset));
        json!({
            "id": id,
            "from_name": control,
            "to_name": TEXT,
            "type": kind,
            "value": { "start": start, "end": end, "text": self.text[range], kind: [value] },
        })
    }
}

fn score(confidence: f32) -> Value {
    ((f64::from(confidence) * 1e3).round() / 1e3).into()
}
