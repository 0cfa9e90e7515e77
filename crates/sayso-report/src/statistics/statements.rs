//! What an attribution says, in the form in which claims are made of it.

use std::sync::Arc;

use sayso::{Actuality, EntityKind, Polarity, SourceKind, Stance};
use sayso_claims::{Amount, Evidence, GistReader, Sketch, Statement, Voice};
use sayso_record::{AttributionRecord, SpanRecord};

use super::article::Article;
use super::{LONGEST_CONTENT, LONGEST_NAME, is_claim, short, sorted, taken};
use crate::entity_key::one_line;

/// An attribution whose content is so much another attribution says nothing itself: "Lund said satellite images
/// show shells" is what the images show, according to Lund; "the Post reported that Lund denied it" is Lund's denial.
const WHOLE: f64 = 0.6;
/// The same for an attribution with its source and cue, however long these are.
const NOTHING_ELSE: f64 = 0.95;
/// What is no clause says something with so many words and names. What is denied or confirmed ("the payments") was said before.
const TELLING: usize = 4;
/// Names around a statement at most.
const MOST_LINKS: usize = 8;

impl Article<'_> {
    /// The statements of a document whose outlet and day these are.
    pub(super) fn statements(
        &self,
        document: &Arc<str>,
        document_key: u64,
        publisher: Option<&str>,
        day: Option<i64>,
        gists: &mut GistReader,
    ) -> Vec<Statement> {
        let publisher: Option<Arc<str>> = publisher.map(Into::into);
        let all = self.reader.attributions.iter().filter(|a| !self.is_frame(a));
        let statements = all.filter_map(|a| {
            let statement = self.statement(a, gists)?;
            Some(Statement {
                document: Arc::clone(document),
                document_key,
                publisher: publisher.clone(),
                day: day.and_then(|day| i32::try_from(day).ok()),
                ..statement
            })
        });
        statements.collect()
    }

    /// What the document is mostly about.
    pub(super) fn sketch(&self) -> Sketch {
        let names = self.mentions.iter().filter(|&&(_, i, _)| {
            let kind = EntityKind::from_name(&self.reader.entities[i].kind);
            kind.is_some_and(EntityKind::is_name)
        });
        let names = names.map(|&(_, i, acts)| self.keys.mentioned(i, acts).key);
        Sketch::new(names, self.words.iter().filter_map(|word| word.topic).map(|t| t.stem))
    }

    fn statement(&self, a: &AttributionRecord, gists: &mut GistReader) -> Option<Statement> {
        let AttributionRecord { source, content, .. } = a;
        let pieces: Vec<&str> =
            content.spans.iter().flat_map(|&span| self.without_names(span)).collect();
        let gist = gists.read(pieces.iter().copied());
        let answers = matches!(a.stance, Stance::Deny | Stance::Confirm | Stance::Withhold);
        let own = self.keys.source(a);
        let about = self.told_of(a, own.known.then_some(own.key));
        let tells = gist.len() + about.len() >= TELLING && !GistReader::is_title(&pieces);
        if gist.is_empty() || !(gist.is_clause() || answers || tells) {
            return None;
        }
        let mut speaker = self.named(&source.spans);
        speaker.extend(own.known.then_some(own.key));
        let (SpanRecord(start, _), SpanRecord(_, end)) =
            (*content.spans.first()?, *content.spans.last()?);
        Some(Statement {
            attribution: a.id,
            span: (start, end),
            source: own.key,
            source_words: self.source_words(a, &own).into(),
            chain: self.outer(a),
            voice: voice(a),
            evidence: evidence(source.kind),
            hedged: !a.hedges.is_empty(),
            content: shown_content(&self.reader.words(&content.spans)).into(),
            context: (gist.len() < 2).then(|| Box::new(gists.read(self.around(a)))),
            about: about.into(),
            speaker: sorted(speaker).into(),
            amounts: self.amounts(&content.spans, gists),
            gist,
            ..Statement::default()
        })
    }

    /// Whom and what the content is about, in the order in which they are named; who says "I" is the source.
    fn told_of(&self, a: &AttributionRecord, source: Option<u64>) -> Vec<u64> {
        let mut about: Vec<u64> = Vec::new();
        if let Some(source) = source
            && says_i(&self.reader.words(&a.content.spans))
        {
            about.push(source);
        }
        for key in self.named(&a.content.spans) {
            if !about.contains(&key) {
                about.push(key);
            }
        }
        about
    }

    /// Whether most of what it says is what another says within it, or that another denies or asks something.
    pub(super) fn is_frame(&self, outer: &AttributionRecord) -> bool {
        let whole = f64::from(length(&outer.content.spans));
        self.inner(outer).any(|inner| {
            let AttributionRecord { source, cue, content, .. } = inner;
            let said = f64::from(length(&content.spans));
            let all = said + f64::from(length(&source.spans) + length(&cue.spans));
            match is_claim(taken(inner)) {
                true => said >= WHOLE * whole || all >= NOTHING_ELSE * whole,
                false => all >= WHOLE * whole,
            }
        })
    }

    /// The keys of those who have a name and are meant.
    fn named(&self, spans: &[SpanRecord]) -> Vec<u64> {
        let meant = self.meant(spans).filter(|&(i, _)| self.is_named(i));
        meant.map(|(i, acts)| self.keys.mentioned(i, acts).key).collect()
    }

    fn is_named(&self, entity: usize) -> bool {
        use EntityKind::{Event, Facility, Nationality, Organisation, Person, Place, Product};
        let kind = EntityKind::from_name(&self.reader.entities[entity].kind);
        let has_name = matches!(
            kind,
            Some(Person | Organisation | Place | Nationality | Event | Facility | Product)
        );
        has_name && self.keys.of_named(entity).is_some()
    }

    /// The text between names, which are compared by their keys.
    fn without_names(&self, span: SpanRecord) -> Vec<&str> {
        let range = self.reader.range(span);
        let first = self.mentions.partition_point(|(m, ..)| m.start < range.start);
        let mentions = self.mentions[first..].iter().take_while(|(m, ..)| m.end <= range.end);
        let (mut pieces, mut from) = (Vec::new(), range.start);
        for (m, i, _) in mentions {
            let written = self.reader.text[m.clone()].contains(char::is_uppercase);
            if m.start >= from && written && self.is_named(*i) {
                pieces.push(&self.reader.text[from..m.start]);
                from = m.end;
            }
        }
        pieces.push(&self.reader.text[from..range.end]);
        pieces
    }

    /// The sentence with the cue, and the one before.
    fn around(&self, a: &AttributionRecord) -> Vec<&str> {
        let Some(&SpanRecord(cue, _)) = a.cue.spans.first() else { return Vec::new() };
        let here = self.reader.sentences.partition_point(|s| s.1 <= cue);
        let around = self.reader.sentences[here.saturating_sub(1)..].iter();
        around.take(if here == 0 { 1 } else { 2 }).map(|&span| self.reader.at(span)).collect()
    }

    /// In whose content it is, from the outermost.
    fn outer(&self, a: &AttributionRecord) -> Box<[Box<str>]> {
        let mut links: Vec<Box<str>> = Vec::new();
        let mut parent = a.parent;
        // A damaged record may go in circles.
        while let Some(outer) = parent.and_then(|id| self.reader.attributions.get(id as usize))
            && links.len() < MOST_LINKS
        {
            links.push(short(&self.keys.source(outer).shown, LONGEST_NAME).into());
            parent = outer.parent;
        }
        links.reverse();
        links.into()
    }

    fn amounts(&self, spans: &[SpanRecord], gists: &mut GistReader) -> Box<[Amount]> {
        let counts = |&(i, _): &(usize, bool)| {
            let kind = &*self.reader.entities[i].kind;
            matches!(kind, "money" | "percent" | "quantity" | "number")
        };
        let mut meant: Vec<usize> = self.meant(spans).filter(counts).map(|(i, _)| i).collect();
        meant.dedup();
        let alone = meant.len() == 1;
        let amount = |i: usize| {
            let entity = &self.reader.entities[i];
            let thing = entity.thing.map(|span| one_line(self.reader.at(span)));
            let unit = entity.unit.clone().unwrap_or_default();
            // A number that counts nothing may be an age, or the name of a road.
            let bare = thing.is_none() && unit.is_empty();
            let any = entity.low.is_some() || entity.high.is_some();
            (any && (!bare || alone)).then(|| Amount {
                thing_key: thing.as_deref().map_or(0, |thing| gists.thing(thing)),
                thing: thing.unwrap_or_default().into(),
                unit: unit.into(),
                low: entity.low,
                high: entity.high,
                approximate: entity.approximate,
                words: short(&one_line(&entity.name), LONGEST_NAME).into(),
            })
        };
        meant.into_iter().filter_map(amount).collect()
    }
}

