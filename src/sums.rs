//! `SHA256SUMS`: the list of a site's files with the hash of each, in the form of `sha256sum -c`. What lies in a folder that
//! came from elsewhere, or at a target, is known by it: one file to read, however many there are. It must not know where it
//! lies.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Component, Path};

/// The name of the list, in the site's folder. It does not list itself.
pub(crate) const FILE: &str = "SHA256SUMS";

/// Paths below the site's folder, each with the SHA-256 of the file's bytes in lower-case hexadecimal.
pub(crate) type Sums = BTreeMap<String, String>;

/// Reads a list. A line that is none, or whose path leaves the folder, makes it no list: `None`.
pub(crate) fn parse(bytes: &[u8]) -> Option<Sums> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.lines().map(|one| line(one).map(|(path, sha256)| (path.to_owned(), sha256.to_owned()))).collect()
}

/// Reads a line of a list: a path, and the hash of the file there. `None` where it is none, or the path leaves the folder.
pub(crate) fn line(line: &str) -> Option<(&str, &str)> {
    let (sha256, path) = line.split_once("  ")?;
    let hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (hash && is_inside(path) && path != FILE).then_some((path, sha256))
}

/// Whether a path leads to something in the folder that it begins in.
pub(crate) fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Prints a list.
pub(crate) fn print<'s>(sums: impl IntoIterator<Item = (&'s String, &'s String)>) -> String {
    let mut out = String::new();
    for (path, sha256) in sums {
        let _ = writeln!(out, "{sha256}  {path}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_printed() {
        let sums: Sums = [("a/index.html", b"a".as_slice()), (".nojekyll", b"")]
            .map(|(path, bytes)| (path.to_owned(), crate::digest::sha256_hex(bytes)))
            .into();
        let printed = print(&sums);
        assert!(
            printed
                .starts_with("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  .nojekyll\n")
        );
        assert_eq!(parse(printed.as_bytes()), Some(sums));
        assert_eq!(parse(b""), Some(Sums::new()));
    }

    #[test]
    fn what_is_no_list_is_none() {
        let hash = crate::digest::sha256_hex(b"");
        for text in [
            "<!doctype html>".to_owned(),
            format!("{hash}  ../outside\n"),
            format!("{hash}  /etc/passwd\n"),
            format!("{hash}  \n"),
            format!("{} a\n", &hash[1..]),
            format!("{hash}  SHA256SUMS\n"),
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
