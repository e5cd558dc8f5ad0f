//! The only writer: files of the site (staged, compared, moved into place whole, pruned by the manifest) and drafts in
//! `content/`. It must not know what is in a file.
//!
//! What is the program's in an output folder, two lists say: the manifest, which knows what each file was made from and
//! stays on this machine, and `SHA256SUMS` in the folder itself, which travels with it. A file in neither is foreign: it
//! is left alone, and a page that would take its place is an error.
//!
//! Nothing reaches the output folder before [`Output::finish`]: a run that fails leaves it as it was. A run that is
//! killed while files are moved leaves each file whole, old or new, and the next run completes the work.

#![expect(clippy::disallowed_methods, reason = "this is the only writer")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Diagnostic, Message};
use crate::pack::{self, Packing};

/// The first line of a manifest; another one means another program wrote it, and everything is made again.
const HEADER: &str = "gongkai-manifest 3";
/// The list of all files of an output folder, in the form of `sha256sum -c`; it does not list itself.
const SUMS: &str = "SHA256SUMS";
/// What begins the second line, before the words of what the conversion was made with.
const MADE_WITH: &str = "made-with ";

/// The hash of everything that a file depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(blake3::Hash);

impl Key {
    /// The key that a hash makes.
    pub const fn new(hash: blake3::Hash) -> Self {
        Self(hash)
    }

    /// The key of another file that depends on the same things.
    #[must_use]
    pub fn of(self, what: &str) -> Self {
        Self(blake3::keyed_hash(self.0.as_bytes(), what.as_bytes()))
    }
}

/// What is known of a file that the last run left: its key, and what the file system said of it then.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    /// Absent while a run is moving files: then the file is made again.
    key: Option<Key>,
    size: u64,
    /// Nanoseconds since 1970 of its last change. It says whether somebody else wrote the file; it reaches no output.
    modified: u128,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    sha256: String,
}

/// What the last run left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Manifest {
    /// What the conversion was made with; empty where there was no run.
    made_with: String,
    records: BTreeMap<String, Record>,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Paths of files whose bytes are new or changed, sorted.
    pub written: Vec<String>,
    /// How many files were made again and found unchanged.
    pub unchanged: usize,
    /// How many were not made again.
    pub skipped: usize,
    /// Paths of files that the last run had written and this one does not have, sorted.
    pub pruned: Vec<String>,
}

/// An output folder while a run fills it. Methods may be called from several threads.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    state: PathBuf,
    /// Named after the output folder, so that one site can have several.
    manifest_path: PathBuf,
    last: Manifest,
    made_with: String,
    stage: tempfile::TempDir,
    files: Mutex<BTreeMap<String, Made>>,
    /// Held while this value lives: a second run is told.
    _lock: File,
}

/// What this run has made of a file.
#[derive(Clone, Debug)]
enum Made {
    /// Not made: the last run's is current.
    Skipped(Record),
    /// Made, and the file on disk has the same bytes; with their hash.
    Unchanged(Key, String),
    /// Made; lies in the stage under this number.
    Staged(Key, String, usize),
}

