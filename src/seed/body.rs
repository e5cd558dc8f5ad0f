//! The body of a notice: its paragraphs, cut into sections, directives, points and prose, nothing added and nothing
//! left out. It must not know what surrounds a body in a seed, nor how markers are recognised.

use std::ops::Range;

use crate::notice::{Block, Directive, Head, Part, Point, Section};
use crate::script::{Script, Text};

use super::head::topic_length;
use super::layout::Words;
use super::list::Item;
use super::marker_length;
use super::maxim::maxims;
use super::span::short;

/// A paragraph of the body.
#[derive(Clone, Debug)]
pub(super) struct Para<'a> {
    pub(super) words: Words<'a>,
    /// It closes a document: a signature, a date of signing, an attachment list.
    pub(super) closing: bool,
    /// It is a row of a table: its numbers are no markers.
    pub(super) row: bool,
    /// An empty line stands before it.
    pub(super) apart: bool,
    /// The head of a page stands before it: that has empty lines of its own.
    pub(super) paged: bool,
}

impl Para<'_> {
    /// Its characters, as written.
    pub(super) fn text(&self) -> &str {
        self.words.text()
    }

    /// Its characters for recognising.
    pub(super) fn plain(&self) -> &str {
        self.words.plain()
    }
}

/// A place in the body: paragraph, and byte offset in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pos {
    para: u32,
    at: u32,
}

impl Pos {
    pub(super) fn new(para: usize, at: usize) -> Self {
        Self { para: short(para), at: short(at) }
    }

    /// The start of a paragraph.
    pub(super) fn start(para: usize) -> Self {
        Self::new(para, 0)
    }

    pub(super) const fn para(self) -> usize {
        self.para as usize
    }

    pub(super) const fn at(self) -> usize {
        self.at as usize
    }
}

/// What of an item says where the body is cut.
struct Cut {
    pos: Pos,
    end: Pos,
    list: u32,
    /// The length of its marker in bytes.
    marker: u16,
    level: u8,
}

impl Cut {
    fn of(item: &Item) -> Self {
        let (list, marker) = (short(item.list()), u16::try_from(item.marker.length()).unwrap_or(u16::MAX));
        let level = u8::try_from(item.level()).unwrap_or(u8::MAX);
        Self { pos: item.pos, end: item.end, list, marker, level }
    }
}

/// The body cut into sections by the items of its lists.
pub(super) fn cut(paras: &[Para<'_>], items: Vec<Item>, script: Script) -> Vec<Section> {
    let cuts: Vec<Cut> = items.iter().map(Cut::of).collect();
    drop(items);
    let cutter = Cutter { paras, script };
    let mut sections = Vec::new();
    let mut done = Pos::start(0);
    let mut index = 0;
    let mut number = 0;
    let mut list = None;
    while index < cuts.len() {
        let item = &cuts[index];
        let inner = index + 1..inner_end(&cuts, index);
        let before = cutter.blocks(done, item.pos);
        let fresh = list != Some(item.list) || !before.is_empty();
        if !before.is_empty() {
            sections.push(Section::Prose(before));
        }
        number += 1;
        let (head, parts) = cutter.item(item, &cuts[inner.clone()], &mut 0, 0);
        let directive = Directive { number, head, parts };
        if fresh {
            shrink(&mut sections);
            sections.push(Section::List(Vec::new()));
        }
        if let Some(Section::List(directives)) = sections.last_mut() {
            directives.push(directive);
        }
        list = Some(item.list);
        done = item.end;
        index = inner.end;
    }
    shrink(&mut sections);
    let rest = cutter.blocks(done, Pos::start(paras.len()));
    if !rest.is_empty() {
        sections.push(Section::Prose(rest));
    }
    sections
}

/// Gives back what the last list does not need: a long notice has lists by the hundred thousand.
fn shrink(sections: &mut [Section]) {
    if let Some(Section::List(directives)) = sections.last_mut() {
        directives.shrink_to_fit();
    }
}

/// Where the items inside an item end.
fn inner_end(items: &[Cut], index: usize) -> usize {
    let level = items[index].level;
    items[index + 1..]
        .iter()
        .position(|item| item.level <= level)
        .map_or(items.len(), |count| index + 1 + count)
}

struct Cutter<'p, 'a> {
    paras: &'p [Para<'a>],
    script: Script,
}

impl Cutter<'_, '_> {
    fn block(&self, para: usize, range: Range<usize>) -> Block {
        Block::plain(Text::new(&self.paras[para].text()[range], self.script))
    }

