//! Labelled facts of a notice, in any form offices give them: one a line or many, with spaces inside the label, the value
//! beside it or on the next line. A table of labels, in plain characters; it must not know which line is a title.

mod cells;
mod labels;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::layout::is_office;
use super::words::{is_gap, is_han};

use labels::LABELS;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The headline.
    Title,
    /// The body that published it; the number tells how good a label is (0 is best).
    Source(u8),
    /// The day it was published; the number as above.
    Published(u8),
    /// The notice's own document number.
    Number,
    /// A bare 時間 or 日期, which inside a body is the meeting's.
    Time,
    /// Whom to call: inside a body it is part of the notice.
    Contact,
    /// A summary: a snippet of the body.
    Summary,
    /// Something of the meeting (地点, 主席, 出席): part of the body.
    Meeting,
    /// From when or until when the notice binds: never left out without a word.
    Term,
    /// Anything else that a catalogue or a page says of itself.
    Other,
}

impl Field {
    /// Whether a label says that its value is the day of publication.
    const fn is_published(self) -> bool {
        matches!(self, Self::Published(_))
    }
}

/// The longest label, in characters.
const LONGEST: usize = 18;

/// So many characters before its colon are searched for a label.
const LOOKED_AT: usize = 60;

/// A label with its value, as byte ranges of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it names.
    pub(super) field: Field,
    /// From the label's first character on.
    pub(super) start: usize,
    /// The value, trimmed; empty where it stands on the next line or is missing.
    pub(super) value: Range<usize>,
}

/// Brackets that pages put around a label, or around a label and its value.
const BRACKETS: &[(char, char)] = &[
    ('【', '】'),
    ('[', ']'),
    ('［', '］'),
    ('〔', '〕'),
    ('〖', '〗'),
    ('『', '』'),
    ('「', '」'),
    ('<', '>'),
];

/// Whether the character may stand for the colon of the first label of a line (来源丨某局).
const fn is_bar(c: char) -> bool {
    matches!(c, '丨' | '｜' | '|' | '│' | '┃' | '▏')
}

const fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '︰' | '∶' | '﹕')
}

/// The labels in a line of plain characters, in order, each value reaching to the next label. Empty where the first
/// label does not stand clear of words before it.
pub(super) fn entries(plain: &str) -> Vec<Entry> {
    // A line of labels is short; in a paragraph nothing is looked for.
    if plain.chars().nth(400).is_some() {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut push = |start: usize, field: Field, value: usize| {
        if let Some(last) = entries.last_mut() {
            last.value.end = start.max(last.value.start);
        }
        entries.push(Entry { field, start, value: value..plain.len() });
        value
    };
    let mut from = 0;
    for (at, c) in plain.char_indices() {
        if at < from {
            continue;
        }
        let before = &plain[from..at];
        let behind = at + c.len_utf8();
        if is_colon(c) {
            // 【来源】：某局: the bracket closes the label only.
            let label = before.trim_end_matches(is_gap);
            let label = BRACKETS.iter().find_map(|&(_, closer)| label.strip_suffix(closer)).unwrap_or(label);
            if let Some((start, field)) = label_before(label, from == 0) {
                from = push(from + start, field, behind);
            }
        } else if is_bar(c) && from == 0 {
            if let Some((0, field)) = label_before(before, true) {
                from = push(0, field, behind);
            }
        } else if c == '/' && from == 0 {
            // 来源/某局: of other words the stroke makes a pair.
            if let Some((0, field @ Field::Source(0..=1))) = label_before(before, true)
                && is_office(plain[behind..].trim())
            {
                from = push(0, field, behind);
            }
        } else if let Some(&(opener, _)) = BRACKETS.iter().find(|&&(_, closer)| closer == c)
            && let Some(open) = before.rfind(opener)
            && (from > 0 || before[..open].chars().all(is_gap))
        {
            // 【来源】某局: a label in brackets needs no colon.
            let inside = &before[open + opener.len_utf8()..];
            let rest = plain[behind..].trim_start_matches(is_gap);
            if let Some((0, field)) = label_before(inside.trim(), false)
                && !rest.starts_with(is_colon)
            {
                from = push(from + open, field, behind);
            }
        }
    }
    if entries.is_empty() {
        entries = cells::entries(plain);
    }
    for entry in &mut entries {
        // 【作者:某局】【关闭】: what the bracket holds is the value. What a label of the page shows may have a date behind it.
        let opener = plain[..entry.start].chars().next_back();
        let closer = BRACKETS.iter().find(|(open, _)| Some(*open) == opener).map(|&(_, closer)| closer);
        if let Some(closer) = closer.filter(|_| entry.field != Field::Other)
            && let Some(end) = plain[entry.value.clone()].find(closer)
        {
            entry.value.end = entry.value.start + end;
        }
        let value = &plain[entry.value.clone()];
        let trim = |c: char| {
            is_gap(c)
                || is_bar(c)
                || BRACKETS.iter().any(|&(open, close)| c == open || c == close)
                || matches!(c, '(' | '（' | ';' | '；' | ',' | '，' | '/' | '-' | '•' | '·')
        };
        // What is quoted is named so: 「某某」 is part of a title.
        let trim = |c: char| {
            trim(c)
                && (entry.field != Field::Title
                    || !matches!(c, '「' | '」' | '『' | '』' | '(' | '（' | '<' | '>'))
        };
        let start = entry.value.start + (value.len() - value.trim_start_matches(trim).len());
        let end = entry.value.start + value.trim_end_matches(trim).len();
        entry.value = start..end.max(start);
    }
    entries
}

/// What a word names, if it is a label.
fn field_of(word: &str) -> Option<Field> {
    static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
        // Of a word that stands twice the first is meant.
        let all = LABELS.iter().rev().flat_map(|(field, labels)| labels.iter().map(|label| (*label, *field)));
        all.collect()
    });
    FIELDS.get(word).copied()
}

