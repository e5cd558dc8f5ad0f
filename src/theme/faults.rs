//! What is wrong with a template, as a message at its place: file, line, and what a template may name there. It must not
//! know what templates are for.

use std::error::Error as _;

use tera::{Context, ErrorKind};

use super::files::Files;
use super::spelling::meant;
use super::tags::unclosed;
use crate::diagnostic::{Diagnostic, Message};

/// A template's error, at its place in the template where it has one. `context` is what the template got.
pub(super) fn fault(error: &tera::Error, files: &Files, context: Option<&Context>) -> Diagnostic {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        let Some(file) = files.find(report.filename()) else {
            return Diagnostic::plain(broken(report.message()));
        };
        let span = report.span().range.clone();
        // The span may cover the first name of a path only.
        let words = file.text.get(span.start..).unwrap_or("");
        if report.message().contains("end of input")
            && let Some(open) = unclosed(&file.text)
        {
            let opening = file.text[open.span.clone()].to_owned();
            let message = Message::TemplateUnclosed { opening, closing: open.closing };
            return Diagnostic::at(message, file, open.span);
        }
        let message = unknown(report.message())
            .or_else(|| nothing(report.message(), words, context))
            .or_else(|| no_template(report.message(), files))
            .unwrap_or_else(|| broken(report.message()));
        return Diagnostic::at(message, file, span);
    }
    let mut reason = error.to_string();
    if let Some(placed) = placed(&reason, files) {
        return placed;
    }
    if let Some(placed) = inherits(&reason, files) {
        return placed;
    }
    let mut cause = error.source();
    while let Some(inner) = cause {
        reason.push_str(": ");
        reason.push_str(&inner.to_string());
        cause = inner.source();
    }
    Diagnostic::plain(broken(&reason))
}

/// A fault in Tera's words; what it says most is said in Chinese, too.
pub(super) fn broken(reason: &str) -> Message {
    let quoted = |before: &str| Some(reason.strip_prefix(before)?.split_once('`')?.0);
    let found = || {
        let (found, expected) =
            reason.strip_prefix("Found ")?.trim_end_matches('.').split_once(" but expected ")?;
        Some(format!(
            "此處是 {found}，應為 {}",
            expected.trim_start_matches("one of: ").replace(" or ", "、")
        ))
    };
    let reason_zh = quoted("Unknown filter `")
        .map(|name| format!("沒有「{name}」這個過濾器"))
        .or_else(|| quoted("Unknown component `").map(|name| format!("沒有「{name}」這個元件")))
        .or_else(|| quoted("Unknown function `").map(|name| format!("沒有「{name}」這個函式")))
        .or_else(|| quoted("Unknown test `").map(|name| format!("沒有「{name}」這項判斷")))
        .or_else(found)
        .unwrap_or_else(|| reason.to_owned());
    Message::ThemeBroken { reason: reason.to_owned(), reason_zh }
}

/// A template that is not there: Tera says “Unknown template `x`”.
fn no_template(words: &str, files: &Files) -> Option<Message> {
    let (name, _) = words.strip_prefix("Unknown template `")?.split_once('`')?;
    Some(not_there(name, files))
}

/// That there is no template of the name.
fn not_there(name: &str, files: &Files) -> Message {
    let (near, near_zh) = meant(name, files.templates().map(|(name, _)| name));
    Message::TemplateUnknown { name: name.to_owned(), near, near_zh }
}

/// The same where a template extends it: “Template 'a' is inheriting from 'b', which doesn't exist or isn't loaded.”
fn inherits(words: &str, files: &Files) -> Option<Diagnostic> {
    let (name, rest) = words.strip_prefix("Template '")?.split_once("' is inheriting from '")?;
    let (parent, _) = rest.split_once('\'')?;
    let file = files.find(name)?;
    let extends = file.text.find("extends")?;
    let at = extends + file.text[extends..].find(parent)?;
    Some(Diagnostic::at(not_there(parent, files), file, at..at + parent.len()))
}

/// Some errors have their place in their words only: “error: Unknown component `x`” and below it “--> year.html:1:8”.
fn placed(words: &str, files: &Files) -> Option<Diagnostic> {
    let (what, rest) = words.strip_prefix("error: ")?.split_once("--> ")?;
    let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
    let (column, line) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse::<usize>().ok()?);
    let file = files.find(place.next()?)?;
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let start = start + column.saturating_sub(1);
    let message = no_template(what.trim(), files).unwrap_or_else(|| broken(what.trim()));
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
