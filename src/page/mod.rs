//! The plan of a site: every page that it has, each borrowing exactly what it shows. A page's fields are its
//! dependencies, and its `Hash` is the part of its key in the manifest that the content decides.
//!
//! It must not know editions' words, templates, HTML or files.

mod citations;
mod lists;
mod moves;
mod notice;

use std::hash::{Hash, Hasher};
use std::ops::Deref;

use crate::brief::{Brief, Excerpt};
use crate::config::Config;
use crate::digest::Digest;
use crate::notice::{Block, Directive, Head, Note, Notice, NoticeId, Text};
use crate::permalinks::{Versions, Withdrawal};
use crate::route::{Leaf, Period, Route};
use crate::script::{Script, Terms};
use crate::site::{Known, Linked, Site};
use jiff::civil::Date;

pub use lists::{entrances, in_period};
pub use moves::moves;
pub use notice::{notice_digest, notice_pages};

/// A page that every edition has.
#[derive(Clone, Debug, Hash)]
pub struct Page<'s> {
    /// Which page it is, and so its address.
    pub leaf: Leaf,
    /// What it shows.
    pub body: Body<'s>,
}

impl Page<'_> {
    /// The notice that it belongs to, if it belongs to one: the pages of a notice share its texts.
    pub const fn notice(&self) -> Option<&NoticeId> {
        match &self.leaf {
            Leaf::Notice(id) | Leaf::Directive(id, _) | Leaf::Compare(id) => Some(id),
            _ => None,
        }
    }

    /// Whether readers should find it: feeds, and addresses that only lead on, they should not.
    pub const fn is_listed(&self) -> bool {
        self.leaf.is_page() && !matches!(self.body, Body::Moved(_) | Body::Gone(_))
    }
}

