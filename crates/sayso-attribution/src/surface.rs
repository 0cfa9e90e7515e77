//! Attribution from words and marks alone, without grammar: the baseline that the learned extractor
//! is compared with.
//!
//! A cue verb from the lexicon, a noun phrase beside it, and a clause or quotation on the other side;
//! "according to"; a speaker's name with a colon. What needs a parse it leaves alone.

mod phrases;
mod words;

use sayso_text::{Quotation, Segmentation, TextRange, TokenId, TokenRange};

use crate::attribution::{Attribution, Content, Cue, QuotationType, Source, Stance};
use crate::cues::{CueVerb, Lexicon, Use};
use words::Words;

/// The extractor: holds its lexicon, shared between threads.
#[derive(Debug)]
pub struct Surface {
    lexicon: Lexicon,
}

impl Default for Surface {
    fn default() -> Self {
        Self::new()
    }
}

/// What a pattern found, in tokens.
#[derive(Debug, Default)]
struct Found {
    source: Option<TokenRange>,
    cue: TokenRange,
    content: Vec<TokenRange>,
}

impl Surface {
    /// Reads the lexicon.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }

    /// The attributions of `text`, whose segmentation is `segmentation`, in order of their cues.
    pub fn extract(&self, text: &str, segmentation: &Segmentation) -> Vec<Attribution> {
        let words = Words::new(text, segmentation);
        let mut attributions: Vec<Attribution> = Vec::new();
        // Content already given away: a quotation has one speaker.
        let mut taken = 0;
        for &paragraph in segmentation.paragraphs() {
            let mut quotations: Vec<Quotation> = words.speeches(paragraph).copied().collect();
            quotations.reverse();
            if let Some(found) = words.speaker_colon(paragraph) {
                attributions.push(finish(&words, &found, ":", Stance::Assert));
                continue;
            }
            let sentences = segmentation.sentences();
            let first = sentences.partition_point(|s| s.end() <= paragraph.start());
            for &sentence in sentences[first..].iter().take_while(|s| s.start() < paragraph.end()) {
                let place = Place { words: &words, paragraph, sentence, quotations: &quotations };
                for at in sentence.start()..sentence.end() {
                    if place.is_quoted(at) || at < taken {
                        continue;
                    }
                    let (found, lemma, stance) =
                        if words.is(at, "according") && words.is(at + 1, "to") {
                            (place.according_to(at), "according to", Stance::Assert)
                        } else if let Some(verb) = self.lexicon.get(words.get(at)) {
                            (place.verb(at, verb), verb.lemma, verb.stance)
                        } else {
                            continue;
                        };
                    if let Some(found) = found {
                        taken =
                            found.content.iter().map(|c| c.end()).max().unwrap_or(0).max(at + 1);
                        attributions.push(finish(&words, &found, lemma, stance));
                    }
                }
            }
        }
        attributions
    }
}

/// A sentence among its paragraph's quotations.
struct Place<'w, 't> {
    words: &'w Words<'t>,
    paragraph: TokenRange,
    sentence: TokenRange,
    /// Those of speech, the outermost only: one behind the other.
    quotations: &'w [Quotation],
}

impl Place<'_, '_> {
    fn is_quoted(&self, at: u32) -> bool {
        let ended = self.quotations.partition_point(|q| q.tokens.end() <= at);
        self.quotations.get(ended).is_some_and(|q| q.tokens.start() <= at)
    }

    /// The quotation that ends at `at`.
    fn quotation_before(&self, at: u32) -> Option<Quotation> {
        let ended = self.quotations.partition_point(|q| q.tokens.end() <= at);
        self.quotations[..ended].last().filter(|q| q.tokens.end() == at).copied()
    }

    fn quotation_from(&self, at: u32) -> Option<Quotation> {
        let begun = self.quotations.partition_point(|q| q.tokens.start() < at);
        self.quotations.get(begun).filter(|q| q.tokens.start() == at).copied()
    }

    /// "According to X, ..." and "..., according to X".
    fn according_to(&self, at: u32) -> Option<Found> {
        let words = self.words;
        let source = words.phrase_after(at + 2, self.sentence.end())?;
        let cue = TokenRange::new(at, at + 2);
        let opens = at == self.sentence.start()
            || words.is_connective(at - 1)
            || at - self.sentence.start() <= 2;
        let content = if opens {
            let start = words.skip_commas(source.end());
            TokenRange::new(start, words.clause_end(start, self.sentence.end()))
        } else if let Some(quotation) = self.quotation_before(words.before_comma(at)) {
            quotation.tokens
        } else {
            TokenRange::new(words.clause_start(self.sentence.start(), at), words.before_comma(at))
        };
        (!content.is_empty()).then(|| Found { source: Some(source), cue, content: vec![content] })
    }

