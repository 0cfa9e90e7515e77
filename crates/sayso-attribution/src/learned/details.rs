//! What is known of an attribution beside its spans: stance, kind of source, role, addressee, hedges.
//!
//! These are word lists and the shape of trees; the lists are in `data/`, to be read and edited by people.

mod hedges;
mod sources;
mod stances;

use std::collections::HashMap;

use sayso_entities::{Entities, EntityId, EntityKind, Mention};
use sayso_syntax::{Relation, Syntax, Upos};
use sayso_text::{Segmentation, TextRange, TokenId, TokenRange};

use super::graph::{Graph, Sign};
use super::propose::Proposal;
use crate::attribution::{
    Anonymity, Attribution, Content, Cue, QuotationType, Source, SourceKind, Stance,
};
use crate::cues::{Lexicon, Use};

/// The word lists.
#[derive(Debug)]
pub(super) struct Details {
    verbs: Lexicon,
    stances: HashMap<&'static str, Stance>,
    nouns: HashMap<&'static str, SourceKind>,
    names: HashMap<&'static str, SourceKind>,
}

/// A document as the lists see it.
#[derive(Clone, Copy)]
pub(super) struct View<'d> {
    pub(super) text: &'d str,
    pub(super) segmentation: &'d Segmentation,
    pub(super) syntax: &'d Syntax,
    pub(super) graph: &'d Graph,
    pub(super) entities: &'d Entities,
}

impl<'d> View<'d> {
    fn word(&self, token: u32) -> &'d str {
        &self.text[self.segmentation.tokens().range(TokenId::new(token))]
    }

    fn lemma(&self, token: u32) -> &'d str {
        self.syntax.lemma(TokenId::new(token))
    }

    /// Whether the word is `word`, in any case.
    fn is(&self, token: u32, word: &str) -> bool {
        (token as usize) < self.graph.len() && self.word(token).eq_ignore_ascii_case(word)
    }

    fn is_any(&self, token: u32, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(token, word))
    }

    fn cover(&self, tokens: TokenRange) -> TextRange {
        self.segmentation.tokens().cover(tokens)
    }

    /// The words of the subtree of `token`.
    fn subtree(&self, token: u32) -> TokenRange {
        let node = self.graph.node(token);
        TokenRange::new(node.left, node.right + 1)
    }
}

impl Details {
    pub(super) fn new() -> Self {
        let mut nouns = pairs(include_str!("../../data/sources.tsv"), SourceKind::from_name);
        // "officials" are lemmatised; a plural of one that is not is in the list itself.
        nouns.remove("");
        Self {
            verbs: Lexicon::new(),
            stances: pairs(include_str!("../../data/stances.tsv"), Stance::from_name),
            nouns,
            names: pairs(include_str!("../../data/names.tsv"), SourceKind::from_name),
        }
    }

    /// Whether `token` is a verb that the word list gives to speech or evidence.
    pub(super) fn is_listed(&self, syntax: &Syntax, token: u32) -> bool {
        let token = TokenId::new(token);
        syntax.upos(token) == Upos::Verb
            && self
                .verbs
                .get(syntax.lemma(token))
                .is_some_and(|verb| matches!(verb.usage, Use::Speech | Use::Evidence))
    }

    /// The attribution that `proposal` makes.
    pub(super) fn finish(&self, view: View<'_>, proposal: &Proposal) -> Attribution {
        let mut content: Vec<TokenRange> =
            proposal.content.iter().map(|&piece| with_marks(view.graph, piece)).collect();
        content.sort_unstable();
        content.dedup_by(|next, last| {
            let joins = next.start() < last.end();
            if joins {
                *last = TokenRange::new(last.start(), last.end().max(next.end()));
            }
            joins
        });
        let spans = |pieces: &[TokenRange]| pieces.iter().map(|&p| view.cover(p)).collect();
        let clause = self.surroundings(view, proposal);
        Attribution {
            source: self.source(view, proposal),
            cue: Cue {
                spans: vec![view.cover(proposal.cue)],
                lemma: cue_lemma(view, proposal.head),
                addressee: clause.addressee,
                channel: clause.channel,
            },
            stance: self.stance(view, proposal),
            hedges: hedges::find(view, &content),
            content: Content {
                quotation: match proposal.verbatim {
                    true => QuotationType::Direct,
                    false => quotation(view.graph, &content),
                },
                spans: spans(&content),
            },
            parent: None,
            continues: None,
            confidence: proposal.confidence,
        }
    }

