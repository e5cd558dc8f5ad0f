//! Markers become lists: which markers are real, which list each belongs to, how lists nest, and where each item ends.
//! It must not know what a directive or a point is, nor the words of any form.

use super::body::{Para, Pos};
use super::enumeration::{Marker, Place, marker_at};
use super::turn::{Turn, sentence_starts, turns};
use super::words::{ends_with_any, is_complete, is_full_stop, is_gap};

/// The deepest level of an item: directives are level 0, points 1 to 4.
const DEEPEST: usize = 4;

/// Quoted or bracketed words shorter than this many bytes are a phrase (“一看二看三看”), not speech with a list in it.
const SHORT_QUOTE: usize = 90;

/// An item of a list, where it starts and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Where its marker starts.
    pub(super) pos: Pos,
    /// Where it ends.
    pub(super) end: Pos,
    /// Its marker.
    pub(super) marker: Marker,
    /// 0 for an item of the top level.
    pub(super) level: usize,
    /// The list it belongs to: items of one list have the same number.
    pub(super) list: usize,
    /// The number that was due, where the printed one is another.
    pub(super) slip: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    pos: Pos,
    marker: Marker,
    place: Place,
    class: usize,
}

impl Candidate {
    /// Whether both are the same kind of marker at the same kind of place; there a wrong number is a misprint.
    fn resembles(&self, place: Place) -> bool {
        self.place == place || (self.place == Place::Sentence && place == Place::Colon)
    }
}

/// Forms that can stand for each other in one list: 1. and 1、 are one class, 一要 and 一是 another.
fn class(marker: &Marker) -> usize {
    if marker.row().spoken { 100 + marker.form } else { usize::from(marker.row().rank) }
}

/// The items of the body, in order, nested ones after the item that holds them.
pub(super) fn items(paras: &[Para<'_>]) -> Vec<Item> {
    let candidates = candidates(paras);
    let turns = turns(paras);
    let marked = unmarked_before(paras.len(), &candidates);
    let (mut items, parents) = nest(&candidates, &turns, &marked);
    settle(&mut items, &parents);
    end_items(&mut items, paras, &turns, &marked);
    items
}

/// Every place where a marker may begin, by its looks and by what stands before it.
fn candidates(paras: &[Para<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    // A list of attachments numbers documents, not demands.
    for (index, para) in paras.iter().enumerate().filter(|(_, para)| !para.closing) {
        scan(index, para.plain(), &mut found);
    }
    found
}

fn scan(para: usize, plain: &str, found: &mut Vec<Candidate>) {
    let mut here_found: Vec<Candidate> = Vec::new();
    let mut place = Place::Line;
    let mut skip = 0;
    let mut wide_gap = 0;
    // Open brackets (byte offset, index in `spans`), and for each bracket where it closed.
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut spans: Vec<(usize, Option<usize>, bool)> = Vec::new();
    let mut enclosing: Vec<Option<usize>> = Vec::new();
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
            let place = if place == Place::Inside { Place::Verb } else { place };
            here_found.push(Candidate { pos: Pos { para, at }, marker, place, class: class(&marker) });
            enclosing.push(open.last().map(|&(_, span)| span));
            skip = at + marker.length;
        }
        wide_gap = 0;
        if let Some(closer) = closer_of(c) {
            if skip <= at {
                open.push((closer, spans.len()));
                spans.push((at, None, c == '《' || c == '〈'));
            }
        } else if is_closing(c) && open.iter().rev().take(8).any(|&(closer, _)| closer == c) {
            while let Some((closer, span)) = open.pop() {
                spans[span].1 = Some(at);
                if closer == c {
                    break;
                }
            }
        }
        place = place_after(c, place, skip > at);
    }
    let long = |span: Option<usize>| {
        let Some((start, end, title)) = span.and_then(|span| spans.get(span)).copied() else { return true };
        end.is_none_or(|end| !title && end - start >= SHORT_QUOTE)
    };
    let kept = here_found.into_iter().zip(enclosing).filter(|(_, span)| long(*span));
    found.extend(kept.map(|(candidate, _)| candidate));
}

