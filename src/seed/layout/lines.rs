//! A seed cut into lines, and a line that holds a whole page cut where the parts of the page meet. It must not know what
//! a paragraph is.

use std::ops::Range;

use crate::seed::date::{date_at, date_only, is_time_of_day};
use crate::seed::metadata::{Field, entries, is_metadata};
use crate::seed::noise::{Noise, noise};
use crate::seed::span::{Span, short};
use crate::seed::words::{contains_any, is_closer, is_complete, is_full_stop, is_gap, is_han};

use super::rows::is_row;
use super::wrap::columns;
use super::{TITLE_WORDS, credit, is_document_number, is_office};

/// A line, trimmed.
pub(super) struct Line {
    pub(super) span: Span,
    /// Which line of the seed it is, from 1.
    pub(super) number: u32,
    /// Columns of white space before it.
    pub(super) indent: u32,
    pub(super) apart: bool,
}

/// The lines, trimmed, empty ones left out; a line that holds a whole page is cut where its parts meet.
pub(super) fn lines(plain: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    let mut number = 0;
    let mut apart = false;
    let mut returned = false;
    let ends = plain
        .char_indices()
        .filter(|&(_, c)| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}'));
    for (end, c) in ends.chain(std::iter::once((plain.len(), '\n'))) {
        // CR LF is one line end.
        let split_pair = returned && c == '\n' && end == start;
        returned = c == '\r';
        let slice = &plain[start..end];
        let begin = start;
        start = (end + c.len_utf8()).min(plain.len());
        if split_pair {
            continue;
        }
        number += 1;
        let body = slice.trim_start_matches(is_gap);
        let from = begin + (slice.len() - body.len());
        let to = begin + slice.trim_end_matches(is_gap).len();
        if from >= to {
            apart = true;
            continue;
        }
        let indent = short(slice.chars().take_while(|&c| is_gap(c)).map(columns).sum());
        for range in around_phrase(plain, from..to).into_iter().flat_map(|range| parts(plain, range)) {
            lines.push(Line { span: range.into(), number, indent, apart: std::mem::take(&mut apart) });
        }
    }
    lines
}

/// A line cut around the words beside a page's QR code, where they stand behind a sentence: what follows them is another
/// part of the page.
fn around_phrase(plain: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    while let Some(at) = plain[from..range.end].find("扫一扫") {
        let start = from + at;
        let rest = &plain[start..range.end];
        let near = rest.char_indices().nth(24).map_or(rest.len(), |(at, _)| at);
        let length = ["页面", "当前页", "本页"]
            .iter()
            .filter_map(|end| rest[..near].find(end).map(|at| at + end.len()))
            .max();
        let before = plain[from..start].trim_end_matches(is_gap);
        match length {
            Some(length) if before.is_empty() || is_complete(before) => {
                parts.push(from..from + before.len());
                parts.push(start..start + length);
                from = start + length;
            }
            // Words of the body.
            _ => break,
        }
    }
    let rest = &plain[from..range.end];
    parts.push(from + (rest.len() - rest.trim_start_matches(is_gap).len())..range.end);
    parts.retain(|part| part.start < part.end);
    parts
}

