//! Turns: `speaker> piece | piece`.

use crate::Segmentation;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let text = text.replace(" ⏎ ", "\n\n");
    let segmentation = Segmentation::of(&text);
    let tokens = segmentation.tokens();
    let show = |turn: &crate::Turn| {
        let pieces = segmentation.turn_pieces(*turn).iter().map(|&p| &text[tokens.cover(p)]);
        format!("{}> {}", &text[tokens.cover(turn.speaker)], pieces.collect::<Vec<_>>().join(" | "))
    };
    let found: Vec<_> = segmentation.turns().iter().map(show).collect();
    assert_eq!(found, expected);
}

#[test]
fn briefings() {
    check(
        "MR. LUND: Good afternoon. We begin. ⏎ Q Is the bridge safe, Josh? ⏎ MR. LUND: It is. (Laughter.) ⏎ \
         I crossed it. ⏎ Q When? ⏎ MR. LUND: Today. [Applause] Thank you. ⏎ END 1:31 P.M.",
        &[
            "MR. LUND> Good afternoon. We begin.",
            "Q> Is the bridge safe, Josh?",
            "MR. LUND> It is. | I crossed it.",
            "Q> When?",
            "MR. LUND> Today. | Thank you.",
        ],
    );
}

#[test]
fn hearings_and_interviews() {
    check(
        "Evidence of Capt. Farr ⏎ Q. What did you do? ⏎ A. I slowed the ship. ⏎ THE CHAIR: Why? ⏎ A. The door was open. ⏎ \
         (The inquiry rose at 12.40.)",
        &[
            "Q.> What did you do?",
            "A.> I slowed the ship.",
            "THE CHAIR> Why?",
            "A.> The door was open.",
        ],
    );
    check(
        "Ana Ruiz met Leila Haddad. ⏎ Ana Ruiz: How did you start? ⏎ Leila Haddad: I was bored. ⏎ He told me so. ⏎ AR: And now? ⏎ \
         LH: I cook. ⏎ The restaurant opens in May.",
        &[
            "Ana Ruiz> How did you start?",
            "Leila Haddad> I was bored. | He told me so.",
            "AR> And now?",
            "LH> I cook.",
        ],
    );
    check(
        "Senator Lund. Thank you. I have one question. ⏎ Ms. Ruiz. Yes, Senator. ⏎ Senator Lund. Were you there? ⏎ \
         Ms. Ruiz. I was.",
        &[
            "Senator Lund> Thank you. I have one question.",
            "Ms. Ruiz> Yes, Senator.",
            "Senator Lund> Were you there?",
            "Ms. Ruiz> I was.",
        ],
    );
    check(
        "THE COURT: Are you ready? MS. RUIZ: Yes, your honor. THE COURT: We begin.",
        &["THE COURT> Are you ready?", "MS. RUIZ> Yes, your honor.", "THE COURT> We begin."],
    );
}

#[test]
fn broadcasts_and_parliaments() {
    check(
        "ANA RUIZ, HOST: Good morning. You have the floor. ⏎ LUND: Thank you. ⏎ (SOUNDBITE OF MUSIC) ⏎ RUIZ: Why now? ⏎ \
         LUND: Because it rains. ⏎ UNIDENTIFIED WOMAN: Go home!",
        &[
            "ANA RUIZ, HOST> Good morning. You have the floor.",
            "LUND> Thank you.",
            "RUIZ> Why now?",
            "LUND> Because it rains.",
            "UNIDENTIFIED WOMAN> Go home!",
        ],
    );
    check(
        "Mr Lund (Leith) (Lab): I thank my friend. ⏎ The Minister for Rail (Ana Ruiz): We will act. ⏎ Mr Lund: Will you? ⏎ \
         Ana Ruiz: I will. ⏎ Mr Lund: When? ⏎ Ana Ruiz: Today.",
        &[
            "Mr Lund> I thank my friend.",
            "The Minister for Rail> We will act.",
            "Mr Lund> Will you?",
            "Ana Ruiz> I will.",
            "Mr Lund> When?",
            "Ana Ruiz> Today.",
        ],
    );
    check(
        "Q. Were you there? A. I was. Q. And he? A. He was not.",
        &["Q.> Were you there?", "A.> I was.", "Q.> And he?", "A.> He was not."],
    );
}

#[test]
fn one_question_has_one_answer() {
    check("Q: What is next? ⏎ A: I plan to rest.", &["Q> What is next?", "A> I plan to rest."]);
}

#[test]
fn labels_of_other_things() {
    check("WHO: The mayor ⏎ WHAT: A speech for you ⏎ WHEN: Tuesday ⏎ WHERE: City Hall", &[]);
    check("Mayor: No new taxes ⏎ The mayor said so. ⏎ Minister: We will stay", &[]);
    check(
        "TRUMP: “We won it all.” ⏎ THE FACTS: He did not. ⏎ TRUMP: “I built it.” ⏎ THE FACTS: He did not.",
        &[],
    );
    check("Starters: Soup. ⏎ Mains: Fish. ⏎ Starters: Eggs. ⏎ Mains: Beef.", &[]);
    check(
        "Water: You should water at night. ⏎ Soil: Use your own. ⏎ Water: Collect it in your barrel. ⏎ Soil: Turn it.",
        &[],
    );
    check("A Ministry spokesman left. ⏎ Q Branch is closed.", &[]);
}
