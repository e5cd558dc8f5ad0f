//! Citations: where a text mentions a regulation, and which regulation that is. Finding is [`find`], deciding is
//! [`resolve`]; nothing else does either. Names are compared by their identity key ([`key`]), never by similarity.
//!
//! It must not know files, pages, or how a citation is shown.

mod find;
mod key;
mod resolve;

use std::ops::Range;

use crate::notice::Place;
use crate::regulation::RegulationId;

pub use find::find;
pub use key::{Key, key};
pub use resolve::{Registry, resolve};

/// One mention of a document in a block of a text, before anybody has decided which document it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The whole mention with its marks and pins, in characters from the block's start: what a link covers.
    pub span: Range<usize>,
    /// The name as written, without its outer marks.
    pub name: Box<str>,
    /// The document number that stands with it, as written.
    pub number: Option<Box<str>>,
    /// The articles it points to.
    pub pins: Vec<Pin>,
}

/// A place inside a regulation that a citation points to: an article, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pin {
    /// The article's number: 第一百二十條之一 is (120, 1), 第十二條 is (12, 0).
    pub article: (u32, u32),
    /// 款 in the mainland's order, 項 in Taiwan's.
    pub paragraph: Option<u32>,
    /// 項 in the mainland's order, 款 in Taiwan's.
    pub point: Option<u32>,
    /// The last article of a range (第三條至第五條): the same form as `article`.
    pub to: Option<(u32, u32)>,
}

/// How a citation was resolved. The order is that in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
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
    /// 該規劃 after the only plan cited so far.
    Anaphor,
    /// Its document number.
    Number,
}

/// Why a citation leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody has registered a regulation of that name.
    Unregistered,
    /// Several regulations fit.
    Ambiguous,
    /// A short form that nothing earlier in the notice explains.
    Undefined,
    /// A newspaper, a film, a form: not a document with rules in it.
    NotRules,
}

impl Reason {
    /// Why, in English, to stand after a colon.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Unregistered => "nobody has registered a regulation of that name",
            Self::Ambiguous => "several regulations fit",
            Self::Undefined => "a short form that nothing before it explains",
            Self::NotRules => "not a document with rules in it",
        }
    }

    /// Why, in Chinese (Traditional), to stand after a colon.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Unregistered => "尚未登錄同名的法規",
            Self::Ambiguous => "有多份法規相符",
            Self::Undefined => "簡稱未在前文說明",
            Self::NotRules => "並非法規文件",
        }
    }
}

/// Which regulation a mention means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// One mention of a regulation at one place of one notice, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The number of the block it stands in, as in [`crate::notice::Notice::blocks`].
    pub block: usize,
    /// The directive and point it stands in.
    pub place: Place,
    /// What stands there.
    pub mention: Mention,
    /// Which regulation that is.
    pub resolution: Resolution,
}
