//! What regenerating costs: the program itself, on sites of the corpus, from outside. One table for each size of site and
//! each kind of disk: processor and wall time, peak memory, files written; beside it Hugo and Zola, where they are there,
//! on the same content, converted for them before. They make pages and nothing else, so the program is compared with them
//! where it does the same (`forms: []`); what it costs with all forms for machines stands beside it. Then instructions a
//! page, where Valgrind is there.
//!
//! `cargo bench --bench regenerate -- [SIZE…]`; without sizes 100, 1,000 and 10,000 notices. Figures, no verdict.

#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::disallowed_methods, reason = "a program of its own, which makes and reads sites")]

mod child;
#[path = "../../tests/corpus/mod.rs"]
mod corpus;
mod instructions;
mod peer;
mod ready;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use child::{Cost, measure};
use corpus::{Corpus, File};
use peer::Peer;
use table::{ALL_FORMS, OURS, Row, Table};

/// The corpus that is measured.
const SEED: u64 = 7;
const REGULATIONS: usize = 300;
/// How often what is quick is measured: each time on another notice; the middle one counts.
const ROUNDS: usize = 5;
/// From this size on, others are not measured: one of their builds takes minutes and more memory than there is.
const TOO_LARGE_FOR_PEERS: usize = 50_000;

fn main() {
    child::serve_if_asked();
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000, 10_000];
    }
    let corpus = Corpus::new(SEED, REGULATIONS);
    let peers = Peer::found();
    for peer in &peers {
        println!("beside it: {}", peer.version());
    }
    for size in sizes {
        for (medium, folder) in media() {
            let folder =
                tempfile::Builder::new().prefix("gongkai-bench-").tempdir_in(folder).expect("a folder");
            let mut table = Table::new(format!(
                "{size} notices, on {medium}. All columns but the last: pages alone. The others get both scripts ready-made"
            ));
            ours(&corpus, size, folder.path(), OURS, &mut table);
            // One disk is enough to compare them where each build takes half a minute.
            if size < TOO_LARGE_FOR_PEERS && (size <= 1_000 || medium == "memory") {
                for peer in &peers {
                    theirs(peer, &corpus, size, folder.path(), &mut table);
                }
            }
            ours(&corpus, size, folder.path(), ALL_FORMS, &mut table);
            print!("{table}");
        }
    }
    instructions::print(&corpus);
}

/// A file system in memory, where there is one, and the disk of this project's own folder.
fn media() -> Vec<(&'static str, PathBuf)> {
    let disk = Path::new(env!("CARGO_TARGET_TMPDIR")).to_owned();
    let memory = Path::new("/dev/shm");
    let there = memory.is_dir().then(|| ("memory", memory.to_owned()));
    there.into_iter().chain([("disk", disk)]).collect()
}

fn put(folder: &Path, files: impl IntoIterator<Item = File>) {
    for (path, text) in files {
        let path = folder.join(path);
        if !path.parent().is_some_and(Path::is_dir) {
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        }
        fs::write(path, text).expect("written");
    }
}

fn gongkai(site: &Path, arguments: &[&str]) -> (Cost, String) {
    let site = site.to_str().expect("a path");
    let arguments = [&["--site", site], arguments].concat();
    measure(env!("CARGO_BIN_EXE_gongkai"), &arguments, site).unwrap_or_else(|words| panic!("{words}"))
}

/// Builds, and tells what it cost and how many files were written and pruned.
fn build(site: &Path) -> Cost {
    let (mut cost, told) = gongkai(site, &["build", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let count = |key: &str| match &told["report"][key] {
        serde_json::Value::Array(paths) => paths.len(),
        number => number.as_u64().unwrap_or_else(|| panic!("no {key}: {told}")) as usize,
    };
    cost.written = count("written");
    cost.pruned = count("pruned");
    cost
}

fn ours(corpus: &Corpus, size: usize, folder: &Path, name: &'static str, table: &mut Table) {
    let site = folder.join("gongkai");
    put(&site, corpus.files(size));
    if name == OURS {
        let settings = fs::read_to_string(site.join("content/site.yaml")).expect("settings");
        put(&site, [("content/site.yaml".to_owned(), settings + "forms: []\n")]);
    }
    table.add(name, Row::Cold, build(&site));
    let rounds = || 0..ROUNDS;
    table.add(name, Row::Nothing, middle(rounds().map(|_| build(&site))));
    table.add(
        name,
        Row::Added,
        middle(rounds().map(|round| {
            put(&site, corpus.notice(size + round));
            build(&site)
        })),
    );
    // Old ones and new ones alike.
    let some = |round: usize| size * (round + 1) / (ROUNDS + 1);
    table.add(
        name,
        Row::Edited,
        middle(rounds().map(|round| {
            put(&site, corpus.edited(some(round), 1));
            build(&site)
        })),
    );
    table.add(
        name,
        Row::Deleted,
        middle(rounds().map(|round| {
            for (path, _) in corpus.notice(some(round)) {
                let path = site.join(path);
                fs::remove_file(&path).expect("removed");
                if path.extension().is_some_and(|extension| extension == "md") {
                    let id = path.file_stem().and_then(|stem| stem.to_str()).expect("an id");
                    gongkai(&site, &["withdraw", id]);
                }
            }
            build(&site)
        })),
    );
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gazette");
    for entry in fs::read_dir(theme).expect("the theme").filter_map(Result::ok) {
        let text = fs::read_to_string(entry.path()).expect("text");
        let text = if entry.file_name() == "base.html" {
            text.replacen("<body", "<body data-bench", 1)
        } else {
            text
        };
        put(&site, [(format!("themes/gazette/{}", entry.file_name().to_string_lossy()), text)]);
    }
    table.add(name, Row::Theme, build(&site));
    fs::remove_dir_all(site).expect("removed");
}

/// What is slow for others is the same for any change: they make everything again. So one change is enough.
fn theirs(peer: &Peer, corpus: &Corpus, size: usize, folder: &Path, table: &mut Table) {
    let site = folder.join(peer.name);
    let library = ready::Library::new(corpus);
    let ready = ready::Ready::new(corpus, &library);
    put(&site, peer.frame());
    ready.regulations().for_each(|regulation| put(&site, peer.regulation(&regulation)));
    for number in 0..size {
        put(&site, peer.notice(&ready.notice(number)));
    }
    let mut add = |row| match peer.build(&site) {
        Ok(cost) => table.add(peer.name, row, cost),
        Err(words) => println!("{words}"),
    };
    add(Row::Cold);
    put(&site, peer.notice(&ready.notice(size)));
    add(Row::Added);
    fs::remove_dir_all(&site).expect("removed");
}

/// The one whose processor time is in the middle.
fn middle(costs: impl Iterator<Item = Cost>) -> Cost {
    let mut costs: Vec<Cost> = costs.collect();
    costs.sort_by_key(|cost| cost.processor);
    costs.swap_remove(costs.len() / 2)
}
