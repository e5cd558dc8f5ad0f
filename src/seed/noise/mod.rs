//! Lines that belong to the page and not to the notice: breadcrumbs, sharing, printing, editors, neighbours. What
//! words it has is in `tables`; it must not know what stands around a line.
//!
//! A word at the start of a line is never enough: the rest must have the shape of what the word labels, and a sentence
//! is never furniture (主办单位要牵头抓总 begins like a footer and is a demand). Inside a body less counts still: see
//! [`is_plain_furniture`].

mod tables;

use std::sync::LazyLock;

use super::enumeration::marker_at;
use super::words::{Table, contains_any, ends_with_any, is_gap, is_han, squeeze, starts_with_any};
use tables::{
    ANYWHERE, BUTTONS, BYLINES, DEMANDS, EDITED, LINKS, NO_DEMAND, RELATED, REMARKS, REST, SCANNED, SCANS,
    SITE, STARTS,
};

/// How a line reads that is, or may be, furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noise {
    /// Furniture.
    Line,
    /// Furniture, and a heading under which other pages are listed.
    Related,
    /// Furniture, and a heading under which the site speaks for itself.
    Rest,
    /// A line under such a heading.
    Taken,
    /// The running head or the number of a printed page: the text goes on behind it.
    PageBreak,
}

/// What furniture a line in plain characters is, if any.
pub(super) fn noise(plain: &str) -> Option<Noise> {
    // Furniture is short; a line as long as a paragraph is not looked at.
    if plain.chars().nth(160).is_some() {
        return None;
    }
    let squeezed = squeeze(plain).to_lowercase();
    let bare = bare(&squeezed);
    if !squeezed.chars().any(is_word) {
        return Some(Noise::Line);
    }
    if is_page_number(&squeezed) {
        return Some(Noise::PageBreak);
    }
    if is_picture(&squeezed) || is_of_browser(&squeezed) {
        return Some(Noise::Line);
    }
    if marker_at(&squeezed).is_some() {
        return None;
    }
    // Most lines begin as no furniture does: then no table is searched.
    let bracketed = bare.len() < squeezed.len();
    let starts = bracketed || bare.chars().next().is_some_and(|c| FIRST.binary_search(&c).is_ok());
    if !starts {
        let line = is_anywhere(bare) || is_breadcrumb(plain, &squeezed) || is_imprint(bare);
        return line.then_some(Noise::Line);
    }
    if is_buttons(bare) || is_caption(bare) || is_credits(plain) {
        return Some(Noise::Line);
    }
    if is_section(bare, RELATED) {
        return Some(Noise::Related);
    }
    if is_section(bare, REST) {
        return Some(Noise::Rest);
    }
    let line = is_label(bare)
        || is_scan(bare)
        || is_anywhere(bare)
        || is_breadcrumb(plain, &squeezed)
        || is_byline(bare)
        || is_imprint(bare)
        || is_remark(bare)
        || is_framed(&squeezed);
    line.then_some(Noise::Line)
}

/// 办理意见：[04-28 09:41] 已转各车间传阅。
fn is_remark(bare: &str) -> bool {
    let Some(rest) = REMARKS.iter().find_map(|word| bare.strip_prefix(word)?.strip_prefix(':')) else {
        return false;
    };
    // Without a bracket the time may be one that is set.
    let Some(stamped) = rest.strip_prefix(['[', '【', '(']) else { return false };
    let end = stamped.find(|c: char| !(c.is_ascii_digit() || "-/.年月日:".contains(c)));
    let stamp = &stamped[..end.unwrap_or(stamped.len())];
    stamp.contains(':') && stamp.chars().filter(char::is_ascii_digit).count() >= 6
}

/// — 本纪录经主席核阅 —: a remark on the whole between two dashes.
fn is_framed(squeezed: &str) -> bool {
    const DASHES: [char; 4] = ['—', '–', '─', '-'];
    let inside = squeezed.strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES));
    inside.is_some_and(|inside| {
        !inside.starts_with(DASHES)
            && !inside.ends_with(DASHES)
            && !inside.contains(['。', ';', '?', '!'])
            && (4..=60).contains(&inside.chars().count())
    })
}

