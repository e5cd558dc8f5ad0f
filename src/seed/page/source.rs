//! Who published a notice: the office that a label names, else the one that stands beside a date, signs, is in the title, or
//! shows on the paper itself. It must not know which paragraphs are the body, only which are not.

use std::ops::Range;

use crate::seed::date::{date_at, is_time_of_day};
use crate::seed::enumeration::marker_at;
use crate::seed::layout::{Kind, Unit, is_office};
use crate::seed::metadata::{Entry, Field};
use crate::seed::noise::noise;
use crate::seed::words::{self, is_gap, is_han, squeeze};

use super::letterhead::{account, byline, imprint, is_kind, is_numbered_kind, letterhead, owner, writes};
use super::{Found, Page, Zone, bracketed};

impl Page {
    pub(super) fn find_source(&mut self, text: &str, plain: &str, zone: &Zone, minguo: bool) {
        let named = self
            .labelled_source(text, plain, zone, minguo)
            .or_else(|| self.stamped_source(text, plain, zone));
        self.source_inferred = named.is_none();
        self.source = named
            .or_else(|| self.signature(text, plain))
            .or_else(|| self.source_in_title(zone))
            .or_else(|| self.source_of_paper(text, plain, zone));
    }

    /// The office that a label names, the best label first; beside the date of a label at last.
    fn labelled_source(&self, text: &str, plain: &str, zone: &Zone, minguo: bool) -> Option<Found<String>> {
        let mut best: Option<(u8, Found<String>)> = None;
        let accounts = self.original_account(text, plain, zone);
        for (index, entry) in self.entries() {
            let (written, value) = (self.value(index, entry, text), self.value(index, entry, plain));
            let found = match entry.field {
                Field::Source(rank) => source_in(&value)
                    .filter(|range| rank < 4 || is_office(&value[range.clone()]))
                    // 供稿｜地环股: a section writes for the account that publishes.
                    .filter(|_| rank < 4 || accounts.is_none() || !is_section(value.trim()))
                    .map(|range| (rank, range)),
                // 发布：某局: what was published then, or who published.
                Field::Published(_) if is_office(value.trim()) => source_in(&value).map(|range| (3, range)),
                Field::Published(_) | Field::Time => behind_date(&value, minguo).map(|range| (3, range)),
                _ => None,
            };
            // Between paragraphs of the body a label may name anything.
            let found = found.map(|(rank, range)| (rank + if zone.holds(index) { 10 } else { 0 }, range));
            if let Some((rank, range)) = found
                && best.as_ref().is_none_or(|(least, _)| rank < *least)
            {
                let value = written[range].to_owned();
                best = Some((rank, Found { value, span: self.units[index].span() }));
            }
        }
        best.map(|(_, found)| found).or(accounts)
    }

    /// 原创　县局办公室　象坪自然资源: the account that published, last in a line above the text.
    fn original_account(&self, text: &str, plain: &str, zone: &Zone) -> Option<Found<String>> {
        let head = self.units.iter().enumerate().take(zone.first);
        head.filter(|(index, unit)| unit.kind == Kind::Short && !zone.titles.contains(index)).find_map(
            |(_, unit)| {
                let words = unit.words(plain);
                let range = words.strip_prefix("原创").and_then(|_| account(&words, words.len()))?;
                Some(Found { value: unit.words(text).get(range)?.to_owned(), span: unit.span() })
            },
        )
    }

    /// The office that stands beside a date without a label.
    fn stamped_source(&self, text: &str, plain: &str, zone: &Zone) -> Option<Found<String>> {
        let head = zone.first.min(self.units.len());
        self.units.iter().enumerate().find_map(|(index, unit)| {
            let words = unit.words(plain);
            let name = match unit.kind {
                Kind::Credit(name, _) if !zone.holds(index) => (name as usize).min(words.len()),
                Kind::Short if !zone.titles.contains(&index) && index < head && self.beside_stamp(index) => {
                    words.len()
                }
                _ => return None,
            };
            let bracket = words.chars().next().filter(|_| bracketed(&words)).map_or(0, char::len_utf8);
            (is_office(&words[bracket..name]) && !self.closing.contains(&index)).then(|| Found {
                value: unit.words(text)[bracket..name].trim().to_owned(),
                span: unit.span(),
            })
        })
    }

    /// Who signs.
    fn signature(&self, text: &str, plain: &str) -> Option<Found<String>> {
        let own = |index: &&usize| {
            self.closing.contains(index) && self.second.is_none_or(|second| **index < second)
        };
        self.body.iter().rev().filter(own).find_map(|&index| {
            let unit = &self.units[index];
            let words = unit.words(plain);
            let name = match unit.kind {
                Kind::Short => words.len(),
                Kind::Credit(name, _) => (name as usize).min(words.len()),
                _ => return None,
            };
            // 二零二四年一月三日於某委員會: where and when, under the name of the office.
            (is_office(&words[..name]) && date_at(&words, true).is_none())
                .then(|| Found { value: unit.words(text)[..name].trim().to_owned(), span: unit.span() })
        })
    }

    /// 某某局关于…的通知, 某县政府　公告.
    fn source_in_title(&self, zone: &Zone) -> Option<Found<String>> {
        let title = self.title.as_ref()?;
        let key = words::plain(title);
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
    }