/// The marker at an offset, if it may stand there; `None` for the place means: after a wide gap in running text.
fn marker_here(plain: &str, at: usize, place: Option<Place>) -> Option<Marker> {
    match place {
        Some(Place::Inside) => {
            if plain[at..].starts_with(|c| matches!(c, '①'..='⑳')) {
                return marker_at(&plain[at..]);
            }
            // Only the first of a spoken list follows a verb without any mark (會議要求一是…).
            if !plain[at..].starts_with('一')
                || !ends_with_any(&plain[..at], &["强调", "要求", "指出", "提出", "做到", "强调了"])
            {
                return None;
            }
            marker_at(&plain[at..]).filter(|marker| marker.row().stands(Place::Verb))
        }
        Some(place) => marker_at(&plain[at..]).filter(|marker| marker.row().stands(place)),
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
        '及' | '和' | '与' | '且' if before == Place::Sentence => Place::Sentence,
        '—' | '-' | '·' | '●' | '■' | '◆' | '★' | '▲' | '►' | '•' if before == Place::Line => {
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

/// For each paragraph, how many of it and those before it do not begin with a marker.
fn unmarked_before(count: usize, candidates: &[Candidate]) -> Vec<usize> {
    let mut marked = vec![false; count];
    for candidate in candidates {
        if candidate.place == Place::Line {
            marked[candidate.pos.para] = true;
        }
    }
    let mut total = 0;
    marked
        .into_iter()
        .map(|marked| {
            total += usize::from(!marked);
            total
        })
        .collect()
}

/// A list that may still go on.
struct Open {
    class: usize,
    word: usize,
    list: usize,
    spoken: bool,
    rank: u8,
    place: Place,
    /// The last number printed, and how many items there are.
    last: u32,
    count: u32,
    /// The last item's place, and the most unmarked paragraphs inside an item before it.
    pos: Pos,
    extra: usize,
}

/// What comes next in each class, for looking ahead.
struct Ahead<'c> {
    candidates: &'c [Candidate],
    next_in_class: Vec<usize>,
    next_of_word: Vec<usize>,
}

impl<'c> Ahead<'c> {
    fn new(candidates: &'c [Candidate]) -> Self {
        use std::collections::BTreeMap;
        let none = candidates.len();
        let (mut by_class, mut by_word) = (BTreeMap::new(), BTreeMap::new());
        let mut next_in_class = vec![none; none];
        let mut next_of_word = vec![none; none];
        for (index, candidate) in candidates.iter().enumerate().rev() {
            next_in_class[index] = by_class.insert(candidate.class, index).unwrap_or(none);
            next_of_word[index] =
                by_word.insert((candidate.class, candidate.marker.word), index).unwrap_or(none);
        }
        Self { candidates, next_in_class, next_of_word }
    }

    fn next(&self, index: usize) -> Option<&'c Candidate> {
        self.candidates.get(*self.next_in_class.get(index)?)
    }

    fn next_with_word(&self, index: usize) -> Option<&'c Candidate> {
        self.candidates.get(*self.next_of_word.get(index)?)
    }

    /// Whether a first item has a second.
    fn starts(&self, index: usize) -> bool {
        let candidate = &self.candidates[index];
        let row = candidate.marker.row();
        let due = candidate.marker.last + 1;
        let Some(with_word) = self.next_with_word(index) else {
            return row.least == 2 && self.next(index).is_some_and(|next| next.marker.first == due)
                || self.spoken_second(index, due);
        };
        if row.least > 2 {
            let third = self.next_of_word.get(index).and_then(|&second| self.next_with_word(second));
            return with_word.marker.first == due && third.is_some_and(|third| third.marker.first == due + 1);
        }
        let next = self.next(index).unwrap_or(with_word);
        if with_word.marker.first == due || next.marker.first == due {
            return true;
        }
        let after = self.next_in_class.get(index).and_then(|&next| self.next(next));
        // Misprints of the second number: it is left out, or the first is printed twice.
        (next.marker.first == due + 1 && next.place == candidate.place && next.place != Place::Comma)
            || (next.marker.first == candidate.marker.first
                && after.is_some_and(|after| after.marker.first == due + 1))
            || self.spoken_second(index, due)
    }

    /// 首先…二是…: a second number in another spoken form, soon after.
    fn spoken_second(&self, index: usize, due: u32) -> bool {
        self.candidates[index].marker.row().spoken
            && self.candidates.get(index + 1).is_some_and(|next| {
                next.marker.row().spoken && next.marker.row().least == 2 && next.marker.first == due
            })
    }

    /// Whether an open list goes on after a candidate that starts another.
    fn goes_on(&self, list: &Open, last_index: usize, from: usize) -> bool {
        let due = |candidate: &Candidate| candidate.marker.first == list.last + 1;
        let mut index = self.next_of_word.get(last_index).copied().unwrap_or(usize::MAX);
        if index == from {
            index = self.next_of_word.get(from).copied().unwrap_or(usize::MAX);
        }
        if self.candidates.get(index).is_some_and(due) {
            return true;
        }
        let mut index = self.next_in_class.get(last_index).copied().unwrap_or(usize::MAX);
        if index == from {
            index = self.next_in_class.get(from).copied().unwrap_or(usize::MAX);
        }
        let same_class = self.candidates.get(from).is_some_and(|candidate| candidate.class == list.class);
        !same_class && self.candidates.get(index).is_some_and(due)
    }
}

