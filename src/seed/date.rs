//! Dates as notices print them: 2021-06-11, 2021年6月11日, ２０２１．６．１１, 二〇二一年六月十一日, 民國110年12月30日, 110-12-30,
//! 17/11/2022, 15 September 2023. It must not know what a date is the date of.

use jiff::civil::Date;

use super::span::short;
use super::words::{arabic_number, digit, half, han_digit, han_number, is_gap, is_han};

/// A date at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The day.
    pub(super) date: Date,
    /// The length of its writing in bytes.
    length: u32,
    /// Day and month could be meant the other way round (03/04/2022).
    pub(super) ambiguous: bool,
}

impl Written {
    fn new(date: Date, length: usize, ambiguous: bool) -> Self {
        Self { date, length: short(length), ambiguous }
    }

    /// The length of its writing in bytes.
    pub(super) const fn length(&self) -> usize {
        self.length as usize
    }
}

/// Whether a date may begin with this character: a digit, or 中华, 民国, 公元, 西元.
pub(super) fn opens_date(c: char) -> bool {
    digit(c).is_some()
        || han_digit(c).is_some()
        || matches!(c, '十' | '百' | '中' | '民' | '公' | '西')
        || c.is_ascii_uppercase()
}

/// The date at the start of a text in plain characters. `minguo`: years of three digits without 民國 count from 1912.
pub(super) fn date_at(plain: &str, minguo: bool) -> Option<Written> {
    if let Some(written) = english(plain) {
        return Some(written);
    }
    let mut cursor = Cursor { rest: plain };
    cursor.eat("中华");
    let republic = cursor.eat("民国");
    if !republic {
        let _ = cursor.eat("公元") || cursor.eat("西元");
    }
    let (first, digits) = cursor.year()?;
    if digits == 8 && !republic {
        let date = civil(first / 10_000, first / 100 % 100, first % 100)?;
        return Some(Written::new(date, plain.len() - cursor.rest.len(), false));
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
        // Day first: so Hong Kong and Macau write. Programs set for America put the month first: that is meant only where
        // nothing else can be (9/15/2023).
        let date = civil(third, second, first).or_else(|| civil(third, first, second))?;
        (date, first <= 12 && second <= 12 && first != second)
    } else {
        return None;
    };
    Some(Written::new(date, plain.len() - cursor.rest.len(), ambiguous))
}

