//! Which words of two contents say the same.

use std::cell::RefCell;

use crate::items::Item;
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
    static LOOKUP: RefCell<Lookup> = RefCell::new(Lookup::new());
}

/// The words of one content, made ready to be compared with those of many others.
pub(crate) struct Compared<'l> {
    words: Vec<Word>,
    lookup: &'l Lookup,
    /// How alike each word of another is to each of these: a row for each of the other.
    table: Vec<f32>,
}

/// Calls `work` with words that are ready to be compared; one at a time on each thread.
pub(crate) fn with_compared<T>(words: Vec<Word>, work: impl FnOnce(Compared<'_>) -> T) -> T {
    LOOKUP.with_borrow_mut(|lookup| {
        lookup.fill(words.iter().map(|word| word.meanings));
        work(Compared { words, lookup, table: Vec::new() })
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

/// What two contents have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// The share of the worth of both that is common.
    pub(crate) share: f32,
    /// The same of the one that says less and of the stretch of the other that is most like it.
    pub(crate) stretch: f32,
    /// What is common in that stretch is worth so much.
    pub(crate) worth: f32,
    /// The worth of the rarest word that is in both.
    pub(crate) rarest: f32,
}

impl Compared<'_> {
    fn fill(&mut self, other: &[Word]) {
        self.table.clear();
        for x in other {
            let (same, kind) = self.lookup.related(x.meanings);
            let has = |words: u64, at: usize| at < MOST_WORDS && words >> at & 1 > 0;
            let row = self.words.iter().enumerate();
            let row = row.map(|(at, y)| alike(x.item, y.item, has(same, at), has(kind, at)));
            self.table.extend(row);
        }
    }

    /// Compares them with others; which are which does not matter.
    pub(crate) fn likeness(&mut self, other: &[Word]) -> Likeness {
        self.fill(other);
        let (own, table) = (&*self.words, &*self.table);
        let columns = own.len();
        if columns <= other.len() {
            in_common(own, other, |i, j| table[i * columns + j])
        } else {
            in_common(other, own, |i, j| table[j * columns + i])
        }
    }
}

/// What a content has in common with one that says more, of which `cell` tells how alike its words are to those of the
/// first.
fn in_common(less: &[Word], more: &[Word], cell: impl Fn(usize, usize) -> f32) -> Likeness {
    let all = |words: &[Word]| words.iter().map(|word| word.worth).sum::<f32>();
    // Most words have nothing in common with any.
    let met: Vec<usize> =
        (0..less.len()).filter(|&j| (0..more.len()).any(|i| cell(i, j) > 0.0)).collect();
    if met.is_empty() {
        return Likeness::default();
    }
    let best = |i: usize| met.iter().map(|&j| cell(i, j)).fold(0.0, f32::max);
    let of_more: Vec<f32> = (0..more.len()).map(|i| more[i].worth * best(i)).collect();
    // What is common in a stretch, counted from both sides.
    let common = |start: usize, end: usize| -> (f32, f32) {
        let best = |j: usize| (start..end).map(|i| cell(i, j)).fold(0.0, f32::max);
        let of_less = met.iter().map(|&j| less[j].worth * best(j));
        (of_less.sum(), of_more[start..end].iter().sum())
    };
    let of_all = all(less);
    let share = |(x, y): (f32, f32), start: usize, end: usize| {
        (x + y) / (of_all + all(&more[start..end])).max(f32::MIN_POSITIVE)
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
    let in_both = (0..more.len()).flat_map(|i| met.iter().map(move |&j| (i, j)));
    let in_both = in_both.filter(|&(i, j)| cell(i, j) >= ONE);
    let rarest = in_both.map(|(i, j)| more[i].worth.min(less[j].worth)).fold(0.0, f32::max);
    Likeness { share: share(whole, 0, more.len()), stretch, worth, rarest }
}
