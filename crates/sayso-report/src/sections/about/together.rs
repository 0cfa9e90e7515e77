//! Which names are in one content. Two of them may turn out to be of one, when it is settled who is who; then the attribution
//! has been counted twice.

use serde::{Deserialize, Serialize};

use crate::heavy_hitters::{Stances, Tally};
use crate::options::Limits;
use crate::sample::Draw;
use crate::statistics::{AttributionStatistics, DocumentStatistics};

/// The contents with several names, by document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Together(Draw<Document>);

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Document {
    copies: u64,
    contents: Box<[Content]>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Content {
    sources: Box<[u64]>,
    /// Its place among stances.
    stance: u8,
    names: Box<[u64]>,
}

impl Tally for Document {
    fn merge(&mut self, other: Self) {
        self.copies += other.copies;
    }

    fn weight(&self) -> u64 {
        self.copies
    }
}

impl Content {
    /// What is kept of an attribution, if it names several.
    fn of(said: &AttributionStatistics) -> Option<Self> {
        (said.about.len() > 1).then(|| Self {
            sources: said.speakers().map(|(speaker, _)| speaker.row).collect(),
            stance: Stances::place(said.stance),
            names: said.about.iter().map(|name| name.key).collect(),
        })
    }
}

impl Together {
    pub(super) fn new(limits: &Limits) -> Self {
        Self(Draw::new(limits.documents))
    }

    pub(super) fn add(&mut self, statistics: &DocumentStatistics) {
        let contents: Box<[Content]> = statistics.said.iter().filter_map(Content::of).collect();
        if !contents.is_empty() {
            self.0.add(statistics.sample_key, || Document { copies: 1, contents });
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    /// Tells `f` which entity was counted too often, and how often by stance, and then the same for each source that is known.
    /// Keys are settled ones.
    pub(super) fn each_repeated(
        &self,
        settle: impl Fn(u64) -> u64,
        mut f: impl FnMut(Option<u64>, u64, &Stances),
    ) {
        let mut names: Vec<u64> = Vec::new();
        for (_, document) in self.0.iter() {
            for content in &document.contents {
                names.clear();
                names.extend(content.names.iter().map(|&name| settle(name)));
                names.sort_unstable();
                for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
                    let once = Stances::of(content.stance, document.copies);
                    f(None, pair[0], &once);
                    for &source in &content.sources {
                        f(Some(settle(source)), pair[0], &once);
                    }
                }
            }
        }
    }

    /// What a reader must know if not all are kept.
    pub(super) fn caveat(&self) -> Option<String> {
        let kept = self.0.len();
        (!self.0.is_whole()).then(|| {
            format!(
                "outside {kept} documents, drawn at random, an attribution counts once for each of the names by which its \
                 content calls somebody"
            )
        })
    }
}
