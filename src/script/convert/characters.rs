//! What OpenCC makes of each character: it is asked for each once, when a text first has it, and a text is converted by
//! looking them up. OpenCC's words are not its business: they are found before, among all other words, where
//! they do not straddle two of them (see [`super::super::builtin`]).

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::atomic::{AtomicU16, Ordering};

use opencc_rust::OpenCC;

use super::super::dictionaries::Direction;
use super::ConvertError;

/// The blocks of the Basic Multilingual Plane in which OpenCC changes characters.
const BLOCKS: [RangeInclusive<char>; 2] = ['\u{3400}'..='\u{9FFF}', '\u{F900}'..='\u{FAFF}'];

/// The characters of a direction.
pub(in crate::script) struct Characters {
    direction: Direction,
    /// What a character of the Basic Multilingual Plane becomes; 0 where OpenCC was not asked yet. Two threads may both ask,
    /// and get the same answer.
    common: Box<[AtomicU16]>,
    opencc: OpenCC,
}

impl Characters {
    /// Opens OpenCC. `folder` is where to unpack its dictionaries; without one, the system's folder for
    /// temporary files.
    ///
    /// # Errors
    /// Where OpenCC cannot be opened.
    pub(super) fn open(direction: Direction, folder: Option<&Path>) -> Result<Self, ConvertError> {
        let opencc = direction.open(folder)?;
        let common = (0..=u16::MAX).map(|_| AtomicU16::new(0)).collect();
        Ok(Self { direction, common, opencc })
    }

    /// The direction that they are of.
    pub(in crate::script) const fn direction(&self) -> Direction {
        self.direction
    }

    /// What a character is shown as.
    pub(in crate::script) fn of(&self, character: char) -> char {
        let Ok(at) = u16::try_from(character) else { return self.ask(character) };
        if !BLOCKS.iter().any(|block| block.contains(&character)) {
            return character;
        }
        let known = &self.common[usize::from(at)];
        match known.load(Ordering::Relaxed) {
            0 => {
                let shown = self.ask(character);
                // House style leaves none of them beyond the plane.
                known.store(u16::try_from(shown).unwrap_or(at), Ordering::Relaxed);
                shown
            }
            shown => char::from_u32(shown.into()).unwrap_or(character),
        }
    }

    fn ask(&self, character: char) -> char {
        in_house(character, self.of_opencc(character), self.direction)
    }

    /// What OpenCC makes of a character that is no part of a word.
    pub(in crate::script) fn of_opencc(&self, character: char) -> char {
        // OpenCC takes no NUL.
        if character == '\0' {
            return character;
        }
        let made = self.opencc.convert(character.encode_utf8(&mut [0; 4]));
        made.ok().and_then(|made| only(&made)).unwrap_or(character)
    }

    /// Appends a text, converted character by character.
    pub(super) fn convert(&self, text: &str, shown: &mut String) {
        shown.extend(text.chars().map(|character| self.of(character)));
    }
}

/// The character that a text has, if it has one only.
fn only(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
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
