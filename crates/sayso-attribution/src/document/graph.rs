//! The tokens of a document as numbers, with links through trees and quotation marks: all that the features
//! of attribution are made of.

use sayso_lexicon::{Lexeme, Lexemes};
use sayso_linear::text_hash;
use sayso_syntax::{Relation, Syntax, Upos, Xpos};
use sayso_text::{Segmentation, TokenId, TokenKind, TokenRange};

/// Stands for "no token".
pub(crate) const NONE: u32 = u32::MAX;
/// Deeper trees are not followed to the root.
const DEEPEST: u32 = 64;

/// Longer sentences, which are none, are looked at in parts: the time must not grow with their square.
const LONGEST: u32 = 300;

/// A document's tokens, refilled document by document.
#[derive(Clone, Debug, Default)]
pub(crate) struct DependencyGraph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) sentences: Vec<Sentence>,
    /// The tokens of every sentence, a head before its dependents.
    pub(crate) order: Vec<u32>,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) lower: u64,
    pub(crate) lemma: u64,
    pub(crate) shape: u64,
    pub(crate) clusters: [u16; 3],
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    pub(crate) relation: Relation,
    pub(crate) punctuation: PunctuationClass,
    pub(crate) depth: u8,
    pub(crate) sentence: u32,
    pub(crate) head: u32,
    /// The first and the last token of the subtree.
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) first_child: u32,
    pub(crate) next_sibling: u32,
    /// The highest token whose subtree begins here, and the highest whose subtree ends here.
    pub(crate) begins: u32,
    pub(crate) ends: u32,
    /// The outermost quotation around the token, counted from 1; 0 outside.
    pub(crate) quotation: u32,
    /// Whether it is in quotation marks, even of a few words, but not those of a name or a title.
    pub(crate) marked: bool,
}

impl Node {
    /// Whether it is tagged as a finite verb or a modal.
    pub(crate) fn is_finite(&self) -> bool {
        matches!(self.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}

/// What kind of mark a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum PunctuationClass {
    /// No punctuation.
    Word,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Stop,
    QuestionMark,
    OpenQuote,
    CloseQuote,
    OpenBracket,
    CloseBracket,
    Other,
}

/// One sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: TokenRange,
    pub(crate) paragraph: u32,
    pub(crate) parsed: bool,
}

impl DependencyGraph {
    /// Describes a document that is tagged and parsed. The trees of sentences that are not `wanted` are not looked
    /// at: whether there are any does not change what is found.
    pub(crate) fn fill(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        lexemes: &Lexemes,
        syntax: &Syntax,
        wanted: impl Fn(TokenRange) -> bool,
    ) {
        self.nodes.clear();
        self.sentences.clear();
        self.order.clear();
        let mut paragraph = 0;
        for &tokens in segmentation.sentences() {
            while segmentation.paragraphs()[paragraph].end() <= tokens.start() {
                paragraph += 1;
            }
            let parsed =
                tokens.ids().next().is_some_and(|first| syntax.is_parsed(first)) && wanted(tokens);
            let mut start = tokens.start();
            while start < tokens.end() {
                let end = tokens.end().min(start + LONGEST);
                let tokens = TokenRange::new(start, end);
                let index = self.sentences.len() as u32;
                self.sentences.push(Sentence { tokens, paragraph: paragraph as u32, parsed });
                for token in tokens.ids() {
                    let lexeme = lexemes.get(token);
                    let mut node = node(text, segmentation, lexeme, syntax, token, index);
                    if parsed {
                        node.relation = syntax.relation(token);
                        node.head = syntax.head(token).raw();
                    }
                    self.nodes.push(node);
                }
                start = end;
            }
        }
        for (i, quotation) in segmentation.quotations().iter().enumerate() {
            // A quotation within another is covered by that one.
            if quotation.depth == 0 {
                for node in &mut self.nodes[quotation.tokens.indices()] {
                    node.marked = !quotation.title;
                    if quotation.speech {
                        node.quotation = i as u32 + 1;
                    }
                }
            }
        }
        for i in 0..self.sentences.len() {
            self.link(self.sentences[i].tokens);
        }
    }

