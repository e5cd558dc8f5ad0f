//! The samples of `tests/samples`, and how a reading scores against a careful reader's answers, field by field.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "each test uses a part; tests read files"
)]

pub mod dump;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai::diagnostic::SourceFile;
use gongkai::notice::{Directive, Part};
use gongkai::seed::{self, Reading};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// A sample: its text, and the answers where there are some.
pub struct Sample {
    pub name: String,
    pub file: String,
    pub bytes: Vec<u8>,
    pub gold: Option<Value>,
}

impl Sample {
    /// Reads it as the program would.
    pub fn read(&self) -> (Arc<SourceFile>, Reading) {
        seed::read_bytes(&format!("seeds/{}", self.file), &self.bytes)
    }
}

/// The samples of the project, in order.
pub fn samples() -> Vec<Sample> {
    samples_of(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples"))
}

/// The samples of a folder, in order.
pub fn samples_of(folder: &Path) -> Vec<Sample> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the samples are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| matches!(extension.to_str(), Some("txt" | "md" | "html" | "docx")))
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|path| Sample {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).expect("a sample can be read"),
            gold: std::fs::read(path.with_extension("gold.json"))
                .ok()
                .and_then(|gold| serde_json::from_slice(&gold).ok()),
        })
        .collect()
}

/// How one sample was read.
pub struct Score {
    pub name: String,
    /// For each field, whether it is right.
    pub fields: BTreeMap<&'static str, bool>,
    /// What is wrong, for a person.
    pub wrong: Vec<String>,
}

/// The fields in the order of the table.
pub const FIELDS: &[&str] =
    &["title", "source", "date", "script", "directives", "ends", "points", "number", "body"];

/// Scores every sample that has answers.
pub fn scores(samples: &[Sample]) -> Vec<Score> {
    samples.iter().filter_map(|sample| Some(score(sample, sample.gold.as_ref()?))).collect()
}

/// A table of scores, and below it what is wrong.
pub fn table(scores: &[Score]) -> String {
    let mut out = format!("{:<34}", "sample");
    for field in FIELDS {
        let _ = write!(out, "{field:>11}");
    }
    out.push('\n');
    for score in scores {
        let _ = write!(out, "{:<34}", score.name);
        for field in FIELDS {
            let _ = write!(out, "{:>11}", if score.fields[field] { "right" } else { "WRONG" });
        }
        out.push('\n');
    }
    let _ = write!(out, "{:<34}", "right");
    for field in FIELDS {
        let right = scores.iter().filter(|score| score.fields[field]).count();
        let _ = write!(out, "{:>11}", format!("{right}/{}", scores.len()));
    }
    out.push('\n');
    for score in scores {
        for wrong in &score.wrong {
            let _ = writeln!(out, "{}: {wrong}", score.name);
        }
    }
    out
}

/// Text as the answers have it: NFC, no white space, nothing of zero width.
fn tight(text: &str) -> String {
    text.nfc()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        })
        .collect()
}

fn strings(value: &Value) -> Vec<Option<String>> {
    value.as_array().into_iter().flatten().map(|value| value.as_str().map(tight)).collect()
}

fn score(sample: &Sample, gold: &Value) -> Score {
    let (_, reading) = sample.read();
    let mut score = Score { name: sample.name.clone(), fields: BTreeMap::new(), wrong: Vec::new() };
    let facts = &reading.facts;
    let accept = |key: &str, alternatives: &str| {
        let mut right = vec![gold[key].as_str().map(tight)];
        right.extend(strings(&gold[alternatives]));
        right
    };
    let mut check = |field: &'static str, right: bool, told: String| {
        score.fields.insert(field, right);
        if !right {
            score.wrong.push(format!("{field}: {told}"));
        }
    };
    for (field, alternatives, found) in [
        ("title", "title_accept", facts.title.as_ref().map(|text| tight(text.source()))),
        ("source", "source_accept", facts.source.as_ref().map(|text| tight(text.source()))),
        ("date", "date_accept", facts.published.map(|date| date.to_string())),
    ] {
        let right = accept(field, alternatives);
        check(field, right.contains(&found), format!("{found:?} for {right:?}"));
    }
    let script = facts.script.map(|script| script.tag().trim_start_matches("zh-").to_lowercase());
    check("script", script.as_deref() == gold["script"].as_str(), format!("{script:?}"));

    let own =
        facts.document_number.as_ref().map(|text| tight(text.source()).chars().map(half).collect::<String>());
    let right = gold["own_doc_number"].as_str().map(tight);
    check("number", own == right, format!("{own:?} for {right:?}"));

    let body: usize = tight(&reading.body_text()).chars().count();
    let least = usize::try_from(gold["body_chars"].as_u64().unwrap_or(0)).unwrap_or(0);
    let most = least + usize::try_from(gold["tail_chars"].as_u64().unwrap_or(0)).unwrap_or(0);
    check("body", (least..=most).contains(&body), format!("{body} characters for {least}..={most}"));

    let found = directives(&reading);
    let mut lists = vec![gold["directives"].as_array().cloned().unwrap_or_default()];
    lists.extend(
        gold["directives_accept"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|list| list.as_array().cloned()),
    );
    let outcomes: Vec<[Vec<String>; 3]> = lists
        .iter()
        .flat_map(|list| {
            let without: Vec<Value> = list.iter().filter(|item| item["role"] != "report").cloned().collect();
            [compare(list, &found), compare(&without, &found)]
        })
        .collect();
    let best = outcomes
        .into_iter()
        // Which items there are counts more than where they end: that is told only of the same items.
        .min_by_key(|wrong| wrong[0].len() * 100 + wrong[1].len() + wrong[2].len())
        .unwrap_or_default();
    for (field, wrong) in ["directives", "ends", "points"].into_iter().zip(best) {
        check(field, wrong.is_empty(), wrong.join("; "));
    }
    score
}

