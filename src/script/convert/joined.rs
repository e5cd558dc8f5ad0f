//! One string through the conversion: what is held, what OpenCC is given, and how both come together again. It must not
//! know editions, runs or files.

use std::ops::Range;

use super::super::builtin::{BuiltIn, Cuts};
use super::super::dictionaries::Direction;
use super::super::matcher::Matcher;
use super::super::names;
use super::ConvertError;

/// What stands for a held word, and at a cut, in what OpenCC is given. OpenCC leaves it alone, and so do we where an
/// author wrote it: it is held like a word.
const MARK: char = '\u{E000}';

/// How many bytes OpenCC is given at once. Longer texts are given in pieces that end at a mark or a line end, where no
/// word can be, because OpenCC needs many times the memory of what it converts.
const PIECE: usize = 4 << 20;

/// The words that are held, above the built-in ones.
pub(in crate::script) struct Layers<'a> {
    /// Those of the notice.
    pub(in crate::script) notice: &'a Matcher,
    /// Those of the site.
    pub(in crate::script) site: &'a Matcher,
}

/// Whose word it is that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::script) enum By {
    /// The notice's, with its number.
    Notice(usize),
    /// The site's, with its number.
    Site(usize),
    /// It is part of a name.
    Name,
    /// The built-in one of this number.
    BuiltIn(usize),
    /// OpenCC would refuse or confuse it: NUL, and the mark itself.
    Kept,
}

/// A word that OpenCC does not get to see.
#[derive(Clone, Debug)]
pub(in crate::script) struct Hold<'a> {
    /// Where it is in the source, in bytes.
    pub(in crate::script) bytes: Range<usize>,
    /// What it becomes.
    pub(in crate::script) to: &'a str,
    /// Whose it is.
    pub(in crate::script) by: By,
}

/// A converted string.
pub(in crate::script) struct Joined<'a> {
    /// It; as many characters as the source.
    pub(in crate::script) text: String,
    /// What was held, from left to right.
    pub(in crate::script) holds: Vec<Hold<'a>>,
    /// Stretches of the source, in bytes, that OpenCC would have made longer or shorter: they were converted character
    /// by character instead.
    pub(in crate::script) uneven: Vec<Range<usize>>,
}

impl<'a> Joined<'a> {
    /// The source, converted by `convert`, which is OpenCC in this direction.
    ///
    /// # Errors
    /// What `convert` says.
    pub(in crate::script) fn new(
        source: &str,
        direction: Direction,
        layers: &Layers<'a>,
        convert: &dyn Fn(&str) -> Result<String, ConvertError>,
    ) -> Result<Self, ConvertError> {
        let holds = holds(source, direction, layers);
        let mut joined =
            Self { text: String::with_capacity(source.len() + source.len() / 32), holds, uneven: Vec::new() };
        let cuts = (direction != Direction::Hans).then(Cuts::get);
        // Stretches between the marks, and what follows each: a held word, a cut (none), or the end.
        let mut masked = String::new();
        let mut stretches: Vec<(Range<usize>, Option<&str>)> = Vec::new();
        let mut at = 0;
        for next in 0..=joined.holds.len() {
            let hold = joined.holds.get(next).cloned();
            let end = hold.as_ref().map_or(source.len(), |hold| hold.bytes.start);
            let mut from = at;
            for cut in cuts.into_iter().flat_map(|cuts| cuts.find(&source[at..end])).map(|cut| at + cut) {
                masked.push_str(&source[from..cut]);
                masked.push(MARK);
                stretches.push((from..cut, None));
                from = cut;
            }
            masked.push_str(&source[from..end]);
            if let Some(hold) = &hold {
                masked.push(MARK);
                at = hold.bytes.end;
            }
            stretches.push((from..end, hold.map(|hold| hold.to)));
        }
        let output = in_pieces(&masked, convert)?;
        let mut pieces = output.split(MARK);
        for (stretch, then) in stretches {
            let piece = pieces.next().unwrap_or("");
            joined.push(source, stretch, piece, direction, convert)?;
            joined.text.push_str(then.unwrap_or(""));
        }
        Ok(joined)
    }

