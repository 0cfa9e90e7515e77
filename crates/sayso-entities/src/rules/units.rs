//! Currencies and units of measurement, from the lists in `data`.

use std::sync::LazyLock;

/// A symbol or code with its words.
pub(super) type Unit = (&'static str, Vec<&'static str>);

/// ISO 4217 codes with their signs and words.
pub(super) static CURRENCIES: LazyLock<Vec<Unit>> =
    LazyLock::new(|| read(include_str!("../../data/currencies.tsv")));

/// Symbols of units with their words.
pub(super) static UNITS: LazyLock<Vec<Unit>> =
    LazyLock::new(|| read(include_str!("../../data/units.tsv")));

/// Squares and cubes of lengths.
pub(super) const POWERS: &[(&str, &str, &str)] = &[
    ("km", "km2", "km3"),
    ("m", "m2", "m3"),
    ("cm", "cm2", "cm3"),
    ("mi", "mi2", "mi3"),
    ("ft", "ft2", "ft3"),
    ("in", "in2", "in3"),
    ("yd", "yd2", "yd3"),
];

/// The code of "Jordanian dinars": the currency of a country whose unit has the same name elsewhere.
pub(super) fn currency_of(country: &str, unit: &str) -> Option<&'static str> {
    rows(include_str!("../../data/currencies_by_country.tsv")).find_map(|line| {
        let mut fields = line.split('\t');
        let (of, stem, code) = (fields.next()?, fields.next()?, fields.next()?);
        let starts = unit.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
        (country.eq_ignore_ascii_case(of) && starts).then_some(code)
    })
}

fn read(list: &'static str) -> Vec<Unit> {
    let rows = rows(list).filter_map(|line| line.split_once('\t'));
    rows.map(|(symbol, words)| (symbol, words.split(' ').collect())).collect()
}

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}
