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

#[cfg(test)]
mod tests {
    use super::of;

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
