//! The facts of a notice that stand around its body: date and document number; who published it is [`super::source`]'s. It
//! must not know which paragraphs are the body, only which are not.

use jiff::civil::Date;

use crate::seed::Tags;
use crate::seed::date::{Written, date_at};
use crate::seed::layout::{Kind, is_document_number};
use crate::seed::metadata::{Entry, Field};
use crate::seed::words::is_gap;

use super::{Found, Page, Zone, bracketed, is_posted};

impl Page {
    pub(super) fn find_facts(&mut self, text: &str, plain: &str, zone: &Zone, minguo: bool) {
        self.find_date(plain, zone, minguo);
        self.find_source(text, plain, zone, minguo);
        self.number = self
            .labelled(Field::Number, zone)
            .map(|(unit, entry)| (self.value(unit, &entry, text), self.value(unit, &entry, plain)))
            .filter(|(_, plain)| is_document_number(plain))
            .map(|(value, _)| value)
            .or_else(|| {
                let unit = self
                    .units
                    .iter()
                    .enumerate()
                    .find(|(index, unit)| unit.kind == Kind::Number && !zone.holds(*index));
                unit.map(|(index, unit)| match self.order_above(index, plain) {
                    Some(order) => {
                        let words = self.units[order].words(text).into_owned() + &unit.words(text);
                        words.chars().filter(|&c| !is_gap(c)).collect()
                    }
                    None => unit.words(text).into_owned(),
                })
            })
            .or_else(|| self.number_beside(text, plain, zone))
            .map(|number| {
                number.trim_matches(|c| is_gap(c) || matches!(c, '(' | ')' | '（' | '）')).to_owned()
            });
    }

    /// The document number that stands in the head beside something else (等级：特急　　某汛电〔2023〕11号).
    fn number_beside(&self, text: &str, plain: &str, zone: &Zone) -> Option<String> {
        let head = self.units.iter().enumerate().take(zone.first).filter(|(index, unit)| {
            matches!(unit.kind, Kind::Short | Kind::Metadata(_)) && !zone.titles.contains(index)
        });
        head.into_iter().find_map(|(_, unit)| {
            let (words, written) = (unit.words(plain), unit.words(text));
            let mut at = 0;
            words.split_inclusive(is_gap).find_map(|cell| {
                let start = at;
                at += cell.len();
                let cell = cell.trim_end_matches(is_gap);
                (cell.len() < words.len() && is_document_number(cell))
                    .then(|| written.get(start..start + cell.len()).map(str::to_owned))?
            })
        })
    }

    /// Where 第6号 stands below it: 某市人民政府令.
    fn order_above(&self, index: usize, plain: &str) -> Option<usize> {
        let above = index.checked_sub(1)?;
        let order = self.units[index].words(plain).starts_with('第')
            && self.units[above].kind == Kind::Short
            && self.units[above].words(plain).ends_with('令');
        order.then_some(above)
    }

