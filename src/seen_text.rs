//! The words of a made page that its readers see, and those that it marks as the source's. It must not know which template
//! made it, what it owes, nor why it is read.

use std::ops::Range;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use crate::proof::squeeze;

/// A paragraph, a heading or the like.
#[derive(Default)]
pub(crate) struct Block {
    /// Its words.
    pub(crate) text: String,
    /// What is the same in every edition, in characters: code, and what is marked as not to be translated.
    pub(crate) verbatim: Vec<Range<usize>>,
}

/// The blocks of what is marked as the source's; `None` where nothing is.
pub(crate) fn source(page: &Html) -> Option<Vec<Block>> {
    let marked = select(page, "[data-source]");
    (!marked.is_empty()).then(|| marked.into_iter().filter(|one| !is_hidden(*one)).flat_map(blocks).collect())
}

/// The columns of a page on which editions stand side by side, paragraph by paragraph: each edition's tag with its text,
/// without white space. A paragraph is an element whose id begins with `block-`; its cells have a `lang`.
pub(crate) fn columns(page: &Html) -> Vec<(String, String)> {
    let mut columns: Vec<(String, String)> = Vec::new();
    for cell in select(page, r#"[id^="block-"] > [lang]"#) {
        let tag = cell.attr("lang").unwrap_or_default();
        let text = if is_hidden(cell) { String::new() } else { text(cell) };
        match columns.iter_mut().find(|(known, _)| known == tag) {
            Some((_, column)) => column.push_str(&text),
            None => columns.push((tag.to_owned(), text)),
        }
    }
    columns
}

/// The text below an element, without white space.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    blocks(element).iter().map(|block| squeeze(&block.text)).collect()
}

/// The elements that a selector finds.
pub(crate) fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(selector).map(|selector| page.select(&selector).collect()).unwrap_or_default()
}

/// Whether an element shows nothing of what is in it.
fn is_unseen(element: &Element) -> bool {
    element.attr("hidden").is_some() || matches!(element.name(), "script" | "style" | "template" | "noscript")
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(around).any(|one| is_unseen(one.value()))
}

fn blocks(element: ElementRef<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    push(element, false, &mut blocks);
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks
}

/// The text below an element, but for what is not seen and what the page itself marks as added.
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
            Node::Element(inner) if inner.attr("data-not-source").is_none() && !is_unseen(inner) => {
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
