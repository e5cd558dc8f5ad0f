//! Feeds: the latest notices of an edition, those of a source, the latest citations of a regulation. Times are those of
//! publication or correction, never the clock's.

use super::{Maker, beginning};
use crate::format::feed::{Entry, Feed, time, updated};
use crate::page::{CitedNotice, Latest, RegulationPage};
use crate::route::{Fragment, Leaf, Route};
use crate::script::ConvertError;

impl Maker<'_> {
    /// The latest notices, of all or of one source.
    pub(super) fn feed(
        &self,
        leaf: &Leaf,
        route: &Route,
        latest: &[Latest<'_>],
    ) -> Result<Feed, ConvertError> {
        let entry = |Latest { card, modified }: &Latest<'_>| {
            let view = self.card(route, card)?;
            Ok(Entry {
                title: view.title.as_str().to_owned(),
                url: self.url(Leaf::Notice(card.id.clone())),
                lang: None,
                published: time(card.facts.published),
                updated: time(*modified),
                author: Some(view.source.as_str().to_owned()),
                summary: format!("{}　{}", view.source.as_str(), view.published.words),
            })
        };
        let entries = latest.iter().map(entry).collect::<Result<_, ConvertError>>()?;
        let title = match (leaf, latest.first()) {
            (Leaf::SourceFeed(..), Some(Latest { card, .. })) => {
                self.desk.show_other(card.facts.source, card.facts.terms)?.as_str().to_owned()
            }
            _ => self.desk.show(&self.config.name)?.as_str().to_owned(),
        };
        self.feed_view(route, title, Leaf::Front, entries)
    }

    /// The latest citations of a regulation.
    pub(super) fn regulation_feed(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
    ) -> Result<Feed, ConvertError> {
        let name = self.desk.show(&page.regulation.name)?;
        let mut entries = Vec::new();
        for cited in &page.cited_by {
            entries.extend(self.citing_entries(cited)?);
        }
        let title = format!("{}《{}》", self.strings.get("cited_by"), name.as_str());
        self.feed_view(route, title, Leaf::Regulation(page.regulation.id.clone()), entries)
    }

    fn citing_entries(&self, cited: &CitedNotice<'_>) -> Result<Vec<Entry>, ConvertError> {
        let facts = &cited.card.facts;
        let title = self.desk.show_other(facts.title, facts.terms)?;
        let entry = |quote: &crate::page::Quote<'_>| {
            let leaf = match quote.citation.place.directive {
                Some(number) => Leaf::Directive(cited.card.id.clone(), number),
                None => Leaf::Notice(cited.card.id.clone()),
            };
            let sentence = self.desk.show_other(&quote.sentence.text, facts.terms)?;
            let place = quote.directive.as_ref().map(|head| self.label(head)).transpose()?;
            Ok(Entry {
                title: place.map_or_else(
                    || title.as_str().to_owned(),
                    |place| format!("{}：{place}", title.as_str()),
                ),
                url: format!("{}#{}", self.url(leaf), Fragment::Citation(quote.number).id()),
                lang: None,
                published: time(facts.published),
                updated: time(facts.published),
                author: None,
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
        entries: Vec<Entry>,
    ) -> Result<Feed, ConvertError> {
        Ok(Feed {
            lang: self.desk.edition().tag(),
            title,
            url: route.url(&self.config.base_url),
            page: self.url(page),
            updated: updated(&entries),
            author: self.desk.show(&self.config.publisher)?.as_str().to_owned(),
            entries,
        })
    }

    fn url(&self, leaf: Leaf) -> String {
        self.route(leaf).url(&self.config.base_url)
    }
}
