//! Who gives what to whom, as a record holds it.

use sayso::{Amount, Thing, ThingKind, Transfer, TransferStatus, TransferTime};
use serde::{Deserialize, Serialize};

use super::build::Build;
use super::{SpanRecord, names};

/// One thing that goes, or is said to go, from a giver to a receiver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferRecord {
    /// Its index in the list.
    pub id: u32,
    /// The words that say that something is given or received.
    pub trigger: SpanRecord,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// Who gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub giver: Option<PartyRecord>,
    /// Who receives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<PartyRecord>,
    /// What is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thing: Option<ThingRecord>,
    /// Whether it is said to happen: `claimed`, `denied`, `planned`, `asked`, `possible`.
    #[serde(with = "names::transfer_status")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::transfer_status::schema"))]
    pub status: TransferStatus,
    /// The id of the transfer in return for which this one is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_return: Option<u32>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TransferTimeRecord>,
    /// The id of the innermost attribution in whose content the trigger is.
    pub attribution: Option<u32>,
    /// A score from 0 to 1, no probability: how plain form and parts are, to three places.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f32,
}

/// Who gives or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartyRecord {
    /// The words.
    pub span: SpanRecord,
    /// The id of the entity that it is or belongs to: that of Ukraine in "Ukrainian forces".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
}

/// What is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThingRecord {
    /// The words.
    pub span: SpanRecord,
    /// `weapon`, `ammunition`, `money`, `fuel`, `troops`, `technology`, `information`, `document`, `aid` or `other`.
    #[serde(with = "names::thing_kind")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::thing_kind::schema"))]
    pub kind: ThingKind,
    /// How many or how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountRecord>,
    /// What it is worth, or how much money it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<AmountRecord>,
}

/// How many or how much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AmountRecord {
    /// In normal form: `~12000`.
    pub value: String,
    /// The least that it is, if the words say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The most that it is; the same for a plain number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What it is measured in: `t`, or the code of a currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// When a transfer happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferTimeRecord {
    /// The words.
    pub span: SpanRecord,
    /// The day or days that they mean, as far as that is known: `2024-11-23`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Build<'_> {
    pub(super) fn transfers(&self) -> impl Iterator<Item = TransferRecord> {
        (0..).zip(&self.analysis.transfers).map(|(id, transfer)| self.transfer(id, transfer))
    }

    fn transfer(&self, id: u32, transfer: &Transfer) -> TransferRecord {
        let party = |party: sayso::Party| PartyRecord {
            span: self.span(party.span),
            entity: party.entity.map(|id| id.index() as u32),
        };
        TransferRecord {
            id,
            trigger: self.span(transfer.trigger),
            lemma: transfer.lemma.clone(),
            giver: transfer.giver.map(party),
            receiver: transfer.receiver.map(party),
            thing: transfer.thing.map(|thing| self.given(thing)),
            status: transfer.status,
            in_return: transfer.in_return,
            time: transfer.time.map(|TransferTime { span, when }| TransferTimeRecord {
                span: self.span(span),
                value: Some(when.to_string()).filter(|value| !value.is_empty()),
            }),
            attribution: transfer.attribution,
            confidence: super::build::rounded(transfer.confidence),
        }
    }

    fn given(&self, thing: Thing) -> ThingRecord {
        ThingRecord {
            span: self.span(thing.span),
            kind: thing.kind,
            amount: thing.amount.map(|amount| amount_record(amount, thing.unit)),
            worth: thing.worth.map(|(amount, currency)| amount_record(amount, Some(currency))),
        }
    }
}

fn amount_record(amount: Amount, unit: Option<&str>) -> AmountRecord {
    AmountRecord {
        value: amount.to_string(),
        low: amount.least(),
        high: amount.most(),
        unit: unit.map(str::to_owned),
    }
}
