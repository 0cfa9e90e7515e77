//! Names that users bring along.

use sayso_entities::{Entities, EntityKind, Gazetteer};

const TABLE: &str = "\
name,kind,canonical,link
Kiev,place,Kyiv,Q1899
Kyiv,place,,Q1899
Kyiv P,weapon,,
Kyiv Post,organisation,,
lone rider,platform,Lone Rider,
9/11,event,September 11 attacks,Q10806
John Smith,person,,p-1
Jack Smith,person,,p-2
";

fn find(text: &str) -> Entities {
    let list = Gazetteer::read(TABLE.as_bytes()).unwrap();
    Entities::with(text, Some(&list), None)
}

/// The words, the name and the link of every mention that is listed.
fn listed(text: &str) -> Vec<(String, String, String)> {
    let entities = find(text);
    let sure = entities.mentions().iter().filter(|mention| mention.confidence == 1.0);
    sure.map(|mention| {
        let listing = entities.gazetteer_entry(mention.entity.unwrap()).unwrap();
        assert_eq!(listing.kind, mention.kind);
        (text[mention.range].to_owned(), listing.canonical.clone(), listing.link.clone())
    })
    .collect()
}

fn words(text: &str) -> Vec<String> {
    listed(text).into_iter().map(|(words, ..)| words).collect()
}

#[test]
fn the_longest_whole_name_counts() {
    assert_eq!(words("He reads the Kyiv Post."), ["Kyiv Post"]);
    assert_eq!(words("The Kyiv Police said so."), ["Kyiv"]);
    assert_eq!(words("The Kyivan Rus fell."), [""; 0]);
    assert_eq!(words("The Kyiv\nPost said so."), ["Kyiv\nPost"]);
}

#[test]
fn capitals_are_kept_and_small_letters_are_not() {
    assert_eq!(
        words("A Lone Rider, a LONE RIDER and a lone rider."),
        ["Lone Rider", "LONE RIDER", "lone rider"]
    );
    assert_eq!(words("They read the KYIV POST."), [""; 0]);
}

#[test]
fn one_link_is_one_thing() {
    let entities = find("Kiev is what he calls Kyiv.");
    let ids: Vec<_> =
        entities.mentions().iter().filter(|m| m.confidence == 1.0).map(|m| m.entity).collect();
    assert!(ids.len() == 2 && ids[0] == ids[1]);
    assert_eq!(entities.gazetteer_entry(ids[0].unwrap()).unwrap().canonical, "Kyiv");
}

#[test]
fn a_name_counts_more_than_a_date() {
    let entities = find("She was there on 9/11 with John Smith and Jack Smith.");
    let events = entities.mentions().iter().filter(|m| m.kind == EntityKind::Event).count();
    assert_eq!(events, 1);
    let people = entities.entities().iter().filter(|e| e.kind == EntityKind::Person).count();
    assert_eq!(people, 2);
}

#[test]
fn patterns_tell_kinds() {
    let table = "\
pattern,kind,canonical,link
Kh-\\d+[A-Z]*,weapon,,
(?i)operation [a-z]+,event,,
(NY|New York) Post,organisation,New York Post,Q211374
";
    let list = Gazetteer::default().with_patterns(table.as_bytes()).unwrap();
    let text = "Two Kh-101 and a Kh-59MK fell in OPERATION Anvil, the NY\nPost said. The Kh-101-like Kh-101s did not. \
        The New York Post agreed.";
    let entities = Entities::with(text, Some(&list), None);
    let sure: Vec<_> = entities.mentions().iter().filter(|m| m.confidence == 1.0).collect();
    let words: Vec<_> = sure.iter().map(|m| &text[m.range]).collect();
    assert_eq!(
        words,
        ["Kh-101", "Kh-59MK", "OPERATION Anvil", "NY\nPost", "Kh-101", "New York Post"]
    );
    assert_ne!(sure[0].entity, sure[1].entity);
    assert_eq!(sure[3].entity, sure[5].entity);
    assert_eq!(entities.gazetteer_entry(sure[3].entity.unwrap()).unwrap().link, "Q211374");
    assert_eq!(entities.gazetteer_entry(sure[0].entity.unwrap()), None);
}

