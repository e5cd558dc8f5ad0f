//! What is to be said of a notice, of its citations, and of the names that regulations share, at its place in the file. It
//! must not know how a citation is found or resolved.

use std::sync::Arc;

use crate::citation::editor::Unknown;
use crate::citation::{Bound, Citation, Conflict, Reason, Resolution, Vague};
use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Letters, Message, SourceFile};
use crate::notice::Notice;
use crate::regulation::{Regulation, Repeal};

/// The messages about a notice as a whole.
pub(super) fn of_notice(loaded: &Loaded<Notice>) -> impl Iterator<Item = Diagnostic> {
    let draft = loaded.value.facts.draft.then(|| draft(loaded));
    draft.or_else(|| undated(loaded)).into_iter()
}

/// A published notice whose id was made when it had no date.
fn undated(loaded: &Loaded<Notice>) -> Option<Diagnostic> {
    let id = loaded.value.id.to_string();
    let date = loaded.value.facts.published.filter(|_| id.starts_with("undated-"))?;
    Some(Diagnostic::in_file(Message::IdUndated { id, date: date.to_string() }, &loaded.file))
}

fn draft(loaded: &Loaded<Notice>) -> Diagnostic {
    Diagnostic::in_file(Message::Draft { id: loaded.value.id.to_string() }, &loaded.file)
}

pub(super) fn unknown_link(link: &Unknown, loaded: &Loaded<Notice>) -> Diagnostic {
    let message = Message::RegulationUnknown { id: link.id.to_string() };
    in_body(message, &link.address, loaded, None)
}

pub(super) fn shared_name(conflict: &Conflict, file: Option<Arc<SourceFile>>) -> Diagnostic {
    let message = Message::NameTwice { name: conflict.name.to_string(), other: conflict.other.to_string() };
    match file {
        Some(file) => {
            let at = file.text.find(&*conflict.name).unwrap_or(0);
            Diagnostic::at(message, &file, at..at + conflict.name.len())
        }
        None => Diagnostic::plain(message),
    }
}

/// A name that says no more than a kind: every 《辦法》 would lead to it.
pub(super) fn vague_alias(vague: &Vague, file: Option<Arc<SourceFile>>) -> Diagnostic {
    let message = Message::AliasVague { alias: vague.alias.to_string() };
    let Some(file) = file else { return Diagnostic::plain(message) };
    // The name has the word in it, too: it is the one among the aliases.
    let from = content::key_span(&file, "aliases").start;
    match file.text[from..].find(&*vague.alias) {
        Some(at) => Diagnostic::at(message, &file, from + at..from + at + vague.alias.len()),
        None => Diagnostic::in_file(message, &file),
    }
}

/// What is to be said of a citation: that it is open, that a place it points to is not there, that it names a version
/// no longer in force.
pub(super) fn of_citation(
    citation: &Citation,
    loaded: &Loaded<Notice>,
    regulations: &[Regulation],
) -> Vec<Diagnostic> {
    let name = &citation.mention.name;
    let block = citation.block;
    let title = Some((block, citation.mention.title.start));
    let regulation = match &citation.resolution {
        // Told once for each document, where its stub is made.
        Resolution::Open(Reason::Unregistered) => return Vec::new(),
        Resolution::Open(Reason::NotRules) => {
            let message = Message::CitationNotRules { name: name.to_string() };
            return vec![in_body(message, name, loaded, title)];
        }
        Resolution::Open(reason) => {
            let message = Message::CitationOpen {
                name: name.to_string(),
                reason: reason.english().to_owned(),
                reason_zh: reason.chinese().to_owned(),
            };
            return vec![in_body(message, name, loaded, title)];
        }
        Resolution::Resolved { regulation, .. } => regulations.iter().find(|one| one.id == *regulation),
    };
    let mut messages = Vec::new();
    if citation.is_superseded() {
        let name_of = name.to_string();
        let message = match citation.mention.version {
            Some(year) => Message::VersionSuperseded { name: name_of, year: year.to_string() },
            None => Message::VersionEarlier { name: name_of },
        };
        messages.push(in_body(message, name, loaded, title));
    }
    // What was in force when the notice was published is cited rightly.
    if let Some(repeal) = regulation.and_then(|one| one.repeal(loaded.value.facts.published)) {
        let (since, since_zh) = match repeal {
            Repeal::From(day) => (format!(" as of {day}"), format!("自 {day} 起廢止")),
            Repeal::Undated => (String::new(), "已廢止".to_owned()),
        };
        let message = Message::RegulationRepealed { name: name.to_string(), since, since_zh };
        messages.push(in_body(message, name, loaded, title));
    }
    for (pin, bound) in citation.mention.pins.iter().zip(&citation.bounds) {
        if !bound.is_sound() {
            let blocks = loaded.value.blocks();
            let text = blocks[citation.block].1.text.source();
            let words: String = text.chars().skip(pin.span.start).take(pin.span.len()).collect();
            let name = regulation.map_or(&**name, |regulation| regulation.name.source()).to_owned();
            let message = match bound {
                Bound::Twice => Message::PinTwice { name, pin: words.clone() },
                _ => Message::PinOutOfBounds { name, pin: words.clone() },
            };
            messages.push(in_body(message, &words, loaded, Some((block, pin.span.start))));
        }
    }
    messages
}

/// A message about words of a notice. `at` is where they or their mark stand: the block, and the characters before them in
/// it.
fn in_body(message: Message, words: &str, loaded: &Loaded<Notice>, at: Option<(usize, usize)>) -> Diagnostic {
    let blocks = loaded.value.blocks();
    let around = at.and_then(|(block, start)| {
        let text = blocks.get(block)?.1.text.source();
        let start = text.char_indices().nth(start).map_or(text.len(), |(byte, _)| byte);
        // A mark may stand before a name.
        let start = start + text[start..].find(words)?;
        Some((&text[..start], &text[start + words.len()..]))
    });
    let (before, after) = around.unwrap_or_default();
    let letters = Letters::of(&loaded.file.text, content::body_start(&loaded.file));
    match letters.find(before, words, after) {
        Some(span) => Diagnostic::at(message, &loaded.file, span),
        None => Diagnostic::in_file(message, &loaded.file),
    }
}
