//! `citations.json` and `citations.csv`: every citation of the notices of a year, in the words and the script of the source. One row
//! a citation: notice, directive, span (characters of the block), quote, name, target, article, method or reason.

use serde::Serialize;

use super::{File, data};
use crate::citation::Resolution;
use crate::site::{Entry, Linked, Site};

/// One row. Empty where there is nothing to say.
#[derive(Debug, Serialize)]
struct Row {
    /// The notice's id.
    notice: String,
    /// The day it was published.
    published: String,
    /// The number of the directive in it.
    directive: Option<usize>,
    /// The number of the point in that.
    point: Option<usize>,
    /// The number of the block in the notice, from 1, in reading order.
    block: usize,
    /// Where the citation begins and ends in its block, in characters from 0, the end excluded.
    start: usize,
    end: usize,
    /// The words that stand there.
    quote: String,
    /// The name as cited.
    name: String,
    /// The document number that stands with it.
    number: Option<String>,
    /// The id of the regulation that it leads to.
    target: Option<String>,
    /// Whether somebody has registered that regulation.
    registered: bool,
    /// The places it points to (`art_12__para_1`), joined by a space.
    article: String,
    /// How it was resolved; absent where it is open.
    method: Option<&'static str>,
    /// Why it is open; absent where it is resolved.
    reason: Option<&'static str>,
}

pub(super) fn files(site: &Site) -> Vec<File> {
    let files = |(year, entries): (i16, &[Entry])| {
        let rows: Vec<Row> = entries.iter().flat_map(rows).collect();
        let mut json = serde_json::to_vec_pretty(&rows).unwrap_or_default();
        json.push(b'\n');
        [
            File { route: data::of_year(year, "citations.json"), bytes: json },
            File { route: data::of_year(year, "citations.csv"), bytes: super::csv(rows) },
        ]
    };
    site.years().into_iter().flat_map(files).collect()
}

fn rows(entry: &Entry) -> impl Iterator<Item = Row> {
    let blocks = entry.notice.blocks();
    entry
        .citations
        .iter()
        .map(move |linked| row(entry, linked, blocks[linked.citation.block].1.text.source()))
}

fn row(entry: &Entry, Linked { citation, regulation }: &Linked, text: &str) -> Row {
    let mention = &citation.mention;
    let pins: Vec<String> = mention.pins.iter().map(ToString::to_string).collect();
    let (method, reason) = match &citation.resolution {
        Resolution::Resolved { method, .. } => (Some(method.name()), None),
        Resolution::Open(reason) => (None, Some(reason.name())),
    };
    Row {
        notice: entry.notice.id.to_string(),
        published: entry.published().to_string(),
        directive: citation.place.directive,
        point: citation.place.point,
        block: citation.block + 1,
        start: mention.span.start,
        end: mention.span.end,
        quote: text.chars().skip(mention.span.start).take(mention.span.len()).collect(),
        name: mention.name.to_string(),
        number: mention.number.as_deref().map(str::to_owned),
        target: regulation.as_ref().map(ToString::to_string),
        registered: method.is_some(),
        article: pins.join(" "),
        method,
        reason,
    }
}
