//! What a host is told of a file beside its bytes: its media type, how it is compressed, how long it may be kept. It must
//! not know which host.

use crate::format::hosts;
use crate::{media_type, route};

/// What is told of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Headers {
    /// `Content-Type`: of a compressed form, that of the file in it.
    pub(crate) media_type: &'static str,
    /// `Content-Encoding`, for a compressed form.
    pub(crate) encoding: Option<&'static str>,
    /// `Cache-Control`.
    pub(crate) cache: &'static str,
}

impl Headers {
    /// What is told of the file of that path below the site's folder, with these bytes.
    pub(crate) fn of(path: &str, bytes: &[u8]) -> Self {
        let packed = [(".gz", "gzip"), (".br", "br")];
        let packed =
            packed.iter().find_map(|(suffix, encoding)| Some((path.strip_suffix(suffix)?, *encoding)));
        let (file, encoding) = packed.map_or((path, None), |(file, encoding)| (file, Some(encoding)));
        let cache = if route::is_fingerprinted(file) {
            hosts::FOR_EVER
        } else {
            // Kept, but asked for anew each time: what changed is seen at once, what has not is not sent again.
            "no-cache"
        };
        // What is in a compressed form is not looked at: of a seed, no charset is told then.
        Self { media_type: media_type::of_bytes(file, bytes), encoding, cache }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compressed_form_is_what_its_file_is() {
        let page = Headers::of("zh-hant/index.html", b"");
        assert_eq!(
            (page.media_type, page.encoding, page.cache),
            ("text/html; charset=utf-8", None, "no-cache")
        );
        assert_eq!(Headers::of("zh-hant/index.html.br", b""), Headers { encoding: Some("br"), ..page });
        let style = Headers::of("style-de2b7e4f.css.gz", b"");
        assert_eq!((style.media_type, style.encoding), ("text/css; charset=utf-8", Some("gzip")));
        assert!(style.cache.ends_with("immutable"));
        assert_eq!(Headers::of("SHA256SUMS", b"").media_type, "text/plain; charset=utf-8");
    }
}
