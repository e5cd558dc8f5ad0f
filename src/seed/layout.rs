//! The lines of a seed: what each is (furniture, metadata, a date, words), which lines are one paragraph, and which
//! paragraphs are the body. It must not know what the body says.

use std::borrow::Cow;
use std::ops::Range;

use super::date::{Written, date_at, date_only, is_time_of_day};
use super::enumeration::marker_at;
use super::metadata::{Entry, Field, entries, is_metadata};
use super::noise::{Noise, noise};
use super::words::{
    contains_any, ends_with_any, is_closer, is_complete, is_full_stop, is_gap, is_han, is_zero_width,
    squeeze, starts_with_any,
};

/// What a line or paragraph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Furniture of the page.
    Noise(Noise),
    /// The running head or number of a printed page, between two halves of a paragraph; the date a head may carry.
    PageBreak(Option<Written>),
    /// Labels and values.
    Metadata(Vec<Entry>),
    /// Whom to call.
    Contact,
    /// Facts of a meeting at the head of its minutes (地点：, 主席：).
    Meeting,
    /// A date and nothing else.
    Date(Written),
    /// A name and a date, with nothing but a gap or a dash between; where the name ends.
    Credit(usize, Written),
    /// A document number and nothing else.
    Number,
    /// An address.
    Url,
    /// A line of an attachment list.
    Attachment,
    /// Words that are no sentence: a title, a name, a heading.
    Short,
    /// Sentences, salutations, numbered items.
    Prose,
}

/// A paragraph of the seed.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its lines, as byte ranges of the seed, trimmed.
    pub(super) lines: Vec<Range<usize>>,
    pub(super) kind: Kind,
    /// An empty line or a page break stands before it.
    pub(super) apart: bool,
    /// The line of the seed it begins in, from 1.
    pub(super) line: usize,
}

impl Unit {
    /// Its span in the seed.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.lines.first().map_or(0, |line| line.start);
        start..self.lines.last().map_or(start, |line| line.end)
    }

    /// Its characters in a text that has the seed's offsets: lines joined, zero-width characters left out.
    pub(super) fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if let [line] = self.lines.as_slice()
            && !text[line.clone()].contains(is_zero_width)
        {
            return Cow::Borrowed(&text[line.clone()]);
        }
        let mut words = String::new();
        for line in &self.lines {
            let piece = &text[line.clone()];
            let latin =
                |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.'));
            if latin(words.chars().next_back()) && piece.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                words.push(' ');
            }
            words.extend(piece.chars().filter(|&c| !is_zero_width(c)));
        }
        Cow::Owned(words)
    }

    /// Its stretches of the seed, without zero-width characters.
    pub(super) fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        for line in &self.lines {
            let slice = &text[line.clone()];
            if !slice.contains(is_zero_width) {
                pieces.push(line.clone());
                continue;
            }
            for part in slice.split(is_zero_width).filter(|part| !part.is_empty()) {
                // A part of a slice: its offset is the difference of the two addresses.
                let start = line.start + (part.as_ptr() as usize - slice.as_ptr() as usize);
                pieces.push(start..start + part.len());
            }
        }
        pieces
    }
}

/// The paragraphs of a seed. `minguo`: years of three digits count from 1912.
pub(super) fn units(plain: &str, minguo: bool) -> Vec<Unit> {
    let lines = lines(plain);
    let kinds: Vec<Option<Kind>> =
        lines.iter().map(|line| kind_of_line(&plain[line.range.clone()], minguo)).collect();
    let width = wrap_width(plain, &lines, &kinds);
    let mut units: Vec<Unit> = Vec::new();
    let mut page_break = false;
    for (line, kind) in lines.iter().zip(kinds) {
        match kind {
            Some(Kind::PageBreak(date)) => {
                page_break = true;
                units.push(Unit {
                    lines: vec![line.range.clone()],
                    kind: Kind::PageBreak(date),
                    apart: line.apart,
                    line: line.number,
                });
            }
            Some(kind) => {
                page_break = false;
                units.push(Unit {
                    lines: vec![line.range.clone()],
                    kind,
                    apart: line.apart,
                    line: line.number,
                });
            }
            None => {
                let before = units.iter().rposition(|unit| !matches!(unit.kind, Kind::PageBreak(_)));
                let joined = before.filter(|&at| {
                    (at + 1 == units.len() || page_break)
                        && goes_on(plain, &units[at], line, width, page_break)
                });
                match joined {
                    Some(at) => units[at].lines.push(line.range.clone()),
                    None => units.push(Unit {
                        lines: vec![line.range.clone()],
                        kind: Kind::Short,
                        apart: line.apart,
                        line: line.number,
                    }),
                }
                page_break = false;
            }
        }
    }
    classify(plain, &mut units);
    units
}

