//! Whether a regulation has the place that a pin points to, and which of its versions a mention selects. It must not
//! know how the regulation was found.

use super::{ArticleSpot, Pin, Spot};
use crate::regulation::{DivisionFound, DivisionPath, FactKind, PinOrder, Regulation};
use borsh::{BorshDeserialize, BorshSerialize};

/// Whether a regulation has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Bound {
    /// Its text is held, and has the place.
    Held,
    /// It has so many articles; more is not known.
    Counted,
    /// Nothing is known of how many articles it has, or which regulation it is.
    Unknown,
    /// It ends before that article.
    Beyond,
    /// Its text is held, and lacks the place.
    Missing,
    /// Its text is held, and has several articles of that number, or several paragraphs in the one.
    Twice,
}

impl Bound {
    /// Whether nothing speaks against a link.
    pub const fn is_sound(self) -> bool {
        matches!(self, Self::Held | Self::Counted | Self::Unknown)
    }
}

/// Which version of a regulation a mention selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Edition {
    /// The one in force.
    Current,
    /// An earlier one: its articles may be others.
    Superseded,
    /// A later one than the text that is held: its articles may be others.
    Later,
    /// One that the regulation's file does not list, and that is not known to be another than the one it is about.
    Unknown,
}

/// Looks pins up in the regulation that they point into, if that is known: in its order, divisions in full where it has
/// them. Answers whether it has them.
pub(super) fn check(regulation: Option<&Regulation>, pins: &mut [Pin]) -> Vec<Bound> {
    let order = regulation.and_then(|regulation| regulation.pin_order);
    let look = |pin: &mut Pin| {
        let ends = std::iter::once(&mut pin.from).chain(&mut pin.to);
        let ends = ends.map(|spot| {
            match spot {
                // 第3(1)條 of a text with 款 and 項: which is meant is not said.
                Spot::Article(at)
                    if pin.order == Some(PinOrder::HongKong)
                        && order.is_some_and(|order| order != PinOrder::HongKong) =>
                {
                    *at = ArticleSpot::whole(at.article);
                }
                Spot::Article(at) if order.or(pin.order) == Some(PinOrder::Taiwan) => *at = at.reordered(),
                _ => {}
            }
            regulation.map_or(Bound::Unknown, |regulation| match spot {
                Spot::Article(at) => article(regulation, *at),
                Spot::Division(path) => division(regulation, path),
            })
        });
        ends.max().unwrap_or(Bound::Unknown)
    };
    pins.iter_mut().map(look).collect()
}

fn article(regulation: &Regulation, at: ArticleSpot) -> Bound {
    if let Some(held) = &regulation.held {
        let Some(article) = held.article(at.article) else {
            if held.has_article(at.article) {
                return Bound::Twice;
            }
            let last = held.articles.last();
            let beyond = last.is_some_and(|last| last.number < at.article);
            return if beyond { Bound::Beyond } else { Bound::Missing };
        };
        if article.is_doubled(at.paragraph) {
            return Bound::Twice;
        }
        // A line (b) that was not placed may be the place.
        let unread = || regulation.pin_order == Some(PinOrder::HongKong) && article.has_unplaced();
        return match article.has(at.paragraph, at.point, at.item) {
            true => Bound::Held,
            false if unread() => Bound::Unknown,
            false => Bound::Missing,
        };
    }
    match regulation.articles {
        Some(count) if at.article.number > count => Bound::Beyond,
        // How many articles were inserted is not counted.
        Some(_) if at.article.is_inserted() => Bound::Unknown,
        Some(_) => Bound::Counted,
        None => Bound::Unknown,
    }
}

fn division(regulation: &Regulation, path: &mut DivisionPath) -> Bound {
    let Some(held) = &regulation.held else { return Bound::Unknown };
    match held.division(path) {
        DivisionFound::One(whole) => {
            *path = whole;
            Bound::Held
        }
        DivisionFound::Several => Bound::Twice,
        DivisionFound::Nothing => Bound::Missing,
    }
}

/// Which version （2014年修订） selects, by the years of the regulation's facts. One of before it was passed or amended last
/// (where no fact says when that was: of before it was first approved or issued) is no longer in force, whether the facts
/// list it or not: the text is of that year or later. One of after all of them is not what the held text says.
pub(super) fn edition(regulation: &Regulation, year: u16) -> Edition {
    use FactKind::{Amended, Approved, InForce, Issued, Passed};
    let years = |kinds: &'static [FactKind]| {
        let facts = regulation.facts.iter().filter(move |fact| kinds.contains(&fact.kind));
        facts.filter_map(|fact| u16::try_from(fact.date?.year()).ok())
    };
    let made = years(&[Passed, Amended]).max().or_else(|| years(&[Approved, Issued]).min());
    let known = years(&[Passed, Amended, Approved, Issued, InForce]).max();
    match () {
        () if made.is_some_and(|made| year < made) => Edition::Superseded,
        () if regulation.held.is_some() && known.is_some_and(|known| year > known) => Edition::Later,
        () if regulation.version_years().last() == Some(&year) => Edition::Current,
        () => Edition::Unknown,
    }
}
