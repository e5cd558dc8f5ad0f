//! Building: from a site's folder to its output folder, every stage in order. It must not know what any stage does
//! inside.
//!
//! Most builds change little. So each stage asks first what it need not do, from the cheapest question to the dearest:
//!
//! 1. No file of the site and none of the output was touched since the last build: nothing is read, nothing is done.
//! 2. A notice whose file and seed were not touched is not read: its [brief](crate::brief) is remembered.
//! 3. The pages of a notice are not even planned where everything that they depend on is the same.
//! 4. A page of the same key is neither converted nor made; a file of the same bytes is not written.
//!
//! Every answer rests on what is compared, never on what is supposed to have changed, and `full` asks none of them.

mod gather;
mod look;
mod memory;
mod publish;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::Loaded;
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::digest::Digest;
use crate::frame;
use crate::import::{Imported, SEEDS};
use crate::output::{self, Output, Report};
use crate::permalinks::{self, Permalinks};
use crate::progress::{self, Listener};
use crate::publish::record::{self, Inputs};
use crate::site::{Offer, Site};
use crate::source::{Folder, Stamp};
use crate::work::{Stage, Work};
use gather::Gathered;
use memory::{Briefs, Input, Memory, Told};
use publish::Publisher;

pub use look::{check, check_script};

/// Where a site's own state lies: the manifest, the memory, the stage. Nothing in it is needed to build the same output
/// again.
const STATE: &str = ".gongkai";
/// The folders that a site is made from.
const PARTS: [&str; 3] = ["content", SEEDS, "themes"];

/// How to build.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The site's folder.
    pub site: PathBuf,
    /// The output folder; without it, `public/` in the site's.
    pub out: Option<PathBuf>,
    /// In place of the settings' `base_url`.
    pub base_url: Option<String>,
    /// Fail where a seed has no notice, in place of importing it, and where an address is not in the permalinks' file,
    /// in place of adding it.
    pub locked: bool,
    /// Put compressed forms beside text files.
    pub compress: bool,
    /// The day of the build. It enters nothing but `content/permalinks.lock`: as the day on which a text that was changed
    /// took another's place.
    pub today: jiff::civil::Date,
    /// Leave `content/permalinks.lock` as it is: what is only looked at is not published.
    pub preview: bool,
    /// Trust nothing that an earlier build left: read, convert and make everything again. The files are the same.
    pub full: bool,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// Seeds that were imported first.
    pub imported: Vec<Imported>,
    /// How many notices are published.
    pub notices: usize,
    /// The path that the site will stand at, with a slash at both ends; absent where the settings cannot be read.
    pub mount: Option<String>,
    /// How much was done.
    pub work: Work,
    /// What was written; absent where there were errors.
    pub report: Option<Report>,
    /// After a check: the files that would register what is cited and not registered.
    pub offers: Vec<Offer>,
}

/// Builds a site. With an error among the messages nothing was written to the output folder.
pub fn build(options: &BuildOptions) -> (Built, Vec<Diagnostic>) {
    build_telling(options, &progress::nobody)
}

/// Builds a site and tells how far it has come.
pub fn build_telling(options: &BuildOptions, listener: Listener<'_>) -> (Built, Vec<Diagnostic>) {
    let mut run = Run {
        options,
        listener,
        folder: Folder::new(&options.site),
        built: Built::default(),
        since: now(),
        diagnostics: Vec::new(),
    };
    let remembered = run.run();
    if let Err(problems) = remembered {
        run.diagnostics.extend(problems);
        run.built.report = None;
    }
    crate::diagnostic::sort(&mut run.diagnostics);
    (run.built, run.diagnostics)
}

/// For how long a stage took; it reaches no file.
fn now() -> Instant {
    Instant::now()
}

/// One build under way.
struct Run<'o> {
    options: &'o BuildOptions,
    listener: Listener<'o>,
    folder: Folder,
    built: Built,
    diagnostics: Vec<Diagnostic>,
    since: Instant,
}

type Stop = Vec<Diagnostic>;

