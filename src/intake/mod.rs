//! Intake: a notice's file read, held against its seed, its citations resolved, its brief made; messages about all of it.
//! Each notice by itself, so that what is known of one stays true while its file, its seed and the regulations do. It must
//! not know pages, or what was known before.

mod messages;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::brief::Brief;
use crate::citation::{self, Citation, Conflict, Registry};
use crate::config::Config;
use crate::content::{self, Content, Loaded};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::digest::sha256_hex;
use crate::import::{self, ReadSeed};
use crate::notice::Notice;
use crate::permalinks::Permalinks;
use crate::proof;
use crate::regulation::{Regulation, RegulationId};
use crate::script::TermFinder;
use crate::seed::{self, Claims, Unstated};
use crate::site::{Material, Texts};
use crate::source::Folder;
use messages::Whereabouts;

/// What notices are read with.
pub(crate) struct Intake<'r> {
    regulations: &'r [Regulation],
    registry: Registry<'r>,
    finder: &'r TermFinder,
}

impl<'r> Intake<'r> {
    /// An intake that knows these regulations and terms.
    pub(crate) fn new(regulations: &'r [Regulation], config: &Config, finder: &'r TermFinder) -> Self {
        let not_rules = config.not_rules.iter().map(|name| &**name);
        Self { regulations, registry: Registry::new(regulations).with_not_rules(not_rules), finder }
    }

    /// The names that several regulations answer to, and those that say no more than a kind. `file` gives a regulation's file.
    pub(crate) fn conflicts(
        &self,
        file: impl Fn(&RegulationId) -> Option<Arc<SourceFile>>,
    ) -> Vec<Diagnostic> {
        let conflicts = self.registry.conflicts();
        let message = |conflict: &Conflict| messages::shared_name(conflict, file(&conflict.regulation));
        let vague = self.registry.vague();
        let refused = vague.iter().map(|vague| messages::vague_alias(vague, file(&vague.regulation)));
        conflicts.iter().map(message).chain(refused).collect()
    }

    /// The brief of a notice; none of a draft.
    pub(crate) fn brief(&self, loaded: &Loaded<Notice>) -> (Option<Brief>, Vec<Diagnostic>) {
        let mut diagnostics: Vec<Diagnostic> = messages::of_notice(loaded).collect();
        if loaded.value.facts.draft {
            return (None, diagnostics);
        }
        let citations = self.citations(loaded, &mut diagnostics);
        (Brief::of(&loaded.value, citations, self.finder), diagnostics)
    }

    /// The citations in the held texts of all regulations.
    pub(crate) fn texts(&self) -> Texts {
        let held = self.regulations.par_iter().filter(|regulation| regulation.held.is_some());
        let cited = held.map(|one| (one.id.clone(), citation::resolve_held(one, &self.registry)));
        cited.filter(|(_, citations)| !citations.is_empty()).collect()
    }

    /// What is to be said of them: that a text lacks a place that it points to.
    pub(crate) fn about_texts(
        &self,
        texts: &Texts,
        file: impl Fn(&RegulationId) -> Option<Arc<SourceFile>>,
    ) -> Vec<Diagnostic> {
        let held = self.regulations.iter().filter_map(|one| Some((one, texts.get(&one.id)?)));
        held.flat_map(|(one, citations)| messages::of_text(one, citations, self.regulations, &file)).collect()
    }

