//! An address that can be published or withdrawn, as it is written in the lock and on the command line. It must not know
//! what stands there.

use std::fmt;

use crate::notice::NoticeId;
use crate::regulation::RegulationId;

/// A place that a link from elsewhere may lead to, the same in every edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// A notice.
    Notice(NoticeId),
    /// A directive of a notice, by its number from 1.
    Directive(NoticeId, usize),
    /// A point of a directive, by its number from 1.
    Point(NoticeId, usize, usize),
    /// A regulation.
    Regulation(RegulationId),
}

impl Address {
    /// Reads an address: as [`Display`](fmt::Display) writes it, with anything before it (as copied from a browser), or
    /// without `notices/`.
    pub fn parse(words: &str) -> Option<Self> {
        let place = |folder: &str| {
            let at = if words.starts_with(folder) {
                Some(0)
            } else {
                words.find(&format!("/{folder}")).map(|at| at + 1)
            };
            at.map(|at| &words[at + folder.len()..])
        };
        let is_notice = words.starts_with("notices/");
        if let Some(id) = (!is_notice).then(|| place("regulations/")).flatten() {
            let id = id.split(['/', '#']).next().unwrap_or_default();
            return RegulationId::new(id).map(Self::Regulation);
        }
        let (page, fragment) = place("notices/").unwrap_or(words).split_once('#').unzip();
        let page = page.or_else(|| place("notices/")).unwrap_or(words);
        let mut parts = page.split('/').filter(|part| !part.is_empty());
        let id = NoticeId::new(parts.next()?)?;
        let number =
            |word: &str, before: &str| word.strip_prefix(before).and_then(|digits| digits.parse().ok());
        let Some(directive) = parts.next() else { return Some(Self::Notice(id)) };
        let directive = number(directive, "directive-")?;
        match fragment {
            Some(fragment) => Some(Self::Point(id, directive, number(fragment, "point-")?)),
            None => Some(Self::Directive(id, directive)),
        }
    }
}

impl fmt::Display for Address {
    /// Below an edition's folder: `notices/2021-06-11-x/directive-2/#point-3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Notice(id) => write!(f, "notices/{id}/"),
            Self::Directive(id, number) => write!(f, "notices/{id}/directive-{number}/"),
            Self::Point(id, number, point) => write!(f, "notices/{id}/directive-{number}/#point-{point}"),
            Self::Regulation(id) => write!(f, "regulations/{id}/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_read_as_people_have_them() {
        for (words, expected) in [
            ("notices/2021-06-11-x/", "notices/2021-06-11-x/"),
            ("2021-06-11-x", "notices/2021-06-11-x/"),
            ("https://a.example/b/zh-hant/notices/2021-06-11-x/", "notices/2021-06-11-x/"),
            ("2021-06-11-x/directive-2", "notices/2021-06-11-x/directive-2/"),
            ("/zh-hans/notices/x/directive-2/#point-3", "notices/x/directive-2/#point-3"),
            ("regulations/a-b/#article-3", "regulations/a-b/"),
            ("https://a.example/zh-hans/regulations/a-b/", "regulations/a-b/"),
        ] {
            assert_eq!(Address::parse(words).map(|address| address.to_string()).as_deref(), Some(expected));
        }
        for words in ["", "A B", "x/directive-y", "x/compare/", "regulations/"] {
            assert_eq!(Address::parse(words), None, "{words}");
        }
    }
}
