//! Reading a text: window by window, then cue by cue.

use sayso_text::TextRange;

use crate::layer::{LayerScratch, WIDTH};
use crate::math::exp;
use crate::model::{EncoderModel, Mark, WINDOW};
use crate::wordpiece::{Piece, WordScratch, shape};

/// The pieces of a window, and from one window to the next.
const PIECES: usize = WINDOW - 2;
const STEP: usize = 176;
/// The pieces around a cue that are labelled.
const AROUND: usize = 126;
/// A word goes on with a cue if it is more probable than this.
const MIN_INSIDE: f32 = 0.5;

/// What the encoder makes of a text.
///
/// ```
/// # #[cfg(feature = "convert")] {
/// use sayso_encoder::{EncoderModel, EncoderScratch, Reading};
///
/// let model = EncoderModel::from_bytes(sayso_encoder::convert::random(7))?;
/// let (mut scratch, mut reading) = (EncoderScratch::default(), Reading::default());
/// model.annotate("They said so.", &[], &mut scratch, &mut reading);
/// assert_eq!(reading.pieces().len(), reading.tags().len());
/// # }
/// # Ok::<(), sayso_linear::ModelError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pieces: Vec<Piece>,
    looks: Vec<(u8, bool)>,
    tags: Vec<[f32; 3]>,
    cues: Vec<Cue>,
    labels: Vec<[f32; 3]>,
}

/// A cue, in pieces.
#[derive(Clone, Copy, Debug)]
struct Cue {
    first: usize,
    end: usize,
    /// The pieces that are labelled.
    from: usize,
    to: usize,
    /// Where their labels begin.
    labels: usize,
}

/// A cue that the encoder found, with what is around it.
#[derive(Clone, Copy, Debug)]
pub struct CueReading<'r> {
    /// The pieces of the cue, by their places.
    pub pieces: (usize, usize),
    /// The place of the first piece that has labels.
    pub from: usize,
    /// For each piece from there on, the logarithms of the probabilities that it is neither, source and content.
    pub labels: &'r [[f32; 3]],
}

/// Working memory that one text leaves to the next: keep one for each thread.
#[derive(Debug, Default)]
pub struct EncoderScratch {
    word: WordScratch,
    layer: LayerScratch,
    /// Two windows after the lower layers: the one before, and the one that was read last.
    windows: [Vec<f32>; 2],
    states: Vec<f32>,
}

impl Reading {
    /// Less probable words are no cues.
    pub const MIN_CUE: f32 = 0.4;

    /// The word pieces of the text, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// For each piece, the logarithms of the probabilities that it is outside cues, begins one and is inside one.
    pub fn tags(&self) -> &[[f32; 3]] {
        &self.tags
    }

    /// The cues, in order.
    pub fn cues(&self) -> impl Iterator<Item = CueReading<'_>> {
        self.cues.iter().map(|cue| CueReading {
            pieces: (cue.first, cue.end),
            from: cue.from,
            labels: &self.labels[cue.labels..][..cue.to - cue.from],
        })
    }

    /// Finds further cues among the pieces that have tags.
    fn find_cues(&mut self, listed: &[TextRange], is_last: bool) {
        let known = self.tags.len();
        let mut at = self.cues.last().map_or(0, |cue| cue.end);
        let word_end = |at: usize| {
            let rest = &self.pieces[at + 1..];
            at + 1 + rest.iter().take_while(|piece| piece.continues).count()
        };
        let word = |at: usize, end: usize| {
            let mut mean = [0.0; 3];
            for tag in &self.tags[at..end.min(known)] {
                mean.iter_mut().zip(tag).for_each(|(mean, p)| *mean += exp(*p));
            }
            let count = (end.min(known) - at) as f32;
            let is_listed = listed.iter().any(|range| range.overlaps(self.pieces[at].range));
            (mean.map(|sum| sum / count), is_listed)
        };
        while at < known {
            let end = word_end(at);
            let (tag, is_listed) = word(at, end);
            if 1.0 - tag[0] <= Self::MIN_CUE && !is_listed {
                at = end;
                continue;
            }
            let (first, mut end) = (at, end);
            while end < known {
                let next = word_end(end);
                let (tag, next_listed) = word(end, next);
                let begins = tag[1] > tag[2] && tag[1] > 0.5;
                let goes_on = 1.0 - tag[0] > MIN_INSIDE && !begins && !is_listed;
                if !(goes_on || is_listed && next_listed) {
                    break;
                }
                end = next;
            }
            if end >= known && !is_last {
                break;
            }
            self.cues.push(Cue { first, end, from: 0, to: 0, labels: 0 });
            at = end;
        }
    }
}

