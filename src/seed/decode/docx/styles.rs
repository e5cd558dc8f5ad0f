//! What the styles of a Word file say of numbers, of hidden text and of text that stands above or below the line. It must not know what is written in them.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{attribute, is_on, run};
use crate::seed::decode::shifted::Shift;

/// So many styles may stand on each other.
const DEEPEST: usize = 32;

/// The styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
    /// Inside, where its text stands to the line.
    shift: Option<Option<Shift>>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut id: Option<String> = None;
        while let Ok(event) = reader.read_event() {
            let start = match event {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => start,
                _ => continue,
            };
            let value = || attribute(&start, "val");
            let name = start.local_name();
            if name.as_ref() == "style" {
                id = attribute(&start, "styleId");
                let is = |key: &str, words: &[&str]| {
                    attribute(&start, key).is_some_and(|value| words.contains(&value.as_str()))
                };
                if is("type", &["paragraph"]) && is("default", &["1", "true", "on"]) {
                    styles.usual.clone_from(&id);
                }
            }
            let Some(id) = &id else { continue };
            let style = styles.styles.entry(id.clone()).or_default();
            match name.as_ref() {
                "basedOn" => style.based_on = value(),
                "numId" => style.list = value(),
                "ilvl" => style.level = value().and_then(|value| value.parse().ok()),
                "vanish" => style.hidden = Some(is_on(&start)),
                "vertAlign" => style.shift = Some(run::shift(&start)),
                _ => {}
            }
        }
        styles
    }

    /// A style's id and those of the styles that it stands on; of no style, those of the usual one.
    pub(super) fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s str> {
        let first = id.or(self.usual.as_deref());
        std::iter::successors(first, |id| self.styles.get(*id)?.based_on.as_deref()).take(DEEPEST)
    }

    fn find<'s, T>(&'s self, id: Option<&'s str>, get: impl Fn(&'s Style) -> Option<T>) -> Option<T> {
        self.chain(id).find_map(|id| get(self.styles.get(id)?))
    }

    /// The list that paragraphs of a style belong to.
    pub(super) fn list<'s>(&'s self, id: Option<&'s str>) -> Option<&'s str> {
        self.find(id, |style| style.list.as_deref())
    }

    /// Their level in it, where the style says it.
    pub(super) fn level(&self, id: Option<&str>) -> Option<usize> {
        self.find(id, |style| style.level)
    }

    /// Whether text of a style is hidden.
    pub(super) fn hides(&self, id: Option<&str>) -> bool {
        self.find(id, |style| style.hidden).unwrap_or(false)
    }

    /// Where text of a style stands to the line.
    pub(super) fn shifts(&self, id: Option<&str>) -> Option<Shift> {
        self.find(id, |style| style.shift).flatten()
    }
}
