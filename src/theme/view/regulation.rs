//! A regulation: its facts with their sources, its text where it is held, and every citation of it in its sentence.

use serde::Serialize;

use super::held::HeldView;
use super::lists::{CitedNoticeView, PeriodView};
use super::{Day, Kind, Maker, Summary, beginning};
use crate::chart;
use crate::citation::{Method, Reason, Resolution};
use crate::markdown::{self, Html, Overlay, Role};
use crate::page::{Card, Quote, RegulationPage, RegulationYear};
use crate::regulation::{FactKind, Kind as RegulationKind, Regulation, Repeal};
use crate::route::{FeedFormat, Fragment, Leaf, Period, Route};
use crate::script::{ConvertError, Shown};

/// A regulation.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RegulationView {
    pub name: Shown,
    /// The name in its marks, as the page's heading.
    pub heading: Html,
    /// The names that notices use for it, as written, apart from `name`, joined by `|`.
    pub other_names: String,
    pub kind: String,
    pub number: Option<Shown>,
    pub stub: bool,
    /// That it is repealed, and since when, in words; absent where that is not known.
    pub repealed: Option<String>,
    /// Its text, where it is held.
    pub held: Option<HeldView>,
    /// How often it was cited in which year; absent where nothing cites it.
    pub years: Option<YearsView>,
    pub facts: Vec<FactView>,
    pub note: Option<Shown>,
    /// The notices that cite it, newest first.
    pub cited_by: Vec<CitedNoticeView>,
    /// The pages of its citations by year, newest first, where `cited_by` are only the newest; else none.
    pub parts: Vec<PeriodView>,
    /// The feed of its citations; absent where nothing cites it.
    pub feed: Option<String>,
}

/// What cites a regulation in one year.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitedInView {
    /// The name as the page's heading, without its marks.
    pub heading: Html,
    pub year: String,
    /// The notices of that year that cite it, newest first.
    pub cited_by: Vec<CitedNoticeView>,
}

/// Years against number of citations.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct YearsView {
    pub drawing: Html,
    /// The same in words.
    pub words: String,
}

/// A fact with its sources.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct FactView {
    /// What it is about, for templates: `passed`, `in_force`, `chapters`, …
    pub kind: &'static str,
    pub label: String,
    pub date: Option<Day>,
    pub value: Option<Shown>,
    pub items: Vec<Shown>,
    pub sources: Vec<SourceView>,
}

/// Where a fact was read.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct SourceView {
    pub href: String,
    /// Its host, which says most in the least room.
    pub host: String,
}

/// A citation in its sentence.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct QuoteView {
    /// The place it stands at.
    pub href: String,
    /// The directive it stands in, in a few words; absent outside the directives.
    pub directive: Option<String>,
    /// The directive that the lines it stands in lead into.
    pub leads_into: Option<super::LinkView>,
    /// Its sentence, with the citation highlighted.
    pub sentence: Html,
    /// The name as cited.
    pub name: Shown,
    /// The regulation it leads to.
    pub regulation: Option<super::LinkView>,
    /// How it was resolved, or why it is open.
    pub method: String,
    /// Whether it is resolved to a registered regulation.
    pub resolved: bool,
}

/// Which facts of a regulation a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RegulationFacts {
    /// All of them.
    All,
    /// Who made it, when, and since when it is in force.
    ThatMatter,
}

