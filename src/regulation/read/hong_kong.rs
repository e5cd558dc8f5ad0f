//! Ordinances as Hong Kong prints them: 16A. 釋義, with (1) for a paragraph, (a) for a point and (i) for an item; and what
//! shows that a text is one. It must not know what the lines of other texts are.

use super::line::{Line, Mark};
use super::{Paragraph, Reader};
use crate::regulation::{ArticleNumber, DivisionKind, PinOrder, numeral};
use crate::script;

/// How many letters there are.
const LETTERS: u32 = 26;

/// How an ordinance's name ends.
const KINDS: [&str; 4] = ["條例", "規例", "規則", "附例"];

/// Whether the text is printed as Hong Kong prints its law: an ordinance by its name or its chapter, with sections 1. that
/// have (1) or (a) on lines below, or letters, or stand in 第1部. Nothing in it is numbered as plans are.
pub(super) fn is_printed_so(lines: &[Line<'_>]) -> bool {
    let chapter = chapter(lines);
    let (head, body) = lines.split_at(body(lines, chapter));
    let named = chapter.is_some() || head.iter().any(Line::names_ordinance);
    let shown = body.iter().any(|line| line.section().is_some()) && body.iter().any(Line::is_of_ordinance);
    named && shown && !is_otherwise(lines, chapter)
}

/// Where the text begins below its head, in which the chapter of the statute book is no heading.
fn body(lines: &[Line<'_>], chapter: Option<usize>) -> usize {
    let begins = |line: &Line<'_>| line.begins_text(PinOrder::HongKong);
    (0..lines.len()).find(|at| Some(*at) != chapter && begins(&lines[*at])).unwrap_or(lines.len())
}

/// The line of the head that has the chapter of the statute book, 第132章, with the name beside it, above or below. It is
/// the text's first chapter where others follow.
pub(super) fn chapter(lines: &[Line<'_>]) -> Option<usize> {
    let at =
        lines.iter().position(|line| line.chapter().is_some() || line.begins_text(PinOrder::HongKong))?;
    let (_, name) = lines[at].chapter()?;
    let mut beside = at.checked_sub(1).into_iter().chain([at + 1]).filter_map(|at| lines.get(at));
    let named = !name.is_empty() || beside.any(|line| is_ordinance(line.name()));
    (named && !lines[at + 1..].iter().any(Line::is_chapter)).then_some(at)
}

fn is_ordinance(name: &str) -> bool {
    let name = script::fold(name);
    KINDS.iter().any(|kind| name.ends_with(&script::fold(kind)))
}

/// Whether the text is numbered as others are: 第一条, 一、, 1.1, or anew in every chapter.
fn is_otherwise(lines: &[Line<'_>], chapter: Option<usize>) -> bool {
    let mut chapters = false;
    let mut last = None;
    let annex = |line: &&Line<'_>| matches!(line.mark(PinOrder::HongKong), Mark::Annex);
    lines.iter().take_while(|line| !annex(line)).enumerate().any(|(at, line)| {
        if Some(at) != chapter && line.is_chapter() {
            chapters = true;
        }
        let section = line.section();
        let again = chapters && section.is_some() && section <= last;
        last = section.or(last);
        again || line.is_han_article() || line.is_han_heading() || line.is_decimal()
    })
}

impl<'t> Line<'t> {
    /// What Hong Kong's laws number otherwise: 16A. 釋義, (1), (a), (i).
    pub(super) fn hong_kong(&self) -> Option<Mark<'t>> {
        if let Some((letter, item, end)) = self.lettered() {
            return Some(Mark::Lettered { letter, item, label: self.slice(0..end), rest: self.rest(end) });
        }
        if let Some((number, _)) = self.bracketed() {
            return Some(Mark::Paragraph(Some(number)));
        }
        if self.is_inserted_paragraph() {
            return Some(Mark::Paragraph(None));
        }
        let (number, end) = self.section()?;
        let (label, words) = (self.slice(0..end + 1), self.rest(end + 1));
        let titled = !words.is_empty()
            && !self.is_prose()
            && !words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '（'));
        let (title, rest) = if titled { (Some(words), "") } else { (None, words) };
        Some(Mark::Article { number, label, title, rest, apart: true })
    }

    /// (1A).
    fn is_inserted_paragraph(&self) -> bool {
        let folded = self.folded();
        let numbered = folded.first() == Some(&'(') && folded.get(1).is_some_and(char::is_ascii_digit);
        let read = || ArticleNumber::lettered(folded, 1);
        numbered && read().is_some_and(|(number, end)| number.is_inserted() && folded.get(end) == Some(&')'))
    }

    /// 16A.: its number, and where that ends.
    fn section(&self) -> Option<(ArticleNumber, usize)> {
        let folded = self.folded();
        let (number, end) = ArticleNumber::lettered(folded, 0)
            .filter(|_| folded.first().is_some_and(char::is_ascii_digit))?;
        let pointed = folded.get(end) == Some(&'.') && !folded.get(end + 1).is_some_and(char::is_ascii_digit);
        (number.number > 0 && pointed).then_some((number, end))
    }

    /// Whether it is numbered as ordinances alone are: 16A., (1), (a), 第1部.
    fn is_of_ordinance(&self) -> bool {
        let arabic = |from: usize| {
            let mut rest = self.folded().iter().skip(from).skip_while(|c| c.is_whitespace());
            rest.next() == Some(&'(') && rest.next().is_some_and(char::is_ascii_digit)
        };
        match self.mark(PinOrder::HongKong) {
            Mark::Division { name, .. } => {
                self.words.strip_suffix(name).is_some_and(|label| label.trim_end().ends_with('部'))
            }
            Mark::Paragraph(_) => arabic(0),
            Mark::Lettered { letter, .. } => letter == Some(1),
            _ => self.section().is_some_and(|(number, end)| number.is_inserted() || arabic(end + 1)),
        }
    }

    /// Whether it names an ordinance, in Traditional script: the mainland, too, has 条例.
    fn names_ordinance(&self) -> bool {
        KINDS.iter().any(|kind| self.name().ends_with(kind))
    }

    /// 第一条 in Han numerals.
    fn is_han_article(&self) -> bool {
        let digits = self.folded().iter().take(4).any(char::is_ascii_digit);
        !digits && ArticleNumber::read(self.folded()).is_some()
    }

    /// A chapter of a text, not the end of a citation: 第132章）.
    fn is_chapter(&self) -> bool {
        match self.mark(PinOrder::HongKong) {
            Mark::Division { kind: DivisionKind::Chapter, name, .. } => !name.starts_with([')', '）']),
            _ => false,
        }
    }

    /// The chapter of the statute book, 第132章 or 香港法例第132章, as it stands, and the name beside it, if there is one:
    /// 第132章《某條例》, 《某條例》（第132章）.
    pub(super) fn chapter(&self) -> Option<(&'t str, &'t str)> {
        const MARKS: [char; 6] = ['《', '》', '（', '）', '(', ')'];
        let folded = self.folded();
        let at = folded.iter().position(|c| *c == '第')?;
        let (_, end) = ArticleNumber::lettered(folded, at + 1).filter(|(number, _)| number.number > 0)?;
        let arabic = folded[at + 1..end].iter().all(|c| c.is_ascii_alphanumeric() || c.is_whitespace());
        if !arabic || folded.get(end) != Some(&'章') {
            return None;
        }
        let before = folded[..at].strip_suffix(&['香', '港', '法', '例']).map_or(at, <[char]>::len);
        let sides = [self.slice(0..before), self.rest(end + 1)];
        let [first, second] =
            sides.map(|side| side.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c)));
        let name = if first.is_empty() { second } else { first };
        let sound = (first.is_empty() || second.is_empty()) && (name.is_empty() || is_ordinance(name));
        sound.then(|| (self.slice(before..end + 1), name))
    }

    /// (a), (ii): what the letter counts, what the Roman numeral, and where it ends.
    fn lettered(&self) -> Option<(Option<u32>, Option<u32>, usize)> {
        let inner = self.folded().strip_prefix(&['('])?;
        let inner = &inner[..inner.iter().take(8).position(|c| *c == ')')?];
        let (letter, item) = (numeral::point(inner), numeral::item(inner));
        (letter.is_some() || item.is_some()).then_some((letter, item, inner.len() + 2))
    }
}

