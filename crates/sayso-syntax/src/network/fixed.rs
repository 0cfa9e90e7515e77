//! Whole numbers in place of fractions: twice as many fit a register, half the memory is read, and sums are
//! the same in whatever order they are made.
//!
//! A stored number means itself divided by two to the power of its bits. Numbers of one kind have the same bits;
//! a matrix has as many as its sums have room for.

use sayso_linear::{ModelError, ModelFile};

/// Of an embedding: up to 8.
pub(crate) const EMBEDDING_BITS: u32 = 12;
/// Of a layer's state: up to 1.
pub(crate) const STATE_BITS: u32 = 14;
/// Of sums, before gates and other bends are applied to them: up to 64.
pub(crate) const SUM_BITS: u32 = 9;
/// The largest number in the parser's hidden layer, whose bits are those of sums: 16.
pub(crate) const HIDDEN_LIMIT: i16 = 16 << SUM_BITS;

const DAMAGED: ModelError = ModelError::Damaged { part: "network" };

/// A matrix of `N` columns.
#[derive(Clone, Debug)]
pub(crate) struct Fixed<const N: usize> {
    /// The numbers of two rows side by side, as they are multiplied.
    pub(crate) pairs: Vec<[[i16; 2]; N]>,
    pub(crate) bits: u32,
}

impl<const N: usize> Fixed<N> {
    /// Reads a matrix with so many rows.
    pub(crate) fn read(file: &mut ModelFile, rows: usize) -> Result<Self, ModelError> {
        let bytes = file.next("network")?;
        let ([bits], bytes) = bytes.split_first_chunk().ok_or(DAMAGED)?;
        let rows: Vec<[i16; N]> = matrix(bytes, rows)?;
        let pairs = rows.as_chunks::<2>().0.iter();
        let pairs = pairs.map(|[a, b]| std::array::from_fn(|n| [a[n], b[n]])).collect();
        Ok(Self { pairs, bits: u32::from(*bits).min(15) })
    }

    /// What [`read`](Self::read) reads, for products with numbers up to `largest`: with as many bits as let
    /// no sum overflow.
    #[cfg(feature = "train")]
    pub(crate) fn write<const M: usize>(rows: &[[f32; M]], largest: i16) -> Vec<u8> {
        let sum = |n: usize| rows.iter().map(|row| row[n].abs()).sum::<f32>();
        let sum = (0..M).map(sum).fold(0f32, f32::max) * f32::from(largest);
        let most = rows.as_flattened().iter().fold(0f32, |most, x| most.max(x.abs()));
        let fits = |bits: &u32| {
            let scale = (1u32 << bits) as f32;
            // What rounding may add to each number of a sum is small against the last bit.
            sum * scale < i32::MAX as f32 * 0.95 && most * scale < f32::from(i16::MAX)
        };
        let bits = (0..15).rev().find(fits).unwrap_or(0);
        let mut bytes = vec![bits as u8];
        bytes.extend(write_rows::<M, N>(rows, bits));
        bytes
    }
}

/// Reads rows of sums.
pub(crate) fn read_rows<const N: usize>(
    file: &mut ModelFile,
    rows: usize,
) -> Result<Vec<[i16; N]>, ModelError> {
    matrix(&file.next("network")?, rows)
}

/// Reads the only row of sums.
pub(crate) fn read_row<const N: usize>(file: &mut ModelFile) -> Result<[i16; N], ModelError> {
    read_rows(file, 1).map(|rows| rows[0])
}

/// What [`read_rows`] reads; columns without a number are 0.
#[cfg(feature = "train")]
pub(crate) fn write_rows<const M: usize, const N: usize>(rows: &[[f32; M]], bits: u32) -> Vec<u8> {
    let scale = (1u32 << bits) as f32;
    let number = |row: &[f32; M], n: usize| row.get(n).map_or(0, |x| (x * scale).round() as i16);
    rows.iter().flat_map(|row| (0..N).map(|n| number(row, n))).flat_map(i16::to_le_bytes).collect()
}

fn matrix<const N: usize>(bytes: &[u8], rows: usize) -> Result<Vec<[i16; N]>, ModelError> {
    let numbers: Vec<i16> = bytes.as_chunks().0.iter().map(|b| i16::from_le_bytes(*b)).collect();
    let (matrix, rest) = numbers.as_chunks::<N>();
    if matrix.len() != rows || !rest.is_empty() || !bytes.len().is_multiple_of(2) {
        return Err(DAMAGED);
    }
    Ok(matrix.to_vec())
}

/// A fraction as a whole number with `BITS`, rounded to the nearest, the even one of two.
#[inline(always)]
pub(crate) fn whole<const BITS: u32>(x: f32) -> i16 {
    // Beside so large a number there is no room for fractions, and its own last bits are zeros.
    const LARGE: f32 = 12_582_912.0;
    (x * (1u32 << BITS) as f32 + LARGE).to_bits() as i16
}
