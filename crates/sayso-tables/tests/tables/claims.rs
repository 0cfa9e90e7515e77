//! The tables of claims hold what `sayso claims` says.

use rusqlite::Connection;
use sayso_report::{Aggregate, ClaimEntry, ClaimMention, ReportOptions};
use sayso_tables::{Table, TableFormat, Tables};

use crate::corpus::corpus;
use crate::support::{query, write};

#[test]
fn they_are_those_of_an_aggregate() {
    let records = corpus();
    let mut aggregate = Aggregate::new(ReportOptions::default());
    records.iter().try_for_each(|record| aggregate.add(record)).expect("whole records");
    let expected = aggregate.several_claims();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.db");
    write(&path, TableFormat::Sqlite, &records);
    let database = Connection::open(path).expect("a database");

    let claim = |claim: &ClaimEntry| {
        let count = |voice: &str| claim.mentions.iter().filter(|m| m.voice == voice).count();
        let names = |names: &[String]| serde_json::to_string(names).expect("text");
        let counts = [claim.mentions.len(), count("asserts"), count("denies"), count("withholds")];
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        let mut row = vec![claim.claim.clone(), claim.wording.clone()];
        row.extend([names(&claim.about), claim.story.clone(), names(&claim.events)]);
        row.extend([day(&claim.first), day(&claim.last)]);
        row.extend([claim.articles, claim.origins].map(|count| count.to_string()));
        row.push(names(&claim.outlets));
        row.extend(counts.map(|count| count.to_string()));
        row
    };
    let found = "SELECT claim, wording, about, story, events, first, last, CAST(documents AS TEXT), CAST(origins AS TEXT), outlets, \
        CAST(mentions AS TEXT), CAST(asserts AS TEXT), CAST(denies AS TEXT), CAST(withholds AS TEXT) FROM claims ORDER BY row";
    let expected_claims: Vec<_> = expected.claims.iter().map(claim).collect();
    assert!(expected_claims.len() > 2);
    assert_eq!(query(&database, found), expected_claims);

    let mention = |claim: &str, m: &ClaimMention| {
        let places = [m.attribution, m.start, m.end].map(|n| n.to_string());
        let mut row = vec![claim.to_owned(), m.document.clone()];
        row.extend(places);
        row.extend([m.voice.to_owned(), m.score.to_string()]);
        row
    };
    // By way of `documents` and `attributions`: the numbers are those to join on.
    let found = "SELECT m.claim, d.id, CAST(a.attribution AS TEXT), CAST(m.start AS TEXT), CAST(m.\"end\" AS TEXT), m.voice, \
        rtrim(rtrim(CAST(m.score AS TEXT), '0'), '.') FROM claim_mentions m JOIN documents d USING (document) \
        JOIN attributions a ON a.document = m.document AND a.attribution = m.attribution AND a.stance = m.stance \
        AND a.polarity = m.polarity AND m.document_id = d.id ORDER BY m.row";
    let all = expected.claims.iter();
    let all = all.flat_map(|claim| claim.mentions.iter().map(|m| mention(&claim.claim, m)));
    assert_eq!(query(&database, found), all.collect::<Vec<_>>());
}

#[test]
fn records_that_lack_a_layer_claim_nothing() {
    let mut tables = Tables::of(&[Table::Claims, Table::ClaimMentions]);
    for mut record in corpus() {
        record.entities = None;
        tables.push(&record);
    }
    assert!(tables.finish().iter().all(|(_, batch)| batch.num_rows() == 0));
}

/// A document that is read twice claims once what it claims.
#[test]
fn a_document_is_where_it_was_read_first() {
    let mut tables = Tables::of(&[Table::ClaimMentions]);
    corpus().iter().chain(&corpus()).for_each(|record| tables.push(record));
    let twice = tables.finish();
    let mut tables = Tables::of(&[Table::ClaimMentions]);
    corpus().iter().for_each(|record| tables.push(record));
    assert_eq!(twice, tables.finish());
}
