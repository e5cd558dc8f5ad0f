//! `citations.json` and `citations.csv`: every citation of the notices of a year, in the words and the script of the source. One row
//! a citation: notice, directive, span (characters of the block), quote, name, target, article, method or reason.

use serde::Serialize;

use super::{File, data};
use crate::brief::{Brief, Excerpt};
use crate::citation::Resolution;
use crate::digest::Digest;
use crate::site::{Entry, Site};

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
    /// The places it points to (`art_12__para_1`, `chp_3`), in reading order, joined by a space.
    article: String,
    /// How it was resolved; absent where it is open.
    method: Option<&'static str>,
    /// Why it is open, or what of it leads nowhere: a version that was amended since, a place that is not there.
    reason: Option<&'static str>,
}

pub(super) fn files(site: &Site) -> Vec<File<'_>> {
    site.years().into_iter().flat_map(|(year, entries)| of(site, year, entries)).collect()
}

fn of<'s>(site: &'s Site, year: i16, entries: &'s [Entry]) -> [File<'s>; 2] {
    let cites = |entry: &&Entry| !entry.brief.excerpts.is_empty();
    let depends = |entry: &'s Entry| {
        let targets: Vec<_> =
            entry.targets.iter().map(|target| target.map(|index| &site.regulations[index].id)).collect();
        (&entry.brief.id, entry.published(), &entry.brief.excerpts, targets)
    };
    let depends = Digest::of(&entries.iter().filter(cites).map(depends).collect::<Vec<_>>());
    let rows = move || entries.iter().flat_map(|entry| rows(site, entry)).collect::<Vec<Row>>();
    let json = move || {
        let mut json = serde_json::to_vec_pretty(&rows()).unwrap_or_default();
        json.push(b'\n');
        json
    };
    [
        File { route: data::of_year(year, "citations.json"), depends, make: Box::new(json) },
        File {
            route: data::of_year(year, "citations.csv"),
            depends,
            make: Box::new(move || super::csv(rows())),
        },
    ]
}

fn rows(site: &Site, entry: &Entry) -> impl Iterator<Item = Row> {
    let excerpts = entry.brief.excerpts.iter().zip(&entry.targets);
    excerpts.map(|(excerpt, target)| {
        let target = target.map(|index| site.regulations[index].id.to_string());
        row(&entry.brief, excerpt, target)
    })
}

fn row(brief: &Brief, excerpt: &Excerpt, target: Option<String>) -> Row {
    let citation = &excerpt.citation;
    let mention = &citation.mention;
    let method = match &citation.resolution {
        Resolution::Resolved { method, .. } => Some(method.name()),
        Resolution::Open(_) => None,
    };
    Row {
        notice: brief.id.to_string(),
        published: brief.published.to_string(),
        directive: citation.place.directive,
        point: citation.place.point,
        block: citation.block + 1,
        start: mention.span.start,
        end: mention.span.end,
        quote: excerpt.words(),
        name: mention.name.to_string(),
        number: mention.number.as_deref().map(str::to_owned),
        registered: method.is_some() && target.is_some(),
        target,
        article: mention.pins.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        method,
        reason: citation.reason_name(),
    }
}
