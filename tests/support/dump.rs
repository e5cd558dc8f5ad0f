//! A reading as a person would check it: facts, directives, points, what was left out, messages.

use std::fmt::Write;

use gongkai::diagnostic::Language;
use gongkai::notice::{Block, Head, Part, Section};
use gongkai::seed::Reading;

pub fn dump(text: &str, reading: &Reading) -> String {
    let mut out = String::new();
    let facts = &reading.facts;
    let word = |text: &Option<gongkai::notice::Text>| {
        text.as_ref().map_or("-".to_owned(), |text| text.source().to_owned())
    };
    let _ = writeln!(out, "title     {}", word(&facts.title));
    let _ = writeln!(out, "source    {}", word(&facts.source));
    let _ = writeln!(out, "published {}", facts.published.map_or("-".to_owned(), |date| date.to_string()));
    let _ = writeln!(out, "script    {}", facts.script.map_or("-", |script| script.tag()));
    let _ = writeln!(out, "number    {}", word(&facts.document_number));
    let _ = writeln!(out, "meeting   {}", facts.meeting.date.map_or("-".to_owned(), |date| date.to_string()));
    let _ = writeln!(out, "convener  {}", word(&facts.meeting.convener));
    let _ = writeln!(out, "attended  {}", word(&facts.meeting.attended));
    let _ = writeln!(out, "draft     {}", facts.draft);
    let _ = writeln!(out, "\n== body");
    for section in &reading.body {
        match section {
            Section::Prose(blocks) => blocks.iter().for_each(|block| line(&mut out, 0, "  ", block)),
            Section::List(directives) => {
                for directive in directives {
                    heading(&mut out, 0, &format!("## {}", directive.number), &directive.head);
                    parts(&mut out, 1, &directive.parts);
                }
            }
        }
    }
    let _ = writeln!(out, "\n== left out");
    let mut at = 0;
    for range in reading.kept.iter().cloned().chain(std::iter::once(text.len()..text.len())) {
        for left in text
            .get(at..range.start)
            .unwrap_or_default()
            .lines()
            .map(str::trim)
            .filter(|left| !left.is_empty())
        {
            let _ = writeln!(out, "  {}", short(left));
        }
        at = at.max(range.end);
    }
    let _ = writeln!(out, "\n== messages");
    for diagnostic in &reading.diagnostics {
        let line = diagnostic
            .location
            .as_ref()
            .and_then(|location| location.line_column())
            .map_or(0, |(line, _)| line);
        let _ = writeln!(out, "  {line}: {}", diagnostic.message.text(Language::English));
    }
    out
}

fn heading(out: &mut String, depth: usize, mark: &str, head: &Head) {
    let marker = head.marker().map_or(String::new(), |marker| format!("[{}] ", marker.source()));
    let _ = writeln!(out, "{}{mark} {marker}{}", "  ".repeat(depth), head.block.text.source());
}

fn parts(out: &mut String, depth: usize, all: &[Part]) {
    for part in all {
        match part {
            Part::Prose(block) => line(out, depth, "| ", block),
            Part::Point(point) => {
                heading(
                    out,
                    depth,
                    &format!("{} {}", "#".repeat(point.level + 2), point.number),
                    &point.head,
                );
                parts(out, depth + 1, &point.parts);
            }
        }
    }
}

fn line(out: &mut String, depth: usize, mark: &str, block: &Block) {
    let _ = writeln!(out, "{}{mark}{}", "  ".repeat(depth), short(block.text.source()));
}

/// The first and last characters of a long text.
fn short(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 60 {
        return text.to_owned();
    }
    let part = |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
    format!("{} … {} ({})", part(0..30), part(letters.len() - 20..letters.len()), letters.len())
}
