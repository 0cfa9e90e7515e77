//! The columns, table by table. `docs/tables.md` shows them; a test compares.

use super::Column;
use super::Kind::{Amount, Day, Integer, Integers, Number, Share, Span, Spans, Text, Texts};

const DOCUMENT: Column =
    has("document", Integer, "The document's number in the corpus, from 0: the key to join on");
const DOCUMENT_ID: Column = has("document_id", Text, "The document's name");

const CLAIM: Column =
    has("claim", Text, "Its key, the same in `sayso claims` and for every order of the documents");

pub(crate) const DOCUMENTS: &[Column] = &[
    DOCUMENT,
    has(
        "id",
        Text,
        "The document's name; of a document that could not be read, its file and place",
    ),
    may("path", Text, "The path of its file"),
    may("title", Text, "The headline"),
    may("date", Text, "The date of publication, as its file has it"),
    may("day", Day, "The same as a day, where it can be read as one"),
    may("publisher", Text, "The outlet"),
    may("extra", Text, "All other fields of its file, as a JSON object"),
    may(
        "notes",
        Text,
        "What happened while it was read, as a JSON list of `{\"kind\", \"detail\"}`",
    ),
    has("format", Number, "The version of the record"),
    has("offsets", Text, "What all offsets count: `char` (code points), `byte` (UTF-8) or `utf16`"),
    has("layers", Text, "Which layers the record has, with commas between"),
    may("text", Text, "The text"),
    may("words", Number, "How many words the text has, parted at white space"),
    may("sentences", Spans, "Where its sentences are"),
    may("error", Text, "Why it could not be read or analysed; null if it was"),
];

pub(crate) const ENTITIES: &[Column] = &[
    DOCUMENT,
    DOCUMENT_ID,
    has("entity", Number, "The entity's number in its document"),
    has(
        "kind",
        Text,
        "What it is: `person`, `organisation`, `place`, ..., `date`, `quantity`, `money`",
    ),
    has(
        "name",
        Text,
        "The fullest name used, or the name in the user's list, or the words of an expression",
    ),
    may("ref", Text, "Its id in the user's list"),
    may("country", Text, "The ISO 3166 code of the country that it is or belongs to"),
    may("acts_for", Text, "The country for whose government a place stands where it acts"),
    may("role", Text, "What somebody is said to be"),
    may("affiliation", Number, "The number of the entity to which somebody is said to belong"),
    may("affiliation_name", Text, "The name of that entity"),
    may("value", Text, "What a number or date is worth: `~12000`, `USD 135000000`, `2024-11-23`"),
    may("low", Amount, "The least that an amount is, if the words say so"),
    may("high", Amount, "The most that it is; the same for a plain number"),
    may("unit", Text, "What it is measured in: `km`, `year`, `USD`, `%`"),
    may("approximate", Number, "1 where the words give it as approximate"),
    may("thing", Text, "What an amount counts"),
    may("thing_span", Span, "Where the text says so"),
    may(
        "key",
        Integer,
        "The key of its name, by which `entity_keys` says what it is in the whole corpus; null for what has no name",
    ),
    has("named", Number, "How often it is named"),
    has("referred", Number, "How often a pronoun or description refers to it"),
];

pub(crate) const MENTIONS: &[Column] = &[
    DOCUMENT,
    DOCUMENT_ID,
    has("entity", Number, "The number of the entity that is meant"),
    has("entity_kind", Text, "What that entity is"),
    has("entity_name", Text, "Its name"),
    has("form", Text, "`name`, or `reference` for a pronoun or description"),
    has("start", Number, "Where the mention starts"),
    has("end", Number, "Where the text after it starts"),
    may("text", Text, "Its words"),
    may("sentence", Number, "The number of the sentence it stands in, from 0"),
    has("confidence", Share, "The probability that stretch and kind are right"),
    has("link", Share, "The probability that this entity is meant"),
    may("acts", Number, "1 where a place acts for its government: \"Pyongyang denied\""),
    may(
        "key",
        Integer,
        "The key of the name of what is meant here, by which `entity_keys` says what it is in the whole corpus; null for what has no name",
    ),
];

pub(crate) const ENTITIES_CORPUS: &[Column] = &[
    has("key", Integer, "Its key, the same for every analysis in which its name prevails"),
    has("name", Text, "The one name under which it is shown"),
    has("kind", Text, "What it most often is"),
    may("role", Text, "What it is most often said to be"),
    may("affiliation", Text, "Where it is most often said to belong"),
    has("documents", Integer, "How many documents name it"),
];

