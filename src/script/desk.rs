//! The desk: where the texts of a group of pages are turned into what one edition shows, each once. It must not know
//! what they are shown in.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::{ConvertError, Converter, Edition, Report, Shown, Terms, Text};

/// The desks of a group of pages, one for each edition that shows them. An edition's text is on the other's pages, too,
/// where both scripts stand side by side: it is converted once for both.
pub(crate) struct Desks<'a> {
    converter: &'a Converter,
    terms: &'a Terms,
    desks: [OnceCell<Desk<'a>>; Edition::ALL.len()],
}

impl<'a> Desks<'a> {
    /// Empty desks. `terms` are those of the notice that the pages belong to.
    pub(crate) fn new(converter: &'a Converter, terms: &'a Terms) -> Self {
        Self { converter, terms, desks: Default::default() }
    }

    /// The desk of an edition.
    pub(crate) fn of(&self, edition: Edition) -> &Desk<'a> {
        self.desks[edition as usize].get_or_init(|| Desk::new(self.converter, edition, self.terms))
    }
}

/// Shows texts in one edition and remembers what it has shown.
pub(crate) struct Desk<'a> {
    converter: &'a Converter,
    edition: Edition,
    terms: &'a Terms,
    /// By text. Only looked up, never listed: its order cannot reach a page.
    shown: RefCell<HashMap<Text, Shown>>,
}

impl<'a> Desk<'a> {
    fn new(converter: &'a Converter, edition: Edition, terms: &'a Terms) -> Self {
        Self { converter, edition, terms, shown: RefCell::default() }
    }

    pub(crate) fn edition(&self) -> Edition {
        self.edition
    }

    /// The text as the edition shows it.
    pub(crate) fn show(&self, text: &Text) -> Result<Shown, ConvertError> {
        if let Some(shown) = self.shown.borrow().get(text) {
            return Ok(shown.clone());
        }
        self.show_all(&[text])?;
        Ok(self.shown.borrow()[text].clone())
    }

    /// Gets texts ready to be shown; those that are new are converted in one call.
    pub(crate) fn show_all(&self, texts: &[&Text]) -> Result<(), ConvertError> {
        let mut known = self.shown.borrow_mut();
        let new: Vec<&Text> = texts.iter().copied().filter(|text| !known.contains_key(*text)).collect();
        if new.is_empty() {
            return Ok(());
        }
        // A block each: no word is read across the end of a text.
        let blocks: Vec<&[&Text]> = new.chunks(1).collect();
        let shown = self.converter.show_blocks(&blocks, self.edition, self.terms)?;
        known.extend(new.into_iter().cloned().zip(shown.into_iter().flatten()));
        Ok(())
    }

    /// A text of another notice, whose terms are given.
    pub(crate) fn show_other(&self, text: &Text, terms: &Terms) -> Result<Shown, ConvertError> {
        if *terms == *self.terms {
            return self.show(text);
        }
        Ok(self.converter.show(&[text], self.edition, terms)?.remove(0))
    }

    /// What an editor should know of the conversion of these texts.
    pub(crate) fn report(&self, texts: &[&Text]) -> Result<Report, ConvertError> {
        self.converter.report(texts, self.edition, self.terms)
    }
}
