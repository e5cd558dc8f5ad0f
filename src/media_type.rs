//! Media types: what kind of file each file of a site is, by its name, for whoever serves or uploads it. It must not
//! know who asks.

/// The media type of a file, as the `Content-Type` of an answer that carries it (RFC 9110); texts are UTF-8.
/// `SHA256SUMS` and other files without an ending are plain text; one with an ending that is not in the table is not
/// guessed: `application/octet-stream` (RFC 2046, 4.5.1).
pub fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return "text/plain; charset=utf-8";
    };
    match ending {
        // Atom has a type of its own (RFC 4287, 7).
        "xml" if stem == "feed" => "application/atom+xml; charset=utf-8",
        // The types that Akoma Ntoso and JSON Feed 1.1 name for themselves.
        "xml" if stem.ends_with(".akn") => "application/akn+xml; charset=utf-8",
        "json" if stem == "feed" => "application/feed+json; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "jsonl" => "application/jsonl; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

/// The same for one who has the bytes: a seed is published as it was found, in whatever it is written (Big5, GB 18030,
/// UTF-16). Of one that is not UTF-8 no charset is told: a wrong one shows nonsense, while browsers tell these by their
/// bytes.
pub fn of_bytes(path: &str, bytes: &[u8]) -> &'static str {
    let utf_8 = || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    if is_seed(path) && !utf_8() { "text/plain" } else { of(path) }
}

/// What the bytes of a notice's seed are called where they are text.
pub(crate) const SEEDS: [&str; 3] = ["seed.txt", "seed.html.txt", "seed.md.txt"];

/// Whether it is the seed of a notice, as text.
fn is_seed(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| SEEDS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::{of, of_bytes};

    #[test]
    fn a_seed_has_the_charset_of_its_bytes() {
        let at = |name: &str, bytes: &[u8]| of_bytes(&format!("zh-hant/notices/a/{name}"), bytes);
        assert_eq!(at("seed.txt", "會議".as_bytes()), "text/plain; charset=utf-8");
        // 會議 in Big5 and in UTF-16.
        for bytes in [b"\xb7\x7c\xc4\xb3".as_slice(), b"\xff\xfe\x03\x67\x70\x8b", b"\0a\0b"] {
            assert_eq!((at("seed.txt", bytes), at("seed.html.txt", bytes)), ("text/plain", "text/plain"));
        }
        assert_eq!(at("index.txt", b"\xb7\x7c"), "text/plain; charset=utf-8");
    }

    #[test]
    fn the_name_decides() {
        assert_eq!(of("zh-hant/index.html"), "text/html; charset=utf-8");
        assert_eq!(of("zh-hant/feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(of("sitemap-2021.xml"), "application/xml; charset=utf-8");
        assert_eq!(of("zh-hant/notices/a/index.akn.xml"), "application/akn+xml; charset=utf-8");
        assert_eq!(of("SHA256SUMS"), "text/plain; charset=utf-8");
        assert_eq!(of(".nojekyll"), "text/plain; charset=utf-8");
        assert_eq!(of("a.b/c.unheard-of"), "application/octet-stream");
    }
}
