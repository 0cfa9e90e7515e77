//! Which layers of an analysis a record holds.

/// A layer of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The text itself, so that the record can be read without the file.
    Text,
    /// Sentence spans.
    Sentences,
    /// Where tokens are, without their grammar.
    Words,
    /// Tokens with their grammar.
    Tokens,
    /// Stretches in quotation marks, speech or not.
    Quotations,
    /// Names, numbers and dates, and what they refer to.
    Entities,
    /// What is not part of the story: bylines, datelines, credits.
    Boilerplate,
    /// Who said what.
    Attributions,
    /// Who gives what to whom.
    Transfers,
}

impl Layer {
    /// Every layer, in the order of the record.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Sentences,
        Self::Words,
        Self::Tokens,
        Self::Quotations,
        Self::Entities,
        Self::Boilerplate,
        Self::Attributions,
        Self::Transfers,
    ];

    /// The field that holds it in the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Sentences => "sentences",
            Self::Words => "words",
            Self::Tokens => "tokens",
            Self::Quotations => "quotations",
            Self::Entities => "entities",
            Self::Boilerplate => "boilerplate",
            Self::Attributions => "attributions",
            Self::Transfers => "transfers",
        }
    }
}

/// A choice of layers.
///
/// ```
/// use sayso_record::{Layer, Layers};
///
/// assert!(Layers::default().has(Layer::Attributions));
/// let layers: Layers = [Layer::Tokens].into_iter().collect();
/// assert!(!layers.has(Layer::Attributions));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers([bool; Layer::ALL.len()]);

impl Layers {
    /// Whether `layer` is chosen.
    pub fn has(&self, layer: Layer) -> bool {
        self.0[layer as usize]
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, layer: Layer) -> Self {
        self.0[layer as usize] = true;
        self
    }
}

/// What most people want, with the text, so that a record can be read without the article. Tokens would make records
/// ten times as long.
impl Default for Layers {
    fn default() -> Self {
        [Layer::Text, Layer::Sentences, Layer::Entities, Layer::Attributions].into_iter().collect()
    }
}

impl FromIterator<Layer> for Layers {
    fn from_iter<I: IntoIterator<Item = Layer>>(layers: I) -> Self {
        let mut chosen = Self([false; Layer::ALL.len()]);
        for layer in layers {
            chosen.0[layer as usize] = true;
        }
        chosen
    }
}
