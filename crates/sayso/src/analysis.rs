//! What is known of one document.

use sayso_attribution::Attributions;
use sayso_entities::{Entities, EntityJoiner};
use sayso_syntax::Syntax;
use sayso_text::{Boilerplate, Segmentation};
use sayso_transfers::Transfers;

/// What is known of one document: layers over its text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Analysis {
    /// Paragraphs, sentences, tokens, quotation marks.
    pub segmentation: Segmentation,
    /// Parts of speech, lemmas and trees; empty unless [`AnalysisOptions::full_syntax`](crate::AnalysisOptions::full_syntax) asks for them.
    pub syntax: Syntax,
    /// Names, numbers and dates, and what they refer to.
    pub entities: Entities,
    /// What is not part of the story: bylines, datelines, credits.
    pub boilerplate: Vec<Boilerplate>,
    /// Who said what, in order of the cues.
    pub attributions: Attributions,
    /// Who gives what to whom; empty unless [`AnalysisOptions::transfers`](crate::AnalysisOptions::transfers) asks for it.
    pub transfers: Transfers,
    pub(crate) parts: u32,
}

impl Analysis {
    /// In how many parts the text was analysed: more than one if it is longer than [`Analyzer::WHOLE`](crate::Analyzer::WHOLE). Across parts, only
    /// equal names are joined.
    pub fn parts(&self) -> u32 {
        self.parts
    }

    pub(crate) fn retain_confident(&mut self, min_confidence: f32) {
        let places = self.attributions.retain_confident(min_confidence);
        self.transfers.relink(&places);
    }
}

/// Where a part of a document begins.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start {
    pub(crate) bytes: u32,
    pub(crate) tokens: u32,
    pub(crate) attributions: u32,
}

impl Analysis {
    /// Adds the analysis of the next part of the document, whose text is `text`.
    pub(crate) fn append(
        &mut self,
        text: &str,
        part: &mut Self,
        start: Start,
        joiner: &mut EntityJoiner,
    ) {
        let Start { bytes, tokens, .. } = start;
        self.segmentation.append(&part.segmentation, bytes);
        self.syntax.append(&part.syntax);
        let entities = joiner.append(&mut self.entities, text, &part.entities, bytes, tokens);
        self.boilerplate.extend(part.boilerplate.iter().map(|b| b.shifted(bytes, tokens)));
        self.attributions.append(&mut part.attributions, bytes, &entities);
        self.transfers.append(&mut part.transfers, bytes, start.attributions, &entities);
        self.parts += 1;
    }
}
