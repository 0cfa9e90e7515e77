//! Whatever the text, trees are trees.

use proptest::prelude::*;
use sayso_lexicon::Lexemes;
use sayso_syntax::{Relation, Syntax, SyntaxInput, SyntaxModel, SyntaxScratch};
use sayso_text::{Segmentation, TokenId, TokenRange};

fn annotate(text: &str) -> (Segmentation, Syntax) {
    let segmentation = Segmentation::of(text);
    let syntax = Syntax::of(text, &segmentation);
    (segmentation, syntax)
}

/// One root, which is its own head, and from every word a way to it inside the sentence.
#[track_caller]
fn check_tree(syntax: &Syntax, sentence: TokenRange) {
    let roots: Vec<TokenId> = sentence.ids().filter(|&t| syntax.head(t) == t).collect();
    assert_eq!(roots.len(), 1, "{sentence:?}");
    for token in sentence.ids() {
        let is_root = syntax.relation(token) == Relation::Root;
        assert_eq!(is_root, token == roots[0]);
        let mut at = token;
        for _ in 0..=sentence.len() {
            assert!(sentence.contains(at));
            at = syntax.head(at);
        }
        assert_eq!(at, roots[0], "{token:?} is in a circle");
    }
}

proptest! {
    #[test]
    fn odd_text_gives_trees(text in "([a-zA-Z]{1,8}|[.,!?\"“”'()-]|said|that| |\n|\u{301}|中|🎈){0,80}") {
        let (segmentation, syntax) = annotate(&text);
        prop_assert_eq!(syntax.len(), segmentation.tokens().len());
        for &sentence in segmentation.sentences() {
            check_tree(&syntax, sentence);
        }
    }
}

#[test]
fn the_longest_sentence_is_a_tree_too() {
    // A sentence is cut at 1,000 tokens.
    let text = "missiles and shells from the north ".repeat(166);
    let (segmentation, syntax) = annotate(&text);
    assert_eq!(segmentation.sentences().len(), 1);
    // Ways to the root may be long here, so only their ends are looked at.
    let roots = segmentation.tokens().all().ids().filter(|&t| syntax.head(t) == t).count();
    assert_eq!((syntax.len(), roots), (996, 1));
}

#[test]
fn a_text_says_the_same_alone_and_after_another() {
    let (first, second) =
        ("Moscow denied it.", "Satellite images show missiles, the ministry said.");
    let (mut scratch, mut syntax) = (SyntaxScratch::default(), Syntax::default());
    let mut relations = Vec::new();
    for text in [second, first, second] {
        let segmentation = Segmentation::of(text);
        let lexemes = Lexemes::of(text, &segmentation);
        let input = SyntaxInput { text, segmentation: &segmentation, lexemes: &lexemes };
        SyntaxModel::builtin().annotate(input, |_, _| true, &mut scratch, &mut syntax);
        relations.push(
            segmentation.tokens().all().ids().map(|t| syntax.relation(t)).collect::<Vec<_>>(),
        );
    }
    assert_eq!(relations[0], relations[2]);
}

#[test]
fn trees_are_drawn_where_they_are_wanted() {
    let text = "Moscow denied it. Missiles were found.";
    let segmentation = Segmentation::of(text);
    let mut syntax = Syntax::default();
    let wanted = |syntax: &Syntax, sentence: TokenRange| {
        sentence.ids().any(|token| syntax.lemma(token) == "deny")
    };
    let lexemes = Lexemes::of(text, &segmentation);
    let input = SyntaxInput { text, segmentation: &segmentation, lexemes: &lexemes };
    SyntaxModel::builtin().annotate(input, wanted, &mut SyntaxScratch::default(), &mut syntax);
    let parsed = segmentation.sentences().iter().map(|s| s.ids().all(|t| syntax.is_parsed(t)));
    assert_eq!(parsed.collect::<Vec<_>>(), [true, false]);
}
