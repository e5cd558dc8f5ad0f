//! Where in a page its main text stands: the places where site builders put it, or else the block with most words. It must
//! not know what the text says.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Selector};

use super::LOOKED_AT;
use super::role::{Role, role};
use super::shown::is_block;
use crate::seed::words::is_han;

/// Where site builders put the main text, the surest first.
#[rustfmt::skip]
const MAIN: &[&str] = &[
    "#UCAP-CONTENT", ".TRS_Editor", ".trs_editor_view", "#zoom", "#Zoom", ".ucap-content",
    "[itemprop=articleBody]", ".article-content", ".article_content", ".article-body", ".news_content",
    ".news-content", ".xxgk-content", ".wz_content", ".pages_content", ".content_text", ".detail-content",
    ".info-content", "#articleContent", "#content_text", "article", "#article", ".article", "main",
];

/// So many Han characters make an element in such a place the main text.
const ENOUGH: usize = 60;

/// How many Han characters the elements of a page show.
pub(super) struct Places<'h> {
    html: &'h Html,
    /// Of each element that shows any, furniture apart.
    shown: HashMap<NodeId, usize>,
    /// The words, without links, that stand in each block or in one right inside it, in the order of the page; of the
    /// whole page, those in no frame.
    own: Vec<(NodeId, usize)>,
}

impl<'h> Places<'h> {
    pub(super) fn of(html: &'h Html) -> Self {
        let strict = Self::counted(html, true);
        // A page that calls all of itself furniture means something else by it.
        if strict.shown.values().any(|&count| count >= ENOUGH) { strict } else { Self::counted(html, false) }
    }

    fn counted(html: &'h Html, strict: bool) -> Self {
        let (mut shown, mut own) = (HashMap::new(), Vec::<(NodeId, usize)>::new());
        let mut places: HashMap<NodeId, usize> = HashMap::new();
        let mut skip: Option<NodeId> = None;
        let mut link: Option<NodeId> = None;
        // The open elements, with what is counted in each, and the open blocks.
        let mut open: Vec<usize> = Vec::new();
        let mut blocks: Vec<NodeId> = Vec::new();
        let mut body: Option<NodeId> = None;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    if skip.is_some() {
                        continue;
                    }
                    if let Some(text) = node.value().as_text() {
                        let count = text.chars().filter(|&c| is_han(c)).count();
                        open.last_mut().into_iter().for_each(|sum| *sum += count);
                        let flat = body.filter(|_| is_flat(html, &blocks));
                        let around = blocks.iter().rev().take(2).copied().chain(flat);
                        for block in around.filter(|_| count > 0 && link.is_none()) {
                            let place = *places.entry(block).or_insert_with(|| {
                                own.push((block, 0));
                                own.len() - 1
                            });
                            own[place].1 += count;
                        }
                    }
                    let Some(element) = node.value().as_element() else { continue };
                    let counts = match role(&node) {
                        Role::Text => true,
                        Role::Furniture => !strict,
                        _ => false,
                    };
                    if !counts {
                        skip = Some(node.id());
                        continue;
                    }
                    if element.name() == "a" && link.is_none() {
                        link = Some(node.id());
                    }
                    open.push(0);
                    if element.name() == "body" {
                        body = Some(node.id());
                    }
                    if is_block(element) {
                        blocks.push(node.id());
                    }
                }
                Edge::Close(node) => {
                    if skip.is_some() {
                        skip = skip.filter(|&id| id != node.id());
                        continue;
                    }
                    link = link.filter(|&id| id != node.id());
                    if !node.value().is_element() {
                        continue;
                    }
                    let sum = open.pop().unwrap_or(0);
                    open.last_mut().into_iter().for_each(|around| *around += sum);
                    if sum > 0 {
                        shown.insert(node.id(), sum);
                    }
                    if blocks.last() == Some(&node.id()) {
                        blocks.pop();
                    }
                }
            }
        }
        Self { html, shown, own }
    }

    /// The elements of the main text, in the order of the page: one, or several of a kind side by side.
    pub(super) fn mains(&self) -> Vec<NodeId> {
        for selector in MAIN {
            let Ok(selector) = Selector::parse(selector) else { continue };
            let best = self
                .html
                .select(&selector)
                .filter_map(|element| Some((*self.shown.get(&element.id())?, element)))
                .take(LOOKED_AT)
                .max_by_key(|(count, _)| *count);
            if let Some((count, element)) = best
                && count >= ENOUGH
            {
                return self.alike(element, |other| selector.matches(other));
            }
        }
        if let Some(element) = self.densest() {
            return self.alike(element, |other| other.attr("class").is_some());
        }
        let Ok(body) = Selector::parse("body") else { return Vec::new() };
        self.html.select(&body).next().map(|element| element.id()).into_iter().collect()
    }

    /// An element, and those beside it which have its name and class, and words: an editor's text goes on in them.
    fn alike(&self, element: ElementRef<'_>, fits: impl Fn(&ElementRef<'_>) -> bool) -> Vec<NodeId> {
        let kind =
            |one: &ElementRef<'_>| (one.value().name().to_owned(), one.attr("class").map(str::to_owned));
        let own = kind(&element);
        let Some(parent) = element.parent() else { return vec![element.id()] };
        parent
            .children()
            .filter_map(ElementRef::wrap)
            .filter(|other| {
                other.id() == element.id()
                    || self.shown.contains_key(&other.id()) && fits(other) && kind(other) == own
            })
            .map(|other| other.id())
            .collect()
    }

    /// The block whose own words are most. One before it that has half as many is the text, and what follows are words
    /// about it: readers write more than offices do.
    fn densest(&self) -> Option<ElementRef<'_>> {
        let most = self.own.iter().map(|(_, count)| *count).max()?;
        let last = self.own.iter().rposition(|(_, count)| *count == most)?;
        let best = self.html.tree.get(self.own[last].0)?;
        let around: HashSet<NodeId> = best.ancestors().map(|node| node.id()).collect();
        let inside = |id: NodeId| {
            self.html
                .tree
                .get(id)
                .is_some_and(|node| node.ancestors().any(|ancestor| ancestor.id() == best.id()))
        };
        let before = self.own[..last]
            .iter()
            .filter(|(id, count)| count * 2 >= most && !around.contains(id))
            .take(LOOKED_AT)
            .filter(|(id, _)| !inside(*id))
            .max_by_key(|(_, count)| *count);
        let id = before.map_or(best.id(), |(id, _)| *id);
        self.html.tree.get(id).and_then(ElementRef::wrap)
    }
}

/// Whether words in these open blocks are the page's own, in no frame: a paragraph of a page that is nothing but its text.
fn is_flat(html: &Html, blocks: &[NodeId]) -> bool {
    blocks.len() < 2
        && blocks.iter().filter_map(|&id| html.tree.get(id)?.value().as_element()).all(|element| {
            matches!(element.name(), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "blockquote")
        })
}
