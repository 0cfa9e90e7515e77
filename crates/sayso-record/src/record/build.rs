//! From an analysis in byte offsets to the record in the reader's unit.

use sayso::{
    Amount, Analysis, Attribution, Entities, EntityId, EntityKind, Mention, MentionForm,
    Morphology, OffsetMap, OffsetUnit, TextRange, TokenId, TokenRange, Value,
};

use super::{
    AnonymityRecord, AttributionRecord, BoilerplateRecord, ContentRecord, CueRecord, EntityRecord,
    FORMAT, GrammarRecord, MentionRecord, QuotationRecord, Record, SourceRecord, SpanRecord,
    TokenRecord,
};
use crate::person_name::in_small_letters;
use crate::{Header, Layer, Layers};

impl Record {
    /// The record of `text`, whose analysis is `analysis`, with the layers that are chosen.
    pub fn new(
        header: Header,
        text: &str,
        analysis: &Analysis,
        layers: Layers,
        offsets: OffsetUnit,
    ) -> Self {
        let build = Build { text, map: OffsetMap::new(text, offsets), analysis };
        let Header { id, meta, notes } = header;
        Self {
            format: FORMAT,
            id,
            meta,
            notes,
            offsets,
            text: layers.has(Layer::Text).then(|| text.to_owned()),
            sentences: layers.has(Layer::Sentences).then(|| build.sentences().collect()),
            words: layers.has(Layer::Words).then(|| build.words().collect()),
            tokens: layers.has(Layer::Tokens).then(|| build.tokens().collect()),
            quotations: layers.has(Layer::Quotations).then(|| build.quotations().collect()),
            entities: layers.has(Layer::Entities).then(|| build.entities().collect()),
            boilerplate: layers.has(Layer::Boilerplate).then(|| build.boilerplate()),
            attributions: layers.has(Layer::Attributions).then(|| build.attributions().collect()),
            transfers: layers.has(Layer::Transfers).then(|| build.transfers().collect()),
        }
    }
}

pub(super) struct Build<'a> {
    pub(super) text: &'a str,
    pub(super) map: OffsetMap<'a>,
    pub(super) analysis: &'a Analysis,
}

