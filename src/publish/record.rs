//! What an output folder was built from, noted beside it by the build that made it: so that publishing can tell a site
//! that is current from one whose content has changed since. It must not know what the content means.
//!
//! The content is told by names, sizes and times of its files, as `make` does: it is asked at each build, and 10,000
//! files are looked at in the time that one takes to be read. The note stays on this machine.

#![expect(clippy::disallowed_methods, reason = "writes one note beside the output folder")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::source::{Folder, Stamp};

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

/// Notes what an output folder was built from.
pub(crate) fn note(site: &Path, out: &Path, base_url: &str, inputs: &Inputs) {
    // Without a note the site is built again before it is published: nothing is lost.
    let _ = Record { inputs: inputs.all(), base_url: base_url.to_owned() }.write(site, out);
}

/// Forgets what an output folder was built from: a preview has written to it, which is for nobody else to see.
pub(crate) fn forget(site: &Path, out: &Path) {
    let _ = std::fs::remove_file(place(site, out));
}

/// The state of everything that a build of a site reads: a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inputs(String);

impl Inputs {
    /// The state of files, which are sorted by path.
    pub(crate) fn of<'f>(files: impl Iterator<Item = (&'f str, Stamp)>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        let mut line = String::new();
        for (path, stamp) in files {
            line.clear();
            let _ = writeln!(line, "{} {} {path}", stamp.size(), stamp.modified());
            hasher.update(line.as_bytes());
        }
        Self(hasher.finalize().to_hex()[..32].to_owned())
    }

    /// One hash of it all.
    pub(crate) fn all(&self) -> String {
        self.0.clone()
    }
}

/// The state of everything that a build of this site reads.
pub(crate) fn inputs(site: &Path) -> Inputs {
    let folder = Folder::new(site);
    let mut files: Vec<(String, Stamp)> = INPUTS.iter().flat_map(|part| folder.scan(part).0).collect();
    files.sort_unstable();
    Inputs::of(files.iter().map(|(path, stamp)| (path.as_str(), *stamp)))
}
