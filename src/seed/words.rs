//! Reading characters: what is a gap, what is a number, what ends a sentence, and two forms of a text made only for
//! recognising and comparing. It must not know what a notice is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use unicode_normalization::char::decompose_canonical;

use crate::script::folded;

/// Whether the character is white space or has no width: it is never part of what a notice says.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_zero_width(c)
}

/// Characters that show nothing and that copying from a page leaves behind (zero-width space, byte order mark inside a
/// text, soft hyphen, direction marks), and the NUL of a faulty program, which no page may hold.
pub(crate) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\0' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The text with every character in its Simplified, canonical form, for recognising words in either script. Byte
/// offsets are the same as in the text: a character whose form has another length stays as it is.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().map(canonical).map(|c| {
        let folded = folded(c);
        if c.len_utf8() == folded.len_utf8() { folded } else { c }
    }));
    plain
}

/// A compatibility ideograph's canonical form (that is all NFC does to Han), if it is as long in UTF-8.
fn canonical(c: char) -> char {
    if !matches!(c, '\u{f900}'..='\u{faff}') {
        return c;
    }
    let mut single = None;
    let mut count = 0;
    decompose_canonical(c, |part| {
        single = Some(part);
        count += 1;
    });
    single.filter(|part| count == 1 && part.len_utf8() == c.len_utf8()).unwrap_or(c)
}

/// The text without gaps and with full-width ASCII made half-width and quotation marks alike, for comparing.
pub(super) fn squeeze(plain: &str) -> String {
    plain.chars().filter(|&c| !is_gap(c)).map(half).collect()
}

/// A character as it is compared: half-width, quotation marks and bars alike.
pub(super) fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '“' | '”' | '「' | '」' | '『' | '』' | '‘' | '’' => '"',
        '︰' | '∶' | '﹕' => ':',
        _ => c,
    }
}

/// Whether the character is Han.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Whether the character ends a sentence.
pub(super) const fn is_full_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// Whether the character closes a quotation or bracket, and so may stand between a full stop and the sentence's end.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | ']' | '"')
}

/// Whether a line that ends so is complete: a sentence, a clause of a list, or an introduction.
pub(super) fn is_complete(text: &str) -> bool {
    let mut tail = text.chars().rev().skip_while(|&c| is_gap(c) || is_closer(c));
    let closed = text.chars().rev().find(|&c| !is_gap(c)).is_some_and(is_closer);
    match tail.next() {
        Some(c) if is_full_stop(c) => true,
        Some('；' | ';' | '：' | ':' | '…') => true,
        _ => closed && text.ends_with(['”', '」', '』']) && text.contains(['。', '！', '？']),
    }
}

/// Words by their first characters: of a long table only few are compared with a text.
pub(super) struct Table(BTreeMap<char, Vec<&'static str>>);

impl Table {
    /// The words of some lists.
    pub(super) fn new(lists: &[&[&'static str]]) -> Self {
        let mut words: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for word in lists.iter().copied().flatten() {
            words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
        }
        for same in words.values_mut() {
            same.sort_unstable_by_key(|word| Reverse(word.len()));
        }
        Self(words)
    }

    /// The longest word that a text starts with.
    pub(super) fn start_of(&self, text: &str) -> Option<&'static str> {
        let words = self.0.get(&text.chars().next()?)?;
        words.iter().copied().find(|word| text.starts_with(word))
    }
}

/// Whether it starts with one of the words.
pub(super) fn starts_with_any(text: &str, words: &[&str]) -> bool {
    // Of most words the third byte, where a Han character differs most, already is another one.
    let third = |text: &str| text.as_bytes().get(2).copied();
    let own = third(text);
    words.iter().any(|word| (third(word) == own || word.len() < 3) && text.starts_with(word))
}

/// Whether it ends with one of the words.
pub(super) fn ends_with_any(text: &str, words: &[&str]) -> bool {
    longest_end(text, words).is_some()
}

/// The longest of the words that it ends with.
pub(super) fn longest_end<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let last = |text: &str| text.as_bytes().last().copied();
    let own = last(text);
    let ending = words.iter().copied().filter(|word| last(word) == own && text.ends_with(word));
    ending.max_by_key(|word| word.len())
}

/// Whether it has one of the words.
pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The value of a decimal digit, half-width or full-width.
pub(super) fn digit(c: char) -> Option<u32> {
    half(c).to_digit(10)
}

/// The value of a Han numeral from 0 to 9.
pub(super) const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The number, below 1000, that Han numerals at the start of the text write with 十 and 百 (一, 十二, 二十, 一百零三),
/// and its length in bytes.
pub(super) fn han_number(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut pending, mut length) = (0, None, 0);
    let mut tens = false;
    for c in text.chars().take(7) {
        match (c, han_digit(c)) {
            ('十', _) if !tens => {
                total += pending.take().unwrap_or(1) * 10;
                tens = true;
            }
            ('百', _) if total == 0 => total += pending.take()? * 100,
            (_, Some(0)) if total >= 100 && pending.is_none() => {}
            (_, Some(value)) if value > 0 && pending.is_none() => pending = Some(value),
            _ => break,
        }
        length += c.len_utf8();
    }
    total += pending.unwrap_or(0);
    (total > 0).then_some((total, length))
}

/// The number that decimal digits at the start of the text write (at most `most` of them), how many they are, and
/// their length in bytes.
pub(super) fn arabic_number(text: &str, most: usize) -> Option<(u32, usize, usize)> {
    let (mut value, mut count, mut length) = (0, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        if count == most {
            return None;
        }
        value = value * 10 + digit;
        count += 1;
        length += c.len_utf8();
    }
    (count > 0).then_some((value, count, length))
}

/// The text cut to at most so many characters, with an ellipsis where something was cut.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(han_number("十四、"), Some((14, 6)));
        assert_eq!(han_number("一百零三条"), Some((103, 12)));
        assert_eq!(han_number("二十"), Some((20, 6)));
        assert_eq!(han_number("一二三"), Some((1, 3)));
        assert_eq!(han_number("十十"), Some((10, 3)));
        assert_eq!(han_number("要"), None);
        assert_eq!(arabic_number("１２．", 3), Some((12, 2, 6)));
        assert_eq!(arabic_number("2021年", 3), None);
    }

    #[test]
    fn completeness() {
        assert!(is_complete("完成任务。"));
        assert!(is_complete("他说：“要办好。”"));
        assert!(!is_complete("叫“一把手”"));
        assert!(!is_complete("总体目标"));
    }

    #[test]
    fn plain_keeps_offsets() {
        let text = "強調\u{f9b5}𠀀今后 A：";
        assert_eq!(plain(text).len(), text.len());
    }
}
