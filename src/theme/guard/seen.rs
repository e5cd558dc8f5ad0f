//! A page as a browser meets it: its words, its places, what it loads, where it leads. It must not know which template
//! made it, nor what it owes.

use std::collections::HashSet;

use scraper::{ElementRef, Html};

use crate::proof::squeeze;
use crate::seen_text::{self, select, text};

/// What was seen on a page. Texts are without white space.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The texts of what is set as code.
    pub(super) codes: Vec<String>,
    /// The texts of its first headings.
    pub(super) headings: Vec<String>,
    /// The text that is marked as the source's; absent where no element is marked so.
    pub(super) source: Option<String>,
    /// The cells of paragraphs that stand side by side: each language tag with its text.
    pub(super) columns: Vec<(String, String)>,
    /// Every `id`.
    pub(super) ids: HashSet<String>,
    /// What does not work under the site's policy, as it is written.
    pub(super) inline: Vec<Inline>,
    /// The addresses of what the page loads.
    pub(super) loads: Vec<String>,
    /// The addresses that the page leads to.
    pub(super) leads: Vec<String>,
}

/// Something that the Content-Security-Policy of the site forbids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// An element, by its name.
    Element(String),
    /// An attribute.
    Attribute { name: String, value: String },
}

/// Elements that the policy has no use for: it lets nothing be framed, played or sent, and addresses have one base.
const IDLE: &[&str] =
    &["applet", "audio", "base", "embed", "form", "frame", "iframe", "object", "style", "video"];
/// What a `link` is to a page that loads what it names.
const LOADED_LINKS: &[&str] = &[
    "apple-touch-icon",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preload",
    "prefetch",
    "stylesheet",
];

/// Reads a page.
pub(super) fn read(html: &str) -> Seen {
    let page = Html::parse_document(html);
    let mut seen = Seen::default();
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        seen.look(element);
    }
    seen.codes = select(&page, "code").into_iter().map(text).collect();
    seen.headings = select(&page, "h1").into_iter().map(text).collect();
    let source = seen_text::source(&page);
    seen.source = source.map(|blocks| blocks.iter().map(|block| squeeze(&block.text)).collect());
    seen.columns = seen_text::columns(&page);
    seen
}

/// The text of markup, as [`read`] reads a page's.
pub(super) fn text_of(markup: &str) -> String {
    text(Html::parse_fragment(markup).root_element())
}

impl Seen {
    fn look(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let attribute = |name: &str| element.attr(name).map(str::trim);
        let is_data = || attribute("type").is_some_and(|kind| kind.ends_with("json"));
        if IDLE.contains(&name) || (name == "script" && attribute("src").is_none() && !is_data()) {
            self.inline.push(Inline::Element(name.to_owned()));
        }
        let loads = match name {
            "link" => {
                let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
                rel.split_whitespace().any(|word| LOADED_LINKS.contains(&word))
            }
            name => !matches!(name, "a" | "area"),
        };
        for (key, value) in element.value().attrs() {
            let value = value.trim();
            let handler =
                key.strip_prefix("on").is_some_and(|event| event.bytes().all(|b| b.is_ascii_alphabetic()));
            let lower = value.get(..11).unwrap_or(value).to_ascii_lowercase();
            let code = key == "href" && lower.starts_with("javascript:");
            let picture = loads && matches!(key, "src" | "href" | "poster") && lower.starts_with("data:");
            if key == "style" || (handler && key.len() > 2) || code || picture {
                self.inline.push(Inline::Attribute { name: key.to_owned(), value: value.to_owned() });
                continue;
            }
            match key {
                "id" => drop(self.ids.insert(value.to_owned())),
                "src" | "href" | "poster" if loads => self.loads.push(value.to_owned()),
                "href" => self.leads.push(value.to_owned()),
                "srcset" | "imagesrcset" => {
                    let addresses = value.split(',').filter_map(|one| one.split_whitespace().next());
                    self.loads.extend(addresses.map(str::to_owned));
                }
                "content"
                    if attribute("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) =>
                {
                    self.leads.extend(refreshed(value).map(str::to_owned));
                }
                _ => {}
            }
        }
    }
}

/// Where a page sends its reader on, as HTML reads it: `0; url=a/`, `0;URL = 'a/'`.
fn refreshed(content: &str) -> Option<&str> {
    let (_, behind) = content.split_once([';', ','])?;
    let behind = behind.trim_start();
    let named = behind.get(..3).filter(|name| name.eq_ignore_ascii_case("url"));
    let to = named.and_then(|_| behind[3..].trim_start().strip_prefix('=')).unwrap_or(behind).trim();
    Some(to.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_browser_does() {
        let seen = read(
            "<!DOCTYPE html><title>t</title><link rel=icon href=i.svg><link rel=canonical href=https://a.example/>\
             <body onload='x()'><p id=a style='b'>1<div data-source>甲 <b>乙</b><p data-not-source>丙<p hidden>丁</div>\
             <a href='JavaScript:x()'>.</a><a href=b/ onclick=y>.</a><img src=c.png srcset='d.png 2x, e.png 3x'>\
             <script src=f.js></script><script>x</script><script type=application/ld+json>{}</script>",
        );
        assert_eq!(seen.source.as_deref(), Some("甲乙"));
        assert_eq!(seen.loads, ["i.svg", "c.png", "d.png", "e.png", "f.js"]);
        assert_eq!(seen.leads, ["https://a.example/", "b/"]);
        let inline: Vec<String> = seen.inline.iter().map(|one| format!("{one:?}")).collect();
        assert_eq!(inline.len(), 5, "{inline:?}");
        assert!(seen.ids.contains("a"));
        assert_eq!(read("<p>甲</p>").source, None);
        assert_eq!(read("<div hidden><p data-source>甲</p></div>").source.as_deref(), Some(""));
        assert_eq!(text_of("甲 <a href=x>乙</a>&amp;<sup data-not-source>1</sup>"), "甲乙&");
    }

    #[test]
    fn a_page_that_sends_on_says_where() {
        for (content, expected) in
            [("0; url=zh-hans/", Some("zh-hans/")), ("0;URL = 'zh-hans/'", Some("zh-hans/")), ("5", None)]
        {
            assert_eq!(refreshed(content), expected, "{content}");
        }
    }
}
