//! Names: a conditional random field over the stretches of a text where names may be.

mod features;
mod hints;
mod model;
mod spans;
mod speech;
mod templates;

use sayso_lexicon::{Lexemes, Look};
use sayso_linear::{AHEAD, Lattice};
#[cfg(feature = "train")]
use sayso_text::TokenId;
use sayso_text::{Segmentation, TokenRange};

use crate::kind::EntityKind;
use crate::known_names::NameClass;

pub(crate) use hints::{Hints, PLACES, THINGS};
#[cfg(feature = "train")]
pub use model::name_transitions;
pub use model::{NAME_LABELS, NameModel, begin_label, inside_label};
pub(crate) use speech::is_before_verb;

/// Finds names. Its memory is reused from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameFinder {
    pub(crate) hints: Vec<Hints>,
    spans: Vec<TokenRange>,
    /// The features of the next tokens.
    ahead: [Vec<u64>; AHEAD],
    lattice: Lattice,
    labels: Vec<u8>,
    allowed: Vec<u64>,
}

impl NameFinder {
    /// Looks at every token and marks out where names may be.
    pub(crate) fn read(&mut self, text: &str, segmentation: &Segmentation, lexemes: &Lexemes) {
        let lexemes = lexemes.as_slice();
        hints::collect(text, segmentation, lexemes, &mut self.hints);
        self.spans.clear();
        for &sentence in segmentation.sentences() {
            spans::each(lexemes, &self.hints, sentence, |span| self.spans.push(span));
        }
    }

    /// The stretches where names may be, in order.
    #[cfg(feature = "train")]
    pub(crate) fn candidate_spans(&self) -> &[TokenRange] {
        &self.spans
    }

    /// The features of a token.
    #[cfg(feature = "train")]
    pub(crate) fn features(&mut self, lexemes: &Lexemes, token: TokenId) -> &[u64] {
        features::write(lexemes.as_slice(), &self.hints, token.index(), &mut self.ahead[0]);
        &self.ahead[0]
    }

    /// Appends the names of the text that was read last, in order, each with its tokens, its kind and how sure it is.
    pub(crate) fn tag(
        &mut self,
        model: &NameModel,
        lexemes: &Lexemes,
        mut found: impl FnMut(TokenRange, EntityKind, f32),
    ) {
        let mut spans = std::mem::take(&mut self.spans);
        for &span in &spans {
            self.tag_span(model, lexemes, span, &mut found);
        }
        spans.clear();
        self.spans = spans;
    }

    fn tag_span(
        &mut self,
        model: &NameModel,
        lexemes: &Lexemes,
        span: TokenRange,
        found: &mut impl FnMut(TokenRange, EntityKind, f32),
    ) {
        let transitions = &model.transitions;
        let unit = model.table.unit();
        self.lattice.clear(transitions);
        self.allowed.clear();
        for first in span.indices().step_by(AHEAD) {
            let tokens = first..span.indices().end.min(first + AHEAD);
            for (at, features) in tokens.clone().zip(&mut self.ahead) {
                features::write(lexemes.as_slice(), &self.hints, at, features);
                model.table.fetch(features);
            }
            for (at, features) in tokens.zip(&self.ahead) {
                let mut scores = [0; NAME_LABELS];
                model.table.add_all(features, &mut scores);
                let hints = &self.hints[at];
                let is_small = hints.long && hints.listed == 0;
                self.allowed.push(match () {
                    () if hints.parts => 1,
                    () if hints.comma => COMMAS,
                    () if is_small => SMALL_WORDS,
                    () => u64::MAX,
                });
                let row = self.lattice.push(transitions);
                row.iter_mut().zip(scores).for_each(|(to, from)| *to = from as f32 * unit);
                row[0] -= if hints.speaks { speech::NAMED } else { 0.0 };
            }
        }
        self.lattice.viterbi(transitions, Some(&self.allowed), &mut self.labels);
        let known = hints::THINGS | hints::COUNTRY;
        let listed = self.hints[span.indices()].iter().any(|s| s.listed & known != 0);
        if !listed && self.labels.iter().all(|&label| label == 0) {
            return;
        }
        self.lattice.forward_backward(transitions, None);
        let mut at = 0;
        while at < self.labels.len() {
            let Some(kind) = model::kind_of(self.labels[at]) else {
                let known = || self.thing(span, at).or_else(|| self.country(lexemes, span, at));
                let known = if listed { known() } else { None };
                if let Some((length, kind, sure)) = known {
                    let start = span.start() + at as u32;
                    let free = at > 0 && self.labels[at - 1] == 0;
                    let attribute = free && self.hints[start as usize - 1].attribute;
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
    fn country(
        &self,
        lexemes: &Lexemes,
        span: TokenRange,
        at: usize,
    ) -> Option<(u32, EntityKind, f32)> {
        let first = span.indices().start + at;
        let hints = &self.hints[first];
        let only = hints.listed & !hints::PLACES == 0 && hints.is(NameClass::Country);
        if !only || hints.place == 3 || lexemes.as_slice()[first].look != Look::Capital {
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
        while self.hints[first].place == 2
            && at + length < self.labels.len()
            && self.hints[first + length].place == 3
        {
            length += 1;
        }
        length
    }

    /// The listed weapon or vehicle that begins at `at`, where no name was found: those who marked the sets
    /// marked them only now and then, so that less than an even chance is enough.
    fn thing(&self, span: TokenRange, at: usize) -> Option<(u32, EntityKind, f32)> {
        let first = span.indices().start + at;
        let hints = &self.hints[first];
        if hints.listed & hints::THINGS == 0 || hints.place == 3 {
            return None;
        }
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
        let least = if hints.is(NameClass::Weapon) || hints.is(NameClass::Platform) {
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

/// What a comma may be in: "Health, Education, Labor and Pensions Committee", but no person and no event.
const COMMAS: u64 = !(3 << begin_label(EntityKind::Person) | 3 << begin_label(EntityKind::Event));

/// The least probability of a country to be a name at all.
const LEAST_COUNTRY: f32 = 0.2;
/// The least probability of a listed weapon or vehicle.
const LEAST_LISTED: f32 = 0.0;
/// The least probability of what only may be one.
const LEAST_MAYBE: f32 = 0.12;
