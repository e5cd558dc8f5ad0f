//! The text of a notice in the forms that lie beside its pages for machines, without white space. It must not know how
//! they are made.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use crate::proof::squeeze;

/// The text of a form of a notice or a directive, by its file's name: the title, where it has one before the text, then
/// the text. `None` where the file cannot be read, or is none of the forms.
pub(super) fn text(name: &str, bytes: &[u8], title: &str) -> Option<String> {
    match name {
        "index.txt" => std::str::from_utf8(bytes).ok().map(squeeze),
        "index.json" => {
            let form = serde_json::from_slice::<Value>(bytes).ok()?;
            let mut text = squeeze(form["title"].as_str().unwrap_or_default());
            add(form.get("body").unwrap_or(&form["directive"]), &mut text);
            Some(text)
        }
        "index.akn.xml" => akn(bytes).map(|text| format!("{title}{text}")),
        _ => None,
    }
}

/// The text of each directive of a notice, as its JSON form has them.
pub(super) fn directives(bytes: &[u8]) -> Vec<String> {
    let form: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let sections = form["body"].as_array().into_iter().flatten();
    let directives = sections.flat_map(|section| section["directives"].as_array().into_iter().flatten());
    directives
        .map(|directive| {
            let mut text = String::new();
            add(directive, &mut text);
            text
        })
        .collect()
}

/// Adds what a part of the JSON form says, in the order in which it is read.
fn add(part: &Value, text: &mut String) {
    if let Value::Array(parts) = part {
        return parts.iter().for_each(|part| add(part, text));
    }
    for field in ["marker", "heading", "text"] {
        text.push_str(&squeeze(part[field].as_str().unwrap_or_default()));
    }
    for field in ["paragraphs", "directives", "parts"] {
        if let Some(parts) = part.get(field) {
            add(parts, text);
        }
    }
}

/// What stands in the main body of an Akoma Ntoso document.
fn akn(bytes: &[u8]) -> Option<String> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(text),
            Event::Start(start) if start.local_name().as_ref() == "mainBody" => inside = true,
            Event::End(end) if end.local_name().as_ref() == "mainBody" => inside = false,
            Event::Text(words) if inside => {
                text.push_str(&squeeze(&words.xml_content(XmlVersion::Implicit1_0)));
            }
            Event::GeneralRef(name) if inside => match name.resolve_char_ref().ok()? {
                Some(c) => text.extend(Some(c).filter(|c| !c.is_whitespace())),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&name)?),
            },
            _ => {}
        }
    }
}
