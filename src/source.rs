//! The only reader of files: walks the folders of a site and reads what lies in them, with paths as a person of the
//! site knows them (relative to it, with `/`). It must not know what the files mean, and writes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Message, SourceFile};

/// What a file system says of a file: a file of the same stamp is the same file with the same bytes, but for one that is
/// written over within the same tick of the file system's clock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize,
)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// When its bytes changed, in nanoseconds since 1970.
    modified: i64,
    /// When anything of it changed (its name, its bytes), as no program can set it; 0 where that is not known.
    changed: i64,
    /// Its number in the file system; 0 where there are none.
    number: u64,
}

impl Stamp {
    /// The stamp that metadata give.
    #[cfg(unix)]
    pub fn of(metadata: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size: metadata.len(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            number: metadata.ino(),
        }
    }

    /// The stamp that metadata give.
    #[cfg(not(unix))]
    pub fn of(metadata: &std::fs::Metadata) -> Self {
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = modified.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or_default();
        Self { size: metadata.len(), modified, changed: 0, number: 0 }
    }

    /// The stamp of a file, by its path below a folder that is open; `None` where no file is there, or a link.
    #[cfg(unix)]
    pub fn below(folder: &std::fs::File, path: &str) -> Option<Self> {
        use rustix::fs::{AtFlags, FileType, statat};
        let found = statat(folder, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        // Other systems have other widths.
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        FileType::from_raw_mode(found.st_mode).is_file().then(|| Self {
            size: found.st_size as u64,
            modified: nanoseconds(found.st_mtime as i64, found.st_mtime_nsec as i64),
            changed: nanoseconds(found.st_ctime as i64, found.st_ctime_nsec as i64),
            number: found.st_ino,
        })
    }

    /// How many bytes the file has.
    pub const fn size(self) -> u64 {
        self.size
    }

    /// When its bytes changed, in nanoseconds since 1970.
    pub const fn modified(self) -> i64 {
        self.modified
    }

    /// Whether the file may have been written over since without its stamp showing it: it was last changed when `other`
    /// was, or later.
    pub fn is_fresh(self, other: Self) -> bool {
        self.modified.max(self.changed) >= other.modified.max(other.changed)
    }
}

/// A folder to read from: a site, a theme.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at a path. It need not exist: then it holds nothing.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where it is on this machine.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether there is a file or a folder of that name.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Whether nothing lies in it, hidden files and folders apart. A folder that is not there is empty; a file is not.
    pub fn is_empty(&self) -> bool {
        let entries = WalkDir::new(&self.root).max_depth(1).into_iter().flatten();
        entries
            .filter(|entry| entry.depth() > 0 || !entry.file_type().is_dir())
            .all(|entry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.'))
    }

    /// The path below a folder of this one of a file that is named from anywhere; `None` for a file that lies elsewhere.
    pub fn inside(&self, under: &str, path: &Path) -> Option<String> {
        let (folder, file) = (self.root.join(under).canonicalize().ok()?, path.canonicalize().ok()?);
        let inner = file.strip_prefix(folder).ok()?;
        Some(inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The paths of all files below a folder, sorted by name, hidden ones and those in hidden folders left out. A
    /// folder that does not exist holds none; one that cannot be read is a message.
    pub fn list(&self, under: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut paths, mut diagnostics) = (Vec::new(), Vec::new());
        let start = self.root.join(under);
        if !start.exists() {
            return (paths, diagnostics);
        }
        let visible = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name())) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => paths.push(self.relative(entry.path())),
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().map_or_else(|| under.to_owned(), |path| self.relative(path));
                    diagnostics.push(unreadable(path, &error.to_string()));
                }
            }
        }
        (paths, diagnostics)
    }

    /// The same with what the file system says of each, for telling later whether it is still the file it was.
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    pub fn scan(&self, under: &str) -> (Vec<(String, Stamp)>, Vec<Diagnostic>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let mut folders = vec![under.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match std::fs::read_dir(self.root.join(&folder)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && folder == under => break,
                Err(error) => {
                    problems.push(unreadable(folder, &error.to_string()));
                    continue;
                }
            };
            for entry in entries.flatten() {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if name.starts_with('.') {
                    continue;
                }
                // A link is what it leads to.
                let own = entry.metadata().ok().filter(|metadata| !metadata.is_symlink());
                let Some(metadata) = own.or_else(|| std::fs::metadata(entry.path()).ok()) else { continue };
                let path = format!("{folder}/{name}");
                if metadata.is_dir() {
                    folders.push(path);
                } else if metadata.is_file() {
                    found.push((path, Stamp::of(&metadata)));
                }
            }
        }
        found.sort_unstable();
        (found, problems)
    }

    /// What the file system says of a file; `None` where there is none.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.root.join(path)).ok()?;
        metadata.is_file().then(|| Stamp::of(&metadata))
    }

    /// The paths of all files, hidden ones too, sorted as strings.
    pub fn list_all(&self) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut paths, mut diagnostics) = (Vec::new(), Vec::new());
        for entry in WalkDir::new(&self.root).follow_links(true) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => paths.push(self.relative(entry.path())),
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().map_or_else(String::new, |path| self.relative(path));
                    diagnostics.push(unreadable(path, &error.to_string()));
                }
            }
        }
        paths.sort_unstable();
        (paths, diagnostics)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// A message that names the file and what the system said.
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        std::fs::read(self.root.join(path)).map_err(|error| unreadable(path.to_owned(), &error.to_string()))
    }

    /// The text of a file that the program's own formats require to be UTF-8; a byte order mark is dropped.
    ///
    /// # Errors
    /// A message that names the file: it cannot be read, or is not UTF-8.
    pub fn text(&self, path: &str) -> Result<Arc<SourceFile>, Diagnostic> {
        // No text has a zero, and Markdown would not leave it as it is.
        let text = String::from_utf8(self.bytes(path)?)
            .ok()
            .filter(|text| !text.contains('\0'))
            .ok_or_else(|| Diagnostic::plain(Message::FileNotUtf8 { path: path.to_owned() }))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Arc::new(SourceFile { path: path.to_owned(), text }))
    }

    fn relative(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root).unwrap_or(path);
        inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

fn unreadable(path: String, reason: &str) -> Diagnostic {
    Diagnostic::plain(Message::FileUnreadable { path, reason: reason.to_owned() })
}
