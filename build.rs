//! Gives the program a fingerprint of what it is made from, so that what one program remembered is never taken for
//! another's, and fills the table of words, which would take a program longer than most of what it does. It must not know
//! what the program does.

#![expect(clippy::disallowed_methods, reason = "it runs when the program is made, not when it runs")]

#[path = "src/script/words/fill.rs"]
mod fill;
#[path = "src/script/words/table.rs"]
mod table;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut hasher = blake3::Hasher::new();
    for part in ["src", "themes/gazette", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={part}");
        // A package that is published has no lock; the version says it then.
        if Path::new(part).exists() {
            add(Path::new(part), part, &mut hasher)?;
        }
    }
    println!("cargo::rustc-env=GONGKAI_FINGERPRINT={}", short(&hasher));
    // What converts has a fingerprint of its own: a site says what it was converted with, and changes with that only.
    let mut hasher = blake3::Hasher::new();
    add(Path::new("src/script"), "src/script", &mut hasher)?;
    println!("cargo::rustc-env=GONGKAI_CONVERTER={}", short(&hasher));
    let list = |name: &str| fs::read_to_string(Path::new("src/script").join(name));
    let words = fill::filled(&list("words.txt")?, &list("terms.tsv")?, &list("phrases.tsv")?);
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("words.table"), words.as_flattened())
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Adds a file, or all files below a folder, each with its name: the same on every machine.
fn add(path: &Path, name: &str, hasher: &mut blake3::Hasher) -> io::Result<()> {
    if path.is_dir() {
        let mut names = fs::read_dir(path)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        return names.iter().try_for_each(|inner| add(&path.join(inner), &format!("{name}/{inner}"), hasher));
    }
    let bytes = fs::read(path)?;
    for part in [name.as_bytes(), &bytes] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Ok(())
}
