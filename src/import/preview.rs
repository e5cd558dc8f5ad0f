//! What an import recognised, for a person to check. It must not print.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use crate::citation::{self, Citation, Registry, Resolution};
use crate::diagnostic::{Diagnostic, Renderer, SourceFile};
use crate::notice::{Head, Notice, Part, Place, Text};
use crate::seed::{Reading, Stated};

use super::ReadSeed;
use super::form::PreviewForm;

/// How many characters of a heading a summary shows.
const SHOWN: usize = 24;

/// How many characters of another fact it shows.
const LONGEST: usize = 60;

/// A notice as it was recognised in a seed.
#[derive(Debug)]
pub struct Preview {
    /// The notice.
    pub notice: Notice,
    /// What was given, as it was given: a path, or `-`; after an import, where its seed lies.
    pub given: String,
    /// The decoded seed.
    pub seed: Arc<SourceFile>,
    /// Its citations, as far as the site's regulations resolve them.
    pub citations: Vec<Citation>,
    /// What was unsure, and why.
    pub diagnostics: Vec<Diagnostic>,
    stated: Stated,
    /// The line of each directive and point, in reading order.
    lines: Vec<usize>,
    /// The line of each citation, in reading order.
    cited: Vec<usize>,
}

impl Preview {
    /// The preview of a notice whose facts are decided: its body is what was read in the seed.
    pub(super) fn of(notice: Notice, seed: ReadSeed, registry: &Registry<'_>) -> Self {
        let Reading { body, kept, stated, diagnostics, .. } = seed.reading;
        let notice = Notice { body, ..notice };
        let citations = citation::resolve(&notice, registry);
        let (lines, cited) = lines_in_seed(&notice, &citations, &seed.file.text, &kept);
        let given = seed.file.path.clone();
        Self { notice, given, seed: seed.file, citations, diagnostics, stated, lines, cited }
    }

    /// One object: `file`, `title`, `source`, `published` (ISO date), `script`, `directives` (each with `ordinal`, `marker`,
    /// `text` without the marker, `list`, `points`, at all levels, each with its `level`), `citations` (`name`, `target`, `method`, `pin`),
    /// `document_numbers`, `body_characters` (without white space), `warnings` (`code`, `message`, `line`). What was not
    /// found is null.
    pub fn json<'p>(&'p self, renderer: &'p Renderer<'p>) -> PreviewForm<'p> {
        PreviewForm { preview: self, renderer }
    }

    /// The document numbers of the notice itself and of what it cites, each once, in order.
    pub(super) fn document_numbers(&self) -> Vec<String> {
        let own = self.notice.facts.document_number.iter().map(|number| number.source().to_owned());
        let cited = self
            .citations
            .iter()
            .filter_map(|citation| citation.mention.number.as_deref().map(str::to_owned));
        let mut seen = HashSet::new();
        own.chain(cited).filter(|number| seen.insert(number.clone())).collect()
    }

    /// What was recognised, as a person would want to check it: a line a fact, a directive or a point, each with its
    /// line in the seed.
    pub fn summary(&self, renderer: &Renderer<'_>) -> String {
        let facts = &self.notice.facts;
        let none = renderer.say("not found", "未找到");
        let at = |line: usize| renderer.say(&format!("  (line {line})"), &format!("  （第 {line} 行）"));
        let stated = |span: &Option<Range<usize>>| {
            span.as_ref().map_or_else(String::new, |span| at(line_of(&self.seed.text, span.start)))
        };
        let text = |text: &Option<Text>| text.as_ref().map_or(none.as_str(), Text::source).to_owned();
        let date = facts.published.map_or_else(|| none.clone(), |date| date.to_string());
        let stated = [&self.stated.title, &self.stated.source, &self.stated.published].map(stated);
        let mut rows = vec![
            (renderer.say("title", "標題"), text(&facts.title) + &stated[0]),
            (renderer.say("source", "來源"), text(&facts.source) + &stated[1]),
            (renderer.say("date", "日期"), date + &stated[2]),
            (
                renderer.say("script", "文字"),
                facts.script.map_or(none.clone(), |script| script.tag().to_owned()),
            ),
        ];
        if let Some(number) = &facts.document_number {
            rows.push((renderer.say("number", "文號"), number.source().to_owned()));
        }
        let meeting = &facts.meeting;
        let held = [
            (renderer.say("held", "會議日期"), meeting.date.map(|date| date.to_string())),
            (
                renderer.say("convener", "召集"),
                meeting.convener.as_ref().map(|text| text.source().to_owned()),
            ),
            (
                renderer.say("attended", "出席"),
                meeting.attended.as_ref().map(|text| text.source().to_owned()),
            ),
        ];
        rows.extend(held.into_iter().filter_map(|(label, value)| Some((label, shortened(&value?, LONGEST)))));
        let several = self.notice.lists().count() > 1;
        let mut lines = self.lines.iter();
        for (list, directives) in self.notice.lists() {
            if several {
                rows.push((renderer.say(&format!("list {list}"), &format!("第 {list} 組")), String::new()));
            }
            for directive in directives {
                let line = lines.next().map_or_else(String::new, |line| at(*line));
                rows.push((directive.number.to_string(), beginning(&directive.head) + &line));
                push_points(&directive.parts, &mut lines, &at, &mut rows);
            }
        }
        let blocks = self.notice.blocks();
        let mut lines = self.cited.iter();
        for citation in &self.citations {
            let line = lines.next().map_or_else(String::new, |line| at(*line));
            let text = blocks.get(citation.block).map_or("", |(_, block)| block.text.source());
            let words =
                |span: &Range<usize>| text.chars().skip(span.start).take(span.len()).collect::<String>();
            let target = match &citation.resolution {
                Resolution::Resolved { regulation, method } => format!("→ {regulation} ({})", method.name()),
                Resolution::Open(reason) => format!("— {}", renderer.say(reason.english(), reason.chinese())),
            };
            let missing: Vec<String> = citation.missing().into_iter().map(|(span, _)| words(span)).collect();
            let lacks = match missing.join("、") {
                missing if missing.is_empty() => missing,
                missing => renderer.say(&format!("; without {missing}"), &format!("；查無{missing}")),
            };
            // With its marks and the places that it names, as it stands there.
            let quote = shortened(&words(&citation.mention.span), LONGEST);
            rows.push((renderer.say("cites", "引用"), format!("{quote} {target}{lacks}{line}")));
        }
        if facts.draft {
            let draft = renderer.say("a draft: not published until it is completed", "草稿：補全之前不發布");
            rows.push((renderer.say("state", "狀態"), draft));
        }
        let width = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        let mut out = format!("{}\n", self.seed.path);
        for (label, value) in rows {
            let gap = " ".repeat(width - label.width() + 2);
            let _ = writeln!(out, "{}", format!("  {label}{gap}{value}").trim_end());
        }
        out
    }
}

