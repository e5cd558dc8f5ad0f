//! The feed of the whole site, at its root: the latest notices, each in the words and the script of its source.

use super::File;
use super::feed::{Entry, Feed, time, updated};
use super::forms::source_edition;
use crate::digest::Digest;
use crate::route::{FeedFormat, Leaf, Route};
use crate::site::Site;

/// How many notices it lists.
const LENGTH: usize = 20;

pub(super) fn files(site: &Site) -> Vec<File<'_>> {
    FeedFormat::ALL.map(|format| file(site, format)).into()
}

fn file(site: &Site, format: FeedFormat) -> File<'_> {
    let latest = site.entries.iter().take(LENGTH);
    let known = |entry: &crate::site::Entry| {
        let crate::brief::Brief { id, title, source, published, .. } = &entry.brief;
        (id.clone(), title.clone(), source.clone(), *published, site.modified(&entry.brief, None))
    };
    let depends = Digest::of(&latest.map(known).collect::<Vec<_>>());
    let route = Route::Asset(format.file().into());
    File { route, depends, make: Box::new(move || print(site, format)) }
}

fn print(site: &Site, format: FeedFormat) -> Vec<u8> {
    let config = &site.config;
    let route = Route::Asset(format.file().into());
    let entry = |entry: &crate::site::Entry| {
        let brief = &entry.brief;
        let edition = source_edition(config, Some(brief.script()));
        Entry {
            title: brief.title.source().to_owned(),
            url: Route::Page(edition, Leaf::Notice(brief.id.clone())).url(&config.base_url),
            lang: Some(brief.script().tag()),
            published: time(brief.published),
            updated: time(site.modified(brief, None)),
            author: Some(brief.source.source().to_owned()),
            summary: format!("{}　{}", brief.source.source(), brief.published),
        }
    };
    let entries: Vec<Entry> = site.entries.iter().take(LENGTH).map(entry).collect();
    let feed = Feed {
        lang: config.name.script().tag(),
        title: config.name.source().to_owned(),
        url: route.url(&config.base_url),
        page: Route::Root.url(&config.base_url),
        updated: updated(&entries),
        author: config.publisher.source().to_owned(),
        entries,
    };
    feed.print(format)
}
