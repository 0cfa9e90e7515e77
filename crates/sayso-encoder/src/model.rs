//! The model file: word pieces, embeddings, layers and heads.

use std::borrow::Cow;

use sayso_linear::{ModelError, ModelFile};

use crate::kernel::ROWS;
use crate::layer::{Layer, LayerScratch, Norm, WIDTH};
use crate::math::{dot, log_softmax};
use crate::wordpiece::{Piece, Vocabulary};

/// Identifies the network and the meaning of its inputs.
pub(crate) const SCHEMA: u64 = 1;
/// Rows of a window: pieces, a mark of the beginning and one of the end.
pub(crate) const WINDOW: usize = 256;
pub(crate) const SHAPES: usize = 8;
/// Layers that every window goes through, and those that come twice: without and with the mark of a cue.
pub(crate) const LOWER: usize = 4;
pub(crate) const UPPER: usize = 2;

/// The encoder: it finds cues, and for each of them labels the words around as source, content or neither.
///
/// It is a transformer of six layers (MiniLM) whose last two come twice. All of its products are of whole numbers, so
/// that every machine gets the same.
#[derive(Debug)]
pub struct EncoderModel {
    pub(crate) vocabulary: Vocabulary,
    words: Cow<'static, [[u8; WIDTH]]>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    paragraphs: Vec<f32>,
    norm: Norm,
    lower: [Layer; LOWER],
    plain: [Layer; UPPER],
    marked: [Layer; UPPER],
    marks: Vec<f32>,
    cue_head: Head,
    label_head: Head,
    extra: Vec<f32>,
}

/// Scores of three classes.
#[derive(Debug)]
struct Head {
    weights: Vec<f32>,
    bias: [f32; 3],
}

/// What a piece is to a cue that the upper layers look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Mark {
    None,
    Cue,
    OtherCue,
}

#[cfg(feature = "accurate")]
static BUILTIN_MODEL: &[u8] = include_bytes!("../data/accurate.model");

impl EncoderModel {
    /// The model that is compiled in, read in place.
    ///
    /// # Errors
    /// None, if the build was sound.
    #[cfg(feature = "accurate")]
    pub fn builtin() -> Result<Self, ModelError> {
        Self::from_bytes(BUILTIN_MODEL)
    }

    /// Names the kind of model in its file.
    pub const KIND: &str = "encoder";

