//! What a name or a document number means, by the methods in their order: a definition of the text, the registered
//! names, and last the documents cited before. It must not know what becomes of the answer.

use std::ops::Range;

use super::before::{Owner, owner};
use super::decide::{Answer, Decider, MOST, Target};
use super::gather::Defined;
use super::place::Named;
use super::whose::{identifies, is_mainland, says_itself, says_whose};
use crate::citation::find::{Found, normal};
use crate::citation::key::{self, Key};
use crate::citation::plain::{Plain, ends_with, starts_with};
use crate::citation::registry::{Lookup, letters};
use crate::citation::words::is_law;
use crate::citation::{Form, Method, Reason, titles, words};
use crate::regulation::{FactKind, Kind, PinOrder};
use crate::script::Text;

/// The identity of a document that nobody has registered, and the words that belong to its name before its marks: the
/// place in 河北省《某条例》, for other places have a document of that name, too; 某省实施 in 某省实施《某法》办法.
pub(super) fn unregistered(plain: &Plain, found: &Found, name: &[char]) -> (Key, Option<String>) {
    let own = matches!(found.mention.form, Form::Marked | Form::Quoted) && !is_law(words::base(name));
    if !own {
        return (key::part(name), None);
    }
    let before = &plain.folded[..found.mention.title.start];
    let verb = "实施";
    let around = found.continued && found.name.len() > 1 && ends_with(before, verb) && {
        let suffix = found.name[1].start;
        ["办法", "若干规定", "规定"].iter().any(|word| plain.has(suffix, word))
    };
    let head = if around { &before[..before.len() - 2] } else { before };
    let place = match owner(head) {
        Owner::Place(place) => place.start.map(|start| start..place.end),
        Owner::Unsaid | Owner::Other => None,
    };
    let mut letters = place.clone().map_or(Vec::new(), |place| before[place].to_vec());
    let mut written = place.map_or(String::new(), |place| plain.text(place).into());
    if around {
        letters.extend(verb.chars());
        written.push_str(&plain.text(head.len()..before.len()));
    }
    if letters.is_empty() {
        return (key::part(name), None);
    }
    letters.extend_from_slice(name);
    (key::part(&letters), Some(written))
}

/// The name in the marks of what is spoken of with the document that carries it out and has no name yet: 制定《某法》实施办法,
/// 《某规划》实施方案. Whatever has a place, a pin or another word behind it is a document of its own.
pub(super) fn carried_out(plain: &Plain, found: &Found) -> Option<Range<usize>> {
    let [inner, suffix] = &found.name[..] else { return None };
    let name = &plain.folded[inner.clone()];
    let base = words::base(name);
    let carries = if is_law(base) {
        plain.has(suffix.start, "实施办法")
    } else {
        ["规划", "计划", "方案", "纲要"].iter().any(|kind| ends_with(base, kind))
            && plain.has(suffix.start, "实施方案")
    };
    let placed = says_itself(name) && !starts_with(name, "中华人民共和国");
    let ours = owner(&plain.folded[..found.mention.title.start]) == Owner::Unsaid && !placed;
    (carries && ours && found.mention.pins.is_empty()).then(|| inner.clone())
}