/// Puts candidates into lists. Answers the items with their lists (levels and ends not yet known) and, for each list,
/// the list that holds it.
fn nest(candidates: &[Candidate], turns: &[Turn], unmarked: &[usize]) -> (Vec<Item>, Vec<Option<usize>>) {
    let ahead = Ahead::new(candidates);
    let mut items: Vec<Item> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut open: Vec<(Open, usize)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let marker = candidate.marker;
        let mut push = |list: usize, slip: Option<u32>| {
            items.push(Item { pos: candidate.pos, end: candidate.pos, marker, level: 0, list, slip });
        };
        if let Some((at, slip)) = continued(&open, candidate, turns) {
            open.truncate(at + 1);
            if let Some((list, last)) = open.last_mut() {
                list.extra = list.extra.max(unmarked_between(unmarked, list.pos, candidate.pos));
                list.last = if marker.last == 0 { list.last + 1 } else { marker.last };
                list.count += 1 + (marker.last - marker.first);
                list.pos = candidate.pos;
                *last = index;
                push(list.list, slip);
            }
        } else if marker.first == 1 && ahead.starts(index) {
            while let Some((top, last)) = open.last() {
                let goes_on = ahead.goes_on(top, *last, index);
                let same = top.class == candidate.class && (!top.spoken || top.word == marker.word);
                let higher = marker.row().rank < top.rank
                    || (marker.row().rank == top.rank && top.class != candidate.class);
                if goes_on && !same {
                    break;
                }
                if same || higher || closed(top, candidate, turns, unmarked) {
                    open.pop();
                } else {
                    break;
                }
            }
            if open.len() > DEEPEST {
                continue;
            }
            let list = parents.len();
            parents.push(open.last().map(|(top, _)| top.list));
            let row = marker.row();
            open.push((
                Open {
                    class: candidate.class,
                    word: marker.word,
                    list,
                    spoken: row.spoken,
                    rank: row.rank,
                    place: candidate.place,
                    last: marker.last,
                    count: marker.last,
                    pos: candidate.pos,
                    extra: 0,
                },
                index,
            ));
            push(list, None);
        }
    }
    (items, parents)
}