fn half(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '[' | '［' | '【' | '(' | '（' => '〔',
        ']' | '］' | '】' | ')' | '）' => '〕',
        _ => c,
    }
}

/// A directive as the answers describe one.
struct Found {
    text: String,
    list: usize,
    points: usize,
    all: usize,
}

fn directives(reading: &Reading) -> Vec<Found> {
    let mut found = Vec::new();
    let mut list = 0;
    for section in &reading.body {
        let gongkai::notice::Section::List(directives) = section else { continue };
        list += 1;
        for directive in directives {
            let mut text = directive.head.block.text.source().to_owned();
            let (points, all) = parts(&directive.parts, &mut text);
            found.push(Found { text: tight(&text), list, points, all });
        }
    }
    found
}

fn parts(all: &[Part], text: &mut String) -> (usize, usize) {
    let (mut points, mut deep) = (0, 0);
    for part in all {
        match part {
            Part::Prose(block) => text.push_str(block.text.source()),
            Part::Point(point) => {
                text.push_str(point.head.block.text.source());
                let (_, inner) = parts(&point.parts, text);
                let numbered = usize::from(point.head.marker > 0);
                points += numbered;
                deep += numbered + inner;
            }
        }
    }
    (points, deep)
}

/// What is wrong: in the items themselves, in where they end, in their points.
fn compare(gold: &[Value], found: &[Found]) -> [Vec<String>; 3] {
    let mut wrong = [Vec::new(), Vec::new(), Vec::new()];
    if gold.len() != found.len() {
        let starts: Vec<String> = found.iter().map(|found| found.text.chars().take(10).collect()).collect();
        wrong[0].push(format!("{} for {}: {starts:?}", found.len(), gold.len()));
        return wrong;
    }
    let mut groups: Vec<(&Value, usize)> = Vec::new();
    for (gold, found) in gold.iter().zip(found) {
        let start = tight(&format!(
            "{}{}",
            gold["marker"].as_str().unwrap_or(""),
            gold["starts_with"].as_str().unwrap_or("")
        ));
        if !found.text.starts_with(&start) {
            wrong[0].push(format!("{:?} for {start:?}", found.text.chars().take(14).collect::<String>()));
        }
        if groups.iter().any(|(group, list)| (**group == gold["group"]) != (*list == found.list)) {
            wrong[0].push(format!("{start:?} in list {}", found.list));
        }
        groups.push((&gold["group"], found.list));
        let mut ends = vec![gold["ends_with"].as_str().map(tight)];
        ends.extend(strings(&gold["ends_accept"]));
        if !ends.iter().flatten().any(|end| found.text.ends_with(end)) {
            let end: String =
                found.text.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            wrong[1].push(format!("{end:?} for {ends:?}"));
        }
        let counts = |key: &str, accept: &str| {
            let mut counts = vec![gold[key].as_u64().unwrap_or(0)];
            counts.extend(gold[accept].as_array().into_iter().flatten().filter_map(Value::as_u64));
            counts
        };
        let points = counts("subpoints", "subpoints_accept");
        let mut all = counts("subpoints_all", "subpoints_accept");
        all.extend(&points);
        if !points.contains(&(found.points as u64)) || !all.contains(&(found.all as u64)) {
            wrong[2].push(format!("{} ({}) for {points:?} ({all:?}) in {start:?}", found.points, found.all));
        }
    }
    wrong
}

/// The characters of a reading's body.
trait BodyText {
    fn body_text(&self) -> String;
}

impl BodyText for Reading {
    fn body_text(&self) -> String {
        let mut text = String::new();
        for section in &self.body {
            match section {
                gongkai::notice::Section::Prose(blocks) => {
                    blocks.iter().for_each(|block| text.push_str(block.text.source()))
                }
                gongkai::notice::Section::List(directives) => {
                    directives.iter().for_each(|Directive { head, parts: all, .. }| {
                        text.push_str(head.block.text.source());
                        parts(all, &mut text);
                    })
                }
            }
        }
        text
    }
}
