//! Verifying a published site, from its folder or over the network, by nothing but what it publishes: the list of sums
//! covers every file, the list of notices names each seed's hash, the seed's bytes have it, the body that the seed holds
//! is the text on the notice's pages in its script and in the forms beside them. The pages in the other script show what
//! the converter makes of that text, where this program has the converter that the site was made with; else they are
//! compared by their length, and that is said. No link of a page leads to what the list does not have.
//!
//! It must not know how a page is made.

mod forms;
mod links;
mod notice;
mod page;
mod shelf;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Message};
use crate::digest::sha256_hex;
use crate::progress::{Counter, Listener, Step};
use crate::script::Converter;
use crate::sums::{self, Sums};
use notice::{Chain, Proof};
use shelf::Shelf;

/// The list of the files of data, which names the lists of notices.
const INDEX: &str = "data/index.json";
/// What the editions in the other script were converted with.
const CONVERSION: &str = "data/conversion.json";
/// What lies beside a notice's page for machines.
const FORMS: &[&str] = &["index.json", "index.txt", "index.akn.xml"];
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
    #[serde(default)]
    title: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    document_number: Option<String>,
    #[serde(default)]
    directives: usize,
    seed_sha256: Option<String>,
    seed: Option<String>,
    differences: Vec<Difference>,
    #[serde(default)]
    terms: Vec<[String; 2]>,
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
    #[serde(default)]
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Conversion {
    converter: String,
    terms: Vec<[String; 2]>,
}

/// Verifies what lies in a folder, or at an address that begins with `http://` or `https://`.
pub fn verify(place: &str, listener: Listener<'_>) -> (Verified, Vec<Diagnostic>) {
    let shelf = Shelf::at(place);
    let mut diagnostics = Vec::new();
    let mut verified = Verified::default();
    let sums = match list_of_sums(&shelf, place) {
        Ok(sums) => sums,
        Err(problem) => return (verified, vec![problem]),
    };
    let index = index(&shelf);
    // Where it cannot be read, that is told below.
    let base = index.as_ref().ok().map(|index| &*index.base);
    let listed = shelf.list();
    let (problems, dead) = check_files(&shelf, &sums, &listed, base, listener);
    verified.files = sums.len() - problems.len();
    diagnostics.extend(problems);
    diagnostics.extend(dead);
    let unlisted = listed.into_iter().filter(|path| path != sums::FILE && !sums.contains_key(path));
    diagnostics.extend(unlisted.map(|path| Diagnostic::plain(Message::FileUnlisted { path })));
    match index.and_then(|index| check_notices(&shelf, &index, &sums)) {
        Ok((notices, problems)) => {
            verified.notices = notices;
            diagnostics.extend(problems);
        }
        Err(problem) => diagnostics.push(problem),
    }
    (verified, diagnostics)
}

/// Every file has the sum that the list names, and every link of every page leads to a file. `listed` are the files that a
/// folder has. Answers with what is wrong with the sums, and with the links.
fn check_files(
    shelf: &Shelf,
    sums: &Sums,
    listed: &[String],
    base: Option<&str>,
    listener: Listener<'_>,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let counter = Counter::new(listener, Step::Verifying, sums.len());
    let files: BTreeSet<&str> = sums.keys().chain(listed).map(String::as_str).collect();
    let check = |(path, sum): (&String, &String)| {
        counter.one_more();
        let problem = |message| (Some(Diagnostic::plain(message)), Vec::new());
        match shelf.get(path) {
            Ok(Some(bytes)) if sha256_hex(&bytes) == *sum => {
                let is_page = path.ends_with(".html");
                let links = || links::dead(path, &String::from_utf8_lossy(&bytes), base, &files);
                (None, if is_page { links() } else { Vec::new() })
            }
            Ok(Some(_)) => problem(Message::FileAltered { path: path.clone() }),
            // A host that reads a file need not send it.
            Ok(None) if shelf.is_remote() && FOR_HOSTS.contains(&path.as_str()) => (None, Vec::new()),
            Ok(None) => problem(Message::FileGone { path: path.clone() }),
            Err(failed) => (Some(failed), Vec::new()),
        }
    };
    let found: Vec<(Option<Diagnostic>, Vec<Diagnostic>)> = sums.par_iter().map(check).collect();
    let (problems, dead): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (problems.into_iter().flatten().collect(), dead.into_iter().flatten().collect())
}

