//! The model file: tables of weights, transitions, and what a score means.

use sayso_linear::{ModelError, Sections, Table, Transitions, read_model};

use super::{Reach, Role};

/// Names the kind of model in its file.
pub const KIND: &str = "attribution";
/// Numbers that describe a proposal to the last judge.
pub const JUDGED: usize = 13;

/// The classes of the table of cues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// From words and trees.
    First,
    /// From the first verdicts around.
    Second,
    /// As if the words stood alone: for cues within contents.
    Alone,
}

impl Verdict {
    /// The number of verdicts.
    pub const COUNT: usize = 3;
}

/// The weights of all stages.
#[derive(Debug)]
pub(crate) struct Model {
    /// Lemmas that head cues.
    pub(crate) hints: Table,
    /// Class 0: first verdict on cues; class 1: second; class 2: verdict on cues within contents.
    pub(crate) cues: Table,
    /// From tokens: one class a role.
    pub(crate) roles: Table,
    /// From the gaps between tokens: one class a pair of roles.
    pub(crate) gaps: Table,
    pub(crate) transitions: Transitions,
    /// The choice among the best labellings: one class.
    pub(crate) ranks: Table,
    pub(crate) reach: Table,
    /// Weights of the last judge, then its bias.
    pub(crate) judge: Vec<f32>,
    /// Attributions with less confidence are dropped.
    pub(crate) least: f32,
}

impl Model {
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut sections = read_model(bytes, KIND)?;
        let hints = Table::read(sections.next("hints")?)?;
        let cues = Table::read(sections.next("cues")?)?;
        let roles = Table::read(sections.next("roles")?)?;
        let gaps = Table::read(sections.next("gaps")?)?;
        let transitions = floats(&mut sections, "transitions")?;
        let ranks = Table::read(sections.next("ranks")?)?;
        let reach = Table::read(sections.next("reach")?)?;
        let judge = floats(&mut sections, "judge")?;
        let least = floats(&mut sections, "threshold")?;
        let [least] = least[..] else { return Err(ModelError::Damaged { part: "threshold" }) };
        let sizes_fit = cues.classes() == Verdict::COUNT
            && hints.classes() == 1
            && roles.classes() == Role::COUNT
            && gaps.classes() == Role::COUNT * Role::COUNT
            && transitions.len() == Role::COUNT * (Role::COUNT + 2)
            && ranks.classes() == 1
            && reach.classes() == Reach::COUNT
            && judge.len() == JUDGED + 1;
        if !sizes_fit {
            return Err(ModelError::Damaged { part: "sizes" });
        }
        let transitions = Transitions::from_scores(Role::COUNT, &transitions);
        Ok(Self { hints, cues, roles, gaps, transitions, ranks, reach, judge, least })
    }
}

fn floats(sections: &mut Sections, part: &'static str) -> Result<Vec<f32>, ModelError> {
    let (floats, rest) = sections.next(part)?.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(ModelError::Damaged { part });
    }
    Ok(floats.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
}

/// The probability that a score (log odds) stands for.
pub(crate) fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
