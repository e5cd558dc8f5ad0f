//! Converting text by itself: lines in, lines out, with the terms of the site it is run in. It must not know how a
//! text is converted.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::content;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::script::{Change, Converter, Detection, Edition, Script, Shown, Terms, Text, detect, is_han};
use crate::seed;
use crate::source::Folder;

/// A converted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the edition shows.
    pub shown: Shown,
    /// How the line ends: as it did.
    pub end: &'static str,
    /// What changed each place of it, where that was asked for.
    pub changes: Vec<Change>,
}

impl Line {
    /// `{text, changes: [{at: {start, end}, from, to, by}]}`: `at` in characters, `changes` empty unless they were asked
    /// for.
    pub fn json(&self) -> Value {
        json!({ "text": self.shown.as_str(), "changes": self.changes })
    }
}

/// Converts lines for an edition. Without `from`, the script is told by the characters of the text as a whole.
///
/// # Errors
/// Where the script cannot be told, the site's terms are not right, or the converter cannot be used.
pub fn convert(
    site: &Folder,
    bytes: &[u8],
    from: Option<Script>,
    to: Edition,
    explain: bool,
) -> Result<Vec<Line>, Vec<Diagnostic>> {
    let terms = content::terms(site)?;
    // No seed has a zero in it; a line may.
    let text = match (seed::decode("-", bytes), std::str::from_utf8(bytes)) {
        (Ok(decoded), _) => decoded.text,
        (Err(_), Ok(text)) => text.to_owned(),
        (Err(_), Err(_)) => {
            return Err(vec![Diagnostic::plain(Message::EncodingUnknown { path: "-".to_owned() })]);
        }
    };
    let text = text.as_str();
    let ends: Vec<&'static str> = text.split_inclusive('\n').map(line_end).collect();
    let Some(from) = from.or_else(|| told(text, to)) else {
        let file = Arc::new(SourceFile { path: "-".to_owned(), text: text.to_owned() });
        return Err(vec![Diagnostic::in_file(Message::ScriptUnknown, &file)]);
    };
    let converter = Converter::new(&terms).map_err(broken)?;
    let none = Terms::default();
    let lines: Vec<Text> = text.lines().map(|line| Text::new(line, from)).collect();
    if explain {
        let line = |(line, end): (&Text, &'static str)| {
            let explained = converter.explain(line, to, &none).map_err(broken)?;
            Ok(Line { shown: explained.shown, end, changes: explained.changes })
        };
        return lines.iter().zip(ends).map(line).collect();
    }
    let texts: Vec<&Text> = lines.iter().collect();
    let blocks: Vec<&[&Text]> = texts.chunks(1).collect();
    let shown = converter.show_blocks(&blocks, to, &none).map_err(broken)?;
    let line = |(shown, end)| Line { shown, end, changes: Vec::new() };
    Ok(shown.into_iter().flatten().zip(ends).map(line).collect())
}

fn line_end(line: &str) -> &'static str {
    match line {
        line if line.ends_with("\r\n") => "\r\n",
        line if line.ends_with('\n') => "\n",
        _ => "",
    }
}

/// Standard input cannot be read.
pub fn unreadable_input(error: &std::io::Error) -> Diagnostic {
    Diagnostic::plain(Message::FileUnreadable { path: "-".to_owned(), reason: error.to_string() })
}

/// The script of a text. One without Han characters needs no conversion: it is said to be in the edition's own.
fn told(text: &str, to: Edition) -> Option<Script> {
    match detect(text) {
        Detection::One { script, .. } => Some(script),
        Detection::Undecided if !text.chars().any(is_han) => Some(to.script()),
        Detection::Undecided | Detection::Mixed => None,
    }
}

fn broken(error: impl ToString) -> Vec<Diagnostic> {
    vec![Diagnostic::plain(Message::ConverterBroken { reason: error.to_string() })]
}
