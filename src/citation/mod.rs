//! Citations: where a text mentions a regulation, and which regulation that is. Finding is [`find`], deciding is
//! [`resolve`]; nothing else does either. Names are compared by their identity key ([`key`]), never by similarity.
//!
//! It must not know files, pages, or how a citation is shown.

mod bounds;
pub mod editor;
mod find;
mod key;
mod plain;
mod registry;
mod resolve;
mod titles;
mod words;

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::ops::Range;

use crate::notice::Place;
use crate::regulation::{ArticleNumber, DivisionKind, DivisionPath, PinOrder, RegulationId};

pub use bounds::{Bound, Edition};
pub use find::find;
pub use key::{Key, key};
pub use registry::{Conflict, Registry, Vague};
pub use resolve::{Reading, resolve, resolve_held, resolve_texts};

/// One mention of a document in a block of a text, before anybody has decided which document it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Mention {
    /// The whole mention with its marks, number and pins, in characters from the block's start: what a link covers.
    pub span: Range<usize>,
    /// The name alone, with its marks: what a link to the regulation covers where each pin has a link of its own.
    pub title: Range<usize>,
    /// How it stands in the text.
    pub form: Form,
    /// The name as written, without its outer marks, with what follows them and is part of it (《某法》（试行）: 某法（试行）).
    /// For a document number that stands alone, the number.
    pub name: Box<str>,
    /// The document number that stands with it, as written.
    pub number: Option<Box<str>>,
    /// The year of the version it names: （2014年修订）.
    pub version: Option<u16>,
    /// The places in it that it points to, in reading order.
    pub pins: Vec<Pin>,
    /// The short form that it defines: （以下简称《条例》）.
    pub defines: Option<Box<str>>,
}

impl Mention {
    /// Whether it names an article, and not only chapters, as of books: 《某书》第三章.
    pub(crate) fn names_article(&self) -> bool {
        self.pins.iter().any(Pin::is_article)
    }
}

/// How a mention stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Form {
    /// 《…》.
    Marked,
    /// 「…」 or 『…』, where a number, a pin or a definition shows that it is a document.
    Quoted,
    /// Without marks: a registered name before a pin, or a short form that the notice defines.
    Bare,
    /// 本條例, with or without marks around its kind.
    Own,
    /// 該規劃, 同法第五十條.
    Anaphor,
    /// A document number alone.
    Number,
}

/// A place inside a regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Spot {
    /// A part, chapter or section as a whole: as the text names it, and in full where the regulation has it.
    Division(DivisionPath),
    /// An article, or a place in one.
    Article(ArticleSpot),
}

impl fmt::Display for Spot {
    /// As an element of Akoma Ntoso is named (OASIS AKN 1.0, 5.4): `art_12__para_2__point_3`, `chp_2__sec_1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(spot) => spot.fmt(f),
            Self::Division(path) => {
                let named = DivisionKind::ALL.into_iter().zip(path);
                let mut named = named.filter_map(|(kind, number)| Some((division_label(kind), (*number)?)));
                if let Some((label, number)) = named.next() {
                    write!(f, "{label}_{number}")?;
                }
                named.try_for_each(|(label, number)| write!(f, "__{label}_{number}"))
            }
        }
    }
}

/// What a division is called in the name of an element of Akoma Ntoso.
pub const fn division_label(kind: DivisionKind) -> &'static str {
    match kind {
        DivisionKind::Part => "part",
        DivisionKind::Subpart => "subpart",
        DivisionKind::Chapter => "chp",
        DivisionKind::Section => "sec",
        DivisionKind::Heading(_) => "level",
    }
}

/// An article and where in it. Fields without a value are not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct ArticleSpot {
    /// The article: 第一百二十條之一.
    pub article: ArticleNumber,
    /// 款 in the mainland's order, 項 in Taiwan's.
    pub paragraph: Option<u32>,
    /// 項 in the mainland's order, 款 in Taiwan's.
    pub point: Option<u32>,
    /// 目, in both.
    pub item: Option<u32>,
}

impl ArticleSpot {
    /// An article as a whole.
    pub const fn whole(article: ArticleNumber) -> Self {
        Self { article, paragraph: None, point: None, item: None }
    }

    /// The same place, where 款 and 項 change their meaning between the mainland's order and Taiwan's.
    const fn reordered(self) -> Self {
        Self { paragraph: self.point, point: self.paragraph, ..self }
    }

    const fn has(&self, unit: char) -> bool {
        match unit {
            '款' => self.paragraph.is_some(),
            '项' => self.point.is_some(),
            _ => self.item.is_some(),
        }
    }