/// 1.jpg, [图片]: the name of a picture's file, or the word for one in brackets, stands where the picture stood.
fn is_picture(squeezed: &str) -> bool {
    let bracketed = squeezed.starts_with(['[', '【', '(', '<', '〈']);
    if bracketed
        && matches!(
            squeezed.trim_matches(['[', ']', '【', '】', '(', ')', '<', '>', '〈', '〉']),
            "图" | "图片" | "配图" | "照片" | "动图" | "视频" | "表情"
        )
    {
        return true;
    }
    ends_with_any(squeezed, &[".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif"])
        && !squeezed.contains(['。', ',', ':', ';'])
}

/// 图为会议现场: what stands under a picture, one sentence at most.
fn is_caption(bare: &str) -> bool {
    starts_with_any(bare, &["图为", "图片来源"])
        && bare.chars().count() <= 40
        && !bare.trim_end_matches('。').contains(['。', ';'])
        && marker_at(bare).is_none()
}

/// What a page tells those whose browser cannot do what it wants, and how to make its letters greater.
fn is_of_browser(squeezed: &str) -> bool {
    contains_any(squeezed, &["javascript", "ctrl", "ie6", "ie7", "ie8", "firefox", "chrome"])
        && contains_any(squeezed, &["浏览器", "键盘", "字型", "字体", "文字大小", "打印", "列印", "分辨率"])
}

/// Whether a line is furniture wherever it stands, even between two paragraphs of a body: nothing but words of buttons,
/// no words at all, the words beside a QR code, who edited the page, the pages beside it. A label with a value is not:
/// inside a body 承办单位：某局 is what the notice says.
pub(super) fn is_plain_furniture(plain: &str) -> bool {
    let squeezed = squeeze(plain).to_lowercase();
    let bare = bare(&squeezed);
    let home = starts_with_any(&squeezed, &["首页", "您现在", "当前位置", "您的位置"]);
    !squeezed.chars().any(is_word)
        || is_page_number(&squeezed)
        || is_picture(&squeezed)
        || is_caption(bare)
        || is_buttons(bare)
        || is_scan(bare)
        || contains_any(bare, &["icp备", "公网安备"]) && is_anywhere(bare)
        || (home && is_breadcrumb(plain, &squeezed))
        || (starts_with_any(bare, EDITED) && bare.contains(':') && (is_label(bare) || is_byline(bare)))
        || starts_with_any(bare, &["此件公开", "此件主动公开", "此件依申请公开"]) && is_label(bare)
}

/// Whether a paragraph is one in which a site speaks of itself: who may copy from it, who answers for what.
pub(super) fn is_of_site(plain: &str) -> bool {
    contains_any(plain, SITE)
}

fn bare(squeezed: &str) -> &str {
    squeezed.trim_matches([
        '[', ']', '(', ')', '【', '】', '"', '·', '•', '*', '-', '—', '|', '>', '<', '●', '■', '◆', '►', '▲',
        '△', '▼', '▽', '↑', '↓', '丨',
    ])
}

/// Whether words in their compared form are a sentence or part of one: then they are the notice's.
fn is_sentence(bare: &str) -> bool {
    let demands = || {
        if !contains_any(bare, DEMANDS) {
            return false;
        }
        let rest = NO_DEMAND.iter().fold(bare.to_owned(), |rest, word| rest.replace(word, ""));
        contains_any(&rest, DEMANDS)
    };
    ends_with_any(bare, &["。", "!", "?", ";", ",", "、"])
        || bare.contains(['。', ';'])
        || marker_at(bare).is_some()
        || demands()
}

/// The value of a label: short, or with a label of its own, and without a comma between words.
fn is_value(value: &str) -> bool {
    let comma = value
        .split(',')
        .skip(1)
        .any(|after| !after.starts_with(|c: char| c.is_ascii_digit()) && !after.contains(':'));
    !comma && !is_sentence(value) && (value.chars().count() <= 40 || value.contains(':'))
}

