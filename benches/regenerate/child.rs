//! Runs a program and says what it cost. Each is run by a process of its own, this program again, because the system
//! tells the peak memory of all children together.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

/// The word by which this program knows that it is to run another one.
const ASKED: &str = "--run-and-measure";

/// What a run cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// On the clock.
    pub(crate) wall: Duration,
    /// Of all processors, for the program and the system.
    pub(crate) processor: Duration,
    /// The most memory it held, in KiB.
    pub(crate) peak: u64,
    /// Files written.
    pub(crate) written: usize,
    /// Files removed.
    pub(crate) pruned: usize,
}

/// Runs a program to its end. Returns what it printed too.
///
/// # Errors
/// What it printed, where it fails.
pub(crate) fn measure(program: &str, arguments: &[&str], folder: &str) -> Result<(Cost, String), String> {
    let own = std::env::current_exe().expect("a program");
    let output =
        Command::new(own).arg(ASKED).arg(folder).arg(program).args(arguments).output().expect("it runs");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("{program} {arguments:?}: {words}{}", String::from_utf8_lossy(&output.stderr)));
    }
    let (told, cost) = words.rsplit_once('\n').expect("a last line");
    let figures: Vec<u64> = cost.split(' ').map(|figure| figure.parse().expect("a figure")).collect();
    let [wall, processor, peak] = figures[..] else { panic!("{cost}") };
    let cost = Cost {
        wall: Duration::from_micros(wall),
        processor: Duration::from_micros(processor),
        peak,
        ..Cost::default()
    };
    Ok((cost, told.to_owned()))
}

/// Where this process is the one that measures: does it, and ends.
pub(crate) fn serve_if_asked() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [asked, folder, program, arguments @ ..] = &words[..] else { return };
    if asked != ASKED {
        return;
    }
    let started = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LANG", "C")
        .stdin(Stdio::null())
        .status()
        .expect("it runs");
    let wall = started.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage");
    let processor = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    print!("\n{} {processor} {}", wall.as_micros(), usage.max_rss());
    std::process::exit(status.code().unwrap_or(1));
}
