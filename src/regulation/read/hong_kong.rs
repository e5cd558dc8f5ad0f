//! Ordinances as Hong Kong prints them: 16A. 釋義, with (1) for a paragraph, (a) for a point and (i) for an item. It must not
//! know the order of lines beyond what is the next number.

use super::line::{Line, Mark};
use super::{Paragraph, Reader};
use crate::regulation::{ArticleNumber, PinOrder, numeral};

/// Whether the text is printed as Hong Kong prints its law: (a) on lines below articles in Arabic numerals.
pub(super) fn is_printed_so(lines: &[Line<'_>]) -> bool {
    let han = |line: &Line<'_>| {
        ArticleNumber::read(line.folded()).is_some()
            && !line.folded().iter().take(4).any(char::is_ascii_digit)
    };
    lines.iter().any(|line| matches!(line.lettered(), Some((Some(1), ..))))
        && lines.iter().any(|line| line.begins_article(PinOrder::HongKong))
        && !lines.iter().any(han)
}

impl<'t> Line<'t> {
    /// What Hong Kong's laws number otherwise: 16A. 釋義, (1), (a), (i).
    pub(super) fn hong_kong(&self) -> Option<Mark<'t>> {
        if let Some((letter, roman, end)) = self.lettered() {
            return Some(Mark::Lettered { letter, roman, label: self.slice(0..end), rest: self.rest(end) });
        }
        if let Some((number, _)) = self.bracketed() {
            return Some(Mark::Paragraph(number));
        }
        if !self.folded().first()?.is_ascii_digit() {
            return None;
        }
        let (number, end) = ArticleNumber::lettered(self.folded(), 0)?;
        if number.number == 0
            || self.folded().get(end) != Some(&'.')
            || self.folded().get(end + 1).is_some_and(char::is_ascii_digit)
        {
            return None;
        }
        let (label, words) = (self.slice(0..end + 1), self.rest(end + 1));
        let titled = !words.is_empty()
            && !self.is_prose()
            && !words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '（'));
        let (title, rest) = if titled { (Some(words), "") } else { (None, words) };
        Some(Mark::Article { number, label, title, rest, apart: true })
    }

    /// (a), (ii): what the letter counts, what the Roman numeral, and where it ends.
    fn lettered(&self) -> Option<(Option<u32>, Option<u32>, usize)> {
        let inner = self.folded().strip_prefix(&['('])?;
        let inner = &inner[..inner.iter().take(8).position(|c| *c == ')')?];
        let letter = match inner {
            [letter @ 'a'..='z'] => Some(*letter as u32 - 'a' as u32 + 1),
            _ => None,
        };
        let roman = numeral::roman(inner);
        (letter.is_some() || roman.is_some()).then_some((letter, roman, inner.len() + 2))
    }
}

impl Reader<'_> {
    /// Takes a paragraph with its number, if that is the next.
    pub(super) fn printed_paragraph(&mut self, number: u32, words: &str) -> bool {
        let text = self.text(words);
        if self.is_fresh() {
            return false;
        }
        let Some(article) = self.held.articles.last_mut() else { return false };
        let last = article.paragraphs.iter().rev().find_map(|paragraph| paragraph.number);
        if number != last.unwrap_or(0) + 1 {
            return false;
        }
        if matches!(&article.paragraphs[..], [only] if only.text.source().is_empty() && only.points.is_empty())
        {
            article.paragraphs.clear();
        }
        article.paragraphs.push(Paragraph { number: Some(number), text, points: Vec::new() });
        true
    }

    /// Takes (a) as a point and (i) as an item, whichever is the next. Where both are, it is an item of a point that leads
    /// into a list.
    pub(super) fn lettered(
        &mut self,
        letter: Option<u32>,
        roman: Option<u32>,
        label: &str,
        rest: &str,
    ) -> bool {
        let last = self.paragraph().and_then(|paragraph| paragraph.points.last());
        let point = last.map_or(1, |last| last.number + 1);
        let item = last.map(|last| last.items.last().map_or(1, |item| item.number + 1));
        let opens = last.is_some_and(|last| last.text.source().ends_with(['—', '－', '-', '：', ':']));
        let inside =
            roman.filter(|roman| Some(*roman) == item && (letter != Some(point) || opens || *roman > 1));
        match (inside, letter) {
            (Some(number), _) => self.item(number, label, rest),
            (None, Some(number)) => self.point(number, label, rest),
            (None, None) => false,
        }
    }
}
