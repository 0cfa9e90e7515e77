//! Blanks in the place of markup, and what is taken for it.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(field: &str, expected: &str) {
    let blanked = blank(field);
    assert_eq!(blanked, expected);
    assert_eq!(blanked.chars().count(), field.chars().count(), "{field}");
}

#[test]
fn markup_becomes_blanks() {
    check("<p>One.</p><p>Two.</p>", "\n\n One.\n\n  \n\n Two.\n\n  ");
    check("One<br/>two <B class='a>b'>three</B>.", "One\n    two                three    .");
    check("a < b, 1<2 & c", "a < b, 1<2 & c");
    check("a<!-- <p> -->b<script>x<y</script>c", "a            b                    c");
    check("<img alt=\"é😀—\">.", "          \u{A0}😀\u{2003}  .");
    check("one\ntwo\n\nthree", "one\ntwo\n\nthree");
    check("<p>one\ntwo\n\nthree", "\n\n one two\n\nthree");
}

/// Each of these took a time that grew with the square of its length.
#[test]
fn what_is_never_closed_is_looked_for_once() {
    for (piece, blanks) in
        [("<script>", true), ("<style>", true), ("<a b=\"", false), ("<! ", false)]
    {
        let field = format!("{} he said", piece.repeat(200_000));
        let blanked = blank(&field);
        assert_eq!(blanked.chars().count(), field.chars().count(), "{piece}");
        assert_eq!(blanked.trim() == "he said", blanks, "{piece}");
    }
}

#[test]
fn references_become_characters() {
    check("&ldquo;We&rdquo;&nbsp;she", "      “We”            she");
    check("said &quot;no&quot; twice", "said      \"no\"      twice");
    check("Kim&rsquo;s and don&#8217;t", "Kim      ’s and do      n’t");
    check("no&mdash;yes", "no—      yes");
    check("caf&eacute;s, AT&amp;T.", "cafés       , AT&T    .");
    check("&#147;No&#x94; &unknown; &amp", "     “No”      &unknown; &amp");
}

#[test]
fn markup_is_noticed() {
    #[track_caller]
    fn check(field: &str, expected: bool) {
        assert_eq!(has_markup(field), expected, "{field}");
    }
    check("One.<br>Two.", true);
    check("<p class=\"a\">One.</p>", true);
    check("He said &quot;no&quot;.", true);
    check("AT&T rose; <3 and x < y > z, <unknown> too.", false);
    check("mail <joan@harbourecho.example> & co; more", false);
}

#[test]
fn stripped_text_has_no_blanks() {
    assert_eq!(
        strip("<p>We are <b>gl</b>ad, Kim&rsquo;s &amp; Co&mdash;yes.<br>No."),
        "\n\nWe are glad, Kim’s & Co—yes.\nNo."
    );
}

proptest! {
    #[test]
    fn every_character_keeps_its_place(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<br>", "<b>", "<script>", "</script>", "<!--", "-->", "&amp;", "&rsquo;", "&eacute;",
        "&quot;", "&#x1F600;", "<", ">", "&", "\"", "n", "t", "s", " ", "\n", "é", "😀", ".",
    ]), 0..30)) {
        let field = pieces.concat();
        let blanked = blank(&field);
        prop_assert_eq!(blanked.chars().count(), field.chars().count());
        strip(&field);
    }
}
