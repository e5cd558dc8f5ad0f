//! Markers become lists: which markers are real, which list each belongs to, how lists nest, and where each item ends.
//! It must not know what a directive or a point is, nor the words of any form.

mod ends;
mod nest;
mod twice;

use std::num::NonZeroU32;

use super::body::{Para, Pos};
use super::enumeration::{Marker, Place, marker_at};
use super::span::short;
use super::turn::turns;
use super::words::{ends_with_any, is_closer, is_full_stop, is_gap, starts_with_any};

use ends::end_items;
use nest::{nest, settle};
pub(in crate::seed) use twice::told_again;

/// The deepest level of an item: directives are level 0, points 1 to 4.
const DEEPEST: usize = 4;

/// Quoted or bracketed words shorter than this many bytes are a phrase (“一看二看三看”), not speech with a list in it.
const SHORT_QUOTE: u32 = 90;

/// Verbs that a list of what was said may follow without a colon.
const SPOKEN_OF: &[&str] = &["强调", "要求", "指出", "提出", "做到", "强调了"];

/// An item of a list, where it starts and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::seed) struct Item {
    /// Where its marker starts.
    pub(in crate::seed) pos: Pos,
    /// Where it ends.
    pub(in crate::seed) end: Pos,
    /// Its marker.
    pub(in crate::seed) marker: Marker,
    list: u32,
    /// The number that was due, where the printed one is another.
    pub(in crate::seed) slip: Option<NonZeroU32>,
    /// Where the quotation or bracket ends in which it stands, if that is in its paragraph.
    enclosed: Option<NonZeroU32>,
    level: u8,
}

impl Item {
    /// 0 for an item of the top level.
    pub(in crate::seed) fn level(&self) -> usize {
        usize::from(self.level)
    }

    /// The list it belongs to: items of one list have the same number.
    pub(in crate::seed) const fn list(&self) -> usize {
        self.list as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    pos: Pos,
    marker: Marker,
    /// As of an [`Item`].
    enclosed: Option<NonZeroU32>,
    place: Place,
}

impl Candidate {
    /// Forms that can stand for each other in one list: 1. and 1、 are one class, 一要 and 一是 another.
    fn class(&self) -> u8 {
        let row = self.marker.row();
        if row.spoken { 100 + self.marker.form } else { row.rank }
    }

