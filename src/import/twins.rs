//! Notices with one text: the same notice, saved twice under other names or in other encodings. It must not know how a
//! seed is read.

use std::collections::HashMap;

use super::notice_path;
use crate::content::{self, Loaded};
use crate::notice::Notice;
use crate::seed::slug;
use crate::source::Folder;

/// So many notices of one title and date are looked at.
const LOOKED_AT: usize = 50;

/// So many bytes of a text are hashed at once.
const AT_ONCE: usize = 1 << 12;

/// The texts that are known, each with the path of its notice.
#[derive(Debug, Default)]
pub(super) struct Texts {
    paths: HashMap<blake3::Hash, String>,
    /// Whether they are those of all notices.
    all: bool,
}

impl Texts {
    /// The texts of all notices.
    pub(super) fn of(notices: &[Loaded<Notice>]) -> Self {
        let paths = notices.iter().filter_map(|one| Some((key(&one.value)?, one.file.path.clone())));
        Self { paths: paths.collect(), all: true }
    }

    /// The path of another notice with the text of this one, which is known from now on under its own path. Where not all
    /// texts are known, those of its title and date are looked at: a build does not read every notice for a new one.
    pub(super) fn twin(&mut self, site: &Folder, notice: &Notice, path: &str) -> Option<String> {
        let own = key(notice)?;
        if !self.all && !self.paths.contains_key(&own) {
            let facts = &notice.facts;
            let first = slug::notice_id(facts.title.as_ref(), facts.published, |_| false);
            let numbered = (2..=LOOKED_AT).map(|number| format!("{first}-{number}"));
            let others = std::iter::once(first.to_string()).chain(numbered).map(|id| notice_path(&id));
            // An address may be spent, and its file gone.
            for other in others.filter(|other| other != path && site.has(other)) {
                let read = site.text(&other).ok().and_then(|file| content::parse_notice(&file).0);
                if read.as_ref().and_then(key) == Some(own) {
                    self.paths.insert(own, other);
                    break;
                }
            }
        }
        if let Some(known) = self.paths.get(&own) {
            return Some(known.clone());
        }
        self.paths.insert(own, path.to_owned());
        None
    }
}

/// What two notices with one text have in common; `None` where there is no text.
fn key(notice: &Notice) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    // Character by character, but many at a time: the text of a long notice is not put together once more.
    let mut some = String::new();
    for c in notice.body_characters() {
        some.push(c);
        if some.len() >= AT_ONCE {
            hasher.update(some.as_bytes());
            some.clear();
        }
    }
    hasher.update(some.as_bytes());
    (hasher.count() > 0).then(|| hasher.finalize())
}
