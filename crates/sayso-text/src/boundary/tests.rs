//! Sentences of news text, parted by `|` where one must end.

use crate::Segmentation;

#[track_caller]
fn check(expected: &str) {
    let text = expected.replace("| ", " ");
    let segmentation = Segmentation::of(&text);
    let found: Vec<_> =
        segmentation.sentences().iter().map(|&s| &text[segmentation.tokens().cover(s)]).collect();
    assert_eq!(found.join("| "), expected);
}

#[test]
fn abbreviations_and_initials() {
    check("Gen. Kovalenko met Sen. J. D. Vance at 5 p.m. on Tuesday.| The U.S. envoy left.");
    check("Lockheed Martin Corp. makes them.| He works for Briggs & Co.| It closed yesterday.");
    check("See p. 55 of report No. 7, e.g. the map.| George H.W. Bush signed it.");
    check("The shells were made in the U.S.| However, nobody saw them.");
    check("At 5 a.m. Mr. Putin was in St. Petersburg, the mayor said.");
}

#[test]
fn ellipses() {
    check("“We will ... answer,” he said.| Then he left...| Nobody followed.");
    check("The shells . . . were old.| They did not explode . . . .| Nobody was hurt.");
    check("It was weakened by many of them.| . . . The practice was not abandoned.");
}

#[test]
fn quotations() {
    check("“We will answer.”| The minister left.");
    check("“Will you answer?” he asked.| “No!” she said.");
    check("\"It is a lie.\"| Moscow denied it.");
    check("Ruth leads the Harbour Workers' Union, a body.| It met.");
    check("He said: “It is over.| We lost.”| Then he left.");
}

#[test]
fn questions_and_brackets() {
    check("Who fired them?| Why?!| Nobody knows.");
    check("They met (in Geneva) twice.| (It rained.)| Nobody came.");
    check("He works at Yahoo! in Virginia.");
}

#[test]
fn numbers_and_addresses() {
    check(
        "They fired 12.5 tons.| 120 people died.| See www.example.org.| Write to a.b@example.org.",
    );
}

#[test]
fn lists_in_one_paragraph() {
    check("1) The first item| 2) The second item");
    check("• 9. The first item| • 10. The second item");
    check("a. The shells| b. The missiles| c. The drones");
    check("1. Moscow denied it.| 2. Kyiv did not.");
}

#[test]
fn headlines_and_wrapped_lines() {
    let sentences = |text: &str| Segmentation::of(text).sentences().len();
    assert_eq!(
        sentences("Pyongyang denies arms supplies\nKYIV — The minister left. He was tired."),
        3
    );
    let mail = "The ministry said on Tuesday that the two governments had agreed to\n\
                meet again within the month, though neither side would say where\n\
                the talks would be held or who would take part in them this time.\n\
                A spokesman for the embassy declined to comment on the report, and\n\
                the ministry did not return calls.";
    assert_eq!(sentences(mail), 2);
}
