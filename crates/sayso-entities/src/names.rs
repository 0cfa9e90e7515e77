//! Names: a conditional random field over the stretches of a text where names may be.

mod features;
mod model;
mod sight;
mod spans;

use sayso_linear::Lattice;
use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::kind::EntityKind;
use crate::known_names::NameClass;

pub use model::{NAME_LABELS, NameModel, begin_label, inside_label, name_transitions};
pub(crate) use sight::{Look, Sight};

/// A text as the name model sees it, for training and for tagging. It is refilled without allocation.
///
/// ```
/// use sayso_entities::NameReader;
/// use sayso_text::Segmentation;
///
/// let text = "The envoy of North Korea denied it with a smile on Friday.";
/// let segmentation = Segmentation::of(text);
/// let mut reader = NameReader::default();
/// reader.read(text, &segmentation);
/// let spans: Vec<&str> =
///     reader.candidate_spans().iter().map(|&tokens| &text[segmentation.tokens().cover(tokens)]).collect();
/// assert_eq!(spans, ["North Korea", "Friday"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NameReader {
    pub(crate) sights: Vec<Sight>,
    spans: Vec<TokenRange>,
    lower: String,
    features: Vec<u64>,
    scores: Vec<i32>,
    lattice: Lattice,
    labels: Vec<u8>,
    allowed: Vec<u64>,
}

impl NameReader {
    /// Looks at every token and marks out where names may be.
    pub fn read(&mut self, text: &str, segmentation: &Segmentation) {
        sight::look(text, segmentation, &mut self.sights, &mut self.lower);
        self.spans.clear();
        for &sentence in segmentation.sentences() {
            spans::each(&self.sights, sentence, |span| self.spans.push(span));
        }
    }

    /// The stretches where names may be, in order.
    pub fn candidate_spans(&self) -> &[TokenRange] {
        &self.spans
    }

    /// The features of a token.
    pub fn features(&mut self, token: TokenId) -> &[u64] {
        features::write(&self.sights, token.index(), &mut self.features);
        &self.features
    }

    /// Whether the gazetteer holds the token, or a name that it is part of, as such a thing.
    pub fn is_listed(&self, token: TokenId, listed: NameClass) -> bool {
        self.sights[token.index()].listed >> listed as u32 & 1 == 1
    }

    /// Whether the token has a capital.
    pub fn is_capital(&self, token: TokenId) -> bool {
        matches!(self.sights[token.index()].look, Look::Capital | Look::Capitals | Look::Mixed)
    }

    /// Appends the names of the text that was read last, in order, each with its tokens, its kind and how sure it is.
    pub fn tag(&mut self, model: &NameModel, mut found: impl FnMut(TokenRange, EntityKind, f32)) {
        let mut spans = std::mem::take(&mut self.spans);
        for &span in &spans {
            self.tag_span(model, span, &mut found);
        }
        spans.clear();
        self.spans = spans;
    }

    fn tag_span(
        &mut self,
        model: &NameModel,
        span: TokenRange,
        found: &mut impl FnMut(TokenRange, EntityKind, f32),
    ) {
        let transitions = &model.transitions;
        let unit = model.table.unit();
        self.lattice.clear(transitions);
        self.allowed.clear();
        for at in span.indices() {
            features::write(&self.sights, at, &mut self.features);
            self.scores.clear();
            self.scores.resize(NAME_LABELS, 0);
            model.table.add_all(&self.features, &mut self.scores);
            let sight = &self.sights[at];
            self.allowed.push(if sight.long && sight.listed == 0 { SMALL_WORDS } else { u64::MAX });
            let row = self.lattice.push(transitions);
            row.iter_mut().zip(&self.scores).for_each(|(to, &from)| *to = from as f32 * unit);
        }
        self.lattice.viterbi(transitions, Some(&self.allowed), &mut self.labels);
        let known = sight::THINGS | sight::COUNTRY;
        let listed = self.sights[span.indices()].iter().any(|s| s.listed & known != 0);
        if !listed && self.labels.iter().all(|&label| label == 0) {
            return;
        }
        self.lattice.forward_backward(transitions, None);
        let mut at = 0;
        while at < self.labels.len() {
            let Some(kind) = model::kind_of(self.labels[at]) else {
                let known = || self.thing(span, at).or_else(|| self.country(span, at));
                let known = if listed { known() } else { None };
                if let Some((length, kind, sure)) = known {
                    let start = span.start() + at as u32;
                    let free = at > 0 && self.labels[at - 1] == 0;
                    let attribute = free && self.sights[start as usize - 1].attribute;
                    let tokens = TokenRange::new(start - u32::from(attribute), start + length);
                    found(tokens, kind, model.calibrated(sure));
                    at += length as usize;
                } else {
                    at += 1;
                }
                continue;
            };
            let start = at;
            let inside = inside_label(kind);
            let mut sure = self.lattice.marginal(at)[self.labels[at] as usize];
            at += 1;
            while at < self.labels.len() && self.labels[at] == inside {
                sure = sure.min(self.lattice.marginal(at)[inside as usize]);
                at += 1;
            }
            let tokens = TokenRange::new(span.start() + start as u32, span.start() + at as u32);
            found(tokens, kind, model.calibrated(sure));
        }
    }

