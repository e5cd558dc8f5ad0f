//! The lines of a seed: what each is (furniture, metadata, a date, words; this file, in the terms of `unit`), how lines are
//! cut (`lines`), which bare numbers are those of pages (`pages`), and which lines are one paragraph (`wrap`). It must not know what the body says.

mod lines;
mod pages;
mod rows;
mod unit;
mod wrap;

use std::collections::HashSet;
use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::date::{Written, date_at, date_only, is_time_of_day, opens_date, without_verb};
use super::enumeration::marker_at;
use super::metadata::{Field, entries, is_metadata};
use super::noise::{Noise, is_of_site, is_plain_furniture, noise};
use super::span::short;
use super::words::{
    contains_any, ends_with_any, han_number, is_complete, is_gap, is_han, squeeze, starts_with_any,
};

pub(super) use lines::is_stamp;
use lines::{Line, lines};
use pages::{numbered_heads, page_numbers, running_heads};
use rows::rows;
pub(in crate::seed) use unit::{Forms, Kind, Unit, Words};
use wrap::{goes_on, wrap_width};

/// So many lines are worth a thread.
const AT_ONCE: usize = 512;

/// The paragraphs of a seed. `minguo`: years of three digits count from 1912.
pub(in crate::seed) fn units(plain: &str, minguo: bool) -> Vec<Unit> {
    let lines = lines(plain);
    let kind = |line: &Line| kind_of_line(line.span.of(plain), minguo);
    let mut kinds: Vec<Option<Kind>> = lines.par_iter().with_min_len(AT_ONCE).map(kind).collect();
    numbered_heads(plain, &lines, &mut kinds);
    page_numbers(plain, &lines, &mut kinds);
    running_heads(plain, &lines, &mut kinds);
    let width = wrap_width(plain, &lines, &kinds);
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    // The latest unit that is no page break, and whether page breaks stand behind it.
    let mut last = None;
    let mut page_break = false;
    for (line, kind) in lines.iter().zip(kinds) {
        let joined =
            last.filter(|&at: &usize| kind.is_none() && goes_on(plain, &units[at], line, width, page_break));
        if let Some(at) = joined {
            units[at].join(line);
            page_break = false;
            continue;
        }
        page_break = matches!(kind, Some(Kind::PageBreak(_)));
        if !page_break {
            last = Some(units.len());
        }
        units.push(Unit::new(line, kind.unwrap_or(Kind::Short)));
    }
    classify(plain, &mut units);
    units
}

/// Words that titles have.
#[rustfmt::skip]
pub(in crate::seed) const TITLE_WORDS: &[&str] = &[
    "关于", "通知", "通告", "公告", "意见", "召开", "会议", "座谈会", "举行", "举办", "部署", "推进", "工作",
    "启动", "方案", "办法", "规定", "决定", "批复", "纪要", "讲话", "调度", "开展", "动员", "加强", "传达",
    "学习", "会", "函",
];

/// What a line is by itself; `None` for words.
fn kind_of_line(line: &str, minguo: bool) -> Option<Kind> {
    if let Some(written) = date_only(line, minguo) {
        return Some(Kind::Date(written));
    }
    let found = entries(line);
    let labelled = is_metadata(line, &found);
    let telling = |field: &Field| {
        matches!(field, Field::Title | Field::Source(_) | Field::Published(_) | Field::Number)
    };
    if labelled && found.iter().any(|entry| telling(&entry.field)) {
        return Some(Kind::Metadata(found));
    }
    match noise(line) {
        Some(Noise::PageBreak) => return Some(Kind::PageBreak(None)),
        Some(noise) => return Some(Kind::Noise(noise)),
        None => {}
    }
    if labelled {
        return Some(if found.iter().any(|entry| entry.field == Field::Meeting) {
            Kind::Meeting
        } else if found.iter().all(|entry| entry.field == Field::Contact) {
            Kind::Contact
        } else {
            Kind::Metadata(found)
        });
    }
    if is_document_number(line) {
        return Some(Kind::Number);
    }
    if line.contains('时') && is_time_of_day(line) {
        return Some(Kind::Noise(Noise::Line));
    }
    if is_url(line) {
        return Some(Kind::Url);
    }
    if let Some(written) = dated_account(line, minguo) {
        return Some(Kind::Date(written));
    }
    credit(line, minguo).map(|(name, written, dash)| {
        if dash { Kind::PageBreak(Some(written)) } else { Kind::Credit(short(name), written) }
    })
}

