//! The headings of a text without articles, as plans and circulars have them: 一、 （一） 1. （1） and 1.1, below 第一章
//! where there is one. A line whose number does not follow is none. It must not know where the text comes from.

use std::collections::BTreeMap;

use super::Reader;
use super::line::Line;
use crate::regulation::{ArticleNumber, Division, DivisionKind, number_at};

/// The ranks of the forms of numbers, the outer before the inner; between them is room for the parts of a decimal.
const HAN: u8 = 10;
const BRACKETED_HAN: u8 = 20;
const DECIMAL: u8 = 30;
const BRACKETED: u8 = 50;

/// The most parts that a decimal number has: 1.2.3.4.
const PARTS: usize = 4;

/// The most characters of a heading.
const TITLE: usize = 40;

/// How many levels of headings a text can have.
pub(crate) const LEVELS: usize = 3 + PARTS;

/// The number that a line begins with.
pub(super) struct Number {
    /// How it is written: see [`HAN`].
    rank: u8,
    /// Its parts: 1.2 has two, any other one.
    parts: Vec<u32>,
    /// Where it ends, with its mark, in characters.
    end: usize,
    /// Digits and a blank, as tables have them, too.
    bare: bool,
}

/// The last number of each rank.
#[derive(Default)]
pub(super) struct Series {
    /// Within the division that is open.
    here: BTreeMap<u8, u32>,
    /// In the whole text: some number their headings through all chapters.
    ever: BTreeMap<u8, u32>,
}

impl Series {
    /// A heading of a rank begins: what is numbered below it begins anew. 0 for a chapter.
    pub(super) fn close(&mut self, rank: u8) {
        self.here.retain(|inner, _| *inner <= rank);
    }

    /// Whether a number follows, as the first here, or the next.
    fn takes(&mut self, rank: u8, number: u32) -> bool {
        let here = self.here.get(&rank).copied();
        let ever = self.ever.get(&rank).copied().unwrap_or(0);
        let follows = number == here.unwrap_or(0) + 1 || (here.is_none() && number == ever + 1);
        if follows {
            self.close(rank);
            self.here.insert(rank, number);
            self.ever.insert(rank, number);
        }
        follows
    }
}

impl<'t> Line<'t> {
    /// The number that the line begins with, if it could be a heading's.
    pub(super) fn number(&self) -> Option<Number> {
        let folded = self.folded();
        let first = *folded.first()?;
        let one = |rank, number, end| Number { rank, parts: vec![number], end, bare: false };
        if let Some((number, end)) = self.bracketed() {
            let rank = if folded.get(1).is_some_and(|c| is_digit(*c)) { BRACKETED } else { BRACKETED_HAN };
            return Some(one(rank, number, end));
        }
        if !is_digit(first) {
            let (number, end) = number_at(folded, 0)?;
            return matches!(folded.get(end), Some('、' | '.')).then(|| one(HAN, number, end + 1));
        }
        let (number, mut end) = digits(folded, 0)?;
        let mut parts = vec![number];
        while parts.len() < PARTS
            && folded.get(end) == Some(&'.')
            && let Some((number, after)) = digits(folded, end + 1)
        {
            parts.push(number);
            end = after;
        }
        let next = folded.get(end).copied();
        let rank = DECIMAL + parts.len() as u8;
        match (parts.len(), next) {
            (1, Some('.' | '、')) => Some(Number { rank, parts, end: end + 1, bare: false }),
            (1, Some(c)) if c.is_whitespace() => Some(Number { rank, parts, end, bare: true }),
            (1, _) => None,
            (_, Some('、')) if !folded.get(end + 1).is_some_and(|c| is_digit(*c)) => {
                Some(Number { rank, parts, end: end + 1, bare: false })
            }
            // 2.5公里 is an amount, 1.2公园绿地 a heading.
            _ if is_amount(&folded[end..]) => None,
            (_, Some('.')) => Some(Number { rank, parts, end: end + 1, bare: false }),
            _ => Some(Number { rank, parts, end, bare: false }),
        }
    }

    /// 1.1.
    pub(super) fn is_decimal(&self) -> bool {
        self.number().is_some_and(|number| number.parts.len() > 1)
    }

    /// Where its title ends in characters, for a line whose number ends at `from`; `None` where it has none. A sentence
    /// of its own is one only where prose follows it, and a line that is full was broken.
    fn title(&self, from: usize, before_prose: bool, full: usize) -> Option<usize> {
        let rest = self.folded().get(from..)?;
        let stop = rest.iter().position(|c| matches!(c, '。' | '；' | ';' | ':'));
        match stop {
            None => {
                let open = matches!(rest.last(), None | Some('，' | ',' | '、'));
                (rest.len() <= TITLE && !open && self.folded().len() < full).then_some(from + rest.len())
            }
            Some(at) => {
                let more = at + 1 < rest.len() || before_prose;
                let short = (1..TITLE - 10).contains(&at) && !rest[..at].contains(&'，');
                (rest[at] == '。' && more && short).then_some(from + at + 1)
            }
        }
    }

