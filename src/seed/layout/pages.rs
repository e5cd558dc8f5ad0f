//! A number alone on its line: that of a printed page, or the notice's own (a cell of a table, 01 above a heading). It
//! must not know what a page is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::seed::enumeration::marker_at;
use crate::seed::noise::is_page_number;
use crate::seed::words::{half, is_complete, is_gap, is_han, squeeze};

use super::Kind;
use super::lines::Line;
use super::wrap::{LEAST, width_of};

/// Takes back that a bare number is a page's, unless some page shows it: the number stands in the middle of a
/// sentence, or beside a running head.
/// Then the others that count on from it are page numbers as well.
pub(super) fn page_numbers(plain: &str, lines: &[Line], kinds: &mut [Option<Kind>]) {
    let numbers: Vec<(usize, i64)> = (0..lines.len())
        .filter(|&index| kinds[index] == Some(Kind::PageBreak(None)))
        .filter_map(|index| Some((index, bare_number(lines[index].span.of(plain))?)))
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

/// Takes for a page's running head the line that prints it beside the page's number (某医院文件　　　— 1 —), where a line at
/// the start of the seed has the same words or another page repeats them.
pub(super) fn numbered_heads(plain: &str, lines: &[Line], kinds: &mut [Option<Kind>]) {
    let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().filter(|&(index, _)| kinds[index].is_none()) {
        if let Some(head) = beside_number(line.span.of(plain)) {
            heads.entry(said(head)).or_default().push(index);
        }
    }
    if heads.is_empty() {
        return;
    }
    let first: Vec<String> = lines.iter().take(HEAD).map(|line| said(line.span.of(plain))).collect();
    for (words, places) in heads {
        if places.len() > 1 || first.iter().any(|line| line.contains(&words)) {
            places.into_iter().for_each(|index| kinds[index] = Some(Kind::PageBreak(None)));
        }
    }
}

/// What a line says beside the number of a page, a wide gap between them.
fn beside_number(line: &str) -> Option<&str> {
    const GAPS: [&str; 3] = ["   ", "　　", "\t"];
    // Most lines have no gap, and of a paragraph nothing is looked at.
    if line.chars().nth(120).is_some() || !GAPS.iter().any(|gap| line.contains(gap)) {
        return None;
    }
    let numbered = |words: &str| {
        let squeezed = squeeze(words);
        is_page_number(&squeezed)
            && (squeezed.contains('页') || squeezed.starts_with(['-', '—', '–', '─', '~']))
    };
    GAPS.iter().find_map(|gap| {
        let behind = line.rsplit_once(gap).filter(|(_, number)| numbered(number)).map(|(head, _)| head);
        let before = || line.split_once(gap).filter(|(number, _)| numbered(number)).map(|(_, head)| head);
        let head = behind.or_else(before)?.trim_matches(is_gap);
        (said(head).chars().filter(|&c| is_han(c)).count() >= 4
            && !is_complete(head)
            && marker_at(head).is_none())
        .then_some(head)
    })
}

/// What a line says, without gaps and marks.
fn said(line: &str) -> String {
    line.chars().take(60).filter(|&c| is_han(c) || c.is_alphanumeric()).map(half).collect()
}

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
    let words = |index: usize| said(lines[index].span.of(plain));
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
        let head = words(index);
        let complete = is_complete(lines[index].span.of(plain));
        if !complete && head.chars().filter(|&c| is_han(c)).count() >= 4 {
            seen.entry(head).or_default().push(index);
        }
    }
    for (words, places) in seen {
        let printed = head.get(&words).copied();
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
        Some(lines[index].span.of(plain))
    };
    let (Some(before), Some(behind)) = (words(index.checked_sub(1)), words(Some(index + 1))) else {
        return false;
    };
    width_of(before) >= LEAST && !is_complete(before) && marker_at(behind).is_none()
}
