//! The model of this layer, and the call that fills the layer.

use std::sync::LazyLock;

use sayso_linear::text_hash;
use sayso_syntax::{Syntax, Upos};
use sayso_text::{Boilerplate, TokenId, TokenRange};

use crate::document::{Sentence, TransferInput, Tree};
use crate::draft::Draft;
use crate::lists::{ARRIVALS, NOUNS, Shape, THINGS, ThingClass, VERBS};
use crate::transfer::{ThingKind, Transfer};
use crate::transfers::Transfers;
use crate::voices::Voices;
use crate::{confidence, elaboration, exchange, finders, sides, status, time};

/// One trigger makes so many transfers at most: "Iran, Iraq and Syria sent guns, shells and oil to ...".
const MOST: usize = 16;

/// Finds transfers by word lists and trees; it holds nothing that is learned.
///
/// ```
/// use sayso_attribution::Attributions;
/// use sayso_entities::Entities;
/// use sayso_lexicon::Lexemes;
/// use sayso_syntax::Syntax;
/// use sayso_text::Segmentation;
/// use sayso_transfers::{TransferInput, TransferModel, TransferScratch, Transfers};
///
/// let text = "Pyongyang has sent shells to Moscow.";
/// let segmentation = Segmentation::of(text);
/// let input = TransferInput {
///     text,
///     segmentation: &segmentation,
///     lexemes: &Lexemes::of(text, &segmentation),
///     syntax: &Syntax::of(text, &segmentation),
///     entities: &Entities::of(text),
///     boilerplate: &[],
///     attributions: &Attributions::default(),
/// };
/// let (mut scratch, mut found) = (TransferScratch::default(), Transfers::default());
/// TransferModel::builtin().annotate(input, &mut scratch, &mut found);
/// assert_eq!(&text[found[0].giver.unwrap().span], "Pyongyang");
/// assert_eq!(&text[found[0].receiver.unwrap().span], "Moscow");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct TransferModel;

/// Working memory, reused from text to text; keep one for each thread.
#[derive(Debug, Default)]
pub struct TransferScratch {
    tree: Tree,
    voices: Voices,
    drafts: Vec<Draft>,
    made: Vec<(Transfer, usize)>,
}

impl TransferModel {
    /// The word lists that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<TransferModel> = LazyLock::new(|| TransferModel);
        &BUILTIN
    }

    /// Whether a tagged sentence may hold a transfer, so that it needs a tree: it must have a trigger and a thing.
    pub fn wants(&self, syntax: &Syntax, sentence: TokenRange) -> bool {
        let (mut trigger, mut thing, mut from, mut listed) = (false, false, false, false);
        for token in sentence.ids() {
            match syntax.upos(token) {
                Upos::Verb => {
                    let lemma = text_hash(syntax.lemma(token));
                    let frame = VERBS.get_hash(lemma).and_then(|f| Some((f, f.shape?)));
                    trigger |= frame.is_some()
                        || ARRIVALS.contains_hash(lemma)
                        || syntax.lemma(token) == "sale";
                    thing |= frame.is_some_and(|(frame, shape)| {
                        frame.goods || matches!(shape, Shape::Train | Shape::Fund | Shape::Equip)
                    });
                }
                Upos::Noun => {
                    let lemma = syntax.lemma(token);
                    let class = THINGS.get_hash(text_hash(lemma));
                    trigger |= NOUNS.get_hash(text_hash(lemma)).is_some()
                        || class == Some(ThingClass::Kind(ThingKind::Troops));
                    listed |= class.is_some_and(|class| class != ThingClass::Never)
                        // The lists have "arms" and "data", which are no lemmas.
                        || ["arm", "material", "datum", "defence", "defense"].contains(&lemma);
                }
                // Names of weapons are in no list.
                Upos::Propn | Upos::Sym => thing = true,
                Upos::Adp => from |= syntax.lemma(token) == "from",
                _ => {}
            }
            if trigger && (thing || listed) || from && listed {
                return true;
            }
        }
        false
    }

    /// Replaces `found` by the transfers of a document, in order of their triggers.
    pub fn annotate(
        &self,
        input: TransferInput<'_>,
        scratch: &mut TransferScratch,
        found: &mut Transfers,
    ) {
        let TransferScratch { tree, voices, drafts, made } = scratch;
        voices.fill(input);
        made.clear();
        drafts.clear();
        let mut previous = 0..0;
        let sentences = input.segmentation.sentences().iter();
        for tokens in sentences.flat_map(|&tokens| story(input.boilerplate, tokens)) {
            let before = drafts.len();
            if tokens.ids().next().is_some_and(|first| input.syntax.is_parsed(first))
                && self.wants(input.syntax, tokens)
            {
                tree.fill(input.syntax, tokens);
                let sentence = Sentence { input, tokens, tree, voices };
                finders::find(sentence, drafts);
                elaboration::complete(sentence, &mut drafts[before..]);
                exchange::link(sentence, previous.clone(), before, drafts);
                for (at, draft) in drafts.iter_mut().enumerate().skip(before) {
                    sides::part(sentence, draft);
                    complete(sentence, draft, at, made);
                }
            }
            previous = before..drafts.len();
        }
        made.sort_by_key(|(transfer, _)| transfer.trigger.start());
        let mut first = vec![None; drafts.len()];
        for (index, (_, draft)) in made.iter().enumerate() {
            first[*draft].get_or_insert(index as u32);
        }
        found.replace(made.drain(..).map(|(mut transfer, draft)| {
            transfer.in_return = drafts[draft].in_return.and_then(|answered| first[answered]);
            transfer
        }));
    }
}

