//! Pairs of marks: 《…》 with what is nested in them, 「…」 and 『…』. An unclosed mark opens nothing. It must not know
//! what stands between them.

use std::ops::Range;

/// The longest name that is taken for one, in characters.
pub(super) const LONGEST: usize = 200;

/// What kind of marks they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// 《…》.
    Title,
    /// 〈…〉: inside 《…》 part of its name.
    Single,
    /// 「…」 or 『…』.
    Quote,
}

/// A pair of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// With the marks.
    pub(super) span: Range<usize>,
    /// Without them.
    pub(super) inner: Range<usize>,
    pub(super) kind: MarkKind,
}

struct Open {
    at: usize,
    length: usize,
    shape: char,
}

/// The pairs, in order of start; they may be nested. Linear: every mark is pushed and popped once.
pub(super) fn pairs(folded: &[char]) -> Vec<Pair> {
    let mut titles: Vec<Open> = Vec::new();
    let mut quotes: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let (shape, length) = mark(folded, at);
        match shape {
            '《' | '〈' => titles.push(Open { at, length, shape }),
            '「' | '『' => quotes.push(Open { at, length, shape }),
            '》' | '〉' => {
                close(&mut titles, if shape == '》' { '《' } else { '〈' }, at, length, &mut found)
            }
            '」' | '』' => {
                close(&mut quotes, if shape == '」' { '「' } else { '『' }, at, length, &mut found)
            }
            // No name goes on over the end of a sentence; a quotation may.
            '。' => titles.clear(),
            '\n' => {
                titles.clear();
                quotes.clear();
            }
            _ => {}
        }
        at += length;
    }
    found.sort_by_key(|pair: &Pair| (pair.span.start, std::cmp::Reverse(pair.span.end)));
    found
}

/// The mark at an offset and its length: `<<` and `≪` stand for 《 in texts that could not print it.
fn mark(folded: &[char], at: usize) -> (char, usize) {
    match (folded[at], folded.get(at + 1)) {
        ('<', Some('<')) => ('《', 2),
        ('>', Some('>')) => ('》', 2),
        ('≪' | '«', _) => ('《', 1),
        ('≫' | '»', _) => ('》', 1),
        ('﹁', _) => ('「', 1),
        ('﹂', _) => ('」', 1),
        ('﹃', _) => ('『', 1),
        ('﹄', _) => ('』', 1),
        (c, _) => (c, 1),
    }
}

/// Closes the last mark of a shape that is open. What was opened since and never closed opens nothing.
fn close(open: &mut Vec<Open>, shape: char, at: usize, length: usize, found: &mut Vec<Pair>) {
    // A closing mark without its opening one would search the whole stack every time: it is searched so deep as
    // marks are ever nested.
    let deep = open.len().saturating_sub(8);
    let Some(index) = open[deep..].iter().rposition(|mark| mark.shape == shape).map(|index| index + deep)
    else {
        return;
    };
    let mark = &open[index];
    let inner = mark.at + mark.length..at;
    if inner.len() <= LONGEST && !inner.is_empty() {
        let kind = match shape {
            '《' => MarkKind::Title,
            '〈' => MarkKind::Single,
            _ => MarkKind::Quote,
        };
        found.push(Pair { span: mark.at..at + length, inner, kind });
    }
    open.truncate(index);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<String> {
        let folded: Vec<char> = text.chars().collect();
        pairs(&folded).into_iter().map(|pair| folded[pair.inner].iter().collect()).collect()
    }

    #[test]
    fn nested_and_unclosed() {
        assert_eq!(inner("《甲〈乙〉丙》"), ["甲〈乙〉丙", "乙"]);
        assert_eq!(inner("《甲《乙》丙》"), ["甲《乙》丙", "乙"]);
        assert_eq!(inner("《甲和《乙》"), ["乙"]);
        assert_eq!(inner("《甲〈乙》"), ["甲〈乙"]);
        assert_eq!(inner("《甲\n》"), [""; 0]);
        assert_eq!(inner("甲》《乙》》"), ["乙"]);
        assert_eq!(inner("<<甲>>≪乙≫"), ["甲", "乙"]);
        assert_eq!(inner("《》"), [""; 0]);
    }
}
