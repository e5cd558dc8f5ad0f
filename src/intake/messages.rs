//! What is to be said of a notice, of its citations, and of the names that regulations share, at its place in the file. It
//! must not know how a citation is found or resolved.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::citation::editor::Unknown;
use crate::citation::{Bound, Citation, Conflict, Reason, Resolution, Vague};
use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Letters, Message, SourceFile};
use crate::notice::Notice;
use crate::regulation::{Regulation, RegulationId, Repeal};

/// The messages about a notice as a whole.
pub(super) fn of_notice(loaded: &Loaded<Notice>) -> impl Iterator<Item = Diagnostic> {
    let draft = loaded.value.facts.draft.then(|| draft(loaded));
    draft.or_else(|| bodiless(loaded)).or_else(|| undated(loaded)).into_iter()
}

/// A published notice that says nothing.
fn bodiless(loaded: &Loaded<Notice>) -> Option<Diagnostic> {
    let silent = loaded.value.blocks().iter().all(|(_, block)| block.text.source().trim().is_empty());
    let message = Message::NoticeEmpty { id: loaded.value.id.to_string() };
    silent.then(|| Diagnostic::in_file(message, &loaded.file))
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
    Whereabouts::of_notice(loaded).message(message, &link.address, None)
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
    at: &Whereabouts<'_>,
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
            return vec![at.message(message, name, title)];
        }
        Resolution::Open(reason) => {
            let message = Message::CitationOpen {
                name: name.to_string(),
                reason: reason.english().to_owned(),
                reason_zh: reason.chinese().to_owned(),
            };
            return vec![at.message(message, name, title)];
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
        messages.push(at.message(message, name, title));
    }
    if let (true, Some(year)) = (citation.is_later(), citation.mention.version) {
        let message = Message::VersionLater { name: name.to_string(), year: year.to_string() };
        messages.push(at.message(message, name, title));
    }
    // What was in force when the notice was published is cited rightly.
    if let Some(repeal) = regulation.and_then(|one| one.repeal(at.day)) {
        let (since, since_zh) = match repeal {
            Repeal::From(day) => (format!(" as of {day}"), format!("自 {day} 起廢止")),
            Repeal::Undated => (String::new(), "已廢止".to_owned()),
        };
        let message = Message::RegulationRepealed { name: name.to_string(), since, since_zh };
        messages.push(at.message(message, name, title));
    }
    messages.extend(pins(citation, at, regulation));
    messages
}

/// What is to be said of a regulation's own text: only that a place is not there, for then the one or the other was not
/// read whole. What it cites beside is its authors' concern.
pub(super) fn of_text(
    regulation: &Regulation,
    citations: &[Citation],
    regulations: &[Regulation],
    file: impl Fn(&RegulationId) -> Option<Arc<SourceFile>>,
) -> Vec<Diagnostic> {
    let lacking = |citation: &&Citation| !citation.missing().is_empty();
    let mut lacking = citations.iter().filter(lacking).peekable();
    if lacking.peek().is_none() {
        return Vec::new();
    }
    let Some((held, file)) = regulation.held.as_ref().zip(file(&regulation.id)) else { return Vec::new() };
    let texts = held.texts().into_iter().map(|(_, text)| text.source()).collect();
    let at = Whereabouts::of(&file, texts, None);
    let cited = |citation: &Citation| match &citation.resolution {
        Resolution::Resolved { regulation, .. } => regulations.iter().find(|one| one.id == *regulation),
        Resolution::Open(_) => None,
    };
    lacking.flat_map(|citation| pins(citation, &at, cited(citation))).collect()
}

/// The places of a citation that are not in the regulation that it leads to.
fn pins(citation: &Citation, at: &Whereabouts<'_>, regulation: Option<&Regulation>) -> Vec<Diagnostic> {
    let block = citation.block;
    let message = |(span, bound): (&Range<usize>, Bound)| {
        let text = at.texts.get(block).copied().unwrap_or_default();
        let words: String = text.chars().skip(span.start).take(span.len()).collect();
        let name =
            regulation.map_or(&*citation.mention.name, |regulation| regulation.name.source()).to_owned();
        let message = match bound {
            Bound::Twice => Message::PinTwice { name, pin: words.clone() },
            _ => Message::PinOutOfBounds { name, pin: words.clone() },
        };
        at.message(message, &words, Some((block, span.start)))
    };
    citation.missing().into_iter().map(message).collect()
}

