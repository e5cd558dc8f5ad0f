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

/// What a block is on its page, as far as its markup depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// A heading that stands by itself: its lines are to break after a mark rather than inside a phrase.
    Heading,
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
        /// The number of what it leads to in the page's list, for paper, where nothing can be followed.
        number: usize,
    },
    /// A link without an id: to a place inside what a citation cites.
    Pin {
        /// The characters it covers.
        span: Range<usize>,
        /// Its address on this page.
        href: String,
    },
    /// A citation that leads nowhere: marked and addressable, not linked.
    Open {
        /// The characters it covers.
        span: Range<usize>,
        /// Its `id`; empty for a place inside a citation that has one.
        id: String,
    },
    /// The marker of a directive or point.
    Marker {
        /// The characters it covers.
        span: Range<usize>,
    },
    /// Words to be singled out: what a citing sentence cites, what differs between scripts.
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
            | Self::Pin { span, .. }
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
///
/// Its characters are those that are [written](Shown::written): where a style shows another mark, that one is only drawn
/// (`data-shown`, by the style sheet), so that what is copied, searched or read by a program is the source's own.
pub fn block(text: &Shown, marks: &[Mark], overlays: &[Overlay], role: Role) -> Html {
    let links: Vec<Range<usize>> = overlays
        .iter()
        .filter(|overlay| matches!(overlay, Overlay::Link { .. } | Overlay::Pin { .. }))
        .map(Overlay::span)
        .collect();
    let mut tags: Vec<Tag> = overlays.iter().filter_map(overlay_tag).collect();
    // A link inside a link is not HTML: where an editor's link meets a citation, the citation has it.
    let clear = |mark: &&Mark| {
        !matches!(mark.kind, MarkKind::Link(_))
            || links.iter().all(|link| link.end <= mark.span.start || mark.span.end <= link.start)
    };
    tags.extend(marks.iter().filter(clear).map(mark_tag));
    if role == Role::Heading
        || text.as_str() != text.written()
        || text.written().chars().any(|c| is_joint(c) || is_half_width(c))
    {
        let characters: Vec<char> = text.written().chars().collect();
        if role == Role::Heading {
            let phrases = phrases(&characters, &tags);
            tags.extend(phrases);
        }
        let kept = kept_together(&characters, &tags);
        tags.extend(kept);
        let restyled = restyled(&characters, text);
        let half_width_marks = half_width_marks(&characters, &tags, &restyled);
        tags.extend(half_width_marks);
        tags.extend(restyled);
    }
    tags.sort_by_key(|tag| (tag.span.start, std::cmp::Reverse(tag.span.end)));
    // A reference is a link as well: where it would stand inside another, it stands behind that one.
    let anchors: Vec<Range<usize>> =
        tags.iter().filter(|tag| tag.close == "</a>").map(|tag| tag.span.clone()).collect();
    let behind = |at: usize| {
        let around = anchors.iter().filter(|anchor| anchor.start < at && at < anchor.end);
        around.map(|anchor| anchor.end).max().unwrap_or(at)
    };
    let mut insertions: Vec<(usize, String)> =
        overlays.iter().filter_map(insertion).map(|(at, markup)| (behind(at), markup)).collect();
    insertions.sort_by_key(|(at, _)| *at);
    Html(weave(text.written(), tags, insertions))
}

/// The phrases of a heading: up to and with each mark that ends one. Nothing that is marked otherwise is cut.
fn phrases(characters: &[char], tags: &[Tag]) -> Vec<Tag> {
    let whole = |at: &usize| tags.iter().all(|tag| *at <= tag.span.start || tag.span.end <= *at);
    let ends = (1..characters.len()).filter(|&at| {
        matches!(characters[at - 1], ',' | '，' | ';' | '；' | ':' | '：' | '。' | '！' | '？' | '、')
            && !is_closing(characters[at])
    });
    let mut cuts: Vec<usize> = std::iter::once(0).chain(ends.filter(whole)).collect();
    if cuts.len() == 1 {
        return Vec::new();
    }
    cuts.push(characters.len());
    let phrase = |cut: &[usize]| Tag {
        span: cut[0]..cut[1],
        open: r#"<span class="phrase">"#.to_owned(),
        close: "</span>",
    };
    cuts.windows(2).map(phrase).collect()
}

