//! The manifest: what the last run left in an output folder, and what it was made from. It stays on this machine, for it
//! holds times of this machine's files.

use std::cmp::Ordering;
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

/// What is known of a file that the last run left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Record {
    /// What it was made from.
    pub(super) key: Digest,
    /// What the file system said of it then.
    pub(super) stamp: Stamp,
    pub(super) sum: Sum,
}

/// Files that are made from much the same: where the group's key is the same, so are those of all its files. There are
/// many files, and each run reads all of them: so a group is a few long pieces of memory, not two for each file.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Group {
    pub(super) name: Box<str>,
    pub(super) key: Digest,
    /// All paths, sorted, one behind the other.
    paths: String,
    /// For each file, where its path ends in `paths`, and what is known of it.
    files: Vec<(u32, Record)>,
}

impl Group {
    /// A group of these files.
    pub(super) fn new(name: Box<str>, key: Digest, mut records: Vec<(Box<str>, Record)>) -> Self {
        records.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut paths = String::with_capacity(records.iter().map(|(path, _)| path.len()).sum());
        let files = records.into_iter().map(|(path, record)| {
            paths.push_str(&path);
            // No group has four gigabytes of paths: it would be the memory of a machine.
            (u32::try_from(paths.len()).unwrap_or(u32::MAX), record)
        });
        let files = files.collect();
        Self { name, key, paths, files }
    }

    /// How many files it has.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Its files, sorted by path.
    pub(super) fn records(&self) -> impl Iterator<Item = (&str, &Record)> {
        (0..self.files.len()).map(|index| (self.path(index), &self.files[index].1))
    }

    /// What is known of a file of it.
    pub(super) fn record(&self, path: &str) -> Option<&Record> {
        let (mut low, mut high) = (0, self.files.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.path(middle).cmp(path) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(&self.files[middle].1),
            }
        }
        None
    }

    fn path(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.files[before].0);
        // What is kept has a checksum: nothing but this program wrote it.
        self.paths.get(start as usize..self.files[index].0 as usize).unwrap_or_default()
    }
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

    pub(super) fn records(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.groups.iter().flat_map(Group::records)
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
        let known: HashSet<&str> = self.records().map(|(path, _)| path).collect();
        paths.retain(|path| !known.contains(&**path));
        let unknown = Record { key: Digest::default(), stamp: Stamp::default(), sum: Sum::of(b"") };
        let mut records: Vec<(Box<str>, Record)> = paths.into_iter().map(|path| (path, unknown)).collect();
        self.groups.retain(|group| {
            let other = &*group.name != OWN;
            if !other {
                records.extend(group.records().map(|(path, record)| (path.into(), *record)));
            }
            other
        });
        let at = self.groups.partition_point(|group| &*group.name < OWN);
        self.groups.insert(at, Group::new(OWN.into(), Digest::default(), records));
    }
}
