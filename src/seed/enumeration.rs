//! The forms in which a notice numbers its demands: one table, one row a form. A new form is a new row with its own
//! example. It knows how a marker looks and where it may stand; it must not know how markers form lists.

use super::words::{arabic_number, digit, han_digit, han_number, is_gap};

/// How a form writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numeral {
    /// 一 二 … 十 十一.
    Han,
    /// 1 2 … or １ ２ …, at most three digits.
    Arabic,
    /// 第 with either.
    HanOrArabic,
    /// 壹 贰 叁 … 拾壹.
    Legal,
    /// Signs in the order of their numbers.
    Signs(&'static str),
    /// Words with their numbers; 0 stands for whichever number is the last.
    Words(&'static [(&'static str, u32)]),
}

/// Where in a text a marker may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a paragraph.
    Line,
    /// After a full stop or semicolon.
    Sentence,
    /// After a colon.
    Colon,
    /// After a comma or enumeration comma.
    Comma,
    /// After a verb of speech, without any mark between (會議要求一是…).
    Verb,
    /// Anywhere else.
    Inside,
}

/// What follows a marker is not what its form expects, so it is none: 一、二级保护区, 3.5吨, 第一要务.
type Refused = fn(marker: &str, rest: &str) -> bool;

/// A form of enumeration.
#[derive(Debug)]
pub(super) struct Form {
    /// What it looks like: an example that a test reads.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    pub(super) example: &'static str,
    /// Its height among forms: a smaller one stands above a greater one where nothing else tells.
    pub(super) rank: u8,
    /// Whether it is spoken (一要, 第一，, 首先): its numbers may go on in another spoken form.
    pub(super) spoken: bool,
    /// How many items the shortest list of it has.
    pub(super) least: usize,
    /// Whether it may begin inside a clause too: its signs are used for nothing else.
    anywhere: bool,
    /// The places where it may begin, besides the start of a paragraph.
    places: &'static [Place],
    /// One of these characters, or none where empty, opens the marker.
    open: &'static str,
    numeral: Numeral,
    /// One of these words must follow the number, the first that fits. Gaps before it are passed over.
    close: &'static [&'static str],
    /// Words that may stand between number and `close`.
    counters: &'static [&'static str],
    refused: Refused,
}

