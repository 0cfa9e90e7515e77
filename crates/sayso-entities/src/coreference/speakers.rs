//! The names in the labels of turns, which models of names do not expect there: "MR. LUND:", "Leila Haddad:".

use sayso_lexicon::{Look, lists};
use sayso_text::{TokenId, TokenRange, TurnRole};

use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;

/// Labels with a title are names, and so are those of several words.
const SURE: f32 = 0.8;

/// Adds the names of speakers to the mentions, and makes people of those that are something else.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let found = mentions.len();
    for turn in context.segmentation.turns() {
        if turn.role != TurnRole::Named {
            continue;
        }
        let Some((name, titled)) = name(context, turn.speaker) else { continue };
        if name.indices().all(|at| !taken[at]) {
            if !titled && name.len() == 1 {
                continue;
            }
            mentions.push(Mention {
                tokens: name,
                range: context.segmentation.tokens().cover(name),
                kind: EntityKind::Person,
                form: MentionForm::Name,
                confidence: SURE,
                entity: None,
                link: 0.0,
                acts: false,
                value: None,
            });
            taken[name.indices()].fill(true);
        } else if titled {
            let near = mentions[..found].partition_point(|m| m.tokens.end() <= name.start());
            if let Some(mention) = mentions[..found].get_mut(near)
                && mention.tokens == name
                && mention.form == MentionForm::Name
            {
                mention.kind = EntityKind::Person;
            }
        }
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// The name in a label, and whether a title is before it; none where there is an office alone: "THE COURT".
fn name(context: &Context<'_>, label: TokenRange) -> Option<(TokenRange, bool)> {
    let title = |t: u32| {
        lists::NAME_TITLES.get(&context.word(t).trim_end_matches('.').to_lowercase()).is_some()
    };
    let comma = label.ids().map(TokenId::raw).find(|&t| context.word(t) == ",");
    let end = comma.filter(|&t| t > label.start()).unwrap_or(label.end());
    let start = (label.start()..end).find(|&t| !title(t) && context.word(t) != ".")?;
    let named = |t: u32| {
        let look = context.lexemes[t as usize].look;
        matches!(look, Look::Capital | Look::Capitals)
            || matches!(context.word(t), "-" | "." | "’" | "'")
    };
    let whole = (start..end).all(named) && end - start <= 4;
    let titled = start > label.start();
    let office = context.is(label.start(), &["the"]) || !titled && end - start < 2;
    (whole && !office).then(|| (TokenRange::new(start, end), titled))
}
