//! What the program finds in an article, in the form that the scorers take.

use sayso::{Analysis, TextRange};
use sayso_eval::{Attribution, Prediction, Span};

/// What was found in one article.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) prediction: Prediction,
    /// For each attribution, the name of the entity that its source is.
    pub(crate) speakers: Vec<Option<String>>,
    /// For each attribution, how sure the program is.
    pub(crate) confidences: Vec<f64>,
}

impl Found {
    pub(crate) fn of(id: &str, text: &str, analysis: &Analysis) -> Self {
        // The program counts bytes, the scorers count code points.
        let point = |byte: u32| text[..byte as usize].chars().count() as u32;
        let spans = |ranges: &[TextRange]| -> Vec<Span> {
            ranges.iter().map(|range| (point(range.start()), point(range.end()))).collect()
        };
        let mut prediction = Prediction::default();
        id.clone_into(&mut prediction.id);
        let attributions = analysis.attributions.iter().map(|found| Attribution {
            source: spans(&found.source.spans),
            cue: spans(&found.cue.spans),
            content: spans(&found.content.spans),
            parent: found.parent,
            kind: Some(found.source.kind.as_str().to_owned()),
            stance: Some(found.stance.as_str().to_owned()),
            quotation: Some(found.content.quotation.as_str().to_owned()),
        });
        prediction.attributions = attributions.collect();
        let names = analysis.attributions.iter().map(|found| {
            let entity = found.source.entity?;
            Some(analysis.entities.name(text, entity).to_owned())
        });
        let confidences = analysis.attributions.iter().map(|a| f64::from(a.confidence)).collect();
        Self { prediction, speakers: names.collect(), confidences }
    }
}
