//! Which list each marker belongs to, and how lists nest. It must not know where an item ends.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use crate::seed::body::Pos;
use crate::seed::enumeration::Place;
use crate::seed::span::short;
use crate::seed::turn::Turn;

use super::{Candidate, DEEPEST, Item, unmarked_between};

/// A list that may still go on.
struct Open {
    class: u8,
    word: u8,
    list: usize,
    spoken: bool,
    rank: u8,
    place: Place,
    /// Where its last item begins.
    latest: Place,
    /// The last number printed, and how many items there are.
    last: u32,
    count: u32,
    /// The last item's place, and the most unmarked paragraphs inside an item before it.
    pos: Pos,
    extra: u32,
}

/// A list that was closed by the next item of the one that holds it. Its numbers may run on there:
/// 一、（一）（二）二、（三）（四）.
#[derive(Clone, Copy)]
struct Closed {
    list: usize,
    last: u32,
    pos: Pos,
    parent: usize,
}

/// How a list lies among the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested {
    /// The list that holds it.
    parent: Option<usize>,
    /// Its numbers run on from another list, or another's from it: one item is enough.
    running: bool,
}

impl Open {
    fn new(first: &Candidate, list: usize) -> Self {
        let (marker, row) = (first.marker, first.marker.row());
        Self {
            class: first.class(),
            word: marker.word,
            list,
            spoken: row.spoken,
            rank: row.rank,
            place: first.place,
            latest: first.place,
            last: marker.reached(),
            count: if marker.apart { marker.count() } else { marker.last },
            pos: first.pos,
            extra: 0,
        }
    }
}

/// What comes next in each class, for looking ahead.
struct Ahead<'c> {
    candidates: &'c [Candidate],
    /// For each candidate, as many as there are where none comes.
    next_in_class: Vec<u32>,
    next_of_word: Vec<u32>,
}

impl<'c> Ahead<'c> {
    fn new(candidates: &'c [Candidate]) -> Self {
        let none = short(candidates.len());
        let (mut by_class, mut by_word) = (BTreeMap::new(), BTreeMap::new());
        let mut next_in_class = vec![none; candidates.len()];
        let mut next_of_word = next_in_class.clone();
        for (index, candidate) in candidates.iter().enumerate().rev() {
            let (class, place) = (candidate.class(), short(index));
            next_in_class[index] = by_class.insert(class, place).unwrap_or(none);
            next_of_word[index] = by_word.insert((class, candidate.marker.word), place).unwrap_or(none);
        }
        Self { candidates, next_in_class, next_of_word }
    }

    fn following(&self, index: usize) -> Option<usize> {
        self.next_in_class.get(index).map(|&next| next as usize)
    }

    fn following_of_word(&self, index: usize) -> Option<usize> {
        self.next_of_word.get(index).map(|&next| next as usize)
    }

    fn next(&self, index: usize) -> Option<&'c Candidate> {
        self.candidates.get(self.following(index)?)
    }

    fn next_with_word(&self, index: usize) -> Option<&'c Candidate> {
        self.candidates.get(self.following_of_word(index)?)
    }

    /// Whether a first item has a second.
    fn starts(&self, index: usize) -> bool {
        let candidate = &self.candidates[index];
        let row = candidate.marker.row();
        let due = candidate.marker.reached() + 1;
        let Some(with_word) = self.next_with_word(index) else {
            return row.least == 2 && self.next(index).is_some_and(|next| next.marker.first == due)
                || self.spoken_second(index, due);
        };
        if row.least > 2 {
            let third = self.following_of_word(index).and_then(|second| self.next_with_word(second));
            return with_word.marker.first == due && third.is_some_and(|third| third.marker.first == due + 1);
        }
        let next = self.next(index).unwrap_or(with_word);
        if with_word.marker.first == due || next.marker.first == due {
            return true;
        }
        let after = self.following(index).and_then(|next| self.next(next));
        // Misprints of the second number: it is left out, or the first is printed twice.
        (next.marker.first == due + 1 && next.place == candidate.place && next.place != Place::Comma)
            || (next.marker.first == due + 1
                && next.marker.word == candidate.marker.word
                && next.resembles(candidate.place)
                && next.place != Place::Comma
                && after.is_some_and(|after| after.marker.first == due + 2))
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
        let mut index = self.following_of_word(last_index).unwrap_or(usize::MAX);
        if index == from {
            index = self.following_of_word(from).unwrap_or(usize::MAX);
        }
        if self.candidates.get(index).is_some_and(due) {
            return true;
        }
        let mut index = self.following(last_index).unwrap_or(usize::MAX);
        if index == from {
            index = self.following(from).unwrap_or(usize::MAX);
        }
        let same_class = self.candidates.get(from).is_some_and(|candidate| candidate.class() == list.class);
        !same_class && self.candidates.get(index).is_some_and(due)
    }
}