pub(crate) const ENTITY_KEYS: &[Column] = &[
    has("key", Integer, "The key in `entities`, `mentions`, `attributions` and `transfers`"),
    has("corpus_key", Integer, "The key in `entities_corpus` of what it is"),
    has("name", Text, "How it is written where it has this key"),
    has("confidence", Share, "How sure it is that it is this one; 1 where nothing was joined"),
];

pub(crate) const TRANSFERS: &[Column] = &[
    DOCUMENT,
    DOCUMENT_ID,
    may("title", Text, "The document's headline"),
    may("publisher", Text, "The document's outlet"),
    may("date", Text, "The document's date, as its file has it"),
    may("day", Day, "The document's day"),
    has("transfer", Number, "The transfer's number in its document"),
    may("giver", Text, "The words that name who gives"),
    may("giver_entity", Number, "The number of the entity that it is or belongs to"),
    may(
        "giver_key",
        Integer,
        "The key of that entity's name, by which `entity_keys` says who it is in the whole corpus",
    ),
    may(
        "giver_label",
        Text,
        "The words that stand for who gives without a name, the same in all documents: `rebels`; null for a pronoun that stands for somebody unknown",
    ),
    may("giver_name", Text, "The name of that entity"),
    may("receiver", Text, "The words that name who receives"),
    may("receiver_entity", Number, "The number of the entity that it is or belongs to"),
    may("receiver_key", Integer, "The key of that entity's name, as for the giver"),
    may("receiver_label", Text, "The words that stand for who receives, as for the giver"),
    may("receiver_name", Text, "The name of that entity"),
    may("thing", Text, "The words that name what is given"),
    may(
        "thing_kind",
        Text,
        "`weapon`, `ammunition`, `money`, `fuel`, `troops`, `technology`, `information`, `document`, `aid` or `other`",
    ),
    may("amount", Text, "How many or how much, in normal form: `~12000`"),
    may("amount_low", Amount, "The least that it is, if the words say so"),
    may("amount_high", Amount, "The most that it is; the same for a plain number"),
    may("amount_unit", Text, "What it is measured in: `t`"),
    may("worth", Text, "What it is worth, or how much money it is, in normal form"),
    may("worth_low", Amount, "The least that that is, if the words say so"),
    may("worth_high", Amount, "The most that that is"),
    may("currency", Text, "The code of its currency: `USD`"),
    has("status", Text, "`claimed`, `denied`, `planned`, `asked` or `possible`"),
    may("trigger", Text, "The words that say that something is given or received"),
    has("lemma", Text, "The dictionary form of their head"),
    may("in_return", Number, "The number of the transfer in return for which it is made"),
    may("time", Text, "The words that say when"),
    may("time_value", Text, "What they mean: `2024-11-23`"),
    may("attribution", Number, "The number of the innermost attribution in whose content it is"),
    has("confidence", Share, "A score from 0 to 1, no probability: how plain form and parts are"),
    may("sentence", Number, "The number of the sentence of the trigger, from 0"),
    may("sentence_text", Text, "That sentence"),
    may("giver_span", Span, "Where the giver is"),
    may("receiver_span", Span, "Where the receiver is"),
    may("thing_span", Span, "Where the thing is"),
    has("trigger_span", Span, "Where the trigger is"),
    may("time_span", Span, "Where the time is"),
];

