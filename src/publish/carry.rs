//! Carrying out a plan: who is at work, what lies there, what is to be done, done in its order, and read back. One way
//! for every target. It must not know what a target is.
//!
//! What lies at a target is told by its `SHA256SUMS`: one file to read. It is believed unless there is reason for doubt:
//! there is none, or an earlier run was stopped in the middle. Then every file that lies there is looked at. So that no
//! run leaves a file behind that nobody knows, each says first, in [`ANNOUNCED`], what it is about to write.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use md5::{Digest as _, Md5};
use rayon::prelude::*;

use super::local::Local;
use super::lock::{Asker, Lock};
use super::machine::Machine;
use super::plan::{Plan, Upload};
use super::target::{Held, Target};
use super::{Published, some};
use crate::diagnostic::{Diagnostic, Message};
use crate::progress::{Listener, Step};
use crate::sums::{self, Sums};

/// What a run is about to write, in the form of `SHA256SUMS`. It lies at the target while a run is at work, and after
/// one that was stopped.
const ANNOUNCED: &str = ".gongkai-next";
/// How many files are written between two looks at the lock: a minute's worth on the slowest line.
const BATCH: usize = 64;

/// What is asked of a publication.
pub(crate) struct Job<'j> {
    pub(crate) local: &'j Local,
    /// The target's name in the settings.
    pub(crate) name: &'j str,
    /// Say what would be done, and do nothing.
    pub(crate) dry_run: bool,
    /// Read everything back at the end.
    pub(crate) verify: bool,
    /// Send also what is there.
    pub(crate) all: bool,
    /// Take the lock whoever holds it.
    pub(crate) take_over: bool,
    /// Write over files of the same names that are not the site's.
    pub(crate) overwrite: bool,
    /// This machine's part; absent where nothing is done.
    pub(crate) machine: Option<&'j Machine>,
    pub(crate) clock: &'j dyn Fn() -> Timestamp,
    pub(crate) listener: Listener<'j>,
}

/// What is known of the files at a target.
#[derive(Debug, Default)]
struct There {
    /// What its list says.
    listed: Sums,
    /// What a run that was stopped was about to write.
    announced: Option<Sums>,
    /// Whether the list is to be believed.
    doubt: bool,
}

impl There {
    fn is_ours(&self, path: &str) -> bool {
        self.listed.contains_key(path) || self.announced.as_ref().is_some_and(|next| next.contains_key(path))
    }
}

/// Publishes to a target.
///
/// # Errors
/// What kept it from being done. What was done before is whole, and the next run goes on from there.
pub(crate) fn publish(
    target: &mut dyn Target,
    job: &Job<'_>,
) -> Result<(Published, Vec<Diagnostic>), Vec<Diagnostic>> {
    let single = |problem| vec![problem];
    let there = look(target).map_err(single)?;
    if job.dry_run {
        let (plan, notes) = plan(target, job, &there)?;
        target.admits(&plan.uploads().collect::<Vec<_>>()).map_err(single)?;
        return Ok((published(target, job, plan, None), notes));
    }
    // What lies about is cleared away under the lock: another run may be using it.
    let asked = job.all || job.verify || target.is_littered();
    if there.listed == job.local.sums && !there.doubt && !asked {
        let plan = Plan { kept: job.local.sums.len(), ..Plan::default() };
        return Ok((published(target, job, plan, None), Vec::new()));
    }
    let shown = target.shown();
    let run = run_name(job);
    let own = job.machine.map_or(&[][..], Machine::runs);
    let asker = Asker { target: &shown, run: &run, own, take_over: job.take_over, clock: job.clock };
    let lock = match target.lock() {
        None => None,
        Some(place) => {
            job.machine.map_or(Ok(()), |machine| machine.note(&run)).map_err(single)?;
            Some(Lock::acquire(place, &asker).map_err(single)?)
        }
    };
    let mut at_work = AtWork { job, asker, lock };
    match at_work.publish(target, there) {
        Ok(done) => {
            at_work.release(target).map_err(single)?;
            Ok(done)
        }
        Err(problems) => {
            let lost = problems.iter().any(|one| matches!(one.message, Message::TargetLost { .. }));
            if !lost {
                // It failed already: what that was is to be told. A lock that stays is this machine's own.
                let _ = at_work.release(target);
            }
            Err(problems)
        }
    }
}