/// Every notice by its seed. Says how many are proven.
fn check_notices(shelf: &Shelf, index: &Index, sums: &Sums) -> Result<(usize, Vec<Diagnostic>), Diagnostic> {
    let lines = notices(shelf, index)?;
    let converter = converter(shelf)?;
    let chain = Chain { shelf, base: &index.base, sums, converter: converter.as_ref() };
    let proofs: Vec<Proof> = lines.par_iter().map(|line| chain.prove(line)).collect();
    let mut by_length: BTreeMap<&str, usize> = BTreeMap::new();
    for edition in proofs.iter().flat_map(|proof| &proof.by_length) {
        *by_length.entry(edition).or_default() += 1;
    }
    let told = by_length.into_iter().map(|(edition, count)| {
        let (edition, count) = (edition.to_owned(), count.to_string());
        Diagnostic::plain(Message::EditionByLength { edition, count })
    });
    let told: Vec<Diagnostic> = unproven(sums, &lines).chain(told).collect();
    let proven = proofs.iter().filter(|proof| proof.problems.is_empty()).count();
    Ok((proven, proofs.into_iter().flat_map(|proof| proof.problems).chain(told).collect()))
}

/// Seeds and forms of notices that the list of notices leaves out: nobody looked at these.
fn unproven<'s>(sums: &'s Sums, lines: &'s [Line]) -> impl Iterator<Item = Diagnostic> + 's {
    let known: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    let unlisted = sums.keys().filter(move |path| match path.split('/').collect::<Vec<_>>()[..] {
        [_, "notices", id, file] => {
            (file.starts_with("seed.") || FORMS.contains(&file)) && !known.contains(id)
        }
        _ => false,
    });
    unlisted.map(|path| Diagnostic::plain(Message::NoticeUnlisted { path: path.clone() }))
}

/// The converter that the site says it was made with, with the site's words. `None` where it is not this program's, or
/// an older program made the site.
fn converter(shelf: &Shelf) -> Result<Option<Converter>, Diagnostic> {
    let Some(bytes) = shelf.get(CONVERSION)? else { return Ok(None) };
    let said: Option<Conversion> = serde_json::from_slice(&bytes).ok();
    let same = said.filter(|said| said.converter == Converter::identity());
    Ok(same.and_then(|said| Converter::new(&notice::terms(&said.terms)?).ok()))
}

/// The list of sums.
fn list_of_sums(shelf: &Shelf, place: &str) -> Result<Sums, Diagnostic> {
    let bytes = shelf.get(sums::FILE)?;
    let bytes = bytes.ok_or_else(|| Diagnostic::plain(Message::SumsMissing { place: place.to_owned() }))?;
    let text = String::from_utf8_lossy(&bytes);
    let invalid = |line: &str| {
        let line = line.chars().take(80).collect();
        Diagnostic::plain(Message::SumsInvalid { line })
    };
    let mut sums = Sums::new();
    for line in text.lines() {
        let (path, sum) = sums::line(line).ok_or_else(|| invalid(line))?;
        sums.insert(path.to_owned(), sum.to_owned());
    }
    // A list of nothing vouches for nothing.
    if sums.is_empty() { Err(invalid("")) } else { Ok(sums) }
}

/// Every notice that the site lists.
fn notices(shelf: &Shelf, index: &Index) -> Result<Vec<Line>, Diagnostic> {
    let mut lines = Vec::new();
    for year in &index.years {
        let path = year.notices.strip_prefix(&index.base).unwrap_or(&year.notices);
        let bytes = shelf.get(path)?.ok_or_else(|| gone(path))?;
        for line in String::from_utf8_lossy(&bytes).lines() {
            lines.push(serde_json::from_str(line).map_err(|error| unreadable(path, &error))?);
        }
    }
    Ok(lines)
}

fn index(shelf: &Shelf) -> Result<Index, Diagnostic> {
    let bytes = shelf.get(INDEX)?.ok_or_else(|| gone(INDEX))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(INDEX, &error))
}

fn gone(path: &str) -> Diagnostic {
    Diagnostic::plain(Message::FileGone { path: path.to_owned() })
}

fn unreadable(path: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::plain(Message::FileUnreadable { path: path.to_owned(), reason: error.to_string() })
}