impl Decider<'_, '_> {
    /// A name, in the order of the methods.
    pub(super) fn named(&self, plain: &Plain, passage: usize, index: usize, name: &[char]) -> Answer {
        let found = &self.gathered.mentions[passage][index];
        let own_key = key::part(name);
        // What a text defines for Hebei's is not what it calls Shandong's.
        let of_another = |answer: &Answer| self.is_of_another(plain, found, name, answer).is_some();
        let generic = words::is_generic(name);
        if let Some(answer) = self.by_definition(passage, index, &own_key, false)
            && (generic || !of_another(&answer))
        {
            return answer;
        }
        let later = self.by_definition(passage, index, &own_key, true);
        let later = later.filter(|answer| generic || !of_another(answer));
        if let Some(answer) = self.by_registry(plain, found, name) {
            // 《水法》 may be the Water Law cut short, or the short form that the text defines for another law further down.
            let other = match (&answer, &later) {
                (Answer::Is(target, Method::Shortened), Some(Answer::Is(defined, _))) => target != defined,
                (Answer::Is(_, Method::Shortened), Some(Answer::Open(_))) => true,
                _ => false,
            };
            return if other { Answer::Open(Reason::Ambiguous) } else { answer };
        }
        if let Some(answer) = later {
            return answer;
        }
        let before = &plain.folded[..found.lead];
        if found.mention.form != Form::Bare && words::is_elsewhere(before, name) {
            return Answer::Open(Reason::Elsewhere);
        }
        if generic {
            return self.at_home(self.generic(found, name), before, name);
        }
        if !self.is_document(plain, found, name) {
            return Answer::Open(Reason::NotRules);
        }
        let answer = self.by_suffix(name, |answer| !of_another(answer));
        let answer = answer.map(|answer| self.at_home(answer, before, name));
        answer.unwrap_or_else(|| self.stands_alone(plain, found, name))
    }

    /// The guard before every answer: why one may not stand, because what stands before the marks says that another's
    /// document is meant. 《河北省某条例》施行后, 山东《某条例》; 德国《刑法》.
    pub(super) fn is_of_another(
        &self,
        plain: &Plain,
        found: &Found,
        name: &[char],
        answer: &Answer,
    ) -> Option<Reason> {
        let Answer::Is(target, method) = answer else { return None };
        let letters = match target {
            Target::Registered(index) => letters(&key::key(self.registry.regulation(*index).name.source())),
            // It is known by no more than the mention itself.
            Target::Unregistered(_) if *method == Method::Exact => return None,
            Target::Unregistered(key) => letters(key),
        };
        // A document number says by itself which document it is.
        if matches!(method, Method::Number | Method::Itself) || self.has_its_number(found, target) {
            return None;
        }
        let before = &plain.folded[..found.lead];
        if self.is_of_region(target, before) {
            return None;
        }
        if found.mention.form != Form::Bare && words::is_elsewhere(before, &letters) {
            return Some(Reason::Elsewhere);
        }
        // A name that says whose it is says more than what stands before it; laws are the state's.
        let fits = match owner(before) {
            Owner::Unsaid => match method {
                Method::Exact => !self.may_be_cut(target, &letters),
                Method::Generic | Method::Suffix => {
                    self.is_of(target, &letters, words::attribute(before, &plain.folded[found.reach..]))
                }
                _ => true,
            },
            Owner::Place(place) if place.is_region() && !place.is_in(&letters) => {
                return Some(Reason::Elsewhere);
            }
            _ if says_itself(name) || is_law(words::base(&letters)) => true,
            Owner::Other => false,
            Owner::Place(place) => match target {
                Target::Registered(index) => self.belongs_to(*index, &letters, &place),
                Target::Unregistered(_) => place.is_in(&letters),
            },
        };
        (!fits).then_some(Reason::Ambiguous)
    }

    /// Whether the words before the marks say that a document is of the region that it is known to be of: 台湾地区《公司法》.
    fn is_of_region(&self, target: &Target, before: &[char]) -> bool {
        let Target::Registered(index) = target else { return false };
        words::region(before).is_some_and(|region| self.registry.regulation(*index).pin_order == Some(region))
    }

    /// Whether a document may be called by a short form with that word before it: 对照供水《条例》 means 《某市供水条例》,
    /// 对照某地《条例》 another, whether or not anybody has heard of the place.
    fn is_of(&self, target: &Target, letters: &[char], word: Option<&[char]>) -> bool {
        let Some(word) = word else { return true };
        let has = |letters: &[char]| letters.windows(word.len()).any(|part| part == word);
        let known = |index: usize| {
            self.registry.regulation(index).words().any(|text| has(&self::letters(&key::key(text.source()))))
        };
        has(letters) || matches!(target, Target::Registered(index) if known(*index))
    }

