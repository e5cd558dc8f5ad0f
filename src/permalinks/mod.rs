//! Permalinks: every address that the site has published, and the texts that stood there. What is in
//! `content/permalinks.lock` is content: it decides what a build must not lose, which pages lead on to another, and which
//! earlier texts an old print-out may show. The file's form is [`lock`]'s.
//!
//! It must not know files, pages or the clock: what is new is compared with what was, on a day that is given.

mod address;
mod lock;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::notice::{Notice, NoticeId};
use crate::regulation::RegulationId;
use crate::script::Text;

pub use address::Address;
pub use lock::{PATH, message, parse, print};
pub use text::{Earlier, Offered, TextHash, Versions};

/// A directive's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectiveRecord {
    /// The directive is no longer there, and the publisher has said so: its address leads to the notice.
    pub withdrawn: bool,
    /// How many points it has.
    pub points: usize,
    /// Its text.
    pub text: Versions,
}

/// A notice's address and those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRecord {
    /// The notice is no longer shown, and the publisher has said so: its addresses say that.
    pub withdrawn: bool,
    /// What its page tells then, where that was taken down: facts, nothing of its text.
    pub withdrawal: Option<Withdrawal>,
    /// It was renamed, and no build has made its pages under this address yet: nobody can know it.
    pub unbuilt: bool,
    /// Its text.
    pub text: Versions,
    /// Its directives, by number from 1.
    pub directives: Vec<DirectiveRecord>,
}

/// Which notice was withdrawn, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Withdrawal {
    /// The day on which the publisher said so.
    pub since: Date,
    /// The notice, where its file was still there.
    pub notice: Option<WithdrawnNotice>,
}

/// What is remembered of a notice that is withdrawn. Words as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WithdrawnNotice {
    /// Its title.
    pub title: Text,
    /// Who published it first.
    pub source: Text,
    /// When.
    pub published: Date,
    /// The name of its seed in `seeds/`, and the SHA-256 of its bytes: it is not to be imported again.
    pub seed: Option<(Box<str>, Box<str>)>,
}

impl WithdrawnNotice {
    /// What is to be remembered of a notice. `None` for one that could not be published.
    pub fn of(notice: &Notice) -> Option<Self> {
        let facts = &notice.facts;
        Some(Self {
            title: facts.title.clone()?,
            source: facts.source.clone()?,
            published: facts.published?,
            seed: facts.seed.clone().zip(facts.sha256.clone()),
        })
    }
}

/// What stands at the address of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeLine {
    /// The notice.
    Here(NoticeRecord),
    /// It leads to where the notice is now.
    Moved {
        /// The notice's id now; never one that has moved itself.
        to: NoticeId,
        /// How many directives had an address below this one.
        directives: usize,
    },
}

/// What stands at the address of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegulationLine {
    /// A registered regulation.
    Registered,
    /// A document that notices cite and nobody has registered.
    Stub,
    /// A document that nobody has registered and no notice cites any more.
    Uncited,
    /// A regulation that is no longer shown, and the publisher has said so.
    Withdrawn,
    /// It leads to where the regulation is now; never to one that has moved itself.
    Moved(RegulationId),
}

/// Every address that the site has published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permalinks {
    /// By id.
    pub notices: BTreeMap<NoticeId, NoticeLine>,
    /// By id.
    pub regulations: BTreeMap<RegulationId, RegulationLine>,
}

/// What keeps a site from being built on its permalinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// This address was published, and nothing would stand there.
    Lost(Address),
    /// Something is to stand at the first address, which leads to the second.
    Taken(Address, Address),
}

/// Whether no notice can have that id: at `notices/2021/` stands the list of a year.
pub fn is_reserved(id: &NoticeId) -> bool {
    id.as_str().len() == 4 && id.as_str().bytes().all(|byte| byte.is_ascii_digit())
}