    /// Reads a model file.
    ///
    /// # Errors
    /// If the bytes are not such a model, or one that this version cannot use.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, Self::KIND, SCHEMA)?;
        let file = &mut file;
        let damaged = |part| ModelError::Damaged { part };
        let list = file.next("vocabulary")?;
        let vocabulary = std::str::from_utf8(&list).ok().and_then(Vocabulary::read);
        let words = file.next_rows("words")?;
        let word_scales = file.next_floats("words")?;
        let model = Self {
            vocabulary: vocabulary.ok_or(damaged("vocabulary"))?,
            words,
            word_scales,
            positions: floats(file, WINDOW * WIDTH)?,
            shapes: floats(file, SHAPES * WIDTH)?,
            paragraphs: floats(file, 2 * WIDTH)?,
            norm: Norm::read(file)?,
            lower: layers(file)?,
            plain: layers(file)?,
            marked: layers(file)?,
            marks: floats(file, 3 * WIDTH)?,
            cue_head: Head::read(file)?,
            label_head: Head::read(file)?,
            extra: file.next_floats("extra")?,
        };
        let count = std::str::from_utf8(&list).map_or(0, |list| list.lines().count());
        let fits = model.words.len() == count && model.word_scales.len() == count;
        fits.then_some(model).ok_or(damaged("words"))
    }

    /// Numbers that the user of the encoder keeps with it.
    pub fn extra(&self) -> &[f32] {
        &self.extra
    }

    /// Writes the states of a window after the lower layers: of a mark, the pieces and another mark.
    pub(crate) fn lower(
        &self,
        pieces: &[Piece],
        looks: &[(u8, bool)],
        states: &mut Vec<f32>,
        scratch: &mut LayerScratch,
    ) {
        let count = pieces.len() + 2;
        states.clear();
        states.resize(count.next_multiple_of(ROWS) * WIDTH, 0.0);
        let inputs = pieces
            .iter()
            .zip(looks)
            .map(|(piece, &(shape, begins))| (piece.id, usize::from(shape), usize::from(begins)));
        let Vocabulary { begin, end, .. } = self.vocabulary;
        let inputs = [(begin, 0, 0)].into_iter().chain(inputs).chain([(end, 0, 0)]);
        let row = |table: &[f32], at: usize| -> [f32; WIDTH] { table.as_chunks().0[at] };
        let places = states.as_chunks_mut::<WIDTH>().0.iter_mut().zip(inputs);
        let mut added = vec![0.0; count.next_multiple_of(ROWS) * WIDTH];
        for (at, ((state, (word, shape, begins)), added)) in
            places.zip(added.as_chunks_mut::<WIDTH>().0).enumerate()
        {
            let scale = self.word_scales[word as usize];
            *state = self.words[word as usize].map(|byte| f32::from(byte as i8) * scale);
            let [position, shape, paragraph] =
                [row(&self.positions, at), row(&self.shapes, shape), row(&self.paragraphs, begins)];
            for (i, added) in added.iter_mut().enumerate() {
                *added = position[i] + shape[i] + paragraph[i];
            }
        }
        self.norm.add(states, &added);
        let all = (0, states.len() / WIDTH);
        for layer in &self.lower {
            layer.apply(states, count, all, scratch);
        }
    }

    /// Turns the states of a window with `count` rows into logarithms of the probabilities of no cue, a cue's
    /// beginning and its inside, for the rows from `first` up to `end`.
    pub(crate) fn tag(
        &self,
        states: &mut [f32],
        count: usize,
        (first, end): (usize, usize),
        out: &mut Vec<[f32; 3]>,
        scratch: &mut LayerScratch,
    ) {
        let [below, top] = &self.plain;
        let all = states.len() / WIDTH;
        below.apply(states, count, (0, all), scratch);
        let tiles = (first / ROWS * ROWS, end.next_multiple_of(ROWS));
        top.apply(states, count, tiles, scratch);
        let states = states[first * WIDTH..end * WIDTH].as_chunks::<WIDTH>().0;
        out.extend(states.iter().map(|state| self.cue_head.apply(state)));
    }

    /// Turns the states of the rows around a cue into logarithms of the probabilities of neither, source and content.
    pub(crate) fn label(
        &self,
        states: &mut Vec<f32>,
        marks: impl Iterator<Item = Mark>,
        out: &mut Vec<[f32; 3]>,
        scratch: &mut LayerScratch,
    ) {
        let count = states.len() / WIDTH;
        for (state, mark) in states.as_chunks_mut::<WIDTH>().0.iter_mut().zip(marks) {
            let mark = &self.marks[mark as usize * WIDTH..][..WIDTH];
            state.iter_mut().zip(mark).for_each(|(x, mark)| *x += mark);
        }
        let all = count.next_multiple_of(ROWS);
        states.resize(all * WIDTH, 0.0);
        for layer in &self.marked {
            layer.apply(states, count, (0, all), scratch);
        }
        let states = states.as_chunks::<WIDTH>().0.iter().take(count);
        out.extend(states.map(|state| self.label_head.apply(state)));
    }
}

impl Head {
    fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        let weights = floats(file, 3 * WIDTH)?;
        let bias = floats(file, 3)?;
        Ok(Self { weights, bias: [bias[0], bias[1], bias[2]] })
    }

    fn apply(&self, state: &[f32; WIDTH]) -> [f32; 3] {
        let score = |class: usize| dot(&self.weights[class * WIDTH..][..WIDTH], state);
        log_softmax(std::array::from_fn(|class| score(class) + self.bias[class]))
    }
}

fn floats(file: &mut ModelFile, count: usize) -> Result<Vec<f32>, ModelError> {
    let floats = file.next_floats("floats")?;
    if floats.len() == count { Ok(floats) } else { Err(ModelError::Damaged { part: "floats" }) }
}

fn layers<const N: usize>(file: &mut ModelFile) -> Result<[Layer; N], ModelError> {
    let layers = (0..N).map(|_| Layer::read(file)).collect::<Result<Vec<Layer>, _>>()?;
    layers.try_into().map_err(|_| ModelError::Damaged { part: "layers" })
}
