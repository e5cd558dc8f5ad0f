//! Renaming and withdrawing: what a publisher does on purpose with an address, so that no build has to guess. Files in
//! `content/` are moved or kept, never deleted. It must not know what stands at an address.

use jiff::civil::Date;

use crate::content;
use crate::diagnostic::{Diagnostic, Message};
use crate::notice::NoticeId;
use crate::output;
use crate::permalinks::{self, Address, Offered, Permalinks, WithdrawnNotice};
use crate::regulation::RegulationId;
use crate::source::Folder;

/// Gives a notice or regulation another id: its file gets another name, editors' links follow, and its old addresses
/// will lead to the new ones. Where the file has its new name already, the rest is done; so is what a run that was
/// interrupted has left.
pub fn rename(site: &Folder, from: &str, to: &str) -> Vec<Diagnostic> {
    let renamed = || {
        let mut lock = content::permalinks(site)?.value;
        let unknown = || problem(Message::AddressUnknown { address: from.to_owned() });
        let from = which(site, &lock, from).ok_or_else(unknown)?;
        let refused = || problem(Message::RenameRefused { to: to.to_owned() });
        let to = renamed_to(&from, to).ok_or_else(refused)?;
        let (old, new) = (file(site, &from), file(site, &to));
        let spent = lock.is_spent(&to) && !lock.leads(&to, &from);
        if to == from || (old.is_some() && new.is_some()) || spent {
            return Err(refused());
        }
        match (&from, &to) {
            (Address::Notice(from), Address::Notice(to)) => lock.move_notice(from, to),
            (Address::Regulation(from), Address::Regulation(to)) => lock.move_regulation(from, to),
            _ => return Err(refused()),
        }
        let Some(here) = old.as_ref().or(new.as_ref()) else { return Err(unknown()) };
        let folder = here.rfind('/').map_or("", |at| &here[..=at]);
        let target = site.root().join(format!("{folder}{}.md", id(&to)));
        let moved = old.map(|old| site.root().join(old));
        if let Some(old) = &moved {
            output::rename(old, &target).map_err(|problem| vec![problem])?;
        }
        let kept = match (&from, &to) {
            (Address::Regulation(from), Address::Regulation(to)) => relink(site, from, to),
            _ => Ok(()),
        };
        // A file whose address is not on record goes back to where it was: then nothing has happened. Editors' links
        // that have followed are found by the next run.
        if let Err(mut problems) = kept.and_then(|()| keep(site, &lock)) {
            if let Some(old) = &moved {
                problems.extend(output::rename(&target, old).err());
            }
            return Err(problems);
        }
        Ok(vec![Diagnostic::plain(Message::Renamed { from: from.to_string(), to: to.to_string() })])
    };
    renamed().unwrap_or_else(|problems| problems)
}

