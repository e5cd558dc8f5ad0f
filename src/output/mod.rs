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
mod sums;

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message};
use crate::digest::Digest;
use crate::frame;
use crate::pack::{self, Packing};
use crate::source::Stamp;
use files::{move_into_place, unwritable, write_whole};
use manifest::{Group, Manifest, Record, Sum};
use sums::SUMS;

pub use files::{create, create_beside, rename, replace};

/// The name of the group of files that are known to be the program's, and of which nothing else is known.
const OWN: &str = "?";

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
    /// For each group in `last`, whether this run keeps it as it is.
    kept: Vec<AtomicBool>,
    groups: Mutex<Vec<MadeGroup>>,
    staged: AtomicUsize,
    stage: OnceLock<()>,
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
    /// Made; lies in the stage under this number.
    Staged(Digest, Sum, usize),
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
        let mut last = read.0.unwrap_or_else(|| travelled(root));
        let pending = fs::read(state.join(format!("{name}.pending"))).ok();
        let interrupted = pending.is_some();
        if let Some((paths, _)) = pending.and_then(|bytes| frame::read::<Vec<Box<str>>>(&bytes)) {
            own(&mut last, paths);
        }
        let kept = last.groups.iter().map(|_| AtomicBool::new(false)).collect();
        Ok(Self {
            root: root.to_owned(),
            state: state.to_owned(),
            name,
            last,
            manifest: read.1,
            interrupted,
            started,
            own: OnceLock::new(),
            kept,
            groups: Mutex::default(),
            staged: AtomicUsize::new(0),
            stage: OnceLock::new(),
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
        let groups = self.last.groups.par_iter().with_min_len(64);
        self.stamp(SUMS) == Some(self.last.sums) && groups.all(|group| self.has(&group.records))
    }

    fn has(&self, records: &[Record]) -> bool {
        records.iter().all(|record| self.stamp(&record.path) == Some(record.stamp))
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(self.root.join(path)).ok()?;
        metadata.is_file().then(|| Stamp::of(&metadata))
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
        let current = group.key == key && self.has(&group.records);
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
        group.files.push((path.into(), Made::Skipped(record.clone())));
        true
    }

    fn record(&self, group: &str, path: &str) -> Option<&Record> {
        let (_, group) = self.last.group(group)?;
        let index = group.records.binary_search_by(|record| (*record.path).cmp(path)).ok()?;
        Some(&group.records[index])
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
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = self.staged(number);
        self.stage.get_or_init(|| self.clear_stage());
        fs::write(&staged, bytes).map_err(|error| unwritable(&staged, &error))?;
        group.files.push((path.into(), Made::Staged(key, sum, number)));
        Ok(())
    }

    /// Puts the compressed forms of every text file of a group beside it. One that the last run made of the same bytes is
    /// kept.
    ///
    /// # Errors
    /// Where the disk does not give a file or take one.
    pub fn pack(&self, group: &mut MadeGroup) -> Result<(), Diagnostic> {
        let texts = group.files.iter().filter(|(path, _)| pack::is_text(path));
        let jobs: Vec<(Box<str>, Sum, PathBuf)> = texts
            .map(|(path, made)| match made {
                Made::Skipped(Record { sum, .. }) | Made::Unchanged(_, sum) => {
                    (path.clone(), *sum, self.root.join(&**path))
                }
                Made::Staged(_, sum, number) => (path.clone(), *sum, self.staged(*number)),
            })
            .collect();
        let begin = || self.begin(&group.name, group.key);
        let packed = jobs.par_iter().flat_map_iter(|job| Packing::ALL.map(|packing| (job, packing))).map(
            |((path, sum, at), packing)| {
                let target = format!("{path}{}", packing.suffix());
                let key = Digest::of(&(packing.recipe(), sum));
                let mut own = begin();
                if !self.keep(&mut own, &target, key) {
                    let bytes = fs::read(at).map_err(|error| unwritable(at, &error))?;
                    self.put(&mut own, &target, key, &packing.pack(&bytes))?;
                }
                Ok(own)
            },
        );
        for own in packed.collect::<Result<Vec<MadeGroup>, Diagnostic>>()? {
            group.add(own);
        }
        Ok(())
    }

    fn is_own(&self, path: &str) -> bool {
        self.own
            .get_or_init(|| self.last.records().map(|record| record.path.clone()).collect())
            .contains(path)
    }

    fn stage_folder(&self) -> PathBuf {
        self.state.join(format!("{}.stage", self.name))
    }

    fn staged(&self, number: usize) -> PathBuf {
        self.stage_folder().join(number.to_string())
    }

    /// Makes the stage, or empties that of a run that was killed. What goes wrong shows when it is written to.
    fn clear_stage(&self) {
        let stage = self.stage_folder();
        let _ = fs::create_dir_all(&stage);
        for left in fs::read_dir(&stage).into_iter().flatten().flatten() {
            let _ = fs::remove_file(left.path());
        }
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
    pub fn finish(&self, made_with: &str) -> Result<(Report, Digest), Diagnostic> {
        let made = std::mem::take(&mut *self.groups.lock().unwrap_or_else(|poison| poison.into_inner()));
        let kept = |index: usize| self.kept[index].load(Ordering::Relaxed);
        self.refuse_twice(&made)?;
        let now: HashSet<&str> =
            made.iter().flat_map(|group| &group.files).map(|(path, _)| &**path).collect();
        let left = self.last.groups.iter().enumerate().filter(|(index, _)| !kept(*index));
        let left = || left.clone().flat_map(|(_, group)| &group.records).map(|record| &*record.path);
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
        let groups: Vec<Group> =
            made.into_par_iter().map(|group| self.settle(group)).collect::<Result<_, _>>()?;
        for path in &report.pruned {
            self.remove(path)?;
        }
        let mut manifest = Manifest { made_with: one_line(made_with), sums: self.last.sums, groups };
        for (_, group) in self.last.groups.iter().enumerate().filter(|(index, _)| kept(*index)) {
            report.skipped += group.records.len();
            manifest.groups.push(group.clone());
        }
        manifest.groups.sort_by(|a, b| a.name.cmp(&b.name));
        if self.write_sums(&mut manifest, &report)? {
            let at = report.written.partition_point(|path| path.as_str() < SUMS);
            report.written.insert(at, SUMS.to_owned());
        }
        let known = if manifest == self.last
            && let Some(known) = self.manifest
        {
            known
        } else {
            let (bytes, digest) = frame::write(&manifest);
            self.remember("manifest", &bytes)?;
            digest
        };
        let _ = fs::remove_file(self.state.join(format!("{}.pending", self.name)));
        let _ = fs::remove_dir(self.stage_folder());
        Ok((report, known))
    }

    /// Two pages on one path are an error.
    fn refuse_twice(&self, made: &[MadeGroup]) -> Result<(), Diagnostic> {
        let kept = self.last.groups.iter().zip(&self.kept).filter(|(_, kept)| kept.load(Ordering::Relaxed));
        let kept = kept.flat_map(|(group, _)| &group.records).map(|record| &*record.path);
        let mut paths: HashSet<&str> = HashSet::with_capacity(self.count());
        paths.extend(kept);
        let mut new = made.iter().flat_map(|group| &group.files).map(|(path, _)| &**path);
        match new.find(|path| !paths.insert(path)) {
            Some(path) => Err(Diagnostic::plain(Message::PathTwice { path: path.to_owned() })),
            None => Ok(()),
        }
    }

    /// Moves the files of a group into place. One that was not made again and was not moved keeps its record.
    fn settle(&self, group: MadeGroup) -> Result<Group, Diagnostic> {
        let MadeGroup { name, key, files } = group;
        let mut records = Vec::with_capacity(files.len());
        for (path, made) in files {
            let (key, sum) = match made {
                Made::Skipped(record) => {
                    records.push(record);
                    continue;
                }
                Made::Unchanged(key, sum) => (key, sum),
                Made::Staged(key, sum, number) => {
                    let target = self.root.join(&*path);
                    move_into_place(&self.staged(number), &target)
                        .map_err(|error| unwritable(&target, &error))?;
                    (key, sum)
                }
            };
            let stamp = self.stamp(&path).unwrap_or_default();
            records.push(Record { path, key, stamp, sum });
        }
        records.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(Group { name, key, records })
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

/// The files that an output folder's own list names, where they are still what it says: all that is known of a folder
/// that came from elsewhere. Each is made again.
fn travelled(root: &Path) -> Manifest {
    let mut manifest = Manifest::default();
    let Ok(list) = fs::read_to_string(root.join(SUMS)) else { return manifest };
    let inside =
        |path: &str| Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let same = |path: &str, sum| fs::read(root.join(path)).is_ok_and(|bytes| Sum::of(&bytes) == sum);
    let own_line = |line: &str| {
        let (sum, path) = line.split_once("  ")?;
        let sum = Sum::from_hex(sum)?;
        (inside(path) && same(path, sum)).then(|| path.into())
    };
    own(&mut manifest, list.lines().filter_map(own_line).collect());
    manifest
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

/// Adds files that are the program's, and of which nothing else is known.
fn own(manifest: &mut Manifest, paths: Vec<Box<str>>) {
    let unknown = |path| Record { path, key: Digest::default(), stamp: Stamp::default(), sum: Sum::of(b"") };
    let mut records: Vec<Record> = paths.into_iter().map(unknown).collect();
    manifest.groups.retain(|group| {
        let other = &*group.name != OWN;
        if !other {
            records.extend(group.records.iter().cloned());
        }
        other
    });
    records.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let at = manifest.groups.partition_point(|group| &*group.name < OWN);
    manifest.groups.insert(at, Group { name: OWN.into(), key: Digest::default(), records });
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
