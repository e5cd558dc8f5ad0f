//! Watching: waits until something is saved that the site is made from. It must not know what is done then.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::diagnostic::{Diagnostic, Message};

/// What a site is made from.
const WATCHED: &[&str] = &["seeds", "content", "themes"];
/// How long it must be quiet: an editor saves in several steps, a copy of many files takes a while.
const QUIET: Duration = Duration::from_millis(15);

/// The changes below a site's folder.
pub(super) struct Changes {
    site: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<notify::Event>>,
}

impl Changes {
    /// Begins to watch.
    pub(super) fn of(site: &Path) -> Result<Self, Diagnostic> {
        let (sender, events) = channel();
        // The other end goes away only with this value.
        let forward = move |event| drop(sender.send(event));
        let watcher = notify::recommended_watcher(forward).map_err(|error| unwatchable(site, &error))?;
        let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let mut changes = Self { site, watcher, events };
        // The folder itself, and no further: its other folders are the output and whatever else a person keeps there.
        let root = changes.watcher.watch(&changes.site, RecursiveMode::NonRecursive);
        root.map_err(|error| unwatchable(&changes.site, &error))?;
        changes.watch_all();
        Ok(changes)
    }

    /// Watches each folder that is there by now: one that is made later is seen in the site's folder.
    fn watch_all(&mut self) {
        for folder in WATCHED {
            // One that is not there yet cannot be watched, and holds nothing.
            let _ = self.watcher.watch(&self.site.join(folder), RecursiveMode::Recursive);
        }
    }

    /// Waits for a change, and until it is over.
    pub(super) fn wait(&mut self) -> Result<(), Diagnostic> {
        let gone = || Diagnostic::plain(Message::Unservable { reason: "nothing is watched any more".into() });
        loop {
            let event = self.events.recv().map_err(|_| gone())?;
            if !self.matters(&event) {
                continue;
            }
            loop {
                match self.events.recv_timeout(QUIET) {
                    // Reading is no change, and would otherwise put the end off for ever.
                    Ok(event) if !self.matters(&event) => {}
                    Ok(_) => continue,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return Err(gone()),
                }
            }
            self.watch_all();
            return Ok(());
        }
    }

    /// Whether a build could come out otherwise after this. An error (too much happened at once) may hide anything.
    fn matters(&self, event: &notify::Result<notify::Event>) -> bool {
        let Ok(event) = event else { return true };
        let changes = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        let ours = |path: &PathBuf| WATCHED.iter().any(|folder| path.starts_with(self.site.join(folder)));
        changes && (event.need_rescan() || event.paths.iter().any(ours))
    }
}

fn unwatchable(path: &Path, error: &notify::Error) -> Diagnostic {
    Diagnostic::plain(Message::Unwatchable { path: path.display().to_string(), reason: error.to_string() })
}
