//! How each token stands to the cue: the way to it through the tree, the possible sources, what lies between.

use std::sync::LazyLock;

use sayso_linear::{combined, text_hash};
use sayso_syntax::{Relation, Upos};
use sayso_text::TokenRange;

use super::{Facts, LabelFeatures, Link, SubjectCandidate};
use crate::document::clause::{inverted_subject, placement};
use crate::document::graph::{DependencyGraph, NONE, PunctuationClass};
use crate::finders::linear::cues::CueFeatures;

struct Lexemes {
    by: u64,
    of: [u64; 4],
}

static LEXEMES: LazyLock<Lexemes> = LazyLock::new(|| Lexemes {
    by: text_hash("by"),
    of: ["of", "from", "by", "among"].map(text_hash),
});

/// Why a word may head the source.
#[derive(Clone, Copy)]
enum Clue {
    /// A subject of the cue or of a word above it.
    Subject,
    /// An object before the cue, of a word above it.
    Object,
    /// What the cue's clause modifies: "the man [who said ...]".
    Modified,
    /// What a cue that is a preposition or conjunction leads: "[according to] the mayor".
    Governor,
    /// A subject after the cue.
    Inverted,
    /// "by the mayor".
    Agent,
    /// "the mayor's [claim]".
    Possessor,
    /// "[a statement] from the mayor".
    Origin,
    /// "a Pentagon [report]".
    Compound,
}

impl LabelFeatures {
    pub(super) fn find_candidates(&mut self, graph: &DependencyGraph, cue: u32) {
        const SUBJECTS: &[Relation] = &[
            Relation::Nsubj,
            Relation::NsubjPass,
            Relation::Csubj,
            Relation::NsubjOuter,
            Relation::CsubjPass,
        ];
        let out = &mut self.candidates;
        out.clear();
        let mut at = cue;
        let mut way = 0;
        for hops in 0..4u64 {
            let node = graph.node(at);
            for (child, below) in graph.children(at) {
                if SUBJECTS.contains(&below.relation) {
                    let passive = u64::from(below.relation == Relation::NsubjPass);
                    out.push(SubjectCandidate {
                        token: child,
                        kind: combined(&[Clue::Subject as u64, hops, way, passive]),
                    });
                }
                if hops > 0 && below.relation == Relation::Obj && child < cue && child != at {
                    out.push(SubjectCandidate {
                        token: child,
                        kind: combined(&[Clue::Object as u64, hops, way]),
                    });
                }
            }
            if !out.is_empty() && hops > 0 || node.head == at {
                break;
            }
            match node.relation {
                Relation::Acl | Relation::AclRelcl => {
                    out.push(SubjectCandidate {
                        token: node.head,
                        kind: combined(&[Clue::Modified as u64, hops, way]),
                    });
                    if node.relation == Relation::AclRelcl {
                        break;
                    }
                }
                Relation::Case | Relation::Fixed | Relation::Mark => {
                    out.push(SubjectCandidate {
                        token: node.head,
                        kind: combined(&[Clue::Governor as u64, hops]),
                    });
                    break;
                }
                _ => {}
            }
            way = combined(&[way, node.relation as u64]);
            at = node.head;
        }
        if let Some(token) = inverted_subject(graph, cue) {
            out.insert(0, SubjectCandidate { token, kind: combined(&[Clue::Inverted as u64]) });
        }
        for (child, below) in graph.children(cue) {
            let clue = match below.relation {
                Relation::OblAgent => Clue::Agent,
                Relation::NmodPoss => Clue::Possessor,
                Relation::Obl | Relation::Nmod => {
                    let case = graph.child(child, &[Relation::Case]).map(|c| graph.node(c).lower);
                    match case {
                        Some(case) if case == LEXEMES.by => Clue::Agent,
                        Some(case) if LEXEMES.of.contains(&case) => Clue::Origin,
                        _ => continue,
                    }
                }
                Relation::Compound if graph.node(cue).upos == Upos::Noun => Clue::Compound,
                _ => continue,
            };
            out.push(SubjectCandidate { token: child, kind: combined(&[clue as u64]) });
        }
        out.truncate(12);
    }

