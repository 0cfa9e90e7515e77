//! The weights of the network as they are shipped, and their reading.

use sayso_linear::{ModelError, Sections};

use super::{EMBEDDING, GATES2, HIDDEN, MOVES, OUT1, OUT2, PROJECTIONS, RELATIONS, TAGS, WIDE1};
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
    /// Layer 1: for the word before, the word, the word behind.
    pub(crate) layer1: Vec<[f32; WIDE1]>,
    pub(crate) bias1: Vec<[f32; WIDE1]>,
    pub(crate) tag: Vec<[f32; TAGS]>,
    pub(crate) layer2: Vec<[f32; GATES2]>,
    /// From a word's embedding to layer 2.
    pub(crate) skip2: Vec<[f32; GATES2]>,
    pub(crate) bias2: Vec<[f32; GATES2]>,
    /// From a word's vector to its share of the hidden layer, for each position.
    pub(crate) projection: Vec<[f32; PROJECTIONS]>,
    /// Its share where there is no word, for each position.
    pub(crate) absent: Vec<[f32; PROJECTIONS]>,
    /// The shares of drawn arcs and distances.
    pub(crate) extras: Vec<[f32; HIDDEN]>,
    pub(crate) moves: Vec<[f32; MOVES]>,
    pub(crate) move_bias: Vec<[f32; MOVES]>,
    /// Names of left arcs, then of right arcs.
    pub(crate) names: Vec<[f32; RELATIONS]>,
    pub(crate) name_bias: Vec<[f32; RELATIONS]>,
}

impl Weights {
    pub(crate) fn read(sections: &mut Sections) -> Result<Self, ModelError> {
        const DAMAGED: ModelError = ModelError::Damaged { part: "network" };
        let index = sections.next("embedding index")?;
        let embeddings = sections.next("embeddings")?;
        let embeddings: Vec<[i8; EMBEDDING]> =
            embeddings.as_chunks().0.iter().map(|row| row.map(|byte: u8| byte as i8)).collect();
        let units = numbers(sections.next("embedding units")?);
        if units.len() != embeddings.len() || embeddings.is_empty() {
            return Err(DAMAGED);
        }
        Ok(Self {
            index: Index::read(index, embeddings.len(), "embedding index")?,
            embeddings,
            units,
            layer1: matrix(sections, 3 * EMBEDDING)?,
            bias1: matrix(sections, 1)?,
            tag: matrix(sections, OUT1)?,
            layer2: matrix(sections, OUT1)?,
            skip2: matrix(sections, EMBEDDING)?,
            bias2: matrix(sections, 1)?,
            projection: matrix(sections, OUT2)?,
            absent: matrix(sections, 1)?,
            extras: matrix(sections, EXTRAS)?,
            moves: matrix(sections, HIDDEN)?,
            move_bias: matrix(sections, 1)?,
            names: matrix(sections, 2 * HIDDEN)?,
            name_bias: matrix(sections, 2)?,
        })
    }

    /// Adds the embedding of `key` to `out`; gives whether there is one.
    #[inline]
    pub(crate) fn add_embedding(&self, key: u64, out: &mut [f32; EMBEDDING]) -> bool {
        let row = self.index.get(key);
        if let Some(row) = row {
            self.add_row(row as usize, out);
        }
        row.is_some()
    }

    #[inline]
    pub(crate) fn add_row(&self, row: usize, out: &mut [f32; EMBEDDING]) {
        let unit = self.units[row];
        for (out, step) in out.iter_mut().zip(&self.embeddings[row]) {
            *out += unit * f32::from(*step);
        }
    }
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn matrix<const N: usize>(
    sections: &mut Sections,
    rows: usize,
) -> Result<Vec<[f32; N]>, ModelError> {
    let numbers = numbers(sections.next("network")?);
    let (matrix, rest) = numbers.as_chunks::<N>();
    if matrix.len() != rows || !rest.is_empty() {
        return Err(ModelError::Damaged { part: "network" });
    }
    Ok(matrix.to_vec())
}
