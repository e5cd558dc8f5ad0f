//! Blocks as HTML for one edition: the text of a block, its marks, links and insertions become escaped HTML. The only
//! maker of [`Html`]. It must not know what is linked, where to, or how a text is converted.

use std::ops::Range;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
use serde::Serialize;

use crate::notice::{Mark, MarkKind};
use crate::script::Shown;

/// HTML that is whole and escaped: templates show it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Markup that the program itself wrote (a drawing): the caller vouches that nothing foreign is in it.
    pub(crate) fn own(markup: String) -> Self {
        Self(markup)
    }
}

/// What is laid over a block's text, beside its own marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A link with an id of its own: a citation.
    Link {
        /// The characters it covers.
        span: Range<usize>,
        /// Its address on this page.
        href: String,
        /// Its `id`.
        id: String,
    },
    /// A citation that leads nowhere: marked and addressable, not linked.
    Open {
        /// The characters it covers.
        span: Range<usize>,
        /// Its `id`.
        id: String,
    },
    /// The marker of a directive or point.
    Marker {
        /// The characters it covers.
        span: Range<usize>,
    },
    /// The words that a list of citing sentences is about.
    Highlight {
        /// The characters it covers.
        span: Range<usize>,
    },
    /// A reference to an editor's note, put in after a character; not part of the text.
    NoteReference {
        /// How many characters of the text stand before it.
        at: usize,
        /// The note's number on the page.
        number: usize,
        /// What it says to those who do not see it: “note 1”.
        label: String,
    },
}

impl Overlay {
    fn span(&self) -> Range<usize> {
        match self {
            Self::Link { span, .. }
            | Self::Open { span, .. }
            | Self::Marker { span }
            | Self::Highlight { span } => span.clone(),
            Self::NoteReference { at, .. } => *at..*at,
        }
    }
}

/// One thing that opens and closes around characters.
struct Tag {
    span: Range<usize>,
    open: String,
    close: &'static str,
}

/// The HTML of a block. Spans count characters of the text; the shown text has as many as the source.
pub fn block(text: &Shown, marks: &[Mark], overlays: &[Overlay]) -> Html {
    let links: Vec<Range<usize>> = overlays
        .iter()
        .filter(|overlay| matches!(overlay, Overlay::Link { .. }))
        .map(Overlay::span)
        .collect();
    let mut tags: Vec<Tag> = overlays.iter().filter_map(overlay_tag).collect();
    // A link inside a link is not HTML: where an editor's link meets a citation, the citation has it.
    let clear = |mark: &&Mark| {
        !matches!(mark.kind, MarkKind::Link(_))
            || links.iter().all(|link| link.end <= mark.span.start || mark.span.end <= link.start)
    };
    tags.extend(marks.iter().filter(clear).map(mark_tag));
    tags.sort_by_key(|tag| (tag.span.start, std::cmp::Reverse(tag.span.end)));
    let mut insertions: Vec<(usize, String)> = overlays.iter().filter_map(insertion).collect();
    insertions.sort_by_key(|(at, _)| *at);
    Html(weave(text.as_str(), tags, insertions))
}

/// Writes the text with its tags, closing and opening again where two of them overlap without nesting.
fn weave(text: &str, tags: Vec<Tag>, insertions: Vec<(usize, String)>) -> String {
    let mut out = String::with_capacity(text.len() + tags.len() * 48);
    let mut waiting = tags.into_iter().peekable();
    let mut inserting = insertions.into_iter().peekable();
    let mut open: Vec<Tag> = Vec::new();
    let mut plain = 0;
    let mut characters = text.char_indices();
    for index in 0.. {
        let offset = characters.next().map_or(text.len(), |(offset, _)| offset);
        let ends = open.iter().any(|tag| tag.span.end <= index);
        let starts = waiting.peek().is_some_and(|tag| tag.span.start <= index);
        let inserts = inserting.peek().is_some_and(|(at, _)| *at <= index);
        if ends || starts || inserts || offset == text.len() {
            escape_text(&mut out, &text[plain..offset]);
            plain = offset;
        }
        if ends {
            let first = open.iter().position(|tag| tag.span.end <= index).unwrap_or(open.len());
            open[first..].iter().rev().for_each(|tag| out.push_str(tag.close));
            open.retain(|tag| tag.span.end > index);
            open[first..].iter().for_each(|tag| out.push_str(&tag.open));
        }
        while let Some((_, markup)) = inserting.next_if(|(at, _)| *at <= index) {
            out.push_str(&markup);
        }
        if offset == text.len() {
            open.iter().rev().for_each(|tag| out.push_str(tag.close));
            return out;
        }
        while let Some(tag) = waiting.next_if(|tag| tag.span.start <= index) {
            out.push_str(&tag.open);
            open.push(tag);
        }
    }
    out
}

fn overlay_tag(overlay: &Overlay) -> Option<Tag> {
    let span = overlay.span();
    let (open, close) = match overlay {
        Overlay::Link { href, id, .. } => {
            (format!(r#"<a class="cite" id="{}" href="{}">"#, attribute(id), address(href)), "</a>")
        }
        Overlay::Open { id, .. } => {
            (format!(r#"<span class="cite open" id="{}">"#, attribute(id)), "</span>")
        }
        Overlay::Marker { .. } => (r#"<span class="marker">"#.to_owned(), "</span>"),
        Overlay::Highlight { .. } => ("<mark>".to_owned(), "</mark>"),
        Overlay::NoteReference { .. } => return None,
    };
    Some(Tag { span, open, close })
}

fn insertion(overlay: &Overlay) -> Option<(usize, String)> {
    let Overlay::NoteReference { at, number, label } = overlay else { return None };
    let label = attribute(label);
    let markup = format!(
        r##"<sup class="note-ref" data-not-source><a id="note-ref-{number}" href="#note-{number}" aria-label="{label}">{number}</a></sup>"##
    );
    Some((*at, markup))
}

fn mark_tag(mark: &Mark) -> Tag {
    let (open, close) = match &mark.kind {
        MarkKind::Emphasis => ("<em>".to_owned(), "</em>"),
        MarkKind::Strong => ("<strong>".to_owned(), "</strong>"),
        MarkKind::Code => ("<code>".to_owned(), "</code>"),
        MarkKind::Link(href) => (format!(r#"<a href="{}">"#, address(href)), "</a>"),
    };
    Tag { span: mark.span.clone(), open, close }
}

// Writing to a `String` cannot fail.

fn escape_text(out: &mut String, text: &str) {
    let _ = escape_html_body_text(out, text);
}

fn attribute(value: &str) -> String {
    let mut out = String::new();
    let _ = escape_html(&mut out, value);
    out
}

/// An address for `href`. One that would run a script leads nowhere.
fn address(href: &str) -> String {
    let scheme = href.split([':', '/', '?', '#']).next().unwrap_or("").trim().to_ascii_lowercase();
    let unsafe_scheme = href.contains(':') && matches!(scheme.as_str(), "javascript" | "data" | "vbscript");
    let mut out = String::new();
    let _ = escape_href(&mut out, if unsafe_scheme { "#" } else { href });
    out
}
