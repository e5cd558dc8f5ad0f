//! What an import recognised, for a machine: one JSON object, written as it is made, so that it takes no memory of its
//! own. It must not know how anything was recognised.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::json;

use crate::citation::{Citation, Resolution};
use crate::diagnostic::Renderer;
use crate::notice::{Directive, Head, Notice, Part, Point, Text};

use super::Preview;

/// The JSON object of a preview.
#[derive(Clone, Copy)]
pub struct PreviewForm<'p> {
    pub(super) preview: &'p Preview,
    pub(super) renderer: &'p Renderer<'p>,
}

impl Serialize for PreviewForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { preview, .. } = self;
        let facts = &preview.notice.facts;
        let text = |text: &'_ Option<Text>| text.as_ref().map(|text| text.source().to_owned());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &preview.given)?;
        map.serialize_entry("title", &text(&facts.title))?;
        map.serialize_entry("source", &text(&facts.source))?;
        map.serialize_entry("published", &facts.published.map(|date| date.to_string()))?;
        map.serialize_entry("script", &facts.script.map(|script| script.tag()))?;
        map.serialize_entry("directives", &Directives(&preview.notice))?;
        map.serialize_entry("citations", &Citations(&preview.citations))?;
        map.serialize_entry("document_numbers", &preview.document_numbers())?;
        map.serialize_entry("body_characters", &preview.notice.body_characters().count())?;
        map.serialize_entry("warnings", &Warnings(*self))?;
        map.end()
    }
}

struct Directives<'n>(&'n Notice);

impl Serialize for Directives<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.lists().flat_map(|(list, directives)| {
            let form = move |(index, directive)| DirectiveForm { directive, list, place: index + 1 };
            directives.iter().enumerate().map(form)
        }))
    }
}

/// `place` is its place in the list: the number of a marker that writes none (最後).
struct DirectiveForm<'n> {
    directive: &'n Directive,
    list: usize,
    place: usize,
}

impl Serialize for DirectiveForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Directive { head, parts, .. } = self.directive;
        let ordinal = crate::seed::ordinal(head.block.text.source());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ordinal", &ordinal.map_or(self.place, |number| number as usize))?;
        map.serialize_entry("marker", &marker(head))?;
        map.serialize_entry("text", &text_without_marker(head, parts))?;
        map.serialize_entry("list", &self.list)?;
        map.serialize_entry("points", &Points(parts))?;
        map.end()
    }
}

/// The points of all levels, in reading order.
struct Points<'n>(&'n [Part]);

impl Serialize for Points<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut points = Vec::new();
        gather(self.0, &mut points);
        serializer.collect_seq(points.into_iter().map(PointForm))
    }
}

fn gather<'n>(parts: &'n [Part], points: &mut Vec<&'n Point>) {
    for part in parts {
        if let Part::Point(point) = part {
            points.push(point);
            gather(&point.parts, points);
        }
    }
}

struct PointForm<'n>(&'n Point);

impl Serialize for PointForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Point { head, parts, level, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("level", level)?;
        map.serialize_entry("marker", &marker(head))?;
        map.serialize_entry("text", &text_without_marker(head, parts))?;
        map.end()
    }
}

struct Citations<'c>(&'c [Citation]);

impl Serialize for Citations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|citation| {
            let (target, method) = match &citation.resolution {
                Resolution::Resolved { regulation, method } => {
                    (Some(regulation.to_string()), Some(method.name()))
                }
                Resolution::Open(_) => (None, None),
            };
            let places: Vec<String> = citation.mention.pins.iter().map(ToString::to_string).collect();
            json!({ "name": citation.mention.name, "target": target, "method": method, "pin": places })
        }))
    }
}

struct Warnings<'p>(PreviewForm<'p>);

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let PreviewForm { preview, renderer } = self.0;
        serializer.collect_seq(preview.diagnostics.iter().map(|one| {
            let mut shown = renderer.json(one);
            let [code, message, line] = ["code", "message", "line"].map(|key| shown[key].take());
            json!({ "code": code, "message": message, "line": line })
        }))
    }
}

fn marker(head: &Head) -> Option<String> {
    head.marker().map(|marker| marker.source().to_owned())
}

fn text_without_marker(head: &Head, parts: &[Part]) -> String {
    let mut text: String = head.block.text.source().chars().skip(head.marker).collect();
    push_text(parts, &mut text);
    text
}

fn push_text(parts: &[Part], text: &mut String) {
    for part in parts {
        match part {
            Part::Prose(block) => text.push_str(block.text.source()),
            Part::Point(point) => {
                text.push_str(point.head.block.text.source());
                push_text(&point.parts, text);
            }
        }
    }
}
