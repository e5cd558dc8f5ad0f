//! The only writer: files of the site (staged, compared, moved into place whole, pruned by the manifest), what the program
//! keeps for its next run, and drafts in `content/`. It must not know what is in a file.
//!
//! What is the program's in an output folder, two lists say: the manifest, which knows what each file was made from and
//! stays on this machine, and `SHA256SUMS` in the folder itself, which travels with it. A file in neither is foreign: it
//! is left alone, and a page that would take its place is an error.
//!
//! Nothing reaches the output folder before [`Output::finish`]: a run that fails leaves it as it was. A run that is
//! killed while files are moved leaves each file whole, old or new; a list of what it was about to move lies beside the
//! manifest then, and the next run completes the work.

#![expect(clippy::disallowed_methods, reason = "this is the only writer")]

mod files;
mod manifest;
mod packed;
mod stage;
mod sums;

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message};
use crate::digest::Digest;
use crate::frame;
use crate::source::Stamp;
use files::{move_into_place, unwritable, write_whole};
use manifest::{Group, Manifest, Record, Sum};
use stage::{Stage, Staged};
use sums::SUMS;

pub use files::{create, create_beside, rename, replace};

/// How often the lock is asked for, and how long is waited in between.
const PATIENCE: usize = 40;
const MOMENT: Duration = Duration::from_millis(5);

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
    /// What its files in `state` are called: after the output folder, so that one site can have several.
    name: String,
    last: Manifest,
    /// Stands for the manifest as it is on disk; absent where there is none.
    manifest: Option<Digest>,
    /// Whether the last run did not come to its end.
    interrupted: bool,
    /// What the file system says of a file that was written when the run began.
    started: Stamp,
    /// Paths of all files in `last`: only looked up.
    own: OnceLock<HashSet<Box<str>>>,
    /// For each group in `last`, whether nobody has touched any file of it since, once that was looked at.
    untouched: Vec<OnceLock<bool>>,
    /// For each group in `last`, whether this run keeps it as it is.
    kept: Vec<AtomicBool>,
    groups: Mutex<Vec<MadeGroup>>,
    stage: Stage,
    /// The output folder, open, where it is there.
    folder: OnceLock<File>,
    /// Held while this value lives: a second run is told.
    _lock: File,
}

/// A group of files that a run is making.
#[derive(Debug)]
pub struct MadeGroup {
    name: Box<str>,
    key: Digest,
    files: Vec<(Box<str>, Made)>,
}

/// What this run has made of a file.
#[derive(Debug)]
enum Made {
    /// Not made: the last run's is current.
    Skipped(Record),
    /// Made, and the file on disk has the same bytes.
    Unchanged(Digest, Sum),
    /// Made; lies in the stage.
    Staged(Digest, Sum, Staged),
}

impl MadeGroup {
    /// Takes the files of another, which is of the same name.
    pub fn add(&mut self, other: Self) {
        self.files.extend(other.files);
    }
}

impl Output {
    /// Opens an output folder, which need not exist. `state` is where the program keeps what it knows of it.
    ///
    /// # Errors
    /// Where that cannot be written to, or another run is at work on it.
    pub fn open(root: &Path, state: &Path) -> Result<Self, Diagnostic> {
        let name = state_name(root, state);
        fs::create_dir_all(state).map_err(|error| unwritable(state, &error))?;
        let lock_path = state.join(format!("{name}.lock"));
        let lock = File::options().create(true).append(true).open(&lock_path);
        let mut lock = lock.map_err(|error| unwritable(&lock_path, &error))?;
        take(&lock).map_err(|error| match error {
            TryLockError::WouldBlock => Diagnostic::plain(Message::Busy { path: root.display().to_string() }),
            TryLockError::Error(error) => unwritable(&lock_path, &error),
        })?;
        // What the file system takes for now, without a clock.
        let touch = lock.set_len(0).and_then(|()| lock.write_all(b"\n")).and_then(|()| lock.metadata());
        let started = Stamp::of(&touch.map_err(|error| unwritable(&lock_path, &error))?);
        let read = fs::read(state.join(format!("{name}.manifest"))).ok();
        let read = read.and_then(|bytes| frame::read::<Manifest>(&bytes)).unzip();
        let mut last = read.0.unwrap_or_else(|| Manifest::travelled(root));
        let pending = fs::read(state.join(format!("{name}.pending"))).ok();
        let interrupted = pending.is_some();
        if let Some((paths, _)) = pending.and_then(|bytes| frame::read::<Vec<Box<str>>>(&bytes)) {
            last.own(paths);
        }
        let untouched = last.groups.iter().map(|_| OnceLock::new()).collect();
        let kept = last.groups.iter().map(|_| AtomicBool::new(false)).collect();
        let stage = state.join(format!("{name}.stage"));
        Ok(Self {
            root: root.to_owned(),
            state: state.to_owned(),
            name,
            last,
            manifest: read.1,
            interrupted,
            started,
            own: OnceLock::new(),
            untouched,
            kept,
            groups: Mutex::default(),
            stage: Stage::new(stage, is_missing(root)),
            folder: OnceLock::new(),
            _lock: lock,
        })
    }

