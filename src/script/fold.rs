//! Folding: every character to its Simplified form, one by one, whatever its context. For comparing, never for showing.
//! A text and its conversion into any edition fold to the same. It must not know words.

use super::characters::folded;

/// The text with each character replaced by its Simplified form; as many characters as before.
///
/// Where conversion may choose between forms that Simplified tells apart (复 and 覆, 着 and 著), both fold to one.
pub fn fold(text: &str) -> String {
    text.chars().map(folded).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn traditional_and_simplified_meet() {
        for (hant, hans) in [
            ("白洋淀生態環境治理和保護條例", "白洋淀生态环境治理和保护条例"),
            ("水汙染防治法", "水污染防治法"),
            ("濕地保護法", "湿地保护法"),
            ("溼地保育法", "湿地保育法"),
            ("關於批覆的函", "关于批复的函"),
            ("對于今后", "对于今后"),
            ("凈土、淨土", "净土、净土"),
            ("座談會制度", "座谈会制度"),
        ] {
            assert_eq!(fold(hant), fold(hans));
        }
        assert_eq!(fold("座談會"), "座谈会");
        assert_eq!(fold("水汙染防治"), "水污染防治");
    }

    #[test]
    fn every_character_is_kept() {
        for text in ["", "a1,。\u{0}\u{E000}", "髮發发𫫇噁", "\u{FFFF}\u{10FFFF}"] {
            assert_eq!(fold(text).chars().count(), text.chars().count());
        }
    }
}
