//! Nicknames in quotation marks within a name: `Robert "Bob" Hale` is one name, whatever the model makes of its parts.

use sayso_lexicon::{Lexeme, Look};
use sayso_linear::text_hash;

use crate::kind::EntityKind;
use crate::merge::NameSpan;
use sayso_text::TokenRange;

const MARKS: [&str; 5] = ["\"", "“", "”", "‘", "’"];
/// The most words of a nickname: "Pretty Boy".
const LONGEST: u32 = 2;

/// Joins the parts of such names; names in order.
pub(crate) fn join(lexemes: &[Lexeme], names: &mut Vec<NameSpan>) {
    let mark = |t: u32| {
        lexemes.get(t as usize).is_some_and(|l| {
            l.look == Look::Punctuation && MARKS.iter().any(|m| l.word == text_hash(m))
        })
    };
    let capital = |t: u32| lexemes.get(t as usize).is_some_and(|l| l.look == Look::Capital);
    for i in 0..names.len() {
        // "Bill" of `William “Bill” Kerr`, where that is all that the model finds.
        let inner = names[i].tokens;
        let before = inner.start().checked_sub(2).filter(|&t| capital(t) && mark(t + 1));
        if let Some(before) = before.filter(|_| mark(inner.end()) && capital(inner.end() + 1))
            && names[i].kind == EntityKind::Person
            && i.checked_sub(1).is_none_or(|last| names[last].tokens.end() <= before)
        {
            names[i].tokens = TokenRange::new(before, before + 1);
        }
        let name = names[i];
        // "Robert" of `Robert "Bob" Hale`.
        let opens = name.tokens.end();
        if name.kind != EntityKind::Person || !mark(opens) {
            continue;
        }
        let closes = (opens + 2..opens + 2 + LONGEST)
            .find(|&t| mark(t))
            .filter(|&closes| (opens + 1..closes).all(capital));
        let Some(closes) = closes.filter(|&closes| capital(closes + 1)) else { continue };
        let last = names[i + 1..].iter().find(|next| next.tokens.end() > closes);
        let last = last.filter(|next| next.tokens.start() <= closes + 1);
        // A family name that the model passes over.
        let end = match last {
            Some(next) if next.kind != EntityKind::Person => continue,
            Some(next) => next.tokens.end(),
            None => closes + 2,
        };
        names[i].tokens = TokenRange::new(name.tokens.start(), end);
    }
    names.dedup_by(|next, name| next.tokens.start() < name.tokens.end());
}
