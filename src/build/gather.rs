//! Gathering: everything that a site is linked from, read where it has changed, remembered where it has not. It must not
//! know pages.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::memory::{Briefs, Memory, Remembered, Shelf, Told};
use super::{Run, settings};
use crate::config::Config;
use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Message, Severity, has_errors};
use crate::digest::Digest;
use crate::frame;
use crate::import::{self, SEEDS};
use crate::intake::{self, Intake};
use crate::notice::{Notice, NoticeId};
use crate::output::Output;
use crate::progress::{self, Counter, Listener, Step};
use crate::regulation::{Regulation, RegulationId};
use crate::route::Route;
use crate::script::{TermFinder, Terms};
use crate::site::{Material, Texts};
use crate::source::{Folder, Stamp};
use crate::theme::Theme;

/// Everything that a site is linked and made from.
pub(super) struct Gathered {
    pub(super) config: Config,
    /// Absent where it cannot be used: then what else is wrong is told.
    pub(super) theme: Option<Theme>,
    pub(super) terms: Terms,
    pub(super) finder: TermFinder,
    pub(super) material: Material,
    /// The notices that were read.
    pub(super) notices: BTreeMap<NoticeId, Notice>,
    /// The files of all notices.
    pub(super) paths: BTreeMap<NoticeId, String>,
    pub(super) basis: Basis,
}

/// What is to be remembered of it.
pub(super) struct Basis {
    /// Every file of the site with its stamp, sorted.
    pub(super) files: Vec<(String, Stamp)>,
    /// Stands for what notices were read with.
    pub(super) knowledge: Digest,
    pub(super) shelved: Shelved,
    /// The citations in the texts of regulations, where they are not kept yet.
    pub(super) texts: Option<Vec<u8>>,
    /// The briefs, where they are not kept yet.
    pub(super) packed: Option<BTreeMap<Box<str>, Arc<[u8]>>>,
    /// What was said of this run only.
    pub(super) passing: Vec<Diagnostic>,
}

/// What stands for the regulations that are remembered, and their bytes, where these are not kept yet.
pub(super) struct Shelved {
    pub(super) digest: Digest,
    pub(super) bytes: Option<Vec<u8>>,
}

