//! What every target can do: one small trait, one file an implementation. It must not know in which order it is asked,
//! nor what a site is.

use std::collections::BTreeMap;

use super::plan::Upload;
use crate::diagnostic::Diagnostic;

/// A place that files are published to. Paths are those below the site's folder.
pub(crate) trait Target {
    /// How messages name it: what it is and where, without a secret.
    fn shown(&self) -> String;

    /// The bytes of a file; `None` where there is none.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;

    /// Reads many files back, as anybody else would get them, and gives each to `take`.
    fn read_back(&mut self, paths: &[&str], take: &mut Take<'_>) -> Result<(), Diagnostic> {
        paths.iter().try_for_each(|path| self.read(path).map(|bytes| take(path, bytes)))
    }

    /// Every file that lies there, and what is known of it without reading it.
    fn list(&mut self) -> Result<BTreeMap<String, Held>, Diagnostic>;

    /// Looks, before anything is written, whether these files can lie there.
    fn admits(&self, _uploads: &[&Upload]) -> Result<(), Diagnostic> {
        Ok(())
    }

    /// Whether a run that was stopped has left something that is to be cleared away.
    fn is_littered(&self) -> bool {
        false
    }

    /// Writes files, each whole or not at all; in any order.
    fn write(&mut self, uploads: &[Upload], bytes: &Bytes<'_>) -> Result<(), Diagnostic>;

    /// Removes files, in any order. One that is not there is removed.
    fn remove(&mut self, paths: &[String]) -> Result<(), Diagnostic>;

    /// Where publishers tell each other that they are at work. `None`: nothing of what is written shows before
    /// [`commit`](Self::commit), and that fails if somebody else was faster.
    fn lock(&mut self) -> Option<&mut dyn LockPlace>;

    /// Ends a publication in which something was written or removed.
    fn commit(&mut self) -> Result<(), Diagnostic>;
}

/// Takes a file that was read back.
pub(crate) type Take<'t> = dyn FnMut(&str, Option<Vec<u8>>) + 't;

/// Gives the bytes of a file of the site.
pub(crate) type Bytes<'b> = dyn Fn(&Upload) -> Result<Vec<u8>, Diagnostic> + Sync + 'b;

/// What is known of a file at a target without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "what object stores need"))]
pub(crate) enum Held {
    /// The MD5 of its bytes, lower-case hexadecimal, as object stores have it in an ETag.
    Md5(String),
    /// Its size in bytes.
    Size(u64),
    /// Nothing; but it is read at no cost.
    Readable,
}

/// Where the lock of a target lies.
pub(crate) trait LockPlace {
    /// The lock's bytes and the version of them; `None` where there is no lock.
    fn get(&mut self) -> Result<Option<(Vec<u8>, Version)>, Diagnostic>;

    /// Writes the lock where there is none; `None` where there is one. A place that cannot tell says so by
    /// [`Created::Unsure`].
    fn create(&mut self, bytes: &[u8]) -> Result<Created, Diagnostic>;

    /// Writes the lock over one of that version; `None` where it is another by now.
    fn replace(&mut self, bytes: &[u8], version: &Version) -> Result<Option<Version>, Diagnostic>;

    /// Removes the lock.
    fn remove(&mut self) -> Result<(), Diagnostic>;
}

/// What came of making a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "what object stores need"))]
pub(crate) enum Created {
    /// It is made, and nobody else can have made it.
    Made(Version),
    /// There is one.
    There,
    /// It is written, but the place does not know conditions: somebody else may have written theirs at the same time.
    Unsure(Version),
}

/// Tells two versions of a lock apart: what that is, is the place's own affair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version(pub(crate) String);
