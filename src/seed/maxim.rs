//! Points without a number: maxim sentences that stand in parallel inside a directive (打好蓝天保卫战。…打好净土保卫战。…),
//! each with the sentences that carry it out. It must not know lists or blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::enumeration::marker_at;
use super::turn::sentence_starts;
use super::words::{is_closer, is_full_stop, is_gap};

/// A maxim has at least and at most so many characters, its full stop not counted.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=18;

/// Words that start a sentence which goes on from the one before: never a maxim; 同时 and the like also end the point.
#[rustfmt::skip]
const LEADS_ON: &[&str] = &[
    "这", "那", "其", "要", "并", "但", "因此", "为此", "所以", "对", "凡", "他", "她", "有的", "各", "我",
    "如", "也", "还", "又", "不能", "不得", "再",
];

/// Words that start a sentence which belongs to the directive as a whole again.
const BACK: &[&str] = &["同时", "此外", "另外", "总之", "最后"];

/// A stretch of the texts of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which text.
    pub(super) text: usize,
    /// Where in it.
    pub(super) range: Range<usize>,
    /// The length of the maxim that heads it; 0 for prose.
    pub(super) head: usize,
    /// Prose that belongs to the point before it.
    pub(super) joins: bool,
}

struct Sentence {
    text: usize,
    range: Range<usize>,
    maxim: Option<usize>,
    back: bool,
}

/// Cuts the texts of a directive at its maxims, if it has at least two that stand in parallel.
pub(super) fn maxims(texts: &[&str]) -> Vec<Piece> {
    let whole = || {
        texts.iter().enumerate().map(|(text, plain)| Piece {
            text,
            range: 0..plain.len(),
            head: 0,
            joins: false,
        })
    };
    let mut sentences = sentences(texts);
    if !parallel(&mut sentences, texts) {
        return whole().collect();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut in_point = false;
    for sentence in sentences {
        let starts = sentence.maxim.is_some();
        let fresh = pieces.last().is_none_or(|piece| piece.text != sentence.text);
        if starts || fresh || (sentence.back && in_point) {
            in_point = starts || (in_point && !sentence.back);
            let head = sentence.maxim.unwrap_or(0);
            pieces.push(Piece {
                text: sentence.text,
                range: sentence.range,
                head,
                joins: in_point && !starts,
            });
        } else if let Some(piece) = pieces.last_mut() {
            piece.range.end = sentence.range.end;
        }
    }
    pieces
}

fn sentences(texts: &[&str]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (text, plain) in texts.iter().enumerate() {
        let mut starts: Vec<usize> = sentence_starts(plain).collect();
        // Marks before the first word, or without any, belong to the text as well.
        match starts.first_mut() {
            Some(first) => *first = 0,
            None if !plain.is_empty() => starts.push(0),
            None => {}
        }
        for (index, &start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(plain.len());
            let sentence = plain[start..end].trim_end_matches(is_gap);
            let back = BACK.iter().any(|word| sentence.starts_with(word));
            let maxim = if is_maxim(sentence) { Some(sentence.len()) } else { None };
            sentences.push(Sentence { text, range: start..end, maxim, back });
        }
    }
    sentences
}

/// A short sentence without a pause, a demand in itself.
fn is_maxim(sentence: &str) -> bool {
    let Some(body) = sentence.strip_suffix(['。', '！', '!']) else { return false };
    // Counting stops early: a sentence may be as long as the file.
    let length = body.chars().take(LENGTH.end() + 1).count();
    LENGTH.contains(&length)
        && !body.contains(|c: char| {
            matches!(c, '，' | ',' | '、' | '；' | ';' | '：' | ':' | '《' | '（' | '(')
                || is_full_stop(c)
                || is_closer(c)
        })
        && !LEADS_ON.iter().chain(BACK).any(|word| body.starts_with(word))
        && !body.ends_with(['了', '的', '过', '吗', '呢'])
        && marker_at(body).is_none()
}

/// Keeps the maxims if they stand in parallel: at least two, each with sentences that carry it out, alike in length or
/// in their first or last words. A sentence that begins like two of them is one as well, to its first comma.
fn parallel(sentences: &mut [Sentence], texts: &[&str]) -> bool {
    let bodies: Vec<&str> = sentences
        .iter()
        .filter_map(|sentence| {
            sentence
                .maxim
                .map(|length| &texts[sentence.text][sentence.range.start..sentence.range.start + length])
        })
        .collect();
    if bodies.len() < 2 {
        return false;
    }
    // Maxims side by side are a slogan, not headings: each but the last needs something under it.
    let bare = sentences.windows(2).filter(|pair| pair[0].maxim.is_some() && pair[1].maxim.is_some()).count();
    let led = sentences.last().is_some_and(|sentence| sentence.maxim.is_some());
    if bare > 0 || led {
        return false;
    }
    let common_start = shared(bodies.iter().map(|body| body.chars().take(2).collect::<String>()));
    let common_end = shared(bodies.iter().filter_map(|body| body.chars().rev().nth(1)));
    if bodies.len() == 2 {
        let lengths: Vec<usize> = bodies.iter().map(|body| body.chars().count()).collect();
        let alike = common_start.is_some()
            || (common_end.is_some() && lengths[0].abs_diff(lengths[1]) <= 2)
            || (lengths[0] == lengths[1] && lengths[0] >= 7);
        if !alike {
            return false;
        }
    }
    let Some(start) = common_start else { return true };
    for sentence in sentences {
        let plain = &texts[sentence.text][sentence.range.clone()];
        if sentence.maxim.is_none() && plain.starts_with(&start) {
            let comma = plain.char_indices().take(30).find(|&(_, c)| matches!(c, '，' | ','));
            if let Some((at, c)) = comma
                && common_end.is_some_and(|end| plain[..at].ends_with(end))
                && marker_at(plain).is_none()
            {
                sentence.maxim = Some(at + c.len_utf8());
            }
        }
    }
    true
}

/// What most of them share; `None` where no two are alike.
fn shared<T: Ord + Clone>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for each in all {
        *counts.entry(each).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count >= 2).max_by_key(|&(_, count)| count).map(|(each, _)| each)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Vec<String> {
        maxims(&[text])
            .into_iter()
            .map(|piece| text[piece.range.start..piece.range.start + piece.head].to_owned())
            .collect()
    }

    #[test]
    fn maxims_in_parallel() {
        let text = "打好治理和保护攻坚战，坚持推进，确保不让污水进入。打好蓝天保卫战。狠抓绿色施工措施落实，做好防治。打好净土保卫战。加快推进建设，提供支撑。同时，持续加大打击力度。";
        assert_eq!(heads(text), ["打好治理和保护攻坚战，", "打好蓝天保卫战。", "打好净土保卫战。", ""]);
        assert_eq!(heads("形势依然严峻。今年以来，问题不少。各镇不能松劲，要过一遍。"), [""]);
        assert_eq!(heads("标准要高。作风要实。措施要硬。"), [""]);
    }
}
