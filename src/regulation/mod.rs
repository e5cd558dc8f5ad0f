//! The model of a regulation: what it is called, what kind it is, the facts known of it with their sources, its outline
//! and articles where the text is held, and the identity key by which names are compared.
//!
//! Values only. It must not know files, Markdown, notices, or how anything is shown.

mod article;
mod held;
pub mod numeral;
pub mod read;

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

use jiff::civil::Date;

use crate::script::{Script, Text};

pub use article::ArticleNumber;
pub(crate) use article::{ends_a_unit, number_at};
pub(crate) use held::unit_at;
pub use held::{Article, Division, DivisionFound, DivisionKind, DivisionPath, Held, Paragraph, Point};

/// The identity of a regulation: its slug, the name of its file in `content/regulations/` and of its folder in the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct RegulationId(Box<str>);

impl RegulationId {
    /// The id, if the word can be one (see [`crate::notice::is_slug`]).
    pub fn new(word: &str) -> Option<Self> {
        crate::notice::is_slug(word).then(|| Self(word.into()))
    }

    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegulationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Kind {
    /// 法律: passed by a legislature of the state.
    Law,
    /// 行政法規、條例 of a government.
    Regulation,
    /// 地方性法規: passed by a local people's congress.
    LocalRegulation,
    /// 規章、辦法、規定.
    Measure,
    /// 規劃、計劃、方案.
    Plan,
    /// 標準.
    Standard,
    /// 通知、意見 with a document number.
    Notice,
    /// Not known: a document that nobody has registered yet.
    Unknown,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum FactKind {
    /// Who passed it, and when.
    Passed,
    /// Who drew it up.
    DrawnUp,
    /// Who approved it, and when.
    Approved,
    /// Who issued it, and when.
    Issued,
    /// Since when it is in force.
    InForce,
    /// When it was amended.
    Amended,
    /// Since when it is no longer in force.
    Repealed,
    /// The years it covers.
    Period,
    /// How long it is.
    Size,
    /// Its chapters, in order.
    Chapters,
    /// What it aims at.
    Aims,
    /// Anything else.
    Other,
}

/// One fact, with where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The day it names, if it names one.
    #[borsh(
        serialize_with = "crate::borsh_date::write_some",
        deserialize_with = "crate::borsh_date::read_some"
    )]
    pub date: Option<Date>,
    /// What it says.
    pub value: Option<Text>,
    /// What it lists.
    pub items: Vec<Text>,
    /// Addresses of where it was read.
    pub sources: Vec<Box<str>>,
}

/// That a regulation is repealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeal {
    /// From this day on.
    From(Date),
    /// Nobody has said since when.
    Undated,
}

/// In which order the parts of an article are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum PinOrder {
    /// 條·款·項·目 (立法法 第六十五条).
    Mainland,
    /// 條·項·款·目 (中央法規標準法第八條).
    Taiwan,
    /// 條·(1)·(a)·(i) (第2(1)(a)條).
    HongKong,
}

/// Any document that a notice cites and that has rules in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Regulation {
    /// Its identity.
    pub id: RegulationId,
    /// Its full name, without 《》.
    pub name: Text,
    /// Its document number, as written.
    pub number: Option<Text>,
    /// What kind it is.
    pub kind: Kind,
    /// Other names that lead to it, without 《》.
    pub aliases: Vec<Text>,
    /// How many articles it has, if known.
    pub articles: Option<u32>,
    /// In which order it names the parts of an article; `None`: as the citing text has it, else the mainland's.
    pub pin_order: Option<PinOrder>,
    /// Its text, where it is held.
    pub held: Option<Held>,
    /// Facts with their sources.
    pub facts: Vec<Fact>,
    /// An editor's note on it.
    pub note: Option<Text>,
    /// Nobody has registered it: it is known from citations only.
    pub stub: bool,
}

impl Regulation {
    /// A document that is known from citations only.
    pub fn stub(id: RegulationId, name: Text, number: Option<Text>) -> Self {
        Self {
            id,
            name,
            number,
            kind: Kind::Unknown,
            aliases: Vec::new(),
            articles: None,
            pin_order: None,
            held: None,
            facts: Vec::new(),
            note: None,
            stub: true,
        }
    }

    /// The script of its name.
    pub fn script(&self) -> Script {
        self.name.script()
    }

    /// Its name, its number, and what its facts say.
    pub fn words(&self) -> impl Iterator<Item = &Text> {
        let facts = self.facts.iter().flat_map(|fact| fact.value.iter().chain(&fact.items));
        std::iter::once(&self.name).chain(&self.number).chain(facts)
    }

    /// Its repeal, as its facts say; on a day, only one that is in force then. Without a day, it may lie ahead: nothing here
    /// knows today.
    pub fn repeal(&self, day: Option<Date>) -> Option<Repeal> {
        let mut repeals = self.facts.iter().filter(|fact| fact.kind == FactKind::Repealed).peekable();
        repeals.peek()?;
        let repeal = repeals.filter_map(|fact| fact.date).min().map_or(Repeal::Undated, Repeal::From);
        match (repeal, day) {
            (Repeal::From(from), Some(day)) if from > day => None,
            _ => Some(repeal),
        }
    }

    /// The years of its versions, oldest first: when it was passed and each time it was amended, as its facts say.
    pub fn version_years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self
            .facts
            .iter()
            .filter(|fact| matches!(fact.kind, FactKind::Passed | FactKind::Amended))
            .filter_map(|fact| fact.date.and_then(|date| u16::try_from(date.year()).ok()))
            .collect();
        years.sort_unstable();
        years.dedup();
        // Passed once and, for all we know, never amended: that says nothing of a version a text names.
        if self.facts.iter().any(|fact| fact.kind == FactKind::Amended && fact.date.is_some()) {
            years
        } else {
            Vec::new()
        }
    }
}
