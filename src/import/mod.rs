//! Importing: seeds become drafts in `content/`. What is there is never overwritten. It must not know how a seed is
//! read or how a notice is printed, only in which order these happen.

mod form;
mod preview;
mod regulation;
mod twins;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::citation::Registry;
use crate::content::{self, Content, Loaded};
use crate::diagnostic::{Diagnostic, Message, Severity, SourceFile};
use crate::digest::sha256_hex;
use crate::notice::{Facts, Notice, NoticeId};
use crate::output;
use crate::permalinks::{Address, Permalinks};
use crate::progress::{Counter, Listener, Step};
use crate::regulation::Regulation;
use crate::seed::{self, Reading, slug};
use crate::source::Folder;

use twins::Texts;

pub use form::PreviewForm;
pub use preview::Preview;
pub use regulation::{ImportedRegulation, import_regulations};

/// Where the seeds of a site lie.
pub(crate) const SEEDS: &str = "seeds";

/// A seed that was imported.
#[derive(Debug)]
pub struct Imported {
    /// What was recognised.
    pub preview: Preview,
    /// The path of the notice's file, in the site.
    pub path: String,
}

/// What a person gives to import: a file, or what comes in on standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Standard input (`-`).
    StandardInput,
    /// A file, in `seeds/` or elsewhere.
    File(PathBuf),
}

impl From<PathBuf> for Given {
    fn from(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::StandardInput } else { Self::File(path) }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("-"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// A seed as the program knows it: its bytes' hash, its text, what was read in it.
#[derive(Debug)]
pub(crate) struct ReadSeed {
    /// The decoded text.
    pub file: Arc<SourceFile>,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What was found.
    pub reading: Reading,
}

impl ReadSeed {
    pub(crate) fn of<'b>(path: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Self {
        let bytes = bytes.into();
        let sha256 = sha256_hex(&bytes);
        let (file, reading) = seed::read_bytes(path, bytes);
        Self { file, sha256, reading }
    }

    /// Why no notice can be made from it: it holds no text.
    fn refusal(&self) -> Option<Diagnostic> {
        self.reading.diagnostics.iter().find(|problem| problem.severity() == Severity::Error).cloned()
    }

    /// Its facts, with those of the seed's file.
    fn facts(&self, name: &str) -> Facts {
        Facts {
            seed: Some(name.into()),
            sha256: Some(self.sha256.as_str().into()),
            ..self.reading.facts.clone()
        }
    }
}

/// Reads a seed of the site by its name in `seeds/`.
pub(crate) fn read_seed(site: &Folder, name: &str) -> Result<ReadSeed, Diagnostic> {
    let path = format!("{SEEDS}/{name}");
    Ok(ReadSeed::of(&path, site.bytes(&path)?))
}

/// The names of all seeds of a site, sorted.
pub(crate) fn seeds(site: &Folder) -> (Vec<String>, Vec<Diagnostic>) {
    let (paths, diagnostics) = site.list(SEEDS);
    let name = |path: &String| path.strip_prefix("seeds/").map(str::to_owned);
    (paths.iter().filter_map(name).collect(), diagnostics)
}

/// Of seeds that have no notice, those to import; and what is to be said of those whose notice was withdrawn.
pub(crate) fn wanted(site: &Folder, names: Vec<String>, lock: &Permalinks) -> (Vec<String>, Vec<Diagnostic>) {
    let mut refused = Vec::new();
    let wanted = names.into_iter().filter(|name| match withdrawn(site, name, lock) {
        Some(address) => {
            refused.push(Diagnostic::plain(Message::SeedWithdrawn { seed: name.clone(), address }));
            false
        }
        None => true,
    });
    (wanted.collect(), refused)
}

/// The address of the withdrawn notice that a seed belongs to. A seed that cannot be read is told where it is imported.
fn withdrawn(site: &Folder, name: &str, lock: &Permalinks) -> Option<String> {
    if !lock.withdrawn().any(|address| matches!(address, Address::Notice(_))) {
        return None;
    }
    let sha256 = site.bytes(&format!("{SEEDS}/{name}")).map(|bytes| sha256_hex(&bytes)).unwrap_or_default();
    lock.withdrawn_seed(name, &sha256).map(|id| Address::Notice(id.clone()).to_string())
}

/// Imports seeds that have no notice, by their names in `seeds/`: a draft of a notice for each. `ids` are those that
/// none can have.
pub(crate) fn import(
    site: &Folder,
    names: &[String],
    ids: impl Iterator<Item = NoticeId>,
    regulations: &[Regulation],
    listener: Listener<'_>,
) -> (Vec<Imported>, Vec<Diagnostic>) {
    import_beside(site, names, Texts::default(), ids, regulations, listener)
}

/// The same, where the texts of notices that are there are known.
fn import_beside(
    site: &Folder,
    names: &[String],
    mut texts: Texts,
    ids: impl Iterator<Item = NoticeId>,
    regulations: &[Regulation],
    listener: Listener<'_>,
) -> (Vec<Imported>, Vec<Diagnostic>) {
    let counter = Counter::new(listener, Step::Importing, names.len());
    let registry = Registry::new(regulations);
    let mut imported: Vec<Imported> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut taken: BTreeSet<String> = ids.map(|id| id.to_string()).collect();
    for name in names {
        counter.one_more();
        match draft(site, name, &taken, &registry) {
            Ok((new, messages)) => {
                diagnostics.extend(messages);
                let twin = texts.twin(site, &new.preview.notice, &new.path);
                let seed = format!("{SEEDS}/{name}");
                diagnostics.extend(twin.map(|notice| Diagnostic::plain(Message::TextTwice { seed, notice })));
                taken.insert(new.preview.notice.id.to_string());
                imported.push(new);
            }
            Err(problem) => diagnostics.push(problem),
        }
    }
    (imported, diagnostics)
}

/// Imports what a person gives: a file from elsewhere is copied into `seeds/` first, byte for byte, and never over
/// another one.
pub fn import_given(
    site: &Folder,
    given: &[Given],
    listener: Listener<'_>,
) -> (Vec<Imported>, Vec<Diagnostic>) {
    let (content, mut diagnostics) = content::load(site);
    let regulations: Vec<Regulation> =
        content.regulations.iter().map(|loaded| loaded.value.clone()).collect();
    let mut names = Vec::new();
    for one in given {
        match settle(site, one) {
            Ok(name) => names.push(name),
            Err(problem) => diagnostics.push(problem),
        }
    }
    let owner = |name: &String| content.notices.iter().find(|n| n.value.facts.seed.as_deref() == Some(name));
    let (old, new): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| owner(name).is_some());
    for name in &old {
        if let Some(owner) = owner(name) {
            match again(site, name, owner) {
                Ok(message) => diagnostics.push(message),
                Err(problem) => diagnostics.push(problem),
            }
        }
    }
    for seed in &new {
        let address = withdrawn(site, seed, &content.permalinks.value);
        let message = address.map(|address| Message::SeedOfWithdrawn { seed: seed.clone(), address });
        diagnostics.extend(message.map(Diagnostic::plain));
    }
    let texts = Texts::of(&content.notices);
    let (imported, messages) = import_beside(site, &new, texts, ids(&content), &regulations, listener);
    diagnostics.extend(messages);
    (imported, diagnostics)
}