/// A line cut where a page's parts meet in it: title, labels, document number before the body; signature, date and
/// furniture after it.
fn parts(plain: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let line = &plain[range.clone()];
    if let Some(first) = entries(line).first()
        && first.start > 0
        && matches!(first.field, Field::Source(_) | Field::Published(_) | Field::Time)
    {
        let before =
            line[..first.start].trim_end_matches(|c| is_gap(c) || matches!(c, '[' | '(' | '（' | '【' | '|'));
        if before.chars().filter(|&c| is_han(c)).count() >= 4 && !before.contains(['。', '；', '，', '：'])
        {
            let rest = parts(plain, range.start + first.start..range.end);
            return std::iter::once(range.start..range.start + before.len()).chain(rest).collect();
        }
    }
    // [2021-06-11] 某縣召開…會: a date in brackets before a title.
    if let Some(open) = line.chars().next().filter(|c| matches!(c, '[' | '【' | '〔'))
        && let Some(written) = date_at(&line[open.len_utf8()..], true)
    {
        let end = open.len_utf8() + written.length();
        let rest = line[end..].trim_start_matches(|c: char| is_gap(c) || matches!(c, ']' | '】' | '〕'));
        if rest.len() < line[end..].len()
            && rest.chars().filter(|&c| is_han(c)).count() >= 6
            && !rest.contains('。')
        {
            return vec![range.start + open.len_utf8()..range.start + end, range.end - rest.len()..range.end];
        }
    }
    if let Some((title, date)) = dated_title(line) {
        return vec![range.start..range.start + title, range.start + date.start..range.start + date.end];
    }
    // 2021-06-11 10:05 來源：…, (2021-06-11) 來源：…, 100-05-27 [某署某室]: a date and what stands beside it.
    let opened = line.len()
        - line.trim_start_matches(|c| is_gap(c) || matches!(c, '[' | '【' | '(' | '（' | '|' | '｜')).len();
    if let Some(written) = date_at(&line[opened..], true)
        && line.chars().nth(80).is_none()
    {
        let dated = opened + written.length();
        let rest = line[dated..].trim_start_matches(|c: char| !is_han(c));
        let at = line.len() - rest.len();
        if is_time_of_day(&line[dated..at]) || line[dated..at].contains(['[', '【', '|']) {
            let beside = entries(rest).first().is_some_and(|entry| entry.start == 0)
                || is_office(rest.trim_end_matches(|c| is_gap(c) || matches!(c, ']' | '】')));
            // 2021-06-11 10:05 某局　浏览：12: an office, and what is counted.
            let named = rest.find(|c| is_gap(c) || matches!(c, '|' | '｜' | '[' | '【'));
            if let Some(end) = named.filter(|&end| is_office(&rest[..end]))
                && noise(&rest[end..]).is_some() | !entries(&rest[end..]).is_empty()
            {
                let start = range.start + opened;
                let closed = start + line[opened..at].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                let office = range.start + at..range.start + at + end;
                let behind = office.end + (rest.len() - end - rest[end..].trim_start_matches(is_gap).len());
                return vec![start..closed, office, behind..range.end];
            }
            // 二零二二年五月九日於某局 is a signature.
            if beside && !rest.is_empty() && !rest.starts_with('于') {
                let end = line[..at].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                let close = rest.trim_end_matches(|c| is_gap(c) || matches!(c, ']' | '】')).len();
                let date = range.start + opened..range.start + end;
                return vec![date, range.start + at..range.start + at + close];
            }
        }
    }
    if !line.contains(is_full_stop) || !line.contains(is_gap) || is_row(line) {
        return vec![range];
    }
    let (mut from, mut to) = (range.start, range.end);
    let mut head = Vec::new();
    let mut tail = Vec::new();
    // What shows nothing is no gap between two parts.
    while let Some(gap) = plain[from..to].find(char::is_whitespace) {
        let chunk = &plain[from..from + gap];
        let next = from
            + gap
            + (plain[from + gap..to].len() - plain[from + gap..to].trim_start_matches(is_gap).len());
        // A mark before an item of a list is part of its line.
        if chunk.chars().all(is_bullet) {
            break;
        }
        let titled = chunk.chars().count() >= 10
            && chunk.chars().count() <= 60
            && !chunk.contains(['。', '，', '；', '：', ',', ':'])
            && contains_any(chunk, TITLE_WORDS);
        if titled
            || is_document_number(chunk)
            || date_only(chunk, false).is_some()
            || noise(chunk) == Some(Noise::Line)
            || is_metadata(chunk, &entries(chunk))
        {
            head.push(from..from + gap);
            from = next;
        } else {
            break;
        }
    }
    // Behind the last sentence: what a page prints there.
    let end = plain[from..to]
        .char_indices()
        .rev()
        .find(|&(_, c)| is_full_stop(c))
        .map(|(at, c)| from + at + c.len_utf8());
    if let Some(end) = end {
        let rest = plain[end..to].trim_start_matches(is_closer);
        let rest_start = to - rest.len();
        if rest.starts_with(is_gap) && rest.chars().nth(200).is_none() {
            let mut at = rest_start;
            let mut cut = Vec::new();
            while at < to {
                at += plain[at..to].len() - plain[at..to].trim_start_matches(is_gap).len();
                let length = match date_at(&plain[at..to], false) {
                    Some(date) => date.length(),
                    None => plain[at..to].find(char::is_whitespace).unwrap_or(to - at),
                };
                if length == 0 {
                    break;
                }
                cut.push(at..at + length);
                at += length;
            }
            // A gap may stand in running text, and a broken line end anywhere: only what a page prints there is cut off.
            if cut.first().is_some_and(|first| ends_page(&plain[first.clone()])) {
                tail = cut;
                to = rest_start;
            }
        }
    }
    head.push(from..to);
    head.extend(tail);
    head.retain(|range| !range.is_empty());
    head
}

/// What people put before an item of a list that has no numbers.
const fn is_bullet(c: char) -> bool {
    matches!(c, '+' | '-' | '*' | '#' | '>' | '·' | '•' | '●' | '■' | '◆' | '►' | '▲' | '□' | '☑' | '○')
}

/// 某县召开推进会　2023-09-15, 某县召开推进会（2023-09-15）: where a title ends, and the date behind it as a program prints one.
fn dated_title(line: &str) -> Option<(usize, Range<usize>)> {
    if line.chars().nth(100).is_some() || line.contains(is_full_stop) {
        return None;
    }
    let starts = line.char_indices().filter(|&(at, c)| {
        let before = line[..at].chars().next_back();
        matches!(c, '1' | '2')
            && before.is_some_and(|c| is_gap(c) || matches!(c, '(' | '（' | '[' | '【' | '〔'))
    });
    for (at, _) in starts {
        let Some(written) = date_at(&line[at..], false) else { continue };
        if line[at..at + written.length()].contains('年') || date_only(&line[at..], false).is_none() {
            continue;
        }
        let title = line[..at].trim_end_matches(|c| is_gap(c) || matches!(c, '(' | '（' | '[' | '【' | '〔'));
        let named = title.chars().filter(|&c| is_han(c)).count() >= 8
            && contains_any(title, TITLE_WORDS)
            && !is_office(title)
            && entries(title).is_empty();
        return named
            .then_some((title.len(), at..line.trim_end_matches(|c: char| !c.is_alphanumeric()).len()));
    }
    None
}

/// Whether a line tells when a page was published and by whom, without labels (2024-01-09 11:03　某局　浏览：12).
pub(in crate::seed) fn is_stamp(plain: &str) -> bool {
    let line = plain.trim_matches(is_gap);
    if line.chars().nth(80).is_some() {
        return false;
    }
    parts(line, 0..line.len()).iter().any(|part| date_only(&line[part.clone()], false).is_some())
        || credit(line, false).is_some()
}

/// Whether words behind the last sentence of a line are what a page or a document prints there.
fn ends_page(words: &str) -> bool {
    let labels = entries(words);
    date_only(words, false).is_some()
        || is_office(words)
        || noise(words).is_some()
        || is_metadata(words, &labels)
        || words.starts_with(['附', '(', '（', '[', '【'])
}
