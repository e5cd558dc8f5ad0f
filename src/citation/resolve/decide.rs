//! The decision on one mention after the other, in reading order, with what was cited before. It must not look at
//! texts for new mentions.

use std::collections::HashMap;

use super::gather::{Defined, Gathered, name_letters};
use super::whose::{identifies, is_law, is_mainland, place_before};
use super::{Decided, Reading, resolved};
use crate::citation::find::{Found, normal};
use crate::citation::key::{self, Key};
use crate::citation::plain::{Plain, ends_with, starts_with};
use crate::citation::registry::{Lookup, letters};
use crate::citation::{Form, Method, Reason, Registry, Resolution, titles, words};
use crate::notice::Place;
use crate::regulation::{Kind, PinOrder};

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
    /// Where it was mentioned last: block, and end in it.
    pub(super) last: (usize, usize),
}

/// What a mention is found to mean, before it is written down.
pub(super) enum Answer {
    Is(Target, Method),
    Open(Reason),
}

/// Whether a text cites a regulation by its whole name that is registered as Taiwan's, and does not say that it is: who
/// writes 台湾《银行法》 is elsewhere.
fn cites_taiwan(plains: &[Option<Plain>], gathered: &Gathered, registry: &Registry<'_>) -> bool {
    let cites = |plain: &Plain, found: &Found| {
        let name = name_letters(plain, found);
        let Lookup::One(index, Method::Exact) = registry.by_name(&key::part(&name)) else { return false };
        let before = &plain.folded[..found.mention.title.start];
        registry.regulation(index).pin_order == Some(PinOrder::Taiwan) && !words::is_elsewhere(before, &name)
    };
    // Most sites have none: then no name need be looked up twice.
    registry.has_taiwan()
        && gathered.mentions.iter().zip(plains).any(|(mentions, plain)| {
            let named = |form| matches!(form, Form::Marked | Form::Quoted | Form::Bare);
            plain.as_ref().is_some_and(|plain| {
                mentions.iter().any(|found| named(found.mention.form) && cites(plain, found))
            })
        })
}

/// Decides mentions in reading order.
pub(super) struct Decider<'a, 'r> {
    texts: &'a [(Place, &'a str)],
    pub(super) plains: &'a [Option<Plain>],
    pub(super) gathered: &'a Gathered,
    pub(super) registry: &'a Registry<'r>,
    pub(super) own: Option<usize>,
    own_number: Option<String>,
    /// The text stands under other laws than the mainland's: Taiwan's, Hong Kong's, Macau's.
    elsewhere: bool,
    pub(super) documents: Vec<Document>,
    /// What the text says has a document number: 《某通知》（某发〔2020〕1号）.
    numbers: HashMap<String, Target>,
    /// Where in `documents` each stands.
    indices: HashMap<Target, usize>,
    /// Documents named in 〈…〉 inside a cited name: 关于印发〈某规划〉的通知.
    pub(super) nested: Vec<Vec<char>>,
    /// The definitions by short form, as indices into `gathered.definitions`.
    definitions: HashMap<Key, Vec<usize>>,
    /// What the mention of each definition was found to mean.
    defined: Vec<Option<Target>>,
}

