//! What is found does not depend on which layers are kept.

use sayso::Analyzer;

#[test]
fn trees_for_every_sentence_change_no_attribution() {
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/../sayso-eval/tests/dev_set/articles");
    let mut paths: Vec<_> = std::fs::read_dir(articles)
        .expect("the articles are in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 30, "{} articles", paths.len());
    let (few, all) = (Analyzer::new(), Analyzer::builder().full_syntax(true).build());
    for path in paths {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        let found = few.analyze(text.as_str()).attributions;
        assert_eq!(found.to_vec(), all.analyze(text.as_str()).attributions.to_vec(), "{text}");
    }
}