impl Output {
    /// Opens an output folder, which need not exist. `state` is where the program keeps what it knows of it;
    /// `made_with` says what the conversion is made with, in one line.
    ///
    /// # Errors
    /// Where it cannot be written to, or another run is at work on it.
    pub fn open(root: &Path, state: &Path, made_with: &str) -> Result<Self, Diagnostic> {
        let name = state_name(root, state);
        fs::create_dir_all(state).map_err(|error| unwritable(state, &error))?;
        let lock_path = state.join(format!("{name}.lock"));
        let lock = File::create(&lock_path).map_err(|error| unwritable(&lock_path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Diagnostic::plain(Message::Busy { path: root.display().to_string() }));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(&lock_path, &error)),
        }
        let manifest_path = state.join(format!("{name}.manifest"));
        let manifest = fs::read_to_string(&manifest_path).ok().and_then(|text| parse(&text));
        let last = manifest.unwrap_or_else(|| travelled(root));
        fs::create_dir_all(root).map_err(|error| unwritable(root, &error))?;
        let stage = tempfile::Builder::new()
            .prefix("stage-")
            .tempdir_in(state)
            .map_err(|error| unwritable(state, &error))?;
        Ok(Self {
            root: root.to_owned(),
            state: state.to_owned(),
            manifest_path,
            last,
            made_with: made_with.replace('\n', " "),
            stage,
            files: Mutex::default(),
            _lock: lock,
        })
    }

    /// What the last run's conversion was made with, where that was something else.
    pub fn made_before_with(&self) -> Option<&str> {
        let before = self.last.made_with.as_str();
        (!before.is_empty() && before != self.made_with).then_some(before)
    }

    /// Whether the last run left this file with the same key and nobody has touched it since. If so it is kept, and
    /// need not be made.
    ///
    /// # Errors
    /// Where two pages have this path.
    pub fn keep(&self, path: &str, key: Key) -> Result<bool, Diagnostic> {
        let Some(record) = self.last.records.get(path).filter(|record| record.key == Some(key)) else {
            return Ok(false);
        };
        if stat(&self.root.join(path)) != Some((record.size, record.modified)) {
            return Ok(false);
        }
        self.note(path, Made::Skipped(record.clone()))?;
        Ok(true)
    }

    /// Takes a file's bytes.
    ///
    /// # Errors
    /// Where two pages have this path, or the disk does not take it.
    pub fn put(&self, path: &str, key: Key, bytes: &[u8]) -> Result<(), Diagnostic> {
        let there = fs::read(self.root.join(path));
        let sha256 = hex(bytes);
        if there.as_ref().is_ok_and(|there| there == bytes) {
            return self.note(path, Made::Unchanged(key, sha256));
        }
        if there.is_ok() && !self.last.records.contains_key(path) {
            return Err(Diagnostic::plain(Message::FileForeign {
                path: self.root.join(path).display().to_string(),
            }));
        }
        let number = self.note_staged(path, key, sha256)?;
        let staged = self.staged(number);
        fs::write(&staged, bytes).map_err(|error| unwritable(&staged, &error))
    }

    fn note(&self, path: &str, made: Made) -> Result<(), Diagnostic> {
        let mut files = self.files.lock().unwrap_or_else(|poison| poison.into_inner());
        if files.contains_key(path) {
            return Err(Diagnostic::plain(Message::PathTwice { path: path.to_owned() }));
        }
        files.insert(path.to_owned(), made);
        Ok(())
    }

    fn note_staged(&self, path: &str, key: Key, sha256: String) -> Result<usize, Diagnostic> {
        let mut files = self.files.lock().unwrap_or_else(|poison| poison.into_inner());
        if files.contains_key(path) {
            return Err(Diagnostic::plain(Message::PathTwice { path: path.to_owned() }));
        }
        let number = files.len();
        files.insert(path.to_owned(), Made::Staged(key, sha256, number));
        Ok(number)
    }

    fn staged(&self, number: usize) -> PathBuf {
        self.stage.path().join(number.to_string())
    }

    /// Puts the compressed forms of every text file of this run beside it. One that the last run made of the same bytes
    /// is kept.
    ///
    /// # Errors
    /// Where the disk does not give a file or take one.
    pub fn pack(&self) -> Result<(), Diagnostic> {
        let files = self.files.lock().unwrap_or_else(|poison| poison.into_inner()).clone();
        let texts: Vec<_> = files.iter().filter(|(path, _)| pack::is_text(path)).collect();
        let jobs = texts.into_par_iter().flat_map_iter(|file| Packing::ALL.map(|packing| (file, packing)));
        jobs.try_for_each(|((path, made), packing)| {
            let (sha256, at) = match made {
                Made::Skipped(record) => (&record.sha256, self.root.join(path)),
                Made::Unchanged(_, sha256) => (sha256, self.root.join(path)),
                Made::Staged(_, sha256, number) => (sha256, self.staged(*number)),
            };
            let target = format!("{path}{}", packing.suffix());
            let key = Key(blake3::hash(format!("{} {sha256}", packing.recipe()).as_bytes()));
            if self.keep(&target, key)? {
                return Ok(());
            }
            let bytes = fs::read(&at).map_err(|error| unwritable(&at, &error))?;
            self.put(&target, key, &packing.pack(&bytes))
        })
    }

    /// Moves what was made into place, removes what the last run had and this one has not, and writes the manifest.
    ///
    /// # Errors
    /// The first file that cannot be moved or removed; what was moved before it is whole, and the next run goes on.
    pub fn finish(self) -> Result<Report, Diagnostic> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(|poison| poison.into_inner()));
        let gone: Vec<String> =
            self.last.records.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        let staged = files.values().any(|made| matches!(made, Made::Staged(..)));
        if staged || !gone.is_empty() {
            self.announce(&files)?;
        }
        let mut report = Report { pruned: gone, ..Report::default() };
        let mut records = BTreeMap::new();
        for (path, made) in files {
            let target = self.root.join(&path);
            let (key, sha256) = match made {
                Made::Skipped(record) => {
                    report.skipped += 1;
                    records.insert(path, record);
                    continue;
                }
                Made::Unchanged(key, sha256) => {
                    report.unchanged += 1;
                    (key, sha256)
                }
                Made::Staged(key, sha256, number) => {
                    move_into_place(&self.staged(number), &target)
                        .map_err(|error| unwritable(&target, &error))?;
                    report.written.push(path.clone());
                    (key, sha256)
                }
            };
            let (size, modified) = stat(&target).unwrap_or_default();
            records.insert(path, Record { key: Some(key), size, modified, sha256 });
        }
        for path in &report.pruned {
            self.remove(path)?;
        }
        if self.write_sums(&records)? {
            let at = report.written.partition_point(|path| path.as_str() < SUMS);
            report.written.insert(at, SUMS.to_owned());
        }
        if records != self.last.records || self.made_with != self.last.made_with {
            self.write_manifest(&records)?;
        }
        Ok(report)
    }

    /// Writes a manifest that lists every file of the last run and of this one, those about to change without a key:
    /// if the run ends here, the next one knows all files that are the program's, and trusts none that was moved.
    fn announce(&self, files: &BTreeMap<String, Made>) -> Result<(), Diagnostic> {
        let mut records = self.last.records.clone();
        for (path, made) in files {
            if matches!(made, Made::Staged(..)) {
                records
                    .insert(path.clone(), Record { key: None, size: 0, modified: 0, sha256: String::new() });
            }
        }
        self.write_manifest(&records)
    }

    fn write_manifest(&self, records: &BTreeMap<String, Record>) -> Result<(), Diagnostic> {
        write_whole(&self.state, &self.manifest_path, print(&self.made_with, records).as_bytes())
            .map_err(|error| unwritable(&self.manifest_path, &error))
    }

    /// Writes the list of all files, if it has changed; says whether it has.
    fn write_sums(&self, records: &BTreeMap<String, Record>) -> Result<bool, Diagnostic> {
        let mut sums = String::new();
        for (path, Record { sha256, .. }) in records {
            let _ = writeln!(sums, "{sha256}  {path}");
        }
        let target = self.root.join(SUMS);
        if fs::read(&target).is_ok_and(|there| there == sums.as_bytes()) {
            return Ok(false);
        }
        let staged = self.stage.path().join(SUMS);
        let write = fs::write(&staged, sums).and_then(|()| move_into_place(&staged, &target));
        write.map(|()| true).map_err(|error| unwritable(&target, &error))
    }

    /// Removes a file that an earlier run wrote, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<(), Diagnostic> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(&target, &error)),
            _ => {}
        }
        let mut folder = target.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.root) {
            // A folder that is not empty stays: that ends the way up.
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(())
    }
}

