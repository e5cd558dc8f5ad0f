//! What this machine knows of a target: that a run is at work on it, and which run that is, so that one that was stopped
//! is known by the next. It must not know the target.

#![expect(clippy::disallowed_methods, reason = "writes one note beside the output folder")]

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Message};

/// A target of a site while a run of this machine is at work on it.
#[derive(Debug)]
pub(crate) struct Machine {
    note: PathBuf,
    runs: Vec<String>,
    /// Held while this value lives.
    _lock: File,
}

impl Machine {
    /// Begins a run. `name` is the target's.
    ///
    /// # Errors
    /// Where another run of this machine is at work on the target, or nothing can be noted.
    pub(crate) fn enter(site: &Path, name: &str) -> Result<Self, Diagnostic> {
        let folder = site.join(".gongkai");
        let note = folder.join(format!("publish-{name}"));
        let path = folder.join(format!("publish-{name}.lock"));
        let unwritable = |error: &std::io::Error| {
            let path = path.display().to_string();
            Diagnostic::plain(Message::FileUnwritable { path, reason: error.to_string() })
        };
        fs::create_dir_all(&folder).map_err(|error| unwritable(&error))?;
        let lock = File::create(&path).map_err(|error| unwritable(&error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Diagnostic::plain(Message::Busy { path: name.to_owned() }));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(&error)),
        }
        let runs = fs::read_to_string(&note).unwrap_or_default().lines().map(str::to_owned).collect();
        Ok(Self { note, runs, _lock: lock })
    }

    /// The runs of this machine that may have left the target's lock behind. None of them is still at work.
    pub(crate) fn runs(&self) -> &[String] {
        &self.runs
    }

    /// Notes the run that is about to take the target's lock, beside those before it: which of them has it is known only
    /// when it is taken.
    ///
    /// # Errors
    /// Where it cannot be noted.
    pub(crate) fn note(&self, run: &str) -> Result<(), Diagnostic> {
        let runs: String =
            self.runs.iter().map(String::as_str).chain([run]).map(|run| format!("{run}\n")).collect();
        fs::write(&self.note, runs).map_err(|error| {
            let path = self.note.display().to_string();
            Diagnostic::plain(Message::FileUnwritable { path, reason: error.to_string() })
        })
    }

    /// Forgets the runs: the lock is given back.
    pub(crate) fn forget(&self) {
        // What stays names a lock that is nowhere.
        let _ = fs::remove_file(&self.note);
    }
}
