//! The table: a line for what was changed, columns for each program, and how the others compare.

use std::fmt;
use std::time::Duration;

use unicode_width::UnicodeWidthStr as _;

use super::child::Cost;

/// The program where it makes pages alone, as others do.
pub(crate) const OURS: &str = "gongkai";
/// The program where it makes every form that it can.
pub(crate) const ALL_FORMS: &str = "with all forms";

/// What had changed before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    Cold,
    Nothing,
    Added,
    Edited,
    Deleted,
    Theme,
}

impl Row {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Cold, "cold"),
        (Self::Nothing, "nothing changed"),
        (Self::Added, "one new notice"),
        (Self::Edited, "one edited"),
        (Self::Deleted, "one deleted"),
        (Self::Theme, "theme changed"),
    ];
}

/// The figures of one site.
#[derive(Debug)]
pub(crate) struct Table {
    title: String,
    costs: Vec<(&'static str, Row, Cost)>,
}

impl Table {
    pub(crate) const fn new(title: String) -> Self {
        Self { title, costs: Vec::new() }
    }

    pub(crate) fn add(&mut self, program: &'static str, row: Row, cost: Cost) {
        self.costs.push((program, row, cost));
    }

    fn of(&self, program: &str, row: Row) -> Option<&Cost> {
        self.costs.iter().find(|(name, which, _)| *name == program && *which == row).map(|(.., cost)| cost)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}", self.title)?;
        let mut programs: Vec<&str> = self.costs.iter().map(|(program, ..)| *program).collect();
        programs.dedup();
        write!(f, "{:16}", "")?;
        for program in &programs {
            let heading = format!("{program}: processor  wall  peak  files");
            write!(f, "  {heading}{}", " ".repeat(45_usize.saturating_sub(heading.width())))?;
        }
        writeln!(f)?;
        for (row, name) in Row::ALL {
            write!(f, "{name:16}")?;
            for program in &programs {
                match self.of(program, row) {
                    Some(cost) => {
                        let files = match cost.pruned {
                            0 => cost.written.to_string(),
                            pruned => format!("{} -{pruned}", cost.written),
                        };
                        let [processor, wall] = [cost.processor, cost.wall].map(time);
                        write!(f, "  {processor:>11} {wall:>11} {:>6} MB {files:>11}", cost.peak / 1024)?;
                    }
                    None => write!(f, "{:47}", "")?,
                }
            }
            writeln!(f)?;
        }
        // Whatever is changed, the others make everything again: a new notice stands for all.
        for program in programs.iter().filter(|program| ![OURS, ALL_FORMS].contains(program)) {
            for (row, name) in Row::ALL {
                let theirs = self.of(program, if row == Row::Cold { Row::Cold } else { Row::Added });
                let (Some(ours), Some(theirs)) = (self.of(OURS, row), theirs) else { continue };
                let ratio = |theirs: f64, ours: f64| theirs / ours.max(f64::EPSILON);
                writeln!(
                    f,
                    "{program} takes, {name}: {:.1} times the processor time, {:.1} times the wall time, {:.1} times the memory",
                    ratio(theirs.processor.as_secs_f64(), ours.processor.as_secs_f64()),
                    ratio(theirs.wall.as_secs_f64(), ours.wall.as_secs_f64()),
                    ratio(theirs.peak as f64, ours.peak as f64)
                )?;
            }
        }
        Ok(())
    }
}

fn time(duration: Duration) -> String {
    match duration.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{:.1} ms", seconds * 1e3),
        seconds => format!("{seconds:.2} s"),
    }
}
