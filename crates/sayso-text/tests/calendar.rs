//! Dates survive being written and read again.

use proptest::prelude::*;
use sayso_text::Date;

proptest! {
    #[test]
    fn days_survive_a_round_trip(days in -719_528i64..=2_932_896) {
        let date = Date::from_days_since_1970(days);
        prop_assert_eq!(date.days_since_1970(), days);
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn any_text_is_a_date_or_none(text in "(\\PC|[0-9./: -]|Nov|May|st){0,24}") {
        let _ = Date::parse(&text);
    }
}
