//! Labelled facts of a notice, in any form offices give them: one a line or many, with spaces inside the label, the value
//! beside it or on the next line. A table of labels, in plain characters; it must not know which line is a title.

use std::ops::Range;

use super::date::date_at;
use super::words::{is_gap, is_han, squeeze};

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
    /// Anything else that a catalogue or a page says of itself.
    Other,
}

/// The labels, without the spaces that may stand inside them.
const LABELS: &[(&str, Field)] = &[
    ("标题", Field::Title),
    ("名称", Field::Title),
    ("信息名称", Field::Title),
    ("文件名称", Field::Title),
    ("公文名称", Field::Title),
    ("文件标题", Field::Title),
    ("信息标题", Field::Title),
    ("主旨标题", Field::Title),
    ("来源", Field::Source(0)),
    ("信息来源", Field::Source(0)),
    ("文章来源", Field::Source(0)),
    ("稿件来源", Field::Source(0)),
    ("新闻来源", Field::Source(0)),
    ("内容来源", Field::Source(0)),
    ("稿源", Field::Source(0)),
    ("资料来源", Field::Source(1)),
    ("发布机构", Field::Source(1)),
    ("发布单位", Field::Source(1)),
    ("发布部门", Field::Source(1)),
    ("发布机关", Field::Source(1)),
    ("信息发布机构", Field::Source(1)),
    ("发稿单位", Field::Source(1)),
    ("发稿机关", Field::Source(1)),
    ("张贴单位", Field::Source(1)),
    ("公告单位", Field::Source(1)),
    ("公告机关", Field::Source(1)),
    ("公布机关", Field::Source(1)),
    ("公开部门", Field::Source(1)),
    ("公开单位", Field::Source(1)),
    ("提供单位", Field::Source(1)),
    ("信息提供", Field::Source(1)),
    ("信息提供单位", Field::Source(1)),
    ("供稿单位", Field::Source(2)),
    ("发文机关", Field::Source(1)),
    ("发文单位", Field::Source(1)),
    ("发文部门", Field::Source(1)),
    ("发文机构", Field::Source(1)),
    ("制发机关", Field::Source(1)),
    ("制发单位", Field::Source(1)),
    ("印发机关", Field::Source(2)),
    ("责任部门", Field::Source(3)),
    ("公开责任部门", Field::Source(3)),
    ("资料提供", Field::Source(2)),
    ("资料提供单位", Field::Source(2)),
    ("业务单位", Field::Source(3)),
    ("主管单位", Field::Source(3)),
    ("发布者", Field::Source(4)),
    ("发布人", Field::Source(4)),
    ("作者", Field::Source(5)),
    ("发布时间", Field::Published(0)),
    ("发布日期", Field::Published(0)),
    ("发布于", Field::Published(0)),
    ("发表时间", Field::Published(0)),
    ("发表日期", Field::Published(0)),
    ("发表于", Field::Published(0)),
    ("发稿日期", Field::Published(0)),
    ("发稿时间", Field::Published(0)),
    ("发布日", Field::Published(0)),
    ("公布日期", Field::Published(0)),
    ("公布时间", Field::Published(0)),
    ("公开日期", Field::Published(0)),
    ("公开时间", Field::Published(0)),
    ("信息公开日期", Field::Published(0)),
    ("公告日期", Field::Published(0)),
    ("公告时间", Field::Published(0)),
    ("公示日期", Field::Published(0)),
    ("张贴日期", Field::Published(0)),
    ("刊登日期", Field::Published(0)),
    ("刊载日期", Field::Published(0)),
    ("上线日期", Field::Published(1)),
    ("上版日期", Field::Published(1)),
    ("上架日期", Field::Published(1)),
    ("上载日期", Field::Published(1)),
    ("上传时间", Field::Published(1)),
    ("上传日期", Field::Published(1)),
    ("上网时间", Field::Published(1)),
    ("上网日期", Field::Published(1)),
    ("录入时间", Field::Published(1)),
    ("录入日期", Field::Published(1)),
    ("添加时间", Field::Published(1)),
    ("添加日期", Field::Published(1)),
    ("建立日期", Field::Published(1)),
    ("信息时间", Field::Published(1)),
    ("信息日期", Field::Published(1)),
    ("稿件时间", Field::Published(1)),
    ("新闻日期", Field::Published(1)),
    ("更新时间", Field::Published(3)),
    ("更新日期", Field::Published(3)),
    ("最后更新", Field::Published(3)),
    ("最后更新日期", Field::Published(3)),
    ("最近更新", Field::Published(3)),
    ("更新于", Field::Published(3)),
    ("时间", Field::Time),
    ("日期", Field::Time),
    ("发文字号", Field::Number),
    ("发文文号", Field::Number),
    ("发文号", Field::Number),
    ("发文编号", Field::Number),
    ("文号", Field::Number),
    ("文件编号", Field::Number),
    ("文件号", Field::Number),
    ("公文字号", Field::Number),
    ("公文编号", Field::Number),
    ("文件文号", Field::Number),
    ("联系人", Field::Contact),
    ("联络人", Field::Contact),
    ("联系电话", Field::Contact),
    ("联络电话", Field::Contact),
    ("联系方式", Field::Contact),
    ("新闻联络人", Field::Contact),
    ("业务联系人", Field::Contact),
    ("承办人", Field::Contact),
    ("电话", Field::Contact),
    ("传真", Field::Contact),
    ("电邮", Field::Contact),
    ("摘要", Field::Summary),
    ("导读", Field::Summary),
    ("内容摘要", Field::Summary),
    ("内容提要", Field::Summary),
    ("内容概述", Field::Summary),
    ("内容简介", Field::Summary),
    ("简介", Field::Summary),
    ("描述", Field::Summary),
    ("核心提示", Field::Summary),
    ("地点", Field::Meeting),
    ("主席", Field::Meeting),
    ("主持", Field::Meeting),
    ("主持人", Field::Meeting),
    ("出席", Field::Meeting),
    ("出席者", Field::Meeting),
    ("出席人员", Field::Meeting),
    ("出席单位", Field::Meeting),
    ("列席", Field::Meeting),
    ("列席人员", Field::Meeting),
    ("参会人员", Field::Meeting),
    ("参加人员", Field::Meeting),
    ("缺席", Field::Meeting),
    ("请假", Field::Meeting),
    ("记录", Field::Meeting),
    ("纪录", Field::Meeting),
    ("记录人", Field::Meeting),
    ("会议时间", Field::Meeting),
    ("会议地点", Field::Meeting),
    ("会议日期", Field::Meeting),
    ("开会时间", Field::Meeting),
    ("开会地点", Field::Meeting),
    ("会议名称", Field::Meeting),
    ("议题", Field::Meeting),
    ("会议议题", Field::Meeting),
    ("成文日期", Field::Other),
    ("成文时间", Field::Other),
    ("发文日期", Field::Published(4)),
    ("发文时间", Field::Published(4)),
    ("印发日期", Field::Published(4)),
    ("签发日期", Field::Other),
    ("签署日期", Field::Other),
    ("生成日期", Field::Other),
    ("生成时间", Field::Other),
    ("产生日期", Field::Other),
    ("形成日期", Field::Other),
    ("实施日期", Field::Other),
    ("施行日期", Field::Other),
    ("生效日期", Field::Other),
    ("生效时间", Field::Other),
    ("失效日期", Field::Other),
    ("废止日期", Field::Other),
    ("废止时间", Field::Other),
    ("截止日期", Field::Other),
    ("截止时间", Field::Other),
    ("通过日期", Field::Other),
    ("索引号", Field::Other),
    ("索书号", Field::Other),
    ("信息索引", Field::Other),
    ("信息索引号", Field::Other),
    ("统一编号", Field::Other),
    ("登记编号", Field::Other),
    ("统一登记号", Field::Other),
    ("编号", Field::Other),
    ("主题分类", Field::Other),
    ("主题", Field::Other),
    ("主题词", Field::Other),
    ("主题词组", Field::Other),
    ("信息分类", Field::Other),
    ("体裁分类", Field::Other),
    ("组配分类", Field::Other),
    ("服务对象分类", Field::Other),
    ("文件类型", Field::Other),
    ("公文种类", Field::Other),
    ("公文类型", Field::Other),
    ("信息类别", Field::Other),
    ("信息类型", Field::Other),
    ("分类", Field::Other),
    ("类别", Field::Other),
    ("类型", Field::Other),
    ("体裁", Field::Other),
    ("栏目", Field::Other),
    ("所属栏目", Field::Other),
    ("频道", Field::Other),
    ("专栏", Field::Other),
    ("标签", Field::Other),
    ("有效性", Field::Other),
    ("时效性", Field::Other),
    ("是否有效", Field::Other),
    ("效力状态", Field::Other),
    ("文件状态", Field::Other),
    ("有效期", Field::Other),
    ("公开方式", Field::Other),
    ("公开形式", Field::Other),
    ("公开范围", Field::Other),
    ("公开时限", Field::Other),
    ("公开类别", Field::Other),
    ("公开属性", Field::Other),
    ("公开程序", Field::Other),
    ("公开期限", Field::Other),
    ("信息状态", Field::Other),
    ("公开主体", Field::Source(1)),
    ("关键词", Field::Other),
    ("关键字", Field::Other),
    ("语种", Field::Other),
    ("载体类型", Field::Other),
    ("记录形式", Field::Other),
    ("地区", Field::Other),
    ("适用地区", Field::Other),
    ("编辑", Field::Other),
    ("责任编辑", Field::Other),
    ("责编", Field::Other),
    ("记者", Field::Other),
    ("通讯员", Field::Other),
    ("审核", Field::Other),
    ("审核人", Field::Other),
    ("审稿", Field::Other),
    ("校对", Field::Other),
    ("初审", Field::Other),
    ("复审", Field::Other),
    ("终审", Field::Other),
    ("签发", Field::Other),
    ("签发人", Field::Other),
    ("供稿", Field::Other),
    ("撰稿", Field::Other),
    ("摄影", Field::Other),
    ("录入", Field::Other),
    ("录入人", Field::Other),
    ("录入者", Field::Other),
    ("浏览", Field::Other),
    ("浏览次数", Field::Other),
    ("浏览量", Field::Other),
    ("浏览数", Field::Other),
    ("浏览人次", Field::Other),
    ("阅读", Field::Other),
    ("阅读次数", Field::Other),
    ("阅读量", Field::Other),
    ("阅读数", Field::Other),
    ("点击", Field::Other),
    ("点击数", Field::Other),
    ("点击量", Field::Other),
    ("点击率", Field::Other),
    ("点击次数", Field::Other),
    ("点阅", Field::Other),
    ("点阅数", Field::Other),
    ("点阅率", Field::Other),
    ("点阅次数", Field::Other),
    ("点选率", Field::Other),
    ("访问量", Field::Other),
    ("访问次数", Field::Other),
    ("人气", Field::Other),
    ("次数", Field::Other),
    ("字号", Field::Other),
    ("字体", Field::Other),
    ("字体大小", Field::Other),
    ("字号大小", Field::Other),
    ("文字大小", Field::Other),
    ("字级", Field::Other),
    ("字级大小", Field::Other),
    ("分享", Field::Other),
    ("分享到", Field::Other),
    ("分享至", Field::Other),
    ("视力保护色", Field::Other),
    ("保护视力色", Field::Other),
    ("背景色", Field::Other),
    ("密级", Field::Other),
    ("网址", Field::Other),
    ("链接", Field::Other),
    ("原文链接", Field::Other),
    ("附件下载", Field::Other),
    ("打印", Field::Other),
];

