//! Which words of two contents say the same.

use std::cell::RefCell;

use crate::items::{Gist, Item};
use crate::node::Word;
use crate::senses::{Lookup, MOST_WORDS};

/// What is common to a word and one of its class, of its meaning, of a kind of it, or of its cluster.
const SAME_CLASS: f32 = 0.85;
const SAME_MEANING: f32 = 0.8;
const KIND: f32 = 0.5;
const SAME_CLUSTER: f32 = 0.35;
/// Words so alike are taken for one.
const ONE: f32 = 0.75;

thread_local! {
    /// The meanings of the words of one content, while it is compared with another.
    static LOOKUP: RefCell<Lookup> = RefCell::new(Lookup::new());
}

/// How alike each word of one content is to each of another, from nothing to one: a row for each of the first.
fn table(rows: &[Word], columns: &[Word]) -> Vec<f32> {
    LOOKUP.with_borrow_mut(|lookup| {
        lookup.fill(columns.iter().map(|word| word.meanings));
        let mut table = Vec::with_capacity(rows.len() * columns.len());
        for x in rows {
            let (same, kind) = lookup.related(x.meanings);
            let has = |words: u64, at: usize| at < MOST_WORDS && words >> at & 1 > 0;
            let row = columns.iter().enumerate();
            table.extend(row.map(|(at, y)| alike(x.item, y.item, has(same, at), has(kind, at))));
        }
        table
    })
}

/// How alike two words are, of which it is known whether they can mean the same, and whether one is a kind of the other.
fn alike(x: Item, y: Item, same: bool, kind: bool) -> f32 {
    let common = |x: Option<u16>, y: Option<u16>| x.is_some() && x == y;
    if x.stem == y.stem {
        1.0
    } else if common(x.event, y.event) || common(x.thing, y.thing) {
        SAME_CLASS
    } else if same {
        SAME_MEANING
    } else if kind {
        KIND
    } else if common(x.cluster, y.cluster) {
        SAME_CLUSTER
    } else {
        0.0
    }
}

impl Gist {
    /// Whether a word of one says the same as a word of the other.
    pub fn meets(&self, other: &Self) -> bool {
        let words = |gist: &Self| -> Vec<Word> {
            gist.items.iter().map(|&item| Word::new(item, 1.0)).collect()
        };
        table(&words(self), &words(other)).into_iter().any(|alike| alike >= ONE)
    }
}

/// What two contents have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// The share of the worth of both that is common.
    pub(crate) share: f32,
    /// The same of the one that says less and of the stretch of the other that is most like it.
    pub(crate) stretch: f32,
    /// What is common in that stretch is worth so much.
    pub(crate) worth: f32,
    /// All words of the one that says less are worth so much.
    pub(crate) less: f32,
    /// The worth of the rarest word that is in both.
    pub(crate) rarest: f32,
}

/// Compares two contents; the order does not matter.
pub(crate) fn likeness(a: &[Word], b: &[Word]) -> Likeness {
    let (less, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // A row for each word of the longer one.
    let table = table(more, less);
    let cell = |i: usize, j: usize| table[i * less.len() + j];
    let all = |words: &[Word]| words.iter().map(|word| word.worth).sum::<f32>();
    // What is common in a stretch, counted from both sides.
    let common = |start: usize, end: usize| -> (f32, f32) {
        let of_less = less
            .iter()
            .enumerate()
            .map(|(j, word)| word.worth * (start..end).map(|i| cell(i, j)).fold(0.0, f32::max));
        let of_more = (start..end)
            .map(|i| more[i].worth * (0..less.len()).map(|j| cell(i, j)).fold(0.0, f32::max));
        (of_less.sum(), of_more.sum())
    };
    let share = |(x, y): (f32, f32), start: usize, end: usize| {
        (x + y) / (all(less) + all(&more[start..end])).max(f32::MIN_POSITIVE)
    };
    let whole = common(0, more.len());
    let length = (less.len() + less.len() / 2 + 1).min(more.len());
    let (mut stretch, mut worth) = (0.0, 0.0);
    for start in 0..=more.len() - length {
        let here = common(start, start + length);
        let share = share(here, start, start + length);
        if share > stretch {
            (stretch, worth) = (share, here.0.min(here.1));
        }
    }
    let in_both = (0..more.len()).flat_map(|i| (0..less.len()).map(move |j| (i, j)));
    let in_both = in_both.filter(|&(i, j)| cell(i, j) >= ONE);
    let rarest = in_both.map(|(i, j)| more[i].worth.min(less[j].worth)).fold(0.0, f32::max);
    Likeness { share: share(whole, 0, more.len()), stretch, worth, less: all(less), rarest }
}
