//! The words that expressions with a value are made of. Every token is looked up once; most are none.

use std::sync::LazyLock;

use sayso_text::{TokenId, TokenKind, TokenRange, Tokens};

use super::money::CURRENCIES;
use super::quantity::UNITS;
use crate::calendar::Date;

/// What part a word can play in an expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Class {
    #[default]
    None,
    /// Begins with a digit.
    Digits,
    Web,
    /// zero to nineteen.
    Small(u8),
    /// twenty, thirty, ...
    Tens(u8),
    /// hundred, million: the exponent of ten.
    Scale(u8),
    /// hundreds, millions.
    Scales(u8),
    /// m, bn, k behind digits.
    ShortScale(u8),
    Dozen,
    Dozens,
    Half,
    Few,
    Couple,
    Ordinal(u8),
    Month(u8),
    Weekday(u8),
    Period(Period),
    Season(u8),
    DayPart(DayPart),
    /// yesterday, today, tomorrow, tonight.
    Day(i8),
    Noon(u16),
    Meridiem(bool),
    /// Quarters of an hour before or behind UTC.
    Zone(i8),
    Unit(u8),
    Currency(u8),
    Percent,
    Per,
    Old,
    Ago,
    Last,
    Next,
    This,
    Past,
    Coming,
    Following,
    Previous,
    Recent,
    Early,
    Mid,
    Late,
    /// later, earlier.
    Shift,
    /// mid-June.
    MidJoined,
    End,
    A,
    The,
    Of,
    And,
    To,
    Or,
    Dash,
}

/// A length of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Period {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// Minutes since midnight, from and to.
    pub(crate) const fn minutes(self) -> (u16, u16) {
        match self {
            Self::Morning => (6 * 60, 12 * 60),
            Self::Afternoon => (12 * 60, 18 * 60),
            Self::Evening => (18 * 60, 22 * 60),
            Self::Night => (20 * 60, 24 * 60),
        }
    }
}

