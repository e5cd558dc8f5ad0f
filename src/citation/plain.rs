//! A text prepared for comparing: as many characters as before, each folded to one form (Simplified, half-width, one
//! kind of bracket, dash and blank). Whatever is found in it has the same offsets in the text. It must not know what
//! is looked for.

use crate::script;

/// The characters of a text and their folded forms, one for one.
pub(super) struct Plain {
    /// As written.
    pub(super) written: Vec<char>,
    /// Folded, as many.
    pub(super) folded: Vec<char>,
}

impl Plain {
    pub(super) fn new(text: &str) -> Self {
        let written: Vec<char> = text.chars().collect();
        let mut folded: Vec<char> = script::fold(text).chars().collect();
        // The fold promises as many characters as before; a text is never worth a panic.
        if folded.len() != written.len() {
            folded.clone_from(&written);
        }
        for c in &mut folded {
            *c = narrow(*c);
        }
        Self { written, folded }
    }

    /// A stretch as written.
    pub(super) fn text(&self, span: std::ops::Range<usize>) -> Box<str> {
        self.written.get(span).unwrap_or_default().iter().collect::<String>().into()
    }

    /// Whether the folded characters at an offset begin with a word.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        starts_with(self.folded.get(at..).unwrap_or_default(), word)
    }

    /// Whether the folded characters before an offset end with a word.
    pub(super) fn ends(&self, end: usize, word: &str) -> bool {
        ends_with(self.folded.get(..end).unwrap_or_default(), word)
    }

    /// The folded character at an offset.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.folded.get(at).copied()
    }

    /// The first offset from `at` that is no blank, at most eight further.
    pub(super) fn skip_blanks(&self, at: usize) -> usize {
        let rest = self.folded.get(at..).unwrap_or_default();
        at + rest.iter().take(8).take_while(|c| **c == ' ').count()
    }

    /// The offset after the last character before `end` that is no blank.
    pub(super) fn skip_blanks_back(&self, end: usize) -> usize {
        let before = self.folded.get(..end).unwrap_or_default();
        end - before.iter().rev().take(8).take_while(|c| **c == ' ').count()
    }
}

/// Whether characters begin with a word.
pub(super) fn starts_with(characters: &[char], word: &str) -> bool {
    let mut characters = characters.iter();
    word.chars().all(|c| characters.next() == Some(&c))
}

/// Whether a word stands among characters.
pub(super) fn contains(characters: &[char], word: &str) -> bool {
    (0..characters.len()).any(|at| starts_with(&characters[at..], word))
}

/// Whether characters end with a word.
pub(super) fn ends_with(characters: &[char], word: &str) -> bool {
    let mut characters = characters.iter().rev();
    word.chars().rev().all(|c| characters.next() == Some(&c))
}

/// A character that is or may be part of a word written in Han characters.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// One form for characters that differ by width, by style of bracket, dash or blank, or are variants of one another.
const fn narrow(c: char) -> char {
    match c {
        '〔' | '［' | '【' | '〖' => '[',
        '〕' | '］' | '】' | '〗' => ']',
        '﹝' => '[',
        '﹞' => ']',
        '﹙' | '︵' => '(',
        '﹚' | '︶' => ')',
        '︽' => '《',
        '︾' => '》',
        '︿' => '〈',
        '﹀' => '〉',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(narrow) => narrow,
            None => c,
        },
        '—' | '–' | '‒' | '―' | '‐' | '‑' | '─' | '−' | '﹣' | '﹘' => '-',
        '〜' | '∼' => '~',
        '・' | '•' | '‧' | '∙' => '·',
        '○' | '◯' => '〇',
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' => ' ',
        // Variants that are left where the fold to Simplified has no pair for them.
        '汙' | '汚' => '污',
        '衞' => '卫',
        '爲' => '为',
        '峯' => '峰',
        '羣' => '群',
        '臺' | '檯' | '颱' => '台',
        '祕' => '秘',
        '佈' => '布',
        '佔' => '占',
        '啟' | '啓' => '启',
        '裡' | '裏' => '里',
        '綫' => '线',
        '纔' => '才',
        '着' | '著' => '着',
        _ => c,
    }
}

/// Asserts that the Han characters which a file of code looks for are those that texts are folded to: any other would never
/// be found. Words that are given to `split` are folded there, and those of tests are not looked at.
#[cfg(test)]
pub(super) fn assert_folded(code: &str) {
    let code = code.split("#[cfg(test)]").next().unwrap_or(code);
    let mut lists = code.split("split(");
    let first = lists.next().unwrap_or("");
    let rest = lists.map(|list| list.split_once("\",").map_or(list, |(_, rest)| rest));
    let looked_for = std::iter::once(first).chain(rest).flat_map(str::lines);
    let looked_for = looked_for.map(|line| line.split("//").next().unwrap_or(line));
    let letters: Vec<char> = looked_for.flat_map(str::chars).filter(|c| is_han(*c)).collect();
    assert!(letters.len() > 50, "{} letters were found", letters.len());
    assert_eq!(Plain::new(&letters.iter().collect::<String>()).folded, letters);
}
