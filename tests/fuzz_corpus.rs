//! The corpus of the fuzz targets, replayed without libFuzzer: what was once found stays found.

#![expect(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is the library of the fuzz targets too")]
mod fuzz;

use std::path::PathBuf;

#[test]
fn every_input_of_the_corpus_holds() {
    for (name, body) in fuzz::TARGETS {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
            .expect("each target has a corpus")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        assert!(!paths.is_empty(), "{name} has a corpus");
        for path in paths {
            let bytes = std::fs::read(&path).expect("an input can be read");
            if std::panic::catch_unwind(|| body(&bytes)).is_err() {
                panic!("{name} fails on {}", path.display());
            }
        }
    }
}

#[test]
fn nothing_at_all_holds() {
    for (_, body) in fuzz::TARGETS {
        body(b"");
        body(b"\n");
    }
}
