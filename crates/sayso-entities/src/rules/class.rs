//! The part that a word can play in an expression with a value.

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
    /// m, bn, k after digits.
    ShortScale(u8),
    Dozen,
    Dozens,
    Half,
    Few,
    Couple,
    /// first to ninetieth.
    Ordinal(u8),
    /// hundredth, millionth: the exponent of ten.
    OrdinalScale(u8),
    /// thirds, fifths: what divides.
    Part(u8),
    /// hundredths, millionths: the exponent of ten that divides.
    PartScale(u8),
    /// ½ and the like.
    Vulgar,
    Month(u8),
    Weekday(u8),
    Period(Period),
    Season(u8),
    DayPart(DayPart),
    /// yesterday, today, tomorrow, tonight.
    Day(i8),
    Noon(u16),
    Meridiem(bool),
    /// Quarters of an hour ahead of or behind UTC.
    Zone(i8),
    Unit(u8),
    Currency(u8),
    /// "USD115": three letters and digits.
    Coded,
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
    /// same, that: the one just spoken of.
    Same,
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

/// A length of time, the shortest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Period {
    pub(crate) const ALL: [Self; 12] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Weekend,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Weekend => "weekend",
            Self::Fortnight => "fortnight",
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
