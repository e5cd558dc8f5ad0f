//! Finds mentions of documents in a text. It must not know which documents there are: names without marks are only
//! marked as places where one may end ([`Anchor`]); whoever knows the names looks there.

mod brackets;
mod marks;
mod number;
mod pins;
mod trailer;

use std::ops::Range;

use super::plain::{self, Plain};
use super::{Form, Mention, Pin, words};
use crate::regulation::number_at;
use marks::{MarkKind, Pair};

use number::Number;
pub(super) use number::normal;
use trailer::version;
pub(super) use trailer::{Definition, Trailer, read as read_trailer};

/// The mentions in one block of text, in order of start; they do not overlap. Linear in the length of the text.
///
/// Names without marks are not among them: only a [`Registry`](super::Registry) knows those.
pub fn find(text: &str) -> Vec<Mention> {
    let plain = Plain::new(text);
    scan(&plain).found.into_iter().map(|found| found.mention).collect()
}

/// The pins that stand from an offset of a text on, as it names them.
pub(super) fn pins_from(text: &str, start: usize) -> Vec<Pin> {
    pins::at(&Plain::new(text), start).map_or_else(Vec::new, |(found, _)| found)
}

/// A mention and what else was seen with it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) mention: Mention,
    /// The name's characters, as offsets, in order; several stretches where marks stand between.
    pub(super) name: Vec<Range<usize>>,
    /// Words after the marks that make it another document: 实施细则.
    pub(super) continued: bool,
    pub(super) defines: Option<Definition>,
    /// Where what was read for it ends.
    pub(super) reach: usize,
    /// Where the list of names begins in which it stands: what stands before that is said of all of them.
    pub(super) lead: usize,
    /// The number alone tells the document.
    pub(super) tells: bool,
}

/// A place where a name without marks may end, because of what follows it.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub(super) end: usize,
    pub(super) trailer: Trailer,
}

/// Everything that was found in a text without knowing any names.
pub(super) struct Scan {
    pub(super) found: Vec<Found>,
    pub(super) anchors: Vec<Anchor>,
}

/// Looks through a text once.
pub(super) fn scan(plain: &Plain) -> Scan {
    let numbers = number::all(plain);
    let pairs = marks::pairs(&plain.folded);
    let mut found: Vec<Found> = Vec::new();
    titles(plain, &pairs, &numbers, &mut found);
    quotes(plain, &pairs, &numbers, &mut found);
    pointers(plain, &numbers, &mut found);
    let mut found = settle(found);
    let anchors = anchors(plain, &numbers, &found);
    alone(plain, &numbers, &mut found);
    let found = settle(found);
    Scan { found, anchors }
}

/// In order of start, without overlaps: what was found first in the list of findings goes before.
pub(super) fn settle(mut found: Vec<Found>) -> Vec<Found> {
    // By form first: marks before quotes, quotes before pointers, these before numbers.
    found.sort_by_key(|found| (found.mention.span.start, found.mention.form));
    // In place: a text of many megabytes has too many of them for a second list.
    found.dedup_by(|next, last| {
        let overlaps = next.mention.span.start < last.reach;
        // A number inside a mention is the mention's.
        if overlaps && next.mention.form < last.mention.form {
            std::mem::swap(next, last);
        }
        overlaps
    });
    found
}

/// 《…》, the outermost of each nest.
fn titles(plain: &Plain, pairs: &[Pair], numbers: &[Number], found: &mut Vec<Found>) {
    let mut end = 0;
    for pair in pairs.iter().filter(|pair| pair.kind == MarkKind::Title) {
        if pair.span.start < end || is_blank(plain, &pair.inner) {
            continue;
        }
        let marked = mention(plain, pair, Form::Marked, numbers);
        end = marked.reach;
        found.push(marked);
    }
}

/// 「…」, 『…』 and 〈…〉 that something after them shows to be documents.
fn quotes(plain: &Plain, pairs: &[Pair], numbers: &[Number], found: &mut Vec<Found>) {
    const NAME: usize = 80;
    let mut end = 0;
    for pair in pairs.iter().filter(|pair| pair.kind != MarkKind::Title) {
        let inner = &plain.folded[pair.inner.clone()];
        if pair.span.start < end || pair.inner.len() > NAME || is_blank(plain, &pair.inner) {
            continue;
        }
        if inner.iter().any(|c| matches!(c, '《' | '》' | '。' | ',' | ';' | '「' | '『')) {
            continue;
        }
        let quoted = mention(plain, pair, Form::Quoted, numbers);
        let shown = quoted.mention.number.is_some() || quoted.mention.names_article();
        if shown || (quoted.defines.is_some() && words::is_rules(inner)) {
            end = quoted.reach;
            found.push(quoted);
        }
    }
}

