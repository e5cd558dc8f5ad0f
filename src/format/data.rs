//! The whole site's data: what a page of its own explains. One line a notice, by year (`data/2021/notices.jsonl`); its
//! citations, by year; all regulations; the list of these files (`data/index.json`); the schema of the forms beside the
//! pages. Nothing here holds a notice's text: that is in the notice's own form, so a new notice costs its year's lines.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::File;
use super::forms::{kind_name, offered_for_notices, source_edition};
use crate::config::Config;
use crate::digest::Digest;
use crate::notice::{Difference, Notice, NoticeId};
use crate::regulation::{FactKind, Regulation};
use crate::route::{Leaf, Route};
use crate::script::{Script, Term, Terms};
use crate::site::{Entry, Site};

/// The schema of every `index.json`, as the site publishes it (JSON Schema 2020-12).
pub const SCHEMA: &str = include_str!("schema.json");

/// Where the schema stands.
pub fn schema() -> Route {
    Route::Asset("data/schema.json".into())
}

/// Where the list of these files stands.
pub fn index() -> Route {
    Route::Asset("data/index.json".into())
}

/// Where all regulations stand.
pub fn regulations() -> Route {
    Route::Asset("data/regulations.csv".into())
}

/// Where it stands what the editions in the other script were converted with.
pub fn conversion() -> Route {
    Route::Asset("data/conversion.json".into())
}

/// What the editions in the other script were converted with: which converter, and the site's own words, each as a pair,
/// Simplified first. Whoever has the same converter can convert the source again and compare.
pub(crate) fn conversion_file(converter: &str, terms: &Terms) -> File<'static> {
    let form = Conversion { converter, terms: pairs(terms) };
    let mut text = serde_json::to_string_pretty(&form).unwrap_or_default();
    text.push('\n');
    File::made(conversion(), text)
}

fn pairs(terms: &Terms) -> Vec<[&str; 2]> {
    let pair = |term| [Script::Hans, Script::Hant].map(|script| Term::in_script(term, script));
    terms.entries().iter().map(pair).collect()
}

/// Where a file of a year stands.
pub fn of_year(year: i16, name: &str) -> Route {
    Route::Asset(format!("data/{year:04}/{name}").into())
}

/// Where the bytes of a notice's seed stand: beside its page in the edition of its script. `None` where nothing holds
/// the notice against a seed. A page of the web is offered as text, so that no browser runs what is in it.
pub fn seed(config: &Config, notice: &Notice) -> Option<Route> {
    let facts = &notice.facts;
    seed_of(config, &notice.id, facts.script, facts.seed.as_deref().filter(|_| facts.sha256.is_some()))
}

/// The same for a notice of which only this is known; `name` is its seed's.
pub fn seed_of(config: &Config, id: &NoticeId, script: Option<Script>, name: Option<&str>) -> Option<Route> {
    let ending = name?.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let ending = match ending.as_str() {
        "docx" => "docx",
        "html" | "htm" | "shtml" | "xhtml" => "html.txt",
        "md" | "markdown" => "md.txt",
        _ => "txt",
    };
    let page = Route::Page(source_edition(config, script), Leaf::Notice(id.clone())).path();
    Some(Route::Asset(format!("{page}seed.{ending}").into()))
}

#[derive(Serialize)]
struct Conversion<'s> {
    converter: &'s str,
    terms: Vec<[&'s str; 2]>,
}

#[derive(Serialize)]
struct Line<'s> {
    id: &'s str,
    published: Date,
    title: &'s str,
    source: &'s str,
    language: &'static str,
    document_number: Option<&'s str>,
    directives: usize,
    citations: usize,
    seed_sha256: Option<&'s str>,
    seed: Option<String>,
    differences: Vec<DifferenceForm<'s>>,
    terms: Vec<[&'s str; 2]>,
    pages: Vec<PageLink>,
}

/// Where the notice intentionally differs from its seed: the same as in its front matter, in the script of the source.
#[derive(Serialize)]
pub(super) struct DifferenceForm<'s> {
    seed: &'s str,
    notice: &'s str,
    reason: &'s str,
}

impl<'s> DifferenceForm<'s> {
    pub(super) fn all(differences: &'s [Difference]) -> Vec<Self> {
        let form = |one: &'s Difference| Self { seed: &one.seed, notice: &one.notice, reason: &one.reason };
        differences.iter().map(form).collect()
    }
}

#[derive(Serialize)]
struct PageLink {
    language: &'static str,
    url: String,
    forms: Vec<String>,
}

#[derive(Serialize)]
struct Index {
    base: String,
    schema: String,
    conversion: String,
    regulations: String,
    years: Vec<YearFiles>,
}

#[derive(Serialize)]
struct YearFiles {
    year: i16,
    notices: String,
    citations_csv: String,
    citations_json: String,
}

#[derive(Serialize)]
struct RegulationRow<'s> {
    id: &'s str,
    name: &'s str,
    number: Option<&'s str>,
    language: &'static str,
    kind: &'static str,
    registered: bool,
    repealed: bool,
    articles: Option<u32>,
    text_held: bool,
    passed: Option<Date>,
    passed_by: Option<&'s str>,
    issued: Option<Date>,
    in_force: Option<Date>,
    amended: Option<Date>,
    repealed_on: Option<Date>,
    aliases: String,
    sources: String,
    url: String,
}

