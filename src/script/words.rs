//! Word by word: which of the many words that may stand in a stretch of Han characters do stand there. 归还淀粉 is 归还 and
//! 淀粉, though 还淀 is a word as well; so a stretch is divided as a whole, into the words that are most common together
//! (the cheapest path through all divisions). Common words are data, in `words.txt`; hazards, the words that something
//! must be done about, are given. What is done about them, it must not know.

use std::borrow::Cow;
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
#[derive(Clone, Debug)]
pub(super) struct Hazard {
    /// The word.
    pub(super) word: Cow<'static, str>,
    /// What is to be made of it.
    pub(super) kind: Kind,
}

/// What is to be made of a hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is a word, and costs so much at most. It is also told where it is inside a longer common word.
    Term(u16),
    /// It is a word, and costs so much at most.
    Word(u16),
    /// It is none, and is cut at this byte offset.
    Cut(usize),
}

/// What is told of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The hazard of this number is one of the words, in these bytes.
    Word(Range<usize>, usize),
    /// At this byte offset a word ends, across which a hazard would be read that is none of the words.
    Cut(usize),
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
            let node = words.insert(&hazard.word);
            if node.hazard == 0 {
                node.hazard = number;
                node.cost = match hazard.kind {
                    Kind::Cut(_) => 0,
                    Kind::Term(at_most) | Kind::Word(at_most) if node.cost == 0 => at_most,
                    Kind::Term(at_most) | Kind::Word(at_most) => node.cost.min(at_most),
                };
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

    /// Divides every stretch of Han characters in a part of the text and tells what is in them, from left to right.
    pub(super) fn divide(&self, text: &str, within: Range<usize>, mut tell: impl FnMut(Found)) {
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
    fn divide(&mut self, words: &Words, text: &str, end: usize, tell: &mut impl FnMut(Found)) {
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

    fn tell(&mut self, words: &Words, text: &str, end: usize, tell: &mut impl FnMut(Found)) {
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
        // Where the text must be cut: inside each hazard that is none of the words, where the first word ends in it.
        let mut cuts: Vec<usize> = Vec::new();
        for &(from, to, number) in &self.hazards {
            let hazard = &words.hazards[number];
            let next = self.starts.partition_point(|&start| start <= from);
            let inside = self.starts.get(next).copied().filter(|&start| start < to);
            let cut = match hazard.kind {
                Kind::Cut(cut) => text[byte(from)..].starts_with(&*hazard.word).then_some(byte(from) + cut),
                Kind::Term(_) | Kind::Word(_) => inside.map(byte),
            };
            cuts.extend(cut);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut cuts = cuts.into_iter().peekable();
        let mut found = |from: usize, to: usize, number: Option<usize>| {
            let bytes = byte(from)..byte(to);
            while let Some(cut) = cuts.next_if(|&cut| cut < bytes.end) {
                if number.is_none() || cut == bytes.start {
                    tell(Found::Cut(cut));
                }
            }
            // Two prefixes might have one key.
            if let Some(number) = number
                && words.hazards[number].word == text[bytes.clone()]
            {
                tell(Found::Word(bytes, number));
            }
        };
        for pair in self.starts.windows(2) {
            let (mut from, to) = (pair[0], pair[1]);
            let number = (self.ways[to].hazard as usize).checked_sub(1);
            if number.is_none() {
                while let Some((start, end, inner)) = self.inside(words, from, to) {
                    found(from, start, None);
                    found(start, end, Some(inner));
                    from = end;
                }
            }
            found(from, to, number);
        }
    }

    /// The first term that is a part of a word, the longest of those that begin there.
    fn inside(&self, words: &Words, from: usize, to: usize) -> Option<(usize, usize, usize)> {
        let first = self.hazards.partition_point(|&(start, ..)| start < from);
        let within = self.hazards[first..].iter().take_while(|(start, ..)| *start < to);
        within
            .filter(|(_, end, number)| *end <= to && matches!(words.hazards[*number].kind, Kind::Term(_)))
            .min_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Hazard, Kind, ROOM, Words};

    fn words() -> Words {
        let word = |word: &'static str| Hazard { word: word.into(), kind: Kind::Word(75) };
        let term = Hazard { word: "花大".into(), kind: Kind::Term(55) };
        let cut = Hazard { word: "被发".into(), kind: Kind::Cut("被".len()) };
        Words::new(vec![
            word("还淀"),
            word("淀粉"),
            word("发生"),
            word("理发"),
            word("手表"),
            word("表现"),
            term,
            cut,
        ])
    }

    fn told(text: &str) -> String {
        let mut told = String::new();
        words().divide(text, 0..text.len(), |found| match found {
            Found::Word(bytes, _) => told += &format!("[{}]", &text[bytes]),
            Found::Cut(at) => told += &format!("|{}", text[at..].chars().next().unwrap_or(' ')),
        });
        told
    }

    #[test]
    fn a_stretch_is_divided_as_a_whole() {
        assert_eq!(told("归还淀粉样品"), "|淀[淀粉]");
        assert_eq!(told("手表现已找到，手表明天归还"), "[手表]|现[手表]");
        assert_eq!(told("经营理发生意"), "[理发]|生");
        assert_eq!(told("事故发生"), "[发生]");
        assert_eq!(told("还淀于湖"), "[还淀]");
    }

    #[test]
    fn a_term_is_told_inside_a_common_word_too() {
        assert_eq!(told("五花大绑的"), "[花大]");
    }

    #[test]
    fn a_word_that_must_be_cut_is_none() {
        assert_eq!(told("已被发现"), "|发");
    }

    #[test]
    fn long_stretches_and_no_stretch() {
        assert_eq!(told(""), "");
        assert_eq!(told("abc，。"), "");
        assert_eq!(told(&"手表".repeat(2000)), "[手表]".repeat(2000));
        assert_eq!(told(&"㐀".repeat(5000)), "");
    }

    #[test]
    fn there_is_room() {
        let taken = words().nodes.iter().filter(|node| node.key != 0).count();
        assert!(taken * 2 < ROOM, "{taken} of {ROOM}");
    }
}
