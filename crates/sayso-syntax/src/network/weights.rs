//! The weights of the network as they are shipped, and their reading.

use sayso_linear::{ModelError, ModelFile};

use super::fixed::{read_row, read_rows};
use super::{
    EMBEDDING, Fixed, GATES2, HIDDEN, OUT1, OUT2, PROJECTIONS, TAGS, WIDE_MOVES, WIDE_RELATIONS,
    WIDE1, product,
};
use crate::index::Index;
use crate::parser::EXTRAS;

/// All trained numbers.
#[derive(Debug)]
pub(crate) struct Weights {
    /// From the key of an embedding to its row; row 0 is that of an unknown word.
    pub(crate) index: Index,
    /// Embeddings as steps of their row's unit.
    pub(crate) embeddings: Vec<[i8; EMBEDDING]>,
    pub(crate) units: Vec<f32>,
    /// Layer 1: for the word before, the word, the word after.
    pub(crate) layer1: [Fixed<WIDE1>; 3],
    pub(crate) bias1: [i16; WIDE1],
    pub(crate) tag: Fixed<TAGS>,
    pub(crate) layer2: Fixed<GATES2>,
    /// From a word's embedding to layer 2.
    pub(crate) skip2: Fixed<GATES2>,
    pub(crate) bias2: [i16; GATES2],
    /// From a word's vector to its share of the hidden layer, for each position.
    pub(crate) projection: Fixed<PROJECTIONS>,
    /// Its share where there is no word, for each position.
    pub(crate) absent: [i16; PROJECTIONS],
    /// The shares of drawn arcs and distances.
    pub(crate) extras: Vec<[i16; HIDDEN]>,
    pub(crate) moves: Scores<WIDE_MOVES>,
    /// Names of left arcs and of right arcs.
    pub(crate) names: [Scores<WIDE_RELATIONS>; 2],
}

/// What scores the hidden layer of the parser.
#[derive(Debug)]
pub(crate) struct Scores<const N: usize> {
    pub(crate) matrix: Fixed<N>,
    /// With the bits of a product.
    pub(crate) bias: [i32; N],
}

impl<const N: usize> Scores<N> {
    fn new(matrix: Fixed<N>, bias: [i16; N]) -> Self {
        Self { bias: bias.map(|b| i32::from(b) << matrix.bits), matrix }
    }

    /// The scores of a hidden layer.
    #[inline(always)]
    pub(crate) fn of(&self, hidden: &[i16; HIDDEN]) -> [i32; N] {
        let mut scores = self.bias;
        product(hidden, &self.matrix, &mut scores);
        scores
    }
}

impl Weights {
    pub(crate) fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        const DAMAGED: ModelError = ModelError::Damaged { part: "network" };
        let index = file.next_rows("embedding index")?;
        let embeddings = file.next_rows("embeddings")?;
        let embeddings: Vec<[i8; EMBEDDING]> =
            embeddings.iter().map(|row| row.map(|byte: u8| byte as i8)).collect();
        let units = file.next_floats("embedding units")?;
        if units.len() != embeddings.len() || embeddings.is_empty() {
            return Err(DAMAGED);
        }
        Ok(Self {
            index: Index::read(index, embeddings.len(), "embedding index")?,
            embeddings,
            units,
            layer1: [
                Fixed::read(file, EMBEDDING)?,
                Fixed::read(file, EMBEDDING)?,
                Fixed::read(file, EMBEDDING)?,
            ],
            bias1: read_row(file)?,
            tag: Fixed::read(file, OUT1)?,
            layer2: Fixed::read(file, OUT1)?,
            skip2: Fixed::read(file, EMBEDDING)?,
            bias2: read_row(file)?,
            projection: Fixed::read(file, OUT2)?,
            absent: read_row(file)?,
            extras: read_rows(file, EXTRAS)?,
            moves: Scores::new(Fixed::read(file, HIDDEN)?, read_row(file)?),
            names: {
                let left = Fixed::read(file, HIDDEN)?;
                let right = Fixed::read(file, HIDDEN)?;
                let biases = read_rows(file, 2)?;
                [Scores::new(left, biases[0]), Scores::new(right, biases[1])]
            },
        })
    }

    /// Adds an embedding to `out`.
    #[inline(always)]
    pub(crate) fn add_row(&self, row: usize, out: &mut [f32; EMBEDDING]) {
        let unit = self.units[row];
        for (out, step) in out.iter_mut().zip(&self.embeddings[row]) {
            *out += unit * f32::from(*step);
        }
    }
}