/// All of them but the citations, which have a file of their own.
pub(super) fn files(site: &Site) -> Vec<File<'_>> {
    let config = &site.config;
    let years = site.years();
    let mut files: Vec<File<'_>> =
        years.iter().map(|(year, entries)| lines(config, *year, entries)).collect();
    let year_files = |(year, _): &(i16, &[Entry])| YearFiles {
        year: *year,
        notices: of_year(*year, "notices.jsonl").url(&config.base_url),
        citations_csv: of_year(*year, "citations.csv").url(&config.base_url),
        citations_json: of_year(*year, "citations.json").url(&config.base_url),
    };
    let list = Index {
        base: config.base_url.to_string(),
        schema: schema().url(&config.base_url),
        conversion: conversion().url(&config.base_url),
        regulations: regulations().url(&config.base_url),
        years: years.iter().map(year_files).collect(),
    };
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    files.push(File::made(index(), text));
    files.push(File::made(schema(), SCHEMA.to_owned()));
    let depends = (0..site.regulations.len()).map(|index| site.known(index)).collect::<Vec<_>>();
    let rows = move || super::csv(site.regulations.iter().map(|regulation| row(config, regulation)));
    files.push(File { route: regulations(), depends: Digest::of(&depends), make: Box::new(rows) });
    files
}

/// A line for each notice of a year.
fn lines<'s>(config: &'s Config, year: i16, entries: &'s [Entry]) -> File<'s> {
    let known = |Entry { brief, .. }: &'s Entry| {
        let seed = (&brief.seed, &brief.sha256, &brief.differences);
        (brief.card, &brief.document_number, brief.excerpts.len(), seed)
    };
    let make = move || {
        let mut bytes = Vec::new();
        for entry in entries {
            // Writing to memory cannot fail.
            let _ = serde_json::to_writer(&mut bytes, &line(config, entry));
            bytes.push(b'\n');
        }
        bytes
    };
    let depends = Digest::of(&entries.iter().map(known).collect::<Vec<_>>());
    File { route: of_year(year, "notices.jsonl"), depends, make: Box::new(make) }
}

fn line<'s>(config: &Config, entry: &'s Entry) -> Line<'s> {
    let brief = &entry.brief;
    let leaf = Leaf::Notice(brief.id.clone());
    let page = |&edition: &crate::script::Edition| PageLink {
        language: edition.tag(),
        url: Route::Page(edition, leaf.clone()).url(&config.base_url),
        forms: offered_for_notices(config)
            .map(|form| Route::Form(edition, leaf.clone(), form).url(&config.base_url))
            .collect(),
    };
    let proven = brief.seed.as_deref().filter(|_| brief.sha256.is_some());
    let seed = seed_of(config, &brief.id, Some(brief.script()), proven);
    Line {
        id: brief.id.as_str(),
        published: brief.published,
        title: brief.title.source(),
        source: brief.source.source(),
        language: brief.script().tag(),
        document_number: brief.document_number.as_ref().map(|number| number.source()),
        directives: brief.offered.directives.len(),
        citations: brief.excerpts.len(),
        seed_sha256: brief.sha256.as_deref(),
        seed: seed.map(|route| route.url(&config.base_url)),
        differences: DifferenceForm::all(&brief.differences),
        terms: pairs(&brief.terms),
        pages: config.editions.iter().map(page).collect(),
    }
}

fn row<'s>(config: &Config, regulation: &'s Regulation) -> RegulationRow<'s> {
    // The last of each kind: an amendment before it is history.
    let date = |kind: FactKind| {
        regulation.facts.iter().filter(|fact| fact.kind == kind).filter_map(|fact| fact.date).max()
    };
    let words = |kind: FactKind| {
        let mut of_kind = regulation.facts.iter().filter(|fact| fact.kind == kind);
        of_kind.find_map(|fact| fact.value.as_ref()).map(|value| value.source())
    };
    let mut sources: BTreeMap<&str, ()> = BTreeMap::new();
    for fact in &regulation.facts {
        sources.extend(fact.sources.iter().map(|source| (&**source, ())));
    }
    let edition = source_edition(config, Some(regulation.script()));
    RegulationRow {
        id: regulation.id.as_str(),
        name: regulation.name.source(),
        number: regulation.number.as_ref().map(|number| number.source()),
        language: regulation.script().tag(),
        kind: kind_name(regulation.kind),
        registered: !regulation.stub,
        repealed: regulation.repeal(None).is_some(),
        articles: regulation.articles,
        text_held: regulation.held.is_some(),
        passed: date(FactKind::Passed),
        passed_by: words(FactKind::Passed),
        issued: date(FactKind::Issued),
        in_force: date(FactKind::InForce),
        amended: date(FactKind::Amended),
        repealed_on: date(FactKind::Repealed),
        aliases: regulation.aliases.iter().map(|alias| alias.source()).collect::<Vec<_>>().join("|"),
        sources: sources.into_keys().collect::<Vec<_>>().join(" "),
        url: Route::Page(edition, Leaf::Regulation(regulation.id.clone())).url(&config.base_url),
    }
}
