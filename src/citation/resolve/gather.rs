//! Gathers the mentions of a text: those with marks, and those without that only the registry or the text's own
//! definitions show. It must not decide what they mean.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Passage;
use crate::citation::find::{
    Anchor, Definition, Found, assemble, may_end_before, read_trailer, scan, settle,
};
use crate::citation::key::{self, Key};
use crate::citation::plain::Plain;
use crate::citation::registry::letters;
use crate::citation::{Form, Registry, words};

/// The mentions of every passage, and the short forms that the text defines.
pub(super) struct Gathered {
    pub(super) mentions: Vec<Vec<Found>>,
    pub(super) definitions: Vec<Defined>,
}

/// A short form that a mention defines.
pub(super) struct Defined {
    pub(super) key: Key,
    /// Whether it was defined in marks: then it is not looked for without, but before a pin.
    pub(super) marked: bool,
    /// It stands for several documents.
    pub(super) group: bool,
    /// The mention that defines it, by its passage.
    pub(super) passage: usize,
    pub(super) mention: usize,
}

/// Looks through all passages, twice where the text defines short forms.
pub(super) fn gather(passages: &[Passage], registry: &Registry<'_>) -> Gathered {
    let mut mentions: Vec<Vec<Found>> = Vec::with_capacity(passages.len());
    for Passage { plain, .. } in passages {
        let mut scan = scan(plain);
        let bare: Vec<Found> =
            scan.anchors.into_iter().filter_map(|anchor| bare(plain, anchor, registry)).collect();
        for found in &mut scan.found {
            widen(plain, found, registry);
        }
        if !bare.is_empty() {
            scan.found.extend(bare);
            scan.found = settle(scan.found);
        }
        // A text of many megabytes has too many of them to keep room for more.
        scan.found.shrink_to_fit();
        for found in &mut scan.found {
            found.mention.pins.shrink_to_fit();
        }
        mentions.push(scan.found);
    }
    let mut definitions = definitions(passages, &mentions);
    if definitions.iter().any(|defined| !defined.group)
        && add_short_forms(passages, &definitions, &mut mentions)
    {
        definitions = self::definitions(passages, &mentions);
    }
    for (passage, found) in passages.iter().zip(&mut mentions) {
        join_lists(&passage.plain, found);
    }
    Gathered { mentions, definitions }
}

/// Tells the names of a list where it begins: 日本《水污染防治法》、《环境保护法》 speaks of two laws of Japan.
fn join_lists(plain: &Plain, mentions: &mut [Found]) {
    let names = |found: &Found| matches!(found.mention.form, Form::Marked | Form::Quoted);
    let mut last: Option<(usize, usize)> = None;
    for found in mentions.iter_mut() {
        if let Some((lead, reach)) = last
            && names(found)
            && plain.folded.get(reach..found.mention.title.start).is_some_and(words::only_joins)
        {
            found.lead = lead;
        }
        last = names(found).then_some((found.lead, found.reach));
    }
}

/// A registered name without marks that ends at an anchor; never a part of a longer name.
fn bare(plain: &Plain, anchor: Anchor, registry: &Registry<'_>) -> Option<Found> {
    let start = registry.name_before(plain, anchor.end)?;
    let before = &plain.folded[..start];
    if !words::may_begin_after(before) || words::is_elsewhere(before, &plain.folded[start..anchor.end]) {
        return None;
    }
    // 日本民法、刑法第三条: what the first name of a list says of its country it says of all.
    let clause = before
        .iter()
        .rev()
        .take(24)
        .take_while(|c| !matches!(c, ',' | '。' | ';' | ':' | '\n' | '》'))
        .count();
    if words::speaks_of_elsewhere(&before[start - clause..]) {
        return None;
    }
    // “某法”第九条: the closing mark is not the name's.
    let end = (start..anchor.end).rev().find(|at| !key::is_dropped(plain.folded[*at]))? + 1;
    Some(assemble(plain, start, start..end, Form::Bare, anchor.trailer))
}

/// 河北省实施《水污染防治法》办法: the marks are inside a registered name that goes on around them.
fn widen(plain: &Plain, found: &mut Found, registry: &Registry<'_>) {
    if !found.continued {
        return;
    }
    let title = found.mention.title.clone();
    if let Some(start) = registry.name_before(plain, title.end)
        && start < title.start
    {
        found.mention.span.start = found.mention.span.start.min(start);
        found.mention.title.start = start;
        found.mention.name = plain.text(start..title.end);
        found.name.clear();
        found.name.push(start..title.end);
    }
}

fn definitions(passages: &[Passage], mentions: &[Vec<Found>]) -> Vec<Defined> {
    let mut definitions = Vec::new();
    for (at, (passage, found)) in passages.iter().zip(mentions).enumerate() {
        for (mention, found) in found.iter().enumerate() {
            let Some(Definition { name, marked, group }) = &found.defines else { continue };
            let key = key::of(&passage.plain.folded[name.clone()]);
            definitions.push(Defined { key, marked: *marked, group: *group, passage: at, mention });
        }
    }
    definitions
}

/// Finds the uses of defined short forms that stand without marks: 违反水法第十条. Answers whether there were any.
fn add_short_forms(passages: &[Passage], definitions: &[Defined], mentions: &mut [Vec<Found>]) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    let forms: Vec<(String, bool)> = definitions
        .iter()
        .filter(|defined| !defined.group)
        .map(|defined| (defined.key.as_str().to_owned(), defined.marked))
        // 本法 is found by itself; a single letter is no name.
        .filter(|(form, _)| form.chars().count() > 1 && !form.starts_with(['本', '该', '<']))
        // Each once, as its first definition has it: an automaton walks all that are equal for every one it adds.
        .filter(|(form, _)| seen.insert(form.clone()))
        .collect();
    let Ok(automaton) = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(forms.iter().map(|(form, _)| form))
    else {
        return false;
    };
    let mut any = false;
    for (Passage { plain, .. }, found) in passages.iter().zip(mentions) {
        let text: String = plain.folded.iter().collect();
        let mut more: Vec<Found> = Vec::new();
        let mut offset = 0;
        let mut byte = 0;
        let mut next = 0;
        for matched in automaton.find_iter(&text) {
            offset += text[byte..matched.start()].chars().count();
            byte = matched.start();
            let start = offset;
            let end = start + text[matched.range()].chars().count();
            while found.get(next).is_some_and(|found| found.reach <= start) {
                next += 1;
            }
            if found.get(next).is_some_and(|found| found.mention.span.start < end)
                || more.last().is_some_and(|last| start < last.reach)
            {
                continue;
            }
            let (form, marked) = &forms[matched.pattern().as_usize()];
            // 条例 alone is a word of the language, whatever a text calls so.
            let needs_pin = *marked || words::is_generic(&form.chars().collect::<Vec<_>>());
            if !words::may_begin_after(&plain.folded[..start]) {
                continue;
            }
            let trailer = read_trailer(plain, end, &[]);
            if trailer.pins.is_empty() && (needs_pin || !may_end_before(plain, end)) {
                continue;
            }
            more.push(assemble(plain, start, start..end, Form::Bare, trailer));
        }
        if !more.is_empty() {
            any = true;
            found.extend(more);
            *found = settle(std::mem::take(found));
        }
    }
    any
}

/// The key's letters of a mention's name.
pub(super) fn name_letters(plain: &Plain, found: &Found) -> Vec<char> {
    let mut folded: Vec<char> = Vec::new();
    for stretch in &found.name {
        folded.extend_from_slice(&plain.folded[stretch.clone()]);
    }
    letters(&key::of(&folded))
}
