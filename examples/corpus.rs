//! Writes a site of any size for measuring: `cargo run --release --example corpus -- 10000 DIR`.
//!
//! Notices in both scripts over many years, with their seeds, and regulations; all invented, and the same every time.
//! `--seed N` makes another one, `--regulations N` says how many of these there are (300), `--further K` adds the K-th
//! new notice to a corpus of that size that is there.

#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own, which writes a site"
)]

#[path = "../tests/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use corpus::{Corpus, File};

/// Write a site of invented notices.
#[derive(Parser)]
struct Ask {
    /// How many notices it has.
    notices: usize,
    /// Its folder, which is made; files of the same names in it are written over.
    folder: PathBuf,
    /// Another number makes another corpus.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many regulations it has, 1500 at most.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=corpus::MOST_REGULATIONS as u64))]
    regulations: u64,
    /// Add the K-th new notice, from 1, to a corpus that is there, and nothing else.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(1..))]
    further: Option<u64>,
}

fn main() -> ExitCode {
    let ask = Ask::parse();
    let corpus = Corpus::new(ask.seed, ask.regulations as usize);
    let written = match ask.further {
        Some(further) => write(&ask.folder, corpus.notice(ask.notices + further as usize - 1)),
        None => write(&ask.folder, corpus.files(ask.notices)),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", ask.folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, files: impl IntoIterator<Item = File>) -> std::io::Result<()> {
    for part in ["content/notices", "content/regulations", "seeds"] {
        fs::create_dir_all(folder.join(part))?;
    }
    files.into_iter().try_for_each(|(path, text)| fs::write(folder.join(path), text))
}
