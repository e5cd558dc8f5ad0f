//! Importing: seeds become drafts in `content/`. What is there is never overwritten. It must not know how a seed is
//! read or how a notice is printed, only in which order these happen.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::{Facts, Notice};
use crate::output;
use crate::seed::{self, Reading, slug};
use crate::source::Folder;

/// Where the seeds of a site lie.
pub(crate) const SEEDS: &str = "seeds";

/// A seed that was imported.
#[derive(Debug)]
pub struct Imported {
    /// The seed, decoded.
    pub seed: Arc<SourceFile>,
    /// The notice that was drafted.
    pub notice: Notice,
    /// The path of its file, in the site.
    pub path: String,
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

/// Reads a seed of the site. Messages about the file itself are returned beside it; those about the notice are in the
/// reading.
pub(crate) fn read_seed(site: &Folder, name: &str) -> Result<ReadSeed, Diagnostic> {
    let path = format!("{SEEDS}/{name}");
    let bytes = site.bytes(&path)?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let (file, reading) = seed::read_bytes(&path, &bytes);
    Ok(ReadSeed { file, sha256, reading })
}

/// The names of all seeds of a site, sorted.
pub(crate) fn seeds(site: &Folder) -> (Vec<String>, Vec<Diagnostic>) {
    let (paths, diagnostics) = site.list(SEEDS);
    let name = |path: &String| path.strip_prefix("seeds/").map(str::to_owned);
    (paths.iter().filter_map(name).collect(), diagnostics)
}

/// Imports seeds that have no notice, by their names in `seeds/`: a draft of a notice for each.
pub fn import(
    site: &Folder,
    names: &[String],
    notices: &[Loaded<Notice>],
) -> (Vec<Imported>, Vec<Diagnostic>) {
    let mut imported: Vec<Imported> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut taken: BTreeSet<String> = notices.iter().map(|notice| notice.value.id.to_string()).collect();
    for name in names {
        match draft(site, name, &taken) {
            Ok((new, messages)) => {
                diagnostics.extend(messages);
                taken.insert(new.notice.id.to_string());
                imported.push(new);
            }
            Err(problem) => diagnostics.push(problem),
        }
    }
    (imported, diagnostics)
}

fn draft(
    site: &Folder,
    name: &str,
    taken: &BTreeSet<String>,
) -> Result<(Imported, Vec<Diagnostic>), Diagnostic> {
    let seed = read_seed(site, name)?;
    let facts = facts(&seed, name);
    let id = slug::notice_id(facts.title.as_ref(), facts.published, |word| {
        taken.contains(word) || site.has(&notice_path(word))
    });
    let path = notice_path(id.as_str());
    let notice = Notice { id, facts, body: seed.reading.body };
    output::create(&site.root().join(&path), content::print_notice(&notice).as_bytes())?;
    let mut messages = seed.reading.diagnostics;
    let message = Message::Imported { seed: seed.file.path.clone(), notice: path.clone() };
    messages.push(Diagnostic::in_file(message, &seed.file));
    Ok((Imported { seed: seed.file, notice, path }, messages))
}

/// A seed that is no longer the one its notice was made from: what it reads as now, as a file beside the notice's. The
/// notice is not touched. Returns the file's path; it is written where `write` says so.
pub(crate) fn redraft(
    site: &Folder,
    seed: ReadSeed,
    owner: &Loaded<Notice>,
    write: bool,
) -> Result<String, Diagnostic> {
    let path = format!("{}.new", owner.file.path);
    if write {
        let name = owner.value.facts.seed.as_deref().unwrap_or_default();
        let notice =
            Notice { id: owner.value.id.clone(), facts: facts(&seed, name), body: seed.reading.body };
        output::replace(&site.root().join(&path), content::print_notice(&notice).as_bytes())?;
    }
    Ok(path)
}

fn facts(seed: &ReadSeed, name: &str) -> Facts {
    Facts { seed: Some(name.into()), sha256: Some(seed.sha256.as_str().into()), ..seed.reading.facts.clone() }
}

fn notice_path(id: &str) -> String {
    format!("{}/{id}.md", content::NOTICES)
}
