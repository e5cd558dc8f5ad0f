//! The site: notices, regulations and citations linked into one immutable graph, with the way back from a regulation to
//! whatever cites it. Built once, by [`Site::link`], from the briefs of the notices; no setters, no locks. It must not know
//! pages, editions or files.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::brief::{Brief, Excerpt};
use crate::citation::{self, Citation, Reason, Resolution};
use crate::config::Config;
use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Message};
use crate::digest::Digest;
use crate::notice::Notice;
use crate::permalinks::{self, Address, Permalinks, Versions};
use crate::regulation::{Regulation, RegulationId};
use crate::script::{Script, TermFinder, Text};
use crate::seed::slug;

/// The citations in the held texts of regulations, in reading order.
pub type Texts = BTreeMap<RegulationId, Vec<Citation>>;

/// What a site is linked from.
#[derive(Debug)]
pub struct Material {
    /// The briefs of all notices that may be published.
    pub briefs: Vec<Brief>,
    /// Registered regulations, by id, without those that are withdrawn.
    pub regulations: Vec<Regulation>,
    /// The citations in the held texts of those that have any.
    pub texts: Texts,
    /// What the site has published.
    pub permalinks: Loaded<Permalinks>,
    /// Whether some file could not be read: then what is not here may yet be there.
    pub unread: bool,
}

/// A published notice, as the site knows it.
#[derive(Debug)]
pub struct Entry {
    /// What is to be known of it.
    pub brief: Brief,
    /// For each of its citations, the index of the regulation, or of the stub, that it leads to; `None` where it leads
    /// nowhere.
    pub targets: Vec<Option<usize>>,
}

/// A notice as its own pages show it, read when they have to be made.
#[derive(Debug)]
pub struct Whole {
    /// The notice.
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
    pub const fn published(&self) -> Date {
        self.brief.published
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

/// A regulation that something is shown of. It is told by what stands for it, for it may be long.
#[derive(Clone, Copy, Debug)]
pub struct Known<'s> {
    /// The regulation.
    pub regulation: &'s Regulation,
    /// Stands for it and the site's terms in it.
    pub digest: Digest,
}

impl Deref for Known<'_> {
    type Target = Regulation;

    fn deref(&self) -> &Regulation {
        self.regulation
    }
}

impl Hash for Known<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
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
    /// For each regulation, the citations in its held text, in reading order. Who cites a regulation is told of notices
    /// only.
    pub texts: Vec<Vec<Linked>>,
    /// For each regulation, what stands for it and the site's terms in it.
    digests: Vec<Digest>,
    /// Every address that the site has published, with those that this one adds.
    pub permalinks: Permalinks,
}

impl Site {
    /// Links notices and regulations. A document that is cited but not registered becomes a stub, and is reported; an
    /// address that was published and would be lost is an error. `finder` knows the site's terms; `today` is the day on
    /// which a text that is new takes another's place.
    pub fn link(
        config: Config,
        material: Material,
        finder: &TermFinder,
        today: Date,
    ) -> (Self, Vec<Diagnostic>) {
        let Material { mut briefs, mut regulations, mut texts, permalinks: before, unread } = material;
        let mut diagnostics: Vec<Diagnostic> = withdrawn(&before.value).collect();
        briefs.retain(|brief| !before.value.is_withdrawn(&brief.id));
        briefs.sort_by(newest_first);
        let stubs = add_stubs(&briefs, &mut regulations);
        diagnostics.extend(regulations.iter().filter(|regulation| regulation.stub).map(unregistered));
        regulations.sort_by(|a, b| a.id.cmp(&b.id));

        let target = |citation: &Citation, unregistered: Option<&citation::Key>| {
            let id = match &citation.resolution {
                Resolution::Resolved { regulation, .. } if !citation.is_of_another_version() => {
                    Some(regulation)
                }
                _ => unregistered.and_then(|key| stubs.get(key)),
            };
            id.and_then(|id| regulations.binary_search_by(|regulation| regulation.id.cmp(id)).ok())
        };
        let entry = |brief: Brief| {
            let excerpts = brief.excerpts.iter();
            let targets = excerpts.map(|one| target(&one.citation, one.unregistered.as_ref())).collect();
            Entry { brief, targets }
        };
        // A text makes no stubs: what it cites is shown where a notice cites it, too.
        let linked = |citation: Citation| {
            let open = citation.resolution == Resolution::Open(Reason::Unregistered);
            let key = open.then(|| citation::key(&citation.document));
            let regulation = target(&citation, key.as_ref()).map(|index| regulations[index].id.clone());
            Linked { citation, regulation }
        };
        let cited = |one: &Regulation| texts.remove(&one.id).into_iter().flatten().map(linked).collect();
        let texts = regulations.iter().map(cited).collect();
        let entries: Vec<Entry> = briefs.into_iter().map(entry).collect();
        let digests = regulations.par_iter().map(|regulation| digest(regulation, finder)).collect();
        let backlinks = backlinks(&entries, regulations.len());
        let (permalinks, conflicts) = before.value.next(
            entries.iter().map(|entry| (&entry.brief.id, &entry.brief.offered)),
            regulations.iter().map(|regulation| (&regulation.id, regulation.stub)),
            |stub| successor(stub, &regulations),
            today,
        );
        let conflicts = conflicts.iter().filter(|_| !unread);
        diagnostics.extend(conflicts.map(|conflict| permalinks::message(conflict, &before.file)));
        (Self { config, entries, regulations, backlinks, texts, digests, permalinks }, diagnostics)
    }

