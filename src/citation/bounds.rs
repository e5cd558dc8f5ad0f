//! Whether a regulation has the place that a pin points to, and which of its versions a mention selects. It must not
//! know how the regulation was found.

use super::Spot;
use super::{DivisionPin, Pin};
use crate::regulation::{DivisionFound, DivisionPath, FactKind, Regulation};
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
    /// Its text is held, and has several articles of that number.
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

/// Whether the regulation has both ends of a pin.
pub(super) fn check(regulation: &Regulation, pin: &Pin) -> Bound {
    let from = spot(regulation, pin.from);
    pin.to.map_or(from, |to| from.max(spot(regulation, to)))
}

fn spot(regulation: &Regulation, spot: Spot) -> Bound {
    if let Some(held) = &regulation.held {
        let Some(article) = held.article(spot.article) else {
            if held.has_article(spot.article) {
                return Bound::Twice;
            }
            let last = held.articles.last();
            let beyond = last.is_some_and(|last| last.number < spot.article);
            return if beyond { Bound::Beyond } else { Bound::Missing };
        };
        let has = article.has(spot.paragraph, spot.point, spot.item);
        return if has { Bound::Held } else { Bound::Missing };
    }
    match regulation.articles {
        Some(count) if spot.article.number > count => Bound::Beyond,
        Some(_) => Bound::Counted,
        None => Bound::Unknown,
    }
}

/// Looks a division up, and names it in full where the regulation has it.
pub(super) fn check_division(regulation: Option<&Regulation>, pin: &mut DivisionPin) {
    let Some(held) = regulation.and_then(|regulation| regulation.held.as_ref()) else {
        pin.bound = Bound::Unknown;
        return;
    };
    let look = |path: &mut DivisionPath| match held.division(path) {
        DivisionFound::One(whole) => {
            *path = whole;
            Bound::Held
        }
        DivisionFound::Several => Bound::Twice,
        DivisionFound::Nothing => Bound::Missing,
    };
    let from = look(&mut pin.from);
    pin.bound = pin.to.as_mut().map_or(from, |to| from.max(look(to)));
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
