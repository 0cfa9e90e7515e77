//! What kind of source it is, its role and its affiliation.

use sayso_entities::{EntityKind, KnownNames, Mention, MentionForm, NameClass};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TextRange, TokenRange};

use super::{Details, View};
use crate::attribution::SourceKind;
use crate::learned::graph::Sign;
use crate::learned::propose::Proposal;

impl Details {
    pub(super) fn kind(&self, view: View<'_>, proposal: &Proposal) -> SourceKind {
        let tokens = proposal.source.iter().flat_map(|piece| piece.start()..piece.end());
        let Some(head) = view.graph.head_of(tokens) else { return SourceKind::None };
        let piece = proposal.source[0];
        if titled_person(view, piece, head).is_some() {
            return SourceKind::Person;
        }
        self.kind_of(view, head, piece, 0)
    }

    fn kind_of(&self, view: View<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
        let node = view.graph.node(head);
        match node.upos {
            Upos::Pron | Upos::Det => self.pronoun(view, head, depth),
            Upos::Propn => self.name(view, head, piece),
            _ => self.noun(view, head, piece, depth),
        }
    }

    fn pronoun(&self, view: View<'_>, head: u32, depth: u32) -> SourceKind {
        let word = view.word(head).to_ascii_lowercase();
        let quoted = view.graph.is_quoted(head);
        match word.as_str() {
            "i" | "we" | "my" | "our" | "me" | "us" | "mine" if !quoted => SourceKind::Author,
            "we" | "our" | "us" => SourceKind::Group,
            "it" | "its" => SourceKind::Organisation,
            "they" | "their" | "them" | "these" | "those" | "many" | "some" | "others" | "all"
            | "both" | "most" | "everyone" | "everybody" | "few" | "several" | "one" | "none"
            | "nobody" => SourceKind::Group,
            "who" | "which" | "that" | "whose" if depth == 0 => {
                // The noun that the relative clause hangs on.
                let mut up = view.graph.ancestors(head);
                let clause = up.find(|&t| view.graph.node(t).relation == Relation::AclRelcl);
                match clause.map(|t| view.graph.node(t).head) {
                    Some(noun) => {
                        let end = noun + 1;
                        self.kind_of(
                            view,
                            noun,
                            TokenRange::new(view.graph.node(noun).left.min(noun), end),
                            1,
                        )
                    }
                    None => SourceKind::Person,
                }
            }
            "this" | "that" | "which" => SourceKind::Document,
            _ => SourceKind::Person,
        }
    }

