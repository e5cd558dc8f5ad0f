//! What a name or a document number means, by the methods in their order: a definition of the text, the registered
//! names, and last the documents cited before. It must not know what becomes of the answer.

use super::decide::{Answer, Decider, MOST, Target};
use super::gather::Defined;
use super::whose::{has_place, identifies, is_law, is_mainland, place_before, place_start};
use crate::citation::find::{Found, normal};
use crate::citation::key::{self, Key};
use crate::citation::plain::{Plain, ends_with, starts_with};
use crate::citation::registry::{Lookup, letters};
use crate::citation::{Form, Method, Reason, titles, words};
use crate::regulation::{Kind, PinOrder};

/// The identity of a document that nobody has registered, and where its name begins: with the place before its marks,
/// 河北省《某条例》, for other places have a document of that name, too.
pub(super) fn unregistered(plain: &Plain, found: &Found, name: &[char]) -> (Key, Option<usize>) {
    let title = found.mention.title.start;
    let own = matches!(found.mention.form, Form::Marked | Form::Quoted) && !is_law(words::base(name));
    match place_start(&plain.folded[..title]).filter(|_| own) {
        Some(start) => {
            let place = plain.folded[start..title].strip_suffix(&['的']);
            let place = place.unwrap_or(&plain.folded[start..title]);
            (key::part(&[place, name].concat()), Some(start))
        }
        None => (key::part(name), None),
    }
}

impl Decider<'_, '_> {
    /// A name, in the order of the methods.
    pub(super) fn named(&self, plain: &Plain, block: usize, index: usize, name: &[char]) -> Answer {
        let found = &self.gathered.mentions[block][index];
        let own_key = key::part(name);
        if let Some(answer) = self.by_definition(block, index, &own_key, false) {
            return answer;
        }
        let later = self.by_definition(block, index, &own_key, true);
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
        if words::is_generic(name) {
            let answer = self.at_home(self.generic(found, name), name);
            return if self.is_of_other_place(before, &answer) {
                Answer::Open(Reason::Ambiguous)
            } else {
                answer
            };
        }
        if !self.is_document(plain, found, name) {
            return Answer::Open(Reason::NotRules);
        }
        let answer = self.by_suffix(name).map(|answer| self.at_home(answer, name));
        answer.filter(|answer| !self.is_of_other_place(before, answer)).unwrap_or_else(|| {
            let (key, _) = unregistered(plain, found, name);
            Answer::Is(Target::Unregistered(key), Method::Exact)
        })
    }

    /// Whether a place before the marks says that another document is meant than the one cited before:
    /// 《保定市某条例》施行后, 沧州市《某条例》.
    fn is_of_other_place(&self, before: &[char], answer: &Answer) -> bool {
        let Answer::Is(target, Method::Suffix | Method::Generic) = answer else { return false };
        let Some(place) = place_before(before) else { return false };
        let whole = match target {
            Target::Registered(index) => letters(&key::key(self.registry.regulation(*index).name.source())),
            Target::Unregistered(key) => letters(key),
        };
        !has_place(&whole, place)
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
    pub(super) fn by_registry(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        self.registered(plain, found, name).map(|answer| self.at_home(answer, name))
    }

    fn registered(&self, plain: &Plain, found: &Found, name: &[char]) -> Option<Answer> {
        let before = &plain.folded[..found.lead];
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
        let mut words = self.registry.regulation(index).words();
        !words.any(|words| has_place(&letters(&key::key(words.source())), place))
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
        if !mention.pins.is_empty() {
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