#[test]
fn wrong_patterns_have_a_line() {
    let read = |table: &str| Gazetteer::default().with_patterns(table.as_bytes());
    let wrong = |table: &str| read(table).unwrap_err().to_string();
    assert_eq!(
        wrong("pattern,kind\nKh-[0-9,weapon\n"),
        "line 2: pattern cannot be used (unclosed character class)"
    );
    assert_eq!(wrong("pattern,kind\nKh-1,weapon\n,weapon\n"), "line 3: has no pattern");
    assert_eq!(
        wrong("pattern,kind\nx*,weapon\n"),
        "line 2: pattern cannot be used (it matches where there is nothing)"
    );
    assert_eq!(
        wrong("name,kind\nx,weapon\n"),
        "line 1: has no column `pattern`; begin with the line pattern,kind,canonical,link"
    );
    assert_eq!(
        wrong("pattern,kind\nKh-1,weapon\nKh-1,work\n"),
        "line 3: `Kh-1` is work here but weapon in line 2; correct one of the two"
    );
    let names = Gazetteer::read(TABLE.as_bytes()).unwrap();
    let wrong =
        names.with_patterns("pattern,kind,link\nK[iy]+v,event,Q1899\n".as_bytes()).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "line 2: `Q1899` is event here but place in the list of names; correct one of the two"
    );
}

#[test]
fn what_is_wrong_has_a_line() {
    let wrong = |table: &str| Gazetteer::read(table.as_bytes()).unwrap_err().to_string();
    let kind = wrong("name,kind\nKyiv,place\nLviv,town\n");
    assert!(
        kind.starts_with("line 3: kind `town` is none of person, organisation, place"),
        "{kind}"
    );
    assert_eq!(wrong("kind,name\nplace,\n"), "line 2: has no name");
    let column = "line 1: has no column `kind`; begin with the line name,kind,canonical,link";
    assert_eq!(wrong("name\nKyiv\n"), column);
    let broken = Gazetteer::read(b"name,kind\nKy\xffiv,place\n".as_slice()).unwrap_err();
    assert_eq!(broken.to_string(), "line 2: cannot be read (no UTF-8)");
}

#[test]
fn no_row_contradicts_another() {
    let wrong = |rows: &str| {
        let table = format!("name,kind,canonical,link\n{rows}");
        Gazetteer::read(table.as_bytes()).unwrap_err().to_string()
    };
    assert_eq!(
        wrong("Kyiv,place,,\nLviv,place,,\nKyiv,organisation,,\n"),
        "line 4: `Kyiv` is organisation here but place in line 2; correct one of the two"
    );
    assert_eq!(
        wrong("Kyiv,place,,\nKyiv,place,,\n"),
        "line 3: `Kyiv` is listed in line 2 already; keep one of the two"
    );
    assert_eq!(
        wrong("Kiev,place,,Q1899\nKyiv,organisation,,Q1899\n"),
        "line 3: `Q1899` is organisation here but place in line 2; correct one of the two"
    );
    assert_eq!(
        wrong("Kiev,place,,Q1899\nKyiv,place,Kyiv,Q1899\nKief,place,Kief,Q1899\n"),
        "line 4: `Q1899` is Kief here but Kyiv in line 3; correct one of the two"
    );
}

#[test]
fn one_row_names_all_with_its_link() {
    let table = "name,kind,canonical,link\nKiev,place,,Q1899\nKyiv,place,Kyiv,Q1899\n";
    let list = Gazetteer::read(table.as_bytes()).unwrap();
    let entities = Entities::with("He went to Kiev.", Some(&list), None);
    let found = entities.ids().find_map(|id| entities.gazetteer_entry(id));
    assert_eq!(found.unwrap().canonical, "Kyiv");
}