/// The ids that a new notice cannot have.
fn ids(content: &Content) -> impl Iterator<Item = NoticeId> {
    let spent = content.permalinks.value.spent().cloned();
    content.notices.iter().map(|loaded| loaded.value.id.clone()).chain(spent)
}

/// What would be recognised in what a person gives; nothing is written.
pub fn preview(site: &Folder, given: &[Given], listener: Listener<'_>) -> (Vec<Preview>, Vec<Diagnostic>) {
    let counter = Counter::new(listener, Step::Importing, given.len());
    let (content, _) = content::load(site);
    let mut texts = Texts::of(&content.notices);
    let regulations: Vec<Regulation> = content.regulations.into_iter().map(|loaded| loaded.value).collect();
    let registry = Registry::new(&regulations);
    let mut previews = Vec::new();
    let mut diagnostics = Vec::new();
    for one in given {
        counter.one_more();
        match fetch(one) {
            Ok((name, bytes)) => {
                let seed = ReadSeed::of(&name, bytes);
                if let Some(problem) = seed.refusal() {
                    diagnostics.push(problem);
                    continue;
                }
                let facts = seed.facts(&name);
                let id = slug::notice_id(facts.title.as_ref(), facts.published, |_| false);
                let mut preview = Preview::of(Notice { id, facts, body: Vec::new() }, seed, &registry);
                preview.given = one.to_string();
                if let Some(notice) = texts.twin(site, &preview.notice, &name) {
                    let message = Message::TextTwice { seed: name, notice };
                    preview.diagnostics.push(Diagnostic::plain(message));
                }
                previews.push(preview);
            }
            Err(problem) => diagnostics.push(problem),
        }
    }
    (previews, diagnostics)
}

