//! What short forms mean that only the documents cited before explain: 《条例》, a name cut short, 本条例, 该规划. It must
//! not know how those were found.

use super::decide::{Answer, Decider, MOST, NEAR, Target};
use super::gather::name_letters;
use super::whose::{identifies, is_of_kind, says_whose};
use crate::citation::find::{Found, normal};
use crate::citation::key::{self, key};
use crate::citation::plain::{Plain, ends_with};
use crate::citation::registry::{Lookup, letters};
use crate::citation::{Method, Reason, titles, words};

impl Decider<'_, '_> {
    /// The only document of its kind cited so far: 《条例》.
    pub(super) fn generic(&self, found: &Found, name: &[char]) -> Answer {
        let word: String = words::base(name).iter().collect();
        if let Some(number) = found.mention.number.as_deref().filter(|number| identifies(number))
            && self.registry.by_number(number).is_empty()
        {
            // 《通知》（某发〔2020〕1号): a document of its own, known by its number.
            return Answer::Is(
                Target::Unregistered(key(&format!("{word}{}", normal(number)))),
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

    /// The end of the name of one document cited before, where what is left out says only whose it is; of those that may
    /// be meant at all.
    pub(super) fn by_suffix(&self, name: &[char], may_be: impl Fn(&Answer) -> bool) -> Option<Answer> {
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
            if !may_be(&Answer::Is(document.target.clone(), Method::Suffix)) {
                continue;
            }
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
    pub(super) fn own_form(&self, passage: usize, index: usize, name: &[char]) -> Option<Answer> {
        let mut form = vec!['本'];
        form.extend_from_slice(name.strip_prefix(&['本']).unwrap_or(name));
        if let Some(answer) = self.by_definition(passage, index, &key::part(&form), false) {
            return Some(answer);
        }
        let own = self.own?;
        let kind: String = form[1..].iter().collect();
        let registered = letters(&key(self.registry.regulation(own).name.source()));
        // 本规划 in the text of an ordinance is another matter.
        is_of_kind(&registered, &kind).then_some(Answer::Is(Target::Registered(own), Method::Itself))
    }

    /// 该规划: the only document of its kind cited so far, in this block or the one before, and nothing of that kind
    /// spoken of since.
    pub(super) fn anaphor(
        &self,
        plain: &Plain,
        passage: usize,
        found: &Found,
        name: &[char],
    ) -> Option<Answer> {
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
        let between_is_silent = if last == passage {
            start < end + NEAR && !self.speaks_of(plain, passage, end..start, &kind)
        } else if self.passages[last].block + 1 == self.passages[passage].block && start < NEAR {
            let before = &self.passages[last].plain;
            before.folded.len() < end + NEAR
                && !self.speaks_of(before, last, end..before.folded.len(), &kind)
                && !self.speaks_of(plain, passage, 0..start, &kind)
        } else {
            false
        };
        // 《某法》第三条允许首违不罚，但该规定…: what a provision lays down is a 规定, too.
        let provides = matches!(&*kind, "规定" | "决定" | "要求" | "措施" | "制度" | "标准" | "规范");
        if !between_is_silent || provides && self.cites_between(last, end, passage, start) {
            return Some(Answer::Open(Reason::Ambiguous));
        }
        Some(Answer::Is(document.target.clone(), Method::Anaphor))
    }

    /// 同法第五十條: the law that was cited last, in the same passage.
    pub(super) fn same(&self, passage: usize, index: usize, name: &[char]) -> Option<Answer> {
        let kind: String = name.strip_prefix(&['同']).unwrap_or(name).iter().collect();
        let plain = &self.passages[passage].plain;
        let (before, from) = self.gathered.mentions[passage].split_at(index);
        let start = from.first()?.mention.span.start;
        let near = before.iter().rev().take_while(|found| start < found.reach + NEAR);
        let last = near.into_iter().find(|found| is_of_kind(&name_letters(plain, found), &kind))?;
        // One that was left open is no document that this could mean.
        let document = self.documents.iter().find(|document| document.last == (passage, last.reach));
        Some(match document {
            Some(document) => Answer::Is(document.target.clone(), Method::Anaphor),
            None => Answer::Open(Reason::Ambiguous),
        })
    }

    /// Whether anything is cited between the end of one mention and the start of another, in the same block or the next.
    fn cites_between(&self, last: usize, end: usize, passage: usize, start: usize) -> bool {
        let next = |passage: usize, from: usize| {
            let mentions = &self.gathered.mentions[passage];
            mentions.get(mentions.partition_point(|found| found.mention.span.start < from))
        };
        let before = |found: &Found| found.mention.span.start < start;
        if last == passage {
            return next(passage, end).is_some_and(before);
        }
        next(last, end).is_some() || next(passage, 0).is_some_and(before)
    }

    /// Whether a stretch has the word of a kind outside mentions.
    fn speaks_of(&self, plain: &Plain, passage: usize, stretch: std::ops::Range<usize>, kind: &str) -> bool {
        let length = kind.chars().count();
        let mentions = &self.gathered.mentions[passage];
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
}