impl<'a, 'r> Decider<'a, 'r> {
    pub(super) fn new(
        texts: &'a [(Place, &'a str)],
        plains: &'a [Option<Plain>],
        gathered: &'a Gathered,
        registry: &'a Registry<'r>,
        reading: Reading<'_>,
        elsewhere: bool,
    ) -> Self {
        let own = reading.own.and_then(|id| registry.index(id));
        // A regulation's own text stands under the laws that the regulation belongs to, whatever it speaks of.
        let elsewhere = match own.map(|own| registry.regulation(own).pin_order) {
            Some(Some(PinOrder::Taiwan)) => true,
            Some(Some(PinOrder::Mainland)) => false,
            _ if own.is_some_and(|own| is_mainland(registry, own)) => false,
            _ => elsewhere || cites_taiwan(plains, gathered, registry),
        };
        let mut definitions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (index, defined) in gathered.definitions.iter().enumerate() {
            definitions.entry(defined.key.clone()).or_default().push(index);
        }
        let mut decider = Self {
            texts,
            plains,
            gathered,
            registry,
            own,
            own_number: reading.own_number.map(normal),
            elsewhere,
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
                let found = &gathered.mentions[defined.block][defined.mention];
                let plain = plains[defined.block].as_ref()?;
                let name = name_letters(plain, found);
                if !matches!(found.mention.form, Form::Marked | Form::Quoted | Form::Bare)
                    || words::is_generic(&name)
                {
                    return None;
                }
                match decider.by_registry(plain, found, &name) {
                    Some(Answer::Is(target, _)) => Some(target),
                    Some(Answer::Open(_)) => None,
                    None => Some(Target::Unregistered(key::part(&name))),
                }
            })
            .collect();
        decider
    }

    /// What a mention means; nothing where it is no citation.
    pub(super) fn decide(&mut self, block: usize, index: usize) -> Option<Decided> {
        let gathered = self.gathered;
        let found = &gathered.mentions[block][index];
        let plain = self.plains[block].as_ref()?;
        let name = name_letters(plain, found);
        let mut pins = true;
        let mut words_of_name = found.mention.name.clone();
        let answer = match found.mention.form {
            Form::Own => self.own_form(block, index, &name)?,
            Form::Anaphor => self.anaphor(plain, block, found, &name)?,
            Form::Number => self.number(found)?,
            Form::Marked | Form::Quoted | Form::Bare => {
                let mut answer = self.named(plain, block, index, &name);
                if found.continued && !matches!(answer, Answer::Is(Target::Registered(_), _)) {
                    // 《水污染防治法》实施情况 aside, 《水污染防治法》实施细则第十条 is about another document: the
                    // marks may lead to the law, the pins may not. Amendments and drafts of a law are not the law.
                    let inner = found.name.first()?.clone();
                    let draft = ["修正", "修订", "草案", "意见稿", "送审稿", "解释"]
                        .iter()
                        .any(|word| plain.has(found.name.last().map_or(0, |suffix| suffix.start), word));
                    if found.mention.pins.is_empty() && !draft && found.name.len() > 1 {
                        let base = letters(&key::of(&plain.folded[inner.clone()]));
                        answer = self.named(plain, block, index, &base);
                        words_of_name = plain.text(inner);
                        pins = false;
                    }
                }
                answer
            }
        };
        let answer = self.check_order(found, answer);
        Some(self.settle(block, found, &name, words_of_name, answer, pins))
    }

    /// Writes an answer down, and remembers the document for the mentions after it.
    fn settle(
        &mut self,
        block: usize,
        found: &Found,
        name: &[char],
        words_of_name: Box<str>,
        answer: Answer,
        pins: bool,
    ) -> Decided {
        let full = matches!(found.mention.form, Form::Marked | Form::Quoted | Form::Bare);
        let last = (block, found.reach);
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
                    self.remember_nested(found, block);
                }
                let document = self.remember(target.clone(), letters, name_of, last);
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
                    self.remember(
                        Target::Unregistered(key::part(name)),
                        name.to_vec(),
                        words_of_name.clone(),
                        last,
                    );
                }
                Decided {
                    resolution: Resolution::Open(reason),
                    document: words_of_name,
                    regulation: None,
                    pins,
                }
            }
        }
    }

    fn remember(
        &mut self,
        target: Target,
        letters: Vec<char>,
        name: Box<str>,
        last: (usize, usize),
    ) -> Box<str> {
        if let Some(index) = self.indices.get(&target) {
            let document = &mut self.documents[*index];
            document.last = last;
            return document.name.clone();
        }
        self.indices.insert(target.clone(), self.documents.len());
        self.documents.push(Document { target, letters, name: name.clone(), last });
        name
    }

    /// Keeps the names in 〈…〉 of a cited name: 《办法》 may mean what 《关于印发〈某办法〉的通知》 brought.
    fn remember_nested(&mut self, found: &Found, block: usize) {
        let Some(plain) = &self.plains[block] else { return };
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

    /// A name, in the order of the methods.
    fn named(&self, plain: &Plain, block: usize, index: usize, name: &[char]) -> Answer {
        let found = &self.gathered.mentions[block][index];
        let own_key = key::part(name);
        if let Some(answer) = self.by_definition(block, index, &own_key, false) {
            return answer;
        }
        if let Some(answer) = self.by_registry(plain, found, name) {
            return answer;
        }
        if let Some(answer) = self.by_definition(block, index, &own_key, true) {
            return answer;
        }
        if words::is_generic(name) {
            return self.at_home(self.generic(found, name), name);
        }
        if !self.is_document(plain, found, name) {
            return Answer::Open(Reason::NotRules);
        }
        let answer = self.by_suffix(name).map(|answer| self.at_home(answer, name));
        answer.unwrap_or(Answer::Is(Target::Unregistered(own_key), Method::Exact))
    }

    /// Leaves open what is not the mainland's whole name, where the text stands under other laws: Taiwan's
    /// 《水污染防治法》 is not the People's Republic's cut short. A law on the region itself is the region's, too.
    fn at_home(&self, answer: Answer, name: &[char]) -> Answer {
        let Answer::Is(Target::Registered(index), method) = &answer else { return answer };
        if !self.elsewhere {
            return answer;
        }
        let regulation = self.registry.regulation(*index);
        let full = key::key(regulation.name.source());
        let cut = match method {
            Method::Shortened | Method::Suffix | Method::Generic => true,
            // An editor who lists 水污染防治法 as an alias had the mainland's texts in mind.
            Method::Alias => key::shortened(&full).contains(&key::part(name)),
            _ => false,
        };
        let mainland = regulation.pin_order == Some(PinOrder::Mainland) || is_mainland(self.registry, *index);
        let regional = full.as_str().contains("特别行政区");
        if cut && mainland && !regional { Answer::Open(Reason::Elsewhere) } else { answer }
    }

    /// A short form that the text defines: by the definition before it, or, with `after`, by one that follows.
    pub(super) fn by_definition(&self, block: usize, index: usize, key: &Key, after: bool) -> Option<Answer> {
        let place = |defined: &Defined| (defined.block, defined.mention);
        let all = self.definitions.get(key)?;
        if all.len() > MOST {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        let here = (block, index);
        // The mention that defines a name may have that very name.
        let all: Vec<usize> =
            all.iter().copied().filter(|index| place(&self.gathered.definitions[*index]) != here).collect();
        let (before, later): (Vec<usize>, Vec<usize>) =
            all.iter().copied().partition(|index| place(&self.gathered.definitions[*index]) < here);
        let candidates = if after { &later } else { &before };
        let (&last, _) = if after { candidates.split_first()? } else { candidates.split_last()? };
        let defined = &self.gathered.definitions[last];
        if defined.group {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        let target = self.defined[last].clone();
        let Some(target) = target else { return Some(Answer::Open(Reason::Ambiguous)) };
        // A short form that is defined anew for another document holds for the directive in which it is.
        let others = all.iter().any(|other| self.defined[*other].as_ref() != Some(&target));
        let same_place = self.texts[defined.block].0.directive == self.texts[block].0.directive;
        if others && (after || !same_place) {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        Some(Answer::Is(target, Method::Defined))
    }

    /// By the registered names, with the document number where there is one.
    fn by_registry(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        self.registered(plain, found, name).map(|answer| self.at_home(answer, name))
    }

    fn registered(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        let before = &plain.folded[..found.mention.title.start];
        let mut lookup = self.registry.by_name(&key::part(name));
        // （2014年修订） selects a version; a regulation may be registered under that very name.
        if lookup == Lookup::Nothing && found.mention.version.is_some() && name.last() == Some(&')') {
            let open = name.iter().rposition(|c| *c == '(').unwrap_or(name.len());
            lookup = self.registry.by_name(&key::part(&name[..open]));
        }
        let number = found.mention.number.as_deref().filter(|number| identifies(number));
        if let Some(answer) = self.of_the_place(before, name) {
            return Some(answer);
        }
        match lookup {
            Lookup::One(index, method) => {
                let regulation = self.registry.regulation(index);
                if found.mention.form != Form::Bare
                    && words::is_elsewhere(before, &letters(&key::key(regulation.name.source())))
                {
                    return Some(Answer::Open(Reason::Elsewhere));
                }
                if self.is_placed(before, index, name) {
                    return Some(Answer::Open(Reason::Ambiguous));
                }
                if let (Some(number), Some(registered)) = (number, &regulation.number)
                    && identifies(registered.source())
                    && normal(number) != normal(registered.source())
                {
                    return Some(Answer::Open(Reason::NumberDiffers));
                }
                Some(Answer::Is(Target::Registered(index), method))
            }
            Lookup::Several(indices) => {
                let same = |index: &&usize| {
                    let registered = self.registry.regulation(**index).number.as_ref();
                    number.is_some_and(|number| {
                        registered.is_some_and(|registered| normal(registered.source()) == normal(number))
                    })
                };
                let mut fitting = indices.iter().filter(same);
                match (fitting.next(), fitting.next()) {
                    (Some(index), None) => Some(Answer::Is(Target::Registered(*index), Method::Number)),
                    _ => Some(Answer::Open(Reason::Ambiguous)),
                }
            }
            Lookup::Nothing => {
                let [index] = self.registry.by_number(number?) else { return None };
                // A name that is the registered one without its issuer, or no more than its kind.
                let registered = letters(&key::key(self.registry.regulation(*index).name.source()));
                let tail: String = name.iter().collect();
                if ends_with(words::base(&registered), &tail) || ends_with(&registered, &tail) {
                    Some(Answer::Is(Target::Registered(*index), Method::Number))
                } else {
                    Some(Answer::Open(Reason::NumberDiffers))
                }
            }
        }
    }

    /// 河北省《某条例》: the regulation of that place, where it is registered under its full name.
    fn of_the_place(&self, before: &[char], name: &[char]) -> Option<Answer> {
        let place = place_before(before)?;
        for start in 0..place.len().saturating_sub(1) {
            let full: Vec<char> = place[start..].iter().chain(name).copied().collect();
            if let Lookup::One(index, Method::Exact | Method::Alias) =
                self.registry.by_name(&key::part(&full))
            {
                return Some(Answer::Is(Target::Registered(index), Method::Shortened));
            }
        }
        None
    }

    /// Whether a place right before the marks says that the registered document of that name is not meant: other
    /// places have ordinances and plans of the same name as the state's.
    fn is_placed(&self, before: &[char], index: usize, name: &[char]) -> bool {
        let regulation = self.registry.regulation(index);
        let shared =
            matches!(regulation.kind, Kind::Regulation | Kind::Measure | Kind::Notice | Kind::Standard)
                || titles::is_national(name)
                || starts_with(name, "国家")
                || starts_with(name, "全国")
                || matches!(name, ['十', _, '五', ..]);
        if !shared || is_law(name) {
            return false;
        }
        let Some(place) = place_before(before) else { return false };
        let known = self.registry.regulation(index).words().any(|words| {
            let words = letters(&key::key(words.source()));
            // 河北省 is named as 河北省 or 河北, whatever stands before it in the run.
            (0..place.len() - 2).any(|start| {
                let whole: String = place[start..place.len() - 1].iter().collect();
                words.windows(place.len() - 1 - start).any(|window| starts_with(window, &whole))
            })
        });
        !known
    }

    /// Whether what stands in marks can be a document with rules in it.
    fn is_document(&self, plain: &Plain, found: &Found, name: &[char]) -> bool {
        let mention = &found.mention;
        if self.registry.is_listed_not_rules(name) {
            return false;
        }
        if mention.number.is_some() || !mention.pins.is_empty() || mention.version.is_some() {
            return true;
        }
        if starts_with(name, "关于") {
            return true;
        }
        let span = &mention.title;
        let work = words::is_work(&plain.folded[..span.start]);
        words::is_rules(name) && !work
    }

    /// A document number alone.
    fn number(&self, found: &Found) -> Option<Answer> {
        let number = normal(&found.mention.name);
        if self.own_number.as_ref() == Some(&number) || !found.tells {
            return None;
        }
        Some(match self.registry.by_number(&number) {
            [index] => Answer::Is(Target::Registered(*index), Method::Number),
            [] => {
                let said = self.numbers.get(&number).cloned();
                Answer::Is(said.unwrap_or_else(|| Target::Unregistered(key::key(&number))), Method::Number)
            }
            _ => Answer::Open(Reason::Ambiguous),
        })
    }

    /// Leaves open what orders 款 and 項 otherwise than the regulation does: it is another jurisdiction's.
    fn check_order(&self, found: &Found, answer: Answer) -> Answer {
        let Answer::Is(Target::Registered(index), _) = &answer else { return answer };
        let order = self.registry.regulation(*index).pin_order.unwrap_or(PinOrder::Mainland);
        let declared = self.registry.regulation(*index).pin_order.is_some();
        let against = found.mention.pins.iter().any(|pin| pin.order.is_some_and(|seen| seen != order));
        if against && (declared || is_mainland(self.registry, *index)) {
            return Answer::Open(Reason::Elsewhere);
        }
        answer
    }
}
