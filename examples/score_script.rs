//! Scores the conversion: `cargo run --release --example score_script [FILE…]`.
//!
//! A file has a line a case: source, OpenCC's name for the direction (`s2t`, `s2tw`, `s2hk`, `t2s`, `tw2s`), expected,
//! note, between tabs; the first line is a heading. Prints every case that is not as expected, then the table of scores.
//! Without a file: tests/data/conversion-cases.tsv.
#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::disallowed_methods, reason = "a program of its own, not a part of the pipeline")]

use std::collections::BTreeMap;

use gongkai::script::{Converter, Edition, Script, Terms, Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/conversion-cases.tsv").to_owned());
    }
    let converter = Converter::new(&Terms::default())?;
    let mut scores: BTreeMap<(String, &str), (usize, usize)> = BTreeMap::new();
    for file in files {
        for line in std::fs::read_to_string(&file)?.lines().skip(1) {
            let mut columns = line.split('\t');
            let (Some(source), Some(config), Some(expected)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let (script, edition) = match config {
                "s2t" => (Script::Hans, Edition::Hant),
                "s2tw" => (Script::Hans, Edition::HantTw),
                "s2hk" => (Script::Hans, Edition::HantHk),
                _ => (Script::Hant, Edition::Hans),
            };
            let text = Text::new(source, script);
            let shown = converter.show(&[&text], edition, &Terms::default())?;
            let (right, all) = scores.entry((config.to_owned(), edition.tag())).or_default();
            *all += 1;
            if shown[0].as_str() == expected {
                *right += 1;
            } else {
                println!("{config}: {}", marked(expected, shown[0].as_str()));
            }
        }
    }
    println!("{:8} {:12} {:>6} {:>6} {:>8}", "columns", "edition", "right", "of", "");
    for ((config, edition), (right, all)) in scores {
        println!("{config:8} {edition:12} {right:>6} {all:>6} {:>7.1}%", 100.0 * right as f64 / all as f64);
    }
    Ok(())
}

/// What was made, with what was expected behind each character that is another.
fn marked(expected: &str, shown: &str) -> String {
    let mut expected = expected.chars();
    let mut marked = String::new();
    for character in shown.chars() {
        marked.push(character);
        match expected.next() {
            Some(other) if other != character => marked.extend(['[', other, ']']),
            _ => {}
        }
    }
    marked
}