    /// Whether both stand at the same kind of place; there a wrong number is a misprint. The first item of a list in
    /// running text follows the words that introduce it (会议强调，一要…；二要…), the others a stop.
    fn resembles(&self, place: Place) -> bool {
        self.place == place
            || (self.place == Place::Sentence && matches!(place, Place::Colon | Place::Comma | Place::Verb))
    }
}

/// The items of the body, in order, nested ones after the item that holds them.
pub(in crate::seed) fn items(paras: &[Para<'_>]) -> Vec<Item> {
    let candidates = candidates(paras);
    let turns = turns(paras);
    let unmarked = unmarked_before(paras, &candidates, true);
    // A table below a marker is no text that goes on behind the list.
    let beside_tables = unmarked_before(paras, &candidates, false);
    let (mut items, lists) = nest(&candidates, &turns, &beside_tables);
    drop((candidates, beside_tables));
    settle(&mut items, &lists);
    end_items(&mut items, paras, &turns, &unmarked);
    items
}

/// Every place where a marker may begin, by its looks and by what stands before it.
fn candidates(paras: &[Para<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    // A list of attachments numbers documents, not demands, and a table its rows.
    for (index, para) in paras.iter().enumerate().filter(|(_, para)| !para.closing && !para.row) {
        scan(index, para.plain(), &mut found);
    }
    speak_up(&mut found, paras);
    found
}

/// 一、要…, 二要…, 三是…: the first of a spoken list, printed as a heading is. So it is where no 二、 follows before the second.
fn speak_up(found: &mut [Candidate], paras: &[Para<'_>]) {
    for index in 0..found.len().saturating_sub(1) {
        let (first, second) = (found[index], found[index + 1]);
        let spoken = second.marker.row().spoken && second.marker.first == 2;
        let marker = first.marker;
        let headed = marker.first == 1 && marker.last == 1 && !marker.row().spoken;
        let stands = &paras[first.pos.para()].plain()[first.pos.at()..];
        if spoken && headed && starts_with_any(stands, &["一、要", "一、是"]) {
            found[index].marker = marker.like(&second.marker);
        }
    }
}

fn scan(para: usize, plain: &str, found: &mut Vec<Candidate>) {
    let mut place = Place::Line;
    let mut skip = 0;
    let mut wide_gap = 0;
    // Open brackets, and of each bracket where it lies; those around the candidates of this paragraph.
    let mut open: Vec<(char, u32)> = Vec::new();
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut enclosing: Vec<Option<u32>> = Vec::new();
    let first = found.len();
    for (at, c) in plain.char_indices() {
        if at < skip {
            continue;
        }
        if is_gap(c) {
            wide_gap += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        let here = if place == Place::Inside && wide_gap >= 2 { None } else { Some(place) };
        if let Some(marker) = marker_here(plain, at, here) {
            let place = here.unwrap_or(Place::Sentence);
            let place = match place {
                Place::Inside => Place::Verb,
                // 会议强调，1.…: the comma stands for a colon.
                Place::Comma if !marker.row().stands(Place::Comma) => Place::Colon,
                _ => place,
            };
            found.push(Candidate { pos: Pos::new(para, at), marker, enclosed: None, place });
            enclosing.push(open.last().map(|&(_, bracket)| bracket));
            skip = at + marker.length();
        }
        wide_gap = 0;
        if let Some(closer) = closer_of(c) {
            if skip <= at {
                open.push((closer, short(brackets.len())));
                brackets.push(Bracket { start: short(at), end: None, title: c == '《' || c == '〈' });
            }
        } else if is_closing(c) && open.iter().rev().take(8).any(|&(closer, _)| closer == c) {
            while let Some((closer, bracket)) = open.pop() {
                brackets[bracket as usize].end = NonZeroU32::new(short(at));
                if closer == c {
                    break;
                }
            }
        }
        place = place_after(c, place, skip > at);
    }
    let mut kept = first;
    for (index, bracket) in (first..).zip(enclosing) {
        let bracket = bracket.map(|bracket| brackets[bracket as usize]);
        if bracket.is_none_or(Bracket::may_hold_list) {
            let end = bracket.and_then(|bracket| bracket.end);
            let end = end.and_then(|end| NonZeroU32::new(short(sentence_end(plain, end.get() as usize))));
            found[kept] = Candidate { enclosed: end, ..found[index] };
            kept += 1;
        }
    }
    found.truncate(kept);
}

/// A quotation or bracket of a paragraph.
#[derive(Clone, Copy)]
struct Bracket {
    start: u32,
    /// Where it closes.
    end: Option<NonZeroU32>,
    /// It holds the name of a document.
    title: bool,
}

impl Bracket {
    fn may_hold_list(self) -> bool {
        self.end.is_none_or(|end| !self.title && end.get() - self.start >= SHORT_QUOTE)
    }
}

/// Where the sentence ends that a closing quotation mark or bracket ends: behind it, and behind the stop that follows.
fn sentence_end(plain: &str, closer: usize) -> usize {
    let rest = plain[closer..].trim_start_matches(is_closer);
    let stop = rest.chars().next().filter(|&c| is_full_stop(c) || matches!(c, '；' | ';'));
    plain.len() - rest.len() + stop.map_or(0, char::len_utf8)
}

/// The marker at an offset, if it may stand there; `None` for the place means: after a wide gap in running text.
fn marker_here(plain: &str, at: usize, place: Option<Place>) -> Option<Marker> {
    match place {
        Some(Place::Inside) => {
            if plain[at..].starts_with(|c| matches!(c, '①'..='⑳')) {
                return marker_at(&plain[at..]);
            }
            // 全体干部要（1）算好政治账，（2）…: a bracket is a mark.
            if plain[at..].starts_with(['（', '(']) && ends_with_any(&plain[..at], &["要", "应", "须", "做到"]) {
                return marker_at(&plain[at..])
                    .filter(|marker| marker.first == 1 && marker.row().stands(Place::Comma));
            }
            // Only the first of a spoken list follows a verb without any mark (會議要求一是…).
            if !plain[at..].starts_with('一')
                || !ends_with_any(&plain[..at], SPOKEN_OF)
            {
                return None;
            }
            marker_at(&plain[at..]).filter(|marker| marker.row().stands(Place::Verb))
        }
        Some(place) => marker_at(&plain[at..]).filter(|marker| {
            marker.row().stands(place)
                // A number may be part of anything (，1、2号楼): only behind a verb of speech does a comma lead to it.
                || (place == Place::Comma
                    && marker.first == 1
                    && marker.row().stands(Place::Colon)
                    && ends_with_any(plain[..at].trim_end_matches(|c| is_gap(c) || matches!(c, '，' | ',')), SPOKEN_OF))
        }),
        None => marker_at(&plain[at..]).filter(|marker| {
            !marker.row().spoken && marker.row().rank <= 4 && marker.row().stands(Place::Sentence)
        }),
    }
}

fn place_after(c: char, before: Place, marker: bool) -> Place {
    if marker {
        return Place::Inside;
    }
    match c {
        _ if is_full_stop(c) => Place::Sentence,
        '；' | ';' | '…' => Place::Sentence,
        '：' | ':' | '︰' | '∶' => Place::Colon,
        '，' | ',' | '、' => Place::Comma,
        '”' | '」' | '』' | '’' | '）' | ')' | '】' if before == Place::Sentence => Place::Sentence,
        '“' | '「' | '『' | '‘' if before != Place::Inside => before,
        '以' | '及' | '和' | '与' | '且' if matches!(before, Place::Sentence | Place::Comma) => before,
        '—' | '–' | '-' | '·' | '●' | '■' | '◆' | '★' | '▲' | '►' | '•' if before == Place::Line => {
            Place::Line
        }
        _ => Place::Inside,
    }
}

const fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '‘' => '’',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

const fn is_closing(c: char) -> bool {
    matches!(c, '”' | '」' | '』' | '’' | '）' | ')' | '》' | '〉')
}

/// For each paragraph, how many of it and those before it do not begin with a marker; the rows of a table, too, where
/// `rows` says so.
fn unmarked_before(paras: &[Para<'_>], candidates: &[Candidate], rows: bool) -> Vec<u32> {
    let mut marked: Vec<bool> = paras.iter().map(|para| !rows && para.row).collect();
    for candidate in candidates {
        if candidate.place == Place::Line {
            marked[candidate.pos.para()] = true;
        }
    }
    let mut total = 0;
    marked
        .into_iter()
        .map(|marked| {
            total += u32::from(!marked);
            total
        })
        .collect()
}

/// How many paragraphs without a marker start after one place and not after another.
fn unmarked_between(unmarked: &[u32], from: Pos, to: Pos) -> u32 {
    unmarked.get(to.para()).copied().unwrap_or(0) - unmarked.get(from.para()).copied().unwrap_or(0)
}