impl Permalinks {
    /// Whether a notice is withdrawn: it is not shown, whatever its file says.
    pub fn is_withdrawn(&self, id: &NoticeId) -> bool {
        matches!(self.notices.get(id), Some(NoticeLine::Here(record)) if record.withdrawn)
    }

    /// Takes down what the page of a withdrawn notice tells. The first day stays, and what is known already.
    pub fn tell(&mut self, id: &NoticeId, since: Date, notice: Option<WithdrawnNotice>) {
        let Some(record) = self.record(id).filter(|record| record.withdrawn) else { return };
        let told = record.withdrawal.get_or_insert(Withdrawal { since, notice: None });
        told.notice = notice.or(told.notice.take());
    }

    /// The withdrawn notice whose seed has that name or these bytes.
    pub fn withdrawn_seed(&self, name: &str, sha256: &str) -> Option<&NoticeId> {
        self.notices.iter().find_map(|(id, line)| {
            let NoticeLine::Here(record) = line else { return None };
            let notice = record.withdrawal.as_ref().filter(|_| record.withdrawn)?.notice.as_ref()?;
            let (known, hash) = notice.seed.as_ref()?;
            (**known == *name || **hash == *sha256).then_some(id)
        })
    }

    /// Whether a regulation is withdrawn.
    pub fn is_regulation_withdrawn(&self, id: &RegulationId) -> bool {
        matches!(self.regulations.get(id), Some(RegulationLine::Withdrawn))
    }

    /// The notices and regulations that are withdrawn.
    pub fn withdrawn(&self) -> impl Iterator<Item = Address> {
        let notices = self.notices.keys().filter(|id| self.is_withdrawn(id)).cloned().map(Address::Notice);
        let regulations = self.regulations.keys().filter(|id| self.is_regulation_withdrawn(id)).cloned();
        notices.chain(regulations.map(Address::Regulation))
    }

    /// Whether a notice or regulation was ever published there.
    pub fn has(&self, address: &Address) -> bool {
        match address {
            Address::Notice(id) | Address::Directive(id, _) | Address::Point(id, ..) => {
                self.notices.contains_key(id)
            }
            Address::Regulation(id) => self.regulations.contains_key(id),
        }
    }

    /// Whether nothing new can stand there: the address leads on or says that what stood there is withdrawn, or, of a
    /// notice, is one.
    pub fn is_spent(&self, address: &Address) -> bool {
        match address {
            Address::Regulation(id) => {
                matches!(self.regulations.get(id), Some(RegulationLine::Moved(_) | RegulationLine::Withdrawn))
            }
            address => self.has(address),
        }
    }

    /// The ids that no new notice can have: an address leads on from there or says that its notice is withdrawn.
    pub fn spent(&self) -> impl Iterator<Item = &NoticeId> {
        let spent = |(id, line): &(&NoticeId, &NoticeLine)| {
            matches!(line, NoticeLine::Moved { .. }) || self.is_withdrawn(id)
        };
        self.notices.iter().filter(spent).map(|(id, _)| id)
    }

    /// The first address that is not in `before`, or stands for something else there.
    pub fn first_change(&self, before: &Self) -> Option<Address> {
        let notice = self.notices.iter().find(|(id, line)| before.notices.get(id) != Some(line));
        let regulation =
            || self.regulations.iter().find(|(id, line)| before.regulations.get(id) != Some(line));
        let notice = notice.map(|(id, _)| Address::Notice(id.clone()));
        notice.or_else(|| regulation().map(|(id, _)| Address::Regulation(id.clone())))
    }

    /// The texts of a notice.
    pub fn notice(&self, id: &NoticeId) -> Option<&NoticeRecord> {
        match self.notices.get(id) {
            Some(NoticeLine::Here(record)) => Some(record),
            _ => None,
        }
    }