/// Where the texts that cite stand.
pub(super) struct Whereabouts<'t> {
    file: &'t Arc<SourceFile>,
    /// As citations count them.
    texts: Vec<&'t str>,
    /// The day of which they are.
    day: Option<Date>,
    /// Where each of them stands in the file, and its letters there: made for the first message.
    places: OnceCell<Vec<Range<usize>>>,
    letters: Vec<OnceCell<Letters>>,
    /// The letters of the whole file, for what is in none of them.
    whole: OnceCell<Letters>,
}

impl<'t> Whereabouts<'t> {
    pub(super) fn of_notice(loaded: &'t Loaded<Notice>) -> Self {
        let texts = loaded.value.blocks().into_iter().map(|(_, block)| block.text.source()).collect();
        Self::of(&loaded.file, texts, loaded.value.facts.published)
    }

    fn of(file: &'t Arc<SourceFile>, texts: Vec<&'t str>, day: Option<Date>) -> Self {
        let letters = texts.iter().map(|_| OnceCell::new()).collect();
        Self { file, texts, day, places: OnceCell::new(), letters, whole: OnceCell::new() }
    }

    /// Where words stand in a block.
    fn in_block(&self, block: usize, before: &str, words: &str, after: &str) -> Option<Range<usize>> {
        let place = self.places.get_or_init(|| places(self.file, &self.texts)).get(block)?;
        let letters = self.letters.get(block)?;
        let letters = letters.get_or_init(|| Letters::of(&self.file.text[..place.end], place.start));
        letters.find(before, words, after)
    }

    /// A message about words of it. `at` is where they or their mark stand: the block, and the characters before them in
    /// it.
    fn message(&self, message: Message, words: &str, at: Option<(usize, usize)>) -> Diagnostic {
        let around = at.and_then(|(block, start)| {
            let text = *self.texts.get(block)?;
            let start = text.char_indices().nth(start).map_or(text.len(), |(byte, _)| byte);
            // A mark may stand before a name.
            let start = start + text[start..].find(words)?;
            Some((&text[..start], &text[start + words.len()..]))
        });
        let (before, after) = around.unwrap_or_default();
        let block = at.filter(|_| around.is_some()).map(|(block, _)| block);
        let span = block.and_then(|block| self.in_block(block, before, words, after)).or_else(|| {
            let whole = || Letters::of(&self.file.text, content::body_start(self.file));
            self.whole.get_or_init(whole).find(before, words, after)
        });
        match span {
            Some(span) => Diagnostic::at(message, self.file, span),
            None => Diagnostic::in_file(message, self.file),
        }
    }
}

/// Where texts stand in their file, one behind the other: the same sentence may be in several. One that marks of Markdown
/// tear apart is somewhere between those beside it.
fn places(file: &SourceFile, texts: &[&str]) -> Vec<Range<usize>> {
    /// Marks, white space and numbers take no more than this beside a text, or than it takes itself.
    const MARKS: usize = 1000;
    /// And where several could not be found, the next is looked for within this.
    const FAR: usize = 200_000;
    let text = file.text.as_str();
    let mut done = content::body_start(file);
    // How far behind `done` the next text may end.
    let mut reach = 0;
    let found: Vec<Option<Range<usize>>> = texts
        .iter()
        .map(|words| {
            reach = (reach + words.len() * 2 + MARKS).min(words.len() * 2 + FAR);
            let end = text.floor_char_boundary(done.saturating_add(reach));
            let place = Letters::of(&text[..end], done).find("", words, "")?;
            done = place.end;
            reach = 0;
            Some(place)
        })
        .collect();
    let mut places = Vec::with_capacity(found.len());
    let mut next = text.len();
    for place in found.iter().rev() {
        next = place.as_ref().map_or(next, |place| place.start);
        places.push(place.clone().unwrap_or(0..next));
    }
    places.reverse();
    let mut before = content::body_start(file);
    for (place, found) in places.iter_mut().zip(&found) {
        match found {
            Some(found) => before = found.end,
            None => place.start = before.min(place.end),
        }
    }
    places
}
