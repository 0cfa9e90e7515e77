//! Learned names, the user's names and values in one list of mentions that do not overlap.

use sayso_lexicon::{Lexeme, Lexemes, Look, lists};
use sayso_text::{Segmentation, TokenRange};

use crate::designations;
use crate::entities::{Mention, MentionForm};
use crate::gazetteer::Hit;
use crate::honours;
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{Hints, NameFinder, NameModel};
use crate::nicknames;
use crate::roles::{Roles, TITLE};
use crate::rules::Found;

/// Titles of two words, of which the second may be a name.
const DOUBLE_TITLES: [[&str; 2]; 4] =
    [["dato", "seri"], ["dato", "sri"], ["datuk", "seri"], ["tan", "sri"]];

/// A name that is not yet a mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameSpan {
    pub(crate) tokens: TokenRange,
    pub(crate) kind: EntityKind,
    confidence: f32,
    /// Whether it is in the user's gazetteer.
    listed: bool,
}

/// Writes the names that the model finds in the text that was read last into `names`.
pub(crate) fn learned_names(
    model: &NameModel,
    lexemes: &Lexemes,
    finder: &mut NameFinder,
    names: &mut Vec<NameSpan>,
) {
    names.clear();
    finder.tag(model, lexemes, |tokens, kind, confidence| {
        names.push(NameSpan { tokens, kind, confidence, listed: false });
    });
    let (lexemes, hints) = (lexemes.as_slice(), &finder.hints);
    // "KN-25" and "rocket launchers": a designation right before a weapon or vehicle is part of its name.
    names.dedup_by(|thing, name| {
        let designation = name.tokens.len() == 1
            && lexemes[name.tokens.indices().start].look == Look::Mixed
            && name.tokens.end() == thing.tokens.start()
            && matches!(thing.kind, EntityKind::Weapon | EntityKind::Platform);
        if designation {
            name.tokens = TokenRange::new(name.tokens.start(), thing.tokens.end());
            name.kind = thing.kind;
            name.confidence = name.confidence.max(thing.confidence);
        }
        designation
    });
    // "Russian" before "Defence Ministry": the country is part of the name of a public body.
    names.dedup_by(|body, name| {
        let national = name.kind == EntityKind::Nationality
            && name.tokens.end() == body.tokens.start()
            && body.kind == EntityKind::Organisation
            && is_public_body(lexemes, body.tokens);
        if national {
            let tokens = TokenRange::new(name.tokens.start(), body.tokens.end());
            *name = NameSpan { tokens, ..*body };
        }
        national
    });
    designations::settle(lexemes, hints, names);
    nicknames::join(lexemes, names);
    honours::cut(lexemes, names);
    let roles = Roles::builtin();
    for name in names {
        name.tokens = without_edges(lexemes, hints, roles, *name);
        if name.kind == EntityKind::Organisation && is_country(hints, name.tokens) {
            name.kind = EntityKind::Place;
        }
        if let Some(tokens) = team(lexemes, name) {
            name.tokens = tokens;
            name.kind = EntityKind::Organisation;
        }
    }
}

/// Whether a name ends as those of ministries, courts, parliaments and forces do.
fn is_public_body(lexemes: &[Lexeme], name: TokenRange) -> bool {
    let last = lexemes[name.indices().end - 1].word;
    let body = lists::BODY_TYPES.get_hash(last);
    matches!(body, Some("government" | "legislature" | "court" | "military" | "police"))
}

/// Replaces learned names by the names of the user's gazetteer that overlap them.
pub(crate) fn insert_hits(hits: &[Hit], names: &mut Vec<NameSpan>) {
    if hits.is_empty() {
        return;
    }
    names.retain(|name| {
        let next = hits.partition_point(|hit| hit.tokens.end() <= name.tokens.start());
        hits.get(next).is_none_or(|hit| !hit.tokens.overlaps(name.tokens))
    });
    names.extend(hits.iter().map(|&Hit { tokens, kind, .. }| NameSpan {
        tokens,
        kind,
        confidence: 1.0,
        listed: true,
    }));
    names.sort_by_key(|name| name.tokens.start());
}

/// Appends names and values to `mentions` in order of the text, and notes in `taken` which tokens they cover.
/// Where they overlap, a date or sum of money wins over a name, and a name over a number.
pub(crate) fn merge(
    segmentation: &Segmentation,
    lexemes: &[Lexeme],
    names: &[NameSpan],
    values: &[Found],
    taken: &mut Vec<bool>,
    mentions: &mut Vec<Mention>,
) {
    let tokens = segmentation.tokens();
    let mut values = values.iter().peekable();
    for name in names {
        while values.peek().is_some_and(|v| v.end <= name.tokens.start()) {
            mentions.extend(values.next().map(|v| value(segmentation, v)));
        }
        let rival = values.peek().filter(|v| v.start < name.tokens.end());
        if let Some(rival) = rival {
            if !name.listed && wins(rival, name, lexemes) {
                continue;
            }
            // Skip every value that the name covers.
            while values.peek().is_some_and(|v| v.start < name.tokens.end()) {
                values.next();
            }
        }
        mentions.push(Mention {
            tokens: name.tokens,
            range: tokens.cover(name.tokens),
            kind: name.kind,
            form: MentionForm::Name,
            confidence: name.confidence,
            entity: None,
            link: 0.0,
            acts: false,
            value: None,
        });
    }
    mentions.extend(values.map(|v| value(segmentation, v)));
    taken.clear();
    taken.resize(tokens.len(), false);
    for mention in &*mentions {
        taken[mention.tokens.indices()].fill(true);
    }
}

