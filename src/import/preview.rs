//! What an import recognised, for a person to check (a summary) and for a machine (one JSON object). It must not print.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::citation::{self, Citation, Registry, Resolution};
use crate::diagnostic::{Diagnostic, Renderer, SourceFile};
use crate::notice::{Directive, Head, Notice, Part, Text};

/// How many characters of a heading a summary shows.
const SHOWN: usize = 24;

/// A notice as it was recognised in a seed.
#[derive(Debug)]
pub struct Preview {
    /// The notice.
    pub notice: Notice,
    /// The decoded seed.
    pub seed: Arc<SourceFile>,
    /// Its citations, as far as the site's regulations resolve them.
    pub citations: Vec<Citation>,
    /// What was unsure, and why.
    pub diagnostics: Vec<Diagnostic>,
}

impl Preview {
    pub(super) fn of(
        notice: Notice,
        seed: Arc<SourceFile>,
        diagnostics: Vec<Diagnostic>,
        registry: &Registry<'_>,
    ) -> Self {
        let citations = citation::resolve(&notice, registry);
        Self { notice, seed, citations, diagnostics }
    }

    /// One object: `title`, `source`, `published` (ISO date), `script`, `directives` (each with `ordinal`, `marker`,
    /// `text` without the marker, `list`, `points`), `citations` (`name`, `target`, `method`, `pin`),
    /// `document_numbers`, `body_characters` (without white space), `warnings` (`code`, `message`, `line`). What was not
    /// found is null.
    pub fn json(&self, renderer: &Renderer<'_>) -> Value {
        let facts = &self.notice.facts;
        let text = |text: &Option<Text>| text.as_ref().map(Text::source).map(str::to_owned);
        let lists = self.notice.lists();
        let directives = lists.flat_map(|(list, directives)| {
            directives.iter().enumerate().map(move |(index, one)| directive(one, list, index + 1))
        });
        let warnings = self.diagnostics.iter().map(|one| {
            let line =
                one.location.as_ref().and_then(|location| location.line_column()).map(|(line, _)| line);
            let mut shown = renderer.json(one);
            json!({ "code": shown["code"].take(), "message": shown["message"].take(), "line": line })
        });
        let citations = self.citations.iter().map(|citation| {
            let (target, method) = match &citation.resolution {
                Resolution::Resolved { regulation, method } => {
                    (Some(regulation.to_string()), Some(method.name()))
                }
                Resolution::Open(_) => (None, None),
            };
            let pins: Vec<String> = citation.mention.pins.iter().map(ToString::to_string).collect();
            json!({ "name": citation.mention.name, "target": target, "method": method, "pin": pins })
        });
        json!({
            "title": text(&facts.title),
            "source": text(&facts.source),
            "published": facts.published.map(|date| date.to_string()),
            "script": facts.script.map(|script| script.tag()),
            "directives": directives.collect::<Vec<_>>(),
            "citations": citations.collect::<Vec<_>>(),
            "document_numbers": self.document_numbers(),
            "body_characters": self.notice.body_characters().count(),
            "warnings": warnings.collect::<Vec<_>>(),
        })
    }

