//! Web pages as they are: what stands around the article, and what the page says of itself.

use sayso_corpus::{Document, Note, ReadOptions};

use crate::support::{Folder, read};

/// The prose of every page here.
const PROSE: [&str; 3] = [
    "The harbour board decided on Thursday to lease the old fish market to a theatre company for \
     ten years, after two rounds of bids and a long evening of questions.",
    "Traders who had hoped for a food hall left before the vote, but the chair, Nadia Brook, said \
     that the doors would stay open to them on market days.",
    "The hall was built in 1911, burned in 1940 and has stood empty, roofless and fenced off, \
     since the last auction was held there nine years ago.",
];

fn page(head: &str, before: &str, after: &str) -> Document {
    let prose: String = PROSE.iter().map(|text| format!("<p>{text}</p>")).collect();
    whole(&format!(
        "<!doctype html><html lang=\"en\"><head>{head}</head><body><main><article>\
         <h1>Theatre takes the fish market</h1>{before}{prose}{after}</article></main></body></html>"
    ))
}

fn whole(html: &str) -> Document {
    let folder = Folder::with(&[("a.html", html.as_bytes())]);
    read(&folder.path("a.html"), ReadOptions::default()).remove(0).unwrap()
}

#[track_caller]
fn check(before: &str, after: &str, extra: &[&str]) {
    let document = page("", before, after);
    let text = PROSE.iter().chain(extra).copied().collect::<Vec<_>>().join("\n\n");
    assert_eq!(document.text, text);
    assert_eq!(document.notes, []);
}

#[test]
fn furniture_is_left_out() {
    let hidden = "<figure><img src=a.jpg><span class=\"off-screen\">Image copyright</span><span>PA</span>\
                  <figcaption>Nadia Brook said the vote had been close</figcaption></figure>";
    check("", hidden, &[]);
    check("<div class=\"share-bar\"><a href=#>Share</a> this story with friends</div>", "", &[]);
    check("<p><a href=/b>READ MORE: Board says bids were open to all</a></p>", "", &[]);
    check("<p>Published Thursday, 7 March 2024, 8:22 GMT</p>", "<p>Image 3 of 12</p>", &[]);
    check("<div id=\"cookie-consent\"><p>We use cookies. Accept?</p></div>", "", &[]);
    let more = "<h3>More from the harbour</h3><ul><li><a href=/c>Ferry captain says timetable will \
                change</a></li><li><a href=/d>Board denies secret talks with developer</a></li></ul>";
    check("", more, &[]);
    let button = "<p>Don't want to see this?</p>";
    check(&button.repeat(2), button, &[]);
    check("<div class=\"KeyPoints\"><ul><li>The board says it is a lease.</ul></div>", "", &[]);
    let bio = "<div class=\"post-author\"><p>Ola Lind covers harbours and loves soup.</p></div>";
    check("", bio, &[]);
    check("", "<p>This article contains affiliate links, from which we may earn.</p>", &[]);
    let slide = "Nadia Brook told the board that the roof would come first.";
    let show = format!("<figure><figcaption>{slide}</figcaption></figure><div>{slide}</div>");
    check(&show, "", &[]);
}

#[test]
fn block_quotations_get_marks() {
    let letter = "<p>In a letter, Ola Lind wrote:</p><blockquote><p>We are glad.<p>The roof is \
                  next.</blockquote>";
    check("", letter, &["In a letter, Ola Lind wrote:", "“We are glad.", "“The roof is next.”"]);
}

#[test]
fn a_caption_that_a_gallery_repeats_is_kept_once() {
    let caption =
        "Nadia Brook, left, told reporters outside the hall that the roof would come first.";
    let item = format!("<div class=\"picture\"><p>{caption}</p><p>Photo: Ola Lind, EP</p></div>");
    check("", &item.repeat(3), &[caption]);
}

#[test]
fn a_letter_in_a_box_of_its_own_joins_its_word() {
    let html = PROSE[0].replacen('T', "<span class=\"dropcap\">T</span>", 1);
    let document = whole(&format!("<article><p>{html}</p><p>{}</p><p>{}</p>", PROSE[1], PROSE[2]));
    assert!(document.text.starts_with("The harbour board"));
}

#[test]
fn a_list_of_names_does_not_outweigh_prose() {
    let names: String = (0..120)
        .map(|n| format!("<p>Signer {n}, painter</p><p>Signer {n}, Hall Friends</p>"))
        .collect();
    let prose: String = PROSE.iter().map(|text| format!("<p>{text}</p>")).collect();
    let document = whole(&format!(
        "<div><h1>A letter</h1></div><div><div>{prose}</div><div>{names}</div></div>"
    ));
    assert_eq!(document.text, PROSE.join("\n\n"));
}

