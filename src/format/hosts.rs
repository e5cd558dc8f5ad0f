//! What static hosts read beside the pages: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `CNAME` and
//! `.nojekyll` (GitHub Pages). Paths in them are those below the folder, which such a host serves at its root.

use super::File;
use crate::config::Config;
use crate::media_type;
use crate::page;
use crate::route::{FeedFormat, Leaf, Route};
use crate::script::{Edition, Script};
use crate::site::Site;

/// The Content-Security-Policy that every page satisfies: nothing from elsewhere, nothing inline, in no frame.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What every answer carries, beside the policy.
pub const HEADERS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), interest-cohort=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    // Published to be reused: a page of another site may read the machine forms.
    ("Access-Control-Allow-Origin", "*"),
];

/// Cloudflare Pages reads 2,000 lines that name one address each, and no more.
const MOST_REDIRECTS: usize = 2000;

/// For files whose name changes when they do; pages are asked for anew each time, as hosts have it unless told.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Files whose type a host does not know by their name, or not as exactly, with their type.
fn types(config: &Config) -> Vec<(String, &'static str)> {
    let mut types = vec![("SHA256SUMS".to_owned(), "text/plain; charset=utf-8")];
    for format in FeedFormat::ALL {
        let kind = media_type::of(format.file());
        types.push((format.file().to_owned(), kind));
        for &edition in &config.editions {
            let folder = edition.folder();
            types.push((Route::Page(edition, Leaf::Feed(format)).path(), kind));
            types.push((format!("{folder}/regulations/:id/{}", format.file()), kind));
            types.push((format!("{folder}/sources/:id/{}", format.file()), kind));
        }
    }
    // Seeds are as they were found, not always in UTF-8: browsers tell their charset by the bytes.
    for edition in &config.editions {
        for name in media_type::SEEDS {
            types.push((format!("{}/notices/:id/{name}", edition.folder()), "text/plain"));
        }
    }
    types
}

/// The files. `assets` are those whose names carry a fingerprint.
pub(super) fn files(site: &Site, assets: &[Route]) -> Vec<File<'static>> {
    let config = &site.config;
    let file = |name: &str, text: String| File::made(Route::Asset(name.into()), text);
    let mut files = vec![
        file("_headers", headers(config, assets)),
        file("_redirects", redirects(site)),
        // Without it, GitHub Pages runs Jekyll over the folder and drops what begins with an underscore.
        file(".nojekyll", String::new()),
    ];
    if config.cname {
        files.push(file("CNAME", format!("{}\n", config.host())));
    }
    files
}

fn headers(config: &Config, assets: &[Route]) -> String {
    let mut out = format!("/*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n");
    for (name, value) in HEADERS {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    for asset in assets {
        out.push_str(&format!("/{}\n  Cache-Control: {FOR_EVER}\n", asset.path()));
    }
    for (path, kind) in types(config) {
        out.push_str(&format!("/{path}\n  Content-Type: {kind}\n"));
    }
    out
}

/// Addresses that people type by the names of regions, led to the edition for them. A host that does not tell capitals
/// from small letters must find no circle here: nothing leads to itself.
///
/// What has moved leads on by a page of its own; a host that reads this file does it without one.
fn redirects(site: &Site) -> String {
    let config = &site.config;
    let offered = |edition: &Edition| config.editions.contains(edition);
    let first = |script: Script| {
        let mut editions = config.editions.iter().copied();
        editions.find(|edition| edition.script() == script).unwrap_or(config.default_edition)
    };
    let regional =
        |edition: Edition| Some(edition).filter(offered).unwrap_or_else(|| first(edition.script()));
    let aliases = [
        ("zh", config.default_edition),
        ("zh-cn", regional(Edition::Hans)),
        ("zh-sg", regional(Edition::Hans)),
        ("zh-tw", regional(Edition::HantTw)),
        ("zh-hk", regional(Edition::HantHk)),
        ("zh-mo", regional(Edition::HantHk)),
    ];
    let line = |(name, edition): (&str, Edition)| format!("/{name}/* /{}/:splat 301\n", edition.folder());
    let moves = page::moves(&site.permalinks);
    let moved = moves.iter().flat_map(|(from, to)| {
        let path = |edition, leaf: &Leaf| Route::Page(edition, leaf.clone()).path();
        let line = move |&edition: &Edition| format!("/{} /{} 301\n", path(edition, from), path(edition, to));
        config.editions.iter().map(line)
    });
    moved.take(MOST_REDIRECTS).chain(aliases.map(line)).collect()
}