    /// What the file system says of a file that was written when the run began: what was changed since may be seen or not.
    pub const fn started(&self) -> Stamp {
        self.started
    }

    /// Stands for all that is known of the output folder; absent where the last run left nothing or did not end.
    pub fn known(&self) -> Option<Digest> {
        self.manifest.filter(|_| !self.interrupted)
    }

    /// How many files the last run left.
    pub fn count(&self) -> usize {
        self.last.records().count()
    }

    /// Whether nobody has touched any file since the last run.
    pub fn is_untouched(&self) -> bool {
        let groups = (0..self.last.groups.len()).into_par_iter().with_min_len(64);
        self.stamp(SUMS) == Some(self.last.sums) && groups.all(|index| self.has(index))
    }

    /// Looks at all files of the last run, so that it need not be done when they are asked for.
    pub fn look(&self) {
        let groups = (0..self.last.groups.len()).into_par_iter().with_min_len(64);
        groups.for_each(|index| _ = self.has(index));
    }

    /// Whether nobody has touched any file of a group since the last run.
    fn has(&self, index: usize) -> bool {
        let mut records = self.last.groups[index].records();
        let look = || records.all(|(path, record)| self.stamp(path) == Some(record.stamp));
        *self.untouched[index].get_or_init(look)
    }

    /// What the file system says of a file now; `None` where there is none. A link is none.
    fn stamp(&self, path: &str) -> Option<Stamp> {
        #[cfg(unix)]
        {
            let folder = match self.folder.get() {
                Some(folder) => folder,
                None => {
                    let folder = File::open(&self.root).ok()?;
                    self.folder.get_or_init(|| folder)
                }
            };
            Stamp::below(folder, path)
        }
        #[cfg(not(unix))]
        {
            let metadata = fs::symlink_metadata(self.root.join(path)).ok()?;
            metadata.is_file().then(|| Stamp::of(&metadata))
        }
    }

    /// What the last run's conversion was made with, where that was something else.
    pub fn made_before_with(&self, now: &str) -> Option<&str> {
        let before = self.last.made_with.as_str();
        (!before.is_empty() && before != one_line(now)).then_some(before)
    }

    /// Whether the last run left a group of this key and nobody has touched any of its files since. If so it is kept, and
    /// none of them need be made.
    pub fn keep_group(&self, name: &str, key: Digest) -> bool {
        let Some((index, group)) = self.last.group(name) else { return false };
        let current = group.key == key && self.has(index);
        if current {
            self.kept[index].store(true, Ordering::Relaxed);
        }
        current
    }

    /// Begins a group.
    pub fn begin(&self, name: &str, key: Digest) -> MadeGroup {
        MadeGroup { name: name.into(), key, files: Vec::new() }
    }

    /// Whether the last run left this file, in a group of that name, with the same key, and nobody has touched it since.
    /// If so it is kept, and need not be made.
    pub fn keep(&self, group: &mut MadeGroup, path: &str, key: Digest) -> bool {
        let record = self.record(&group.name, path).filter(|record| record.key == key);
        let Some(record) = record.filter(|record| self.stamp(path) == Some(record.stamp)) else {
            return false;
        };
        group.files.push((path.into(), Made::Skipped(*record)));
        true
    }

    fn record(&self, group: &str, path: &str) -> Option<&Record> {
        self.last.group(group)?.1.record(path)
    }

