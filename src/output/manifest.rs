//! The manifest: what the last run left in an output folder, and what it was made from. It stays on this machine, for it
//! holds times of this machine's files.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest as _, Sha256};

use super::sums::SUMS;
use crate::digest::Digest;
use crate::source::Stamp;
use crate::sums;

/// The name of the group of files that are known to be the program's, and of which nothing else is known.
const OWN: &str = "?";

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub(super) struct Sum([u8; 32]);

impl Sum {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// From 64 lower-case hexadecimal digits.
    pub(super) fn from_hex(digits: &str) -> Option<Self> {
        let mut sum = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in sum.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(sum))
    }

    /// The line of `sha256sum -c` for a file.
    pub(super) fn line(&self, path: &str, out: &mut String) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for byte in self.0 {
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        // Writing to memory cannot fail.
        let _ = writeln!(out, "  {path}");
    }
}

/// A file that the last run left.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Record {
    pub(super) path: Box<str>,
    /// What it was made from.
    pub(super) key: Digest,
    /// What the file system said of it then.
    pub(super) stamp: Stamp,
    pub(super) sum: Sum,
}

/// Files that are made from much the same: where the group's key is the same, so are those of all its files.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Group {
    pub(super) name: Box<str>,
    pub(super) key: Digest,
    /// Sorted by path.
    pub(super) records: Vec<Record>,
}

/// What the last run left.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Manifest {
    /// What the conversion was made with; empty where there was no run.
    pub(super) made_with: String,
    /// The stamp of the list of sums.
    pub(super) sums: Stamp,
    /// Sorted by name.
    pub(super) groups: Vec<Group>,
}

impl Manifest {
    pub(super) fn group(&self, name: &str) -> Option<(usize, &Group)> {
        let index = self.groups.binary_search_by(|group| (*group.name).cmp(name)).ok()?;
        Some((index, &self.groups[index]))
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &Record> {
        self.groups.iter().flat_map(|group| &group.records)
    }

    /// The files that an output folder's own list names, where they are still what it says: all that is known of a folder
    /// that came from elsewhere. Each is made again.
    pub(super) fn travelled(root: &Path) -> Self {
        let mut manifest = Self::default();
        let Ok(list) = fs::read_to_string(root.join(SUMS)) else { return manifest };
        let same = |path: &str, sum| fs::read(root.join(path)).is_ok_and(|bytes| Sum::of(&bytes) == sum);
        let own_line = |line: &str| {
            let (path, sum) = sums::line(line)?;
            same(path, Sum::from_hex(sum)?).then(|| path.into())
        };
        manifest.own(list.lines().filter_map(own_line).collect());
        manifest
    }

    /// Adds files that are the program's, and of which nothing else is known. One of which more is known is left as it is:
    /// a second record would outlive a group that is kept, and the file be pruned as if nothing had it.
    pub(super) fn own(&mut self, mut paths: Vec<Box<str>>) {
        let known: HashSet<&str> = self.records().map(|record| &*record.path).collect();
        paths.retain(|path| !known.contains(&**path));
        let unknown =
            |path| Record { path, key: Digest::default(), stamp: Stamp::default(), sum: Sum::of(b"") };
        let mut records: Vec<Record> = paths.into_iter().map(unknown).collect();
        self.groups.retain(|group| {
            let other = &*group.name != OWN;
            if !other {
                records.extend(group.records.iter().cloned());
            }
            other
        });
        records.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let at = self.groups.partition_point(|group| &*group.name < OWN);
        self.groups.insert(at, Group { name: OWN.into(), key: Digest::default(), records });
    }
}
