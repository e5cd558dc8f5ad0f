//! The identity key of a document's name: what must be equal for two names to be one. It folds script, width,
//! brackets, quotes, nested marks and the way a period is written; it never folds words.

use super::plain::{Plain, ends_with, starts_with};
use crate::regulation::numeral;
use borsh::{BorshDeserialize, BorshSerialize};

/// A name reduced to what identifies it. Two names are one exactly when their keys are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Key(Box<str>);

impl Key {
    /// The folded name: Simplified, half-width, without marks, quotes and blanks. For comparing, never for showing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key of a name, in either script, with or without its outer 《》.
pub fn key(name: &str) -> Key {
    of(&Plain::new(name).folded)
}

/// The key of characters that are folded already.
pub(super) fn of(folded: &[char]) -> Key {
    let kept: Vec<char> = folded.iter().copied().filter(|c| !is_dropped(*c)).collect();
    Key(periods(without_chapter(&kept)).into_iter().collect::<String>().into())
}

/// A key of letters that are a key's already: part of one.
pub(super) fn part(letters: &[char]) -> Key {
    Key(letters.iter().collect::<String>().into())
}

/// Marks, quotes and blanks: they say where a name is, not which.
pub(super) fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '《' | '》' | '〈' | '〉' | '<' | '>' | '≪' | '≫' | '‹' | '›' | '«' | '»')
        || matches!(
            c,
            '“' | '”'
                | '"'
                | '‘'
                | '’'
                | '\''
                | '「'
                | '」'
                | '『'
                | '』'
                | '﹁'
                | '﹂'
                | '﹃'
                | '﹄'
                | '〝'
                | '〞'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Letters without Hong Kong's chapter in a bracket behind the name, 廢物處置條例（第354章）: the chapter is the number that
/// an ordinance has in the statute book, and is cited with and without.
fn without_chapter(letters: &[char]) -> &[char] {
    let chapter = || {
        let open = letters.iter().rposition(|c| *c == '(')?;
        let inner = letters[open + 1..].strip_prefix(&['第'])?.strip_suffix(&['章', ')'])?;
        let is_number = inner.first()?.is_ascii_digit() && inner.iter().all(char::is_ascii_alphanumeric);
        (is_number && open > 0).then_some(&letters[..open])
    };
    chapter().unwrap_or(letters)
}

/// Writes every period of years in one way, (2018—2035年) as `<2018-2035>`, and years in Arabic numerals; runs of
/// dashes become one; 修正案（八） and 修正案八 are one.
fn periods(letters: &[char]) -> Vec<char> {
    let mut written = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let shut = match letters[at] {
            '(' => Some(')'),
            '[' => Some(']'),
            _ => None,
        };
        let open = shut.is_some();
        let start = at + usize::from(open);
        if !open || letters.get(start).is_some_and(|c| numeral::is_numeral(*c)) {
            if let Some((from, to, mut end)) = period_at(letters, start)
                && (!open || letters.get(end) == shut.as_ref())
            {
                end += usize::from(open);
                written.extend(format!("<{from}-{to}>").chars());
                at = end;
                continue;
            }
            if !open
                && let Some((year, end)) = year_at(letters, at)
                && letters.get(end) == Some(&'年')
            {
                written.extend(year.to_string().chars());
                at = end;
                continue;
            }
        }
        if shut == Some(')')
            && ends_with(&written, "修正案")
            && let Some(length) = letters[start..].iter().take(6).position(|c| *c == ')')
            && length > 0
            && letters[start..start + length].iter().all(|c| numeral::is_numeral(*c))
        {
            written.extend_from_slice(&letters[start..start + length]);
            at = start + length + 1;
            continue;
        }
        let c = letters[at];
        if c != '-' || written.last() != Some(&'-') {
            written.push(c);
        }
        at += 1;
    }
    written
}

/// A period of two years at an offset: (from, to, end). The dash may be any, several, 至 or 到; 年 may be left out.
fn period_at(letters: &[char], at: usize) -> Option<(u32, u32, usize)> {
    if at > 0 && letters[at - 1].is_ascii_digit() {
        return None;
    }
    let (from, mut end) = year_at(letters, at)?;
    end += usize::from(letters.get(end) == Some(&'年'));
    let dashes = letters[end..].iter().take(4).take_while(|c| matches!(c, '-' | '~' | '至' | '到')).count();
    if dashes == 0 {
        return None;
    }
    let (to, mut end) = year_at(letters, end + dashes)?;
    end += usize::from(letters.get(end) == Some(&'年'));
    // 2018-2035年度, GB3838-20021: something else.
    (from < to && !letters.get(end).is_some_and(char::is_ascii_digit)).then_some((from, to, end))
}

