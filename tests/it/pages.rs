//! Reading built pages back: their elements, links, texts, codes. It must not know what a page should say.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Node, Selector};

/// The pages of a built site, by path.
pub(crate) struct Pages {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Html>,
}

impl Pages {
    pub(crate) fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages =
            html.map(|(path, bytes)| (path.clone(), Html::parse_document(&String::from_utf8_lossy(bytes))));
        let pages = pages.collect();
        Self { files, pages }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Html)> {
        self.pages.iter().map(|(path, page)| (path.as_str(), page))
    }

    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> &Html {
        self.pages.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.pages.keys()))
    }

    /// The pages of a kind in an edition's folder, by path.
    pub(crate) fn of_kind(&self, folder: &str, kind: &str) -> Vec<(&str, &Html)> {
        let prefix = format!("{folder}/");
        self.iter().filter(|(path, page)| path.starts_with(&prefix) && kind_of(page) == Some(kind)).collect()
    }

    /// The file that a link on a page leads to, as a plain static host would find it, and its fragment; `None` for an
    /// address elsewhere.
    pub(crate) fn target(&self, from: &str, href: &str) -> Option<(String, Option<String>)> {
        if href.contains(':') {
            return None;
        }
        let (path, fragment) = match href.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_owned())),
            None => (href, None),
        };
        if path.is_empty() {
            return Some((from.to_owned(), fragment));
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => assert!(parts.pop().is_some(), "{href} on {from} leaves the site"),
                part => parts.push(part),
            }
        }
        let mut file = parts.join("/");
        if path.ends_with('/') || path.ends_with("..") || path == "." {
            file = format!("{}/index.html", file.trim_end_matches('/')).trim_start_matches('/').to_owned();
        }
        Some((file, fragment))
    }
}

pub(crate) fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

pub(crate) fn kind_of(page: &Html) -> Option<&str> {
    select(page, "body").first().and_then(|body| body.attr("data-kind"))
}

/// The text of the source regions of a page, without what was added to them and without white space.
pub(crate) fn source_text(page: &Html) -> String {
    region_text(page, false)
}

/// The same as the style sheet draws it: marks that are shown as others are those others.
pub(crate) fn shown_text(page: &Html) -> String {
    region_text(page, true)
}

fn region_text(page: &Html, drawn: bool) -> String {
    let mut out = String::new();
    for region in select(page, "[data-source]") {
        gather(region, drawn, &mut out);
    }
    out.retain(|c| !c.is_whitespace());
    out
}

fn gather(element: ElementRef<'_>, drawn: bool, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(_) => {
                let inner = ElementRef::wrap(child).expect("an element");
                match inner.attr("data-shown").filter(|_| drawn) {
                    Some(other) => out.push_str(other),
                    None if inner.attr("data-not-source").is_none() => gather(inner, drawn, out),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// Reads the code in an SVG picture, drawn at so many pixels a side on the given ground.
pub(crate) fn read_code(svg: &str, side: u32, ground: [u8; 3]) -> Option<String> {
    let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).ok()?;
    let mut pixels = resvg::tiny_skia::Pixmap::new(side, side)?;
    pixels.fill(resvg::tiny_skia::Color::from_rgba8(ground[0], ground[1], ground[2], 255));
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let grey = |x: usize, y: usize| {
        let pixel = pixels.pixel(x as u32, y as u32).expect("inside");
        ((u32::from(pixel.red()) + u32::from(pixel.green()) + u32::from(pixel.blue())) / 3) as u8
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side as usize, side as usize, grey);
    image.detect_grids().first()?.decode().ok().map(|(_, content)| content)
}