    fn citations(&self, loaded: &Loaded<Notice>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Citation> {
        let mut citations = citation::resolve(&loaded.value, &self.registry);
        let unknown = citation::editor::apply(&loaded.value, &mut citations, self.regulations);
        diagnostics.extend(unknown.iter().map(|link| messages::unknown_link(link, loaded)));
        let said = Whereabouts::of_notice(loaded);
        let said = citations.iter().flat_map(|one| messages::of_citation(one, &said, self.regulations));
        diagnostics.extend(said);
        citations
    }
}

/// Everything that a site is linked from, of content that was read whole; `texts`: what regulations' own texts cite, too,
/// which who only asks for stubs need not wait for.
pub(crate) fn material(
    content: Content,
    config: &Config,
    finder: &TermFinder,
    texts: bool,
) -> (Material, Vec<Diagnostic>) {
    let files: BTreeMap<_, _> =
        content.regulations.iter().map(|one| (one.value.id.clone(), Arc::clone(&one.file))).collect();
    let regulations = content.regulations.into_iter().map(|one| one.value);
    let regulations = shown(regulations, &content.permalinks.value);
    let intake = Intake::new(&regulations, config, finder);
    let file = |id: &RegulationId| files.get(id).cloned();
    let mut diagnostics = intake.conflicts(file);
    let texts = if texts { intake.texts() } else { Texts::new() };
    diagnostics.extend(intake.about_texts(&texts, file));
    let mut briefs = Vec::new();
    for notice in &content.notices {
        let (brief, messages) = intake.brief(notice);
        briefs.extend(brief);
        diagnostics.extend(messages);
    }
    drop(intake);
    let Content { permalinks, unread, .. } = content;
    (Material { briefs, regulations, texts, permalinks, unread }, diagnostics)
}

/// The regulations that are not withdrawn.
pub(crate) fn shown(
    regulations: impl IntoIterator<Item = Regulation>,
    permalinks: &Permalinks,
) -> Vec<Regulation> {
    let shown = |regulation: &Regulation| !permalinks.is_regulation_withdrawn(&regulation.id);
    regulations.into_iter().filter(shown).collect()
}

/// Holds a notice that names a seed against it. A seed that is another by now is drafted again beside its notice, where
/// `redraft` allows it.
pub(crate) fn prove(folder: &Folder, notice: &Loaded<Notice>, redraft: bool) -> Vec<Diagnostic> {
    let at = |message, key| vec![Diagnostic::at(message, &notice.file, content::key_span(&notice.file, key))];
    let Some(name) = notice.value.facts.seed.as_deref() else {
        return at(Message::NoticeUnproven { id: notice.value.id.to_string() }, "seed");
    };
    let path = format!("{}/{name}", import::SEEDS);
    if !folder.has(&path) {
        return at(Message::SeedMissing { seed: name.to_owned() }, "seed");
    }
    let bytes = match folder.bytes(&path) {
        Ok(bytes) => bytes,
        Err(problem) => return vec![problem],
    };
    if notice.value.facts.sha256.as_deref() == Some(&sha256_hex(&bytes)) {
        return compare(notice, &seed::hold(&path, &bytes).unwrap_or_default());
    }
    if !redraft {
        return at(Message::SeedOther { seed: name.to_owned() }, "sha256");
    }
    match import::redraft(folder, ReadSeed::of(&path, &bytes), notice) {
        Ok(draft) => at(Message::SeedChanged { seed: name.to_owned(), draft }, "sha256"),
        Err(problem) => vec![problem],
    }
}

/// Holds a notice against the seed that it was made from: its body, and what its front matter says.
fn compare(notice: &Loaded<Notice>, seed: &seed::Held) -> Vec<Diagnostic> {
    let facts = &notice.value.facts;
    let unstated = seed.unstated(Claims::from(facts));
    let (unstated, differences) =
        Unstated::without_own(unstated, &facts.differences, |one| (&one.seed, &one.notice));
    let start = content::body_start(&notice.file);
    let mut messages =
        proof::compare(&notice.value, &notice.file, start, &seed.text, &seed.kept, &differences);
    messages.extend(unstated.into_iter().map(|fact| {
        let (key, value) = (fact.key.to_owned(), fact.value);
        let (of, message) = if fact.of_meeting {
            ("meeting", Message::MeetingUnstated { key, value })
        } else {
            (fact.key, Message::FactUnstated { key, value })
        };
        Diagnostic::at(message, &notice.file, content::key_span(&notice.file, of))
    }));
    messages
}
