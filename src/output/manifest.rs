//! The manifest: what the last run left in an output folder, and what it was made from. It stays on this machine, for it
//! holds times of this machine's files.

use std::fmt::Write as _;

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest as _, Sha256};

use crate::digest::Digest;
use crate::source::Stamp;

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
}
