//! What follows a name: a bracket that belongs to it, its document number, its version, a definition, pins. It must
//! not know which name stands before.

use std::ops::Range;

use super::number::{Number, is_standard};
use super::pins;
use crate::citation::plain::{Plain, contains, starts_with};
use crate::citation::{Pin, words};
use crate::regulation::numeral;

/// The longest bracket that is looked into, in characters.
const BRACKET: usize = 120;

/// What was found after a name.
#[derive(Clone, Debug, Default)]
pub(in crate::citation) struct Trailer {
    /// A bracket or words that are part of the name: （试行）, 修正案（八）.
    pub(in crate::citation) suffix: Option<Range<usize>>,
    pub(in crate::citation) number: Option<Range<usize>>,
    pub(in crate::citation) version: Option<u16>,
    pub(in crate::citation) defines: Option<Definition>,
    pub(in crate::citation) pins: Vec<Pin>,
    /// Where the mention ends.
    pub(in crate::citation) end: usize,
    /// Where what was read ends: a definition is read with its mention, but no link covers it.
    pub(in crate::citation) reach: usize,
}

impl Trailer {
    /// Whether it shows that what stands before it is a document.
    pub(in crate::citation) fn shows_document(&self) -> bool {
        self.number.is_some() || self.names_article() || self.defines.is_some()
    }

    pub(super) fn names_article(&self) -> bool {
        self.pins.iter().any(Pin::is_article)
    }
}

/// A short form that a text defines.
#[derive(Clone, Debug)]
pub(in crate::citation) struct Definition {
    /// Where the short form stands, without its marks.
    pub(in crate::citation) name: Range<usize>,
    /// It is defined in marks, 《条例》, and not bare or in quotes.
    pub(in crate::citation) marked: bool,
    /// It stands for several documents: 以下统称, 以下分别简称.
    pub(in crate::citation) group: bool,
}

/// Reads what follows a name that ends at `end`. `numbers` are the document numbers of the text.
pub(in crate::citation) fn read(plain: &Plain, end: usize, numbers: &[Number]) -> Trailer {
    let mut trailer = Trailer { end, reach: end, ..Trailer::default() };
    let mut at = end;
    if let Some(length) = continuation(plain, end) {
        trailer.suffix = Some(end..end + length);
        at = end + length;
        trailer.end = at;
        trailer.reach = at;
    }
    for first in [true, false, false, false] {
        let next = plain.skip_blanks(at);
        let after = match plain.at(next) {
            Some('(' | '[') => bracket(plain, end, next, numbers, first, &mut trailer),
            _ => {
                number_at(next, numbers, &mut trailer).or_else(|| loose_definition(plain, next, &mut trailer))
            }
        };
        let Some(after) = after else { break };
        at = after;
    }
    let found = pins_after(plain, at).or_else(|| {
        // 《某法》（…）第三条: a bracket of another kind may stand between, where a pin follows it.
        let next = plain.skip_blanks(at);
        let close = closing(plain, next)?;
        pins_after(plain, close)
    });
    if let Some((pins, after)) = found {
        trailer.pins = pins;
        trailer.end = after;
        trailer.reach = trailer.reach.max(after);
    }
    trailer
}

/// Words outside the marks that make it another document: 《水污染防治法》实施细则, 《刑法》修正案（八）.
fn continuation(plain: &Plain, at: usize) -> Option<usize> {
    if at == 0 || !matches!(plain.at(at - 1), Some('》' | '」' | '』' | '>' | '≫')) {
        return None;
    }
    let word = words::OTHER_DOCUMENT.iter().find(|word| plain.has(at, word))?;
    let mut length = word.chars().count();
    if *word == "修正案"
        && let Some(close) = closing(plain, at + length)
        && plain.folded[at + length + 1..close - 1].iter().all(|c| numeral::is_numeral(*c))
    {
        length = close - at;
    }
    Some(length)
}

/// Pins, with the little words that may stand before them: 的, 中的, 之.
fn pins_after(plain: &Plain, at: usize) -> Option<(Vec<Pin>, usize)> {
    pins::at(plain, behind_small_words(plain, at))
}

fn behind_small_words(plain: &Plain, at: usize) -> usize {
    let start = plain.skip_blanks(at);
    ["中的", "中", "的", "之"]
        .into_iter()
        .find(|word| plain.has(start, word))
        .map_or(start, |word| start + word.chars().count())
}

