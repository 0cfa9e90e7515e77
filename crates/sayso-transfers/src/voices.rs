//! Where in a document attributions are: read once, looked up token by token.

use std::cmp::Reverse;

use crate::document::TransferInput;

/// "No attribution."
const NONE: u32 = u32::MAX;

/// The attributions of a document by token.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// The innermost attribution in whose content a token is.
    innermost: Vec<u32>,
    /// Whether a token belongs to a cue.
    cue: Vec<bool>,
    /// Attributions, those with the longest content first.
    order: Vec<u32>,
}

impl Voices {
    /// Reads the attributions of a document.
    pub(crate) fn fill(&mut self, input: TransferInput<'_>) {
        let Self { innermost, cue, order } = self;
        let (tokens, attributions) = (input.segmentation.tokens(), input.attributions);
        innermost.clear();
        innermost.resize(tokens.len(), NONE);
        cue.clear();
        cue.resize(tokens.len(), false);
        order.clear();
        order.extend(0..attributions.len() as u32);
        let length = |at: u32| -> u32 {
            attributions[at as usize].content.spans.iter().map(|span| span.len()).sum()
        };
        order.sort_unstable_by_key(|&at| Reverse((length(at), at)));
        for &at in &*order {
            let attribution = &attributions[at as usize];
            for &span in &attribution.content.spans {
                innermost[tokens.within(span).indices()].fill(at);
            }
            for &span in &attribution.cue.spans {
                cue[tokens.within(span).indices()].fill(true);
            }
        }
    }

    /// The innermost attribution in whose content the token is.
    pub(crate) fn innermost(&self, token: u32) -> Option<u32> {
        Some(self.innermost[token as usize]).filter(|&at| at != NONE)
    }

    /// Whether the token belongs to the cue of an attribution.
    pub(crate) fn is_cue(&self, token: u32) -> bool {
        self.cue[token as usize]
    }
}