/// Writes a new file and refuses to touch one that exists.
///
/// # Errors
/// A message that names the file.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let make = || {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist_noclobber(path).map(|_| ()).map_err(|error| error.error)
    };
    make().map_err(|error: io::Error| unwritable(path, &error))?;
    make_readable(path).map_err(|error| unwritable(path, &error))
}

/// Writes a file in place of the one that is there, whole: who reads it meanwhile sees one or the other.
///
/// # Errors
/// A message that names the file.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let make = || {
        fs::create_dir_all(folder)?;
        write_whole(folder, path, bytes)?;
        make_readable(path)
    };
    make().map_err(|error: io::Error| unwritable(path, &error))
}

/// Gives a file another name, in the same folder, and never that of another file.
///
/// # Errors
/// A message that names the file.
pub fn rename(from: &Path, to: &Path) -> Result<(), Diagnostic> {
    // A hard link fails where the name is taken; where there are none, a look must do.
    let take = fs::hard_link(from, to).and_then(|()| fs::remove_file(from));
    match take {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists || to.exists() => {
            Err(unwritable(to, &error))
        }
        Err(_) => fs::rename(from, to).map_err(|error| unwritable(to, &error)),
        Ok(()) => Ok(()),
    }
}

/// Writes a file beside another one, under the first of `<path>.new`, `<path>.new-2`, … that is free or has these bytes
/// already. Returns the name.
///
/// # Errors
/// A message that names the file.
pub fn create_beside(path: &Path, bytes: &[u8]) -> Result<PathBuf, Diagnostic> {
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(if number == 1 { ".new".to_owned() } else { format!(".new-{number}") });
        let target = PathBuf::from(name);
        match fs::read(&target) {
            Ok(there) if there == bytes => return Ok(target),
            Ok(_) => number += 1,
            Err(_) => return create(&target, bytes).map(|()| target),
        }
    }
}

fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// Temporary files are private; what a person edits is not.
#[cfg(unix)]
fn make_readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> io::Result<()> {
    Ok(())
}

fn move_into_place(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => {
            fs::create_dir_all(folder)?;
            move_into_place(from, to)
        }
        // The output folder may be on another disk than the stage: the bytes go there first, then into place.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::create_dir_all(folder)?;
            write_whole(folder, to, &fs::read(from)?)?;
            make_readable(to)
        }
        result => result,
    }
}

/// What the state of an output folder is called: its name, where it lies in the site's folder; else with a hash of
/// where it is, for two folders of one name are two.
fn state_name(root: &Path, state: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (root, site) = (absolute(root), absolute(state.parent().unwrap_or(state)));
    let name = root.file_name().map_or_else(|| "root".into(), |name| name.to_string_lossy().into_owned());
    if root.parent() == Some(&site) {
        return name;
    }
    let place = root.strip_prefix(&site).unwrap_or(&root).to_string_lossy().into_owned();
    format!("{name}-{}", &blake3::hash(place.as_bytes()).to_hex()[..12])
}

/// The files that an output folder's own list names, where they are still what it says: all that is known of a folder
/// that came from elsewhere. None has a key, so each is made again.
fn travelled(root: &Path) -> Manifest {
    let Ok(sums) = fs::read_to_string(root.join(SUMS)) else { return Manifest::default() };
    let own = |line: &str| {
        let (sha256, path) = line.split_once("  ")?;
        let inside = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let same = inside && fs::read(root.join(path)).is_ok_and(|bytes| hex(&bytes) == sha256);
        let record = Record { key: None, size: 0, modified: 0, sha256: sha256.to_owned() };
        same.then(|| (path.to_owned(), record))
    };
    Manifest { made_with: String::new(), records: sums.lines().filter_map(own).collect() }
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Size and last change of a file.
fn stat(path: &Path) -> Option<(u64, u128)> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), modified.as_nanos()))
}

fn print(made_with: &str, records: &BTreeMap<String, Record>) -> String {
    let mut out = format!("{HEADER}\n{MADE_WITH}{made_with}\n");
    for (path, Record { key, size, modified, sha256 }) in records {
        let key = key.map_or_else(|| "-".to_owned(), |key| key.0.to_hex().to_string());
        let _ = writeln!(out, "{key} {size} {modified} {sha256}/{path}");
    }
    out
}

/// `None` where any line is not what [`print`] makes: a damaged manifest is no manifest.
fn parse(text: &str) -> Option<Manifest> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next() != Some(HEADER) {
        return None;
    }
    let made_with = lines.next()?.strip_prefix(MADE_WITH)?.to_owned();
    let record = |line: &str| {
        let mut words = line.splitn(4, ' ');
        let key = match words.next()? {
            "-" => None,
            hex => Some(Key(blake3::Hash::from_hex(hex).ok()?)),
        };
        let (size, modified) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        // The hash is empty where the run that wrote this was about to make the file.
        let (sha256, path) = words.next()?.split_once('/')?;
        Some((path.to_owned(), Record { key, size, modified, sha256: sha256.to_owned() }))
    };
    Some(Manifest { made_with, records: lines.map(record).collect::<Option<_>>()? })
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::plain(Message::FileUnwritable { path: path.display().to_string(), reason: error.to_string() })
}
