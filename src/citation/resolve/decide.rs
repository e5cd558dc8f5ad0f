//! The decision on one mention after the other, in reading order, with what was cited before. It must not look at
//! texts for new mentions.

use std::collections::HashMap;

use super::gather::{Defined, Gathered, name_letters};
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
const MOST: usize = 512;

/// How far 该规划 may stand from what it means, in characters.
const NEAR: usize = 400;

/// A document that was cited: a registered one, or one that is known by its name only.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Target {
    Registered(usize),
    Unregistered(Key),
}

/// A document cited so far.
struct Document {
    target: Target,
    /// The key's letters of its fullest name.
    letters: Vec<char>,
    /// That name as written.
    name: Box<str>,
    /// Where it was mentioned last: block, and end in it.
    last: (usize, usize),
}

/// What a mention is found to mean, before it is written down.
enum Answer {
    Is(Target, Method),
    Open(Reason),
}

/// Decides mentions in reading order.
pub(super) struct Decider<'a, 'r> {
    texts: &'a [(Place, &'a str)],
    plains: &'a [Option<Plain>],
    gathered: &'a Gathered,
    registry: &'a Registry<'r>,
    own: Option<usize>,
    own_number: Option<String>,
    documents: Vec<Document>,
    /// Where in `documents` each stands.
    indices: HashMap<Target, usize>,
    /// Documents named in 〈…〉 inside a cited name: 关于印发〈某规划〉的通知.
    nested: Vec<Vec<char>>,
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
    ) -> Self {
        let mut definitions: HashMap<Key, Vec<usize>> = HashMap::new();
        for (index, defined) in gathered.definitions.iter().enumerate() {
            definitions.entry(defined.key.clone()).or_default().push(index);
        }
        let mut decider = Self {
            texts,
            plains,
            gathered,
            registry,
            own: reading.own.and_then(|id| registry.index(id)),
            own_number: reading.own_number.map(normal),
            documents: Vec::new(),
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
                if found.continued && matches!(answer, Answer::Open(_)) {
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
                let name_of = match &target {
                    Target::Registered(index) => self.registry.regulation(*index).name.source().into(),
                    Target::Unregistered(_) => words_of_name,
                };
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
            return self.generic(found, name);
        }
        if !self.is_document(plain, found, name) {
            return Answer::Open(Reason::NotRules);
        }
        self.by_suffix(name).unwrap_or(Answer::Is(Target::Unregistered(own_key), Method::Exact))
    }

    /// A short form that the text defines: by the definition before it, or, with `after`, by one that follows.
    fn by_definition(&self, block: usize, index: usize, key: &Key, after: bool) -> Option<Answer> {
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

    /// Whether a place right before the marks says that a regulation of the state is not meant.
    fn is_placed(&self, before: &[char], index: usize, name: &[char]) -> bool {
        let regulation = self.registry.regulation(index);
        let national =
            matches!(regulation.kind, Kind::Regulation | Kind::Measure) || titles::is_national(name);
        national
            && !ends_with(name, "法")
            && place_before(before).is_some_and(|place| {
                let registered = letters(&key::key(regulation.name.source()));
                !starts_with(&registered, &place.iter().collect::<String>())
            })
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

    /// The only document of its kind cited so far: 《条例》.
    fn generic(&self, found: &Found, name: &[char]) -> Answer {
        let word: String = words::base(name).iter().collect();
        if let Some(number) = found.mention.number.as_deref().filter(|number| identifies(number))
            && self.registry.by_number(number).is_empty()
        {
            // 《通知》（某发〔2020〕1号): a document of its own, known by its number.
            return Answer::Is(
                Target::Unregistered(key::key(&format!("{word}{}", normal(number)))),
                Method::Number,
            );
        }
        if self.documents.len() > MOST {
            return Answer::Open(Reason::Ambiguous);
        }
        let mut candidates: Vec<Target> = self
            .documents
            .iter()
            .filter(|document| is_of_kind(&document.letters, &word))
            .map(|document| document.target.clone())
            .collect();
        for nested in self.nested.iter().filter(|nested| is_of_kind(nested, &word)) {
            let target = match self.registry.by_name(&key::part(nested)) {
                Lookup::One(index, _) => Target::Registered(index),
                _ => Target::Unregistered(key::part(nested)),
            };
            if !candidates.contains(&target) {
                candidates.push(target);
            }
        }
        match candidates.as_slice() {
            [] => Answer::Open(Reason::Undefined),
            [one] => Answer::Is(one.clone(), Method::Generic),
            _ => Answer::Open(Reason::Ambiguous),
        }
    }

    /// The end of the name of one document cited before, where what is left out says only whose it is.
    fn by_suffix(&self, name: &[char]) -> Option<Answer> {
        if self.documents.len() > MOST {
            return None;
        }
        // A national law is called by its name; 环境保护法 is not 海洋环境保护法 cut short.
        if titles::is_national(name) {
            return self.without_state(name);
        }
        let tail: String = name.iter().collect();
        let mut candidates: Vec<&Target> = Vec::new();
        let mut others = false;
        for document in &self.documents {
            let whole = &document.letters;
            let bare = key::without_period(whole);
            let rest = if whole.len() > name.len() && ends_with(whole, &tail) {
                &whole[..whole.len() - name.len()]
            } else if bare.len() >= name.len() && bare.len() < whole.len() && ends_with(bare, &tail) {
                &bare[..bare.len() - name.len()]
            } else {
                continue;
            };
            if says_whose(rest, name) {
                candidates.push(&document.target);
            } else {
                others = true;
            }
        }
        match candidates.as_slice() {
            [] => None,
            [_] if others => Some(Answer::Open(Reason::Ambiguous)),
            [one] => Some(Answer::Is((*one).clone(), Method::Suffix)),
            _ => Some(Answer::Open(Reason::Ambiguous)),
        }
    }

    /// 《湿地保护法》 after 《中华人民共和国湿地保护法》, neither registered.
    fn without_state(&self, name: &[char]) -> Option<Answer> {
        let document = self.documents.iter().find(|document| {
            document.letters.len() > name.len() && key::without_state(&document.letters) == name
        })?;
        Some(Answer::Is(document.target.clone(), Method::Suffix))
    }

    /// 本条例: the text's own name, or a short form that it defines.
    fn own_form(&self, block: usize, index: usize, name: &[char]) -> Option<Answer> {
        let mut form = vec!['本'];
        form.extend_from_slice(name.strip_prefix(&['本']).unwrap_or(name));
        if let Some(answer) = self.by_definition(block, index, &key::part(&form), false) {
            return Some(answer);
        }
        let own = self.own?;
        let kind: String = form[1..].iter().collect();
        let registered = letters(&key::key(self.registry.regulation(own).name.source()));
        // 本规划 in the text of an ordinance is another matter.
        is_of_kind(&registered, &kind).then_some(Answer::Is(Target::Registered(own), Method::Itself))
    }

    /// 该规划: the only document of its kind cited so far, in this block or the one before, and nothing of that kind
    /// spoken of since.
    fn anaphor(&self, plain: &Plain, block: usize, found: &Found, name: &[char]) -> Option<Answer> {
        let kind: String = name.strip_prefix(&['该']).unwrap_or(name).iter().collect();
        if self.documents.len() > MOST {
            return None;
        }
        let mut candidates = self.documents.iter().filter(|document| is_of_kind(&document.letters, &kind));
        let document = candidates.next()?;
        if candidates.next().is_some() {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        let (last, end) = document.last;
        let start = found.mention.span.start;
        let between_is_silent = if last == block {
            start < end + NEAR && !self.speaks_of(plain, block, end..start, &kind)
        } else if last + 1 == block && start < NEAR {
            self.plains[last].as_ref().is_some_and(|before| {
                before.folded.len() < end + NEAR
                    && !self.speaks_of(before, last, end..before.folded.len(), &kind)
                    && !self.speaks_of(plain, block, 0..start, &kind)
            })
        } else {
            false
        };
        if !between_is_silent {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        Some(Answer::Is(document.target.clone(), Method::Anaphor))
    }

    /// Whether a stretch has the word of a kind outside mentions.
    fn speaks_of(&self, plain: &Plain, block: usize, stretch: std::ops::Range<usize>, kind: &str) -> bool {
        let length = kind.chars().count();
        let mentions = &self.gathered.mentions[block];
        let mut at = stretch.start;
        while at + length <= stretch.end {
            let index = mentions.partition_point(|found| found.reach <= at);
            if let Some(found) = mentions.get(index)
                && found.mention.span.start <= at
            {
                at = found.reach;
                continue;
            }
            if plain.has(at, kind) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// A document number alone.
    fn number(&self, found: &Found) -> Option<Answer> {
        let number = normal(&found.mention.name);
        if self.own_number.as_ref() == Some(&number) || !found.tells {
            return None;
        }
        Some(match self.registry.by_number(&number) {
            [index] => Answer::Is(Target::Registered(*index), Method::Number),
            [] => Answer::Is(Target::Unregistered(key::key(&number)), Method::Number),
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

/// Whether a regulation says by its name that it is the People's Republic's.
fn is_mainland(registry: &Registry<'_>, index: usize) -> bool {
    starts_with(&letters(&key::key(registry.regulation(index).name.source())), "中华人民共和国")
}

/// Whether a document is one of a kind: 某保护条例 is a 条例; 某规划纲要 may be called 规划, too.
fn is_of_kind(name: &[char], kind: &str) -> bool {
    let base = words::base(name);
    ends_with(base, kind) || (ends_with(base, "纲要") && ends_with(&base[..base.len() - 2], kind))
}

/// Whether a number says which document it is: 国办发〔2017〕47号 does; a decree's number changes with every version.
fn identifies(number: &str) -> bool {
    let number = normal(number);
    number.contains('〔') || number.contains('/') || number.contains("字第")
}

/// A place's name that ends right before a mark: 河北省, 保定市. Not 全省 or 我市, which name none.
fn place_before(before: &[char]) -> Option<&[char]> {
    let before = before.strip_suffix(&['的']).unwrap_or(before);
    let (last, _) = before.split_last()?;
    if !"省市县区州盟旗".contains(*last)
        || ["全", "我", "本", "各", "该", "我们", "地", "园"]
            .iter()
            .any(|word| ends_with(&before[..before.len() - 1], word))
    {
        return None;
    }
    let length = before.iter().rev().take(10).take_while(|c| crate::citation::plain::is_han(**c)).count();
    (length > 2).then(|| &before[before.len() - length..])
}

/// Whether what a short form leaves out says only whose the document is: 中华人民共和国, 河北省, 国务院办公厅 before 关于.
fn says_whose(rest: &[char], name: &[char]) -> bool {
    const ENDS: [&str; 13] = [
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "自治区",
        "兵团",
        "镇",
        "乡",
        "特别行政区",
        "中华人民共和国",
    ];
    const ORGANS: [&str; 16] = [
        "院",
        "厅",
        "部",
        "局",
        "委",
        "会",
        "府",
        "室",
        "署",
        "社",
        "省",
        "市",
        "县",
        "区",
        "中共中央国务院",
        "党委",
    ];
    if rest.is_empty() {
        return true;
    }
    // Laws are the state's; what stands before their subject is part of it.
    if ends_with(words::base(name), "法") {
        return rest.iter().collect::<String>() == "中华人民共和国";
    }
    if starts_with(name, "关于") {
        return ORGANS.iter().any(|word| ends_with(rest, word));
    }
    ENDS.iter().any(|word| ends_with(rest, word))
        && !ends_with(rest, "地区")
        && !ends_with(rest, "园区")
        && !ends_with(rest, "库区")
}