impl Run<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        let options = self.options;
        let root = options.out.clone().unwrap_or_else(|| options.site.join("public"));
        if let Some(problem) = publish::misplaced(&root, &options.site) {
            return Err(vec![problem]);
        }
        if !self.folder.has(config::PATH) {
            // No site: nothing is to appear in the folder.
            settings(&self.folder, None, &mut self.diagnostics);
            return Ok(());
        }
        let folder = self.folder.clone();
        let mut output = Output::open(&root, &options.site.join(STATE)).map_err(|problem| vec![problem])?;
        let (files, problems) = self.scan();
        self.diagnostics.extend(problems);
        let memory = self.recall(&output);
        let asked = self.asked();
        if memory.asked == asked && memory.holds(&files, &self.folder) && output.is_untouched() {
            self.nothing_to_do(&memory, &output);
            return Ok(());
        }

        // Which outputs were touched is looked at while what they are made from is read.
        let look = || {
            if !options.full {
                output.look()
            }
        };
        let (gathered, ()) = rayon::join(|| self.gather(&output, &memory, files), look);
        let Some(Gathered { config, theme, terms, finder, material, notices, paths, basis }) = gathered
        else {
            return Ok(());
        };
        self.pass(Stage::Reading);

        let lock = material.permalinks.clone();
        let (site, messages) = Site::link(config, material, &finder, options.today);
        self.diagnostics.extend(messages);
        self.diagnostics.extend(outdated(&lock.value, &site.permalinks).filter(|_| options.locked));
        self.built.notices = site.entries.len();
        self.pass(Stage::Linking);
        let (Some(theme), false) = (theme, has_errors(&self.diagnostics)) else {
            self.diagnostics.extend(basis.passing);
            return Ok(());
        };

        let converter = publish::converter(&terms, &site.config).map_err(|problem| vec![problem])?;
        let publisher = Publisher {
            folder: &folder,
            site: &site,
            theme: &theme,
            converter: &converter,
            finder: &finder,
            output: &output,
            notices: Mutex::new(notices),
            paths: &paths,
            full: options.full,
            compress: options.compress,
            rendered: AtomicUsize::new(0),
        };
        publisher.make(self.listener)?;
        self.built.work.rendered = publisher.rendered.into_inner();
        self.built.work.converted = converter.converted();
        self.pass(Stage::Making);

        let made_with = converter.fingerprint();
        let changed = publish::converter_messages(&output, &made_with);
        let (report, known) = output.finish(&made_with).map_err(|problem| vec![problem])?;
        self.built.report = Some(report);
        let told = self.diagnostics.iter().map(Told::of).collect();
        let mut memory = Memory {
            asked,
            output: known,
            inputs: inputs(&basis.files, &output),
            knowledge: basis.knowledge,
            shelf: basis.shelved.digest,
            told,
            notices: site.entries.len() as u64,
            mount: self.built.mount.clone().unwrap_or_default(),
        };
        self.diagnostics.extend(basis.passing);
        self.diagnostics.extend(changed);
        if !options.preview {
            self.keep_permalinks(&lock, &site.permalinks, &mut memory).map_err(|problem| vec![problem])?;
        }
        for (name, bytes) in [("regulations", basis.shelved.bytes), ("texts", basis.texts)] {
            if let Some(bytes) = bytes {
                output.remember(name, &bytes).map_err(|problem| vec![problem])?;
            }
        }
        self.keep(&output, &memory, basis.packed).map_err(|problem| vec![problem])?;
        if options.preview {
            record::forget(&options.site, &root);
        } else {
            let files = memory.inputs.iter().map(|input| (&*input.path, input.stamp));
            record::note(&options.site, &root, &site.config.base_url, &Inputs::of(files));
        }
        self.pass(Stage::Writing);
        Ok(())
    }

    fn pass(&mut self, stage: Stage) {
        let now = now();
        self.built.work.stages.push((stage, now - self.since));
        self.since = now;
    }

    /// Every file that the site is made from, with its stamp, sorted.
    fn scan(&self) -> (Vec<(String, Stamp)>, Vec<Diagnostic>) {
        let found = PARTS.par_iter().map(|part| self.folder.scan(part));
        let (files, problems): (Vec<_>, Vec<_>) = found.collect::<Vec<_>>().into_iter().unzip();
        (files.concat(), problems.concat())
    }

    /// What the last build remembered, where it is about what lies in the output folder and may be trusted.
    fn recall(&self, output: &Output) -> Memory {
        let bytes = output.known().filter(|_| !self.options.full).and_then(|_| output.recall("memory"));
        let memory = bytes.and_then(|bytes| frame::read::<Memory>(&bytes)).map(|(memory, _)| memory);
        memory.filter(|memory| Some(memory.output) == output.known()).unwrap_or_default()
    }

    /// What was asked for, as far as it decides what is made.
    fn asked(&self) -> Digest {
        let BuildOptions { base_url, locked, preview, compress, .. } = self.options;
        Digest::of(&(base_url, locked, preview, compress))
    }

    fn nothing_to_do(&mut self, memory: &Memory, output: &Output) {
        self.diagnostics.extend(Told::again(&memory.told, &self.folder));
        self.built.notices = usize::try_from(memory.notices).unwrap_or_default();
        self.built.mount = Some(memory.mount.clone());
        // The list of sums is no page.
        self.built.report = Some(Report { skipped: output.count(), ..Report::default() });
        self.pass(Stage::Reading);
    }

    /// Writes the permalinks, if they have changed, and remembers the file as it is then.
    fn keep_permalinks(
        &self,
        before: &Loaded<Permalinks>,
        now: &Permalinks,
        memory: &mut Memory,
    ) -> Result<(), Diagnostic> {
        if before.value == *now {
            return Ok(());
        }
        let text = permalinks::print(now);
        output::replace(&self.folder.root().join(permalinks::PATH), text.as_bytes())?;
        let doubt = Some(Some(Digest::of_bytes(text.as_bytes())));
        let stamp = self.folder.stamp(permalinks::PATH).unwrap_or_default();
        let input = Input { path: permalinks::PATH.into(), stamp, doubt };
        match memory.inputs.binary_search_by(|input| (*input.path).cmp(permalinks::PATH)) {
            Ok(index) => memory.inputs[index] = input,
            Err(index) => memory.inputs.insert(index, input),
        }
        Ok(())
    }

    /// Keeps what the next build need not read again: the briefs, where they have changed.
    fn keep(
        &self,
        output: &Output,
        memory: &Memory,
        packed: Option<BTreeMap<Box<str>, Arc<[u8]>>>,
    ) -> Result<(), Diagnostic> {
        if let Some(packed) = packed {
            output.remember("briefs", &frame::write(&Briefs { packed }).0)?;
        }
        output.remember("memory", &frame::write(memory).0)
    }
}