    /// The permalinks of a site that shows these notices and regulations (each with whether it is a stub), where `self`
    /// are those of the site before, and everything in their way. `successor` says under which id a document that was a
    /// stub is registered now.
    pub fn next<'i>(
        &self,
        notices: impl IntoIterator<Item = (&'i NoticeId, &'i Offered)>,
        regulations: impl IntoIterator<Item = (&'i RegulationId, bool)>,
        successor: impl Fn(&RegulationId) -> Option<RegulationId>,
        today: Date,
    ) -> (Self, Vec<Conflict>) {
        let mut next = self.clone();
        let mut conflicts = Vec::new();
        let mut shown = BTreeSet::new();
        for (id, offered) in notices {
            shown.insert(id);
            match next.notices.get_mut(id) {
                Some(NoticeLine::Here(record)) => record.update(id, offered, today, &mut conflicts),
                Some(NoticeLine::Moved { to, .. }) => {
                    let (from, to) = (Address::Notice(id.clone()), Address::Notice(to.clone()));
                    conflicts.push(Conflict::Taken(from, to));
                }
                None => {
                    next.notices.insert(id.clone(), NoticeLine::Here(NoticeRecord::new(offered)));
                }
            }
        }
        for (id, line) in &self.notices {
            if matches!(line, NoticeLine::Here(record) if !record.withdrawn) && !shown.contains(id) {
                conflicts.push(Conflict::Lost(Address::Notice(id.clone())));
            }
        }
        next.follow(regulations, successor, &mut conflicts);
        (next, conflicts)
    }

    fn follow<'i>(
        &mut self,
        regulations: impl IntoIterator<Item = (&'i RegulationId, bool)>,
        successor: impl Fn(&RegulationId) -> Option<RegulationId>,
        conflicts: &mut Vec<Conflict>,
    ) {
        let mut shown = BTreeSet::new();
        for (id, stub) in regulations {
            shown.insert(id);
            if let Some(RegulationLine::Moved(to)) = self.regulations.get(id) {
                let (from, to) = (Address::Regulation(id.clone()), Address::Regulation(to.clone()));
                conflicts.push(Conflict::Taken(from, to));
                continue;
            }
            let line = if stub { RegulationLine::Stub } else { RegulationLine::Registered };
            self.regulations.insert(id.clone(), line);
        }
        for (id, line) in self.regulations.iter_mut().filter(|(id, _)| !shown.contains(id)) {
            match line {
                RegulationLine::Registered => conflicts.push(Conflict::Lost(Address::Regulation(id.clone()))),
                // Nothing stood there but who cites it.
                RegulationLine::Stub | RegulationLine::Uncited => {
                    *line = successor(id).map_or(RegulationLine::Uncited, RegulationLine::Moved);
                }
                RegulationLine::Withdrawn | RegulationLine::Moved(_) => {}
            }
        }
    }

    /// Whether one address leads to the other: then its notice may have it back.
    pub fn leads(&self, from: &Address, to: &Address) -> bool {
        match (from, to) {
            (Address::Notice(from), Address::Notice(to)) => {
                matches!(self.notices.get(from), Some(NoticeLine::Moved { to: there, .. }) if there == to)
            }
            (Address::Regulation(from), Address::Regulation(to)) => {
                matches!(self.regulations.get(from), Some(RegulationLine::Moved(there)) if there == to)
            }
            _ => false,
        }
    }

    /// Takes down that a notice has another id now: its texts go with it, and its old addresses lead there; but for one
    /// that was never built, which nobody can have kept.
    pub fn move_notice(&mut self, from: &NoticeId, to: &NoticeId) {
        if !matches!(self.notices.get(from), Some(NoticeLine::Here(_))) {
            return;
        }
        let Some(NoticeLine::Here(mut record)) = self.notices.remove(from) else { return };
        // It may have been there before, and come back.
        let known = self.notices.remove(to).is_some();
        for line in self.notices.values_mut() {
            if let NoticeLine::Moved { to: before, .. } = line
                && before == from
            {
                *before = to.clone();
            }
        }
        if !record.unbuilt && !is_reserved(from) {
            let moved = NoticeLine::Moved { to: to.clone(), directives: record.directives.len() };
            self.notices.insert(from.clone(), moved);
        }
        record.unbuilt = !known;
        self.notices.insert(to.clone(), NoticeLine::Here(record));
    }

