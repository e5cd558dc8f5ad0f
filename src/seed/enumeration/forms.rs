//! The table of forms, one row a form, and what each form's marker is not. It must not know how a text is searched.

use crate::seed::words::{arabic_number, digit, han_digit, han_number, is_gap, is_han, starts_with_any};

use super::Place;
use super::numeral::Numeral::{self, Arabic, Han, HanOrArabic, Legal, Roman, Section, Signs, Words};

/// What follows a marker is not what its form expects, so it is none: 一、二级保护区, 3.5吨, 第一要务.
type Refused = fn(marker: &str, rest: &str) -> bool;

/// A form of enumeration.
#[derive(Debug)]
pub(in crate::seed) struct Form {
    /// What it looks like: an example that a test reads.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    pub(super) example: &'static str,
    /// Its height among forms: a smaller one stands above a greater one where nothing else tells.
    pub(in crate::seed) rank: u8,
    /// Whether it is spoken (一要, 第一，, 首先): its numbers may go on in another spoken form.
    pub(in crate::seed) spoken: bool,
    /// How many items the shortest list of it has.
    pub(in crate::seed) least: usize,
    /// Whether it may begin inside a clause too: its signs are used for nothing else.
    anywhere: bool,
    /// The places where it may begin, besides the start of a paragraph.
    places: &'static [Place],
    /// One of these characters, or none where empty, opens the marker.
    pub(super) open: &'static str,
    pub(super) numeral: Numeral,
    /// One of these words must follow the number, the first that fits. Gaps before it are passed over.
    pub(super) close: &'static [&'static str],
    /// Words that may stand between number and `close`.
    pub(super) counters: &'static [&'static str],
    pub(super) refused: Refused,
}

impl Form {
    /// Whether it may begin in such a place.
    pub(in crate::seed) fn stands(&self, place: Place) -> bool {
        place == Place::Line || self.anywhere || self.places.contains(&place)
    }

    /// The characters that its marker may begin with.
    pub(super) fn openers(&self) -> Vec<char> {
        if self.open.is_empty() { self.numeral.openers() } else { self.open.chars().collect() }
    }
}

const HEADING: &[Place] = &[Place::Sentence, Place::Colon];
const BRACKETED: &[Place] = &[Place::Sentence, Place::Colon, Place::Comma];
const SPOKEN: &[Place] = &[Place::Sentence, Place::Colon, Place::Comma, Place::Verb];

