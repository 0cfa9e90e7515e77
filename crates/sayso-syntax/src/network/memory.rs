//! What was computed for words already met: news says much in few words.

use super::{GATES2, WIDE1};
use sayso_lexicon::Lexeme;

/// Words that are remembered at most, about 43 MB; a power of two.
///
/// On 122,000 words of news, 8,192 cost a tenth of the tagger's speed.
const PLACES: usize = 1 << 14;

/// A table of words with one place for each, taken by whoever comes last. It grows as words come in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    /// One more than the number of the entry; 0 for a free place.
    places: Vec<u16>,
    entries: Vec<Remembered>,
}

/// What a word adds to the sums of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) word: Lexeme,
    /// To layer 1 and tags of the word after it, of itself, of the word before it.
    pub(crate) shares: [[i16; WIDE1]; 3],
    /// To layer 2 of itself.
    pub(crate) skip: [i16; GATES2],
}

impl Remembered {
    pub(crate) fn new(word: Lexeme) -> Self {
        Self { word, shares: [[0; WIDE1]; 3], skip: [0; GATES2] }
    }
}

impl Memory {
    /// What is remembered of `word`, unless another took its place.
    #[inline]
    pub(crate) fn get(&self, word: &Lexeme) -> Option<&Remembered> {
        let number = *self.places.get(place(word))?;
        self.entries
            .get(usize::from(number).wrapping_sub(1))
            .filter(|entry| same(&entry.word, word))
    }

    /// The entry of `word`, whose numbers are to be filled in where it is new.
    pub(crate) fn claim(&mut self, word: &Lexeme) -> &mut Remembered {
        self.places.resize(PLACES, 0);
        let number = &mut self.places[place(word)];
        if *number == 0 {
            self.entries.push(Remembered::new(*word));
            *number = self.entries.len() as u16;
        }
        let entry = &mut self.entries[usize::from(*number) - 1];
        entry.word = *word;
        entry
    }
}

fn place(word: &Lexeme) -> usize {
    (word.exact >> 20) as usize % PLACES
}

/// Whether two words give the network the same input: the hash of the spelling settles all but what digits hide.
fn same(a: &Lexeme, b: &Lexeme) -> bool {
    (a.exact, a.shape, a.class) == (b.exact, b.shape, b.class)
}
