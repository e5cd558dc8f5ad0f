//! What cannot be written or read back: a message, exit status 1, and nothing lost.

use std::fs;
use std::process::{Command, Output, Stdio};

use crate::corpus::{Corpus, Dice};
use crate::scene::Scene;
use crate::site::{Tree, differences, fresh, site, sources};

const NOTICES: usize = 5;

fn published() -> (Scene, Corpus) {
    let corpus = Corpus::new(3, 6);
    let scene = site(&corpus, NOTICES);
    scene.build().ok();
    (scene, corpus)
}

/// Adds a notice, so that the next build has something to write; what it will be from nothing.
fn add(scene: &Scene, corpus: &Corpus) -> Tree {
    for (path, text) in corpus.notice(NOTICES) {
        scene.put(&path, text);
    }
    let clean = fresh(&sources(scene));
    clean.build().ok();
    clean.tree("public")
}

#[track_caller]
fn assert_refused(output: &Output, code: &str) {
    let words = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{words}{}", String::from_utf8_lossy(&output.stderr));
    assert!(words.contains(&format!(r#""code":"{code}""#)), "{words}");
}

#[track_caller]
fn assert_same(a: &Tree, b: &Tree) {
    assert_eq!(differences(a, b), [] as [String; 0]);
}

/// Runs a script of the shell in the site's folder; `$GONGKAI` is the program.
fn shell(scene: &Scene, script: &str) -> Output {
    Command::new("sh")
        .args(["-c", script])
        .current_dir(scene.path())
        .env("GONGKAI", env!("CARGO_BIN_EXE_gongkai"))
        .output()
        .expect("a shell")
}

/// Whether a test may mount something that only it sees.
fn may_mount() -> bool {
    let tried = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
        .stderr(Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}

const UNSHARE: &str = "unshare --user --map-root-user --mount sh -c";

#[test]
fn no_file_may_grow() {
    let (scene, corpus) = published();
    let before = scene.tree("public");
    let clean = add(&scene, &corpus);
    // Blocks of 512 or 1024 bytes: smaller than any page.
    let output = shell(&scene, "trap '' XFSZ; ulimit -f 2; exec \"$GONGKAI\" build --json");
    // What cannot be unpacked, staged or written is named; which comes first is not the point.
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains(r#""severity":"error""#));
    assert_same(&scene.tree("public"), &before);
    scene.build().ok();
    assert_same(&scene.tree("public"), &clean);
}

#[test]
fn a_full_disk() {
    if !may_mount() {
        return;
    }
    let (scene, corpus) = published();
    let size: usize = scene.tree("public").values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    let clean = add(&scene, &corpus);
    // The output folder and the state on a disk with room for what was there and little more; then some is made.
    let mut refused = 0;
    for more in [4, 24, 60] {
        let script = format!(
            "{UNSHARE} 'set -e; mkdir -p disk; mount -t tmpfs -o size={}k tmpfs disk; cp -a public disk/public; \
            set +e; \"$GONGKAI\" build --json --out disk/public >told; echo $? >status; cp -a disk/public kept; \
            mount -o remount,size=64m disk; \"$GONGKAI\" build --json --out disk/public >again; echo $? >again-status; \
            cp -a disk/public end'",
            size / 1024 + more
        );
        let output = shell(&scene, &script);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        if scene.read("status").trim() == "1" {
            refused += 1;
            assert!(scene.read("told").contains(r#""code":"file-unwritable""#), "{}", scene.read("told"));
        } else {
            assert_eq!(scene.read("status").trim(), "0", "{}", scene.read("told"));
        }
        let old = scene.tree("public");
        for (path, bytes) in scene.tree("kept") {
            assert!(old.get(&path) == Some(&bytes) || clean.get(&path) == Some(&bytes), "{path} is torn");
        }
        assert_eq!(scene.read("again-status").trim(), "0", "{}", scene.read("again"));
        assert_same(&scene.tree("end"), &clean);
        for folder in ["kept", "end"] {
            fs::remove_dir_all(scene.path().join(folder)).expect("removed");
        }
    }
    assert!(refused > 0, "the disk was never full");
}

#[test]
fn a_folder_that_may_not_be_written() {
    if !may_mount() {
        return;
    }
    for folder in ["public", ".gongkai"] {
        let (scene, corpus) = published();
        let before = scene.tree("public");
        let clean = add(&scene, &corpus);
        let script = format!(
            "{UNSHARE} 'mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec \"$GONGKAI\" build --json'"
        );
        assert_refused(&shell(&scene, &script), "file-unwritable");
        assert_same(&scene.tree("public"), &before);
        scene.build().ok();
        assert_same(&scene.tree("public"), &clean);
    }
}

#[test]
fn a_folder_where_a_file_should_be() {
    for path in ["index.html", "SHA256SUMS", "zh-hant/index.html"] {
        let (scene, corpus) = published();
        let place = scene.path().join("public").join(path);
        fs::remove_file(&place).expect("removed");
        scene.put(&format!("public/{path}/mine.txt"), "MINE");
        let clean = add(&scene, &corpus);
        let output = scene.run(&["build", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{path}: {}", String::from_utf8_lossy(&output.stdout));
        assert!(String::from_utf8_lossy(&output.stdout).contains(path), "{path}");
        assert_eq!(scene.read(&format!("public/{path}/mine.txt")), "MINE");
        fs::remove_dir_all(&place).expect("removed");
        scene.build().ok();
        assert_same(&scene.tree("public"), &clean);
    }
}

#[test]
fn a_file_where_a_folder_should_be() {
    for path in ["public/zh-hant/notices", ".gongkai"] {
        let (scene, corpus) = published();
        let place = scene.path().join(path);
        fs::remove_dir_all(&place).expect("removed");
        scene.put(path, "MINE");
        let clean = add(&scene, &corpus);
        assert_eq!(scene.run(&["build"]).status.code(), Some(1), "{path}");
        assert_eq!(scene.read(path), "MINE");
        fs::remove_file(&place).expect("removed");
        scene.build().ok();
        assert_same(&scene.tree("public"), &clean);
    }
}

/// Whatever becomes of what a build keeps beside the site, the next one makes the same.
#[test]
fn a_damaged_state() {
    let mut dice = Dice::new(42, 0);
    let (scene, corpus) = published();
    let clean = add(&scene, &corpus);
    scene.build().ok();
    let whole = scene.tree(".gongkai");
    let mut damages: Vec<(String, Vec<u8>)> = Vec::new();
    for (path, bytes) in &whole {
        let half = bytes[..bytes.len() / 2].to_vec();
        damages.extend(
            [Vec::new(), half, b"something else\n".to_vec(), vec![0; 5000]]
                .map(|bytes| (path.clone(), bytes)),
        );
        let length = bytes.len();
        for _ in 0..if length > 0 { 8 } else { 0 } {
            let mut flipped = bytes.clone();
            flipped[dice.below(length)] ^= 1 << dice.below(7);
            damages.push((path.clone(), flipped));
            damages.push((path.clone(), bytes[..dice.below(length)].to_vec()));
        }
    }
    for (path, bytes) in damages {
        scene.put(&format!(".gongkai/{path}"), &bytes);
        // Something has to be written: a page that a reader of the damaged state may take for current.
        let victim = dice.below(clean.len());
        let victim = clean.keys().nth(victim).expect("a file");
        fs::remove_file(scene.path().join("public").join(victim)).expect("removed");
        let outcome = scene.build();
        assert!(outcome.built.report.is_some(), "{path}, {} bytes: {}", bytes.len(), outcome.messages());
        assert_same(&scene.tree("public"), &clean);
    }
    fs::remove_dir_all(scene.path().join(".gongkai")).expect("removed");
    scene.build().ok();
    assert_same(&scene.tree("public"), &clean);
}

#[test]
fn several_runs_at_once() {
    let (scene, corpus) = published();
    let clean = add(&scene, &corpus);
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["build", "--json", "--site"])
            .arg(scene.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs")
    };
    let runs: Vec<_> = (0..4).map(|_| start()).collect();
    let mut done = 0;
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        match output.status.code() {
            Some(0) => done += 1,
            _ => assert_refused(&output, "busy"),
        }
    }
    assert!(done > 0);
    assert_same(&scene.tree("public"), &clean);
}