/// Puts candidates into lists. Answers the items with their lists (levels and ends not yet known) and, for each list,
/// the list that holds it.
pub(super) fn nest(candidates: &[Candidate], turns: &[Turn], unmarked: &[u32]) -> (Vec<Item>, Vec<Nested>) {
    let ahead = Ahead::new(candidates);
    let mut items: Vec<Item> = Vec::with_capacity(candidates.len());
    let mut lists: Vec<Nested> = Vec::new();
    let mut open: Vec<(Open, usize)> = Vec::new();
    let mut closed_lists: BTreeMap<u8, Closed> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let marker = candidate.marker;
        let mut push = |list: usize, slip: Option<u32>| {
            let (pos, enclosed) = (candidate.pos, candidate.enclosed);
            let (list, slip) = (short(list), slip.and_then(NonZeroU32::new));
            items.push(Item { pos, end: pos, marker, list, slip, enclosed, level: 0 });
        };
        let known = closed_lists.contains_key(&candidate.class());
        let again = open.last().is_some_and(|(list, latest)| {
            let next = ahead.next(*latest).map(|next| (next.marker.first, next.place));
            list.spoken && next == Some((marker.last + 1, candidate.place))
        });
        if let Some((at, slip)) = continued(&open, candidate, turns, (known, again)) {
            let parent = open[at].0.list;
            for (list, _) in open.drain(at + 1..) {
                if lists[list.list].parent == Some(parent) && !list.spoken {
                    closed_lists.insert(
                        list.class,
                        Closed { list: list.list, last: list.last, pos: list.pos, parent },
                    );
                }
            }
            if let Some((list, last)) = open.last_mut() {
                list.extra = list.extra.max(unmarked_between(unmarked, list.pos, candidate.pos));
                list.last = if marker.last == 0 { list.last + 1 } else { marker.reached() };
                list.count += marker.count();
                list.pos = candidate.pos;
                list.latest = candidate.place;
                *last = index;
                push(list.list, slip);
            }
        } else if marker.first == 1 && ahead.starts(index) {
            while let Some((top, last)) = open.last() {
                let goes_on = ahead.goes_on(top, *last, index);
                let same = top.class == candidate.class() && (!top.spoken || top.word == marker.word);
                let higher = marker.row().rank < top.rank
                    || (marker.row().rank == top.rank && top.class != candidate.class());
                // A list inside a paragraph is over where another begins that has lines of its own, said by somebody else:
                // its numbers only seem to go on there.
                let over = top.latest != Place::Line
                    && candidate.place == Place::Line
                    && turned(top, candidate, turns);
                if goes_on && !same && !over {
                    break;
                }
                if over || same || higher || closed(top, candidate, turns, unmarked) {
                    open.pop();
                } else {
                    break;
                }
            }
            if open.len() > DEEPEST {
                continue;
            }
            let list = lists.len();
            lists.push(Nested { parent: open.last().map(|(top, _)| top.list), running: false });
            open.push((Open::new(candidate, list), index));
            push(list, None);
        } else if let Some((top, _)) = open.last()
            && let Some(before) = closed_lists.get(&candidate.class())
            && runs_on(top, before, candidate)
            && open.len() <= DEEPEST
        {
            let list = lists.len();
            lists[before.list].running = true;
            lists.push(Nested { parent: Some(top.list), running: true });
            open.push((Open::new(candidate, list), index));
            push(list, None);
        }
    }
    (items, lists)
}