    fn find_date(&mut self, plain: &str, zone: &Zone, minguo: bool) {
        let mut best: Option<(u8, Found<Date>, bool)> = None;
        let mut other = None;
        for (index, unit) in self.units.iter().enumerate() {
            let mut offer = |rank: u8, date: Date, ambiguous: bool| {
                let found = Found { value: date, span: unit.span() };
                match &best {
                    Some((least, first, _)) if rank == *least => {
                        if first.value != date && other.is_none() {
                            other = Some(found);
                        }
                    }
                    Some((least, ..)) if rank > *least => {}
                    _ => {
                        other = None;
                        best = Some((rank, found, ambiguous));
                    }
                }
            };
            match &unit.kind {
                Kind::Metadata(entries) => {
                    let stated = |entry: &Entry| matches!(entry.field, Field::Published(_) | Field::Time);
                    if index < zone.first
                        && !entries.iter().any(stated)
                        && let Some(written) = dated_cell(&unit.words(plain), minguo)
                    {
                        offer(3, written.date, written.ambiguous);
                    }
                    for entry in entries {
                        let rank = match entry.field {
                            Field::Published(rank @ 0..=1) => rank,
                            Field::Published(rank) => rank + 3,
                            Field::Time | Field::Source(_) | Field::Other => 2,
                            _ => continue,
                        };
                        let value = self.value(index, entry, plain);
                        let written = match entry.field {
                            Field::Source(_) => date_behind(&value, minguo),
                            // 【字号：大 中 小】 2021-09-30: a date of its own behind what a label of the page shows.
                            Field::Other => Some(&value)
                                .filter(|value| date_at(value, minguo).is_none())
                                .and_then(|value| date_behind(value, minguo)),
                            _ => date_at(&value, minguo),
                        };
                        // 公示日期：9月15日至9月21日 is a time in which something lies open.
                        let period = |written: &Written| {
                            let behind = value.get(value.find(char::is_numeric)?..)?;
                            let behind = behind.get(written.length()..)?.trim_start_matches(is_gap);
                            Some(behind.starts_with(['至', '到', '—', '－', '～', '~', '-']))
                        };
                        if let Some(written) = written.filter(|written| period(written) != Some(true)) {
                            let inside = if zone.holds(index) { 10 } else { 0 };
                            offer(rank + inside, written.date, written.ambiguous);
                        }
                    }
                }
                Kind::Date(written) => {
                    // （2021年4月9日） under a title is the day of a speech; （2021-04-09） is what a program prints.
                    let words = unit.words(plain);
                    let spoken = bracketed(&words) && words.contains('年');
                    // Behind the body a title and a date on one line are another page's.
                    let listed = index > zone.last
                        && !zone.empty
                        && index.checked_sub(1).is_some_and(|before| {
                            self.units[before].line() == unit.line() && self.units[before].kind == Kind::Short
                        });
                    let stands = !self.closing.contains(&index) && !zone.holds(index) || is_posted(&words);
                    if stands && !spoken && !listed {
                        offer(if index < zone.first { 3 } else { 4 }, written.date, written.ambiguous);
                    }
                }
                Kind::Credit(_, written) if !self.closing.contains(&index) && !zone.holds(index) => {
                    offer(3, written.date, written.ambiguous)
                }
                // 某邮管〔2021〕44号　　2021-11-01　　作者：某科
                Kind::Number | Kind::Short if index < zone.first && !zone.titles.contains(&index) => {
                    let words = unit.words(plain);
                    let numbered = words.split(is_gap).any(is_document_number);
                    if let Some(written) = dated_cell(&words, minguo).filter(|_| numbered) {
                        offer(3, written.date, written.ambiguous);
                    }
                }
                Kind::PageBreak(Some(written)) => offer(5, written.date, written.ambiguous),
                _ => {}
            }
        }
        let signed = |&index: &usize| {
            let unit = &self.units[index];
            match &unit.kind {
                Kind::Date(written) | Kind::Credit(_, written) if self.closing.contains(&index) => {
                    Some(Found { value: written.date, span: unit.span() })
                }
                _ => None,
            }
        };
        self.signed = self.body.iter().rev().find_map(signed);
        if let Some((_, found, ambiguous)) = best {
            self.published = Some(found);
            self.published_ambiguous = ambiguous;
            self.published_other = other;
        }
    }

    /// Takes the facts that a page's tags state over those that its text shows.
    pub(super) fn prefer(&mut self, tags: &Tags) {
        if let Some(source) = &tags.source {
            let span = self.source.as_ref().map_or(0..0, |found| found.span.clone());
            self.source = Some(Found { value: source.clone(), span });
            self.source_inferred = false;
        }
        if let Some(written) = tags.published.as_ref().and_then(|published| date_at(published, false)) {
            let span = self.published.as_ref().map_or(0..0, |found| found.span.clone());
            self.published = Some(Found { value: written.date, span });
            self.published_ambiguous = written.ambiguous;
            self.published_other = None;
        }
    }
}

/// The date that stands alone between the gaps of a line with something else.
fn dated_cell(line: &str, minguo: bool) -> Option<Written> {
    line.split(is_gap).filter(|cell| cell.len() < line.len()).find_map(|cell| {
        let written = date_at(cell, minguo)?;
        (written.length() == cell.len()).then_some(written)
    })
}

/// The date that stands behind a name, apart from it (某局 2023-09-04 19:42).
fn date_behind(value: &str, minguo: bool) -> Option<Written> {
    let (at, _) = value
        .char_indices()
        .filter(|&(_, c)| is_gap(c))
        .find(|&(at, c)| date_at(&value[at + c.len_utf8()..], minguo).is_some())?;
    date_at(value[at..].trim_start_matches(is_gap), minguo)
}
