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

/// Whether what a short form leaves out says only whose the document is: 中华人民共和国, 河北省, 国务院办公厅 before 关于.
pub(super) fn says_whose(rest: &[char], name: &[char]) -> bool {
    const ENDS: [&str; 13] = [
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
    ENDS.iter().any(|word| ends_with(rest, word))
        && !ends_with(rest, "地区")
        && !ends_with(rest, "园区")
        && !ends_with(rest, "库区")
}