/// The open list that a candidate goes on with, and the number that was due if it is misprinted.
/// `known`: a list of its form has been closed, whose numbers may run on; `again`: the innermost open list is a spoken one
/// that goes on behind it.
fn continued(
    open: &[(Open, usize)],
    candidate: &Candidate,
    turns: &[Turn],
    (known, again): (bool, bool),
) -> Option<(usize, Option<u32>)> {
    let number = candidate.marker.first;
    let fits = |list: &Open| number == list.last + 1 || number == list.count + 1;
    let find = |test: &dyn Fn(&Open) -> bool| open.iter().rposition(|(list, _)| test(list));
    if number == 0 {
        // 最后 is an ordinal only after 首先 and 其次, and not where the meeting ends or someone else has spoken since.
        let here = turns.partition_point(|turn| turn.pos < candidate.pos);
        let turn = turns.get(here).filter(|turn| turn.pos == candidate.pos);
        let since = here.checked_sub(1).map(|before| turns[before].pos);
        let goes_on = |list: &Open| match turn {
            _ if since.is_some_and(|since| since > list.pos) => false,
            None => true,
            // 最后 on a line of its own is the last item where the other items are lines as well.
            Some(turn) => turn.only_last && list.place == candidate.place,
        };
        return find(&|list| goes_on(list) && list.class == candidate.class() && list.count >= 2)
            .map(|at| (at, None));
    }
    if number == 1 {
        return None;
    }
    let class = candidate.class();
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
    // 一是…二要…（三）…: the number that is due, in a form that no list of the text has, as a paragraph among paragraphs, or
    // as a sentence among the spoken ones of its paragraph.
    let alike = |list: &Open| match candidate.place {
        Place::Line => list.latest == Place::Line,
        Place::Sentence => {
            list.spoken && list.latest == Place::Sentence && list.pos.para() == candidate.pos.para()
        }
        _ => false,
    };
    if (number >= 3 || number == 2 && again)
        && !known
        && !open.iter().any(|(list, _)| list.class == class)
        && let Some((list, _)) = open.last()
        && alike(list)
        && list.count + 1 == number
        && list.last + 1 == number
    {
        return Some((open.len() - 1, None));
    }
    // A misprint: a number one too small or too great, at the same kind of place.
    let near = find(&|list| {
        list.class == class
            && candidate.place != Place::Comma
            && (candidate.resembles(list.place) || candidate.place == list.latest)
            && (number == list.last || number == list.last + 2)
    })?;
    Some((near, Some(open[near].0.last + 1)))
}

/// Whether a candidate goes on with the numbers of a closed list, under a later item of the same holder.
fn runs_on(holder: &Open, before: &Closed, candidate: &Candidate) -> bool {
    before.parent == holder.list
        && before.pos < holder.pos
        && candidate.marker.first == before.last + 1
        && candidate.place != Place::Comma
}

/// Whether an open list ended before a candidate that starts a list: the text turned to something else, or went on in a
/// paragraph of its own where its items have only one.
fn closed(list: &Open, candidate: &Candidate, turns: &[Turn], unmarked: &[u32]) -> bool {
    if turned(list, candidate, turns) {
        return true;
    }
    list.count >= 2 && list.extra == 0 && unmarked_between(unmarked, list.pos, candidate.pos) > 0
}

/// Whether the text turned to something else between the last item of a list and a candidate.
fn turned(list: &Open, candidate: &Candidate, turns: &[Turn]) -> bool {
    let after = turns.partition_point(|turn| turn.pos <= list.pos);
    turns.get(after).is_some_and(|turn| turn.pos <= candidate.pos)
}

/// Removes lists that stayed too short, and gives every item its level.
pub(super) fn settle(items: &mut Vec<Item>, lists: &[Nested]) {
    let mut counts = vec![0; lists.len()];
    let mut least = vec![2; lists.len()];
    for item in items.iter() {
        counts[item.list()] += 1;
        if counts[item.list()] == 1 {
            let nested = &lists[item.list()];
            least[item.list()] = if nested.running { 1 } else { item.marker.row().least };
        }
    }
    let mut levels: Vec<u8> = Vec::with_capacity(lists.len());
    for (list, nested) in lists.iter().enumerate() {
        let level =
            nested.parent.map_or(0, |parent| levels[parent] + u8::from(counts[parent] >= least[parent]));
        levels.push(level);
        debug_assert!(levels.len() == list + 1);
    }
    items.retain(|item| counts[item.list()] >= least[item.list()]);
    for item in items {
        item.level = levels[item.list()];
    }
}
