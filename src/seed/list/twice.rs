//! Two lists that begin alike item by item: a text may stand twice in a seed, once in other, shorter words that no
//! comparison of sentences finds. It must not know which of the two is the notice's.

use crate::seed::body::Para;
use crate::seed::words::is_gap;

use super::Item;

/// Items that are compared: their first characters behind the marker.
const FIRST: usize = 5;

/// Lists with fewer items begin alike by chance.
const LEAST: usize = 3;

/// The first item of a top-level list that begins, item by item, as the list before it, as far as the shorter one goes.
pub(in crate::seed) fn told_again<'i>(items: &'i [Item], paras: &[Para<'_>]) -> Option<&'i Item> {
    let mut before: &[&Item] = &[];
    let top: Vec<&Item> = items.iter().filter(|item| item.level() == 0).collect();
    let alike = |(a, b): (&&Item, &&Item)| {
        let (a, b) = (first_words(a, paras), first_words(b, paras));
        a.is_some() && a == b
    };
    for list in top.chunk_by(|a, b| a.list() == b.list()) {
        let shorter = before.len().min(list.len());
        if shorter >= LEAST && before.iter().zip(list).all(alike) {
            return list.first().copied();
        }
        before = list;
    }
    None
}

/// The first characters of an item behind its marker; `None` where it has fewer.
fn first_words(item: &Item, paras: &[Para<'_>]) -> Option<String> {
    let rest = &paras[item.pos.para()].plain()[item.pos.at() + item.marker.length()..];
    let words: String = rest.chars().filter(|&c| !is_gap(c)).take(FIRST).collect();
    (words.chars().count() == FIRST).then_some(words)
}
