//! Verifying a published site, from its folder or over the network, by nothing but what it publishes: the list of sums
//! covers every file, the list of notices names each seed's hash, the seed's bytes have it, the body that the seed holds
//! is the text on the notice's page, and the pages in the other script have as many characters.
//!
//! It must not know how a page is made.

mod page;
mod shelf;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Message};
use crate::digest::sha256_hex;
use crate::import::ReadSeed;
use crate::progress::{Counter, Listener, Step};
use crate::proof;
use shelf::Shelf;

/// The list of sums.
const SUMS: &str = "SHA256SUMS";
/// The list of the files of data, which names the lists of notices.
const INDEX: &str = "data/index.json";
/// What a host reads and may keep to itself.
const FOR_HOSTS: &[&str] = &["_headers", "_redirects", "CNAME", ".nojekyll"];

/// What was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many files have the sum that the list names.
    pub files: usize,
    /// How many notices were held against their seeds.
    pub notices: usize,
}

#[derive(Deserialize)]
struct Index {
    base: String,
    years: Vec<Year>,
}

#[derive(Deserialize)]
struct Year {
    notices: String,
}

/// A line of the list of notices, as far as it is needed.
#[derive(Deserialize)]
struct Line {
    id: String,
    language: String,
    seed_sha256: Option<String>,
    seed: Option<String>,
    differences: Vec<Difference>,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
struct Difference {
    seed: String,
    notice: String,
}

#[derive(Deserialize)]
struct Page {
    language: String,
    url: String,
}

/// Verifies what lies in a folder, or at an address that begins with `http://` or `https://`.
pub fn verify(place: &str, listener: Listener<'_>) -> (Verified, Vec<Diagnostic>) {
    let shelf = Shelf::at(place);
    let mut diagnostics = Vec::new();
    let mut verified = Verified::default();
    let sums = match shelf.get(SUMS) {
        Ok(Some(bytes)) => sums(&String::from_utf8_lossy(&bytes)),
        Ok(None) => {
            return (verified, vec![Diagnostic::plain(Message::SumsMissing { place: place.to_owned() })]);
        }
        Err(problem) => return (verified, vec![problem]),
    };
    let counter = Counter::new(listener, Step::Verifying, sums.len());
    let check = |(path, sum): (&String, &String)| {
        counter.one_more();
        let problem = |message| Some(Diagnostic::plain(message));
        match shelf.get(path) {
            Ok(Some(bytes)) if sha256_hex(&bytes) == *sum => None,
            Ok(Some(_)) => problem(Message::FileAltered { path: path.clone() }),
            // A host that reads a file need not send it.
            Ok(None) if shelf.is_remote() && FOR_HOSTS.contains(&path.as_str()) => None,
            Ok(None) => problem(Message::FileGone { path: path.clone() }),
            Err(failed) => Some(failed),
        }
    };
    let problems: Vec<Diagnostic> = sums.par_iter().filter_map(check).collect();
    verified.files = sums.len() - problems.len();
    diagnostics.extend(problems);
    let unlisted = shelf.list().into_iter().filter(|path| path != SUMS && !sums.contains_key(path));
    diagnostics.extend(unlisted.map(|path| Diagnostic::plain(Message::FileUnlisted { path })));

    let (base, lines) = match notices(&shelf) {
        Ok(found) => found,
        Err(problem) => {
            diagnostics.push(problem);
            return (verified, diagnostics);
        }
    };
    let proven: Vec<Vec<Diagnostic>> =
        lines.par_iter().map(|line| prove(&shelf, &base, line, &sums)).collect();
    verified.notices = proven.iter().filter(|problems| problems.is_empty()).count();
    diagnostics.extend(proven.into_iter().flatten());
    (verified, diagnostics)
}

/// The list of sums, by path.
fn sums(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path.into(), sum.into()))
        .collect()
}