fn is_blank(plain: &Plain, span: &Range<usize>) -> bool {
    plain.folded[span.clone()].iter().all(|c| super::key::is_dropped(*c))
}

/// The mention that a pair of marks makes with what stands around it.
fn mention(plain: &Plain, pair: &Pair, form: Form, numbers: &[Number]) -> Found {
    let trailer = read_trailer(plain, pair.span.end, numbers);
    let mut start = pair.span.start;
    let mut number = trailer.number.clone();
    // 第8/2014號法律《預防和控制環境噪音》, 国办发〔2017〕47号文件《…》
    if number.is_none() {
        let mut before = plain.skip_blanks_back(start);
        for word in ["文件", "文"] {
            if plain.ends(before, word) {
                before -= word.chars().count();
                break;
            }
        }
        let index = numbers.partition_point(|number| number.span.end < before);
        if let Some(before) = numbers.get(index).filter(|number| number.span.end == before) {
            number = Some(before.span.clone());
            start = before.span.start;
        }
    }
    let own = form == Form::Marked && plain.ends(pair.span.start, "本") && {
        words::is_generic(&plain.folded[pair.inner.clone()])
            && words::may_begin_after(&plain.folded[..pair.span.start - 1])
    };
    let (form, start) = if own { (Form::Own, pair.span.start - 1) } else { (form, start) };
    let mut found = assemble(plain, start, pair.inner.clone(), form, trailer);
    found.mention.title.start = if own { start } else { pair.span.start };
    found.mention.number = number.map(|span| plain.text(span));
    if found.mention.version.is_none() {
        found.mention.version = version_inside(plain, &pair.inner);
    }
    found
}

/// The year of a version inside the marks: 《某法（2014年修订）》.
fn version_inside(plain: &Plain, inner: &Range<usize>) -> Option<u16> {
    let name = &plain.folded[inner.clone()];
    let open = name.iter().rposition(|c| *c == '(')?;
    version(name[open + 1..].strip_suffix(&[')'])?)
}

/// Puts a mention together from its name and what follows it.
pub(super) fn assemble(
    plain: &Plain,
    start: usize,
    name: Range<usize>,
    form: Form,
    mut trailer: Trailer,
) -> Found {
    // A list of pins grows by fours; nearly all have one.
    trailer.pins.shrink_to_fit();
    let continued = trailer.suffix.as_ref().is_some_and(|suffix| plain.at(suffix.start) != Some('('));
    let mut words = plain.text(name.clone()).into_string();
    let mut stretches = vec![name.clone()];
    let mut title = start..trailer.suffix.as_ref().map_or(name.end, |suffix| suffix.end);
    if let Some(suffix) = trailer.suffix {
        words.push_str(&plain.text(suffix.clone()));
        stretches.push(suffix);
    } else if matches!(form, Form::Marked | Form::Quoted | Form::Own) && plain.at(name.end).is_some() {
        let doubled = plain.at(name.end) == Some('>') && plain.at(name.end + 1) == Some('>');
        title.end = name.end + 1 + usize::from(doubled);
    }
    let mention = Mention {
        span: start..trailer.end,
        title,
        form,
        // Of an unclosed mark, 水污染防治法》第十条, the name has nothing.
        name: words.trim().trim_end_matches(if form == Form::Bare { &['》', '〉'][..] } else { &[] }).into(),
        number: trailer.number.map(|span| plain.text(span)),
        version: trailer.version,
        pins: trailer.pins,
        defines: trailer.defines.as_ref().map(|defines| plain.text(defines.name.clone())),
    };
    Found {
        mention,
        name: stretches,
        continued,
        defines: trailer.defines,
        reach: trailer.reach,
        lead: start,
        tells: false,
    }
}