/// The line of a text, from 1, that an offset lies in.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The lines of the seed that the headings of a body and its citations begin in, in reading order. The body is what was
/// kept of the seed, white space aside: so the characters of the one are those of the other, one by one.
fn lines_in_seed(
    notice: &Notice,
    citations: &[Citation],
    seed: &str,
    kept: &[Range<usize>],
) -> (Vec<usize>, Vec<usize>) {
    let printed = |c: &char| !c.is_whitespace();
    let mut places = kept
        .iter()
        .flat_map(|range| seed[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)))
        .filter(|(_, c)| printed(c));
    let (mut line, mut counted, mut latest) = (1, 0, Place::default());
    let (mut headings, mut cited) = (Vec::new(), Vec::new());
    let mut citations = citations.iter().peekable();
    for (index, (place, block)) in notice.each_block().enumerate() {
        let characters = block.text.source().chars().enumerate();
        for (first, (offset, _)) in characters.filter(|(_, c)| printed(c)).enumerate() {
            let Some((at, _)) = places.next() else { break };
            // Directives and points are numbered as they are read: the first block with a number heads what has it.
            let heads = first == 0 && place > latest;
            let cites = |one: &&Citation| (one.block, one.mention.span.start) <= (index, offset);
            while heads || citations.peek().is_some_and(cites) {
                line += seed[counted..at].matches('\n').count();
                counted = at;
                if citations.next_if(cites).is_none() {
                    break;
                }
                cited.push(line);
            }
            if heads {
                headings.push(line);
                latest = place;
            }
        }
    }
    (headings, cited)
}

/// A text cut to at most so many characters.
fn shortened(text: &str, most: usize) -> String {
    let ellipsis = if text.chars().nth(most).is_some() { "…" } else { "" };
    text.chars().take(most).chain(ellipsis.chars()).collect()
}

fn beginning(head: &Head) -> String {
    shortened(head.block.text.source(), SHOWN)
}

/// A row for each point, set in by its level.
fn push_points(
    parts: &[Part],
    lines: &mut std::slice::Iter<'_, usize>,
    at: &dyn Fn(usize) -> String,
    rows: &mut Vec<(String, String)>,
) {
    for part in parts {
        if let Part::Point(point) = part {
            let line = lines.next().map_or_else(String::new, |line| at(*line));
            let indent = "  ".repeat(point.level);
            rows.push((String::new(), format!("{indent}· {}{line}", beginning(&point.head))));
            push_points(&point.parts, lines, at, rows);
        }
    }
}
