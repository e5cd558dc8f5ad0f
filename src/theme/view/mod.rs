//! Views: what templates get. Each page of the plan becomes one serializable value, its texts shown for one edition,
//! its links relative to its address. One file a kind of page. The only way from a page to a template.

mod about;
mod cite;
mod compare;
mod data;
mod directive;
mod entrance;
mod feed;
mod gone;
mod held;
mod layout;
mod lists;
mod machine;
mod notice;
mod regulation;

use serde::Serialize;

use super::strings::Strings;
use crate::config::Config;
use crate::format::feed::Feed;
use crate::page::{Body, Card, Page};
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Desk, Shown};

pub(super) use directive::DirectiveView;
pub(super) use entrance::EntrancePart;
pub(super) use held::{HeldView, PointView};
pub(super) use layout::{Alternate, Assets, Layout, VersionView, alternates};
pub(super) use machine::{Tag, site_tags};
pub(super) use notice::{ItemView, PartView};

/// What every view is made with.
pub(super) struct Maker<'a> {
    /// The settings.
    pub config: &'a Config,
    /// Shows texts in the page's edition.
    pub desk: &'a Desk<'a>,
    /// Shows them in the other script, for the compare page.
    pub other: &'a Desk<'a>,
    /// The theme's words in the page's edition.
    pub strings: &'a Strings,
    /// The theme's files.
    pub assets: &'a Assets,
}

/// What a template gets, beside `t`, the theme's words.
#[derive(Debug)]
pub(super) enum View {
    /// A page: its template gets `layout` and `page`.
    Page(Box<Layout>, Box<Kind>),
    /// A feed: it needs no template.
    Feed(Feed),
}

/// The part of a view that differs by kind of page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Kind {
    Front(lists::FrontView),
    Year(lists::YearView),
    Month(lists::MonthView),
    Notice(notice::NoticeView),
    Directive(DirectiveView),
    Compare(compare::CompareView),
    Regulations(lists::RegulationsView),
    Regulation(Box<regulation::RegulationView>),
    Citations(lists::CitationsView),
    About(about::AboutView),
    Accessibility(about::AccessibilityView),
    Contact(about::ContactView),
    CitedIn(regulation::CitedInView),
    Data(data::DataView),
    Moved(gone::MovedView),
    Gone(gone::GoneView),
}

/// What the head of a page says about it; made with its kind's view.
pub(super) struct Summary {
    /// The name of the template, and the page's `data-kind`.
    pub kind: &'static str,
    /// Its title, without the site's name.
    pub title: String,
    /// What it holds, in 20 to 160 characters where there is that much to say.
    pub description: String,
    /// The pages above it, outermost first, each with its name.
    pub trail: Vec<(Leaf, String)>,
    /// The text that stands on it, and those that stood there before.
    pub version: Option<VersionView>,
}

impl Maker<'_> {
    /// The view of a page.
    pub(super) fn view(&self, page: &Page<'_>) -> Result<View, ConvertError> {
        let route = Route::Page(self.desk.edition(), page.leaf.clone());
        let (summary, kind) = match &page.body {
            Body::Feed(latest) => return Ok(View::Feed(self.feed(&page.leaf, &route, latest)?)),
            Body::RegulationFeed(regulation) => {
                return Ok(View::Feed(self.regulation_feed(&route, regulation)?));
            }
            Body::Front(front) => self.front(&route, front)?,
            Body::Year(year) => self.year(&route, year)?,
            Body::Month(month, cards) => self.month(&route, *month, cards)?,
            Body::Notice(notice) => self.notice(&route, notice)?,
            Body::Directive(directive) => self.directive(&route, directive)?,
            Body::Compare(notice) => self.compare(&route, notice)?,
            Body::Regulations(regulations) => self.regulations(&route, regulations)?,
            Body::Regulation(regulation) => self.regulation(&route, regulation)?,
            Body::CitedIn(page) => self.cited_in(&route, page)?,
            Body::Citations(cited) => self.citations(&route, cited)?,
            Body::About(config) => self.about(&route, config)?,
            Body::Accessibility(config) => self.accessibility(&route, config)?,
            Body::Contact(config) => self.contact(config)?,
            Body::Data(years) => self.data(&route, years)?,
            Body::Moved(to) => self.moved(&route, to)?,
            Body::Gone(why) => self.gone(&route, why)?,
        };
        let stands_for = match &page.body {
            Body::Moved(to) => to,
            _ => &page.leaf,
        };
        let machine = self.machine(page, &summary.title, &summary.description)?;
        Ok(View::Page(Box::new(self.layout(&page.leaf, stands_for, summary, machine)?), Box::new(kind)))
    }

    fn route(&self, leaf: Leaf) -> Route {
        Route::Page(self.desk.edition(), leaf)
    }

    fn card(&self, from: &Route, card: &Card<'_>) -> Result<CardView, ConvertError> {
        let facts = &card.facts;
        Ok(CardView {
            href: from.link(&self.route(Leaf::Notice(card.id.clone()))),
            title: self.desk.show_other(facts.title, facts.terms)?,
            source: self.desk.show_other(facts.source, facts.terms)?,
            published: Day::new(facts.published),
            directives: card.directives,
        })
    }
}

/// A notice in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CardView {
    pub href: String,
    pub title: Shown,
    pub source: Shown,
    pub published: Day,
    pub directives: usize,
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub(super) struct LinkView {
    pub href: String,
    pub name: String,
}

/// A day: for machines (`iso`, 2021-06-11) and for readers (`words`, 2021年6月11日, the same in both scripts).
#[derive(Clone, Debug, Serialize)]
pub(super) struct Day {
    pub iso: String,
    pub words: String,
}

impl Day {
    pub(super) fn new(date: jiff::civil::Date) -> Self {
        let words = format!("{}年{}月{}日", date.year(), date.month(), date.day());
        Self { iso: date.to_string(), words }
    }
}

/// The beginning of a text: at most so many characters, with an ellipsis where there was more.
pub(super) fn beginning(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some(_) => text.chars().take(characters.saturating_sub(1)).chain(['…']).collect(),
    }
}