/// The files that this build was made from. What was changed since it began may have been read before or after.
fn inputs(files: &[(String, Stamp)], output: &Output) -> Vec<Input> {
    let input = |(path, stamp): &(String, Stamp)| {
        let doubt = stamp.is_fresh(output.started()).then_some(None);
        Input { path: path.as_str().into(), stamp: *stamp, doubt }
    };
    files.iter().map(input).collect()
}

fn settings(folder: &Folder, base_url: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    if !folder.has(config::PATH) {
        diagnostics.push(Diagnostic::plain(Message::SiteMissing { path: config::PATH.to_owned() }));
        return None;
    }
    let read = folder.text(config::PATH).map_err(|problem| vec![problem]);
    match read.and_then(|file| Ok((config::parse(&file, base_url)?, file))) {
        Ok((config, file)) => {
            if config.is_of_nobody() {
                diagnostics.push(config::at_publisher(&file, Message::PublisherUnsaid));
            }
            Some(config)
        }
        Err(problems) => {
            diagnostics.extend(problems);
            None
        }
    }
}

/// What is to be said where the permalinks' file lacks what this build publishes and nothing may be added.
fn outdated(before: &Permalinks, now: &Permalinks) -> Option<Diagnostic> {
    let address = now.first_change(before)?.to_string();
    Some(Diagnostic::plain(Message::LockOutdated { address }))
}
