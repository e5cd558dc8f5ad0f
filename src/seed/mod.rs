//! Reading a seed: the raw text of a notice, as found, becomes a [`Reading`]: a draft of the notice and everything
//! that a person should know about how it was made. One file a concern, in the order of the work: lines and what they
//! are (`layout`, with `noise`, `metadata`, `date`), the page around the body (`page`, with `copies`), the forms of
//! enumeration (`enumeration`), the lists they make (`list`, with `turn`), the body cut by them (`body`, with `head` and
//! `maxim`), and what is cross-checked or told besides (`announced`, `meeting`). A notice is held against its seed by `held`.
//!
//! Reading never fails and never panics: whatever the input, the answer is what was found, and messages. It must not
//! know files on disk, Markdown, citations or pages.

mod announced;
mod body;
mod copies;
mod date;
mod decode;
mod enumeration;
mod head;
mod held;
mod layout;
mod list;
mod maxim;
mod meeting;
mod metadata;
mod noise;
mod page;
pub mod slug;
mod span;
mod turn;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::{Facts, Meeting, Section};
use crate::script::{Detection, Script, Text, detect, detect_in};

pub use decode::{Decoded, Left, LeftKind, Tags, Undecodable, decode};
pub use held::{Claims, Held, Unstated, hold};
pub(crate) use words::is_zero_width;

use body::Para;
use enumeration::Marker;
use layout::{Forms, Kind, Words};
use list::{Item, items, told_again};
use page::Page;

/// What was read from a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The notice's facts, as far as the seed has them. `draft` is set where something needs a person.
    pub facts: Facts,
    /// Its body, cut. Every character of `kept` that is not white space, in order.
    pub body: Vec<Section>,
    /// The stretches of the decoded seed that are the body, as byte offsets, in reading order.
    pub kept: Vec<Range<usize>>,
    /// Where the seed states what the facts say.
    pub stated: Stated,
    /// What was recognised, and what it was unsure of.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where in the decoded seed its facts stand, as byte ranges of the lines; `None` where the text does not state one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The title: its first line.
    pub title: Option<Range<usize>>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The publication date.
    pub published: Option<Range<usize>>,
}

/// Reads the decoded text of a seed.
pub fn read(seed: &Arc<SourceFile>) -> Reading {
    read_tagged(seed, &Tags::default())
}

/// Reads the decoded text of a web page, whose tags win over what its text looks like.
pub fn read_tagged(seed: &Arc<SourceFile>, tags: &Tags) -> Reading {
    let text = seed.text.as_str();
    let plain = words::plain(text);
    let minguo = !matches!(detect(text), Detection::One { script: Script::Hans, .. });
    let page = page::page(text, &plain, tags, minguo);
    // The page around a notice may be in the other script: what is published decides.
    let detection = match detect_in(|| {
        let pieces = page.body.iter().flat_map(|&index| page.units[index].pieces(text));
        pieces.flat_map(|piece| text[piece].chars())
    }) {
        Detection::Undecided => detect(text),
        told => told,
    };
    let script = match &detection {
        Detection::One { script, .. } => Some(*script),
        Detection::Undecided | Detection::Mixed => None,
    };
    let written = script.unwrap_or(Script::Hant);
    let published = page.published.as_ref().map(|found| found.value);
    let mut facts = Facts {
        title: page.title.as_ref().map(|title| Text::new(title.as_str(), written)),
        source: page.source.as_ref().map(|found| Text::new(found.value.as_str(), written)),
        published,
        script,
        document_number: page.number.as_ref().map(|number| Text::new(number.as_str(), written)),
        ..Facts::default()
    };
    facts.draft = facts.title.is_none()
        || facts.source.is_none()
        || published.is_none()
        || script.is_none()
        || page.second.is_some()
        || page.otherwise > OTHERWISE
        || page.leaves_out_text(&plain);

    let mut teller = Teller { seed, diagnostics: Vec::new(), kinds: BTreeMap::new() };
    let blank = text.chars().all(words::is_gap);
    if blank {
        teller.whole(Message::SeedEmpty);
    } else {
        teller.nuls(text);
        teller.facts(&page, &facts, &detection);
        teller.page(&page, text);
    }
    // What only a tag states has an empty place.
    let place = |span: &Range<usize>| (!span.is_empty()).then(|| span.clone());
    let stated = Stated {
        title: page.title_at.clone(),
        source: page.source.as_ref().and_then(|found| place(&found.span)),
        published: page.published.as_ref().and_then(|found| place(&found.span)),
    };
    // Each stage goes before the next one comes: a long seed has paragraphs and items by the million.
    let forms = Forms { text, plain: &plain };
    let paras = paras(&page, &forms);
    drop(page);
    let items = items(&paras);
    if !blank {
        teller.lists(&paras, &items);
        teller.rest();
    }
    let again = told_again(&items, &paras);
    facts.draft |= again.is_some();
    if let Some(item) = again {
        let span = span_of(&paras, item);
        let line = (1 + text[..span.start].matches('\n').count()).to_string();
        teller.at(Message::ListAgain { line }, span);
    }
    facts.meeting = meeting_of(&paras, &items, published, minguo, written);
    let body = body::cut(&paras, items, written);
    facts.draft |= body.is_empty();
    let kept = paras.iter().flat_map(|para| para.words.pieces()).collect();
    Reading { facts, body, kept, stated, diagnostics: teller.diagnostics }
}

