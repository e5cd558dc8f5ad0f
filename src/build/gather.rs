//! Gathering: everything that a site is linked from, read where it has changed, remembered where it has not. It must not
//! know pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memory::{Briefs, Memory, Remembered, Shelf, Told};
use crate::config::Config;
use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::digest::Digest;
use crate::frame;
use crate::import::SEEDS;
use crate::intake::{self, Intake};
use crate::notice::{Notice, NoticeId};
use crate::output::Output;
use crate::progress::{Counter, Listener, Step};
use crate::regulation::Regulation;
use crate::script::Terms;
use crate::site::Texts;
use crate::source::{Folder, Stamp};

/// A notice's file, read now or remembered.
pub(super) struct Taken {
    pub(super) path: String,
    pub(super) known: Remembered,
    /// `known` as it is kept.
    pub(super) packed: Arc<[u8]>,
    /// What was said of it.
    pub(super) messages: Vec<Diagnostic>,
    /// The notice, where it was read.
    pub(super) notice: Option<Notice>,
}

/// What notices are read with, and where from.
pub(super) struct Gatherer<'g> {
    pub(super) folder: &'g Folder,
    /// Every file of the site with its stamp, sorted.
    pub(super) files: Vec<(String, Stamp)>,
    pub(super) intake: Intake<'g>,
    pub(super) memory: &'g Memory,
    /// Empty where nothing that is remembered can be trusted.
    pub(super) briefs: &'g Briefs,
    pub(super) redraft: bool,
}

/// Stands for everything that a notice is read with.
pub(super) fn knowledge(regulations: &[Regulation], config: &Config, terms: &Terms) -> Digest {
    // Writing to memory cannot fail.
    let regulations = borsh::to_vec(regulations).unwrap_or_default();
    Digest::of(&(regulations, &config.not_rules, terms.entries()))
}

impl Gatherer<'_> {
    /// All notices, by path, and what is wrong with files that are none.
    pub(super) fn notices(&self, listener: Listener<'_>) -> (Vec<Taken>, Vec<Diagnostic>) {
        let under = format!("{}/", content::NOTICES);
        let is_notice = |path: &str| path.starts_with(&under) && path.ends_with(".md");
        let files: Vec<_> = self.files.iter().filter(|(path, _)| is_notice(path)).collect();
        let counter = Counter::new(listener, Step::Proving, files.len());
        let take = |(path, stamp): &&(String, Stamp)| {
            counter.one_more();
            self.remembered(path, *stamp).map_or_else(|| self.read(path), Ok)
        };
        let taken: Vec<Result<Taken, Vec<Diagnostic>>> = files.par_iter().map(take).collect();
        let mut notices = Vec::with_capacity(taken.len());
        let mut problems = Vec::new();
        for one in taken {
            match one {
                Ok(taken) => notices.push(taken),
                Err(messages) => problems.extend(messages),
            }
        }
        (notices, problems)
    }

    fn remembered(&self, path: &str, stamp: Stamp) -> Option<Taken> {
        let packed = self.briefs.packed.get(path)?;
        if !self.memory.has(path, stamp, self.folder) {
            return None;
        }
        let known: Remembered = borsh::from_slice(packed).ok()?;
        if let Some(seed) = &known.seed {
            let seed = format!("{SEEDS}/{seed}");
            let index = self.files.binary_search_by(|(path, _)| path.as_str().cmp(&seed)).ok()?;
            self.memory.has(&seed, self.files[index].1, self.folder).then_some(())?;
        }
        let messages = Told::again(&known.told, self.folder);
        Some(Taken { path: path.to_owned(), known, packed: Arc::clone(packed), messages, notice: None })
    }

    /// Reads a notice's file: its facts and body, the proof, its citations. What is wrong, where it is none.
    fn read(&self, path: &str) -> Result<Taken, Vec<Diagnostic>> {
        let file = self.folder.text(path).map_err(|problem| vec![problem])?;
        let (notice, mut messages) = content::parse_notice(&file);
        let Some(value) = notice else { return Err(messages) };
        let loaded = Loaded { value, file };
        messages.extend(intake::prove(self.folder, &loaded, self.redraft));
        let (brief, said) = self.intake.brief(&loaded);
        messages.extend(said);
        let Notice { id, facts, .. } = &loaded.value;
        let told = messages.iter().map(Told::of).collect();
        let known = Remembered { id: id.clone(), seed: facts.seed.clone(), brief, told };
        let packed = borsh::to_vec(&known).unwrap_or_default().into();
        Ok(Taken { path: path.to_owned(), known, packed, messages, notice: Some(loaded.value) })
    }
}

/// What is to be said of all notices together: two of one id, two of one seed.
pub(super) fn clashes(notices: &[Taken], folder: &Folder) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut ids: BTreeMap<&NoticeId, &str> = BTreeMap::new();
    let mut seeds: BTreeMap<&str, &str> = BTreeMap::new();
    for Taken { path, known, .. } in notices {
        if let Some(other) = ids.insert(&known.id, path) {
            let message = Message::IdTwice { id: known.id.to_string(), other: other.to_owned() };
            diagnostics.extend(folder.text(path).map(|file| Diagnostic::in_file(message, &file)));
        }
        if let Some((seed, other)) =
            known.seed.as_deref().and_then(|seed| Some((seed, seeds.insert(seed, path)?)))
        {
            let message = Message::SeedTwice { seed: seed.to_owned(), other: other.to_owned() };
            let at = |file| Diagnostic::at(message, &file, content::key_span(&file, "seed"));
            diagnostics.extend(folder.text(path).map(at));
        }
    }
    diagnostics
}

/// Reads the registered regulations.
pub(super) fn regulations(folder: &Folder) -> (Shelf, Vec<Diagnostic>) {
    let (regulations, diagnostics) = content::regulations(folder);
    let shelved = |Loaded { value, file }: Loaded<Regulation>| (file.path.as_str().into(), value);
    let told = diagnostics.iter().map(Told::of).collect();
    (Shelf { regulations: regulations.into_iter().map(shelved).collect(), told }, diagnostics)
}

/// The citations in the texts of regulations, and their bytes, where these are not kept yet.
pub(super) struct Cited {
    pub(super) cited: Texts,
    pub(super) bytes: Option<Vec<u8>>,
}

/// The citations in the texts of regulations: remembered where these are the same, else found.
pub(super) fn texts(output: &Output, memory: &Memory, knowledge: Digest, intake: &Intake<'_>) -> Cited {
    let remembered = (memory.knowledge == knowledge).then(|| output.recall("texts")).flatten();
    let remembered = remembered.and_then(|bytes| frame::read::<(Digest, Texts)>(&bytes));
    match remembered {
        // What lies there may be another build's, that ended before it kept its memory.
        Some(((of, cited), _)) if of == knowledge => Cited { cited, bytes: None },
        _ => {
            let cited = (knowledge, intake.texts());
            let bytes = Some(frame::write(&cited).0);
            Cited { cited: cited.1, bytes }
        }
    }
}

/// Whether something could not be read.
pub(super) fn unread(diagnostics: &[Diagnostic]) -> bool {
    has_errors(diagnostics)
}
