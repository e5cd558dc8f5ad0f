//! Labelled facts of a notice, in any form offices give them: one a line or many, with spaces inside the label, the value
//! beside it or on the next line. A table of labels, in plain characters; it must not know which line is a title.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::date::date_at;
use super::words::{Table, is_gap, is_han, squeeze};

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

/// The labels, without the spaces that may stand inside them, by what they name.
#[rustfmt::skip]
const LABELS: &[(Field, &[&str])] = &[
    (Field::Title, &[
        "标题", "名称", "信息名称", "文件名称", "公文名称", "文件标题", "信息标题", "主旨标题", "subject", "title",
    ]),
    (Field::Source(0), &[
        "来源", "信息来源", "文章来源", "稿件来源", "新闻来源", "内容来源", "稿源",
    ]),
    (Field::Source(1), &[
        "资料来源", "发布机构", "发布单位", "发布部门", "发布机关", "信息发布机构", "发稿单位", "发稿机关",
        "张贴单位", "公告单位", "公告机关", "公布机关", "公开部门", "公开单位", "提供单位", "信息提供",
        "信息提供单位", "发文机关", "发文单位", "发文部门", "发文机构", "制发机关", "制发单位", "公开主体", "发布实体",
        "from", "source",
    ]),
    (Field::Source(2), &[
        "供稿单位", "印发机关", "资料提供", "资料提供单位",
    ]),
    (Field::Source(3), &[
        "责任部门", "公开责任部门", "业务单位", "主管单位",
    ]),
    (Field::Source(4), &[
        "发布者", "发布人",
    ]),
    (Field::Source(5), &[
        "作者",
    ]),
    (Field::Published(0), &[
        "发布时间", "发布日期", "发布于", "发表时间", "发表日期", "发表于", "发稿日期", "发稿时间", "发布日",
        "公布日期", "公布时间", "公开日期", "公开时间", "信息公开日期", "公告日期", "公告时间", "公示日期",
        "张贴日期", "刊登日期", "刊载日期",
    ]),
    (Field::Published(1), &[
        "上线日期", "上版日期", "上架日期", "上载日期", "上传时间", "上传日期", "上网时间", "上网日期",
        "录入时间", "录入日期", "添加时间", "添加日期", "建立日期", "信息时间", "信息日期", "稿件时间",
        "新闻日期", "sent",
    ]),
    (Field::Published(3), &[
        "更新时间", "更新日期", "最后更新", "最后更新日期", "最近更新", "更新于",
    ]),
    (Field::Published(4), &[
        "发文日期", "发文时间", "印发日期",
    ]),
    (Field::Time, &[
        "时间", "日期", "date",
    ]),
    (Field::Number, &[
        "发文字号", "发文文号", "发文号", "发文编号", "文号", "文件编号", "文件号", "公文字号", "公文编号",
        "文件文号",
    ]),
    (Field::Contact, &[
        "联系人", "联络人", "联系电话", "联络电话", "联系方式", "新闻联络人", "业务联系人", "承办人", "电话",
        "传真", "电邮", "正本", "副本",
    ]),
    (Field::Summary, &[
        "摘要", "导读", "内容摘要", "内容提要", "内容概述", "内容简介", "简介", "描述", "核心提示",
    ]),
    (Field::Meeting, &[
        "地点", "主席", "主持", "主持人", "出席", "出席者", "出席人员", "出席单位", "列席", "列席人员",
        "参会人员", "参加人员", "缺席", "请假", "记录", "纪录", "记录人", "会议时间", "会议地点", "会议日期",
        "开会时间", "开会地点", "会议名称", "议题", "会议议题",
    ]),
    (Field::Other, &[
        "成文日期", "成文时间", "签发日期", "签署日期", "生成日期", "生成时间", "产生日期", "形成日期",
        "实施日期", "施行日期", "生效日期", "生效时间", "失效日期", "废止日期", "废止时间", "截止日期",
        "截止时间", "通过日期", "索引号", "索书号", "信息索引", "信息索引号", "统一编号", "登记编号",
        "统一登记号", "编号", "主题分类", "主题", "主题词", "主题词组", "信息分类", "体裁分类", "组配分类",
        "服务对象分类", "文件类型", "公文种类", "公文类型", "信息类别", "信息类型", "分类", "类别", "类型",
        "体裁", "栏目", "所属栏目", "频道", "专栏", "标签", "有效性", "时效性", "是否有效", "效力状态",
        "文件状态", "有效期", "公开方式", "公开形式", "公开范围", "公开时限", "公开类别", "公开属性",
        "公开程序", "公开期限", "信息状态", "关键词", "关键字", "语种", "载体类型", "记录形式", "地区",
        "适用地区", "编辑", "责任编辑", "责编", "记者", "通讯员", "审核", "审核人", "审稿", "校对", "初审",
        "复审", "终审", "签发", "签发人", "供稿", "撰稿", "摄影", "录入", "录入人", "录入者", "浏览",
        "浏览次数", "浏览量", "浏览数", "浏览人次", "阅读", "阅读次数", "阅读量", "阅读数", "点击", "点击数",
        "点击量", "点击率", "点击次数", "点阅", "点阅数", "点阅率", "点阅次数", "点选率", "访问量", "访问次数",
        "人气", "次数", "字号", "字体", "字体大小", "字号大小", "文字大小", "字级", "字级大小", "分享",
        "分享到", "分享至", "视力保护色", "保护视力色", "背景色", "密级", "网址", "链接", "原文链接",
        "附件下载", "打印", "to", "cc", "bcc", "受文者", "行文单位", "速别", "密等", "密等及解密条件或保密期限", "地址",
        "电子信箱", "保存年限", "档号",
    ]),
];

