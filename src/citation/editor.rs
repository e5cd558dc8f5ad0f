//! Citations that an editor resolved by hand: links to `regulation:<id>` in a notice's Markdown. They stand above every
//! other method. It must not look for mentions in the text.

use std::ops::Range;

use super::{Citation, Form, Mention, Method, Resolution};
use crate::notice::{Mark, MarkKind, Notice};
use crate::regulation::{Regulation, RegulationId};

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
            let there = RegulationId::new(id).filter(|id| regulations.iter().any(|one| one.id == *id));
            let Some(regulation) = there else {
                unknown.push(Unknown { id: id.into(), address: format!("{SCHEME}{id}").into() });
                continue;
            };
            let resolution = Resolution::Resolved { regulation, method: Method::Editor };
            let meets = |citation: &&mut Citation| {
                citation.block == block && overlap(&citation.mention.span, &mark.span)
            };
            let mut met = citations.iter_mut().filter(meets).peekable();
            if met.peek().is_some() {
                met.for_each(|citation| citation.resolution = resolution.clone());
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

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn name(text: &str, span: &Range<usize>) -> Box<str> {
    let words: String = text.chars().skip(span.start).take(span.len()).collect();
    words.trim_matches(['《', '》']).into()
}
