//! Rows of tables among the lines of a seed: their cells stand apart by tabs. A number in a cell numbers the row, and is no
//! marker of a demand. It must not know what the cells say.

use crate::seed::decode::rows::is_short;
use crate::seed::enumeration::marker_at;
use crate::seed::words::is_gap;

use super::{Kind, Unit};

/// Marks the rows of tables: two or more lines of cells, one below the other. A table behind a sentence, or behind the
/// caption that follows one, is part of the text.
pub(super) fn rows(plain: &str, units: &mut [Unit]) {
    let words = |unit: &Unit| matches!(unit.kind, Kind::Short | Kind::Prose | Kind::Attachment);
    let row = |unit: &Unit| words(unit) && unit.height() == 1 && is_row(&plain[unit.span()]);
    let mut index = 0;
    while index < units.len() {
        let length = units[index..].iter().take_while(|unit| row(unit)).count();
        if length < 2 {
            index += length.max(1);
            continue;
        }
        let mut before = units[..index].iter().rev().map(|unit| &unit.kind);
        let of_text = match before.next() {
            Some(Kind::Prose) => true,
            Some(Kind::Short) => before.next() == Some(&Kind::Prose),
            _ => false,
        };
        for unit in &mut units[index..index + length] {
            unit.row = true;
            if of_text {
                unit.kind = Kind::Prose;
            }
        }
        index += length;
    }
}

/// Whether a line has cells: a number and a tab before the words of an item are none. A longer cell is text: the line is a
/// page whose line ends were lost.
pub(super) fn is_row(plain: &str) -> bool {
    if !plain.contains('\t') {
        return false;
    }
    let mut cells = plain.split('\t').map(|cell| cell.trim_matches(is_gap)).filter(|cell| !cell.is_empty());
    if !cells.clone().all(is_short) {
        return false;
    }
    let Some(first) = cells.next() else { return false };
    let bare = marker_at(&format!("{first}\u{3000}")).is_some_and(|marker| marker.length() >= first.len())
        || first.chars().all(|c| !c.is_alphanumeric() || c.is_numeric());
    cells.count() > usize::from(bare)
}