/// The open list that a candidate goes on with, and the number that was due if it is misprinted.
fn continued(open: &[(Open, usize)], candidate: &Candidate, turns: &[Turn]) -> Option<(usize, Option<u32>)> {
    let number = candidate.marker.first;
    let fits = |list: &Open| number == list.last + 1 || number == list.count + 1;
    let find = |test: &dyn Fn(&Open) -> bool| open.iter().rposition(|(list, _)| test(list));
    if number == 0 {
        // 最后 is an ordinal only after 首先 and 其次, and not where the meeting ends.
        let turned = turns.binary_search_by_key(&candidate.pos, |turn| turn.pos).is_ok();
        return find(&|list| !turned && list.class == candidate.class && list.count >= 2)
            .map(|at| (at, None));
    }
    if number == 1 {
        return None;
    }
    let class = candidate.class;
    let slip = |list: &Open| (number != list.last + 1).then_some(list.count + 1).filter(|&due| due != number);
    let exact = find(&|list| list.class == class && list.word == candidate.marker.word && fits(list))
        .or_else(|| find(&|list| list.class == class && fits(list)));
    if let Some(at) = exact {
        return Some((at, slip(&open[at].0)));
    }
    if candidate.marker.row().spoken
        && candidate.marker.row().least == 2
        && !open.iter().any(|(list, _)| list.class == class)
        && let Some(at) = find(&|list| list.spoken && fits(list))
    {
        return Some((at, None));
    }
    // A misprint: a number one too small or too great, at the same kind of place.
    let near = find(&|list| {
        list.class == class
            && candidate.place != Place::Comma
            && candidate.resembles(list.place)
            && (number == list.last || number == list.last + 2)
    })?;
    Some((near, Some(open[near].0.last + 1)))
}

/// Whether an open list ended before a candidate that starts a list: the text turned to something else, or went on in a
/// paragraph of its own where its items have only one.
fn closed(list: &Open, candidate: &Candidate, turns: &[Turn], unmarked: &[usize]) -> bool {
    let after = turns.partition_point(|turn| turn.pos <= list.pos);
    if turns.get(after).is_some_and(|turn| turn.pos <= candidate.pos) {
        return true;
    }
    list.count >= 2 && list.extra == 0 && unmarked_between(unmarked, list.pos, candidate.pos) > 0
}

/// How many paragraphs without a marker start after one place and not after another.
fn unmarked_between(unmarked: &[usize], from: Pos, to: Pos) -> usize {
    unmarked.get(to.para).copied().unwrap_or(0) - unmarked.get(from.para).copied().unwrap_or(0)
}

/// Removes lists that stayed too short, and gives every item its level.
fn settle(items: &mut Vec<Item>, parents: &[Option<usize>]) {
    let mut counts = vec![0; parents.len()];
    let mut least = vec![2; parents.len()];
    for item in items.iter() {
        counts[item.list] += 1;
        if counts[item.list] == 1 {
            least[item.list] = item.marker.row().least;
        }
    }
    let mut levels: Vec<usize> = Vec::with_capacity(parents.len());
    for (list, parent) in parents.iter().enumerate() {
        let level = parent.map_or(0, |parent| levels[parent] + usize::from(counts[parent] >= least[parent]));
        levels.push(level);
        debug_assert!(levels.len() == list + 1);
    }
    items.retain(|item| counts[item.list] >= least[item.list]);
    for item in items {
        item.level = levels[item.list];
    }
}

