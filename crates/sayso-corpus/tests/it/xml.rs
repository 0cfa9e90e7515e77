//! Feeds and the XML of news: one document per item, and no tag in any text.

use crate::support::{describe, describe_with_meta};

#[track_caller]
fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(describe_with_meta(name, text.as_bytes()), expected);
}

#[test]
fn rss_has_items() {
    let feed = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Echo</title><link>https://harbourecho.example/</link>
<item><title>Pool &amp; sea</title><link>https://harbourecho.example/a</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><guid>a-1</guid>
<description>Short.</description>
<content:encoded><![CDATA[<p>“We are <b>gl</b>ad,” said Joan&nbsp;Ferris.</p><p>Two.</p>]]></content:encoded></item>
<item><title>B</title><description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</description></item>
</channel></rss>"#;
    check(
        "a.rss",
        feed,
        &[
            "a-1 | “We are glad,” said Joan Ferris.\n\nTwo. | Pool & sea | \
             Tue, 05 Mar 2024 10:00:00 GMT | Harbour Echo | {\"url\":\"https://harbourecho.example/a\"}",
            "a.rss:2 | One & two. | B |  | Harbour Echo | {}",
        ],
    );
}

#[test]
fn atom_has_entries() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Echo</title>
<entry><title>Pool</title><id>urn:1</id><published>2024-03-05T10:00:00Z</published>
<link href="https://harbourecho.example/a"/><author><name>Kim Lee</name></author>
<summary>Short.</summary>
<content type="xhtml"><div><p>She said so.</p><p>He denied it.</p></div></content></entry></feed>"#;
    check(
        "feed",
        feed,
        &["urn:1 | She said so.\n\nHe denied it. | Pool | 2024-03-05T10:00:00Z | Harbour Echo | \
           {\"url\":\"https://harbourecho.example/a\",\"byline\":\"Kim Lee\"}"],
    );
}

#[test]
fn an_item_that_is_not_closed_ends_where_the_next_begins() {
    let feed = "<rss><channel><item><guid>a</guid><description>One.\
                <item><guid>b</guid><description>Two.<br>Three.</description></item>\
                <item><guid>c</guid></p><description>Four.</description></item></channel></rss>";
    check(
        "a.rss",
        feed,
        &["a | One. |  |  |  | {}", "b | Two.\nThree. |  |  |  | {}", "c | Four. |  |  |  | {}"],
    );
}

#[test]
fn utf16_is_read() {
    let feed = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss><channel><item><guid>a</guid>\
                <description>“Kyiv”</description></item></channel></rss>";
    let bytes: Vec<u8> = feed.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(describe_with_meta("a.rss", &bytes), ["a | “Kyiv” |  |  |  | {}"]);
}

#[test]
fn tei_has_texts() {
    let text = r#"<?xml version="1.0"?><teiCorpus><TEI xml:id="t1"><teiHeader><fileDesc><titleStmt>
<title>Debate</title></titleStmt><publicationStmt><publisher>Hall</publisher>
<date when="2024-03-05">5 March</date></publicationStmt></fileDesc></teiHeader>
<text><body><div><head>Pool</head><u who="ferris"><seg>We are
glad,</seg> <seg>she said.</seg></u><note>Noise</note><p>One<lb/>two.</p></div></body></text></TEI></teiCorpus>"#;
    check(
        "a.xml",
        text,
        &["t1 | Pool\n\nWe are glad, she said.\n\nOne\ntwo. | Debate | 2024-03-05 | Hall | {}"],
    );
}

#[test]
fn nitf_and_newsml_have_articles() {
    let nitf = r#"<nitf><head><docdata><doc-id id-string="7"/></docdata>
<pubdata date.publication="20240305T000000" name="Harbour Echo"/></head><body><body.head>
<hedline><hl1>Pool</hl1></hedline><byline>Kim Lee</byline></body.head><body.content>
<block class="lead_paragraph"><p>One.</p></block><block class="full_text"><p>One.</p><p>Two.</p></block>
</body.content></body></nitf>"#;
    check(
        "a.xml",
        nitf,
        &["7 | One.\n\nTwo. | Pool | 20240305T000000 | Harbour Echo | {\"byline\":\"Kim Lee\"}"],
    );
    let g2 = r#"<?xml version="1.0"?><newsItem guid="tag:1"><itemMeta><versionCreated>2024-03-05</versionCreated>
</itemMeta><contentMeta><headline>Pool</headline></contentMeta><contentSet><inlineXML><html><head><title>x</title>
</head><body><p>One.</p><p>Two.</p></body></html></inlineXML></contentSet></newsItem>"#;
    check("a.xml", g2, &["tag:1 | One.\n\nTwo. | Pool | 2024-03-05 |  | {}"]);
    let rcv1 = r#"<?xml version="1.0" encoding="iso-8859-1"?><newsitem itemid="2286" date="1996-08-20">
<title>MEXICO: Pool</title><headline>Pool</headline><text><p>One.</p>
<p>Two.</p></text></newsitem>"#;
    check("a.xml", rcv1, &["2286 | One.\n\nTwo. | Pool | 1996-08-20 |  | {}"]);
}

#[test]
fn what_is_declared_is_decoded() {
    let feed = b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><item><description>Caf\xE9</description></item></rss>";
    assert_eq!(describe("a.xml", feed), ["Café [decoded from windows-1252]"]);
}

#[test]
fn other_xml_and_damage_are_told() {
    assert_eq!(
        describe("pom.xml", b"<?xml version='1.0'?><project><name>x</name></project>"),
        [
            "pom.xml: XML of a kind that is not read (<project>), not text; convert it to text, HTML or \
          JSON Lines"
        ]
    );
    assert_eq!(describe("a.xml", b"<html><title>T</title><p>One.</p>"), ["One."]);
    let item = "<item><description>One.</description></item>";
    let cut = format!("<rss><channel>{item}<item><description>Two");
    assert_eq!(
        describe("a.rss", cut.as_bytes()),
        ["One.", "a.rss: record 2: the file ends inside an XML element; fetch it again"]
    );
    let broken = format!("<rss><channel>{item}<item><a <b></a></item>{item}");
    let found = describe("a.rss", broken.as_bytes());
    assert_eq!(found[0], "One.");
}