impl Run<'_> {
    /// Reads whatever the site is made from, where it is not remembered, and imports what is new in `seeds/`. Without
    /// settings there is no site.
    pub(super) fn gather(
        &mut self,
        output: &Output,
        memory: &Memory,
        files: Vec<(String, Stamp)>,
    ) -> Option<Gathered> {
        let options = self.options;
        let folder = self.folder.clone();
        let base_url = options.base_url.as_deref();
        let Some(config) = settings(&self.folder, base_url, &mut self.diagnostics) else {
            self.tell_without_settings();
            return None;
        };
        self.built.mount = Some(Route::Root.rooted(&config.base_url));
        let theme = match Theme::load(&self.folder, &config.theme) {
            Ok((theme, messages)) => {
                self.diagnostics.extend(messages);
                Some(theme)
            }
            Err(problems) => {
                self.diagnostics.extend(problems);
                None
            }
        };
        let terms = content::terms(&self.folder);
        let terms = terms.map_err(|problems| self.diagnostics.extend(problems)).unwrap_or_default();
        let finder = TermFinder::new(&terms);
        let (shelf, shelved) = self.regulations(output, memory, &files);
        let lock = content::permalinks(&self.folder);
        let lock = lock.map_err(|problems| self.diagnostics.extend(problems)).unwrap_or_default();
        let paths: BTreeMap<RegulationId, Box<str>> =
            shelf.regulations.iter().map(|(path, one)| (one.id.clone(), path.clone())).collect();
        let regulations = intake::shown(shelf.regulations.into_iter().map(|(_, one)| one), &lock.value);
        let knowledge = knowledge(shelved.digest, &regulations, &config, &terms);
        let remembered = self.recall_briefs(output, memory, knowledge);
        let intake = Intake::new(&regulations, &config, &finder);
        let file = |id: &RegulationId| folder.text(paths.get(id)?).ok();
        self.diagnostics.extend(intake.conflicts(file));
        let texts = texts(output, memory, knowledge, &intake);
        self.diagnostics.extend(intake.about_texts(&texts.cited, file));
        let mut gatherer = Gatherer {
            folder: &folder,
            files,
            intake,
            memory,
            briefs: &remembered,
            redraft: !options.locked,
        };
        let (mut notices, problems) = gatherer.notices(self.listener);
        let mut unread = has_errors(&problems) || has_errors(&self.diagnostics);
        let mut passing = Vec::new();
        if !unread {
            let new = unowned(&gatherer.files, &notices);
            let (new, refused) = import::wanted(&self.folder, new, &lock.value);
            self.diagnostics.extend(refused);
            if options.locked {
                let report = |seed| Diagnostic::plain(Message::SeedUnimported { seed });
                self.diagnostics.extend(new.into_iter().map(report));
            } else if !new.is_empty() {
                let ids =
                    notices.iter().map(|taken| taken.known.id.clone()).chain(lock.value.spent().cloned());
                let (imported, messages) =
                    import::import(&self.folder, &new, ids, &regulations, self.listener);
                // A seed that cannot be one stops the build as any other fault does.
                let errors;
                (errors, passing) =
                    messages.into_iter().partition(|message| message.severity() == Severity::Error);
                self.diagnostics.extend::<Vec<Diagnostic>>(errors);
                self.built.imported = imported;
                gatherer.files = self.scan().0;
                let problems;
                (notices, problems) = gatherer.notices(&progress::nobody);
                unread = has_errors(&problems);
                self.diagnostics.extend(problems);
            }
        }
        self.diagnostics.extend(problems);
        self.diagnostics.extend(clashes(&notices, &self.folder));
        self.built.work.read = notices.iter().filter(|taken| taken.notice.is_some()).count();
        let Gatherer { files, .. } = gatherer;
        let Kept { briefs, notices, paths, packed } = Kept::of(&mut notices, &mut self.diagnostics);
        let material = Material { briefs, regulations, texts: texts.cited, permalinks: lock, unread };
        let packed = (remembered.packed != packed).then_some(packed);
        let basis = Basis { files, knowledge, shelved, texts: texts.bytes, packed, passing };
        Some(Gathered { config, theme, terms, finder, material, notices, paths, basis })
    }

    /// The registered regulations: remembered where none of their files was touched, else read.
    fn regulations(
        &mut self,
        output: &Output,
        memory: &Memory,
        files: &[(String, Stamp)],
    ) -> (Shelf, Shelved) {
        let known = memory.holds_all_below(content::REGULATIONS, files, &self.folder);
        let remembered = known.then(|| output.recall("regulations")).flatten();
        let remembered = remembered.and_then(|bytes| frame::read::<Shelf>(&bytes));
        if let Some((shelf, digest)) = remembered.filter(|(_, digest)| *digest == memory.shelf) {
            self.diagnostics.extend(Told::again(&shelf.told, &self.folder));
            return (shelf, Shelved { digest, bytes: None });
        }
        let (shelf, problems) = regulations(&self.folder);
        self.diagnostics.extend(problems);
        let (bytes, digest) = frame::write(&shelf);
        (shelf, Shelved { digest, bytes: Some(bytes) })
    }

    fn recall_briefs(&self, output: &Output, memory: &Memory, knowledge: Digest) -> Briefs {
        let bytes = (memory.knowledge == knowledge).then(|| output.recall("briefs")).flatten();
        bytes.and_then(|bytes| frame::read::<Briefs>(&bytes)).map(|(briefs, _)| briefs).unwrap_or_default()
    }

    /// Without settings there is no site, but what else is wrong can be told.
    fn tell_without_settings(&mut self) {
        let (content, messages) = content::load(&self.folder);
        self.diagnostics.extend(messages);
        let prove = content.notices.iter().flat_map(|notice| intake::prove(&self.folder, notice, false));
        self.diagnostics.extend(prove);
        self.diagnostics.extend(content::terms(&self.folder).err().unwrap_or_default());
    }
}

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

/// Stands for everything that a notice is read with. `shelf`: for the regulations' files; which of them are shown, the
/// permalinks say.
fn knowledge(shelf: Digest, regulations: &[Regulation], config: &Config, terms: &Terms) -> Digest {
    let shown: Vec<&RegulationId> = regulations.iter().map(|regulation| &regulation.id).collect();
    Digest::of(&(shelf, shown, &config.not_rules, terms.entries()))
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
fn clashes(notices: &[Taken], folder: &Folder) -> Vec<Diagnostic> {
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
fn regulations(folder: &Folder) -> (Shelf, Vec<Diagnostic>) {
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
fn texts(output: &Output, memory: &Memory, knowledge: Digest, intake: &Intake<'_>) -> Cited {
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

/// What is taken from notices' files, each thing to where it is needed.
struct Kept {
    briefs: Vec<crate::brief::Brief>,
    notices: BTreeMap<NoticeId, Notice>,
    paths: BTreeMap<NoticeId, String>,
    packed: BTreeMap<Box<str>, Arc<[u8]>>,
}

impl Kept {
    fn of(taken: &mut Vec<Taken>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut kept = Self {
            briefs: Vec::with_capacity(taken.len()),
            notices: BTreeMap::new(),
            paths: BTreeMap::new(),
            packed: BTreeMap::new(),
        };
        for Taken { path, known, packed, messages, notice } in taken.drain(..) {
            diagnostics.extend(messages);
            kept.packed.insert(path.as_str().into(), packed);
            kept.paths.insert(known.id.clone(), path);
            kept.notices.extend(notice.map(|notice| (known.id, notice)));
            kept.briefs.extend(known.brief);
        }
        kept
    }
}

/// The seeds that no notice was made from, by name.
fn unowned(files: &[(String, Stamp)], notices: &[Taken]) -> Vec<String> {
    let owned: HashSet<&str> = notices.iter().filter_map(|taken| taken.known.seed.as_deref()).collect();
    let names = files.iter().filter_map(|(path, _)| path.strip_prefix("seeds/"));
    names.filter(|name| !owned.contains(name)).map(str::to_owned).collect()
}
