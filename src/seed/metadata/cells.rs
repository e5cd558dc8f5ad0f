//! Labels without a colon: a label and a date (发布时间 2021-06-11), a label alone on its line, and the rows of a catalogue
//! whose cells stand apart by wide gaps (发文机关　　某县政府　　文号　　…). It must not know labels with a mark behind them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::seed::date::date_at;
use crate::seed::layout::is_office;
use crate::seed::words::{Table, is_gap, squeeze};

use super::labels::LABELS;
use super::{Entry, Field, field_of};

/// A label or a value in a cell has no more characters than this.
const LONGEST: usize = 60;

/// The labels of a line in plain characters that has none with a colon.
pub(super) fn entries(plain: &str) -> Vec<Entry> {
    let trimmed = plain.trim_start_matches(is_gap);
    if trimmed.chars().nth(120).is_some()
        || trimmed.contains(['。', '；', '：', ':']) && !trimmed.contains("20")
    {
        return Vec::new();
    }
    let start = plain.len() - trimmed.len();
    let short = trimmed.chars().nth(LONGEST).is_none();
    if short && let Some(field) = field_of(&squeeze(trimmed)) {
        let waits = matches!(
            field,
            Field::Title | Field::Source(0..=2) | Field::Published(_) | Field::Number | Field::Other
        );
        let alone = Entry { field, start, value: plain.len()..plain.len() };
        return if waits { vec![alone] } else { Vec::new() };
    }
    // 以下文章来源于某某检察 ，作者某某: what an account says of another's text.
    if let Some(name) = trimmed.strip_prefix("以下文章来源于") {
        let end = name.find([',', '，']).unwrap_or(name.len());
        let value = plain.len() - name.len()..plain.len() - name.len() + end;
        return vec![Entry { field: Field::Source(0), start, value }];
    }
    let entries = row(plain);
    if entries.is_empty() && short {
        return dated(plain, start).into_iter().collect();
    }
    entries
}

/// 发布时间 2021-06-11.
fn dated(plain: &str, start: usize) -> Option<Entry> {
    static DATED: LazyLock<Table> = LazyLock::new(|| {
        let dated = LABELS.iter().filter(|(field, _)| matches!(field, Field::Published(_)));
        Table::new(&dated.map(|(_, labels)| *labels).collect::<Vec<_>>())
    });
    let rest = &plain[start..];
    let latin = || {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != ' ')?;
        let mut ends = rest[..end].char_indices().filter(|&(_, c)| c == ' ').map(|(at, _)| at).chain([end]);
        let fits =
            |at: &usize| field_of(&squeeze(&rest[..*at]).to_lowercase()).is_some_and(Field::is_published);
        ends.rfind(fits)
    };
    let length = DATED.start_of(rest).map(str::len).or_else(latin)?;
    let field = field_of(&squeeze(&rest[..length]).to_lowercase())?;
    let value = start + length;
    date_at(&plain[value..], true).map(|_| Entry { field, start, value: value..plain.len() })
}

/// A row of a catalogue: cells by turns a label and its value, and one of the labels tells of the notice.
fn row(plain: &str) -> Vec<Entry> {
    let cells = cells(plain);
    let mut entries: Vec<Entry> = Vec::new();
    let mut index = 0;
    while index < cells.len() {
        // A label may itself be written with wide gaps (标　　题).
        let label = (index + 1..=cells.len().min(index + 4)).rev().find_map(|end| {
            let field = field_of(&squeeze(&plain[cells[index].start..cells[end - 1].end]))?;
            Some((end, field))
        });
        let (field, range, next) = match label {
            Some((end, field)) => {
                let value =
                    cells.get(end).filter(|value| field_of(&squeeze(&plain[(*value).clone()])).is_none());
                match value {
                    Some(value) => (field, value.clone(), end + 1),
                    None => (field, cells[end - 1].end..cells[end - 1].end, end),
                }
            }
            None => match in_one_cell(plain, &cells[index]) {
                Some((field, value)) => (field, value, index + 1),
                // A date behind the source, and buttons behind the labels.
                None if index > 0 && date_at(&plain[cells[index].start..], true).is_some() => {
                    if let Some(last) = entries.last_mut() {
                        last.value.end = cells[index].end;
                    }
                    index += 1;
                    continue;
                }
                None if index > 0
                    && plain[cells[index].clone()].starts_with(['【', '[', '［', '（', '(']) =>
                {
                    break;
                }
                None => return Vec::new(),
            },
        };
        if plain[range.clone()].contains(['。', '；', '，']) && field != Field::Title {
            return Vec::new();
        }
        entries.push(Entry { field, start: cells[index].start, value: range });
        index = next;
    }
    let tells = |entry: &Entry| {
        !entry.value.is_empty()
            && matches!(
                entry.field,
                Field::Title | Field::Source(0..=2) | Field::Published(_) | Field::Number
            )
    };
    if entries.iter().any(tells) { entries } else { Vec::new() }
}

/// 来源 某局: a label and its value with one gap between.
fn in_one_cell(plain: &str, cell: &Range<usize>) -> Option<(Field, Range<usize>)> {
    let words = &plain[cell.clone()];
    let (at, gap) = words.char_indices().find(|&(_, c)| is_gap(c))?;
    let field = field_of(&words[..at])?;
    let value = cell.start + at + gap.len_utf8()..cell.end;
    let fits = match field {
        Field::Source(0..=2) => is_office(&plain[value.clone()]),
        Field::Published(_) => date_at(&plain[value.clone()], true).is_some(),
        _ => false,
    };
    fits.then_some((field, value))
}

/// The stretches of a line between gaps of two columns or more.
fn cells(plain: &str) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut width = 2;
    for (at, c) in plain.char_indices() {
        if is_gap(c) {
            width += if matches!(c, '\t' | '\u{3000}') { 2 } else { 1 };
            continue;
        }
        let end = at + c.len_utf8();
        match cells.last_mut() {
            Some(cell) if width < 2 => cell.end = end,
            _ => cells.push(at..end),
        }
        width = 0;
    }
    cells
}
