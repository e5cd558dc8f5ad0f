//! Building: from a site's folder to its output folder, every stage in order. It must not know what any stage does
//! inside.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Content, Loaded};
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::fidelity::{self, Fidelity};
use crate::format::{self, data, forms};
use crate::import::{self, Imported, read_seed};
use crate::notice::Notice;
use crate::output::{self, Key, Output, Report};
use crate::page::{self, Body, Page};
use crate::permalinks::{self, Permalinks};
use crate::progress::{self, Counter, Listener, Step};
use crate::proof;
use crate::publish::record;
use crate::route::Route;
use crate::script::{Converter, PINNED_OPENCC, Style, Terms};
use crate::site::{Entry, Offer, Site};
use crate::source::Folder;
use crate::theme::{Press, Theme};

/// Where a site's own state lies: the manifest, the stage. Nothing in it is needed to build the same output again.
const STATE: &str = ".gongkai";

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
    let folder = Folder::new(&options.site);
    let inputs = record::inputs(&options.site);
    let mut built = Built::default();
    let mut diagnostics = Vec::new();
    let content = load(&folder, options.locked, &mut built, &mut diagnostics, listener);
    let config = settings(&folder, options.base_url.as_deref(), &mut diagnostics);
    built.mount = config.as_ref().map(|config| Route::Root.rooted(&config.base_url));
    diagnostics.extend(prove(&folder, &content.notices, !options.locked, listener));
    let theme = config.as_ref().and_then(|config| {
        let loaded =
            Theme::load(&folder, &config.theme).map_err(|problems| diagnostics.extend(problems)).ok();
        loaded.map(|(theme, messages)| {
            diagnostics.extend(messages);
            theme
        })
    });
    let terms = content::terms(&folder).map_err(|problems| diagnostics.extend(problems)).unwrap_or_default();
    if let (Some(config), Some(theme)) = (config, theme) {
        let lock = content.permalinks.clone();
        let (site, messages) = Site::link(config, content, options.today);
        diagnostics.extend(messages);
        diagnostics.extend(outdated(&lock.value, &site.permalinks).filter(|_| options.locked));
        built.notices = site.entries.len();
        if !has_errors(&diagnostics) {
            match publish(&site, &theme, &terms, options, listener) {
                Ok((report, messages)) => {
                    if !options.preview {
                        diagnostics.extend(keep_permalinks(&folder, &lock, &site.permalinks).err());
                    }
                    let out = options.out.clone().unwrap_or_else(|| options.site.join("public"));
                    if options.preview || has_errors(&diagnostics) {
                        record::forget(&options.site, &out);
                    } else {
                        let imported = !built.imported.is_empty();
                        record::note(&options.site, &out, &site.config.base_url, &inputs, imported);
                    }
                    built.report = Some(report);
                    diagnostics.extend(messages);
                }
                Err(problems) => diagnostics.extend(problems),
            }
        }
    }
    crate::diagnostic::sort(&mut diagnostics);
    (built, diagnostics)
}

/// Checks a site without writing anything: the settings, every content file, every notice against its seed, every
/// citation.
pub fn check(options: &BuildOptions) -> (Built, Vec<Diagnostic>) {
    let folder = Folder::new(&options.site);
    let mut built = Built::default();
    let mut diagnostics = Vec::new();
    let content = load(&folder, true, &mut built, &mut diagnostics, &progress::nobody);
    diagnostics.extend(prove(&folder, &content.notices, false, &progress::nobody));
    if let Err(problems) = content::terms(&folder) {
        diagnostics.extend(problems);
    }
    if let Some(config) = settings(&folder, options.base_url.as_deref(), &mut diagnostics) {
        diagnostics.extend(
            Theme::load(&folder, &config.theme).map_or_else(|problems| problems, |(_, messages)| messages),
        );
        let (site, messages) = Site::link(config, content, options.today);
        diagnostics.extend(messages);
        built.offers = site.offers();
        built.notices = site.entries.len();
    }
    crate::diagnostic::sort(&mut diagnostics);
    (built, diagnostics)
}