    pub(super) fn set_facts(&mut self, graph: &DependencyGraph, token: u32) {
        const TOUCH: u32 = 7;
        let node = graph.node(token);
        let quotation = |t: Option<u32>| {
            let near = t.and_then(|t| graph.nodes.get(t as usize)).map_or(0, |n| n.quotation);
            if near == node.quotation { 0 } else { near }
        };
        let touching = |at: &dyn Fn(u32) -> Option<u32>| {
            (1..=TOUCH).map(|by| quotation(at(by))).find(|&q| q > 0)
        };
        let before = touching(&|by| token.checked_sub(by)).unwrap_or(0);
        let after = touching(&|by| token.checked_add(by)).unwrap_or(0);
        let mut shape = u64::from(before > 0) | u64::from(after > 0) << 1;
        for (at, child) in graph.children(token) {
            shape |= match child.relation {
                Relation::Nsubj | Relation::NsubjPass => 1 << 2,
                Relation::Ccomp if at < token => 1 << 3,
                Relation::Ccomp => 1 << 4,
                Relation::Xcomp => 1 << 5,
                Relation::Obj => 1 << 6,
                Relation::Parataxis => 1 << 7,
                Relation::Cop => 1 << 8,
                Relation::Acl => 1 << 9,
                _ => 0,
            };
        }
        if matches!(node.relation, Relation::Parataxis | Relation::Ccomp | Relation::AclRelcl) {
            shape |= 1 << (10 + u64::from(node.relation == Relation::Ccomp));
        }
        self.cue = Facts {
            token,
            lemma: node.lemma,
            tag: node.xpos as u64,
            relation: node.relation as u64,
            middle: node.clusters[1].into(),
            quotation: node.quotation,
            ignored_quotation: 0,
            before,
            after,
            shape,
            placement: placement(graph, token),
        };
    }

    pub(super) fn set_links(
        &mut self,
        graph: &DependencyGraph,
        sentence: TokenRange,
        cue: u32,
        probabilities: &[f32],
    ) {
        self.links.clear();
        self.links.resize(sentence.len() as usize, Link { up: u8::MAX, ..Link::default() });
        let place = |token: u32| (token - sentence.start()) as usize;
        let mut rise = 0;
        let mut up = 0u8;
        let mut below = cue;
        for head in std::iter::once(cue).chain(graph.ancestors(cue)) {
            if head != cue {
                rise = combined(&[rise, graph.node(below).relation as u64]);
                up = up.saturating_add(1).min(100);
            }
            let candidate = self.candidate(head);
            self.links[place(head)] =
                Link { up, rise, top: NONE, modifier: NONE, candidate, ..Link::default() };
            below = head;
        }
        for &token in &graph.order[sentence.indices()] {
            let node = graph.node(token);
            if self.links[place(token)].up != u8::MAX {
                continue;
            }
            let above =
                if node.head == token { Link::default() } else { self.links[place(node.head)] };
            let mut link = above;
            if above.down == 0 {
                link.top = token;
            }
            if (above.down as usize) < 3 {
                link.relations[above.down as usize] = node.relation as u8 + 1;
            }
            link.down = above.down.saturating_add(1);
            if is_modifier(node.relation) {
                link.modifier = token;
            }
            if probabilities[token as usize] > 0.5 {
                link.governed = 1;
            }
            let candidate = self.candidate(token);
            if candidate > 0 {
                link.candidate = candidate;
                link.within = 0;
            } else if above.down == 0 && self.candidate(node.head) == 0 {
                link.candidate = 0;
            } else if self.candidate(node.head) > 0 {
                link.within = node.relation as u8 + 1;
            }
            self.links[place(token)] = link;
        }
        // Only the window is asked for.
        let skip = (self.window.start() - sentence.start()) as usize;
        self.links.drain(..skip);
        self.links.truncate(self.window.len() as usize);
    }

    fn candidate(&self, token: u32) -> u8 {
        self.candidates.iter().position(|c| c.token == token).map_or(0, |i| i as u8 + 1)
    }

    /// Counts commas and other cues outwards from the cue.
    pub(super) fn count_between(
        &mut self,
        graph: &DependencyGraph,
        cue: u32,
        probabilities: &[f32],
    ) {
        let (start, end) = (self.window.start(), self.window.end());
        for step in [-1i32, 1] {
            let (mut commas, mut breaks, mut cues) = (0u8, 0u8, 0u8);
            let mut at = cue;
            while let Some(next) = at.checked_add_signed(step).filter(|t| (start..end).contains(t))
            {
                at = next;
                let link = &mut self.links[(at - start) as usize];
                (link.commas, link.breaks, link.cues) = (commas, breaks, cues);
                match graph.node(at).punctuation {
                    PunctuationClass::Comma => commas = (commas + 1).min(3),
                    PunctuationClass::Colon => breaks |= 1,
                    PunctuationClass::Semicolon => breaks |= 2,
                    PunctuationClass::Dash => breaks |= 4,
                    PunctuationClass::OpenBracket | PunctuationClass::CloseBracket => breaks ^= 8,
                    _ => {}
                }
                cues = cues.max(CueFeatures::step(probabilities[at as usize]) as u8);
            }
        }
    }
}

fn is_modifier(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Obl
            | Relation::OblUnmarked
            | Relation::Conj
            | Relation::Appos
            | Relation::Parataxis
            | Relation::Advmod
            | Relation::Nmod
            | Relation::NmodUnmarked
    )
}