struct Line {
    range: Range<usize>,
    number: usize,
    /// Columns of white space before it.
    indent: usize,
    apart: bool,
}

/// The lines, trimmed, empty ones left out; a line that holds a whole page is cut where its parts meet.
fn lines(plain: &str) -> Vec<Line> {
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
        let mut from = begin + (slice.len() - body.len());
        let to = begin + slice.trim_end_matches(is_gap).len();
        if from >= to {
            apart = true;
            continue;
        }
        // Markdown headings and quotations of a pasted page are its layout, not its words.
        let marks = plain[from..to].len() - plain[from..to].trim_start_matches(['#', '>']).len();
        if marks > 0 && plain[from + marks..to].starts_with(is_gap) {
            from += marks
                + (plain[from + marks..to].len() - plain[from + marks..to].trim_start_matches(is_gap).len());
            if from >= to {
                continue;
            }
        }
        let indent = slice.chars().take_while(|&c| is_gap(c)).map(columns).sum();
        for range in around_phrase(plain, from..to).into_iter().flat_map(|range| parts(plain, range)) {
            lines.push(Line { range, number, indent, apart: std::mem::take(&mut apart) });
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
            let mut all = vec![range.start..range.start + before.len()];
            all.extend(parts(plain, range.start + first.start..range.end));
            return all;
        }
    }
    // [2021-06-11] 某縣召開…會: a date in brackets before a title.
    if let Some(open) = line.chars().next().filter(|c| matches!(c, '[' | '【' | '〔'))
        && let Some(written) = date_at(&line[open.len_utf8()..], true)
    {
        let end = open.len_utf8() + written.length;
        let rest = line[end..].trim_start_matches(|c: char| is_gap(c) || matches!(c, ']' | '】' | '〕'));
        if rest.len() < line[end..].len()
            && rest.chars().filter(|&c| is_han(c)).count() >= 6
            && !rest.contains('。')
        {
            return vec![range.start + open.len_utf8()..range.start + end, range.end - rest.len()..range.end];
        }
    }
    // 2021-06-11 10:05 來源：…, 100-05-27 [某署某室]: a date and what stands beside it.
    if let Some(written) = date_at(line, true)
        && line.chars().nth(80).is_none()
    {
        let rest = line[written.length..].trim_start_matches(|c: char| !is_han(c));
        let at = line.len() - rest.len();
        if is_time_of_day(&line[written.length..at]) || line[written.length..at].contains(['[', '【', '|']) {
            let beside = entries(rest).first().is_some_and(|entry| entry.start == 0)
                || is_office(rest.trim_end_matches(|c| is_gap(c) || matches!(c, ']' | '】')));
            if beside && !rest.is_empty() {
                let end = line[..at].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                let close = rest.trim_end_matches(|c| is_gap(c) || matches!(c, ']' | '】')).len();
                return vec![range.start..range.start + end, range.start + at..range.start + at + close];
            }
        }
    }
    if !line.contains(is_full_stop) || !line.contains(is_gap) {
        return vec![range];
    }
    let (mut from, mut to) = (range.start, range.end);
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    while let Some(gap) = plain[from..to].find(is_gap) {
        let chunk = &plain[from..from + gap];
        let next = from
            + gap
            + (plain[from + gap..to].len() - plain[from + gap..to].trim_start_matches(is_gap).len());
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
            while at < to {
                at += plain[at..to].len() - plain[at..to].trim_start_matches(is_gap).len();
                let length = match date_at(&plain[at..to], false) {
                    Some(date) => date.length,
                    None => plain[at..to].find(is_gap).unwrap_or(to - at),
                };
                if length == 0 {
                    break;
                }
                tail.push(at..at + length);
                at += length;
            }
            to = rest_start;
        }
    }
    head.push(from..to);
    head.extend(tail);
    head.retain(|range| !range.is_empty());
    head
}

