//! A notice as a Markdown file: front matter and body. It must not know where the file lies.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::{body, stem, yaml};
use crate::diagnostic::{Diagnostic, Message, SourceFile, has_errors};
use crate::notice::{Difference, Facts, Meeting, Note, Notice, NoticeId, Text};
use crate::script::{Script, TermError, Terms};

/// Front matter as it is written. Strings are in the notice's script; `notes` may be in their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: Option<String>,
    source: Option<String>,
    published: Option<Date>,
    script: Option<ScriptTag>,
    document_number: Option<String>,
    #[serde(default)]
    draft: bool,
    seed: Option<String>,
    sha256: Option<String>,
    meeting: Option<FrontMeeting>,
    #[serde(default)]
    notes: Vec<FrontNote>,
    #[serde(default)]
    differences: Vec<FrontDifference>,
    /// Words as the text has them, with what they become in the other script.
    #[serde(default)]
    terms: BTreeMap<String, String>,
}

const KEYS: &[&str] = &[
    "title",
    "source",
    "published",
    "script",
    "document_number",
    "draft",
    "seed",
    "sha256",
    "meeting",
    "notes",
    "differences",
    "terms",
];

/// A script by its language tag.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum ScriptTag {
    #[serde(rename = "zh-Hant")]
    Hant,
    #[serde(rename = "zh-Hans")]
    Hans,
}