/// 砚政办发〔2021〕26号, 府环空字第1130001234号.
pub(in crate::seed) fn is_document_number(line: &str) -> bool {
    if line.chars().nth(40).is_some() {
        return false;
    }
    let squeezed = squeeze(line);
    let bare = squeezed.trim_matches(['(', ')']);
    // 第 6 号 stands below the name of an order.
    if let Some(number) = bare.strip_prefix('第').and_then(|rest| rest.strip_suffix('号')) {
        return (1..=3).contains(&number.chars().count())
            && (number.bytes().all(|c| c.is_ascii_digit())
                || han_number(number).is_some_and(|(_, length)| length == number.len()));
    }
    let is_body = |office: &str| (1..=14).contains(&office.chars().count()) && office.chars().all(is_han);
    // So Taiwan writes, and the mainland did.
    if let Some((office, rest)) = bare.split_once("字第") {
        let number = rest.strip_suffix('号').unwrap_or_default();
        return is_body(office)
            && (4..=14).contains(&number.len())
            && number.bytes().all(|c| c.is_ascii_digit());
    }
    let Some(open) = bare.find(['〔', '[', '【', '(', '﹝']) else { return false };
    let (office, rest) = bare.split_at(open);
    let mut rest = rest.chars().skip(1).skip_while(char::is_ascii_digit);
    // The number of minutes may stand without an office under their title (〔2022〕8号).
    let alone = office.is_empty() && open + 6 < bare.len() && bare.contains("〕");
    (is_body(office) || alone)
        && rest.next().is_some_and(|c| matches!(c, '〕' | ']' | '】' | ')' | '﹞'))
        && bare.ends_with('号')
        && rest.filter(|c| !c.is_ascii_digit()).count() <= 2
}

fn is_url(line: &str) -> bool {
    // Most lines are not made small for nothing.
    if !line.trim_start_matches(is_gap).starts_with(['h', 'H', 'w', 'W']) {
        return false;
    }
    let start = line.trim_start_matches(is_gap).to_lowercase();
    starts_with_any(&start, &["http://", "https://", "www."]) && !line.contains(is_gap)
}

/// 望澜日报 2020-12-03, 嶼灣區議會 ─ 2019年3月21日: where the name ends, the date, and whether a dash stands between.
fn credit(line: &str, minguo: bool) -> Option<(usize, Written, bool)> {
    if line.chars().nth(60).is_some()
        || line.contains(['。', '，', '；', '：', ',', ':']) && !line.contains("20")
    {
        return None;
    }
    let digits = line
        .char_indices()
        .find(|&(at, c)| at > 0 && opens_date(c) && date_at(&line[at..], minguo).is_some())
        .map(|(at, _)| at)?;
    let before = &line[..digits];
    let name =
        before.trim_end_matches(|c| is_gap(c) || matches!(c, '─' | '—' | '-' | '–' | '|' | '·' | '　'));
    let written = date_at(&line[digits..], minguo)?;
    let fits = name.len() < before.len()
        && (2..=20).contains(&name.chars().count())
        && name.trim_start_matches(['(', '（', '[', '【']).chars().all(|c| is_han(c) || is_gap(c))
        && is_time_of_day(without_rest(&line[digits + written.length()..]));
    fits.then(|| (name.len(), written, before[name.len()..].contains(['─', '—', '–'])))
}

/// 2024-08-09 18:22　某县发布: a day with its time, and who it was that needs no label.
fn dated_account(line: &str, minguo: bool) -> Option<Written> {
    if line.chars().nth(40).is_some() {
        return None;
    }
    let written = date_at(line, minguo)?;
    let (time, name) = line.get(written.length()..)?.rsplit_once(is_gap)?;
    let timed = time.contains([':', '：']) && is_time_of_day(time);
    (timed && (2..=12).contains(&name.chars().count()) && name.chars().all(is_han)).then_some(written)
}

