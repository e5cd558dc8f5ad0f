//! A page as a reader of the site meets it: the source text in it, and the hashes that it names. It must not know
//! templates.

use scraper::Html;

use crate::proof::squeeze;
use crate::script::{Script, Text};
use crate::seen_text::{self, Block, select};

/// What a page shows.
pub(super) struct Shown {
    /// The paragraphs, headings and the like of the text that is marked as the source's.
    blocks: Vec<Block>,
    /// The SHA-256 sums that stand on the page.
    pub(super) hashes: Vec<String>,
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
    let is_hash = |word: &String| {
        word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
    };
    let hashes = select(&page, "code").iter().map(|code| code.text().collect()).filter(is_hash).collect();
    Shown { blocks: seen_text::source(&page).unwrap_or_default(), hashes }
}

/// Reads the columns of a page on which editions stand side by side: each edition's tag with its text.
pub(super) fn columns(html: &str) -> Vec<(String, String)> {
    seen_text::columns(&Html::parse_document(html))
}