/// 本条例, 该规划, 同法第五十条, 前揭条例第五条.
fn pointers(plain: &Plain, numbers: &[Number], found: &mut Vec<Found>) {
    let mut floor = 0;
    for at in 0..plain.folded.len() {
        if at < floor {
            continue;
        }
        let (form, length) = match plain.folded[at] {
            '本' => (Form::Own, 1),
            '该' if !plain.ends(at, "应") && !plain.ends(at, "活") => (Form::Anaphor, 1),
            '同' => (Form::Anaphor, 1),
            _ if ["上述", "前述", "前揭", "上开", "前开"].iter().any(|word| plain.has(at, word)) => {
                (Form::Anaphor, 2)
            }
            _ => continue,
        };
        // 合同法, 共同规划; 某局负责本条例第五条, where a place follows, needs no word that leads to it.
        let before = &plain.folded[..at];
        let led = plain.folded[at] == '该' || length == 2 || words::may_begin_after(before);
        if !(led || form == Form::Own && words::may_be_own_after(before)) {
            continue;
        }
        // 该《规划》
        let marked = plain.at(at + length) == Some('《');
        let start = at + length + usize::from(marked);
        let Some(kind) = words::kind_at(plain.folded.get(start..).unwrap_or_default()) else { continue };
        let end = start + kind;
        if marked && plain.at(end) != Some('》') {
            continue;
        }
        let trailer = read_trailer(plain, end + usize::from(marked), numbers);
        // 同法 alone is as often 同一个办法, 上述办法 what was said.
        if (plain.folded[at] == '同' || length == 2 || !led) && !trailer.names_article() {
            continue;
        }
        let mut pointer = assemble(plain, at, start..end, form, trailer);
        pointer.mention.title = at..end + usize::from(marked);
        pointer.mention.name = plain.text(at..end);
        floor = pointer.reach;
        found.push(pointer);
    }
}

/// The places outside all mentions where a name without marks may end.
fn anchors(plain: &Plain, numbers: &[Number], found: &[Found]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut taken = found.iter().peekable();
    let mut at = 0;
    while at < plain.folded.len() {
        while taken.next_if(|found| found.reach <= at).is_some() {}
        if let Some(found) = taken.peek()
            && found.mention.span.start <= at
        {
            at = found.reach;
            continue;
        }
        let begins = match plain.folded[at] {
            '(' | '[' => true,
            '第' => true,
            '以' => plain.has(at, "以下"),
            ',' => plain.has(plain.skip_blanks(at + 1), "以下"),
            _ => numbers.binary_search_by_key(&at, |number| number.span.start).is_ok(),
        };
        if !begins || at == 0 {
            at += 1;
            continue;
        }
        let mut end = plain.skip_blanks_back(at);
        let mut trailer = read_trailer(plain, end, numbers);
        if trailer.shows_document() {
            for word in ["中的", "中", "的", "之"] {
                if plain.folded[at] == '第' && plain.ends(end, word) {
                    end -= word.chars().count();
                    break;
                }
            }
            // （试行） and 修正案（八）: the bracket is part of the name.
            if let Some(suffix) = trailer.suffix.take() {
                end = suffix.end;
            } else if let Some(close) = amendment(plain, at) {
                end = close;
            }
            at = trailer.reach.max(at + 1);
            anchors.push(Anchor { end, trailer });
        } else {
            at += 1;
        }
    }
    anchors
}

/// The end of the bracket of 修正案（八） that opens at an offset.
fn amendment(plain: &Plain, open: usize) -> Option<usize> {
    if plain.at(open) != Some('(') || !plain.ends(open, "修正案") {
        return None;
    }
    let (_, end) = number_at(&plain.folded, open + 1)?;
    (plain.at(end) == Some(')')).then_some(end + 1)
}

/// Document numbers that stand with no name.
fn alone(plain: &Plain, numbers: &[Number], found: &mut Vec<Found>) {
    for number in numbers {
        let mut end = number.span.end;
        if plain.at(end) == Some('文') && !plain.has(end, "文件") {
            end += 1;
        }
        let mention = Mention {
            span: number.span.start..end,
            title: number.span.start..end,
            form: Form::Number,
            name: plain.text(number.span.clone()),
            number: Some(plain.text(number.span.clone())),
            version: None,
            pins: Vec::new(),
            defines: None,
        };
        found.push(Found {
            mention,
            name: vec![number.span.clone()],
            continued: false,
            defines: None,
            reach: end,
            lead: number.span.start,
            tells: number.tells,
        });
    }
}

/// Whether a bare short form may end there: no letter that would make another word of it follows.
pub(super) fn may_end_before(plain: &Plain, end: usize) -> bool {
    const FOLLOWS: &[&str] = &[
        "规定", "要求", "的", "明确", "第", "中", "之", "实施", "施行", "和", "与", "及", "等", "是", "自",
        "对", "已", "将", "共", "指出", "提出", "确定", "公布", "印发", "出台", "颁布", "通过", "修订",
        "有关", "相关", "为", "以", "也", "还", "所", "并", "在",
    ];
    let Some(next) = plain.at(end) else { return true };
    // 水法实施细则 is another document than the one that is called 水法.
    if words::OTHER_DOCUMENT.iter().any(|word| plain.has(end, word)) {
        return false;
    }
    !plain::is_han(next) && !next.is_alphanumeric() || FOLLOWS.iter().any(|word| plain.has(end, word))
}
