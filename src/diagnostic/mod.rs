//! Diagnostics: where in which file something is, what is to be said about it, and how that is shown to a person or to
//! a machine. Every message the program can give is a row of the table in [`message`].
//!
//! It must not know what the messages are about, print anything, or read a file.

mod letters;
mod message;
mod render;

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

pub(crate) use letters::Letters;
pub use message::Message;
pub use render::{Language, Renderer};

/// The text of one file that was read, kept for as long as something in it may have to be shown.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct SourceFile {
    /// The path as the user knows it: relative to the site, with `/`.
    pub path: String,
    /// The decoded text, without a byte order mark.
    pub text: String,
}

/// A stretch of a file that was read. Without a span: the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Byte offsets into its text, on character boundaries.
    pub span: Option<Range<usize>>,
}

impl Location {
    /// A stretch of the file, between two byte offsets. They are moved to the character boundaries around them.
    pub fn new(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let start = file.text.floor_char_boundary(span.start.min(file.text.len()));
        let end = file.text.ceil_char_boundary(span.end.clamp(start, file.text.len()));
        Self { file: Arc::clone(file), span: Some(start..end) }
    }

    /// The file as a whole.
    pub fn file(file: &Arc<SourceFile>) -> Self {
        Self { file: Arc::clone(file), span: None }
    }

    /// Line and column of its start, both from 1, the column in characters.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let start = self.span.as_ref()?.start;
        let before = &self.file.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run fails: exit status 1, and `public/` stays as it was.
    Error,
    /// A person should look: it is done, but may not be what was meant.
    Warning,
    /// For information: what was recognised, what was done.
    Note,
}

/// One thing to tell: what, where, and (with the message) what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is to be said.
    pub message: Message,
    /// Where it is, if it is anywhere.
    pub location: Option<Location>,
}

impl Diagnostic {
    /// A message about a stretch of a file.
    pub fn at(message: Message, file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        Self { message, location: Some(Location::new(file, span)) }
    }

    /// A message about a file as a whole.
    pub fn in_file(message: Message, file: &Arc<SourceFile>) -> Self {
        Self { message, location: Some(Location::file(file)) }
    }

    /// A message about nothing that was read.
    pub fn plain(message: Message) -> Self {
        Self { message, location: None }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.message.severity()
    }
}

impl Message {
    /// Whether it names one page for all those that are made with the same template.
    const fn is_example(&self) -> bool {
        matches!(
            self,
            Self::TemplateTextLeftOut { .. }
                | Self::TemplateTextAdded { .. }
                | Self::TemplateTextDiffers { .. }
                | Self::TemplateColumnDiffers { .. }
                | Self::TemplateSourceMissing { .. }
                | Self::TemplateTitleMissing { .. }
                | Self::TemplateHashMissing { .. }
                | Self::TemplateIdMissing { .. }
        )
    }
}

/// Whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Puts diagnostics in the order in which they are shown: by file, then by place, then by code; equal ones once. Of those
/// that only give an example of what is wrong at their place, the first by its words stands for all.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(order);
    diagnostics.dedup_by(|next, kept| {
        let same = next.location == kept.location && next.message.code() == kept.message.code();
        if same && kept.message.is_example() {
            if next.message < kept.message {
                std::mem::swap(&mut next.message, &mut kept.message);
            }
            return true;
        }
        next == kept
    });
}

fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |diagnostic: &Diagnostic| {
        let location = diagnostic.location.as_ref();
        (
            location.map(|location| location.file.path.clone()),
            location.and_then(|location| location.span.as_ref().map(|span| span.start)),
            diagnostic.message.code(),
        )
    };
    key(a).cmp(&key(b))
}