/// Marks that no line may begin with although browsers let it, each with the character before it; periods whole
/// (2018—2035).
fn kept_together(characters: &[char], tags: &[Tag]) -> Vec<Tag> {
    let mark = |c: &char| is_joint(*c);
    let digit = |c: &char| c.is_ascii_digit();
    let whole = |span: &Range<usize>| {
        tags.iter()
            .flat_map(|tag| [tag.span.start, tag.span.end])
            .all(|at| at <= span.start || span.end <= at)
    };
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 1;
    while at < characters.len() {
        if !mark(&characters[at]) {
            at += 1;
            continue;
        }
        let mut end = at + characters[at..].iter().take_while(|c| mark(c)).count();
        let digits = characters[..at].iter().rev().take_while(|c| digit(c)).count();
        if digits > 0 {
            end += characters[end..].iter().take_while(|c| digit(c)).count();
        }
        spans.push(at - digits.max(1)..end);
        at = end;
    }
    let tag = |span: Range<usize>| Tag { span, open: r#"<span class="keep">"#.to_owned(), close: "</span>" };
    spans.into_iter().filter(whole).map(tag).collect()
}

/// The marks that are shown as others.
fn restyled(characters: &[char], text: &Shown) -> Vec<Tag> {
    let shown = text.as_str();
    if shown == text.written() {
        return Vec::new();
    }
    let other = |(at, (written, shown)): (usize, (&char, char))| {
        (*written != shown).then(|| Tag {
            span: at..at + 1,
            open: format!(r#"<span data-shown="{}"><i>"#, attribute(shown.encode_utf8(&mut [0; 4]))),
            close: "</i></span>",
        })
    };
    characters.iter().zip(shown.chars()).enumerate().filter_map(other).collect()
}

/// Half-width marks between Han characters, or at the end, where a heading may run into its text. Sources that are typed
/// with them keep them; the style sheet gives them the room that a full-width mark has. The character before the mark
/// is taken in, for browsers break lines badly where a box begins with a mark that no line may begin with. So a mark
/// that follows the end of something else stays as it is.
fn half_width_marks(characters: &[char], tags: &[Tag], restyled: &[Tag]) -> Vec<Tag> {
    let wide = |c: char| !c.is_ascii() && !c.is_whitespace();
    let between = |&at: &usize| {
        is_half_width(characters[at])
            && wide(characters[at - 1])
            && characters.get(at + 1).is_none_or(|&next| wide(next) && !is_closing(next))
            && tags.iter().all(|tag| tag.span.start != at && tag.span.end != at)
            && restyled.binary_search_by_key(&at, |tag| tag.span.start).is_err()
    };
    let tag =
        |at: usize| Tag { span: at - 1..at + 1, open: r#"<span class="half">"#.to_owned(), close: "</span>" };
    (1..characters.len()).filter(between).map(tag).collect()
}

const fn is_joint(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '·' | '‧' | '・' | '~' | '～')
}

const fn is_half_width(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '?' | '!')
}

const fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕')
}

/// Writes the text with its tags, closing and opening again where two of them overlap without nesting.
fn weave(text: &str, tags: Vec<Tag>, insertions: Vec<(usize, String)>) -> String {
    if tags.is_empty() && insertions.is_empty() {
        let mut out = String::with_capacity(text.len());
        escape_text(&mut out, text);
        return out;
    }
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
        Overlay::Link { href, id, number, .. } => (
            format!(
                r#"<a class="cite" id="{}" href="{}" data-number="{number}">"#,
                attribute(id),
                address(href)
            ),
            "</a>",
        ),
        Overlay::Pin { href, .. } => (format!(r#"<a class="place-of" href="{}">"#, address(href)), "</a>"),
        Overlay::Open { id, .. } if id.is_empty() => (r#"<span class="cite open">"#.to_owned(), "</span>"),
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
        MarkKind::Untranslated => (r#"<span translate="no">"#.to_owned(), "</span>"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Converter, Edition, Script, Terms, Text};

    fn shown(words: &str) -> Shown {
        let text = Text::new(words, Script::Hant);
        let converter = Converter::new(&Terms::default()).unwrap();
        converter.show(&[&text], Edition::Hant, &Terms::default()).unwrap().remove(0)
    }

    #[test]
    fn a_heading_breaks_after_marks() {
        let html = block(&shown("一要站穩,看遠。"), &[], &[Overlay::Marker { span: 0..2 }], Role::Heading);
        assert_eq!(
            html.as_str(),
            "<span class=\"phrase\"><span class=\"marker\">一要</span>站<span class=\"half\">穩,</span></span>\
             <span class=\"phrase\">看遠。</span>"
        );
    }

    #[test]
    fn a_citation_is_not_cut() {
        let link = Overlay::Link { span: 2..9, href: "#".to_owned(), id: "citation-1".to_owned(), number: 1 };
        let html = block(&shown("落實《水、土、氣》。"), &[], &[link], Role::Heading);
        assert_eq!(
            html.as_str(),
            "落實<a class=\"cite\" id=\"citation-1\" href=\"#\" data-number=\"1\">《水、土、氣》</a>。"
        );
    }

    #[test]
    fn a_note_on_the_start_of_a_citation_stands_behind_it() {
        let link = Overlay::Link { span: 2..5, href: "#".to_owned(), id: "citation-1".to_owned(), number: 1 };
        let note = Overlay::NoteReference { at: 3, number: 1, label: "註1".to_owned() };
        let html = block(&shown("落實《水》。"), &[], &[link, note], Role::Text);
        assert!(html.as_str().contains("《水》</a><sup class=\"note-ref\""), "{}", html.as_str());
    }

    #[test]
    fn only_marks_between_han_characters_get_room() {
        let html = block(&shown("共1,200人,已到:“請坐!”"), &[], &[], Role::Text);
        assert_eq!(
            html.as_str(),
            "共1,200<span class=\"half\">人,</span>已<span class=\"half\">到:</span>“請坐!”"
        );
    }

    #[test]
    fn a_mark_that_is_shown_as_another_stays_itself() {
        let style = crate::script::Style { punctuation: crate::script::Punctuation::Fullwidth };
        let converter = Converter::new(&Terms::default()).unwrap().with_style(style);
        let text = Text::new("會,共1,200人", Script::Hant);
        let shown = converter.show(&[&text], Edition::Hant, &Terms::default()).unwrap().remove(0);
        let html = block(&shown, &[], &[Overlay::Highlight { span: 0..2 }], Role::Text);
        assert_eq!(html.as_str(), "<mark>會<span data-shown=\"，\"><i>,</i></span></mark>共1,200人");
    }

    #[test]
    fn periods_are_kept_together() {
        let html = block(&shown("規劃(2018—2035年)"), &[], &[], Role::Text);
        assert_eq!(html.as_str(), "規劃(<span class=\"keep\">2018—2035</span>年)");
    }
}
