//! A held text from pieces that somebody has cut already: what is a heading and where an article begins is said, not
//! guessed. Points are told by their numbers, as in a plain text. It must not know what the cuts are written with.

use std::ops::Range;
use std::sync::Arc;

use super::line::{Line, Mark};
use super::{Held, Reader};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::regulation::PinOrder;
use crate::script::Script;

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A line of the history.
    History,
    /// The line of a division, or the first of an annex.
    Heading,
    /// The beginning of an article: so many bytes of its words are its number and title.
    Article(usize),
    /// Anything else.
    Paragraph,
}

/// A piece of a text: a block of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub cut: Cut,
    /// Its words.
    pub words: String,
    /// Where it stands in its file, for messages.
    pub bytes: Range<usize>,
}

/// Puts the pieces of a text together. What is said to be an article or a heading and cannot be one stays in the text
/// as a paragraph, with a message.
pub fn assemble(
    file: &Arc<SourceFile>,
    pieces: &[Piece],
    script: Script,
    order: PinOrder,
) -> (Held, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, script, order);
    for piece in pieces {
        reader.piece(piece);
    }
    reader.finish();
    // That a number is missing was said when the text was imported; some laws do skip one.
    reader.diagnostics.retain(|diagnostic| !matches!(diagnostic.message, Message::ArticleMissing { .. }));
    (reader.held, reader.diagnostics)
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        let Some(line) = Line::of(&piece.words, piece.bytes.clone()) else { return };
        match piece.cut {
            Cut::History => {
                let words = self.text(line.words);
                self.held.history.push(words);
            }
            Cut::Heading => self.heading(&line),
            Cut::Article(length) => self.labelled(piece, length),
            Cut::Paragraph => self.paragraph_piece(&line),
        }
    }

    fn heading(&mut self, line: &Line<'_>) {
        match line.mark(self.order) {
            Mark::Division { kind, number, name } => {
                self.annex = false;
                self.division(line, kind, number, name);
            }
            Mark::Annex => {
                self.annex = true;
                self.prose(line.words);
            }
            _ if self.held.articles.is_empty() && self.headed_wholly(line) => self.annex = false,
            _ => {
                let message = Message::HeadingUnnumbered { words: line.words.to_owned() };
                self.diagnostics.push(Diagnostic::at(message, self.file, line.bytes.clone()));
                // Its words stay, as what they are without that mark: a point, or a paragraph.
                self.paragraph_piece(line);
            }
        }
    }

    fn labelled(&mut self, piece: &Piece, length: usize) {
        let (head, rest) = piece.words.split_at(piece.words.floor_char_boundary(length));
        if let Some(line) = Line::of(head, piece.bytes.clone())
            && let Mark::Article { number, label, title, rest: "", .. } = line.mark(self.order)
        {
            self.article(&line, number, label, title, rest.trim());
        } else if let Some(line) = Line::of(&piece.words, piece.bytes.clone()) {
            self.paragraph_piece(&line);
        }
    }

    fn paragraph_piece(&mut self, line: &Line<'_>) {
        let mark = line.mark(self.order);
        if self.annex || !self.numbered_part(&mark, line) {
            self.prose(line.words);
        }
    }
}

/// Whether a line of an annex begins another one.
pub fn opens_annex(words: &str) -> bool {
    Line::of(words, 0..0).is_some_and(|line| matches!(line.mark(PinOrder::Mainland), Mark::Annex))
}
