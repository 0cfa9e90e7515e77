//! The names in the labels of turns, which models of names do not expect there: "MR. LUND:", "Leila Haddad:".

use sayso_lexicon::{Look, lists};
use sayso_text::{TokenId, TokenRange, TurnRole};

use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;

/// What takes turns is somebody's name, where it is no noun.
const SURE: f32 = 0.8;
/// Shorter words may be initials.
const SHORTEST: usize = 3;

/// Adds the names of speakers to the mentions, and makes people of those that are something else.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let found = mentions.len();
    let turns = context.segmentation.turns();
    let first = turns.first().map_or(0, |turn| turn.speaker.start());
    for turn in turns {
        if turn.role != TurnRole::Named {
            continue;
        }
        let Some((name, titled)) = name(context, turn.speaker) else { continue };
        if name.len() == 1 {
            in_full(context, name.start(), first, taken, mentions);
        }
        // "SPIEGEL:"
        let last = context.word(name.end() - 1).to_lowercase();
        let outlet = lists::SOURCE_NAMES.get(&last) == Some("outlet")
            || name.indices().any(|at| context.hints[at].is(NameClass::Outlet));
        if !titled && outlet {
            continue;
        }
        if name.indices().all(|at| !taken[at]) {
            mentions.push(context.person(name, SURE));
            taken[name.indices()].fill(true);
        } else if titled {
            let near = mentions[..found].partition_point(|m| m.tokens.end() <= name.start());
            if let Some(mention) = mentions[..found].get_mut(near)
                && mention.tokens.start() >= turn.speaker.start()
                && mention.tokens.end() == name.end()
                && mention.form == MentionForm::Name
            {
                // "MS. O'BRIEN" may have been taken for a body with all its words.
                mention.kind = EntityKind::Person;
                mention.tokens = name;
                mention.range = context.segmentation.tokens().cover(name);
            }
        }
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// Adds the full name of a speaker that stands in the heading, where no sentence shows it to be a name: "Press briefing by
/// Press Secretary Ned Lund".
fn in_full(
    context: &Context<'_>,
    surname: u32,
    first: u32,
    taken: &mut [bool],
    mentions: &mut Vec<Mention>,
) {
    const HEADING: u32 = 400;
    let wanted = context.lexemes[surname as usize].word;
    let written =
        |t: u32| matches!(context.lexemes[t as usize].look, Look::Capital | Look::Capitals);
    for at in first.saturating_sub(HEADING).max(1)..first {
        let own = context.lexemes[at as usize].word == wanted && written(at) && !taken[at as usize];
        let title = || {
            let word = context.word(at - 1).trim_end_matches('.').to_lowercase();
            lists::NAME_TITLES.get(&word).is_some() || lists::OFFICES.contains(&word)
        };
        if own && written(at - 1) && !taken[at as usize - 1] && !title() {
            let tokens = TokenRange::new(at - 1, at + 1);
            mentions.push(context.person(tokens, SURE));
            taken[tokens.indices()].fill(true);
        }
    }
}

/// The name in a label, and whether a title is before it; none where there is an office alone: "THE COURT".
fn name(context: &Context<'_>, label: TokenRange) -> Option<(TokenRange, bool)> {
    let title = |t: u32| {
        lists::NAME_TITLES.get(&context.word(t).trim_end_matches('.').to_lowercase()).is_some()
    };
    let comma = label.ids().map(TokenId::raw).find(|&t| context.word(t) == ",");
    let end = comma.filter(|&t| t > label.start()).unwrap_or(label.end());
    // "PRESS SECRETARY LUND", but not "MAYOR".
    let holds = |t: u32| lists::OFFICES.contains(&context.word(t).to_lowercase());
    let behind = (label.start()..end.saturating_sub(1)).rev().find(|&t| title(t) || holds(t));
    let from = behind.map_or(label.start(), |t| t + 1);
    let start = (from..end).find(|&t| context.word(t) != ".")?;
    let named = |t: u32| {
        let look = context.lexemes[t as usize].look;
        matches!(look, Look::Capital | Look::Capitals)
            || matches!(context.word(t), "-" | "." | "’" | "'")
    };
    let whole = (start..end).all(named) && end - start <= 4;
    let titled = start > label.start();
    // "THE COURT", "REPORTER", "LH".
    let word = context.word(end - 1).to_lowercase();
    let noun = || lists::SOURCE_NOUNS.get(&word).is_some() || lists::OFFICES.contains(&word);
    // "SECRETARY GENERAL"
    let untitled = behind.is_none_or(|t| !title(t));
    let office = context.is(label.start(), &["the"])
        || untitled && noun()
        || !titled && end - start == 1 && word.len() <= SHORTEST;
    (whole && !office).then(|| (TokenRange::new(start, end), titled))
}