const FIXED: &[(&str, Class)] = {
    use self::DayPart as Part;
    use self::Period as Span;
    use Class::*;
    &[
        ("zero", Small(0)),
        ("one", Small(1)),
        ("two", Small(2)),
        ("three", Small(3)),
        ("four", Small(4)),
        ("five", Small(5)),
        ("six", Small(6)),
        ("seven", Small(7)),
        ("eight", Small(8)),
        ("nine", Small(9)),
        ("ten", Small(10)),
        ("eleven", Small(11)),
        ("twelve", Small(12)),
        ("thirteen", Small(13)),
        ("fourteen", Small(14)),
        ("fifteen", Small(15)),
        ("sixteen", Small(16)),
        ("seventeen", Small(17)),
        ("eighteen", Small(18)),
        ("nineteen", Small(19)),
        ("twenty", Tens(20)),
        ("thirty", Tens(30)),
        ("forty", Tens(40)),
        ("fifty", Tens(50)),
        ("sixty", Tens(60)),
        ("seventy", Tens(70)),
        ("eighty", Tens(80)),
        ("ninety", Tens(90)),
        ("hundred", Scale(2)),
        ("thousand", Scale(3)),
        ("million", Scale(6)),
        ("lakh", Scale(5)),
        ("crore", Scale(7)),
        ("billion", Scale(9)),
        ("trillion", Scale(12)),
        ("tens", Scales(1)),
        ("hundreds", Scales(2)),
        ("thousands", Scales(3)),
        ("millions", Scales(6)),
        ("billions", Scales(9)),
        ("trillions", Scales(12)),
        ("k", ShortScale(3)),
        ("m", ShortScale(6)),
        ("mn", ShortScale(6)),
        ("mln", ShortScale(6)),
        ("b", ShortScale(9)),
        ("bn", ShortScale(9)),
        ("tn", ShortScale(12)),
        ("trn", ShortScale(12)),
        ("dozen", Dozen),
        ("dozens", Dozens),
        ("half", Half),
        ("few", Few),
        ("several", Few),
        ("couple", Couple),
        ("first", Ordinal(1)),
        ("second", Ordinal(2)),
        ("third", Ordinal(3)),
        ("fourth", Ordinal(4)),
        ("fifth", Ordinal(5)),
        ("january", Month(1)),
        ("jan", Month(1)),
        ("jan.", Month(1)),
        ("february", Month(2)),
        ("feb", Month(2)),
        ("feb.", Month(2)),
        ("march", Month(3)),
        ("mar", Month(3)),
        ("mar.", Month(3)),
        ("april", Month(4)),
        ("apr", Month(4)),
        ("apr.", Month(4)),
        ("may", Month(5)),
        ("june", Month(6)),
        ("jun", Month(6)),
        ("jun.", Month(6)),
        ("july", Month(7)),
        ("jul", Month(7)),
        ("jul.", Month(7)),
        ("august", Month(8)),
        ("aug", Month(8)),
        ("aug.", Month(8)),
        ("september", Month(9)),
        ("sep", Month(9)),
        ("sep.", Month(9)),
        ("sept", Month(9)),
        ("sept.", Month(9)),
        ("october", Month(10)),
        ("oct", Month(10)),
        ("oct.", Month(10)),
        ("november", Month(11)),
        ("nov", Month(11)),
        ("nov.", Month(11)),
        ("december", Month(12)),
        ("dec", Month(12)),
        ("dec.", Month(12)),
        ("monday", Weekday(1)),
        ("mon.", Weekday(1)),
        ("tuesday", Weekday(2)),
        ("tue.", Weekday(2)),
        ("tues.", Weekday(2)),
        ("wednesday", Weekday(3)),
        ("wed.", Weekday(3)),
        ("thursday", Weekday(4)),
        ("thu.", Weekday(4)),
        ("thurs.", Weekday(4)),
        ("friday", Weekday(5)),
        ("fri.", Weekday(5)),
        ("saturday", Weekday(6)),
        ("sat.", Weekday(6)),
        ("sunday", Weekday(7)),
        ("sun.", Weekday(7)),
        ("seconds", Period(Span::Second)),
        ("sec", Period(Span::Second)),
        ("secs", Period(Span::Second)),
        ("minute", Period(Span::Minute)),
        ("minutes", Period(Span::Minute)),
        ("min", Period(Span::Minute)),
        ("mins", Period(Span::Minute)),
        ("hour", Period(Span::Hour)),
        ("hours", Period(Span::Hour)),
        ("hr", Period(Span::Hour)),
        ("hrs", Period(Span::Hour)),
        ("day", Period(Span::Day)),
        ("days", Period(Span::Day)),
        ("week", Period(Span::Week)),
        ("weeks", Period(Span::Week)),
        ("weekend", Period(Span::Weekend)),
        ("weekends", Period(Span::Weekend)),
        ("month", Period(Span::Month)),
        ("months", Period(Span::Month)),
        ("quarter", Period(Span::Quarter)),
        ("quarters", Period(Span::Quarter)),
        ("year", Period(Span::Year)),
        ("years", Period(Span::Year)),
        ("yr", Period(Span::Year)),
        ("yrs", Period(Span::Year)),
        ("decade", Period(Span::Decade)),
        ("decades", Period(Span::Decade)),
        ("century", Period(Span::Century)),
        ("centuries", Period(Span::Century)),
        ("winter", Season(0)),
        ("spring", Season(1)),
        ("summer", Season(2)),
        ("autumn", Season(3)),
        ("fall", Season(3)),
        ("morning", DayPart(Part::Morning)),
        ("afternoon", DayPart(Part::Afternoon)),
        ("evening", DayPart(Part::Evening)),
        ("night", DayPart(Part::Night)),
        ("yesterday", Class::Day(-1)),
        ("today", Class::Day(0)),
        ("tomorrow", Class::Day(1)),
        ("tonight", Class::Day(2)),
        ("noon", Noon(12 * 60)),
        ("midday", Noon(12 * 60)),
        ("midnight", Noon(0)),
        ("a.m.", Meridiem(false)),
        ("a.m", Meridiem(false)),
        ("am", Meridiem(false)),
        ("p.m.", Meridiem(true)),
        ("p.m", Meridiem(true)),
        ("pm", Meridiem(true)),
        ("gmt", Zone(0)),
        ("utc", Zone(0)),
        ("bst", Zone(4)),
        ("cet", Zone(4)),
        ("cest", Zone(8)),
        ("eet", Zone(8)),
        ("msk", Zone(12)),
        ("ist", Zone(22)),
        ("jst", Zone(36)),
        ("et", Zone(-20)),
        ("est", Zone(-20)),
        ("est.", Zone(-20)),
        ("edt", Zone(-16)),
        ("ct", Zone(-24)),
        ("cst", Zone(-24)),
        ("cdt", Zone(-20)),
        ("mst", Zone(-28)),
        ("mdt", Zone(-24)),
        ("pt", Zone(-32)),
        ("pst", Zone(-32)),
        ("pdt", Zone(-28)),
        ("%", Percent),
        ("percent", Percent),
        ("percentage", Percent),
        ("pct", Percent),
        ("per", Per),
        ("old", Old),
        ("ago", Ago),
        ("last", Last),
        ("next", Next),
        ("this", This),
        ("past", Past),
        ("coming", Coming),
        ("upcoming", Coming),
        ("following", Following),
        ("previous", Previous),
        ("preceding", Previous),
        ("recent", Recent),
        ("early", Early),
        ("mid", Mid),
        ("late", Late),
        ("later", Shift),
        ("earlier", Shift),
        ("end", End),
        ("beginning", End),
        ("start", End),
        ("a", A),
        ("an", A),
        ("the", The),
        ("of", Of),
        ("and", And),
        ("to", To),
        ("through", To),
        ("until", To),
        ("or", Or),
        ("-", Dash),
        ("–", Dash),
        ("—", Dash),
        ("‐", Dash),
        ("‑", Dash),
    ]
};

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
    for (word, class) in FIXED.iter().copied().chain(units).chain(currencies) {
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
                if known.is_empty() || known.as_bytes() == lower {
                    return class;
                }
                slot = (slot + 1) % SLOTS;
            }
        }
        TokenKind::Quote | TokenKind::Hashtag | TokenKind::Emoji => Class::None,
    }));
}