/// Decodes a seed's bytes and reads them. The file that is returned holds the decoded text; where there is none, it is
/// empty, and the reading says why.
pub fn read_bytes<'b>(path: &str, bytes: impl Into<Cow<'b, [u8]>>) -> (Arc<SourceFile>, Reading) {
    let file = |text: String| Arc::new(SourceFile { path: path.to_owned(), text });
    match decode(path, bytes) {
        Ok(decoded) => {
            let file = file(decoded.text);
            let mut reading = read_tagged(&file, &decoded.tags);
            // Of these the text itself may be wrong, and a person has to look.
            let asks = |left: &Left| {
                matches!(left.kind, LeftKind::Rival | LeftKind::Sign | LeftKind::Shifted | LeftKind::Starred)
            };
            reading.facts.draft |= decoded.left.iter().any(asks);
            reading.diagnostics.extend(left_out(&decoded.left, &file));
            (file, reading)
        }
        Err(error) => {
            let file = file(String::new());
            let unknown = undecodable(error, path);
            let facts = Facts { draft: true, ..Facts::default() };
            let diagnostics = vec![Diagnostic::in_file(unknown, &file)];
            let stated = Stated::default();
            (file, Reading { facts, body: Vec::new(), kept: Vec::new(), stated, diagnostics })
        }
    }
}

/// What is told of a file whose bytes have no text.
pub(crate) fn undecodable(error: Undecodable, path: &str) -> Message {
    let path = path.to_owned();
    match error {
        Undecodable::Binary => Message::SeedNotText { path },
        Undecodable::Encoding => Message::EncodingUnknown { path },
        Undecodable::Long => Message::SeedTooLong { path },
        Undecodable::Broken => Message::WordFileBroken { path },
    }
}

/// Where a copy that is left out has more characters than these otherwise than the one that is kept, a person has to look.
const OTHERWISE: usize = 60;

/// So many characters of words that are not in the text are shown.
const SHOWN: usize = 30;

/// So many runs of words that may be misread are told one by one.
const RUNS: usize = 40;

/// Each of the words of a kind once: every one of them has to be looked at.
fn each(left: &[Left], kind: LeftKind) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let of_kind = left.iter().filter(|one| one.kind == kind).map(|one| one.words.as_str());
    for words in of_kind {
        if seen.len() <= RUNS && !seen.contains(&words) {
            seen.push(words);
        }
    }
    let rest = if seen.len() > RUNS { "” … “…" } else { "" };
    let shown: Vec<String> = seen.iter().take(RUNS).map(|words| words::shortened(words, SHOWN)).collect();
    shown.join("” “") + rest
}

/// Tells what a file holds beside its text, one message a kind.
fn left_out(left: &[Left], file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<LeftKind, (&str, usize)> = BTreeMap::new();
    for one in left {
        let count = match one.kind {
            // Its words are the sign's name.
            LeftKind::Sign => 1,
            _ => one.words.chars().filter(|&c| !words::is_gap(c)).count(),
        };
        kinds.entry(one.kind).or_insert((&one.words, 0)).1 += count;
    }
    let message = |(kind, (words, count)): (LeftKind, (&str, usize))| {
        let (count, words) = (count.to_string(), words::shortened(words, SHOWN));
        let (what, what_zh) = match kind {
            LeftKind::Rival | LeftKind::Passage => return Message::PassageLeftOut { count, words },
            LeftKind::Hidden => ("hidden text", "隱藏的文字"),
            LeftKind::Deleted => ("text that is struck out", "已刪去的文字"),
            LeftKind::Field => ("the text of a button or a form", "按鈕或表單中的文字"),
            LeftKind::Comment => ("a comment in the file", "檔案中的註解"),
            LeftKind::FrontMatter => ("front matter", "檔頭"),
            LeftKind::Sign => return Message::SignUnknown { count, words },
            LeftKind::Shifted => return Message::DigitsShifted { words: each(left, kind) },
            LeftKind::Starred => return Message::StarsLeftOut { words: each(left, kind) },
        };
        Message::WordsLeftOut { what: what.to_owned(), what_zh: what_zh.to_owned(), count, words }
    };
    kinds.into_iter().map(|kind| Diagnostic::in_file(message(kind), file)).collect()
}

