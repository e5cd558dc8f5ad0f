//! A build that is killed at any moment leaves every file whole, old or new, and the next one completes the work: by
//! random moments, by the file that has just been moved, and, where `strace` is there, by the number of a system call.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::corpus::{Corpus, Dice};
use crate::scene::{Scene, project};
use crate::site::{LOCK, Tree, differences, fresh, restore, site, sources};

const NOTICES: usize = 6;
const SIGKILL: i32 = 9;
/// The calls by which a build changes files.
const CALLS: [&str; 6] = ["rename", "openat", "write", "mkdir", "unlink", "unlinkat"];

/// Two states of a site, each with what a build of it from nothing makes. From one to the other files come, go and
/// change.
struct States {
    scene: Scene,
    /// What the site is made from, as it is before the build that makes it.
    sources: [Tree; 2],
    public: [Tree; 2],
    locks: [Vec<u8>; 2],
}

impl States {
    fn new() -> Self {
        let corpus = Corpus::new(5, 8);
        let first = site(&corpus, NOTICES);
        run(&first);
        let second = fresh(&sources(&first));
        for path in (NOTICES..NOTICES + 2).flat_map(|number| corpus.notice(number)) {
            second.put(&path.0, path.1);
        }
        let (regulation, text) = corpus.regulation(1);
        second.put(&regulation, text.replacen("-01-01", "-07-01", 1));
        for (path, bytes) in crate::scene::tree(&project().join("themes")) {
            second.put(&format!("themes/{path}"), bytes);
        }
        let base = second.read("themes/gazette/base.html");
        second.put("themes/gazette/base.html", base.replacen("<body", "<body data-second", 1));
        let sources = [sources(&first), sources(&second)];
        run(&second);
        Self {
            public: [first.tree("public"), second.tree("public")],
            locks: [&first, &second].map(|scene| scene.read(LOCK).into_bytes()),
            sources,
            scene: first,
        }
    }

    /// The site's sources become those of a state; what was published stays.
    fn turn_to(&self, state: usize) {
        let folder = self.scene.path();
        for part in ["content", "seeds", "themes"] {
            let below = |(path, bytes): (&String, &Vec<u8>)| {
                Some((path.strip_prefix(part)?.strip_prefix('/')?.to_owned(), bytes.clone()))
            };
            fs::create_dir_all(folder.join(part)).expect("made");
            restore(&folder.join(part), &self.sources[state].iter().filter_map(below).collect());
        }
    }

    /// Every file is the old one or the new one.
    fn assert_whole(&self, how: &str) {
        for (path, bytes) in self.scene.tree("public") {
            let known = self.public.iter().any(|tree| tree.get(&path) == Some(&bytes));
            assert!(known, "{how}: {path} is neither old nor new ({} bytes)", bytes.len());
        }
        let lock = self.scene.read(LOCK).into_bytes();
        assert!(self.locks.contains(&lock), "{how}: {LOCK} is neither old nor new");
    }

    /// The next run completes the work, and leaves nothing of the one before it lying about.
    fn assert_completed(&self, state: usize, how: &str) {
        run(&self.scene);
        let found = differences(&self.scene.tree("public"), &self.public[state]);
        assert_eq!(found, [] as [String; 0], "{how}: completed (first) and clean (second)");
        assert_eq!(self.scene.read(LOCK).into_bytes(), self.locks[state], "{how}");
        let state = fs::read_dir(self.scene.path().join(".gongkai")).expect("the state");
        let folders: Vec<_> = state
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.path())
            .collect();
        assert_eq!(folders, [] as [&Path; 0], "{how}: a stage stays behind");
    }

    /// Paths whose files are moved into place when the site turns from one state to the other.
    fn moving(&self) -> Vec<&String> {
        let [first, second] = &self.public;
        second
            .iter()
            .filter(|(path, bytes)| first.get(*path).is_some_and(|old| old != *bytes))
            .map(|(path, _)| path)
            .collect()
    }
}

fn command(scene: &Scene) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["build", "--site"]).arg(scene.path());
    command
}

fn run(scene: &Scene) {
    let output = command(scene).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
}

fn was_killed(status: ExitStatus) -> bool {
    status.signal() == Some(SIGKILL) || status.code() == Some(128 + SIGKILL)
}