impl Form {
    /// Whether it may begin in such a place.
    pub(super) fn stands(&self, place: Place) -> bool {
        place == Place::Line || self.anywhere || self.places.contains(&place)
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
        numeral: Numeral::Legal,
        close: &["、", "．", ".", "："],
        places: HEADING,
        ..HEADED
    },
    // A rule's own articles. 第三条 in running text is a citation: a gap must follow, at the start of a paragraph.
    Form {
        example: "第一条　为了保护",
        rank: 1,
        open: "第",
        numeral: Numeral::HanOrArabic,
        close: &["条"],
        refused: |_, rest| !rest.starts_with(is_gap),
        ..HEADED
    },
    Form {
        example: "一、总体目标",
        rank: 2,
        numeral: Numeral::Han,
        close: &["、", "．", "."],
        places: HEADING,
        refused: is_range,
        ..HEADED
    },
    Form { example: "一　总体目标", rank: 2, numeral: Numeral::Han, close: &["　", "  "], ..HEADED },
    Form {
        example: "（一）落实责任",
        rank: 4,
        open: "（(〔【[",
        numeral: Numeral::Han,
        close: &["）", ")", "〕", "】", "]"],
        places: BRACKETED,
        refused: is_day,
        ..HEADED
    },
    Form {
        example: "㈠落实责任",
        rank: 4,
        numeral: Numeral::Signs("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "1.开展勘界",
        rank: 5,
        numeral: Numeral::Arabic,
        close: &[".", "．", "、", "。"],
        places: HEADING,
        refused: is_decimal,
        ..HEADED
    },
    Form {
        example: "⒈开展勘界",
        rank: 5,
        numeral: Numeral::Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        places: HEADING,
        ..HEADED
    },
    Form {
        example: "（1）界标",
        rank: 6,
        open: "（([〔【",
        numeral: Numeral::Arabic,
        close: &["）", ")", "]", "〕", "】"],
        places: BRACKETED,
        refused: is_day,
        ..HEADED
    },
    Form {
        example: "⑴界标",
        rank: 6,
        numeral: Numeral::Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "1) 施工時段",
        rank: 7,
        numeral: Numeral::Arabic,
        close: &[")", "）"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "①界标",
        rank: 8,
        anywhere: true,
        numeral: Numeral::Signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "甲、適用範圍",
        rank: 9,
        numeral: Numeral::Signs("甲乙丙丁戊己庚辛壬癸"),
        close: &["、", "．", "."],
        refused: |_, rest| rest.starts_with(['乙', '丙', '丁']),
        ..HEADED
    },
    Form {
        example: "(a) 清掃次數",
        rank: 10,
        open: "（(",
        numeral: Numeral::Signs("abcdefghijklmnopqrstuvwxyz"),
        close: &["）", ")"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "第一，学深悟透",
        rank: 20,
        spoken: true,
        open: "第",
        numeral: Numeral::HanOrArabic,
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
        numeral: Numeral::Words(&[("首先", 1), ("其次", 2), ("再次", 3), ("再者", 3), ("最后", 0)]),
        close: &["，", ",", "、", "：", ":", "要", "是", "须", "应"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "其一，责任不清",
        rank: 21,
        spoken: true,
        open: "其",
        numeral: Numeral::Han,
        close: &["，", ",", "、", "：", ":", "是"],
        places: BRACKETED,
        ..HEADED
    },
    Form {
        example: "一要认清形势",
        rank: 22,
        spoken: true,
        numeral: Numeral::Han,
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
        numeral: Numeral::Han,
        close: &[
            "抓", "看", "查", "防", "保", "促", "严", "管", "建", "强", "学", "治", "盯", "控", "改", "讲",
            "提", "转", "靠",
        ],
        places: BRACKETED,
        refused: |_, rest| rest.starts_with(|c| han_digit(c).is_some()),
        ..HEADED
    },
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
    numeral: Numeral::Han,
    close: &[],
    counters: &[],
    refused: |_, _| false,
};

/// A marker as it stands at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its row in [`FORMS`].
    pub(super) form: usize,
    /// Its number as printed; 0 where the word only says that it is the last.
    pub(super) first: u32,
    /// The last number of a joint marker ((二)及(三)); otherwise the same.
    pub(super) last: u32,
    /// The word that closes it, by its place in the row: tells 一要 from 一是.
    pub(super) word: usize,
    /// Its length in bytes.
    pub(super) length: usize,
}

impl Marker {
    /// Its row of the table.
    pub(super) fn row(&self) -> &'static Form {
        &FORMS[self.form]
    }
}

/// The marker at the start of a text in plain characters, whatever stands before it. Looks at a few characters only.
pub(super) fn marker_at(plain: &str) -> Option<Marker> {
    let first = plain.chars().next()?;
    if !can_open(first) {
        return None;
    }
    let marker = FORMS.iter().enumerate().find_map(|(index, form)| match_form(index, form, plain))?;
    Some(joint(plain, marker).unwrap_or(marker))
}

/// Whether any marker begins with this character.
fn can_open(c: char) -> bool {
    han_digit(c).is_some_and(|value| value > 0)
        || digit(c).is_some()
        || FORMS.iter().any(|form| {
            form.open.contains(c)
                || match form.numeral {
                    Numeral::Signs(signs) => signs.contains(c),
                    Numeral::Legal => common_numeral(c) != '、',
                    Numeral::Words(words) => words.iter().any(|(word, _)| word.starts_with(c)),
                    _ => false,
                }
        })
        || c == '十'
}

fn match_form(index: usize, form: &Form, plain: &str) -> Option<Marker> {
    let mut at = 0;
    if !form.open.is_empty() {
        at += plain.chars().next().filter(|&c| form.open.contains(c))?.len_utf8();
        at += gaps(&plain[at..]);
    }
    let (number, length) = number(form.numeral, &plain[at..])?;
    at += length;
    if let Some(counter) = form.counters.iter().find(|counter| plain[at..].starts_with(**counter)) {
        at += counter.len();
    }
    let mut word = 0;
    if !form.close.is_empty() {
        if !form.close.iter().any(|close| close.starts_with(is_gap)) {
            at += gaps(&plain[at..]);
        }
        word = form.close.iter().position(|close| plain[at..].starts_with(close))?;
        at += form.close[word].len();
    }
    // A dot or comma after a bracket ((一)、) is still the marker.
    if !form.open.is_empty() && form.close.contains(&")") && plain[at..].starts_with(['、', '．']) {
        at += '、'.len_utf8();
    }
    if (form.refused)(&plain[..at], &plain[at..]) {
        return None;
    }
    Some(Marker { form: index, first: number, last: number, word, length: at })
}

/// (二)及(三): one item with two numbers.
fn joint(plain: &str, marker: Marker) -> Option<Marker> {
    let form = marker.row();
    if form.open.is_empty() || form.spoken || !form.close.contains(&")") {
        return None;
    }
    let mut at = marker.length + gaps(&plain[marker.length..]);
    at += ["及", "和", "与", "至", "、", "-", "—"].iter().find(|word| plain[at..].starts_with(**word))?.len();
    at += gaps(&plain[at..]);
    let other = match_form(marker.form, form, &plain[at..])?;
    (other.first > marker.first).then_some(Marker { last: other.first, length: at + other.length, ..marker })
}

/// The length of the gaps at the start of the text, no more than three characters of them.
fn gaps(text: &str) -> usize {
    text.chars().take(3).take_while(|&c| is_gap(c) && c != '\n').map(char::len_utf8).sum()
}

fn number(numeral: Numeral, text: &str) -> Option<(u32, usize)> {
    match numeral {
        Numeral::Han => han_number(text).filter(|(value, _)| *value < 100),
        Numeral::Arabic => {
            arabic_number(text, 3).map(|(value, _, length)| (value, length)).filter(|(value, _)| *value > 0)
        }
        Numeral::HanOrArabic => number(Numeral::Han, text).or_else(|| number(Numeral::Arabic, text)),
        Numeral::Legal => {
            let common: String = text.chars().take(4).map(common_numeral).collect();
            // Both kinds of numeral are three bytes long, so the length is that of the text.
            number(Numeral::Han, &common).filter(|_| !text.starts_with(is_common))
        }
        Numeral::Signs(signs) => {
            let c = text.chars().next()?;
            let ordinal = signs.chars().position(|sign| sign == c)?;
            Some((u32::try_from(ordinal).ok()? + 1, c.len_utf8()))
        }
        Numeral::Words(words) => {
            words.iter().find(|(word, _)| text.starts_with(word)).map(|(word, value)| (*value, word.len()))
        }
    }
}

/// A numeral of legal writing as the common one; 參 is 参 in plain characters.
fn common_numeral(c: char) -> char {
    let place = "壹贰叁肆伍陆柒捌玖拾参".chars().position(|legal| legal == c);
    place.and_then(|place| "一二三四五六七八九十三".chars().nth(place)).unwrap_or('、')
}

fn is_common(c: char) -> bool {
    han_digit(c).is_some() || c == '十'
}

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

/// （30）日, (29)日, （三）季度: a bracketed number before a unit of time is a date.
fn is_day(_: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_gap);
    ["日", "月", "年", "号", "时", "项", "款", "条"].iter().any(|unit| rest.starts_with(unit))
        && !["日常", "年度", "月度", "项目", "条件", "日前", "年初", "年底", "月底", "时间", "号召", "款项"]
            .iter()
            .any(|word| rest.starts_with(word))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::words::plain;

    #[test]
    fn every_row_reads_its_example() {
        for (index, form) in FORMS.iter().enumerate() {
            let marker =
                marker_at(&plain(form.example)).unwrap_or_else(|| panic!("{} is not read", form.example));
            assert_eq!((marker.form, marker.first), (index, 1), "{}", form.example);
        }
    }

    #[test]
    fn no_markers() {
        for text in [
            "一把手",
            "一、二级保护区",
            "第二次全体会议",
            "第一时间",
            "第三季度",
            "十一、十二月份",
            "（30）日上午",
            "(29)日起",
            "3.5吨",
            "四个一律",
            "第一要务是发展",
            "一应俱全",
            "2021年",
            "一线",
            "一票否决",
            "三资",
            "第132章",
            "12345",
        ] {
            assert_eq!(marker_at(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_and_numbers() {
        fn read(text: &str) -> Option<(u32, u32, &str)> {
            marker_at(text).map(|marker| (marker.first, marker.last, &text[..marker.length]))
        }
        assert_eq!(read("(一 ) 食物"), Some((1, 1, "(一 )")));
        assert_eq!(read("(二)及(三) 合并"), Some((2, 3, "(二)及(三)")));
        assert_eq!(read("１．检查范围"), Some((1, 1, "１．")));
        assert_eq!(read("十四、鼓励"), Some((14, 14, "十四、")));
        assert_eq!(read("一是要落实"), Some((1, 1, "一是")));
        assert_eq!(read("第一点，"), Some((1, 1, "第一点，")));
        assert_eq!(read("1.2025年底前"), Some((1, 1, "1.")));
        assert_eq!(read("最后，监督"), Some((0, 0, "最后，")));
    }
}
