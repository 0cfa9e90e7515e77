//! Products of rows in 8 bits, the same whole numbers on every machine: most of the work of the encoder.
//!
//! A tile is [`ROWS`] rows times `16 * V` columns. Each instruction multiplies four numbers of a row with four of
//! a column, for sixteen columns, so the matrix is kept as such fours. Rows are whole numbers from 0 to 255, the
//! matrix from -127 to 127; sums of their products have 32 bits, which 65,000 terms do not fill.

/// So many rows are multiplied at a time.
pub(crate) const ROWS: usize = 4;
/// Columns of a register.
pub(crate) const LANES: usize = 16;
/// The columns that are multiplied at a time with a whole matrix: four registers.
pub(crate) const PANEL: usize = 4 * LANES;

/// Four numbers of each of sixteen columns.
pub(crate) type Quads = [u8; 4 * LANES];
/// The sums of a tile.
pub(crate) type Tile<const V: usize> = [[[i32; LANES]; V]; ROWS];

/// What multiplies tiles.
pub(crate) trait Multiply {
    /// The products of `xs`, rows of fours, with the fours of `16 * V` columns, one row of fours after the other.
    fn tile<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V>;
}

/// Work that multiplies, compiled once for every kind of processor.
pub(crate) trait Work {
    /// Does it.
    fn run<M: Multiply>(self);
}

/// For any processor.
pub(crate) struct Plain;

impl Multiply for Plain {
    #[inline(always)]
    fn tile<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V> {
        let mut sums = [[[0i32; LANES]; V]; ROWS];
        for (k, columns) in columns.as_chunks::<V>().0.iter().enumerate() {
            for (row, sums) in xs.iter().zip(&mut sums) {
                let [a, b, c, d] = row[k].map(i32::from);
                for (sums, quads) in sums.iter_mut().zip(columns) {
                    for (sum, quad) in sums.iter_mut().zip(quads.as_chunks::<4>().0) {
                        let [w, x, y, z] = quad.map(|byte| i32::from(byte as i8));
                        *sum += a * w + b * x + c * y + d * z;
                    }
                }
            }
        }
        sums
    }
}

/// The kinds of processor that are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Machine {
    /// 512-bit registers with one instruction for four products and their sum.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// 256-bit registers.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Any.
    Plain,
}

impl Machine {
    /// Every kind that this processor is, the fastest first.
    fn kinds() -> impl Iterator<Item = Self> {
        #[cfg(target_arch = "x86_64")]
        let wide = {
            let vnni = std::arch::is_x86_feature_detected!("avx512vnni")
                && std::arch::is_x86_feature_detected!("avx512bw")
                && std::arch::is_x86_feature_detected!("avx512vl");
            let avx2 = std::arch::is_x86_feature_detected!("avx2");
            [(vnni, Self::Vnni), (avx2, Self::Avx2)]
        };
        #[cfg(not(target_arch = "x86_64"))]
        let wide: [(bool, Self); 0] = [];
        wide.into_iter().filter_map(|(has, kind)| has.then_some(kind)).chain([Self::Plain])
    }
}

/// Does `work` as fast as this processor can.
#[inline]
pub(crate) fn run(work: impl Work) {
    run_on(Machine::kinds().next().unwrap_or(Machine::Plain), work);
}

/// `machine` must be one of this processor's kinds.
#[inline]
fn run_on(machine: Machine, work: impl Work) {
    match machine {
        #[cfg(target_arch = "x86_64")]
        #[allow(
            unsafe_code,
            reason = "articles: 570 words a second in plain code, 850 with AVX2, 2,300 with VNNI"
        )]
        // SAFETY: the processor has said that it knows these instructions.
        Machine::Vnni => unsafe { x86::run_vnni(work) },
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code, reason = "the same")]
        // SAFETY: the same.
        Machine::Avx2 => unsafe { x86::run_avx2(work) },
        Machine::Plain => work.run::<Plain>(),
    }
}

#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Product<'a, const V: usize> {
        xs: [&'a [[u8; 4]]; ROWS],
        columns: &'a [Quads],
        out: &'a mut Tile<V>,
    }

    impl<const V: usize> Work for Product<'_, V> {
        #[inline(always)]
        fn run<M: Multiply>(self) {
            *self.out = M::tile(self.xs, self.columns);
        }
    }

    fn every_machine<const V: usize>(depth: usize, bytes: &[u8]) -> Result<(), TestCaseError> {
        let byte = |at: usize| bytes[at % bytes.len()];
        let xs: Vec<[u8; 4]> =
            (0..ROWS * depth).map(|i| std::array::from_fn(|j| byte(4 * i + j))).collect();
        let columns: Vec<Quads> = (0..depth * V)
            .map(|i| std::array::from_fn(|j| byte(i * 64 + j + 7).max(129)))
            .collect();
        let xs: [&[[u8; 4]]; ROWS] = std::array::from_fn(|row| &xs[row * depth..][..depth]);
        let mut plain = [[[0; LANES]; V]; ROWS];
        run_on(Machine::Plain, Product { xs, columns: &columns, out: &mut plain });
        let sum = |row: usize, v: usize, lane: usize| -> i32 {
            let terms = (0..depth).flat_map(|k| (0..4).map(move |j| (k, j)));
            let term = |(k, j): (usize, usize)| {
                i32::from(xs[row][k][j]) * i32::from(columns[k * V + v][4 * lane + j] as i8)
            };
            terms.map(term).sum()
        };
        prop_assert_eq!(plain[1][V - 1][5], sum(1, V - 1, 5));
        for machine in Machine::kinds() {
            let mut out = [[[0; LANES]; V]; ROWS];
            run_on(machine, Product { xs, columns: &columns, out: &mut out });
            prop_assert_eq!(out, plain, "{:?}", machine);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_machine_gives_the_same_sums(
            depth in 0usize..50,
            bytes in proptest::collection::vec(any::<u8>(), 1..4000),
        ) {
            every_machine::<4>(depth, &bytes)?;
            every_machine::<2>(depth, &bytes)?;
        }
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        every_machine::<4>(384, &[255]).expect("equal");
        every_machine::<4>(384, &[129]).expect("equal");
    }
}
