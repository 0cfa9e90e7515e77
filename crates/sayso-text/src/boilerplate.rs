//! Parts of a news text that do not belong to the story: bylines, datelines, credits, prompts.
//!
//! They are known by fixed words at fixed places; what is uncertain is left to the story.

pub(crate) mod dateline;
mod heads;
mod words;

use crate::{Date, Segmentation, TextRange, TokenId, TokenRange, paragraphs};
use words::Use;

/// Bylines are in one of the first paragraphs.
const BYLINE_PARAGRAPHS: usize = 6;
/// Lines with more words are prose.
const LONGEST_BYLINE: u32 = 24;
const LONGEST_PROMPT: u32 = 40;

/// A stretch of text that is not part of the story.
///
/// ```
/// use sayso_text::{Boilerplate, BoilerplateKind, Segmentation};
///
/// let text = "KYIV, Nov. 23 (Reuters) - Ukraine said it struck.\n\n(Reporting by Jane Doe)";
/// let segmentation = Segmentation::of(text);
/// let found = Boilerplate::find(text, &segmentation);
/// assert_eq!(found[0].kind, BoilerplateKind::Dateline);
/// assert_eq!(&text[found[0].range], "KYIV, Nov. 23 (Reuters) -");
/// assert_eq!(found[0].outlet.map(|range| &text[range]), Some("Reuters"));
/// assert_eq!(found[0].date.map(|range| &text[range]), Some("Nov. 23"));
/// assert_eq!(found[1].kind, BoilerplateKind::Credits);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// What it is.
    pub kind: BoilerplateKind,
    /// Where it is.
    pub range: TextRange,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Who wrote the story.
    pub author: Option<TextRange>,
    /// Who published it.
    pub outlet: Option<TextRange>,
    /// The day on which it was sent.
    pub date: Option<TextRange>,
}

/// What a stretch of boilerplate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BoilerplateKind {
    /// By Jane Doe; November 23, 2024
    Byline,
    /// KYIV, Nov. 23 (Reuters) -
    Dateline,
    /// Reporting by Jane Doe; Editing by John Roe
    Credits,
    /// (AP Photo/Jane Doe)
    Photo,
    /// Read more: ...
    Prompt,
    /// Copyright 2024 The Wire. All rights reserved.
    Copyright,
    /// FOR IMMEDIATE RELEASE
    Release,
    /// Page 3 of 7
    Page,
}

impl BoilerplateKind {
    /// The name used in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Credits => "credits",
            Self::Photo => "photo",
            Self::Prompt => "prompt",
            Self::Copyright => "copyright",
            Self::Release => "release",
            Self::Page => "page",
        }
    }
}

impl Boilerplate {
    /// The same in a text that has `bytes` bytes and `tokens` tokens more before it.
    #[must_use]
    pub fn shifted(self, bytes: u32, tokens: u32) -> Self {
        let shifted = |range: TextRange| range.shifted(bytes);
        Self {
            kind: self.kind,
            range: shifted(self.range),
            tokens: self.tokens.shifted(tokens),
            author: self.author.map(shifted),
            outlet: self.outlet.map(shifted),
            date: self.date.map(shifted),
        }
    }

    /// Whether it ends with a colon, as the label of a speaker does.
    fn ends_in_colon(&self, text: &str) -> bool {
        text[self.range].ends_with(':')
    }

    /// The boilerplate of a text, in order.
    pub fn find(text: &str, segmentation: &Segmentation) -> Vec<Self> {
        let mut found = Vec::new();
        let mut sentence = 0;
        let all = segmentation.paragraphs().iter();
        let lines = all.map(|&tokens| Line { text, segmentation, tokens });
        let is_live = lines.filter_map(dateline::stamp).nth(1).is_some();
        let heads = heads::find(text, segmentation);
        for (i, &paragraph) in segmentation.paragraphs().iter().enumerate() {
            let line = Line { text, segmentation, tokens: paragraph };
            let first = sentence;
            while segmentation
                .sentences()
                .get(sentence)
                .is_some_and(|s| s.start() < paragraph.end())
            {
                sentence += 1;
            }
            if heads.binary_search(&i).is_ok() {
                found.push(line.found(BoilerplateKind::Page, paragraph));
                continue;
            }
            if let Some(whole) = line.whole(i < BYLINE_PARAGRAPHS) {
                found.push(whole);
                continue;
            }
            line.pages(&mut found);
            let alone = i < BYLINE_PARAGRAPHS && segmentation.turns().is_empty();
            let place = || Some(line).filter(|_| alone).and_then(dateline::place);
            // A colon after a name ends the label of a speaker, too.
            let head = dateline::find(line).filter(|head| alone || !head.ends_in_colon(text));
            found.extend(head.or_else(place));
            found.extend(Some(line).filter(|_| is_live).and_then(dateline::stamp));
            for &sentence in &segmentation.sentences()[first..sentence] {
                let rest = TokenRange::new(sentence.start(), paragraph.end());
                found.extend(Line { tokens: sentence, ..line }.sentence(rest));
                if found.last().is_some_and(|last| last.tokens == rest) {
                    break;
                }
            }
        }
        found
    }
}

