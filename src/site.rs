//! The site: notices, regulations and citations linked into one immutable graph, with the way back from a regulation to
//! whatever cites it. Built once, by [`Site::link`]; no setters, no locks. It must not know pages, editions or files.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::citation::{self, Citation, Reason, Registry, Resolution};
use crate::config::Config;
use crate::content::{Content, Loaded};
use crate::diagnostic::{Diagnostic, Message};
use crate::notice::Notice;
use crate::regulation::{Regulation, RegulationId};
use crate::script::{Script, Text};
use crate::seed::slug;

/// A published notice with its citations.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The notice: it has a title, a source, a date and a script.
    pub notice: Notice,
    /// Its citations, in reading order.
    pub citations: Vec<Linked>,
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
}

impl Site {
    /// Links notices and regulations. Drafts are left out and reported; a citation that leads nowhere is reported; a
    /// document that is cited but not registered becomes a stub.
    pub fn link(config: Config, content: Content) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let (drafts, mut published): (Vec<_>, Vec<_>) =
            content.notices.into_iter().partition(|loaded| loaded.value.facts.draft);
        diagnostics.extend(drafts.iter().map(draft));
        published.sort_by(|a, b| newest_first(&a.value, &b.value));

        let mut regulations: Vec<Regulation> =
            content.regulations.into_iter().map(|loaded| loaded.value).collect();
        let registry = Registry::new(&regulations);
        let mut entries: Vec<Entry> = Vec::new();
        for loaded in published {
            let citations = citation::resolve(&loaded.value, &registry);
            diagnostics.extend(citations.iter().filter_map(|citation| open_citation(citation, &loaded)));
            let citations = citations.into_iter().map(linked).collect();
            entries.push(Entry { notice: loaded.value, citations });
        }
        add_stubs(&mut entries, &mut regulations);
        regulations.sort_by(|a, b| a.id.cmp(&b.id));

        let backlinks = backlinks(&entries, &regulations);
        (Self { config, entries, regulations, backlinks }, diagnostics)
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

fn newest_first(a: &Notice, b: &Notice) -> std::cmp::Ordering {
    b.facts.published.cmp(&a.facts.published).then_with(|| a.id.cmp(&b.id))
}

fn draft(loaded: &Loaded<Notice>) -> Diagnostic {
    Diagnostic::in_file(Message::Draft { id: loaded.value.id.to_string() }, &loaded.file)
}

fn open_citation(citation: &Citation, loaded: &Loaded<Notice>) -> Option<Diagnostic> {
    let Resolution::Open(reason) = &citation.resolution else { return None };
    let message = Message::CitationOpen {
        name: citation.mention.name.to_string(),
        reason: reason.english().to_owned(),
        reason_zh: reason.chinese().to_owned(),
    };
    // The body stands in the file as it is but for escapes; a name that has one is reported for the file as a whole.
    let at = loaded.file.text.find(&*citation.mention.name);
    Some(match at {
        Some(at) => Diagnostic::at(message, &loaded.file, at..at + citation.mention.name.len()),
        None => Diagnostic::in_file(message, &loaded.file),
    })
}

fn linked(citation: Citation) -> Linked {
    let regulation = match &citation.resolution {
        Resolution::Resolved { regulation, .. } => Some(regulation.clone()),
        Resolution::Open(_) => None,
    };
    Linked { citation, regulation }
}

/// Gives every unregistered document a stub, one per identity, and leads its citations there.
fn add_stubs(entries: &mut [Entry], regulations: &mut Vec<Regulation>) {
    let mut stubs: BTreeMap<citation::Key, RegulationId> = BTreeMap::new();
    // Oldest first, so that a new notice never changes which spelling names a stub.
    for Entry { notice, citations } in entries.iter_mut().rev() {
        let Some(script) = notice.facts.script else { continue };
        for Linked { citation, regulation } in citations {
            if citation.resolution == Resolution::Open(Reason::Unregistered) {
                let key = citation::key(&citation.mention.name);
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
    let name = Text::new(citation.mention.name.clone(), script);
    let number = citation.mention.number.clone().map(|number| Text::new(number, script));
    let id = slug::regulation_id(&name, |word| taken.iter().any(|regulation| regulation.id.as_str() == word));
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
