//! Word by word: which of the many words that may stand in a stretch of Han characters do stand there. 归还淀粉 is 归还 and
//! 淀粉, though 还淀 is a word as well; so a stretch is divided as a whole, into the words that are most common together
//! (the cheapest path through all divisions). Common words are data, in `words.txt`; hazards, the words that something
//! must be done about, are given. What is done about them, it must not know.

#[cfg(test)]
mod fill;
mod table;

use std::ops::Range;

use super::is_han;
pub(super) use table::lines;
use table::{NODE, Node, UNKNOWN, hash, slot};

/// Common words: how rare (ten times the decimal logarithm of "one word in so many"), and the words.
pub(super) const COMMON: &str = include_str!("../words.txt");

/// The table of all words, as `build.rs` fills it.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.table"));

/// What every word costs beside its rarity: without it, three words of which two are single characters would be preferred
/// to two (手|表现|已 to 手表|现已), since characters are counted as words wherever they were left over.
const EVERY: u32 = 10;

/// Longer stretches are divided in pieces of so many characters.
const STRETCH: usize = 1024;

/// All words, by their prefixes.
pub(super) struct Words {
    nodes: &'static [[u8; NODE]],
    /// The lists of hazards, whose first column is the word.
    lists: [&'static str; 2],
}

impl Words {
    /// The common words and the hazards of these two lists, which the table was filled with.
    pub(super) const fn new(lists: [&'static str; 2]) -> Self {
        Self { nodes: TABLE.as_chunks().0, lists }
    }

    /// The line of a hazard, by its number.
    pub(super) fn line(&self, hazard: usize) -> &'static str {
        let [first, second] = self.lists;
        let rest = hazard.checked_sub(first.len()).map_or_else(|| &first[hazard..], |at| &second[at..]);
        rest.split('\n').next().unwrap_or_default()
    }

    /// How rare a word is, if it is one; see [`COMMON`].
    pub(super) fn rarity(&self, word: &str) -> Option<u16> {
        let mut found = None;
        let mut key = 0;
        for character in word.chars() {
            (key, found) = self.step(key, character);
            found?;
        }
        found.map(|node| node.cost).filter(|&cost| cost != 0)
    }

    /// Divides every stretch of Han characters in a part of the text, and tells the hazards that are words in it (or, where
    /// a common word has some in it, parts of that one), from left to right: where, in bytes, and their number.
    pub(super) fn divide(&self, text: &str, within: Range<usize>, mut tell: impl FnMut(Range<usize>, usize)) {
        let mut stretch = Stretch::default();
        for (at, character) in text[within.clone()].char_indices() {
            if !is_han(character) || stretch.characters.len() == STRETCH {
                stretch.divide(self, text, within.start + at, &mut tell);
            }
            if is_han(character) {
                stretch.characters.push((within.start + at, character));
            }
        }
        stretch.divide(self, text, within.end, &mut tell);
    }

    /// The prefix that is longer by this character than the one of the key, and its key.
    fn step(&self, key: u64, character: char) -> (u64, Option<Node>) {
        let key = hash(key, character);
        let (_, node) = slot(self.nodes, key);
        (key, (node.key == key).then_some(node))
    }
}

/// A stretch that is being divided; kept for the next one, for its memory.
#[derive(Default)]
struct Stretch {
    /// Its characters, and their byte offsets in the text.
    characters: Vec<(usize, char)>,
    /// The cheapest way to each place between characters.
    ways: Vec<Way>,
    /// Hazards that may stand in it: the first character, the one behind the last, the number.
    hazards: Vec<(usize, usize, usize)>,
    /// Places between characters at which words of the division begin; the last is the end of the stretch.
    starts: Vec<usize>,
}

/// The cheapest way to a place: what it costs, and the last word of it.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    from: usize,
    hazard: u32,
}

impl Stretch {
    /// Divides what there is, up to a byte offset, tells it, and is empty again.
    fn divide(&mut self, words: &Words, text: &str, end: usize, tell: &mut impl FnMut(Range<usize>, usize)) {
        self.find_ways(words);
        if !self.hazards.is_empty() {
            self.tell(words, text, end, tell);
        }
        self.characters.clear();
        self.hazards.clear();
    }

