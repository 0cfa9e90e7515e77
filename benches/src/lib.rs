//! The articles that are measured: the seed, and four invented ones that differ in what makes work.

/// One article.
#[derive(Clone, Copy, Debug)]
pub struct Article {
    /// What it stands for.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Every article, in the order in which they are measured.
pub const ARTICLES: [Article; 5] = [
    Article { name: "seed", text: include_str!("../../seeds/000_e63c8cd01220d72a.txt") },
    Article { name: "short wire item", text: include_str!("../texts/wire.txt") },
    Article { name: "long feature", text: include_str!("../texts/feature.txt") },
    Article { name: "many quotations", text: include_str!("../texts/quotations.txt") },
    Article { name: "non-ASCII", text: include_str!("../texts/non-ascii.txt") },
];
