//! The table of words: each prefix of each word, found by its hash. It is filled when the program is made
//! ([`super::fill`]) and read where it lies in the program: to fill it takes longer than to convert a notice. `build.rs`
//! has this file, too. It must not know what words are told from each other for.

/// How many nodes there is room for; not half of them are taken.
pub(crate) const ROOM: usize = 1 << 18;

/// What a word costs that no list says anything of, and a character that is no word.
pub(crate) const UNKNOWN: u16 = 90;

/// How long a node is, in bytes.
pub(crate) const NODE: usize = 16;

/// A prefix of words.
#[derive(Clone, Copy, Default)]
pub(crate) struct Node {
    /// Its hash; 0 where nothing is.
    pub(crate) key: u64,
    /// Where its line in the lists of hazards begins, counted from 1; 0 where it is none.
    pub(crate) hazard: u32,
    /// What it costs as a word; 0 where it is none.
    pub(crate) cost: u16,
    /// Whether longer words begin with it.
    pub(crate) more: bool,
}

impl Node {
    /// The node that lies in these bytes.
    pub(crate) const fn read(bytes: &[u8; NODE]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, more, _] = *bytes;
        Self {
            key: u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            hazard: u32::from_le_bytes([i, j, k, l]),
            cost: u16::from_le_bytes([m, n]),
            more: more != 0,
        }
    }
}

/// The key of a prefix and one character more; never 0.
pub(crate) fn hash(key: u64, character: char) -> u64 {
    (key.rotate_left(5) ^ u64::from(character)).wrapping_mul(0x517C_C1B7_2722_0A95) | 1
}

/// Where a key is, or belongs.
pub(crate) fn slot(nodes: &[[u8; NODE]], key: u64) -> (usize, Node) {
    let mut slot = (key >> 32) as usize % ROOM;
    loop {
        let node = Node::read(&nodes[slot]);
        if node.key == key || node.key == 0 {
            return (slot, node);
        }
        slot = (slot + 1) % ROOM;
    }
}

/// The lines of a list that are not remarks, each with where it begins.
pub(crate) fn lines(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let lines = list.split_inclusive('\n').map(move |line| {
        let began = start;
        start += line.len();
        (began, line.trim_end_matches('\n'))
    });
    lines.filter(|(_, line)| !line.starts_with('#'))
}
