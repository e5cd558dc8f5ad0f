//! Dates as notices print them: 2021-06-11, 2021年6月11日, ２０２１．６．１１, 二〇二一年六月十一日, 民國110年12月30日, 110-12-30,
//! 17/11/2022. It must not know what a date is the date of.

use jiff::civil::Date;

use super::words::{arabic_number, digit, half, han_digit, han_number, is_gap};

/// A date at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The day.
    pub(super) date: Date,
    /// The length of its writing in bytes.
    pub(super) length: usize,
    /// Day and month could be meant the other way round (03/04/2022).
    pub(super) ambiguous: bool,
}

/// Whether a date may begin with this character: a digit, or 中华, 民国, 公元, 西元.
pub(super) fn opens_date(c: char) -> bool {
    digit(c).is_some() || han_digit(c).is_some() || matches!(c, '十' | '百' | '中' | '民' | '公' | '西')
}

/// The date at the start of a text in plain characters. `minguo`: years of three digits without 民國 count from 1912.
pub(super) fn date_at(plain: &str, minguo: bool) -> Option<Written> {
    let mut cursor = Cursor { rest: plain };
    cursor.eat("中华");
    let republic = cursor.eat("民国");
    if !republic {
        let _ = cursor.eat("公元") || cursor.eat("西元");
    }
    let (first, digits) = cursor.year()?;
    if digits == 8 && !republic {
        let date = civil(first / 10_000, first / 100 % 100, first % 100)?;
        return Some(Written { date, length: plain.len() - cursor.rest.len(), ambiguous: false });
    }
    let separator = cursor.separator()?;
    let (second, _) = cursor.number(2)?;
    let second_separator = cursor.separator()?;
    if (separator == '年') != (second_separator == '月')
        || (separator != '年' && separator != second_separator)
    {
        return None;
    }
    let (third, third_digits) = cursor.number(4)?;
    if separator == '年' && !(cursor.eat("日") || cursor.eat("号")) {
        return None;
    }
    let (date, ambiguous) = if republic || (minguo && (2..=3).contains(&digits) && (80..200).contains(&first))
    {
        (civil(first + 1911, second, third)?, false)
    } else if digits == 4 {
        (civil(first, second, third)?, false)
    } else if third_digits == 4 && separator != '年' && digits <= 2 {
        // Day first: so Hong Kong and Macau write; nobody there or in the mainland puts the month first.
        (civil(third, second, first)?, first <= 12 && first != second)
    } else {
        return None;
    };
    Some(Written { date, length: plain.len() - cursor.rest.len(), ambiguous })
}

/// The date that a text consists of, with or without brackets, weekday and time of day after it.
pub(super) fn date_only(plain: &str, minguo: bool) -> Option<Written> {
    let trimmed =
        plain.trim_matches(|c| is_gap(c) || matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】'));
    let written = date_at(trimmed, minguo)?;
    is_time_of_day(&trimmed[written.length..]).then_some(written)
}

/// Whether nothing but weekday and time of day stands in a text.
pub(super) fn is_time_of_day(plain: &str) -> bool {
    const WORDS: &[&str] = &[
        "星期",
        "周",
        "礼拜",
        "上午",
        "下午",
        "中午",
        "晚上",
        "香港时间",
        "北京时间",
        "时间",
        "时",
        "分",
        "秒",
        "正",
    ];
    let mut rest = plain;
    let mut length = 0;
    while let Some(c) = rest.chars().next() {
        length += 1;
        if length > 40 {
            return false;
        }
        if let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
            rest = &rest[word.len()..];
            continue;
        }
        let fits = is_gap(c)
            || half(c).is_ascii_digit()
            || matches!(
                half(c),
                ':' | 'T'
                    | 'Z'
                    | '+'
                    | '-'
                    | '.'
                    | '('
                    | ')'
                    | ','
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '日'
                    | '天'
            );
        if !fits {
            return false;
        }
        rest = &rest[c.len_utf8()..];
    }
    true
}

/// The month and day, with its length, that a text begins with (6月10日, 六月十日).
pub(super) fn month_day_at(plain: &str) -> Option<(u32, u32, usize)> {
    let mut cursor = Cursor { rest: plain };
    let (month, _) = cursor.number(2)?;
    if !cursor.eat("月") {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    (cursor.eat("日") || cursor.eat("号")).then_some((month, day, plain.len() - cursor.rest.len()))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1900..2200).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

struct Cursor<'t> {
    rest: &'t str,
}

impl Cursor<'_> {
    /// Passes over at most four gaps, but no line end.
    fn gaps(&mut self) {
        for _ in 0..4 {
            match self.rest.chars().next() {
                Some(c) if is_gap(c) && c != '\n' && c != '\r' => self.rest = &self.rest[c.len_utf8()..],
                _ => break,
            }
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        self.gaps();
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        self.gaps();
        if let Some((value, count, length)) = arabic_number(self.rest, most) {
            self.rest = &self.rest[length..];
            return Some((value, count));
        }
        let (value, length) = han_number(self.rest)?;
        self.rest = &self.rest[length..];
        Some((value, 2))
    }

    /// A year: digits, or Han digits one by one (二〇二一), or a Han number (一百一十).
    fn year(&mut self) -> Option<(u32, usize)> {
        self.gaps();
        if arabic_number(self.rest, 8).is_some() {
            return self.number(8);
        }
        let digits: Vec<(u32, usize)> = self
            .rest
            .chars()
            .take(4)
            .map_while(|c| han_digit(c).map(|value| (value, c.len_utf8())))
            .collect();
        if digits.len() >= 3 {
            self.rest = &self.rest[digits.iter().map(|digit| digit.1).sum::<usize>()..];
            return Some((digits.iter().fold(0, |value, digit| value * 10 + digit.0), digits.len()));
        }
        let (value, length) = han_number(self.rest)?;
        self.rest = &self.rest[length..];
        Some((value, if value >= 100 { 3 } else { 2 }))
    }

    fn separator(&mut self) -> Option<char> {
        self.gaps();
        let c = self.rest.chars().next()?;
        let separator = match half(c) {
            '-' | '‐' | '–' | '—' | '−' => '-',
            '/' => '/',
            '.' | '·' => '.',
            '年' => '年',
            '月' => '月',
            _ => return None,
        };
        self.rest = &self.rest[c.len_utf8()..];
        Some(separator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings() {
        for (text, day) in [
            ("2021-06-11", "2021-06-11"),
            ("2020/12/03 点击", "2020-12-03"),
            ("2023-03-09T17:42:00+08:00", "2023-03-09"),
            ("２０２３年５月６日", "2023-05-06"),
            ("2019年 3月 21日", "2019-03-21"),
            ("二〇二一年六月十一日", "2021-06-11"),
            ("民国110年12月30日", "2021-12-30"),
            ("中华民国一百一十年十二月三十日", "2021-12-30"),
            ("110-12-30", "2021-12-30"),
            ("17/11/2022", "2022-11-17"),
            ("20210611", "2021-06-11"),
            ("2021.6.1", "2021-06-01"),
        ] {
            assert_eq!(
                date_at(text, true).map(|written| written.date.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
        for text in ["6月10日", "2021-13-01", "2021年6月", "12345", "0555-8821", "21-06-11", "1.2.3"] {
            assert_eq!(date_at(text, true), None, "{text}");
        }
        assert!(date_only("2021-06-11 10:05", false).is_some());
        assert!(date_only("2019年3月21日（星期四）", false).is_some());
        assert!(date_only("2021年6月11日，会议召开", false).is_none());
        assert!(date_at("03/04/2022", false).is_some_and(|written| written.ambiguous));
    }
}