    /// Whether the whole name of a local regulation that names no place may as well be another's cut short, which was cited
    /// before: 《北京市某湖条例》施行后, 《某湖条例》.
    fn may_be_cut(&self, target: &Target, letters: &[char]) -> bool {
        let Target::Registered(index) = target else { return false };
        let local = self.registry.regulation(*index).kind == Kind::LocalRegulation;
        if !local || says_itself(letters) || titles::is_national(letters) || self.documents.len() > MOST {
            return false;
        }
        self.documents.iter().filter(|document| document.target != *target).any(|document| {
            let whole = &document.letters;
            let Some(rest) = whole.len().checked_sub(letters.len()).filter(|rest| *rest > 0) else {
                return false;
            };
            let (rest, end) = whole.split_at(rest);
            let theirs = || match owner(rest) {
                Owner::Place(place) => !self.belongs_to(*index, letters, &place),
                _ => true,
            };
            end == letters && says_whose(rest, letters) && theirs()
        })
    }

    /// Whether a mention has the document number that the regulation has.
    fn has_its_number(&self, found: &Found, target: &Target) -> bool {
        let Target::Registered(index) = target else { return false };
        let registered = self.registry.regulation(*index).number.as_ref();
        let number = found.mention.number.as_deref().filter(|number| identifies(number));
        matches!((number, registered), (Some(one), Some(two)) if normal(one) == normal(two.source()))
    }

    /// Whether a regulation is a place's: its names say so, or, where they name no place, who made it does. One that
    /// says nothing at all is ours, if the place is that of the notice; but not what the state and every place has.
    fn belongs_to(&self, index: usize, letters_of_name: &[char], place: &Named<'_>) -> bool {
        let regulation = self.registry.regulation(index);
        let has = |text: &Text| place.is_in(&letters(&key::key(text.source())));
        if place.is_in(letters_of_name) || regulation.aliases.iter().any(has) {
            return true;
        }
        if says_itself(letters_of_name) {
            return false;
        }
        let makers = regulation
            .facts
            .iter()
            .filter(|fact| matches!(fact.kind, FactKind::Passed | FactKind::DrawnUp | FactKind::Issued));
        if makers.flat_map(|fact| fact.value.iter().chain(&fact.items)).any(has) {
            return true;
        }
        let shared =
            matches!(regulation.kind, Kind::Regulation | Kind::Measure | Kind::Notice | Kind::Standard)
                || titles::is_national(letters_of_name)
                || starts_with(letters_of_name, "国家")
                || starts_with(letters_of_name, "全国")
                || matches!(letters_of_name, ['十', _, '五', ..]);
        !shared && self.home.iter().any(|home| place.is_in(home))
    }

    /// What is not registered and was not cited before: a document of its own. A name that is several registered ones
    /// without the place may be any of them, and one that some other place has is none that can be named.
    pub(super) fn stands_alone(&self, plain: &Plain, found: &Found, name: &[char]) -> Answer {
        let of_the_state = is_law(words::base(name)) || titles::is_national(name) || says_itself(name);
        let open = !of_the_state
            && match owner(&plain.folded[..found.mention.title.start]) {
                Owner::Other => true,
                Owner::Unsaid => self.registry.are_several(name, says_whose),
                Owner::Place(_) => false,
            };
        if open {
            return Answer::Open(Reason::Ambiguous);
        }
        Answer::Is(Target::Unregistered(unregistered(plain, found, name).0), Method::Exact)
    }

