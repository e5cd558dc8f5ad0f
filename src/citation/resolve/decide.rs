//! The decision on one mention after the other, in reading order, with what was cited before: who is asked, and what is
//! remembered of the answer. It must not look at texts for new mentions, nor know by which rules a name is understood.

use std::collections::HashMap;

use super::before::{Owner, owner};
use super::gather::{Gathered, name_letters};
use super::names::{carried_out, unregistered};
use super::whose::{identifies, is_mainland};
use super::{Decided, Passage, Reading, resolved};
use crate::citation::find::{Found, normal};
use crate::citation::key::{self, Key};
use crate::citation::plain::Plain;
use crate::citation::registry::{Lookup, letters};
use crate::citation::{Form, Method, Pin, Reason, Registry, Resolution, words};
use crate::regulation::PinOrder;

/// The most documents among which a short form is looked for, and the most definitions of one. No notice has so many;
/// in a text that has, short forms stay open, and time stays in proportion to its length.
pub(super) const MOST: usize = 512;

/// How far 该规划 may stand from what it means, in characters.
pub(super) const NEAR: usize = 400;

/// A document that was cited: a registered one, or one that is known by its name only.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    Registered(usize),
    Unregistered(Key),
}

/// A document cited so far.
pub(super) struct Document {
    pub(super) target: Target,
    /// The key's letters of its fullest name.
    pub(super) letters: Vec<char>,
    /// That name as written.
    name: Box<str>,
    /// Where it was mentioned last: passage, and end in it.
    pub(super) last: (usize, usize),
    /// Why a mention by its own name was left open: then no short form of it can lead anywhere.
    open: Option<Reason>,
}

/// What a mention is found to mean, before it is written down.
pub(super) enum Answer {
    Is(Target, Method),
    Open(Reason),
}

/// Whether a text cites a regulation by its whole name that is registered as Taiwan's, and does not say that it is: who
/// writes 台湾《银行法》 is elsewhere.
fn cites_taiwan(passages: &[Passage], gathered: &Gathered, registry: &Registry<'_>) -> bool {
    let cites = |plain: &Plain, found: &Found| {
        let name = name_letters(plain, found);
        let Lookup::One(index, Method::Exact) = registry.by_name(&key::part(&name)) else { return false };
        let before = &plain.folded[..found.lead];
        registry.regulation(index).pin_order == Some(PinOrder::Taiwan)
            && !words::is_elsewhere(before, &name)
            && !registry.has_of_the_state(&name)
    };
    // Most sites have none: then no name need be looked up twice.
    registry.has_taiwan()
        && gathered.mentions.iter().zip(passages).any(|(mentions, passage)| {
            let named = |form| matches!(form, Form::Marked | Form::Quoted | Form::Bare);
            mentions.iter().any(|found| named(found.mention.form) && cites(&passage.plain, found))
        })
}

/// Decides mentions in reading order.
pub(super) struct Decider<'a, 'r> {
    pub(super) passages: &'a [Passage],
    pub(super) gathered: &'a Gathered,
    pub(super) registry: &'a Registry<'r>,
    pub(super) own: Option<usize>,
    pub(super) own_number: Option<String>,
    /// The text stands under other laws than the mainland's: Taiwan's, Hong Kong's, Macau's.
    pub(super) elsewhere: bool,
    /// Who the notice is from, or whose the text is: its own place.
    pub(super) home: Vec<Vec<char>>,
    pub(super) documents: Vec<Document>,
    /// What the text says has a document number: 《某通知》（某发〔2020〕1号）.
    pub(super) numbers: HashMap<String, Target>,
    /// Where in `documents` each stands.
    indices: HashMap<Target, usize>,
    /// Documents named in 〈…〉 inside a cited name: 关于印发〈某规划〉的通知.
    pub(super) nested: Vec<Vec<char>>,
    /// The definitions by short form, as indices into `gathered.definitions`.
    pub(super) definitions: HashMap<Key, Vec<usize>>,
    /// What the mention of each definition was found to mean.
    pub(super) defined: Vec<Option<Target>>,
}

