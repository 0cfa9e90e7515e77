//! Numbers, and the units written against them.

use super::chunk::Chunk;

/// Units that are words of their own after a number ("5kg", "11:30am", "$3M"), in lower case.
const UNITS: &[&str] = &[
    "m", "k", "b", "bn", "bln", "mn", "mln", "mil", "tn", "trn", "am", "pm", "mm", "cm", "km",
    "kg", "mg", "ft", "lb", "lbs", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "kw", "mw",
    "gw", "kwh", "mwh", "mph", "kph", "hr", "hrs", "min", "mins", "sec", "secs", "sqft", "oz",
    "ml", "f", "p", "kt", "kv",
];

impl Chunk<'_> {
    /// Where the number that begins at `at` ends: digits, with the signs that group them.
    ///
    /// `12,000`, `10,00,000`, `3.5`, `3:29`, `16/11/2004`, `2015-11-18` and `713-654-0365` are whole;
    /// `1969-1970` is three tokens.
    pub(super) fn number_end(&self, at: usize) -> usize {
        let mut end = self.digits_end(at);
        let mut last_group = end - at;
        let mut groups_by_dash = 1;
        while end < self.end {
            let sign = self.byte(end);
            let next = self.digits_end(end + 1);
            let group = next.saturating_sub(end + 1);
            let joined = group > 0
                && match sign {
                    b'.' | b'/' | b':' => true,
                    b',' => group == 3 || group == 2 && last_group <= 2 && self.lakhs_go_on(next),
                    // Telephone numbers and dates, but not ranges.
                    b'-' => {
                        let more =
                            next < self.end && self.byte(next) == b'-' && self.digit_at(next + 1);
                        groups_by_dash > 1 || more || last_group == 3 && group == 4
                    }
                    _ => false,
                };
            if !joined {
                break;
            }
            groups_by_dash += usize::from(sign == b'-');
            last_group = group;
            end = next;
        }
        end
    }

    /// Whether groups of two digits end in one of three from the comma at `at` on: `10,00,000`.
    fn lakhs_go_on(&self, mut at: usize) -> bool {
        // More groups than any sum has.
        for _ in 0..8 {
            if at >= self.end || self.byte(at) != b',' {
                return false;
            }
            let next = self.digits_end(at + 1);
            match next - at - 1 {
                3 => return true,
                2 => at = next,
                _ => return false,
            }
        }
        false
    }

    fn digits_end(&self, at: usize) -> usize {
        if at >= self.end {
            return at;
        }
        let digits =
            self.text.as_bytes()[at..self.end].iter().take_while(|b| b.is_ascii_digit()).count();
        at + digits
    }
}

/// Whether the letters `unit` after a number are a word of their own.
pub(super) fn is_unit(unit: &str) -> bool {
    unit.len() <= 4 && UNITS.iter().any(|u| unit.eq_ignore_ascii_case(u))
}
