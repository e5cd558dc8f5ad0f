//! Sites of the corpus in temporary folders, and how one is told to be the same as from nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::corpus::Corpus;
use crate::scene::{Scene, tree};

/// Files by path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Where the addresses lie that were published.
pub(crate) const LOCK: &str = "content/permalinks.lock";

/// A site of the corpus: its first notices.
pub(crate) fn site(corpus: &Corpus, notices: usize) -> Scene {
    corpus.files(notices).fold(Scene::empty(), |scene, (path, text)| scene.write(&path, text))
}

/// What a site is made from, without what a build keeps beside it.
pub(crate) fn sources(scene: &Scene) -> Tree {
    let mut all = Tree::new();
    for part in ["content", "seeds", "themes"] {
        all.extend(scene.tree(part).into_iter().map(|(path, bytes)| (format!("{part}/{path}"), bytes)));
    }
    all
}

/// A site with these files that was never built.
pub(crate) fn fresh(files: &Tree) -> Scene {
    files.iter().fold(Scene::empty(), |scene, (path, bytes)| scene.write(path, bytes))
}

/// Makes a site's folder hold these files and no others, those that are there already untouched.
pub(crate) fn restore(folder: &Path, files: &Tree) {
    let there = tree(folder);
    for path in there.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(folder.join(path)).expect("removed");
    }
    for (path, bytes) in files {
        if there.get(path) != Some(bytes) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
            fs::write(path, bytes).expect("written");
        }
    }
}

/// In which files two trees differ, at most a few of them.
pub(crate) fn differences(a: &Tree, b: &Tree) -> Vec<String> {
    let told = |path: &String| match (a.get(path), b.get(path)) {
        (Some(_), None) => Some(format!("only in the first: {path}")),
        (None, Some(_)) => Some(format!("only in the second: {path}")),
        (Some(a), Some(b)) if a != b => Some(format!("not the same: {path}")),
        _ => None,
    };
    let only_b = b.keys().filter(|path| !a.contains_key(*path));
    a.keys().chain(only_b).filter_map(told).take(12).collect()
}
