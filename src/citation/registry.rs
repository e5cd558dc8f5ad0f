//! The regulations that can be cited, by every name and number they answer to. It must not know notices.

use std::collections::HashMap;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, Input, MatchKind};

use super::find::normal;
use super::key::{self, Key, shortened};
use super::plain::{Plain, ends_with, starts_with};
use super::{Method, titles, words};
use crate::regulation::{Kind, PinOrder, Regulation, RegulationId};
use crate::script::Text;

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// This regulation, and how its name says so.
    One(usize, Method),
    /// Several share it.
    Several(Vec<usize>),
    /// None.
    Nothing,
}

/// The regulations that can be cited, by every name they answer to.
pub struct Registry<'r> {
    regulations: &'r [Regulation],
    /// Names and listed aliases, with whose they are; one owner twice counts once.
    names: HashMap<Key, Vec<(usize, Method)>>,
    /// Names without 中華人民共和國, without the period, or without both; a law's with it, that is registered without.
    short: HashMap<Key, Vec<usize>>,
    numbers: HashMap<String, Vec<usize>>,
    /// All of `names` and `short` from their ends, to find which of them ends at a place.
    endings: Option<NFA>,
    /// The length in characters of the longest of them.
    longest: usize,
    /// The letters of all names from their ends, in order, so that those with one ending stand together.
    reversed: Vec<(Vec<char>, usize)>,
    /// Names and endings of names that are no documents with rules in them, as the publisher lists them.
    not_rules: Vec<Vec<char>>,
}

/// Two regulations that answer to one name: it leads to neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name, as the later of the two has it.
    pub name: Box<str>,
    /// The later of the two.
    pub regulation: RegulationId,
    /// The earlier.
    pub other: RegulationId,
}

/// An alias that says no more than a kind (條例, 本法): every text means another document by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vague {
    /// The alias, as written.
    pub alias: Box<str>,
    /// Whose it is.
    pub regulation: RegulationId,
}

fn is_vague(alias: &str) -> bool {
    let letters = letters(&key::key(alias));
    let bare = letters.strip_prefix(&['同']).unwrap_or(&letters);
    letters.is_empty() || words::is_generic(bare)
}

impl<'r> Registry<'r> {
    /// An index of the regulations. Names that two of them share lead to neither, unless a document number tells them
    /// apart.
    pub fn new(regulations: &'r [Regulation]) -> Self {
        let mut names: HashMap<Key, Vec<(usize, Method)>> = HashMap::new();
        let mut short: HashMap<Key, Vec<usize>> = HashMap::new();
        let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
        let mut endings: Vec<String> = Vec::new();
        for (index, regulation) in regulations.iter().enumerate() {
            let own = std::iter::once((&regulation.name, Method::Exact));
            let listed = regulation.aliases.iter().filter(|alias| !is_vague(alias.source()));
            let listed = listed.map(|alias| (alias, Method::Alias));
            for (name, method) in own.chain(listed) {
                let key = key::key(name.source());
                for form in shortened(&key).into_iter().chain(with_state(regulation, &key)) {
                    endings.extend(ending(&form));
                    let owners = short.entry(form).or_default();
                    if !owners.contains(&index) {
                        owners.push(index);
                    }
                }
                endings.extend(ending(&key));
                let owners = names.entry(key).or_default();
                if !owners.iter().any(|(owner, _)| *owner == index) {
                    owners.push((index, method));
                }
            }
            if let Some(number) = &regulation.number {
                numbers.entry(normal(number.source())).or_default().push(index);
            }
        }
        let backwards = |key: &Key| key.as_str().chars().rev().collect::<Vec<char>>();
        let mut reversed: Vec<(Vec<char>, usize)> = names
            .iter()
            .flat_map(|(key, owners)| owners.iter().map(move |(owner, _)| (backwards(key), *owner)))
            .collect();
        reversed.sort_unstable();
        let longest = endings.iter().map(|ending| ending.chars().count()).max().unwrap_or(0);
        let endings = NFA::builder().match_kind(MatchKind::LeftmostLongest).build(&endings).ok();
        Self { regulations, names, short, numbers, endings, longest, reversed, not_rules: Vec::new() }
    }