    fn source(&self, view: View<'_>, proposal: &Proposal) -> Source {
        let kind = self.kind(view, proposal);
        let (role, affiliation) = match kind {
            SourceKind::Person | SourceKind::Role | SourceKind::Group => {
                sources::role(view, &proposal.source, kind)
            }
            _ => (None, None),
        };
        Source {
            spans: proposal.source.iter().map(|&piece| view.cover(piece)).collect(),
            kind,
            entity: entity(view, proposal, kind),
            role,
            affiliation,
            anonymity: anonymity(view, proposal),
        }
    }

    /// The addressee and the channel among what hangs on the cue.
    fn surroundings(&self, view: View<'_>, proposal: &Proposal) -> Surroundings {
        const TELLING: &[&str] = &[
            "tell", "ask", "inform", "remind", "assure", "warn", "notify", "brief", "advise",
            "urge",
        ];
        const CHANNELS: &[&str] = &[
            "statement",
            "interview",
            "tweet",
            "speech",
            "email",
            "e-mail",
            "letter",
            "post",
            "twitter",
            "facebook",
            "telegram",
            "call",
            "conference",
            "briefing",
            "debate",
            "rally",
            "testimony",
            "memo",
            "release",
            "column",
            "op-ed",
            "editorial",
            "book",
            "radio",
            "television",
            "tv",
            "phone",
            "telephone",
            "message",
            "report",
            "appearance",
            "address",
            "remarks",
            "video",
            "blog",
            "article",
            "instagram",
            "youtube",
            "show",
            "program",
            "podcast",
            "press",
            "news",
        ];
        let mut found = Surroundings::default();
        let taken = |token: u32| {
            let holds = |piece: &TokenRange| piece.contains(TokenId::new(token));
            proposal.source.iter().any(holds) || proposal.content.iter().any(holds)
        };
        for (child, node) in view.graph.children(proposal.head) {
            if taken(child) {
                continue;
            }
            let case = view.graph.child(child, &[Relation::Case]);
            match node.relation {
                Relation::Obj | Relation::Iobj
                    if TELLING.contains(&view.lemma(proposal.head)) && node.upos != Upos::Verb =>
                {
                    found.addressee = Some(self.phrase(view, child, &taken));
                }
                Relation::Obl => {
                    let Some(case) = case else { continue };
                    if view.is(case, "to") && is_agent(node.upos) {
                        found.addressee = Some(self.phrase(view, child, &taken));
                    } else if view
                        .is_any(case, &["in", "on", "at", "via", "by", "during", "through"])
                        && CHANNELS.iter().any(|c| view.lemma(child).eq_ignore_ascii_case(c))
                    {
                        found.channel = Some(self.phrase(view, child, &taken));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The words of the subtree of `token`, up to the first that is `taken`.
    fn phrase(&self, view: View<'_>, token: u32, taken: &dyn Fn(u32) -> bool) -> TextRange {
        let subtree = view.subtree(token);
        let clause = view.graph.children(token).find(|(_, n)| n.relation == Relation::AclRelcl);
        let mut end = clause.map_or(subtree.end(), |(child, _)| view.graph.node(child).left);
        end = (token..end).find(|&t| taken(t)).unwrap_or(end).max(token + 1);
        while end > token + 1 && view.graph.node(end - 1).sign != Sign::None {
            end -= 1;
        }
        let start = (subtree.start()..=token).rev().take_while(|&t| !taken(t)).last();
        view.cover(TokenRange::new(start.unwrap_or(token), end))
    }
}

#[derive(Default)]
struct Surroundings {
    addressee: Option<TextRange>,
    channel: Option<TextRange>,
}

fn is_agent(upos: Upos) -> bool {
    matches!(upos, Upos::Propn | Upos::Noun | Upos::Pron)
}

/// Lines of a value, a tab and words.
fn pairs<T: Copy>(
    lines: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> HashMap<&'static str, T> {
    let mut map = HashMap::new();
    for (value, words) in lines.lines().filter_map(|line| line.split_once('\t')) {
        if let Some(value) = parse(value) {
            map.extend(words.split(' ').map(|word| (word, value)));
        }
    }
    map
}

fn cue_lemma(view: View<'_>, head: u32) -> String {
    if view.is(head, "according") && view.is(head + 1, "to") {
        return "according to".to_owned();
    }
    view.lemma(head).to_owned()
}

/// The entity of the mention that holds the head of the source, or of the name in it: not the nation of
/// "Western officials".
fn entity(view: View<'_>, proposal: &Proposal, kind: SourceKind) -> Option<EntityId> {
    let tokens = proposal.source.iter().flat_map(|piece| piece.start()..piece.end());
    let head = view.graph.head_of(tokens)?;
    let is_source = |m: &&Mention| m.entity.is_some() && m.kind != EntityKind::Nationality;
    let mention = view.entities.at(TokenId::new(head)).filter(is_source);
    let piece = *proposal.source.first()?;
    if let Some(person) = sources::titled_person(view, piece, head) {
        return person.entity;
    }
    let range = view.cover(piece);
    let named = matches!(
        kind,
        SourceKind::Person | SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet
    );
    let inside = || view.entities.best_in(range).filter(|m| named && is_source(m));
    mention.or_else(inside)?.entity
}

/// A piece of a content with the quotation marks that enclose it.
fn with_marks(graph: &Graph, piece: TokenRange) -> TokenRange {
    let quotation = |t: u32| graph.nodes.get(t as usize).map_or(0, |n| n.quotation);
    let (mut start, mut end) = (piece.start(), piece.end());
    let first = quotation(start);
    if first > 0
        && let Some(before) = start.checked_sub(1)
        && quotation(before) == first
        && graph.node(before).sign == Sign::OpenQuote
    {
        start = before;
    }
    let last = quotation(end - 1);
    let mut behind = end;
    // Inner punctuation, then the mark.
    while last > 0 && quotation(behind) == last && graph.node(behind).sign != Sign::None {
        behind += 1;
        if matches!(graph.node(behind - 1).sign, Sign::CloseQuote | Sign::OpenQuote) {
            end = behind;
            break;
        }
    }
    TokenRange::new(start, end)
}

/// How much of the content stands in marks, be they those of speech or of a few words quoted.
fn quotation(graph: &Graph, content: &[TokenRange]) -> QuotationType {
    let (mut all, mut quoted) = (0, 0);
    for token in content.iter().flat_map(|piece| piece.start()..piece.end()) {
        if !graph.is_sign(token) {
            all += 1;
            quoted += u32::from(graph.node(token).marked);
        }
    }
    match quoted {
        0 => QuotationType::Indirect,
        _ if quoted == all => QuotationType::Direct,
        _ => QuotationType::Mixed,
    }
}

/// Where the cue's sentence or the one behind it says that the source's name is withheld.
fn anonymity(view: View<'_>, proposal: &Proposal) -> Option<Anonymity> {
    let own = view.graph.sentence_of(proposal.head);
    let sentence = view.graph.sentence(own);
    let tokens = || sentence.start()..sentence.end();
    let at = tokens()
        .find(|&t| view.is_any(t, &["anonymity", "anonymously"]) && !view.graph.is_quoted(t));
    let declined = || {
        tokens().find(|&t| {
            view.is_any(t, &["named", "identified", "quoted"])
                && t >= sentence.start() + 3
                && view.is(t - 1, "be")
                && (view.is(t - 3, "not") || view.is_any(t - 3, &["declined", "refused"]))
        })
    };
    let unauthorised = || {
        tokens().find(|&t| {
            view.is_any(t, &["authorized", "authorised", "permitted"])
                && t >= sentence.start() + 2
                && (view.is_any(t - 1, &["not", "n't"]) || view.is(t - 2, "not"))
        })
    };
    let at = at.or_else(declined).or_else(unauthorised)?;
    let start = (sentence.start()..=at)
        .rev()
        .take(5)
        .find(|&t| {
            view.is_any(t, &["on", "under", "not", "declined", "refused", "requested", "asked"])
        })
        .unwrap_or(at);
    let reason =
        (at..sentence.end()).find(|&t| view.is_any(t, &["because", "since", "citing", "as"]));
    let reason = reason.map(|from| {
        let ends = |t: &u32| {
            matches!(view.graph.node(*t).sign, Sign::Comma | Sign::Stop | Sign::Semicolon)
        };
        let end = (from + 1..sentence.end()).find(ends).unwrap_or(sentence.end());
        view.cover(TokenRange::new(from, end))
    });
    Some(Anonymity { span: view.cover(TokenRange::new(start, at + 1)), reason })
}
