//! Finding words in a text: many at once, leftmost-longest. It must not know where the words come from or what OpenCC
//! makes of the rest.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::ConvertError;

/// A set of words to find, each with what it becomes.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    automaton: Option<AhoCorasick>,
    words: Vec<(Box<str>, Box<str>)>,
}

impl Matcher {
    /// A matcher for pairs of what is found and what it becomes. Where a word comes twice, the first one counts.
    ///
    /// # Errors
    /// Where there are more words than an automaton can hold.
    pub(super) fn new(words: Vec<(Box<str>, Box<str>)>) -> Result<Self, ConvertError> {
        if words.is_empty() {
            return Ok(Self::default());
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|(from, _)| from.as_bytes()))
            .map_err(|error| ConvertError::Terms(error.to_string()))?;
        Ok(Self { automaton: Some(automaton), words })
    }

    /// The words in a stretch of the text, from left to right: where they are (in bytes of the text) and their number.
    pub(super) fn find(
        &self,
        text: &str,
        within: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, usize)> {
        let matches =
            self.automaton.as_ref().map(|automaton| automaton.find_iter(Input::new(text).range(within)));
        matches.into_iter().flatten().map(|found| (found.range(), found.pattern().as_usize()))
    }

    /// What the word of a number becomes.
    pub(super) fn to(&self, number: usize) -> &str {
        &self.words[number].1
    }
}
