//! The lock of a target: two publishers at once are told. It is a lease: a publisher renews it while it works, and one
//! that has not been renewed for [`LEASE`] is stale, for the run that made it was stopped. A run that was stopped on this
//! machine is known at once. It must not know where the lock lies.
//!
//! Of a person or a machine the lock says nothing: it may lie where everybody can read it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::target::{Created, LockPlace, Version};
use crate::diagnostic::{Diagnostic, Message};

/// The name of the lock at a target.
pub(crate) const FILE: &str = ".gongkai-lock";
/// How long a lock holds that is not renewed.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// How long after it is written it is renewed.
const RENEW: SignedDuration = SignedDuration::from_secs(60);
/// How long one waits before reading one's lock back, where the place does not know conditions.
const SETTLE: Duration = Duration::from_millis(1500);

/// What a lock says.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Words {
    /// Tells runs apart.
    run: String,
    started: Timestamp,
    renewed: Timestamp,
}

impl Words {
    fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    fn print(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Who asks for a lock.
pub(crate) struct Asker<'a> {
    /// How the target is named in messages.
    pub(crate) target: &'a str,
    /// This run.
    pub(crate) run: &'a str,
    /// Runs of this machine that may have left the lock behind. None works any more: two runs of one machine are told
    /// before.
    pub(crate) own: &'a [String],
    /// Take the lock whoever holds it.
    pub(crate) take_over: bool,
    pub(crate) clock: &'a dyn Fn() -> Timestamp,
}

/// A lock that is held.
#[derive(Debug)]
pub(crate) struct Lock {
    words: Words,
    version: Version,
    /// Whether an earlier run left it behind, and with it perhaps half of its work.
    pub(crate) taken_over: bool,
    /// Whether the place knows conditions.
    pub(crate) sure: bool,
}

impl Lock {
    /// Takes the lock of a target.
    ///
    /// # Errors
    /// Where somebody else holds it, or the place fails.
    pub(crate) fn acquire(place: &mut dyn LockPlace, asker: &Asker<'_>) -> Result<Self, Diagnostic> {
        let now = (asker.clock)();
        let words = Words { run: asker.run.to_owned(), started: now, renewed: now };
        if let Some((bytes, version)) = place.get()? {
            return Self::take_over(place, asker, words, &bytes, &version);
        }
        match place.create(&words.print())? {
            Created::Made(version) => Ok(Self { words, version, taken_over: false, sure: true }),
            Created::There => match place.get()? {
                Some((bytes, version)) => Self::take_over(place, asker, words, &bytes, &version),
                None => Err(busy(asker, None)),
            },
            Created::Unsure(_) => {
                // Of two who wrote at the same time, the later one's lock stands, and both read it.
                std::thread::sleep(SETTLE);
                match place.get()? {
                    Some((bytes, version)) if Words::read(&bytes).as_ref() == Some(&words) => {
                        Ok(Self { words, version, taken_over: false, sure: false })
                    }
                    found => Err(busy(asker, found.and_then(|(bytes, _)| Words::read(&bytes)).as_ref())),
                }
            }
        }
    }

    fn take_over(
        place: &mut dyn LockPlace,
        asker: &Asker<'_>,
        words: Words,
        bytes: &[u8],
        version: &Version,
    ) -> Result<Self, Diagnostic> {
        let held = Words::read(bytes);
        let stale = held.as_ref().is_some_and(|held| {
            asker.own.contains(&held.run) || words.started.duration_since(held.renewed) > LEASE
        });
        if !stale && !asker.take_over {
            return Err(busy(asker, held.as_ref()));
        }
        let taken = place.replace(&words.print(), version)?;
        let version = taken.ok_or_else(|| busy(asker, None))?;
        Ok(Self { words, version, taken_over: true, sure: true })
    }