/// Reports on the conversion of every notice, without writing anything.
pub fn check_script(options: &BuildOptions) -> (Vec<Fidelity>, Vec<Diagnostic>) {
    let folder = Folder::new(&options.site);
    let (content, mut diagnostics) = content::load(&folder);
    let terms = content::terms(&folder).map_err(|problems| diagnostics.extend(problems)).unwrap_or_default();
    let Some(config) = settings(&folder, None, &mut diagnostics) else { return (Vec::new(), diagnostics) };
    let style = Style { punctuation: config.punctuation };
    let examined = Converter::new(&terms)
        .map(|converter| converter.with_style(style))
        .and_then(|converter| fidelity::examine(&content.notices, &config.editions, &converter));
    let (reports, messages) = examined.unwrap_or_else(|error| {
        let message = Message::ConverterBroken { reason: error.to_string() };
        (Vec::new(), vec![Diagnostic::plain(message)])
    });
    diagnostics.extend(messages);
    crate::diagnostic::sort(&mut diagnostics);
    (reports, diagnostics)
}

/// Reads the content; seeds that have no notice yet are imported first, or reported.
fn load(
    folder: &Folder,
    locked: bool,
    built: &mut Built,
    diagnostics: &mut Vec<Diagnostic>,
    listener: Listener<'_>,
) -> Content {
    let (content, messages) = content::load(folder);
    let (seeds, problems) = import::seeds(folder);
    diagnostics.extend(problems);
    let owned = |seed: &String| content.notices.iter().any(|n| n.value.facts.seed.as_deref() == Some(seed));
    // A notice that cannot be read may own any seed: then nothing is known to be new.
    let new: Vec<String> = seeds.into_iter().filter(|seed| !owned(seed) && !content.unread).collect();
    if new.is_empty() {
        diagnostics.extend(messages);
        return content;
    }
    if locked {
        diagnostics.extend(messages);
        let report = |seed| Diagnostic::plain(Message::SeedUnimported { seed });
        diagnostics.extend(new.into_iter().map(report));
        return content;
    }
    let (imported, problems) = import::import(folder, &new, &content, listener);
    diagnostics.extend(problems);
    built.imported = imported;
    let (content, messages) = content::load(folder);
    diagnostics.extend(messages);
    content
}

