//! `content/terms.yaml`: words whose conversion the publisher fixes for the whole site, and what its editors have
//! confirmed. It must not know what the converter does with them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::yaml;
use crate::diagnostic::{Diagnostic, Message};
use crate::script::{Script, Terms};
use crate::source::Folder;

/// Where the terms lie in a site. The file may be absent.
const PATH: &str = "content/terms.yaml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Traditional by Simplified; it holds in both directions.
    #[serde(default)]
    terms: BTreeMap<String, String>,
    /// Words of a source that a report on its script need not show again.
    #[serde(default)]
    confirmed: BTreeSet<String>,
}

/// Reads a site's terms; none where there is no such file.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn terms(site: &Folder) -> Result<Terms, Vec<Diagnostic>> {
    if !site.has(PATH) {
        return Ok(Terms::default());
    }
    let file = site.text(PATH).map_err(|problem| vec![problem])?;
    let raw: File = yaml::parse(&file, 0..file.text.len(), &["terms", "confirmed"])?;
    let terms = Terms::new(&raw.terms, Script::Hans).map_err(|errors| -> Vec<Diagnostic> {
        let problem = |error: &crate::script::TermError| {
            let message = Message::TermInvalid { reason: error.to_string(), reason_zh: error.chinese() };
            let at = file.text.find(&error.from).unwrap_or(0);
            Diagnostic::at(message, &file, at..at + error.from.len().max(1))
        };
        errors.iter().map(problem).collect()
    })?;
    Ok(terms.with_confirmed(&raw.confirmed))
}