    /// Leaves open what is not the mainland's whole name, where the text stands under other laws: Taiwan's
    /// 《水污染防治法》 is not the People's Republic's cut short. A law on the region itself is the region's, too.
    fn at_home(&self, answer: Answer, before: &[char], name: &[char]) -> Answer {
        let Answer::Is(Target::Registered(index), method) = &answer else { return answer };
        let said = ["大陆", "大陆地区"].iter().any(|word| ends_with(before, word));
        if !self.elsewhere || said || starts_with(name, "中华人民共和国") {
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
    pub(super) fn by_definition(
        &self,
        passage: usize,
        index: usize,
        key: &Key,
        after: bool,
    ) -> Option<Answer> {
        let place = |defined: &Defined| (defined.passage, defined.mention);
        let all = self.definitions.get(key)?;
        if all.len() > MOST {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        let here = (passage, index);
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
        // A short form that is defined anew for another document holds for the directive in which it is; one that is
        // defined for two there, for neither.
        let directive = |passage: usize| self.passages[passage].place.directive;
        let mut others =
            all.iter().filter(|other| self.defined[**other].as_ref() != Some(&target)).peekable();
        let same_place = directive(defined.passage) == directive(passage);
        let both = |other: &usize| directive(self.gathered.definitions[*other].passage) == directive(passage);
        if others.peek().is_some() && (after || !same_place || others.any(both)) {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        Some(Answer::Is(target, Method::Defined))
    }

    /// By the registered names, with the document number where there is one.
    pub(super) fn by_registry(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        let before = &plain.folded[..found.lead];
        self.registered(plain, found, name).map(|answer| self.at_home(answer, before, name))
    }

    fn registered(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        let mut lookup = self.registry.by_name(&key::part(name));
        // （2014年修订） selects a version; a regulation may be registered under that very name.
        if lookup == Lookup::Nothing && found.mention.version.is_some() && name.last() == Some(&')') {
            let open = name.iter().rposition(|c| *c == '(').unwrap_or(name.len());
            lookup = self.registry.by_name(&key::part(&name[..open]));
        }
        let number = found.mention.number.as_deref().filter(|number| identifies(number));
        // Of a list, the place may be the first name's only: it links that, and leaves the others open.
        if let Some(answer) = self.of_the_place(&plain.folded[..found.mention.title.start], name) {
            return Some(answer);
        }
        match lookup {
            Lookup::One(index, method) => {
                let regulation = self.registry.regulation(index);
                let answer = Answer::Is(Target::Registered(index), method);
                if let Some(reason) = self.is_of_another(plain, found, name, &answer) {
                    return Some(Answer::Open(reason));
                }
                // 《公司法》, where Taiwan's and the People's Republic's are registered and nothing says where the text is from.
                if regulation.pin_order == Some(PinOrder::Taiwan)
                    && !self.elsewhere
                    && self.registry.has_of_the_state(name)
                    && words::region(&plain.folded[..found.lead]).is_none()
                {
                    return Some(Answer::Open(Reason::Ambiguous));
                }
                if let (Some(number), Some(registered)) = (number, &regulation.number)
                    && identifies(registered.source())
                    && normal(number) != normal(registered.source())
                {
                    return Some(Answer::Open(Reason::NumberDiffers));
                }
                Some(answer)
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
        let Owner::Place(place) = owner(before) else { return None };
        for written in place.written() {
            let full = [written.as_slice(), name].concat();
            if let Lookup::One(index, Method::Exact | Method::Alias) =
                self.registry.by_name(&key::part(&full))
            {
                return Some(Answer::Is(Target::Registered(index), Method::Shortened));
            }
        }
        None
    }

    /// Whether what stands in marks can be a document with rules in it.
    fn is_document(&self, plain: &Plain, found: &Found, name: &[char]) -> bool {
        let mention = &found.mention;
        if self.registry.is_listed_not_rules(name) {
            return false;
        }
        if mention.number.is_some() || mention.version.is_some() {
            return true;
        }
        // 《人民日报》第一条消息 is a piece of news.
        if mention.names_article() {
            return !words::is_not_rules(name);
        }
        if starts_with(name, "关于") {
            return true;
        }
        let span = &mention.title;
        let work = words::is_work(&plain.folded[..span.start]);
        words::is_rules(name) && !work
    }

    /// A document number alone.
    pub(super) fn number(&self, found: &Found) -> Option<Answer> {
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
}
