//! Single stages in this process, on one thread.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use sayso::{Analysis, Analyzer, Scratch};
use sayso_entities::{Entities, EntityInput, EntityModel, EntityScratch};
use sayso_lexicon::{LexemeScratch, Lexemes, Lexicon};
use sayso_syntax::{Syntax, SyntaxInput, SyntaxModel};
use sayso_text::{Segmentation, SegmentationModel, SegmentationScratch};
use unicode_segmentation::UnicodeSegmentation;

use super::report;

pub(super) fn run(texts: &[String], words: usize, runs: u32) {
    let seconds =
        best(runs, || texts.iter().map(|text| text.unicode_words().count()).sum::<usize>());
    report("unicode-segmentation: words", words, seconds, "");

    let (mut scratch, mut segmentation) = (SegmentationScratch::default(), Segmentation::default());
    let seconds = best(runs, || {
        let mut tokens = 0;
        for text in texts {
            SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
            tokens += segmentation.tokens().len() + segmentation.sentences().len();
        }
        tokens
    });
    report("sayso-text: tokens, sentences, quotations", words, seconds, "");

    let mut memory = EntityScratch::default();
    let mut entities = Entities::default();
    let (mut lexeme_scratch, mut lexemes) = (LexemeScratch::default(), Lexemes::default());
    let seconds = best(runs, || {
        let mut mentions = 0;
        for text in texts {
            SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
            Lexicon::builtin().annotate(text, &segmentation, &mut lexeme_scratch, &mut lexemes);
            let (segmentation, lexemes) = (&segmentation, &lexemes);
            let input = EntityInput {
                text,
                segmentation,
                lexemes,
                boilerplate: &[],
                gazetteer: None,
                date: None,
            };
            EntityModel::builtin().annotate(input, &mut memory, &mut entities);
            mentions += entities.mentions().len();
        }
        mentions
    });
    report("sayso-entities: tokens and entities, joined", words, seconds, "");

    let (grammar, mut syntax) = (SyntaxModel::builtin(), Syntax::default());
    let mut syntax_scratch = sayso_syntax::SyntaxScratch::default();
    for (name, with_trees) in [
        ("sayso-syntax: tags and lemmas too", false),
        ("sayso-syntax: a tree for every sentence", true),
    ] {
        let seconds = best(runs, || {
            let mut tagged = 0;
            for text in texts {
                SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
                Lexicon::builtin().annotate(text, &segmentation, &mut lexeme_scratch, &mut lexemes);
                let input = SyntaxInput { text, segmentation: &segmentation, lexemes: &lexemes };
                grammar.annotate(input, |_, _| with_trees, &mut syntax_scratch, &mut syntax);
                tagged += syntax.len();
            }
            tagged
        });
        report(name, words, seconds, "");
    }

    let seconds = best(runs, || {
        let mut mentions = 0;
        for text in texts {
            SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
            Lexicon::builtin().annotate(text, &segmentation, &mut lexeme_scratch, &mut lexemes);
            let (segmentation, lexemes) = (&segmentation, &lexemes);
            let input = SyntaxInput { text, segmentation, lexemes };
            grammar.annotate(input, |_, _| false, &mut syntax_scratch, &mut syntax);
            let input = EntityInput {
                text,
                segmentation,
                lexemes,
                boilerplate: &[],
                gazetteer: None,
                date: None,
            };
            EntityModel::builtin().annotate(input, &mut memory, &mut entities);
            mentions += entities.mentions().len();
        }
        mentions
    });
    report("tags, lemmas and entities, joined", words, seconds, "");

    let analyzer = Analyzer::new();
    let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
    let seconds = best(runs, || {
        let mut attributions = 0;
        for text in texts {
            analyzer.analyze_into(text, &mut scratch, &mut analysis);
            attributions += analysis.attributions.len();
        }
        attributions
    });
    report("sayso: whole analysis", words, seconds, "");
}

/// The CPU seconds of the quickest of several runs.
pub(super) fn best(runs: u32, mut work: impl FnMut() -> usize) -> f64 {
    let mut time = || {
        let begun = now();
        black_box(work());
        (now() - begun).as_secs_f64()
    };
    (0..runs).map(|_| time()).fold(f64::INFINITY, f64::min)
}

/// CPU time of this thread: other programs on the machine do not count.
fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
