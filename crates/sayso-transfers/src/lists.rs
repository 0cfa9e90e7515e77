//! The word lists of this crate, and what their values mean.

use sayso_lexicon::{WordList, WordMap};

use crate::transfer::{ThingKind, TransferStatus};

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $($(#[$doc])* static $name: WordList =
            WordList::new($file, include_str!(concat!("../data/", $file, ".tsv")));)*

        #[cfg(test)]
        static ALL: &[&WordList] = &[$(&$name),*];
    };
}

lists! {
    VERB_LIST = "verbs";
    NOUN_LIST = "nouns";
    THING_LIST = "things";
    MODIFIER_LIST = "modifiers";
    SUPPORT_LIST = "supports";
    GOVERNOR_LIST = "governors";
    PARTY_LIST = "parties";
    ARRIVAL_LIST = "arrivals";
    CONTROL_LIST = "controls";
    HOLDER_LIST = "holders";
}

/// Verbs of giving and receiving.
pub(crate) static VERBS: WordMap<Frame> = WordMap::new(&VERB_LIST, Frame::parse);
/// Nouns of giving and receiving.
pub(crate) static NOUNS: WordMap<NounFrame> = WordMap::new(&NOUN_LIST, NounFrame::parse);
/// What is given.
pub(crate) static THINGS: WordMap<ThingClass> = WordMap::new(&THING_LIST, ThingClass::parse);
/// Words before a thing that say what kind it is.
pub(crate) static MODIFIERS: WordMap<ThingKind> =
    WordMap::new(&MODIFIER_LIST, ThingKind::from_name);
/// Verbs whose object is a noun of giving or receiving.
pub(crate) static SUPPORTS: WordMap<Support> = WordMap::new(&SUPPORT_LIST, Support::parse);
/// What words above the trigger say of the transfer.
pub(crate) static GOVERNORS: WordMap<Governor> = WordMap::new(&GOVERNOR_LIST, Governor::parse);
/// Who does what the infinitive or gerund after a verb says.
pub(crate) static CONTROLS: WordMap<Control> = WordMap::new(&CONTROL_LIST, Control::parse);
/// Verbs of having: whose object is somebody's, and was another's.
pub(crate) static HOLDERS: &WordList = &HOLDER_LIST;
/// Nouns for who gives and receives.
pub(crate) static PARTIES: &WordList = &PARTY_LIST;

/// Verbs whose subject reaches or serves somebody.
pub(crate) static ARRIVALS: &WordList = &ARRIVAL_LIST;

/// Which arguments of a verb give and receive: see `verbs.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Give,
    Pay,
    Supply,
    Equip,
    Receive,
    Get,
    Ask,
    Deploy,
    Train,
    Fund,
    Share,
    Swap,
}

/// The frame of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// `None`: no transfer.
    pub(crate) shape: Option<Shape>,
    /// What the verb itself says of the transfer.
    pub(crate) status: Option<TransferStatus>,
    /// Whether things count that no list knows.
    pub(crate) goods: bool,
    /// Whether both sides must be named.
    pub(crate) both: bool,
    /// Whether it hardly goes without somebody who receives.
    pub(crate) dative: bool,
    /// Whether money is paid back "for" it.
    pub(crate) price: bool,
}

impl Frame {
    fn parse(value: &str) -> Option<Self> {
        let (shape, flags) = value.split_once(' ').unwrap_or((value, ""));
        let shape = match shape {
            "give" => Some(Shape::Give),
            "pay" => Some(Shape::Pay),
            "supply" => Some(Shape::Supply),
            "equip" => Some(Shape::Equip),
            "receive" => Some(Shape::Receive),
            "get" => Some(Shape::Get),
            "ask" => Some(Shape::Ask),
            "deploy" => Some(Shape::Deploy),
            "train" => Some(Shape::Train),
            "fund" => Some(Shape::Fund),
            "share" => Some(Shape::Share),
            "swap" => Some(Shape::Swap),
            "none" => None,
            _ => return None,
        };
        let mut frame =
            Self { shape, status: None, goods: false, both: false, dative: false, price: false };
        for flag in flags.split_whitespace() {
            match flag {
                "goods" => frame.goods = true,
                "both" => frame.both = true,
                "dative" => frame.dative = true,
                "price" => frame.price = true,
                status => frame.status = Some(TransferStatus::from_name(status)?),
            }
        }
        Some(frame)
    }
}