/// A run that holds the target's lock, where it has one.
struct AtWork<'j> {
    job: &'j Job<'j>,
    asker: Asker<'j>,
    lock: Option<Lock>,
}

impl AtWork<'_> {
    fn publish(
        &mut self,
        target: &mut dyn Target,
        before: There,
    ) -> Result<(Published, Vec<Diagnostic>), Vec<Diagnostic>> {
        let single = |problem| vec![problem];
        let job = self.job;
        // Somebody may have published between the first look and the lock.
        let mut there = if self.lock.is_some() { look(target).map_err(single)? } else { before };
        let taken_over = self.lock.as_ref().is_some_and(|lock| lock.taken_over);
        there.doubt |= taken_over;
        let (plan, mut notes) = plan(target, job, &there)?;
        target.admits(&plan.uploads().collect::<Vec<_>>()).map_err(single)?;
        if taken_over || there.announced.is_some() {
            notes.push(Diagnostic::plain(Message::TargetResumed { target: target.shown() }));
        }
        if self.lock.as_ref().is_some_and(|lock| !lock.sure) {
            notes.push(Diagnostic::plain(Message::TargetUnguarded { target: target.shown() }));
        }
        if self.lock.is_some() && !plan.is_empty() {
            let about: Sums =
                plan.uploads().map(|upload| (upload.path.clone(), upload.sha256.clone())).collect();
            let about: Sums = there.announced.iter().flatten().map(own_pair).chain(about).collect();
            put(target, ANNOUNCED, sums::print(&about).into_bytes()).map_err(single)?;
        }
        self.send(target, &plan).map_err(single)?;
        for chunk in plan.deletions.chunks(BATCH) {
            target.remove(chunk).map_err(single)?;
            self.renew(target).map_err(single)?;
        }
        if !plan.is_empty() || there.listed != job.local.sums {
            put(target, sums::FILE, job.local.list.clone()).map_err(single)?;
            target.commit().map_err(single)?;
        }
        let sent: Vec<&str> = plan.uploads().map(|upload| upload.path.as_str()).collect();
        let verified = job.verify.then(|| verify(target, job, &sent)).transpose()?;
        if self.lock.is_some() && (there.announced.is_some() || !plan.is_empty()) {
            target.remove(&[ANNOUNCED.to_owned()]).map_err(single)?;
        }
        Ok((published(target, job, plan, verified), notes))
    }

    fn send(&mut self, target: &mut dyn Target, plan: &Plan) -> Result<(), Diagnostic> {
        let local = self.job.local;
        let total = plan.uploads().count();
        let mut done = 0;
        for (_, uploads) in &plan.phases {
            for batch in uploads.chunks(BATCH) {
                target.write(batch, &|upload| local.bytes(upload))?;
                done += batch.len();
                (self.job.listener)(Step::Sending, done, total);
                self.renew(target)?;
            }
        }
        Ok(())
    }

    fn renew(&mut self, target: &mut dyn Target) -> Result<(), Diagnostic> {
        match (self.lock.as_mut(), target.lock()) {
            (Some(lock), Some(place)) => lock.renew(place, &self.asker),
            _ => Ok(()),
        }
    }

    fn release(&mut self, target: &mut dyn Target) -> Result<(), Diagnostic> {
        if let (Some(_), Some(place)) = (self.lock.take(), target.lock()) {
            place.remove()?;
        }
        if let Some(machine) = self.job.machine {
            machine.forget();
        }
        Ok(())
    }
}

/// Reads what the target says of itself.
fn look(target: &mut dyn Target) -> Result<There, Diagnostic> {
    let listed = target.read(sums::FILE)?.and_then(|bytes| sums::parse(&bytes));
    let announced = match target.lock() {
        None => None,
        // One that was cut off says nothing, but that a run was stopped.
        Some(_) => target.read(ANNOUNCED)?.map(|bytes| sums::parse(&bytes).unwrap_or_default()),
    };
    let doubt = listed.is_none() || announced.is_some();
    Ok(There { listed: listed.unwrap_or_default(), announced, doubt })
}

