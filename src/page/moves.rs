//! The plan of addresses that lead on, or whose page is no longer shown.

use super::{Body, Gone, Page};
use crate::permalinks::{NoticeLine, Permalinks, RegulationLine};
use crate::route::Leaf;

pub(super) fn pages(permalinks: &Permalinks) -> Vec<Page<'static>> {
    let moved = moves(permalinks).into_iter().map(|(leaf, to)| Page { leaf, body: Body::Moved(to) });
    moved.chain(gone(permalinks)).collect()
}

/// The addresses that lead on to others, in every edition: also for hosts that can redirect by themselves.
pub fn moves(permalinks: &Permalinks) -> Vec<(Leaf, Leaf)> {
    let mut moves = Vec::new();
    for (id, line) in &permalinks.notices {
        match line {
            NoticeLine::Moved { to, directives } => {
                let there = permalinks.notice(to).filter(|record| !record.withdrawn);
                let directive = |number: usize| {
                    let there = there.and_then(|record| record.directives.get(number - 1));
                    match there.filter(|directive| !directive.withdrawn) {
                        Some(_) => Leaf::Directive(to.clone(), number),
                        None => Leaf::Notice(to.clone()),
                    }
                };
                moves.push((Leaf::Notice(id.clone()), Leaf::Notice(to.clone())));
                moves.extend(
                    (1..=*directives).map(|number| (Leaf::Directive(id.clone(), number), directive(number))),
                );
                let compare =
                    if there.is_some() { Leaf::Compare(to.clone()) } else { Leaf::Notice(to.clone()) };
                moves.push((Leaf::Compare(id.clone()), compare));
            }
            NoticeLine::Here(record) => {
                let numbered = record.directives.iter().enumerate();
                let gone = numbered.filter(|(_, directive)| record.withdrawn || directive.withdrawn);
                let leaves = gone.map(|(index, _)| Leaf::Directive(id.clone(), index + 1));
                let compare = record.withdrawn.then(|| Leaf::Compare(id.clone()));
                moves.extend(leaves.chain(compare).map(|leaf| (leaf, Leaf::Notice(id.clone()))));
            }
        }
    }
    for (id, line) in &permalinks.regulations {
        if let RegulationLine::Moved(to) = line {
            moves.push((Leaf::Regulation(id.clone()), Leaf::Regulation(to.clone())));
        }
    }
    moves
}

/// What stands at the addresses of what is no longer shown.
fn gone(permalinks: &Permalinks) -> Vec<Page<'static>> {
    let notices = permalinks.notices.iter().filter_map(|(id, line)| match line {
        NoticeLine::Here(record) if record.withdrawn => {
            Some((Leaf::Notice(id.clone()), Gone::Notice(record.withdrawal.clone())))
        }
        _ => None,
    });
    let regulations = permalinks.regulations.iter().filter_map(|(id, line)| match line {
        RegulationLine::Withdrawn => Some((Leaf::Regulation(id.clone()), Gone::Regulation)),
        RegulationLine::Uncited => Some((Leaf::Regulation(id.clone()), Gone::Uncited)),
        _ => None,
    });
    notices.chain(regulations).map(|(leaf, why)| Page { leaf, body: Body::Gone(why) }).collect()
}
