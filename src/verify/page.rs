//! A page as a reader of the site meets it: the source text in it, and the hashes that it names. It must not know
//! templates.

use scraper::{ElementRef, Html, Node, Selector};

/// What a page shows.
pub(super) struct Shown {
    /// The text that is marked as the source's, without white space.
    pub(super) text: String,
    /// The SHA-256 sums that stand on the page.
    pub(super) hashes: Vec<String>,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Shown {
    let page = Html::parse_document(html);
    let mut text = String::new();
    for element in select(&page, "[data-source]") {
        push(element, &mut text);
    }
    let is_hash = |word: &String| {
        word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
    };
    let hashes = select(&page, "code").iter().map(|code| code.text().collect()).filter(is_hash).collect();
    Shown { text, hashes }
}

fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(selector).map(|selector| page.select(&selector).collect()).unwrap_or_default()
}

/// The text below an element, but for what the page itself marks as added.
fn push(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.extend(words.chars().filter(|c| !c.is_whitespace())),
            Node::Element(inner) if inner.attr("data-not-source").is_none() => {
                if let Some(inner) = ElementRef::wrap(child) {
                    push(inner, text);
                }
            }
            _ => {}
        }
    }
}