/// How a noun takes its arguments: see `nouns.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounFrame {
    Give,
    Sale,
    Receive,
    Thing,
    Rescue,
    Deploy,
    Presence,
}

impl NounFrame {
    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "give" => Self::Give,
            "sale" => Self::Sale,
            "receive" => Self::Receive,
            "thing" => Self::Thing,
            "rescue" => Self::Rescue,
            "deploy" => Self::Deploy,
            "presence" => Self::Presence,
            _ => return None,
        })
    }
}

/// What a noun says of the thing: see `things.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThingClass {
    Kind(ThingKind),
    /// The words around it say; if they do not, perhaps this.
    Generic(Option<ThingKind>),
    /// The same, but without such words it is nothing that one can give: "support".
    Vague,
    Measure,
    Access,
    /// Never a thing.
    Never,
}

impl ThingClass {
    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "generic" => Self::Generic(None),
            "generic aid" => Self::Generic(Some(ThingKind::Aid)),
            "vague" => Self::Vague,
            "measure" => Self::Measure,
            "access" => Self::Access,
            "none" => Self::Never,
            kind => Self::Kind(ThingKind::from_name(kind)?),
        })
    }
}

/// On which side of the transfer a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Giver,
    Receiver,
}

/// What a verb does to the noun of giving that is its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Support {
    pub(crate) subject: Option<Side>,
    pub(crate) status: TransferStatus,
}

impl Support {
    fn parse(value: &str) -> Option<Self> {
        let (side, status) = value.split_once(' ')?;
        let subject = match side {
            "giver" => Some(Side::Giver),
            "receiver" => Some(Side::Receiver),
            "-" => None,
            _ => return None,
        };
        Some(Self { subject, status: TransferStatus::from_name(status)? })
    }
}

/// What a word says of the transfer that depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Governor {
    pub(crate) status: TransferStatus,
    /// Whether it ends what goes on: who is asked to stop it does it.
    pub(crate) ends: bool,
}

impl Governor {
    fn parse(value: &str) -> Option<Self> {
        let (status, ends) = match value.split_once(' ') {
            Some((status, "ends")) => (status, true),
            Some(_) => return None,
            None => (value, false),
        };
        Some(Self { status: TransferStatus::from_name(status)?, ends })
    }
}

/// Who does what the infinitive or gerund after a verb says: see `controls.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) subject: bool,
    pub(crate) object: bool,
    pub(crate) on: bool,
    /// Whether the subject gets what is given.
    pub(crate) gets: bool,
}

impl Control {
    fn parse(value: &str) -> Option<Self> {
        let mut control = Self::default();
        for flag in value.split_whitespace() {
            match flag {
                "subject" => control.subject = true,
                "object" => control.object = true,
                "on" => control.on = true,
                "gets" => control.gets = true,
                _ => return None,
            }
        }
        Some(control)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read() {
        assert!(VERBS.entries().count() > 100);
        assert!(NOUNS.entries().count() > 30);
        assert!(THINGS.entries().count() > 300);
        assert!(MODIFIERS.entries().count() > 50);
        assert!(SUPPORTS.entries().count() > 80);
        assert!(GOVERNORS.entries().count() > 80);
        assert!(CONTROLS.entries().count() > 20);
    }

    #[test]
    fn entries_are_in_order_and_in_small_letters() {
        for list in ALL {
            let words: Vec<&str> = list.entries().map(|(word, _)| word).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{}: {:?} before {:?}", list.name(), pair[0], pair[1]);
            }
            for word in words {
                assert_eq!(word, word.to_lowercase(), "{}", list.name());
                assert_eq!(word, word.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
}
