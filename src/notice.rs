//! The model of a notice: its facts, its body cut into sections, directives and points, and where in it a place is.
//!
//! Values only. It must not know files, Markdown, how a seed is read, how a citation is found, or how anything is shown.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::ops::Range;
use std::slice;

use jiff::civil::Date;

pub use crate::script::Text;
use crate::script::{Script, Terms};

/// The identity of a notice: its publication date and its slug, `2021-06-11-xiongan-shengtai`. Lower-case ASCII
/// letters, digits and hyphens; it is the name of its file in `content/notices/` and of its folder in the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct NoticeId(Box<str>);

impl NoticeId {
    /// The id, if the word can be one: 1 to 64 of `a-z 0-9 -`, neither first nor last a hyphen.
    pub fn new(word: &str) -> Option<Self> {
        is_slug(word).then(|| Self(word.into()))
    }

    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a word can stand in an address as it is: 1 to 64 of `a-z 0-9 -`, neither first nor last a hyphen.
pub fn is_slug(word: &str) -> bool {
    (1..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !word.starts_with('-')
        && !word.ends_with('-')
}

/// One published announcement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// Its identity.
    pub id: NoticeId,
    /// What its front matter says.
    pub facts: Facts,
    /// Its body in reading order: the seed's body, cut.
    pub body: Vec<Section>,
}

/// What is known of a notice beside its body. A published notice has a title, a source, a date and a script; a draft
/// may lack any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The headline, in one line.
    pub title: Option<Text>,
    /// The body that published it.
    pub source: Option<Text>,
    /// The day it was published, as its metadata state it; never the day of the meeting.
    pub published: Option<Date>,
    /// The script of title, source and body.
    pub script: Option<Script>,
    /// The name of its file in `seeds/`.
    pub seed: Option<Box<str>>,
    /// SHA-256 of the seed's bytes, in lower-case hexadecimal.
    pub sha256: Option<Box<str>>,
    /// Not published until a person has looked at it.
    pub draft: bool,
    /// Its own document number (冀政办字〔2021〕12号), as written.
    pub document_number: Option<Text>,
    /// The meeting it reports, as far as its lead states it plainly.
    pub meeting: Meeting,
    /// Editor's notes on what the text itself got wrong.
    pub notes: Vec<Note>,
    /// Intended differences between seed and body, each with its reason.
    pub differences: Vec<Difference>,
    /// Words whose conversion this notice fixes, above the site's.
    pub terms: Terms,
}

/// Facts of the meeting that a notice reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Meeting {
    /// The day it was held.
    pub date: Option<Date>,
    /// Who convened or chaired it.
    pub convener: Option<Text>,
    /// Who attended, as the notice words it.
    pub attended: Option<Text>,
}

/// An editor's note: it stands beside the text and never changes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// The words of the text that it is about, found there exactly once or shown with the notice as a whole.
    pub on: Text,
    /// What the editor says.
    pub text: Text,
    /// Addresses of what it rests on.
    pub sources: Vec<Box<str>>,
}

/// A place where the body intentionally differs from the seed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Difference {
    /// What the seed has there; empty where something was added.
    pub seed: Box<str>,
    /// What the notice has there; empty where something was left out.
    pub notice: Box<str>,
    /// Why.
    pub reason: Box<str>,
}

/// A stretch of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Paragraphs that belong to no directive: the lead, what stands between two lists, the closing.
    Prose(Vec<Block>),
    /// Directives that form one list (of one speaker, one meeting). Never empty.
    List(Vec<Directive>),
}

/// A paragraph or a heading: its text and the markup inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Block {
    /// The text, white space at its ends removed.
    pub text: Text,
    /// Markup that an editor put on parts of it, in order of start; spans nest or are apart.
    pub marks: Box<[Mark]>,
}

impl Block {
    /// A block without markup.
    pub fn plain(text: Text) -> Self {
        Self { text, marks: Box::default() }
    }

    /// A block with markup; what is marked as the same in every edition is so for its text.
    pub fn new(text: Text, marks: Vec<Mark>) -> Self {
        let kept = marks.iter().filter(|mark| mark.kind.is_verbatim()).map(|mark| mark.span.clone());
        Self { text: text.with_verbatim(kept), marks: marks.into() }
    }
}

/// Inline markup over a span of a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Mark {
    /// Where it lies, in characters from the block's start.
    pub span: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// The kinds of inline markup that a notice may carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum MarkKind {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Code: never converted.
    Code,
    /// Words that are the same in every edition: never converted. In HTML `translate="no"`.
    Untranslated,
    /// A link that an editor set, with its address.
    Link(Box<str>),
}

