//! What stands right before the marks of a name: whose document it says that is, and where the place's name begins in it. It
//! must not know what stands in the marks.

use super::place::Named;
use crate::citation::plain::{ends_with, is_han};
use crate::citation::words::{self, UNITS, is_matter};
use crate::regulation::numeral::is_numeral;

/// Whose a document is, as what stands right before its marks says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner<'a> {
    /// Nobody's, or our own: 全省, 我市, 各县区.
    Unsaid,
    /// A place's, by its name.
    Place(Named<'a>),
    /// One's that has no name here: 外省, 某市, 该县.
    Other,
}

/// The places of textbooks: 甲省, 乙市.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// Whose the document is that stands right after these characters.
pub(super) fn owner(before: &[char]) -> Owner<'_> {
    let mut end = before.len();
    // 山东省新修订的《某条例》: step by step back to the place, never through one.
    loop {
        let head = &before[..end];
        if let Some(start) = known_start(head) {
            return Owner::Place(Named { letters: &before[start..end], start: Some(start), end });
        }
        if ["外地", "异地", "外埠", "当地", "外省份", "其他省份", "其他地区", "其他地方", "其它地区"]
            .iter()
            .any(|word| ends_with(head, word))
        {
            return Owner::Other;
        }
        if head.last().is_some_and(|c| UNITS.contains(*c)) {
            return of_unit(head);
        }
        match between(head) {
            Some(shorter) if shorter < end => end = shorter,
            _ => return Owner::Unsaid,
        }
    }
}

/// Whose it is, where the characters end in the letter of a unit.
fn of_unit(before: &[char]) -> Owner<'_> {
    const OTHERS: [&str; 13] =
        ["外", "他", "邻", "某", "兄弟", "其他", "其它", "别", "另一", "该", "周边", "相邻", "友"];
    // What of a place has no name: our own, or any.
    const OURS: [&str; 10] = ["全", "我", "本", "各", "我们", "设", "辖", "级", "的", "有关"];
    let end = before.len();
    let units = before.iter().rev().take_while(|c| UNITS.contains(**c) || **c == '乡' || **c == '镇').count();
    let head = &before[..end - units];
    let last = before[end - 1];
    if head.last().is_some_and(char::is_ascii_uppercase) {
        return Owner::Place(Named {
            letters: &before[end - units - 1..],
            start: Some(end - units - 1),
            end,
        });
    }
    if OTHERS.iter().any(|word| ends_with(head, word)) {
        return Owner::Other;
    }
    // 自治区《某条例》: whoever has no such word in the name or in what is known of it is another. Those with a name of their
    // own are all known.
    let own = head.strip_suffix(&['自', '治']).unwrap_or(head);
    if own.len() < head.len() && matches!(last, '区' | '州') {
        return Owner::Place(Named { letters: &before[end - 3..], start: Some(end - 3), end });
    }
    let ours = OURS.iter().any(|word| ends_with(own, word)) && !ends_with(head, "万全");
    // 落实省《某条例》, 宣传市《某条例》
    let leads = ["宣传", "印发", "转发", "推进", "报送"].iter().any(|word| ends_with(head, word))
        || words::leads_surely(head);
    let zone = last == '区' && matches!(head.last(), Some('地' | '园' | '社' | '小'));
    let length = before.iter().rev().take(14).take_while(|c| is_han(**c)).count();
    let letters = &before[end - length..];
    if ours || leads || zone || own.last().is_none_or(|c| !is_han(*c)) || is_alone(letters) {
        return Owner::Unsaid;
    }
    Owner::Place(Named { letters, start: unknown_start(before), end })
}

/// Whether the two letters of a run say no place's name: 城市, 对市; but 易县, 苏州.
fn is_alone(letters: &[char]) -> bool {
    match letters {
        [head, '县' | '州'] => "在对由和与及按从向为是经据".contains(*head),
        [head, '省' | '市' | '区'] => !STEMS.contains(*head),
        [_, _] | [_] | [] => true,
        _ => is_matter(letters) && letters.len() < 4,
    }
}

/// Where a place's name begins that the characters end with, and that is known: 河北省, 山东, 保定, 内蒙古自治区, 甲市.
fn known_start(before: &[char]) -> Option<usize> {
    let end = before.len();
    if let [.., stem, unit] = before
        && STEMS.contains(*stem)
        && UNITS.contains(*unit)
    {
        return Some(end - 2);
    }
    let known = |end: usize| {
        (2..=4.min(end)).rev().map(|length| end - length).find(|start| words::is_place(&before[*start..end]))
    };
    if let Some(start) = known(end) {
        return Some(start);
    }
    match before.last()? {
        // 长春市, and not 长春区; 吉林省 and 吉林市.
        '省' | '市' | '州' | '盟' => {}
        '区' if ends_with(before, "自治区") || ends_with(before, "地区") || ends_with(before, "行政区") =>
            {}
        _ => return None,
    }
    for words in ["特别行政区", "地区", "省", "市", "州", "盟"] {
        if let Some(start) =
            before.strip_suffix(&words.chars().collect::<Vec<_>>()[..]).and_then(|head| known(head.len()))
        {
            return Some(start);
        }
    }
    // 延边朝鲜族自治州: the people's name stands between.
    let head =
        before.strip_suffix(&['自', '治', '区']).or_else(|| before.strip_suffix(&['自', '治', '州']))?;
    let people = |end: &usize| {
        let people = &head[*end..];
        people.is_empty()
            || ["族", "蒙古", "柯尔克孜", "哈萨克", "维吾尔"].iter().any(|word| ends_with(people, word))
    };
    (head.len().saturating_sub(9)..=head.len()).rev().filter(people).find_map(known)
}

