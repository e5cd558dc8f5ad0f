//! The links of a page: where a reader would meet nothing. It must not know what a page shows.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use crate::diagnostic::{Diagnostic, Message};
use crate::route::{self, Target};

/// What a page at `path` links to or loads that is not among the site's files, each address once. `base` is the
/// site's base address; where it is not known, only relative addresses are looked at.
pub(super) fn dead(path: &str, html: &str, base: Option<&str>, files: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let Ok(linking) = Selector::parse("[href], [src]") else { return Vec::new() };
    let page = Html::parse_document(html);
    let from = path.strip_suffix("index.html").unwrap_or(path);
    let mut told: Vec<&str> = Vec::new();
    for element in page.select(&linking) {
        for link in [element.attr("href"), element.attr("src")].into_iter().flatten() {
            if told.contains(&link) {
                continue;
            }
            let there = match route::target(from, link, base) {
                Target::Inside(to) if to.is_empty() || to.ends_with('/') => {
                    files.contains(&*format!("{to}index.html"))
                }
                Target::Inside(to) => files.contains(&*to),
                Target::Nowhere => false,
                Target::Elsewhere => true,
            };
            if !there {
                told.push(link);
            }
        }
    }
    let message = |link: &str| Message::PageLinkDead { path: path.to_owned(), link: link.to_owned() };
    told.into_iter().map(|link| Diagnostic::plain(message(link))).collect()
}