/// Whether a value is more credible than a name that overlaps it.
fn wins(value: &Found, name: &NameSpan, lexemes: &[Lexeme]) -> bool {
    let digits = lexemes[value.start as usize].look == Look::Number;
    let firm = matches!(
        value.kind,
        EntityKind::Date | EntityKind::Time | EntityKind::Money | EntityKind::Percent
    ) && (digits || value.end - value.start > 1 || name.confidence < 0.9);
    let thing = matches!(name.kind, EntityKind::Weapon | EntityKind::Platform);
    firm || thing && value.start < name.tokens.start()
}

fn value(segmentation: &Segmentation, found: &Found) -> Mention {
    Mention {
        tokens: found.tokens(),
        range: segmentation.tokens().cover(found.tokens()),
        kind: found.kind,
        form: MentionForm::Value,
        confidence: 0.95,
        entity: None,
        link: 0.0,
        acts: false,
        value: found.value,
    }
}

/// The name without an article, a title or a word that opens the sentence before it.
fn without_edges(lexemes: &[Lexeme], hints: &[Hints], roles: Roles, name: NameSpan) -> TokenRange {
    let (mut start, mut end) = (name.tokens.start(), name.tokens.end());
    let is = |t: u32, words: &[&str]| {
        words.iter().any(|word| lexemes[t as usize].word == sayso_linear::text_hash(word))
    };
    // "Post's Ed Lane" is not the name of one.
    while start + 1 < end && is(start, &["'s", "’s", "'", "’"]) {
        start += 1;
    }
    // "One State Department official"
    let rest = TokenRange::new(start + 1, end.max(start + 1));
    if rest.len() > 1 && is(start, &["one"]) && is_public_body(lexemes, rest) {
        start += 1;
    }
    // "Senate Minority" of "Senate Minority Leader".
    let holds = (end as usize) < lexemes.len() && is(end, &["leader", "leaders", "whip", "whips"]);
    if holds && start + 1 < end && is(end - 1, &["minority", "majority"]) {
        end -= 1;
    }
    // "Mel Cronin of Gawker" is called Mel Cronin; kings have one name.
    let of = (start + 2..end).find(|&t| is(t, &["of"]));
    if let Some(of) = of.filter(|_| name.kind == EntityKind::Person) {
        end = of;
    }
    while start + 1 < end {
        let (lexeme, hints) = (&lexemes[start as usize], &hints[start as usize]);
        let title = name.kind == EntityKind::Person
            && roles.of(lexeme.word).any(TITLE)
            && !hints.is(NameClass::Male)
            && !hints.is(NameClass::Female);
        // "Although Reynolds said", but "Will Estrada".
        let person = name.kind == EntityKind::Person && hints.initial && !hints.is(NameClass::Male);
        let article = hints.opener && (lexeme.look == Look::Lower || person);
        let pair = name.kind == EntityKind::Person
            && start + 2 < end
            && DOUBLE_TITLES.iter().any(|[a, b]| is(start, &[a]) && is(start + 1, &[b]));
        if !title && !article && !pair {
            break;
        }
        start += 1 + u32::from(pair);
    }
    TokenRange::new(start, end)
}

/// "Team Clinton" is a body, whether or not the model takes its first word for a part of the name.
fn team(lexemes: &[Lexeme], name: &NameSpan) -> Option<TokenRange> {
    let is_team = |t: u32| {
        let lexeme = &lexemes[t as usize];
        lexeme.look == Look::Capital && lexeme.word == sayso_linear::text_hash("team")
    };
    let (start, end) = (name.tokens.start(), name.tokens.end());
    let whole = end - start > 1 && is_team(start);
    let before = start.checked_sub(1).filter(|&t| end - start == 1 && is_team(t));
    let person = name.kind == EntityKind::Person;
    before.or(Some(start).filter(|_| whole)).filter(|_| person).map(|t| TokenRange::new(t, end))
}

/// "South Africa" is a team in the headlines of sports pages and a country elsewhere.
fn is_country(hints: &[Hints], tokens: TokenRange) -> bool {
    let first = &hints[tokens.indices().start];
    let whole = hints[tokens.indices()].iter().all(|h| h.is(NameClass::Country));
    whole && !first.shouted
}
