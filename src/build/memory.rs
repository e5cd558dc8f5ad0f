//! What a build remembers for the next one: what it was made from, and the brief of each notice. It must not know what is in
//! a brief, or where this is kept.
//!
//! A remembered brief is taken for what reading the notice again would give while three things are the same: the notice's
//! file, its seed, and the *knowledge* it was read with (the regulations, the site's terms, the program).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use crate::brief::Brief;
use crate::diagnostic::{Diagnostic, Location, Message, SourceFile};
use crate::digest::Digest;
use crate::notice::NoticeId;
use crate::regulation::Regulation;
use crate::source::{Folder, Stamp};

/// A file that a build was made from.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Input {
    pub(super) path: Box<str>,
    pub(super) stamp: Stamp,
    /// Set where the stamp alone does not tell: the file was changed when the build had begun already. Its bytes then, if
    /// the build knows them for certain; else it has changed.
    pub(super) doubt: Option<Option<Digest>>,
}

impl Input {
    /// Whether a file with this stamp is the one that the build was made from.
    fn is(&self, stamp: Stamp, folder: &Folder) -> bool {
        self.stamp == stamp
            && match self.doubt {
                None => true,
                Some(bytes) => {
                    bytes.is_some()
                        && folder.bytes(&self.path).ok().map(|now| Digest::of_bytes(&now)) == bytes
                }
            }
    }
}

/// Everything that decided the last build, and what it came to.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Memory {
    /// How it was asked for.
    pub(super) asked: Digest,
    /// Stands for what it left in the output folder.
    pub(super) output: Digest,
    /// Every file of the site, sorted by path.
    pub(super) inputs: Vec<Input>,
    /// Stands for what notices were read with.
    pub(super) knowledge: Digest,
    /// Stands for the regulations that it remembers.
    pub(super) shelf: Digest,
    /// What it said that is true as long as nothing changes.
    pub(super) told: Vec<Told>,
    /// How many notices it published.
    pub(super) notices: u64,
    /// The path that the site will stand at.
    pub(super) mount: String,
}

impl Memory {
    /// Whether the site's files are those that the build was made from.
    pub(super) fn holds(&self, files: &[(String, Stamp)], folder: &Folder) -> bool {
        same(self.inputs.iter(), files.iter(), folder)
    }

    /// Whether the files of a folder are those that the build was made from.
    pub(super) fn holds_all_below(&self, under: &str, files: &[(String, Stamp)], folder: &Folder) -> bool {
        let below = |path: &str| path.strip_prefix(under).is_some_and(|rest| rest.starts_with('/'));
        let inputs = self.inputs.iter().filter(|input| below(&input.path));
        same(inputs, files.iter().filter(|(path, _)| below(path)), folder)
    }

    /// Whether a file is the one that the build was made from.
    pub(super) fn has(&self, path: &str, stamp: Stamp, folder: &Folder) -> bool {
        let index = self.inputs.binary_search_by(|input| (*input.path).cmp(path));
        index.is_ok_and(|index| self.inputs[index].is(stamp, folder))
    }
}

/// Whether files are those that a build was made from, one by one.
fn same<'f>(
    inputs: impl Iterator<Item = &'f Input>,
    files: impl Iterator<Item = &'f (String, Stamp)>,
    folder: &Folder,
) -> bool {
    let (mut inputs, mut files) = (inputs, files);
    loop {
        match (inputs.next(), files.next()) {
            (None, None) => return true,
            (Some(input), Some((path, stamp))) if *input.path == **path && input.is(*stamp, folder) => {}
            _ => return false,
        }
    }
}

/// The registered regulations with their files' paths, by id, and what was said of their files.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Shelf {
    pub(super) regulations: Vec<(Box<str>, Regulation)>,
    pub(super) told: Vec<Told>,
}

/// A message, without the text of the file that it is about.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Told {
    message: Message,
    path: Option<Box<str>>,
    span: Option<Range<usize>>,
}

impl Told {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        let location = diagnostic.location.as_ref();
        Self {
            message: diagnostic.message.clone(),
            path: location.map(|location| location.file.path.as_str().into()),
            span: location.and_then(|location| location.span.clone()),
        }
    }

    /// The messages with the files that they are about, each read once.
    pub(super) fn again<'t>(told: impl IntoIterator<Item = &'t Self>, folder: &Folder) -> Vec<Diagnostic> {
        let mut files: BTreeMap<&str, Arc<SourceFile>> = BTreeMap::new();
        let again = |one: &'t Self| {
            let Self { message, path, span } = one;
            let location = path.as_deref().map(|path| {
                let read = || {
                    folder.text(path).unwrap_or_else(|_| {
                        Arc::new(SourceFile { path: path.to_owned(), text: String::new() })
                    })
                };
                let file = files.entry(path).or_insert_with(read);
                match span {
                    Some(span) => Location::new(file, span.clone()),
                    None => Location::file(file),
                }
            });
            Diagnostic { message: message.clone(), location }
        };
        told.into_iter().map(again).collect()
    }
}

/// What is known of one notice's file.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct Remembered {
    pub(super) id: NoticeId,
    /// The name of its seed.
    pub(super) seed: Option<Box<str>>,
    /// Absent of a draft.
    pub(super) brief: Option<Brief>,
    /// What was said of it.
    pub(super) told: Vec<Told>,
}

/// The briefs of all notices by path, each still in the form in which it was kept: those that have not changed are
/// unpacked side by side, and kept again as they are.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Briefs {
    pub(super) packed: BTreeMap<Box<str>, Arc<[u8]>>,
}