    /// A proper name: what its words tell, and how it is written.
    fn name(&self, view: View<'_>, head: u32, piece: TokenRange) -> SourceKind {
        let node = view.graph.node(head);
        if node.xpos == Xpos::Nnps && !self.names.contains_key(view.word(head)) {
            return SourceKind::Group;
        }
        // Only the name itself: not what hangs on it by "of" or behind a comma.
        let in_name = |t: u32| {
            t == head
                || view.graph.node(t).head == head
                    && matches!(
                        view.graph.node(t).relation,
                        Relation::Compound | Relation::Flat | Relation::Amod | Relation::Nmod
                    )
                    && view.graph.node(t).upos == Upos::Propn
                    && view.graph.child(t, &[Relation::Case]).is_none()
        };
        let mut names = 0;
        for t in piece.start()..piece.end() {
            names += u32::from(in_name(t));
        }
        let titled = (piece.start()..head).any(|t| {
            view.is_any(
                t,
                &[
                    "Mr",
                    "Mr.",
                    "Mrs.",
                    "Ms.",
                    "Dr.",
                    "Sen.",
                    "Rep.",
                    "Gov.",
                    "Gen.",
                    "President",
                    "Senator",
                    "Governor",
                    "Secretary",
                    "Minister",
                    "Judge",
                    "Justice",
                    "Professor",
                    "Lt.",
                    "Col.",
                    "Representative",
                    "Congressman",
                    "Mayor",
                    "Pope",
                    "King",
                    "Prince",
                    "Queen",
                    "Chairman",
                ],
            )
        });
        if titled {
            return SourceKind::Person;
        }
        let mention = view.entities.at(sayso_text::TokenId::new(head));
        let found = mention.filter(|m| m.form == MentionForm::Name && m.confidence >= 0.5);
        let found = found.map(|m| m.kind);
        if found == Some(EntityKind::Person) {
            return SourceKind::Person;
        }
        // The whole name, where it is known: "The New Yorker", "the White House".
        let spelled = mention.map_or(view.cover(TokenRange::new(head, head + 1)), |m| m.range);
        let listed = KnownNames::builtin().find(&view.text[spelled]);
        if listed.is(NameClass::Outlet) {
            return SourceKind::Outlet;
        }
        if listed.is(NameClass::Seat) {
            return SourceKind::Government;
        }
        // The last telling word decides: "Fox News Channel", "State Department".
        let telling = (piece.start()..piece.end())
            .rev()
            .filter(|&t| in_name(t))
            .find_map(|t| self.names.get(view.word(t)).copied());
        if let Some(kind) = telling {
            // "Paris Hilton", "Jordan Peterson": a place that opens a longer name.
            let opens = names == 2 && !self.names.contains_key(view.word(head));
            if !(opens && kind == SourceKind::Government) {
                return kind;
            }
        }
        let appos = view
            .graph
            .child(head, &[Relation::Appos])
            .filter(|&t| piece.contains(sayso_text::TokenId::new(t)));
        if let Some(kind) = appos.and_then(|t| self.nouns.get(view.lemma(t))) {
            return if *kind == SourceKind::Role { SourceKind::Person } else { *kind };
        }
        let word = view.word(head);
        let acronym =
            word.len() >= 2 && word.len() <= 6 && word.bytes().all(|b| b.is_ascii_uppercase());
        let article = piece.start() < head && view.is(piece.start(), "the");
        match () {
            () if found == Some(EntityKind::Organisation) => SourceKind::Organisation,
            () if found == Some(EntityKind::Place) => SourceKind::Government,
            () if found == Some(EntityKind::Nationality) => SourceKind::Group,
            () if acronym && names == 1 => SourceKind::Organisation,
            () if article && names <= 2 => SourceKind::Organisation,
            () => SourceKind::Person,
        }
    }

    fn noun(&self, view: View<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
        let node = view.graph.node(head);
        let lemma = view.lemma(head).to_ascii_lowercase();
        let plural = matches!(node.xpos, Xpos::Nns | Xpos::Nnps);
        let inside = |t: u32| piece.contains(sayso_text::TokenId::new(t));
        let intercepted = view.graph.children(head).any(|(t, _)| {
            inside(t)
                && view.is_any(t, &["intercepted", "wiretapped", "bugged", "leaked", "tapped"])
        });
        if intercepted && matches!(self.nouns.get(lemma.as_str()), Some(SourceKind::Intercept)) {
            return SourceKind::Intercept;
        }
        // "spokesman Jesse Lehrich": the name makes a person of a role.
        let named = view.graph.children(head).any(|(t, n)| {
            inside(t)
                && n.upos == Upos::Propn
                && matches!(n.relation, Relation::Flat | Relation::Appos)
        });
        let word = view.word(head);
        if let Some(kind) = self.names.get(word).filter(|_| word.starts_with(char::is_uppercase)) {
            return *kind;
        }
        match self.nouns.get(lemma.as_str()).copied() {
            Some(SourceKind::Role) if named => SourceKind::Person,
            Some(SourceKind::Role) if plural => SourceKind::Group,
            Some(kind) => kind,
            None if depth == 0
                && matches!(lemma.as_str(), "percent" | "number" | "%" | "half" | "third") =>
            {
                SourceKind::Group
            }
            None if named => SourceKind::Person,
            None if plural => SourceKind::Group,
            None if is_animate(&lemma) => SourceKind::Role,
            None if node.upos == Upos::Adj || node.upos == Upos::Num => SourceKind::Group,
            None => SourceKind::Organisation,
        }
    }
}

