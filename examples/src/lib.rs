//! Small programs that use the library: `cargo run -p examples --example NAME`.
//!
//! | name | what it shows |
//! | --- | --- |
//! | `who_said_what` | sources, cues, contents and stances of one article |
//! | `own_names_and_cues` | a gazetteer and a list of cues of your own |
//! | `entities` | names, what they refer to, and values of numbers and dates |
//! | `explain` | why there is an attribution, and why there is none |
//! | `many_articles` | articles in memory, on all cores, with rayon |
//! | `corpus_report` | from a folder of articles to records and a report |