/// The longest label, in characters.
const LONGEST: usize = 12;

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
        // 来源丨某局: so accounts write, at the start of a line only.
        let bar = matches!(c, '丨' | '｜' | '|') && from == 0;
        if !(bar || matches!(c, ':' | '：' | '︰' | '∶' | '﹕')) || at < from {
            continue;
        }
        if let Some((start, field)) = label_before(&plain[from..at]).filter(|(start, _)| !bar || *start == 0)
        {
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

/// What a word names, if it is a label.
fn field_of(word: &str) -> Option<Field> {
    static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
        // Of a word that stands twice the first is meant.
        let all = LABELS.iter().rev().flat_map(|(field, labels)| labels.iter().map(|label| (*label, *field)));
        all.collect()
    });
    FIELDS.get(word).copied()
}

/// The label, in Han characters or in Latin letters of any case, that ends a text and stands clear: where it starts, and
/// what it names.
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

/// 发布时间 2021-06-11, and a label alone on its line.
fn without_colon(plain: &str) -> Option<Entry> {
    let trimmed = plain.trim_start_matches(is_gap);
    let start = plain.len() - trimmed.len();
    if trimmed.chars().nth(60).is_some() {
        return None;
    }
    if let Some(field) = field_of(&squeeze(trimmed)) {
        return matches!(
            field,
            Field::Title | Field::Source(0..=2) | Field::Published(_) | Field::Number | Field::Other
        )
        .then_some(Entry { field, start, value: plain.len()..plain.len() });
    }
    static DATED: LazyLock<Table> = LazyLock::new(|| {
        let dated = LABELS.iter().filter(|(field, _)| matches!(field, Field::Published(_)));
        Table::new(&dated.map(|(_, labels)| *labels).collect::<Vec<_>>())
    });
    let label = DATED.start_of(trimmed)?;
    let field = field_of(label)?;
    let value = start + label.len();
    date_at(&plain[value..], true).map(|_| Entry { field, start, value: value..plain.len() })
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
            .all(|entry| entry.field == Field::Summary || !is_sentence(&plain[entry.value.clone()]))
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
    }
}
