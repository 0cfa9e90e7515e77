//! How much may be spent on the cues of a sentence. News never reaches it; "he said, he said, he said" without end would
//! take hundreds of times as long as news.

use super::labels::LabelFeatures;
use crate::document::graph::DependencyGraph;

/// So often each token of a sentence may be labelled, on average, for cues and for cues within contents.
pub(super) const OUTER: u32 = 16;
pub(super) const EMBEDDED: u32 = 12;
/// Shorter sentences may spend as much as one of this many tokens.
const SHORT: u32 = 40;

/// The tokens that may still be labelled in each sentence.
#[derive(Debug, Default)]
pub(super) struct Effort {
    left: Vec<u32>,
}

impl Effort {
    /// Allows every token to be labelled `times` times.
    pub(super) fn renew(&mut self, graph: &DependencyGraph, times: u32) {
        self.left.clear();
        let allowed = |tokens: u32| tokens.max(SHORT) * times;
        self.left.extend(graph.sentences.iter().map(|sentence| allowed(sentence.tokens.len())));
    }

    /// Which of the cues in `likely`, heads with their probabilities, are worth what is left: the most probable of each
    /// sentence. In order of the text.
    pub(super) fn spend(
        &mut self,
        graph: &DependencyGraph,
        mut likely: Vec<(u32, f32)>,
    ) -> Vec<u32> {
        let sentence = |token| graph.sentence_of(token);
        likely.sort_unstable_by(|(one, p), (other, q)| {
            (sentence(*one).cmp(&sentence(*other))).then(q.total_cmp(p)).then(one.cmp(other))
        });
        likely.retain(|&(token, _)| {
            let own = sentence(token);
            let price = LabelFeatures::around(graph.sentence(own), token).len();
            let affordable = self.left[own] >= price;
            if affordable {
                self.left[own] -= price;
            }
            affordable
        });
        let mut afforded: Vec<u32> = likely.into_iter().map(|(token, _)| token).collect();
        afforded.sort_unstable();
        afforded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_probable_cues_of_each_sentence_are_worth_it() {
        let graph = DependencyGraph::of("He said so. She said so.");
        let mut effort = Effort::default();
        effort.renew(&graph, 1);
        let all: Vec<(u32, f32)> = (0..8).map(|token| (token, 0.5)).collect();
        assert_eq!(effort.spend(&graph, all), (0..8).collect::<Vec<_>>());
        // Four tokens for each cue: ten in all, of which four are spent.
        let again = |sure: u32| {
            (0..8).map(|t| (t, if t == sure { 0.9 } else { 0.5 })).cycle().take(56).collect()
        };
        let afforded = effort.spend(&graph, again(3));
        assert_eq!(afforded.iter().filter(|&&token| token < 4).count(), 6);
        assert!(afforded.contains(&3));
        assert_eq!(effort.spend(&graph, again(3)), []);
    }
}