    /// A part of this place, by its unit as the mainland reads it.
    const fn inside(self, unit: char, value: u32) -> Option<Self> {
        Some(match unit {
            '款' => Self { paragraph: Some(value), ..self },
            '项' => Self { point: Some(value), ..self },
            '目' => Self { item: Some(value), ..self },
            _ => return None,
        })
    }

    /// A place beside this one, in the same article: 第二款 after 第一款第三项.
    const fn beside(self, unit: char, value: u32, order: Option<PinOrder>) -> Option<Self> {
        let taiwan = matches!(order, Some(PinOrder::Taiwan));
        let outer = match unit {
            '款' if taiwan => Self { item: None, ..self },
            '款' => Self { point: None, item: None, ..self },
            '项' if taiwan => Self { paragraph: None, item: None, ..self },
            _ => Self { item: None, ..self },
        };
        outer.inside(unit, value)
    }
}

impl fmt::Display for ArticleSpot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "art_{}", self.article)?;
        for (name, value) in [("para", self.paragraph), ("point", self.point), ("item", self.item)] {
            if let Some(value) = value {
                write!(f, "__{name}_{value}")?;
            }
        }
        Ok(())
    }
}

/// A place, or a range of places of one kind, inside a regulation that a citation points to, and where the text says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Pin {
    /// The place, or the first of the range.
    pub from: Spot,
    /// The last place of a range: 第三條至第五條.
    pub to: Option<Spot>,
    /// Whose order the text shows, where both 款 and 項 stand in it, or Hong Kong's brackets.
    pub order: Option<PinOrder>,
    /// Its words, in characters from the block's start.
    pub span: Range<usize>,
}

impl Pin {
    const fn is_article(&self) -> bool {
        matches!(self.from, Spot::Article(_))
    }

    /// Whether both its ends are articles as a whole.
    fn is_whole(&self) -> bool {
        let whole = |spot: Spot| matches!(spot, Spot::Article(at) if at == ArticleSpot::whole(at.article));
        std::iter::once(self.from).chain(self.to).all(whole)
    }
}

impl fmt::Display for Pin {
    /// `art_3`, `art_3..art_5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.fmt(f)?;
        self.to.map_or(Ok(()), |to| write!(f, "..{to}"))
    }
}

/// How a citation was resolved. The order is that in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Method {
    /// An editor's link in the notice's Markdown.
    Editor,
    /// A definition earlier in the notice: 以下簡稱《條例》.
    Defined,
    /// The identity key of its name.
    Exact,
    /// An alias that the regulation's file lists.
    Alias,
    /// The key without 中華人民共和國, or without the period, as only one regulation has it.
    Shortened,
    /// The end of the name of one regulation cited earlier in the notice.
    Suffix,
    /// The only regulation of its kind cited so far: 《條例》 alone.
    Generic,
    /// What it calls itself: 本條例 in a regulation's own text.
    Itself,
    /// 該規劃 after the only plan cited so far; 同法 after the law cited last.
    Anaphor,
    /// Its document number.
    Number,
}

impl Method {
    /// Its name for machines: stable, in kebab case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Defined => "defined",
            Self::Exact => "exact",
            Self::Alias => "alias",
            Self::Shortened => "shortened",
            Self::Suffix => "suffix",
            Self::Generic => "generic",
            Self::Itself => "itself",
            Self::Anaphor => "anaphor",
            Self::Number => "number",
        }
    }
}

/// Why a citation leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Reason {
    /// Nobody has registered a regulation of that name.
    Unregistered,
    /// Several regulations fit.
    Ambiguous,
    /// A short form that nothing earlier in the notice explains.
    Undefined,
    /// A newspaper, a film, a form: not a document with rules in it.
    NotRules,
    /// A regulation has the name but another document number, or the number but another name.
    NumberDiffers,
    /// The text speaks of another legislation, or orders 款 and 項 as the regulation of that name does not.
    Elsewhere,
}

impl Reason {
    /// Its name for machines: stable, in kebab case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Ambiguous => "ambiguous",
            Self::Undefined => "undefined",
            Self::NotRules => "not-rules",
            Self::NumberDiffers => "number-differs",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// Why, in English, to stand after a colon.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Unregistered => "nobody has registered a regulation of that name",
            Self::Ambiguous => "several regulations fit",
            Self::Undefined => "a short form that nothing before it explains",
            Self::NotRules => "not a document with rules in it",
            Self::NumberDiffers => "name and document number belong to different documents",
            Self::Elsewhere => "it seems to be another jurisdiction's regulation of the same name",
        }
    }

    /// Why, in Chinese (Traditional), to stand after a colon.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Unregistered => "尚未登錄同名的法規",
            Self::Ambiguous => "有多份法規相符",
            Self::Undefined => "簡稱未在前文說明",
            Self::NotRules => "並非法規文件",
            Self::NumberDiffers => "名稱與文號分屬不同文件",
            Self::Elsewhere => "疑為其他法域的同名法規",
        }
    }
}