#[test]
fn an_article_may_be_spread_over_many_elements() {
    let parts: String = PROSE
        .iter()
        .map(|text| format!("<div class=\"part\"><div><p>{text}</p></div></div><hr>"))
        .collect();
    let document = whole(&format!("<article><h1>Theatre</h1>{parts}</article>"));
    assert_eq!(document.text, PROSE.join("\n\n"));
}

#[test]
fn drawings_are_not_depth() {
    check(&"<p><a href=#><svg><use xlink:href=\"#i\"/></svg>Share</a></p>".repeat(700), "", &[]);
}

#[test]
fn the_date_is_iso_with_its_precision_and_origin() {
    #[track_caller]
    fn check(head: &str, before: &str, expected: &str) {
        let meta = page(head, before, "").meta;
        let extra =
            |name: &str| meta.extra.get(name).and_then(|value| value.as_str()).unwrap_or("");
        let shown = meta.date.as_deref().unwrap_or("none");
        let shown = format!("{shown} {} {}", extra("date_precision"), extra("date_origin"));
        assert_eq!(shown.trim(), expected);
    }
    let ld = |date: &str| {
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"datePublished\":\"{date}\"}}</script>"
        )
    };
    let address = "<link rel=canonical href=\"https://echo.example/story/2019/11/19/hall/42447\">";
    check(&ld("2024-03-07T09:30:00+01:00"), "", "2024-03-07T09:30:00+01:00 second json-ld");
    check(&(ld("0001-01-01T00:00:00Z") + address), "", "2019-11-19 day address");
    check(&(ld("2999-01-01") + address), "", "2019-11-19 day address");
    // Midnight in Greenwich is the evening before at the outlet.
    check(&(ld("2019-11-20T01:10:00Z") + address), "", "2019-11-19 day address");
    check("<meta name=dc.date content=2023-01-02>", "", "2023-01-02 day meta");
    check(
        "<meta name=parsely-pub-date content=\"2023-01-02T10:00Z\">",
        "",
        "2023-01-02T10:00Z minute meta",
    );
    check(
        "",
        "<time datetime=\"2024-03-07 21:05\">last night</time>",
        "2024-03-07T21:05 minute time",
    );
    check("", "<p class=\"byline\">By Ola Lind, March 7, 2024</p>", "2024-03-07 day line");
    check("", "<aside><time datetime=2020-01-01>Older</time></aside>", "none");
    check("", "", "none");
}

#[test]
fn publisher_and_title_may_be_lists_and_carry_the_site() {
    let head = "<title>Theatre takes the fish market | Harbour Echo</title>\
                <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"publisher\":\
                [{\"@type\":\"Organization\",\"name\":[\"Harbour Echo\"]}]}</script>";
    let meta = page(head, "", "").meta;
    assert_eq!(meta.publisher.as_deref(), Some("Harbour Echo"));
    assert_eq!(meta.title.as_deref(), Some("Theatre takes the fish market"));
}

#[test]
fn other_languages_are_noted_and_skipped_if_asked() {
    let german = "Der Rat beschloss am Donnerstag, die Halle für zehn Jahre an ein Theater zu verpachten, \
                  und vertagte den Rest. ";
    let german = format!("<article><p>{0}</p><p>{0}</p></article>", german.repeat(4));
    assert_eq!(whole(&german).notes, [Note::Foreign]);
    let english = format!("<article><p>{}</p></article>", PROSE.join("</p><p>"));
    let folder = Folder::with(&[("a.html", german.as_bytes()), ("b.html", english.as_bytes())]);
    let options = ReadOptions { english: true, ..ReadOptions::default() };
    let mut read = read(folder.root(), options);
    assert_eq!(read.pop().unwrap().unwrap().text, PROSE.join("\n\n"));
    assert!(read.pop().unwrap().unwrap_err().is_skip());
}

#[test]
fn a_page_longer_than_is_parsed_says_so() {
    let script = format!("<script>{}</script>", "x".repeat(17 << 20));
    let document = page(&script, "", "");
    let note = document.notes.iter().find(|note| note.kind() == "truncated").expect("a note");
    assert_eq!(*note, Note::LongPage { parsed: 16 << 20 });
    // No option raises it.
    assert!(!note.to_string().contains("--"), "{note}");
}
