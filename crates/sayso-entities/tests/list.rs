//! Names that users bring along.

use sayso_entities::{Entities, EntityFinder, EntityKind, UserList};
use sayso_text::Segmenter;

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
    let (list, conflicts) = UserList::read(TABLE.as_bytes()).unwrap();
    assert_eq!(conflicts, []);
    let layout = Segmenter::new().segment(text);
    EntityFinder::default().find_listed(text, &layout, Some(&list), None)
}

/// The words, the name and the link of every mention that is listed.
fn listed(text: &str) -> Vec<(String, String, String)> {
    let entities = find(text);
    let sure = entities.mentions().iter().filter(|mention| mention.confidence == 1.0);
    sure.map(|mention| {
        let listing = entities.listing(mention.entity.unwrap()).unwrap();
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
    assert_eq!(entities.listing(ids[0].unwrap()).unwrap().canonical, "Kyiv");
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
fn what_is_wrong_has_a_line() {
    let wrong = |table: &str| UserList::read(table.as_bytes()).unwrap_err().to_string();
    let kind = wrong("name,kind\nKyiv,place\nLviv,town\n");
    assert!(
        kind.starts_with("line 3: kind `town` is none of person, organisation, place"),
        "{kind}"
    );
    assert_eq!(wrong("kind,name\nplace,\n"), "line 2: has no name");
    let column = "line 1: has no column `kind`; begin with the line name,kind,canonical,link";
    assert_eq!(wrong("name\nKyiv\n"), column);
    let broken = UserList::read(b"name,kind\nKy\xffiv,place\n".as_slice()).unwrap_err();
    assert_eq!(broken.to_string(), "line 2: cannot be read (no UTF-8)");
}

#[test]
fn the_first_kind_counts() {
    let table = "name,kind\nKyiv,place\nKyiv,organisation\nKyiv,place\n";
    let (_, conflicts) = UserList::read(table.as_bytes()).unwrap();
    let said: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["line 3: `Kyiv` is of kind organisation here but place in line 2, which counts"]
    );
}
