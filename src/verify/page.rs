//! A page as a reader of the site meets it: the source text in it, and the hashes that it names. It must not know
//! templates.

use std::ops::Range;

use scraper::{ElementRef, Html, Node, Selector};

use crate::proof::squeeze;
use crate::script::{Script, Text};

/// What a page shows.
pub(super) struct Shown {
    /// The paragraphs, headings and the like of the text that is marked as the source's.
    blocks: Vec<Block>,
    /// The SHA-256 sums that stand on the page.
    pub(super) hashes: Vec<String>,
}

/// A paragraph, a heading or the like.
#[derive(Default)]
struct Block {
    text: String,
    /// What is the same in every edition, in characters: code, and what is marked as not to be translated.
    verbatim: Vec<Range<usize>>,
}

impl Shown {
    /// The text without white space.
    pub(super) fn text(&self) -> String {
        self.blocks.iter().map(|block| squeeze(&block.text)).collect()
    }

    /// The blocks as texts of a script, as they are converted.
    pub(super) fn texts(&self, script: Script) -> Vec<Text> {
        let text =
            |block: &Block| Text::new(&*block.text, script).with_verbatim(block.verbatim.iter().cloned());
        self.blocks.iter().map(text).collect()
    }
}

/// Reads a page.
pub(super) fn read(html: &str) -> Shown {
    let page = Html::parse_document(html);
    let mut blocks = vec![Block::default()];
    for element in select(&page, "[data-source]") {
        push(element, false, &mut blocks);
        blocks.push(Block::default());
    }
    blocks.retain(|block| !block.text.trim().is_empty());
    let is_hash = |word: &String| {
        word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
    };
    let hashes = select(&page, "code").iter().map(|code| code.text().collect()).filter(is_hash).collect();
    Shown { blocks, hashes }
}

/// Reads the columns of a page on which editions stand side by side, paragraph by paragraph: each edition's tag with its
/// text, without white space. A paragraph is an element whose id begins with `block-`; its cells have a `lang`.
pub(super) fn columns(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let mut columns: Vec<(String, String)> = Vec::new();
    for cell in select(&page, r#"[id^="block-"] > [lang]"#) {
        let mut blocks = vec![Block::default()];
        push(cell, false, &mut blocks);
        let text: String = blocks.iter().map(|block| squeeze(&block.text)).collect();
        let tag = cell.attr("lang").unwrap_or_default();
        match columns.iter_mut().find(|(known, _)| known == tag) {
            Some((_, column)) => column.push_str(&text),
            None => columns.push((tag.to_owned(), text)),
        }
    }
    columns
}

fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(selector).map(|selector| page.select(&selector).collect()).unwrap_or_default()
}

/// The text below an element, but for what the page itself marks as added.
fn push(element: ElementRef<'_>, verbatim: bool, blocks: &mut Vec<Block>) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => {
                if let Some(block) = blocks.last_mut() {
                    let start = block.text.chars().count();
                    block.text.push_str(words);
                    if verbatim {
                        block.verbatim.push(start..block.text.chars().count());
                    }
                }
            }
            Node::Element(inner) if inner.attr("data-not-source").is_none() => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                let name = inner.name();
                let held = verbatim || name == "code" || inner.attr("translate") == Some("no");
                if is_inline(name) {
                    push(child, held, blocks);
                } else {
                    blocks.push(Block::default());
                    push(child, held, blocks);
                    blocks.push(Block::default());
                }
            }
            _ => {}
        }
    }
}

/// Whether an element is part of a line: no word is read across any other.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}
