//! The result: plain data that borrows nothing.

use sayso_entities::EntityId;
use sayso_text::TextRange;

/// One relation: a source to whom a content is ascribed by a cue (the terms of PARC and PolNeAR).
///
/// All spans are byte ranges of the text, in order, without overlap.
///
/// ```
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let found = sayso::Analyzer::new().analyze(text).attributions;
/// assert_eq!(&text[found[0].source.spans[0]], "Andrey Kovalenko");
/// assert_eq!(&text[found[0].cue.spans[0]], "said");
/// assert_eq!(&text[found[0].content.spans[0]], "“We will answer,”");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who or what says, thinks, wants, shows.
    pub source: Source,
    /// The words that mark it.
    pub cue: Cue,
    /// What is ascribed.
    pub content: Content,
    /// What the cue commits the source to.
    pub stance: Stance,
    /// Whether the source did so, or did not: "never said".
    pub polarity: Polarity,
    /// Whether it happened, or was asked, supposed, possible or expected.
    pub actuality: Actuality,
    /// Words in the content that weaken it: "is likely to", "may", "reportedly".
    pub hedges: Vec<TextRange>,
    /// The index of the attribution in whose content this one stands.
    pub parent: Option<u32>,
    /// The index of the attribution whose speaker goes on here, if this is a quotation without a cue of its own
    /// (a floating one): source and cue are that one's.
    pub continues: Option<u32>,
    /// The probability, from 0 to 1, that source and content are right. It is given in thousandths, so that who compares it
    /// and who shows it mean the same.
    pub confidence: f32,
}

/// A probability to three places.
pub(crate) fn thousandths(probability: f32) -> f32 {
    (probability * 1000.0).round() / 1000.0
}

impl Attribution {
    /// Moves every span to where it is in a text that has `by` bytes more before it.
    pub(crate) fn shift(&mut self, by: u32) {
        let Self { source, cue, content, hedges, .. } = self;
        let lists = [&mut source.spans, &mut cue.spans, &mut content.spans, hedges];
        let lists = lists.into_iter().flatten();
        let anonymity = source.anonymity.as_mut();
        let anonymity = anonymity.into_iter().flat_map(|a| [Some(&mut a.span), a.reason.as_mut()]);
        let single = [&mut source.role, &mut source.affiliation].map(Option::as_mut);
        let of_cue = [&mut cue.addressee, &mut cue.channel].map(Option::as_mut);
        let single = single.into_iter().chain(of_cue).chain(anonymity).flatten();
        lists.chain(single).for_each(|span| *span = span.shifted(by));
    }
}

/// The words naming who or what says, thinks, wants, shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Empty where nobody is named.
    pub spans: Vec<TextRange>,
    /// Person, group, document, ...
    pub kind: SourceKind,
    /// The entity that the source is, also where it is a pronoun or a description.
    pub entity: Option<EntityId>,
    /// Where several speak together, "Pell and her deputy, Amadou Voss", those of them who are named; it has no entity then.
    pub members: Vec<EntityId>,
    /// What a person is or does: "an officer in the Ukrainian army".
    pub role: Option<TextRange>,
    /// The body to which the source belongs: "the Ukrainian army".
    pub affiliation: Option<TextRange>,
    /// Where the text says that the source's name is withheld.
    pub anonymity: Option<Anonymity>,
}

/// A name withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anonymity {
    /// The words that say so: "on condition of anonymity".
    pub span: TextRange,
    /// The reason, where one is given: "because he was not authorized to speak publicly".
    pub reason: Option<TextRange>,
}

/// The words that lexically mark the attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// Never empty.
    pub spans: Vec<TextRange>,
    /// The dictionary form of the cue's head: "say", "according to", ":".
    pub lemma: String,
    /// To whom it was said: "Reuters" in "told Reuters".
    pub addressee: Option<TextRange>,
    /// By which way: "in a statement", "on Twitter".
    pub channel: Option<TextRange>,
}

/// What is ascribed to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// More than one where the content is broken in pieces.
    pub spans: Vec<TextRange>,
    /// How much of it is in quotation marks.
    pub quotation: QuotationType,
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// Somebody with a name, or a pronoun for one.
    Person,
    /// One person without a name: a spokesman, the nurse.
    Role,
    /// People without names: U.S. officials, residents.
    Group,
    /// A body that is no government.
    Organisation,
    /// A government or a part of one, also by its capital or seat.
    Government,
    /// A newspaper, broadcaster or agency.
    Outlet,
    /// A report, law, poll, statement, filing.
    Document,
    /// Satellite images, photographs, video.
    Imagery,
    /// Calls, messages and recordings that were meant for others.
    Intercept,
    /// What is posted on a network.
    Social,
    /// The writer: I, we.
    Author,
    /// Nobody is named.
    #[default]
    None,
}

/// How much of a content is in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationType {
    /// All of it.
    Direct,
    /// A part.
    Mixed,
    /// Nothing.
    Indirect,
}

/// Whether the source did what the cue says, or did not.
///
/// ```
/// use sayso::{Analyzer, Polarity, Stance};
///
/// let found = Analyzer::new().analyze("The ministry never said that the dam was safe.").attributions;
/// assert_eq!((found[0].stance, found[0].polarity), (Stance::Assert, Polarity::Negative));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// Said, denied, believes.
    #[default]
    Positive,
    /// Did not say, never said; nobody believes; does not show.
    Negative,
}

/// Whether what the cue says happened.
///
/// Only an actual attribution of positive polarity is one that the source made.
///
/// ```
/// use sayso::{Actuality, Analyzer};
///
/// let found = Analyzer::new().analyze("The mayor is expected to announce that he will resign.").attributions;
/// assert_eq!(found[0].actuality, Actuality::Expected);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Actuality {
    /// Said.
    #[default]
    Actual,
    /// Did he say? Whether he said.
    Asked,
    /// If he says, unless he says.
    Conditional,
    /// May, could, would, must say.
    Modal,
    /// Will say, is expected to say.
    Expected,
}

/// What the cue's words commit the source to.
///
/// What was not said is [`Polarity`], what was only asked or expected [`Actuality`]. Readings of a whole phrase are
/// stances: "would not say" and "did not deny" are `Withhold`, "pleaded not guilty" is `Deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Said, wrote, reported.
    Assert,
    /// Confirmed, acknowledged, admitted.
    Confirm,
    /// Denied, rejected, disputed, ruled out.
    Deny,
    /// Asked, doubts.
    Question,
    /// Alleged, suggests; allegedly said.
    Suggest,
    /// Thinks, knows, fears.
    Believe,
    /// Plans, wants, pledged, refused to do.
    Intend,
    /// Ordered, urged, ruled.
    Direct,
    /// Declined to comment, would not say, neither confirmed nor denied.
    Withhold,
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

names!(QuotationType { Direct = "direct", Mixed = "mixed", Indirect = "indirect" });
names!(SourceKind {
    Person = "person",
    Role = "role",
    Group = "group",
    Organisation = "organisation",
    Government = "government",
    Outlet = "outlet",
    Document = "document",
    Imagery = "imagery",
    Intercept = "intercept",
    Social = "social",
    Author = "author",
    None = "none",
});
names!(Polarity { Positive = "positive", Negative = "negative" });
names!(Actuality {
    Actual = "actual",
    Asked = "asked",
    Conditional = "conditional",
    Modal = "modal",
    Expected = "expected",
});
names!(Stance {
    Assert = "assert",
    Confirm = "confirm",
    Deny = "deny",
    Question = "question",
    Suggest = "suggest",
    Believe = "believe",
    Intend = "intend",
    Direct = "direct",
    Withhold = "withhold",
});