    /// The patterns around a cue verb at `at`.
    fn verb(&self, at: u32, verb: CueVerb) -> Option<Found> {
        let words = self.words;
        let cue_start = words.auxiliaries_before(at, self.sentence.start());
        let cue = TokenRange::new(cue_start, at + 1);
        let source = words.phrase_before(cue_start, self.sentence.start());
        // A quotation before the reporting clause: "...," X said / "...," said X
        let clause_start = source.map_or(cue_start, |s| s.start());
        if let Some(quotation) = self.quotation_before(words.before_comma(clause_start))
            && matches!(verb.usage, Use::Speech | Use::Quote)
        {
            let (source, clause_end) = match source {
                Some(source) => (source, words.reporting_clause_end(at + 1, self.sentence.end())),
                None => {
                    let source = words.phrase_after(at + 1, self.sentence.end())?;
                    (source, words.reporting_clause_end(source.end(), self.sentence.end()))
                }
            };
            let mut content = vec![self.with_lead_in(quotation.tokens)];
            content.extend(self.resumed(clause_end));
            return Some(Found { source: Some(source), cue, content });
        }
        let Some(source) = source else {
            return self.inverted(at, cue, verb);
        };
        self.verb_with_subject(at, cue, source, verb)
    }

    fn verb_with_subject(
        &self,
        at: u32,
        cue: TokenRange,
        source: TokenRange,
        verb: CueVerb,
    ) -> Option<Found> {
        let words = self.words;
        let end = self.sentence.end();
        let mut start = at + 1;
        if matches!(verb.lemma, "tell" | "warn" | "inform" | "assure" | "remind" | "ask") {
            start = words.skip_recipient(start, end);
        }
        let introduced = words.skip_time(start, end);
        let after_sign = words.skip_commas(introduced);
        if let Some(quotation) = self.quotation_from(after_sign)
            && !matches!(verb.usage, Use::Other | Use::Report)
        {
            let mut content = vec![quotation.tokens];
            content.extend(self.resumed(quotation.tokens.end()));
            return Some(Found { source: Some(source), cue, content });
        }
        // "..., X said." with the claim before it.
        let closes = words.ends_clause(introduced, end);
        if closes && matches!(verb.usage, Use::Speech) && source.start() > self.sentence.start() + 2
        {
            let comma = words.before_comma(source.start());
            if comma < source.start() {
                let content =
                    TokenRange::new(words.clause_start(self.sentence.start(), comma), comma);
                return (content.len() > 2).then(|| Found {
                    source: Some(source),
                    cue,
                    content: vec![content],
                });
            }
        }
        // "X said (that) ..."
        let that = words.is(introduced, "that")
            || words.is(introduced, "whether")
            || words.is(introduced, "if");
        let clause = match verb.usage {
            Use::Speech | Use::Thought => that || words.starts_clause(introduced, end),
            Use::Evidence => that,
            Use::Report => words.starts_phrase(introduced, end),
            Use::Quote | Use::Other => false,
        };
        if !clause {
            return None;
        }
        let content = TokenRange::new(introduced, words.clause_end(introduced, end));
        (content.len() > 1).then(|| Found { source: Some(source), cue, content: vec![content] })
    }

    /// "..., says X": the claim first, then the cue, then the source.
    fn inverted(&self, at: u32, cue: TokenRange, verb: CueVerb) -> Option<Found> {
        let words = self.words;
        let comma = words.before_comma(cue.start());
        if verb.usage != Use::Speech || comma == cue.start() || comma <= self.sentence.start() + 2 {
            return None;
        }
        let source = words.phrase_after(at + 1, self.sentence.end())?;
        words.ends_clause(source.end(), self.sentence.end()).then_some(())?;
        let content = TokenRange::new(words.clause_start(self.sentence.start(), comma), comma);
        Some(Found { source: Some(source), cue, content: vec![content] })
    }

    /// A quotation with the unquoted words of its sentence before it: He is "a friend," she said.
    fn with_lead_in(&self, quotation: TokenRange) -> TokenRange {
        const LONGEST: u32 = 60;
        let start = self.sentence.start();
        if (start + 1..=start + LONGEST).contains(&quotation.start()) && !self.is_quoted(start) {
            return TokenRange::new(start, quotation.end());
        }
        quotation
    }

    /// The quotation that goes on behind a reporting clause that ends at `end`.
    fn resumed(&self, end: u32) -> Option<TokenRange> {
        let start = self.words.skip_signs(end);
        let next = self.quotation_from(start)?;
        let inside = self.paragraph.contains(TokenId::new(start));
        // Another speaker may follow: "A," X said. "B," Y said.
        let goes_on = self.words.ends_clause(next.tokens.end(), self.paragraph.end())
            || self.words.ends_with_stop(next.tokens);
        (inside && goes_on).then_some(next.tokens)
    }
}

fn finish(words: &Words<'_>, found: &Found, lemma: &str, stance: Stance) -> Attribution {
    let spans: Vec<TextRange> = found.content.iter().map(|&tokens| words.cover(tokens)).collect();
    let quoted: u32 = found.content.iter().map(|&tokens| words.quoted_tokens(tokens)).sum();
    let all: u32 = found.content.iter().map(|tokens| tokens.len()).sum();
    let quotation = match quoted {
        0 => QuotationType::Indirect,
        _ if quoted == all => QuotationType::Direct,
        _ => QuotationType::Mixed,
    };
    Attribution {
        source: Source {
            spans: found.source.map(|tokens| words.cover(tokens)).into_iter().collect(),
            ..Source::default()
        },
        cue: Cue { spans: vec![words.cover(found.cue)], lemma: lemma.to_owned(), ..Cue::default() },
        content: Content { spans, quotation },
        stance,
        hedges: Vec::new(),
        parent: None,
        continues: None,
        // Measured precision on the dev part, not a probability of this one.
        confidence: 0.5,
    }
}
