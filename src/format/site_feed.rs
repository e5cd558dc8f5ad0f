//! The feed of the whole site, at its root: the latest notices, each in the words and the script of its source.

use super::File;
use super::feed::{Entry, Feed, time};
use super::forms::source_edition;
use crate::route::{FeedFormat, Leaf, Route};
use crate::site::Site;

/// How many notices it lists.
const LENGTH: usize = 20;

pub(super) fn files(site: &Site) -> Vec<File> {
    FeedFormat::ALL.map(|format| file(site, format)).into()
}

fn file(site: &Site, format: FeedFormat) -> File {
    let config = &site.config;
    let route = Route::Asset(format.file().into());
    let entry = |entry: &crate::site::Entry| {
        let facts = &entry.notice.facts;
        let words = |text: &Option<crate::script::Text>| {
            text.as_ref().map(|text| text.source().to_owned()).unwrap_or_default()
        };
        let edition = source_edition(config, facts.script);
        Entry {
            title: words(&facts.title),
            url: Route::Page(edition, Leaf::Notice(entry.notice.id.clone())).url(&config.base_url),
            lang: facts.script.map(|script| script.tag()),
            updated: time(entry.published()),
            author: facts.source.as_ref().map(|source| source.source().to_owned()),
            summary: format!("{}　{}", words(&facts.source), entry.published()),
        }
    };
    let entries: Vec<Entry> = site.entries.iter().take(LENGTH).map(entry).collect();
    let feed = Feed {
        lang: config.name.script().tag(),
        title: config.name.source().to_owned(),
        url: route.url(&config.base_url),
        page: Route::Root.url(&config.base_url),
        updated: entries
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone()),
        author: config.publisher.source().to_owned(),
        entries,
    };
    File { bytes: feed.print(format), route }
}
