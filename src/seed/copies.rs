//! Copies: a body that stands twice in a seed, with other spacing or small differences, and snippets of it. Compared
//! sentence by sentence through their hashes, in linear time. It must not know what a paragraph says.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::layout::Words;
use super::span::{Span, short};
use super::words::{half, is_closer, is_full_stop, is_gap, is_han, squeeze};

/// A stretch that must have so many characters in common with another to be its copy.
const LEAST: usize = 40;

/// How many sentences a copy may lack or add in one place and still go on.
const REACH: usize = 60;

/// More repeats than this are not looked at: no page prints a body so often.
const MOST: usize = 64;

/// What is looked at: the paragraphs of a seed that may be body, in order.
pub(super) struct Candidate<'t> {
    pub(super) words: Words<'t>,
    /// Which run it belongs to: paragraphs with furniture or metadata between them are in different runs.
    pub(super) run: u32,
}

impl Candidate<'_> {
    fn plain(&self) -> &str {
        self.words.plain()
    }
}

/// What is to be left out, and why.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Copies {
    /// Candidates that repeat others.
    pub(super) dropped: Vec<Dropped>,
    /// Where a dropped copy and the kept one differ.
    pub(super) differences: Vec<Difference>,
    /// How many characters of dropped copies the kept ones have otherwise, or not.
    pub(super) otherwise: usize,
}

/// Candidates that are left out together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dropped {
    /// Which ones.
    pub(super) candidates: Range<usize>,
    /// Only the beginning of the body, not the whole.
    pub(super) snippet: bool,
}

/// A difference between two copies, as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The words of the copy that is kept, and the candidate they stand in.
    pub(super) kept: String,
    pub(super) at: usize,
    /// The words of the other.
    pub(super) other: String,
}

struct Sentence {
    hash: u64,
    candidate: u32,
    span: Span,
    weight: u32,
}

impl Sentence {
    fn candidate(&self) -> usize {
        self.candidate as usize
    }
}

/// A stretch of sentences that repeats an earlier one: pairs (earlier, later), both rising.
#[derive(Default)]
struct Repeat {
    pairs: Vec<(usize, usize)>,
    weight: usize,
}

/// How many characters stand before a candidate.
#[derive(Clone, Copy, Default)]
struct Weight {
    sentences: u32,
    words: u32,
}

