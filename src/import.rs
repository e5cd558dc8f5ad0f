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

/// Imports seeds, by their names in `seeds/`: a draft of a notice for each that has none. A seed that changed after its
/// notice was made gives a draft beside it, `<id>.md.new`.
pub fn import(
    site: &Folder,
    names: &[String],
    notices: &[Loaded<Notice>],
) -> (Vec<Imported>, Vec<Diagnostic>) {
    let mut imported = Vec::new();
    let mut diagnostics = Vec::new();
    let mut taken: BTreeSet<String> = notices.iter().map(|notice| notice.value.id.to_string()).collect();
    for name in names {
        let owner = notices.iter().find(|notice| notice.value.facts.seed.as_deref() == Some(name));
        let result = match owner {
            Some(owner) => reimport(site, name, owner).map(|changed| (None, changed.into_iter().collect())),
            None => draft(site, name, &taken).map(|(new, messages)| (Some(new), messages)),
        };
        match result {
            Ok((new, messages)) => {
                diagnostics.extend::<Vec<_>>(messages);
                taken.extend(new.iter().map(|new| new.notice.id.to_string()));
                imported.extend(new);
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

/// A seed whose notice exists: nothing to do, unless its bytes are not those that the notice was made from.
fn reimport(site: &Folder, name: &str, owner: &Loaded<Notice>) -> Result<Option<Diagnostic>, Diagnostic> {
    let seed = read_seed(site, name)?;
    if owner.value.facts.sha256.as_deref() == Some(&seed.sha256) {
        return Ok(None);
    }
    let notice = Notice { id: owner.value.id.clone(), facts: facts(&seed, name), body: seed.reading.body };
    let path = format!("{}.new", owner.file.path);
    output::replace(&site.root().join(&path), content::print_notice(&notice).as_bytes())?;
    let message = Message::SeedChanged { seed: seed.file.path.clone(), draft: path };
    Ok(Some(Diagnostic::in_file(message, &owner.file)))
}

fn facts(seed: &ReadSeed, name: &str) -> Facts {
    Facts { seed: Some(name.into()), sha256: Some(seed.sha256.as_str().into()), ..seed.reading.facts.clone() }
}

fn notice_path(id: &str) -> String {
    format!("{}/{id}.md", content::NOTICES)
}
