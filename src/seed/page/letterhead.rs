//! Lines that name who speaks without a label: the letterhead over a title (某县政府文件, 某局　新闻稿), the foot that an office
//! printed a document with (某办公室　2023年5月6日印发), an account's own line, the owner of a site. It must not know which
//! line is which part of the page.

use std::ops::Range;

use crate::seed::date::date_at;
use crate::seed::layout::is_office;
use crate::seed::words::{ends_with_any, is_gap, is_han, longest_end};

/// What a letterhead calls the paper, where it says nothing of what it is about.
#[rustfmt::skip]
const PAPERS: &[&str] = &[
    "新闻稿", "新闻公报", "新闻资料", "新闻通稿", "新闻发布稿", "新闻发布", "新闻信息", "文件", "红头文件", "简报", "工作简报", "快报", "专报", "信息快报",
    "信息专报", "工作动态", "动态", "函件", "公文", "便笺",
];

/// What a letterhead calls the paper, and what may be the title of all.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "专题会议纪要", "常务会议纪要", "办公会议纪要", "党组会议纪要", "会议纪要", "会议纪录", "会议记录", "令", "公告", "通告", "通知", "公报", "通报", "公示", "函",
    "决定", "批复", "意见", "检察建议书", "检察意见书", "司法建议书", "建议书", "意见书", "督办通知",
];

/// The length of the name of the office before what a letterhead calls the paper, and whether that says nothing of what
/// it is about. `None` where the words are no letterhead.
pub(super) fn letterhead(words: &str) -> Option<(usize, bool)> {
    let words = words.trim_end_matches(is_gap);
    let before = |kinds: &[&str]| {
        let kind = longest_end(words, kinds)?;
        let office = words[..words.len() - kind.len()].trim_end_matches(is_gap);
        is_office(office).then_some(office.len())
    };
    before(PAPERS).map(|length| (length, true)).or_else(|| before(KINDS).map(|length| (length, false)))
}

/// Whether the words, without gaps, are nothing but what a paper is (检察意见书, 公告).
pub(super) fn is_kind(words: &str) -> bool {
    PAPERS.contains(&words) || KINDS.contains(&words)
}

/// Whether the words, without gaps, are what a paper is, with its number (学校通告第31/23-24号, 二〇二三至二四年度学校通告第17号).
pub(super) fn is_numbered_kind(words: &str) -> bool {
    let Some((kind, number)) = words.rsplit_once('第') else { return false };
    let numbered = number.strip_suffix('号').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains(is_han) && number.len() <= 12
    });
    numbered && kind.chars().count() <= 14 && ends_with_any(kind, KINDS)
}

/// Whether the words, without gaps, are what a paper calls itself that says nothing of what it is about, with its number
/// (新闻稿 N.º 128/2023).
pub(super) fn is_paper(words: &str) -> bool {
    let paper = PAPERS.iter().filter(|paper| words.starts_with(**paper)).max_by_key(|paper| paper.len());
    paper.is_some_and(|paper| {
        !words[paper.len()..].chars().any(|c| is_han(c) && !matches!(c, '第' | '号' | '期'))
    })
}

/// Whether the words name an office that may write under its own head: newspapers and sites stand over what others wrote.
pub(super) fn writes(words: &str) -> bool {
    is_office(words) && !ends_with_any(words.trim_end(), &["网", "报", "台", "社", "报社"])
}

/// 某办公室　2023年5月6日印发: where the office stands.
pub(super) fn imprint(words: &str) -> Option<Range<usize>> {
    let printed = words.trim_end_matches(|c| is_gap(c) || c == '。');
    if !ends_with_any(printed, &["印发", "印"]) {
        return None;
    }
    let (at, _) = words.char_indices().find(|&(at, _)| date_at(&words[at..], true).is_some())?;
    let office = words[..at].trim_end_matches(is_gap);
    is_office(office).then_some(0..office.len())
}