/// A word of [`STARTS`] with the rest it asks for.
fn is_label(bare: &str) -> bool {
    static WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(&[STARTS]));
    let Some(word) = WORDS.start_of(bare) else { return false };
    let rest = &bare[word.len()..];
    if starts_with_any(bare, LINKS) && (word.ends_with(':') || !rest.starts_with(is_han) || rest.len() <= 36)
    {
        // The value is a title or a list: it may hold any words, and 抄送 ends with a full stop.
        return starts_with_any(bare, &["抄送", "分送", "抄报"])
            || !ends_with_any(bare, &["。", "!", "?", ";", ","]);
    }
    if word.ends_with(':') || rest.starts_with([':', '/', '|']) {
        return is_value(rest.trim_start_matches([':', '/', '|']));
    }
    // The label itself is looked at too: it may be the first half of a sentence's word.
    rest.chars().count() <= 12 && is_value(rest)
}

/// 用微信扫描二维码分享至好友和朋友圈.
fn is_scan(bare: &str) -> bool {
    starts_with_any(bare, SCANS)
        && contains_any(bare, SCANNED)
        && bare.chars().count() <= 30
        && !is_sentence(bare)
        && !bare.contains(',')
}

/// A word of [`ANYWHERE`] in a line that is no sentence.
fn is_anywhere(bare: &str) -> bool {
    contains_any(bare, ANYWHERE) && !is_sentence(bare)
}

/// A heading of other pages or of the site: its word and at most a mark or a few characters (版权与免责声明, 相关链接>>).
fn is_section(bare: &str, words: &[&str]) -> bool {
    let Some(word) = words.iter().filter(|word| bare.starts_with(**word)).max_by_key(|word| word.len())
    else {
        return false;
    };
    let rest = &bare[word.len()..];
    let shaped = word.ends_with(':') || !rest.starts_with(is_han) || rest.chars().count() <= 4;
    shaped && bare.chars().count() <= 30 && is_value(rest)
}

/// The characters that furniture begins with, in order.
static FIRST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = [STARTS, RELATED, REST, BYLINES, BUTTONS, REMARKS].into_iter().flatten();
    let mut first: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    first.extend(('0'..='9').chain(['(', '[', '/', ':', ',', '.', '|']));
    first.sort_unstable();
    first.dedup();
    first
});

/// 某办公室 2019年5月28日印发; 6月30日前完成并印发 is a demand.
fn is_imprint(bare: &str) -> bool {
    ends_with_any(bare, &["日印发", "日印"]) && bare.chars().count() <= 50 && !is_sentence(bare)
}

fn is_word(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// 12, - 12 -, 第12页, 12/30, 第3頁，共8頁. A number of four digits and nothing else is a year or an amount.
pub(super) fn is_page_number(squeezed: &str) -> bool {
    let digits = squeezed.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits)
        && (digits <= 3 || digits < squeezed.len())
        && squeezed.chars().count() <= 14
        && squeezed.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '第' | '页' | '共' | '-' | '—' | '–' | '─' | '/' | ',' | '(' | ')' | '~')
        })
}

/// 首页 > 政务动态 > 正文.
fn is_breadcrumb(plain: &str, squeezed: &str) -> bool {
    if squeezed.contains('。') || squeezed.contains(',') {
        return false;
    }
    let home = starts_with_any(squeezed, &["首页", "主页", "网站首页", "home", "回首页"]);
    // 申请→受理→办结 is a procedure.
    let arrows = if home { plain.matches('→').count() } else { 0 };
    let steps = plain.matches(['>', '»', '›', '＞']).count() + arrows + squeezed.matches("》》").count();
    steps >= 2 || (home && (steps >= 1 || squeezed.contains(['/', '|', '-', '»', '\\', '·'])))
}

/// ［编辑　某某］［校对　某某］: bracketed groups, each of them a byline's word and a name.
fn is_credits(plain: &str) -> bool {
    const OPEN: [char; 4] = ['［', '[', '【', '〖'];
    let groups = || plain.split(OPEN).map(str::trim).filter(|group| !group.is_empty());
    plain.trim_start().starts_with(OPEN)
        && plain.chars().nth(80).is_none()
        && groups().all(|group| {
            let words =
                squeeze(group.trim_end_matches(|c| is_gap(c) || matches!(c, '］' | ']' | '】' | '〗')));
            starts_with_any(&words, BYLINES) && group.contains(is_gap) && is_value(&words)
        })
}