/// Words that titles have.
#[rustfmt::skip]
pub(super) const TITLE_WORDS: &[&str] = &[
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
    if is_time_of_day(line) && line.contains("时") {
        return Some(Kind::Noise(Noise::Line));
    }
    if is_url(line) {
        return Some(Kind::Url);
    }
    credit(line, minguo).map(
        |(name, written, dash)| {
            if dash { Kind::PageBreak(Some(written)) } else { Kind::Credit(name, written) }
        },
    )
}

/// 砚政办发〔2021〕26号.
pub(super) fn is_document_number(line: &str) -> bool {
    if line.chars().nth(40).is_some() {
        return false;
    }
    let squeezed = squeeze(line);
    let bare = squeezed.trim_matches(['(', ')']);
    let Some(open) = bare.find(['〔', '[', '【', '(', '﹝']) else { return false };
    let (office, rest) = bare.split_at(open);
    let mut rest = rest.chars().skip(1).skip_while(char::is_ascii_digit);
    (1..=14).contains(&office.chars().count())
        && office.chars().all(is_han)
        && rest.next().is_some_and(|c| matches!(c, '〕' | ']' | '】' | ')' | '﹞'))
        && bare.ends_with('号')
        && rest.filter(|c| !c.is_ascii_digit()).count() <= 2
}

fn is_url(line: &str) -> bool {
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
        .find(|&(at, c)| at > 0 && !is_gap(c) && date_at(&line[at..], minguo).is_some())
        .map(|(at, _)| at)?;
    let before = &line[..digits];
    let name =
        before.trim_end_matches(|c| is_gap(c) || matches!(c, '─' | '—' | '-' | '–' | '|' | '·' | '　'));
    let written = date_at(&line[digits..], minguo)?;
    let fits = name.len() < before.len()
        && (2..=20).contains(&name.chars().count())
        && name.trim_start_matches(['(', '（', '[', '【']).chars().all(|c| is_han(c) || is_gap(c))
        && is_time_of_day(line[digits + written.length..].trim_end_matches(['）', ']', '】']));
    fits.then(|| (name.len(), written, before[name.len()..].contains(['─', '—', '–'])))
}

