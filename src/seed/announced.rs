//! Announced counts: 就下一步工作提出三点要求. A cross-check of what was found, never a reason to change it.

use super::words::{arabic_number, contains_any, han_number};

/// Words that follow the number of things announced.
const COUNTED: &[&str] = &["点", "个方面", "方面", "项", "条", "个"];

/// What is announced.
const THINGS: &[&str] = &[
    "要求", "意见", "建议", "措施", "工作", "任务", "问题", "部署", "内容", "安排", "事项", "希望", "行动",
    "指示", "方面",
];

/// The number that the words before a list announce, with where they stand in them.
pub(super) fn announced(lead: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let from = lead.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let lead = &lead[from..];
    let mut last = None;
    for (at, c) in lead.char_indices() {
        let rest = &lead[at..];
        let number =
            han_number(rest).or_else(|| arabic_number(rest, 2).map(|(value, _, length)| (value, length)));
        let Some((value, length)) = number else { continue };
        // The second half of a number (十五), an ordinal (第三点), a part of another word (进一步).
        let before = lead[..at].chars().next_back();
        if before.is_some_and(|before| {
            matches!(before, '第' | '十' | '百' | '千' | '万' | '进' | '统') || before.is_ascii_digit()
        }) || c == '〇'
        {
            continue;
        }
        let Some(unit) = COUNTED.iter().find(|unit| rest[length..].starts_with(**unit)) else { continue };
        let after = &rest[length + unit.len()..];
        let near: String = after.chars().take(6).collect();
        if contains_any(&near, THINGS) || unit.ends_with("方面") {
            let end = from + at + length + unit.len();
            last = (value > 1).then_some((value, from + at..end));
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let count = |lead: &str| announced(lead).map(|(value, _)| value);
        assert_eq!(count("管委会主任就贯彻落实提出三点意见。"), Some(3));
        assert_eq!(count("局长在讲话中谈了三个方面的问题。"), Some(3));
        assert_eq!(count("并就下步工作提出5点要求："), Some(5));
        assert_eq!(count("有关事项通知如下："), None);
        assert_eq!(count("第三点意见"), None);
        assert_eq!(count("通报了十五个问题，强调"), Some(15));
    }
}