impl Maker<'_> {
    pub(super) fn regulation(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let regulation = page.regulation.regulation;
        let name = self.desk.show(&regulation.name)?;
        let kind = self.kind_word(regulation.kind);
        let count: usize = page.years.iter().map(|(_, count)| count).sum();
        let summary = Summary {
            version: None,
            kind: "regulation",
            title: beginning(&format!("《{}》", name.as_str()), 46),
            description: format!(
                "《{}》（{kind}）：{}{}{count}",
                name.as_str(),
                self.strings.get("regulation_description"),
                self.strings.get("citation_count"),
            ),
            trail: vec![self.home_step()?, (Leaf::Regulations, self.strings.get("regulations"))],
        };
        let cited = !page.cited_by.is_empty();
        let feed = || route.link(&self.route(Leaf::RegulationFeed(regulation.id.clone(), FeedFormat::Atom)));
        let view = RegulationView {
            repealed: self.repeal(regulation, None),
            held: regulation.held.as_ref().map(|held| self.held(route, page, held)).transpose()?,
            years: self.cited_years(page),
            feed: cited.then(feed),
            other_names: self.other_names(page, &name)?,
            kind,
            number: regulation.number.as_ref().map(|number| self.desk.show(number)).transpose()?,
            stub: regulation.stub,
            facts: self.facts(regulation, RegulationFacts::All)?,
            note: regulation.note.as_ref().map(|note| self.desk.show(note)).transpose()?,
            cited_by: page
                .cited_by
                .iter()
                .map(|cited| self.cited_notice(route, cited))
                .collect::<Result<_, _>>()?,
            heading: self.name(&name),
            parts: page
                .years
                .iter()
                .filter(|_| page.parted)
                .map(|year| self.year_part(route, page, year))
                .collect(),
            name,
        };
        Ok((summary, Kind::Regulation(Box::new(view))))
    }

    fn year_part(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
        (year, count): &(i16, usize),
    ) -> PeriodView {
        let leaf = Leaf::CitedIn(page.regulation.id.clone(), *year);
        self.part(route, leaf, Period::Year(*year), *count)
    }

    /// What cites a regulation in one year.
    pub(super) fn cited_in(
        &self,
        route: &Route,
        page: &RegulationYear<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let name = self.desk.show(&page.regulation.name)?;
        let title = format!("《{}》 {}", name.as_str(), super::lists::year_name(page.year));
        let count: usize = page.cited_by.iter().map(|cited| cited.citations.len()).sum();
        let up =
            (Leaf::Regulation(page.regulation.id.clone()), beginning(&format!("《{}》", name.as_str()), 28));
        let summary = Summary {
            version: None,
            kind: "cited_in",
            title: beginning(&title, 46),
            description: format!("{title}：{}{count}", self.strings.get("citation_count")),
            trail: vec![self.home_step()?, (Leaf::Regulations, self.strings.get("regulations")), up],
        };
        let cited_by = page.cited_by.iter().map(|cited| self.cited_notice(route, cited));
        let view = CitedInView {
            heading: self.name(&name),
            year: super::lists::year_name(page.year),
            cited_by: cited_by.collect::<Result<_, _>>()?,
        };
        Ok((summary, Kind::CitedIn(view)))
    }

    /// A name without its outer marks, as HTML: a period in it is not cut.
    pub(super) fn name(&self, name: &Shown) -> Html {
        markdown::block(name, &[], &[], Role::Text)
    }

    /// That a regulation is repealed, and since when: the day may lie ahead, and no page knows today. Beside a notice of
    /// some day, nothing of what was in force then.
    pub(super) fn repeal(&self, regulation: &Regulation, cited: Option<jiff::civil::Date>) -> Option<String> {
        Some(match regulation.repeal(cited)? {
            Repeal::From(day) => self.strings.get("repealed_from").replace("{day}", &Day::new(day).words),
            Repeal::Undated => self.strings.get("repealed"),
        })
    }

    fn cited_years(&self, page: &RegulationPage<'_>) -> Option<YearsView> {
        let counts: Vec<(i16, usize)> = page.years.iter().rev().copied().collect();
        let times = self.strings.get("times");
        let year = |(year, count): &(i16, usize)| {
            format!("{}{}", super::lists::year_name(*year), times.replace("{n}", &count.to_string()))
        };
        let words = counts.iter().map(year).collect::<Vec<_>>().join("，");
        let label = format!("{}：{words}", self.strings.get("cited_years"));
        Some(YearsView { drawing: chart::years(&counts, &label)?, words })
    }

    fn other_names(&self, page: &RegulationPage<'_>, name: &Shown) -> Result<String, ConvertError> {
        let mut names: Vec<String> = Vec::new();
        for cited in &page.cited_by {
            for quote in &cited.citations {
                let cited_as = self.cited_name(&cited.card, quote)?.written().to_owned();
                if cited_as != name.as_str() && !names.contains(&cited_as) {
                    names.push(cited_as);
                }
            }
        }
        Ok(names.join("|"))
    }

    fn cited_name(&self, card: &Card<'_>, quote: &Quote<'_>) -> Result<Shown, ConvertError> {
        let name =
            crate::script::Text::new(quote.citation.mention.name.clone(), quote.sentence.text.script());
        self.desk.show_other(&name, card.facts.terms)
    }

    pub(super) fn facts(
        &self,
        regulation: &Regulation,
        which: RegulationFacts,
    ) -> Result<Vec<FactView>, ConvertError> {
        let matters = |kind: FactKind| {
            matches!(
                kind,
                FactKind::Passed
                    | FactKind::DrawnUp
                    | FactKind::Approved
                    | FactKind::Issued
                    | FactKind::InForce
                    | FactKind::Amended
                    | FactKind::Repealed
                    | FactKind::Period
            )
        };
        let shown =
            regulation.facts.iter().filter(|fact| which == RegulationFacts::All || matters(fact.kind));
        let view = |fact: &crate::regulation::Fact| {
            let key = fact_key(fact.kind);
            Ok(FactView {
                kind: key.strip_prefix("fact_").unwrap_or(key),
                label: self.strings.get(key),
                date: fact.date.map(Day::new),
                value: fact.value.as_ref().map(|value| self.desk.show(value)).transpose()?,
                items: fact.items.iter().map(|item| self.desk.show(item)).collect::<Result<_, _>>()?,
                sources: fact.sources.iter().map(|source| source_view(source)).collect(),
            })
        };
        shown.map(view).collect()
    }

    pub(super) fn quote(
        &self,
        route: &Route,
        card: &Card<'_>,
        quote: &Quote<'_>,
    ) -> Result<QuoteView, ConvertError> {
        let leaf = match quote.citation.place.directive {
            Some(number) => Leaf::Directive(card.id.clone(), number),
            None => Leaf::Notice(card.id.clone()),
        };
        let sentence = self.desk.show_other(&quote.sentence.text, card.facts.terms)?;
        let highlight = [Overlay::Highlight { span: quote.sentence.part.clone() }];
        let regulation = quote.regulation.map(|regulation| {
            let name = self.desk.show(&regulation.name)?;
            let href = route.link(&self.route(Leaf::Regulation(regulation.id.clone())));
            Ok(super::LinkView { href, name: format!("《{}》", name.as_str()) })
        });
        let (method, resolved) = match &quote.citation.resolution {
            Resolution::Resolved { method, .. } => (method_key(*method), true),
            Resolution::Open(reason) => (reason_key(*reason), false),
        };
        let leads_into = quote.leads_into.as_ref().map(|(number, head)| {
            let leaf = Leaf::Directive(card.id.clone(), *number);
            let href = route.link_to(&self.route(leaf), Fragment::Citation(quote.number));
            Ok(super::LinkView { href, name: beginning(&self.label(head)?, 28) })
        });
        Ok(QuoteView {
            leads_into: leads_into.transpose()?,
            href: route.link_to(&self.route(leaf), Fragment::Citation(quote.number)),
            directive: quote
                .directive
                .as_ref()
                .map(|head| self.label(head))
                .transpose()?
                .map(|label| beginning(&label, 28)),
            sentence: markdown::block(&sentence, &[], &highlight, Role::Text),
            name: self.cited_name(card, quote)?,
            regulation: regulation.transpose()?,
            method: self.strings.get(method),
            resolved,
        })
    }

    pub(super) fn kind_word(&self, kind: RegulationKind) -> String {
        self.strings.get(match kind {
            RegulationKind::Law => "kind_law",
            RegulationKind::Regulation => "kind_regulation",
            RegulationKind::LocalRegulation => "kind_local_regulation",
            RegulationKind::Measure => "kind_measure",
            RegulationKind::Plan => "kind_plan",
            RegulationKind::Standard => "kind_standard",
            RegulationKind::Notice => "kind_notice",
            RegulationKind::Unknown => "kind_unknown",
        })
    }
}

