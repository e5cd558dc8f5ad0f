//! Names that were misspelt: which of those that there are may have been meant. It must not know what they name.

/// The most names that are told.
const MOST: usize = 3;

/// The names that are written most like this one, the likest first; none where none is like it.
pub(super) fn near<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    let most = (name.chars().count() / 3).max(1);
    let mut like: Vec<(usize, &str)> = known
        .map(|other| (steps(name, other), other))
        .filter(|(steps, _)| (1..=most).contains(steps))
        .collect();
    like.sort_unstable();
    like.dedup();
    like.into_iter().take(MOST).map(|(_, other)| other).collect()
}

/// How many letters have to be put in, left out, changed, or changed with their neighbour, to make one word the other.
fn steps(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in to.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
                let before: &Vec<usize> = &before;
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_meant_is_found() {
        let known = || ["home", "name", "notices", "citations"].into_iter();
        assert_eq!(near("hoem", known()), ["home"]);
        assert_eq!(near("notcies", known()), ["notices"]);
        assert_eq!(near("citation", known()), ["citations"]);
        assert!(near("zzz", known()).is_empty() && near("home", known()).is_empty());
        assert_eq!(steps("", "ab"), 2);
    }
}
