//! The sitemap (sitemaps.org 0.9): an index, one file a year of notices, one for the other pages, each address with its
//! editions. Dates come from the content, never from the clock.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::File;
use super::xml::Document;
use crate::config::Config;
use crate::page::{Body, Page};
use crate::route::{self, Leaf, Route};

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The route of the index.
pub(super) fn index() -> Route {
    Route::Asset("sitemap.xml".into())
}

/// The index and its parts. A new notice changes the part of its year; a new year, the index.
pub(super) fn files(config: &Config, pages: &[Page<'_>]) -> Vec<File> {
    let mut parts: BTreeMap<String, Vec<&Page<'_>>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.is_listed()) {
        let name = match published(page) {
            Some(date) => format!("sitemap-{:04}.xml", date.year()),
            None => "sitemap-site.xml".to_owned(),
        };
        parts.entry(name).or_default().push(page);
    }
    let mut files = vec![File { route: index(), bytes: index_bytes(config, parts.keys()) }];
    for (name, pages) in parts {
        let root = name == "sitemap-site.xml";
        files.push(File { route: Route::Asset(name.into()), bytes: part(config, &pages, root) });
    }
    files
}

/// The day a page's notice was published; `None` for pages that list.
fn published(page: &Page<'_>) -> Option<Date> {
    match &page.body {
        Body::Notice(page) | Body::Compare(page) => Some(page.card.facts.published),
        Body::Directive(page) => Some(page.card.facts.published),
        _ => None,
    }
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

fn part(config: &Config, pages: &[&Page<'_>], root: bool) -> Vec<u8> {
    let mut document = Document::new();
    document.element("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", XHTML)], |set| {
        if root {
            url(set, config, &Route::Root, &Leaf::Front, None);
        }
        for page in pages {
            for &edition in &config.editions {
                url(set, config, &Route::Page(edition, page.leaf.clone()), &page.leaf, published(page));
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
