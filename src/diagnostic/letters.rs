//! Where words of a text stand in the file that it was read from, when the marks of Markdown set or escape characters
//! among them. It must not know Markdown, or what the words are about.

use std::ops::Range;

/// The letters of a file from some place on.
pub(crate) struct Letters {
    letters: String,
    /// Where each byte of `letters` is in the file.
    at: Vec<usize>,
}

impl Letters {
    /// Those of a text from the byte offset `from` on.
    pub(crate) fn of(text: &str, from: usize) -> Self {
        let mut letters = Self { letters: String::new(), at: Vec::new() };
        for (at, letter) in text[from..].char_indices().filter(|(_, letter)| is_letter(*letter)) {
            letters.letters.push(letter);
            letters.at.extend((0..letter.len_utf8()).map(|byte| from + at + byte));
        }
        letters
    }

    /// Where words stand, in bytes of the file. With what stands before and after them they are found even where they come
    /// often; where that is not in one piece, half of it must do.
    pub(crate) fn find(&self, before: &str, words: &str, after: &str) -> Option<Range<usize>> {
        let [before, words, after] = [before, words, after]
            .map(|part| part.chars().filter(|letter| is_letter(*letter)).collect::<String>());
        let first = |letters: &str, count: usize| letters.chars().take(count).collect::<String>();
        let last = |letters: &str, count: usize| {
            let skipped = letters.chars().count().saturating_sub(count);
            letters.chars().skip(skipped).collect::<String>()
        };
        let contexts = [
            (before.clone(), after.clone()),
            (last(&before, 3), first(&after, 3)),
            (before, String::new()),
            (String::new(), after),
            (String::new(), String::new()),
        ];
        let start = contexts.iter().filter(|_| !words.is_empty()).find_map(|(before, after)| {
            Some(self.letters.find(&format!("{before}{words}{after}"))? + before.len())
        })?;
        Some(self.at[start]..self.at[start + words.len() - 1] + 1)
    }
}

/// Whether a character is the text's for certain: the marks of Markdown are all ASCII, and so are what escapes them.
fn is_letter(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_ascii_punctuation()
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn words_are_found_where_they_are_and_not_where_they_come_first() {
        let text = "---\ntitle: 甲發乙\n---\n甲發丙，\\<b>**發**\\</b>丁。\n";
        let letters = Letters::of(text, text.find("甲發丙").expect("there"));
        let at = |before, words, after| &text[letters.find(before, words, after).expect("found").start..];
        assert!(at("<b>", "發", "</b>").starts_with("發**"));
        assert!(at("甲", "發", "乙").starts_with("發丙"));
    }
}
