//! A target in memory that tells the MD5 of what it holds, as object stores do in an ETag, or something else of that
//! form, as those do that encrypt.

use std::path::Path;

use super::*;
use crate::publish::target::{Bytes, LockPlace};

#[derive(Default)]
struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    /// Whether its ETags are no MD5 of the bytes.
    encrypts: bool,
    written: Vec<String>,
    read: Vec<String>,
}

impl Target for Memory {
    fn shown(&self) -> String {
        "memory".to_owned()
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.read.push(path.to_owned());
        Ok(self.files.get(path).cloned())
    }

    fn list(&mut self) -> Result<BTreeMap<String, Held>, Diagnostic> {
        let tag = |bytes: &[u8]| if self.encrypts { "0".repeat(32) } else { md5_of(bytes) };
        Ok(self.files.iter().map(|(path, bytes)| (path.clone(), Held::Md5(tag(bytes)))).collect())
    }

    fn write(&mut self, uploads: &[Upload], bytes: &Bytes<'_>) -> Result<(), Diagnostic> {
        for upload in uploads {
            self.files.insert(upload.path.clone(), bytes(upload)?);
            self.written.push(upload.path.clone());
        }
        Ok(())
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), Diagnostic> {
        paths.iter().for_each(|path| drop(self.files.remove(path)));
        Ok(())
    }

    fn lock(&mut self) -> Option<&mut dyn LockPlace> {
        None
    }

    fn commit(&mut self) -> Result<(), Diagnostic> {
        Ok(())
    }
}

fn local(folder: &Path, files: &[(&str, &str)]) -> Local {
    for (path, bytes) in files {
        crate::output::create(&folder.join(path), bytes.as_bytes()).expect("written");
    }
    let sums = files
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), crate::digest::sha256_hex(bytes.as_bytes())))
        .collect();
    Local::of_folder(folder, sums)
}

fn run(target: &mut Memory, local: &Local, verify: bool) -> Result<Published, Vec<Diagnostic>> {
    let job = Job {
        local,
        name: "memory",
        dry_run: false,
        verify,
        all: false,
        take_over: false,
        overwrite: false,
        machine: None,
        clock: &|| Timestamp::UNIX_EPOCH,
        listener: &|_, _, _| {},
    };
    publish(target, &job).map(|(published, _)| published)
}

const FILES: &[(&str, &str)] = &[("a.html", "a"), ("b.html", "b"), ("c.html", "c")];

#[test]
fn what_an_etag_proves_is_neither_sent_nor_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let local = local(folder.path(), FILES);
    let there = [("a.html", "a"), ("b.html", "b"), ("own.html", "own")];
    let files = there.map(|(path, bytes)| (path.to_owned(), bytes.as_bytes().to_vec()));
    let mut target = Memory { files: files.into(), ..Memory::default() };
    let published = run(&mut target, &local, true).expect("published");
    assert_eq!(target.written, ["c.html", "SHA256SUMS"]);
    assert_eq!((published.plan.kept, published.verified), (2, Some(4)));
    assert!(!target.read.iter().any(|path| path == "a.html"), "{:?}", target.read);
    assert_eq!(target.files["own.html"], b"own");
}

#[test]
fn an_etag_that_is_no_hash_of_the_bytes_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let local = local(folder.path(), FILES);
    let mut target = Memory { encrypts: true, ..Memory::default() };
    // The same bytes, of which the tag says nothing: they are read, and nobody's file is written over.
    target.files.insert("a.html".to_owned(), b"a".to_vec());
    let published = run(&mut target, &local, true).expect("published");
    assert_eq!(published.plan.uploads().count(), 2);
    assert_eq!(published.verified, Some(4));
    target.files.insert("b.html".to_owned(), b"damaged".to_vec());
    let problems = run(&mut target, &local, true).expect_err("damaged");
    assert!(matches!(&problems[0].message, Message::TargetDiffers { paths, .. } if paths == "b.html"));
}

#[test]
fn another_file_of_that_name_is_somebodys() {
    let folder = tempfile::tempdir().expect("a folder");
    let local = local(folder.path(), FILES);
    let mut target = Memory::default();
    target.files.insert("b.html".to_owned(), b"somebody's".to_vec());
    let problems = run(&mut target, &local, false).expect_err("somebody's");
    assert!(matches!(&problems[0].message, Message::TargetForeign { paths, .. } if paths == "b.html"));
    assert_eq!(target.written, [] as [&str; 0]);
}
