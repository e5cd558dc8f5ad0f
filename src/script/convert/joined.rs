//! One string through the conversion: what is held, what OpenCC is given, and how both come together again. It must not
//! know editions, runs or files.

use std::ops::Range;

use super::super::builtin::{BuiltIn, Place};
use super::super::dictionaries::Direction;
use super::super::matcher::Matcher;
use super::super::{measures, names};
use super::ConvertError;

/// What stands for a held word, and at a cut, in what OpenCC is given. OpenCC leaves it alone, and so do we where an
/// author wrote it: it is held like a word.
const MARK: char = '\u{E000}';

/// About how many bytes are converted at once. Longer texts are converted in pieces that end where no word can be, since
/// OpenCC needs many times the memory of what it converts, and fresh memory costs more time than the conversion.
const PIECE: usize = 128 << 10;

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
    /// The notice's.
    Notice,
    /// The site's.
    Site,
    /// It is part of a name.
    Name,
    /// It is a measure word behind digits.
    Measure,
    /// The built-in one of this number, a term or one of OpenCC's.
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
        let mut joined = Self {
            text: String::with_capacity(source.len() + source.len() / 32),
            holds: Vec::new(),
            uneven: Vec::new(),
        };
        let mut at = 0;
        while at < source.len() {
            let length = piece(&source[at..], &['\n']);
            joined.append(source, at..at + length, direction, layers, convert)?;
            at += length;
        }
        Ok(joined)
    }

    /// Appends a piece of the source, converted.
    fn append(
        &mut self,
        source: &str,
        within: Range<usize>,
        direction: Direction,
        layers: &Layers<'a>,
        convert: &dyn Fn(&str) -> Result<String, ConvertError>,
    ) -> Result<(), ConvertError> {
        let (holds, cuts) = holds(source, within.clone(), direction, layers);
        let mut cuts = cuts.into_iter().peekable();
        // Stretches between the marks, and what follows each: a held word, a cut (none), or the end.
        let mut masked = String::with_capacity(within.len());
        let mut stretches: Vec<(Range<usize>, Option<&str>)> = Vec::with_capacity(2 * holds.len() + 1);
        let mut at = within.start;
        for hold in holds.iter().map(Some).chain([None]) {
            let end = hold.map_or(within.end, |hold| hold.bytes.start);
            let mut from = at;
            while let Some(cut) = cuts.next_if(|&cut| cut < end) {
                // Beside a held word there is a mark already.
                if from < cut {
                    masked.push_str(&source[from..cut]);
                    masked.push(MARK);
                    stretches.push((from..cut, None));
                    from = cut;
                }
            }
            masked.push_str(&source[from..end]);
            if let Some(hold) = hold {
                masked.push(MARK);
                at = hold.bytes.end;
            }
            stretches.push((from..end, hold.map(|hold| hold.to)));
        }
        let output = in_pieces(&masked, convert)?;
        let mut pieces = output.split(MARK);
        for (stretch, then) in stretches {
            let piece = pieces.next().unwrap_or("");
            self.push(source, stretch, piece, direction, convert)?;
            self.text.push_str(then.unwrap_or(""));
        }
        self.holds.extend(holds);
        Ok(())
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
pub(in crate::script) fn in_house(original: char, converted: char, direction: Direction) -> char {
    match converted {
        '汙' if direction == Direction::Tw => '污',
        '溼' if direction == Direction::Tw => '濕',
        '佈' if direction == Direction::Tw => '布',
        // One form in all words: OpenCC has the other one in some.
        '巖' if direction != Direction::Hans => '岩',
        '谿' if direction != Direction::Hans => '溪',
        // Characters that many fonts lack are not shown for one that they have: 噁 stays, where OpenCC has 𫫇.
        '\u{1_0000}'.. if original < '\u{1_0000}' => original,
        _ => converted,
    }
}

/// Everything in a piece of the source that OpenCC does not get to see, and the byte offsets across which it must not
/// read, from left to right.
fn holds<'a>(
    source: &str,
    within: Range<usize>,
    direction: Direction,
    layers: &Layers<'a>,
) -> (Vec<Hold<'a>>, Vec<usize>) {
    let words = |matcher: &'a Matcher, by: fn(usize) -> By| {
        move |gap: Range<usize>, found: &mut Vec<Hold<'a>>| {
            let hold = |(bytes, number)| Hold { bytes, to: matcher.to(number), by: by(number) };
            found.extend(matcher.find(source, gap).map(hold));
        }
    };
    let mut holds = Vec::new();
    fill(&mut holds, &within, words(layers.notice, |_| By::Notice));
    fill(&mut holds, &within, words(layers.site, |_| By::Site));
    if source[within.clone()].contains(['\0', MARK]) {
        fill(&mut holds, &within, |gap, found| {
            found.extend(source[gap.clone()].match_indices(['\0', MARK]).map(|(at, sign)| {
                let at = gap.start + at;
                let to = if sign == "\0" { "\0" } else { "\u{E000}" };
                Hold { bytes: at..at + sign.len(), to, by: By::Kept }
            }));
        });
    }
    if direction != Direction::Hans {
        fill(&mut holds, &within, |gap, found| {
            let hold = |name: names::Name| Hold { bytes: name.bytes, to: name.hant, by: By::Name };
            found.extend(names::find(source, gap).map(hold));
        });
        fill(&mut holds, &within, |gap, found| {
            let hold = |(bytes, to)| Hold { bytes, to, by: By::Measure };
            found.extend(measures::find(source, gap).map(hold));
        });
    }
    let mut cuts = Vec::new();
    fill(&mut holds, &within, |gap, found| {
        BuiltIn::of(direction).find(source, gap, |place| match place {
            Place::Word { bytes, number, to } => found.push(Hold { bytes, to, by: By::BuiltIn(number) }),
            Place::Cut(at) => cuts.push(at),
        });
    });
    (holds, cuts)
}

/// Looks for more in the gaps between what is held already.
fn fill<'a>(
    holds: &mut Vec<Hold<'a>>,
    within: &Range<usize>,
    mut find: impl FnMut(Range<usize>, &mut Vec<Hold<'a>>),
) {
    let before = std::mem::take(holds);
    let mut at = within.start;
    for hold in before {
        if at < hold.bytes.start {
            find(at..hold.bytes.start, holds);
        }
        at = hold.bytes.end;
        holds.push(hold);
    }
    if at < within.end {
        find(at..within.end, holds);
    }
}

/// Converts a text, in pieces if it is long.
fn in_pieces(
    text: &str,
    convert: &dyn Fn(&str) -> Result<String, ConvertError>,
) -> Result<String, ConvertError> {
    if text.len() <= 2 * PIECE {
        return convert(text);
    }
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (head, tail) = rest.split_at(piece(rest, &[MARK, '\n']));
        output.push_str(&convert(head)?);
        rest = tail;
    }
    Ok(output)
}

/// How long the first piece of a text is that ends with one of these characters; the whole text, if none of them comes.
fn piece(text: &str, ends: &[char]) -> usize {
    if text.len() <= PIECE {
        return text.len();
    }
    let start = text.floor_char_boundary(PIECE);
    text[start..].find(ends).map_or(text.len(), |at| text.ceil_char_boundary(start + at + 1))
}