    /// The stretches between two places, one for each paragraph, white space at their ends removed, none empty.
    fn stretches(&self, from: Pos, to: Pos) -> impl Iterator<Item = (usize, Range<usize>)> {
        (from.para()..self.paras.len().min(to.para() + 1)).filter_map(move |para| {
            let text = self.paras[para].text();
            let start = if para == from.para() { from.at() } else { 0 };
            let end = if para == to.para() { to.at() } else { text.len() };
            Some((para, trimmed(text, start..end)?))
        })
    }

    fn blocks(&self, from: Pos, to: Pos) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(self.stretches(from, to).count());
        blocks.extend(self.stretches(from, to).map(|(para, range)| self.block(para, range)));
        blocks
    }

    /// An item as its heading and what follows. `inner` are the items inside it; `number` counts the points of the
    /// directive.
    fn item(&self, item: &Cut, inner: &[Cut], number: &mut usize, depth: usize) -> (Head, Vec<Part>) {
        let first = inner.first().map_or(item.end, |inner| inner.pos);
        let mut stretches = self.stretches(item.pos, first);
        let (head, after) = match stretches.next() {
            Some((para, range)) => {
                let plain = &self.paras[para].plain()[range.clone()];
                let length = topic_length(plain, usize::from(item.marker));
                let head_range = range.start..range.start + length;
                let rest = trimmed(self.paras[para].text(), head_range.end..range.end);
                // What the heading says by itself: all that is left of it in Markdown.
                let marker = marker_length(&self.paras[para].text()[head_range.clone()]);
                let head = Head { block: self.block(para, head_range), marker };
                (head, rest.map(|rest| (para, rest)))
            }
            // An item is never empty: it has at least its marker.
            None => (Head { block: Block::plain(Text::new("", self.script)), marker: 0 }, None),
        };
        let prose: Vec<_> = after.into_iter().chain(stretches).collect();
        let level = inner.first().map_or(0, |point| point.level);
        let mut parts = if inner.is_empty() && depth == 0 {
            self.with_maxims(&prose, number)
        } else {
            // As much room as is needed, but for prose between the points.
            let mut parts =
                Vec::with_capacity(prose.len() + inner.iter().filter(|point| point.level == level).count());
            parts.extend(prose.into_iter().map(|(para, range)| Part::Prose(self.block(para, range))));
            parts
        };
        let mut index = 0;
        let mut done = first;
        while index < inner.len() {
            let end = inner_end(inner, index);
            let point = &inner[index];
            parts.extend(self.blocks(done, point.pos).into_iter().map(Part::Prose));
            *number += 1;
            let own = *number;
            let (head, inside) = self.item(point, &inner[index + 1..end], number, depth + 1);
            parts.push(Part::Point(Point { number: own, level: depth + 1, head, parts: inside }));
            done = point.end;
            index = end;
        }
        if !inner.is_empty() {
            parts.extend(self.blocks(done, item.end).into_iter().map(Part::Prose));
        }
        parts.shrink_to_fit();
        (head, parts)
    }

    /// Prose in which sentences that stand in parallel as maxims are points.
    fn with_maxims(&self, prose: &[(usize, Range<usize>)], number: &mut usize) -> Vec<Part> {
        let texts: Vec<&str> =
            prose.iter().map(|(para, range)| &self.paras[*para].plain()[range.clone()]).collect();
        let mut parts = Vec::new();
        for piece in maxims(&texts) {
            let (para, range) = &prose[piece.text];
            let shifted = |inside: Range<usize>| range.start + inside.start..range.start + inside.end;
            let Some(whole) = trimmed(self.paras[*para].text(), shifted(piece.range.clone())) else {
                continue;
            };
            if piece.head == 0 {
                match (piece.joins, parts.last_mut()) {
                    (true, Some(Part::Point(Point { parts, .. }))) => {
                        parts.push(Part::Prose(self.block(*para, whole)))
                    }
                    _ => parts.push(Part::Prose(self.block(*para, whole))),
                }
                continue;
            }
            *number += 1;
            let head_end = whole.start + piece.head;
            let rest = trimmed(self.paras[*para].text(), head_end..whole.end);
            parts.push(Part::Point(Point {
                number: *number,
                level: 1,
                head: Head { block: self.block(*para, whole.start..head_end), marker: 0 },
                parts: rest.into_iter().map(|rest| Part::Prose(self.block(*para, rest))).collect(),
            }));
        }
        parts
    }
}

/// A range without the white space at its ends; `None` where nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = text.get(range.clone())?;
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.start + slice.trim_end().len();
    (start < end).then_some(start..end)
}