    /// Without a page's number at its end, as tables of contents have it.
    pub(super) fn entry(&self) -> String {
        let trimmed = |c: char| c.is_whitespace() || is_digit(c) || "….·-—．".contains(c);
        self.words.trim_end_matches(trimmed).chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// Whether a decimal number that these characters follow is an amount, by its unit as a whole, or one of a list.
fn is_amount(rest: &[char]) -> bool {
    const UNITS: [&str; 37] = [
        "公里",
        "公顷",
        "公斤",
        "公升",
        "公分",
        "千米",
        "千克",
        "千瓦",
        "千伏",
        "千吨",
        "千公顷",
        "万公",
        "万元",
        "万亩",
        "万吨",
        "万千",
        "万人",
        "万户",
        "万个",
        "万辆",
        "万平",
        "万立",
        "万亿",
        "万米",
        "亿元",
        "亿吨",
        "亿立",
        "亿平",
        "亿人",
        "亿千",
        "米",
        "吨",
        "亩",
        "倍",
        "%",
        "％",
        "℃",
    ];
    const JOINS: [char; 5] = ['、', '，', ',', '~', '-'];
    let starts = |word: &str| word.chars().enumerate().all(|(at, c)| rest.get(at) == Some(&c));
    // 1.1元数据, 1.1元素
    let money = rest.first() == Some(&'元') && !matches!(rest.get(1), Some('数' | '素' | '件' | '宇'));
    money || rest.first().is_some_and(|c| JOINS.contains(c)) || UNITS.iter().any(|unit| starts(unit))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn digits(folded: &[char], at: usize) -> Option<(u32, usize)> {
    let length = folded.get(at..)?.iter().take(5).take_while(|c| is_digit(**c)).count();
    let number = crate::regulation::numeral::read(&folded[at..at + length])?;
    (number > 0 && length < 4).then_some((number, at + length))
}

/// Whether a text numbers headings as 1.1: then `1 總則` is one, too, and no row of a table.
pub(super) fn is_decimal(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|line| line.is_decimal()).nth(1).is_some()
}

/// Whether a text without articles begins with this line: its first heading.
pub(super) fn begins(line: &Line<'_>, decimal: bool) -> bool {
    line.number()
        .is_some_and(|number| number.parts.iter().all(|part| *part == 1) && (decimal || !number.bare))
}

impl Reader<'_> {
    /// Takes a line as a heading, if its number follows. What stands under a number without a title is its text, so that
    /// it is not taken for the text of the one before.
    pub(super) fn numbered(&mut self, line: &Line<'_>, decimal: bool, before_prose: bool) -> bool {
        let Some(number) = line.number().filter(|number| decimal || !number.bare) else { return false };
        let Some((&last, around)) = number.parts.split_last() else { return false };
        let title = line.title(number.end, before_prose, self.flow.full);
        // A row of a table has no title that could be told from its cells.
        if number.bare && title != Some(line.folded().len()) {
            return false;
        }
        if let Some(outer) = around.last() {
            let kind = DivisionKind::Heading(number.rank);
            let inside = self.open.iter().rev().map(|open| &self.held.outline[*open]);
            let holder = { inside }.find(|open| open.kind < kind);
            if holder.is_none_or(|holder| holder.number != ArticleNumber::new(*outer)) {
                return false;
            }
        }
        if !self.series.takes(number.rank, last) {
            return false;
        }
        let cut = title.unwrap_or(number.end);
        self.headed(line, &number, cut);
        true
    }

    /// A heading that is said to be one: nothing of it is text.
    pub(super) fn headed_wholly(&mut self, line: &Line<'_>) -> bool {
        let Some(number) = line.number() else { return false };
        self.headed(line, &number, line.folded().len());
        true
    }

    fn headed(&mut self, line: &Line<'_>, number: &Number, cut: usize) {
        let kind = DivisionKind::Heading(number.rank);
        let last = number.parts.last().copied().unwrap_or(1);
        self.close_down_to(Some(kind));
        let at = self.held.articles.len();
        let division = Division {
            kind,
            number: ArticleNumber::new(last),
            heading: self.text(line.slice(0..cut)),
            name: self.text(line.slice(number.end..cut.max(number.end))),
            text: Vec::new(),
            articles: at..at,
        };
        self.open.push(self.held.outline.len());
        self.held.outline.push(division);
        self.flow.heading();
        let rest = line.rest(cut);
        if !rest.is_empty() {
            self.prose(rest);
            self.flow.words(line);
        }
    }

    /// Counts the levels of headings from 1, without those that the text does not have.
    pub(super) fn count_levels(&mut self) {
        let rank = |division: &Division| match division.kind {
            DivisionKind::Heading(rank) => Some(rank),
            _ => None,
        };
        let mut ranks: Vec<u8> = self.held.outline.iter().filter_map(rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        for division in &mut self.held.outline {
            if let DivisionKind::Heading(rank) = &mut division.kind {
                *rank = ranks.partition_point(|outer| *outer < *rank) as u8 + 1;
            }
        }
    }
}
