//! The site: notices, regulations and citations linked into one immutable graph, with the way back from a regulation to
//! whatever cites it. Built once, by [`Site::link`]; no setters, no locks. It must not know pages, editions or files.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::citation::editor::Unknown;
use crate::citation::{self, Citation, Conflict, Reason, Registry, Resolution};
use crate::config::Config;
use crate::content::{self, Content, Loaded};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::Notice;
use crate::permalinks::{self, Address, Offered, Permalinks};
use crate::regulation::{Regulation, RegulationId};
use crate::script::{Script, Text};
use crate::seed::slug;

/// How many characters of a block are looked for in its file, to tell it from others.
const OPENING: usize = 12;

/// A published notice with its citations.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The notice: it has a title, a source, a date and a script.
    pub notice: Notice,
    /// Its citations, in reading order.
    pub citations: Vec<Linked>,
    /// The addresses it has, with what stands there.
    pub addresses: Offered,
}

/// A citation and the page it leads to.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Linked {
    /// The citation.
    pub citation: Citation,
    /// The regulation that it means, or the stub of an unregistered one; `None` where it leads nowhere.
    pub regulation: Option<RegulationId>,
}

impl Entry {
    /// The day it was published.
    pub fn published(&self) -> Date {
        self.notice.facts.published.unwrap_or_default()
    }
}

/// One citation as seen from the regulation: indices into [`Site::entries`] and [`Entry::citations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Backlink {
    /// The notice's index.
    pub entry: usize,
    /// The citation's index in it.
    pub citation: usize,
}

/// Everything that a site shows.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// Published notices, newest first; those of one day by id.
    pub entries: Vec<Entry>,
    /// Regulations by id, registered ones and stubs.
    pub regulations: Vec<Regulation>,
    /// For each regulation, in the same order, what cites it: newest first, in reading order within a notice.
    pub backlinks: Vec<Vec<Backlink>>,
    /// Every address that the site has published, with those that this one adds.
    pub permalinks: Permalinks,
}

impl Site {
    /// Links notices and regulations. Drafts are left out and reported; a citation that leads nowhere is reported; a
    /// document that is cited but not registered becomes a stub; an address that was published and would be lost is an
    /// error. `today` is the day on which a text that is new takes another's place.
    pub fn link(config: Config, content: Content, today: Date) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let (drafts, mut published): (Vec<_>, Vec<_>) =
            content.notices.into_iter().partition(|loaded| loaded.value.facts.draft);
        let before = content.permalinks;
        diagnostics
            .extend(drafts.iter().filter(|loaded| !before.value.is_withdrawn(&loaded.value.id)).map(draft));
        diagnostics.extend(withdrawn(&before.value));
        published.retain(|loaded| !before.value.is_withdrawn(&loaded.value.id));
        diagnostics.extend(published.iter().filter_map(undated));
        published.sort_by(|a, b| newest_first(&a.value, &b.value));

        let (mut regulations, files): (Vec<Regulation>, Vec<_>) = (content.regulations.into_iter())
            .filter(|loaded| !before.value.is_regulation_withdrawn(&loaded.value.id))
            .map(|loaded| (loaded.value, loaded.file))
            .unzip();
        let registry =
            Registry::new(&regulations).with_not_rules(config.not_rules.iter().map(|name| &**name));
        diagnostics.extend(registry.conflicts().iter().map(|conflict| shared_name(conflict, &files)));
        let mut entries: Vec<Entry> = Vec::new();
        for loaded in published {
            let mut citations = citation::resolve(&loaded.value, &registry);
            let unknown = citation::editor::apply(&loaded.value, &mut citations, &regulations);
            diagnostics.extend(unknown.iter().map(|link| unknown_link(link, &loaded)));
            diagnostics.extend(
                citations.iter().flat_map(|citation| citation_messages(citation, &loaded, &regulations)),
            );
            let citations = citations.into_iter().map(linked).collect();
            entries.push(Entry { addresses: Offered::by(&loaded.value), notice: loaded.value, citations });
        }
        add_stubs(&mut entries, &mut regulations);
        diagnostics.extend(regulations.iter().filter(|regulation| regulation.stub).map(unregistered));
        regulations.sort_by(|a, b| a.id.cmp(&b.id));

