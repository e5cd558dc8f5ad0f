//! The proof that nothing was lost: a notice's body, its markup taken away, is its seed's body, character by character
//! (white space aside, but where it parts digits or letters), but for the differences that its front matter lists with a
//! reason.
//!
//! It must not know how a seed is read or where files lie.

mod tight;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Letters, Message, SourceFile};
use crate::notice::{Difference, Notice};

use tight::Tight;

/// How many characters of each side a message shows.
const SHOWN: usize = 24;

/// How many characters a message shows on each side of white space.
const AROUND: usize = 8;

/// So many places with other white space are told of one notice.
const MOST: usize = 20;

/// Compares a notice with the body that its seed holds: `kept` are stretches of `seed`, in reading order. The notice's own
/// body begins at the byte `start` of its file; `differences` are those that it lists of its body.
pub fn compare(
    notice: &Notice,
    file: &Arc<SourceFile>,
    start: usize,
    seed: &str,
    kept: &[Range<usize>],
    differences: &[&Difference],
) -> Vec<Diagnostic> {
    let differences = differences.iter().map(|one| (&*one.seed, &*one.notice));
    let (seed, unused) = intended(&Tight::kept(seed, kept), differences);
    let mut messages: Vec<Diagnostic> =
        unused.into_iter().map(|words| unused_difference(words, file)).collect();
    let blocks = notice.blocks();
    let body = Tight::paragraphs(blocks.iter().map(|(_, block)| block.text.source()));
    let at = |message: Message, place: usize| {
        let found = find(&file.text[start..], &body.chars, place);
        Diagnostic::at(message, file, start + found.start..start + found.end)
    };
    match apart(&seed.chars, &body.chars) {
        Some(place) => {
            messages.push(at(Message::BodyDiffers { seed: place.seed, notice: place.notice }, place.at));
        }
        None => {
            for place in seed.other_gaps(&body).take(MOST) {
                let around = place.saturating_sub(AROUND)..(place + AROUND).min(body.chars.len());
                let (seed, notice) = (seed.words(around.clone()), body.words(around));
                messages.push(at(Message::SpaceDiffers { seed, notice }, place));
            }
        }
    }
    messages
}

/// Where two texts part.
#[derive(Debug)]
pub(crate) struct Apart {
    /// What the seed has there.
    pub(crate) seed: String,
    /// What the notice has there.
    pub(crate) notice: String,
    /// After how many characters.
    at: usize,
}

/// Where a text parts from what it should be, both without white space; `None` where it does not.
pub(crate) fn first_difference(seed: &str, text: &str) -> Option<Apart> {
    apart(&seed.chars().collect::<Vec<_>>(), &text.chars().collect::<Vec<_>>())
}

/// The body of a seed as its notice should show it: white space taken away, intended differences applied.
pub(crate) fn as_intended<'d>(kept: &str, differences: impl Iterator<Item = (&'d str, &'d str)>) -> String {
    intended(&Tight::of(kept), differences).0.chars.into_iter().collect()
}

fn apart(seed: &[char], body: &[char]) -> Option<Apart> {
    if seed == body {
        return None;
    }
    let front = seed.iter().zip(body).take_while(|(a, b)| a == b).count();
    let rest = seed.len().min(body.len()) - front;
    let back = seed.iter().rev().zip(body.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let show = |text: &[char]| -> String {
        let part = &text[front..text.len() - back];
        let ellipsis = if part.len() > SHOWN { "…" } else { "" };
        part.iter().take(SHOWN).chain(&ellipsis.chars().collect::<Vec<_>>()).collect()
    };
    Some(Apart { seed: show(seed), notice: show(body), at: front })
}

fn unused_difference(words: &str, file: &Arc<SourceFile>) -> Diagnostic {
    let message = Message::DifferenceUnused { seed: words.to_owned() };
    let at = file.text.find(words).filter(|_| !words.is_empty()).unwrap_or(0);
    Diagnostic::at(message, file, at..at + words.len().max(3))
}

/// The seed's body as it should stand in the notice: each listed difference applied once, in order. Beside it, the
/// seed's side of each that could not be.
fn intended<'d>(
    seed: &Tight,
    differences: impl Iterator<Item = (&'d str, &'d str)>,
) -> (Tight, Vec<&'d str>) {
    let mut unused = Vec::new();
    let mut out = Tight::default();
    let mut done = 0;
    let finder = seed.finder();
    for (words, notice) in differences {
        match finder.find(&Tight::of(words), done) {
            Some(found) => {
                out.extend(seed, done..found.start);
                out.replace(notice);
                done = found.end;
            }
            None => unused.push(words),
        }
    }
    out.extend(seed, done..seed.chars.len());
    (out, unused)
}

/// The text without its white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where in the text of the file's body the words from a character of it on stand; its first line where they cannot be found.
fn find(text: &str, body: &[char], from: usize) -> Range<usize> {
    const AROUND: usize = 12;
    let start = from.min(body.len().saturating_sub(1));
    let letters = Letters::of(text, 0);
    let words = |range: Range<usize>| body[range].iter().collect::<String>();
    let before = words(start.saturating_sub(AROUND)..start);
    // A mark that is no letter is not looked for: what follows it is, and else what stands before.
    let after = (1..=3).find_map(|length| {
        let end = (start + length).min(body.len());
        letters.find(&before, &words(start..end), &words(end..(end + AROUND).min(body.len())))
    });
    after.or_else(|| letters.find("", &before, "")).unwrap_or(0..3)
}