    /// Takes down that a regulation has another id now.
    pub fn move_regulation(&mut self, from: &RegulationId, to: &RegulationId) {
        let Some(line) = self.regulations.remove(from) else { return };
        for line in self.regulations.values_mut() {
            if let RegulationLine::Moved(before) = line
                && before == from
            {
                *before = to.clone();
            }
        }
        // It may have been there before, and come back.
        if matches!(self.regulations.get(to), None | Some(RegulationLine::Moved(_))) {
            self.regulations.insert(to.clone(), line);
        }
        self.regulations.insert(from.clone(), RegulationLine::Moved(to.clone()));
    }

    /// Takes down that the publisher no longer shows what stands at an address, or, with `undo`, shows it again. Says
    /// whether that address is known and can be withdrawn: a stub goes by itself, and what has moved is elsewhere.
    pub fn withdraw(&mut self, address: &Address, undo: bool) -> bool {
        match address {
            Address::Notice(id) => self
                .record(id)
                .map(|record| {
                    record.withdrawn = !undo;
                    record.withdrawal.take_if(|_| undo);
                })
                .is_some(),
            Address::Directive(id, number) => {
                self.directive(id, *number).map(|directive| directive.withdrawn = !undo).is_some()
            }
            Address::Point(id, number, point) => {
                let directive = self.directive(id, *number).filter(|one| (1..=one.points).contains(point));
                // Points are counted: with one go those after it. They are there again as soon as the text has them.
                directive
                    .map(|directive| directive.points = if undo { directive.points } else { point - 1 })
                    .is_some()
            }
            Address::Regulation(id) => match self.regulations.get_mut(id) {
                Some(line @ (RegulationLine::Registered | RegulationLine::Withdrawn)) => {
                    *line = if undo { RegulationLine::Registered } else { RegulationLine::Withdrawn };
                    true
                }
                _ => false,
            },
        }
    }

    fn record(&mut self, id: &NoticeId) -> Option<&mut NoticeRecord> {
        match self.notices.get_mut(id) {
            Some(NoticeLine::Here(record)) => Some(record),
            _ => None,
        }
    }

    fn directive(&mut self, id: &NoticeId, number: usize) -> Option<&mut DirectiveRecord> {
        self.record(id)?.directives.get_mut(number.checked_sub(1)?)
    }
}

impl NoticeRecord {
    fn new(offered: &Offered) -> Self {
        let directives = offered.directives.iter().map(DirectiveRecord::new).collect();
        Self {
            withdrawn: false,
            withdrawal: None,
            unbuilt: false,
            text: Versions::new(offered.text),
            directives,
        }
    }

    /// What stands there now; what stood there and does not any more is a conflict, unless it is withdrawn.
    fn update(&mut self, id: &NoticeId, offered: &Offered, today: Date, conflicts: &mut Vec<Conflict>) {
        self.unbuilt = false;
        self.text.follow(offered.text, today);
        for (index, (text, points)) in offered.directives.iter().enumerate() {
            let Some(directive) = self.directives.get_mut(index) else {
                self.directives.push(DirectiveRecord::new(&(*text, *points)));
                continue;
            };
            directive.withdrawn = false;
            directive.text.follow(*text, today);
            if *points < directive.points {
                conflicts.push(Conflict::Lost(Address::Point(id.clone(), index + 1, points + 1)));
            }
            directive.points = *points;
        }
        for (index, directive) in self.directives.iter().enumerate().skip(offered.directives.len()) {
            if !directive.withdrawn {
                conflicts.push(Conflict::Lost(Address::Directive(id.clone(), index + 1)));
            }
        }
    }
}

impl DirectiveRecord {
    const fn new((text, points): &(TextHash, usize)) -> Self {
        Self { withdrawn: false, points: *points, text: Versions::new(*text) }
    }
}

#[cfg(test)]
mod tests;
