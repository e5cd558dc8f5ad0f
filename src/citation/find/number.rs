//! Document numbers: 国办发〔2017〕47号 in every style of bracket, 国务院令第591号, 第5/2011號法律, 府環空字第1100123456號,
//! standards (GB 3838-2002) in brackets. Sources: GB/T 9704-2012 for the mainland's, 文書處理手冊 for Taiwan's,
//! 第3/1999號法律 for Macau's. It must not know what they are numbers of.

use std::ops::Range;

use crate::citation::plain::{Plain, ends_with, is_han, starts_with};
use crate::regulation::{number_at, numeral};

/// A document number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::citation) struct Number {
    pub(in crate::citation) span: Range<usize>,
    /// Whether the number alone says which document it is: 国办发〔2017〕47号 does, 令第102号 without its organ does not.
    pub(in crate::citation) tells: bool,
}

/// How far an issuer's name is looked for to the left, in characters.
const REACH: usize = 24;

/// The document numbers of a text, in order; they do not overlap.
pub(super) fn all(plain: &Plain) -> Vec<Number> {
    let folded = &plain.folded;
    let mut found: Vec<Number> = Vec::new();
    for (at, c) in folded.iter().enumerate() {
        if *c != '号' {
            continue;
        }
        let floor = found.last().map_or(0, |number| number.span.end);
        if at < floor {
            continue;
        }
        let number = bracketed(folded, at, floor)
            .or_else(|| decree(folded, at, floor))
            .or_else(|| slashed(folded, at, floor));
        found.extend(number);
    }
    found
}

/// 国办发〔2017〕47号, 冀政办字(2021)第12号; 号 stands at `end`.
fn bracketed(folded: &[char], end: usize, floor: usize) -> Option<Number> {
    let digits = digits_before(folded, end, floor)?;
    let mut at = blanks_before(folded, digits, floor);
    if at > floor && folded[at - 1] == '第' {
        at = blanks_before(folded, at - 1, floor);
    }
    let (open, round) = match folded.get(at.checked_sub(1)?)? {
        ']' => ('[', false),
        ')' => ('(', true),
        '〉' => ('〈', false),
        _ => return None,
    };
    let year_end = blanks_before(folded, at - 1, floor);
    let year = digits_before(folded, year_end, floor)?;
    if year_end - year != 4 {
        return None;
    }
    let mark = blanks_before(folded, year, floor);
    if mark <= floor || folded[mark - 1] != open {
        return None;
    }
    let code_end = blanks_before(folded, mark - 1, floor);
    let code = issuer(folded, code_end, floor);
    // 关于会议纪要（2021）12号 has no code: with round brackets one is asked for that looks like one.
    let length = code_end - code;
    if length < 2 || (round && !"发发字办函规令告复议通知文综环政安监".contains(folded[code_end - 1]))
    {
        return None;
    }
    Some(Number { span: code..end + 1, tells: true })
}

/// 国务院令第591号, 令第102号, 第102号令, 府環空字第1100123456號; 号 stands at `end`.
fn decree(folded: &[char], end: usize, floor: usize) -> Option<Number> {
    // 府環水字第1100012345A號: one of several letters of a day.
    let letter = folded[floor..end].last().is_some_and(char::is_ascii_uppercase);
    let digits = digits_before(folded, end - usize::from(letter), floor)?;
    let at = blanks_before(folded, digits, floor);
    if at <= floor || folded[at - 1] != '第' {
        return None;
    }
    let word = blanks_before(folded, at - 1, floor);
    let last = *folded.get(word.checked_sub(1).filter(|at| *at >= floor)?)?;
    let after = folded.get(end + 1..).unwrap_or_default();
    if letter && last != '字' {
        return None;
    }
    if last == '令' || last == '字' {
        let start = issuer(folded, word, floor);
        // 命令第3号 and 数字第3号 are words, not issuers.
        if word - start > 6 && last == '字' && ends_with(&folded[..word], "数字") {
            return None;
        }
        return Some(Number {
            span: start..end + 1,
            tells: word - start > 2 && !ends_with(&folded[..word], "主席令"),
        });
    }
    if starts_with(after, "令") {
        return Some(Number { span: at - 1..end + 2, tells: false });
    }
    for word in ["国务院令", "行政令"] {
        if starts_with(after, word) {
            return Some(Number { span: at - 1..end + 1 + word.chars().count(), tells: false });
        }
    }
    None
}

