//! Numerals as articles, paragraphs and points are numbered: Arabic, full-width, and Han with or without places
//! (一百零一, 一〇一), read and written from 0 to 9999; and the letters and Roman numerals of Hong Kong's points and items. It
//! must not know which regulation has them.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Numerals {
    /// 一百零一: Han numerals with places, as laws print them.
    Han,
    /// 101
    Arabic,
    /// １０１
    FullWidth,
}

/// The largest number that can be read or written.
pub const MAX: u32 = 9999;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl Numerals {
    /// The number in this style; `None` above [`MAX`].
    pub fn write(self, number: u32) -> Option<String> {
        if number > MAX {
            return None;
        }
        Some(match self {
            Self::Han => han(number),
            Self::Arabic => number.to_string(),
            Self::FullWidth => number.to_string().chars().map(full_width).collect(),
        })
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit)
}

/// 一百零一, 十二, 二百一十: the form of the Standing Committee's drafting rules (立法技术规范).
fn han(number: u32) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut written = String::new();
    let mut gap = false;
    for (place, unit) in [(1000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = number / place % 10;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if gap {
            written.push('零');
            gap = false;
        }
        // 十二, not 一十二, but 一百一十二.
        if !(place == 10 && digit == 1 && written.is_empty()) {
            written.push(DIGITS[digit as usize]);
        }
        written.extend(unit);
    }
    written
}

/// Whether a character can be part of a numeral.
pub fn is_numeral(c: char) -> bool {
    arabic(c).is_some() || digit(c).is_some() || place(c).is_some() || matches!(c, '廿' | '卅')
}

/// Reads a whole numeral in any style; `None` where it is not well formed, or above [`MAX`]. 一百五 (for 150 or 105)
/// is not.
pub fn read(numeral: &[char]) -> Option<u32> {
    let (&first, _) = numeral.split_first()?;
    if numeral.len() > 12 {
        return None;
    }
    if arabic(first).is_some() {
        return positional(numeral, arabic);
    }
    if numeral.len() > 1 && numeral.iter().all(|&c| digit(c).is_some()) {
        return positional(numeral, digit);
    }
    placed(numeral)
}

/// Reads a Roman numeral in small letters, i to xxxix.
pub fn roman(numeral: &[char]) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = numeral.iter().take_while(|c| **c == 'x').count().min(3);
    let ones = ONES.iter().position(|ones| ones.chars().eq(numeral[tens..].iter().copied()))?;
    let number = tens * 10 + ones;
    (number > 0).then_some(number as u32)
}

/// What a letter of a point counts, in Hong Kong's way: (a) is 1, (z) 26, the inserted (aa) 27 and (ba) 53, as columns of
/// a table are counted.
fn letters(letters: &[char]) -> Option<u32> {
    let value = |c: &char| c.is_ascii_lowercase().then(|| *c as u32 - 'a' as u32 + 1);
    let longest = letters.len() < 7;
    let all =
        letters.iter().filter(|_| longest).try_fold(0, |number, letter| Some(number * 26 + value(letter)?));
    all.filter(|number| *number > 0)
}

/// The number of a point by its letters: one, or two of an inserted one. (ii) is never inserted behind (i).
pub fn point(inner: &[char]) -> Option<u32> {
    letters(inner).filter(|_| inner.len() == 1 || (inner.len() == 2 && roman(inner).is_none()))
}

/// The number of an item: its Roman numeral; of an inserted one, (iia) behind (ii), what its letters count, which is more.
pub fn item(inner: &[char]) -> Option<u32> {
    let inserted = || {
        roman(inner.split_last()?.1)?;
        letters(inner)
    };
    roman(inner).or_else(inserted)
}

