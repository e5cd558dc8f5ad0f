//! Citations that an editor resolved by hand: links to `regulation:<id>` in a notice's Markdown. They stand above every
//! other method. It must not look for mentions in the text.

use std::ops::Range;

use super::find::pins_from;
use super::{Citation, Form, Mention, Method, Resolution, bounds};
use crate::notice::{Mark, MarkKind, Notice};
use crate::regulation::Regulation;

/// What an editor's link to a regulation begins with.
const SCHEME: &str = "regulation:";

/// The id that an editor's link names, right or wrong; `None` for a link to anything else.
pub fn target(mark: &Mark) -> Option<&str> {
    match &mark.kind {
        MarkKind::Link(address) => address.strip_prefix(SCHEME),
        _ => None,
    }
}

/// An editor's link that names no regulation there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it names.
    pub id: Box<str>,
    /// The address as it stands in the Markdown.
    pub address: Box<str>,
}

/// Puts the editor's links over the citations that were found: one that lies in a link means what the link says, a link
/// without one is a citation of its own. Returns the links that name no regulation.
pub fn apply(notice: &Notice, citations: &mut Vec<Citation>, regulations: &[Regulation]) -> Vec<Unknown> {
    let mut unknown = Vec::new();
    for (block, (place, content)) in notice.blocks().into_iter().enumerate() {
        for mark in &content.marks {
            let Some(id) = target(mark) else { continue };
            let Some(there) = regulations.iter().find(|one| one.id.as_str() == id) else {
                unknown.push(Unknown { id: id.into(), address: format!("{SCHEME}{id}").into() });
                continue;
            };
            let resolution = Resolution::Resolved { regulation: there.id.clone(), method: Method::Editor };
            let meets = |citation: &&mut Citation| {
                citation.block == block && overlap(&citation.mention.span, &mark.span)
            };
            let mut met = citations.iter_mut().filter(meets).peekable();
            if met.peek().is_some() {
                let text = content.text.source();
                met.for_each(|citation| lead(citation, text, there, &resolution));
                continue;
            }
            let name: Box<str> = name(content.text.source(), &mark.span);
            let mention = Mention {
                span: mark.span.clone(),
                title: mark.span.clone(),
                form: Form::Bare,
                name: name.clone(),
                number: None,
                version: None,
                pins: Vec::new(),
                defines: None,
            };
            let (bounds, edition) = (Vec::new(), None);
            citations.push(Citation { block, place, mention, resolution, document: name, bounds, edition });
        }
    }
    citations.sort_by_key(|citation| (citation.block, citation.mention.span.start));
    unknown
}

/// Leads a citation to another regulation than was decided: its places are looked for there, in that one's order. `text`
/// is the block that it stands in.
fn lead(citation: &mut Citation, text: &str, to: &Regulation, resolution: &Resolution) {
    // The pins are as the regulation before orders and has them, which says nothing of this one.
    if let Some(first) = citation.mention.pins.first() {
        citation.mention.pins = pins_from(text, first.span.start);
    }
    citation.bounds = bounds::check(Some(to), &mut citation.mention.pins);
    if let Some(year) = citation.mention.version {
        citation.edition = Some(bounds::edition(to, year));
    }
    citation.resolution = resolution.clone();
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn name(text: &str, span: &Range<usize>) -> Box<str> {
    let words: String = text.chars().skip(span.start).take(span.len()).collect();
    words.trim_matches(['《', '》']).into()
}