    /// What the paper itself shows of its office: the letterhead, the foot with which it was printed, the account that
    /// published it, the site's owner where the page says that the site is the source, the bracket that the text ends with.
    fn source_of_paper(&self, text: &str, plain: &str, zone: &Zone) -> Option<Found<String>> {
        let found = |index: usize, range: Range<usize>| {
            let unit = &self.units[index];
            let value = unit.words(text).get(range)?.trim().to_owned();
            Some(Found { value, span: unit.span() })
        };
        let head = 0..zone.first.min(self.units.len());
        let first =
            self.units.iter().position(|unit| !matches!(unit.kind, Kind::Noise(_) | Kind::Metadata(_)));
        let of_head = head.clone().find_map(|index| {
            let unit = &self.units[index];
            let words = unit.words(plain);
            if unit.kind != Kind::Short {
                return None;
            }
            match letterhead(&words) {
                Some((end, _)) => found(index, 0..end),
                // An office alone is a letterhead over what the paper is.
                None if first == Some(index)
                    && !zone.titles.contains(&index)
                    && writes(&words)
                    && self.heads(index, plain) =>
                {
                    found(index, 0..words.len())
                }
                None => None,
            }
        });
        let of_units = |test: &dyn Fn(&Kind, &str) -> Option<Range<usize>>| {
            (0..self.units.len()).filter(|&index| !zone.holds(index)).find_map(|index| {
                let unit = &self.units[index];
                found(index, test(&unit.kind, &unit.words(plain))?)
            })
        };
        // Who wrote it stands in a bracket at the end of the text, or right behind it.
        let end = zone.last..(zone.last + 3).min(self.units.len());
        let signed = || {
            end.filter(|_| !zone.empty).find_map(|index| {
                let unit = &self.units[index];
                let words = unit.words(plain);
                let numbered = marker_at(&words).is_some();
                let range = byline(&words).filter(|_| !numbered && unit.height() < 40)?;
                found(index, range)
            })
        };
        of_head
            .or_else(|| of_units(&|kind, words| matches!(kind, Kind::Noise(_)).then(|| imprint(words))?))
            .or_else(signed)
            .or_else(|| {
                of_units(&|kind, words| match kind {
                    Kind::Credit(name, _) => account(words, *name as usize),
                    _ => None,
                })
            })
            .or_else(|| {
                let own = |(index, entry): (usize, &Entry)| {
                    matches!(entry.field, Field::Source(0..=1))
                        && is_site_itself(self.value(index, entry, plain).trim())
                };
                self.entries().any(own).then(|| {
                    of_units(&|kind, words| {
                        matches!(kind, Kind::Noise(_) | Kind::Short).then(|| owner(words))?
                    })
                })?
            })
    }

    /// Whether what the paper calls itself or its number stands below a line.
    fn heads(&self, index: usize, plain: &str) -> bool {
        // A letterhead may be printed in two languages.
        let passed = |unit: &&Unit| {
            !matches!(unit.kind, Kind::Noise(_))
                && (unit.kind != Kind::Short || unit.words(plain).contains(is_han))
        };
        let next = self.units[index + 1..].iter().find(passed);
        next.is_some_and(|next| match &next.kind {
            Kind::Number => true,
            Kind::Metadata(entries) => entries.iter().any(|entry| entry.field == Field::Number),
            Kind::Short => {
                let words = squeeze(&next.words(plain));
                // 公告 EDITAL
                let kind: String = words.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
                is_kind(&kind) || is_numbered_kind(&words)
            }
            _ => false,
        })
    }

    /// Whether a date or an address stands within two paragraphs.
    fn beside_stamp(&self, index: usize) -> bool {
        let near = index.saturating_sub(2)..(index + 3).min(self.units.len());
        self.units[near].iter().any(|unit| matches!(unit.kind, Kind::Date(_) | Kind::Url | Kind::Metadata(_)))
    }
}

/// 地环股, 业务科: a part of an office.
fn is_section(name: &str) -> bool {
    name.ends_with(['股', '科']) && name.chars().count() <= 6
}

/// The office that stands behind a date, apart from it (2023-09-04 19:42 某局).
fn behind_date(value: &str, minguo: bool) -> Option<Range<usize>> {
    let written = date_at(value, minguo)?;
    let (at, gap) =
        value[written.length()..].char_indices().rfind(|&(_, c)| is_gap(c) || matches!(c, '|' | '/'))?;
    let start = written.length() + at + gap.len_utf8();
    let between = value[written.length()..start].trim_end_matches(|c| is_gap(c) || matches!(c, '|' | '/'));
    (is_time_of_day(between) && is_office(&value[start..])).then_some(start..value.len())
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
    "（记者",
    "(记者",
    "（通讯员",
    "(通讯员",
    "（作者",
    "(作者",
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
        "原创",
        "佚名",
        "不明",
        "暂无",
        "本局",
        "none",
        "null",
        "n/a",
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
    let mut start = name.len() - name.trim_start_matches(marks).len();
    let mut end = name.trim_end_matches(marks).len();
    // “某某”公众号: the quotation is part of the name.
    if let Some(quote) = name[..start].chars().next_back()
        && let Some((_, closer)) =
            [('“', '”'), ('「', '」'), ('《', '》')].iter().find(|(open, _)| *open == quote)
        && name[start..end].contains(*closer)
    {
        start -= quote.len_utf8();
    }
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
    (!digits && !NOBODY.contains(&name.to_lowercase().as_str()) && !is_site_itself(name))
        .then_some(start..end)
}

/// 本站, 本网原创: the page calls its own site the source.
fn is_site_itself(name: &str) -> bool {
    ["本站", "本网", "本网站", "本站原创", "本网原创", "站内"].contains(&name)
}
