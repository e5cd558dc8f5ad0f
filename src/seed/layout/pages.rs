//! A number alone on its line: that of a printed page, or the notice's own (a cell of a table, 01 above a heading). It
//! must not know what a page is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::seed::enumeration::marker_at;
use crate::seed::words::{half, is_complete, is_han, squeeze};

use super::Kind;
use super::lines::Line;
use super::wrap::{LEAST, width_of};

/// Takes back that a bare number is a page's, unless some page shows it: the number stands in the middle of a
/// sentence, or beside a running head.
/// Then the others that count on from it are page numbers as well.
pub(super) fn page_numbers(plain: &str, lines: &[Line], kinds: &mut [Option<Kind>]) {
    let numbers: Vec<(usize, i64)> = (0..lines.len())
        .filter(|&index| kinds[index] == Some(Kind::PageBreak(None)))
        .filter_map(|index| Some((index, bare_number(&plain[lines[index].range.clone()])?)))
        .collect();
    // Of page numbers, each is one more than the one before: less its place among them, it is the same for all.
    let first = |place: usize, number: i64| number - i64::try_from(place).unwrap_or(i64::MAX / 2);
    let mut shown: HashSet<i64> = HashSet::new();
    for (place, &(index, number)) in numbers.iter().enumerate() {
        if breaks(plain, lines, kinds, index) {
            shown.insert(first(place, number));
        }
    }
    for (place, &(index, number)) in numbers.iter().enumerate() {
        if number < 0 || !shown.contains(&first(place, number)) {
            kinds[index] = None;
        }
    }
}

/// How many lines at the start of a seed may print what its pages repeat.
const HEAD: usize = 20;

/// Takes for a page's running head the line beside the number of a page that repeats lines from the start of the seed
/// (某市人民政府令（第6号）), or that stands beside other page numbers too.
pub(super) fn running_heads(plain: &str, lines: &[Line], kinds: &mut [Option<Kind>]) {
    let beside: Vec<usize> = (0..lines.len())
        .filter(|&index| kinds[index] == Some(Kind::PageBreak(None)))
        .flat_map(|index| [index.checked_sub(1), Some(index + 1)])
        .flatten()
        .filter(|&index| index < lines.len() && matches!(kinds[index], None | Some(Kind::Number)))
        .collect();
    if beside.is_empty() {
        return;
    }
    let words = |index: usize| -> String {
        let line = &plain[lines[index].range.clone()];
        line.chars().take(60).filter(|&c| is_han(c) || c.is_alphanumeric()).map(half).collect()
    };
    // What lines at the start say, up to three of them together, and which is the last of them.
    let mut head: HashMap<String, usize> = HashMap::new();
    for start in 0..lines.len().min(HEAD) {
        let mut joined = String::new();
        for end in start..(start + 3).min(lines.len()) {
            joined.push_str(&words(end));
            head.entry(joined.clone()).or_insert(end);
        }
    }
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in beside {
        let said = words(index);
        let complete = is_complete(&plain[lines[index].range.clone()]);
        if !complete && said.chars().filter(|&c| is_han(c)).count() >= 4 {
            seen.entry(said).or_default().push(index);
        }
    }
    for (said, places) in seen {
        let printed = head.get(&said).copied();
        let mut apart = places.clone();
        apart.dedup();
        for index in places {
            if printed.is_some_and(|end| end < index) || (printed.is_none() && apart.len() > 1) {
                kinds[index] = Some(Kind::PageBreak(None));
            }
        }
    }
}

/// The number that a line consists of; below zero where it is written as no page's is (01).
fn bare_number(line: &str) -> Option<i64> {
    let squeezed = squeeze(line);
    let digits = !squeezed.is_empty() && squeezed.chars().all(|c| c.is_ascii_digit());
    if !digits {
        return None;
    }
    Some(if squeezed.starts_with('0') { -1 } else { squeezed.parse().unwrap_or(-1) })
}

/// Whether a number stands beside the running head of a page, or the line before it is a whole line of a sentence that
/// the line behind it goes on with.
fn breaks(plain: &str, lines: &[Line], kinds: &[Option<Kind>], index: usize) -> bool {
    let headed = |index: Option<usize>| {
        matches!(index.and_then(|index| kinds.get(index)), Some(Some(Kind::PageBreak(Some(_)))))
    };
    if headed(index.checked_sub(1)) || headed(Some(index + 1)) {
        return true;
    }
    let words = |index: Option<usize>| {
        let index = index.filter(|&index| index < lines.len() && kinds[index].is_none())?;
        Some(&plain[lines[index].range.clone()])
    };
    let (Some(before), Some(behind)) = (words(index.checked_sub(1)), words(Some(index + 1))) else {
        return false;
    };
    width_of(before) >= LEAST && !is_complete(before) && marker_at(behind).is_none()
}