impl MarkKind {
    /// Whether what it marks is the same in every edition.
    pub const fn is_verbatim(&self) -> bool {
        matches!(self, Self::Code | Self::Untranslated)
    }
}

/// One of the notice's top-level enumerated demands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// Its place among the directives of the notice, from 1, over all lists: the number in its address.
    pub number: usize,
    /// Its marker and topic sentence.
    pub head: Head,
    /// What follows, in reading order.
    pub parts: Vec<Part>,
}

/// A unit inside a directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// Its place among the points of the directive, from 1, over all levels, in reading order: the number in its address.
    pub number: usize,
    /// How deep it lies: 1 for a point of the directive, 2 for a point of a point, up to 4.
    pub level: usize,
    /// Its marker, if it has one, and its topic sentence.
    pub head: Head,
    /// What follows, in reading order.
    pub parts: Vec<Part>,
}

/// The heading of a directive or point.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Head {
    /// Marker and topic sentence, as written.
    pub block: Block,
    /// How many characters of it are the marker (一要 is 2); 0 for a point without a written ordinal.
    pub marker: usize,
}

impl Head {
    /// The marker as written; `None` where there is none.
    pub fn marker(&self) -> Option<Text> {
        (self.marker > 0).then(|| {
            let source = self.block.text.source();
            self.block.text.slice(0..byte_offset(source, self.marker))
        })
    }
}

/// What a directive or a point is made of, below its heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A paragraph of its own.
    Prose(Block),
    /// A point one level down.
    Point(Point),
}

/// Where in a notice a block stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize,
)]
pub struct Place {
    /// The number of its directive; `None` in prose outside the lists.
    pub directive: Option<usize>,
    /// The number of its point in that directive; `None` outside a point.
    pub point: Option<usize>,
}

impl Notice {
    /// All blocks in reading order, headings included, each with its place. A block's index in this order is its
    /// number everywhere (citations, converted texts).
    pub fn blocks(&self) -> Vec<(Place, &Block)> {
        self.each_block().collect()
    }

    /// The same, one by one.
    pub fn each_block(&self) -> EachBlock<'_> {
        let (prose, directives) = ([].iter(), [].iter());
        EachBlock { sections: self.body.iter(), prose, directives, parts: Vec::new() }
    }

    /// The directives in order, over all lists.
    pub fn directives(&self) -> impl Iterator<Item = &Directive> {
        self.body.iter().flat_map(|section| match section {
            Section::Prose(_) => &[][..],
            Section::List(directives) => directives,
        })
    }

    /// The directives with the number, from 1, of the list each stands in.
    pub fn lists(&self) -> impl Iterator<Item = (usize, &[Directive])> {
        self.body
            .iter()
            .filter_map(|section| match section {
                Section::Prose(_) => None,
                Section::List(directives) => Some(directives.as_slice()),
            })
            .enumerate()
            .map(|(index, directives)| (index + 1, directives))
    }

    /// The characters of the body that are not white space, in order: what must equal the seed's body.
    pub fn body_characters(&self) -> impl Iterator<Item = char> {
        self.each_block().flat_map(|(_, block)| block.text.source().chars()).filter(|c| !c.is_whitespace())
    }
}

/// The blocks of a notice: see [`Notice::each_block`].
#[derive(Clone, Debug)]
pub struct EachBlock<'n> {
    sections: slice::Iter<'n, Section>,
    prose: slice::Iter<'n, Block>,
    directives: slice::Iter<'n, Directive>,
    /// The parts of the directive and of its points that are begun, the innermost last.
    parts: Vec<(Place, slice::Iter<'n, Part>)>,
}

impl<'n> Iterator for EachBlock<'n> {
    type Item = (Place, &'n Block);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let Some((place, parts)) = self.parts.last_mut() {
                match parts.next() {
                    Some(Part::Prose(block)) => return Some((*place, block)),
                    Some(Part::Point(point)) => {
                        let place = Place { point: Some(point.number), ..*place };
                        self.parts.push((place, point.parts.iter()));
                        return Some((place, &point.head.block));
                    }
                    None => drop(self.parts.pop()),
                }
            }
            if let Some(directive) = self.directives.next() {
                let place = Place { directive: Some(directive.number), point: None };
                self.parts.push((place, directive.parts.iter()));
                return Some((place, &directive.head.block));
            }
            if let Some(block) = self.prose.next() {
                return Some((Place::default(), block));
            }
            match self.sections.next()? {
                Section::Prose(prose) => self.prose = prose.iter(),
                Section::List(directives) => self.directives = directives.iter(),
            }
        }
    }
}

/// The byte offset of a character of a string; its length for an offset past the end.
pub fn byte_offset(string: &str, character: usize) -> usize {
    string.char_indices().nth(character).map_or(string.len(), |(offset, _)| offset)
}