const fn columns(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

fn width_of(line: &str) -> usize {
    line.chars().take(200).map(columns).sum()
}

/// The width, in columns, at which the lines of the seed are broken; `None` where a line is a paragraph.
fn wrap_width(plain: &str, lines: &[Line], kinds: &[Option<Kind>]) -> Option<usize> {
    let mut widths = Vec::new();
    for index in 0..lines.len().saturating_sub(1) {
        let (line, next) = (&lines[index], &lines[index + 1]);
        let text = &plain[line.range.clone()];
        let width = width_of(text);
        if kinds[index].is_none()
            && kinds[index + 1].is_none()
            && !next.apart
            && next.indent <= line.indent
            && (24..=140).contains(&width)
            && !is_complete(text)
            && marker_at(&plain[next.range.clone()]).is_none()
        {
            widths.push(width);
        }
    }
    widths.sort_unstable();
    // The widest but one: a single line may be longer by accident.
    let widest = *widths.get(widths.len().checked_sub(2)?)?;
    let full = widths.iter().filter(|&&width| width * 100 >= widest * 80).count();
    (widths.len() >= 2 && full * 10 >= widths.len() * 6).then_some(widest)
}

/// Whether a line goes on with the paragraph before it.
fn goes_on(plain: &str, before: &Unit, line: &Line, width: Option<usize>, page_break: bool) -> bool {
    if !matches!(before.kind, Kind::Short) || (line.apart && !page_break) {
        return false;
    }
    let Some(last) = before.lines.last() else { return false };
    let (text, next) = (&plain[last.clone()], &plain[line.range.clone()]);
    if is_complete(text) {
        // A sentence may end exactly where the line does; then indentation must tell, and there is none.
        return false;
    }
    let clause = text.ends_with(['，', '、', ',']);
    if marker_at(next).is_some() && !clause {
        return false;
    }
    let full = width.is_some_and(|width| width_of(text) * 100 >= width * 78);
    (full && (line.indent < 4 || page_break)) || (clause && (width.is_some() || page_break))
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
        let goes_on =
            attached && !unit.apart && !words.contains('。') && (marker_at(&words).is_some() || starts);
        attached = starts || goes_on;
        let kind = if attached {
            Kind::Attachment
        } else if is_prose(&words) {
            Kind::Prose
        } else {
            Kind::Short
        };
        unit.kind = kind;
    }
    minutes(units);
    furniture(units);
}

/// What follows a heading of furniture behind the body: names of other pages, or what the site says of itself; to the
/// next label that tells of a notice.
fn furniture(units: &mut [Unit]) {
    let mut heading = None;
    let mut prose = false;
    for unit in units {
        match &unit.kind {
            Kind::Noise(noise @ (Noise::Related | Noise::Rest)) if prose => heading = Some(*noise),
            Kind::Metadata(_) => heading = None,
            Kind::Prose if heading == Some(Noise::Related) => heading = None,
            Kind::Prose | Kind::Short | Kind::Date(_) | Kind::Credit(..) if heading.is_some() => {
                unit.kind = Kind::Noise(Noise::Line);
            }
            Kind::Prose => prose = true,
            _ => {}
        }
    }
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

fn is_prose(words: &str) -> bool {
    let length = words.chars().take(121).count();
    length > 120
        || words.contains(['。', '；'])
        || (is_complete(words) && !(ends_with_any(words, &["！", "？", "…"]) && length <= 40))
        || marker_at(words).is_some()
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
pub(super) fn is_office(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "局",
        "委",
        "办",
        "办公室",
        "室",
        "府",
        "厅",
        "会",
        "部",
        "处",
        "院",
        "署",
        "司",
        "组",
        "中心",
        "公司",
        "队",
        "站",
        "所",
        "学校",
        "大学",
        "集团",
        "银行",
        "党组",
        "支部",
        "指挥部",
        "日报",
        "晚报",
        "网",
        "社",
        "报",
        "科",
        "公署",
        "团",
        "台",
        "馆",
        "协会",
        "学会",
        "公会",
        "管理处",
        "县委",
        "市委",
        "省委",
        "区委",
        "股",
        "庭",
        "校",
        "园",
    ];
    const MEETINGS: &[&str] = &[
        "会议",
        "推进会",
        "座谈会",
        "动员会",
        "部署会",
        "培训会",
        "调度会",
        "专题会",
        "现场会",
        "视频会",
        "学习会",
        "交流会",
        "总结会",
        "汇报会",
        "分析会",
        "约谈会",
        "例会",
        "报告会",
        "研讨会",
        "通气会",
        "发布会",
        "听证会",
        "大会",
        "全会",
        "工作会",
        "碰头会",
    ];
    let squeezed = squeeze(words);
    (2..=30).contains(&squeezed.chars().count())
        && ends_with_any(&squeezed, ENDS)
        && !ends_with_any(&squeezed, MEETINGS)
        && squeezed.chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '·' | '、'))
        && !contains_any(&squeezed, &["关于", "召开", "举行", "举办", "部署", "推进", "开展", "通知", "会议"])
}