/// How many characters at the start of a heading are its marker (一要 in 一要堅持… is 2); 0 where it has none.
pub fn marker_length(heading: &str) -> usize {
    marker_of(heading).map_or(0, |(plain, marker)| plain[..marker.length()].chars().count())
}

/// The number that a heading's marker writes; `None` where it has none, or only says that it is the last (最後).
pub fn ordinal(heading: &str) -> Option<u32> {
    marker_of(heading).map(|(_, marker)| marker.first).filter(|&number| number > 0)
}

/// The marker that a heading begins with, and the beginning of the heading in plain characters. A marker is short: the
/// rest of the heading need not be made plain. Its end is as good as a gap: the 一 of 一　二、… has no words of its own.
fn marker_of(heading: &str) -> Option<(String, Marker)> {
    let start: String = heading.chars().chain(['　']).take(40).collect();
    let plain = words::plain(&start);
    let marker = enumeration::marker_at(&plain)?;
    Some((plain, marker))
}

/// The paragraphs of the body, with their characters.
fn paras<'t>(page: &Page, forms: &'t Forms<'t>) -> Vec<Para<'t>> {
    let mut before = 0;
    let laid_out = is_laid_out(page);
    page.body
        .iter()
        .map(|&index| {
            let between = page.units.get(before..index).unwrap_or_default();
            let paged = between.iter().any(|unit| matches!(unit.kind, Kind::PageBreak(_)));
            before = index;
            let unit = &page.units[index];
            Para {
                words: Words::of(unit, forms),
                closing: page.closing.contains(&index),
                row: unit.row && !laid_out,
                apart: unit.apart,
                paged,
            }
        })
        .collect()
}

/// Whether all of a notice is laid out in a table, but for a few words around it: then its rows are its paragraphs.
fn is_laid_out(page: &Page) -> bool {
    let (mut rows, mut all) = (0, 0);
    for unit in page.body.iter().map(|&index| &page.units[index]) {
        let length = unit.span().len();
        rows += if unit.row { length } else { 0 };
        all += length;
    }
    rows * 5 > all * 4
}

/// So many paragraphs are looked at for what minutes state at their head.
const HEAD: usize = 12;

/// What the head of minutes, or the paragraphs before the first directive, say of the meeting.
fn meeting_of(
    paras: &[Para<'_>],
    items: &[Item],
    published: Option<jiff::civil::Date>,
    minguo: bool,
    script: Script,
) -> Meeting {
    let end = items.first().map_or(paras.len(), |item| item.pos.para() + usize::from(item.pos.at() > 0));
    let lead: Vec<&str> = paras[..end.min(3)].iter().map(Para::plain).collect();
    let head: Vec<&str> = paras[..paras.len().min(HEAD)].iter().map(Para::plain).collect();
    let found = meeting::labelled(&head, minguo).unwrap_or_else(|| meeting::facts(&lead, published, minguo));
    let words = |(para, range): (usize, Range<usize>)| Text::new(paras[para].text()[range].trim(), script);
    Meeting { date: found.date, convener: found.convener.map(words), attended: found.attended.map(words) }
}

/// So many of the lines that were taken for the page's own are shown, of all that are counted.
const LISTED: usize = 6;

/// Of one kind of message a person reads no more than this.
const MOST: usize = 100;

/// Collects what is to be told about a reading.
struct Teller<'s> {
    seed: &'s Arc<SourceFile>,
    diagnostics: Vec<Diagnostic>,
    /// How many of each kind there were.
    kinds: BTreeMap<&'static str, usize>,
}

