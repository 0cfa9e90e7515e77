//! The record: one analysed document as one JSON object. Its fields are a contract with everyone who
//! stores records, so they are written down here and nowhere else, apart from the types that hold an
//! analysis in memory: those may change when the code does.
//!
//! A record explains itself: `format` says by which version of this contract it is written, `offsets`
//! what its numbers count. Adding a field needs no new version; removing one or changing its meaning does.
//! What a later layer will know is absent until it does: a missing field is honest, a placeholder is not.

mod build;
mod names;
mod stream;
mod transfer;

use sayso::{
    Actuality, Attributions, OffsetUnit, Polarity, QuotationType, QuoteStyle, Relation, SourceKind,
    Stance, Upos, Xpos,
};
use serde::{Deserialize, Serialize};

use crate::{Meta, Note};

pub use transfer::{AmountRecord, PartyRecord, ThingRecord, TransferRecord, TransferTimeRecord};

/// The version of the contract that [`Record::format`] carries.
pub const FORMAT: u32 = 2;

/// One document. Every span is in bounds, on character boundaries and in order.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layer, Record};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let layers = [Layer::Attributions].into_iter().collect();
/// let record = Record::new(header, text, &analysis, layers, OffsetUnit::Char);
/// let mut line = Vec::new();
/// record.write_line(&mut line);
/// let line = String::from_utf8(line).unwrap();
/// assert!(line.starts_with(r#"{"format":2,"id":"wire-1","meta":{"path":null,"#));
/// assert!(line.contains(r#""source":{"spans":[[23,39]],"kind":"person""#));
/// assert!(line.contains(r#""cue":{"spans":[[18,22]],"lemma":"say"}"#));
/// assert!(line.ends_with("}\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// The version of this contract, [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = FORMAT)))]
    pub format: u32,
    /// The name of the document.
    pub id: String,
    /// What its file says about it.
    pub meta: Meta,
    /// What the reader did to it or found odd; absent if nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What all offsets count.
    #[serde(with = "names::offset_unit")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::offset_unit::schema"))]
    pub offsets: OffsetUnit,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Sentences, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SpanRecord>>,
    /// Where the tokens are, in order: words and punctuation, for those who do not need their grammar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<SpanRecord>>,
    /// Tokens, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenRecord>>,
    /// Stretches in quotation marks, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotations: Option<Vec<QuotationRecord>>,
    /// What the document is about: first what has a name or description, then numbers, dates and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<EntityRecord>>,
    /// What is not part of the story, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boilerplate: Option<Vec<BoilerplateRecord>>,
    /// Who said what, in order of the cues; a quotation that goes on without a cue is placed by its own start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributions: Option<Vec<AttributionRecord>>,
    /// Who gives what to whom, in order of the triggers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfers: Option<Vec<TransferRecord>>,
}

/// Where a stretch of text starts, and where the text after it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpanRecord(pub u32, pub u32);

/// One token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenRecord {
    /// Where it starts.
    pub start: u32,
    /// Where the text after it starts.
    pub end: u32,
    /// Its grammar, in the same object.
    #[serde(flatten)]
    pub grammar: Option<GrammarRecord>,
}

/// The grammar of a token, in the terms of Universal Dependencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GrammarRecord {
    /// The dictionary form.
    pub lemma: String,
    /// The universal part of speech.
    #[serde(with = "names::upos")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::upos::schema"))]
    pub upos: Upos,
    /// The Penn Treebank's part of speech.
    #[serde(with = "names::xpos")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::xpos::schema"))]
    pub xpos: Xpos,
    /// Morphological features as treebanks write them, `Number=Plur`; absent if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feats: String,
    /// The index, in the document, of the token to which it is attached; its own if it is the root.
    pub head: u32,
    /// The relation to the head.
    #[serde(with = "names::relation")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::relation::schema"))]
    pub deprel: Relation,
}

/// A stretch in quotation marks, including the marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuotationRecord {
    /// Where it starts.
    pub start: u32,
    /// Where the text after it starts.
    pub end: u32,
    /// Double or single quotation marks.
    #[serde(with = "names::quote_style")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::quote_style::schema"))]
    pub style: QuoteStyle,
    /// How many quotations it is inside.
    pub depth: u8,
    /// Whether both its quotation marks are there.
    pub complete: bool,
    /// Whether it reads as speech, not as a name, a title or a word in scare quotes.
    pub speech: bool,
}

/// Something that the document mentions, or one expression with a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntityRecord {
    /// Its index in the list.
    pub id: u32,
    /// What it is: `person`, `organisation`, `place`, `nationality`, `event`, `work`, `facility`, `product`, `weapon`, `platform`,
    /// `date`, `time`, `number`, `ordinal`, `quantity`, `money`, `percent`, `age`, `url`, `email` or `handle`.
    pub kind: String,
    /// The name in the user's list, or the fullest form used, or the words of the expression, on one line.
    pub name: String,
    /// Its id in the user's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#ref: Option<String>,
    /// The ISO 3166 code of the country that it is, or that it is the people, capital or seat of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The country whose government is meant where a place is said to act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts_for: Option<String>,
    /// What a person is said to be somewhere in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The id of the entity to which a person is said to belong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<u32>,
    /// The value of an expression, in normal form: `USD 135000000`, `2024-11-23`, `~12000`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The least that an amount is: 20 for "more than 20", 15 for "15 to 20"; absent for "up to 500".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The most that it is; the same as the least for a plain number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What it is measured in: `km`, `year`, the code of a currency, or `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether the words give it as approximate ("about 100", "dozens"); absent if not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// What an amount counts: "North Korean soldiers".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thing: Option<SpanRecord>,
    /// Where it is named.
    pub mentions: Vec<MentionRecord>,
    /// Where it is referred to by a pronoun or description; absent if nowhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<MentionRecord>,
}

