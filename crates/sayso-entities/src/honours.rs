//! Honours, degrees and seats after names: "Oona Fairweather KC" is called Oona Fairweather.

use sayso_lexicon::{Lexeme, Look, lists};
use sayso_linear::text_hash;
use sayso_text::TokenRange;

use crate::kind::EntityKind;
use crate::merge::NameSpan;

/// The most words of a name that only what stands after it shows to be a person's.
const LONGEST: u32 = 3;

/// Takes them out of names, and drops those that were taken for names.
pub(crate) fn cut(lexemes: &[Lexeme], names: &mut Vec<NameSpan>) {
    let is_honour = |t: u32| {
        let lexeme = &lexemes[t as usize];
        lexeme.look != Look::Lower && lists::POST_NOMINALS.contains_hash(lexeme.word)
    };
    let capital = |t: u32| lexemes[t as usize].look == Look::Capital;
    for name in names.iter_mut() {
        let mut end = name.tokens.end();
        while end > name.tokens.start() + 2 && is_honour(end - 1) {
            end -= 1;
        }
        let own = TokenRange::new(name.tokens.start(), end);
        let body = lists::BODY_TYPES.get_hash(lexemes[end as usize - 1].word).is_some()
            || lists::COMPANY_WORDS.contains_hash(lexemes[end as usize - 1].word);
        let cut = end < name.tokens.end() && !body;
        let plain = || own.len() <= LONGEST && own.ids().all(|t| capital(t.raw()));
        match name.kind {
            EntityKind::Person if cut => name.tokens = own,
            // "Oona Fairweather KC", but not "Ontario Liberal MPP".
            EntityKind::Organisation if cut && plain() && !is_seat(lexemes, end) => {
                name.tokens = own;
                name.kind = EntityKind::Person;
            }
            _ => {}
        }
    }
    names.dedup_by(|name, person| {
        let comma = u32::from(lexemes[person.tokens.end() as usize].word == text_hash(","));
        person.kind == EntityKind::Person
            && person.tokens.len() > 1
            && name.tokens.len() == 1
            && is_honour(name.tokens.start())
            && name.tokens.start() == person.tokens.end() + comma
    });
}

/// Whether it is a seat or degree that bodies and offices are called by as well: "Labour MP".
fn is_seat(lexemes: &[Lexeme], token: u32) -> bool {
    let seats = ["md", "mep", "mla", "mlc", "mp", "mpp", "msp"];
    seats.iter().any(|seat| lexemes[token as usize].word == text_hash(seat))
}
