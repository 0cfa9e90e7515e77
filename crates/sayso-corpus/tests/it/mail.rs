//! Messages and mailboxes.

use crate::support::{describe, describe_with_meta};

const MESSAGE: &str = "From: Joan Ferris <joan@harbourecho.example>\r\nTo: kim@harbourecho.example\r\n\
    Subject: =?utf-8?Q?Caf=C3=A9?=\r\nDate: Tue, 5 Mar 2024 10:00:00 +0100\r\nMessage-ID: <1@harbourecho.example>\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    =E2=80=9CWe are glad,=E2=80=9D she said.\r\nTwo.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>HTML</p>\r\n--b--\r\n";

#[test]
fn a_message_is_a_document() {
    let expected = "a | “We are glad,” she said.\nTwo. | Café | 2024-03-05T10:00:00+01:00 |  | \
                    {\"from\":\"Joan Ferris\",\"message_id\":\"1@harbourecho.example\"}";
    assert_eq!(describe_with_meta("a.eml", MESSAGE.as_bytes()), [expected]);
    assert_eq!(describe_with_meta("a", MESSAGE.as_bytes()), [expected]);
}

#[test]
fn a_message_that_is_passed_on_without_a_word_is_read() {
    let outer = "From: a@b\nTo: c@d\nMessage-ID: <2>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n";
    let inner = MESSAGE.replace("\r\n", "\n");
    let forwarded = |word: &str| {
        format!(
            "{outer}--o\nContent-Type: text/plain\n\n{word}\n--o\nContent-Type: message/rfc822\n\n{inner}\n--o--\n"
        )
    };
    assert_eq!(describe("a.eml", forwarded("").as_bytes()), ["“We are glad,” she said.\nTwo."]);
    assert_eq!(describe("a.eml", forwarded("See below.").as_bytes()), ["See below."]);
}

#[test]
fn a_mailbox_has_many() {
    let html = "From: a@b\nTo: c@d\nMessage-ID: <2>\nContent-Type: text/html\n\n<p>One &amp; two.</p><p>Three.</p>\n";
    let plain = "From: a@b\nTo: c@d\nMessage-ID: <3>\n\nHe wrote.\n\n>From him, no less.\n\nFrom here on it is text.\n";
    let line = "From joan@harbourecho.example Tue Mar  5 10:00:00 2024\n";
    let mailbox = format!("{line}{html}\n{line}{plain}\n{line}{html}");
    assert_eq!(
        describe("a.mbox", mailbox.as_bytes()),
        [
            "One & two.\n\nThree.",
            "He wrote.\n\nFrom him, no less.\n\nFrom here on it is text.",
            "One & two.\n\nThree.",
        ]
    );
    assert_eq!(describe("a.txt", mailbox.as_bytes()).len(), 3);
}