/// The date that a text consists of, with or without brackets, weekday and time of day after it.
pub(super) fn date_only(plain: &str, minguo: bool) -> Option<Written> {
    let trimmed =
        plain.trim_matches(|c| is_gap(c) || matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】'));
    // 完／2018年9月20日（星期四）: how a press release ends.
    let bare = trimmed.strip_prefix('完').map(|rest| rest.trim_start_matches(is_gap));
    let trimmed = bare.and_then(|rest| rest.strip_prefix(['/', '／'])).unwrap_or(trimmed);
    let trimmed = trimmed.trim_start_matches(is_gap);
    let written = date_at(trimmed, minguo)?;
    is_time_of_day(without_verb(&trimmed[written.length()..])).then_some(written)
}

/// What stands behind a date, without the word that says what was done then (2019-06-14 发布), or from where an account
/// published it (2022年4月12日 10:30 发表于江苏).
pub(super) fn without_verb(behind: &str) -> &str {
    if let Some((time, home)) = behind.split_once("发表于")
        && (2..=6).contains(&home.chars().filter(|&c| !is_gap(c)).count())
        && home.chars().all(|c| is_gap(c) || is_han(c))
    {
        return time;
    }
    const VERBS: &[&str] = &["发布", "公布", "发表", "刊登", "刊发", "发稿", "上传", "更新"];
    let behind = behind.trim_end_matches(is_gap);
    VERBS.iter().find_map(|verb| behind.strip_suffix(verb)).unwrap_or(behind)
}

/// September 15, 2023; 15 September 2023; Fri Sep 15 15:20:30 CST 2023, as a program prints a time.
fn english(plain: &str) -> Option<Written> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    // Few lines have Latin letters here: the others are not cut into words.
    let whole = plain.len();
    let plain = plain.trim_start_matches(' ');
    let led = whole - plain.len();
    let first = plain.chars().next()?;
    let letters = plain.bytes().take(16).any(|byte| byte.is_ascii_alphabetic());
    if !letters || !(first.is_ascii_alphabetic() || first.is_ascii_digit()) {
        return None;
    }
    let named = |word: &str| MONTHS.iter().chain(&DAYS).any(|name| word.eq_ignore_ascii_case(name));
    if first.is_ascii_alphabetic() && !plain.get(..3).is_some_and(named) {
        return None;
    }
    let plain = plain.char_indices().nth(60).map_or(plain, |(end, _)| &plain[..end]);
    let (mut day, mut month, mut year) = (None, None, None);
    let mut length = 0;
    let separator = |c: char| is_gap(c) || matches!(c, ',' | '.' | '，');
    for word in plain.split_inclusive(separator).take(8) {
        let bare = word.trim_end_matches(separator);
        length += word.len();
        let lower = bare.to_ascii_lowercase();
        if bare.is_empty() {
            continue;
        }
        let number = bare.parse::<u32>().ok();
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end)?.parse().ok());
        let named = |names: &[&str]| {
            bare.bytes().all(|byte| byte.is_ascii_alphabetic())
                && (3..=9).contains(&lower.len())
                && names.iter().any(|name| lower.starts_with(name))
        };
        if let Some(at) = MONTHS.iter().position(|name| named(&[name])).filter(|_| month.is_none()) {
            month = u32::try_from(at + 1).ok();
        } else if let Some(value) = number.or(ordinal).filter(|&value| value <= 31 && day.is_none()) {
            day = Some(value);
        } else if let Some(value) = number.filter(|&value| value >= 1900) {
            year = Some(value);
        } else if !(named(&DAYS)
            || bare.contains(':') && is_time_of_day(bare)
            || matches!(bare, "CST" | "GMT" | "UTC" | "HKT"))
        {
            return None;
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            let length = led + length - (word.len() - bare.len());
            return civil(year, month, day).map(|date| Written::new(date, length, false));
        }
    }
    None
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
        "午",
        "GMT",
        "UTC",
        "CST",
        "HKT",
        "AM",
        "PM",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ];
    let mut rest = plain;
    let mut length = 0;
    while let Some(c) = rest.chars().next() {
        length += 1;
        if length > 40 {
            return false;
        }
        let figure = is_gap(c) || half(c).is_ascii_digit() || half(c) == ':';
        if !figure && let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
            rest = &rest[word.len()..];
            continue;
        }
        let fits = figure
            || matches!(
                half(c),
                'T' | 'Z'
                    | '+'
                    | '-'
                    | '.'
                    | '('
                    | ')'
                    | ','
                    | '|'
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
        // 廿五 is an old way to write 二十五.
        let (tens, rest) = match self.rest.chars().next() {
            Some(c @ ('廿' | '卄')) => (20, &self.rest[c.len_utf8()..]),
            Some(c @ '卅') => (30, &self.rest[c.len_utf8()..]),
            _ => (0, self.rest),
        };
        let ones = han_number(rest).filter(|&(ones, _)| tens == 0 || ones < 10);
        let (ones, length) = if tens > 0 { ones.unwrap_or_default() } else { ones? };
        self.rest = &rest[length..];
        Some((tens + ones, 2))
    }

    /// A year: digits, or Han digits one by one (二〇二一), or a Han number (一百一十).
    fn year(&mut self) -> Option<(u32, usize)> {
        self.gaps();
        if arabic_number(self.rest, 8).is_some() {
            return self.number(8);
        }
        // A zero among Han digits is also typed as the letter or the digit that looks like it.
        let zero = |c: char| matches!(half(c), 'O' | 'o' | '0' | 'Ο' | 'О').then_some(0);
        let digits: Vec<(u32, usize)> = self
            .rest
            .chars()
            .take(4)
            .map_while(|c| han_digit(c).or_else(|| zero(c)).map(|value| (value, c.len_utf8())))
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
            ("二O二一年六月廿五日", "2021-06-25"),
            ("二０二一年十月三十日", "2021-10-30"),
            ("9/15/2023 3:20:00 PM", "2023-09-15"),
            ("September 15, 2023", "2023-09-15"),
            ("15 Sept 2023", "2023-09-15"),
            ("Fri Sep 15 10:20:30 CST 2023", "2023-09-15"),
            ("2023 年 9 月 5 日", "2023-09-05"),
        ] {
            assert_eq!(
                date_at(text, true).map(|written| written.date.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
        for text in [
            "6月10日",
            "2021-13-01",
            "2021年6月",
            "12345",
            "0555-8821",
            "21-06-11",
            "1.2.3",
            "Sep 2023",
            "COVID-19",
        ] {
            assert_eq!(date_at(text, true), None, "{text}");
        }
        assert!(date_only("2021-06-11 10:05", false).is_some());
        assert!(date_only("2019年3月21日（星期四）", false).is_some());
        assert!(date_only("2023-09-15 10:20 (GMT+8)", false).is_some());
        assert!(date_only("2023/09/15（五）下午3:20", false).is_some());
        assert!(date_only("2019-06-14 发布", false).is_some());
        assert!(date_only("2021年6月11日，会议召开", false).is_none());
        assert!(date_at("03/04/2022", false).is_some_and(|written| written.ambiguous));
    }
}
