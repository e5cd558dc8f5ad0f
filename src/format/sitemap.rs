//! The sitemap (sitemaps.org 0.9): an index, one file a month of notices, one for the other pages, each address with its
//! editions. Dates come from the content, never from the clock.

use jiff::civil::Date;

use super::File;
use super::xml::Document;
use crate::config::Config;
use crate::digest::Digest;
use crate::page::Page;
use crate::route::{self, Leaf, Route};
use crate::site::{Entry, Site};

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The route of the index.
pub(super) fn index() -> Route {
    Route::Asset("sitemap.xml".into())
}

/// The index and its parts. A new notice changes the part of its month; a new month, the index.
pub(super) fn files<'s>(site: &'s Site, pages: &'s [Page<'s>]) -> Vec<File<'s>> {
    let config = &site.config;
    let month = |entry: &Entry| (entry.published().year(), entry.published().month());
    let mut files = Vec::new();
    let mut names = Vec::new();
    // Oldest first: the order of an index that grows at its end.
    for entries in site.entries.chunk_by(|a, b| month(a) == month(b)).rev() {
        let (year, month) = month(&entries[0]);
        let name = format!("sitemap-{year:04}-{month:02}.xml");
        files.push(File {
            route: Route::Asset(name.as_str().into()),
            depends: Digest::of(&entries.iter().flat_map(|entry| leaves(site, entry)).collect::<Vec<_>>()),
            make: Box::new(move || part(config, entries.iter().flat_map(|entry| leaves(site, entry)), false)),
        });
        names.push(name);
    }
    let listed = || pages.iter().filter(|page| page.is_listed()).map(|page| &page.leaf);
    let name = "sitemap-site.xml".to_owned();
    files.push(File {
        route: Route::Asset(name.as_str().into()),
        depends: Digest::of(&listed().collect::<Vec<_>>()),
        make: Box::new(move || part(config, listed().map(|leaf| (leaf.clone(), None)), true)),
    });
    names.push(name);
    let depends = Digest::of(&names);
    files.push(File { route: index(), depends, make: Box::new(move || index_bytes(config, names.iter())) });
    files
}

/// The pages of a notice, with the day from which they read as they do.
fn leaves(site: &Site, Entry { brief, .. }: &Entry) -> impl Iterator<Item = (Leaf, Option<Date>)> {
    let id = &brief.id;
    let directives = (1..=brief.offered.directives.len())
        .map(move |number| (Leaf::Directive(id.clone(), number), Some(site.modified(brief, Some(number)))));
    let whole = Some(site.modified(brief, None));
    let notice = std::iter::once((Leaf::Notice(id.clone()), whole));
    notice.chain(directives).chain([(Leaf::Compare(id.clone()), whole)])
}

fn index_bytes<'n>(config: &Config, names: impl Iterator<Item = &'n String>) -> Vec<u8> {
    let mut document = Document::new();
    document.element("sitemapindex", &[("xmlns", SITEMAP)], |index| {
        for name in names {
            let url = Route::Asset(name.as_str().into()).url(&config.base_url);
            index.element("sitemap", &[], |sitemap| sitemap.text("loc", &url));
        }
    });
    document.into_bytes()
}

fn part(config: &Config, leaves: impl Iterator<Item = (Leaf, Option<Date>)>, root: bool) -> Vec<u8> {
    let mut document = Document::new();
    document.element("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", XHTML)], |set| {
        if root {
            url(set, config, &Route::Root, &Leaf::Front, None);
        }
        for (leaf, modified) in leaves {
            for &edition in &config.editions {
                url(set, config, &Route::Page(edition, leaf.clone()), &leaf, modified);
            }
        }
    });
    document.into_bytes()
}

fn url(set: &mut Document, config: &Config, route: &Route, leaf: &Leaf, modified: Option<Date>) {
    set.element("url", &[], |url| {
        url.text("loc", &route.url(&config.base_url));
        if let Some(date) = modified {
            url.text("lastmod", &date.to_string());
        }
        for (lang, href) in
            route::alternates(leaf, &config.editions, config.default_edition, &config.base_url)
        {
            url.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", lang), ("href", &href)]);
        }
    });
}
