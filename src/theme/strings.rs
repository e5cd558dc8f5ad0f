//! The theme's words: written once, in Traditional characters, in `strings.yaml`, and shown in each edition by the same
//! converter as everything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::content::yaml;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::script::{ConvertError, Converter, Edition, Script, Shown, Terms, Text};

/// The words as the theme has them.
#[derive(Debug)]
pub(super) struct Words(BTreeMap<String, Text>);

/// The words in one edition.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Strings(BTreeMap<String, Shown>);

impl Words {
    /// Reads files of words, one word or sentence a key: a later file's over those before it.
    pub(super) fn parse(files: &[Arc<SourceFile>]) -> Result<Self, Vec<Diagnostic>> {
        let mut words = BTreeMap::new();
        for file in files {
            let more: BTreeMap<String, String> = yaml::parse_map(file, 0..file.text.len())?;
            words.extend(more.into_iter().map(|(key, word)| (key, Text::new(word, Script::Hant))));
        }
        Ok(Self(words))
    }

    /// The keys of `needed` that the file lacks.
    pub(super) fn missing<'k>(&self, needed: &'k [&'k str]) -> impl Iterator<Item = &'k str> {
        needed.iter().copied().filter(|key| !self.0.contains_key(*key))
    }

    /// The words in an edition.
    pub(super) fn show(&self, converter: &Converter, edition: Edition) -> Result<Strings, ConvertError> {
        let texts: Vec<&Text> = self.0.values().collect();
        let blocks: Vec<&[&Text]> = texts.chunks(1).collect();
        let shown = converter.show_blocks(&blocks, edition, &Terms::default())?;
        Ok(Strings(self.0.keys().cloned().zip(shown.into_iter().flatten()).collect()))
    }
}

impl Strings {
    /// The words of a key. Keys that views ask for are checked when the theme is loaded.
    pub(super) fn get(&self, key: &str) -> String {
        self.0.get(key).map(|shown| shown.as_str().to_owned()).unwrap_or_default()
    }
}
