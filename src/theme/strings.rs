//! The theme's words: written once, in Traditional characters, in `strings.yaml`, and shown in each edition by the same
//! converter as everything else; and whether templates ask for words that are there. It must not know what a template
//! does with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::files::Files;
use super::spelling::meant;
use super::tags::tags;
use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
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

    /// What is wrong with the words that templates ask for (errors), and words of one's own that nothing shows (warnings).
    /// `needed` are those that views ask for; `built_in` are the words of the built-in theme, which templates of one's own
    /// need not show.
    pub(super) fn check(&self, files: &Files, needed: &[&str], built_in: &str) -> Vec<Diagnostic> {
        let uses: Vec<(&Arc<SourceFile>, Vec<Use<'_>>)> =
            files.templates().map(|(_, file)| (file, uses(&file.text))).collect();
        let unknown = uses.iter().flat_map(|(file, uses)| {
            // A template that calls something else `t` is left to itself.
            let shadowed = ["for t in ", "set t ", "set t="].iter().any(|words| file.text.contains(words));
            let unknown = uses
                .iter()
                .filter(move |one| !shadowed && !one.key.is_empty() && !self.0.contains_key(one.key));
            unknown.map(move |one| {
                let (near, near_zh) = meant(one.key, self.0.keys().map(String::as_str));
                let message = Message::ThemeWordUnknown { name: one.key.to_owned(), near, near_zh };
                Diagnostic::at(message, file, one.span.clone())
            })
        });
        let mut messages: Vec<Diagnostic> = unknown.collect();
        let used: BTreeSet<&str> = uses.iter().flat_map(|(_, uses)| uses).map(|one| one.key).collect();
        // A word that is asked for by a name that the template makes may be any.
        if used.contains("") {
            return messages;
        }
        let known: BTreeSet<&str> =
            keys(built_in).map(|(key, _)| key).chain(needed.iter().copied()).chain(used).collect();
        for file in files.strings.iter().filter(|file| file.text != built_in) {
            for (key, span) in keys(&file.text).filter(|(key, _)| !known.contains(key)) {
                let (near, near_zh) = meant(key, known.iter().copied());
                messages.push(Diagnostic::at(
                    Message::ThemeWordUnused { name: key.to_owned(), near, near_zh },
                    file,
                    span,
                ));
            }
        }
        messages
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

/// A word that a template asks for.
struct Use<'t> {
    /// Its key; empty where the template makes the key itself.
    key: &'t str,
    span: Range<usize>,
}

/// Every word that a template asks for: `t.key`, `part.t.key`, `t["key"]`, inside its tags.
fn uses(text: &str) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for tag in tags(text) {
        let inner = &text[tag.clone()];
        let mut quote = None;
        for (at, c) in inner.char_indices() {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => {}
                None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
                None if c == 't' && !inner[..at].ends_with(is_of_name) => {
                    uses.extend(
                        asked(inner, at + 1).map(|(key, span)| Use {
                            key,
                            span: tag.start + span.start..tag.start + span.end,
                        }),
                    );
                }
                None => {}
            }
        }
    }
    uses
}

/// The key behind a `t` that ends at `at`.
fn asked(inner: &str, at: usize) -> Option<(&str, Range<usize>)> {
    let rest = &inner[at..];
    let (open, close) = if rest.starts_with('.') {
        (1, None)
    } else if rest.starts_with("[\"") {
        (2, Some('"'))
    } else if rest.starts_with("['") {
        (2, Some('\''))
    } else if rest.starts_with('[') {
        return Some(("", at..at + 1));
    } else {
        return None;
    };
    let key = &rest[open..];
    let key = &key[..key.find(|c| close.map_or(!is_of_name(c), |close| c == close)).unwrap_or(key.len())];
    (!key.is_empty()).then_some((key, at + open..at + open + key.len()))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The keys of a file of words, each with its place.
fn keys(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    yaml::top_keys(text).map(|(key, at)| (key, at..at + key.len()))
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn words_are_found_in_tags_only() {
        let text = "t.no {{ t.a | replace(from=\"t.no\", to=t.b) }}{# t.no #}{% if at.no or part.t.c %}{{ <x t={t} y={t.d} /> }}{{ t[\"e\"] }}{{ t[page.kind] }}";
        let found: Vec<&str> = uses(text).iter().map(|one| one.key).collect();
        assert_eq!(found, ["a", "b", "c", "d", "e", ""]);
        assert!(uses(text).iter().take(5).all(|one| text[one.span.clone()] == *one.key));
    }
}