        let backlinks = backlinks(&entries, &regulations);
        let (permalinks, conflicts) = before.value.next(
            entries.iter().map(|entry| (&entry.notice.id, &entry.addresses)),
            regulations.iter().map(|regulation| (&regulation.id, regulation.stub)),
            |stub| successor(stub, &regulations),
            today,
        );
        let conflicts = conflicts.iter().filter(|_| !content.unread);
        diagnostics.extend(conflicts.map(|conflict| permalinks::message(conflict, &before.file)));
        (Self { config, entries, regulations, backlinks, permalinks }, diagnostics)
    }

    /// The index of a regulation.
    pub fn regulation_index(&self, id: &RegulationId) -> Option<usize> {
        self.regulations.binary_search_by(|regulation| regulation.id.cmp(id)).ok()
    }

    /// The regulation of that id.
    pub fn regulation(&self, id: &RegulationId) -> Option<&Regulation> {
        self.regulation_index(id).map(|index| &self.regulations[index])
    }

    /// The notices by year, newest year first; a year's in the order of [`entries`](Self::entries).
    pub fn years(&self) -> Vec<(i16, &[Entry])> {
        self.entries
            .chunk_by(|a, b| a.published().year() == b.published().year())
            .map(|entries| (entries[0].published().year(), entries))
            .collect()
    }
}

/// What is not shown because the publisher has said so.
fn withdrawn(permalinks: &Permalinks) -> impl Iterator<Item = Diagnostic> {
    let message = |address: Address| Diagnostic::plain(Message::Withdrawn { address: address.to_string() });
    permalinks.withdrawn().map(message)
}

/// The registered regulation that a stub's id was made for: its name or an alias makes the same one.
fn successor(stub: &RegulationId, regulations: &[Regulation]) -> Option<RegulationId> {
    let is_its = |name: &Text| {
        let key = citation::key(name.source());
        slug::stub_id(name, key.as_str(), |_| false) == *stub
    };
    let registered = regulations.iter().filter(|regulation| !regulation.stub);
    let mut owners = registered.filter(|one| std::iter::once(&one.name).chain(&one.aliases).any(is_its));
    owners.next().map(|owner| owner.id.clone())
}

/// A published notice whose id was made when it had no date.
fn undated(loaded: &Loaded<Notice>) -> Option<Diagnostic> {
    let id = loaded.value.id.to_string();
    let date = loaded.value.facts.published.filter(|_| id.starts_with("undated-"))?;
    Some(Diagnostic::in_file(Message::IdUndated { id, date: date.to_string() }, &loaded.file))
}

fn newest_first(a: &Notice, b: &Notice) -> std::cmp::Ordering {
    b.facts.published.cmp(&a.facts.published).then_with(|| a.id.cmp(&b.id))
}

fn draft(loaded: &Loaded<Notice>) -> Diagnostic {
    Diagnostic::in_file(Message::Draft { id: loaded.value.id.to_string() }, &loaded.file)
}

fn unknown_link(link: &Unknown, loaded: &Loaded<Notice>) -> Diagnostic {
    let message = Message::RegulationUnknown { id: link.id.to_string() };
    in_body(message, &link.address, loaded, None)
}

fn shared_name(conflict: &Conflict, files: &[Arc<SourceFile>]) -> Diagnostic {
    let message = Message::NameTwice { name: conflict.name.to_string(), other: conflict.other.to_string() };
    let owner = files.iter().find(|file| file.path.ends_with(&format!("/{}.md", conflict.regulation)));
    match owner {
        Some(file) => {
            let at = file.text.find(&*conflict.name).unwrap_or(0);
            Diagnostic::at(message, file, at..at + conflict.name.len())
        }
        None => Diagnostic::plain(message),
    }
}

/// What is to be said of a citation: that it is open, that a place it points to is not there, that it names a version
/// no longer in force.
fn citation_messages(
    citation: &Citation,
    loaded: &Loaded<Notice>,
    regulations: &[Regulation],
) -> Vec<Diagnostic> {
    let name = &citation.mention.name;
    let block = Some(citation.block);
    let regulation = match &citation.resolution {
        // Told once for each document, where its stub is made.
        Resolution::Open(Reason::Unregistered) => return Vec::new(),
        Resolution::Open(reason) => {
            let message = Message::CitationOpen {
                name: name.to_string(),
                reason: reason.english().to_owned(),
                reason_zh: reason.chinese().to_owned(),
            };
            return vec![in_body(message, name, loaded, block)];
        }
        Resolution::Resolved { regulation, .. } => regulations.iter().find(|one| one.id == *regulation),
    };
    let mut messages = Vec::new();
    if let (true, Some(year)) = (citation.is_superseded(), citation.mention.version) {
        let message = Message::VersionSuperseded { name: name.to_string(), year: year.to_string() };
        messages.push(in_body(message, name, loaded, block));
    }
    if regulation.is_some_and(Regulation::is_repealed) {
        messages.push(in_body(Message::RegulationRepealed { name: name.to_string() }, name, loaded, block));
    }
    for (pin, bound) in citation.mention.pins.iter().zip(&citation.bounds) {
        if !bound.is_sound() {
            let blocks = loaded.value.blocks();
            let text = blocks[citation.block].1.text.source();
            let words: String = text.chars().skip(pin.span.start).take(pin.span.len()).collect();
            let name = regulation.map_or(&**name, |regulation| regulation.name.source()).to_owned();
            let message = Message::PinOutOfBounds { name, pin: words.clone() };
            messages.push(in_body(message, &words, loaded, block));
        }
    }
    messages
}