    /// The same with the publisher's list of what is no document with rules in it: names (河北日报), or the kinds they
    /// end with (日报), in either script.
    #[must_use]
    pub fn with_not_rules<'w>(mut self, names: impl IntoIterator<Item = &'w str>) -> Self {
        self.not_rules
            .extend(names.into_iter().map(|name| letters(&key::key(name))).filter(|name| !name.is_empty()));
        self
    }

    /// The aliases that say no more than a kind. They lead nowhere.
    pub fn vague(&self) -> Vec<Vague> {
        let of = |regulation: &Regulation| {
            let vague = regulation.aliases.iter().filter(|alias| is_vague(alias.source()));
            let tell =
                |alias: &Text| Vague { alias: alias.source().into(), regulation: regulation.id.clone() };
            vague.map(tell).collect::<Vec<_>>()
        };
        self.regulations.iter().flat_map(of).collect()
    }

    /// The names that two regulations answer to, in the order of the regulations. Equal names with different document
    /// numbers are none: notices repeat their titles.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (index, regulation) in self.regulations.iter().enumerate() {
            for name in std::iter::once(&regulation.name).chain(&regulation.aliases) {
                let Some(owners) = self.names.get(&key::key(name.source())) else { continue };
                for (other, _) in owners.iter().take_while(|(owner, _)| *owner < index) {
                    let other = &self.regulations[*other];
                    let apart = match (&regulation.number, &other.number) {
                        (Some(one), Some(two)) => normal(one.source()) != normal(two.source()),
                        _ => false,
                    };
                    if !apart {
                        conflicts.push(Conflict {
                            name: name.source().into(),
                            regulation: regulation.id.clone(),
                            other: other.id.clone(),
                        });
                    }
                }
            }
        }
        conflicts.dedup();
        conflicts
    }

    pub(super) fn regulation(&self, index: usize) -> &'r Regulation {
        &self.regulations[index]
    }

    /// Whether one of them names the parts of an article as Taiwan's do.
    pub(super) fn has_taiwan(&self) -> bool {
        self.regulations.iter().any(|regulation| regulation.pin_order == Some(PinOrder::Taiwan))
    }

    /// Whether the People's Republic has a law that is registered under a name with 中華人民共和國 before it.
    pub(super) fn has_of_the_state(&self, name: &[char]) -> bool {
        let full: Vec<char> = STATE.chars().chain(name.iter().copied()).collect();
        self.names.contains_key(&key::part(&full))
    }

    pub(super) fn index(&self, id: &RegulationId) -> Option<usize> {
        self.regulations.iter().position(|regulation| regulation.id == *id)
    }

    /// What a name leads to: as registered or listed; else without the words that some carry, where one alone has it.
    pub(super) fn by_name(&self, key: &Key) -> Lookup {
        if let Some(owners) = self.names.get(key) {
            return match owners.as_slice() {
                [(index, method)] => Lookup::One(*index, *method),
                several => Lookup::Several(several.iter().map(|(index, _)| *index).collect()),
            };
        }
        match self.short.get(key).map(Vec::as_slice) {
            Some([index]) => Lookup::One(*index, Method::Shortened),
            Some(several) => Lookup::Several(several.to_vec()),
            None => Lookup::Nothing,
        }
    }

    /// Whether several regulations have a name that ends so, where what it has before that fits.
    pub(super) fn are_several(&self, name: &[char], fits: fn(&[char], &[char]) -> bool) -> bool {
        let ending: Vec<char> = name.iter().rev().copied().collect();
        let from = self.reversed.partition_point(|(letters, _)| *letters < ending);
        let all = self.reversed[from..].iter().take_while(|(letters, _)| letters.starts_with(&ending));
        let mut owners = all.filter(|(letters, _)| {
            let rest: Vec<char> = letters[ending.len()..].iter().rev().copied().collect();
            fits(&rest, name)
        });
        let first = owners.next().map(|(_, owner)| *owner);
        owners.any(|(_, owner)| Some(*owner) != first)
    }

    /// The regulations with a document number.
    pub(super) fn by_number(&self, number: &str) -> &[usize] {
        self.numbers.get(&normal(number)).map_or(&[], Vec::as_slice)
    }

    /// The longest registered name that ends before `end`, as the offset where it begins.
    pub(super) fn name_before(&self, plain: &Plain, end: usize) -> Option<usize> {
        let endings = self.endings.as_ref()?;
        // 修正案（八）: the key has it without the bracket.
        let before = plain.folded.get(..end)?;
        let open = before.iter().rev().take(8).position(|c| *c == '(').map(|back| end - 1 - back);
        let bracket =
            open.filter(|open| before.last() == Some(&')') && ends_with(&before[..*open], "修正案"));
        let mut reversed = String::new();
        // The offset in the text of every character of `reversed`, by its first byte.
        let mut offsets: Vec<(usize, usize)> = Vec::new();
        for (offset, c) in plain.folded.get(..end)?.iter().enumerate().rev().take(2 * self.longest + 8) {
            if *c == '\n' || *c == '。' || offsets.len() > self.longest {
                break;
            }
            if !key::is_dropped(*c) && !bracket.is_some_and(|open| offset == open || offset + 1 == end) {
                offsets.push((reversed.len(), offset));
                reversed.push(*c);
            }
        }
        let found = endings.try_find(&Input::new(&reversed).anchored(Anchored::Yes)).ok()??;
        let last = offsets.partition_point(|(byte, _)| *byte < found.end()).checked_sub(1)?;
        Some(offsets[last].1)
    }

    /// Whether the publisher lists the name, or what it ends with, as no document.
    pub(super) fn is_listed_not_rules(&self, name: &[char]) -> bool {
        let name = words::base(name);
        self.not_rules.iter().any(|word| {
            let word: String = word.iter().collect();
            ends_with(name, &word)
        })
    }
}

const STATE: &str = "中华人民共和国";

/// The name of a law with 中華人民共和國, that is registered without it. What another legislation has under that name is no
/// law of the state, nor is what says itself whose it is.
fn with_state(regulation: &Regulation, key: &Key) -> Option<Key> {
    let name = letters(key);
    let law =
        titles::is_national(&name) || (words::is_law(words::base(&name)) && !words::begins_with_place(&name));
    if !law || starts_with(&name, STATE) {
        return None;
    }
    let elsewhere = |text: &Text| words::has_elsewhere(&letters(&key::key(text.source())));
    let of_the_state = regulation.pin_order != Some(PinOrder::Taiwan)
        && regulation.kind != Kind::LocalRegulation
        && !regulation.words().any(elsewhere);
    of_the_state.then(|| key::part(&STATE.chars().chain(name).collect::<Vec<_>>()))
}

/// A key from its end, for the automaton; nothing for a name that says no more than a kind, or that no text without
/// marks can have (a period is written in too many ways).
fn ending(key: &Key) -> Option<String> {
    let letters = letters(key);
    let usable = letters.len() > 1 && !words::is_generic(&letters) && !letters.contains(&'<');
    usable.then(|| letters.iter().rev().collect())
}

pub(super) fn letters(key: &Key) -> Vec<char> {
    key.as_str().chars().collect()
}
