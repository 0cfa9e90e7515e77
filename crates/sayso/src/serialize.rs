//! An analysis as plain data, behind the feature `serde`: what was found, ranges as pairs of byte offsets.
//!
//! The layers are kept in the form in which they are fast, so they are written by way of plain views: what they look
//! like in memory may change, these may not. Every field is always there; what is not known is null.

use sayso_attribution::Attribution;
use sayso_entities::{EntityId, Mention, MentionForm};
use sayso_text::{Boilerplate, Quotation, QuoteStyle, TextRange, TokenId};
use sayso_transfers::{Party, Transfer};
use serde::{Serialize, Serializer};

use crate::Analysis;

impl Serialize for Analysis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { segmentation, entities, boilerplate, attributions, transfers, .. } = self;
        let tokens = segmentation.tokens();
        AnalysisView {
            sentences: segmentation.sentences().iter().map(|&s| span(tokens.cover(s))).collect(),
            tokens: tokens.all().ids().map(|id| token(self, id)).collect(),
            quotations: segmentation.quotations().iter().map(|q| quotation(self, q)).collect(),
            mentions: entities.mentions().iter().map(mention).collect(),
            entities: entities.ids().map(|id| entity(self, id)).collect(),
            boilerplate: boilerplate.iter().map(boilerplate_view).collect(),
            attributions: attributions.iter().map(attribution).collect(),
            transfers: transfers.iter().map(transfer).collect(),
        }
        .serialize(serializer)
    }
}

type Span = (u32, u32);

#[derive(Serialize)]
struct TransferView<'a> {
    trigger: Span,
    lemma: &'a str,
    giver: Option<PartyView>,
    receiver: Option<PartyView>,
    thing: Option<ThingView>,
    status: &'static str,
    in_return: Option<u32>,
    time: Option<TimeView>,
    attribution: Option<u32>,
    confidence: f32,
}

#[derive(Serialize)]
struct PartyView {
    span: Span,
    entity: Option<usize>,
}

#[derive(Serialize)]
struct ThingView {
    span: Span,
    kind: &'static str,
    amount: Option<String>,
    unit: Option<&'static str>,
    worth: Option<String>,
    currency: Option<&'static str>,
}

#[derive(Serialize)]
struct TimeView {
    span: Span,
    value: String,
}

#[derive(Serialize)]
struct AnalysisView<'a> {
    sentences: Vec<Span>,
    tokens: Vec<TokenView<'a>>,
    quotations: Vec<QuotationView>,
    mentions: Vec<MentionView>,
    entities: Vec<EntityView<'a>>,
    boilerplate: Vec<BoilerplateView>,
    attributions: Vec<AttributionView<'a>>,
    transfers: Vec<TransferView<'a>>,
}

#[derive(Serialize)]
struct TokenView<'a> {
    range: Span,
    #[serde(flatten)]
    grammar: Option<GrammarView<'a>>,
}

#[derive(Serialize)]
struct GrammarView<'a> {
    lemma: &'a str,
    upos: &'static str,
    xpos: &'static str,
    head: u32,
    deprel: &'static str,
}

#[derive(Serialize)]
struct QuotationView {
    range: Span,
    style: &'static str,
    depth: u8,
    complete: bool,
    speech: bool,
}

#[derive(Serialize)]
struct MentionView {
    range: Span,
    kind: &'static str,
    form: &'static str,
    entity: Option<usize>,
    value: Option<String>,
    confidence: f32,
    link: f32,
}

#[derive(Serialize)]
struct EntityView<'a> {
    kind: &'static str,
    name: Span,
    /// Of the user's gazetteer.
    canonical: Option<&'a str>,
    link: Option<&'a str>,
    country: Option<String>,
    acts_for: Option<String>,
    role: Option<Span>,
    affiliation: Option<usize>,
}

#[derive(Serialize)]
struct BoilerplateView {
    range: Span,
    kind: &'static str,
    author: Option<Span>,
    outlet: Option<Span>,
    date: Option<Span>,
}

#[derive(Serialize)]
struct AttributionView<'a> {
    source: SourceView,
    cue: CueView<'a>,
    content: ContentView,
    stance: &'static str,
    hedges: Vec<Span>,
    parent: Option<u32>,
    continues: Option<u32>,
    confidence: f32,
}

#[derive(Serialize)]
struct SourceView {
    spans: Vec<Span>,
    kind: &'static str,
    entity: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<usize>,
    role: Option<Span>,
    affiliation: Option<Span>,
    anonymity: Option<AnonymityView>,
}

#[derive(Serialize)]
struct AnonymityView {
    span: Span,
    reason: Option<Span>,
}

#[derive(Serialize)]
struct CueView<'a> {
    spans: Vec<Span>,
    lemma: &'a str,
    addressee: Option<Span>,
    channel: Option<Span>,
}

