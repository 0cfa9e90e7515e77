//! The word clusters of `sayso-lexicon`, from word vectors.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sayso_linear::Rng;

const DIMENSIONS: usize = 300;
const PASSES: usize = 15;

pub(crate) fn train(data: &Path) -> Result<()> {
    let words = read_words(&data.join("vectors/words.tsv"))?;
    let rows = read_rows(&data.join("vectors/rows.f16"))?;
    let mut sizes = vec![0f32; rows.len() / DIMENSIONS];
    words.iter().for_each(|(_, row)| sizes[*row as usize] += 1.0);
    // Each level clusters the centres of the level before, so that clusters nest.
    let fine = cluster(&rows, &sizes, 1024);
    let middle = cluster(&fine.centres, &fine.sizes, 256);
    let coarse = cluster(&middle.centres, &middle.sizes, 64);
    let narrow = |ids: &[u16]| ids.iter().map(|&id| id as u8).collect::<Vec<u8>>();
    let bytes = sayso_lexicon::build(&words, &fine.of, &narrow(&middle.of), &narrow(&coarse.of));
    let path = Path::new("crates/sayso-lexicon/data/clusters.bin");
    fs::write(path, bytes)?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

fn read_words(path: &Path) -> Result<Vec<(String, u16)>> {
    let lines = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let parse = |line: &str| -> Result<(String, u16)> {
        let (word, row) = line.rsplit_once('\t').context("no tab")?;
        Ok((word.to_owned(), row.parse()?))
    };
    let words = lines.lines().enumerate();
    words
        .map(|(i, line)| parse(line).with_context(|| format!("{}:{}", path.display(), i + 1)))
        .collect()
}

/// The rows, each scaled to length 1.
fn read_rows(path: &Path) -> Result<Vec<f32>> {
    let bytes = fs::read(path).with_context(|| format!("{}", path.display()))?;
    let (halves, rest) = bytes.as_chunks::<2>();
    ensure!(rest.is_empty() && halves.len() % DIMENSIONS == 0, "{}: odd size", path.display());
    let mut rows: Vec<f32> =
        halves.iter().map(|half| half_to_f32(u16::from_le_bytes(*half))).collect();
    rows.chunks_exact_mut(DIMENSIONS).for_each(scale);
    Ok(rows)
}

fn scale(row: &mut [f32]) {
    let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|x| *x /= length);
    }
}

fn half_to_f32(half: u16) -> f32 {
    let sign = if half >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(half >> 10 & 31);
    let fraction = f32::from(half & 1023) / 1024.0;
    match exponent {
        0 => sign * fraction * 2f32.powi(-14),
        _ => sign * (1.0 + fraction) * 2f32.powi(exponent - 15),
    }
}

struct Clusters {
    of: Vec<u16>,
    centres: Vec<f32>,
    sizes: Vec<f32>,
}

/// Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data", 2001) over
/// weighted rows, started from rows drawn at random.
fn cluster(rows: &[f32], weights: &[f32], k: usize) -> Clusters {
    let n = weights.len();
    let mut order: Vec<usize> = (0..n).collect();
    Rng::new(1).shuffle(&mut order);
    let row = |i: usize| &rows[i * DIMENSIONS..(i + 1) * DIMENSIONS];
    let mut centres: Vec<f32> = order[..k].iter().flat_map(|&i| row(i)).copied().collect();
    let mut of = vec![0u16; n];
    for pass in 0..PASSES {
        let mut likeness = 0.0;
        for i in 0..n {
            let (best, score) = nearest(row(i), &centres);
            of[i] = best as u16;
            likeness += f64::from(score * weights[i]);
        }
        centres.fill(0.0);
        for i in 0..n {
            let centre = &mut centres[of[i] as usize * DIMENSIONS..][..DIMENSIONS];
            centre.iter_mut().zip(row(i)).for_each(|(c, x)| *c += x * weights[i]);
        }
        centres.chunks_exact_mut(DIMENSIONS).for_each(scale);
        let total: f32 = weights.iter().sum();
        eprintln!("{k} clusters, pass {}: likeness {:.4}", pass + 1, likeness / f64::from(total));
    }
    let mut sizes = vec![0f32; k];
    of.iter().zip(weights).for_each(|(&c, w)| sizes[c as usize] += w);
    Clusters { of, centres, sizes }
}

fn nearest(row: &[f32], centres: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, centre) in centres.chunks_exact(DIMENSIONS).enumerate() {
        let score = dot(row, centre);
        if score > best.1 {
            best = (i, score);
        }
    }
    best
}

/// Twelve sums side by side, so that the order of additions, and so the result, is fixed.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 12];
    for (a, b) in a.as_chunks::<12>().0.iter().zip(b.as_chunks::<12>().0) {
        for lane in 0..12 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}
