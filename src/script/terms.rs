//! Terms: words whose conversion is fixed (names, words that longest match tears apart, house style), from the
//! built-in table, the site's `content/terms.yaml` and a notice's front matter. It must not know OpenCC.

/// A word in both scripts; both have the same number of characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term {
    /// The word in Simplified characters.
    pub hans: Box<str>,
    /// The word in Traditional characters.
    pub hant: Box<str>,
}

/// Terms of one origin (the built-in ones, a site's, a notice's).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Terms {
    entries: Vec<Term>,
}

impl Terms {
    /// The terms, in the order of the file they come from.
    pub fn entries(&self) -> &[Term] {
        &self.entries
    }
}

impl FromIterator<Term> for Terms {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        Self { entries: terms.into_iter().collect() }
    }
}
