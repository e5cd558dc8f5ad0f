//! One string through the conversion: what is held, and what becomes of the rest. It must not know editions, runs or
//! files.

use std::ops::Range;

use super::super::builtin::{BuiltIn, Word};
use super::super::dictionaries::Direction;
use super::super::matcher::Matcher;
use super::super::{address, measures, names, united};
use super::Source;
use super::characters::Characters;

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
    /// It is an address, or its author wants it so: it stays as it is.
    Verbatim,
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
}

/// A word whose conversion is known.
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
}

impl<'a> Joined<'a> {
    /// The source, converted in the direction of the characters.
    pub(in crate::script) fn new(
        Source { string: source, verbatim }: &'a Source,
        characters: &Characters,
        layers: &Layers<'a>,
    ) -> Self {
        let holds = holds(source, verbatim, characters.direction(), layers);
        let mut text = String::with_capacity(source.len() + source.len() / 32);
        let mut at = 0;
        for hold in &holds {
            characters.convert(&source[at..hold.bytes.start], &mut text);
            text.push_str(hold.to);
            at = hold.bytes.end;
        }
        characters.convert(&source[at..], &mut text);
        Self { text, holds }
    }
}

/// The words of a source whose conversion is known, from left to right.
fn holds<'a>(
    source: &'a str,
    verbatim: &[Range<usize>],
    direction: Direction,
    layers: &Layers<'a>,
) -> Vec<Hold<'a>> {
    let words = |matcher: &'a Matcher, by: By| {
        move |gap: Range<usize>, found: &mut Vec<Hold<'a>>| {
            let hold = |(bytes, number)| Hold { bytes, to: matcher.to(number), by };
            found.extend(matcher.find(source, gap).map(hold));
        }
    };
    // Above all words, the notice's too: an address with another character in it leads elsewhere.
    let mut kept = address::find(source);
    kept.extend_from_slice(verbatim);
    let keep = |bytes: Range<usize>| Hold { to: &source[bytes.clone()], bytes, by: By::Verbatim };
    let mut holds: Vec<Hold<'a>> = united(kept).into_iter().map(keep).collect();
    fill(&mut holds, source, words(layers.notice, By::Notice));
    fill(&mut holds, source, words(layers.site, By::Site));
    if direction != Direction::Hans {
        fill(&mut holds, source, |gap, found| {
            let hold = |name: names::Name| Hold { bytes: name.bytes, to: name.hant, by: By::Name };
            found.extend(names::find(source, gap).map(hold));
        });
        fill(&mut holds, source, |gap, found| {
            let hold = |(bytes, to)| Hold { bytes, to, by: By::Measure };
            found.extend(measures::find(source, gap).map(hold));
        });
    }
    fill(&mut holds, source, |gap, found| {
        BuiltIn::of(direction).find(source, gap, |Word { bytes, number, to }| {
            found.push(Hold { bytes, to, by: By::BuiltIn(number) });
        });
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
