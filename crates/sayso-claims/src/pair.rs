//! How alike two statements are: a few features, and a logistic model of them.
//!
//! `cargo xtask train claims` fits the weights; a feature is a line in the list here, and is then trained anew.

use crate::documents::cosine;
use crate::items::Item;
use crate::likeness::{Compared, Likeness, with_compared};
use crate::model::weights;
use crate::node::{Node, Nodes, Word};
use crate::statement::{Amount, Statement, Voice};

/// Makes of a list of features their names and count.
macro_rules! features {
    ($($name:ident: $expected:literal, $about:literal,)*) => {
        /// The features of a pair, each with its place.
        #[derive(Clone, Copy, Debug)]
        enum Feature { $(#[doc = $about] $name),* }

        /// The names of the features.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Weights that are believed before any example is seen: examples are few.
        #[cfg(feature = "train")]
        pub(crate) const EXPECTED: [f32; COUNT] = [$($expected),*];
    };
}

// A name, the weight that is expected of it, what it is.
features! {
    Bias: -5.0, "always one",
    Crowd: -2.0, "how many statements there are, of which some are alike by chance",
    Words: 2.5, "the share of the worth of both that they have in common",
    Stretch: 3.0, "the same of the one that says less and the stretch of the other that is most like it",
    StretchInStory: 1.0, "the stretch, in two documents of one story",
    Evidence: 2.0, "the worth in common there, words and names",
    Rarest: 0.5, "the worth of the rarest word in common",
    Wording: 1.0, "the share of neighbouring words that are neighbours in both",
    Short: -0.5, "how little the one that says less says",
    Phrase: -1.0, "one if only one is no more than the name of a thing, and answers nothing",
    Phrases: -1.0, "one if both are",
    PhraseAcross: -2.0, "one if any is, in two stories, where it may name another thing",
    NamelessAcross: -1.5, "one if neither names anybody or anything, in two stories",
    Events: 1.0, "one if an event is common to both, minus one if each has others",
    Things: 0.7, "the same for things",
    OtherThings: -3.0, "one if the same happens to other things",
    SameEventInStory: 3.0, "one if two documents of one story name one event and count the same thing",
    MainEvent: 0.4, "one if what happens first is the same, minus one if it is not",
    OtherMainEvent: -1.0, "one if what happens first is not the same",
    Names: 0.3, "the share of the worth of names that they have in common",
    OtherNames: -1.2, "one if both have names, and none in common",
    Subject: 0.5, "one if both name the same first, minus one if each names somebody whom the other does not",
    Speaker: 0.3, "one if who speaks is whom the other is about",
    SpeaksAgain: 0.3, "one if one source says both in two documents",
    Documents: 3.0, "how alike the documents are",
    SameDocument: -1.0, "one if both are in one document",
    Days: 1.2, "how near the days of publication are",
    SameCount: 0.1, "one if both count the same thing",
    OtherCount: -1.5, "one if both count something, and nothing in common",
    SameValue: 1.5, "one if they give the same value for it",
    SameSpeaker: -1.0, "one if one source says both in one document",
    Answers: 1.5, "how near a denial, confirmation or silence is to what was said in the same document",
    Moods: -1.5, "one if only one is a demand",
    WordsAndDocuments: -0.5, "the product of the two",
}

/// How many features there are.
pub(crate) const COUNT: usize = NAMES.len();

/// A node, made ready to be compared with many others.
pub(crate) struct Pairing<'n, 's> {
    node: &'n Node<'s>,
    nodes: &'n Nodes<'s>,
    words: Compared<'n>,
    /// The words of the other.
    others: Vec<Word>,
}

impl<'s> Nodes<'s> {
    /// Calls `work` with a node that is ready to be compared; one at a time on each thread.
    pub(crate) fn pairing<T>(&self, node: u32, work: impl FnOnce(Pairing<'_, 's>) -> T) -> T {
        let node = &self.all[node as usize];
        with_compared(self.words_of(node).collect(), |words| {
            work(Pairing { node, nodes: self, words, others: Vec::new() })
        })
    }
}

impl Pairing<'_, '_> {
    /// The values of the features for it and another; which is which does not matter.
    pub(crate) fn features(&mut self, other: u32) -> [f32; COUNT] {
        let other = &self.nodes.all[other as usize];
        let mut pair = Pair::new(self.node, other, self.nodes.crowd);
        pair.set_likeness(self.likeness(other));
        pair.values
    }

    /// The probability that it and another say the same.
    pub(crate) fn probability(&mut self, other: u32) -> f32 {
        logistic(weighed(&self.features(other)))
    }

    /// The same, if it is not less than `least`: words are compared only where it may be more.
    pub(crate) fn probable(&mut self, other: u32, least: f32) -> Option<f32> {
        if least <= 0.0 {
            return Some(self.probability(other));
        }
        let other = &self.nodes.all[other as usize];
        let mut pair = Pair::new(self.node, other, self.nodes.crowd);
        pair.set_likeness(Likeness {
            share: 1.0,
            stretch: 1.0,
            worth: self.node.worth.min(other.worth),
            rarest: self.node.rarest.min(other.rarest),
        });
        let most = pair.values;
        pair.set_likeness(Likeness::default());
        let ends = most.iter().zip(&pair.values).zip(weights());
        let bound: f32 = ends.map(|((x, y), weight)| (x * weight).max(y * weight)).sum();
        // Sums are rounded.
        if logistic(bound) < least - 0.001 {
            return None;
        }
        pair.set_likeness(self.likeness(other));
        Some(logistic(weighed(&pair.values))).filter(|&probability| probability >= least)
    }

    fn likeness(&mut self, other: &Node<'_>) -> Likeness {
        self.others.clear();
        self.others.extend(self.nodes.words_of(other));
        self.words.likeness(&self.others)
    }
}

fn weighed(values: &[f32; COUNT]) -> f32 {
    values.iter().zip(weights()).map(|(value, weight)| value * weight).sum()
}

fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// Two nodes with the values of their features.
struct Pair {
    values: [f32; COUNT],
    documents: f32,
    /// One if they are in two documents of one story.
    story: f32,
    /// What names in common are worth.
    names: f32,
}

impl Pair {
    /// All but what their words have in common.
    fn new(a: &Node<'_>, b: &Node<'_>, crowd: f32) -> Self {
        let mut values = [0.0; COUNT];
        let mut set = |feature: Feature, value: f32| values[feature as usize] = value;
        let names = names(a, b);
        let together = a.first.document_key == b.first.document_key;
        let in_story = !together && a.story == b.story;
        let documents = cosine(&a.sketch, &b.sketch);
        set(Feature::Bias, 1.0);
        set(Feature::Crowd, crowd / 10.0);
        set(Feature::Wording, phrases(a, b));
        let less = if a.words.len() <= b.words.len() { a } else { b };
        set(Feature::Short, 1.0 / (1.0 + less.worth));
        let across = a.story != b.story;
        let (one, other) = (a.is_phrase(), b.is_phrase());
        set(Feature::Phrase, f32::from(one != other));
        set(Feature::Phrases, f32::from(one && other));
        set(Feature::PhraseAcross, f32::from(across && (one || other)));
        let nameless = a.about.is_empty() && b.about.is_empty();
        set(Feature::NamelessAcross, f32::from(across && nameless));
        let (events, things) = (shared(a, b, |item| item.event), shared(a, b, |item| item.thing));
        set(Feature::Events, events);
        set(Feature::Things, things);
        set(Feature::OtherThings, f32::from(events > 0.0 && things < 0.0));
        let main = compared(a.first.gist.main, b.first.gist.main);
        set(Feature::MainEvent, main);
        set(Feature::OtherMainEvent, f32::from(main < 0.0));
        set(Feature::Names, names.share);
        set(Feature::OtherNames, f32::from(names.other));
        set(Feature::Subject, subject(a, b));
        set(Feature::Speaker, f32::from(speaks(a, b) || speaks(b, a)));
        set(Feature::SpeaksAgain, f32::from(!together && one_speaker(a, b)));
        set(Feature::Documents, documents);
        set(Feature::SameDocument, f32::from(together));
        set(Feature::Days, nearness(a.first.day, b.first.day));
        let (same_count, same_value) = amounts(&a.first.amounts, &b.first.amounts);
        let both_count = !a.first.amounts.is_empty() && !b.first.amounts.is_empty();
        set(Feature::SameCount, f32::from(same_count));
        set(Feature::SameEventInStory, f32::from(in_story && same_count && events > 0.0));
        set(Feature::OtherCount, f32::from(both_count && !same_count));
        set(Feature::SameValue, f32::from(same_value));
        set(Feature::SameSpeaker, f32::from(together && a.first.source == b.first.source));
        set(Feature::Answers, answers(a.first, b.first));
        set(Feature::Moods, f32::from(a.demands() != b.demands()));
        Self { values, documents, story: f32::from(in_story), names: names.worth }
    }

    /// What their words have in common.
    fn set_likeness(&mut self, like: Likeness) {
        let mut set = |feature: Feature, value: f32| self.values[feature as usize] = value;
        set(Feature::Words, like.share);
        set(Feature::Stretch, like.stretch);
        set(Feature::StretchInStory, like.stretch * self.story);
        set(Feature::Evidence, (like.worth + self.names).min(4.0) / 4.0);
        set(Feature::Rarest, like.rarest);
        set(Feature::WordsAndDocuments, like.share * self.documents);
    }
}

/// One if a class is in both, minus one if both have classes and share none.
fn shared(a: &Node<'_>, b: &Node<'_>, class: impl Fn(&Item) -> Option<u16>) -> f32 {
    let (mut any, mut other, mut both) = (false, false, false);
    for x in a.first.gist.items.iter().filter_map(&class) {
        any = true;
        for y in b.first.gist.items.iter().filter_map(&class) {
            (other, both) = (true, both || x == y);
        }
    }
    match (any && other, both) {
        (false, _) => 0.0,
        (true, true) => 1.0,
        (true, false) => -1.0,
    }
}

struct Names {
    share: f32,
    worth: f32,
    other: bool,
}

fn names(a: &Node<'_>, b: &Node<'_>) -> Names {
    let all = |node: &Node<'_>| node.about.iter().map(|&(_, worth)| worth).sum::<f32>();
    let shared = a.about.iter().filter(|(key, _)| b.about.iter().any(|(other, _)| other == key));
    let worth: f32 = shared.map(|&(_, worth)| worth).sum();
    let both = !a.about.is_empty() && !b.about.is_empty();
    Names {
        share: 2.0 * worth / (all(a) + all(b)).max(f32::MIN_POSITIVE),
        worth,
        other: both && worth == 0.0,
    }
}

/// Whether whoever speaks in `a` is meant in `b`.
fn speaks(a: &Node<'_>, b: &Node<'_>) -> bool {
    let means = |key: &u64| {
        let has = |node: &Node<'_>| node.about.iter().any(|(other, _)| other == key);
        has(b) && !has(a)
    };
    a.speaker.iter().any(means)
}

/// Whether one source says both.
fn one_speaker(a: &Node<'_>, b: &Node<'_>) -> bool {
    a.speaker.iter().any(|key| b.speaker.contains(key))
}

/// One if both name the same first, minus one if each first names somebody whom the other does not name.
fn subject(a: &Node<'_>, b: &Node<'_>) -> f32 {
    let (Some(&(first, _)), Some(&(second, _))) = (a.about.first(), b.about.first()) else {
        return 0.0;
    };
    let has = |node: &Node<'_>, key: u64| node.about.iter().any(|&(other, _)| other == key);
    match (first == second, has(b, first), has(a, second)) {
        (true, ..) => 1.0,
        (_, false, false) => -1.0,
        _ => 0.0,
    }
}

/// The share of neighbouring words of the one that says less that are neighbours in the other too.
fn phrases(a: &Node<'_>, b: &Node<'_>) -> f32 {
    let (less, more) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    fn of<'n>(node: &'n Node<'_>) -> std::slice::Windows<'n, Item> {
        node.first.gist.items.windows(2)
    }
    let is_in = |pair: &&[Item]| {
        let mut others = of(more);
        others.any(|other| (pair[0].stem, pair[1].stem) == (other[0].stem, other[1].stem))
    };
    let common = of(less).filter(is_in).count();
    common as f32 / (of(less).len() as f32).max(2.0)
}

/// From one for the same day to nothing after a year; between for what has no day.
fn nearness(a: Option<i32>, b: Option<i32>) -> f32 {
    match (a, b) {
        (Some(a), Some(b)) => (-(a.abs_diff(b) as f32) / 20.0).exp(),
        _ => 0.5,
    }
}

/// Whether both count the same thing, and whether they give the same value for it.
fn amounts(a: &[Amount], b: &[Amount]) -> (bool, bool) {
    let same = |x: &Amount, y: &Amount| {
        x.unit == y.unit && x.thing_key == y.thing_key && (x.thing_key > 0 || !x.unit.is_empty())
    };
    let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let same_value = |(x, y): (&Amount, &Amount)| same(x, y) && (x.low, x.high) == (y.low, y.high);
    (pairs().any(|(x, y)| same(x, y)), pairs().any(same_value))
}

/// One if both are the same, minus one if both are there and differ.
fn compared(a: Option<u16>, b: Option<u16>) -> f32 {
    match (a, b) {
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

/// Who denies, confirms or will not say answers somebody, mostly the one quoted last.
fn answers(a: &Statement, b: &Statement) -> f32 {
    let is_answer =
        |s: &Statement| matches!(s.voice, Voice::Denies | Voice::Confirms | Voice::Withholds);
    if a.document_key != b.document_key || a.source == b.source || is_answer(a) == is_answer(b) {
        return 0.0;
    }
    let (said, answer) = if is_answer(b) { (a, b) } else { (b, a) };
    match answer.attribution.checked_sub(said.attribution) {
        Some(distance @ 1..) => 1.0 / distance as f32,
        _ => 0.0,
    }
}
