//! The held text of a regulation: its outline of parts, chapters and sections, and its articles with their paragraphs
//! and points. It must not know how a law's text is read.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeSet;
use std::ops::Range;

use super::ArticleNumber;
use crate::script::Text;

/// The text of a regulation, cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Held {
    /// What stands before the first division or article: a preamble. Not the title and not the history.
    pub preamble: Vec<Text>,
    /// Its divisions in reading order, the outer before the inner.
    pub outline: Vec<Division>,
    /// Its articles in reading order.
    pub articles: Vec<Article>,
    /// When it was passed and amended, as printed under its title.
    pub history: Vec<Text>,
    /// What follows the last article and is in none: annexes.
    pub annex: Vec<Text>,
}

/// How deep a division lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum DivisionKind {
    /// 編.
    Part,
    /// 分編.
    Subpart,
    /// 章.
    Chapter,
    /// 節.
    Section,
    /// A numbered heading of a text without articles (一、 （一） 1.1), by its level: 1 for the outermost that the text has.
    Heading(u8),
}

impl DivisionKind {
    /// Those that a citation can name, outermost first.
    pub const ALL: [Self; 5] = [Self::Part, Self::Subpart, Self::Chapter, Self::Section, Self::Heading(1)];

    /// How many depths there are.
    pub(crate) const DEPTHS: usize = 4 + super::read::LEVELS;

    /// How deep it can lie: 0 for a part.
    pub(crate) fn depth(self) -> usize {
        match self {
            Self::Part => 0,
            Self::Subpart => 1,
            Self::Chapter => 2,
            Self::Section => 3,
            Self::Heading(level) => (3 + usize::from(level)).clamp(4, Self::DEPTHS - 1),
        }
    }
}

/// The kind of division whose unit begins at an offset of folded characters, and how many characters that has: the one
/// list of how parts are called (编, 篇, 部分), for texts and for what cites them.
pub(crate) fn unit_at(folded: &[char], at: usize) -> Option<(DivisionKind, usize)> {
    Some(match (folded.get(at)?, folded.get(at + 1)) {
        ('编' | '篇', _) => (DivisionKind::Part, 1),
        ('部', Some('分')) => (DivisionKind::Part, 2),
        ('分', Some('编' | '部')) => (DivisionKind::Subpart, 2),
        // Hong Kong's 第IV部, 第4部; 第三部 may be the third of anything.
        ('部', _) if is_of_hong_kong(folded.get(at.checked_sub(1)?)?) => (DivisionKind::Part, 1),
        ('章', _) => (DivisionKind::Chapter, 1),
        ('节', _) => (DivisionKind::Section, 1),
        _ => return None,
    })
}

/// Whether a character ends a number as Hong Kong writes those of its parts.
const fn is_of_hong_kong(c: &char) -> bool {
    c.is_ascii_digit() || c.is_ascii_uppercase()
}

/// A part, chapter or section.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Division {
    /// How deep it lies.
    pub kind: DivisionKind,
    /// Its number within the division around it, with an insertion (第二章之一).
    pub number: ArticleNumber,
    /// Its line as printed: 第一章　總則.
    pub heading: Text,
    /// What it is called: 總則.
    pub name: Text,
    /// What stands right under its heading and in no article: all of a plan's text does.
    pub text: Vec<Text>,
    /// The articles that stand in it and in the divisions inside it, as indices into [`Held::articles`].
    pub articles: Range<usize>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Article {
    /// Its number.
    pub number: ArticleNumber,
    /// Its number as printed: 第十二條.
    pub label: Text,
    /// What Taiwan's laws print beside the number, with its brackets: 第三條（主管機關）.
    pub title: Option<Text>,
    /// Its paragraphs, at least one: 款, Taiwan's 項.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Paragraph {
    /// Its number: counted, or, in Hong Kong's way, as it is printed; `None` for what has none there.
    pub number: Option<u32>,
    /// Its words up to its points.
    pub text: Text,
    /// Its points: 項, Taiwan's 款.
    pub points: Vec<Point>,
}

/// A point of a paragraph, or an item of a point.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Point {
    /// Its number; of letters, what [`numeral`](super::numeral) counts them as.
    pub number: u32,
    /// Its number as printed: （一）.
    pub label: Text,
    /// Its words.
    pub text: Text,
    /// Its items: 目.
    pub items: Vec<Self>,
}

/// The numbers of a division and of those around it, as [`DivisionKind::ALL`] has their kinds. `None` for a kind that is
/// not named, or not there.
pub type DivisionPath = [Option<ArticleNumber>; DivisionKind::ALL.len()];

/// What a text has at a division's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DivisionFound {
    /// One division, with the numbers of all around it.
    One(DivisionPath),
    /// Several: which is meant is not said.
    Several,
    /// None.
    Nothing,
}

impl Held {
    /// The division of these numbers; outer ones that are not named may be any. 第二部分 of a text that has no parts and
    /// begins with 一、 is what stands under its 二、.
    pub fn division(&self, path: &DivisionPath) -> DivisionFound {
        let path = match *path {
            [part @ Some(_), None, None, None, None] if self.is_of_headings() => {
                &[None, None, None, None, part]
            }
            _ => path,
        };
        let Some(deepest) = path.iter().rposition(Option::is_some) else { return DivisionFound::Nothing };
        let mut open = DivisionPath::default();
        let mut found = DivisionFound::Nothing;
        for division in &self.outline {
            let depth = division.kind.depth();
            if depth >= open.len() {
                continue;
            }
            open[depth] = Some(division.number);
            open[depth + 1..].fill(None);
            let fits = |(wanted, there): (&Option<ArticleNumber>, &Option<ArticleNumber>)| {
                wanted.is_none() || wanted == there
            };
            if depth == deepest && path.iter().zip(&open).all(fits) {
                found = match found {
                    DivisionFound::Nothing => DivisionFound::One(open),
                    _ => DivisionFound::Several,
                };
            }
        }
        found
    }

