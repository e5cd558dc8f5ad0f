//! Filling the table of words: what `build.rs` does when the program is made, and tests with lists of their own. It must
//! not know what words are told from each other for.

use super::table::{NODE, Node, ROOM, UNKNOWN, hash, lines, slot};

/// What terms, and words of OpenCC, cost at most as words, by their number of characters. Whoever listed a term meant it,
/// a long one above all; OpenCC's words are many, and rare.
const TERMS_COST: [u16; 4] = [UNKNOWN, UNKNOWN, 55, 50];
const PHRASES_COST: [u16; 5] = [UNKNOWN, UNKNOWN, 75, 70, 60];

/// A table of common words and hazards. `common`: how rare, and the words; `terms` and `phrases`: lists whose first column
/// is the word. Of a word that comes twice, the first one counts.
pub(crate) fn filled(common: &str, terms: &str, phrases: &str) -> Vec<[u8; NODE]> {
    let mut nodes = vec![[0; NODE]; ROOM];
    let rows = lines(common).filter_map(|(_, line)| line.split_once('\t'));
    for (cost, words) in rows {
        let cost = cost.parse().unwrap_or(UNKNOWN);
        words.split(' ').for_each(|word| insert(&mut nodes, word, |node| node.cost = cost));
    }
    let phrases = lines(phrases).map(|(start, line)| (terms.len() + start, line, &PHRASES_COST[..]));
    let hazards = lines(terms).map(|(start, line)| (start, line, &TERMS_COST[..])).chain(phrases);
    for (start, line, costs) in hazards {
        let word = line.split('\t').next().unwrap_or_default();
        let cost = costs[word.chars().count().min(costs.len() - 1)];
        insert(&mut nodes, word, |node| {
            if node.hazard == 0 {
                node.hazard = u32::try_from(start + 1).unwrap_or(0);
                node.cost = if node.cost == 0 { cost } else { node.cost.min(cost) };
            }
        });
    }
    nodes
}

/// Changes the node of a word, which is made with those of its prefixes.
fn insert(nodes: &mut [[u8; NODE]], word: &str, change: impl FnOnce(&mut Node)) {
    let Some(last) = word.chars().next_back() else { return };
    let mut key = 0;
    for character in word[..word.len() - last.len_utf8()].chars() {
        key = hash(key, character);
        at(nodes, key, |node| node.more = true);
    }
    at(nodes, hash(key, last), change);
}

/// Changes the node of a key.
fn at(nodes: &mut [[u8; NODE]], key: u64, change: impl FnOnce(&mut Node)) {
    let (slot, mut node) = slot(nodes, key);
    node.key = key;
    change(&mut node);
    let bytes = &mut nodes[slot];
    bytes[..8].copy_from_slice(&node.key.to_le_bytes());
    bytes[8..12].copy_from_slice(&node.hazard.to_le_bytes());
    bytes[12..14].copy_from_slice(&node.cost.to_le_bytes());
    bytes[14] = node.more.into();
}