pub(crate) const ATTRIBUTIONS: &[Column] = &[
    DOCUMENT,
    DOCUMENT_ID,
    may("title", Text, "The document's headline"),
    may("publisher", Text, "The document's outlet"),
    may("date", Text, "The document's date, as its file has it"),
    may("day", Day, "The document's day"),
    has("attribution", Number, "The attribution's number in its document"),
    may("source", Text, "The words that name who says it"),
    has(
        "source_kind",
        Text,
        "`person`, `role`, `group`, `organisation`, `government`, `outlet`, `document`, `imagery`, `intercept`, `social`, `author` or `none`",
    ),
    may("source_entity", Number, "The number of the entity that the source is"),
    may(
        "source_key",
        Integer,
        "The key of its name, by which `entity_keys` says who it is in the whole corpus",
    ),
    may(
        "source_label",
        Text,
        "The words that stand for a source without a name, the same in all documents: `officials`; null where nobody is named, and for a pronoun that stands for somebody unknown",
    ),
    has(
        "source_counted_as",
        Text,
        "The kind as reports count it: \"the governor\" is a `person` where the document says who that is, \"she\" a `role` where that is \"a woman\", and several people with names a `person`",
    ),
    may(
        "source_members",
        Integers,
        "The numbers of the entities who are named where several speak together, \"Pell and Voss\"; such a source is no entity itself",
    ),
    may("source_member_keys", Integers, "The keys of their names, each once"),
    may("source_name", Text, "The name of that entity"),
    may("source_entity_kind", Text, "What that entity is"),
    may("source_role", Text, "The words that say what the source is"),
    may("source_affiliation", Text, "The words that say where the source belongs"),
    may("anonymity", Text, "The words that say that its name is withheld"),
    may("anonymity_reason", Text, "The words that say why"),
    may("cue", Text, "The words that mark the attribution"),
    has("cue_lemma", Text, "The dictionary form of their head"),
    may("addressee", Text, "The words that say to whom it was said"),
    may("channel", Text, "The words that say by which way"),
    may("content", Text, "What is ascribed"),
    may("content_words", Number, "How many words that is"),
    has("quotation", Text, "`direct`, `mixed` or `indirect`"),
    has("stance", Text, "What the cue commits the source to: `assert`, `confirm`, `deny`, ..."),
    has(
        "polarity",
        Text,
        "`positive`, or `negative` where the source did not do so: \"never said\"",
    ),
    has("actuality", Text, "`actual`, `asked`, `conditional`, `modal` or `expected`"),
    may("hedges", Texts, "The words that weaken the content"),
    may("parent", Number, "The number of the attribution in whose content this one stands"),
    may(
        "continues",
        Number,
        "The number of the attribution whose source and cue this quotation without a cue goes on with",
    ),
    has("confidence", Share, "The probability that source and content are right"),
    may("sentence", Number, "The number of the sentence of the cue, from 0"),
    may("sentence_text", Text, "That sentence; null if longer than 10,000 bytes"),
    has("source_spans", Spans, "Where the source is; empty where nobody is named"),
    may("source_role_span", Span, "Where the role is"),
    may("source_affiliation_span", Span, "Where the affiliation is"),
    may("anonymity_span", Span, "Where it is said that the name is withheld"),
    may("anonymity_reason_span", Span, "Where it is said why"),
    has("cue_spans", Spans, "Where the cue is"),
    may("addressee_span", Span, "Where the addressee is"),
    may("channel_span", Span, "Where the channel is"),
    has("content_spans", Spans, "Where the content is; more than one if it is broken in pieces"),
    has("hedge_spans", Spans, "Where the hedges are"),
];

pub(crate) const CLAIMS: &[Column] = &[
    CLAIM,
    has("wording", Text, "The content that stands for all"),
    may("about", Texts, "The names of whom and what it is about"),
    has("story", Text, "The key of its story: of the articles that tell of the same happenings"),
    may(
        "events",
        Texts,
        "What its wording says happens, one word for all that mean the same: `kill`, `sink`",
    ),
    may("first", Day, "The day on which it was first published, if any is known"),
    may("last", Day, "The last such day"),
    has("documents", Integer, "How many documents it is in"),
    has("origins", Integer, "How many of them are left if near-duplicates count once"),
    may("outlets", Texts, "Who published it"),
    has("mentions", Integer, "How many attributions do something with it"),
    has("asserts", Integer, "How many of them say that it is so"),
    has("confirms", Integer, "How many say so when others have said it"),
    has("suggests", Integer, "How many hold it to be likely, or possible"),
    has("denies", Integer, "How many say that it is not so"),
    has("withholds", Integer, "How many do not say whether"),
    has("asks", Integer, "How many ask whether"),
    has("demands", Integer, "How many want it to be so"),
    has("intends", Integer, "How many are going to make it so"),
];

pub(crate) const CLAIM_MENTIONS: &[Column] = &[
    CLAIM,
    DOCUMENT,
    DOCUMENT_ID,
    has("attribution", Number, "The attribution's number in its document"),
    has("start", Number, "Where its content starts"),
    has("end", Number, "Where the text after it starts"),
    has(
        "voice",
        Text,
        "What the source does with the claim as it is worded: one of the columns of `claims` that count, such as `denies`",
    ),
    has("stance", Text, "What the cue commits the source to, as in `attributions`"),
    has("polarity", Text, "`positive`, or `negative` where the source did not do so"),
    has("score", Share, "The probability that it says what the wording says; 1 for the same words"),
];

const fn has(name: &'static str, kind: super::Kind, meaning: &'static str) -> Column {
    Column { name, kind, nullable: false, meaning }
}

const fn may(name: &'static str, kind: super::Kind, meaning: &'static str) -> Column {
    Column { name, kind, nullable: true, meaning }
}

/// The place of the column called `name`, found while compiling: no such column, no program.
pub(crate) const fn place(columns: &[Column], name: &str) -> usize {
    let mut i = 0;
    while !same(columns[i].name.as_bytes(), name.as_bytes()) {
        i += 1;
    }
    i
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    a.len() == b.len() && i == a.len()
}