/// 第5/2011號法律, 第12/2020號行政法規; 号 stands at `end`.
fn slashed(folded: &[char], end: usize, floor: usize) -> Option<Number> {
    const KINDS: [&str; 6] = ["法律", "行政法规", "行政长官批示", "行政命令", "法令", "社会文化司司长批示"];
    let year_end = blanks_before(folded, end, floor);
    let year = digits_before(folded, year_end, floor)?;
    if year_end - year != 4 || year <= floor || folded[year - 1] != '/' {
        return None;
    }
    let ordinal = digits_before(folded, year - 1, floor)?;
    let at = blanks_before(folded, ordinal, floor);
    if at <= floor || folded[at - 1] != '第' {
        return None;
    }
    let after = folded.get(end + 1..).unwrap_or_default();
    let kind = KINDS.into_iter().find(|kind| starts_with(after, kind))?;
    Some(Number { span: at - 1..end + 1 + kind.chars().count(), tells: true })
}

/// The start of the run of numeral characters before `end`; nothing where there is none.
fn digits_before(folded: &[char], end: usize, floor: usize) -> Option<usize> {
    let end = blanks_before(folded, end, floor);
    let run = folded[floor..end].iter().rev().take(16).take_while(|c| numeral::is_numeral(**c)).count();
    (run > 0).then_some(end - run)
}

fn blanks_before(folded: &[char], end: usize, floor: usize) -> usize {
    end - folded[floor..end].iter().rev().take(4).take_while(|c| **c == ' ').count()
}

/// Words after which an issuer's code may begin; it never has them inside.
const BEFORE_ISSUER: &[&str] = &[
    "根据",
    "依据",
    "按照",
    "依照",
    "参照",
    "遵照",
    "执行",
    "落实",
    "贯彻",
    "印发",
    "转发",
    "下发",
    "关于",
    "文号",
    "字号",
    "详见",
    "以及",
    "或者",
    "发布的",
    "公布的",
    "废止",
    "收到",
    "违反",
    "经由",
    "符合",
    "并以",
    "曾以",
    "已以",
    "由",
    "的",
    "第",
    "号",
    "文件",
    "通过",
    "文",
    "曰",
    "有关",
    "源于",
    "源自",
    "出自",
    "见于",
];

/// Words of one letter that are read so only in the middle of a run: 和 in 依国办发和国办函; 和政发 alone is 和县's.
const BEFORE_ISSUER_INSIDE: &[&str] =
    &["和", "与", "及", "以", "按", "依", "见", "即", "为", "或", "经", "据", "由", "的", "号", "文"];

/// Where the issuer's code that ends at `end` begins.
fn issuer(folded: &[char], end: usize, floor: usize) -> usize {
    let run = folded[floor..end].iter().rev().take(REACH).take_while(|c| is_han(**c)).count();
    let first = end - run;
    let mut start = first;
    let mut at = first;
    while at < end {
        let cut = BEFORE_ISSUER.iter().find(|word| starts_with(&folded[at..end], word));
        // At the start of a run that follows a number or a name, a joining word joins; after a stop it may be a place's
        // name.
        let follows =
            first == floor || ends_with(&folded[..first], "号)") || folded[first.saturating_sub(1)] == '》';
        let joins = (at > first || (first > 0 && follows))
            && BEFORE_ISSUER_INSIDE.iter().any(|word| starts_with(&folded[at..end], word))
            && end - at > 2
            && !ends_with(&folded[..at], "共");
        at += match cut {
            Some(word) if end - at > word.chars().count() => {
                start = at + word.chars().count();
                word.chars().count()
            }
            _ => {
                if joins {
                    start = at + 1;
                }
                1
            }
        };
    }
    start
}

