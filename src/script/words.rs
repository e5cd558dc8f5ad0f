//! Word by word: which of the many words that may stand in a stretch of Han characters do stand there. 归还淀粉 is 归还 and
//! 淀粉, though 还淀 is a word as well; so a stretch is divided as a whole, into the words that are most common together
//! (the cheapest path through all divisions). Common words are data, in `words.txt`; hazards, the words that something
//! must be done about, are given. What is done about them, it must not know.

use std::ops::Range;

use super::is_han;

/// Common words: how rare (ten times the decimal logarithm of "one word in so many"), and the words.
pub(super) const COMMON: &str = include_str!("words.txt");

/// What a character costs that is no word in any list.
const UNKNOWN: u16 = 90;

/// What every word costs beside its rarity: without it, three words of which two are single characters would be preferred
/// to two (手|表现|已 to 手表|现已), since characters are counted as words wherever they were left over.
const EVERY: u32 = 10;

/// Longer stretches are divided in pieces of so many characters.
const STRETCH: usize = 1024;

/// How many nodes there is room for; not half of them are taken.
const ROOM: usize = 1 << 18;

/// A word that something must be done about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hazard {
    /// The word.
    pub(super) word: &'static str,
    /// What it costs at most as a word; what [`COMMON`] says, if that is less.
    pub(super) cost: u16,
}

/// A prefix of words.
#[derive(Clone, Copy, Default)]
struct Node {
    /// Its hash; 0 where nothing is.
    key: u64,
    /// The number of the hazard that it is, counted from 1.
    hazard: u32,
    /// What it costs as a word; 0 where it is none.
    cost: u16,
    /// Whether longer words begin with it.
    more: bool,
}

/// All words, by their prefixes.
pub(super) struct Words {
    nodes: Box<[Node]>,
    hazards: Vec<Hazard>,
}

impl Words {
    /// The common words and these hazards. Of a hazard that comes twice, the first one counts.
    pub(super) fn new(hazards: Vec<Hazard>) -> Self {
        let mut words = Self { nodes: vec![Node::default(); ROOM].into(), hazards: Vec::new() };
        let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
        for (cost, line) in lines.filter_map(|line| line.split_once('\t')) {
            let cost = cost.parse().unwrap_or(UNKNOWN);
            line.split(' ').for_each(|word| words.insert(word).cost = cost);
        }
        for (number, hazard) in (1..).zip(&hazards) {
            let node = words.insert(hazard.word);
            if node.hazard == 0 {
                node.hazard = number;
                node.cost = if node.cost == 0 { hazard.cost } else { node.cost.min(hazard.cost) };
            }
        }
        words.hazards = hazards;
        words
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
    fn step(&self, key: u64, character: char) -> (u64, Option<&Node>) {
        let key = hash(key, character);
        let node = &self.nodes[self.slot(key)];
        (key, (node.key == key).then_some(node))
    }

    /// Where a key is, or belongs.
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key >> 32) as usize % ROOM;
        while self.nodes[slot].key != key && self.nodes[slot].key != 0 {
            slot = (slot + 1) % ROOM;
        }
        slot
    }

    /// The node of a word, made with those of its prefixes.
    fn insert(&mut self, word: &str) -> &mut Node {
        let (mut key, mut slot) = (0, 0);
        let mut characters = word.chars().peekable();
        while let Some(character) = characters.next() {
            key = hash(key, character);
            slot = self.slot(key);
            self.nodes[slot].key = key;
            self.nodes[slot].more |= characters.peek().is_some();
        }
        &mut self.nodes[slot]
    }
}

/// The key of a prefix and one character more; never 0.
fn hash(key: u64, character: char) -> u64 {
    (key.rotate_left(5) ^ u64::from(character)).wrapping_mul(0x517C_C1B7_2722_0A95) | 1
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
            if *words.hazards[number].word == text[bytes.clone()] {
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

#[cfg(test)]
mod tests {
    use super::{Hazard, ROOM, Words};

    fn words() -> Words {
        let hazards = ["还淀", "淀粉", "发生", "理发", "手表", "表现", "花大"];
        Words::new(hazards.map(|word| Hazard { word, cost: 75 }).into())
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
        let taken = words().nodes.iter().filter(|node| node.key != 0).count();
        assert!(taken * 2 < ROOM, "{taken} of {ROOM}");
    }
}
