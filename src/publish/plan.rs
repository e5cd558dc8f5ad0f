//! The plan of a publication: what is sent, in which order, and what goes. A value: made from two lists, shown by
//! `--dry-run`, carried out by [`carry`](super::carry). It must not know what a target is.
//!
//! The order is such that a reader meets no dead link at any moment. What pages load comes first. New files follow:
//! nothing that a reader can reach links to them yet, so they may come in any order. Only then the files that change, and
//! with them the links to what is new; of these, the lists and at last the front pages, so that what is announced is
//! there. When nothing links to what is gone, it goes.

use crate::route::{self, Role};
use crate::sums::Sums;

/// A file to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its path below the site's folder, and below the target's place.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Whether the target has no file of this name that is the site's.
    pub new: bool,
}

/// A part of a plan: what it holds is there when the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What pages load: style sheets, scripts, images.
    Assets,
    /// Pages, and forms of them for machines, that are not there yet.
    NewPages,
    /// Lists that are not there yet.
    NewLists,
    /// Pages that change.
    Pages,
    /// Lists, feeds, site maps and front pages that change.
    Lists,
}

impl Phase {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Assets, Self::NewPages, Self::NewLists, Self::Pages, Self::Lists];

    /// Its name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::NewPages => "new-pages",
            Self::NewLists => "new-lists",
            Self::Pages => "pages",
            Self::Lists => "lists",
        }
    }

    fn of(role: Role, new: bool) -> Self {
        match (role, new) {
            (Role::Asset, _) => Self::Assets,
            (Role::Page, true) => Self::NewPages,
            (Role::List | Role::Front, true) => Self::NewLists,
            (Role::Page, false) => Self::Pages,
            (Role::List | Role::Front, false) => Self::Lists,
        }
    }
}

/// What a publication does to a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is sent, in this order; a phase without files is left out.
    pub phases: Vec<(Phase, Vec<Upload>)>,
    /// The paths that are removed after that, in this order.
    pub deletions: Vec<String>,
    /// How many files are there already.
    pub kept: usize,
}

impl Plan {
    /// Plans how a target comes to have the files of `here`. `there` are the site's files that it has, each with its hash,
    /// or without one where it is not known what is in it. `all` sends also what is there.
    pub(crate) fn new<'t>(
        here: &Sums,
        there: impl Fn(&str) -> Option<Option<&'t str>>,
        gone: Vec<String>,
        all: bool,
    ) -> Self {
        let mut uploads: Vec<(Phase, Role, Upload)> = Vec::new();
        let mut kept = 0;
        for (path, sha256) in here {
            let found = there(path);
            if !all && found == Some(Some(sha256)) {
                kept += 1;
                continue;
            }
            let role = route::role(path);
            let new = found.is_none();
            let upload = Upload { path: path.clone(), sha256: sha256.clone(), new };
            uploads.push((Phase::of(role, new), role, upload));
        }
        // The very first page comes last: it leads to the front pages of the editions.
        let key = |(phase, role, upload): &(Phase, Role, Upload)| {
            (*phase, *role, *role == Role::Front && !upload.path.contains('/'), upload.path.clone())
        };
        uploads.sort_by_cached_key(key);
        let phases = uploads.chunk_by(|a, b| a.0 == b.0);
        let phases =
            phases.map(|chunk| (chunk[0].0, chunk.iter().map(|(_, _, upload)| upload.clone()).collect()));
        let phases = phases.collect();
        let mut deletions = gone;
        // What pages load goes last: a page that is still open may ask for it.
        deletions.sort_by_cached_key(|path| (route::role(path) == Role::Asset, path.clone()));
        Self { phases, deletions, kept }
    }

    /// Everything that is sent, in order.
    pub fn uploads(&self) -> impl Iterator<Item = &Upload> {
        self.phases.iter().flat_map(|(_, uploads)| uploads)
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.phases.is_empty() && self.deletions.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(files: &[(&str, &str)]) -> Sums {
        files.iter().map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned())).collect()
    }

    #[test]
    fn only_what_changed_in_the_order_that_readers_need() {
        let here = sums(&[
            ("index.html", "2"),
            ("style-00000002.css", "2"),
            ("zh-hant/index.html", "2"),
            ("zh-hant/notices/2022-a/directive-1/index.html", "2"),
            ("zh-hant/notices/2022-a/index.html", "2"),
            ("zh-hant/notices/2022/index.html", "2"),
            ("zh-hant/notices/2021/index.html", "1"),
            ("zh-hant/regulations/r/index.html", "2"),
            ("zh-hant/regulations/index.html", "2"),
        ]);
        let there = sums(&[
            ("index.html", "1"),
            ("style-00000001.css", "1"),
            ("zh-hant/index.html", "1"),
            ("zh-hant/notices/2021/index.html", "1"),
            ("zh-hant/notices/2021-x/index.html", "1"),
            ("zh-hant/regulations/r/index.html", "1"),
            ("zh-hant/regulations/index.html", "1"),
        ]);
        let gone = vec!["style-00000001.css".to_owned(), "zh-hant/notices/2021-x/index.html".to_owned()];
        let plan = Plan::new(&here, |path| there.get(path).map(|sha256| Some(sha256.as_str())), gone, false);
        let shown: Vec<(&str, Vec<&str>)> = (plan.phases.iter())
            .map(|(phase, uploads)| {
                (phase.name(), uploads.iter().map(|upload| upload.path.as_str()).collect())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("assets", vec!["style-00000002.css"]),
                (
                    "new-pages",
                    vec![
                        "zh-hant/notices/2022-a/directive-1/index.html",
                        "zh-hant/notices/2022-a/index.html"
                    ]
                ),
                ("new-lists", vec!["zh-hant/notices/2022/index.html"]),
                ("pages", vec!["zh-hant/regulations/r/index.html"]),
                ("lists", vec!["zh-hant/regulations/index.html", "zh-hant/index.html", "index.html"]),
            ]
        );
        assert_eq!(plan.deletions, ["zh-hant/notices/2021-x/index.html", "style-00000001.css"]);
        assert_eq!(plan.kept, 1);
    }
}
