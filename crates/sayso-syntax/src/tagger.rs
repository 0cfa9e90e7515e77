//! The part-of-speech tagger: reads the scores of layer 1 of the network.

use sayso_linear::{ModelError, ModelFile};

use crate::labels::{Upos, Xpos};
use crate::network::{Encoder, TAGS, Weights, first_best, wide};
use crate::syntax::Tag;

/// The pairs of universal and Penn tag that the tagger knows.
#[derive(Debug)]
pub(crate) struct Tagger {
    tags: Vec<Tag>,
}

impl Tagger {
    pub(crate) fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        const DAMAGED: ModelError = ModelError::Damaged { part: "tags" };
        let tag = |[upos, xpos]: &[u8; 2]| {
            let upos = *Upos::ALL.get(usize::from(*upos))?;
            Some(Tag { upos, xpos: *Xpos::ALL.get(usize::from(*xpos))? })
        };
        let names = file.next_rows::<2>("tags")?;
        let tags: Option<Vec<Tag>> = names.iter().map(tag).collect();
        let tags = tags.filter(|tags| (1..=TAGS).contains(&tags.len())).ok_or(DAMAGED)?;
        Ok(Self { tags })
    }

    /// The section that [`read`](Self::read) reads.
    #[cfg(feature = "train")]
    pub(crate) fn write(tags: &[Tag]) -> Vec<u8> {
        tags.iter().flat_map(|tag| [tag.upos as u8, tag.xpos as u8]).collect()
    }

    /// Appends the tags of a sentence that `encoder` has read.
    pub(crate) fn tag(&self, encoder: &mut Encoder, weights: &Weights, tags: &mut Vec<Tag>) {
        encoder.score_tags(weights);
        encoder.tags.clear();
        let best = |scores: &[i16; TAGS]| first_best(&scores[..self.tags.len()]) as u8;
        wide(|| encoder.tags.extend(encoder.tag_scores.iter().map(best)));
        tags.extend(encoder.tags.iter().map(|&tag| self.tags[usize::from(tag)]));
    }
}
