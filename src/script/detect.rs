//! Which script a text is in, by the characters that only one of the two scripts uses. Mixed and undecided are
//! answers; nothing is guessed. It must not know the converter.

use super::Script;
use super::characters::only;

/// How many characters of one script there must be for each one of the other, for the text to be in that script with a
/// few odd characters: less is a mixture.
const PREVAILS: usize = 8;

/// What the characters of a text say about its script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detection {
    /// Nothing in it belongs to one script only.
    Undecided,
    /// It is in this script. `odd` are characters of it that only the other script uses, each once, in order.
    One {
        /// The script of the bulk of the text.
        script: Script,
        /// Characters that are out of place in it.
        odd: Vec<char>,
    },
    /// It has characters of both scripts, and neither prevails.
    Mixed,
}

/// Tells the script of a text.
pub fn detect(text: &str) -> Detection {
    detect_in(|| text.chars())
}

/// Tells the script of a text that is given character by character, as often as it is asked for.
pub(crate) fn detect_in<C: Iterator<Item = char>>(characters: impl Fn() -> C) -> Detection {
    let (hans, hant) =
        characters().fold((0_usize, 0_usize), |(hans, hant), character| match only(character) {
            Some(Script::Hans) => (hans + 1, hant),
            Some(Script::Hant) => (hans, hant + 1),
            None => (hans, hant),
        });
    let (script, other, many, few) = match hans.cmp(&hant) {
        std::cmp::Ordering::Greater => (Script::Hans, Script::Hant, hans, hant),
        std::cmp::Ordering::Less => (Script::Hant, Script::Hans, hant, hans),
        std::cmp::Ordering::Equal if hans == 0 => return Detection::Undecided,
        std::cmp::Ordering::Equal => return Detection::Mixed,
    };
    if many < few * PREVAILS {
        return Detection::Mixed;
    }
    let mut odd = Vec::new();
    for character in characters().filter(|&character| only(character) == Some(other)) {
        if !odd.contains(&character) {
            odd.push(character);
        }
    }
    Detection::One { script, odd }
}

#[cfg(test)]
mod tests {
    use super::{Detection, Script, detect};

    #[test]
    fn one_script() {
        assert_eq!(detect("陳恩惠專員強調"), Detection::One { script: Script::Hant, odd: vec![] });
        assert_eq!(detect("陈恩惠专员强调"), Detection::One { script: Script::Hans, odd: vec![] });
    }

    #[test]
    fn odd_characters_are_named_once() {
        let text = "陳恩惠專員強調對於環境問題要嚴肅追責問責，進一步細化監測，層層壓實責任，后续与";
        assert_eq!(
            detect(text),
            Detection::One { script: Script::Hant, odd: vec!['续', '与'] },
            "后 is of both"
        );
    }

    #[test]
    fn mixed_and_undecided_are_answers() {
        assert_eq!(detect("陳恩惠专员强调"), Detection::Mixed);
        for text in ["", "2021-06-11", "一二三", "今后、典范", "\u{0}\u{E000}"] {
            assert_eq!(detect(text), Detection::Undecided, "{text}");
        }
    }

    #[test]
    fn the_first_notice_is_traditional() {
        let seed = include_str!("../../seeds/2021-06-11-xiongan.txt");
        assert!(matches!(detect(seed), Detection::One { script: Script::Hant, odd } if odd.is_empty()));
    }
}