fn settings(folder: &Folder, base_url: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let parsed = folder.text(config::PATH).map_err(|problem| vec![problem]);
    match parsed.and_then(|file| config::parse(&file, base_url)) {
        Ok(config) => Some(config),
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

/// Writes the permalinks, if they have changed.
fn keep_permalinks(folder: &Folder, before: &Loaded<Permalinks>, now: &Permalinks) -> Result<(), Diagnostic> {
    let text = permalinks::print(now);
    if text == before.file.text || before.value == *now {
        return Ok(());
    }
    output::replace(&folder.root().join(permalinks::PATH), text.as_bytes())
}

/// Holds every notice that names a seed against it. A seed that is another by now is drafted again beside its notice,
/// where `redraft` allows it.
fn prove(
    folder: &Folder,
    notices: &[Loaded<Notice>],
    redraft: bool,
    listener: Listener<'_>,
) -> Vec<Diagnostic> {
    let counter = Counter::new(listener, Step::Proving, notices.len());
    let prove = |notice: &Loaded<Notice>| {
        counter.one_more();
        let at =
            |message, key| vec![Diagnostic::at(message, &notice.file, content::key_span(&notice.file, key))];
        let Some(name) = notice.value.facts.seed.as_deref() else {
            return at(Message::NoticeUnproven { id: notice.value.id.to_string() }, "seed");
        };
        if !folder.has(&format!("{}/{name}", import::SEEDS)) {
            return at(Message::SeedMissing { seed: name.to_owned() }, "seed");
        }
        let seed = match read_seed(folder, name) {
            Ok(seed) => seed,
            Err(problem) => return vec![problem],
        };
        if notice.value.facts.sha256.as_deref() == Some(&seed.sha256) {
            return proof::compare(&notice.value, &notice.file, &seed.file.text, &seed.reading.kept);
        }
        match import::redraft(folder, seed, notice, redraft) {
            Ok(draft) => at(Message::SeedChanged { seed: name.to_owned(), draft }, "sha256"),
            Err(problem) => vec![problem],
        }
    };
    notices.par_iter().flat_map_iter(prove).collect()
}

/// Renders and writes what has changed.
fn publish(
    site: &Site,
    theme: &Theme,
    terms: &Terms,
    options: &BuildOptions,
    listener: Listener<'_>,
) -> Result<(Report, Vec<Diagnostic>), Vec<Diagnostic>> {
    let single = |problem| vec![problem];
    let converter = Converter::new(terms)
        .map_err(|error| single(Diagnostic::plain(Message::ConverterBroken { reason: error.to_string() })))?
        .with_style(Style { punctuation: site.config.punctuation });
    let root = options.out.clone().unwrap_or_else(|| options.site.join("public"));
    misplaced(&root, &options.site).map_or(Ok(()), |problem| Err(single(problem)))?;
    let state = options.site.join(STATE);
    let output = Output::open(&root, &state, &converter.fingerprint()).map_err(single)?;
    let presses: Vec<Press<'_>> = (site.config.editions.iter())
        .map(|&edition| theme.press(&site.config, &converter, edition))
        .collect::<Result<_, _>>()
        .map_err(single)?;
    let fingerprint = Fingerprint {
        version: env!("CARGO_PKG_VERSION"),
        theme: theme.fingerprint(),
        converter: converter.fingerprint(),
        config: &site.config,
    };
    let assets = theme.assets();
    let fingerprinted: Vec<Route> = assets.iter().map(|(route, _)| route.clone()).collect();
    for (route, bytes) in assets {
        put(&output, &route, fingerprint.key(&bytes), || Ok(bytes.clone())).map_err(single)?;
    }
    for entrance in page::entrances(site) {
        let route = entrance.route();
        let print = || theme.entrance(&presses, &entrance).map(String::into_bytes);
        put(&output, &route, fingerprint.key(&entrance), print).map_err(single)?;
    }
    let pages = page::plan(site);
    for file in format::files(site, &pages, &fingerprinted) {
        let key = fingerprint.key(&file);
        put(&output, &file.route, key, || Ok(file.bytes)).map_err(single)?;
    }
    let folder = Folder::new(&options.site);
    let offer = |entry: &Entry| offer_seed(&output, &folder, &site.config, &entry.notice).err();
    let problems: Vec<Diagnostic> = site.entries.par_iter().filter_map(offer).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let groups: Vec<&[Page<'_>]> =
        pages.chunk_by(|a, b| a.notice().is_some() && a.notice() == b.notice()).collect();
    let counter = Counter::new(listener, Step::Printing, presses.len() * groups.len());
    let jobs = presses.iter().flat_map(|press| groups.iter().map(move |group| (press, *group)));
    let problems: Vec<Diagnostic> = jobs
        .par_bridge()
        .flat_map_iter(|(press, group)| {
            counter.one_more();
            print_group(&output, press, group, &fingerprint)
        })
        .collect();
    if has_errors(&problems) {
        return Err(problems);
    }
    if options.compress {
        output.pack().map_err(single)?;
    }
    let mut messages = converter_messages(&output, &fingerprint.converter);
    messages.extend(problems);
    Ok((output.finish().map_err(single)?, messages))
}

/// Puts the bytes of a notice's seed beside its page. They are read only where they are not there yet: their hash, which
/// the notice names, has been compared already.
fn offer_seed(output: &Output, folder: &Folder, config: &Config, notice: &Notice) -> Result<(), Diagnostic> {
    let (Some(route), Some(name), Some(sha256)) =
        (data::seed(config, notice), &notice.facts.seed, &notice.facts.sha256)
    else {
        return Ok(());
    };
    let path = route.file();
    let key = Key::new(blake3::hash(sha256.as_bytes()));
    if output.keep(&path, key)? {
        return Ok(());
    }
    output.put(&path, key, &folder.bytes(&format!("{}/{name}", import::SEEDS))?)
}

/// The output folder may not be, hold or lie in what the site is made from.
fn misplaced(out: &Path, site: &Path) -> Option<Diagnostic> {
    let (out, site) = (normal(out), normal(site));
    let inside =
        ["content", import::SEEDS, "themes", STATE].iter().any(|part| out.starts_with(site.join(part)));
    (inside || site.starts_with(&out))
        .then(|| Diagnostic::plain(Message::OutputMisplaced { path: out.display().to_string() }))
}

/// The absolute path, with `..` taken as the folder above.
fn normal(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut normal = PathBuf::new();
    for part in absolute.components() {
        match part {
            std::path::Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// What is to be said of the conversion itself: another OpenCC than the pinned one, another than the last time.
fn converter_messages(output: &Output, now: &str) -> Vec<Diagnostic> {
    let version = Converter::opencc_version();
    let unpinned = (version != PINNED_OPENCC)
        .then(|| Message::ConverterUnpinned { version, pinned: PINNED_OPENCC.to_owned() });
    let changed = output
        .made_before_with()
        .map(|before| Message::ConverterChanged { before: before.to_owned(), now: now.to_owned() });
    unpinned.into_iter().chain(changed).map(Diagnostic::plain).collect()
}

/// Prints the pages of one notice, or one other page, in one edition.
fn print_group(
    output: &Output,
    press: &Press<'_>,
    group: &[Page<'_>],
    fingerprint: &Fingerprint<'_>,
) -> Vec<Diagnostic> {
    let config = fingerprint.config;
    let none = Terms::default();
    let terms = group.iter().find_map(|page| match &page.body {
        Body::Notice(page) | Body::Compare(page) => Some(&page.notice.facts.terms),
        _ => None,
    });
    let set = press.set(terms.unwrap_or(&none));
    let print = |page: &Page<'_>| {
        let route = Route::Page(press.edition(), page.leaf.clone());
        let key = fingerprint.key(&(press.edition(), page));
        let mut problems: Vec<Diagnostic> =
            put(output, &route, key, || set.print(page)).err().into_iter().collect();
        // A form shows what its page shows: nothing more is hashed.
        for form in forms::offered(config, &page.body) {
            let route = Route::Form(press.edition(), page.leaf.clone(), form);
            problems.extend(put(output, &route, key.of(form.name()), || set.form(page, form)).err());
        }
        problems
    };
    group.iter().flat_map(print).collect()
}

fn put(
    output: &Output,
    route: &Route,
    key: Key,
    make: impl FnOnce() -> Result<Vec<u8>, Diagnostic>,
) -> Result<(), Diagnostic> {
    let path = route.file();
    if output.keep(&path, key)? { Ok(()) } else { output.put(&path, key, &make()?) }
}

/// What every page depends on beside its content.
#[derive(Hash)]
struct Fingerprint<'a> {
    version: &'static str,
    theme: &'a str,
    converter: String,
    config: &'a Config,
}

impl Fingerprint<'_> {
    fn key(&self, content: &impl Hash) -> Key {
        let mut hasher = KeyHasher(blake3::Hasher::new());
        self.hash(&mut hasher);
        content.hash(&mut hasher);
        Key::new(hasher.0.finalize())
    }
}

/// Feeds everything that a value hashes to BLAKE3. Integers come in this machine's form: keys stay on it.
struct KeyHasher(blake3::Hasher);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The first 64 bits; nobody asks for them, the whole hash is the key.
    fn finish(&self) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}