    /// Takes a file's bytes.
    ///
    /// # Errors
    /// Where a foreign file is in its place, or the disk does not take it.
    pub fn put(
        &self,
        group: &mut MadeGroup,
        path: &str,
        key: Digest,
        bytes: &[u8],
    ) -> Result<(), Diagnostic> {
        let sum = Sum::of(bytes);
        if !self.stage.is_whole() {
            let target = self.root.join(path);
            let record = self.record(&group.name, path);
            let untouched =
                || record.is_some_and(|record| record.sum == sum && self.stamp(path) == Some(record.stamp));
            let there = || fs::read(&target).ok();
            if untouched() || there().is_some_and(|there| there == bytes) {
                group.files.push((path.into(), Made::Unchanged(key, sum)));
                return Ok(());
            }
            if record.is_none() && target.is_file() && !self.is_own(path) {
                return Err(Diagnostic::plain(Message::FileForeign { path: target.display().to_string() }));
            }
        }
        let staged = self.stage.put(path, bytes)?;
        group.files.push((path.into(), Made::Staged(key, sum, staged)));
        Ok(())
    }

    fn is_own(&self, path: &str) -> bool {
        self.own.get_or_init(|| self.last.records().map(|(path, _)| path.into()).collect()).contains(path)
    }

    /// Takes a group whose files are all made or kept.
    pub fn end(&self, group: MadeGroup) {
        self.groups.lock().unwrap_or_else(|poison| poison.into_inner()).push(group);
    }

    /// Moves what was made into place, removes what the last run had and this one has not, and writes the manifest.
    /// `made_with` says what the conversion is made with, in one line. Answers with what stands for the manifest, too.
    ///
    /// # Errors
    /// Where two pages have one path: nothing is moved then. The first file that cannot be moved or removed: what was moved
    /// before it is whole, and the next run goes on.
    pub fn finish(&mut self, made_with: &str) -> Result<(Report, Digest), Diagnostic> {
        let made = std::mem::take(&mut *self.groups.lock().unwrap_or_else(|poison| poison.into_inner()));
        let kept = |index: usize| self.kept[index].load(Ordering::Relaxed);
        let now = self.paths(&made)?;
        let left = self.last.groups.iter().enumerate().filter(|(index, _)| !kept(*index));
        let left = || left.clone().flat_map(|(_, group)| group.records()).map(|(path, _)| path);
        let mut gone: Vec<String> = left().filter(|path| !now.contains(path)).map(str::to_owned).collect();
        gone.sort_unstable();
        gone.dedup();
        let staged = |made: &Made| matches!(made, Made::Staged(..));
        let moving: Vec<&str> = made
            .iter()
            .flat_map(|group| &group.files)
            .filter(|(_, made)| staged(made))
            .map(|(path, _)| &**path)
            .collect();
        if !moving.is_empty() || !gone.is_empty() {
            fs::create_dir_all(&self.root).map_err(|error| unwritable(&self.root, &error))?;
            let pending: Vec<&str> = moving.iter().copied().chain(gone.iter().map(String::as_str)).collect();
            self.remember("pending", &frame::write(&pending).0)?;
        }
        let count = |wanted: fn(&Made) -> bool| {
            made.iter().flat_map(|group| &group.files).filter(|(_, made)| wanted(made)).count()
        };
        let skipped = count(|made| matches!(made, Made::Skipped(_)));
        let unchanged = count(|made| matches!(made, Made::Unchanged(..)));
        let mut report = Report { pruned: gone, skipped, unchanged, ..Report::default() };
        report.written = moving.into_iter().map(str::to_owned).collect();
        report.written.par_sort_unstable();
        let found = made.iter().any(|group| self.has_found(group));
        let whole = self.stage.move_whole(&self.root);
        let groups: Vec<Group> =
            made.into_par_iter().map(|group| self.settle(group, whole)).collect::<Result<_, _>>()?;
        for path in &report.pruned {
            self.remove(path)?;
        }
        let mut manifest = Manifest { made_with: one_line(made_with), sums: self.last.sums, groups };
        let same = self.is_last(&manifest);
        let last = std::mem::take(&mut self.last.groups);
        for (group, kept) in last.into_iter().zip(&self.kept) {
            if kept.load(Ordering::Relaxed) {
                report.skipped += group.len();
                manifest.groups.push(group);
            }
        }
        manifest.groups.sort_by(|a, b| a.name.cmp(&b.name));
        if self.write_sums(&mut manifest, &report, !found)? {
            let at = report.written.partition_point(|path| path.as_str() < SUMS);
            report.written.insert(at, SUMS.to_owned());
        }
        let known = if same
            && manifest.sums == self.last.sums
            && let Some(known) = self.manifest
        {
            known
        } else {
            let (bytes, digest) = frame::write(&manifest);
            self.remember("manifest", &bytes)?;
            digest
        };
        let _ = fs::remove_file(self.state.join(format!("{}.pending", self.name)));
        self.stage.remove();
        Ok((report, known))
    }

