//! What OpenCC makes of each character: it is asked once for all of them when a direction is opened, and a text is then
//! converted by looking them up. OpenCC's words are not its business: they are found before, among all other words, where
//! they do not straddle two of them (see [`super::super::builtin`]).

use std::ops::RangeInclusive;
use std::path::Path;

use opencc_rust::OpenCC;

use super::super::dictionaries::Direction;
use super::ConvertError;

/// The blocks of the Basic Multilingual Plane in which OpenCC changes characters.
const BLOCKS: [RangeInclusive<char>; 2] = ['\u{3400}'..='\u{9FFF}', '\u{F900}'..='\u{FAFF}'];

/// The characters of a direction.
pub(in crate::script) struct Characters {
    direction: Direction,
    /// What a character of the Basic Multilingual Plane becomes.
    common: Box<[u16]>,
    /// For all others, which are rare.
    opencc: OpenCC,
}

impl Characters {
    /// Opens OpenCC and asks it. `folder` is where to unpack its dictionaries; without one, the system's folder for
    /// temporary files.
    ///
    /// # Errors
    /// Where OpenCC cannot be opened or does not answer.
    pub(super) fn open(direction: Direction, folder: Option<&Path>) -> Result<Self, ConvertError> {
        let opencc = direction.open(folder)?;
        let mut common: Box<[u16]> = (0..=u16::MAX).collect();
        let all: String = BLOCKS.into_iter().flatten().flat_map(|character| [character, '\n']).collect();
        let made = opencc.convert(&all).map_err(|error| ConvertError::OpenCc(error.to_string()))?;
        for (character, line) in all.lines().zip(made.lines()) {
            let (Some(character), Some(made)) = (only(character), only(line)) else { continue };
            let shown = in_house(character, made, direction);
            if let (Ok(at), Ok(shown)) = (u16::try_from(character), u16::try_from(shown)) {
                common[usize::from(at)] = shown;
            }
        }
        Ok(Self { direction, common, opencc })
    }

    /// The direction that they are of.
    pub(in crate::script) const fn direction(&self) -> Direction {
        self.direction
    }

    /// What a character is shown as.
    pub(in crate::script) fn of(&self, character: char) -> char {
        match u16::try_from(character) {
            Ok(at) => char::from_u32(self.common[usize::from(at)].into()).unwrap_or(character),
            Err(_) => in_house(character, self.of_opencc(character), self.direction),
        }
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
