//! The day that a dateline names is the day that the others are counted from.

use sayso::{Analyzer, Article, Date};

/// The value of "Thursday" in a text that was published on `date`, if that is known.
fn thursday(text: &str, date: Option<&str>) -> String {
    let article = Article { date: date.and_then(Date::parse), ..Article::from(text) };
    let analysis = Analyzer::new().analyze(article);
    let mentions = analysis.entities.mentions();
    let day = mentions.iter().find(|m| &text[m.range] == "Thursday").expect("a day");
    day.value.expect("a value").to_string()
}

#[test]
fn a_dateline_with_a_year_dates_the_text() {
    let text = "RIGA, 12 March 2019 (Coastal News) – The harbour will be dredged on Thursday, the port said.";
    assert_eq!(thursday(text, None), "2019-03-14");
    // What is known from elsewhere is known better.
    assert_eq!(thursday(text, Some("2020-06-01")), "2020-06-04");
    let undated =
        "RIGA, March 12 (Coastal News) – The harbour will be dredged on Thursday, the port said.";
    assert_eq!(thursday(undated, None), "-W-4");
}

#[test]
fn it_dates_every_part_of_a_long_text() {
    let filler = "The port was open. ".repeat(Analyzer::WHOLE / 19);
    let text = format!(
        "RIGA, 12 March 2019 (Coastal News) – The harbour is deep.\n\n{filler}\n\nIt will be dredged on Thursday."
    );
    assert_eq!(thursday(&text, None), "2019-03-14");
}