/// Which regulation a mention means.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Resolution {
    /// This one.
    Resolved {
        /// The regulation.
        regulation: RegulationId,
        /// How that was decided.
        method: Method,
    },
    /// None that can be named.
    Open(Reason),
}

/// Why a resolved citation leads nowhere, or not all the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shortfall {
    /// It names a version that was amended since.
    Superseded,
    /// It names a later version than the text that is held.
    Later,
    /// It points to a place that the regulation does not have.
    OutOfBounds,
    /// It points to an article, or a paragraph, that the text of the regulation has twice.
    Twice,
}

impl Shortfall {
    /// Its name for machines: stable, in kebab case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Superseded => "version-superseded",
            Self::Later => "version-later",
            Self::OutOfBounds => "pin-out-of-bounds",
            Self::Twice => "pin-twice",
        }
    }
}

/// One mention of a regulation at one place of one notice, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Citation {
    /// The number of the block it stands in, as in [`crate::notice::Notice::blocks`].
    pub block: usize,
    /// The directive and point it stands in.
    pub place: Place,
    /// What stands there, its pins in the regulation's own order.
    pub mention: Mention,
    /// Which regulation that is.
    pub resolution: Resolution,
    /// The name of the document that it means, in full where an earlier mention or a definition has it: what a page
    /// for an unregistered document is called and counted by.
    pub document: Box<str>,
    /// For each pin of the mention, whether the regulation has the place.
    pub bounds: Vec<Bound>,
    /// The version that it selects, where the regulation is known and the text names one: by a year, or as 原《某法》.
    pub edition: Option<Edition>,
}

impl Citation {
    /// Whether the version that it names is no longer in force: then its articles may be others.
    pub fn is_superseded(&self) -> bool {
        self.edition == Some(Edition::Superseded)
    }

    /// Whether it names a later version than the text that is held.
    pub fn is_later(&self) -> bool {
        self.edition == Some(Edition::Later)
    }

    /// Whether it names another version than the one that is held.
    pub fn is_of_another_version(&self) -> bool {
        self.is_superseded() || self.is_later()
    }

    /// What of it is shown as text and reported, although it is resolved: the version, or a place that is not there.
    pub fn shortfall(&self) -> Option<Shortfall> {
        if self.is_superseded() {
            return Some(Shortfall::Superseded);
        }
        if self.is_later() {
            return Some(Shortfall::Later);
        }
        let mut unsound = self.bounds.iter().filter(|bound| !bound.is_sound()).peekable();
        unsound.peek()?;
        let twice = unsound.all(|bound| *bound == Bound::Twice);
        Some(if twice { Shortfall::Twice } else { Shortfall::OutOfBounds })
    }

    /// The places that it names and the regulation does not have, by where their words stand, in reading order.
    pub fn missing(&self) -> Vec<(&Range<usize>, Bound)> {
        // Which articles another version has is not known.
        if self.is_of_another_version() {
            return Vec::new();
        }
        let pins = self.mention.pins.iter().zip(&self.bounds).map(|(pin, bound)| (&pin.span, *bound));
        pins.filter(|(_, bound)| !bound.is_sound()).collect()
    }

    /// Its pins, each with whether the regulation has the place; `None` where that is not known.
    pub fn found(&self) -> impl Iterator<Item = (&Pin, Option<bool>)> {
        let other = self.is_of_another_version();
        self.mention.pins.iter().zip(&self.bounds).map(move |(pin, bound)| {
            let found = match bound {
                _ if other => None,
                Bound::Unknown => None,
                // How many articles it has says nothing of what is in one.
                Bound::Counted => pin.is_whole().then_some(true),
                bound => Some(bound.is_sound()),
            };
            (pin, found)
        })
    }

    /// For machines, why it leads nowhere or not all the way: the name of its reason or shortfall.
    pub fn reason_name(&self) -> Option<&'static str> {
        match self.resolution {
            Resolution::Open(reason) => Some(reason.name()),
            Resolution::Resolved { .. } => self.shortfall().map(Shortfall::name),
        }
    }
}
