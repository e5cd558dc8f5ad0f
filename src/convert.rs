//! Converting text by itself: lines in, lines out, with the terms of the site it is run in. It must not know how a
//! text is converted.

use std::sync::Arc;

use crate::content;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::script::{Change, Converter, Detection, Edition, Script, Shown, Terms, Text, detect};
use crate::source::Folder;

/// A converted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the edition shows.
    pub shown: Shown,
    /// What changed each place of it, where that was asked for.
    pub changes: Vec<Change>,
}

/// Converts lines for an edition. Without `from`, the script is told by the characters of the text as a whole.
///
/// # Errors
/// Where the script cannot be told, the site's terms are not right, or the converter cannot be used.
pub fn convert(
    site: &Folder,
    text: &str,
    from: Option<Script>,
    to: Edition,
    explain: bool,
) -> Result<Vec<Line>, Vec<Diagnostic>> {
    let terms = content::terms(site)?;
    let Some(from) = from.or_else(|| told(text)) else {
        let file = Arc::new(SourceFile { path: "-".to_owned(), text: text.to_owned() });
        return Err(vec![Diagnostic::in_file(Message::ScriptUnknown, &file)]);
    };
    let converter = Converter::new(&terms).map_err(broken)?;
    let none = Terms::default();
    let lines: Vec<Text> = text.lines().map(|line| Text::new(line, from)).collect();
    if explain {
        let explained = lines.iter().map(|line| converter.explain(line, to, &none));
        let line =
            |explained: crate::script::Explained| Line { shown: explained.shown, changes: explained.changes };
        return explained.map(|result| result.map(line).map_err(broken)).collect();
    }
    let texts: Vec<&Text> = lines.iter().collect();
    let blocks: Vec<&[&Text]> = texts.chunks(1).collect();
    let shown = converter.show_blocks(&blocks, to, &none).map_err(broken)?;
    Ok(shown.into_iter().flatten().map(|shown| Line { shown, changes: Vec::new() }).collect())
}

/// The script of a text; one without a character of either script needs no conversion, whichever it is said to be in.
fn told(text: &str) -> Option<Script> {
    match detect(text) {
        Detection::One { script, .. } => Some(script),
        Detection::Undecided | Detection::Mixed => None,
    }
}

fn broken(error: impl ToString) -> Vec<Diagnostic> {
    vec![Diagnostic::plain(Message::ConverterBroken { reason: error.to_string() })]
}
