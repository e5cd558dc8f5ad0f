//! The links of a page: where a reader would meet nothing. It must not know what a page shows.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use crate::diagnostic::{Diagnostic, Message};
use crate::route;

/// What a page at `path` links to or loads that is not among the site's files, each address once. `mount` is the path of the
/// site at its host, with a slash at both ends; where it is not known, an address that begins there is not looked at.
pub(super) fn dead(path: &str, html: &str, mount: Option<&str>, files: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let Ok(linking) = Selector::parse("[href], [src]") else { return Vec::new() };
    let page = Html::parse_document(html);
    let from = path.strip_suffix("index.html").unwrap_or(path);
    let mut told: Vec<&str> = Vec::new();
    for element in page.select(&linking) {
        for link in [element.attr("href"), element.attr("src")].into_iter().flatten() {
            let unknown = mount.is_none() && link.starts_with('/');
            if !is_of_site(link) || unknown || told.contains(&link) {
                continue;
            }
            let there = route::resolve(from, link, mount.unwrap_or("/")).is_some_and(|to| {
                let folder = to.is_empty() || to.ends_with('/');
                if folder { files.contains(&*format!("{to}index.html")) } else { files.contains(&*to) }
            });
            if !there {
                told.push(link);
            }
        }
    }
    let message = |link: &str| Message::PageLinkDead { path: path.to_owned(), link: link.to_owned() };
    told.into_iter().map(|link| Diagnostic::plain(message(link))).collect()
}

/// Whether an address leads into the site itself: it names no host and no other way.
fn is_of_site(link: &str) -> bool {
    !link.starts_with("//") && !link.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'))
}
