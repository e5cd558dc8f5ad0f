//! YAML: front matter split off, read into a typed value with positions for every message, and strings printed so that
//! no reader of YAML takes them for something else. It must not know which keys there are.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Message, SourceFile};

/// The byte ranges of front matter (between its `---` lines) and body; `None` where the text has no front matter.
pub(crate) fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = line_end(text, 0).filter(|&end| is_fence(&text[..end]))?;
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at).unwrap_or(text.len());
        if is_fence(&text[at..end]) {
            return Some((start..at, end..text.len()));
        }
        at = end;
    }
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn line_end(text: &str, from: usize) -> Option<usize> {
    text[from..].find('\n').map(|at| from + at + 1)
}

/// Reads a range of a file as YAML. `keys` are the top-level keys there may be: each other one is reported at its place.
///
/// # Errors
/// Every unknown key, or else the first thing that is not of the expected form.
pub(crate) fn parse<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    keys: &[&str],
) -> Result<T, Vec<Diagnostic>> {
    let yaml = &file.text[range.clone()];
    let unknown: Vec<Diagnostic> = top_keys(yaml)
        .filter(|(key, _)| !keys.contains(key))
        .map(|(key, at)| {
            let message = Message::KeyUnknown { key: key.to_owned(), keys: keys.join(", ") };
            Diagnostic::at(message, file, range.start + at..range.start + at + key.len())
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    read(file, range).map_err(|problem| vec![problem])
}

fn read<T: DeserializeOwned>(file: &Arc<SourceFile>, range: Range<usize>) -> Result<T, Diagnostic> {
    let yaml = &file.text[range.clone()];
    serde_yaml::from_str(yaml).map_err(|error| {
        let at = error
            .location()
            .map_or(0, |location| line_column_offset(yaml, location.line(), location.column()));
        let line = &yaml[at..];
        let length = line.find('\n').unwrap_or(line.len());
        // The position stands in the location; the message repeats it relative to the front matter, which misleads.
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(words, _)| words).to_owned();
        let start = range.start + at;
        Diagnostic::at(Message::YamlInvalid { reason }, file, start..start + length.max(1))
    })
}

/// The keys that stand at the start of a line, with their byte offsets. A key inside a block string cannot: it is
/// indented. What is no mapping at all is left to the YAML reader to refuse.
pub(crate) fn top_keys(yaml: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    yaml.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (key, rest) = line.split_once(':')?;
        let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        (plain && (rest.is_empty() || rest.starts_with([' ', '\n', '\r']))).then_some((key, start))
    })
}

fn line_column_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let inner = rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    (start + inner).min(text.len())
}

/// Where a top-level key stands in a file with front matter, for messages about its value; the first line without it.
pub(crate) fn key_span(text: &str, key: &str) -> Range<usize> {
    let Some((range, _)) = split(text) else { return 0..0 };
    top_keys(&text[range.clone()])
        .find(|(found, _)| *found == key)
        .map_or(0..3, |(found, at)| range.start + at..range.start + at + found.len())
}

/// A string as YAML, always in double quotes, with an escape for every character that YAML might read otherwise.
pub(crate) fn quote(string: &str) -> String {
    let mut out = String::with_capacity(string.len() + 2);
    out.push('"');
    for c in string.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What is not printable in YAML 1.2 (5.1), and line separators, which it would fold.
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Where a top-level key stands in a file that is YAML throughout; its first line without it.
pub(crate) fn setting_span(text: &str, key: &str) -> Range<usize> {
    top_keys(text).find(|(found, _)| *found == key).map_or(0..1, |(found, at)| at..at + found.len())
}

/// Reads a range of a file as YAML whose keys are free.
///
/// # Errors
/// The first thing that is not of the expected form.
pub(crate) fn parse_map<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    range: Range<usize>,
) -> Result<T, Vec<Diagnostic>> {
    read(file, range).map_err(|problem| vec![problem])
}

/// Where a key stands that is nested in others, in a file that is YAML throughout: the path from the outermost. Where a
/// key is not found (it is written in `{}`), the one around it; the first line where none is.
pub(crate) fn nested_span(text: &str, path: &[&str]) -> Range<usize> {
    let (mut found, mut within, mut indent) = (0..1, 0..text.len(), None);
    for key in path {
        let Some((at, end, depth)) = nested_key(text, within.clone(), indent, key) else { break };
        found = at.clone();
        (within, indent) = (at.end..end, Some(depth));
    }
    found
}

/// A key's place among the lines of `within` that are deeper than `above`, where what it holds ends, and its depth.
fn nested_key(
    text: &str,
    within: Range<usize>,
    above: Option<usize>,
    key: &str,
) -> Option<(Range<usize>, usize, usize)> {
    let mut at = within.start;
    let lines = text[within.clone()].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        let depth = line.len() - line.trim_start_matches(' ').len();
        (start, depth, line.trim())
    });
    let lines: Vec<_> = lines.filter(|(_, _, line)| !line.is_empty() && !line.starts_with('#')).collect();
    let own = |line: &str| {
        let (found, _) = line.split_once(':')?;
        (found.trim_end().trim_matches(['"', '\'']) == key).then_some(found.trim_end().len())
    };
    let deeper = |depth: usize| above.is_none_or(|above| depth > above);
    let level = lines.iter().map(|(_, depth, _)| *depth).find(|&depth| deeper(depth))?;
    let (index, length) = lines.iter().enumerate().find_map(|(index, (_, depth, line))| {
        (*depth == level).then(|| own(line)).flatten().map(|length| (index, length))
    })?;
    let (start, depth, _) = lines[index];
    let next = lines[index + 1..].iter().find(|(_, other, _)| *other <= depth);
    let end = next.map_or(within.end, |(start, _, _)| *start);
    Some((start + depth..start + depth + length, end, depth))
}
