//! Punctuation as it is shown: as in the source, or full-width between Han characters as GB/T 15834 wants it. Digits,
//! times and addresses are left alone, and every sign stays one character. It must not know scripts or terms.

use std::ops::Range;

use super::{address, united};

/// How punctuation is shown. It changes nothing that is kept: neither the source text nor its hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// As the author wrote it.
    #[default]
    AsSource,
    /// Half-width `, : ; ? !` and brackets in Chinese text full-width.
    Fullwidth,
}

/// The text with half-width signs in Chinese surroundings full-width; as many characters as before.
///
/// A sign is in Chinese surroundings where a Han character or a Chinese sign stands right before it, or right after it
/// and no address before it; a pair of brackets where what it holds is Chinese in part and what stands before it is.
/// Signs in addresses and in what is verbatim (in bytes) are left alone.
pub(super) fn fullwidth(text: &str, verbatim: &[Range<usize>]) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut shown = characters.clone();
    let mut open = Vec::new();
    let mut left_alone = address::find(text);
    left_alone.extend_from_slice(verbatim);
    let mut left_alone = united(left_alone).into_iter().peekable();
    let mut byte = 0;
    for (at, &character) in characters.iter().enumerate() {
        let start = byte;
        byte += character.len_utf8();
        while left_alone.next_if(|held| held.end <= start).is_some() {}
        if left_alone.peek().is_some_and(|held| held.start <= start) {
            continue;
        }
        match character {
            ',' | ':' | ';' | '?' | '!' => {
                let before = at.checked_sub(1).map(|before| characters[before]);
                let after = characters.get(at + 1).copied();
                let chinese_before =
                    before.is_some_and(is_chinese) || (before == Some(')') && shown[at - 1] == '）');
                if chinese_before || (after.is_some_and(is_chinese) && !in_address(&characters[..at])) {
                    shown[at] = wide(character);
                }
            }
            '(' => open.push(at),
            ')' => {
                let Some(start) = open.pop() else { continue };
                let outside = start.checked_sub(1).is_none_or(|before| is_chinese(shown[before]));
                let after =
                    characters.get(at + 1).copied().is_none_or(|after| is_chinese(after) || after == '\n');
                if (outside || after) && characters[start + 1..at].iter().copied().any(is_han) {
                    shown[start] = wide('(');
                    shown[at] = wide(')');
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    shown.into_iter().collect()
}

/// The full-width form, which Unicode keeps at a fixed distance.
fn wide(sign: char) -> char {
    char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign)
}

/// Whether a character is Han: an ideograph of any of Unicode's blocks.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3347F}')
}

/// A Han character, or a sign that only Chinese text has right beside one.
fn is_chinese(character: char) -> bool {
    is_han(character)
        || matches!(character, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Whether an address of the web or of mail is being written at the end of these characters.
fn in_address(before: &[char]) -> bool {
    let word: String = before.iter().rev().take_while(|character| character.is_ascii_graphic()).collect();
    ["//:", "@", ".www"].iter().any(|sign| word.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::fullwidth;

    #[test]
    fn chinese_text_is_wide_and_the_rest_is_not() {
        for (source, shown) in [
            ("6月10日,陳恩惠專員強調:一要堅持", "6月10日，陳恩惠專員強調：一要堅持"),
            ("《规划(2018—2035年)》和", "《规划（2018—2035年）》和"),
            ("时间:2021-06-11 10:30", "时间：2021-06-11 10:30"),
            ("达到8.5%,全省第一", "达到8.5%，全省第一"),
            ("共1,000人;比例3:1", "共1,000人；比例3:1"),
            ("见http://a.cn/?a=1,b:2(c)页", "见http://a.cn/?a=1,b:2(c)页"),
            ("详见https://a.cn/发展/干部?a=发,见", "详见https://a.cn/发展/干部?a=发，见"),
            ("标准(GB 3095)规定", "标准(GB 3095)规定"),
            ("(一)加强监管;(二)落实责任!", "（一）加强监管；（二）落实责任！"),
            ("《条例》(以下简称《条例》),是否?", "《条例》（以下简称《条例》），是否？"),
            ("落实“三同时”,严格", "落实“三同时”，严格"),
            ("a, b: c; (d)", "a, b: c; (d)"),
            ("", ""),
        ] {
            assert_eq!(fullwidth(source, &[]), shown);
        }
    }
}
