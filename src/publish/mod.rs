//! Publishing: an output folder goes to a place named in the settings, so that a reader never meets a dead link, only
//! what changed is sent, and a run that is stopped can be run again.
//!
//! The way of it: [`local`] opens what is published, or says why not; a [`target`] is a place, one file an
//! implementation ([`folder`], [`git`], [`s3`]); [`plan`] is what is to be done, a value; [`carry`] does it, with the
//! [`lock`] of the target held. Secrets come from the caller, in [`Environment`], and reach those who sign with them
//! only.

mod carry;
mod environment;
mod folder;
mod git;
#[cfg(feature = "s3")]
mod headers;
#[cfg(feature = "s3")]
mod http;
mod local;
mod lock;
mod machine;
mod plan;
#[cfg(feature = "s3")]
mod profile;
pub(crate) mod record;
mod report;
#[cfg(feature = "s3")]
mod s3;
mod target;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use environment::{Environment, Secret};
pub use plan::{Phase, Plan, Upload};

use self::carry::Job;
use self::folder::FolderPlace;
use self::git::{Branch, Said};
use self::local::Local;
use self::machine::Machine;
use self::target::Target;
use crate::config::{self, targets};
use crate::diagnostic::{Diagnostic, Message};
use crate::progress::Listener;
use crate::source::Folder;

/// What is asked of a publication.
#[derive(Clone, Debug, Default)]
pub struct PublishOptions {
    /// The site's folder.
    pub site: PathBuf,
    /// The output folder; without it, `public/` in the site's.
    pub from: Option<PathBuf>,
    /// The name of the target in the settings; without one, the targets are told.
    pub target: Option<String>,
    /// Say what would be done, and do nothing.
    pub dry_run: bool,
    /// Read back what was sent, and hold everything that lies there against the site.
    pub verify: bool,
    /// Send also what is there already.
    pub all: bool,
    /// Take the target's lock whoever holds it.
    pub take_over: bool,
    /// Write over files of the same names that are not the site's.
    pub overwrite: bool,
}

/// What a publication did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The target's name in the settings.
    pub target: String,
    /// What it is and where.
    pub place: String,
    /// Whether nothing was done.
    pub dry_run: bool,
    /// What was done, or would be.
    pub plan: Plan,
    /// How many files were held against the site afterwards; absent where that was not asked.
    pub verified: Option<usize>,
}

/// What publishing has of the world around it.
#[derive(Clone, Copy)]
pub struct World<'w> {
    /// Secrets, and where profiles lie.
    pub environment: &'w Environment,
    /// The time: for locks that are renewed, and the commits of a branch. It reaches no page.
    pub clock: &'w (dyn Fn() -> Timestamp + Sync),
    /// Is told how far it has come.
    pub listener: Listener<'w>,
}

/// Publishes a site to one of its targets.
///
/// # Errors
/// Every reason not to, and whatever kept it from being done. What was done before is whole, and the next run goes on
/// from there.
pub fn publish(
    options: &PublishOptions,
    world: World<'_>,
) -> Result<(Published, Vec<Diagnostic>), Vec<Diagnostic>> {
    let single = |problem| vec![problem];
    let file = Folder::new(&options.site).text(config::PATH).map_err(single)?;
    let targets = targets(&file)?;
    let name = choose(options.target.as_deref(), &targets).map_err(single)?;
    let out = local::out(&options.site, options.from.as_deref());
    let (local, mut notes) = Local::open(&options.site, &out)?;
    let mut target = open(&name, &targets[&name], options, &out, &local, world).map_err(single)?;
    let machine =
        (!options.dry_run).then(|| Machine::enter(&options.site, &name)).transpose().map_err(single)?;
    let job = Job {
        local: &local,
        name: &name,
        dry_run: options.dry_run,
        verify: options.verify,
        all: options.all,
        take_over: options.take_over,
        overwrite: options.overwrite,
        machine: machine.as_ref(),
        clock: world.clock,
        listener: world.listener,
    };
    let (published, more) = carry::publish(target.as_mut(), &job)?;
    notes.extend(more);
    Ok((published, notes))
}

fn choose(name: Option<&str>, targets: &targets::Targets) -> Result<String, Diagnostic> {
    let names = targets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    match name {
        _ if targets.is_empty() => Err(Diagnostic::plain(Message::TargetsMissing)),
        None => Err(Diagnostic::plain(Message::TargetUnsaid { targets: names })),
        Some(name) if targets.contains_key(name) => Ok(name.to_owned()),
        Some(name) => {
            Err(Diagnostic::plain(Message::TargetUnknown { name: name.to_owned(), targets: names }))
        }
    }
}

fn open<'w>(
    name: &str,
    target: &targets::Target,
    options: &PublishOptions,
    out: &Path,
    local: &Local,
    world: World<'w>,
) -> Result<Box<dyn Target + 'w>, Diagnostic> {
    match target {
        targets::Target::Folder(folder) => {
            let path = options.site.join(&folder.path);
            misplaced(&path, &options.site, out).map_or(Ok(()), Err)?;
            let shown = format!("{name} ({})", plain(&path));
            Ok(Box::new(FolderPlace::open(path, shown, options.overwrite)?))
        }
        targets::Target::Git(git) => {
            let said = Said { base_url: &local.base_url, files: local.sums.len() };
            Ok(Box::new(Branch::open(name, git, options, world, &said)?))
        }
        #[cfg(feature = "s3")]
        targets::Target::Bucket(bucket) => {
            Ok(Box::new(s3::Bucket::open(name, bucket, world.environment, options.overwrite)?))
        }
        #[cfg(not(feature = "s3"))]
        targets::Target::Bucket(_) => {
            Err(Diagnostic::plain(Message::TargetUnsupported { target: name.to_owned() }))
        }
    }
}

/// A folder that is published to may not be, hold or lie in the site, nor its output folder.
fn misplaced(path: &Path, site: &Path, out: &Path) -> Option<Diagnostic> {
    let real = |path: &Path| {
        path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
    };
    let (at, site, out) = (real(path), real(site), real(out));
    let parts = ["content", "seeds", "themes", ".gongkai", ".git"].map(|part| site.join(part));
    let wrong = parts.iter().any(|part| at.starts_with(part))
        || [&site, &out].into_iter().any(|folder| folder.starts_with(&at))
        || at.starts_with(&out);
    wrong.then(|| Diagnostic::plain(Message::TargetMisplaced { path: plain(path) }))
}

/// A path as a person writes it: without a `./` before it.
fn plain(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// The first few of many paths, for a message.
fn some(paths: &[&str]) -> String {
    const SHOWN: usize = 5;
    let more = if paths.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", paths[..paths.len().min(SHOWN)].join(", "))
}