/// What a page shows, by kind of page.
#[derive(Clone, Debug, Hash)]
pub enum Body<'s> {
    /// An edition's front page.
    Front(Front<'s>),
    /// The notices of a year.
    Year(Year<'s>),
    /// The notices of a month.
    Month(Period, Vec<Card<'s>>),
    /// A notice.
    Notice(NoticePage<'s>),
    /// A directive.
    Directive(DirectivePage<'s>),
    /// A notice in both scripts.
    Compare(NoticePage<'s>),
    /// All regulations.
    Regulations(Regulations<'s>),
    /// A regulation.
    Regulation(RegulationPage<'s>),
    /// The citations of all notices, or those of a period.
    Citations(Citations<'s>),
    /// What the site is and who publishes it.
    About(&'s Config),
    /// The accessibility statement.
    Accessibility(&'s Config),
    /// How to reach the publisher.
    Contact(&'s Config),
    /// The citations of a regulation in a year.
    CitedIn(RegulationYear<'s>),
    /// The site's data: the years that have any, newest first.
    Data(Vec<i16>),
    /// The feed of the latest notices, of all or of one source.
    Feed(Vec<Latest<'s>>),
    /// The feed of a regulation's latest citations.
    RegulationFeed(RegulationPage<'s>),
    /// An address that leads on to where its page is now.
    Moved(Leaf),
    /// An address whose page is no longer shown.
    Gone(Gone),
}

/// A notice in a feed.
#[derive(Clone, Debug, Hash)]
pub struct Latest<'s> {
    /// The notice.
    pub card: Card<'s>,
    /// The day from which it reads as it does now.
    pub modified: Date,
}

/// Why nothing stands at an address any more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gone {
    /// The publisher withdrew the notice; which one and since when, as far as it is known.
    Notice(Option<Withdrawal>),
    /// The publisher withdrew the regulation.
    Regulation,
    /// No notice cites the document any more, and nobody has registered it.
    Uncited,
}

/// A page outside the editions.
#[derive(Clone, Debug, Hash)]
pub enum Entrance<'s> {
    /// The root page: offers the editions, lists the latest notices in each.
    Root(Vec<Card<'s>>),
    /// The page for an address that is not there: it lists the latest notices, too.
    NotFound(Vec<Card<'s>>),
}

impl Entrance<'_> {
    /// Its address.
    pub const fn route(&self) -> Route {
        match self {
            Self::Root(_) => Route::Root,
            Self::NotFound(_) => Route::NotFound,
        }
    }
}

/// A notice as other pages mention it. It is told by what stands for it: lists have many.
#[derive(Clone, Copy, Debug)]
pub struct Card<'s> {
    /// The notice.
    pub id: &'s NoticeId,
    /// Its facts.
    pub facts: CardFacts<'s>,
    /// How many directives it has.
    pub directives: usize,
    /// Stands for all of it, and for the site's terms that stand in it.
    digest: Digest,
}

impl Hash for Card<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl<'s> Card<'s> {
    /// The card of a notice.
    pub fn of(brief: &'s Brief) -> Self {
        let Brief { id, title, source, source_slug, published, terms, offered, card, .. } = brief;
        let facts = CardFacts { title, source, source_slug, published: *published, terms };
        Self { id, facts, directives: offered.directives.len(), digest: *card }
    }
}

/// The facts of a notice that other pages mention.
#[derive(Clone, Copy, Debug)]
pub struct CardFacts<'s> {
    /// Its headline.
    pub title: &'s Text,
    /// Who published it.
    pub source: &'s Text,
    /// The slug of that name.
    pub source_slug: &'s str,
    /// When.
    pub published: Date,
    /// How its names are converted.
    pub terms: &'s Terms,
}

/// A regulation as other pages mention it.
#[derive(Clone, Copy, Debug, Hash)]
pub struct RegulationCard<'s> {
    /// The regulation.
    pub regulation: Known<'s>,
    /// How many citations lead to it.
    pub citations: usize,
}

/// All regulations, and who cites which.
#[derive(Clone, Debug, Hash)]
pub struct Regulations<'s> {
    /// Each regulation.
    pub all: Vec<RegulationCard<'s>>,
    /// The latest notices that cite any, newest first.
    pub citing: Vec<CitedNotice<'s>>,
}

/// An edition's front page.
#[derive(Clone, Debug, Hash)]
pub struct Front<'s> {
    /// The latest notices, newest first.
    pub latest: Vec<Card<'s>>,
    /// The years that have notices, newest first.
    pub years: Vec<i16>,
    /// What the site is.
    pub description: &'s Text,
}

/// The notices of a year.
#[derive(Clone, Debug, Hash)]
pub struct Year<'s> {
    /// The year.
    pub year: i16,
    /// Its months that have notices, newest first, with how many.
    pub months: Vec<(Period, usize)>,
    /// Its notices, newest first, where they are few; else its months list them.
    pub notices: Vec<Card<'s>>,
    /// The next earlier year with notices.
    pub earlier: Option<i16>,
    /// The next later one.
    pub later: Option<i16>,
}

/// A notice, whole.
#[derive(Clone, Debug, Hash)]
pub struct NoticePage<'s> {
    /// The notice.
    pub notice: &'s Notice,
    /// Its card.
    pub card: Card<'s>,
    /// Its citations, in reading order.
    pub citations: &'s [Linked],
    /// The regulations it cites, each once, in order of first mention.
    pub cited: Vec<Known<'s>>,
    /// The hash of its text, and the texts that stood here before.
    pub versions: &'s Versions,
}

/// One directive of a notice.
#[derive(Clone, Debug, Hash)]
pub struct DirectivePage<'s> {
    /// Its notice.
    pub card: Card<'s>,
    /// The script of the text.
    pub script: Script,
    /// The directive.
    pub directive: &'s Directive,
    /// The hash of its text, and the texts that stood here before.
    pub versions: &'s Versions,
    /// The number of its first block in the notice, as citations count blocks.
    pub first_block: usize,
    /// The paragraph before its list that leads into it (陳恩惠專員強調：), where it ends with a colon or a comma.
    pub intro: Option<&'s Block>,
    /// Whether it is the first of its list: the intro then stands right before it in the text.
    pub opens_list: bool,
    /// The paragraphs outside the directives that its page has, for each has one: where it opens a list, those between
    /// that list and the one before (the intro is the last of them).
    pub before: Vec<&'s Block>,
    /// And where it is the last of the notice, those after it.
    pub after: Vec<&'s Block>,
    /// Citations in it and in the paragraphs before and after, with their numbers in the notice, in reading order.
    pub citations: Vec<(usize, &'s Linked)>,
    /// The regulations it cites, each once, in order of first mention.
    pub cited: Vec<Known<'s>>,
    /// Editor's notes on words of it.
    pub notes: Vec<&'s Note>,
    /// The directive before it, with its number.
    pub previous: Option<(usize, &'s Head)>,
    /// The directive after it.
    pub next: Option<(usize, &'s Head)>,
}

/// A regulation and what cites it.
#[derive(Clone, Debug, Hash)]
pub struct RegulationPage<'s> {
    /// The regulation.
    pub regulation: Known<'s>,
    /// The notices that cite it, newest first: all of them, where they are few.
    pub cited_by: Vec<CitedNotice<'s>>,
    /// How many citations it has in each year that has any, newest first.
    pub years: Vec<(i16, usize)>,
    /// Whether each of these years has a page of its own, for there are too many for one.
    pub parted: bool,
    /// The citations in its held text, in reading order.
    pub citations: &'s [Linked],
    /// The regulations that these lead to, each once, in order of first mention.
    pub cited: Vec<Known<'s>>,
}

/// What cites a regulation in one year.
#[derive(Clone, Debug, Hash)]
pub struct RegulationYear<'s> {
    /// The regulation.
    pub regulation: Known<'s>,
    /// The year.
    pub year: i16,
    /// The notices of that year that cite it, newest first.
    pub cited_by: Vec<CitedNotice<'s>>,
}

/// Citations, all or those of a period.
#[derive(Clone, Debug, Hash)]
pub struct Citations<'s> {
    /// The period; absent where it is all.
    pub period: Option<Period>,
    /// Its parts, newest first, with how many citations each has; none of a month.
    pub parts: Vec<(Period, usize)>,
    /// The notices with their citations, newest first, where these are few; else its parts list them.
    pub cited: Vec<CitedNotice<'s>>,
}

/// Citations of one notice.
#[derive(Clone, Debug, Hash)]
pub struct CitedNotice<'s> {
    /// The notice.
    pub card: Card<'s>,
    /// Its citations that the page lists, in reading order.
    pub citations: Vec<Quote<'s>>,
}

/// A citation that a page lists.
#[derive(Clone, Debug, Hash)]
pub struct Quote<'s> {
    /// Its number in the notice, from 1.
    pub number: usize,
    /// The citation with the words around it.
    pub excerpt: &'s Excerpt,
    /// The regulation it leads to.
    pub regulation: Option<Known<'s>>,
}

impl Deref for Quote<'_> {
    type Target = Excerpt;

    fn deref(&self) -> &Excerpt {
        self.excerpt
    }
}

/// The pages of one edition that belong to no notice: lists, regulations, feeds, addresses that lead on. Those of a
/// notice are [`notice_pages`].
pub fn plan(site: &Site) -> Vec<Page<'_>> {
    let mut pages = lists::pages(site);
    pages.extend(citations::pages(site));
    pages.extend(moves::pages(&site.permalinks));
    pages
}