/// The name in `seeds/` of what a person gives, once it lies there.
fn settle(site: &Folder, given: &Given) -> Result<String, Diagnostic> {
    if let Given::File(path) = given {
        not_a_folder(path)?;
    }
    if let Given::File(path) = given
        && let Some(name) = site.inside(SEEDS, path)
    {
        return Ok(name);
    }
    let (name, bytes) = fetch(given)?;
    let path = format!("{SEEDS}/{name}");
    if site.has(&path) {
        // The same file given twice is no new seed.
        if site.bytes(&path)? == bytes {
            return Ok(name);
        }
        return Err(Diagnostic::plain(Message::SeedExists { path }));
    }
    // What cannot be a seed does not come among them.
    let shown = match given {
        Given::File(path) => path.display().to_string(),
        Given::StandardInput => name.clone(),
    };
    if let Some(problem) = ReadSeed::of(&shown, &bytes).refusal() {
        return Err(problem);
    }
    output::create(&site.root().join(&path), &bytes)?;
    Ok(name)
}

/// The bytes of what a person gives, with a name for it.
fn fetch(given: &Given) -> Result<(String, Vec<u8>), Diagnostic> {
    match given {
        Given::File(path) => {
            not_a_folder(path)?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let folder = Folder::new(path.parent().unwrap_or(Path::new("")));
            Ok((name.clone(), folder.bytes(&name).map_err(|problem| renamed(problem, path))?))
        }
        Given::StandardInput => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
                let message = Message::FileUnreadable { path: "-".to_owned(), reason: error.to_string() };
                Diagnostic::plain(message)
            })?;
            // Named by its content: given again, it is the same seed.
            let name = format!("pasted-{}.txt", &blake3::hash(&bytes).to_hex()[..12]);
            Ok((name, bytes))
        }
    }
}

fn not_a_folder(path: &Path) -> Result<(), Diagnostic> {
    if !path.is_dir() {
        return Ok(());
    }
    Err(Diagnostic::plain(Message::FolderGiven { path: path.display().to_string() }))
}

/// A file outside the site is told by the path that was given.
fn renamed(problem: Diagnostic, path: &Path) -> Diagnostic {
    match problem.message {
        Message::FileUnreadable { reason, .. } => {
            Diagnostic::plain(Message::FileUnreadable { path: path.display().to_string(), reason })
        }
        message => Diagnostic { message, ..problem },
    }
}

/// A seed that has its notice: nothing to do, unless its bytes are not those that the notice was made from.
fn again(site: &Folder, name: &str, owner: &Loaded<Notice>) -> Result<Diagnostic, Diagnostic> {
    let seed = read_seed(site, name)?;
    if owner.value.facts.sha256.as_deref() == Some(&seed.sha256) {
        let message = Message::AlreadyImported { seed: name.to_owned(), notice: owner.file.path.clone() };
        return Ok(Diagnostic::plain(message));
    }
    let draft = redraft(site, seed, owner)?;
    let span = content::key_span(&owner.file, "sha256");
    Ok(Diagnostic::at(Message::SeedChanged { seed: name.to_owned(), draft }, &owner.file, span))
}

fn draft(
    site: &Folder,
    name: &str,
    taken: &BTreeSet<String>,
    registry: &Registry<'_>,
) -> Result<(Imported, Vec<Diagnostic>), Diagnostic> {
    let seed = read_seed(site, name)?;
    if let Some(problem) = seed.refusal() {
        return Err(problem);
    }
    let facts = seed.facts(name);
    let id = slug::notice_id(facts.title.as_ref(), facts.published, |word| {
        taken.contains(word) || site.has(&notice_path(word))
    });
    let path = notice_path(id.as_str());
    let mut messages = seed.reading.diagnostics.clone();
    let message = Message::Imported { seed: seed.file.path.clone(), notice: path.clone() };
    let preview = Preview::of(Notice { id, facts, body: Vec::new() }, seed, registry);
    output::create(&site.root().join(&path), content::print_notice(&preview.notice).as_bytes())?;
    messages.push(Diagnostic::plain(message));
    Ok((Imported { preview, path }, messages))
}

/// A seed that is no longer the one its notice was made from: what it reads as now, as a file beside the notice's. The
/// notice is not touched. Returns the file's path.
pub(crate) fn redraft(site: &Folder, seed: ReadSeed, owner: &Loaded<Notice>) -> Result<String, Diagnostic> {
    let name = owner.value.facts.seed.as_deref().unwrap_or_default();
    let facts = seed.facts(name);
    let notice = Notice { id: owner.value.id.clone(), facts, body: seed.reading.body };
    let beside = site.root().join(&owner.file.path);
    let written = output::create_beside(&beside, content::print_notice(&notice).as_bytes())?;
    let suffix = written.extension().map(|end| end.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(format!("{}.{suffix}", owner.file.path))
}

fn notice_path(id: &str) -> String {
    format!("{}/{id}.md", content::NOTICES)
}
