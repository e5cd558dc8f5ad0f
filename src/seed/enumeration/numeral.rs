//! The ways in which markers write their numbers. It must not know what stands around a number.

use crate::seed::words::{arabic_number, digit, han_digit, han_number};

/// How a form writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
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
    /// i ii iii iv … or I II III IV …, below 40.
    Roman,
    /// The last of so many numbers joined by dots (2.1.3).
    Section(usize),
    /// Words with their numbers; 0 stands for whichever number is the last.
    Words(&'static [(&'static str, u32)]),
}

impl Numeral {
    /// The number at the start of a text in plain characters, and its length in bytes.
    pub(super) fn read(self, text: &str) -> Option<(u32, usize)> {
        match self {
            Self::Han => han_number(text).filter(|(value, _)| *value < 100),
            Self::Arabic => arabic_number(text, 3)
                .map(|(value, _, length)| (value, length))
                .filter(|(value, _)| *value > 0),
            Self::HanOrArabic => Self::Han.read(text).or_else(|| Self::Arabic.read(text)),
            Self::Legal => {
                let common: String = text.chars().take(4).map(common_numeral).collect();
                // Both kinds of numeral are three bytes long, so the length is that of the text.
                Self::Han.read(&common).filter(|_| !text.starts_with(is_common))
            }
            Self::Signs(signs) => {
                let c = text.chars().next()?;
                let ordinal = signs.chars().position(|sign| sign == c)?;
                Some((u32::try_from(ordinal).ok()? + 1, c.len_utf8()))
            }
            Self::Roman => roman(text),
            Self::Section(depth) => section(text, depth),
            Self::Words(words) => words
                .iter()
                .find(|(word, _)| text.starts_with(word))
                .map(|(word, value)| (*value, word.len())),
        }
    }

    /// The characters that a number so written may begin with.
    pub(super) fn openers(self) -> Vec<char> {
        const HAN: &str = "一二三四五六七八九十";
        const ARABIC: &str = "0123456789０１２３４５６７８９";
        match self {
            Self::Han => HAN.chars().collect(),
            Self::Arabic | Self::Section(_) => ARABIC.chars().collect(),
            Self::HanOrArabic => HAN.chars().chain(ARABIC.chars()).collect(),
            Self::Legal => LEGAL.chars().collect(),
            Self::Signs(signs) => signs.chars().collect(),
            Self::Roman => "ivxIVX".chars().collect(),
            Self::Words(words) => words.iter().filter_map(|(word, _)| word.chars().next()).collect(),
        }
    }
}

/// The last of so many numbers below 100, none of them zero, joined by dots, and no more of them.
fn section(text: &str, depth: usize) -> Option<(u32, usize)> {
    let (mut at, mut last) = (0, 0);
    for part in 0..depth {
        if part > 0 {
            at += text[at..].chars().next().filter(|&c| matches!(c, '.' | '．'))?.len_utf8();
        }
        let (value, _, length) = arabic_number(&text[at..], 2)?;
        (at, last) = (at + length, value);
        if value == 0 {
            return None;
        }
    }
    // A dot with a number behind it goes on; alone it may close the marker.
    let rest = text[at..].trim_start_matches(['.', '．']);
    let more =
        rest.starts_with(|c: char| digit(c).is_some()) || text.len() - rest.len() > at + '．'.len_utf8();
    (!more).then_some((last, at))
}

/// A Roman number below 40 in letters of one case, written as it should be.
fn roman(text: &str) -> Option<(u32, usize)> {
    const TENS: [&str; 4] = ["xxx", "xx", "x", ""];
    const ONES: [&str; 10] = ["viii", "vii", "iii", "vi", "iv", "ix", "ii", "v", "i", ""];
    const VALUES: [u32; 10] = [8, 7, 3, 6, 4, 9, 2, 5, 1, 0];
    let length = text.bytes().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let letters = &text[..length];
    let lower = letters.to_ascii_lowercase();
    if letters != lower && letters != letters.to_ascii_uppercase() {
        return None;
    }
    let tens = TENS.iter().position(|tens| lower.starts_with(tens))?;
    let rest = &lower[TENS[tens].len()..];
    let ones = ONES.iter().position(|ones| rest == *ones)?;
    let value = u32::try_from(3 - tens).ok()? * 10 + VALUES[ones];
    (value > 0).then_some((value, length))
}

/// The numerals of legal writing, in the order of their numbers; 参 is another three.
const LEGAL: &str = "壹贰叁肆伍陆柒捌玖拾参";

/// A numeral of legal writing as the common one; 參 is 参 in plain characters.
fn common_numeral(c: char) -> char {
    let place = LEGAL.chars().position(|legal| legal == c);
    place.and_then(|place| "一二三四五六七八九十三".chars().nth(place)).unwrap_or('、')
}

fn is_common(c: char) -> bool {
    han_digit(c).is_some() || c == '十'
}
