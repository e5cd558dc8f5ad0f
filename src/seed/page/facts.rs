//! The facts of a notice that stand around its body: date, source, document number. It must not know which paragraphs
//! are the body, only which are not.

use std::ops::Range;

use jiff::civil::Date;

use crate::seed::Tags;
use crate::seed::date::{Written, date_at};
use crate::seed::layout::{Kind, is_document_number, is_office};
use crate::seed::metadata::Field;
use crate::seed::noise::noise;
use crate::seed::words::{self, is_gap};

use super::{Found, Page, Zone, bracketed};

impl Page {
    pub(super) fn find_facts(&mut self, text: &str, plain: &str, zone: &Zone, minguo: bool) {
        self.find_date(plain, zone, minguo);
        self.find_source(text, plain, zone);
        self.number = self
            .labelled(Field::Number)
            .map(|(unit, entry)| (self.value(unit, &entry, text), self.value(unit, &entry, plain)))
            .filter(|(_, plain)| is_document_number(plain))
            .map(|(value, _)| value)
            .or_else(|| {
                let unit = self
                    .units
                    .iter()
                    .enumerate()
                    .find(|(index, unit)| unit.kind == Kind::Number && !zone.holds(*index));
                unit.map(|(_, unit)| unit.words(text).into_owned())
            })
            .map(|number| {
                number.trim_matches(|c| is_gap(c) || matches!(c, '(' | ')' | '（' | '）')).to_owned()
            });
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
                    for entry in entries {
                        let rank = match entry.field {
                            Field::Published(rank @ 0..=1) => rank,
                            Field::Published(rank) => rank + 3,
                            Field::Time | Field::Source(_) => 2,
                            _ => continue,
                        };
                        let value = self.value(index, entry, plain);
                        let written = match entry.field {
                            Field::Source(_) => date_behind(&value, minguo),
                            _ => date_at(&value, minguo),
                        };
                        if let Some(written) = written {
                            offer(rank, written.date, written.ambiguous);
                        }
                    }
                }
                Kind::Date(written) => {
                    let bracketed = bracketed(&unit.words(plain));
                    if !self.closing.contains(&index) && !zone.holds(index) && !bracketed {
                        offer(if index < zone.first { 3 } else { 4 }, written.date, written.ambiguous);
                    }
                }
                Kind::Credit(_, written) if !self.closing.contains(&index) && !zone.holds(index) => {
                    offer(3, written.date, written.ambiguous)
                }
                Kind::PageBreak(Some(written)) => offer(5, written.date, written.ambiguous),
                _ => {}
            }
        }
        if let Some((_, found, ambiguous)) = best {
            self.published = Some(found);
            self.published_ambiguous = ambiguous;
            self.published_other = other;
        }
    }

    fn find_source(&mut self, text: &str, plain: &str, zone: &Zone) {
        let mut best: Option<(u8, Found<String>)> = None;
        for (index, entry) in self.entries() {
            let Field::Source(rank) = entry.field else { continue };
            let (written, value) = (self.value(index, entry, text), self.value(index, entry, plain));
            let Some(range) = source_in(&value) else { continue };
            let fits = rank < 4 || is_office(&value[range.clone()]);
            if fits && best.as_ref().is_none_or(|(least, _)| rank < *least) {
                best =
                    Some((rank, Found { value: written[range].to_owned(), span: self.units[index].span() }));
            }
        }
        let head = zone.first.min(self.units.len());
        if best.is_none() {
            for (index, unit) in self.units.iter().enumerate() {
                let words = unit.words(plain);
                let name = match unit.kind {
                    Kind::Credit(name, _) if !zone.holds(index) => name.min(words.len()),
                    Kind::Short
                        if !zone.titles.contains(&index) && index < head && self.beside_stamp(index) =>
                    {
                        words.len()
                    }
                    _ => continue,
                };
                let bracket = words.chars().next().filter(|_| bracketed(&words)).map_or(0, char::len_utf8);
                if is_office(&words[bracket..name]) && !self.closing.contains(&index) {
                    let value = unit.words(text)[bracket..name].trim().to_owned();
                    best = Some((6, Found { value, span: unit.span() }));
                    break;
                }
            }
        }
        if best.is_none() {
            let signature =
                self.body.iter().rev().filter(|index| self.closing.contains(index)).find_map(|&index| {
                    let unit = &self.units[index];
                    let words = unit.words(plain);
                    let name = match unit.kind {
                        Kind::Short => words.len(),
                        Kind::Credit(name, _) => name.min(words.len()),
                        _ => return None,
                    };
                    is_office(&words[..name]).then(|| Found {
                        value: unit.words(text)[..name].trim().to_owned(),
                        span: unit.span(),
                    })
                });
            let named = || {
                let title = self.title.as_ref()?;
                let key = words::plain(title);
                // 某某局关于…的通知, 某县政府　公告.
                let kind = || {
                    let end = ["公告", "通告", "公示", "通知", "令", "函"]
                        .iter()
                        .find_map(|kind| key.strip_suffix(kind))?;
                    Some(end.trim_end_matches(is_gap).len())
                };
                let at = key.find("关于").or_else(kind)?;
                is_office(&key[..at]).then(|| {
                    let span = zone.titles.first().map_or(0..0, |&index| self.units[index].span());
                    Found { value: title[..at].trim().to_owned(), span }
                })
            };
            best = signature.or_else(named).map(|found| (7, found));
        }
        self.source_inferred = best.as_ref().is_some_and(|(rank, _)| *rank == 7);
        self.source = best.map(|(_, found)| found);
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

    /// Whether a date or an address stands within two paragraphs.
    fn beside_stamp(&self, index: usize) -> bool {
        let near = index.saturating_sub(2)..(index + 3).min(self.units.len());
        self.units[near].iter().any(|unit| matches!(unit.kind, Kind::Date(_) | Kind::Url | Kind::Metadata(_)))
    }
}

