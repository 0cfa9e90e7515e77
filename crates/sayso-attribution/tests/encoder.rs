//! The accurate finder with random weights: whatever they say, what comes out is well-formed and always the same.

use sayso::{Analyzer, AttributionModel, Models};

const TEXT: &str = "The mayor said the bridge was safe. \"They said so,\" she said.\n\n\
    According to the police, the mayor lied. The mayor denied it.";

fn analyzer() -> Analyzer {
    let model = AttributionModel::from_bytes(sayso_encoder::convert::random(11)).expect("a model");
    Analyzer::builder().models(Models::builtin().with_attribution(model)).build()
}

#[test]
fn its_models_are_known_by_their_kind() {
    let analyzer = analyzer();
    let first = analyzer.analyze(TEXT);
    for attribution in &first.attributions {
        assert!((0.0..=1.0).contains(&attribution.confidence));
        assert!(!attribution.cue.spans.is_empty() && !attribution.content.spans.is_empty());
    }
    let again = analyzer.analyze(TEXT);
    assert_eq!(format!("{:?}", first.attributions), format!("{:?}", again.attributions));
}

#[test]
fn what_it_decided_is_told() {
    let (analysis, trace) = analyzer().trace(TEXT);
    assert_eq!(trace.by_attribution.len(), analysis.attributions.len());
    for (at, attribution) in analysis.attributions.iter().enumerate() {
        let cue = trace.of_attribution(at).expect("a trace");
        assert_eq!(cue.confidence, attribution.confidence);
    }
}