/// Finds where each item ends.
fn end_items(items: &mut [Item], paras: &[Para<'_>], turns: &[Turn], unmarked: &[usize]) {
    let body_end = Pos { para: paras.len(), at: 0 };
    let shapes = shapes(items, paras, turns, unmarked);
    // The next item of the same list, and the next item at the same level or above.
    let mut next_of_list = vec![None; items.len()];
    let mut latest: Vec<Option<usize>> = vec![None; shapes.len()];
    for index in (0..items.len()).rev() {
        next_of_list[index] = latest[items[index].list].replace(index);
    }
    let mut next_at_level: [Option<usize>; DEEPEST + 1] = [None; DEEPEST + 1];
    let mut next_up = vec![None; items.len()];
    for index in (0..items.len()).rev() {
        let level = items[index].level.min(DEEPEST);
        next_up[index] = next_at_level[..=level].iter().flatten().min().copied();
        next_at_level[level] = Some(index);
        next_at_level[level + 1..].fill(None);
    }
    let mut holder_ends = [body_end; DEEPEST + 2];
    for index in 0..items.len() {
        let level = items[index].level.min(DEEPEST);
        let end = match next_of_list[index] {
            Some(next) => items[next].pos,
            None => {
                let mut bound = holder_ends[level];
                if let Some(next) = next_up[index] {
                    bound = bound.min(lead_of(&items[next], paras, items[index].pos));
                }
                {
                    let behind = next_up[index].unwrap_or(items.len());
                    let inside = (behind > index + 1).then(|| &items[behind - 1]);
                    last_end(&items[index], inside, paras, turns, &shapes, bound)
                }
            }
        };
        items[index].end = end;
        holder_ends[level + 1] = end;
    }
}

/// How the items of a list that have a successor are built.
#[derive(Clone, Copy, Default)]
struct Shape {
    /// The most unmarked paragraphs in one of them.
    extra: usize,
    /// Whether they begin with a heading on a line of its own.
    headed: bool,
    /// Whether the text turns to the meeting inside one of them, so that such words are no end here.
    turned: bool,
}

fn shapes(items: &[Item], paras: &[Para<'_>], turns: &[Turn], unmarked: &[usize]) -> Vec<Shape> {
    let lists = items.iter().map(|item| item.list + 1).max().unwrap_or(0);
    let mut shapes = vec![Shape::default(); lists];
    let mut previous: Vec<Option<usize>> = vec![None; lists];
    for (index, item) in items.iter().enumerate() {
        if let Some(before) = previous[item.list].replace(index) {
            let before = items[before].pos;
            let shape = &mut shapes[item.list];
            shape.extra = shape.extra.max(unmarked_between(unmarked, before, item.pos));
            shape.headed |= item.pos.para > before.para && !is_complete(paras[before.para].plain());
            let turn = turns.partition_point(|turn| turn.pos <= before);
            shape.turned |= turns.get(turn).is_some_and(|turn| turn.pos < item.pos);
        }
    }
    shapes
}

/// Where the words start that introduce an item: its own start, or that of its paragraph or sentence.
fn lead_of(item: &Item, paras: &[Para<'_>], after: Pos) -> Pos {
    if item.pos.para > after.para {
        return Pos { at: 0, ..item.pos };
    }
    let plain = paras[item.pos.para].plain();
    let at =
        sentence_starts(&plain[after.at..item.pos.at]).last().map_or(item.pos.at, |start| after.at + start);
    if at == after.at { item.pos } else { Pos { at, ..item.pos } }
}

/// The end of the last item of a list. `inside` is the last item inside it, which it cannot end before.
fn last_end(
    item: &Item,
    inside: Option<&Item>,
    paras: &[Para<'_>],
    turns: &[Turn],
    shapes: &[Shape],
    bound: Pos,
) -> Pos {
    let shape = shapes[item.list];
    let from = inside.map_or(item.pos, |inside| inside.pos);
    let turn = turns[turns.partition_point(|turn| turn.pos <= from)..]
        .iter()
        .take_while(|turn| turn.pos < bound)
        .find(|turn| !(turn.line && shape.turned && !paras[turn.pos.para].closing))
        .map_or(bound, |turn| turn.pos);
    // Of the paragraphs behind its last marker it has as many as its fellows; behind the lists inside it, those that
    // the inner list may have, and more only where a fellow goes on behind its own.
    let inner = inside.map_or(0, |inside| shapes[inside.list].extra);
    let allowed = match inside {
        Some(_) if shape.headed || shape.extra == 0 => inner,
        Some(_) => inner + shape.extra,
        None if shape.headed && shape.extra > 0 => usize::MAX,
        None => shape.extra,
    };
    let limit = Pos { para: from.para.saturating_add(allowed).saturating_add(1), at: 0 };
    turn.min(limit).min(bound)
}