/// The date that stands behind a name, apart from it (某局 2023-09-04 19:42).
fn date_behind(value: &str, minguo: bool) -> Option<Written> {
    let (at, _) = value
        .char_indices()
        .filter(|&(_, c)| is_gap(c))
        .find(|&(at, c)| date_at(&value[at + c.len_utf8()..], minguo).is_some())?;
    date_at(value[at..].trim_start_matches(is_gap), minguo)
}

/// Labels that pages put right behind the name of a source.
const LABELS_BESIDE: &[&str] = &[
    "编辑:",
    "编辑：",
    "责编:",
    "责编：",
    "责任编辑",
    "作者:",
    "作者：",
    "记者:",
    "记者：",
    "审核:",
    "审核：",
    "发布时间",
    "浏览",
    "点击",
    "字号",
    "时间:",
    "时间：",
];

/// Where in the value of a label the name of the source stands.
fn source_in(value: &str) -> Option<Range<usize>> {
    const NOBODY: &[&str] = &[
        "本站",
        "本网",
        "原创",
        "本站原创",
        "本网原创",
        "网络",
        "互联网",
        "转载",
        "未知",
        "无",
        "不详",
        "admin",
        "管理员",
        "其他",
        "本单位",
        "网站",
        "站长",
        "-",
        "--",
    ];
    // Labels that follow without a gap (河北日报编辑: 某某) are not clear, and so were not read as labels.
    let value =
        LABELS_BESIDE.iter().filter_map(|label| value.find(label)).min().map_or(value, |end| &value[..end]);
    let mut end = value.len();
    let mut at = 0;
    for (index, chunk) in value.split(is_gap).enumerate() {
        let stays = index == 0 || at == 0 || chunk.is_empty() || is_office(chunk);
        if !stays || (index > 0 && (noise(chunk).is_some() || date_at(chunk, false).is_some())) {
            break;
        }
        at += if index == 0 { 0 } else { value[at..].chars().next().map_or(0, char::len_utf8) };
        at += chunk.len();
        end = at;
    }
    let marks = |c: char| is_gap(c) || "《》“”「」|，,。()（）[]【】:：".contains(c);
    let name = &value[..end];
    let start = name.len() - name.trim_start_matches(marks).len();
    let mut end = name.trim_end_matches(marks).len();
    // 某局（某某局）: the bracket is part of the name.
    let closer = name[end.max(start)..].chars().next();
    if let Some(closer @ ('）' | ')')) = closer
        && name[start..end].contains(['（', '('])
    {
        end += closer.len_utf8();
    }
    if start >= end {
        return None;
    }
    let name = &value[start..end];
    let digits = name.chars().all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, ':' | '-' | '/'));
    (!digits && !NOBODY.contains(&name.to_lowercase().as_str())).then_some(start..end)
}
