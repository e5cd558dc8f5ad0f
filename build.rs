//! Gives the program a fingerprint of what it is made from, so that what one program remembered is never taken for
//! another's. It must not know what the program does.

#![expect(clippy::disallowed_methods, reason = "it runs when the program is made, not when it runs")]

use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "themes/gazette", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={part}");
        // A package that is published has no lock; the version says it then.
        if Path::new(part).exists() {
            add(Path::new(part), &mut hasher)?;
        }
    }
    println!("cargo::rustc-env=GONGKAI_FINGERPRINT={:016x}", hasher.finish());
    // What converts has a fingerprint of its own: a site says what it was converted with, and changes with that only.
    let mut hasher = DefaultHasher::new();
    add(Path::new("src/script"), &mut hasher)?;
    println!("cargo::rustc-env=GONGKAI_CONVERTER={:016x}", hasher.finish());
    Ok(())
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    hasher.write(path.to_string_lossy().as_bytes());
    if path.is_dir() {
        let mut inner = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        inner.sort();
        return inner.iter().try_for_each(|path| add(path, hasher));
    }
    let bytes = fs::read(path)?;
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
    Ok(())
}