/// The offset after the bracket that opens at `open`, if it closes within reach and on its line.
fn closing(plain: &Plain, open: usize) -> Option<usize> {
    let shut = match plain.at(open)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut depth = 0;
    for (offset, c) in plain.folded[open..].iter().take(BRACKET).enumerate() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return (*c == shut).then_some(open + offset + 1);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Reads a bracket after a name that ends at `name`; the offset after it if it says something of the name.
fn bracket(
    plain: &Plain,
    name: usize,
    open: usize,
    numbers: &[Number],
    first: bool,
    trailer: &mut Trailer,
) -> Option<usize> {
    let close = closing(plain, open)?;
    let inner = open + 1..close - 1;
    let content = &plain.folded[inner.clone()];
    let start = plain.skip_blanks(inner.start);
    let number = numbers_in(numbers, &inner);
    let definition = definition(plain, inner.clone()).or_else(|| ending(plain, name, inner.clone()));
    let known = trailer.number.is_some() || trailer.version.is_some() || trailer.defines.is_some();
    if first && !known && trailer.suffix.is_none() && is_part_of_name(content) {
        trailer.suffix = Some(open..close);
        trailer.end = close;
    } else if let Some(year) = version(content).or_else(|| year(content)) {
        trailer.version = Some(year);
        trailer.end = close;
    } else if number.is_some() || definition.is_some() {
        if let Some(number) = number {
            trailer.number.get_or_insert(number.span.clone());
            if definition.is_none() {
                trailer.end = close;
            }
        }
        if definition.is_some() {
            trailer.defines = definition;
        }
    } else if is_standard(content) || is_chapter(plain, start) {
        trailer.number.get_or_insert(inner);
        trailer.end = close;
    } else if trailer.pins.is_empty()
        && let Some((pins, end)) = pins::at(plain, start)
        && plain.skip_blanks(end) == inner.end
    {
        trailer.pins = pins;
        trailer.end = close;
    } else {
        return None;
    }
    trailer.reach = close;
    Some(close)
}

/// Hong Kong's 第354章, 第132BK章.
fn is_chapter(plain: &Plain, at: usize) -> bool {
    if plain.at(at) != Some('第') {
        return false;
    }
    let blanks = plain.skip_blanks(at + 1);
    let digits = plain.folded[blanks..].iter().take(8).take_while(|c| c.is_ascii_alphanumeric()).count();
    let end = plain.skip_blanks(blanks + digits);
    digits > 0 && plain.at(end) == Some('章') && plain.at(plain.skip_blanks(end + 1)) == Some(')')
}

/// A document number that begins right there, without brackets.
fn number_at(at: usize, numbers: &[Number], trailer: &mut Trailer) -> Option<usize> {
    let index = numbers.partition_point(|number| number.span.start < at);
    let number = numbers.get(index).filter(|number| number.span.start == at)?;
    if trailer.number.is_some() {
        return None;
    }
    trailer.number = Some(number.span.clone());
    trailer.end = number.span.end;
    trailer.reach = number.span.end;
    Some(number.span.end)
}

fn numbers_in<'n>(numbers: &'n [Number], inner: &Range<usize>) -> Option<&'n Number> {
    let index = numbers.partition_point(|number| number.span.start < inner.start);
    numbers.get(index).filter(|number| number.span.end <= inner.end)
}

/// A bracket that is part of the name wherever it stands: （试行）, （2018—2035年）, （2019年本）.
fn is_part_of_name(content: &[char]) -> bool {
    const WORDS: [&str; 14] = [
        "试行",
        "暂行",
        "草案",
        "修订草案",
        "修正草案",
        "征求意见稿",
        "送审稿",
        "讨论稿",
        "试行稿",
        "审议稿",
        "修订稿",
        "公开征求意见稿",
        "草案修改稿",
        "二次审议稿",
    ];
    let content: Vec<char> = content.iter().copied().filter(|c| *c != ' ').collect();
    let is = |word: &str| starts_with(&content, word) && word.chars().count() == content.len();
    if WORDS.into_iter().any(is) {
        return true;
    }
    let key = crate::citation::key::of(&content);
    let key = key.as_str();
    // A period, alone: its key is <2018-2035>.
    if key.starts_with('<') && key.ends_with('>') && key.matches('<').count() == 1 {
        return true;
    }
    let digits = content.iter().take_while(|c| c.is_ascii_digit()).count();
    digits == 4 && matches!(&content[4..], ['年', '版' | '本'] | ['版' | '本'] | ['年', '试', '行'])
}

/// The year of a version: （2014年修订）, （2018修正）, （2017年6月27日第二次修正）.
pub(in crate::citation) fn version(content: &[char]) -> Option<u16> {
    let content: Vec<char> = content.iter().copied().filter(|c| *c != ' ').collect();
    if content.len() > 24 {
        return None;
    }
    let year =
        numeral::read(content.get(..4)?).filter(|_| !content.get(4).is_some_and(char::is_ascii_digit))?;
    let ends = ["修订", "修正", "修改", "修订版", "修正版", "修订本", "修正本", "修订文本"];
    let rest = &content[4..];
    let made = ends.into_iter().any(|word| crate::citation::plain::ends_with(rest, word));
    let only = rest
        .iter()
        .all(|c| c.is_ascii_digit() || "年月日第次修订正改版本文一二三四五六七八九十".contains(*c));
    (made && only && (1900..2200).contains(&year)).then_some(year as u16)
}

