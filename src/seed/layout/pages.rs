//! A number alone on its line: that of a printed page, or the notice's own (a cell of a table, 01 above a heading). It
//! must not know what a page is about.

use std::collections::HashSet;

use crate::seed::enumeration::marker_at;
use crate::seed::words::{is_complete, squeeze};

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