impl<'a, 'r> Decider<'a, 'r> {
    pub(super) fn new(
        passages: &'a [Passage],
        gathered: &'a Gathered,
        registry: &'a Registry<'r>,
        reading: Reading<'_>,
        elsewhere: bool,
        from: &[&str],
    ) -> Self {
        let own = reading.own.and_then(|id| registry.index(id));
        // A regulation's own text stands under the laws that the regulation belongs to, whatever it speaks of.
        let elsewhere = match own.map(|own| registry.regulation(own).pin_order) {
            Some(Some(PinOrder::Taiwan)) => true,
            Some(Some(PinOrder::Mainland)) => false,
            _ if own.is_some_and(|own| is_mainland(registry, own)) => false,
            _ => elsewhere || cites_taiwan(passages, gathered, registry),
        };
        let names = own.map(|own| registry.regulation(own).name.source());
        let home = from.iter().copied().chain(names).map(|words| letters(&key::key(words))).collect();
        let mut definitions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (index, defined) in gathered.definitions.iter().enumerate() {
            definitions.entry(defined.key.clone()).or_default().push(index);
        }
        let mut decider = Self {
            passages,
            gathered,
            registry,
            own,
            own_number: reading.own_number.map(normal),
            elsewhere,
            home,
            documents: Vec::new(),
            numbers: HashMap::new(),
            indices: HashMap::new(),
            nested: Vec::new(),
            definitions,
            defined: Vec::new(),
        };
        // A definition may follow the first use of its short form, so what each defines is found beforehand, from the
        // registry and the name alone.
        decider.defined = gathered
            .definitions
            .iter()
            .map(|defined| {
                let found = &gathered.mentions[defined.passage][defined.mention];
                let plain = &passages[defined.passage].plain;
                let name = name_letters(plain, found);
                if !matches!(found.mention.form, Form::Marked | Form::Quoted | Form::Bare)
                    || words::is_generic(&name)
                {
                    return None;
                }
                let answer = decider.by_registry(plain, found, &name);
                match answer.unwrap_or_else(|| decider.stands_alone(plain, found, &name)) {
                    Answer::Is(target, _) => Some(target),
                    Answer::Open(_) => None,
                }
            })
            .collect();
        decider
    }

    /// What a mention means; nothing where it is no citation.
    pub(super) fn decide(&mut self, passage: usize, index: usize) -> Option<Decided> {
        let gathered = self.gathered;
        let found = &gathered.mentions[passage][index];
        let plain = &self.passages[passage].plain;
        let name = name_letters(plain, found);
        let mut pins = true;
        let mut words_of_name = found.mention.name.clone();
        let answer = match found.mention.form {
            Form::Own => self.own_form(passage, index, &name)?,
            Form::Anaphor if found.mention.name.starts_with('同') => self.same(passage, index, &name)?,
            Form::Anaphor => self.anaphor(plain, passage, found, &name)?,
            Form::Number => self.number(found)?,
            Form::Marked | Form::Quoted | Form::Bare => {
                let mut answer = self.named(plain, passage, index, &name);
                if found.continued
                    && !matches!(answer, Answer::Is(Target::Registered(_), _))
                    && let Some(inner) = carried_out(plain, found)
                {
                    let base = letters(&key::of(&plain.folded[inner.clone()]));
                    answer = self.named(plain, passage, index, &base);
                    words_of_name = plain.text(inner);
                    pins = false;
                }
                answer
            }
        };
        let answer = match self.is_of_another(plain, found, &name, &answer) {
            Some(reason) => Answer::Open(reason),
            None => self.of_open(self.check_order(found, answer)),
        };
        if let Answer::Is(Target::Unregistered(key), Method::Exact) = &answer
            && let (placed, Some(before)) = unregistered(plain, found, &name)
            && *key == placed
        {
            words_of_name = format!("{before}{words_of_name}").into();
        }
        Some(self.settle(passage, found, &name, words_of_name, answer, pins))
    }

    /// Writes an answer down, and remembers the document for the mentions after it.
    fn settle(
        &mut self,
        passage: usize,
        found: &Found,
        name: &[char],
        words_of_name: Box<str>,
        answer: Answer,
        pins: bool,
    ) -> Decided {
        let full = matches!(found.mention.form, Form::Marked | Form::Quoted | Form::Bare);
        let last = (passage, found.reach);
        match answer {
            Answer::Is(target, method) => {
                let letters = match &target {
                    Target::Registered(index) => {
                        letters(&key::key(self.registry.regulation(*index).name.source()))
                    }
                    Target::Unregistered(key) => letters(key),
                };
                let number = found.mention.number.as_deref().filter(|number| identifies(number));
                let name_of = match (&target, number) {
                    (Target::Registered(index), _) => self.registry.regulation(*index).name.source().into(),
                    // 《通知》 of some number: without it, it would be any.
                    (_, Some(number)) if full && words::is_generic(name) => {
                        format!("{words_of_name}（{number}）").into()
                    }
                    _ => words_of_name,
                };
                if let Some(number) = number
                    && full
                {
                    self.numbers.entry(normal(number)).or_insert_with(|| target.clone());
                }
                if full && method != Method::Defined {
                    self.remember_nested(found, passage);
                }
                let document = self.remember(target.clone(), letters, name_of, last, None);
                match target {
                    Target::Registered(index) => Decided {
                        resolution: resolved(self.registry, index, method),
                        document,
                        regulation: Some(index),
                        pins,
                    },
                    Target::Unregistered(_) => Decided {
                        resolution: Resolution::Open(Reason::Unregistered),
                        document,
                        regulation: None,
                        pins,
                    },
                }
            }
            Answer::Open(reason) => {
                // What is left open for another reason than its name is still a document that a later short form may mean.
                if matches!(reason, Reason::Ambiguous | Reason::NumberDiffers | Reason::Elsewhere)
                    && full
                    && !words::is_generic(name)
                {
                    let target = Target::Unregistered(key::part(name));
                    self.remember(target, name.to_vec(), words_of_name.clone(), last, Some(reason));
                }
                self.remember_anothers(found, passage, name, reason);
                Decided {
                    resolution: Resolution::Open(reason),
                    document: words_of_name,
                    regulation: None,
                    pins,
                }
            }
        }
    }