/// What stands behind a date, without closing brackets, the word that says what happened then (2019-06-14 发布), labels of
/// the page (浏览：12), or where an account is at home (2024-06-05 18:30 某省, 2024-06-05 18:30 发表于某省).
fn without_rest(behind: &str) -> &str {
    let counted =
        entries(behind).first().filter(|entry| entry.field == Field::Other).map(|entry| entry.start);
    let behind = &behind[..counted.unwrap_or(behind.len())];
    let behind = behind.trim_end_matches(|c| is_gap(c) || matches!(c, '）' | ')' | ']' | '】' | '[' | '【'));
    let verb = without_verb(behind);
    if verb.len() < behind.len() {
        return verb;
    }
    let Some((rest, home)) = behind.rsplit_once(is_gap) else { return behind };
    let home = home.strip_prefix("发表于").unwrap_or(home);
    // ××: what is left unsaid.
    let placed =
        home.chars().all(|c| is_han(c) || matches!(c, '×' | '○')) && (2..=4).contains(&home.chars().count());
    if placed && rest.contains([':', '：']) { rest } else { behind }
}

/// Tells sentences from other words, and attachment lists.
fn classify(plain: &str, units: &mut [Unit]) {
    let mut attached = false;
    for unit in units.iter_mut() {
        if unit.kind != Kind::Short {
            attached &= matches!(unit.kind, Kind::PageBreak(_));
            continue;
        }
        let words = unit.words(plain);
        let starts = is_attachment(&words);
        let goes_on = attached
            && (!unit.apart || is_file(&words))
            && !words.contains('。')
            && (marker_at(&words).is_some() || starts);
        attached = starts || goes_on;
        let kind = if attached {
            Kind::Attachment
        } else if is_prose(&words) {
            Kind::Prose
        } else {
            Kind::Short
        };
        unit.introduces = words.ends_with(['：', ':']) && words.chars().nth(10).is_none();
        unit.kind = kind;
    }
    rows(plain, units);
    minutes(units);
    furniture(plain, units);
}

/// What follows a heading of furniture behind the body: names of other pages, or what the site says of itself; to the
/// next label that tells of a notice. Where a sentence follows that is not the site's, the notice goes on, and the
/// heading takes nothing.
fn furniture(plain: &str, units: &mut [Unit]) {
    // From the end: whether only the site speaks between a place and the next label.
    let mut only_site = true;
    let mut site = vec![true; units.len()];
    for (index, unit) in units.iter().enumerate().rev() {
        match unit.kind {
            Kind::Metadata(_) => only_site = true,
            Kind::Prose => only_site &= is_of_site(&unit.words(plain)),
            _ => {}
        }
        site[index] = only_site;
    }
    let (mut heading, mut prose) = (false, false);
    for (unit, only_site) in units.iter_mut().zip(site) {
        match &unit.kind {
            Kind::Noise(Noise::Related | Noise::Rest) if prose && only_site => heading = true,
            Kind::Metadata(_) => heading = false,
            Kind::Prose | Kind::Short | Kind::Date(_) | Kind::Credit(..) if heading => {
                unit.kind = Kind::Noise(Noise::Taken);
            }
            Kind::Prose => prose = true,
            _ => {}
        }
    }
}

/// 1. 名单.docx: whatever stands before it, a file is no demand.
fn is_file(words: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".ppt", ".pptx", ".zip", ".rar", ".odt", ".ods",
        ".jpg", ".png",
    ];
    ends_with_any(&words.trim_end().to_lowercase(), ENDS)
}

/// 附件：1.…, 附：….
fn is_attachment(words: &str) -> bool {
    if words.contains('。') {
        return false;
    }
    let Some(rest) = words.strip_prefix("附件").or_else(|| words.strip_prefix("附")) else { return false };
    let rest = rest.trim_start_matches(is_gap);
    rest.is_empty() || rest.starts_with(['：', ':', '1', '１', '一', '(', '（', '2', '3', '二', '三'])
}

