//! Prints how the reader of seeds scores on the samples, field by field or on those of a folder that is given;
//! with files as arguments, how it reads them.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "printing is its purpose"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        println!("{}", support::table(&support::scores(&support::samples())));
    }
    for path in files {
        if Path::new(&path).is_dir() {
            println!("{}", support::table(&support::scores(&support::samples_of(Path::new(&path)))));
            continue;
        }
        match std::fs::read(&path) {
            Ok(bytes) => {
                let (file, reading) = gongkai::seed::read_bytes(&path, &bytes);
                println!("==== {path}\n{}", support::dump::dump(&file.text, &reading));
            }
            Err(error) => println!("==== {path}: {error}"),
        }
    }
}
