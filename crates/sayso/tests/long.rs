//! Long texts: they are analysed in parts, and what is found is as well-formed as in short ones.

use sayso::{Analysis, Analyzer, Decision, MentionForm, Segmentation, TextRange};

const ARTICLE: &str = "Andrey Kovalenko left Kyiv on May 3, 2020. “We will answer,” he said on Monday. “And soon.”\n\n\
    The SBU denied that 12,000 soldiers had left, according to Ann Brown, an officer in the Ukrainian army.\n\n";

#[test]
fn a_long_text_is_analysed_in_parts() {
    let text = ARTICLE.repeat(Analyzer::WHOLE / ARTICLE.len() + 1);
    let short = Analyzer::new().analyze(ARTICLE);
    assert_eq!(short.parts(), 1);
    let (analysis, trace) = Analyzer::builder().full_syntax(true).build().trace(&text);
    assert!(analysis.parts() > 2);
    let times = text.len() / ARTICLE.len();
    let Analysis { segmentation, syntax, entities, attributions, .. } = &analysis;
    assert_eq!(segmentation.tokens().len(), times * short.segmentation.tokens().len());
    assert_eq!(syntax.len(), segmentation.tokens().len());
    assert_eq!(segmentation.sentences().len(), times * short.segmentation.sentences().len());
    assert_eq!(segmentation.quotations().len(), times * short.segmentation.quotations().len());
    let mut end = 0;
    for sentence in segmentation.sentences() {
        assert_eq!(sentence.start(), end);
        end = sentence.end();
        assert!(sentence.ids().all(|token| sentence.contains(syntax.head(token))));
    }
    assert_eq!(end as usize, segmentation.tokens().len());
    for mention in entities.mentions() {
        assert_eq!(segmentation.tokens().cover(mention.tokens), mention.range);
        if let Some(thing) = mention.value.and_then(sayso::Value::thing) {
            assert!(mention.range.end() <= thing.end() && thing.len() < 40);
        }
    }
    let names = entities.mentions().iter().filter(|m| m.form == MentionForm::Name);
    let of = |name| entities.ids().filter(|&id| entities.name(&text, id) == name).count();
    assert_eq!((of("Andrey Kovalenko"), of("Ann Brown")), (1, 1));
    assert!(names.count() >= 3 * times);
    let cues: Vec<&str> = attributions.iter().map(|a| &text[a.cue.spans[0]]).collect();
    for word in ["said", "denied", "according to"] {
        let count = cues.iter().filter(|cue| **cue == word).count();
        let once = short.attributions.iter().filter(|a| &ARTICLE[a.cue.spans[0]] == word).count();
        assert_eq!(count, once * times, "{word}");
    }
    for (at, attribution) in attributions.iter().enumerate() {
        let is_near =
            |span: &TextRange| span.start().abs_diff(attribution.cue.spans[0].start()) < 400;
        assert!(attribution.source.spans.iter().chain(&attribution.content.spans).all(is_near));
        let links = attribution.parent.iter().chain(&attribution.continues);
        assert!(links.into_iter().all(|&link| at.abs_diff(link as usize) < 8));
        let cue = trace.of_attribution(at).expect("every attribution is traced");
        assert_eq!(cue.attribution, Some(at as u32));
        assert_eq!(cue.cue, attribution.cue.spans[0]);
    }
}

#[test]
fn a_text_of_ordinary_length_is_one_part() {
    let text = "word ".repeat(Analyzer::WHOLE / 5);
    let analysis = Analyzer::new().analyze(&text);
    assert_eq!(analysis.parts(), 1);
    assert_eq!(analysis.segmentation.cut_sentences(), 1);
    let longest = analysis.segmentation.sentences().iter().map(|s| s.len()).max();
    assert_eq!(longest, Some(Segmentation::LONGEST_SENTENCE));
}

#[test]
fn of_too_many_cues_the_surest_are_kept() {
    let text = "he said, ".repeat(300);
    let (analysis, trace) = Analyzer::new().trace(&text);
    let crowded = trace.cues.iter().filter(|cue| cue.decision == Decision::Crowded).count();
    assert!(crowded > 100, "{crowded}");
    let found = analysis.attributions.len();
    assert!(found > 0 && found < 150, "{found}");
    let untraced = Analyzer::new().analyze(&text);
    assert_eq!(untraced.attributions, analysis.attributions);
    let news = Analyzer::new().trace(ARTICLE).1;
    assert!(news.cues.iter().all(|cue| cue.decision != Decision::Crowded));
}

/// Each signature once began its post at the paragraph's beginning, so that posts in one paragraph held all before them.
#[test]
fn posts_in_one_paragraph_are_apart() {
    let links = "pic.twitter.com/abc — Bob Jones (@bob) May 3, 2020 ".repeat(20);
    assert_eq!(Analyzer::new().analyze(&links).attributions.to_vec(), []);
    let posts = "Every line will be kept. — Ann Brown (@ann) May 3, 2020 ".repeat(20);
    for attribution in &Analyzer::new().analyze(&posts).attributions {
        assert_eq!(&posts[attribution.content.spans[0]], "Every line will be kept.");
    }
}
