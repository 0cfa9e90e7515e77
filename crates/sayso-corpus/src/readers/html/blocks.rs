//! Turns elements into blocks of text: paragraphs, headings, items of lists.
//!
//! White space is that of a browser: runs of it are one space, blocks stand apart, `<br>` ends a
//! line. Nothing recurses, so that depth costs no stack.

use dom_query::NodeRef;

/// A paragraph, heading, item or cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// Bytes of the text that are inside links.
    pub(super) linked: usize,
    /// Whether it is an item of a list or a row of a table, which needs no blank line before it.
    pub(super) item: bool,
    pub(super) heading: bool,
    /// Bytes of the text that are in italics.
    pub(super) slanted: usize,
    /// The number of the block quotation that it is in, from 1; 0 for none.
    pub(super) quotation: usize,
}

impl Block {
    /// Whether most of it leads elsewhere.
    pub(super) const fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 8
    }

    /// Whether all of it is in italics, but for a sign or two.
    pub(super) const fn is_slanted(&self) -> bool {
        self.slanted + 2 >= self.text.len() && self.slanted > 0
    }
}

/// The blocks of what is below a node.
pub(super) fn blocks(root: NodeRef<'_>) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut node = root.first_child();
    while let Some(current) = node {
        writer.open(&current);
        if let Some(child) = current.first_child().filter(|_| !is_silent(&current)) {
            node = Some(child);
            continue;
        }
        let mut done = current;
        node = loop {
            writer.close(&done);
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            match done.parent() {
                Some(parent) if parent.id != root.id => done = parent,
                _ => break None,
            }
        };
    }
    writer.end();
    writer.blocks
}

/// Blocks as text: a blank line between paragraphs, a line for each item of a list.
pub(super) fn join(blocks: &[Block]) -> String {
    let mut text = String::with_capacity(blocks.iter().map(|block| block.text.len() + 2).sum());
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            text.push_str(if block.item && blocks[i - 1].item { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
    }
    text
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    block: Block,
    /// White space was seen and not yet written.
    space: bool,
    links: usize,
    items: usize,
    headings: usize,
    preformatted: usize,
    italics: usize,
    quotations: usize,
    /// How many block quotations have begun.
    begun: usize,
}

impl Writer {
    fn open(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            self.write(&node.text());
            return;
        }
        let Some(name) = node.node_name() else { return };
        match kind(&name) {
            Kind::Block => self.end(),
            Kind::Cell => self.space = true,
            Kind::Break => self.line(),
            Kind::Inline => {}
        }
        match &*name {
            "blockquote" if self.quotations == 0 => self.begun += 1,
            "q" if !is_marked(node) => self.mark('“'),
            _ => {}
        }
        self.count(&name, |count| *count += 1);
    }

    /// A quotation mark, as browsers put them around `<q>`.
    fn mark(&mut self, mark: char) {
        if mark == '“' && self.space && !self.block.text.is_empty() {
            self.block.text.push(' ');
        }
        self.block.text.push(mark);
        self.space &= mark == '”';
    }

    fn close(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        match kind(&name) {
            Kind::Block => self.end(),
            Kind::Cell => self.space = true,
            Kind::Break | Kind::Inline => {}
        }
        if &*name == "q" && !is_marked(node) {
            self.mark('”');
        }
        self.count(&name, |count| *count = count.saturating_sub(1));
    }

    /// Keeps count of the elements that are open.
    fn count(&mut self, name: &str, change: impl Fn(&mut usize)) {
        match name {
            "a" => change(&mut self.links),
            "li" | "tr" | "dt" | "dd" => change(&mut self.items),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => change(&mut self.headings),
            "pre" => change(&mut self.preformatted),
            "em" | "i" => change(&mut self.italics),
            "blockquote" => change(&mut self.quotations),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 && self.preformatted > 0 {
                self.line();
            }
            self.space |= i > 0 || line.starts_with(is_space);
            for word in line.split(is_space).filter(|word| !word.is_empty()) {
                let before = self.block.text.len();
                if self.space && !self.block.text.is_empty() && !self.block.text.ends_with('\n') {
                    self.block.text.push(' ');
                }
                self.block.text.push_str(word);
                self.space = true;
                let written = self.block.text.len() - before;
                self.block.linked += if self.links > 0 { written } else { 0 };
                self.block.slanted += if self.italics > 0 { written } else { 0 };
            }
            self.space = line.ends_with(is_space) || line.is_empty() && self.space;
        }
    }

    fn line(&mut self) {
        if !self.block.text.is_empty() {
            self.block.text.truncate(self.block.text.trim_end().len());
            self.block.text.push('\n');
        }
        self.space = false;
    }

    fn end(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.space = false;
        let text = block.text.trim();
        if text.is_empty() {
            return;
        }
        let text = text.to_owned();
        let (item, heading) = (self.items > 0, self.headings > 0);
        let quotation = if self.quotations > 0 { self.begun } else { 0 };
        self.blocks.push(Block { text, item, heading, quotation, ..block });
    }
}

/// Whether the text of an element has quotation marks of its own.
fn is_marked(node: &NodeRef<'_>) -> bool {
    node.text().trim_start().starts_with(['"', '“', '‘', '\'', '«', '„'])
}

/// White space that a browser folds; a no-break space is wanted.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0C')
}

enum Kind {
    Block,
    Cell,
    Break,
    Inline,
}

fn kind(name: &str) -> Kind {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd"
        | "details" | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup"
        | "hr" | "legend" | "li" | "main" | "nav" | "ol" | "p" | "pre" | "section" | "summary"
        | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul" => Kind::Block,
        "td" | "th" => Kind::Cell,
        "br" => Kind::Break,
        _ => Kind::Inline,
    }
}

/// Whether what is inside is no text of the page.
fn is_silent(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| {
        matches!(
            &*name,
            "script"
                | "style"
                | "noscript"
                | "template"
                | "svg"
                | "math"
                | "head"
                | "title"
                | "select"
                | "textarea"
                | "iframe"
                | "object"
                | "audio"
                | "video"
                | "canvas"
        )
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn blocks_are_parted_as_in_a_browser() {
        #[track_caller]
        fn check(html: &str, expected: &str) {
            let page = Document::from(html);
            assert_eq!(join(&blocks(page.body().unwrap())), expected, "{html}");
        }
        check("<p>One\n  <b>two</b> three.<p>Four.", "One two three.\n\nFour.");
        check("<p><span>T</span>he council", "The council");
        check("a<br>b<div>c<div>d</div>e</div>", "a\nb\n\nc\n\nd\n\ne");
        check("<ul><li>One<li>Two</ul><p>Three", "One\nTwo\n\nThree");
        check("<table><tr><td>1<td>2<tr><th>3</table>", "1 2\n3");
        check("<pre>a\n  b</pre>", "a\nb");
        check("<p>Said<script>x()</script> he<style>p{}</style>.", "Said he.");
        check("<p>word<a> link</a>, end", "word link, end");
        check("<p>He saw <q>a <i>way</i></q>. <q>“Two”</q>", "He saw “a way”. “Two”");
        check("", "");
    }

    #[test]
    fn links_are_counted() {
        let page = Document::from("<p><a href=x>Read this</a> now.</p><p><a>All</a></p>");
        let blocks = blocks(page.body().unwrap());
        assert_eq!((blocks[0].linked, blocks[0].is_link()), (9, false));
        assert!(blocks[1].is_link());
    }
}
