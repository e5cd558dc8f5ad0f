//! A paragraph of a seed: its lines, and what it is. It must not know how that is told.

use std::borrow::Cow;
use std::ops::Range;

use crate::seed::date::Written;
use crate::seed::metadata::Entry;
use crate::seed::noise::Noise;
use crate::seed::words::is_zero_width;

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
    Credit(usize, Written),
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
    /// Its lines, as byte ranges of the seed, trimmed.
    pub(in crate::seed) lines: Vec<Range<usize>>,
    pub(in crate::seed) kind: Kind,
    /// An empty line or a page break stands before it.
    pub(in crate::seed) apart: bool,
    /// A row of a table: several cells, and other rows beside it.
    pub(in crate::seed) row: bool,
    /// A few words and a colon.
    pub(in crate::seed) introduces: bool,
    /// The line of the seed it begins in, from 1.
    pub(in crate::seed) line: usize,
}

impl Unit {
    /// Its span in the seed.
    pub(in crate::seed) fn span(&self) -> Range<usize> {
        let start = self.lines.first().map_or(0, |line| line.start);
        start..self.lines.last().map_or(start, |line| line.end)
    }

    /// Its characters in a text that has the seed's offsets: lines joined, zero-width characters left out.
    pub(in crate::seed) fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if let [line] = self.lines.as_slice()
            && !text[line.clone()].contains(is_zero_width)
        {
            return Cow::Borrowed(&text[line.clone()]);
        }
        let mut words = String::new();
        for line in &self.lines {
            let piece = &text[line.clone()];
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
        for line in &self.lines {
            let slice = &text[line.clone()];
            if !slice.contains(is_zero_width) {
                pieces.push(line.clone());
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