/// A year in four digits, Arabic or Han (二〇一八).
fn year_at(letters: &[char], at: usize) -> Option<(u32, usize)> {
    let digits = letters.get(at..at + 4)?;
    let alike = digits.iter().all(char::is_ascii_digit)
        || digits.iter().all(|c| "〇零一二三四五六七八九".contains(*c));
    let year = numeral::read(digits).filter(|_| alike)?;
    (1900..2200).contains(&year).then_some((year, at + 4))
}

/// A key without 中華人民共和國, without its period, or without both, each once; nothing where it has neither.
pub(super) fn shortened(key: &Key) -> Vec<Key> {
    let letters: Vec<char> = key.0.chars().collect();
    let bare = without_state(&letters);
    let mut keys = Vec::new();
    for candidate in [bare, without_period(&letters), without_period(bare)] {
        let candidate = part(candidate);
        if candidate != *key && !keys.contains(&candidate) {
            keys.push(candidate);
        }
    }
    keys
}

/// A key's letters without the name of the state that some carry in front.
pub(super) fn without_state(letters: &[char]) -> &[char] {
    const STATE: &str = "中华人民共和国";
    if starts_with(letters, STATE) && letters.len() > 8 { &letters[7..] } else { letters }
}

/// A key's letters without a period at the end.
pub(super) fn without_period(letters: &[char]) -> &[char] {
    if letters.last() == Some(&'>')
        && let Some(start) = letters.iter().rposition(|c| *c == '<')
        && start > 0
    {
        &letters[..start]
    } else {
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_many_spellings() {
        let plan = key("白洋淀生态环境治理和保护规划(2018—2035年)");
        for spelling in [
            "《白洋淀生态环境治理和保护规划（2018–2035年）》",
            "白洋淀生态环境治理和保护规划（2018-2035年）",
            "白洋淀生态环境治理和保护规划（2018－2035年）",
            "白洋淀生态环境治理和保护规划（2018~2035年）",
            "白洋淀生态环境治理和保护规划（2018～2035年）",
            "白洋淀生态环境治理和保护规划（2018至2035年）",
            "白洋淀生态环境治理和保护规划（2018年至2035年）",
            "白洋淀生态环境治理和保护规划（2018——2035年）",
            "白洋淀生态环境治理和保护规划（２０１８—２０３５年）",
            "白洋淀生态环境治理和保护规划（二〇一八—二〇三五年）",
            "白洋淀生态环境治理和保护规划2018-2035年",
            "白洋淀生态环境治理和保护规划〔2018—2035年〕",
            " 白洋淀 生态环境治理和保护规划 (2018—2035年)",
        ] {
            assert_eq!(key(spelling), plan, "{spelling}");
        }
        assert_eq!(key("《\"十四五\"生态环境保护规划》"), key("“十四五”生态环境保护规划"));
        assert_eq!(key("关于印发〈某规划〉的通知"), key("《关于印发《某规划》的通知》"));
        assert_eq!(key("水汙染防治法"), key("水污染防治法"));
        assert_eq!(key("刑法修正案八"), key("刑法修正案（八）"));
        assert_eq!(key("廢物處置條例（第354章）"), key("廢物處置條例"));
        assert_ne!(key("某条例（第三章）"), key("某条例"));
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in [
            ("刑法修正案（八）", "刑法修正案（九）"),
            ("民事诉讼法", "民事诉讼法（试行）"),
            ("某管理办法（试行）", "某管理办法（暂行）"),
            ("某规划（2018—2035年）", "某规划（2018—2030年）"),
            ("某规划（2018—2035年）", "某规划"),
            ("“十三五”规划", "“十四五”规划"),
            ("检察官法", "监察官法"),
            ("保定市白洋淀上游生态环境保护条例", "白洋淀生态环境治理和保护条例"),
            ("某目录（2019年本）", "某目录（2024年本）"),
        ] {
            assert_ne!(key(one), key(other), "{one}");
        }
    }

    #[test]
    fn shortened_forms() {
        let forms = shortened(&key("中华人民共和国某规划（2018—2035年）"));
        assert_eq!(
            forms.iter().map(Key::as_str).collect::<Vec<_>>(),
            ["某规划<2018-2035>", "中华人民共和国某规划", "某规划"]
        );
        assert_eq!(shortened(&key("某条例")), []);
    }
}
