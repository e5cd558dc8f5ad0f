//! A new site: the files that it begins with. It builds as it is; what is to be changed is said in the files themselves.
//! It must not know what is done with them later.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Message};
use crate::output;
use crate::source::Folder;

/// What Git leaves out.
const IGNORED: &str = ".gitignore";

/// What a new site holds, by path.
const FILES: &[(&str, &str)] = &[
    ("content/site.yaml", include_str!("site.yaml")),
    ("content/terms.yaml", include_str!("terms.yaml")),
    ("README.md", include_str!("readme.md")),
    (IGNORED, ".gongkai/\n"),
    // An empty folder is nothing to Git.
    ("seeds/.gitkeep", ""),
];

/// A CI that a site can be published by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ci {
    /// GitHub Actions, with GitHub Pages.
    GitHub,
    /// GitLab CI, with GitLab Pages.
    GitLab,
}

impl Ci {
    /// Where the CI looks for its recipe, below the site's folder.
    pub const fn path(self) -> &'static str {
        self.recipe().0
    }

    /// Where the CI looks for its recipe, and the recipe.
    const fn recipe(self) -> (&'static str, &'static str) {
        match self {
            Self::GitHub => {
                (".github/workflows/site.yml", include_str!("../../docs/hosting/github-pages.yml"))
            }
            Self::GitLab => (".gitlab-ci.yml", include_str!("../../docs/hosting/gitlab-pages.yml")),
        }
    }
}

/// Starts a site in a folder that is not there or empty (hidden files, such as a new repository's, may be in it),
/// with the recipe of a CI where one is named. Answers with the paths of its files.
///
/// # Errors
/// Where something lies in the folder, or it cannot be written to.
pub fn start(folder: &Path, ci: Option<Ci>) -> Result<Vec<&'static str>, Diagnostic> {
    if !Folder::new(folder).is_empty() {
        return Err(Diagnostic::plain(Message::FolderTaken { path: folder.display().to_string() }));
    }
    let mut files = FILES.to_vec();
    if let Some(ci) = ci {
        files.push(ci.recipe());
        // The CI makes the pages: they are no part of the repository.
        files
            .iter_mut()
            .filter(|(path, _)| *path == IGNORED)
            .for_each(|(_, text)| *text = ".gongkai/\npublic/\n");
    }
    for (path, text) in &files {
        output::create(&folder.join(path), text.as_bytes())?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::config;
    use crate::diagnostic::SourceFile;

    #[test]
    fn a_new_site_is_nobody_s() {
        let text = include_str!("site.yaml").to_owned();
        let file = Arc::new(SourceFile { path: config::PATH.to_owned(), text });
        assert!(config::parse(&file, None).expect("settings").is_of_nobody());
    }
}