    /// A short form of what was left open is open, for the same reason: 德国《刑法》第三条, 同法第五条.
    fn of_open(&self, answer: Answer) -> Answer {
        let Answer::Is(target, Method::Suffix | Method::Generic | Method::Anaphor) = &answer else {
            return answer;
        };
        let document = self.indices.get(target).and_then(|index| self.documents.get(*index));
        document.and_then(|document| document.open).map_or(answer, Answer::Open)
    }

    /// Remembers a document, or where it was mentioned last; `open` says why one that is new is left open. Answers with the
    /// name that it goes by.
    fn remember(
        &mut self,
        target: Target,
        letters: Vec<char>,
        name: Box<str>,
        last: (usize, usize),
        open: Option<Reason>,
    ) -> Box<str> {
        if let Some(index) = self.indices.get(&target) {
            let document = &mut self.documents[*index];
            document.last = last;
            return document.name.clone();
        }
        self.indices.insert(target.clone(), self.documents.len());
        self.documents.push(Document { target, letters, name: name.clone(), last, open });
        name
    }

    /// Keeps that another place's 《条例》 was spoken of: a 《条例》 or 该条例 after it may be that.
    fn remember_anothers(&mut self, found: &Found, passage: usize, name: &[char], reason: Reason) {
        let marked = matches!(found.mention.form, Form::Marked | Form::Quoted);
        if !marked || !words::is_generic(name) {
            return;
        }
        let plain = &self.passages[passage].plain;
        let before = &plain.folded[..found.mention.title.start];
        let letters = match owner(before) {
            Owner::Unsaid => return,
            Owner::Place(place) => [place.letters, name].concat(),
            Owner::Other => [&['他'], name].concat(),
        };
        let target = Target::Unregistered(key::part(&letters));
        self.remember(target, letters, found.mention.name.clone(), (passage, found.reach), Some(reason));
    }

    /// Keeps the names in 〈…〉 of a cited name: 《办法》 may mean what 《关于印发〈某办法〉的通知》 brought.
    fn remember_nested(&mut self, found: &Found, passage: usize) {
        let plain = &self.passages[passage].plain;
        let Some(name) = found.name.first() else { return };
        let name = &plain.folded[name.clone()];
        let open = name.iter().position(|c| matches!(c, '〈' | '《'));
        let close = name.iter().rposition(|c| matches!(c, '〉' | '》'));
        if let (Some(open), Some(close)) = (open, close)
            && open < close
        {
            let nested = letters(&key::of(&name[open + 1..close]));
            if self.nested.len() < MOST && !self.nested.contains(&nested) {
                self.nested.push(nested);
            }
        }
    }

    /// Leaves open what orders 款 and 項 otherwise than the regulation does: it is another jurisdiction's.
    fn check_order(&self, found: &Found, answer: Answer) -> Answer {
        let Answer::Is(Target::Registered(index), _) = &answer else { return answer };
        let order = self.registry.regulation(*index).pin_order.unwrap_or(PinOrder::Mainland);
        let declared = self.registry.regulation(*index).pin_order.is_some();
        // Treaties, too, are cited as 第7(1)条.
        let seen = |pin: &Pin| pin.order.filter(|seen| *seen != PinOrder::HongKong);
        let against = found.mention.pins.iter().any(|pin| seen(pin).is_some_and(|seen| seen != order));
        if against && (declared || is_mainland(self.registry, *index)) {
            return Answer::Open(Reason::Elsewhere);
        }
        answer
    }
}