/// Plans what is to be done.
fn plan(
    target: &mut dyn Target,
    job: &Job<'_>,
    there: &There,
) -> Result<(Plan, Vec<Diagnostic>), Vec<Diagnostic>> {
    let here = &job.local.sums;
    if !there.doubt {
        let gone = there.listed.keys().filter(|path| !here.contains_key(*path)).cloned().collect();
        let known = |path: &str| there.listed.get(path).map(|sha256| Some(sha256.as_str()));
        return Ok((Plan::new(here, known, gone, job.all), Vec::new()));
    }
    let single = |problem| vec![problem];
    let found = target.list().map_err(single)?;
    let mut known: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let judged = compare(target, job, there, &found)?;
    let mut foreign = Vec::new();
    for (path, same) in &judged {
        if !same && !there.is_ours(path) && !job.overwrite {
            foreign.push(*path);
        }
        known.insert(path, same.then(|| here[*path].as_str()));
    }
    if !foreign.is_empty() {
        return Err(single(Diagnostic::plain(Message::TargetForeign {
            target: target.shown(),
            count: foreign.len().to_string(),
            paths: some(&foreign),
        })));
    }
    let mut ours: BTreeSet<&String> = there.listed.keys().collect();
    ours.extend(there.announced.iter().flat_map(Sums::keys));
    let gone = ours.into_iter().filter(|path| !here.contains_key(*path) && found.contains_key(*path));
    let gone = gone.cloned().collect();
    Ok((Plan::new(here, |path| known.get(path).copied(), gone, job.all), Vec::new()))
}

/// Of every file of the site that lies at the target under its name: whether it is the same.
fn compare<'s>(
    target: &mut dyn Target,
    job: &Job<'s>,
    there: &There,
    found: &BTreeMap<String, Held>,
) -> Result<BTreeMap<&'s str, bool>, Vec<Diagnostic>> {
    let local = job.local;
    let both: Vec<(&'s str, &'s str, &Held)> = (local.sums.iter())
        .filter_map(|(path, sha256)| Some((path.as_str(), sha256.as_str(), found.get(path)?)))
        .collect();
    let total = both.len();
    // The list is believed of a file that no stopped run was about to write, where its size is right.
    let believed = |path: &str, sha256: &str| {
        there.listed.get(path).is_some_and(|listed| listed == sha256)
            && there.announced.as_ref().is_none_or(|next| !next.contains_key(path))
    };
    let judge = |&(path, sha256, held): &(&'s str, &str, &Held)| -> Result<Judged<'s>, Diagnostic> {
        let (same, sure) = match held {
            Held::Readable => return Ok(Judged::ToRead(path)),
            // An ETag that is no MD5 of the bytes differs from it: of a file of ours, that costs sending it again.
            Held::Md5(md5) => {
                let same = *md5 == md5_of(&local.of(path)?);
                (same, same || there.is_ours(path))
            }
            Held::Size(size) => {
                let same = local.of(path)?.len() as u64 == *size;
                (same, !same || believed(path, sha256))
            }
        };
        Ok(if sure { Judged::Known(path, same) } else { Judged::ToFetch(path) })
    };
    let judged: Vec<Judged<'_>> =
        both.par_iter().map(judge).collect::<Result<_, _>>().map_err(|problem| vec![problem])?;
    let (mut same, mut to_fetch, mut done) = (BTreeMap::new(), Vec::new(), 0);
    let mut tell = || {
        done += 1;
        (job.listener)(Step::Comparing, done, total);
    };
    for one in judged {
        match one {
            Judged::Known(path, found) => {
                same.insert(path, found);
                tell();
            }
            Judged::ToFetch(path) => to_fetch.push(path),
            Judged::ToRead(path) => {
                let bytes = target.read(path).map_err(|problem| vec![problem])?;
                same.insert(
                    path,
                    bytes.is_some_and(|bytes| crate::digest::sha256_hex(&bytes) == local.sums[path]),
                );
                tell();
            }
        }
    }
    let mut fetched = BTreeMap::new();
    let mut take = |path: &str, bytes: Option<Vec<u8>>| {
        fetched.insert(path.to_owned(), bytes.map(|bytes| crate::digest::sha256_hex(&bytes)));
        tell();
    };
    if !to_fetch.is_empty() {
        target.read_back(&to_fetch, &mut take).map_err(|problem| vec![problem])?;
    }
    same.extend(to_fetch.into_iter().map(|path| {
        let found = fetched.get(path).and_then(Option::as_ref);
        (path, found == local.sums.get(path))
    }));
    Ok(same)
}