    /// Appends a converted stretch, if it is as long as its source; else the source, character by character.
    fn push(
        &mut self,
        source: &str,
        stretch: Range<usize>,
        piece: &str,
        direction: Direction,
        convert: &dyn Fn(&str) -> Result<String, ConvertError>,
    ) -> Result<(), ConvertError> {
        let start = self.text.len();
        let mut before = source[stretch.clone()].chars();
        for character in piece.chars() {
            let Some(original) = before.next() else {
                before = "x".chars();
                break;
            };
            self.text.push(in_house(original, character, direction));
        }
        if before.next().is_none() {
            return Ok(());
        }
        self.text.truncate(start);
        self.uneven.push(stretch.clone());
        for original in source[stretch].chars() {
            let alone = convert(original.encode_utf8(&mut [0; 4]))?;
            let mut alone = alone.chars();
            let character = alone.next().filter(|_| alone.next().is_none()).unwrap_or(original);
            self.text.push(in_house(original, character, direction));
        }
        Ok(())
    }
}

/// The character that house style shows for OpenCC's.
fn in_house(original: char, converted: char, direction: Direction) -> char {
    match converted {
        '汙' if direction == Direction::Tw => '污',
        '溼' if direction == Direction::Tw => '濕',
        '佈' if direction == Direction::Tw => '布',
        // Characters that many fonts lack are not shown for one that they have: 噁 stays, where OpenCC has 𫫇.
        '\u{1_0000}'.. if original < '\u{1_0000}' => original,
        _ => converted,
    }
}

/// Everything that OpenCC does not get to see, from left to right.
fn holds<'a>(source: &str, direction: Direction, layers: &Layers<'a>) -> Vec<Hold<'a>> {
    let mut holds = Vec::new();
    fill(&mut holds, source, |gap, found| {
        let hold = |(bytes, number): (Range<usize>, usize)| Hold {
            bytes,
            to: layers.notice.to(number),
            by: By::Notice(number),
        };
        found.extend(layers.notice.find(source, gap).map(hold));
    });
    fill(&mut holds, source, |gap, found| {
        let hold = |(bytes, number): (Range<usize>, usize)| Hold {
            bytes,
            to: layers.site.to(number),
            by: By::Site(number),
        };
        found.extend(layers.site.find(source, gap).map(hold));
    });
    if source.contains(['\0', MARK]) {
        fill(&mut holds, source, |gap, found| {
            found.extend(source[gap.clone()].match_indices(['\0', MARK]).map(|(at, sign)| {
                let at = gap.start + at;
                let to = if sign == "\0" { "\0" } else { "\u{E000}" };
                Hold { bytes: at..at + sign.len(), to, by: By::Kept }
            }));
        });
    }
    if direction != Direction::Hans {
        fill(&mut holds, source, |gap, found| {
            found.extend(names::find(source, gap).map(|name| Hold {
                bytes: name.bytes,
                to: name.hant,
                by: By::Name,
            }));
        });
    }
    let built_in = &BuiltIn::of(direction).matcher;
    fill(&mut holds, source, |gap, found| {
        let hold = |(bytes, number): (Range<usize>, usize)| Hold {
            bytes,
            to: built_in.to(number),
            by: By::BuiltIn(number),
        };
        found.extend(built_in.find(source, gap).map(hold));
    });
    holds
}

/// Looks for more in the gaps between what is held already.
fn fill<'a>(holds: &mut Vec<Hold<'a>>, source: &str, mut find: impl FnMut(Range<usize>, &mut Vec<Hold<'a>>)) {
    let before = std::mem::take(holds);
    let mut at = 0;
    for hold in before {
        if at < hold.bytes.start {
            find(at..hold.bytes.start, holds);
        }
        at = hold.bytes.end;
        holds.push(hold);
    }
    if at < source.len() {
        find(at..source.len(), holds);
    }
}

/// Converts a text, in pieces if it is very long.
fn in_pieces(
    text: &str,
    convert: &dyn Fn(&str) -> Result<String, ConvertError>,
) -> Result<String, ConvertError> {
    if text.len() <= PIECE {
        return convert(text);
    }
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let limit = rest.floor_char_boundary(PIECE);
        // A text without any end of a word is cut where it is: the alternative is to run out of memory.
        let end = if rest.len() <= PIECE {
            rest.len()
        } else {
            rest[..limit]
                .rfind(['\n', MARK, '。', '，', ' '])
                .map_or(limit, |at| rest.ceil_char_boundary(at + 1))
        };
        let (piece, after) = rest.split_at(end);
        output.push_str(&convert(piece)?);
        rest = after;
    }
    Ok(output)
}
