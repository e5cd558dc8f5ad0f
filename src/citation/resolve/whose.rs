//! What a name or a number says by itself of whose document it is. It must not know the text around it, but for what
//! stands right before its marks.

use crate::citation::find::normal;
use crate::citation::key::key;
use crate::citation::plain::{ends_with, is_han, starts_with};
use crate::citation::registry::{Registry, letters};
use crate::citation::words;

/// Whether a regulation says by its name that it is the People's Republic's.
pub(super) fn is_mainland(registry: &Registry<'_>, index: usize) -> bool {
    starts_with(&letters(&key(registry.regulation(index).name.source())), "中华人民共和国")
}

/// Whether a document is one of a kind: 某保护条例 is a 条例; 某规划纲要 may be called 规划, too.
pub(super) fn is_of_kind(name: &[char], kind: &str) -> bool {
    let base = words::base(name);
    if kind == "法" {
        return is_law(base);
    }
    ends_with(base, kind) || (ends_with(base, "纲要") && ends_with(&base[..base.len() - 2], kind))
}

/// Whether a name is a law's: 办法 end in 法 and are none.
pub(super) fn is_law(name: &[char]) -> bool {
    ends_with(name, "法") && !ends_with(name, "办法")
}

/// Whether a number says which document it is: 国办发〔2017〕47号 does; a decree's number changes with every version.
pub(super) fn identifies(number: &str) -> bool {
    let number = normal(number);
    number.contains('〔') || number.contains('/') || number.contains("字第")
}

/// A place's name that ends right before a mark: 河北省, 保定市. Not 全省 or 我市, which name none.
pub(super) fn place_before(before: &[char]) -> Option<&[char]> {
    let before = before.strip_suffix(&['的']).unwrap_or(before);
    let (last, _) = before.split_last()?;
    if !"省市县区州盟旗".contains(*last)
        || ["全", "我", "本", "各", "该", "我们", "地", "园"]
            .iter()
            .any(|word| ends_with(&before[..before.len() - 1], word))
    {
        return None;
    }
    let length = before.iter().rev().take(10).take_while(|c| is_han(**c)).count();
    (length > 2).then(|| &before[before.len() - length..])
}

/// Where a place's name that ends right before a mark begins, if that can be told: 落实河北省《某条例》.
pub(super) fn place_start(before: &[char]) -> Option<usize> {
    const LONGEST: usize = 5;
    let place = place_before(before)?;
    let end = before.strip_suffix(&['的']).unwrap_or(before).len();
    if is_matter(&before[..end]) {
        return None;
    }
    if let ([name @ .., '省' | '市'], Some(province)) =
        (&before[..end], PROVINCES.iter().find(|province| ends_with(&before[..end - 1], province)))
    {
        return Some(name.len() - province.chars().count());
    }
    (2..=place.len()).map(|length| end - length).find(|start| {
        let head = &before[..*start];
        match head {
            [] => end <= LONGEST,
            [.., last] if !is_han(*last) => end - start <= LONGEST,
            // 《甲条例》和河北省《乙条例》; not 、和田市《丙条例》.
            [rest @ .., '和' | '与' | '及' | '在' | '按' | '对']
                if rest.last().is_none_or(|c| !is_han(*c)) =>
            {
                end - start > 2
            }
            _ => words::leads_surely(head),
        }
    })
}

/// Whether a name has in it what a place before the marks is called: 河北省 or 河北.
pub(super) fn has_place(name: &[char], place: &[char]) -> bool {
    // Whatever stands before the place's name in the run.
    (0..place.len() - 2).any(|start| {
        let whole: String = place[start..place.len() - 1].iter().collect();
        (0..name.len()).any(|at| starts_with(&name[at..], &whole))
    })
}

/// The provinces, autonomous regions and municipalities by the names that titles have without 省 or 市, folded:
/// 《河北雄安新区条例》.
const PROVINCES: [&str; 34] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
];

/// Words that end like a place's name and are a matter that rules are about.
const MATTERS: [&str; 12] =
    ["地区", "园区", "库区", "社区", "小区", "景区", "名胜区", "保护区", "开发区", "功能区", "江河", "河湖"];