/// What is known of a file that lies at the target under the name of one of the site's.
enum Judged<'s> {
    /// Whether it is the same.
    Known(&'s str, bool),
    /// Nothing; it is read at no cost.
    ToRead(&'s str),
    /// Nothing; it costs a request.
    ToFetch(&'s str),
}

/// Holds what lies at the target against the site: that every file is there, by what the target says of it; and what was
/// sent, and whatever the target says nothing of, byte for byte. Says how many files were compared.
fn verify(target: &mut dyn Target, job: &Job<'_>, sent: &[&str]) -> Result<usize, Vec<Diagnostic>> {
    let single = |problem| vec![problem];
    let local = job.local;
    let found = target.list().map_err(single)?;
    let sent: BTreeSet<&str> = sent.iter().copied().collect();
    let look = |path: &str| -> Result<Option<bool>, Diagnostic> {
        Ok(match found.get(path) {
            None => Some(false),
            Some(Held::Readable) => None,
            Some(_) if sent.contains(path) => None,
            // An ETag that is no MD5 of the bytes says nothing.
            Some(Held::Md5(md5)) => (*md5 == md5_of(&local.of(path)?)).then_some(true),
            Some(Held::Size(size)) => Some(local.of(path)?.len() as u64 == *size),
        })
    };
    let paths: Vec<&str> = local.sums.keys().map(String::as_str).collect();
    let looked: Vec<(&str, Option<bool>)> = paths
        .par_iter()
        .map(|path| Ok((*path, look(path)?)))
        .collect::<Result<_, Diagnostic>>()
        .map_err(single)?;
    let mut differing: Vec<&str> =
        looked.iter().filter(|(_, same)| *same == Some(false)).map(|(path, _)| *path).collect();
    let mut to_read: Vec<&str> =
        looked.iter().filter(|(_, same)| same.is_none()).map(|(path, _)| *path).collect();
    to_read.push(sums::FILE);
    let list = crate::digest::sha256_hex(&local.list);
    let (mut done, total) = (0, to_read.len());
    target
        .read_back(&to_read, &mut |path, bytes| {
            let wanted = local
                .sums
                .get_key_value(path)
                .map_or((sums::FILE, &list), |(path, sum)| (path.as_str(), sum));
            if bytes.is_none_or(|bytes| crate::digest::sha256_hex(&bytes) != *wanted.1) {
                differing.push(wanted.0);
            }
            done += 1;
            (job.listener)(Step::Verifying, done, total);
        })
        .map_err(single)?;
    if differing.is_empty() {
        return Ok(paths.len() + 1);
    }
    differing.sort_unstable();
    // The next run believes nothing of what the target says of itself.
    if target.lock().is_some() {
        put(target, ANNOUNCED, Vec::new()).map_err(single)?;
    }
    Err(single(Diagnostic::plain(Message::TargetDiffers {
        target: target.shown(),
        count: differing.len().to_string(),
        paths: some(&differing),
    })))
}

/// Writes a file that is not one of the site's.
fn put(target: &mut dyn Target, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
    let upload = Upload { path: path.to_owned(), sha256: crate::digest::sha256_hex(&bytes), new: false };
    target.write(&[upload], &|_| Ok(bytes.clone()))
}

fn published(target: &dyn Target, job: &Job<'_>, plan: Plan, verified: Option<usize>) -> Published {
    Published { target: job.name.to_owned(), place: target.shown(), dry_run: job.dry_run, plan, verified }
}

/// A name for this run that no other has.
fn run_name(job: &Job<'_>) -> String {
    let words = format!("{:?} {} {}", (job.clock)(), std::process::id(), job.name);
    blake3::hash(words.as_bytes()).to_hex()[..16].to_owned()
}

fn md5_of(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Md5::digest(bytes).iter().fold(String::with_capacity(32), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn own_pair((path, sha256): (&String, &String)) -> (String, String) {
    (path.clone(), sha256.clone())
}

#[cfg(test)]
mod tests;