/// A stretch of text that names or means an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MentionRecord {
    /// Where it starts.
    pub start: u32,
    /// Where the text after it starts.
    pub end: u32,
    /// The probability, from 0 to 1, that stretch and kind are right, to three places.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f32,
    /// The probability that this entity is meant, to three places.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub link: f32,
    /// Whether a place acts, and so means its government: "Pyongyang denied"; absent if not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acts: bool,
}

/// A stretch that is not part of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoilerplateRecord {
    /// Where it starts.
    pub start: u32,
    /// Where the text after it starts.
    pub end: u32,
    /// What it is: `byline`, `dateline`, `credits`, `photo`, `prompt`, `copyright`, `release`, `page`.
    pub kind: String,
    /// Who wrote the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<SpanRecord>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<SpanRecord>,
    /// The day on which it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<SpanRecord>,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributionRecord {
    /// Its index in the list.
    pub id: u32,
    /// Who.
    pub source: SourceRecord,
    /// The words that mark it.
    pub cue: CueRecord,
    /// What is ascribed.
    pub content: ContentRecord,
    /// What the cue commits the source to.
    #[serde(with = "names::stance")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::stance::schema"))]
    pub stance: Stance,
    /// Whether the source did so: `negative` in "never said".
    #[serde(with = "names::polarity")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::polarity::schema"))]
    pub polarity: Polarity,
    /// Whether it happened, or was `asked`, `conditional`, `modal` or `expected`.
    #[serde(with = "names::actuality")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::actuality::schema"))]
    pub actuality: Actuality,
    /// Where the content is weakened: "is likely to", "may", "reportedly".
    #[serde(default)]
    pub hedges: Vec<SpanRecord>,
    /// The id of the attribution whose content this one is in.
    pub parent: Option<u32>,
    /// If this is a quotation with no cue nearby: the id of the attribution whose speaker goes on. Source and cue
    /// are taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<u32>,
    /// The probability, from 0 to 1, that source and content are right, to three places.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f32,
}

/// The source of an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRecord {
    /// Empty where nobody is named.
    pub spans: Vec<SpanRecord>,
    /// What it is: `person`, `role`, `group`, `organisation`, `government`, `outlet`, `document`, ...
    #[serde(with = "names::source_kind")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::source_kind::schema"))]
    pub kind: SourceKind,
    /// The id of the entity that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
    /// The ids of those who are named where several speak together, "Pell and Voss said"; there is no `entity` then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<u32>,
    /// What a person is said to be in these words; the role of the entity is what the whole document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SpanRecord>,
    /// The body to which the source is said to belong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<SpanRecord>,
    /// Where the text says that the source's name is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity: Option<AnonymityRecord>,
}

/// A name withheld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnonymityRecord {
    /// The words that say so.
    pub span: SpanRecord,
    /// The reason, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<SpanRecord>,
}

/// The cue of an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CueRecord {
    /// Never empty.
    pub spans: Vec<SpanRecord>,
    /// The dictionary form of its head.
    pub lemma: String,
    /// To whom it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<SpanRecord>,
    /// Through what: "in a statement".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<SpanRecord>,
}

/// The content of an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentRecord {
    /// More than one where it is broken into pieces.
    pub spans: Vec<SpanRecord>,
    /// How much of it is in quotation marks.
    #[serde(with = "names::quotation_type")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::quotation_type::schema"))]
    pub quotation: QuotationType,
}

impl Record {
    /// Appends the record as one line of JSON Lines, the line end included.
    pub fn write_line(&self, out: &mut Vec<u8>) {
        // Every value is a string, a number, a flag or a list of such: nothing can fail.
        serde_json::to_writer(&mut *out, self).expect("a record is plain data");
        out.push(b'\n');
    }

    /// Leaves out the attributions with less confidence than `min_confidence`, as an analysis with that
    /// [option](sayso::AnalysisOptions) does.
    pub fn retain_confident(&mut self, min_confidence: f32) {
        let Some(attributions) = &mut self.attributions else { return };
        let stay: Vec<bool> = attributions.iter().map(|a| a.confidence >= min_confidence).collect();
        if !stay.contains(&false) {
            return;
        }
        let in_record = |at: &u32| (*at as usize) < stay.len();
        let parents: Vec<Option<u32>> =
            attributions.iter().map(|a| a.parent.filter(in_record)).collect();
        let places = Attributions::places(&stay, &parents);
        let place = |at: u32| places.get(at as usize).copied().flatten();
        attributions.retain_mut(|attribution| {
            attribution.parent = attribution.parent.and_then(place);
            let earlier = attribution.continues.filter(|&at| stay.get(at as usize) == Some(&true));
            attribution.continues = earlier.and_then(place);
            attribution.confidence >= min_confidence
        });
        for (id, attribution) in (0..).zip(attributions) {
            attribution.id = id;
        }
        for transfer in self.transfers.iter_mut().flatten() {
            transfer.attribution = transfer.attribution.and_then(place);
        }
    }
}
