//! What a name or a number says by itself of whose document it is. It must not know the text around it.

use crate::citation::find::normal;
use crate::citation::key::key;
use crate::citation::plain::{ends_with, starts_with};
use crate::citation::registry::{Registry, letters};
use crate::citation::words::{self, is_law, is_matter};

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

/// Whether a number says which document it is: 国办发〔2017〕47号 does; a decree's number changes with every version.
pub(super) fn identifies(number: &str) -> bool {
    let number = normal(number);
    number.contains('〔') || number.contains('/') || number.contains("字第")
}

/// Whether a name says itself whose the document is: 河北省某条例, 河北雄安新区条例, 中华人民共和国某条例.
pub(super) fn says_itself(name: &[char]) -> bool {
    if ["中华人民共和国", "国务院", "中共中央"].iter().any(|word| starts_with(name, word)) {
        return true;
    }
    words::begins_with_place(name)
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
    let is_province = words::is_province(rest);
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
    fn the_letters_of_this_file_fold_to_themselves() {
        crate::citation::plain::assert_folded(include_str!("whose.rs"));
    }
}