/// The person behind a title that begins with another name: "North Dakota Gov. Ann Brown".
pub(super) fn titled_person<'d>(
    view: View<'d>,
    piece: TokenRange,
    head: u32,
) -> Option<&'d Mention> {
    let is_person = |m: &&Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name;
    let behind = |m: &&Mention| m.tokens.start() > head;
    let mut mentions = view.entities.within(view.cover(piece)).iter();
    let person = mentions.find(|m| is_person(m) && behind(m))?;
    let is_title = |t: u32| {
        let node = view.graph.node(t);
        node.sign == Sign::None
            && matches!(node.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det)
    };
    let named = view.graph.node(head).upos == Upos::Propn;
    (named && (piece.start()..person.tokens.start()).all(is_title)).then_some(person)
}

/// By its ending: adviser, analyst, chairwoman.
fn is_animate(lemma: &str) -> bool {
    const ENDINGS: &[&str] =
        &["er", "or", "ist", "man", "woman", "person", "ian", "ant", "ee", "ess"];
    lemma.len() > 4 && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
}

/// The role and the affiliation that the words of a source name.
pub(super) fn role(
    view: View<'_>,
    source: &[TokenRange],
    kind: SourceKind,
) -> (Option<TextRange>, Option<TextRange>) {
    let Some(&piece) = source.first() else { return (None, None) };
    let Some(head) = view.graph.head_of(piece.start()..piece.end()) else { return (None, None) };
    let inside = |t: u32| piece.contains(sayso_text::TokenId::new(t));
    let clip = |tokens: TokenRange| {
        let start = tokens.start().max(piece.start());
        let mut end = tokens.end().min(piece.end()).max(start);
        while end > start && view.graph.is_sign(end - 1) {
            end -= 1;
        }
        TokenRange::new(start, end)
    };
    let mut role = None;
    if kind == SourceKind::Person {
        for (child, node) in view.graph.children(head).filter(|(t, _)| inside(*t)) {
            if node.relation == Relation::Appos && child > head {
                let (named, described) = (view.graph.node(head).upos, node.upos);
                role = match (named, described) {
                    (Upos::Propn, Upos::Noun) => Some(clip(view.subtree(child))),
                    (Upos::Noun, Upos::Propn) => Some(clip(TokenRange::new(piece.start(), child))),
                    _ => role,
                };
            }
        }
        // A title before the name.
        let first_name = (piece.start()..=head).find(|&t| view.graph.node(t).upos == Upos::Propn);
        let last_noun =
            (piece.start()..head).rev().find(|&t| view.graph.node(t).upos == Upos::Noun);
        if role.is_none()
            && let (Some(_), Some(noun)) = (first_name, last_noun)
            && view.graph.node(noun).head == head
        {
            role = Some(clip(TokenRange::new(piece.start(), noun + 1)));
        }
        if role.is_none() && view.graph.node(head).upos == Upos::Noun {
            let flat = view.graph.child(head, &[Relation::Flat, Relation::Appos]);
            role =
                flat.filter(|&t| t > head).map(|_| clip(TokenRange::new(piece.start(), head + 1)));
        }
    } else if kind == SourceKind::Role {
        role = Some(clip(piece));
    }
    (role.filter(|r| !r.is_empty()).map(|r| view.cover(r)), affiliation(view, piece, head, clip))
}

fn affiliation(
    view: View<'_>,
    piece: TokenRange,
    head: u32,
    clip: impl Fn(TokenRange) -> TokenRange,
) -> Option<TextRange> {
    for t in piece.start()..piece.end() {
        let node = view.graph.node(t);
        let case = view.graph.child(t, &[Relation::Case]);
        if node.relation == Relation::Nmod
            && let Some(case) = case
            && view.is_any(case, &["of", "at", "in", "for", "with", "from"])
        {
            let tokens = clip(TokenRange::new(case + 1, view.subtree(t).end().max(case + 1)));
            let capital = |t: u32| view.word(t).starts_with(char::is_uppercase);
            if (tokens.start()..tokens.end()).any(capital) {
                return Some(view.cover(tokens));
            }
        }
    }
    // "a Clinton spokesman", "U.S. officials", "the Kremlin's spokesman".
    let before = (piece.start()..head).find(|&t| {
        let node = view.graph.node(t);
        node.upos == Upos::Propn
            && matches!(node.relation, Relation::Compound | Relation::NmodPoss | Relation::Amod)
            && view.graph.node(node.head).upos == Upos::Noun
    })?;
    Some(view.cover(clip(TokenRange::new(view.graph.node(before).left, before + 1))))
}