impl Build<'_> {
    pub(super) fn span(&self, range: TextRange) -> SpanRecord {
        SpanRecord(self.map.get(range.start()), self.map.get(range.end()))
    }

    fn spans(&self, ranges: &[TextRange]) -> Vec<SpanRecord> {
        ranges.iter().map(|&range| self.span(range)).collect()
    }

    fn cover(&self, tokens: TokenRange) -> SpanRecord {
        self.span(self.analysis.segmentation.tokens().cover(tokens))
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = SpanRecord> {
        self.analysis.segmentation.sentences().iter().map(|&tokens| self.cover(tokens))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = SpanRecord> {
        let tokens = self.analysis.segmentation.tokens();
        tokens.all().ids().map(move |id| self.span(tokens.range(id)))
    }

    pub(super) fn tokens(&self) -> impl Iterator<Item = TokenRecord> {
        let tokens = self.analysis.segmentation.tokens();
        let morphology = Morphology::new(self.text, tokens, &self.analysis.syntax);
        let token = move |id| {
            let SpanRecord(start, end) = self.span(tokens.range(id));
            TokenRecord { start, end, grammar: self.grammar(id, &morphology) }
        };
        tokens.all().ids().map(token)
    }

    fn grammar(&self, token: TokenId, morphology: &Morphology) -> Option<GrammarRecord> {
        let syntax = &self.analysis.syntax;
        (!syntax.is_empty()).then(|| GrammarRecord {
            lemma: syntax.lemma(token).to_owned(),
            upos: syntax.upos(token),
            xpos: syntax.xpos(token),
            feats: morphology.features(token).to_owned(),
            head: syntax.head(token).raw(),
            deprel: syntax.relation(token),
        })
    }

    pub(super) fn quotations(&self) -> impl Iterator<Item = QuotationRecord> {
        let quotation = |quotation: &sayso::Quotation| {
            let SpanRecord(start, end) = self.cover(quotation.tokens);
            let &sayso::Quotation { style, depth, complete, speech, .. } = quotation;
            QuotationRecord { start, end, style, depth, complete, speech }
        };
        self.analysis.segmentation.quotations().iter().map(quotation)
    }

    /// First what has a name or description, then what has a value: one at a time, since a long text has very many.
    pub(super) fn entities(&self) -> impl Iterator<Item = EntityRecord> {
        let entities = &self.analysis.entities;
        let by_entity = ByEntity::new(entities);
        let count = entities.entities().len() as u32;
        let things = entities.ids().map(move |id| self.thing(id, by_entity.of(id)));
        let mentions = entities.mentions().iter();
        let values = mentions.filter(|mention| mention.form == MentionForm::Value);
        things.chain((count..).zip(values).map(|(id, mention)| self.value(id, mention)))
    }

    /// What is mentioned at these places.
    fn thing(&self, id: EntityId, mentions: &[u32]) -> EntityRecord {
        let entities = &self.analysis.entities;
        let entity = entities.get(id);
        let records = |is_name: bool| {
            let mentions = mentions.iter().map(|&at| &entities.mentions()[at as usize]);
            let chosen = mentions.filter(move |m| (m.form == MentionForm::Name) == is_name);
            chosen.map(|mention| self.mention(mention)).collect()
        };
        EntityRecord {
            id: id.index() as u32,
            kind: entity.kind.as_str().to_owned(),
            name: self.name(id),
            r#ref: entities
                .gazetteer_entry(id)
                .map(|listing| listing.link.clone())
                .filter(|link| !link.is_empty()),
            country: entity.country.map(|code| code.to_string()),
            acts_for: entity.acts_for.map(|code| code.to_string()),
            role: entity.role.map(|role| crate::header::one_line(&self.text[role])),
            affiliation: entity.affiliation.map(|id| id.index() as u32),
            value: None,
            low: None,
            high: None,
            unit: None,
            approximate: false,
            thing: None,
            mentions: records(true),
            references: records(false),
        }
    }

    /// The name in one line, and a person's in the usual letters unless all the text is in capitals.
    fn name(&self, id: EntityId) -> String {
        let entities = &self.analysis.entities;
        let name = crate::header::one_line(entities.name(self.text, id));
        let person = entities.get(id).kind == EntityKind::Person;
        let small = person.then(|| in_small_letters(&name)).flatten();
        let shouts = || !self.text.bytes().any(|b| b.is_ascii_lowercase());
        small.filter(|_| !shouts()).unwrap_or(name)
    }

    fn value(&self, id: u32, mention: &Mention) -> EntityRecord {
        let value = mention.value.map(|value| value.to_string());
        let amount = mention.value.and_then(Value::amount);
        let unit = mention.value.and_then(Value::unit);
        let thing = mention.value.and_then(Value::thing);
        EntityRecord {
            id,
            kind: mention.kind.as_str().to_owned(),
            name: self.text[mention.range].to_owned(),
            r#ref: None,
            country: None,
            acts_for: None,
            role: None,
            affiliation: None,
            value: value.filter(|value| !value.is_empty()),
            low: amount.and_then(Amount::least),
            high: amount.and_then(Amount::most),
            unit: unit.map(str::to_owned),
            approximate: amount.is_some_and(Amount::is_approximate),
            thing: thing.map(|thing| self.span(thing)),
            mentions: vec![MentionRecord { link: 1.0, ..self.mention(mention) }],
            references: Vec::new(),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        let SpanRecord(start, end) = self.span(mention.range);
        let (confidence, link) = (rounded(mention.confidence), rounded(mention.link));
        MentionRecord { start, end, confidence, link, acts: mention.acts }
    }

    pub(super) fn boilerplate(&self) -> Vec<BoilerplateRecord> {
        let span = |range: Option<TextRange>| range.map(|range| self.span(range));
        let record = |found: &sayso::Boilerplate| {
            let SpanRecord(start, end) = self.span(found.range);
            let &sayso::Boilerplate { kind, author, outlet, date, .. } = found;
            let kind = kind.as_str().to_owned();
            let (author, outlet, date) = (span(author), span(outlet), span(date));
            BoilerplateRecord { start, end, kind, author, outlet, date }
        };
        self.analysis.boilerplate.iter().map(record).collect()
    }

    pub(super) fn attributions(&self) -> impl Iterator<Item = AttributionRecord> {
        let attributions = self.analysis.attributions.iter().enumerate();
        attributions.map(|(i, attribution)| self.attribution(i as u32, attribution))
    }

    fn attribution(&self, id: u32, attribution: &Attribution) -> AttributionRecord {
        let source = &attribution.source;
        AttributionRecord {
            id,
            source: SourceRecord {
                spans: self.spans(&source.spans),
                kind: source.kind,
                entity: source.entity.map(|id| id.index() as u32),
                members: source.members.iter().map(|id| id.index() as u32).collect(),
                role: source.role.map(|range| self.span(range)),
                affiliation: source.affiliation.map(|range| self.span(range)),
                anonymity: source.anonymity.map(|anonymity| AnonymityRecord {
                    span: self.span(anonymity.span),
                    reason: anonymity.reason.map(|range| self.span(range)),
                }),
            },
            cue: CueRecord {
                spans: self.spans(&attribution.cue.spans),
                lemma: attribution.cue.lemma.clone(),
                addressee: attribution.cue.addressee.map(|range| self.span(range)),
                channel: attribution.cue.channel.map(|range| self.span(range)),
            },
            content: ContentRecord {
                spans: self.spans(&attribution.content.spans),
                quotation: attribution.content.quotation,
            },
            stance: attribution.stance,
            polarity: attribution.polarity,
            actuality: attribution.actuality,
            hedges: self.spans(&attribution.hedges),
            parent: attribution.parent,
            continues: attribution.continues,
            confidence: attribution.confidence,
        }
    }
}

/// The mentions of each entity, by their index, in order.
struct ByEntity {
    /// Where in `mentions` those of an entity end.
    ends: Vec<u32>,
    mentions: Vec<u32>,
}

impl ByEntity {
    fn new(entities: &Entities) -> Self {
        let entity = |mention: &Mention| {
            mention.entity.filter(|_| mention.form != MentionForm::Value).map(EntityId::index)
        };
        // Sorted by counting: first where those of each begin, which then moves to where they end.
        let mut ends = vec![0; entities.entities().len() + 1];
        entities.mentions().iter().filter_map(entity).for_each(|at| ends[at + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut mentions = vec![0; ends.last().map_or(0, |&all| all as usize)];
        for (index, mention) in (0..).zip(entities.mentions()) {
            if let Some(at) = entity(mention) {
                mentions[ends[at] as usize] = index;
                ends[at] += 1;
            }
        }
        Self { ends, mentions }
    }

    fn of(&self, id: EntityId) -> &[u32] {
        let at = id.index();
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.mentions[start as usize..self.ends[at] as usize]
    }
}

/// To three places.
pub(super) fn rounded(share: f32) -> f32 {
    (share * 1000.0).round() / 1000.0
}