/// A standard's number that fills the characters: GB 3838-2002, GB/T 9704-2012, HJ 2.2-2018, DB13/ 2795-2018.
pub(super) fn is_standard(characters: &[char]) -> bool {
    let letters = characters.iter().take_while(|c| c.is_ascii_uppercase()).count();
    (1..=4).contains(&letters)
        && characters.len() <= 24
        && characters[letters..]
            .iter()
            .all(|c| c.is_ascii_digit() || matches!(c, '/' | 'T' | 'Z' | ' ' | '-' | '.'))
        && characters.iter().filter(|c| c.is_ascii_digit()).count() >= 4
}

/// A document number in one form, for comparing: 〔 〕, Arabic half-width digits, no blanks, no 第 after a year, no 文.
pub(in crate::citation) fn normal(number: &str) -> String {
    let plain = Plain::new(number);
    let folded: Vec<char> = plain.folded.iter().copied().filter(|c| !c.is_whitespace()).collect();
    let mut written = String::new();
    let mut at = 0;
    while at < folded.len() {
        if numeral::is_numeral(folded[at])
            && (at == 0 || matches!(folded[at - 1], '第' | '[' | '(' | ']' | ')' | '/'))
            && let Some((value, end)) = number_at(&folded, at)
            && folded.get(end).is_some_and(|c| matches!(c, '号' | ']' | ')' | '/'))
        {
            written.push_str(&value.to_string());
            at = end;
            continue;
        }
        match folded[at] {
            '(' | '[' | '〈' => written.push('〔'),
            ')' | ']' | '〉' => written.push('〕'),
            '第' if written.ends_with('〕') => {}
            c => written.push(c),
        }
        at += 1;
    }
    if written.ends_with("号文") {
        written.pop();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let plain = Plain::new(text);
        all(&plain).into_iter().map(|number| plain.text(number.span).to_string()).collect()
    }

    #[test]
    fn numbers_in_texts() {
        for (text, expected) in [
            ("根据冀政办字〔2021〕12号文件要求", vec!["冀政办字〔2021〕12号"]),
            ("(国办发[2017]47号)", vec!["国办发[2017]47号"]),
            ("（国办发【2017】第47号）", vec!["国办发【2017】第47号"]),
            ("栖应急〔２０２３〕１４号", vec!["栖应急〔２０２３〕１４号"]),
            ("（和政发〔2020〕3号）", vec!["和政发〔2020〕3号"]),
            ("国办发〔2017〕47号和国办函〔2018〕3号", vec!["国办发〔2017〕47号", "国办函〔2018〕3号"]),
            ("（澄政办〔2024〕5号）和澄商函〔2024〕33号文", vec!["澄政办〔2024〕5号", "澄商函〔2024〕33号"]),
            ("生态环境部令第12号", vec!["生态环境部令第12号"]),
            ("中华人民共和国主席令第九号", vec!["中华人民共和国主席令第九号"]),
            ("（第102号令）", vec!["第102号令"]),
            ("根據第8/2014號法律《預防》", vec!["第8/2014號法律"]),
            ("違反第12/2020號行政法規者", vec!["第12/2020號行政法規"]),
            ("縣政府業以府環水字第1100012345A號令", vec!["府環水字第1100012345A號"]),
            ("依府環空字第1100123456號函", vec!["依府環空字第1100123456號"]),
            ("政府憲報第2048號公告", vec![]),
            ("门牌12号，第3号楼", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn one_form() {
        for written in [
            "国办发〔2017〕47号",
            "国办发﹝2017﹞47号",
            "國辦發[2017]47號",
            "国办发（２０１７）第47号",
            "国办发【2017】47号文",
        ] {
            assert_eq!(normal(written), "国办发〔2017〕47号", "{written}");
        }
        assert_eq!(normal("主席令第九号"), "主席令第9号");
    }
}