/// The label that ends a text and stands clear: where it starts, and what it names. `first`: nothing but the text stands
/// before it in its line. A label may be given in two languages (发布日期 Data, Date 日期).
fn label_before(text: &str, first: bool) -> Option<(usize, Field)> {
    // A label is short: of a long line only the end is looked at.
    let cut = text.char_indices().rev().nth(LOOKED_AT).map_or(0, |(at, _)| at);
    let (text, first) = (&text[cut..], first && cut == 0);
    let latin = |c: char| c.is_ascii_alphabetic() || is_gap(c) || matches!(c, '/' | '.');
    let han = text.trim_end_matches(latin);
    let twice = || (han.len() < text.len() && han.ends_with(is_han)).then(|| in_one_language(han))?;
    let (start, field) = twice().or_else(|| in_one_language(text))?;
    let alone = first && text[..start].chars().all(latin);
    Some((if alone { 0 } else { cut + start }, field))
}

/// The label in Han characters or in Latin letters of any case.
fn in_one_language(text: &str) -> Option<(usize, Field)> {
    let mut best = None;
    let mut label: Vec<char> = Vec::new();
    let mut spaced = 0;
    for (at, c) in text.char_indices().rev() {
        if is_gap(c) {
            spaced += 1;
            if spaced > 12 {
                break;
            }
            continue;
        }
        if !(is_han(c) || c.is_ascii_alphabetic()) || label.len() == LONGEST {
            break;
        }
        label.push(c.to_ascii_lowercase());
        spaced = 0;
        let clear =
            text[..at].chars().next_back().is_none_or(|before| !is_han(before) && !before.is_alphabetic());
        if clear {
            let word: String = label.iter().rev().collect();
            if let Some(field) = field_of(&word) {
                best = Some((at, field));
            }
        }
    }
    best
}

