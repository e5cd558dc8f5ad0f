//! A paragraph of a seed: its lines, and what it is. It must not know how that is told.

use std::borrow::Cow;
use std::ops::Range;

use crate::seed::date::Written;
use crate::seed::metadata::Entry;
use crate::seed::noise::Noise;
use crate::seed::span::Span;
use crate::seed::words::is_zero_width;

use super::lines::Line;

/// What a line or paragraph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::seed) enum Kind {
    /// Furniture of the page.
    Noise(Noise),
    /// The running head or number of a printed page, between two halves of a paragraph; the date a head may carry.
    PageBreak(Option<Written>),
    /// Labels and values.
    Metadata(Vec<Entry>),
    /// Whom to call.
    Contact,
    /// Facts of a meeting at the head of its minutes (地点：, 主席：).
    Meeting,
    /// A date and nothing else.
    Date(Written),
    /// A name and a date, with nothing but a gap or a dash between; where the name ends.
    Credit(u32, Written),
    /// A document number and nothing else.
    Number,
    /// An address.
    Url,
    /// A line of an attachment list.
    Attachment,
    /// Words that are no sentence: a title, a name, a heading.
    Short,
    /// Sentences, salutations, numbered items.
    Prose,
}

/// A paragraph of the seed.
#[derive(Clone, Debug)]
pub(in crate::seed) struct Unit {
    /// Its first line, trimmed.
    first: Span,
    /// The others. Few have any.
    more: Option<Box<Lines>>,
    pub(in crate::seed) kind: Kind,
    /// The line of the seed it begins in, from 1.
    number: u32,
    /// An empty line or a page break stands before it.
    pub(in crate::seed) apart: bool,
    /// A row of a table: several cells, and other rows beside it.
    pub(in crate::seed) row: bool,
    /// A few words and a colon.
    pub(in crate::seed) introduces: bool,
}

#[derive(Clone, Debug, Default)]
struct Lines(Vec<Span>);

impl Unit {
    /// A paragraph of one line.
    pub(super) fn new(line: &Line, kind: Kind) -> Self {
        let Line { span, number, apart, .. } = *line;
        Self { first: span, more: None, kind, number, apart, row: false, introduces: false }
    }

    /// Takes in a line that goes on with it.
    pub(super) fn join(&mut self, line: &Line) {
        self.more.get_or_insert_default().0.push(line.span);
    }

    fn more(&self) -> &[Span] {
        self.more.as_ref().map_or(&[], |more| &more.0)
    }

    /// Its lines, as byte ranges of the seed, trimmed.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        std::iter::once(&self.first).chain(self.more()).map(|line| line.range())
    }

    /// Its first and its last line.
    pub(super) fn ends(&self) -> (Range<usize>, Range<usize>) {
        (self.first.range(), self.more().last().unwrap_or(&self.first).range())
    }

    /// How many lines it has.
    pub(in crate::seed) fn height(&self) -> usize {
        1 + self.more().len()
    }

    /// The line of the seed it begins in, from 1.
    pub(in crate::seed) fn line(&self) -> usize {
        self.number as usize
    }

    /// Its span in the seed.
    pub(in crate::seed) fn span(&self) -> Range<usize> {
        let (first, last) = self.ends();
        first.start..last.end
    }

    /// Whether it stands in the seed in one piece: one line, and nothing in it that shows nothing.
    fn is_whole(&self, text: &str) -> bool {
        self.more.is_none() && !self.first.of(text).contains(is_zero_width)
    }

    /// Its characters in a text that has the seed's offsets: lines joined, zero-width characters left out.
    pub(in crate::seed) fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_whole(text) {
            return Cow::Borrowed(self.first.of(text));
        }
        let mut words = String::new();
        for line in self.lines() {
            let piece = &text[line];
            let latin =
                |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.'));
            if latin(words.chars().next_back()) && piece.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                words.push(' ');
            }
            words.extend(piece.chars().filter(|&c| !is_zero_width(c)));
        }
        Cow::Owned(words)
    }

    /// Its stretches of the seed, without zero-width characters.
    pub(in crate::seed) fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        for line in self.lines() {
            let slice = &text[line.clone()];
            if !slice.contains(is_zero_width) {
                pieces.push(line);
                continue;
            }
            for part in slice.split(is_zero_width).filter(|part| !part.is_empty()) {
                // A part of a slice: its offset is the difference of the two addresses.
                let start = line.start + (part.as_ptr() as usize - slice.as_ptr() as usize);
                pieces.push(start..start + part.len());
            }
        }
        pieces
    }
}

/// The two forms of a seed's text: as written, and in plain characters with the same offsets.
#[derive(Clone, Copy, Debug)]
pub(in crate::seed) struct Forms<'t> {
    pub(in crate::seed) text: &'t str,
    pub(in crate::seed) plain: &'t str,
}

/// The characters of a paragraph in both forms: where they are in the seed, or, of one that is not there in one piece,
/// put together.
#[derive(Clone, Debug)]
pub(in crate::seed) struct Words<'t> {
    forms: &'t Forms<'t>,
    span: Span,
    joined: Option<Box<Joined>>,
}

#[derive(Clone, Debug)]
struct Joined {
    text: String,
    plain: String,
    pieces: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    pub(in crate::seed) fn of(unit: &Unit, forms: &'t Forms<'t>) -> Self {
        let Forms { text, plain } = *forms;
        let joined = (!unit.is_whole(text)).then(|| {
            let [text, plain] = [text, plain].map(|form| unit.words(form).into_owned());
            Box::new(Joined { text, plain, pieces: unit.pieces(forms.text) })
        });
        Self { forms, span: unit.span().into(), joined }
    }

    /// As written.
    pub(in crate::seed) fn text(&self) -> &str {
        self.joined.as_ref().map_or_else(|| self.span.of(self.forms.text), |joined| &joined.text)
    }

    /// In plain characters.
    pub(in crate::seed) fn plain(&self) -> &str {
        self.joined.as_ref().map_or_else(|| self.span.of(self.forms.plain), |joined| &joined.plain)
    }

    /// The stretches of the seed that they are.
    pub(in crate::seed) fn pieces(&self) -> impl Iterator<Item = Range<usize>> {
        let whole = self.joined.is_none().then(|| self.span.range());
        let pieces = self.joined.iter().flat_map(|joined| joined.pieces.iter().cloned());
        whole.into_iter().chain(pieces)
    }
}
