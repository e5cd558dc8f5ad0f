//! Pages that list: front, year, regulations, citations.

use std::collections::BTreeMap;

use serde::Serialize;

use super::regulation::{QuoteView, method_key, reason_key};
use super::{CardView, Day, Kind, LinkView, Maker, Summary};
use crate::citation::{Method, Reason, Resolution, Shortfall};
use crate::markdown::Html;
use crate::page::{Card, Citations, CitedNotice, Front, RegulationCard, Regulations, Year};
use crate::regulation::{FactKind, RegulationId};
use crate::route::{Fragment, Leaf, Period, Route};
use crate::script::{ConvertError, Shown};

/// How many regulations the table of who cites what has room for.
const COLUMNS: usize = 8;

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
    /// Its months, newest first.
    pub months: Vec<PeriodView>,
    /// Its notices, newest first, where they are few.
    pub notices: Vec<CardView>,
    /// The next earlier year with notices.
    pub earlier: Option<LinkView>,
    /// The next later one.
    pub later: Option<LinkView>,
}

/// The notices of a month.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct MonthView {
    /// The month's name, with its year.
    pub name: String,
    /// Its notices, newest first.
    pub notices: Vec<CardView>,
}

/// A part of a list that has a page of its own.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct PeriodView {
    pub href: String,
    pub name: String,
    /// How many notices or citations are in it.
    pub count: usize,
}

/// All regulations.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RegulationsView {
    /// Each regulation.
    pub regulations: Vec<RegulationCardView>,
    /// Which directive of the latest notices cites which regulation; absent where none does.
    pub matrix: Option<MatrixView>,
}

/// A table: rows notices, columns regulations, cells the directives that cite.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct MatrixView {
    pub columns: Vec<LinkView>,
    pub rows: Vec<MatrixRow>,
}

/// A notice in the table.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct MatrixRow {
    pub notice: CardView,
    /// For each column, the places that cite its regulation.
    pub cells: Vec<Vec<LinkView>>,
}

/// A regulation in a list.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RegulationCardView {
    pub href: String,
    pub name: Html,
    pub kind: String,
    pub stub: bool,
    /// That it is repealed, and since when, in words; absent where that is not known.
    pub repealed: Option<String>,
    /// When it was last amended, if it was.
    pub amended: Option<Day>,
    /// How many citations lead to it.
    pub citations: usize,
}

/// Every citation, or those of a period.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitationsView {
    /// The period's name; absent where it is all.
    pub period: Option<String>,
    /// Its parts, newest first.
    pub parts: Vec<PeriodView>,
    /// Whether the page lists the citations itself: else its parts do.
    pub listed: bool,
    /// The page of the site's data, where the same is for machines.
    pub data: String,
    /// What is resolved, by method, in the order in which methods are tried.
    pub resolved: Vec<GroupView>,
    /// What is not, or not all the way, by reason.
    pub open: Vec<GroupView>,
}

/// Citations of one method or reason.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct GroupView {
    /// Its `id` on the page.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its citations: those of the newest notices first.
    pub rows: Vec<CitationRow>,
}

