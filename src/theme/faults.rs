//! What is wrong with a template, as a message at its place: file, line, and what a template may name there. It must not
//! know what templates are for.

use std::error::Error as _;

use tera::{Context, ErrorKind};

use super::files::Files;
use crate::diagnostic::{Diagnostic, Message};

/// A template's error, at its place in the template where it has one. `context` is what the template got.
pub(super) fn fault(error: &tera::Error, files: &Files, context: Option<&Context>) -> Diagnostic {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        let Some(file) = files.find(report.filename()) else {
            return Diagnostic::plain(Message::ThemeBroken { reason: report.message().to_owned() });
        };
        let span = report.span().range.clone();
        // The span may cover the first name of a path only.
        let words = file.text.get(span.start..).unwrap_or("");
        let message = unknown(report.message())
            .or_else(|| nothing(report.message(), words, context))
            .unwrap_or_else(|| Message::ThemeBroken { reason: report.message().to_owned() });
        return Diagnostic::at(message, file, span);
    }
    let mut reason = error.to_string();
    if let Some(placed) = placed(&reason, files) {
        return placed;
    }
    let mut cause = error.source();
    while let Some(inner) = cause {
        reason.push_str(": ");
        reason.push_str(&inner.to_string());
        cause = inner.source();
    }
    Diagnostic::plain(Message::ThemeBroken { reason })
}

/// Some errors have their place in their words only: “error: Unknown component `x`” and below it “--> year.html:1:8”.
fn placed(words: &str, files: &Files) -> Option<Diagnostic> {
    let (what, rest) = words.strip_prefix("error: ")?.split_once("--> ")?;
    let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
    let (column, line) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse::<usize>().ok()?);
    let file = files.find(place.next()?)?;
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let start = start + column.saturating_sub(1);
    let message = Message::ThemeBroken { reason: what.trim().to_owned() };
    Some(Diagnostic::at(message, file, start..start + 1))
}

/// A name that is not there, with those that are: Tera says “Field `x` is not defined. Available fields: a, b”.
fn unknown(words: &str) -> Option<Message> {
    let rest = words.strip_prefix("Field `").or_else(|| words.strip_prefix("Variable `"))?;
    let (name, rest) = rest.split_once("` is not defined.")?;
    let (_, known) = rest.split_once(": ")?;
    Some(Message::TemplateNameUnknown { name: name.to_owned(), known: sorted(known.split(", ")) })
}

/// The same where a filter or an operator gets what is not there: Tera then names no field, but the place has it.
fn nothing(words: &str, place: &str, context: Option<&Context>) -> Option<Message> {
    if !words.contains("undefined") {
        return None;
    }
    let path: String =
        place.trim().chars().take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')).collect();
    let (parent, name) = path.rsplit_once('.')?;
    let (root, inner) = parent.split_once('.').unwrap_or((parent, ""));
    let value = context?.get(root)?;
    let value = if inner.is_empty() { Some(value) } else { value.get_from_path(inner) };
    let fields = value?.as_map()?.iter().map(|(key, _)| key.to_string());
    let known: Vec<String> = fields.collect();
    Some(Message::TemplateNameUnknown {
        name: name.to_owned(),
        known: sorted(known.iter().map(String::as_str)),
    })
}

fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    // Tera has variables of its own.
    let mut names: Vec<&str> = names.filter(|name| !name.starts_with("__")).collect();
    names.sort_unstable();
    names.join(", ")
}