    /// The country that begins at `at` and can be nothing else, where no name was found: behind a dateline, say, or
    /// in other places that the sets have few of.
    fn country(&self, span: TokenRange, at: usize) -> Option<(u32, EntityKind, f32)> {
        let first = span.indices().start + at;
        let sight = &self.sights[first];
        let only = sight.listed & !sight::PLACES == 0 && sight.is(NameClass::Country);
        if !only || sight.place == 3 || sight.look != Look::Capital {
            return None;
        }
        let length = self.listed_length(span, at);
        let chance = 1.0 - self.lattice.marginal(at)[0];
        let free = self.labels[at..at + length].iter().all(|&label| label == 0);
        (free && chance >= LEAST_COUNTRY).then_some((length as u32, EntityKind::Place, chance))
    }

    /// How many tokens the listed name has that begins at `at`.
    fn listed_length(&self, span: TokenRange, at: usize) -> usize {
        let first = span.indices().start + at;
        let mut length = 1;
        while self.sights[first].place == 2
            && at + length < self.labels.len()
            && self.sights[first + length].place == 3
        {
            length += 1;
        }
        length
    }

    /// The listed weapon or vehicle that begins at `at`, where no name was found: those who marked the sets
    /// marked them only now and then, so that less than an even chance is enough.
    fn thing(&self, span: TokenRange, at: usize) -> Option<(u32, EntityKind, f32)> {
        let first = span.indices().start + at;
        let sight = &self.sights[first];
        if sight.listed & sight::THINGS == 0 || sight.place == 3 {
            return None;
        }
        let is = |listed: NameClass| sight.listed >> listed as u32 & 1 == 1;
        let length = self.listed_length(span, at);
        if self.labels[at..at + length].iter().any(|&label| label != 0) {
            return None;
        }
        let row = self.lattice.marginal(at);
        let chance = |kind| row[begin_label(kind) as usize] + row[inside_label(kind) as usize];
        let (weapon, platform) = (chance(EntityKind::Weapon), chance(EntityKind::Platform));
        let (kind, chance) = if weapon >= platform {
            (EntityKind::Weapon, weapon)
        } else {
            (EntityKind::Platform, platform)
        };
        let least = if is(NameClass::Weapon) || is(NameClass::Platform) {
            LEAST_LISTED
        } else {
            LEAST_MAYBE
        };
        (chance >= least).then_some((length as u32, kind, chance))
    }
}

/// What a longer word in small letters may be: no part of a name, but of what designations are made of.
const SMALL_WORDS: u64 = 1
    | 3 << begin_label(EntityKind::Weapon)
    | 3 << begin_label(EntityKind::Platform)
    | 3 << begin_label(EntityKind::Product);

/// The least probability of a country to be a name at all.
const LEAST_COUNTRY: f32 = 0.2;
/// The least probability of a listed weapon or vehicle.
const LEAST_LISTED: f32 = 0.0;
/// The least probability of what only may be one.
const LEAST_MAYBE: f32 = 0.12;