/// The stretches of a sentence without its byline, dateline and credits: what follows "KYIV, March 3 (Reuters) -".
fn story(boilerplate: &[Boilerplate], sentence: TokenRange) -> impl Iterator<Item = TokenRange> {
    let mut at = sentence.start();
    std::iter::from_fn(move || {
        while at < sentence.end() {
            let holds = |b: &&Boilerplate| b.tokens.contains(TokenId::new(at));
            if let Some(skipped) = boilerplate.iter().find(holds) {
                at = skipped.tokens.end();
                continue;
            }
            let later = boilerplate.iter().map(|b| b.tokens.start()).filter(|&start| start > at);
            let end = later.min().map_or(sentence.end(), |start| start.min(sentence.end()));
            return Some(TokenRange::new(std::mem::replace(&mut at, end), end));
        }
        None
    })
}

/// The transfers of a draft: one for each giver, thing and receiver.
fn complete(sentence: Sentence<'_>, draft: &Draft, at: usize, made: &mut Vec<(Transfer, usize)>) {
    let attribution = sentence.voices.innermost(draft.head);
    let status = status::of(sentence, draft, attribution);
    let time = time::of(sentence, draft);
    let start = made.len();
    for thing in options(&draft.things) {
        for giver in options(&draft.givers) {
            for receiver in options(&draft.receivers) {
                let nobody = giver.is_none() && receiver.is_none();
                let same =
                    giver.zip(receiver).is_some_and(|(giver, receiver)| giver.is_same(receiver));
                if nobody || same || made.len() - start == MOST {
                    continue;
                }
                let transfer = Transfer {
                    trigger: draft.trigger,
                    lemma: draft.lemma.clone(),
                    giver: giver.map(|found| found.party),
                    receiver: receiver.map(|found| found.party),
                    thing: thing.map(|found| found.thing),
                    status,
                    in_return: None,
                    time,
                    attribution,
                    confidence: confidence::of(draft, giver, thing, receiver),
                };
                made.push((transfer, at));
            }
        }
    }
}

/// Every element, or once nothing.
fn options<T>(all: &[T]) -> impl Iterator<Item = Option<&T>> {
    all.iter().map(Some).chain(all.is_empty().then_some(None))
}
