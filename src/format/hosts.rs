//! What static hosts read beside the pages: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `CNAME` and
//! `.nojekyll` (GitHub Pages). Paths in them are those below the folder, which such a host serves at its root.

use super::File;
use crate::config::Config;
use crate::route::{Leaf, Route};
use crate::script::{Edition, Script};

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

/// For files whose name changes when they do; pages are asked for anew each time, as hosts have it unless told.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Files whose type a host does not know by their name, or not as exactly, with their type.
fn types(config: &Config) -> Vec<(String, &'static str)> {
    let mut types = vec![("SHA256SUMS".to_owned(), "text/plain; charset=utf-8")];
    for &edition in &config.editions {
        let feed = Route::Page(edition, Leaf::Feed).path();
        types.push((feed, "application/atom+xml; charset=utf-8"));
        let folder = edition.folder();
        types.push((format!("{folder}/regulations/:id/feed.xml"), "application/atom+xml; charset=utf-8"));
    }
    types
}

/// The files. `assets` are those whose names carry a fingerprint.
pub(super) fn files(config: &Config, assets: &[Route]) -> Vec<File> {
    let file = |name: &str, text: String| File { route: Route::Asset(name.into()), bytes: text.into_bytes() };
    let mut files = vec![
        file("_headers", headers(config, assets)),
        file("_redirects", redirects(config)),
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
fn redirects(config: &Config) -> String {
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
    aliases.map(line).concat()
}