/// The longest label, in characters.
const LONGEST: usize = 8;

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

/// The labels in a line of plain characters, in order, each value reaching to the next label. Empty where the first
/// label does not stand clear of words before it.
pub(super) fn entries(plain: &str) -> Vec<Entry> {
    // A line of labels is short; in a paragraph nothing is looked for.
    if plain.chars().nth(400).is_some() {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (at, c) in plain.char_indices() {
        let from = entries.last().map_or(0, |entry| entry.value.start);
        if !matches!(c, ':' | '：' | '︰' | '∶' | '﹕') || at < from {
            continue;
        }
        if let Some((start, field)) = label_before(&plain[from..at]) {
            let start = from + start;
            if let Some(last) = entries.last_mut() {
                last.value.end = start;
            }
            let value = at + c.len_utf8();
            entries.push(Entry { field, start, value: value..plain.len() });
        }
    }
    if entries.is_empty()
        && let Some(entry) = without_colon(plain)
    {
        entries.push(entry);
    }
    for entry in &mut entries {
        let value = &plain[entry.value.clone()];
        let trim = |c: char| {
            is_gap(c)
                || matches!(
                    c,
                    '|' | '｜'
                        | '['
                        | ']'
                        | '【'
                        | '】'
                        | '('
                        | '（'
                        | ';'
                        | '；'
                        | '/'
                        | '>'
                        | '<'
                        | '-'
                        | '•'
                        | '·'
                )
        };
        let start = entry.value.start + (value.len() - value.trim_start_matches(trim).len());
        let end = entry.value.start + value.trim_end_matches(trim).len();
        entry.value = start..end.max(start);
    }
    entries
}

/// The label that ends a text and stands clear: where it starts, and what it names.
fn label_before(text: &str) -> Option<(usize, Field)> {
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
        if !is_han(c) || label.len() == LONGEST {
            break;
        }
        label.push(c);
        spaced = 0;
        let clear =
            text[..at].chars().next_back().is_none_or(|before| !is_han(before) && !before.is_alphabetic());
        if clear {
            let word: String = label.iter().rev().collect();
            if let Some((_, field)) = LABELS.iter().find(|(label, _)| *label == word) {
                best = Some((at, *field));
            }
        }
    }
    best
}