/// The Roman numeral of an item's number: 2 of (ii) and of (iia).
pub fn roman_of(item: u32) -> u32 {
    let mut letters = Vec::new();
    let mut rest = item.saturating_sub(1) / 26;
    while rest > 0 {
        letters.insert(0, char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    roman(&letters).filter(|_| item > 39).unwrap_or(item)
}

fn positional(numeral: &[char], value: fn(char) -> Option<u32>) -> Option<u32> {
    if numeral.len() > 4 {
        return None;
    }
    numeral.iter().try_fold(0, |number, &c| Some(number * 10 + value(c)?))
}

/// Reads Han numerals with places. After a skipped place a zero must stand, and nowhere else, but 一百〇一 may be
/// written 一百一 by nobody: it is refused.
fn placed(numeral: &[char]) -> Option<u32> {
    let mut number = 0;
    let mut lowest = 10_000;
    let mut zero = false;
    let mut at = 0;
    while at < numeral.len() {
        let c = numeral[at];
        if c == '廿' || c == '卅' {
            if lowest <= 10 || number > 0 {
                return None;
            }
            number += if c == '廿' { 20 } else { 30 };
            lowest = 10;
            at += 1;
            continue;
        }
        if digit(c) == Some(0) {
            if zero || (number == 0 && numeral.len() > 1) {
                return None;
            }
            if numeral.len() == 1 {
                return Some(0);
            }
            zero = true;
            at += 1;
            continue;
        }
        let (value, step) = match (digit(c), place(c)) {
            (Some(value), _) => (value, 1),
            // 十二 stands for 一十二, at the beginning; 一百十二 is also written.
            (None, Some(10)) => (1, 0),
            _ => return None,
        };
        let unit = numeral.get(at + step).and_then(|&c| place(c)).unwrap_or(1);
        if unit >= lowest {
            return None;
        }
        let skipped = number > 0 && unit * 10 < lowest;
        if skipped != zero && !(zero && unit == 10) {
            return None;
        }
        zero = false;
        number += value * unit;
        lowest = unit;
        at += if unit == 1 { step.max(1) } else { step + 1 };
    }
    (!zero && number > 0).then_some(number)
}

const fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

const fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

const fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(numeral: &str) -> Option<u32> {
        read(&numeral.chars().collect::<Vec<_>>())
    }

    #[test]
    fn every_number_is_read_back_in_every_style() {
        for number in 0..=MAX {
            for style in [Numerals::Han, Numerals::Arabic, Numerals::FullWidth] {
                let written = style.write(number).unwrap();
                assert_eq!(value(&written), Some(number), "{written}");
            }
        }
        assert_eq!(Numerals::Han.write(10_000), None);
    }

    #[test]
    fn other_ways_of_writing() {
        for (written, number) in [
            ("一〇二", 102),
            ("一○二", 102),
            ("一百〇二", 102),
            ("一百十二", 112),
            ("一十二", 12),
            ("二〇", 20),
            ("廿一", 21),
            ("卅", 30),
            ("两百零五", 205),
            ("一百零十", 110),
            ("壹佰贰拾", 120),
            ("一千零一十", 1010),
            ("007", 7),
        ] {
            assert_eq!(value(written), Some(number), "{written}");
        }
    }

    #[test]
    fn roman_numerals() {
        let read = |numeral: &str| roman(&numeral.chars().collect::<Vec<_>>());
        for (numeral, number) in [("i", 1), ("iv", 4), ("ix", 9), ("x", 10), ("xiv", 14), ("xxxix", 39)] {
            assert_eq!(read(numeral), Some(number), "{numeral}");
        }
        for numeral in ["", "iiii", "vx", "xxxx", "a", "I"] {
            assert_eq!(read(numeral), None, "{numeral}");
        }
    }

    #[test]
    fn points_and_items() {
        let of = |read: fn(&[char]) -> Option<u32>, inner: &str| read(&inner.chars().collect::<Vec<_>>());
        let points = ["a", "z", "aa", "ba", "ii", "aaa", "A", ""].map(|inner| of(point, inner));
        assert_eq!(points, [Some(1), Some(26), Some(27), Some(53), None, None, None, None]);
        for (inner, before) in [("ii", 2), ("iia", 2), ("iib", 2), ("ia", 1), ("xviiia", 18), ("xiza", 0)] {
            let number = of(item, inner);
            assert_eq!(number.map_or(0, roman_of), before, "{inner}");
        }
        assert!(of(item, "ia") > Some(39) && of(item, "iia") < of(item, "iib") && of(item, "ab").is_none());
    }

    #[test]
    fn ill_formed() {
        for written in [
            "",
            "百",
            "一百五",
            "十百",
            "一百零",
            "零一百",
            "一二百",
            "一百一百",
            "十十",
            "12三",
            "三十廿",
            "12345",
            "一千五",
        ] {
            assert_eq!(value(written), None, "{written}");
        }
    }

    #[test]
    fn written_as_laws_print_them() {
        for (number, written) in [
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
        ] {
            assert_eq!(Numerals::Han.write(number).as_deref(), Some(written));
        }
    }
}