/// A message about words of a notice. They stand in its file as they are but for escapes; words with one are reported
/// for the file as a whole.
fn in_body(message: Message, words: &str, loaded: &Loaded<Notice>, block: Option<usize>) -> Diagnostic {
    let file = &loaded.file.text;
    let mut from = content::body_start(&loaded.file);
    // From the block on, as far as its first words can be found: the same words may stand in many.
    if let Some((_, block)) = block.and_then(|block| loaded.value.blocks().into_iter().nth(block)) {
        let start: String = block.text.source().chars().take(OPENING).collect();
        from += file[from..].find(&start).unwrap_or(0);
    }
    match file[from..].find(words) {
        Some(at) => Diagnostic::at(message, &loaded.file, from + at..from + at + words.len()),
        None => Diagnostic::in_file(message, &loaded.file),
    }
}

fn unregistered(stub: &Regulation) -> Diagnostic {
    let message = Message::DocumentUnregistered {
        name: stub.name.source().to_owned(),
        file: format!("{}/{}.md", content::REGULATIONS, stub.id),
    };
    Diagnostic::plain(message)
}

/// A document that is cited and not registered, with the file that would register it, ready to be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Where the file would lie.
    pub path: String,
    /// Its front matter. The kind is for a person to say.
    pub front: String,
}

impl Site {
    /// The files that would register what is cited and not registered, by path.
    pub fn offers(&self) -> Vec<Offer> {
        let stubs = self.regulations.iter().filter(|regulation| regulation.stub);
        let offer = |stub: &Regulation| Offer {
            path: format!("{}/{}.md", content::REGULATIONS, stub.id),
            front: content::offer(stub),
        };
        stubs.map(offer).collect()
    }
}

fn linked(citation: Citation) -> Linked {
    let regulation = match &citation.resolution {
        Resolution::Resolved { regulation, .. } if !citation.is_superseded() => Some(regulation.clone()),
        Resolution::Resolved { .. } | Resolution::Open(_) => None,
    };
    Linked { citation, regulation }
}

/// Gives every unregistered document a stub, one per identity, and leads its citations there.
fn add_stubs(entries: &mut [Entry], regulations: &mut Vec<Regulation>) {
    let mut stubs: BTreeMap<citation::Key, RegulationId> = BTreeMap::new();
    // Oldest first, so that a new notice never changes which spelling names a stub.
    for Entry { notice, citations, .. } in entries.iter_mut().rev() {
        let Some(script) = notice.facts.script else { continue };
        for Linked { citation, regulation } in citations {
            if citation.resolution == Resolution::Open(Reason::Unregistered) {
                let key = citation::key(&citation.document);
                let id = stubs.entry(key).or_insert_with(|| {
                    let stub = stub(citation, script, regulations);
                    let id = stub.id.clone();
                    regulations.push(stub);
                    id
                });
                *regulation = Some(id.clone());
            }
        }
    }
}

fn stub(citation: &Citation, script: Script, taken: &[Regulation]) -> Regulation {
    let name = Text::new(citation.document.clone(), script);
    let number = citation.mention.number.clone().map(|number| Text::new(number, script));
    let key = citation::key(&citation.document);
    let taken = |word: &str| taken.iter().any(|regulation| regulation.id.as_str() == word);
    let id = slug::stub_id(&name, key.as_str(), taken);
    Regulation::stub(id, name, number)
}

fn backlinks(entries: &[Entry], regulations: &[Regulation]) -> Vec<Vec<Backlink>> {
    let mut backlinks = vec![Vec::new(); regulations.len()];
    for (entry, Entry { citations, .. }) in entries.iter().enumerate() {
        for (citation, found) in citations.iter().enumerate() {
            let Some(id) = &found.regulation else { continue };
            if let Ok(index) = regulations.binary_search_by(|regulation| regulation.id.cmp(id)) {
                backlinks[index].push(Backlink { entry, citation });
            }
        }
    }
    backlinks
}