impl EncoderModel {
    /// Replaces `reading` by that of `text`, in which the `listed` ranges are cues whatever the model makes of them.
    pub fn annotate(
        &self,
        text: &str,
        listed: &[TextRange],
        scratch: &mut EncoderScratch,
        reading: &mut Reading,
    ) {
        let Reading { pieces, looks, tags, cues, labels } = reading;
        self.vocabulary.cut(text, &mut scratch.word, pieces);
        looks.clear();
        let mut end = 0;
        for piece in &*pieces {
            // Parts of one character can be pieces: a syllable of Hangul is.
            let between = text.get(end..piece.range.start() as usize);
            let begins = between.is_some_and(|between| between.contains('\n'));
            end = piece.range.end() as usize;
            looks.push((shape(&text[piece.range]), begins));
        }
        tags.clear();
        cues.clear();
        labels.clear();
        let count = pieces.len();
        // Of each window, the cues that begin in its middle are labelled when the next one has been read, so that
        // other cues near them are known.
        let mut before: Option<(usize, usize)> = None;
        if count == 0 {
            return;
        }
        let mut start = 0;
        loop {
            let end = count.min(start + PIECES);
            let is_last = end == count;
            let low = reading.tags.len();
            let high = if is_last { end } else { end - (PIECES - STEP) / 2 };
            scratch.windows.swap(0, 1);
            let EncoderScratch { layer, windows, states, .. } = scratch;
            let [_, window] = windows;
            let (pieces, looks) = (&reading.pieces[start..end], &reading.looks[start..end]);
            self.lower(pieces, looks, window, layer);
            states.clone_from(window);
            let rows = (low - start + 1, high - start + 1);
            self.tag(states, end - start + 2, rows, &mut reading.tags, layer);
            reading.find_cues(listed, is_last);
            if let Some(before) = before {
                self.label_cues(before, low, 0, scratch, reading);
            }
            if is_last {
                self.label_cues((start, end), count, 1, scratch, reading);
                break;
            }
            before = Some((start, end));
            start += STEP;
        }
    }

    /// Labels the pieces around the next cues, up to those that begin at piece `until`, in a window of which the states
    /// are known.
    fn label_cues(
        &self,
        (start, end): (usize, usize),
        until: usize,
        window: usize,
        scratch: &mut EncoderScratch,
        reading: &mut Reading,
    ) {
        let done = reading.cues.iter().rposition(|cue| cue.to > 0).map_or(0, |last| last + 1);
        for at in done..reading.cues.len() {
            let Cue { first, end: cue_end, .. } = reading.cues[at];
            if first >= until {
                break;
            }
            let middle = (first + cue_end.min(end)) / 2;
            let to = (middle.saturating_sub(AROUND / 2).max(start) + AROUND).min(end);
            let from = to.saturating_sub(AROUND).max(start);
            let EncoderScratch { windows, states, layer, .. } = &mut *scratch;
            states.clear();
            // The first row is the mark of the beginning.
            states.extend_from_slice(
                &windows[window][(from - start + 1) * WIDTH..(to - start + 1) * WIDTH],
            );
            let others = reading.cues.partition_point(|cue| cue.end <= from);
            let mut others = reading.cues[others..].iter().peekable();
            let marks = (from..to).map(|piece| {
                while others.next_if(|cue| cue.end <= piece).is_some() {}
                match others.peek() {
                    _ if (first..cue_end).contains(&piece) => Mark::Cue,
                    Some(cue) if cue.first <= piece => Mark::OtherCue,
                    _ => Mark::None,
                }
            });
            let labels = reading.labels.len();
            self.label(states, marks, &mut reading.labels, layer);
            reading.cues[at] = Cue { from, to, labels, ..reading.cues[at] };
        }
    }
}