/// Finds the copies among the candidates. The fuller of two is kept; of equal ones the first.
pub(super) fn copies(candidates: &[Candidate<'_>]) -> Copies {
    let mut found = Copies::default();
    repeated(candidates, &mut found);
    snippets(candidates, &mut found);
    found.dropped.sort_by_key(|dropped| dropped.candidates.start);
    found
}

/// Bodies that stand twice.
fn repeated(candidates: &[Candidate<'_>], found: &mut Copies) {
    let sentences = sentences(candidates);
    let repeats = repeats(&sentences);
    if repeats.is_empty() {
        return;
    }
    let weights = weights(candidates);
    for repeat in repeats.into_iter().take(MOST) {
        judge(&repeat, candidates, &sentences, &weights, found);
    }
}

/// For each candidate and for the end, how much stands before it.
fn weights(candidates: &[Candidate<'_>]) -> Vec<Weight> {
    let mut weights = Vec::with_capacity(candidates.len() + 1);
    let mut before = Weight::default();
    for candidate in candidates {
        weights.push(before);
        let words = short(candidate.plain().chars().filter(|&c| !is_gap(c)).count());
        before.words = before.words.saturating_add(words);
        if is_sentence(candidate.plain()) {
            before.sentences = before.sentences.saturating_add(words);
        }
    }
    weights.push(before);
    weights
}

fn sentences(candidates: &[Candidate<'_>]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (candidate, index) in candidates.iter().zip(0..) {
        let mut hasher = DefaultHasher::new();
        let (mut start, mut weight, mut ended) = (0, 0, false);
        for (at, c) in candidate.plain().char_indices() {
            if is_gap(c) {
                continue;
            }
            if ended && !is_closer(c) {
                let hash = std::mem::take(&mut hasher).finish();
                sentences.push(Sentence { hash, candidate: index, span: (start..at).into(), weight });
                (start, weight, ended) = (at, 0, false);
            }
            // How a sentence ends is no part of it: a digest makes clauses of sentences.
            let stop = is_full_stop(c) || matches!(c, '；' | ';');
            if !stop {
                half(c).hash(&mut hasher);
            }
            weight += 1;
            ended |= stop;
        }
        if weight > 0 {
            sentences.push(Sentence {
                hash: hasher.finish(),
                candidate: index,
                span: (start..candidate.plain().len()).into(),
                weight,
            });
        }
    }
    sentences
}

fn repeats(sentences: &[Sentence]) -> Vec<Repeat> {
    let mut repeats: Vec<Repeat> = Vec::new();
    let mut current = Repeat::default();
    let firsts = firsts(sentences);
    for (index, (sentence, earlier)) in sentences.iter().zip(firsts).enumerate() {
        let earlier = earlier as usize;
        if earlier == index || sentences[earlier].candidate == sentence.candidate {
            continue;
        }
        match current.pairs.last().copied() {
            Some((a, b)) if index - b <= REACH => {
                let start = current.pairs[0].1;
                if earlier > a && earlier - a <= REACH && earlier < start {
                    current.pairs.push((earlier, index));
                    current.weight += sentence.weight as usize;
                } else if earlier < a || current.weight >= LEAST {
                    // A sentence that the body itself repeats: the copy goes on behind it.
                } else {
                    current = Repeat { pairs: vec![(earlier, index)], weight: sentence.weight as usize };
                }
            }
            _ => {
                repeats.push(std::mem::replace(
                    &mut current,
                    Repeat { pairs: vec![(earlier, index)], weight: sentence.weight as usize },
                ));
            }
        }
    }
    repeats.push(current);
    repeats.retain(|repeat| repeat.weight >= LEAST);
    repeats
}

/// For each sentence, the first one that says the same.
fn firsts(sentences: &[Sentence]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..short(sentences.len())).collect();
    order.sort_unstable_by_key(|&index| (sentences[index as usize].hash, index));
    let mut firsts = vec![0; sentences.len()];
    for same in order.chunk_by(|&a, &b| sentences[a as usize].hash == sentences[b as usize].hash) {
        same.iter().for_each(|&index| firsts[index as usize] = same[0]);
    }
    firsts
}

/// Whether a repeat is a copy, which of the two goes, and where they differ.
fn judge(
    repeat: &Repeat,
    candidates: &[Candidate<'_>],
    sentences: &[Sentence],
    weights: &[Weight],
    found: &mut Copies,
) {
    let (&(a0, b0), &(a1, b1)) = match (repeat.pairs.first(), repeat.pairs.last()) {
        (Some(first), Some(last)) => (first, last),
        _ => return,
    };
    let earlier = extent(
        candidates,
        sentences[a0].candidate(),
        sentences[a1].candidate(),
        0..sentences[b0].candidate(),
    );
    let later = extent(
        candidates,
        sentences[b0].candidate(),
        sentences[b1].candidate(),
        earlier.end..candidates.len(),
    );
    if later.is_empty()
        || earlier.is_empty()
        || found
            .dropped
            .iter()
            .any(|dropped| overlap(&dropped.candidates, &earlier) || overlap(&dropped.candidates, &later))
    {
        return;
    }
    // What stands among sentences (a title, who published it) makes no copy the fuller one.
    let weight = |count: fn(&Weight) -> u32| {
        [&earlier, &later].map(|range| (count(&weights[range.end]) - count(&weights[range.start])) as usize)
    };
    let [weight_a, weight_b] = match weight(|weight| weight.sentences) {
        [0, 0] => weight(|weight| weight.words),
        sentences => sentences,
    };
    let later_goes = weight_a >= weight_b;
    let (kept, dropped, dropped_weight) =
        if later_goes { (earlier, later, weight_b) } else { (later, earlier, weight_a) };
    // Little in common: two texts that quote each other. Then only what is wholly repeated may go, and nothing if the
    // two stand in one run (a speech may say a thing twice). A text that begins like the other and says that it is cut is
    // a digest of it.
    let snippet = weight_a.min(weight_b) * 2 < weight_a.max(weight_b);
    let abridged = || {
        let (kept_first, dropped_first) = if later_goes { (a0, b0) } else { (b0, a0) };
        let begins = |range: &Range<usize>, first: usize| {
            sentences[first].candidate() == range.start && sentences[first].span.range().start == 0
        };
        weight_a != weight_b
            && begins(&kept, kept_first)
            && begins(&dropped, dropped_first)
            && says_cut(candidates[dropped.end - 1].plain())
    };
    if repeat.weight * 2 < dropped_weight && !abridged() {
        return;
    }
    if candidates[kept.start].run == candidates[dropped.start].run && repeat.weight * 10 < dropped_weight * 8
    {
        return;
    }
    // Two items of a list may say the same of two places. A body that is printed twice on end is whole: it begins where the
    // run does, and nothing is said between it and its copy, or after.
    let (front, back) = if later_goes { (&kept, &dropped) } else { (&dropped, &kept) };
    if candidates[front.start].run == candidates[back.start].run {
        let run = candidates[front.start].run;
        let of_run = |range: Range<usize>| candidates[range].iter().filter(move |other| other.run == run);
        let begins = of_run(0..front.start).next().is_none();
        let says = |range: Range<usize>| of_run(range).any(|other| is_sentence(other.plain()));
        if !begins || says(front.end..back.start) || says(back.end..candidates.len()) {
            return;
        }
    }
    if !snippet {
        differences(repeat, candidates, sentences, later_goes, (&kept, &dropped), found);
    }
    found.dropped.push(Dropped { candidates: dropped, snippet });
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The candidates from one to another, and the whole paragraphs of the same run around them, within bounds.
fn extent(candidates: &[Candidate<'_>], first: usize, last: usize, bounds: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (first, last + 1);
    while start > bounds.start
        && candidates[start - 1].run == candidates[first].run
        && is_sentence(candidates[start - 1].plain())
    {
        start -= 1;
    }
    while end < bounds.end
        && candidates[end].run == candidates[last].run
        && is_sentence(candidates[end].plain())
    {
        end += 1;
    }
    start.max(bounds.start)..end.min(bounds.end)
}

fn is_sentence(plain: &str) -> bool {
    plain.contains(['。', '；'])
}

/// Notes where the copies differ: between sentences that match, before the first, after the last, and in the writing of
/// those that match.
fn differences(
    repeat: &Repeat,
    candidates: &[Candidate<'_>],
    sentences: &[Sentence],
    later_goes: bool,
    (kept, dropped): (&Range<usize>, &Range<usize>),
    found: &mut Copies,
) {
    let pairs: Vec<(usize, usize)> =
        repeat.pairs.iter().map(|&(a, b)| if later_goes { (a, b) } else { (b, a) }).collect();
    let text = |range: Range<usize>| -> String {
        sentences[range]
            .iter()
            .map(|sentence| sentence.span.of(candidates[sentence.candidate()].words.text()))
            .collect::<String>()
    };
    let bounds = |range: &Range<usize>| {
        let start = sentences.partition_point(|sentence| sentence.candidate() < range.start);
        start..sentences.partition_point(|sentence| sentence.candidate() < range.end)
    };
    let (kept, dropped) = (bounds(kept), bounds(dropped));
    let mut note = |a: Range<usize>, b: Range<usize>| {
        let at = sentences.get(a.start).or(sentences.last()).map_or(0, Sentence::candidate);
        if let Some((kept, other, count)) = differing(&text(a), &text(b)) {
            found.otherwise += count;
            found.differences.push(Difference { kept, at, other });
        }
    };
    let (mut a, mut b) = (kept.start, dropped.start);
    for &(x, y) in &pairs {
        note(a..x.max(a), b..y.max(b));
        note(x..x + 1, y..y + 1);
        (a, b) = (x + 1, y + 1);
    }
    note(a..kept.end.max(a), b..dropped.end.max(b));
}

/// The words in which two texts differ, white space aside, with a little around them, and how many characters of the other
/// differ; `None` if they do not.
fn differing(a: &str, b: &str) -> Option<(String, String, usize)> {
    const AROUND: usize = 4;
    const MOST: usize = 40;
    let tight = |text: &str| text.chars().filter(|&c| !is_gap(c)).collect::<Vec<char>>();
    let (a, b) = (tight(a), tight(b));
    if a == b {
        return None;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let cut = |text: &[char]| {
        let start = front.saturating_sub(AROUND);
        let end = (text.len() - back + AROUND).min(text.len());
        let mut words: String = text[start..end].iter().take(MOST).collect();
        if end - start > MOST {
            words.push('…');
        }
        words
    };
    Some((cut(&a), cut(&b), b.len() - front - back))
}

/// Paragraphs, apart from the body, that repeat how one of its paragraphs begins.
fn snippets(candidates: &[Candidate<'_>], found: &mut Copies) {
    const KEY: usize = 12;
    const LOOKED_AT: usize = 8;
    // Words with fewer characters begin like nothing.
    let key = |plain: &str| {
        let mut hasher = DefaultHasher::new();
        let begins = plain.chars().filter(|&c| !is_gap(c)).map(half).take(KEY);
        let count = begins.inspect(|c| c.hash(&mut hasher)).count();
        (count == KEY).then(|| hasher.finish())
    };
    let gone: Vec<Range<usize>> = found.dropped.iter().map(|dropped| dropped.candidates.clone()).collect();
    let is_gone = |index: usize| gone.iter().any(|range| range.contains(&index));
    // Those that begin alike stand side by side.
    let mut starts: Vec<(u64, u32)> = candidates
        .iter()
        .zip(0..)
        .filter(|&(_, index)| !is_gone(index as usize))
        .filter_map(|(candidate, index)| Some((key(candidate.plain())?, index)))
        .collect();
    starts.sort_unstable();
    for (index, candidate) in candidates.iter().enumerate() {
        let plain = candidate.plain();
        let Some((words, cut)) = without_more(plain) else { continue };
        if is_gone(index) || words.chars().count() < KEY {
            continue;
        }
        let same = key(&words).map_or(&[][..], |key| {
            let alike = &starts[starts.partition_point(|&(other, _)| other < key)..];
            &alike[..alike.iter().take(LOOKED_AT).take_while(|&&(other, _)| other == key).count()]
        });
        let repeats = same.iter().any(|&(_, other)| {
            let (other, begins) = (other as usize, &candidates[other as usize]);
            other != index
                && (cut || begins.run != candidate.run)
                && begins.plain().len() > plain.len()
                && begins
                    .plain()
                    .chars()
                    .filter(|&c| !is_gap(c))
                    .map(half)
                    .take(words.chars().count())
                    .eq(words.chars())
        });
        if repeats {
            found.dropped.push(Dropped { candidates: index..index + 1, snippet: true });
        }
    }
}

/// A short paragraph without … and 查看全文 at its end, squeezed, and whether it had them.
fn without_more(plain: &str) -> Option<(String, bool)> {
    if plain.chars().nth(400).is_some() {
        return None;
    }
    let mut words = squeeze(plain);
    let whole = words.len();
    loop {
        let before = words.len();
        for mark in [
            "查看全文",
            "阅读全文",
            "阅读原文",
            "查看原文",
            "阅读更多",
            "继续阅读",
            "点击查看",
            "查看详情",
            "详细内容",
            "查看更多",
            "更多",
            "详细",
            "详情",
            "全文",
            "全文见下",
            "全文如下",
            "全文附后",
            "...",
            "…",
            ">",
            "»",
            "[",
            "]",
            "(",
            ")",
            "【",
            "】",
            "·",
            ".",
        ] {
            if let Some(rest) = words.strip_suffix(mark) {
                words.truncate(rest.len());
            }
        }
        if words.len() == before {
            break;
        }
    }
    let cut = words.len() < whole;
    Some((words, cut))
}

/// Whether a paragraph ends with words or an ellipsis that say that more was left out.
fn says_cut(plain: &str) -> bool {
    let Some((words, _)) = without_more(plain) else { return false };
    squeeze(plain)[words.len()..].contains(|c: char| c == '…' || is_han(c))
}