    /// Whether all its outermost divisions are numbered 一、 二、: its parts, as other texts call them.
    fn is_of_headings(&self) -> bool {
        let han = |heading: &str| {
            let label = heading.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
            label.len() < heading.len() && label.starts_with('、')
        };
        self.outline.iter().all(|division| match division.kind {
            DivisionKind::Heading(1) => han(division.heading.source()),
            DivisionKind::Heading(_) => true,
            _ => false,
        })
    }

    /// The texts that may cite, in reading order, each with the index of the article it stands in: what the block of a
    /// citation counts. Headings, labels and the history are none.
    pub fn texts(&self) -> Vec<(Option<usize>, &Text)> {
        let mut texts: Vec<(Option<usize>, &Text)> = self.preamble.iter().map(|text| (None, text)).collect();
        let mut divisions = self.outline.iter().peekable();
        for at in 0..=self.articles.len() {
            while let Some(division) = divisions.next_if(|division| division.articles.start <= at) {
                texts.extend(division.text.iter().map(|text| (None, text)));
            }
            for paragraph in self.articles.get(at).into_iter().flat_map(|article| &article.paragraphs) {
                texts.push((Some(at), &paragraph.text));
                let points = paragraph.points.iter();
                let points = points.flat_map(|point| std::iter::once(point).chain(&point.items));
                texts.extend(points.map(|point| (Some(at), &point.text)));
            }
        }
        texts.extend(self.annex.iter().map(|text| (None, text)));
        texts
    }

    /// Whether it says what it is cut into: an article, a heading with words, or several without.
    pub fn is_told(&self) -> bool {
        let named = |division: &Division| !division.name.source().is_empty();
        let filled = self.outline.iter().filter(|division| !division.text.is_empty());
        !self.articles.is_empty()
            || self.outline.iter().any(|one| named(one) || !matches!(one.kind, DivisionKind::Heading(_)))
            || filled.count() > 1
    }

    /// The article of that number; none where several have it, for which is meant is not said.
    pub fn article(&self, number: ArticleNumber) -> Option<&Article> {
        let mut having = self.articles.iter().filter(|article| article.number == number);
        having.next().filter(|_| having.next().is_none())
    }

    /// Whether articles are missing: numbers that none has, below the last one.
    pub fn has_gaps(&self) -> bool {
        let numbers: BTreeSet<u32> = self.articles.iter().map(|article| article.number.number).collect();
        numbers.last().is_some_and(|&last| numbers.len() as u64 != u64::from(last))
    }

    /// Whether any article has that number.
    pub fn has_article(&self, number: ArticleNumber) -> bool {
        self.articles.iter().any(|article| article.number == number)
    }
}

impl Article {
    /// Its paragraphs, each with the number that it is cited by. Of those that print none, the first is 1.
    pub fn numbered(&self) -> impl Iterator<Item = (Option<u32>, &Paragraph)> {
        let silent = self.paragraphs.iter().all(|paragraph| paragraph.number.is_none());
        let first = move |index: usize| (silent && index == 0).then_some(1);
        self.paragraphs
            .iter()
            .enumerate()
            .map(move |(index, paragraph)| (paragraph.number.or_else(|| first(index)), paragraph))
    }

    /// Whether several of its paragraphs print that number: which is meant is not said.
    pub fn is_doubled(&self, paragraph: Option<u32>) -> bool {
        let having = |number: u32| self.paragraphs.iter().filter(|one| one.number == Some(number)).count();
        paragraph.is_some_and(|number| having(number) > 1)
    }

    /// Whether a line of it that begins with Hong Kong's (2) or (b) has no place: its number did not follow.
    pub fn has_unplaced(&self) -> bool {
        let bracketed = |words: &str| {
            let inner = words.strip_prefix(['(', '（']).and_then(|words| words.split([')', '）']).next());
            let alike = |all: fn(&u8) -> bool| inner.is_some_and(|inner| inner.bytes().all(|c| all(&c)));
            inner.is_some_and(|inner| (1..5).contains(&inner.len()) && inner.len() + 1 < words.len())
                && (alike(u8::is_ascii_lowercase) || alike(u8::is_ascii_digit))
        };
        self.paragraphs.iter().any(|one| one.number.is_none() && bracketed(one.text.source()))
    }

    /// Whether it has a place: a paragraph from 1, a point by its number, an item by its number. A point without a
    /// paragraph is looked for in all of them, as texts leave out 第一款 where there is but one.
    pub fn has(&self, paragraph: Option<u32>, point: Option<u32>, item: Option<u32>) -> bool {
        let mut chosen = self
            .numbered()
            .filter(|(number, _)| paragraph.is_none() || *number == paragraph)
            .map(|(_, paragraph)| paragraph);
        let numbered = |points: &[Point], number: u32| points.iter().any(|point| point.number == number);
        match (point, item) {
            (None, None) => chosen.next().is_some(),
            (Some(point), None) => chosen.any(|paragraph| numbered(&paragraph.points, point)),
            (point, Some(item)) => chosen
                .flat_map(|paragraph| &paragraph.points)
                .any(|found| point.is_none_or(|point| point == found.number) && numbered(&found.items, item)),
        }
    }
}