    /// A notice with its citations as its own pages show them.
    pub fn whole(&self, entry: &Entry, notice: Notice) -> Whole {
        let linked = |(excerpt, target): (&Excerpt, &Option<usize>)| Linked {
            citation: excerpt.citation.clone(),
            regulation: target.map(|index| self.regulations[index].id.clone()),
        };
        Whole { notice, citations: entry.brief.excerpts.iter().zip(&entry.targets).map(linked).collect() }
    }

    /// A regulation with what stands for it.
    pub fn known(&self, index: usize) -> Known<'_> {
        Known { regulation: &self.regulations[index], digest: self.digests[index] }
    }

    /// The index of a regulation.
    pub fn regulation_index(&self, id: &RegulationId) -> Option<usize> {
        self.regulations.binary_search_by(|regulation| regulation.id.cmp(id)).ok()
    }

    /// The regulation of that id.
    pub fn regulation(&self, id: &RegulationId) -> Option<&Regulation> {
        self.regulation_index(id).map(|index| &self.regulations[index])
    }

    /// The day from which a notice, or one of its directives, reads as it does now: of publication, or of its last
    /// correction.
    pub fn modified(&self, brief: &Brief, directive: Option<usize>) -> Date {
        let text = self.permalinks.notice(&brief.id).and_then(|record| match directive {
            Some(number) => record.directives.get(number - 1).map(|directive| &directive.text),
            None => Some(&record.text),
        });
        text.and_then(Versions::corrected).map_or(brief.published, |day| day.max(brief.published))
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

fn newest_first(a: &Brief, b: &Brief) -> std::cmp::Ordering {
    b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id))
}

/// Stands for a regulation and the site's terms in it.
fn digest(regulation: &Regulation, finder: &TermFinder) -> Digest {
    // Writing to memory cannot fail.
    let bytes = borsh::to_vec(regulation).unwrap_or_default();
    Digest::of(&(&bytes, finder.found_in_bytes([bytes.as_slice()])))
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

/// Gives every unregistered document a stub, one per identity.
fn add_stubs(briefs: &[Brief], regulations: &mut Vec<Regulation>) -> BTreeMap<citation::Key, RegulationId> {
    let mut stubs: BTreeMap<citation::Key, RegulationId> = BTreeMap::new();
    // Oldest first, so that a new notice never changes which spelling names a stub.
    for brief in briefs.iter().rev() {
        for excerpt in &brief.excerpts {
            let Some(key) = excerpt.unregistered.as_ref().filter(|key| !stubs.contains_key(key)) else {
                continue;
            };
            let stub = stub(&excerpt.citation, brief.script(), regulations);
            stubs.insert(key.clone(), stub.id.clone());
            regulations.push(stub);
        }
    }
    stubs
}

fn stub(citation: &Citation, script: Script, taken: &[Regulation]) -> Regulation {
    let name = Text::new(citation.document.clone(), script);
    let number = citation.mention.number.clone().map(|number| Text::new(number, script));
    let key = citation::key(&citation.document);
    let taken = |word: &str| taken.iter().any(|regulation| regulation.id.as_str() == word);
    let id = slug::stub_id(&name, key.as_str(), taken);
    Regulation::stub(id, name, number)
}

fn backlinks(entries: &[Entry], regulations: usize) -> Vec<Vec<Backlink>> {
    let mut backlinks = vec![Vec::new(); regulations];
    for (entry, Entry { targets, .. }) in entries.iter().enumerate() {
        for (citation, target) in targets.iter().enumerate() {
            if let Some(target) = target {
                backlinks[*target].push(Backlink { entry, citation });
            }
        }
    }
    backlinks
}
