//! `SHA256SUMS`: the list of all files of an output folder, in the form of `sha256sum -c`, sorted by path; it does not list
//! itself. Changed lines are put into the old list where that is still what the last run wrote: on a large site the list is
//! long, and nearly all of it stays.

use std::collections::BTreeMap;
use std::fs;

use super::files::{move_into_place, unwritable};
use super::manifest::{Manifest, Record, Sum};
use super::{Output, Report};
use crate::diagnostic::Diagnostic;

/// The name of the list.
pub(super) const SUMS: &str = crate::sums::FILE;

impl Output {
    /// Writes the list, if it has changed; says whether it has. `known`: no file was found in place with other bytes than
    /// the last run had left. Such a file may have been moved there by a run that was killed before it wrote the list:
    /// then no line of it is believed.
    pub(super) fn write_sums(
        &self,
        manifest: &mut Manifest,
        report: &Report,
        known: bool,
    ) -> Result<bool, Diagnostic> {
        let untouched = known && self.stamp(SUMS) == Some(self.last.sums);
        if untouched && report.written.is_empty() && report.pruned.is_empty() {
            return Ok(false);
        }
        let target = self.root.join(SUMS);
        let old = fs::read_to_string(&target).unwrap_or_default();
        let list = if untouched { spliced(&old, manifest, report) } else { whole(manifest) };
        let changed = list != old;
        if changed {
            let staged = self.stage.last(SUMS);
            fs::create_dir_all(&self.root).map_err(|error| unwritable(&self.root, &error))?;
            let write = fs::write(&staged, list).and_then(|()| move_into_place(&staged, &target));
            write.map_err(|error| unwritable(&target, &error))?;
        }
        manifest.sums = self.stamp(SUMS).unwrap_or_default();
        Ok(changed)
    }
}

fn whole(manifest: &Manifest) -> String {
    let mut records: Vec<(&str, &Record)> = manifest.records().collect();
    records.sort_unstable_by_key(|(path, _)| *path);
    let mut list = String::with_capacity(records.len() * 128);
    records.iter().for_each(|(path, record)| record.sum.line(path, &mut list));
    list
}

/// The old list with the lines of what was written and pruned exchanged, added and left out.
fn spliced(old: &str, manifest: &Manifest, report: &Report) -> String {
    let written: std::collections::HashSet<&str> = report.written.iter().map(String::as_str).collect();
    let mut changes: BTreeMap<&str, Option<&Sum>> =
        report.pruned.iter().map(|path| (path.as_str(), None)).collect();
    let changed = manifest.records().filter(|(path, _)| written.contains(path));
    changes.extend(changed.map(|(path, record)| (path, Some(&record.sum))));
    let mut list = String::with_capacity(old.len() + changes.len() * 160);
    let mut rest = old;
    for (path, sum) in changes {
        let at = line_of(rest, path);
        list.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        if path_of(&rest[..end]) == path {
            rest = &rest[end..];
        }
        if let Some(sum) = sum {
            sum.line(path, &mut list);
        }
    }
    list.push_str(rest);
    list
}

fn path_of(line: &str) -> &str {
    line.split_once("  ").map_or("", |(_, path)| path.trim_end_matches('\n'))
}

/// Where the first line of a sorted list begins whose path is not before this one.
fn line_of(list: &str, path: &str) -> usize {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        // The line in the middle: everything in the list is ASCII or lies in one line.
        let middle = list.floor_char_boundary(low + (high - low) / 2);
        let start = list[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = list[start..].find('\n').map_or(list.len(), |at| start + at + 1);
        if path_of(&list[start..end]) < path { low = end } else { high = start }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn a_line_is_found_where_it_is_or_would_be() {
        let list = "00  a\n00  a/b\n00  c\n";
        for (path, expected) in [("", 0), ("a", 0), ("a/a", 6), ("a/b", 6), ("b", 14), ("c", 14), ("d", 20)] {
            assert_eq!(line_of(list, path), expected, "{path}");
        }
        assert_eq!(line_of("", "a"), 0);
    }
}