/// Where shorter characters end without what may stand between a place and the marks: 的, 现行, 新修订的, 人民政府.
fn between(before: &[char]) -> Option<usize> {
    const MADE: [&str; 10] = ["制定", "出台", "颁布", "公布", "修订", "修正", "修改", "通过", "废止", "颁行"];
    const USED: [&str; 5] = ["施行", "实施", "发布", "印发", "执行"];
    const PLAIN: [&str; 20] = [
        "现行",
        "最新",
        "新版",
        "修订后",
        "修正后",
        "新",
        "原",
        "现",
        "人民",
        "政府",
        "人大",
        "常委会",
        "人民代表大会",
        "常务委员会",
        "办公厅",
        "办公室",
        "地方性法规",
        "地方法规",
        "地方标准",
        "党委",
    ];
    let strip = |head: &[char], words: &[&str]| {
        let word = words.iter().find(|word| ends_with(head, word))?;
        Some(head.len() - word.chars().count())
    };
    let end = before.len();
    match before {
        [.., ' ' | ':' | '"' | '“' | '‘'] => return Some(end - 1),
        // 北京（市）, 云南省（滇）
        [.., ')'] => return before.iter().rev().take(6).position(|c| *c == '(').map(|back| end - 1 - back),
        [head @ .., '的' | '之'] => return Some(strip(head, &USED).unwrap_or(head.len())),
        [head @ .., '了'] => return strip(head, &MADE),
        [.., '省' | '市' | '县' | '区' | '州', '委'] => return Some(end - 1),
        [head @ .., '年' | '月' | '日'] => {
            let digits = head.iter().rev().take(4).take_while(|c| is_numeral(**c)).count();
            return (digits > 0).then_some(head.len() - digits);
        }
        _ => {}
    }
    if let Some(shorter) = strip(before, &MADE).or_else(|| strip(before, &PLAIN)) {
        return Some(shorter);
    }
    // 保定市城市管理局, 山东省生态环境厅
    if !matches!(before.last(), Some('厅' | '局')) {
        return None;
    }
    let run = before.iter().rev().take(14).take_while(|c| is_han(**c)).count();
    (end - run..end)
        .rev()
        .find(|at| "省市县区州".contains(before[*at]) && !is_matter(&before[..=*at]))
        .map(|at| at + 1)
}

/// Where a place's name begins that is not known, by what stands before it: 落实如东县《某条例》.
fn unknown_start(before: &[char]) -> Option<usize> {
    const LONGEST: usize = 5;
    let end = before.len();
    let run = before.iter().rev().take(10).take_while(|c| is_han(**c)).count();
    if is_matter(before) {
        return None;
    }
    (2..=run).map(|length| end - length).find(|start| {
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
            ("会议要求有关地方督促保定市", Some("保定市")),
            ("对照山东", Some("山东")),
            ("对照甲省", Some("甲省")),
            ("新疆维吾尔自治区人民政府", Some("新疆维吾尔自治区")),
            ("对照山东省生态环境厅2020年印发的", Some("山东省")),
            ("保定市城市管理局", Some("保定市")),
            ("A市", Some("A市")),
            ("对照自治区", Some("自治区")),
            ("对照昆山", Some("昆山")),
            ("会议要求有关地方督促昌黎县", None),
        ] {
            let letters = chars(before);
            let Owner::Place(named) = owner(&letters) else { panic!("{before}") };
            let found = named.start.map(|start| letters[start..named.end].iter().collect::<String>());
            assert_eq!(found.as_deref(), place, "{before}");
        }
        for ours in ["全省", "我市", "各县区", "城市", "保护区", "落实省", "设区的市", "省人民政府", ""]
        {
            assert_eq!(owner(&chars(ours)), Owner::Unsaid, "{ours}");
        }
        for other in ["外省", "某市", "其他省市", "外地的", "该县"] {
            assert_eq!(owner(&chars(other)), Owner::Other, "{other}");
        }
    }

    #[test]
    fn the_letters_of_this_file_fold_to_themselves() {
        crate::citation::plain::assert_folded(include_str!("before.rs"));
    }
}