/// The same, where they are a place's name with one more letter before them (聊城市, 房山区): 城市绿化条例 is not the
/// 绿化条例 of a city.
const MATTERS_ALONE: [&str; 6] = ["城市", "都市", "县市", "山区", "矿区", "林区"];

/// Whether the words end in a matter that rules are about, and not in a place's name.
fn is_matter(words: &[char]) -> bool {
    MATTERS.iter().any(|word| ends_with(words, word))
        || MATTERS_ALONE.iter().any(|word| {
            let head = words.strip_suffix(&word.chars().collect::<Vec<_>>()[..]);
            head.is_some_and(|head| head.last().is_none_or(|c| "省市县区州国".contains(*c)))
        })
}

/// Whether what a short form leaves out says only whose the document is, or where it holds: 中华人民共和国, 河北省,
/// 保定市白洋淀上游, 国务院办公厅 before 关于.
pub(super) fn says_whose(rest: &[char], name: &[char]) -> bool {
    const ENDS: [&str; 21] = [
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "自治区",
        "兵团",
        "镇",
        "乡",
        "特别行政区",
        "中华人民共和国",
        "江",
        "河",
        "湖",
        "淀",
        "流域",
        "上游",
        "中游",
        "下游",
    ];
    const ORGANS: [&str; 16] = [
        "院",
        "厅",
        "部",
        "局",
        "委",
        "会",
        "府",
        "室",
        "署",
        "社",
        "省",
        "市",
        "县",
        "区",
        "中共中央国务院",
        "党委",
    ];
    if rest.is_empty() {
        return true;
    }
    // Laws are the state's; what stands before their subject is part of it.
    if is_law(words::base(name)) {
        return rest.iter().collect::<String>() == "中华人民共和国";
    }
    if starts_with(name, "关于") {
        return ORGANS.iter().any(|word| ends_with(rest, word));
    }
    let is_province = PROVINCES.iter().any(|province| rest.iter().copied().eq(province.chars()));
    let ends = |words: &[&str]| words.iter().any(|word| ends_with(rest, word));
    is_province || (ends(&ENDS) && !is_matter(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(words: &str) -> Vec<char> {
        words.chars().collect()
    }

    #[test]
    fn where_a_place_begins() {
        for (before, place) in [
            ("认真落实河北省", Some("河北省")),
            ("，保定市的", Some("保定市")),
            ("》和河北省", Some("河北省")),
            ("、和田市", Some("和田市")),
            ("落实如东县", Some("如东县")),
            ("依据易县", Some("易县")),
            ("河北省", Some("河北省")),
            ("会议要求有关地方落实好河北省", Some("河北省")),
            ("会议要求有关地方落实好保定市", Some("保定市")),
            ("会议要求有关地方督促保定市", None),
            ("全省", None),
            ("城市", None),
            ("保护区", None),
        ] {
            let letters = chars(before);
            let end = letters.strip_suffix(&['的']).map_or(letters.len(), <[char]>::len);
            let found = place_start(&letters).map(|start| letters[start..end].iter().collect::<String>());
            assert_eq!(found.as_deref(), place, "{before}");
        }
    }

    #[test]
    fn what_says_whose() {
        for (rest, name) in [
            ("河北", "雄安新区条例"),
            ("聊城市", "大气污染防治条例"),
            ("保定市白洋淀上游", "生态环境保护条例"),
            ("成都市", "绿化条例"),
            ("中华人民共和国", "湿地保护法"),
            ("国务院办公厅", "关于某事的意见"),
        ] {
            assert!(says_whose(&chars(rest), &chars(name)), "{rest}");
        }
        for (rest, name) in [
            ("城市", "绿化条例"),
            ("河北省城市", "供水条例"),
            ("海洋", "环境保护条例"),
            ("河北省海洋", "环境保护条例"),
            ("自然保护区", "管理条例"),
            ("长江", "保护法"),
        ] {
            assert!(!says_whose(&chars(rest), &chars(name)), "{rest}");
        }
    }

    #[test]
    fn the_words_fold_to_themselves() {
        let words = PROVINCES.concat()
            + &MATTERS.concat()
            + &MATTERS_ALONE.concat()
            + "和与及在按对国流域上中下游江河湖淀";
        assert_eq!(crate::citation::plain::Plain::new(&words).folded, chars(&words));
    }
}