    /// The document numbers of the notice itself and of what it cites, each once, in order.
    fn document_numbers(&self) -> Vec<String> {
        let own = self.notice.facts.document_number.iter().map(|number| number.source().to_owned());
        let cited = self
            .citations
            .iter()
            .filter_map(|citation| citation.mention.number.as_deref().map(str::to_owned));
        let mut numbers: Vec<String> = Vec::new();
        for number in own.chain(cited) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// What was recognised, as a person would want to check it: a line a fact, a line a directive with its line in the
    /// seed.
    pub fn summary(&self, renderer: &Renderer<'_>) -> String {
        let facts = &self.notice.facts;
        let none = renderer.say("not found", "未找到");
        let text =
            |text: &Option<Text>| text.as_ref().map_or_else(|| none.clone(), |text| text.source().to_owned());
        let mut lines = vec![
            self.seed.path.clone(),
            row(&renderer.say("title", "標題"), &text(&facts.title)),
            row(&renderer.say("source", "來源"), &text(&facts.source)),
            row(
                &renderer.say("date", "日期"),
                &facts.published.map_or_else(|| none.clone(), |date| date.to_string()),
            ),
            row(&renderer.say("script", "文字"), facts.script.map_or(none.as_str(), |script| script.tag())),
        ];
        for (list, directives) in self.notice.lists() {
            for directive in directives {
                let words = beginning(&directive.head);
                let line = self.line(&directive.head);
                let place = renderer.say(&format!("line {line}"), &format!("第 {line} 行"));
                let label = renderer.say(&format!("list {list}"), &format!("第 {list} 組"));
                lines.push(row(&label, &format!("{words}  ({place})")));
                lines.extend(
                    points(&directive.parts).into_iter().map(|point| row("", &format!("  · {point}"))),
                );
            }
        }
        for citation in &self.citations {
            let target = match &citation.resolution {
                Resolution::Resolved { regulation, method } => format!("→ {regulation} ({})", method.name()),
                Resolution::Open(reason) => format!("— {}", renderer.say(reason.english(), reason.chinese())),
            };
            lines.push(row(
                &renderer.say("cites", "引用"),
                &format!("《{}》 {target}", citation.mention.name),
            ));
        }
        if facts.draft {
            let draft = renderer.say("a draft: not published until it is completed", "草稿：補全之前不發布");
            lines.push(row(&renderer.say("state", "狀態"), &draft));
        }
        lines.join("\n") + "\n"
    }

    /// The line of the seed that a heading begins on; 1 where it cannot be told.
    fn line(&self, head: &Head) -> usize {
        let words = head.block.text.source();
        let at = self.seed.text.find(words).unwrap_or(0);
        self.seed.text[..at].matches('\n').count() + 1
    }
}

fn row(label: &str, value: &str) -> String {
    let width = unicode_width::UnicodeWidthStr::width(label);
    format!("  {label}{} {value}", " ".repeat(8usize.saturating_sub(width)))
}

fn beginning(head: &Head) -> String {
    let text = head.block.text.source();
    let ellipsis = if text.chars().count() > SHOWN { "…" } else { "" };
    text.chars().take(SHOWN).chain(ellipsis.chars()).collect()
}

fn points(parts: &[Part]) -> Vec<String> {
    let points = parts.iter().filter_map(|part| match part {
        Part::Point(point) => Some(point),
        Part::Prose(_) => None,
    });
    points.map(|point| beginning(&point.head)).collect()
}

/// `place` is its place in the list: the number of a marker that writes none (最後).
fn directive(directive: &Directive, list: usize, place: usize) -> Value {
    let points: Vec<Value> = all_points(&directive.parts);
    json!({
        "ordinal": crate::seed::ordinal(directive.head.block.text.source()).map_or(place, |number| number as usize),
        "marker": directive.head.marker().map(|marker| marker.source().to_owned()),
        "text": text_without_marker(&directive.head, &directive.parts),
        "list": list,
        "points": points,
    })
}

fn all_points(parts: &[Part]) -> Vec<Value> {
    let mut points = Vec::new();
    for part in parts {
        if let Part::Point(point) = part {
            points.push(json!({
                "marker": point.head.marker().map(|marker| marker.source().to_owned()),
                "text": text_without_marker(&point.head, &point.parts),
            }));
            points.extend(all_points(&point.parts));
        }
    }
    points
}

fn text_without_marker(head: &Head, parts: &[Part]) -> String {
    let mut text: String = head.block.text.source().chars().skip(head.marker).collect();
    push_text(parts, &mut text);
    text
}

fn push_text(parts: &[Part], text: &mut String) {
    for part in parts {
        match part {
            Part::Prose(block) => text.push_str(block.text.source()),
            Part::Point(point) => {
                text.push_str(point.head.block.text.source());
                push_text(&point.parts, text);
            }
        }
    }
}
