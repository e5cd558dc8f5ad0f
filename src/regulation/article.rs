//! The number of an article (第一百二十條之一), read and written in every style. It must not know the articles
//! themselves.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

use super::numeral::{self, Numerals};
use crate::script::Script;

/// The number of an article: 第十二條 is 12, 第一百二十條之一 is 120 with insertion 1, Hong Kong's 第16A條 is 16 with A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct ArticleNumber {
    /// The number before 條, from 1.
    pub number: u32,
    /// The letters behind it.
    pub letters: Letters,
    /// The number after 之; 0 for the article itself.
    pub insertion: u32,
}

/// The capital letters behind a number, where Hong Kong inserts articles: 16A, 16AA. In the order of dictionaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize,
)]
pub struct Letters([u8; Self::MOST]);

impl Letters {
    /// The most that a number has: 第53ZTK條 has three.
    const MOST: usize = 4;

    /// The letters that begin the characters, and how many they are; `None` where they are too many.
    fn read(characters: &[char]) -> Option<(Self, usize)> {
        let mut letters = Self::default();
        let capital = |c: char| match c {
            'A'..='Z' => Some(c as u8),
            'Ａ'..='Ｚ' => Some((c as u32 - 'Ａ' as u32) as u8 + b'A'),
            _ => None,
        };
        let found = characters.iter().map_while(|c| capital(*c)).take(Self::MOST + 1);
        let mut length = 0;
        for letter in found {
            *letters.0.get_mut(length)? = letter;
            length += 1;
        }
        Some((letters, length))
    }

    fn characters(self) -> impl Iterator<Item = char> {
        self.0.into_iter().take_while(|letter| *letter > 0).map(char::from)
    }
}

impl ArticleNumber {
    /// The article of that number, without an insertion.
    pub const fn new(number: u32) -> Self {
        Self::inserted(number, 0)
    }

    /// An article that an amendment put after it: 第一百二十條之一.
    pub const fn inserted(number: u32, insertion: u32) -> Self {
        Self { number, letters: Letters([0; Letters::MOST]), insertion }
    }

    /// Whether letters or an insertion stand behind its number.
    pub fn is_inserted(self) -> bool {
        self != Self::new(self.number)
    }

    /// As the law prints it: 第一百二十條之一, 第120條之1, 第１２０條之１, 第16A條; `None` beyond [`numeral::MAX`].
    pub fn write(self, numerals: Numerals, script: Script) -> Option<String> {
        let unit = match script {
            Script::Hant => '條',
            Script::Hans => '条',
        };
        let numerals = if self.letters == Letters::default() { numerals } else { Numerals::Arabic };
        let letters: String = self.letters.characters().collect();
        let mut written = format!("第{}{letters}{unit}", numerals.write(self.number)?);
        if self.insertion > 0 {
            written.push('之');
            written.push_str(&numerals.write(self.insertion)?);
        }
        Some(written)
    }

    /// Reads an article's number at the start of the characters, in either script and any style: 第一百二十条之一,
    /// 第15-1條, 第十五之一条, 第16A條. Answers with it how many characters it takes.
    pub fn read(characters: &[char]) -> Option<(Self, usize)> {
        if characters.first() != Some(&'第') {
            return None;
        }
        let (Self { number, letters, mut insertion }, mut at) = Self::lettered(characters, 1)?;
        if letters != Letters::default() {
            let ends = matches!(characters.get(at), Some('条' | '條')) && ends_a_unit(&characters[at + 1..]);
            return (ends && number > 0).then_some((Self { number, letters, insertion }, at + 1));
        }
        // Taiwan's short form: 第15-1條, 第十五之一條. 第12-14条 is a range, and not read here.
        if matches!(characters.get(at), Some('-' | '－' | '之'))
            && let Some((value, end)) = number_at(characters, at + 1)
            && (value <= number || characters[at] == '之')
        {
            insertion = value;
            at = end;
        }
        if !matches!(characters.get(at), Some('条' | '條')) || !ends_a_unit(&characters[at + 1..]) {
            return None;
        }
        at += 1;
        if insertion == 0
            && characters.get(at) == Some(&'之')
            && let Some((value, end)) = number_at(characters, at + 1)
            && is_insertion(value, &characters[end..])
        {
            insertion = value;
            at = end;
        }
        (number > 0).then_some((Self { number, letters, insertion }, at))
    }

    /// The number of a division from `at`: 二, 2A, Hong Kong's IIIA.
    pub(crate) fn of_division(characters: &[char], at: usize) -> Option<(Self, usize)> {
        let length = characters.get(at..)?.iter().take(8).take_while(|c| "IVX".contains(**c)).count();
        let roman: Vec<char> = characters[at..at + length].iter().map(char::to_ascii_lowercase).collect();
        let Some(number) = numeral::roman(&roman) else { return Self::lettered(characters, at) };
        let (letters, more) = Letters::read(&characters[at + length..])?;
        Some((Self { letters, ..Self::new(number) }, at + length + more))
    }