/// Every notice that the site lists, with the base address that its addresses begin with.
fn notices(shelf: &Shelf) -> Result<(String, Vec<Line>), Diagnostic> {
    let gone = |path: &str| Diagnostic::plain(Message::FileGone { path: path.to_owned() });
    let unreadable = |path: &str, error: &dyn std::fmt::Display| {
        Diagnostic::plain(Message::FileUnreadable { path: path.to_owned(), reason: error.to_string() })
    };
    let bytes = shelf.get(INDEX)?.ok_or_else(|| gone(INDEX))?;
    let index: Index = serde_json::from_slice(&bytes).map_err(|error| unreadable(INDEX, &error))?;
    let mut lines = Vec::new();
    for year in &index.years {
        let path = year.notices.strip_prefix(&index.base).unwrap_or(&year.notices);
        let bytes = shelf.get(path)?.ok_or_else(|| gone(path))?;
        for line in String::from_utf8_lossy(&bytes).lines() {
            lines.push(serde_json::from_str(line).map_err(|error| unreadable(path, &error))?);
        }
    }
    Ok((index.base, lines))
}

/// Follows the chain of one notice: hash, seed, body, pages.
fn prove(shelf: &Shelf, base: &str, line: &Line, sums: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let below = |url: &str| url.strip_prefix(base).unwrap_or(url).to_owned();
    let mut problems = Vec::new();
    let mut note = |message| problems.push(Diagnostic::plain(message));
    let mut texts: Vec<(&Page, String, page::Shown)> = Vec::new();
    for one in &line.pages {
        let path = format!("{}index.html", below(&one.url));
        match shelf.get(&path) {
            Ok(Some(bytes)) => texts.push((one, path, page::read(&String::from_utf8_lossy(&bytes)))),
            // Told where the sums are, if it is in them.
            Ok(None) if sums.contains_key(&path) => {}
            Ok(None) => note(Message::FileGone { path }),
            Err(failed) => return vec![failed],
        }
    }
    let source = texts.iter().find(|(page, ..)| page.language == line.language).or(texts.first());
    if let (Some(sha256), Some(url)) = (&line.seed_sha256, &line.seed) {
        let path = below(url);
        let bytes = match shelf.get(&path) {
            Ok(bytes) => bytes,
            Err(failed) => return vec![failed],
        };
        let Some(bytes) = bytes else {
            note(Message::SeedGone { id: line.id.clone(), path });
            return problems;
        };
        let found = sha256_hex(&bytes);
        if found != *sha256 {
            note(Message::SeedAltered { id: line.id.clone(), path, named: sha256.clone(), found });
            return problems;
        }
        for (_, path, shown) in &texts {
            if !shown.hashes.contains(sha256) {
                note(Message::PageNamesNoHash { path: path.clone(), sha256: sha256.clone() });
            }
        }
        if let Some((page, path, shown)) = source.filter(|(page, ..)| page.language == line.language) {
            let seed = ReadSeed::of(&path_name(&line.seed), &bytes);
            let kept: String = seed.reading.kept.iter().map(|range| &seed.file.text[range.clone()]).collect();
            let differences = line.differences.iter().map(|one| (one.seed.as_str(), one.notice.as_str()));
            if let Some(place) = proof::first_difference(&kept, differences, &shown.text) {
                let (seed, shown) = (place.seed, place.notice);
                note(Message::PageDiffers { path: path.clone(), seed, shown });
            }
            let _ = page;
        }
    }
    let Some((_, path, own)) = source else { return problems };
    let length = own.text.chars().count();
    for (_, other, shown) in texts.iter().filter(|(_, other, _)| other != path) {
        let count = shown.text.chars().count();
        if count != length {
            note(Message::PageLength {
                path: other.clone(),
                source: path.clone(),
                count: count.to_string(),
                length: length.to_string(),
            });
        }
    }
    // Each directive's page shows a part of the notice's text.
    for (page, path, whole) in &texts {
        let folder = below(&page.url);
        let own = sums.keys().filter(|file| {
            file.strip_prefix(&folder)
                .is_some_and(|rest| rest.starts_with("directive-") && rest.ends_with("/index.html"))
        });
        for file in own {
            if let Ok(Some(bytes)) = shelf.get(file) {
                let shown = page::read(&String::from_utf8_lossy(&bytes));
                if !whole.text.contains(&shown.text) {
                    note(Message::DirectiveDiffers { path: file.clone(), notice: path.clone() });
                }
            }
        }
    }
    problems
}

/// The name of a seed's file as its ending tells how it is read: `seed.html.txt` is a page of the web.
fn path_name(url: &Option<String>) -> String {
    let name = url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap_or("seed.txt");
    name.strip_suffix(".html.txt").map_or_else(|| name.to_owned(), |stem| format!("{stem}.html"))
}
