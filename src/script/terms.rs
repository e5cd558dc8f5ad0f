//! Terms: words whose conversion is fixed (names, words that longest match tears apart, house style), of a site's
//! `content/terms.yaml` or of a notice's front matter, and what an editor has confirmed. It must not know OpenCC, YAML
//! or the built-in words.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeSet;
use std::fmt;

use aho_corasick::AhoCorasick;

use super::{Script, Text};
use crate::digest::Digest;

/// A word in both scripts; both have the same number of characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Term {
    /// The word in Simplified characters.
    pub hans: Box<str>,
    /// The word in Traditional characters.
    pub hant: Box<str>,
}

impl Term {
    /// The word in a script.
    pub fn in_script(&self, script: Script) -> &str {
        match script {
            Script::Hans => &self.hans,
            Script::Hant => &self.hant,
        }
    }
}

/// Why a pair of words is no term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermError {
    /// The word as it is to be found.
    pub from: String,
    /// The word that it was to become.
    pub to: String,
    /// What is wrong.
    pub reason: TermErrorReason,
}

/// What is wrong with a pair of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermErrorReason {
    /// One of the two is empty.
    Empty,
    /// The two differ in length, in characters: places in the text would shift.
    Length {
        /// Characters to be found.
        from: usize,
        /// Characters they would become.
        to: usize,
    },
    /// One of the two has a line end or another control character in it.
    Control,
    /// The word has another conversion already, further up in the same list.
    Twice,
}

impl fmt::Display for TermError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, .. } = self;
        match self.reason {
            TermErrorReason::Empty => write!(f, "“{from}” → “{to}”: a side is empty"),
            TermErrorReason::Length { from: before, to: after } => {
                write!(f, "“{from}” → “{to}”: {before} characters would become {after}")
            }
            TermErrorReason::Control => write!(f, "“{from}” → “{to}”: there is a control character in it"),
            TermErrorReason::Twice => write!(f, "“{from}” → “{to}”: “{from}” has another conversion already"),
        }
    }
}

impl TermError {
    /// The same in Chinese (Traditional).
    pub fn chinese(&self) -> String {
        let Self { from, to, .. } = self;
        match self.reason {
            TermErrorReason::Empty => format!("「{from}」→「{to}」：有一邊是空的"),
            TermErrorReason::Length { from: before, to: after } => {
                format!("「{from}」→「{to}」：{before} 個字會變成 {after} 個字")
            }
            TermErrorReason::Control => format!("「{from}」→「{to}」：含有控制字元"),
            TermErrorReason::Twice => format!("「{from}」→「{to}」：「{from}」已另有轉換"),
        }
    }
}

impl std::error::Error for TermError {}

/// Terms of one origin (a site's, a notice's), and what its editor has confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Terms {
    entries: Vec<Term>,
    confirmed: BTreeSet<Box<str>>,
}

impl Terms {
    /// Terms from pairs of words: as found in a text of the script `from`, and as shown in the other script. A term
    /// holds in both directions.
    ///
    /// # Errors
    /// Every pair that cannot be a term, in order: an empty side, sides of different length, a control character, a
    /// word with two conversions.
    pub fn new<F, T>(pairs: impl IntoIterator<Item = (F, T)>, from: Script) -> Result<Self, Vec<TermError>>
    where
        F: AsRef<str>,
        T: AsRef<str>,
    {
        let mut terms = Self::default();
        let mut errors = Vec::new();
        for (word, shown) in pairs {
            let (word, shown) = (word.as_ref(), shown.as_ref());
            let lengths = (word.chars().count(), shown.chars().count());
            let clash = |term: &&Term| term.in_script(from) == word && term.in_script(from.other()) != shown;
            let reason = if lengths.0 == 0 || lengths.1 == 0 {
                TermErrorReason::Empty
            } else if lengths.0 != lengths.1 {
                TermErrorReason::Length { from: lengths.0, to: lengths.1 }
            } else if word.chars().chain(shown.chars()).any(char::is_control) {
                TermErrorReason::Control
            } else if terms.entries.iter().find(clash).is_some() {
                TermErrorReason::Twice
            } else {
                let (hans, hant) = match from {
                    Script::Hans => (word, shown),
                    Script::Hant => (shown, word),
                };
                terms.entries.push(Term { hans: hans.into(), hant: hant.into() });
                continue;
            };
            errors.push(TermError { from: word.to_owned(), to: shown.to_owned(), reason });
        }
        if errors.is_empty() { Ok(terms) } else { Err(errors) }
    }

    /// The same terms with what an editor has confirmed: words of the source that a report need not show again.
    #[must_use]
    pub fn with_confirmed<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.confirmed.extend(words.into_iter().map(|word| word.as_ref().into()));
        self
    }

    /// The terms, in the order of the file they come from.
    pub fn entries(&self) -> &[Term] {
        &self.entries
    }

    /// The words of the source that an editor has confirmed, sorted.
    pub fn confirmed(&self) -> impl Iterator<Item = &str> {
        self.confirmed.iter().map(AsRef::as_ref)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.confirmed.is_empty()
    }
}

/// Finds which of a site's terms stand in texts: what the conversion of the texts depends on, and no more. Whether one
/// stands inside another does not matter here.
#[derive(Debug)]
pub struct TermFinder {
    automaton: Option<AhoCorasick>,
    terms: Vec<Term>,
}

impl TermFinder {
    /// A finder of these terms.
    pub fn new(terms: &Terms) -> Self {
        let words = terms.entries().iter().flat_map(|term| [term.hans.as_bytes(), term.hant.as_bytes()]);
        // Where there are more than can be looked for at once, each text depends on all.
        let automaton = if terms.entries().is_empty() { None } else { AhoCorasick::new(words).ok() };
        Self { automaton, terms: terms.entries().to_vec() }
    }

    /// Stands for the terms that stand in the texts.
    pub fn found_in<'t>(&self, texts: impl IntoIterator<Item = &'t Text>) -> Digest {
        self.found_in_bytes(texts.into_iter().map(|text| text.source().as_bytes()))
    }

    /// The same for texts as bytes, among others.
    pub fn found_in_bytes<'t>(&self, texts: impl IntoIterator<Item = &'t [u8]>) -> Digest {
        let Some(automaton) = &self.automaton else { return Digest::of(&self.terms) };
        let mut found = BTreeSet::new();
        for text in texts {
            found.extend(automaton.find_overlapping_iter(text).map(|found| found.pattern().as_usize() / 2));
        }
        Digest::of(&found.into_iter().map(|number| &self.terms[number]).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, TermErrorReason, Terms};

    #[test]
    fn a_pair_is_put_by_script() {
        let terms = Terms::new([("范統", "范统")], Script::Hant).expect("a term");
        assert_eq!((&*terms.entries()[0].hans, &*terms.entries()[0].hant), ("范统", "范統"));
    }

    #[test]
    fn what_is_no_term_is_refused() {
        let pairs = [("信息", "資訊"), ("", "x"), ("软件", "軟體們"), ("一\n", "一\n"), ("信息", "訊息")];
        let errors = Terms::new(pairs, Script::Hans).expect_err("four errors");
        let reasons: Vec<_> = errors.iter().map(|error| error.reason).collect();
        let length = TermErrorReason::Length { from: 2, to: 3 };
        assert_eq!(
            reasons,
            [TermErrorReason::Empty, length, TermErrorReason::Control, TermErrorReason::Twice]
        );
    }
}
