//! Machine formats: files beside the pages that no template makes, one format a file. Each is a function from the plan or
//! the site to routes and bytes. Adding one is a file here and a row in [`files`].
//!
//! It must not know editions' words, the converter or what has changed.

mod citations;
pub mod data;
pub mod feed;
pub mod forms;
pub mod hosts;
mod robots;
mod site_feed;
mod sitemap;
mod xml;

use serde::Serialize;

use crate::digest::Digest;
use crate::page::Page;
use crate::route::Route;
use crate::site::Site;

/// A file of a machine format, to be made where what it depends on has changed.
pub struct File<'s> {
    /// Its address.
    pub route: Route,
    /// Stands for everything that it depends on, beside the settings.
    pub depends: Digest,
    /// Makes its bytes.
    pub make: Box<dyn Fn() -> Vec<u8> + 's>,
}

impl<'s> File<'s> {
    /// A short file, which is made at once.
    fn made(route: Route, text: String) -> Self {
        let depends = Digest::of(&text);
        Self { route, depends, make: Box::new(move || text.clone().into_bytes()) }
    }
}

/// All machine formats of a site. `pages` are those that belong to no notice; `assets` are the theme's files, whose names
/// carry a fingerprint.
pub fn files<'s>(site: &'s Site, pages: &'s [Page<'s>], assets: &[Route]) -> Vec<File<'s>> {
    let mut files = sitemap::files(site, pages);
    files.push(robots::file(&site.config));
    files.extend(citations::files(site));
    files.extend(data::files(site));
    files.extend(site_feed::files(site));
    files.extend(hosts::files(site, assets));
    files
}

/// Rows as RFC 4180 has them, with a byte order mark: spreadsheet programs take the text for something else without one.
fn csv(rows: impl IntoIterator<Item = impl Serialize>) -> Vec<u8> {
    let bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}