/// 原创　某某检察　2024-04-28 18:05　发表于某省: the account, which stands last before the time.
pub(super) fn account(words: &str, name: usize) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "发布", "检察", "公安", "法院", "环境", "水利", "教育", "应急", "消防", "在线", "党建", "之声", "融媒", "微报", "政务", "资讯", "文明",
        "健康", "普法", "气象", "交警", "农业", "统计", "税务", "司法", "民政", "城管", "人社", "医保", "市监", "文旅", "自然资源", "住建", "卫健",
        "纪委", "宣传", "检察院",
    ];
    let before = &words[..name.min(words.len())];
    let start =
        before.rfind(is_gap).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let account = &before[start..];
    let length = account.chars().count();
    let led = words.starts_with("原创") || words.contains("发表于");
    ((4..=12).contains(&length)
        && account.chars().all(is_han)
        && (ends_with_any(account, ENDS) || (led && start > 0)))
        .then_some(start..before.len())
}

/// …下一步工作。（县水利局　某某）, （县政府办）: the office in the bracket that a text ends with.
pub(super) fn byline(words: &str) -> Option<Range<usize>> {
    let words = words.trim_end();
    let inside = words.strip_suffix(['）', ')'])?;
    let open = inside.rfind(['（', '('])?;
    let start = open + inside[open..].chars().next().map_or(0, char::len_utf8);
    let whole = open == 0 || words[..open].ends_with(['。', '！', '？', '”']);
    let end = inside[start..].find(is_gap).map_or(inside.len(), |gap| start + gap);
    (whole && inside[end..].chars().count() <= 12 && is_office(&inside[start..end])).then_some(start..end)
}

/// 主办单位：某局, 版权所有：某局: who owns a site.
pub(super) fn owner(words: &str) -> Option<Range<usize>> {
    const OWNED: &[&str] = &["主办单位", "主办", "版权所有", "网站主办", "网站主办单位", "著作权人"];
    let label = OWNED.iter().filter(|label| words.starts_with(**label)).max_by_key(|label| label.len())?;
    let rest = &words[label.len()..];
    let name = rest.trim_start_matches(|c: char| is_gap(c) || matches!(c, ':' | '：' | '©'));
    let start = words.len() - name.len();
    let end = name.find(|c: char| is_gap(c) || matches!(c, '|' | '©' | '(' | '（')).unwrap_or(name.len());
    writes(&name[..end]).then_some(start..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letterheads() {
        let office = |words: &'static str| letterhead(words).map(|(end, empty)| (&words[..end], empty));
        assert_eq!(office("岚溪县卫生局　新闻稿"), Some(("岚溪县卫生局", true)));
        assert_eq!(office("砥江县人民政府专题会议纪要"), Some(("砥江县人民政府", false)));
        assert_eq!(office("砚溪县人民政府令"), Some(("砚溪县人民政府", false)));
        assert_eq!(office("关于加强管理的通知"), None);
        assert_eq!(office("文件"), None);
        assert!(is_numbered_kind("学校通告第31/23-24号"));
        assert!(is_numbered_kind("二零二三至二四年度学校通告第17号"));
        assert!(!is_numbered_kind("根据本通告第3条"));
    }

    #[test]
    fn feet() {
        let at = |words: &'static str| imprint(words).map(|range| &words[range]);
        assert_eq!(at("砥江县人民政府办公室　2023年9月15日印发"), Some("砥江县人民政府办公室"));
        assert_eq!(at("各乡镇 2023年9月15日前印发"), None);
        let at = |words: &'static str| byline(words).map(|range| &words[range]);
        assert_eq!(at("（县政府办）"), Some("县政府办"));
        assert_eq!(at("抓好落实。（县水利局　王某某）"), Some("县水利局"));
        assert_eq!(at("依法处理（市水利局）"), None);
        assert_eq!(at("抓好落实。（责任单位：市水利局）"), None);
        let at = |words: &'static str| owner(words).map(|range| &words[range]);
        assert_eq!(at("版权所有：云汐县生态环境局　备案号1"), Some("云汐县生态环境局"));
        assert_eq!(at("主办单位要牵头抓总"), None);
    }
}