    /// Sets children, depths and extents, and the order from the root downwards.
    fn link(&mut self, tokens: TokenRange) {
        let start = self.order.len();
        for i in (tokens.start()..tokens.end()).rev() {
            let head = self.nodes[i as usize].head;
            if head == i || !tokens.contains(TokenId::new(head)) {
                self.nodes[i as usize].head = i;
                self.order.push(i);
            } else {
                self.nodes[i as usize].next_sibling = self.nodes[head as usize].first_child;
                self.nodes[head as usize].first_child = i;
            }
        }
        self.order[start..].reverse();
        let mut at = start;
        while at < self.order.len() {
            let node = self.nodes[self.order[at] as usize];
            let mut child = node.first_child;
            while child != NONE {
                self.nodes[child as usize].depth = node.depth.saturating_add(1);
                self.order.push(child);
                child = self.nodes[child as usize].next_sibling;
            }
            at += 1;
        }
        for at in (start..self.order.len()).rev() {
            let node = self.nodes[self.order[at] as usize];
            let head = &mut self.nodes[node.head as usize];
            head.left = head.left.min(node.left);
            head.right = head.right.max(node.right);
        }
        for at in start..self.order.len() {
            let token = self.order[at];
            let Node { left, right, .. } = self.nodes[token as usize];
            let begins = &mut self.nodes[left as usize].begins;
            *begins = if *begins == NONE { token } else { *begins };
            let ends = &mut self.nodes[right as usize].ends;
            *ends = if *ends == NONE { token } else { *ends };
        }
    }

    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The index of the sentence of `token`.
    pub(crate) fn sentence_of(&self, token: u32) -> usize {
        self.nodes[token as usize].sentence as usize
    }

    /// The tokens of sentence `index`.
    pub(crate) fn sentence(&self, index: usize) -> TokenRange {
        self.sentences[index].tokens
    }

    /// The number of the paragraph of `token`.
    pub(crate) fn paragraph_of(&self, token: u32) -> u32 {
        self.sentences[self.sentence_of(token)].paragraph
    }

    /// Whether a paragraph begins with `token`.
    pub(crate) fn begins_paragraph(&self, token: u32) -> bool {
        let index = self.sentence_of(token);
        let own = &self.sentences[index];
        let before = index.checked_sub(1).map(|before| self.sentences[before].paragraph);
        own.tokens.start() == token && before != Some(own.paragraph)
    }

    /// Whether the sentence of `token` has a tree.
    pub(crate) fn is_parsed(&self, token: u32) -> bool {
        self.sentences[self.sentence_of(token)].parsed
    }

    /// Whether `token` is a mark and no word.
    pub(crate) fn is_punctuation(&self, token: u32) -> bool {
        self.node(token).punctuation != PunctuationClass::Word
    }

    /// Whether `token` is there and a comma.
    pub(crate) fn is_comma(&self, token: u32) -> bool {
        self.nodes.get(token as usize).is_some_and(|n| n.punctuation == PunctuationClass::Comma)
    }

    /// Whether `token` is in quotation marks.
    pub(crate) fn is_quoted(&self, token: u32) -> bool {
        self.node(token).quotation > 0
    }

    /// Of the tokens for which `is_in` holds, the one nearest to the root: the head of a stretch of words.
    pub(crate) fn head_of(&self, tokens: impl Iterator<Item = u32>) -> Option<u32> {
        tokens.min_by_key(|&t| {
            let node = self.node(t);
            let weak = matches!(node.upos, Upos::Punct | Upos::Aux | Upos::Part | Upos::Det);
            (node.depth, weak, t)
        })
    }

    #[inline]
    pub(crate) fn node(&self, token: u32) -> &Node {
        &self.nodes[token as usize]
    }

