//! Names that were misspelt: which of those that there are may have been meant. It must not know what they name.

/// The most names that are told.
const MOST: usize = 3;

/// The names that are written most like this one, the likest first; none where none is like it.
fn near<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    // What files of one kind end with says nothing.
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let most = (stem.chars().count() / 3).max(1);
    let small = name.to_lowercase();
    let mut like: Vec<(usize, &str)> = known
        .filter(|other| *other != name)
        .map(|other| (steps(&small, &other.to_lowercase()), other))
        .filter(|(steps, _)| *steps <= most)
        .collect();
    like.sort_unstable();
    like.dedup();
    like.into_iter().take(MOST).map(|(_, other)| other).collect()
}

/// What may have been meant, in words for each language; empty where nothing is like it.
pub(super) fn meant<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> (String, String) {
    let near = near(name, known);
    if near.is_empty() {
        return (String::new(), String::new());
    }
    (format!("; there is {}", near.join(", ")), format!("；相近的有：{}", near.join("、")))
}

/// How many letters have to be put in, left out, changed, or changed with their neighbour, to make one word the other.
fn steps(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in to.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
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
        assert_eq!(near("Home", known()), ["home"]);
        let none: &[&str] = &[];
        assert_eq!(near("zzz", known()), none);
        assert_eq!(near("home", known()), none);
        assert_eq!(steps("", "ab"), 2);
    }
}