    /// Whether what was made is, with what was kept, all that the last run left, unchanged.
    fn is_last(&self, made: &Manifest) -> bool {
        let kept = self.kept.iter().filter(|kept| kept.load(Ordering::Relaxed)).count();
        let same = |group: &Group| self.last.group(&group.name).is_some_and(|(_, last)| last == group);
        made.made_with == self.last.made_with
            && made.groups.len() + kept == self.last.groups.len()
            && made.groups.iter().all(same)
    }

    /// The paths of what was made. Two pages on one path are an error. No two files of the last run had one: so of the files that are kept, only those
    /// that a path of this run could be new to are looked at.
    fn paths<'m>(&self, made: &'m [MadeGroup]) -> Result<HashSet<&'m str>, Diagnostic> {
        let twice = |path: &str| Err(Diagnostic::plain(Message::PathTwice { path: path.to_owned() }));
        let mut paths: HashSet<&'m str> = HashSet::new();
        // By length: a path is compared with few others.
        let mut new: Vec<Vec<&str>> = Vec::new();
        for group in made {
            for (path, _) in &group.files {
                if !paths.insert(path) {
                    return twice(path);
                }
                if self.record(&group.name, path).is_none() {
                    new.resize(new.len().max(path.len() + 1), Vec::new());
                    new[path.len()].push(path);
                }
            }
        }
        let kept = self.last.groups.iter().zip(&self.kept).filter(|(_, kept)| kept.load(Ordering::Relaxed));
        let mut kept = kept.flat_map(|(group, _)| group.records()).map(|(path, _)| path);
        let is_new = |path: &&str| new.get(path.len()).is_some_and(|new| new.contains(path));
        kept.find(is_new).map_or(Ok(paths), twice)
    }

    /// Whether a file was made again and found in place although the last run, as far as it came, had left other bytes.
    fn has_found(&self, group: &MadeGroup) -> bool {
        group.files.iter().any(|(path, made)| match made {
            Made::Unchanged(_, sum) => self.record(&group.name, path).is_none_or(|record| record.sum != *sum),
            Made::Skipped(_) | Made::Staged(..) => false,
        })
    }

    /// Moves the files of a group into place, unless they were moved with all others. One that was not made again and was
    /// not moved keeps its record.
    fn settle(&self, group: MadeGroup, whole: bool) -> Result<Group, Diagnostic> {
        let MadeGroup { name, key, files } = group;
        let mut records = Vec::with_capacity(files.len());
        for (path, made) in files {
            let (key, sum) = match made {
                Made::Skipped(record) => {
                    records.push((path, record));
                    continue;
                }
                Made::Unchanged(key, sum) => (key, sum),
                Made::Staged(key, sum, Staged { stamp: Some(stamp), .. }) if whole => {
                    records.push((path, Record { key, stamp, sum }));
                    continue;
                }
                Made::Staged(key, sum, staged) => {
                    let target = self.root.join(&*path);
                    move_into_place(&self.stage.path(&path, &staged), &target)
                        .map_err(|error| unwritable(&target, &error))?;
                    (key, sum)
                }
            };
            let stamp = self.stamp(&path).unwrap_or_default();
            records.push((path, Record { key, stamp, sum }));
        }
        Ok(Group::new(name, key, records))
    }

    /// What the program kept under a name at the end of its last run.
    pub fn recall(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.state.join(format!("{}.{name}", self.name))).ok()
    }

    /// Keeps something for the next run, whole.
    ///
    /// # Errors
    /// A message that names the file.
    pub fn remember(&self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let path = self.state.join(format!("{}.{name}", self.name));
        write_whole(&self.state, &path, bytes).map_err(|error| unwritable(&path, &error))
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

/// Whether nothing at all has that name.
fn is_missing(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Takes the lock. A run that is about to end is waited for, and so is a program that this process starts, which has the
/// lock with all open files until it has begun: a moment at most.
fn take(lock: &File) -> Result<(), TryLockError> {
    for _ in 0..PATIENCE {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(MOMENT),
            result => return result,
        }
    }
    lock.try_lock()
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
