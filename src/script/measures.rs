//! Measure words behind digits: 20只 is 20隻, 5里 is no 裡. Behind numbers in words they are told as words; digits end a
//! stretch of Han characters. It must not know OpenCC or terms.

use std::ops::Range;

/// What a measure word becomes, and what makes another word of it when it follows.
static MEASURES: [(char, &str, &str); 3] = [
    ('只', "隻", "能有是要限需得会准可许对应"),
    ('里', "里", "面头边外"),
    ('周', "週", "边围密到详全知某口村庄"),
];

/// The measure words in a part of a Simplified text, from left to right: where, in bytes, and what they become.
pub(super) fn find(text: &str, within: Range<usize>) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let mut before = text[..within.start].chars().next_back();
    text[within.clone()].char_indices().filter_map(move |(at, character)| {
        let before = before.replace(character)?;
        // Nearly all characters stand behind no digit.
        if !(before.is_ascii_digit() || matches!(before, '０'..='９')) {
            return None;
        }
        let (_, to, no) = MEASURES.iter().find(|(measure, ..)| *measure == character)?;
        let at = within.start + at;
        let end = at + character.len_utf8();
        let word = text[end..].chars().next().is_some_and(|next| no.contains(next));
        (!word).then_some((at..end, *to))
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn measures_stand_behind_digits() {
        for (text, expected) in [
            ("查获候鸟20只、鸭３只", &["隻", "隻"][..]),
            ("全长5里，工期12周", &["里", "週"]),
            ("2021只有一次", &[]),
            ("表1里面，只有里程", &[]),
        ] {
            let found: Vec<_> = find(text, 0..text.len()).map(|(_, to)| to).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
