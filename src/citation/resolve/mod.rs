//! Decides which regulation each mention means, by the methods of [`Method`] in their order. Where two answers are
//! possible the answer is that it is open. It never compares by similarity, and it must not look for mentions itself,
//! beyond the names that only the registry and the text's own definitions know.

mod before;
mod context;
mod decide;
mod gather;
mod legislation;
mod names;
mod place;
mod whose;

use super::bounds;
use super::plain::Plain;
use super::{Citation, Edition, Mention, Method, Registry, Resolution, words};
use crate::notice::{Notice, Place};
use crate::regulation::{Regulation, RegulationId};
use decide::Decider;

/// How a text is to be read, beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// The regulation whose own text it is: what 本條例 means. A notice has none.
    pub own: Option<&'a RegulationId>,
    /// The text's own document number, which is no citation.
    pub own_number: Option<&'a str>,
}

/// The citations of a notice, in reading order.
pub fn resolve(notice: &Notice, registry: &Registry<'_>) -> Vec<Citation> {
    let texts = notice.each_block().map(|(place, block)| (place, block.text.source()));
    let own_number = notice.facts.document_number.as_ref().map(|number| number.source());
    // Where a notice comes from says under whose laws it stands, as its words do.
    let facts = &notice.facts;
    let meeting = &facts.meeting;
    let about: Vec<&str> =
        [&facts.title, &facts.source, &facts.document_number, &meeting.convener, &meeting.attended]
            .into_iter()
            .flatten()
            .map(crate::script::Text::source)
            .collect();
    let from: Vec<&str> =
        [&facts.source, &meeting.convener].into_iter().flatten().map(crate::script::Text::source).collect();
    resolve_with(texts, &about, &from, registry, Reading { own: None, own_number })
}

/// The citations of the held text of a regulation, in reading order: blocks are those of [`Held::texts`].
///
/// [`Held::texts`]: crate::regulation::Held::texts
pub fn resolve_held(regulation: &Regulation, registry: &Registry<'_>) -> Vec<Citation> {
    let Some(held) = &regulation.held else { return Vec::new() };
    let texts: Vec<(Place, &str)> =
        held.texts().into_iter().map(|(_, text)| (Place::default(), text.source())).collect();
    let own_number = regulation.number.as_ref().map(|number| number.source());
    resolve_texts(&texts, registry, Reading { own: Some(&regulation.id), own_number })
}

/// The citations of a text in blocks, each with its place, in reading order.
pub fn resolve_texts(
    texts: &[(Place, &str)],
    registry: &Registry<'_>,
    reading: Reading<'_>,
) -> Vec<Citation> {
    resolve_with(texts.iter().copied(), &[], &[], registry, reading)
}

/// The citations of a text, with what stands beside it: only under whose laws it is written is read from that, and, of
/// whom it is from, which place is its own.
fn resolve_with<'t>(
    texts: impl Iterator<Item = (Place, &'t str)> + Clone,
    about: &[&str],
    from: &[&str],
    registry: &Registry<'_>,
    reading: Reading<'_>,
) -> Vec<Citation> {
    let passages: Vec<Passage> = texts
        .clone()
        .enumerate()
        .filter(|(_, (_, text))| may_cite(text))
        .map(|(block, (place, text))| Passage { block, place, plain: Plain::new(text) })
        .collect();
    let gathered = gather::gather(&passages, registry);
    let all = texts.map(|(_, text)| text).chain(about.iter().copied());
    let elsewhere = legislation::is_elsewhere(all, &passages);
    let mut decider = Decider::new(&passages, &gathered, registry, reading, elsewhere, from);
    let mut decided = Vec::with_capacity(gathered.mentions.iter().map(Vec::len).sum());
    for (passage, found) in gathered.mentions.iter().enumerate() {
        decided.extend((0..found.len()).map(|index| decider.decide(passage, index)));
    }
    drop(decider);
    // The mentions move into the citations: a text of many megabytes has too many of them to be copied.
    let mut decided = decided.into_iter();
    let mut citations = Vec::new();
    for (passage, found) in passages.iter().zip(gathered.mentions) {
        for (found, decided) in found.into_iter().zip(decided.by_ref()) {
            let Some(decided) = decided else { continue };
            let before = &passage.plain.folded[..found.lead];
            // 已废止的《某条例》 is that very ordinance, where it is known to be repealed; else a version of before.
            let repealed = decided.regulation.and_then(|index| registry.regulation(index).repeal(None));
            let earlier = words::is_earlier(before) || (words::is_repealed(before) && repealed.is_none());
            let marks = found.name.get(1).map(|suffix| suffix.start);
            let mut citation = citation(passage, found.mention, marks, decided, registry);
            if earlier && matches!(citation.resolution, Resolution::Resolved { .. }) {
                citation.edition.get_or_insert(Edition::Superseded);
            }
            citations.push(citation);
        }
    }
    citations
}

/// A block that may have citations. Most have none: those that may are numbered by themselves, in reading order.
struct Passage {
    /// Its number among all blocks.
    block: usize,
    place: Place,
    plain: Plain,
}

/// Whether a text can have a citation at all: most paragraphs have none, and need not be folded.
fn may_cite(text: &str) -> bool {
    text.contains([
        '《', '「', '『', '〈', '︽', '≪', '«', '﹁', '﹃', '第', '号', '號', '该', '該', '同', '<', '称',
        '稱', '本',
    ])
}

/// What was decided of a mention.
struct Decided {
    resolution: Resolution,
    /// The name of the document it means, in full.
    document: Box<str>,
    /// The regulation, as the registry counts.
    regulation: Option<usize>,
    /// How much of the mention holds: with `false`, its pins belong to another document.
    pins: bool,
}

fn citation(
    passage: &Passage,
    mut mention: Mention,
    marks: Option<usize>,
    decided: Decided,
    registry: &Registry<'_>,
) -> Citation {
    if !decided.pins {
        mention.pins.clear();
        // The marks alone: what goes on behind them has no text that could be meant.
        mention.title.end = marks.unwrap_or(mention.title.end);
        mention.span = mention.title.clone();
    }
    let mut edition = None;
    let regulation = decided.regulation.map(|index| registry.regulation(index));
    let bounds = bounds::check(regulation, &mut mention.pins);
    if let (Some(regulation), Some(year)) = (regulation, mention.version) {
        edition = Some(bounds::edition(regulation, year));
    }
    let resolution = decided.resolution;
    let Passage { block, place, .. } = *passage;
    Citation { block, place, mention, resolution, document: decided.document, bounds, edition }
}

/// Resolved to a regulation by a method.
fn resolved(registry: &Registry<'_>, index: usize, method: Method) -> Resolution {
    Resolution::Resolved { regulation: registry.regulation(index).id.clone(), method }
}
