//! A folder as a target: one that a web server serves, a mounted share, the source of an `rsync`. Every file is written
//! aside and moved into place whole; one that has not changed is not touched, so that its time tells `rsync` so. It must
//! not know in which order it is asked.

#![expect(clippy::disallowed_methods, reason = "reads and writes a folder that is not the site's")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::plan::Upload;

use super::target::{Bytes, Created, Held, LockPlace, Target, Version};
use super::{lock, plain};
use crate::diagnostic::{Diagnostic, Message};

/// Where files lie until they are whole: in the folder itself, because moving is only possible within one disk.
const ASIDE: &str = ".gongkai-tmp";

/// A folder that is published to.
pub(crate) struct FolderPlace {
    root: PathBuf,
    shown: String,
    overwrite: bool,
}

impl FolderPlace {
    /// Opens a folder, which must be there: where a share is not mounted, a folder made in its place would take the files
    /// and show them to nobody.
    ///
    /// # Errors
    /// Where there is no folder.
    pub(crate) fn open(root: PathBuf, shown: String, overwrite: bool) -> Result<Self, Diagnostic> {
        if !root.is_dir() {
            return Err(Diagnostic::plain(Message::TargetFolderMissing { path: plain(&root) }));
        }
        Ok(Self { root, shown, overwrite })
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Refuses a path that a symbolic link stands on: what is written there would lie outside the folder, or take the
    /// place of what somebody has linked.
    ///
    /// # Errors
    /// Where there is one: the message names it.
    fn refuse_links(&self, path: &str) -> Result<(), Diagnostic> {
        let mut way = PathBuf::new();
        for part in Path::new(path) {
            way.push(part);
            match fs::symlink_metadata(self.root.join(&way)) {
                Ok(found) if found.is_symlink() => {
                    let (target, path) = (self.shown.clone(), plain(&way));
                    return Err(Diagnostic::plain(Message::TargetLinked { target, path }));
                }
                Ok(_) => {}
                // Nothing is below what is not there.
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Removes what lies aside: of this run, and of those that were stopped. Nothing but a folder of that name is ours.
    fn clear_aside(&self) {
        let aside = self.at(ASIDE);
        if self.refuse_links(ASIDE).is_err() {
            return;
        }
        if let Ok(left) = fs::read_dir(&aside) {
            left.filter_map(Result::ok).for_each(|file| drop(fs::remove_file(file.path())));
            // If it cannot be removed now, the next run does it.
            let _ = fs::remove_dir(aside);
        }
    }

    /// Writes a file aside.
    fn aside(&self, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
        let folder = self.at(ASIDE);
        if self.refuse_links(ASIDE).is_err() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "it is a symbolic link"));
        }
        fs::create_dir_all(&folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        // Temporary files are private; what is published is not.
        readable(file.path(), 0o644)?;
        Ok(file)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.aside(bytes)?;
        let target = self.at(path);
        self.make_folders(target.parent().unwrap_or(&self.root))?;
        file.persist(target).map(|_| ()).map_err(|error| error.error)
    }

    fn make_folders(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent().filter(|above| above.starts_with(&self.root)) {
            self.make_folders(above)?;
        }
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
            Ok(()) => readable(folder, 0o755),
        }
    }

    fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let at = self.at(path);
        match fs::read(&at) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(Diagnostic::plain(Message::FileUnreadable {
                path: plain(&at),
                reason: error.to_string(),
            })),
        }
    }

    fn unwritable(&self, path: &str, error: &io::Error) -> Diagnostic {
        Diagnostic::plain(Message::FileUnwritable { path: plain(&self.at(path)), reason: error.to_string() })
    }
}

impl Target for FolderPlace {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.bytes(path)
    }

    fn list(&mut self) -> Result<BTreeMap<String, Held>, Diagnostic> {
        let mut found = BTreeMap::new();
        // A link is somebody else's, wherever it leads: it is not followed, and nothing is told of it unless a file of
        // the site would go there. The folder itself may be one.
        for entry in WalkDir::new(&self.root) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&self.root).display().to_string();
                Diagnostic::plain(Message::FileUnreadable { path, reason: error.to_string() })
            })?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                found.insert(path, Held::Readable);
            }
        }
        Ok(found)
    }

    fn admits(&self, uploads: &[&Upload]) -> Result<(), Diagnostic> {
        uploads.iter().try_for_each(|upload| self.refuse_links(&upload.path))
    }

    fn is_littered(&self) -> bool {
        self.at(ASIDE).is_dir() && self.refuse_links(ASIDE).is_ok()
    }

    fn write(&mut self, uploads: &[Upload], bytes: &Bytes<'_>) -> Result<(), Diagnostic> {
        for upload in uploads {
            self.refuse_links(&upload.path)?;
            let new = bytes(upload)?;
            if upload.new && !self.overwrite && self.bytes(&upload.path)?.is_some_and(|there| there != new) {
                return Err(Diagnostic::plain(Message::TargetForeign {
                    target: self.shown(),
                    count: "1".to_owned(),
                    paths: upload.path.clone(),
                }));
            }
            self.put(&upload.path, &new).map_err(|error| self.unwritable(&upload.path, &error))?;
        }
        Ok(())
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), Diagnostic> {
        for path in paths {
            // Behind a link lies what is not this folder's.
            if self.refuse_links(path).is_err() {
                continue;
            }
            let target = self.at(path);
            match fs::remove_file(&target) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(self.unwritable(path, &error));
                }
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
        }
        Ok(())
    }

    fn lock(&mut self) -> Option<&mut dyn LockPlace> {
        Some(self)
    }

    /// Removes what runs that were stopped left aside.
    fn commit(&mut self) -> Result<(), Diagnostic> {
        self.clear_aside();
        Ok(())
    }
}

impl LockPlace for FolderPlace {
    fn get(&mut self) -> Result<Option<(Vec<u8>, Version)>, Diagnostic> {
        Ok(self.bytes(lock::FILE)?.map(|bytes| {
            let version = version(&bytes);
            (bytes, version)
        }))
    }

    fn create(&mut self, bytes: &[u8]) -> Result<Created, Diagnostic> {
        let made = self.aside(bytes).and_then(|file| match file.persist_noclobber(self.at(lock::FILE)) {
            Ok(_) => Ok(Created::Made(version(bytes))),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::There),
            Err(error) => Err(error.error),
        });
        made.map_err(|error| self.unwritable(lock::FILE, &error))
    }

    fn replace(&mut self, bytes: &[u8], old: &Version) -> Result<Option<Version>, Diagnostic> {
        let same = LockPlace::get(self)?.is_some_and(|(_, found)| found == *old);
        if !same {
            return Ok(None);
        }
        self.put(lock::FILE, bytes).map_err(|error| self.unwritable(lock::FILE, &error))?;
        Ok(Some(version(bytes)))
    }

    fn remove(&mut self) -> Result<(), Diagnostic> {
        // What runs that were stopped left aside goes while the lock keeps others away.
        self.clear_aside();
        Target::remove(self, &[lock::FILE.to_owned()])
    }
}

fn version(bytes: &[u8]) -> Version {
    Version(crate::digest::sha256_hex(bytes))
}

#[cfg(unix)]
fn readable(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    // A share without permissions of its own (SMB, FAT) refuses to have them set: its files are readable as they are.
    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(not(unix))]
fn readable(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