/// A citation in a table.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitationRow {
    pub quote: QuoteView,
    pub notice: CardView,
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
            version: None,
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
            version: None,
            kind: "year",
            title: format!("{name}{}", self.strings.get("notices")),
            description: format!("{name}{}", self.strings.get("year_description")),
            trail: vec![self.home_step()?],
        };
        let notices = year.notices.iter().map(|card| self.card(route, card)).collect::<Result<_, _>>()?;
        let link = |year: Option<i16>| year.map(|year| self.year_link(route, year));
        let month = |&(month, count): &(Period, usize)| self.part(route, Leaf::Notices(month), month, count);
        let months = year.months.iter().map(month).collect();
        let view = YearView { name, months, notices, earlier: link(year.earlier), later: link(year.later) };
        Ok((summary, Kind::Year(view)))
    }

    pub(super) fn month(
        &self,
        route: &Route,
        month: Period,
        cards: &[Card<'_>],
    ) -> Result<(Summary, Kind), ConvertError> {
        let name = period_name(month);
        let year = month.year();
        let summary = Summary {
            version: None,
            kind: "month",
            title: format!("{name}{}", self.strings.get("notices")),
            description: format!("{name}{}", self.strings.get("year_description")),
            trail: vec![self.home_step()?, (Leaf::Notices(Period::Year(year)), year_name(year))],
        };
        let notices = cards.iter().map(|card| self.card(route, card)).collect::<Result<_, _>>()?;
        Ok((summary, Kind::Month(MonthView { name, notices })))
    }

    /// A part of a list.
    pub(super) fn part(&self, route: &Route, leaf: Leaf, period: Period, count: usize) -> PeriodView {
        PeriodView { href: route.link(&self.route(leaf)), name: period_name(period), count }
    }

    pub(super) fn regulations(
        &self,
        route: &Route,
        regulations: &Regulations<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let summary = Summary {
            version: None,
            kind: "regulations",
            title: self.strings.get("regulations"),
            description: self.strings.get("regulations_description"),
            trail: vec![self.home_step()?],
        };
        let card = |card: &RegulationCard<'_>| {
            let facts = card.regulation.facts.iter();
            let amended = facts.filter(|fact| fact.kind == FactKind::Amended).filter_map(|fact| fact.date);
            Ok(RegulationCardView {
                href: route.link(&self.route(Leaf::Regulation(card.regulation.id.clone()))),
                name: self.name(&self.desk.show(&card.regulation.name)?),
                kind: self.kind_word(card.regulation.kind),
                stub: card.regulation.stub,
                repealed: self.repeal(&card.regulation, None),
                amended: amended.max().map(Day::new),
                citations: card.citations,
            })
        };
        let matrix = self.matrix(route, &regulations.citing)?;
        let regulations = regulations.all.iter().map(card).collect::<Result<_, _>>()?;
        Ok((summary, Kind::Regulations(RegulationsView { regulations, matrix })))
    }

    fn matrix(&self, route: &Route, citing: &[CitedNotice<'_>]) -> Result<Option<MatrixView>, ConvertError> {
        let mut wanted: Vec<(&RegulationId, usize)> = Vec::new();
        let quotes = || citing.iter().flat_map(|cited| &cited.citations);
        for regulation in quotes().filter_map(|quote| Some(quote.regulation?.regulation)) {
            match wanted.iter_mut().find(|(id, _)| *id == &regulation.id) {
                Some((_, count)) => *count += 1,
                None => wanted.push((&regulation.id, 1)),
            }
        }
        // The most cited; those of one number in order of first mention.
        wanted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        wanted.truncate(COLUMNS);
        let mut columns = Vec::new();
        for (id, _) in &wanted {
            let Some(regulation) = quotes().filter_map(|quote| quote.regulation).find(|one| one.id == **id)
            else {
                continue;
            };
            let href = route.link(&self.route(Leaf::Regulation(regulation.id.clone())));
            columns
                .push(LinkView {
                    href, name: format!("《{}》", self.desk.show(&regulation.name)?.as_str())
                });
        }
        let mut rows = Vec::new();
        for cited in citing {
            let cells = wanted.iter().map(|(id, _)| self.cell(route, cited, id)).collect();
            rows.push(MatrixRow { notice: self.card(route, &cited.card)?, cells });
        }
        Ok((!columns.is_empty()).then_some(MatrixView { columns, rows }))
    }

    /// The directives of a notice that cite a regulation, each once, at their first citation of it.
    fn cell(&self, route: &Route, cited: &CitedNotice<'_>, wanted: &RegulationId) -> Vec<LinkView> {
        let mut seen: Vec<Option<usize>> = Vec::new();
        let mut links = Vec::new();
        for quote in &cited.citations {
            let directive = quote.citation.place.directive;
            if quote.regulation.is_none_or(|regulation| regulation.id != *wanted) || seen.contains(&directive)
            {
                continue;
            }
            seen.push(directive);
            let id = cited.card.id.clone();
            let (leaf, name) = match directive {
                Some(number) => {
                    let name = self.strings.get("cell_directive").replace("{n}", &number.to_string());
                    (Leaf::Directive(id, number), name)
                }
                None => (Leaf::Notice(id), self.strings.get("cell_outside")),
            };
            let href = route.link_to(&self.route(leaf), Fragment::Citation(quote.number));
            links.push(LinkView { href, name });
        }
        links
    }

    pub(super) fn citations(
        &self,
        route: &Route,
        citations: &Citations<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let title = self.strings.get("citations");
        let mut trail = vec![self.home_step()?];
        if let Some(period) = citations.period {
            trail.push((Leaf::Citations, title.clone()));
            if let Period::Month(year, _) = period {
                trail.push((Leaf::CitationsOf(Period::Year(year)), year_name(year)));
            }
        }
        let period = citations.period.map(period_name);
        let summary = Summary {
            version: None,
            kind: "citations",
            title: period.as_ref().map_or_else(|| title.clone(), |period| format!("{period}{title}")),
            description: format!(
                "{}{}",
                period.as_ref().map_or_else(String::new, |period| format!("{period}：")),
                self.strings.get("citations_description")
            ),
            trail,
        };
        let mut resolved: BTreeMap<Method, Vec<CitationRow>> = BTreeMap::new();
        let mut open: BTreeMap<Reason, Vec<CitationRow>> = BTreeMap::new();
        let mut short: BTreeMap<Shortfall, Vec<CitationRow>> = BTreeMap::new();
        for cited in &citations.cited {
            let notice = self.card(route, &cited.card)?;
            for quote in &cited.citations {
                let row =
                    CitationRow { quote: self.quote(route, &cited.card, quote)?, notice: notice.clone() };
                let list = match (&quote.citation.resolution, quote.citation.shortfall()) {
                    (Resolution::Resolved { .. }, Some(shortfall)) => short.entry(shortfall).or_default(),
                    (Resolution::Resolved { method, .. }, None) => resolved.entry(*method).or_default(),
                    (Resolution::Open(reason), _) => open.entry(*reason).or_default(),
                };
                list.push(row);
            }
        }
        let group =
            |id: &str, key: &str, rows| GroupView { id: id.to_owned(), name: self.strings.get(key), rows };
        let part = |&(part, count): &(Period, usize)| self.part(route, Leaf::CitationsOf(part), part, count);
        let view = CitationsView {
            period,
            parts: citations.parts.iter().map(part).collect(),
            listed: citations.parts.is_empty() || !citations.cited.is_empty(),
            data: route.link(&self.route(Leaf::Data)),
            resolved: resolved
                .into_iter()
                .map(|(method, rows)| group(method.name(), method_key(method), rows))
                .collect(),
            open: open
                .into_iter()
                .map(|(reason, rows)| group(reason.name(), reason_key(reason), rows))
                .chain(short.into_iter().map(|(shortfall, rows)| {
                    let key = match shortfall {
                        Shortfall::Superseded => "reason_superseded",
                        Shortfall::Later => "reason_later",
                        Shortfall::OutOfBounds => "reason_out_of_bounds",
                        Shortfall::Twice => "reason_twice",
                    };
                    group(shortfall.name(), key, rows)
                }))
                .collect(),
        };
        Ok((summary, Kind::Citations(view)))
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
        LinkView { href: route.link(&self.route(Leaf::Notices(Period::Year(year)))), name: year_name(year) }
    }
}

/// A year's name, the same in both scripts.
pub(super) fn year_name(year: i16) -> String {
    format!("{year}年")
}

/// A period's name, the same in both scripts: 2021年, 2021年6月.
fn period_name(period: Period) -> String {
    match period {
        Period::Year(year) => year_name(year),
        Period::Month(year, month) => format!("{year}年{month}月"),
    }
}