impl Teller<'_> {
    fn whole(&mut self, message: Message) {
        self.diagnostics.push(Diagnostic::in_file(message, self.seed));
    }

    fn at(&mut self, message: Message, span: Range<usize>) {
        let count = self.kinds.entry(message.code()).or_default();
        *count += 1;
        if *count <= MOST {
            self.diagnostics.push(Diagnostic::at(message, self.seed, span));
        }
    }

    /// How many of each kind are not told one by one.
    fn rest(&mut self) {
        for (kind, count) in std::mem::take(&mut self.kinds) {
            if let Some(count) = count.checked_sub(MOST).filter(|&count| count > 0) {
                let message = Message::MoreOfKind { count: count.to_string(), kind: kind.to_owned() };
                self.whole(message);
            }
        }
    }

    fn nuls(&mut self, text: &str) {
        if let Some(at) = text.find('\0') {
            let count = text.matches('\0').count().to_string();
            self.at(Message::NulCharacters { count }, at..at + 1);
        }
    }

    fn facts(&mut self, page: &Page, facts: &Facts, detection: &Detection) {
        if facts.title.is_none() {
            self.whole(Message::TitleMissing);
        }
        match &page.source {
            None => self.whole(Message::SourceMissing),
            Some(found) if page.source_inferred => {
                self.at(Message::SourceInferred { source: found.value.clone() }, found.span.clone());
            }
            Some(_) => {}
        }
        match &page.published {
            None => match &page.signed {
                Some(found) => {
                    self.at(Message::DateSigned { date: found.value.to_string() }, found.span.clone());
                }
                None => self.whole(Message::DateMissing),
            },
            Some(found) => {
                let date = found.value.to_string();
                if page.published_ambiguous && page.published_other.is_none() {
                    self.at(Message::DateAmbiguous { date: date.clone() }, found.span.clone());
                }
                if let Some(other) = &page.published_other {
                    self.at(
                        Message::DateTwice { kept: date, other: other.value.to_string() },
                        other.span.clone(),
                    );
                }
            }
        }
        match detection {
            Detection::Undecided => self.whole(Message::ScriptUndecided),
            Detection::Mixed => self.whole(Message::ScriptUndecided),
            Detection::One { odd, .. } if !odd.is_empty() => {
                self.whole(Message::ScriptMixed { characters: odd.iter().take(30).collect() });
            }
            Detection::One { .. } => {}
        }
    }

    fn page(&mut self, page: &Page, text: &str) {
        if let Some(unit) = page.second.map(|second| &page.units[second]) {
            let message = Message::NoticeSecond {
                line: unit.line().to_string(),
                words: words::shortened(&unit.words(text), SHOWN),
            };
            self.at(message, unit.span());
        }
        for (units, snippet) in &page.copies {
            let (Some(&first), Some(&last)) = (units.first(), units.last()) else { continue };
            let (first, last) = (&page.units[first], &page.units[last]);
            let end = last.line() + last.height() - 1;
            let lines =
                if first.line() == end { format!("{end}") } else { format!("{}–{end}", first.line()) };
            let span = first.span().start..last.span().end;
            let message =
                if *snippet { Message::SnippetDropped { lines } } else { Message::CopyDropped { lines } };
            self.at(message, span);
        }
        for (kept, other) in &page.differences {
            self.at(
                Message::CopyDiffers { kept: kept.value.clone(), other: other.clone() },
                kept.span.clone(),
            );
        }
        if let Some(&first) = page.furniture.first() {
            let words: Vec<String> = page
                .furniture
                .iter()
                .take(LISTED)
                .map(|&index| format!("“{}”", words::shortened(&page.units[index].words(text), 15)))
                .collect();
            let rest = if page.furniture.len() > LISTED { " …" } else { "" };
            let message = Message::LinesDropped {
                count: page.furniture.len().to_string(),
                words: words.join(" ") + rest,
            };
            self.at(message, page.units[first].span());
        }
        for &index in &page.unknown {
            let unit = &page.units[index];
            self.at(Message::LineLeftOut { words: words::shortened(&unit.words(text), 30) }, unit.span());
        }
    }

    fn lists(&mut self, paras: &[Para<'_>], items: &[Item]) {
        if items.is_empty() {
            self.whole(Message::DirectivesMissing);
        }
        for item in items {
            if let Some(due) = item.slip {
                let marker = paras[item.pos.para()].text()
                    [item.pos.at()..item.pos.at() + item.marker.length()]
                    .to_owned();
                self.at(Message::OrdinalSlip { marker, expected: due.to_string() }, span_of(paras, item));
            }
        }
        let mut found: BTreeMap<usize, u32> = BTreeMap::new();
        for item in items {
            *found.entry(item.list()).or_default() += item.marker.count();
        }
        let mut list = None;
        for item in items.iter().filter(|item| item.level() == 0) {
            if list.replace(item.list()) != Some(item.list()) {
                self.count(paras, item, found.get(&item.list()).copied().unwrap_or(0));
            }
        }
    }

    /// Compares the count that the words before a list announce with what it has.
    fn count(&mut self, paras: &[Para<'_>], first: &Item, found: u32) {
        let para = first.pos.para();
        let lead = match &paras[para].plain()[..first.pos.at()] {
            "" if para > 0 => paras[para - 1].plain(),
            lead => lead,
        };
        let Some((announced, _)) = announced::announced(lead) else { return };
        if announced != found {
            self.at(
                Message::CountDiffers { announced: announced.to_string(), found: found.to_string() },
                span_of(paras, first),
            );
        }
    }
}

/// Where the marker of an item stands in the seed: its paragraph's stretch that holds it.
fn span_of(paras: &[Para<'_>], item: &Item) -> Range<usize> {
    let para = &paras[item.pos.para()];
    let mut at = item.pos.at();
    let mut last = 0..0;
    for piece in para.words.pieces() {
        if at < piece.len() {
            return piece.start + at..(piece.start + at + item.marker.length()).min(piece.end);
        }
        at -= piece.len();
        last = piece;
    }
    last
}
