//! A text without its white space, which still knows where white space parted digits or letters: there it is part of what
//! is said (12 50 is not 1250), and nowhere else. It must not know which text is a seed's and which a notice's.

use std::ops::Range;

use crate::seed::is_zero_width;

/// How a character follows the one before it: of two joints at one place the later of these is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    /// At once.
    #[default]
    Close,
    /// After something that shows nothing: at once, or, where a line is cut there, in another paragraph.
    Hidden,
    /// After white space in its line.
    Gap,
    /// In another line, in another paragraph, or behind something that was left out: what stood there says nothing.
    Break,
}

/// A text without white space, with the joint before each of its characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Tight {
    pub(super) chars: Vec<char>,
    joints: Vec<Joint>,
    /// What white space behind the last character says of the next one.
    after: Joint,
}

impl Tight {
    /// A text by itself.
    pub(super) fn of(text: &str) -> Self {
        let mut tight = Self::default();
        tight.push(text, Joint::Break);
        tight
    }

    /// The stretches of a text that are kept of it, in order.
    pub(super) fn kept(text: &str, ranges: &[Range<usize>]) -> Self {
        let mut tight = Self::default();
        let mut end = None;
        for range in ranges {
            let between = end.and_then(|end| text.get(end..range.start));
            let left = |c: char| !c.is_whitespace() && !is_zero_width(c);
            let joint = match between {
                Some(between) if !between.contains(left) => joint_of(between).max(Joint::Hidden),
                _ => Joint::Break,
            };
            tight.push(&text[range.clone()], joint);
            end = Some(range.end);
        }
        tight
    }

    /// The paragraphs of a notice.
    pub(super) fn paragraphs<'p>(paragraphs: impl Iterator<Item = &'p str>) -> Self {
        let mut tight = Self::default();
        for paragraph in paragraphs {
            tight.push(paragraph, Joint::Break);
        }
        tight
    }

    /// Adds a text, which follows by a joint what is there.
    fn push(&mut self, text: &str, joint: Joint) {
        self.after = self.after.max(joint);
        for c in text.chars() {
            if c.is_whitespace() {
                self.after = self.after.max(joint_of(c.encode_utf8(&mut [0; 4])));
            } else {
                self.chars.push(c);
                self.joints.push(std::mem::take(&mut self.after));
            }
        }
    }

    /// Adds a stretch of another text. What follows an editor's words may follow them in any way.
    pub(super) fn extend(&mut self, other: &Self, range: Range<usize>) {
        let start = self.joints.len();
        self.chars.extend(&other.chars[range.clone()]);
        self.joints.extend(&other.joints[range]);
        if let Some(first) = self.joints.get_mut(start) {
            *first = Joint::Break;
        }
    }

    /// Adds the words that an editor put in the place of others. White space around them is as he has it.
    pub(super) fn replace(&mut self, words: &str) {
        self.push(words, Joint::Break);
    }

    /// The text to look words up in.
    pub(super) fn finder(&self) -> Finder<'_> {
        let mut text = String::with_capacity(self.chars.len() * 3);
        let mut starts = Vec::with_capacity(self.chars.len() + 1);
        for &c in &self.chars {
            starts.push(text.len());
            text.push(c);
        }
        starts.push(text.len());
        Finder { tight: self, text, starts }
    }

    /// The places where digits or letters stand together in one of two texts with the same characters, and apart in the
    /// other.
    pub(super) fn other_gaps(&self, other: &Self) -> impl Iterator<Item = usize> {
        (1..self.chars.len().min(other.chars.len())).filter(|&at| {
            is_told(self.chars[at - 1], self.chars[at]) && !fits(self.joints[at], other.joints[at])
        })
    }

    /// A stretch as it reads: with a blank where white space parts digits or letters.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for at in range.clone() {
            let apart = at > range.start
                && matches!(self.joints[at], Joint::Gap | Joint::Break)
                && is_told(self.chars[at - 1], self.chars[at]);
            words.extend(apart.then_some(' '));
            words.push(self.chars[at]);
        }
        words
    }
}

/// A text to look many words up in: made once, for it is as long as a notice.
pub(super) struct Finder<'t> {
    tight: &'t Tight,
    text: String,
    /// Where each character begins in it, and where it ends.
    starts: Vec<usize>,
}

impl Finder<'_> {
    /// Where some words first stand, from a place on: with the white space that they have, and else without.
    pub(super) fn find(&self, words: &Tight, from: usize) -> Option<Range<usize>> {
        let length = words.chars.len();
        if length == 0 {
            return None;
        }
        let wanted: String = words.chars.iter().collect();
        let told: Vec<usize> =
            (1..length).filter(|&at| is_told(words.chars[at - 1], words.chars[at])).collect();
        let (mut from, mut first) = (from, None);
        while let Some(byte) = self.text[self.starts[from]..].find(&wanted) {
            let at = self.starts.partition_point(|&start| start < self.starts[from] + byte);
            if told.iter().all(|&index| fits(self.tight.joints[at + index], words.joints[index])) {
                return Some(at..at + length);
            }
            first.get_or_insert(at..at + length);
            // The next place may begin inside this one.
            from = at + 1;
        }
        first
    }
}

/// What stands between two characters: a line end, white space, or nothing that shows.
fn joint_of(between: &str) -> Joint {
    let ends_line = |c| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if between.contains(ends_line) {
        Joint::Break
    } else if between.contains(char::is_whitespace) {
        Joint::Gap
    } else {
        Joint::Close
    }
}

/// Whether a joint may stand where a text has one: a line that was broken may be joined, and a gap may become an end.
const fn fits(given: Joint, shown: Joint) -> bool {
    matches!(
        (given, shown),
        (Joint::Break, _)
            | (Joint::Close, Joint::Close)
            | (Joint::Hidden, Joint::Close | Joint::Break)
            | (Joint::Gap, Joint::Gap | Joint::Break)
    )
}

/// Whether white space between two characters says something: between two digits, between two letters of Latin words.
fn is_told(before: char, after: char) -> bool {
    is_digit(before) && is_digit(after) || is_latin(before) && is_latin(after)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}')
}

const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
        || matches!(c, '\u{c0}'..='\u{24f}' if c != '×' && c != '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_inside_a_place_that_does_not_fit() {
        // Without white space 1212 begins at the first 1; as it is written it stands one pair later.
        let text = Tight::of("甲12 1212乙12 12");
        let finder = text.finder();
        let at = |words: &str, from: usize| finder.find(&Tight::of(words), from);
        assert_eq!(at("1212", 0), Some(3..7));
        assert_eq!(at("12 12", 5), Some(8..12));
        assert_eq!(at("乙 12", 0), Some(7..10));
        assert_eq!(at("丙", 0), None);
        assert_eq!(at("", 0), None);
        assert_eq!(at("2", text.chars.len()), None);
    }
}
