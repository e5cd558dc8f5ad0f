//! What an element of a page is to who reads a notice: text, something that is not shown, furniture of the site. It must
//! not know which words it holds.

use ego_tree::NodeRef;
use scraper::node::{Element, Node};

/// Words of an element's class, id or role that say what it is: not the notice, but what stands on the page beside it.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "comment", "comments", "commentlist", "commentary", "reply", "replies", "replylist", "discuss", "discussion",
    "related", "recommend", "recommended", "sidebar", "sidenav", "nav", "navbar", "navigation", "menu", "breadcrumb",
    "breadcrumbs", "footer", "copyright", "complementary", "contentinfo", "pinglun", "disqus",
];

/// What an element is to who reads a notice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    /// It holds no words: a script, a picture.
    Nothing,
    /// It is not shown.
    Hidden,
    /// It is struck out.
    Deleted,
    /// A button, or a place to write into.
    Field,
    /// It is shown where scripts do not run.
    Noscript,
    /// Words beside the text: inside the main text they belong to it.
    Aside,
    /// Ways through the site, comments of readers, other pages.
    Furniture,
}

/// A form is text: site builders put whole pages and articles into one.
pub(super) fn role(node: &NodeRef<'_, Node>) -> Role {
    let Some(element) = node.value().as_element() else { return Role::Text };
    match element.name() {
        "script" | "style" | "template" | "head" | "iframe" | "svg" | "object" | "audio" | "video" => {
            Role::Nothing
        }
        _ if is_hidden(element) => Role::Hidden,
        "del" | "s" | "strike" => Role::Deleted,
        "button" | "select" | "textarea" => Role::Field,
        "noscript" => Role::Noscript,
        "nav" | "footer" => Role::Furniture,
        "html" | "body" => Role::Text,
        _ if is_furniture(element) => Role::Furniture,
        "aside" => Role::Aside,
        _ => Role::Text,
    }
}

fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"))
}

/// Whether its class, id or role has a word for furniture: comment-list, newsComments, related_news. A frame of the
/// whole page that says what else stands in it (with-sidebar) has others too.
fn is_furniture(element: &Element) -> bool {
    ["class", "id", "role"]
        .into_iter()
        .filter_map(|name| element.attr(name))
        .flat_map(str::split_whitespace)
        .any(|name| {
            let words = words_of(name);
            words.iter().any(|word| FURNITURE.contains(&word.as_str()))
                && !words.iter().any(|word| {
                    matches!(word.as_str(), "with" | "has" | "no" | "main" | "page" | "wrapper" | "layout")
                })
        })
}

/// The words of a name in a page: at hyphens, underlines and capitals.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words
}
