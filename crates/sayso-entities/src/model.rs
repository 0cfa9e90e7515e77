//! The model of this layer, and the call that fills the layer.

use std::borrow::Cow;
#[cfg(feature = "builtin")]
use std::sync::LazyLock;

use sayso_lexicon::Lexemes;
use sayso_linear::ModelError;
use sayso_text::{Boilerplate, Date, Segmentation};

use crate::coreference::{Context, Resolver};
use crate::entities::Entities;
use crate::gazetteer::{Gazetteer, Hit};
use crate::merge::{self, NameSpan};
use crate::names::{NameFinder, NameModel};
use crate::roles::Roles;
use crate::rules::class::Class;
use crate::rules::{self, Found};

#[cfg(feature = "builtin")]
static DATA: &[u8] = include_bytes!("../data/names.bin");

/// Finds names, values and the mentions that refer to the same entity.
///
/// ```
/// use sayso_entities::{Entities, EntityInput, EntityKind, EntityModel, EntityScratch};
/// use sayso_lexicon::{LexemeScratch, Lexemes, Lexicon};
/// use sayso_text::Segmentation;
///
/// let text = "About 12,000 North Korean soldiers are in Russia, Kyiv says.";
/// let segmentation = Segmentation::of(text);
/// let mut lexemes = Lexemes::default();
/// Lexicon::builtin().annotate(text, &segmentation, &mut LexemeScratch::default(), &mut lexemes);
/// let input = EntityInput {
///     text,
///     segmentation: &segmentation,
///     lexemes: &lexemes,
///     boilerplate: &[],
///     gazetteer: None,
///     date: None,
/// };
/// let (mut scratch, mut entities) = (EntityScratch::default(), Entities::default());
/// EntityModel::builtin().annotate(input, &mut scratch, &mut entities);
/// let found: Vec<_> = entities.mentions().iter().map(|m| (&text[m.range], m.kind)).collect();
/// assert_eq!(found, [
///     ("About 12,000", EntityKind::Quantity),
///     ("North Korean", EntityKind::Nationality),
///     ("Russia", EntityKind::Place),
///     ("Kyiv", EntityKind::Place),
/// ]);
/// ```
#[derive(Clone, Debug)]
pub struct EntityModel {
    names: NameModel,
}

/// A text with its earlier layers, and the options of this one.
#[derive(Clone, Copy, Debug)]
pub struct EntityInput<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, sentences and quotations.
    pub segmentation: &'a Segmentation,
    /// Descriptions of its tokens.
    pub lexemes: &'a Lexemes,
    /// Bylines, datelines, credits: nothing in the story refers to those who are named there.
    pub boilerplate: &'a [Boilerplate],
    /// The user's names and patterns, which count more than the model.
    pub gazetteer: Option<&'a Gazetteer>,
    /// The day on which the text was published, to resolve "yesterday".
    pub date: Option<Date>,
}

/// Working memory, reused from text to text; keep one for each thread.
#[derive(Clone, Debug, Default)]
pub struct EntityScratch {
    classes: Vec<Class>,
    values: Vec<Found>,
    finder: NameFinder,
    names: Vec<NameSpan>,
    hits: Vec<Hit>,
    taken: Vec<bool>,
    resolver: Resolver,
}

impl EntityModel {
    /// The model that is compiled in.
    ///
    /// # Panics
    /// Never: a test reads it.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<EntityModel> =
            LazyLock::new(|| EntityModel::from_bytes(DATA).expect("the builtin model is valid"));
        &BUILTIN
    }

    /// Reads a model of names from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not such a model, or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        Ok(Self { names: NameModel::from_bytes(bytes)? })
    }

    /// Fills `entities` with the mentions and entities of a text.
    pub fn annotate(
        &self,
        input: EntityInput<'_>,
        scratch: &mut EntityScratch,
        entities: &mut Entities,
    ) {
        let EntityInput { text, segmentation, lexemes, boilerplate, gazetteer, date } = input;
        let EntityScratch { classes, values, finder, names, hits, taken, resolver } = scratch;
        entities.clear();
        rules::words::classify(text, segmentation.tokens(), classes);
        values.clear();
        rules::find(text, segmentation, lexemes.as_slice(), classes, date, values);
        finder.read(text, segmentation, lexemes);
        merge::learned_names(&self.names, lexemes, finder, names);
        hits.clear();
        if let Some(gazetteer) = gazetteer {
            gazetteer.find(text, segmentation, hits);
            merge::insert_hits(hits, names);
        }
        let (lexemes, hints) = (lexemes.as_slice(), &finder.hints);
        merge::merge(segmentation, lexemes, names, values, taken, &mut entities.mentions);
        let roles = Roles::builtin();
        let listed = &*hits;
        let context = Context { text, segmentation, lexemes, hints, listed, roles, boilerplate };
        resolver.resolve(&context, taken, entities);
        if let Some(gazetteer) = gazetteer {
            let entries = &mut entities.gazetteer_entries;
            resolver.each_listed(|id, entry| entries.push((id, gazetteer.entry(entry).clone())));
        }
    }
}

#[cfg(feature = "builtin")]
impl Entities {
    /// The mentions and entities of a text that has no earlier layers yet, by the builtin model: for short
    /// programs and examples.
    ///
    /// ```
    /// use sayso_entities::Entities;
    ///
    /// let entities = Entities::of("Pyongyang denied it.");
    /// assert!(entities.mentions()[0].acts);
    /// ```
    pub fn of(text: &str) -> Self {
        Self::with(text, None, None)
    }

    /// Like [`of`](Self::of), with the user's names and the day on which the text was published.
    ///
    /// ```
    /// use sayso_entities::{Date, Entities};
    ///
    /// let entities = Entities::with("Kyiv denied it yesterday.", None, Date::parse("2024-03-01"));
    /// let day = entities.mentions().last().unwrap().value.unwrap();
    /// assert_eq!(day.to_string(), "2024-02-29");
    /// ```
    pub fn with(text: &str, gazetteer: Option<&Gazetteer>, date: Option<Date>) -> Self {
        let segmentation = &Segmentation::of(text);
        let boilerplate = &Boilerplate::find(text, segmentation);
        let lexemes = &Lexemes::of(text, segmentation);
        let input = EntityInput { text, segmentation, lexemes, boilerplate, gazetteer, date };
        let mut entities = Self::default();
        EntityModel::builtin().annotate(input, &mut EntityScratch::default(), &mut entities);
        entities
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_model_is_valid() {
        assert!(EntityModel::from_bytes(DATA).is_ok());
        assert!(EntityModel::from_bytes(&DATA[..100]).is_err());
    }
}
