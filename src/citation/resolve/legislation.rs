//! Under whose laws a text stands, where it says so itself: Taiwan's, Hong Kong's and Macau's authorities cite laws of
//! their own by names that the mainland's have, too. It must not know regulations.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Passage;
use crate::citation::plain::{Plain, ends_with, is_han, starts_with};
use crate::regulation::number_at;

/// What every mark has in it, in both scripts: few texts have any, and only those are looked at further.
const HINTS: [&str; 23] = [
    "民國",
    "民国",
    "行政院",
    "立法院",
    "總統令",
    "总统令",
    "直轄市",
    "直辖市",
    "臺幣",
    "台幣",
    "台币",
    "字第",
    "市政府",
    "縣政府",
    "县政府",
    "特別行政區",
    "特别行政区",
    "檢察署",
    "检察署",
    "地方法院",
    "大陸",
    "大陆",
    "/",
];

/// Taiwan's cities and counties, folded. 连江县 is left out: Fujian has one.
const TAIWAN: [&str; 20] = [
    "台北",
    "新北",
    "桃园",
    "台中",
    "台南",
    "高雄",
    "基隆",
    "新竹",
    "苗栗",
    "彰化",
    "南投",
    "云林",
    "嘉义",
    "屏东",
    "宜兰",
    "花莲",
    "台东",
    "澎湖",
    "金门",
    "台湾省",
];

/// Laws of the People's Republic that have a region's name in theirs.
const OF_THE_STATE: [&str; 3] = ["基本法", "驻军法", "维护国家安全法"];

/// Whether any of the texts shows that it stands under other laws than the mainland's. `passages` are those of
/// them that were folded already.
pub(super) fn is_elsewhere<'t>(texts: impl Iterator<Item = &'t str>, passages: &[Passage]) -> bool {
    static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(HINTS).ok());
    let Some(automaton) = &*AUTOMATON else { return false };
    let mut passages = passages.iter().peekable();
    texts.enumerate().any(|(index, text)| {
        let folded = passages.next_if(|passage| passage.block == index);
        automaton.is_match(text)
            && match folded {
                Some(passage) => has_mark(&passage.plain.folded),
                None => has_mark(&Plain::new(text).folded),
            }
    })
}

fn has_mark(folded: &[char]) -> bool {
    (0..folded.len()).any(|at| {
        let (before, rest) = (&folded[..at], &folded[at..]);
        match rest[0] {
            '民' => starts_with(rest, "民国") && is_year_of_taiwan(rest),
            // The mainland's courts and procurators are 人民法院 and 人民检察院.
            '地' => {
                starts_with(rest, "地方检察署")
                    || starts_with(rest, "地方法院")
                        && TAIWAN.iter().chain(&["台湾"]).any(|place| ends_with(before, place))
            }
            '高' => starts_with(rest, "高等检察署"),
            // 大陸《刑法》 is said where the laws are others.
            '大' => {
                let rest = rest.strip_prefix(&['大', '陆', '地', '区']).or(rest.strip_prefix(&['大', '陆']));
                rest.is_some_and(|rest| matches!(rest.first(), Some('《' | '「')))
            }
            // 行政院校 are schools.
            '行' => starts_with(rest, "行政院") && !matches!(rest.get(3), Some('校' | '系')),
            '立' => starts_with(rest, "立法院") && !matches!(rest.get(3), Some('校' | '系')),
            // 美国总统令 is another president's.
            '总' => {
                starts_with(rest, "总统令")
                    && before.last().is_none_or(|c| !is_han(*c) || "奉依按经".contains(*c))
            }
            // 各省、自治区、直辖市、县（市）政府 are the mainland's.
            '直' => starts_with(rest, "直辖市、县(市)") && !ends_with(before, "自治区、"),
            '新' => starts_with(rest, "新台币"),
            '字' => starts_with(rest, "字第") && is_number_of_taiwan(rest),
            '市' | '县' => {
                starts_with(&rest[1..], "政府") && TAIWAN.iter().any(|place| ends_with(before, place))
            }
            '号' => (starts_with(rest, "号法律") || starts_with(rest, "号行政法规")) && is_slashed(before),
            '特' => is_region(before, rest),
            _ => false,
        }
    })
}

