//! Words that stand above or below the line of a text: 10 to the fourth, m³, CO₂. Put into the line, their digits would make
//! another number. It must not know which format says where words stand.

use super::{LeftKind, Words};

/// Where words stand that are not in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Above,
    Below,
}

impl Shift {
    /// Digits and signs, as the characters that show them there; `None` for words that have others, or neither.
    pub(super) fn signs(self, words: &str) -> Option<String> {
        let signs = match self {
            Self::Above => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
            Self::Below => "₀₁₂₃₄₅₆₇₈₉₊₋",
        };
        let sign = |c: char| {
            let at = match c {
                c if c.is_whitespace() => return Some(c),
                '+' | '＋' => 10,
                '-' | '－' | '−' | '–' => 11,
                c => digit(c)?,
            };
            signs.chars().nth(at)
        };
        Some(words).filter(|words| !words.trim().is_empty())?.chars().map(sign).collect()
    }

    /// Where a style of a page puts words.
    pub(super) fn of_style(style: &str) -> Option<Self> {
        style.to_lowercase().split(';').filter_map(|rule| rule.split_once(':')).find_map(|(name, value)| {
            match (name.trim(), value.trim()) {
                ("vertical-align", "super") => Some(Self::Above),
                ("vertical-align", "sub") => Some(Self::Below),
                _ => None,
            }
        })
    }
}

/// Whether shifted words that no signs show seem to go on with the number before them (10 and 4.5, 10 and .5), be it in the
/// line or shifted itself.
pub(super) fn joins(line: &str, words: &str) -> bool {
    let words = words.trim_start().trim_start_matches(['.', '．', ',', '，', '+', '-', '－', '−', '–']);
    line.trim_end_matches(' ').ends_with(char::is_numeric) && words.starts_with(|c| digit(c).is_some())
}

/// Adds words to a text, above or below its line where they stand there; where only the line can show them, that is told if
/// they would go on with a number.
pub(super) fn push(out: &mut Words, words: &str, shift: Option<Shift>) {
    match shift.map(|shift| shift.signs(words)) {
        Some(Some(signs)) => return out.text.push_str(&signs),
        Some(None) if joins(&out.text, words) => out.leave(LeftKind::Shifted, words),
        Some(None) => out.shifted = out.text.len()..out.text.len() + words.len(),
        // PM and below it 2.5, with 10 behind them.
        None if out.shifted.end == out.text.len() && joins(&out.text, words) => {
            let shifted = out.text[std::mem::take(&mut out.shifted)].to_owned();
            out.leave(LeftKind::Shifted, &shifted);
        }
        None => {}
    }
    out.text.push_str(words);
}

/// The value of a digit, of either width.
fn digit(c: char) -> Option<usize> {
    let value = match c {
        '０'..='９' => u32::from(c) - u32::from('０'),
        c => c.to_digit(10)?,
    };
    usize::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_digits_make_no_other_number() {
        let mut out = Words::default();
        let above = Some(Shift::Above);
        for (words, shift) in [
            ("10", None),
            ("４ ", above),
            ("吨，x", None),
            ("i+1", Some(Shift::Below)),
            ("，CO", None),
            ("2", Some(Shift::Below)),
            ("；2023", None),
            ("[1]", above),
            ("；10", None),
            (".5", above),
            ("；10", None),
            ("4", above),
            (".5", above),
            ("；PM", None),
            ("2.5", Some(Shift::Below)),
            ("10微克；PM", None),
            ("2.5", Some(Shift::Below)),
            ("为10微克", None),
        ] {
            push(&mut out, words, shift);
        }
        assert_eq!(out.text, "10⁴ 吨，xi+1，CO₂；2023[1]；10.5；10⁴.5；PM2.510微克；PM2.5为10微克");
        assert_eq!(out.left.iter().map(|left| left.words.as_str()).collect::<Vec<_>>(), [".5", ".5", "2.5"]);
    }

    #[test]
    fn styles() {
        assert_eq!(Shift::of_style("color: red; Vertical-Align: super"), Some(Shift::Above));
        assert_eq!(Shift::of_style("vertical-align:sub"), Some(Shift::Below));
        assert_eq!(Shift::of_style("vertical-align: middle"), None);
    }
}