#[derive(Serialize)]
struct ContentView {
    spans: Vec<Span>,
    quotation: &'static str,
}

fn span(range: TextRange) -> Span {
    (range.start(), range.end())
}

fn spans(ranges: &[TextRange]) -> Vec<Span> {
    ranges.iter().copied().map(span).collect()
}

fn token(analysis: &Analysis, id: TokenId) -> TokenView<'_> {
    let Analysis { segmentation, syntax, .. } = analysis;
    let grammar = (!syntax.is_empty()).then(|| GrammarView {
        lemma: syntax.lemma(id),
        upos: syntax.upos(id).as_str(),
        xpos: syntax.xpos(id).as_str(),
        head: syntax.head(id).raw(),
        deprel: syntax.relation(id).as_str(),
    });
    TokenView { range: span(segmentation.tokens().range(id)), grammar }
}

fn quotation(analysis: &Analysis, quotation: &Quotation) -> QuotationView {
    let &Quotation { tokens, style, depth, complete, speech, .. } = quotation;
    let style = match style {
        QuoteStyle::Double => "double",
        QuoteStyle::Single => "single",
    };
    let range = span(analysis.segmentation.tokens().cover(tokens));
    QuotationView { range, style, depth, complete, speech }
}

fn mention(mention: &Mention) -> MentionView {
    MentionView {
        range: span(mention.range),
        kind: mention.kind.as_str(),
        form: match mention.form {
            MentionForm::Name => "name",
            MentionForm::Description => "description",
            MentionForm::Pronoun => "pronoun",
            MentionForm::Value => "value",
        },
        entity: mention.entity.map(EntityId::index),
        value: mention.value.map(|value| value.to_string()).filter(|value| !value.is_empty()),
        confidence: mention.confidence,
        link: mention.link,
    }
}

fn entity(analysis: &Analysis, id: EntityId) -> EntityView<'_> {
    let entity = analysis.entities.get(id);
    let entry = analysis.entities.gazetteer_entry(id);
    EntityView {
        kind: entity.kind.as_str(),
        name: span(entity.name),
        canonical: entry.map(|entry| entry.canonical.as_str()).filter(|name| !name.is_empty()),
        link: entry.map(|entry| entry.link.as_str()).filter(|link| !link.is_empty()),
        country: entity.country.map(|code| code.to_string()),
        acts_for: entity.acts_for.map(|code| code.to_string()),
        role: entity.role.map(span),
        affiliation: entity.affiliation.map(EntityId::index),
    }
}

fn boilerplate_view(found: &Boilerplate) -> BoilerplateView {
    let &Boilerplate { range, kind, author, outlet, date, .. } = found;
    BoilerplateView {
        range: span(range),
        kind: kind.as_str(),
        author: author.map(span),
        outlet: outlet.map(span),
        date: date.map(span),
    }
}

fn transfer(transfer: &Transfer) -> TransferView<'_> {
    let party = |party: Party| PartyView {
        span: span(party.span),
        entity: party.entity.map(EntityId::index),
    };
    TransferView {
        trigger: span(transfer.trigger),
        lemma: &transfer.lemma,
        giver: transfer.giver.map(party),
        receiver: transfer.receiver.map(party),
        thing: transfer.thing.map(|thing| ThingView {
            span: span(thing.span),
            kind: thing.kind.as_str(),
            amount: thing.amount.map(|amount| amount.to_string()),
            unit: thing.unit,
            worth: thing.worth.map(|(amount, _)| amount.to_string()),
            currency: thing.worth.map(|(_, currency)| currency),
        }),
        status: transfer.status.as_str(),
        in_return: transfer.in_return,
        time: transfer
            .time
            .map(|time| TimeView { span: span(time.span), value: time.when.to_string() }),
        attribution: transfer.attribution,
        confidence: transfer.confidence,
    }
}

fn attribution(attribution: &Attribution) -> AttributionView<'_> {
    let Attribution { source, cue, content, .. } = attribution;
    AttributionView {
        source: SourceView {
            spans: spans(&source.spans),
            kind: source.kind.as_str(),
            entity: source.entity.map(EntityId::index),
            members: source.members.iter().copied().map(EntityId::index).collect(),
            role: source.role.map(span),
            affiliation: source.affiliation.map(span),
            anonymity: source.anonymity.map(|anonymity| AnonymityView {
                span: span(anonymity.span),
                reason: anonymity.reason.map(span),
            }),
        },
        cue: CueView {
            spans: spans(&cue.spans),
            lemma: &cue.lemma,
            addressee: cue.addressee.map(span),
            channel: cue.channel.map(span),
        },
        content: ContentView {
            spans: spans(&content.spans),
            quotation: content.quotation.as_str(),
        },
        stance: attribution.stance.as_str(),
        hedges: spans(&attribution.hedges),
        parent: attribution.parent,
        continues: attribution.continues,
        confidence: attribution.confidence,
    }
}