/// A content as claims show it: "that they came" is "they came".
fn shown_content(words: &str) -> String {
    let plain = words.strip_prefix("that ").unwrap_or(words);
    short(plain.trim_end_matches([',', ';']), LONGEST_CONTENT)
}

/// Whether the speaker speaks of himself.
fn says_i(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "I" | "me" | "my" | "My" | "myself"))
}

fn voice(a: &AttributionRecord) -> Voice {
    let said = a.polarity == Polarity::Positive;
    match (a.stance, said, a.actuality) {
        (_, _, Actuality::Asked) => Voice::Asks,
        (Stance::Withhold, ..) | (_, false, _) => Voice::Withholds,
        (Stance::Question, ..) => Voice::Asks,
        (Stance::Direct, ..) => Voice::Demands,
        (Stance::Intend, ..) => Voice::Intends,
        (Stance::Suggest | Stance::Believe, ..) => Voice::Suggests,
        (Stance::Assert | Stance::Confirm | Stance::Deny, _, Actuality::Conditional)
        | (_, _, Actuality::Modal | Actuality::Expected) => Voice::Suggests,
        (Stance::Assert, ..) => Voice::Asserts,
        (Stance::Confirm, ..) => Voice::Confirms,
        (Stance::Deny, ..) => Voice::Denies,
    }
}

fn evidence(kind: SourceKind) -> Option<Evidence> {
    match kind {
        SourceKind::Imagery => Some(Evidence::Imagery),
        SourceKind::Intercept => Some(Evidence::Intercept),
        SourceKind::Document => Some(Evidence::Document),
        SourceKind::Social => Some(Evidence::Social),
        _ => None,
    }
}

fn length(spans: &[SpanRecord]) -> u32 {
    spans.iter().map(|span| span.1 - span.0).sum()
}
