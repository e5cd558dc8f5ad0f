//! The proof that nothing was lost: a notice's body, its markup taken away, is its seed's body, character by character
//! (white space aside), but for the differences that its front matter lists with a reason.
//!
//! It must not know how a seed is read or where files lie.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Letters, Message, SourceFile};
use crate::notice::Notice;

/// How many characters of each side a message shows.
const SHOWN: usize = 24;

/// Compares a notice with the body that its seed holds: `kept` are stretches of `seed`, in reading order. The notice's own
/// body begins at the byte `start` of its file.
pub fn compare(
    notice: &Notice,
    file: &Arc<SourceFile>,
    start: usize,
    seed: &str,
    kept: &[Range<usize>],
) -> Vec<Diagnostic> {
    let seed: String = kept.iter().map(|range| &seed[range.clone()]).collect();
    let differences = notice.facts.differences.iter().map(|one| (&*one.seed, &*one.notice));
    let (seed, unused) = intended(&squeeze(&seed), differences);
    let mut messages: Vec<Diagnostic> =
        unused.into_iter().map(|words| unused_difference(words, file)).collect();
    let body: Vec<char> = notice.body_characters().collect();
    let Some(place) = apart(&seed.chars().collect::<Vec<_>>(), &body) else { return messages };
    let message = Message::BodyDiffers { seed: place.seed, notice: place.notice };
    let found = find(&file.text[start..], &body, place.at);
    messages.push(Diagnostic::at(message, file, start + found.start..start + found.end));
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
    intended(&squeeze(kept), differences).0
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
fn intended<'d>(seed: &str, differences: impl Iterator<Item = (&'d str, &'d str)>) -> (String, Vec<&'d str>) {
    let mut unused = Vec::new();
    let mut out = String::new();
    let mut rest = seed;
    for (seed, notice) in differences {
        let words = squeeze(seed);
        match rest.find(&words).filter(|_| !words.is_empty()) {
            Some(at) => {
                out.push_str(&rest[..at]);
                out.push_str(&squeeze(notice));
                rest = &rest[at + words.len()..];
            }
            None => unused.push(seed),
        }
    }
    (out + rest, unused)
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