/// Whether a line consists of labels with their values: nothing before the first but labels of the same shape, and no
/// sentence in a value.
pub(super) fn is_metadata(plain: &str, entries: &[Entry]) -> bool {
    let Some(first) = entries.first() else { return false };
    let before = &plain[..first.start];
    let clear = before.chars().all(|c| {
        is_gap(c)
            || BRACKETS.iter().any(|&(open, close)| c == open || c == close)
            || matches!(c, '(' | '（' | '|' | '*' | '●' | '■' | '◆' | '·' | '-' | '>')
    });
    (clear || is_labelled(before))
        && entries
            .iter()
            .all(|entry| entry.field == Field::Summary || !is_sentence(&plain[entry.value.clone()]))
}

/// 承办：秘书室　　, 经办人：某某 | : labels that the table does not have, each with a short value, each apart from what
/// follows. What is known may stand behind them.
fn is_labelled(before: &str) -> bool {
    let apart = before.trim_end_matches(' ').ends_with(is_bar)
        || ["　　", "  ", "\t"].iter().any(|gap| before.ends_with(gap));
    let labelled = |cell: &str| {
        cell.split_once(is_colon).is_some_and(|(label, value)| {
            (2..=8).contains(&label.chars().count())
                && label.chars().all(is_han)
                && !value.trim().is_empty()
                && !value.contains(['。', '；', '，', ','])
        })
    };
    apart
        && before.chars().nth(LOOKED_AT).is_none()
        && before
            .split("　　")
            .flat_map(|cell| cell.split("  "))
            .flat_map(|cell| cell.split(|c| c == '\t' || is_bar(c)))
            .map(|cell| cell.trim_matches(is_gap))
            .all(|cell| cell.is_empty() || labelled(cell))
}

/// Whether a value says something. 养老服务；适老化改造 is a list of words.
fn is_sentence(value: &str) -> bool {
    value.contains('。') || (value.contains('；') && value.contains(['，', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(Field, &str)> {
        entries(line).into_iter().map(|entry| (entry.field, &line[entry.value])).collect()
    }

    #[test]
    fn labels() {
        assert_eq!(
            read(
                "发布时间：2022-10-28 15:20　来源：云汐县生态环境局　浏览次数：312　【字体：大 中 小】　打印　关闭"
            ),
            [
                (Field::Published(0), "2022-10-28 15:20"),
                (Field::Source(0), "云汐县生态环境局"),
                (Field::Other, "312"),
                (Field::Other, "大 中 小】　打印　关闭")
            ]
        );
        assert_eq!(
            read("索 引 号：YX0012/2021-00087　　　主题分类：生态环境")[1],
            (Field::Other, "生态环境")
        );
        assert_eq!(read("标　　题：砚溪县的通知"), [(Field::Title, "砚溪县的通知")]);
        assert_eq!(read("来源:第四环境监察专员办公室 时间:2021-06-11")[1], (Field::Time, "2021-06-11"));
        assert_eq!(read("发布时间 2021-06-11"), [(Field::Published(0), "2021-06-11")]);
        assert_eq!(read("主要来源：某地"), []);
        assert_eq!(read("会议时间：6月10日")[0].0, Field::Meeting);
        assert_eq!(read("发布机构"), [(Field::Source(1), "")]);
        assert_eq!(read("Subject: 关于值守的通知"), [(Field::Title, "关于值守的通知")]);
        assert_eq!(read("来源丨市教育局"), [(Field::Source(0), "市教育局")]);
        assert_eq!(read("甲 来源丨市教育局"), []);
        assert_eq!(read("Update: 甲"), []);
        let line = "文　　号：鹤民发[2022]17号　　主 题 词：养老服务；适老化改造";
        assert!(is_metadata(line, &entries(line)));
        // What stands before the first known label is one too, or nothing.
        let beside = |line: &str| is_metadata(line, &entries(line));
        assert!(beside("承办：秘书室　　核定文号：澄图秘字第1130000918号"));
        assert!(beside("经办人：某某 | 科室：一科 | 发布时间：2025-04-28 09:03"));
        assert!(!beside("会议要求：一要抓实，二要抓细　　来源：某局"));
        assert!(!beside("秘书室　　核定文号：澄图秘字第1130000918号"));
        assert!(!beside("承办：秘书室 核定文号：澄图秘字第1130000918号"));
    }
}
