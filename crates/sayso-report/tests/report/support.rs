//! Texts that reports must survive.

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
        "https://example.org/a-rather-long-address ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|p| p.concat())
}