/// Confirms that what was published at some addresses is no longer shown: notices and regulations as a whole, or
/// directives and points that are gone from their notice's text. With `undo`, shows it again. All or nothing. `today` is
/// told on the page of a notice.
pub fn withdraw(site: &Folder, addresses: &[String], undo: bool, today: Date) -> Vec<Diagnostic> {
    let withdrawn = || {
        let mut lock = content::permalinks(site)?.value;
        let (content, _) = content::load(site);
        let mut problems = Vec::new();
        for words in addresses {
            let Some(address) = which(site, &lock, words) else {
                problems.extend(problem(Message::AddressUnknown { address: words.clone() }));
                continue;
            };
            let present = |id: &NoticeId, has: &dyn Fn(&Offered) -> bool| {
                let mut notices = content.notices.iter();
                notices.any(|one| one.value.id == *id && has(&Offered::by(&one.value)))
            };
            let stands = match &address {
                Address::Directive(id, number) => present(id, &|offered| offered.directives.len() >= *number),
                Address::Point(id, number, point) => present(id, &|offered| {
                    offered.directives.get(number - 1).is_some_and(|(_, points)| points >= point)
                }),
                Address::Notice(_) | Address::Regulation(_) => false,
            };
            if stands {
                problems.extend(problem(Message::AddressPresent { address: address.to_string() }));
            } else if !lock.withdraw(&address, undo) {
                problems.extend(problem(Message::AddressUnknown { address: address.to_string() }));
            } else if let (Address::Notice(id), false) = (&address, undo) {
                let notice = content.notices.iter().find(|notice| notice.value.id == *id);
                lock.tell(id, today, notice.and_then(|notice| WithdrawnNotice::of(&notice.value)));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        keep(site, &lock)?;
        let standing = lock.withdrawn().map(|address| Message::Withdrawn { address: address.to_string() });
        Ok(standing.map(Diagnostic::plain).collect())
    };
    withdrawn().unwrap_or_else(|problems| problems)
}

fn problem(message: Message) -> Vec<Diagnostic> {
    vec![Diagnostic::plain(message)]
}

/// The address that words mean. An id without its folder is a notice's, unless only a regulation has it.
fn which(site: &Folder, lock: &Permalinks, words: &str) -> Option<Address> {
    let address = Address::parse(words)?;
    let Address::Notice(id) = &address else { return Some(address) };
    let known = |address: &Address| lock.has(address) || file(site, address).is_some();
    if !known(&address)
        && let Some(regulation) = RegulationId::new(id.as_str()).map(Address::Regulation)
        && known(&regulation)
        && !words.contains("notices/")
    {
        return Some(regulation);
    }
    Some(address)
}

/// The new address of a notice or a regulation, from an id, or that behind `notices/` or `regulations/`, whichever it is.
/// `None` where it is none, one of the other kind, or one that is reserved.
fn renamed_to(from: &Address, to: &str) -> Option<Address> {
    let word =
        |folder: &str| to.strip_prefix(folder).map_or(to, |rest| rest.strip_suffix('/').unwrap_or(rest));
    match from {
        Address::Notice(_) => {
            NoticeId::new(word("notices/")).filter(|id| !permalinks::is_reserved(id)).map(Address::Notice)
        }
        Address::Regulation(_) => RegulationId::new(word("regulations/")).map(Address::Regulation),
        Address::Directive(..) | Address::Point(..) => None,
    }
}

fn id(address: &Address) -> &str {
    match address {
        Address::Notice(id) | Address::Directive(id, _) | Address::Point(id, ..) => id.as_str(),
        Address::Regulation(id) => id.as_str(),
    }
}

/// The file of a notice or regulation.
fn file(site: &Folder, address: &Address) -> Option<String> {
    let folder = match address {
        Address::Regulation(_) => content::REGULATIONS,
        _ => content::NOTICES,
    };
    let name = format!("/{}.md", id(address));
    site.list(folder).0.into_iter().find(|path| path.ends_with(&name))
}

/// Editors' links to a regulation follow it.
fn relink(site: &Folder, from: &RegulationId, to: &RegulationId) -> Result<(), Vec<Diagnostic>> {
    let (old, new) = (format!("regulation:{from}"), format!("regulation:{to}"));
    for path in [content::NOTICES, content::REGULATIONS].iter().flat_map(|folder| site.list(folder).0) {
        if !path.ends_with(".md") {
            continue;
        }
        let text = &site.text(&path).map_err(|problem| vec![problem])?.text;
        let mut changed = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(&old) {
            let end = at + old.len();
            // Not where it is the beginning of a longer id.
            let whole = !rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
            changed.push_str(&rest[..at]);
            changed.push_str(if whole { &new } else { &old });
            rest = &rest[end..];
        }
        changed.push_str(rest);
        if changed != *text {
            let target = site.root().join(&path);
            output::replace(&target, changed.as_bytes()).map_err(|problem| vec![problem])?;
        }
    }
    Ok(())
}

fn keep(site: &Folder, lock: &Permalinks) -> Result<(), Vec<Diagnostic>> {
    let path = site.root().join(permalinks::PATH);
    output::replace(&path, permalinks::print(lock).as_bytes()).map_err(|problem| vec![problem])
}