    /// A number from `at` with the letters behind it, if it has any: 16A.
    pub(crate) fn lettered(characters: &[char], at: usize) -> Option<(Self, usize)> {
        let (number, end) = number_at(characters, at)?;
        let (letters, length) = Letters::read(&characters[end..])?;
        let end = if length > 0 { behind_blanks(characters, end + length) } else { end };
        Some((Self { letters, ..Self::new(number) }, end))
    }
}

impl fmt::Display for ArticleNumber {
    /// `12`, `120-1`, `16a`: as in fragments.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letters.characters().try_for_each(|letter| write!(f, "{}", letter.to_ascii_lowercase()))?;
        if self.insertion > 0 { write!(f, "-{}", self.insertion) } else { Ok(()) }
    }
}

/// Reads the longest run of numeral characters from `at`; white space around it is passed over.
pub(crate) fn number_at(characters: &[char], at: usize) -> Option<(u32, usize)> {
    let start = at + characters.get(at..)?.iter().take_while(|c| c.is_whitespace()).count();
    // Longer than any numeral: not one, and no need to look further.
    let length = characters[start..].iter().take(13).take_while(|&&c| numeral::is_numeral(c)).count();
    let number = numeral::read(&characters[start..start + length])?;
    Some((number, behind_blanks(characters, start + length)))
}

/// White space after a number belongs to it only where its unit follows (第 3 條).
fn behind_blanks(characters: &[char], end: usize) -> usize {
    let blanks = characters[end..].iter().take(4).take_while(|c| c.is_whitespace()).count();
    let unit = characters.get(end + blanks).is_some_and(|c| "条條款项項目章节節编編之号號)）".contains(*c));
    if unit { end + blanks } else { end }
}

/// Whether 条 ends there: not 条例 (but 条例外) and not 条件.
pub(crate) fn ends_a_unit(rest: &[char]) -> bool {
    match rest {
        ['例', '外' | '如', ..] => true,
        ['例' | '件', ..] => false,
        _ => true,
    }
}

/// Whether 之一 is an insertion, and not the beginning of 第三条之一般规定.
fn is_insertion(value: u32, rest: &[char]) -> bool {
    value > 0
        && !(value == 1
            && rest.first().is_some_and(|c| "般些切部种種样樣致体體律旦直起并併定个個类類方".contains(*c)))
        && !rest.first().is_some_and(|c| "款项項者".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<(ArticleNumber, usize)> {
        ArticleNumber::read(&written.chars().collect::<Vec<_>>())
    }

    #[test]
    fn every_article_and_insertion_is_read_back() {
        for numerals in [Numerals::Han, Numerals::Arabic, Numerals::FullWidth] {
            for script in [Script::Hant, Script::Hans] {
                for number in 1..=numeral::MAX {
                    let article = ArticleNumber::new(number);
                    let written = article.write(numerals, script).unwrap();
                    assert_eq!(read(&written), Some((article, written.chars().count())), "{written}");
                }
                for number in [1, 12, 120, 999] {
                    for insertion in 1..=20 {
                        let article = ArticleNumber::inserted(number, insertion);
                        let written = article.write(numerals, script).unwrap();
                        assert_eq!(read(&written), Some((article, written.chars().count())), "{written}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_article() {
        for written in [
            "第12-14条",
            "第三条件",
            "第十条例",
            "第条",
            "三条",
            "第零条",
            "第三款",
            "第一百五条",
            "第16a条",
            "第16A款",
            "第16ABCDE条",
            "第16A",
            "第0A条",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
        assert_eq!(read("第三条之一般规定"), Some((ArticleNumber::new(3), 3)));
        assert_eq!(read("第三条之规定"), Some((ArticleNumber::new(3), 3)));
        assert_eq!(read("第15-1條"), Some((ArticleNumber::inserted(15, 1), 6)));
        assert_eq!(read("第 3 條"), Some((ArticleNumber::new(3), 5)));
    }

    #[test]
    fn articles_with_letters() {
        let numbers = ["第16條", "第16A條", "第 16AA 條", "第１６Ｂ條", "第53ZTK条", "第54条"];
        let numbers = numbers.map(|written| read(written).filter(|(_, end)| *end == written.chars().count()));
        let numbers: Vec<ArticleNumber> = numbers.into_iter().map(|read| read.expect("a number").0).collect();
        assert!(numbers.is_sorted());
        let told: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["16", "16a", "16aa", "16b", "53ztk", "54"]);
        assert_eq!(read("第十六A條").map(|(number, _)| number), Some(numbers[1]));
        assert_eq!(numbers[2].write(Numerals::Han, Script::Hant).as_deref(), Some("第16AA條"));
    }
}
