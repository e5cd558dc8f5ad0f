//! The characters that have more than one form: which of them only one script uses, and to which Simplified form each is
//! folded. The table is text that was made from OpenCC once (the test below makes it again and compares), so that
//! neither folding nor detection has to open OpenCC. It must not know words, only characters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Script;

/// One line a family of forms: the one they are folded to, then, after tabs, those that only Simplified uses, those that
/// only Traditional uses, and those that both use.
const FAMILIES: &str = include_str!("characters.tsv");

/// The block that is looked up by index: all Han characters of the BMP but the compatibility ones.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// What the table says of one character.
#[derive(Clone, Copy)]
struct Entry {
    folded: char,
    only: Option<Script>,
}

struct Table {
    common: Box<[Entry]>,
    rare: HashMap<char, Entry>,
}

impl Table {
    fn entry(&self, character: char) -> Option<Entry> {
        match u32::from(character) {
            code @ FIRST..=LAST => Some(self.common[(code - FIRST) as usize]),
            0x3400.. => self.rare.get(&character).copied(),
            _ => None,
        }
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut common: Box<[Entry]> = (FIRST..=LAST)
        .map(|code| Entry { folded: char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), only: None })
        .collect();
    let mut rare = HashMap::new();
    for (folded, columns) in families(FAMILIES) {
        for (members, only) in columns.into_iter().zip([Some(Script::Hans), Some(Script::Hant), None]) {
            for member in members.chars() {
                let entry = Entry { folded, only };
                match u32::from(member) {
                    code @ FIRST..=LAST => common[(code - FIRST) as usize] = entry,
                    _ => drop(rare.insert(member, entry)),
                }
            }
        }
    }
    Table { common, rare }
});

/// The lines of the table that are families: the folded form, and the members in three columns.
fn families(table: &str) -> impl Iterator<Item = (char, [&str; 3])> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let folded = columns.next()?.chars().next()?;
        Some((folded, [columns.next()?, columns.next()?, columns.next()?]))
    })
}

/// The Simplified form that a character is folded to; itself where it has but one form.
pub(crate) fn folded(character: char) -> char {
    TABLE.entry(character).map_or(character, |entry| entry.folded)
}

/// The script that a character belongs to, if it belongs to one only.
pub(super) fn only(character: char) -> Option<Script> {
    TABLE.entry(character).and_then(|entry| entry.only)
}

/// The forms of a character that a script uses, in the order of the table.
pub(super) fn forms(character: char, script: Script) -> impl Iterator<Item = char> {
    static FORMS: LazyLock<HashMap<char, [&'static str; 3]>> = LazyLock::new(|| families(FAMILIES).collect());
    let [hans, hant, both] = FORMS.get(&folded(character)).copied().unwrap_or_default();
    let own = if script == Script::Hans { hans } else { hant };
    own.chars().chain(both.chars())
}

#[cfg(test)]
mod tests;