/// A hundred kills of the three kinds; the same seed, the same choices.
#[test]
fn killed_at_any_moment() {
    let mut dice = Dice::new(20_261_124, 0);
    let states = States::new();
    let moving: Vec<String> = states.moving().into_iter().cloned().collect();
    assert!(moving.len() > 20, "{}", moving.len());
    states.turn_to(1);
    let started = Instant::now();
    run(&states.scene);
    let mut takes = started.elapsed();
    states.turn_to(0);
    let calls = counted_calls(&states.scene);
    let mut killed = [0; 3];
    for round in 0..100 {
        let to = usize::from(round % 2 == 0);
        states.turn_to(to);
        let kind = match round / 2 % 5 {
            0 | 1 => 0,
            2 | 3 if calls.is_some() => 2,
            _ => 1,
        };
        let (how, status) = match (kind, &calls) {
            (2, Some(calls)) => by_call(&states.scene, calls, &mut dice),
            (1, _) => by_file(&states.scene, &moving[dice.below(moving.len())]),
            _ => by_time(&states.scene, takes.mul_f64(dice.below(1000) as f64 / 1000.0)),
        };
        let how = format!("round {round}, {how}");
        killed[kind] += usize::from(was_killed(status));
        states.assert_whole(&how);
        let started = Instant::now();
        states.assert_completed(to, &how);
        takes = takes.max(started.elapsed() / 2).min(started.elapsed() * 2);
    }
    // The machine may be slow or quick; but a test that kills nobody shows nothing.
    assert!(killed.iter().sum::<usize>() > 40, "killed by time, file, call: {killed:?}");
}

/// A build that is killed when all is done but its list of what it was about to move: what that list names is published,
/// and stays.
#[test]
fn killed_before_the_list_of_moves_is_gone() {
    let states = States::new();
    let moving: Vec<String> = states.moving().into_iter().cloned().collect();
    let pending = states.scene.path().join(".gongkai/public.pending");
    // Whether a kill comes in time is chance; one of a few does.
    let list = moving.iter().cycle().take(50).enumerate().find_map(|(round, path)| {
        states.turn_to(usize::from(round % 2 == 0));
        by_file(&states.scene, path);
        let list = fs::read(&pending).ok();
        run(&states.scene);
        Some((usize::from(round % 2 == 0), list?))
    });
    let (state, list) = list.expect("one of the builds was killed while it moved files");
    assert!(!pending.exists());
    fs::write(&pending, list).expect("written");
    states.assert_completed(state, "with a list of moves that were all made");
}

/// After a time.
fn by_time(scene: &Scene, delay: Duration) -> (String, ExitStatus) {
    let mut child = start(command(scene));
    std::thread::sleep(delay);
    let _ = child.kill();
    (format!("after {delay:?}"), child.wait().expect("it ends"))
}

/// As soon as a file has been moved into place.
fn by_file(scene: &Scene, path: &str) -> (String, ExitStatus) {
    let file = scene.path().join("public").join(path);
    let identity = || {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(&file).map(|metadata| (metadata.ino(), metadata.mtime_nsec())).ok()
    };
    let before = identity();
    let mut child = start(command(scene));
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        if identity() != before {
            let _ = child.kill();
            break child.wait().expect("it ends");
        }
    };
    (format!("after {path} was moved"), status)
}

/// At the n-th call of a kind in any of its threads.
fn by_call(scene: &Scene, calls: &BTreeMap<&'static str, usize>, dice: &mut Dice) -> (String, ExitStatus) {
    let names: Vec<&str> = calls.keys().copied().collect();
    let name = dice.pick(&names);
    let number = 1 + dice.below(calls[name]);
    let mut strace = Command::new("strace");
    let inject = format!("inject={name}:signal=SIGKILL:when={number}");
    strace.args(["-f", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &inject]);
    let program = command(scene);
    strace.arg(program.get_program()).args(program.get_args());
    let status = start(strace).wait().expect("it ends");
    (format!("at {name} {number}"), status)
}

/// How often a build makes each call in the thread that makes most; `None` where there is no `strace` that may trace.
fn counted_calls(scene: &Scene) -> Option<BTreeMap<&'static str, usize>> {
    let log = scene.path().join("calls");
    let program = command(scene);
    let traced = Command::new("strace")
        .args(["-f", "-o"])
        .arg(&log)
        .args(["-e", &format!("trace={}", CALLS.join(","))])
        .arg(program.get_program())
        .args(program.get_args())
        .output();
    if !traced.ok()?.status.success() {
        return None;
    }
    let text = fs::read_to_string(&log).ok()?;
    fs::remove_file(log).ok()?;
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let name = call.trim_start().split('(').next().unwrap_or_default();
        *counts.entry((thread, name)).or_default() += 1;
    }
    let most = |name: &'static str| {
        let most = counts.iter().filter(|((_, call), _)| *call == name).map(|(_, count)| *count).max()?;
        Some((name, most))
    };
    Some(CALLS.into_iter().filter_map(most).collect())
}
