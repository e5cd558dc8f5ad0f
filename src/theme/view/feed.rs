//! Feeds (Atom, RFC 4287): the latest notices of an edition, the latest citations of a regulation. Times are those of
//! publication, at the start of the day in Beijing, Taipei, Hong Kong and Macau alike (UTC+8): never the clock's.

use serde::Serialize;

use super::{Maker, beginning};
use crate::page::{Card, CitedNotice, RegulationPage};
use crate::route::{Fragment, Leaf, Route};
use crate::script::ConvertError;

/// A feed.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct FeedView {
    /// The language of its words.
    pub lang: &'static str,
    pub title: String,
    /// Its own full address, which is its id too.
    pub url: String,
    /// The full address of the page that it follows.
    pub page: String,
    /// When its latest entry was published.
    pub updated: String,
    /// Who publishes it.
    pub author: String,
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct FeedEntry {
    pub title: String,
    /// Its full address, which is its id too.
    pub url: String,
    pub updated: String,
    /// Plain text.
    pub summary: String,
}

impl Maker<'_> {
    /// The latest notices. `None` where there are none: a feed must say when it was updated.
    pub(in crate::theme) fn feed(
        &self,
        route: &Route,
        latest: &[Card<'_>],
    ) -> Result<FeedView, ConvertError> {
        let entry = |card: &Card<'_>| {
            let view = self.card(route, card)?;
            Ok(FeedEntry {
                title: view.title.as_str().to_owned(),
                url: self.url(Leaf::Notice(card.id.clone())),
                updated: time(card.facts.published),
                summary: format!("{}　{}", view.source.as_str(), view.published.words),
            })
        };
        let entries = latest.iter().map(entry).collect::<Result<_, ConvertError>>()?;
        let site = self.desk.show(&self.config.name)?.as_str().to_owned();
        self.feed_view(route, site, Leaf::Front, entries)
    }

    /// The latest citations of a regulation.
    pub(in crate::theme) fn regulation_feed(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
    ) -> Result<FeedView, ConvertError> {
        let name = self.desk.show(&page.regulation.name)?;
        let mut entries = Vec::new();
        for cited in &page.cited_by {
            entries.extend(self.citing_entries(cited)?);
        }
        let title = format!("{}《{}》", self.strings.get("cited_by"), name.as_str());
        self.feed_view(route, title, Leaf::Regulation(page.regulation.id.clone()), entries)
    }

    fn citing_entries(&self, cited: &CitedNotice<'_>) -> Result<Vec<FeedEntry>, ConvertError> {
        let facts = &cited.card.facts;
        let title = self.desk.show_other(facts.title, facts.terms)?;
        let entry = |quote: &crate::page::Quote<'_>| {
            let leaf = match quote.citation.place.directive {
                Some(number) => Leaf::Directive(cited.card.id.clone(), number),
                None => Leaf::Notice(cited.card.id.clone()),
            };
            let sentence = self.desk.show_other(&quote.sentence.text, facts.terms)?;
            let place = quote.directive.as_ref().map(|head| self.label(head)).transpose()?;
            Ok(FeedEntry {
                title: place.map_or_else(
                    || title.as_str().to_owned(),
                    |place| format!("{}：{place}", title.as_str()),
                ),
                url: format!("{}#{}", self.url(leaf), Fragment::Citation(quote.number).id()),
                updated: time(facts.published),
                summary: beginning(sentence.as_str(), 200),
            })
        };
        cited.citations.iter().map(entry).collect()
    }

    fn feed_view(
        &self,
        route: &Route,
        title: String,
        page: Leaf,
        entries: Vec<FeedEntry>,
    ) -> Result<FeedView, ConvertError> {
        // Newest first; a feed without entries is as old as computing.
        let updated =
            entries.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone());
        Ok(FeedView {
            lang: self.desk.edition().tag(),
            title,
            url: route.url(&self.config.base_url),
            page: self.url(page),
            updated,
            author: self.desk.show(&self.config.publisher)?.as_str().to_owned(),
            entries,
        })
    }

    fn url(&self, leaf: Leaf) -> String {
        self.route(leaf).url(&self.config.base_url)
    }
}

fn time(date: jiff::civil::Date) -> String {
    format!("{date}T00:00:00+08:00")
}
