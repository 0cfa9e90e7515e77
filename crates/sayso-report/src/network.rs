//! Who speaks about whom, as a network.

/// Sources, whom and what they speak about, and how often: what the table `network` shows, with everyone's key.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_report::{Aggregate, ReportOptions};
///
/// let text = "Pyongyang denied that Ukraine was attacked.";
/// let analysis = Analyzer::new().analyze(text);
/// let record =
///     Record::new(Header::default(), text, &analysis, Layers::default(), OffsetUnit::Char);
/// let mut aggregate = Aggregate::new(ReportOptions::default());
/// aggregate.add(&record)?;
/// let network = aggregate.network();
/// assert_eq!(network.nodes.len(), 2);
/// assert_eq!(network.edges[0].denials, 1);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Network {
    /// Everybody who is at an end of an edge, in the order of their keys.
    pub nodes: Vec<NetworkNode>,
    /// From sources to whom they speak about, the most frequent first.
    pub edges: Vec<NetworkEdge>,
}

/// A node of a [`Network`].
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions};
///
/// let network = Aggregate::new(ReportOptions::default()).network();
/// assert!(network.nodes.iter().all(|node| node.attributions + node.mentions > 0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NetworkNode {
    /// The key, that of [`CorpusEntity`](crate::CorpusEntity) if it has a name.
    pub key: u64,
    /// How it is written.
    pub name: String,
    /// What it is: a kind of entity, or of source if it has no name.
    pub kind: &'static str,
    /// How many attributions have it as their source.
    pub attributions: u64,
    /// How many attributions are about it.
    pub mentions: u64,
}

/// An edge of a [`Network`].
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions};
///
/// let network = Aggregate::new(ReportOptions::default()).network();
/// assert!(network.edges.iter().all(|edge| edge.denials <= edge.attributions));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NetworkEdge {
    /// The key of the source.
    pub source: u64,
    /// The key of whom it speaks about.
    pub about: u64,
    /// How often it does.
    pub attributions: u64,
    /// How often it denies something then.
    pub denials: u64,
}

impl Network {
    /// Keeps the first `most` edges, and the nodes between which they are.
    pub fn keep(&mut self, most: usize) {
        self.edges.truncate(most);
        let mut ends: Vec<u64> =
            self.edges.iter().flat_map(|edge| [edge.source, edge.about]).collect();
        ends.sort_unstable();
        self.nodes.retain(|node| ends.binary_search(&node.key).is_ok());
    }
}
