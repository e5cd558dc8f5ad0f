//! What an output folder was built from, noted beside it by the build that made it: so that publishing can tell a site
//! that is current from one whose content has changed since. It must not know what the content means.
//!
//! The content is told by names, sizes and times of its files, as `make` does: it is asked at each build, and 10,000
//! files are looked at in the time that one takes to be read. The note stays on this machine.

#![expect(clippy::disallowed_methods, reason = "writes one note beside the output folder")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

use crate::permalinks;

/// The folders of a site that a build reads.
const INPUTS: [&str; 3] = ["content", "seeds", "themes"];
/// Where the note lies in a site, and what its name ends with.
const STATE: &str = ".gongkai";
const HEADER: &str = "gongkai-built 1";

/// What an output folder was built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The hash of the state of everything that a build reads.
    pub(crate) inputs: String,
    /// The address that the pages were made for.
    pub(crate) base_url: String,
}

impl Record {
    /// The note of the last build of an output folder; `None` where there is none that can be read.
    pub(crate) fn of(site: &Path, out: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(place(site, out)).ok()?;
        let mut lines = text.lines();
        let known = lines.next() == Some(HEADER);
        let mut value = |key: &str| lines.next()?.strip_prefix(key).map(str::to_owned);
        known.then_some(())?;
        Some(Self { inputs: value("inputs ")?, base_url: value("base-url ")? })
    }

    /// Notes a build, if it is not noted already.
    ///
    /// # Errors
    /// What the system said.
    pub(crate) fn write(&self, site: &Path, out: &Path) -> std::io::Result<()> {
        if Self::of(site, out).as_ref() == Some(self) {
            return Ok(());
        }
        let text = format!("{HEADER}\ninputs {}\nbase-url {}\n", self.inputs, self.base_url);
        let folder = site.join(STATE);
        std::fs::create_dir_all(&folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        std::io::Write::write_all(&mut file, text.as_bytes())?;
        file.persist(place(site, out)).map(|_| ()).map_err(|error| error.error)
    }
}

/// Where the note lies: named after the output folder and where that is, for a site can have several.
fn place(site: &Path, out: &Path) -> PathBuf {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (site_at, out) = (absolute(site), absolute(out));
    let within = out.strip_prefix(&site_at).unwrap_or(&out).to_string_lossy().into_owned();
    let hash = &blake3::hash(within.as_bytes()).to_hex()[..12];
    site.join(STATE).join(format!("built-{hash}"))
}

/// Notes what an output folder was built from. `before` is the state of the inputs when the build began: where it is
/// another by now, somebody was writing meanwhile and what the build has read is not known, so nothing is noted; unless
/// the build itself `imported` seeds.
pub(crate) fn note(site: &Path, out: &Path, base_url: &str, before: &Inputs, imported: bool) {
    let inputs = inputs(site);
    if inputs.read == before.read || imported {
        // Without a note the site is built again before it is published: nothing is lost.
        let _ = Record { inputs: inputs.all(), base_url: base_url.to_owned() }.write(site, out);
    }
}

/// Forgets what an output folder was built from: a preview has written to it, which is for nobody else to see.
pub(crate) fn forget(site: &Path, out: &Path) {
    let _ = std::fs::remove_file(place(site, out));
}

/// The state of everything that a build of a site reads: hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// Of what it reads only.
    read: String,
    /// Of the one file that it also writes: the permalinks.
    written: String,
}

impl Inputs {
    /// One hash of it all.
    pub(crate) fn all(&self) -> String {
        format!("{}-{}", self.read, self.written)
    }
}

/// The state of everything that a build of this site reads.
pub(crate) fn inputs(site: &Path) -> Inputs {
    let (mut read, mut written) = (blake3::Hasher::new(), blake3::Hasher::new());
    read.update(env!("CARGO_PKG_VERSION").as_bytes());
    for folder in INPUTS {
        let visible = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(site.join(folder)).follow_links(true).sort_by_file_name().into_iter();
        let files = walk.filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name()));
        for entry in files.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(site).unwrap_or(entry.path());
            let Ok(metadata) = entry.metadata() else { continue };
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let (size, time) = (metadata.len(), since.unwrap_or_default().as_nanos());
            let mut line = String::new();
            let _ = writeln!(line, "{size} {time} {}", path.to_string_lossy());
            let hasher = if path == Path::new(permalinks::PATH) { &mut written } else { &mut read };
            hasher.update(line.as_bytes());
        }
    }
    let hash = |hasher: blake3::Hasher| hasher.finalize().to_hex()[..32].to_owned();
    Inputs { read: hash(read), written: hash(written) }
}