/// Gives back to the body what only looked like furniture: between two of its paragraphs nothing is left out but what is
/// furniture wherever it stands.
pub(in crate::seed) fn restore(
    plain: &str,
    units: &mut [Unit],
    body: RangeInclusive<usize>,
    dropped: &HashSet<usize>,
) {
    for index in body {
        let unit = &mut units[index];
        let doubtful = matches!(unit.kind, Kind::Noise(Noise::Line | Noise::Related | Noise::Rest));
        let words = unit.words(plain);
        if doubtful && !dropped.contains(&index) && !is_plain_furniture(&words) {
            unit.kind = if is_prose(&words) { Kind::Prose } else { Kind::Short };
        }
    }
}

fn is_prose(words: &str) -> bool {
    let length = words.chars().take(121).count();
    length > 120
        || words.contains(['。', '；'])
        || (is_complete(words) && !(ends_with_any(words, &["！", "？", "…"]) && length <= 40))
        || marker_at(words).is_some()
        || words.split_once('：').is_some_and(|(_, said)| marker_at(said).is_some())
        || is_chapter(words)
        || is_asked(words)
}

/// 问：有哪些新变化？ A question that is printed word by word is no title.
fn is_asked(words: &str) -> bool {
    let label = ["问", "答", "提问", "Q", "A"].iter().find_map(|label| words.strip_prefix(label));
    label.is_some_and(|rest| rest.starts_with(['：', ':']) && rest.chars().nth(1).is_some())
}

/// 第一章 总则: a heading inside a body, never a title.
fn is_chapter(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('第') else { return false };
    han_number(rest).is_some_and(|(_, length)| {
        let rest = &rest[length..];
        rest.starts_with(['章', '节', '编']) && rest.chars().nth(1).is_none_or(is_gap)
            || rest.starts_with("部分")
    })
}

/// Facts of a meeting are part of the body where at least two lines of them stand together; a bare 時間 beside one is
/// the meeting's.
fn minutes(units: &mut [Unit]) {
    let bare_time = |kind: &Kind| match kind {
        Kind::Metadata(entries) => entries.iter().all(|entry| entry.field == Field::Time),
        _ => false,
    };
    for index in 0..units.len() {
        if bare_time(&units[index].kind) {
            let beside = |other: Option<usize>| {
                other.and_then(|other| units.get(other)).is_some_and(|unit| unit.kind == Kind::Meeting)
            };
            if beside(index.checked_sub(1)) || beside(Some(index + 1)) {
                units[index].kind = Kind::Meeting;
            }
        }
    }
}

/// Whether the words name a body that can sign or publish.
pub(in crate::seed) fn is_office(words: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "局", "委", "办", "室", "府", "厅", "会", "部", "处", "院", "署", "司", "组", "中心", "队", "站", "所", "校", "大学",
        "中学", "小学", "银行", "网", "社", "报", "科", "团", "台", "馆", "股", "庭", "园",
    ];
    #[rustfmt::skip]
    const MEETINGS: &[&str] = &[
        "会议", "推进会", "座谈会", "动员会", "部署会", "培训会", "调度会", "专题会", "现场会", "视频会", "学习会", "交流会",
        "总结会", "汇报会", "分析会", "约谈会", "例会", "报告会", "研讨会", "通气会", "发布会", "听证会", "大会", "全会", "工作会",
        "碰头会",
    ];
    let squeezed = squeeze(words);
    (2..=30).contains(&squeezed.chars().count())
        && ends_with_any(&squeezed, ENDS)
        && !ends_with_any(&squeezed, MEETINGS)
        && squeezed.chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '·' | '、'))
        && !contains_any(
            &squeezed,
            &[
                "关于", "召开", "举行", "举办", "部署", "推进", "开展", "通知", "会议", "呼吁", "提醒",
                "切勿", "走进",
            ],
        )
}
