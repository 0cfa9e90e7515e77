//! When a transfer happens: the date that belongs to its trigger.

use sayso_entities::Value;
use sayso_syntax::Upos;

use crate::document::Sentence;
use crate::draft::Draft;
use crate::transfer::TransferTime;

/// The nearest date attached to the trigger, to what is given, or to the verb of which a noun is an argument.
pub(crate) fn of(sentence: Sentence<'_>, draft: &Draft) -> Option<TransferTime> {
    let things = draft.things.iter().map(|found| found.head).filter(|&t| t != draft.head);
    let receivers = draft.receivers.iter().map(|found| found.head).filter(|&t| t > draft.head);
    let above = sentence
        .head(draft.head)
        .filter(|&t| sentence.upos(draft.head) == Upos::Noun && sentence.upos(t) == Upos::Verb);
    let heads = [draft.head].into_iter().chain(things).chain(receivers).chain(above);
    let mut children = heads.flat_map(|head| sentence.children(head));
    children.find_map(|child| {
        let mention = sentence.mention(child)?;
        let when = match mention.value? {
            Value::Date(when) => when,
            Value::Time { day, .. } => day,
            _ => return None,
        };
        Some(TransferTime { span: mention.range, when })
    })
}