/// 发布时间 2021-06-11, and a label alone on its line.
fn without_colon(plain: &str) -> Option<Entry> {
    let trimmed = plain.trim_start_matches(is_gap);
    let start = plain.len() - trimmed.len();
    if trimmed.chars().nth(60).is_some() {
        return None;
    }
    let word = squeeze(trimmed);
    if let Some((_, field)) = LABELS.iter().find(|(label, _)| *label == word) {
        return matches!(
            field,
            Field::Title | Field::Source(0..=2) | Field::Published(_) | Field::Number | Field::Other
        )
        .then_some(Entry { field: *field, start, value: plain.len()..plain.len() });
    }
    let (label, field) = LABELS
        .iter()
        .filter(|(label, field)| matches!(field, Field::Published(_)) && trimmed.starts_with(label))
        .max_by_key(|(label, _)| label.len())?;
    let value = start + label.len();
    date_at(&plain[value..], true).map(|_| Entry { field: *field, start, value: value..plain.len() })
}

/// Whether a line consists of labels with their values: nothing before the first, and no sentence in a value.
pub(super) fn is_metadata(plain: &str, entries: &[Entry]) -> bool {
    let Some(first) = entries.first() else { return false };
    let before = plain[..first.start].chars().all(|c| {
        is_gap(c)
            || matches!(
                c,
                '【' | '[' | '(' | '（' | '|' | '*' | '●' | '■' | '◆' | '·' | '-' | '>' | '〖' | '「'
            )
    });
    before
        && entries
            .iter()
            .all(|entry| entry.field == Field::Summary || !plain[entry.value.clone()].contains(['。', '；']))
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
    }
}
