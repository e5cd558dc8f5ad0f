//! The desk: where the texts of a group of pages are turned into what one edition shows, each once. It must not know
//! what they are shown in.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{ConvertError, Converter, Edition, Report, Shown, Terms, Text};

/// Shows texts in one edition and remembers what it has shown.
pub(crate) struct Desk<'a> {
    converter: &'a Converter,
    edition: Edition,
    terms: &'a Terms,
    /// By text. Only looked up, never listed: its order cannot reach a page.
    shown: RefCell<HashMap<Text, Shown>>,
}

impl<'a> Desk<'a> {
    /// An empty desk. `terms` are those of the notice that the pages belong to.
    pub(crate) fn new(converter: &'a Converter, edition: Edition, terms: &'a Terms) -> Self {
        Self { converter, edition, terms, shown: RefCell::default() }
    }

    pub(crate) fn edition(&self) -> Edition {
        self.edition
    }

    /// The text as the edition shows it.
    pub(crate) fn show(&self, text: &Text) -> Result<Shown, ConvertError> {
        Ok(self.show_all(&[text])?.remove(0))
    }

    /// The texts as the edition shows them; those that are new are converted in one call.
    pub(crate) fn show_all(&self, texts: &[&Text]) -> Result<Vec<Shown>, ConvertError> {
        let mut known = self.shown.borrow_mut();
        let new: Vec<&Text> = texts.iter().copied().filter(|text| !known.contains_key(*text)).collect();
        // A block each: no word is read across the end of a text.
        let blocks: Vec<&[&Text]> = new.chunks(1).collect();
        let shown = self.converter.show_blocks(&blocks, self.edition, self.terms)?;
        known.extend(new.into_iter().cloned().zip(shown.into_iter().flatten()));
        Ok(texts.iter().map(|text| known[*text].clone()).collect())
    }

    /// A text of another notice, whose terms are given.
    pub(crate) fn show_other(&self, text: &Text, terms: &Terms) -> Result<Shown, ConvertError> {
        Ok(self.converter.show(&[text], self.edition, terms)?.remove(0))
    }

    /// What an editor should know of the conversion of these texts.
    pub(crate) fn report(&self, texts: &[&Text]) -> Result<Report, ConvertError> {
        self.converter.report(texts, self.edition, self.terms)
    }
}
