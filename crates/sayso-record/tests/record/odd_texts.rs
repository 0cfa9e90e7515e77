//! Texts that everything must survive. The tests of `sayso-report` and `sayso-tables` use this file too.

use proptest::prelude::*;

/// Texts of pieces that attributions are made of, and of what articles should not hold but do.
pub(crate) fn articles() -> impl Strategy<Value = String> {
    let pieces = [
        "“We will answer,” ",
        "said Andrey Kovalenko. ",
        "According to the SBU, ",
        "troops left ",
        "Moscow denied it. ",
        "He said that ",
        "said Andrey Kovalenko, an officer. ",
        "according to two officials. ",
        "about 40 troops left ",
        "\n\n",
        "\n",
        "\r\n\t",
        "“And soon. ",
        "Kyiv’s ",
        "北京否认 ",
        "e\u{301}t\u{e9} ",
        "🇺🇦 ",
        "\u{1b}[2J",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "'; DROP TABLE documents; --",
        "https://example.org/a-rather-long-address ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|p| p.concat())
}