/// Every form there is. The order decides only where a marker could be read in two forms: the first wins.
pub(super) const FORMS: &[Form] = &[
    // 壹、 above 一、
    Form {
        example: "壹、總則",
        rank: 0,
        numeral: Legal,
        close: &["、", "．", ".", "："],
        places: HEADING,
        ..HEADED
    },
    // A rule's own articles. 第三条 in running text is a citation: a gap must follow, at the start of a paragraph.
    Form {
        example: "第一条　为了保护",
        rank: 2,
        open: "第",
        numeral: HanOrArabic,
        close: &["条"],
        refused: |_, rest| !rest.starts_with(is_gap),
        ..HEADED
    },
    Form {
        example: "一、总体目标",
        rank: 3,
        numeral: Han,
        close: &["、", "．", "."],
        places: HEADING,
        refused: is_range,
        ..HEADED
    },
    Form { example: "一　总体目标", rank: 3, numeral: Han, close: &["　", "  "], ..HEADED },
    Form {
        example: "一 检查时间",
        rank: 3,
        numeral: Han,
        close: &[" "],
        refused: |_, rest| !is_heading(rest),
        ..HEADED
    },
    Form {
        example: "（一）落实责任",
        rank: 4,
        open: "（(〔【[",
        numeral: Han,
        close: &["）", ")", "〕", "】", "]"],
        places: BRACKETED,
        refused: is_day,
        ..HEADED
    },
    Form {
        example: "㈠落实责任",
        rank: 4,
        numeral: Signs("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "1.开展勘界",
        rank: 5,
        numeral: Arabic,
        close: &[".", "．", "、", "。"],
        places: HEADING,
        refused: is_decimal,
        ..HEADED
    },
    Form {
        example: "⒈开展勘界", rank: 5, numeral: Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"), places: HEADING, ..HEADED
    },
    // The sections of a plan: 1　总则, 1.1　编制目的, 1.1.1　… A number and a gap begin many a line, so only a few words may
    // follow, and no unit.
    Form {
        example: "1　总则",
        rank: 5,
        numeral: Arabic,
        close: &["　", "  ", " "],
        refused: |_, rest| !is_heading(rest),
        ..HEADED
    },
    // The dot behind the last number closes it: 1.1. 编制目的, 2.2.1. ….
    Form {
        example: "1.1. 编制目的",
        rank: 6,
        numeral: Section(2),
        close: &[".", "．"],
        refused: |_, rest| is_amount(rest),
        ..HEADED
    },
    Form {
        example: "1.1.1. 职责",
        rank: 7,
        numeral: Section(3),
        close: &[".", "．"],
        refused: |_, rest| is_amount(rest),
        ..HEADED
    },
    Form {
        example: "1.1　编制目的",
        rank: 6,
        numeral: Section(2),
        refused: |_, rest| is_amount(rest),
        ..HEADED
    },
    Form {
        example: "1.1.1　职责",
        rank: 7,
        numeral: Section(3),
        refused: |_, rest| is_amount(rest),
        ..HEADED
    },
    Form {
        example: "（1）界标",
        rank: 8,
        open: "（([〔【",
        numeral: Arabic,
        close: &["）", ")", "]", "〕", "】"],
        places: BRACKETED,
        refused: is_day,
        ..HEADED
    },
    Form {
        example: "⑴界标", rank: 8, numeral: Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"), places: BRACKETED, ..HEADED
    },
    Form {
        example: "1) 施工時段",
        rank: 9,
        numeral: Arabic,
        close: &[")", "）"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "①界标",
        rank: 10,
        anywhere: true,
        numeral: Signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "甲、適用範圍",
        rank: 11,
        numeral: Signs("甲乙丙丁戊己庚辛壬癸"),
        close: &["、", "．", "."],
        refused: |_, rest| rest.starts_with(['乙', '丙', '丁']),
        ..HEADED
    },
    // Before the letters: (i) is the first of (i), (ii), (iii) rather than the ninth of (a), (b), (c).
    Form {
        example: "(i)　每月派員測試",
        rank: 13,
        open: "（(",
        numeral: Roman,
        close: &["）", ")"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "ⅰ.每月派員測試",
        rank: 13,
        numeral: Signs("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"),
        close: &["、", "．", "."],
        places: HEADING,
        ..HEADED
    },
    Form {
        example: "I. 提交文件",
        rank: 1,
        numeral: Roman,
        close: &[". ", ".　", "．", "、"],
        refused: |marker, rest| marker.starts_with(|c: char| c.is_ascii_lowercase()) || is_latin(rest),
        ..HEADED
    },
    Form {
        example: "Ⅰ、总体要求",
        rank: 1,
        numeral: Signs("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
        close: &["、", "．", "."],
        places: HEADING,
        ..HEADED
    },
    Form {
        example: "(a) 清掃次數",
        rank: 12,
        open: "（(",
        numeral: Signs("abcdefghijklmnopqrstuvwxyz"),
        close: &["）", ")"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "a) 清掃次數",
        rank: 12,
        numeral: Signs("abcdefghijklmnopqrstuvwxyz"),
        close: &["）", ")"],
        places: HEADING,
        ..HEADED
    },
    Form {
        example: "i. 每月派員測試",
        rank: 13,
        numeral: Roman,
        close: &[". ", ".　"],
        refused: |_, rest| is_latin(rest),
        ..HEADED
    },
    Form {
        example: "a. 清掃次數",
        rank: 12,
        numeral: Signs("abcdefghijklmnopqrstuvwxyz"),
        close: &[". ", ".　"],
        refused: |_, rest| is_latin(rest),
        ..HEADED
    },
    Form {
        example: "A、设施设备",
        rank: 12,
        numeral: Signs("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        close: &["、", "．", ". ", ".　"],
        ..HEADED
    },
    Form {
        example: "第一，学深悟透",
        rank: 20,
        spoken: true,
        open: "第",
        numeral: HanOrArabic,
        counters: &["个方面", "方面", "点", "点意见", "点要求", "项", "个", "条", "件事"],
        close: &["，", ",", "、", "：", ":", "是", "要", "须", "就是"],
        places: BRACKETED,
        refused: is_prime,
        ..HEADED
    },
    Form {
        example: "首先，思想上不能松",
        rank: 20,
        spoken: true,
        numeral: Words(&[("首先", 1), ("其次", 2), ("再次", 3), ("再者", 3), ("最后", 0)]),
        close: &["，", ",", "、", "：", ":", "要", "是", "须", "应"],
        places: BRACKETED,
        ..HEADED
    },
    // 首先看…；其次看…；再次看…: one verb throughout, as with 一抓.
    Form {
        example: "首先看坡顶",
        rank: 24,
        spoken: true,
        least: 3,
        numeral: Words(&[("首先", 1), ("其次", 2), ("再次", 3), ("最后", 0)]),
        close: VERBS,
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "其一，责任不清",
        rank: 21,
        spoken: true,
        open: "其",
        numeral: Han,
        close: &["，", ",", "、", "：", ":", "是"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "一要认清形势",
        rank: 22,
        spoken: true,
        numeral: Han,
        close: &["要", "是", "须", "则", "需", "应"],
        places: SPOKEN,
        refused: is_set_phrase,
        ..HEADED
    },
    // 一抓…二抓…三抓…: one verb throughout. Two alone are a phrase (一看二看).
    Form {
        example: "一抓责任落实",
        rank: 23,
        spoken: true,
        least: 3,
        numeral: Han,
        close: VERBS,
        places: BRACKETED,
        refused: |_, rest| rest.starts_with(|c| han_digit(c).is_some()),
        ..HEADED
    },
];

/// Verbs that number what is to be done, one for all items of a list.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "抓", "看", "查", "防", "保", "促", "严", "管", "建", "强", "学", "治", "盯", "控", "改", "讲", "提", "转", "靠",
];

/// What most rows share.
const HEADED: Form = Form {
    example: "",
    rank: 0,
    spoken: false,
    least: 2,
    anywhere: false,
    places: &[],
    open: "",
    numeral: Han,
    close: &[],
    counters: &[],
    refused: |_, _| false,
};

/// 一、二级保护区, 十一、十二月份, 三、四季度: two neighbouring numbers before one noun.
fn is_range(marker: &str, rest: &str) -> bool {
    let Some((next, length)) = han_number(rest) else { return false };
    let value = han_number(marker).map_or(0, |(value, _)| value);
    let noun = &rest[length..];
    // A unit after the second number: 一、二级, 十一、十二月, 三、四季度; 二、三项重点 is a heading.
    let unit = [
        '级', '类', '期', '线', '产', '月', '日', '号', '季', '年', '楼', '层', '批', '档', '等', '组', '区',
    ];
    next == value + 1 && noun.starts_with(unit)
}

/// 总则, 提高认识。各校…: a few words to the first stop, and no unit (20 户, 3 月 5 日, 12 类行业).
fn is_heading(rest: &str) -> bool {
    const MEASURES: &[char] = &[
        '类', '批', '种', '期', '套', '份', '篇', '场', '届', '轮', '片', '段', '株', '棵', '头', '张', '艘',
        '架', '口', '例',
    ];
    let words = rest.trim_start_matches(is_gap);
    let length = words.char_indices().take(21).find(|&(_, c)| c == '。').map_or(words.len(), |(at, _)| at);
    let words = words[..length].trim_end_matches(is_gap);
    words.chars().nth(20).is_none()
        && words.chars().all(|c| is_han(c) || is_gap(c))
        && !words.starts_with(MEASURES)
        && !is_amount(words)
}

/// 3.5吨, 2.1 亿元, 1.1%: a unit follows, or no words do.
fn is_amount(rest: &str) -> bool {
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "年", "月", "日", "时", "分", "秒", "天", "周", "亿", "万", "千", "百", "元", "吨", "米", "亩", "个", "户", "人", "名",
        "家", "条", "项", "件", "次", "起", "宗", "辆", "台", "座", "处", "所", "间", "倍", "度", "级", "厘", "毫", "克", "斤",
        "升", "岁", "点", "成", "多", "余", "只", "号", "楼", "层", "栋", "幢", "款", "平方", "立方", "公里", "公顷", "公斤",
        "小时",
    ];
    // 分工, 处置, 人员 …: words that begin with such a character.
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "分工", "分类", "分级", "分析", "分管", "分步", "分片", "分头", "分批", "人员", "人力", "人才", "人大", "人民", "人防",
        "人工", "人居", "项目", "条件", "条例", "条块", "次生", "次序", "处置", "处理", "处罚", "家庭", "家长", "家校", "日常",
        "日清", "年度", "月度", "时间", "时限", "时效", "时刻", "起草", "起底", "级别", "层级", "个人", "个体", "度汛", "成立",
        "成员", "成果", "多方", "多部门", "多元", "点评", "点面", "百日", "千方", "万众", "所属", "所有", "件件", "号召", "升级",
        "名称", "名单", "名校", "名镇", "户籍", "户外", "周边", "天然", "台账",
    ];
    let words = rest.trim_start_matches(is_gap);
    !words.starts_with(|c: char| is_han(c) || matches!(c, '《' | '“' | '「'))
        || (starts_with_any(words, UNITS) && !starts_with_any(words, WORDS))
}

/// I. Introduction: no notice in Chinese.
fn is_latin(rest: &str) -> bool {
    rest.trim_start_matches(is_gap).starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Words that begin like a unit of time or of a law's text, and are none: headings begin with them.
#[rustfmt::skip]
const OF_TIME: &[&str] = &[
    "日常", "日报", "日巡", "日查", "日清", "日结", "日间", "日产", "日均", "日前", "年度", "年报", "年检", "年审", "年初", "年底",
    "月度", "月报", "月结", "月底", "时间", "时段", "时限", "时效", "号召", "项目", "款项", "条件", "条块",
    "年花", "年货", "年宵", "年节", "年画", "年终", "年轻", "年龄", "年味", "月饼", "月台", "月租", "日用", "日托", "号牌", "号码",
    "时政", "时事", "时代", "条幅", "款式",
];

/// （30）日, (29)日, （三）季度: a bracketed number before a unit of time is a date.
fn is_day(_: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_gap);
    ["日", "月", "年", "号", "时", "项", "款", "条"].iter().any(|unit| rest.starts_with(unit))
        && !starts_with_any(rest, OF_TIME)
}

/// 3.5吨: digits after the dot, unless they are a year.
fn is_decimal(marker: &str, rest: &str) -> bool {
    if marker.ends_with('、') {
        return false;
    }
    match arabic_number(rest, 8) {
        None => rest.starts_with(|c: char| digit(c).is_some()),
        Some((_, count, length)) => !(count == 4 && rest[length..].starts_with('年')),
    }
}

/// 第一要务, 第三是: nouns of rank.
fn is_prime(marker: &str, rest: &str) -> bool {
    marker.ends_with('要') && rest.starts_with(['务', '素', '义', '件', '害', '领', '点', '位', '闻'])
}

/// 一应俱全, 一则消息, 一要素: words that only look like a marker.
fn is_set_phrase(marker: &str, rest: &str) -> bool {
    (marker.ends_with('应') && rest.starts_with(['俱', '尽', '具', '急']))
        || (marker.ends_with('则') && rest.starts_with(['消', '新', '公', '通', '启', '信', '案']))
        || (marker.ends_with('要') && rest.starts_with(['素', '务', '点', '件', '害', '领', '闻', '义']))
        || (marker.ends_with('需') && rest.starts_with('求'))
        || (marker.ends_with('是')
            && han_digit(rest.chars().next().unwrap_or(' '))
                .is_some_and(|value| marker.starts_with(|c| han_digit(c) == Some(value))))
}
