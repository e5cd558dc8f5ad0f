//! Instructions a page, as Callgrind counts them: the figure that does not depend on the machine's mood. A build after a
//! change of the theme, which makes every page again from what is known, less one that changes nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::corpus::Corpus;
use super::put;

const NOTICES: usize = 40;

/// Prints the figures, where Valgrind is there.
pub(crate) fn print(corpus: &Corpus) {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("\nno valgrind: instructions are not counted");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    put(site, corpus.files(NOTICES));
    let (cold, _) = count(site);
    let (nothing, _) = count(site);
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gazette");
    for entry in fs::read_dir(base).expect("the theme").filter_map(Result::ok) {
        let text = fs::read_to_string(entry.path()).expect("text");
        let text = if entry.file_name() == "base.html" {
            text.replacen("<body", "<body data-bench", 1)
        } else {
            text
        };
        put(site, [(format!("themes/gazette/{}", entry.file_name().to_string_lossy()), text)]);
    }
    let (theme, pages) = count(site);
    println!(
        "\ninstructions, {NOTICES} notices, one thread: {:.0} M cold, {:.0} M with nothing changed",
        millions(cold),
        millions(nothing)
    );
    println!(
        "a page, made again after a change of the theme: {:.2} M ({pages} pages)",
        millions(theme.saturating_sub(nothing)) / pages.max(1) as f64
    );
}

fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

/// Builds under Callgrind; how many instructions that took, and how many files were written.
fn count(site: &Path) -> (u64, usize) {
    let out = site.join("callgrind.out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--callgrind-out-file={}", out.display())])
        .arg(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--json", "--site"])
        .arg(site)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = fs::read_to_string(&out).expect("counts");
    let total = |line: &str| {
        let figures = line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: "))?;
        figures.split(' ').next()?.parse().ok()
    };
    let count = text.lines().find_map(total).expect("a total");
    fs::remove_file(out).expect("removed");
    let written = &told["report"]["written"];
    (count, written.as_array().map_or_else(|| written.as_u64().unwrap_or_default() as usize, Vec::len))
}
