//! Lines that were broken at a width: which of them go on with the one before. It must not know what a line says.

use crate::seed::enumeration::marker_at;
use crate::seed::words::{is_complete, is_gap};

use super::lines::Line;
use super::rows::is_row;
use super::{Kind, Unit};

/// Lines of so many columns are no titles or names that happen to be of one length: two of them show a width.
const SURE: usize = 40;

/// A line that goes on over a page has at least so many columns.
pub(super) const LEAST: usize = 24;

pub(super) const fn columns(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

pub(super) fn width_of(line: &str) -> usize {
    line.chars().take(200).map(columns).sum()
}

/// The width, in columns, at which the lines of the seed are broken; `None` where a line is a paragraph.
pub(super) fn wrap_width(plain: &str, lines: &[Line], kinds: &[Option<Kind>]) -> Option<usize> {
    let mut widths = Vec::new();
    for index in 0..lines.len().saturating_sub(1) {
        let (line, next) = (&lines[index], &lines[index + 1]);
        let text = line.span.of(plain);
        let width = width_of(text);
        // A numbered heading is short, and what follows it is no other half of it.
        let heading = width < SURE && marker_at(text).is_some();
        if kinds[index].is_none()
            && kinds[index + 1].is_none()
            && !heading
            && !next.apart
            && !is_row(text)
            && (next.indent <= line.indent || marker_at(text).is_some())
            && (24..=140).contains(&width)
            && !is_complete(text)
            && marker_at(next.span.of(plain)).is_none()
        {
            widths.push(width);
        }
    }
    widths.sort_unstable();
    // The widest but one: a single line may be longer by accident.
    let widest = *widths.get(widths.len().checked_sub(2)?)?;
    let full = widths.iter().filter(|&&width| width * 100 >= widest * 80).count();
    let least = if widest < SURE { 4 } else { 2 };
    (widths.len() >= least && full * 10 >= widths.len() * 6).then_some(widest)
}

/// The columns of white space before an offset, to the start of its line.
fn indent_at(plain: &str, at: usize) -> usize {
    plain[..at]
        .chars()
        .rev()
        .take(200)
        .take_while(|&c| is_gap(c) && !matches!(c, '\n' | '\r'))
        .map(columns)
        .sum()
}

/// Whether a line goes on with the paragraph before it.
pub(super) fn goes_on(
    plain: &str,
    before: &Unit,
    line: &Line,
    width: Option<usize>,
    page_break: bool,
) -> bool {
    if !matches!(before.kind, Kind::Short) || (line.apart && !page_break) {
        return false;
    }
    let (first, last) = before.ends();
    let (text, next) = (&plain[last], line.span.of(plain));
    if is_row(text) || is_row(next) {
        return false;
    }
    if is_complete(text) {
        // A sentence may end exactly where the line does; then indentation must tell, and there is none.
        return false;
    }
    let clause = text.ends_with(['，', '、', ',']);
    // 发现疑似禁寄物品， / 1、先隔离；: a list may begin behind a clause; another number there may be any (1、 / 2号楼).
    if marker_at(next).is_some_and(|marker| !clause || marker.first == 1 && !marker.row().spoken) {
        return false;
    }
    let full = width.is_some_and(|width| width_of(text) * 100 >= width * 78);
    // A paragraph begins indented; a line that is not goes on with a clause that is open.
    let (begins, indent) = (indent_at(plain, first.start), line.indent as usize);
    if clause && begins >= 2 && indent < begins {
        return true;
    }
    let marked = marker_at(&plain[first.start..]).is_some();
    // An item that breaks off in a clause goes on, whatever the width of the lines.
    if clause && marked {
        return true;
    }
    // A marker may hang out: the lines of its item stand further in.
    let hangs = marked && indent > begins;
    // Over a page goes on what is no heading.
    let over = page_break && width_of(text) >= LEAST && line.indent < 4;
    (full && (line.indent < 4 || page_break || hangs)) || (clause && (width.is_some() || page_break)) || over
}