pub(super) fn source_view(source: &str) -> SourceView {
    let rest = source.split_once("://").map_or(source, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    SourceView { href: source.to_owned(), host: host.strip_prefix("www.").unwrap_or(host).to_owned() }
}

const fn fact_key(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Passed => "fact_passed",
        FactKind::DrawnUp => "fact_drawn_up",
        FactKind::Approved => "fact_approved",
        FactKind::Issued => "fact_issued",
        FactKind::InForce => "fact_in_force",
        FactKind::Amended => "fact_amended",
        FactKind::Repealed => "fact_repealed",
        FactKind::Period => "fact_period",
        FactKind::Size => "fact_size",
        FactKind::Chapters => "fact_chapters",
        FactKind::Aims => "fact_aims",
        FactKind::Other => "fact_other",
    }
}

pub(super) const fn method_key(method: Method) -> &'static str {
    match method {
        Method::Editor => "method_editor",
        Method::Defined => "method_defined",
        Method::Exact => "method_exact",
        Method::Alias => "method_alias",
        Method::Shortened => "method_shortened",
        Method::Suffix => "method_suffix",
        Method::Generic => "method_generic",
        Method::Itself => "method_itself",
        Method::Anaphor => "method_anaphor",
        Method::Number => "method_number",
    }
}

pub(super) const fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Unregistered => "reason_unregistered",
        Reason::Ambiguous => "reason_ambiguous",
        Reason::Undefined => "reason_undefined",
        Reason::NotRules => "reason_not_rules",
        Reason::NumberDiffers => "reason_number_differs",
        Reason::Elsewhere => "reason_elsewhere",
    }
}
