//! Names with what they refer to, and the values of numbers and dates.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use sayso::{Analyzer, Article, Date};

const TEXT: &str = "\
Andrey Kovalenko, an officer in the Ukrainian army, spoke on Friday. He said that North Korea had sent \
about 12,000 soldiers and $20 million, 5 percent more than in March.";

fn main() {
    // "Friday" needs to know when it was written.
    let article = Article { date: Date::parse("2026-03-05"), ..Article::from(TEXT) };
    let entities = Analyzer::new().analyze(article).entities;

    for id in entities.ids() {
        let entity = entities.get(id);
        print!("{} ({})", entities.name(TEXT, id), entity.kind.as_str());
        if let Some(role) = entity.role {
            print!(", {}", &TEXT[role]);
        }
        if let Some(country) = entity.country {
            print!(", country {}", country.as_str());
        }
        println!();
        for mention in entities.mentions().iter().filter(|mention| mention.entity == Some(id)) {
            println!("    {:?} {} ({:?})", mention.range, &TEXT[mention.range], mention.form);
        }
    }
    for mention in entities.mentions() {
        if let Some(value) = mention.value {
            let thing = value.thing().map_or("", |thing| &TEXT[thing]);
            println!("{} = {value} {thing}", &TEXT[mention.range]);
        }
    }
}
