//! Finds mentions of documents in a text. It must not know which documents there are.

use super::Mention;

/// The mentions in one block of text, in order of start; they do not overlap. Linear in the length of the text.
pub fn find(text: &str) -> Vec<Mention> {
    let _ = text;
    Vec::new()
}