/// A paragraph or sentence.
#[derive(Clone, Copy)]
struct Line<'d> {
    text: &'d str,
    segmentation: &'d Segmentation,
    tokens: TokenRange,
}

impl<'d> Line<'d> {
    fn range(&self) -> TextRange {
        self.segmentation.tokens().cover(self.tokens)
    }

    fn str(&self) -> &'d str {
        &self.text[self.range()]
    }

    /// The stretch of `tokens` as boilerplate.
    fn found(&self, kind: BoilerplateKind, tokens: TokenRange) -> Boilerplate {
        let range = self.segmentation.tokens().cover(tokens);
        Boilerplate { kind, range, tokens, author: None, outlet: None, date: None }
    }

    /// What the paragraph is, if all of it is boilerplate.
    fn whole(&self, is_head: bool) -> Option<Boilerplate> {
        let line = self.str();
        let bare = line.trim_start_matches(['(', '[', '>', '»', '•', '*', ' ']);
        let all = |kind| Some(self.found(kind, self.tokens));
        if is_head
            && self.tokens.len() <= LONGEST_BYLINE
            && let Some(byline) = self.byline(line).or_else(|| self.day())
        {
            return Some(byline);
        }
        if self.segmentation.paragraphs().len() > 1 && paragraphs::is_page_number(line) {
            return all(BoilerplateKind::Page);
        }
        if words::is_release(line) {
            return all(BoilerplateKind::Release);
        }
        if self.tokens.len() > LONGEST_PROMPT {
            return None;
        }
        if words::is_prompt(bare) && (!self.goes_on() || words::addresses_reader(bare)) {
            return all(BoilerplateKind::Prompt);
        }
        words::is_photo(line).then(|| self.found(BoilerplateKind::Photo, self.tokens))
    }

    /// Whether another sentence follows the first: news, after "More from the hospital."
    fn goes_on(&self) -> bool {
        let sentences = self.segmentation.sentences();
        let first = sentences.partition_point(|s| s.end() <= self.tokens.start());
        // "SEE ALSO:" is a sentence by itself.
        let tokens = self.segmentation.tokens();
        sentences.get(first).is_some_and(|s| {
            s.end() < self.tokens.end() && self.text[tokens.cover(*s)].ends_with(['.', '”', '"'])
        })
    }

    /// Adds the numbers of the pages that end within the paragraph.
    fn pages(&self, found: &mut Vec<Boilerplate>) {
        let text = self.str();
        if !text.contains(['\n', '\r', '\x0c']) {
            return;
        }
        let start = self.range().start();
        // Between empty lines: a number alone may end a wrapped line, and a running head is no sentence.
        let (mut block, mut page, mut after_empty, mut at) = (start, false, false, start);
        for piece in text.split_inclusive(['\n', '\r', '\x0c']) {
            let end = at + piece.len() as u32;
            let empty = piece.trim().is_empty();
            if empty && page {
                self.push_page(TextRange::new(block, at), found);
            }
            if empty {
                // What stands at the head of a page and is parted from its text.
                let feeds = piece.contains('\x0c') || page && block == at;
                (block, page, after_empty) = (end, feeds, true);
            } else {
                page |= after_empty && paragraphs::is_page_number(piece);
            }
            at = end;
        }
    }

    fn push_page(&self, range: TextRange, found: &mut Vec<Boilerplate>) {
        const LONGEST_HEAD: u32 = 24;
        let tokens = self.segmentation.tokens().within(range);
        if !tokens.is_empty() && tokens.len() <= LONGEST_HEAD {
            found.push(self.found(BoilerplateKind::Page, tokens));
        }
    }

    /// "By Jane Doe, Associated Press": names after "by", and no verb.
    fn byline(&self, line: &str) -> Option<Boilerplate> {
        let names = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by))?;
        let names = names.trim_end_matches(['.', ' ']);
        let is_name = |word: &str| {
            let word = word.trim_matches([',', '|', '/', '(', ')', '@']);
            word.is_empty()
                || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || Use::BylineLink.has(word)
        };
        let first = names.split(' ').next()?;
        if !names.split_whitespace().all(is_name)
            || !first.starts_with(char::is_uppercase)
            || Use::NotAName.has(first)
            || dateline::is_month(first)
        {
            return None;
        }
        let offset = self.range().start() + (line.len() - line.trim_start().len()) as u32 + 3;
        let end = [", ", " | ", " for ", " in ", " of ", "/"]
            .iter()
            .filter_map(|mark| names.find(mark))
            .min()
            .unwrap_or(names.len());
        let range = |from: usize, to: usize| {
            (to > from).then(|| TextRange::new(offset + from as u32, offset + to as u32))
        };
        let after = names[end..].trim_start_matches([',', '|', '/', ' ']);
        let after = ["for ", "of "].iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
        let outlet_end = after.find([',', '|', '/']).unwrap_or(after.len());
        let outlet = words::is_outlet(after[..outlet_end].trim()).then(|| {
            let from = names.len() - after.len();
            range(from, from + after[..outlet_end].trim_end().len())
        });
        let mut byline = self.found(BoilerplateKind::Byline, self.tokens);
        byline.author = range(0, names[..end].trim_end().len());
        byline.outlet = outlet.flatten();
        Some(byline)
    }

    /// "November 23, 2024", "Last updated on Monday, 3 May 2021, 10:15": a line that holds a day and nothing else.
    fn day(&self) -> Option<Boilerplate> {
        const LONGEST_DAY: u32 = 6;
        let tokens = self.segmentation.tokens();
        let word = |t: u32| &self.text[tokens.range(TokenId::new(t))];
        let end = self.tokens.end();
        let is_sign = |word: &str| !word.starts_with(char::is_alphanumeric);
        let leads_in =
            |w: &str| is_sign(w) || Use::Posted.has_any_case(w) || dateline::is_weekday(w);
        let mut start = self.tokens.ids().map(TokenId::raw).find(|&t| !leads_in(word(t)))?;
        let is_day = |t: u32| {
            word(t).starts_with(|c: char| c.is_ascii_digit()) || dateline::is_month(word(t))
        };
        if !is_day(start) {
            // "Port Alma, 3 May 2021"
            let is_name = |t: &u32| word(*t).starts_with(char::is_uppercase);
            let comma = (start..end.min(start + LONGEST_DAY)).find(|t| !is_name(t))?;
            start = (word(comma) == ",").then_some(comma + 1)?;
        }
        let date = |last: u32| tokens.cover(TokenRange::new(start, last + 1));
        let is_date = |t: &u32| {
            let text = &self.text[date(*t)];
            Date::parse(text).is_some() && !text.bytes().all(|b| b.is_ascii_digit())
        };
        let last = (start..end.min(start + LONGEST_DAY)).find(is_date)?;
        let is_time = |t: u32| {
            let word = word(t);
            !word.starts_with(char::is_alphabetic)
                || Use::Time.has(word)
                || leads_in(word)
                || dateline::is_month(word)
        };
        if !(last + 1..end).all(is_time) {
            return None;
        }
        let mut day = self.found(BoilerplateKind::Byline, self.tokens);
        day.date = Some(date(last));
        Some(day)
    }

    /// What begins with the sentence; `rest` is what the paragraph holds from there on.
    fn sentence(&self, rest: TokenRange) -> Option<Boilerplate> {
        let line = self.str();
        let bare = line.trim_start_matches(['(', '[', ' ']);
        if words::is_credits(bare) {
            return Some(self.found(BoilerplateKind::Credits, rest));
        }
        if words::is_agency_alone(line) {
            return Some(self.found(BoilerplateKind::Credits, self.tokens));
        }
        if words::is_contribution(line) {
            return Some(self.found(BoilerplateKind::Credits, self.tokens));
        }
        if words::is_copyright(bare) {
            return Some(self.found(BoilerplateKind::Copyright, self.tokens));
        }
        let photo = words::photo_in(line)?;
        let start = self.range().start();
        let range = TextRange::new(start + photo.start as u32, start + photo.end as u32);
        let tokens = self.segmentation.tokens().within(range);
        (!tokens.is_empty()).then(|| self.found(BoilerplateKind::Photo, tokens))
    }
}

#[cfg(test)]
mod tests;