fn is_byline(bare: &str) -> bool {
    // Whether it is a sentence takes longest to tell.
    bare.chars().count() <= 36
        && (starts_with_any(bare, BYLINES)
            && contains_any(bare, &[":", "/", "|", "丨"])
            && !bare.ends_with(':')
            || (starts_with_any(bare, &["记者", "通讯员", "本报记者", "摄影", "图/", "文/"])
                && !bare.contains(','))
            || (ends_with_any(bare, &["供稿", "供图", "摄影报道", "撰稿"])
                && bare.chars().count() <= 20
                && !bare.contains(',')))
        && !is_sentence(bare)
        && is_value(bare)
}

/// Whether nothing is left when the words of buttons, digits and marks are taken away.
fn is_buttons(bare: &str) -> bool {
    if bare.chars().count() > 80 {
        return false;
    }
    static WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(&[BUTTONS]));
    let mut rest = bare;
    let mut words = 0;
    while let Some(c) = rest.chars().next() {
        match WORDS.start_of(rest) {
            Some(word) => {
                words += 1;
                rest = &rest[word.len()..];
            }
            None if is_han(c) || c.is_alphabetic() => return false,
            None => rest = &rest[c.len_utf8()..],
        }
    }
    words > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for line in [
            "首页 > 政务动态 > 部门动态 > 正文",
            "责任编辑：办公室",
            "扫一扫在手机打开当前页",
            "【打印本页】【关闭窗口】",
            "分享到：微信 微博 QQ空间",
            "[责任编辑：值班编辑]",
            "上一篇：望澜市召开粮食收购工作座谈会",
            "回上一页　友善列印　分享至 Facebook　LINE",
            "（供稿：法规科）",
            "附件下载",
            "您现在的位置：首页 >> 工作动态",
            "分享到：",
            "【打印】【收藏】【关闭】",
            "（此件公开发布）",
            "--------",
            "扫一扫在手机上查看当前页面",
            "1.jpg",
            "[图片]",
            "办理意见：[04-28 09:41] 已转各车间传阅。",
            "— 本纪录经主席核阅，于113年4月23日公布于馆员园地 —",
            "（图为会议现场）",
            "• 无障碍",
            "▲点击上方蓝字关注我们",
            "— END —",
            "编辑丨某某",
            "点分享 点收藏 点点赞 点在看",
            "请利用键盘按住Ctrl + P开启列印功能",
            "大 中 小",
            "（局办公室供稿）",
            "Font: [A-] [A] [A+]   Print   Share: WeChat / Weibo",
            "［编辑　值班员］［校对　二审］［审核　三审］",
        ] {
            assert_eq!(noise(line), Some(Noise::Line), "{line}");
        }
        for line in ["12", "- 12 -", "第 3 页 共 8 页"] {
            assert_eq!(noise(line), Some(Noise::PageBreak), "{line}");
        }
        assert_eq!(noise("相关链接："), Some(Noise::Related));
        for line in [
            "望澜市部署冬季道路交通安全专项整治",
            "特此通知。",
            "记者从县水利局获悉，今年以来",
            "一、总体目标",
            "澄川市教育局",
            "阅读推广活动全面启动",
            "图书馆建设推进会召开",
            "编辑部召开会议",
            "三、打印耗材管理",
        ] {
            assert_eq!(noise(line), None, "{line}");
        }
    }

    // That others stay in a body, tests/seed_review.rs shows.
    #[test]
    fn sentences_are_no_furniture() {
        for line in [
            "（三）保护版权所有者权益",
            "处理意见：责令9月30日前改正，并处罚款。",
            "处理意见：2024-10-30 10:00前改正。",
            "——在全县大会上的讲话——",
            "图书馆要延长开放时间。",
            "图为主、文为辅的宣传栏要定期更换；每季度一次。",
        ] {
            assert_eq!(noise(line), None, "{line}");
        }
    }

    #[test]
    fn furniture_inside_a_body() {
        for line in ["【打印】【关闭】", "扫一扫在手机打开当前页", "责任编辑：办公室", "--------", "分享到："]
        {
            assert!(is_plain_furniture(line), "{line}");
        }
        for line in ["承办单位：市发展改革委", "相关文件", "特别声明", "字体颜色", "长按钮"]
        {
            assert!(!is_plain_furniture(line), "{line}");
        }
    }
}
