//! `robots.txt` (RFC 9309): everything may be read, or nothing; where the sitemap is.

use super::File;
use crate::config::{Config, Robots};
use crate::route::Route;

pub(super) fn file(config: &Config) -> File<'static> {
    let sitemap = super::sitemap::index().url(&config.base_url);
    let text = match config.robots {
        Robots::All => format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"),
        Robots::None => "User-agent: *\nDisallow: /\n".to_owned(),
    };
    File::made(Route::Asset("robots.txt".into()), text)
}