    /// The token at `token + by`, if it is in the same sentence.
    #[inline]
    pub(crate) fn near(&self, token: u32, by: i32) -> Option<&Node> {
        let at = token.checked_add_signed(by)?;
        let node = self.nodes.get(at as usize)?;
        (node.sentence == self.node(token).sentence).then_some(node)
    }

    /// The dependents of `token`, in order.
    #[inline]
    pub(crate) fn children(&self, token: u32) -> impl Iterator<Item = (u32, &Node)> {
        let mut next = self.node(token).first_child;
        std::iter::from_fn(move || {
            let at = next;
            (at != NONE).then(|| {
                let node = self.node(at);
                next = node.next_sibling;
                (at, node)
            })
        })
    }

    /// The first child with one of `relations`.
    #[inline]
    pub(crate) fn child(&self, token: u32, relations: &[Relation]) -> Option<u32> {
        self.children(token).find(|(_, n)| relations.contains(&n.relation)).map(|(i, _)| i)
    }

    /// The heads above `token`, nearest first.
    #[inline]
    pub(crate) fn ancestors(&self, token: u32) -> impl Iterator<Item = u32> {
        let mut at = token;
        let mut steps = 0;
        std::iter::from_fn(move || {
            let head = self.node(at).head;
            steps += 1;
            (head != at && steps < DEEPEST).then(|| {
                at = head;
                head
            })
        })
    }
}

fn node(
    text: &str,
    segmentation: &Segmentation,
    lexeme: &Lexeme,
    syntax: &Syntax,
    token: TokenId,
    sentence: u32,
) -> Node {
    let range = segmentation.tokens().range(token);
    let punctuation = match segmentation.tokens().kind(token) {
        TokenKind::Punctuation | TokenKind::Quote | TokenKind::Symbol => {
            punctuation_class(&text[range], segmentation.tokens().space_before(token))
        }
        _ => PunctuationClass::Word,
    };
    let at = token.raw();
    Node {
        lower: lexeme.lower,
        lemma: text_hash(syntax.lemma(token)),
        shape: lexeme.shape,
        clusters: lexeme.clusters,
        upos: syntax.upos(token),
        xpos: syntax.xpos(token),
        relation: Relation::Root,
        punctuation,
        depth: 0,
        sentence,
        head: at,
        left: at,
        right: at,
        first_child: NONE,
        next_sibling: NONE,
        begins: NONE,
        ends: NONE,
        quotation: 0,
        marked: false,
    }
}

fn punctuation_class(mark: &str, space_before: bool) -> PunctuationClass {
    match mark {
        "," => PunctuationClass::Comma,
        ":" => PunctuationClass::Colon,
        ";" => PunctuationClass::Semicolon,
        "—" | "–" | "-" | "--" | "―" => PunctuationClass::Dash,
        "." | "!" | "..." | "…" => PunctuationClass::Stop,
        "?" => PunctuationClass::QuestionMark,
        "“" | "‘" | "„" | "``" | "«" => PunctuationClass::OpenQuote,
        "”" | "’" | "''" | "»" => PunctuationClass::CloseQuote,
        "\"" | "'" if space_before => PunctuationClass::OpenQuote,
        "\"" | "'" => PunctuationClass::CloseQuote,
        "(" | "[" | "{" => PunctuationClass::OpenBracket,
        ")" | "]" | "}" => PunctuationClass::CloseBracket,
        _ => PunctuationClass::Other,
    }
}

#[cfg(test)]
impl DependencyGraph {
    /// The graph of a text, every sentence of it parsed.
    pub(crate) fn of(text: &str) -> Self {
        let segmentation = Segmentation::of(text);
        let lexemes = Lexemes::of(text, &segmentation);
        let mut graph = Self::default();
        graph.fill(text, &segmentation, &lexemes, &Syntax::of(text, &segmentation), |_| true);
        graph
    }
}
