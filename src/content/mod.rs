//! `content/`: notices and regulations as Markdown with front matter, read into the model and printed from it. The only
//! place that knows YAML. Reading gives what was found and every message about it.
//!
//! It must not know seeds' raw forms, citations, pages, or where the files lie (that is [`crate::source`]'s).

mod body;
pub(crate) mod held;
mod notice;
mod regulation;
mod terms;
pub(crate) mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message, SourceFile, has_errors};
use crate::notice::Notice;
use crate::permalinks::{self, Permalinks};
use crate::regulation::Regulation;
use crate::source::Folder;

pub use notice::{parse as parse_notice, print as print_notice};
pub(crate) use regulation::order_word;
pub use regulation::{parse as parse_regulation, print as print_regulation};
pub use terms::terms;

/// Where the notices of a site lie.
pub const NOTICES: &str = "content/notices";
/// Where its regulations lie.
pub const REGULATIONS: &str = "content/regulations";

/// A value together with the file it was read from, for messages about it.
#[derive(Clone, Debug, Default)]
pub struct Loaded<T> {
    /// What the file says.
    pub value: T,
    /// The file.
    pub file: Arc<SourceFile>,
}

/// Everything in `content/` but the settings.
#[derive(Debug, Default)]
pub struct Content {
    /// Notices, drafts included, by id.
    pub notices: Vec<Loaded<Notice>>,
    /// Registered regulations, by id.
    pub regulations: Vec<Loaded<Regulation>>,
    /// What the site has published.
    pub permalinks: Loaded<Permalinks>,
    /// Whether some file could not be read: then what is not here may yet be there.
    pub unread: bool,
}

/// Reads all notices and regulations of a site.
pub fn load(site: &Folder) -> (Content, Vec<Diagnostic>) {
    let (regulations, mut diagnostics) = regulations(site);
    let mut content = Content {
        notices: read_all(site, NOTICES, parse_notice, &mut diagnostics),
        regulations,
        permalinks: permalinks(site).unwrap_or_else(|problems| {
            diagnostics.extend(problems);
            Loaded::default()
        }),
        unread: false,
    };
    content.notices.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    report_twice(&content.notices, |notice| notice.id.as_str(), &mut diagnostics);
    report_shared_seeds(&content.notices, &mut diagnostics);
    content.unread = has_errors(&diagnostics);
    (content, diagnostics)
}

/// Reads what the site has published; nothing, where there is no such file.
///
/// # Errors
/// What is wrong with the file.
pub fn permalinks(site: &Folder) -> Result<Loaded<Permalinks>, Vec<Diagnostic>> {
    if !site.has(permalinks::PATH) {
        return Ok(Loaded::default());
    }
    let file = site.text(permalinks::PATH).map_err(|problem| vec![problem])?;
    Ok(Loaded { value: permalinks::parse(&file)?, file })
}

/// Reads the registered regulations of a site, by id.
pub fn regulations(site: &Folder) -> (Vec<Loaded<Regulation>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut regulations = read_all(site, REGULATIONS, parse_regulation, &mut diagnostics);
    regulations.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    report_twice(&regulations, |regulation| regulation.id.as_str(), &mut diagnostics);
    (regulations, diagnostics)
}

type Parse<T> = fn(&Arc<SourceFile>) -> (Option<T>, Vec<Diagnostic>);

fn read_all<T: Send>(
    site: &Folder,
    under: &str,
    parse: Parse<T>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Loaded<T>> {
    let (paths, problems) = site.list(under);
    diagnostics.extend(problems);
    let read = |path: &String| match site.text(path) {
        Ok(file) => {
            let (value, problems) = parse(&file);
            (value.map(|value| Loaded { value, file }), problems)
        }
        Err(problem) => (None, vec![problem]),
    };
    let read: Vec<_> = paths.par_iter().filter(|path| path.ends_with(".md")).map(read).collect();
    let mut values = Vec::new();
    for (value, problems) in read {
        values.extend(value);
        diagnostics.extend(problems);
    }
    values
}

/// Two files in different folders below `content/` may have the same name: one address for two pages.
fn report_twice<T>(loaded: &[Loaded<T>], id: impl Fn(&T) -> &str, diagnostics: &mut Vec<Diagnostic>) {
    for pair in loaded.windows(2) {
        if id(&pair[0].value) == id(&pair[1].value) {
            let message =
                Message::IdTwice { id: id(&pair[1].value).to_owned(), other: pair[0].file.path.clone() };
            diagnostics.push(Diagnostic::in_file(message, &pair[1].file));
        }
    }
}

fn report_shared_seeds(notices: &[Loaded<Notice>], diagnostics: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for notice in notices {
        let Some(seed) = notice.value.facts.seed.as_deref() else { continue };
        if let Some(other) = owners.insert(seed, &notice.file.path) {
            let message = Message::SeedTwice { seed: seed.to_owned(), other: other.to_owned() };
            let span = yaml::key_span(&notice.file.text, "seed");
            diagnostics.push(Diagnostic::at(message, &notice.file, span));
        }
    }
}

/// Front matter to begin a regulation's file with, from what citations say of it.
pub fn offer(stub: &Regulation) -> String {
    let mut lines = vec![
        "---".to_owned(),
        format!("name: {}", yaml::quote(stub.name.source())),
        format!("script: {}", stub.script().tag()),
        "kind: law | regulation | local-regulation | measure | plan | standard | notice".to_owned(),
    ];
    lines.extend(stub.number.as_ref().map(|number| format!("number: {}", yaml::quote(number.source()))));
    lines.push("---".to_owned());
    lines.join("\n")
}

/// Where a fact stands in a content file's front matter, for messages about it.
pub fn key_span(file: &SourceFile, key: &str) -> std::ops::Range<usize> {
    yaml::key_span(&file.text, key)
}

/// Where the body of a content file begins: after its front matter.
pub fn body_start(file: &SourceFile) -> usize {
    yaml::split(&file.text).map_or(0, |(_, body)| body.start)
}

/// The id that a content file's name gives: the name without folder and `.md`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}
