//! How much of an item is its heading: marker and topic sentence. It must not know lists.

use super::words::{digit, is_closer, is_full_stop};

/// A topic sentence of more characters than this ends at its first comma.
const LONGEST: usize = 60;

/// The length in bytes of the heading of an item: its marker and what follows to the first 。！？；： (with the mark), or,
/// where that is longer than [`LONGEST`] characters, to its first comma. Never cut inside 《》, quotation marks or
/// brackets; the whole text where nothing ends it.
pub(super) fn topic_length(plain: &str, marker: usize) -> usize {
    let mut closers: Vec<char> = Vec::new();
    let mut comma = None;
    let mut before = ' ';
    let mut counted = 0;
    let mut chars = plain.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        counted += 1;
        if at < marker {
            continue;
        }
        let end = at + c.len_utf8();
        match c {
            '《' => closers.push('》'),
            '“' => closers.push('”'),
            '「' => closers.push('」'),
            '『' => closers.push('』'),
            '（' => closers.push('）'),
            '(' => closers.push(')'),
            _ if closers.last() == Some(&c) => {
                closers.pop();
            }
            _ if !closers.is_empty() => {}
            '，' | ',' if comma.is_none() && !between_digits(before, chars.peek()) => comma = Some(end),
            '；' | ';' | '：' | ':' if between_digits(before, chars.peek()) => {}
            _ if is_full_stop(c) || matches!(c, '；' | ';' | '：' | ':') => {
                // What closes with the stop belongs to it (…！”), further stops too (？！).
                let mut end = end;
                while let Some((at, c)) =
                    chars.next_if(|&(_, c)| is_full_stop(c) || (is_closer(c) && c != '"'))
                {
                    end = at + c.len_utf8();
                }
                return match comma {
                    Some(comma) if counted > LONGEST => comma,
                    _ => end,
                };
            }
            _ => {}
        }
        if counted > LONGEST
            && let Some(comma) = comma
        {
            return comma;
        }
        before = c;
    }
    match comma {
        Some(comma) if counted > LONGEST => comma,
        _ => plain.len(),
    }
}

/// 9:30, 3,000: a mark between digits is part of a number.
fn between_digits(before: char, after: Option<&(usize, char)>) -> bool {
    digit(before).is_some() && after.is_some_and(|&(_, c)| digit(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str, marker: &str) -> String {
        text[..topic_length(text, marker.len())].to_owned()
    }

    #[test]
    fn topics() {
        assert_eq!(topic("一、总体目标", "一、"), "一、总体目标");
        assert_eq!(topic("二是突出重點,確保完成。打好攻堅戰。", "二是"), "二是突出重點,確保完成。");
        assert_eq!(topic("第一，学深悟透，弄清。后文。", "第一，"), "第一，学深悟透，弄清。");
        let long = format!("一要{}，{}。", "甲".repeat(20), "乙".repeat(60));
        assert_eq!(topic(&long, "一要"), format!("一要{}，", "甲".repeat(20)));
        let quoted = format!("一要落实《{}，{}》要求。", "甲".repeat(40), "乙".repeat(40));
        assert_eq!(topic(&quoted, "一要"), quoted);
        assert_eq!(topic("一要“快！”不能等。", "一要"), "一要“快！”不能等。");
        assert_eq!(topic("1.上午9:30集合。", "1."), "1.上午9:30集合。");
    }
}
