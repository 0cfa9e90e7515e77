//! Entities and coreference in the last column of GUM: `Entity=(12-person-new-...-1-coref`, closed by `12)`.

use std::collections::HashMap;

use super::treebank::TreebankDocument;

/// A mention of an entity.
#[derive(Clone, Debug)]
pub(crate) struct GoldMention {
    pub(crate) sentence: usize,
    /// Word indices in the sentence, the last included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The same in all mentions of one thing in the document.
    pub(crate) group: u32,
    pub(crate) kind: String,
    /// Its head words, counted from 0 within the mention.
    pub(crate) head: Vec<usize>,
}

/// All mentions of a document, by where they begin, the longer first.
pub(crate) fn mentions(document: &TreebankDocument) -> Vec<GoldMention> {
    let mut mentions = Vec::new();
    // Open mentions by group; one of the same group may be open in another.
    let mut open: HashMap<u32, Vec<usize>> = HashMap::new();
    for (sentence, gold) in document.sentences.iter().enumerate() {
        for (at, word) in gold.words.iter().enumerate() {
            let Some(column) = word.misc.split('|').find_map(|f| f.strip_prefix("Entity=")) else {
                continue;
            };
            let mut rest = column;
            while !rest.is_empty() {
                if let Some(body) = rest.strip_prefix('(') {
                    let end = body.find(['(', ')']).unwrap_or(body.len());
                    let fields: Vec<&str> = body[..end].split('-').collect();
                    let group = number(fields[0]);
                    let heads = fields.get(5).copied().unwrap_or("1");
                    mentions.push(GoldMention {
                        sentence,
                        first: at,
                        last: at,
                        group,
                        kind: fields.get(1).copied().unwrap_or_default().to_owned(),
                        head: heads
                            .split(',')
                            .filter_map(|n| n.parse::<usize>().ok()?.checked_sub(1))
                            .collect(),
                    });
                    open.entry(group).or_default().push(mentions.len() - 1);
                    rest = &body[end..];
                    // A mention of one word is closed at once.
                    if let Some(after) = rest.strip_prefix(')') {
                        close(&mut open, &mut mentions, group, sentence, at);
                        rest = after;
                    }
                } else {
                    let end = rest.find(')').unwrap_or(rest.len());
                    close(&mut open, &mut mentions, number(&rest[..end]), sentence, at);
                    rest = rest.get(end + 1..).unwrap_or("");
                }
            }
        }
    }
    mentions.sort_by_key(|m| (m.sentence, m.first, std::cmp::Reverse(m.last)));
    mentions
}

fn number(text: &str) -> u32 {
    text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
}

fn close(
    open: &mut HashMap<u32, Vec<usize>>,
    mentions: &mut [GoldMention],
    group: u32,
    sentence: usize,
    at: usize,
) {
    if let Some(index) = open.get_mut(&group).and_then(Vec::pop)
        && mentions[index].sentence == sentence
    {
        mentions[index].last = at;
    }
}