    fn find_ways(&mut self, words: &Words) {
        let length = self.characters.len();
        self.ways.clear();
        self.ways.resize(length + 1, Way { cost: u32::MAX, from: 0, hazard: 0 });
        self.ways[0].cost = 0;
        for from in 0..length {
            let so_far = self.ways[from].cost + EVERY;
            let take = |to: usize, cost: u32, hazard: u32, ways: &mut [Way]| {
                if so_far + cost < ways[to].cost {
                    ways[to] = Way { cost: so_far + cost, from, hazard };
                }
            };
            take(from + 1, UNKNOWN.into(), 0, &mut self.ways);
            let mut key = 0;
            for to in from + 1..=length {
                let (longer, node) = words.step(key, self.characters[to - 1].1);
                let Some(node) = node else { break };
                if node.cost != 0 {
                    take(to, node.cost.into(), node.hazard, &mut self.ways);
                }
                if node.hazard != 0 {
                    self.hazards.push((from, to, node.hazard as usize - 1));
                }
                if !node.more {
                    break;
                }
                key = longer;
            }
        }
    }

    fn tell(&mut self, words: &Words, text: &str, end: usize, tell: &mut impl FnMut(Range<usize>, usize)) {
        let length = self.characters.len();
        let byte = |place: usize| self.characters.get(place).map_or(end, |&(at, _)| at);
        self.starts.clear();
        self.starts.push(length);
        let mut place = length;
        while place > 0 {
            place = self.ways[place].from;
            self.starts.push(place);
        }
        self.starts.reverse();
        let mut found = |from: usize, to: usize, number: usize| {
            let bytes = byte(from)..byte(to);
            // Two prefixes might have one key.
            if words.line(number).strip_prefix(&text[bytes.clone()]).is_some_and(ends_column) {
                tell(bytes, number);
            }
        };
        for pair in self.starts.windows(2) {
            let (mut from, to) = (pair[0], pair[1]);
            match (self.ways[to].hazard as usize).checked_sub(1) {
                Some(number) => found(from, to, number),
                None => {
                    while let Some((start, end, number)) = self.inside(from, to) {
                        found(start, end, number);
                        from = end;
                    }
                }
            }
        }
    }

    /// The first hazard that is a part of a common word, the longest of those that begin there.
    fn inside(&self, from: usize, to: usize) -> Option<(usize, usize, usize)> {
        let first = self.hazards.partition_point(|&(start, ..)| start < from);
        let within = self.hazards[first..].iter().take_while(|(start, ..)| *start < to);
        within
            .filter(|(_, end, _)| *end <= to)
            .min_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)))
            .copied()
    }
}

/// Whether the first column of a line ends here.
fn ends_column(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('\t')
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::fill::filled;
    use super::table::{NODE, ROOM};
    use super::{COMMON, TABLE, Words};

    fn words() -> Words {
        const HAZARDS: &str = "# two characters each\n还淀\n淀粉\n发生\t\n理发\n手表\n表现\n花大";
        static NODES: LazyLock<Vec<[u8; NODE]>> = LazyLock::new(|| filled(COMMON, "", HAZARDS));
        Words { nodes: &NODES, lists: ["", HAZARDS] }
    }

    fn told(text: &str) -> Vec<&str> {
        let mut told = Vec::new();
        words().divide(text, 0..text.len(), |bytes, _| told.push(&text[bytes]));
        told
    }

    #[test]
    fn a_stretch_is_divided_as_a_whole() {
        assert_eq!(told("归还淀粉样品"), ["淀粉"]);
        assert_eq!(told("手表现已找到，手表明天归还"), ["手表", "手表"]);
        assert_eq!(told("经营理发生意"), ["理发"]);
        assert_eq!(told("事故发生"), ["发生"]);
        assert_eq!(told("还淀于湖"), ["还淀"]);
    }

    #[test]
    fn a_hazard_is_told_inside_a_common_word_too() {
        assert_eq!(told("五花大绑的"), ["花大"]);
    }

    #[test]
    fn long_stretches_and_no_stretch() {
        assert!(told("").is_empty() && told("abc，。").is_empty());
        assert_eq!(told(&"手表".repeat(2000)), ["手表"].repeat(2000));
        assert!(told(&"㐀".repeat(5000)).is_empty());
    }

    #[test]
    fn there_is_room() {
        let (nodes, rest) = TABLE.as_chunks::<NODE>();
        let taken = nodes.iter().filter(|node| **node != [0; NODE]).count();
        assert!(nodes.len() == ROOM && rest.is_empty() && taken * 2 < ROOM, "{taken} of {}", nodes.len());
    }
}
