//! `robots.txt` (RFC 9309): everything may be read; where the sitemap is.

use super::File;
use crate::config::Config;
use crate::route::Route;

pub(super) fn file(config: &Config) -> File {
    let sitemap = super::sitemap::index().url(&config.base_url);
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    File { route: Route::Asset("robots.txt".into()), bytes: text.into_bytes() }
}
