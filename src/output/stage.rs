//! The stage: where files lie that are made, until all are and they are moved into the output folder. Where there is no
//! output folder yet, the stage is a whole one, and takes its place in one step. It must not know what was made before.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::files::unwritable;
use crate::diagnostic::Diagnostic;
use crate::source::Stamp;

/// The stage of one run.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    /// Whether files lie in it as they will in the output folder; else each under a number.
    whole: bool,
    begun: OnceLock<()>,
    count: AtomicUsize,
}

/// A file in the stage.
#[derive(Debug)]
pub(super) struct Staged {
    number: usize,
    /// Its stamp, where the stage is whole: moving the folder that it lies in leaves it as it is.
    pub(super) stamp: Option<Stamp>,
}

impl Stage {
    pub(super) const fn new(folder: PathBuf, whole: bool) -> Self {
        Self { folder, whole, begun: OnceLock::new(), count: AtomicUsize::new(0) }
    }

    /// Whether it is to be the output folder.
    pub(super) const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Where a file of it lies.
    pub(super) fn path(&self, path: &str, staged: &Staged) -> PathBuf {
        if self.whole { self.folder.join(path) } else { self.folder.join(staged.number.to_string()) }
    }

    /// Takes a file.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Staged, Diagnostic> {
        self.begin();
        let mut staged = Staged { number: self.count.fetch_add(1, Ordering::Relaxed), stamp: None };
        let target = self.path(path, &staged);
        let write = || -> io::Result<Option<Stamp>> {
            let mut file = create(&target)?;
            file.write_all(bytes)?;
            Ok(if self.whole { Some(Stamp::of(&file.metadata()?)) } else { None })
        };
        staged.stamp = write().map_err(|error| unwritable(&target, &error))?;
        Ok(staged)
    }

    /// Makes the stage, or empties that of a run that was killed. What goes wrong shows when it is written to.
    fn begin(&self) {
        self.begun.get_or_init(|| {
            let _ = fs::remove_dir_all(&self.folder);
            let _ = fs::create_dir_all(&self.folder);
        });
    }

    /// Puts the stage in the place of the output folder, if it is to be that one. Says whether that was done: the output
    /// folder may be on another disk, or somebody may have made it meanwhile.
    pub(super) fn move_whole(&self, root: &Path) -> bool {
        // The folder was made just now, and is empty, for the list of what is about to be moved to mean something.
        if !self.whole || self.begun.get().is_none() || fs::remove_dir(root).is_err() {
            return false;
        }
        fs::rename(&self.folder, root).is_ok()
    }

    /// Where a file lies that is written after all others.
    pub(super) fn last(&self, name: &str) -> PathBuf {
        self.begin();
        let _ = fs::create_dir_all(&self.folder);
        self.folder.join(name)
    }

    /// Removes it.
    pub(super) fn remove(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            File::create(path)
        }
        result => result,
    }
}
