//! A possible transfer in words of a sentence: what finders make and the model completes.

use sayso_text::TextRange;

use crate::party::FoundParty;
use crate::thing::FoundThing;
use crate::transfer::TransferStatus;

/// How a transfer is expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "Iran sold drones to Russia"
    Verb,
    /// "the sale of drones to Russia"
    Noun,
    /// "Iranian drones reached Russia"
    Origin,
    /// "in exchange for gold"
    Exchange,
}

/// Everything that one trigger says: one transfer for each thing, giver and receiver.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The words of the trigger.
    pub(crate) trigger: TextRange,
    /// Its head.
    pub(crate) head: u32,
    pub(crate) lemma: String,
    pub(crate) form: Form,
    pub(crate) givers: Vec<FoundParty>,
    pub(crate) receivers: Vec<FoundParty>,
    pub(crate) things: Vec<FoundThing>,
    /// What the trigger itself says of the transfer.
    pub(crate) status: TransferStatus,
    /// The verb of which the trigger is the object, if the status is its.
    pub(crate) support: Option<u32>,
    /// The draft that this one answers.
    pub(crate) in_return: Option<usize>,
    /// Whether a side was not said here, but concluded.
    pub(crate) concluded: bool,
}
