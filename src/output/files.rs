//! Single files, written whole: drafts and other files of the content, and moves into an output folder. It must not know
//! what is in a file.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Message};

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

pub(super) fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
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

/// Moves a file, and makes the folder that it goes to where there is none. Several threads may do so at once.
pub(super) fn move_into_place(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let moved = match fs::rename(from, to) {
        // Whether the folder is there now says nothing: another thread may have made it a moment ago.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            fs::rename(from, to)
        }
        result => result,
    };
    match moved {
        // The output folder may be on another disk than the stage: the bytes go there first, then into place.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::create_dir_all(folder)?;
            write_whole(folder, to, &fs::read(from)?)?;
            make_readable(to)
        }
        result => result,
    }
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::plain(Message::FileUnwritable { path: path.display().to_string(), reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Barrier;

    use super::move_into_place;

    #[test]
    fn threads_that_want_one_new_folder_all_get_it() {
        let scene = tempfile::tempdir().expect("a temporary folder");
        let at = |name: String| scene.path().join(name);
        let threads = 8;
        for round in 0..200 {
            (0..threads).for_each(|thread| fs::write(at(format!("{round}-{thread}")), "").expect("written"));
            let start = Barrier::new(threads);
            std::thread::scope(|scope| {
                for thread in 0..threads {
                    let (start, from) = (&start, at(format!("{round}-{thread}")));
                    let to = at(format!("new/{round}/deep/{thread}"));
                    scope.spawn(move || {
                        start.wait();
                        move_into_place(&from, &to).expect("moved");
                    });
                }
            });
        }
    }
}