/// A year alone, （1989年）: outside the marks it says which version. Inside them it is part of the name: 要点（2021年）.
fn year(content: &[char]) -> Option<u16> {
    let [digits @ .., '年'] = content else { return None };
    let year = numeral::read(digits).filter(|_| digits.len() == 4)?;
    (1900..2200).contains(&year).then_some(year as u16)
}

/// The definition in a bracket: 以下简称《条例》, 下稱本法, 国办发〔2017〕47号，以下简称《通知》.
fn definition(plain: &Plain, inner: Range<usize>) -> Option<Definition> {
    let content = &plain.folded[inner.clone()];
    let (at, group) = (0..content.len()).find_map(|at| {
        let (length, group) = says(&content[at..])?;
        Some((inner.start + at + length, group || contains(&content[..at], "分别")))
    })?;
    short_form(plain, at, inner.end, group, &['，', ',', ';', '。'])
}

/// Hong Kong's definition, the end of the name in marks and nothing else: 《某管制條例》（《條例》）.
fn ending(plain: &Plain, name: usize, inner: Range<usize>) -> Option<Definition> {
    let close = closing_quote(plain.at(inner.start)?)?;
    let short = inner.start + 1..inner.end.checked_sub(1)?;
    let letters: String = plain.folded.get(short.clone())?.iter().collect();
    let ends = name.checked_sub(1).is_some_and(|name| plain.ends(name, &letters));
    let whole = plain.at(short.end) == Some(close) && !letters.contains(close) && !letters.is_empty();
    (ends && whole).then_some(Definition { name: short, marked: close == '》', group: false })
}

/// A definition without brackets: 《某条例》，以下简称《条例》，…
fn loose_definition(plain: &Plain, at: usize, trailer: &mut Trailer) -> Option<usize> {
    let start = if plain.at(at) == Some(',') { plain.skip_blanks(at + 1) } else { at };
    if trailer.defines.is_some() || !plain.has(start, "以下") {
        return None;
    }
    let (length, group) = says(&plain.folded[start..])?;
    let line = plain.folded[start..].iter().take(BRACKET).take_while(|c| **c != '\n').count();
    let definition = short_form(plain, start + length, start + line, group, &[',', ';', '。', ')', '、'])?;
    let quotes = plain.folded[definition.name.end..].iter().take(3).take_while(|c| closes(**c)).count();
    let end = definition.name.end + quotes;
    trailer.defines = Some(definition);
    trailer.reach = end;
    Some(end)
}

/// Whether characters begin with words that define, how many, and whether for several documents together.
fn says(content: &[char]) -> Option<(usize, bool)> {
    const WORDS: [(&str, bool); 16] = [
        ("以下分别简称", true),
        ("以下分别称", true),
        ("以下统称", true),
        ("以下合称", true),
        ("以下并称", true),
        ("以下统一简称", true),
        ("以下均简称", true),
        ("以下简称", false),
        ("以下称", false),
        ("下称", false),
        ("下文简称", false),
        ("下文称", false),
        ("简称", false),
        ("后称", false),
        ("统称", true),
        ("合称", true),
    ];
    let (word, group) = WORDS.into_iter().find(|(word, _)| starts_with(content, word))?;
    let mut length = word.chars().count();
    while content.get(length).is_some_and(|c| matches!(c, '为' | '作' | ':' | ' ')) {
        length += 1;
    }
    Some((length, group))
}

/// The short form at an offset, in marks, quotes or bare.
fn short_form(plain: &Plain, at: usize, limit: usize, group: bool, stops: &[char]) -> Option<Definition> {
    let mut start = at;
    let mut shut = Vec::new();
    while let Some(close) = plain.at(start).and_then(closing_quote) {
        shut.push(close);
        start += 1;
    }
    let rest = plain.folded.get(start..limit)?;
    let length = match shut.last() {
        Some(close) => rest.iter().position(|c| c == close)?,
        None => rest.iter().position(|c| stops.contains(c)).unwrap_or(rest.len()),
    };
    // A list of short forms is shared out among several documents: who has which is not said.
    let mut after = plain.folded.get(start + length + shut.len()..limit).unwrap_or_default().iter();
    let list = !shut.is_empty()
        && match after.next() {
            Some('、' | '和' | '与' | '及') => after.next().is_some_and(|c| closing_quote(*c).is_some()),
            next => next.is_some_and(|c| closing_quote(*c).is_some()),
        };
    let name = start..start + length;
    let blank = plain.folded[name.clone()].iter().all(|c| *c == ' ');
    (!blank && length <= 40).then_some(Definition {
        name,
        marked: shut.iter().any(|c| matches!(c, '》' | '〉')),
        group: group || list,
    })
}

const fn closes(c: char) -> bool {
    matches!(c, '》' | '〉' | '」' | '』' | '”' | '’' | '"' | '\'')
}

const fn closing_quote(open: char) -> Option<char> {
    Some(match open {
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '‘' => '’',
        '"' => '"',
        '\'' => '\'',
        _ => return None,
    })
}
