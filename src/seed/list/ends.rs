//! Where each item of a list ends: at the next one, at another list, or where the text turns to something else. It must
//! not know how markers became lists.

use std::num::NonZeroU32;

use crate::seed::body::{Para, Pos};
use crate::seed::span::short;
use crate::seed::turn::{Turn, asks_all, sentence_starts};
use crate::seed::words::{arabic_number, han_number, is_complete, starts_with_any};

use super::{DEEPEST, Item, unmarked_between};

/// Words that start a paragraph which goes on with the item before it.
const GOES_ON: &[&str] = &["至于", "其中，", "其中：", "上述", "前述", "以上人员", "以上各项"];

/// Whether a paragraph goes on with the item before it. 上述3起问题 counts the items: that is said of all of them.
fn goes_on(plain: &str) -> bool {
    let counted = ["上述", "前述"].iter().find_map(|word| plain.strip_prefix(word)).is_some_and(|rest| {
        rest.starts_with('两') || arabic_number(rest, 2).is_some() || han_number(rest).is_some()
    });
    starts_with_any(plain, GOES_ON) && !counted
}

/// The place among the items of one that comes later: never the first.
type Next = Option<NonZeroU32>;

/// Finds where each item ends.
pub(super) fn end_items(items: &mut [Item], paras: &[Para<'_>], turns: &[Turn], unmarked: &[u32]) {
    let body_end = Pos::start(paras.len());
    let next_apart = next_apart(paras);
    let shapes = shapes(items, paras, turns, (unmarked, &next_apart));
    // The next item of the same list, and the next item at the same level or above.
    let mut next_of_list: Vec<Next> = vec![None; items.len()];
    let mut latest: Vec<Next> = vec![None; shapes.len()];
    let mut next_up: Vec<Next> = vec![None; items.len()];
    let mut next_at_level: [Next; DEEPEST + 1] = [None; DEEPEST + 1];
    for index in (0..items.len()).rev() {
        let next = NonZeroU32::new(short(index));
        next_of_list[index] = std::mem::replace(&mut latest[items[index].list()], next);
        let level = items[index].level().min(DEEPEST);
        next_up[index] = next_at_level[..=level].iter().flatten().min().copied();
        next_at_level[level] = next;
        next_at_level[level + 1..].fill(None);
    }
    drop(latest);
    let at = |next: Next| next.map(|next| next.get() as usize);
    let mut holder_ends = [body_end; DEEPEST + 2];
    let mut first_of_list: Vec<Option<u32>> = vec![None; shapes.len()];
    for index in 0..items.len() {
        let first = *first_of_list[items[index].list()].get_or_insert(short(index)) as usize;
        let level = items[index].level().min(DEEPEST);
        let end = match at(next_of_list[index]) {
            Some(next) => items[next].pos,
            None => {
                let behind = at(next_up[index]).unwrap_or(items.len());
                let inside = (behind > index + 1).then(|| &items[behind - 1]);
                let mut bound = holder_ends[level];
                if let Some(next) = at(next_up[index]) {
                    // What leads to the next item begins behind the items inside this one.
                    let last = inside.map_or(items[index].pos, |inside| inside.pos);
                    bound = bound.min(lead_of(&items[next], paras, last));
                }
                // A list that was spoken in a quotation ends with it.
                let item = &items[index];
                if let Some(at) = item.enclosed
                    && items[first].enclosed == Some(at)
                    && items[first].pos.para() == item.pos.para()
                {
                    bound = bound.min(Pos::new(item.pos.para(), at.get() as usize));
                }
                last_end(item, inside, paras, turns, (&shapes, &next_apart), bound)
            }
        };
        items[index].end = end;
        holder_ends[level + 1] = end;
    }
    drop((next_of_list, first_of_list));
    hold_together(items, &next_up);
}

/// Makes ends fit each other whatever markers a text throws together: an item ends behind its start, before the next one at its
/// level or above, and no earlier than the items inside it. So every character has one place.
fn hold_together(items: &mut [Item], next_up: &[Next]) {
    let mut holders: Vec<Option<u32>> = Vec::with_capacity(items.len());
    let mut last_at_level: [Option<u32>; DEEPEST + 2] = [None; DEEPEST + 2];
    for index in 0..items.len() {
        if let Some(next) = next_up[index] {
            items[index].end = items[index].end.min(items[next.get() as usize].pos);
        }
        items[index].end = items[index].end.max(items[index].pos);
        let level = items[index].level().min(DEEPEST);
        holders.push(last_at_level[..level].iter().flatten().max().copied());
        last_at_level[level] = Some(short(index));
        last_at_level[level + 1..].fill(None);
    }
    for index in (0..items.len()).rev() {
        if let Some(holder) = holders[index] {
            let holder = holder as usize;
            items[holder].end = items[holder].end.max(items[index].end);
        }
    }
}

/// How the items of a list that have a successor are built.
#[derive(Clone, Copy, Default)]
struct Shape {
    /// The most unmarked paragraphs in one of them.
    extra: u32,
    /// Whether they begin with a heading on a line of its own.
    headed: bool,
    /// Whether the text turns to the meeting inside one of them, so that such words are no end here.
    turned: bool,
    /// Whether an empty line stands between any two of them, and none inside one.
    parted: Option<bool>,
}

/// For each paragraph, the next one behind it that has an empty line before it.
fn next_apart(paras: &[Para<'_>]) -> Vec<u32> {
    let mut next = vec![short(paras.len()); paras.len()];
    for index in (1..paras.len()).rev() {
        let apart = paras[index].apart && !paras[index].paged;
        next[index - 1] = if apart { short(index) } else { next[index] };
    }
    next
}

fn shapes(
    items: &[Item],
    paras: &[Para<'_>],
    turns: &[Turn],
    (unmarked, next_apart): (&[u32], &[u32]),
) -> Vec<Shape> {
    let lists = items.iter().map(|item| item.list() + 1).max().unwrap_or(0);
    let mut shapes = vec![Shape::default(); lists];
    let mut previous: Vec<Option<u32>> = vec![None; lists];
    for (item, index) in items.iter().zip(0..) {
        if let Some(before) = previous[item.list()].replace(index) {
            let before = items[before as usize].pos;
            let shape = &mut shapes[item.list()];
            shape.extra = shape.extra.max(unmarked_between(unmarked, before, item.pos));
            shape.headed |= item.pos.para() > before.para() && !is_complete(paras[before.para()].plain());
            let turn = turns.partition_point(|turn| turn.pos <= before);
            let lines = before.at() == 0 && item.pos.at() == 0;
            let parted = lines
                && paras[item.pos.para()].apart
                && next_apart[before.para()] as usize >= item.pos.para();
            shape.parted = Some(parted && shape.parted != Some(false));
            shape.turned |= turns.get(turn).is_some_and(|turn| turn.pos < item.pos);
        }
    }
    shapes
}

/// Where the words start that introduce an item: its own start, or that of its paragraph or sentence.
fn lead_of(item: &Item, paras: &[Para<'_>], after: Pos) -> Pos {
    if item.pos.para() > after.para() {
        return Pos::start(item.pos.para());
    }
    let plain = paras[item.pos.para()].plain();
    let at = sentence_starts(&plain[after.at()..item.pos.at()])
        .last()
        .map_or(item.pos.at(), |start| after.at() + start);
    if at == after.at() { item.pos } else { Pos::new(item.pos.para(), at) }
}

/// The end of the last item of a list. `inside` is the last item inside it, which it cannot end before.
fn last_end(
    item: &Item,
    inside: Option<&Item>,
    paras: &[Para<'_>],
    turns: &[Turn],
    (shapes, next_apart): (&[Shape], &[u32]),
    bound: Pos,
) -> Pos {
    let shape = shapes[item.list()];
    let from = inside.map_or(item.pos, |inside| inside.pos);
    // What a heading alone in its line asks for is what it stands over, not the notice's closing words.
    let asked = inside.is_none()
        && !is_complete(paras[from.para()].plain())
        && paras.get(from.para() + 1).is_some_and(|para| !para.closing && asks_all(para.plain()));
    let asked = asked.then_some(Pos::start(from.para() + 1));
    let turn = turns[turns.partition_point(|turn| turn.pos <= from)..]
        .iter()
        .take_while(|turn| turn.pos < bound)
        .filter(|turn| Some(turn.pos) != asked)
        .find(|turn| !(turn.line && shape.turned && !paras[turn.pos.para()].closing))
        .map_or(bound, |turn| turn.pos);
    // Of the paragraphs behind its last marker it has as many as its fellows; behind the lists inside it, those that
    // the inner list may have, and more only where a fellow goes on behind its own.
    let inner = inside.map_or(0, |inside| shapes[inside.list()].extra);
    let allowed = match inside {
        Some(_) if shape.headed || shape.extra == 0 => inner,
        Some(_) => inner + shape.extra,
        None if shape.headed && shape.extra > 0 => u32::MAX,
        // A heading has something below it, be it only here without a marker.
        None if shape.headed && !is_complete(paras[item.pos.para()].plain()) => 1,
        None => shape.extra.max(u32::from(asked.is_some())),
    };
    let mut limit = from.para().saturating_add(allowed as usize).saturating_add(1);
    // Where empty lines part the items, one ends the last of them, but not between a heading and what is below it.
    if shape.parted == Some(true) {
        let mut end = next_apart[from.para()] as usize;
        if inside.is_none() && end == from.para() + 1 && !is_complete(paras[from.para()].plain()) {
            end = next_apart.get(end).map_or(end, |&next| next as usize);
        }
        limit = limit.min(end);
    }
    while paras.get(limit).is_some_and(|para| !para.closing && goes_on(para.plain())) {
        limit += 1;
    }
    turn.min(Pos::start(limit)).min(bound)
}
