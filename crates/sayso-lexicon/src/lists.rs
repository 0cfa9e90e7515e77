//! All word lists of the workspace: one file in `data/`, one line here.
//!
//! A file holds one entry a line, in the order of the alphabet and in lower case: the word, or the words of a
//! phrase with single spaces between its tokens, then, where the list has values, a tab and the value. Lines that
//! begin with `#` are comments. Two of them mean something to the tests:
//!
//! - `# lemmas: VERB` (or `NOUN`, `ADJ`): every entry is the lemma that `sayso-syntax` gives it.
//! - `# rivals: other-list`: no word has another value in that list.
//!
//! To add a list, write the file, add its line below, and look words up with [`WordList::contains`] or
//! [`WordList::get`]. Values that are names of an enum are parsed once by a [`WordMap`](crate::WordMap).

use crate::list::WordList;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: WordList =
                WordList::new($file, include_str!(concat!("../data/", $file, ".tsv")));
        )*

        /// Every list.
        pub static ALL: &[&WordList] = &[$(&$name),*];
    };
}

lists! {
    /// What governments are: "ready", "willing".
    ACTOR_STATES = "actor-states";
    /// Words after the name of a place that acts for its government: "denies", "has", "also".
    ACTOR_VERBS = "actor-verbs";
    /// Verbs whose object is told or charged.
    ADDRESSING_VERBS = "addressing-verbs";
    /// Adverbs that have morphological features, with them.
    ADVERB_FEATURES = "adverb-features";
    /// Base forms of verbs and nouns whose inflected forms are easily misread.
    BASE_FORMS = "base-forms";
    /// Words between a name and its verb: "has", "also".
    BEFORE_VERBS = "before-verbs";
    /// Nouns that a body of two words ends with: "Coast guard".
    BODY_NOUNS = "body-nouns";
    /// Words for bodies and in their names, with the type of body.
    BODY_TYPES = "body-types";
    /// Verbs after the name of a company or club, in forms that no plural noun has.
    BODY_VERBS = "body-verbs";
    /// Words for what somebody claims.
    CLAIM_WORDS = "claim-words";
    /// Verbs of speech and evidence that introduce a clause.
    CLAUSE_VERBS = "clause-verbs";
    /// Verbs and adverbs after a whole noun phrase, beyond those known by their ending.
    CLAUSE_WORDS = "clause-words";
    /// Words of labels before a colon that name no speaker.
    COLON_LABELS = "colon-labels";
    /// Those whose attacks are deeds and not words.
    COMBATANTS = "combatants";
    /// Verbs of fighting that are also verbs of criticism.
    COMBAT_VERBS = "combat-verbs";
    /// Words that the name of a counted thing cannot hold.
    COUNTED_STOPS = "counted-stops";
    /// Words that end the names of companies and hardly ever those of people.
    COMPANY_WORDS = "company-words";
    /// What a word does to the cue verb that depends on it.
    CUE_GOVERNORS = "cue-governors";
    /// What a cue commits its source to, by lemma, or by lemma and next word.
    CUE_STANCES = "cue-stances";
    /// Nouns that are decided on, not claimed.
    DECISION_NOUNS = "decision-nouns";
    /// Determiners of descriptions such as "another officer".
    DESCRIPTION_DETERMINERS = "description-determiners";
    /// Words that a description such as "the former officer" cannot hold.
    DESCRIPTION_STOPS = "description-stops";
    /// Nouns whose negation affirms: "made no secret of".
    EMPHASIS_NOUNS = "emphasis-nouns";
    /// What news calls somebody for variety: "trade" if that does not fit whom the text gives another role, else "-".
    EPITHETS = "epithets";
    /// Verbs whose negation affirms: "cannot be overstated".
    EXCESS_VERBS = "excess-verbs";
    /// Verbs of which "can" makes no mere possibility: "I can confirm".
    FACTUAL_VERBS = "factual-verbs";
    /// Words that call a claim false.
    FALSEHOODS = "falsehoods";
    /// What departments and ministries are for, word by word.
    FIELDS_OF_WORK = "fields-of-work";
    /// What makes people of figures: "senior party figures".
    FIGURES = "figures";
    /// Firms of two family names.
    FIRMS = "firms";
    /// First names, and whether men or women have them.
    FIRST_NAMES = "first-names";
    /// Syllables after the hyphen of given names: "Ki-moon".
    GIVEN_NAME_ENDS = "given-name-ends";
    /// Seats that stand for the whole government of their country.
    GOVERNMENT_SEATS = "government-seats";
    /// Labels before the source of a headline.
    HEADLINE_LABELS = "headline-labels";
    /// Bodies before which something is said.
    HEARING_BODIES = "hearing-bodies";
    /// Adverbs that leave it to others whether the source said so.
    HEARSAY_ADVERBS = "hearsay-adverbs";
    /// Verbs whose subject in the passive is what something is said of.
    HEARSAY_VERBS = "hearsay-verbs";
    /// Plurals that no ending tells, with their singulars.
    IRREGULAR_PLURALS = "irregular-plurals";
    /// Words after the name of a company that say what it is in law: "inc", "ltd".
    LEGAL_SUFFIXES = "legal-suffixes";
    /// Words before the name of a place where something happens: "in", "near".
    LOCATION_OPENERS = "location-openers";
    /// Words before the hyphen of family names: "El-Sayed".
    NAME_PARTICLES = "name-particles";
    /// Words after a family name: "Jr.".
    NAME_SUFFIXES = "name-suffixes";
    /// Titles before the name of a person, with the gender that they tell.
    NAME_TITLES = "name-titles";
    /// Verbs that call something by a name.
    NAMING_VERBS = "naming-verbs";
    /// Words right after a negation that then negates nothing: "not only".
    NEGATION_LIMITS = "negation-limits";
    /// Words that negate the verb they belong to.
    NEGATORS = "negators";
    /// Short forms of first names, with the names that they are short for.
    NICKNAMES = "nicknames";
    /// Words before a name that is then no subject: "of", "against".
    OBJECT_OPENERS = "object-openers";
    /// Offices that one person holds at a time.
    OFFICES = "offices";
    /// Words that make an office another's: "shadow", "deputy".
    OFFICE_MODIFIERS = "office-modifiers";
    /// "first" to "tenth".
    ORDINALS = "ordinals";
    /// Bodies that somebody has: "campaign" of "her campaign".
    OWNED_BODIES = "owned-bodies";
    /// Nouns for several who were named before, with how many they are: "the pair".
    PAIR_WORDS = "pair-words";
    /// How parties are written in brackets after a name.
    PARTY_LABELS = "party-labels";
    /// What members of parties are called, with the plural.
    PARTY_MEMBERS = "party-members";
    /// Nouns that mean people before all else.
    PERSON_NOUNS = "person-nouns";
    /// Participles after the name of a place that does not act: "Moscow based".
    PLACE_PARTICIPLES = "place-participles";
    /// Honours, degrees and seats after the name of a person: "KC".
    POST_NOMINALS = "post-nominals";
    /// Pronouns and determiners that have the same morphological features everywhere, with them.
    PRONOUN_FEATURES = "pronoun-features";
    /// Nouns that say how many: "a handful of advisers" are advisers.
    QUANTITY_NOUNS = "quantity-nouns";
    /// Words that ask, or begin a relative clause.
    QUESTION_WORDS = "question-words";
    /// Nouns that are not given: "gave no details".
    REFUSED_NOUNS = "refused-nouns";
    /// Brothers, wives and others who are somebody to somebody.
    RELATIONS = "relations";
    /// Words and signs that end a role after a name.
    ROLE_STOPS = "role-stops";
    /// Words that often begin sentences and hardly ever names.
    SENTENCE_OPENERS = "sentence-openers";
    /// Words that begin with a capital in headlines and at the beginning of sentences alone.
    SMALL_WORDS = "small-words";
    /// What kind of source bears a name with this word.
    SOURCE_NAMES = "source-names";
    /// What kind of source a noun is.
    SOURCE_NOUNS = "source-nouns";
    /// Verbs whose negation or refusal keeps something back.
    TELLING_VERBS = "telling-verbs";
    /// Nouns for what is written, done or thought, and no body.
    THING_NOUNS = "thing-nouns";
    /// Forms of verbs, and other words, after which "about" names a topic: "knew about 37 faults".
    TOPIC_VERBS = "topic-verbs";
    /// Words that describe weapons and vehicles: "lone", "ballistic".
    WEAPON_ATTRIBUTES = "weapon-attributes";
    /// Heads of phrases that keep something back: "did not respond".
    WITHHOLDING_WORDS = "withholding-words";
    /// Nouns for what somebody writes, films or composes, which has a title.
    WORK_NOUNS = "work-nouns";
}
