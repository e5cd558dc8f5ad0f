//! Pages that list: front, year, regulations, citations.

use serde::Serialize;

use super::regulation::QuoteView;
use super::{CardView, Kind, LinkView, Maker, Summary};
use crate::markdown::Html;
use crate::page::{CitedNotice, Front, RegulationCard, Year};
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Shown};

/// An edition's front page.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct FrontView {
    /// What the site is.
    pub description: Shown,
    /// The latest notices, newest first.
    pub latest: Vec<CardView>,
    /// The years, newest first.
    pub years: Vec<LinkView>,
}

/// The notices of a year.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct YearView {
    /// The year's name.
    pub name: String,
    /// Its notices, newest first.
    pub notices: Vec<CardView>,
    /// The next earlier year with notices.
    pub earlier: Option<LinkView>,
    /// The next later one.
    pub later: Option<LinkView>,
}

/// All regulations.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RegulationsView {
    /// Each regulation.
    pub regulations: Vec<RegulationCardView>,
}

/// A regulation in a list.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RegulationCardView {
    pub href: String,
    pub name: Html,
    pub kind: String,
    pub stub: bool,
    /// How many citations lead to it.
    pub citations: usize,
}

/// Every citation.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitationsView {
    /// The notices that cite, newest first, with their citations.
    pub notices: Vec<CitedNoticeView>,
}

/// Citations of one notice.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitedNoticeView {
    pub notice: CardView,
    pub quotes: Vec<QuoteView>,
}

impl Maker<'_> {
    pub(super) fn front(&self, route: &Route, front: &Front<'_>) -> Result<(Summary, Kind), ConvertError> {
        let description = self.desk.show(front.description)?;
        let name = self.desk.show(&self.config.name)?;
        let summary = Summary {
            kind: "front",
            title: name.as_str().to_owned(),
            description: description.as_str().to_owned(),
            trail: Vec::new(),
        };
        let latest = front.latest.iter().map(|card| self.card(route, card)).collect::<Result<_, _>>()?;
        let years = front.years.iter().map(|&year| self.year_link(route, year)).collect();
        Ok((summary, Kind::Front(FrontView { description, latest, years })))
    }

    pub(super) fn year(&self, route: &Route, year: &Year<'_>) -> Result<(Summary, Kind), ConvertError> {
        let name = year_name(year.year);
        let summary = Summary {
            kind: "year",
            title: format!("{name}{}", self.strings.get("notices")),
            description: format!("{name}{}", self.strings.get("year_description")),
            trail: vec![self.home_step()?],
        };
        let notices = year.notices.iter().map(|card| self.card(route, card)).collect::<Result<_, _>>()?;
        let link = |year: Option<i16>| year.map(|year| self.year_link(route, year));
        let view = YearView { name, notices, earlier: link(year.earlier), later: link(year.later) };
        Ok((summary, Kind::Year(view)))
    }

    pub(super) fn regulations(
        &self,
        route: &Route,
        cards: &[RegulationCard<'_>],
    ) -> Result<(Summary, Kind), ConvertError> {
        let summary = Summary {
            kind: "regulations",
            title: self.strings.get("regulations"),
            description: self.strings.get("regulations_description"),
            trail: vec![self.home_step()?],
        };
        let card = |card: &RegulationCard<'_>| {
            Ok(RegulationCardView {
                href: route.link(&self.route(Leaf::Regulation(card.regulation.id.clone()))),
                name: self.name(&self.desk.show(&card.regulation.name)?),
                kind: self.kind_word(card.regulation.kind),
                stub: card.regulation.stub,
                citations: card.citations,
            })
        };
        let regulations = cards.iter().map(card).collect::<Result<_, _>>()?;
        Ok((summary, Kind::Regulations(RegulationsView { regulations })))
    }

    pub(super) fn citations(
        &self,
        route: &Route,
        cited: &[CitedNotice<'_>],
    ) -> Result<(Summary, Kind), ConvertError> {
        let summary = Summary {
            kind: "citations",
            title: self.strings.get("citations"),
            description: self.strings.get("citations_description"),
            trail: vec![self.home_step()?],
        };
        let notices = cited.iter().map(|cited| self.cited_notice(route, cited)).collect::<Result<_, _>>()?;
        Ok((summary, Kind::Citations(CitationsView { notices })))
    }

    pub(super) fn cited_notice(
        &self,
        route: &Route,
        cited: &CitedNotice<'_>,
    ) -> Result<CitedNoticeView, ConvertError> {
        let quote = |quote| self.quote(route, &cited.card, quote);
        Ok(CitedNoticeView {
            notice: self.card(route, &cited.card)?,
            quotes: cited.citations.iter().map(quote).collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn home_step(&self) -> Result<(Leaf, String), ConvertError> {
        Ok((Leaf::Front, self.strings.get("home")))
    }

    fn year_link(&self, route: &Route, year: i16) -> LinkView {
        LinkView { href: route.link(&self.route(Leaf::Year(year))), name: year_name(year) }
    }
}

/// A year's name, the same in both scripts.
pub(super) fn year_name(year: i16) -> String {
    format!("{year}年")
}
