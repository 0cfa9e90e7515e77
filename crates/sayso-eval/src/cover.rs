//! The characters that a role covers, so that two annotations compare by what they hold and not by how
//! they cut it in pieces.

use crate::articles::Span;

/// Left out at both ends of every piece, so that no system wins or loses by where its convention puts
/// the quotation mark or the comma.
const EDGE: &str = " \t\r\n\u{a0},.;:!?-–—\"'“”‘’«»„`()[]…";

/// A set of character positions: ranges in order that neither overlap nor touch, so that equal sets are
/// equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cover(Vec<Span>);

impl Cover {
    /// What `spans` cover of `text` once each is trimmed; gives back the first span that runs out of it.
    pub(crate) fn new(text: &[char], spans: &[Span]) -> Result<Self, Span> {
        let is_edge = |i: u32| EDGE.contains(text[i as usize]);
        let mut ranges = Vec::with_capacity(spans.len());
        for &(mut start, mut end) in spans {
            if start < end && end as usize > text.len() {
                return Err((start, end));
            }
            while start < end && is_edge(start) {
                start += 1;
            }
            while end > start && is_edge(end - 1) {
                end -= 1;
            }
            if start < end {
                ranges.push((start, end));
            }
        }
        ranges.sort_unstable();
        ranges.dedup_by(|next, last| {
            let joins = next.0 <= last.1;
            if joins {
                last.1 = last.1.max(next.1);
            }
            joins
        });
        Ok(Self(ranges))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.iter().map(|(start, end)| end - start).sum()
    }

    /// How many characters both hold.
    pub(crate) fn shared(&self, other: &Self) -> u32 {
        let (mut a, mut b) = (self.0.as_slice(), other.0.as_slice());
        let mut shared = 0;
        while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
            shared += x.1.min(y.1).saturating_sub(x.0.max(y.0));
            if x.1 < y.1 {
                a = rest_a;
            } else {
                b = rest_b;
            }
        }
        shared
    }

    /// The share of this cover's characters that `other` holds too. Not for an empty one.
    pub(crate) fn share_in(&self, other: &Self) -> f64 {
        f64::from(self.shared(other)) / f64::from(self.len())
    }

    /// Characters in both over characters in either; two empty covers are alike.
    pub(crate) fn jaccard(&self, other: &Self) -> f64 {
        if self.is_empty() && other.is_empty() {
            return 1.0;
        }
        let shared = self.shared(other);
        f64::from(shared) / f64::from(self.len() + other.len() - shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cover(text: &str, spans: &[Span]) -> Vec<Span> {
        Cover::new(&text.chars().collect::<Vec<_>>(), spans).expect("within the text").0
    }

    #[test]
    fn edges_are_trimmed_and_pieces_joined() {
        assert_eq!(cover("“I will,” she said.", &[(0, 9)]), [(1, 7)]);
        assert_eq!(cover("no such thing", &[(3, 7), (0, 3), (7, 8)]), [(0, 2), (3, 7)]);
        assert_eq!(cover("no such thing", &[(3, 7), (5, 13)]), [(3, 13)]);
        assert_eq!(cover("—", &[(0, 1), (1, 1)]), []);
    }

    #[test]
    fn a_span_beyond_the_text_is_given_back() {
        assert_eq!(Cover::new(&['a', 'b'], &[(0, 1), (1, 3)]), Err((1, 3)));
    }

    #[test]
    fn touching_covers_share_nothing() {
        let text: Vec<char> = "abcdefgh".chars().collect();
        let of = |spans: &[Span]| Cover::new(&text, spans).expect("within the text");
        assert_eq!(of(&[(0, 3)]).shared(&of(&[(3, 6)])), 0);
        assert_eq!(of(&[(0, 2), (4, 8)]).shared(&of(&[(1, 6)])), 3);
        assert_eq!(of(&[(0, 4)]).jaccard(&of(&[(2, 6)])), 2.0 / 6.0);
        assert_eq!(of(&[]).jaccard(&of(&[])), 1.0);
        assert_eq!(of(&[]).jaccard(&of(&[(0, 1)])), 0.0);
    }
}