    /// Renews the lock, if it is time.
    ///
    /// # Errors
    /// Where somebody else has taken it, or the place fails.
    pub(crate) fn renew(&mut self, place: &mut dyn LockPlace, asker: &Asker<'_>) -> Result<(), Diagnostic> {
        let now = (asker.clock)();
        if now.duration_since(self.words.renewed) < RENEW {
            return Ok(());
        }
        let words = Words { renewed: now, ..self.words.clone() };
        let lost = || Diagnostic::plain(Message::TargetLost { target: asker.target.to_owned() });
        self.version = place.replace(&words.print(), &self.version)?.ok_or_else(lost)?;
        self.words = words;
        Ok(())
    }
}

fn busy(asker: &Asker<'_>, held: Option<&Words>) -> Diagnostic {
    let now = (asker.clock)();
    let minutes = |since: Timestamp| now.duration_since(since).as_mins().max(0).to_string();
    let target = asker.target.to_owned();
    Diagnostic::plain(match held {
        Some(held) => {
            Message::TargetBusy { target, started: minutes(held.started), renewed: minutes(held.renewed) }
        }
        None => Message::TargetBusyUnknown { target },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place in memory.
    #[derive(Default)]
    struct Memory {
        lock: Option<(Vec<u8>, u32)>,
        writes: u32,
        ignores_conditions: bool,
    }

    impl Memory {
        fn put(&mut self, bytes: &[u8]) -> Version {
            self.writes += 1;
            self.lock = Some((bytes.to_owned(), self.writes));
            Version(self.writes.to_string())
        }
    }

    impl LockPlace for Memory {
        fn get(&mut self) -> Result<Option<(Vec<u8>, Version)>, Diagnostic> {
            Ok(self.lock.as_ref().map(|(bytes, version)| (bytes.clone(), Version(version.to_string()))))
        }

        fn create(&mut self, bytes: &[u8]) -> Result<Created, Diagnostic> {
            if self.ignores_conditions {
                return Ok(Created::Unsure(self.put(bytes)));
            }
            Ok(if self.lock.is_some() { Created::There } else { Created::Made(self.put(bytes)) })
        }

        fn replace(&mut self, bytes: &[u8], version: &Version) -> Result<Option<Version>, Diagnostic> {
            let same = self.lock.as_ref().is_some_and(|(_, found)| found.to_string() == version.0);
            Ok(same.then(|| self.put(bytes)))
        }

        fn remove(&mut self) -> Result<(), Diagnostic> {
            self.lock = None;
            Ok(())
        }
    }

    fn asker<'a>(run: &'a str, clock: &'a dyn Fn() -> Timestamp) -> Asker<'a> {
        Asker { target: "t", run, own: &[], take_over: false, clock }
    }

    fn at(minutes: i64) -> impl Fn() -> Timestamp {
        move || Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn the_second_is_told_and_a_stale_lock_is_taken_over() {
        let mut place = Memory::default();
        let (start, later, much_later) = (at(0), at(9), at(11));
        let first = Lock::acquire(&mut place, &asker("a", &start)).expect("free");
        assert!(!first.taken_over && first.sure);
        let told = Lock::acquire(&mut place, &asker("b", &later)).expect_err("held");
        assert_eq!(
            told.message,
            Message::TargetBusy { target: "t".into(), started: "9".into(), renewed: "9".into() }
        );
        assert!(Lock::acquire(&mut place, &Asker { take_over: true, ..asker("b", &later) }).is_ok());
        place.remove().expect("removed");
        Lock::acquire(&mut place, &asker("a", &start)).expect("free");
        assert!(Lock::acquire(&mut place, &asker("b", &much_later)).expect("stale").taken_over);
    }

    #[test]
    fn a_run_of_this_machine_that_was_stopped_is_known_at_once() {
        let mut place = Memory::default();
        let start = at(0);
        Lock::acquire(&mut place, &asker("a", &start)).expect("free");
        let own = ["a".to_owned()];
        let again = Asker { own: &own, ..asker("b", &start) };
        assert!(Lock::acquire(&mut place, &again).expect("our own").taken_over);
    }

    #[test]
    fn renewing_keeps_it_and_tells_who_has_lost_it() {
        let mut place = Memory::default();
        let (start, later, much_later) = (at(0), at(9), at(12));
        let mut first = Lock::acquire(&mut place, &asker("a", &start)).expect("free");
        first.renew(&mut place, &asker("a", &start)).expect("not yet time");
        assert_eq!(place.writes, 1);
        first.renew(&mut place, &asker("a", &later)).expect("held");
        assert!(Lock::acquire(&mut place, &asker("b", &much_later)).is_err(), "renewed three minutes ago");
        Lock::acquire(&mut place, &Asker { take_over: true, ..asker("b", &much_later) }).expect("taken");
        let lost = first.renew(&mut place, &asker("a", &much_later)).expect_err("lost");
        assert_eq!(lost.message, Message::TargetLost { target: "t".into() });
    }

    #[test]
    fn a_place_without_conditions_is_read_back() {
        let mut place = Memory { ignores_conditions: true, ..Memory::default() };
        let start = at(0);
        assert!(!Lock::acquire(&mut place, &asker("a", &start)).expect("free").sure);
        assert!(Lock::acquire(&mut place, &asker("b", &start)).is_err());
    }

    #[test]
    fn a_lock_that_nobody_can_read_is_somebodys() {
        let mut place = Memory::default();
        place.put(b"?");
        let start = at(0);
        assert!(Lock::acquire(&mut place, &asker("a", &start)).is_err());
        assert!(Lock::acquire(&mut place, &Asker { take_over: true, ..asker("a", &start) }).is_ok());
    }
}
