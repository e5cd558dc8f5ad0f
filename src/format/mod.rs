//! Machine formats: files beside the pages that no template makes, one format a file. Each is a function from the plan or
//! the site to routes and bytes. Adding one is a file here and a row in [`files`].
//!
//! It must not know editions' words, the converter or what has changed.

mod citations;
pub mod hosts;
mod robots;
mod sitemap;
mod xml;

use std::hash::{Hash, Hasher};

use crate::page::Page;
use crate::route::Route;
use crate::site::Site;

/// A file of a machine format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its address.
    pub route: Route,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Hash for File {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

/// All machine formats of a site. `assets` are the theme's files, whose names carry a fingerprint.
pub fn files(site: &Site, pages: &[Page<'_>], assets: &[Route]) -> Vec<File> {
    let mut files = sitemap::files(&site.config, pages);
    files.push(robots::file(&site.config));
    files.extend(citations::files(site));
    files.extend(hosts::files(&site.config, assets));
    files
}
