//! The result: plain data that borrows nothing.

use sayso_entities::{Amount, EntityId, When};
use sayso_text::TextRange;

/// One thing that goes, or is said to go, from a giver to a receiver.
///
/// Where several things, givers or receivers are joined by "and", each is a transfer of its own.
///
/// ```
/// use sayso::{Analyzer, ThingKind, TransferStatus};
///
/// let text = "Iran denied that it had sold drones to Russia.";
/// let analysis = Analyzer::builder().transfers(true).build().analyze(text);
/// let found = &analysis.transfers[0];
/// assert_eq!(&text[found.trigger], "sold");
/// assert_eq!(&text[found.receiver.unwrap().span], "Russia");
/// assert_eq!(found.thing.unwrap().kind, ThingKind::Weapon);
/// assert_eq!(found.status, TransferStatus::Denied);
/// assert_eq!(found.attribution, Some(0));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Transfer {
    /// The verb or noun that says that something is given or received; a preposition where only that does: "shells from
    /// North Korea".
    pub trigger: TextRange,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// Who gives.
    pub giver: Option<Party>,
    /// Who receives.
    pub receiver: Option<Party>,
    /// What is given, where it is said.
    pub thing: Option<Thing>,
    /// Whether it is said to happen.
    pub status: TransferStatus,
    /// The index of the transfer in return for which this one is made.
    pub in_return: Option<u32>,
    /// When, where it is said.
    pub time: Option<TransferTime>,
    /// The index of the innermost attribution in whose content the trigger is.
    pub attribution: Option<u32>,
    /// A score from 0 to 1, higher the plainer the form and the better known the parts: no probability, and not
    /// calibrated.
    pub confidence: f32,
}

/// Who gives or receives.
///
/// ```
/// let text = "Berlin sent tanks to Kyiv.";
/// let analysis = sayso::Analyzer::builder().transfers(true).build().analyze(text);
/// let giver = analysis.transfers[0].giver.unwrap();
/// assert_eq!(&text[giver.span], "Berlin");
/// let government = analysis.entities.get(giver.entity.unwrap());
/// assert_eq!(government.country.unwrap().as_str(), "DE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The words.
    pub span: TextRange,
    /// The entity that they mean, or to which who they mean belongs: Ukraine in "Ukrainian forces".
    pub entity: Option<EntityId>,
}

/// What is given.
///
/// ```
/// let text = "Berlin sent 14 tanks worth $90 million to Kyiv.";
/// let analysis = sayso::Analyzer::builder().transfers(true).build().analyze(text);
/// let thing = analysis.transfers[0].thing.unwrap();
/// assert_eq!(&text[thing.span], "14 tanks");
/// assert_eq!(thing.amount.unwrap().low, 14.0);
/// assert_eq!(thing.worth.unwrap().0.low, 90e6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// The words, without what is joined to them by "and".
    pub span: TextRange,
    /// What kind of thing it is.
    pub kind: ThingKind,
    /// How many or how much.
    pub amount: Option<Amount>,
    /// The symbol of the unit of the amount, where it has one: `t`.
    pub unit: Option<&'static str>,
    /// What it is worth, or how much money it is, with the ISO 4217 code of the currency.
    pub worth: Option<(Amount, &'static str)>,
}

/// When a transfer happens.
///
/// ```
/// let text = "Berlin sent tanks to Kyiv in March 2023.";
/// let analysis = sayso::Analyzer::builder().transfers(true).build().analyze(text);
/// let time = analysis.transfers[0].time.unwrap();
/// assert_eq!(&text[time.span], "March 2023");
/// assert_eq!(time.when.to_string(), "2023-03");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferTime {
    /// The words.
    pub span: TextRange,
    /// What they mean.
    pub when: When,
}

/// What kind of thing is given.
///
/// ```
/// use sayso::ThingKind;
///
/// // "artillery shells"
/// assert_eq!(ThingKind::from_name("ammunition"), Some(ThingKind::Ammunition));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ThingKind {
    /// Missiles, drones, tanks, "arms", "military equipment".
    Weapon,
    /// Shells, bullets, explosives.
    Ammunition,
    /// Sums, loans, "financial support".
    Money,
    /// Oil, gas, coal, electricity.
    Fuel,
    /// Soldiers, mercenaries, instructors.
    Troops,
    /// Chips, satellites, know-how, training.
    Technology,
    /// Intelligence, data, secrets.
    Information,
    /// Passports, files, permits.
    Document,
    /// Food, medicine, relief, and aid of which no more is said.
    Aid,
    /// Anything else.
    #[default]
    Other,
}

/// Whether a transfer is said to happen.
///
/// It is read from the trigger's own clause and from the attributions around it: "will send" and "promised to send" are
/// planned, "denied sending" and "has not sent" are denied.
///
/// ```
/// use sayso::{Analyzer, TransferStatus};
///
/// let text = "Kyiv asked Berlin to send tanks.";
/// let analysis = Analyzer::builder().transfers(true).build().analyze(text);
/// assert_eq!(analysis.transfers[0].status, TransferStatus::Asked);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TransferStatus {
    /// Said to have happened, or to happen.
    #[default]
    Claimed,
    /// Said not to happen, or no longer: denied, refused, stopped.
    Denied,
    /// Intended, promised, agreed.
    Planned,
    /// Requested, demanded, ordered.
    Asked,
    /// May happen: likely, considered, feared, conditional.
    Possible,
}

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of the definition.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name used in records.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            /// The value that [`as_str`](Self::as_str) names.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

names!(ThingKind {
    Weapon = "weapon",
    Ammunition = "ammunition",
    Money = "money",
    Fuel = "fuel",
    Troops = "troops",
    Technology = "technology",
    Information = "information",
    Document = "document",
    Aid = "aid",
    Other = "other",
});
names!(TransferStatus {
    Claimed = "claimed",
    Denied = "denied",
    Planned = "planned",
    Asked = "asked",
    Possible = "possible",
});

impl Transfer {
    /// Moves every span to where it is in a text that has `by` bytes more before it.
    pub(crate) fn shift(&mut self, by: u32) {
        let parties = [&mut self.giver, &mut self.receiver].into_iter().flatten();
        let spans = parties.map(|party| &mut party.span);
        let thing = self.thing.iter_mut().map(|thing| &mut thing.span);
        let time = self.time.iter_mut().map(|time| &mut time.span);
        let all = spans.chain(thing).chain(time).chain([&mut self.trigger]);
        all.for_each(|span| *span = span.shifted(by));
    }
}