/// Whether a letter's number follows the last one's: (b) follows (a), and so does (aa), which (b) follows, too.
const fn follows(last: u32, letter: u32) -> bool {
    if letter <= LETTERS {
        return letter == first(last) + 1;
    }
    first(letter) == first(last) && letter > last
}

/// Whether the words behind (1) go on as a citation does: 款所指的, 及(2)款.
pub(super) fn cites_on(rest: &str) -> bool {
    rest.trim_start().starts_with(['款', '及', '或', '至', '、'])
}

/// Whether an item's number follows the last one's: (iii) follows (ii), and so does (iia), which (iii) follows, too.
fn follows_item(last: u32, item: u32) -> bool {
    let (before, here) = (numeral::roman_of(last), numeral::roman_of(item));
    if here == item { item == before + 1 } else { here == before && item > last }
}

/// The number of the first letter: 1 of (aa).
const fn first(mut letters: u32) -> u32 {
    while letters > LETTERS {
        letters = (letters - 1) / LETTERS;
    }
    letters
}

impl Reader<'_> {
    /// Takes a paragraph with its number, if that is the next.
    /// Several (1) are paragraphs: none of them is what a citation means.
    pub(super) fn printed_paragraph(&mut self, number: Option<u32>, words: &str) -> bool {
        let text = self.text(words);
        let open = self.is_open();
        if self.is_fresh() {
            return false;
        }
        let Some(article) = self.held.articles.last_mut() else { return false };
        let last = article.paragraphs.iter().rev().find_map(|paragraph| paragraph.number);
        let next = last.unwrap_or(0) + 1;
        // （1）款所指的 is the rest of a line.
        let cites = words.split_once([')', '）']).is_some_and(|(_, rest)| cites_on(rest));
        let again = || number == Some(1) && !open && !cites;
        if number.is_some_and(|number| number != next) && !again() {
            return false;
        }
        if matches!(&article.paragraphs[..], [only] if only.text.source().is_empty() && only.points.is_empty())
        {
            article.paragraphs.clear();
        }
        article.paragraphs.push(Paragraph { number, text, points: Vec::new() });
        true
    }

    /// Takes (a) as a point and (i) as an item, whichever is the next. Where both are, it is an item of a point that leads
    /// into a list.
    pub(super) fn lettered(
        &mut self,
        letter: Option<u32>,
        item: Option<u32>,
        label: &str,
        rest: &str,
    ) -> bool {
        let last = self.paragraph().and_then(|paragraph| paragraph.points.last());
        let point = letter.filter(|letter| follows(last.map_or(0, |last| last.number), *letter));
        let opens = last.is_some_and(|last| last.text.source().ends_with(['—', '－', '-', '：', ':']));
        let items = last.map(|last| last.items.last().map_or(0, |item| item.number));
        let inside = item.filter(|item| {
            items.is_some_and(|last| follows_item(last, *item)) && (point.is_none() || opens || *item > 1)
        });
        match (inside, point) {
            (Some(number), _) => self.placed_item(number, label, rest),
            (None, Some(number)) => self.placed(number, label, rest),
            (None, None) => false,
        }
    }
}

#[cfg(test)]
mod tests;