/// One sentence as the rules see it. Positions are token indices of the document; outside the sentence
/// there is nothing.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) classes: &'a [Class],
    pub(crate) sentence: TokenRange,
    /// Nothing before this token may be taken: an expression ends there.
    pub(crate) floor: u32,
    /// The document's date.
    pub(crate) today: Option<Date>,
}

impl<'a> Words<'a> {
    #[inline]
    pub(crate) fn class(&self, at: u32) -> Class {
        if self.has(at) { self.classes[at as usize] } else { Class::None }
    }

    pub(crate) fn has(&self, at: u32) -> bool {
        self.sentence.contains(TokenId::new(at))
    }

    /// The class of the token before `at`, if it is still free.
    pub(crate) fn class_before(&self, at: u32) -> Class {
        if at > self.floor { self.class(at - 1) } else { Class::None }
    }

    pub(crate) fn word(&self, at: u32) -> &'a str {
        if self.has(at) { &self.text[self.tokens.range(TokenId::new(at))] } else { "" }
    }

    pub(crate) fn is(&self, at: u32, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_any(&self, at: u32, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// Whether the token before `at` is one of `words`, taken or not.
    pub(crate) fn follows(&self, at: u32, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    pub(crate) fn capital(&self, at: u32) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether no white space parts `at` from the token before.
    pub(crate) fn glued(&self, at: u32) -> bool {
        self.has(at) && !self.tokens.space_before(TokenId::new(at))
    }
}
