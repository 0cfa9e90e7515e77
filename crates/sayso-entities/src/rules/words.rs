//! The list of words that expressions with a value are made of. Every token is looked up once; most are none.

use std::sync::LazyLock;

use sayso_text::{TokenKind, Tokens};

use super::class::{Class, DayPart, Period};
use super::units::{CURRENCIES, UNITS};

/// The class that the list calls `name`.
fn class_named(name: &str) -> Option<Class> {
    let (name, value) = name.split_once(' ').unwrap_or((name, ""));
    let number = || value.parse::<u8>().ok();
    let signed = || value.parse::<i8>().ok();
    Some(match name {
        "small" => Class::Small(number()?),
        "tens" => Class::Tens(number()?),
        "scale" => Class::Scale(number()?),
        "scales" => Class::Scales(number()?),
        "short-scale" => Class::ShortScale(number()?),
        "ordinal" => Class::Ordinal(number()?),
        "ordinal-scale" => Class::OrdinalScale(number()?),
        "part" => Class::Part(number()?),
        "part-scale" => Class::PartScale(number()?),
        "vulgar" => Class::Vulgar,
        "month" => Class::Month(number()?),
        "weekday" => Class::Weekday(number()?),
        "season" => Class::Season(number()?),
        "day" => Class::Day(signed()?),
        "zone" => Class::Zone(signed()?),
        "noon" => Class::Noon(value.parse().ok()?),
        "meridiem" => Class::Meridiem(value == "pm"),
        "period" => Class::Period(Period::ALL.into_iter().find(|period| period.as_str() == value)?),
        "day-part" => Class::DayPart(match value {
            "morning" => DayPart::Morning,
            "afternoon" => DayPart::Afternoon,
            "evening" => DayPart::Evening,
            _ => DayPart::Night,
        }),
        "dozen" => Class::Dozen,
        "dozens" => Class::Dozens,
        "half" => Class::Half,
        "few" => Class::Few,
        "couple" => Class::Couple,
        "percent" => Class::Percent,
        "per" => Class::Per,
        "old" => Class::Old,
        "ago" => Class::Ago,
        "last" => Class::Last,
        "next" => Class::Next,
        "this" => Class::This,
        "past" => Class::Past,
        "coming" => Class::Coming,
        "following" => Class::Following,
        "previous" => Class::Previous,
        "same" => Class::Same,
        "recent" => Class::Recent,
        "early" => Class::Early,
        "mid" => Class::Mid,
        "late" => Class::Late,
        "shift" => Class::Shift,
        "end" => Class::End,
        "a" => Class::A,
        "the" => Class::The,
        "of" => Class::Of,
        "and" => Class::And,
        "to" => Class::To,
        "or" => Class::Or,
        "dash" => Class::Dash,
        _ => return None,
    })
}

/// The longest word in the table, in bytes.
const LONGEST: usize = 14;
const SLOTS: usize = 2048;

struct Table {
    slots: Vec<(&'static str, Class)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut slots = vec![("", Class::None); SLOTS];
    let units = UNITS
        .iter()
        .enumerate()
        .flat_map(|(i, unit)| unit.1.iter().map(move |&word| (word, Class::Unit(i as u8))));
    let currencies = CURRENCIES.iter().enumerate().flat_map(|(i, currency)| {
        currency.1.iter().map(move |&word| (word, Class::Currency(i as u8)))
    });
    // A word keeps its first class.
    let list = include_str!("../../data/value_words.tsv").lines();
    let rows = list.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let fixed = rows.filter_map(|(name, words)| Some((class_named(name)?, words)));
    let fixed = fixed.flat_map(|(class, words)| words.split(' ').map(move |word| (word, class)));
    for (word, class) in fixed.chain(units).chain(currencies) {
        debug_assert!(word.len() <= LONGEST, "{word}");
        let mut slot = hash(word.as_bytes());
        while !slots[slot].0.is_empty() && slots[slot].0 != word {
            slot = (slot + 1) % SLOTS;
        }
        if slots[slot].0.is_empty() {
            slots[slot] = (word, class);
        }
    }
    Table { slots }
});

fn hash(word: &[u8]) -> usize {
    let step = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = word.iter().fold(0x811c_9dc5, step);
    (hash ^ hash >> 15) as usize % SLOTS
}

/// Writes the class of every token into `classes`, which is cleared.
pub(crate) fn classify(text: &str, tokens: &Tokens, classes: &mut Vec<Class>) {
    let table = &*TABLE;
    classes.clear();
    classes.extend(tokens.all().ids().map(|id| match tokens.kind(id) {
        TokenKind::Number => Class::Digits,
        TokenKind::Url | TokenKind::Email | TokenKind::Handle => Class::Web,
        TokenKind::Word | TokenKind::Symbol | TokenKind::Punctuation => {
            let word = text[tokens.range(id)].as_bytes();
            if word.len() > LONGEST {
                return Class::None;
            }
            let mut lower = [0; LONGEST];
            lower[..word.len()].copy_from_slice(word);
            let lower = &mut lower[..word.len()];
            lower.make_ascii_lowercase();
            if lower.starts_with(b"mid-") {
                return Class::MidJoined;
            }
            let mut slot = hash(lower);
            loop {
                let (known, class) = table.slots[slot];
                if known.is_empty() {
                    let coded = matches!(word, [a, b, c, d, ..] if d.is_ascii_digit()
                        && [a, b, c].iter().all(|letter| letter.is_ascii_uppercase()));
                    return if coded { Class::Coded } else { Class::None };
                }
                if known.as_bytes() == lower {
                    return class;
                }
                slot = (slot + 1) % SLOTS;
            }
        }
        TokenKind::Quote | TokenKind::Hashtag | TokenKind::Emoji => Class::None,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_class_and_no_word_has_two() {
        let mut words = std::collections::HashSet::new();
        for line in
            include_str!("../../data/value_words.tsv").lines().filter(|l| !l.starts_with('#'))
        {
            let (name, list) = line.split_once('\t').expect("a class and its words");
            assert!(class_named(name).is_some(), "{name}");
            for word in list.split(' ') {
                assert!(word.len() <= LONGEST && words.insert(word), "{word}");
            }
        }
    }
}