/// 民國110年. The mainland writes the years before 1949 so, in its history: 民国二十八年大水.
fn is_year_of_taiwan(rest: &[char]) -> bool {
    let start = 2 + rest[2..].iter().take(2).take_while(|c| **c == ' ').count();
    number_at(rest, start).is_some_and(|(year, end)| {
        let end = end + rest[end..].iter().take(2).take_while(|c| **c == ' ').count();
        (39..200).contains(&year) && matches!(rest.get(end), Some('年' | '.' | '/' | '-'))
    })
}

/// 字第1100123456號: the year of the Republic in three digits, and seven more.
fn is_number_of_taiwan(rest: &[char]) -> bool {
    let digits: String = rest[2..].iter().take(12).take_while(|c| c.is_ascii_digit()).collect();
    let year = digits.get(..3).and_then(|year| year.parse().ok()).unwrap_or(0);
    matches!(digits.len(), 10 | 11) && (39..200).contains(&year) && rest.get(2 + digits.len()) == Some(&'号')
}

/// 第5/2011號: Macau numbers its laws so.
fn is_slashed(before: &[char]) -> bool {
    let year = before.iter().rev().take(5).take_while(|c| c.is_ascii_digit()).count();
    let slash = before.len() - year;
    year == 4 && before[..slash].last() == Some(&'/') && slash > 1 && before[slash - 2].is_ascii_digit()
}

/// 香港特別行政區, but for the state's own laws on it, and for lists of regions, as the mainland's rules on investors
/// have them (香港特别行政区、澳门特别行政区的投资者).
fn is_region(before: &[char], rest: &[char]) -> bool {
    const NAME: &str = "特别行政区";
    const JOINS: [char; 4] = ['、', '和', '与', '及'];
    let Some(region) = ["香港", "澳门"].into_iter().find(|region| ends_with(before, region)) else {
        return false;
    };
    let Some(after) = rest.get(5..).filter(|_| starts_with(rest, NAME)) else { return false };
    if OF_THE_STATE.iter().any(|law| starts_with(after, law)) {
        return false;
    }
    let other = if region == "香港" { "澳门" } else { "香港" };
    let head = &before[..before.len() - 2];
    let listed_after = after.split_first().is_some_and(|(join, next)| {
        JOINS.contains(join) && (starts_with(next, other) || starts_with(next, "台湾"))
    });
    let listed_before = head.split_last().is_some_and(|(join, head)| {
        JOINS.contains(join) && (ends_with(head, NAME) || ends_with(head, other) || ends_with(head, "台湾"))
    });
    !listed_after && !listed_before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere(text: &str) -> bool {
        is_elsewhere(std::iter::once(text), &[])
    }

    #[test]
    fn marks() {
        for text in [
            "發布日期：民國110年12月30日",
            "中華民國 一一〇 年三月",
            "经行政院核定",
            "奉總統令公布",
            "直轄市、縣（市）政府應",
            "新臺幣三萬元",
            "府環空字第1100123456號",
            "高雄市政府環境保護局",
            "臺北市政府",
            "香港特別行政區政府",
            "澳門特別行政區",
            "第8/2014號法律",
            "第12/2020号行政法规",
            "臺灣瀾東地方檢察署",
            "移送臺北地方法院",
            "大陸《刑法》",
        ] {
            assert!(elsewhere(text), "{text}");
        }
        for text in [
            "民国二十八年大水",
            "民国时期",
            "党校、行政院校",
            "美国总统令",
            "各省、自治区、直辖市、县（市）政府",
            "沪环字第123号",
            "保定市政府",
            "香港特别行政区、澳门特别行政区和台湾地区投资者",
            "《中华人民共和国香港特别行政区基本法》",
            "国务院令第591号",
            "地方法院、人民检察院",
            "12/2020 号",
        ] {
            assert!(!elsewhere(text), "{text}");
        }
    }

    #[test]
    fn the_words_fold_to_themselves() {
        let words = TAIWAN.concat()
            + &OF_THE_STATE.concat()
            + "民国行政院立法院总统令直辖市县新台币字第号法律行政法规香港澳门特别行政区自治区奉依按经校系";
        assert_eq!(Plain::new(&words).folded, words.chars().collect::<Vec<_>>());
    }
}