impl From<ScriptTag> for Script {
    fn from(tag: ScriptTag) -> Self {
        match tag {
            ScriptTag::Hant => Self::Hant,
            ScriptTag::Hans => Self::Hans,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMeeting {
    date: Option<Date>,
    convener: Option<String>,
    attended: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontNote {
    on: String,
    text: String,
    script: Option<ScriptTag>,
    #[serde(default)]
    sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontDifference {
    seed: String,
    notice: String,
    reason: String,
}

/// Reads a notice. `None` where there is nothing that could be one; messages about the rest.
pub fn parse(file: &Arc<SourceFile>) -> (Option<Notice>, Vec<Diagnostic>) {
    let Some(id) = NoticeId::new(stem(&file.path)) else {
        let message = Message::IdInvalid { id: stem(&file.path).to_owned() };
        return (None, vec![Diagnostic::in_file(message, file)]);
    };
    let Some((front, rest)) = yaml::split(&file.text) else {
        return (None, vec![Diagnostic::at(Message::FrontMatterMissing, file, 0..1)]);
    };
    let front: Front = match yaml::parse(file, front, KEYS) {
        Ok(front) => front,
        Err(problems) => return (None, problems),
    };
    let own = front.script.map_or(Script::Hant, Script::from);
    let terms = match Terms::new(&front.terms, own) {
        Ok(terms) => terms,
        Err(errors) => return (None, errors.iter().map(|error| unfit(error, file)).collect()),
    };
    let facts = facts(front, terms);
    // A draft without a script is never shown; its texts carry Traditional for want of one.
    let script = facts.script.unwrap_or(Script::Hant);
    let (body, mut diagnostics) = body::parse(file, rest, script);
    diagnostics.extend(missing(&facts, file));
    let notice = Notice { id, facts, body };
    diagnostics.extend(unplaced_notes(&notice, file));
    if has_errors(&diagnostics) { (None, diagnostics) } else { (Some(notice), diagnostics) }
}

fn facts(front: Front, terms: Terms) -> Facts {
    let script = front.script.map(Script::from);
    let own = script.unwrap_or(Script::Hant);
    let text = |string: String| Text::new(string.trim(), own);
    let meeting = front.meeting.map_or_else(Meeting::default, |meeting| Meeting {
        date: meeting.date,
        convener: meeting.convener.map(text),
        attended: meeting.attended.map(text),
    });
    let note = |note: FrontNote| Note {
        on: Text::new(note.on, own),
        text: Text::new(note.text, note.script.map_or(own, Script::from)),
        sources: note.sources.into_iter().map(Into::into).collect(),
    };
    let difference = |difference: FrontDifference| Difference {
        seed: difference.seed.into(),
        notice: difference.notice.into(),
        reason: difference.reason.into(),
    };
    Facts {
        title: front.title.map(text),
        source: front.source.map(text),
        published: front.published,
        script,
        seed: front.seed.map(Into::into),
        sha256: front.sha256.map(Into::into),
        draft: front.draft,
        document_number: front.document_number.map(text),
        meeting,
        notes: front.notes.into_iter().map(note).collect(),
        differences: front.differences.into_iter().map(difference).collect(),
        terms,
    }
}

fn unfit(error: &TermError, file: &Arc<SourceFile>) -> Diagnostic {
    let message = Message::TermInvalid { reason: error.to_string(), reason_zh: error.chinese() };
    Diagnostic::at(message, file, yaml::key_span(&file.text, "terms"))
}

/// What a notice that is to be published lacks.
fn missing(facts: &Facts, file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let needed = [
        ("title", facts.title.is_some()),
        ("source", facts.source.is_some()),
        ("published", facts.published.is_some()),
        ("script", facts.script.is_some()),
    ];
    let missing = |(key, there): (&str, bool)| {
        (!there && !facts.draft)
            .then(|| Diagnostic::at(Message::FactMissing { key: key.to_owned() }, file, 0..3))
    };
    needed.into_iter().filter_map(missing).collect()
}

fn unplaced_notes(notice: &Notice, file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let blocks = notice.blocks();
    let placed =
        |note: &&Note| !blocks.iter().any(|(_, block)| block.text.source().contains(note.on.source()));
    let report = |note: &Note| {
        let words = note.on.source().to_owned();
        Diagnostic::at(Message::NoteUnplaced { words }, file, yaml::key_span(&file.text, "notes"))
    };
    notice.facts.notes.iter().filter(placed).map(report).collect()
}

/// Prints a notice as the file that [`parse`] reads: every string quoted, keys in a fixed order, absent ones left out.
pub fn print(notice: &Notice) -> String {
    let facts = &notice.facts;
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {value}");
        }
    };
    let quoted = |text: &Option<Text>| text.as_ref().map(|text| yaml::quote(text.source()));
    line("title", quoted(&facts.title));
    line("source", quoted(&facts.source));
    line("published", facts.published.map(|date| date.to_string()));
    line("script", facts.script.map(|script| script.tag().to_owned()));
    line("document_number", quoted(&facts.document_number));
    line("draft", facts.draft.then(|| "true".to_owned()));
    line("seed", facts.seed.as_deref().map(yaml::quote));
    line("sha256", facts.sha256.as_deref().map(yaml::quote));
    print_meeting(&facts.meeting, &mut out);
    print_notes(facts, &mut out);
    if !facts.differences.is_empty() {
        out.push_str("differences:\n");
    }
    for difference in &facts.differences {
        let [seed, notice, reason] =
            [&difference.seed, &difference.notice, &difference.reason].map(|string| yaml::quote(string));
        let _ = writeln!(out, "  - seed: {seed}\n    notice: {notice}\n    reason: {reason}");
    }
    if !facts.terms.entries().is_empty() {
        out.push_str("terms:\n");
    }
    for term in facts.terms.entries() {
        let script = facts.script.unwrap_or(Script::Hant);
        let [word, shown] = [script, script.other()].map(|script| yaml::quote(term.in_script(script)));
        let _ = writeln!(out, "  {word}: {shown}");
    }
    out.push_str("---\n\n");
    out + &body::print(&notice.body)
}

fn print_meeting(meeting: &Meeting, out: &mut String) {
    let lines = [
        ("date", meeting.date.map(|date| date.to_string())),
        ("convener", meeting.convener.as_ref().map(|text| yaml::quote(text.source()))),
        ("attended", meeting.attended.as_ref().map(|text| yaml::quote(text.source()))),
    ];
    if lines.iter().any(|(_, value)| value.is_some()) {
        out.push_str("meeting:\n");
    }
    for (key, value) in lines {
        if let Some(value) = value {
            let _ = writeln!(out, "  {key}: {value}");
        }
    }
}

fn print_notes(facts: &Facts, out: &mut String) {
    if !facts.notes.is_empty() {
        out.push_str("notes:\n");
    }
    for note in &facts.notes {
        let _ = writeln!(
            out,
            "  - on: {}\n    text: {}",
            yaml::quote(note.on.source()),
            yaml::quote(note.text.source())
        );
        if Some(note.text.script()) != facts.script {
            let _ = writeln!(out, "    script: {}", note.text.script().tag());
        }
        if !note.sources.is_empty() {
            out.push_str("    sources:\n");
        }
        for source in &note.sources {
            let _ = writeln!(out, "      - {}", yaml::quote(source));
        }
    }
}
