//! Pairing, shown as carets under the text: `^` a quotation read as speech, `~` a term, `=` a
//! name or a title.

use crate::Segmentation;

/// `expected` is the text's lines with, under each, a line that marks the quotations of depth 0.
#[track_caller]
fn check(expected: &str) {
    let lines: Vec<&str> = expected.trim_matches('\n').lines().collect();
    let is_marks = |l: &str| !l.trim().is_empty() && l.chars().all(|c| " ^~=".contains(c));
    let text: Vec<&str> = lines.iter().copied().filter(|l| !is_marks(l)).collect();
    let text = text.join("\n");
    let segmentation = Segmentation::of(&text);
    let mut shown = vec![' '; text.chars().count()];
    for quotation in segmentation.quotations().iter().filter(|q| q.depth == 0) {
        let range = segmentation.tokens().cover(quotation.tokens);
        let start = text[..range.start() as usize].chars().count();
        let end = text[..range.end() as usize].chars().count();
        shown[start..end].fill(match quotation {
            q if q.speech => '^',
            q if q.title => '=',
            _ => '~',
        });
    }
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.lines() {
        let len = line.chars().count();
        let marks: String = shown[at..at + len].iter().collect();
        found.push(line.to_owned());
        if !marks.trim().is_empty() {
            found.push(marks.trim_end().to_owned());
        }
        at += len + 1;
    }
    let lines: Vec<&str> =
        lines.iter().map(|l| if is_marks(l) { l.trim_end() } else { l }).collect();
    assert_eq!(found, lines, "\nfound:\n{}", found.join("\n"));
}

#[test]
fn straight_and_curly_marks() {
    check(
        r#"
"We will answer," he said. "And soon."
^^^^^^^^^^^^^^^^^          ^^^^^^^^^^^
“We will answer,” he said. “And soon.”
^^^^^^^^^^^^^^^^^          ^^^^^^^^^^^
"#,
    );
}

#[test]
fn other_shapes() {
    check(
        r#"
„We will answer,“ he said. «And soon.» ``Very soon,'' she said.
^^^^^^^^^^^^^^^^^          ^^^^^^^^^^^ ^^^^^^^^^^^^^^
'We will answer,' he said. ‘It’s the workers’ day.’
^^^^^^^^^^^^^^^^^          ^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn apostrophes_are_not_marks() {
    check("The workers' rights, the '90s and rock 'n' roll in Kyiv's streets aren't quoted.");
    check("It was the Saudis' offer and the Americans' answer.");
}

#[test]
fn a_missing_closing_mark_ends_with_the_paragraph() {
    check(
        r#"
“We will answer, he said.
^^^^^^^^^^^^^^^^^^^^^^^^^
“And soon,” he added.
^^^^^^^^^^^
"We will answer, he said. "And soon," he added.
^^^^^^^^^^^^^^^^          ^^^^^^^^^^^
Nothing here is quoted.
"#,
    );
}

#[test]
fn a_missing_closing_mark_comes_before_who_speaks() {
    check(
        r#"
“The road is closed, Dorn said. Nobody knows why.
^^^^^^^^^^^^^^^^^^^^
"#,
    );
    check(
        r#"
"The road is closed, said the mayor.
^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_missing_opening_mark_begins_with_the_paragraph() {
    check(
        r#"
We will answer," he said. "And soon."
^^^^^^^^^^^^^^^^          ^^^^^^^^^^^
"#,
    );
}

#[test]
fn only_the_last_paragraph_is_closed() {
    check(
        r#"
He said: “First we fight.
         ^^^^^^^^^^^^^^^^
“Then we talk.
^^^^^^^^^^^^^^
“Then we sign,” and left.
^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn quotations_stand_in_quotations() {
    check(
        r#"
“He told me, ‘Go home,’ and I went,” she said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"He told me, "Go home," and I went," she said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
    let text = "“He told me, ‘Go home,’ and I went,” she said.";
    let segmentation = Segmentation::of(text);
    let depths: Vec<u8> = segmentation.quotations().iter().map(|q| q.depth).collect();
    assert_eq!(depths, [0, 1]);
}

#[test]
fn terms_are_kept_apart() {
    check(
        r#"
The so-called “liberators” left, and Jeffrey "Jeff" Jones read "The Art of the Deal" aloud.
              ~~~~~~~~~~~~                   ======            =====================
"#,
    );
    check(
        r#"
He called it "a very bad mistake that we will regret" on Monday.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn feet_and_inches() {
    check(r#"The 6'2" guard and the 5'11" forward said nothing."#);
}
