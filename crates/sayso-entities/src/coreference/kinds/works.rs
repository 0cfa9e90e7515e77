//! What is said to be a work: "the novel Emma Grey".

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::super::state::Context;

/// Whose a work may be.
const OWNERS: &[&str] = &["his", "her", "its", "their", "my", "our"];

/// Whether the text says that a name is the title of a book, a film or the like: "the novel Emma Grey", "“Anna Lind” is a
/// film".
pub(super) fn is_titled_work(context: &Context<'_>, name: TokenRange) -> bool {
    const MARKS: &[&str] = &["\"", "“", "”", "‘", "’", "'"];
    let work = |t: u32| {
        context.in_list(t, &lists::WORK_NOUNS) && context.lexemes[t as usize].look == Look::Lower
    };
    let mark = |t: u32| context.is(t, MARKS);
    let marked = name.start() > 0 && mark(name.start() - 1);
    let before = name.start().checked_sub(1 + u32::from(marked));
    let after = name.end() + u32::from(mark(name.end()));
    // "his film Anna Lind", but not "in the film Anna Lind plays", "the musical’s Anna Lind".
    let named = before.is_some_and(|t| {
        let owned =
            t > 0 && (context.is(t - 1, OWNERS) || t > 1 && context.is(t - 1, &["'s", "’s"]));
        let article = t > 0 && context.is(t - 1, &["the", "a"]);
        work(t) && (marked || owned || article && !follows_preposition(context, t - 1))
    });
    // "Anna Lind is a moving film", "Anna Lind, a film about loss".
    let told = || {
        let is = context.is(after, &["is", "was"]);
        let article = context.is(after + 1, &["a", "an", "the"]);
        let noun = (after + 2..after + 4).find(|&t| work(t));
        (is || context.is(after, &[","]))
            && article
            && noun.is_some_and(|t| context.same_sentence(name.start(), t))
    };
    named || told()
}

fn follows_preposition(context: &Context<'_>, token: u32) -> bool {
    token > 0 && context.is(token - 1, &["in", "of", "for", "from", "on", "with"])
}
