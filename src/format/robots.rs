//! `robots.txt` (RFC 9309): everything may be read; where the sitemap is.

use super::File;
use crate::config::Config;
use crate::digest::Digest;
use crate::route::Route;

pub(super) fn file(config: &Config) -> File<'_> {
    let sitemap = super::sitemap::index().url(&config.base_url);
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    let depends = Digest::of(&text);
    File {
        route: Route::Asset("robots.txt".into()),
        depends,
        make: Box::new(move || text.clone().into_bytes()),
    }
}
