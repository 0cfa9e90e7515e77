//! Which statements are compared: those that share two terms that tell something, the rarest ones.

use sayso_linear::combined;

use crate::cluster::Alike;
use crate::node::{Node, Nodes};
use crate::worth::Term;

/// Terms of a statement of which pairs are made.
const OWN: usize = 6;
/// Terms of its document that are paired with its own.
const AROUND: usize = 4;

/// Groups of one story, or of one document, need be no more alike, if it has few statements.
const LEAST_OF_FEW: f32 = 0.32;
/// How many statements are few, and how many are many, in a story and in a document.
const IN_STORY: [f32; 2] = [50.0, 200.0];
const IN_DOCUMENT: [f32; 2] = [8.0, 20.0];
/// The model knows that there are few in all: a story counts as one of several if there are so many times more.
const SEVERAL: f32 = 3.0;

impl Alike for Nodes<'_> {
    /// More only where there are many speakers.
    const KEYS: usize = OWN * (OWN - 1) / 2 + OWN * (AROUND + 1);
    const LEAST_PAIR: f32 = 0.3;
    const LEAST_AVERAGE: f32 = 0.5;

    fn count(&self) -> u32 {
        self.all.len() as u32
    }

    /// Of few statements about the same happening, the one that is most alike is seldom another claim; of many, one is so by
    /// chance.
    fn least(&self, a: u32, b: u32) -> f32 {
        let (a, b) = (&self.all[a as usize], &self.all[b as usize]);
        let (count, [few, many]) = if a.first.document_key == b.first.document_key {
            (a.in_document, IN_DOCUMENT)
        } else if a.story == b.story {
            (a.in_story, IN_STORY)
        } else {
            return Self::LEAST_AVERAGE;
        };
        let is_few = 1.0 - ((count / few).ln() / (many / few).ln()).clamp(0.0, 1.0);
        let of_several = ((self.crowd - a.in_story.ln()) / SEVERAL.ln()).clamp(0.0, 1.0);
        Self::LEAST_AVERAGE - is_few * of_several * (Self::LEAST_AVERAGE - LEAST_OF_FEW)
    }

    fn keys(&self, node: u32) -> Vec<u64> {
        keys(self, &self.all[node as usize])
    }

    fn alike(&self, node: u32, others: &[u32], least: f32) -> Vec<f32> {
        self.pairing(node, |mut pairing| {
            others.iter().map(|&other| pairing.probable(other, least).unwrap_or(0.0)).collect()
        })
    }
}

/// The pairs of terms of a node, each once.
fn keys(nodes: &Nodes<'_>, node: &Node<'_>) -> Vec<u64> {
    let worth = &nodes.worth;
    let mut own: Vec<Term> = nodes.telling(node).collect();
    own.sort_by(|&a, &b| worth.frequency(a).cmp(&worth.frequency(b)).then(a.cmp(&b)));
    own.dedup();
    // What nothing else has finds nothing.
    own.retain(|&term| worth.frequency(term) > 1);
    own.truncate(OWN);
    let mut around: Vec<(u64, f32)> = node.sketch.to_vec();
    around.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    around.truncate(AROUND);
    let speakers = node.speaker.iter().map(|&key| Term::Entity(key).key());
    let others: Vec<u64> = around.into_iter().map(|(key, _)| key).chain(speakers).collect();
    let own: Vec<u64> = own.into_iter().map(Term::key).collect();
    let mut keys: Vec<u64> = Vec::new();
    for (i, &a) in own.iter().enumerate() {
        let mates = own[i + 1..].iter().chain(&others).filter(|&&b| a != b);
        keys.extend(mates.map(|&b| combined(&[a.min(b), a.max(b)])));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::documents::Documents;
    use crate::items::GistReader;
    use crate::statement::{Sketch, Statement, Voice};
    use crate::story::Stories;

    /// Every fourth document is about one thing.
    struct Four([Sketch; 4]);

    impl Corpus for Four {
        fn settle(&self, key: u64) -> u64 {
            key
        }

        fn name(&self, _: u64) -> Option<&str> {
            None
        }

        fn origin(&self, _: u64) -> Option<u32> {
            None
        }

        fn sketch(&self, document: u64) -> Option<&Sketch> {
            self.0.get(document as usize % 4)
        }
    }

    fn with_nodes<T>(statements: &[Statement], work: impl FnOnce(&Nodes<'_>) -> T) -> T {
        let sketch = |key: u64| Sketch::new([key, key + 1, key + 1], []);
        let corpus = Four([1, 11, 21, 31].map(sketch));
        let statements: Vec<&Statement> = statements.iter().collect();
        let documents = Documents::new(&statements, &corpus);
        let stories = Stories::new(&documents);
        work(&Nodes::new(&statements, &documents, &stories, &corpus))
    }

    /// So many statements in each of two documents of some stories.
    fn statements(each: usize, stories: usize) -> Vec<Statement> {
        let document = |i: usize| i / each % stories + 4 * (i / each / stories);
        let statement = |i: usize| Statement {
            document_key: document(i) as u64,
            document: document(i).to_string().into(),
            attribution: i as u32,
            gist: GistReader::default().read([format!("ship{i}a sank").as_str()]),
            ..Statement::default()
        };
        (0..2 * stories * each).map(statement).collect()
    }

    #[test]
    fn groups_of_few_statements_about_one_happening_need_be_less_alike() {
        // Of the first statement and the first one of another document; documents are in order.
        let least = |each: usize, stories: usize, document: usize| {
            let other = (document * each) as u32;
            with_nodes(&statements(each, stories), |nodes| nodes.least(0, other))
        };
        let near = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(near(least(5, 4, 4), LEAST_OF_FEW));
        assert!(near(least(5, 4, 1), Nodes::LEAST_AVERAGE));
        assert!(near(least(200, 4, 4), Nodes::LEAST_AVERAGE));
        let between = least(50, 4, 4);
        assert!(LEAST_OF_FEW < between && between < Nodes::LEAST_AVERAGE, "{between}");
        assert!(near(least(5, 4, 0), LEAST_OF_FEW));
        assert!(near(least(50, 4, 0), Nodes::LEAST_AVERAGE));
        // The only story.
        assert!(near(least(5, 1, 1), Nodes::LEAST_AVERAGE));
    }

    #[test]
    fn a_name_says_nothing_unless_it_answers() {
        let said = |voice, words: &str| {
            let gist = GistReader::default().read([words]);
            let statement = Statement { voice, gist, ..Statement::default() };
            with_nodes(&[statement], |nodes| nodes.all[0].is_phrase())
        };
        assert!(said(Voice::Asserts, "the nomination"));
        assert!(!said(Voice::Denies, "the payments"));
        assert!(!said(Voice::Asserts, "the payments were made"));
    }
}
