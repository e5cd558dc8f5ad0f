//! Publishing: pages and files made where they have to be, written where they differ, pruned where they are gone. It must
//! not know what stands on a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::slice::from_ref;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::STATE;
use crate::config::Config;
use crate::content;
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::digest::Digest;
use crate::format::{self, data, forms};
use crate::import;
use crate::notice::{Notice, NoticeId};
use crate::output::{MadeGroup, Output};
use crate::page::{self, Page};
use crate::progress::{Counter, Listener, Step};
use crate::route::Route;
use crate::script::{Converter, Desks, Edition, PINNED_OPENCC, Style, TermFinder, Terms};
use crate::site::{Entry, Site};
use crate::source::Folder;
use crate::theme::{Press, Theme};

/// The group of all files that no page is.
const SITE: &str = "";

/// Pages on their way into an output folder.
pub(super) struct Publisher<'p> {
    pub(super) folder: &'p Folder,
    pub(super) site: &'p Site,
    pub(super) theme: &'p Theme,
    pub(super) converter: &'p Converter,
    pub(super) finder: &'p TermFinder,
    pub(super) output: &'p Output,
    /// Notices that were read in this run, each until its pages are made.
    pub(super) notices: Mutex<BTreeMap<NoticeId, Notice>>,
    /// The files of all notices.
    pub(super) paths: &'p BTreeMap<NoticeId, String>,
    /// Trust nothing of what the last run left.
    pub(super) full: bool,
    /// Put compressed forms beside text files.
    pub(super) compress: bool,
    pub(super) rendered: AtomicUsize,
}

/// The converter of a site.
pub(super) fn converter(terms: &Terms, config: &Config) -> Result<Converter, Diagnostic> {
    let broken = |error: crate::script::ConvertError| Message::ConverterBroken { reason: error.to_string() };
    let converter = Converter::new(terms).map_err(|error| Diagnostic::plain(broken(error)))?;
    Ok(converter.with_style(Style { punctuation: config.punctuation }))
}

/// The theme, ready for every edition of a site.
fn presses<'p>(
    site: &'p Site,
    theme: &'p Theme,
    converter: &'p Converter,
) -> Result<Vec<Press<'p>>, Diagnostic> {
    site.config.editions.iter().map(|&edition| theme.press(&site.config, converter, edition)).collect()
}

/// What is wrong with the pages that a theme makes of a site: each is made, and dropped.
pub(super) fn faults(
    site: &Site,
    theme: &Theme,
    converter: &Converter,
    notices: &BTreeMap<NoticeId, Notice>,
) -> Vec<Diagnostic> {
    let presses = match presses(site, theme, converter) {
        Ok(presses) => presses,
        Err(problem) => return vec![problem],
    };
    let entrances = page::entrances(site);
    let mut faults: Vec<Diagnostic> =
        entrances.iter().filter_map(|entrance| theme.entrance(&presses, entrance).err()).collect();
    let none = Terms::default();
    let listed = page::plan(site);
    faults.par_extend(
        listed.par_iter().filter_map(|page| fault(&presses, &Desks::new(converter, &none), from_ref(page))),
    );
    faults.par_extend(site.entries.par_iter().filter_map(|entry| {
        let whole = site.whole(entry, notices.get(&entry.brief.id)?.clone());
        let desks = Desks::new(converter, &entry.brief.terms);
        fault(&presses, &desks, &page::notice_pages(site, entry, &whole))
    }));
    faults
}

/// The first fault of pages.
fn fault<'p>(presses: &'p [Press<'p>], desks: &'p Desks<'p>, pages: &[Page<'_>]) -> Option<Diagnostic> {
    presses.iter().find_map(|press| {
        let set = press.set(desks);
        pages.iter().find_map(|page| set.print(page).err())
    })
}

impl Publisher<'_> {
    /// Makes everything that has to be made.
    ///
    /// # Errors
    /// Every page that cannot be made, or the first file that cannot be written.
    pub(super) fn make(&self, listener: Listener<'_>) -> Result<(), Vec<Diagnostic>> {
        let single = |problem| vec![problem];
        let Self { site, theme, converter, .. } = self;
        let presses = presses(site, theme, converter).map_err(single)?;
        let fingerprint = self.fingerprint();
        let mut group = self.output.begin(SITE, Digest::default());
        self.make_files(&presses, fingerprint, &mut group).map_err(single)?;
        let pages = page::plan(site);
        let assets: Vec<Route> = theme.assets().into_iter().map(|(route, _)| route).collect();
        let conversion = data::conversion_file(&Converter::identity(), converter.terms());
        for file in format::files(site, &pages, &assets).into_iter().chain([conversion]) {
            let key = Digest::of(&(fingerprint, file.depends));
            self.put(&mut group, &file.route, key, || Ok((file.make)())).map_err(single)?;
        }
        self.end(group).map_err(single)?;
        let counter = Counter::new(listener, Step::Printing, site.entries.len());
        let listed = pages.par_iter().filter_map(|page| self.make_page(&presses, page, fingerprint).err());
        let mut problems: Vec<Diagnostic> = listed.collect();
        problems.par_extend(site.entries.par_iter().filter_map(|entry| {
            let made = self.make_notice(&presses, entry, fingerprint);
            counter.one_more();
            made.err()
        }));
        if has_errors(&problems) { Err(problems) } else { Ok(()) }
    }

    /// What every page depends on beside its content.
    fn fingerprint(&self) -> Digest {
        let Self { site, theme, converter, finder, .. } = self;
        let config = &site.config;
        // The site's own words and the theme's are shown on every page.
        let words = finder.found_in_bytes(
            [&config.name, &config.description, &config.publisher]
                .map(|text| text.source().as_bytes())
                .into_iter()
                .chain(theme.words().map(str::as_bytes)),
        );
        let program = (env!("CARGO_PKG_VERSION"), env!("GONGKAI_FINGERPRINT"));
        Digest::of(&(program, theme.fingerprint(), converter.base_fingerprint(), config, words))
    }

    fn make_files(
        &self,
        presses: &[Press<'_>],
        fingerprint: Digest,
        group: &mut MadeGroup,
    ) -> Result<(), Diagnostic> {
        for (route, bytes) in self.theme.assets() {
            let key = Digest::of(&(fingerprint, &bytes));
            self.put(group, &route, key, || Ok(bytes))?;
        }
        for entrance in page::entrances(self.site) {
            let key = Digest::of(&(fingerprint, &entrance));
            let print = || self.theme.entrance(presses, &entrance);
            self.put(group, &entrance.route(), key, print)?;
        }
        Ok(())
    }

    /// A page that belongs to no notice, in all editions, unless they are there.
    fn make_page(
        &self,
        presses: &[Press<'_>],
        page: &Page<'_>,
        fingerprint: Digest,
    ) -> Result<(), Diagnostic> {
        let content = Digest::of(&(fingerprint, page));
        let key = Digest::of(&(content, self.compress));
        // One edition's address stands for all of them; it has a slash, which no id of a notice has.
        let name = Route::Page(Edition::Hant, page.leaf.clone()).file();
        if !self.full && self.output.keep_group(&name, key) {
            return Ok(());
        }
        let mut group = self.output.begin(&name, key);
        let none = Terms::default();
        let desks = Desks::new(self.converter, &none);
        for press in presses {
            self.print(&press.set(&desks), press, page, content, &mut group)?;
        }
        self.end(group)
    }

    /// The pages of a notice in all editions, unless they are there.
    fn make_notice(
        &self,
        presses: &[Press<'_>],
        entry: &Entry,
        fingerprint: Digest,
    ) -> Result<(), Diagnostic> {
        let id = &entry.brief.id;
        let key = Digest::of(&(fingerprint, self.compress, page::notice_digest(self.site, entry)));
        if !self.full && self.output.keep_group(id.as_str(), key) {
            return Ok(());
        }
        let notice = self.notices.lock().unwrap_or_else(|poison| poison.into_inner()).remove(id);
        let notice = notice.map_or_else(|| self.read(id), Ok)?;
        let whole = self.site.whole(entry, notice);
        let pages = page::notice_pages(self.site, entry, &whole);
        let mut group = self.output.begin(id.as_str(), key);
        let desks = Desks::new(self.converter, &entry.brief.terms);
        let contents: Vec<Digest> = pages.iter().map(|page| Digest::of(&(fingerprint, page))).collect();
        for press in presses {
            let set = press.set(&desks);
            for (page, &content) in pages.iter().zip(&contents) {
                self.print(&set, press, page, content, &mut group)?;
            }
        }
        self.offer_seed(&whole.notice, &mut group)?;
        self.end(group)
    }

    fn end(&self, mut group: MadeGroup) -> Result<(), Diagnostic> {
        if self.compress {
            self.output.pack(&mut group)?;
        }
        self.output.end(group);
        Ok(())
    }

    /// Reads a notice of which only the brief was remembered.
    fn read(&self, id: &NoticeId) -> Result<Notice, Diagnostic> {
        let path = self.paths.get(id).map_or("", String::as_str);
        let (notice, messages) = content::parse_notice(&self.folder.text(path)?);
        let changed = || {
            let reason = "it was changed while the site was built".to_owned();
            Diagnostic::plain(Message::FileUnreadable { path: path.to_owned(), reason })
        };
        notice.ok_or_else(|| messages.into_iter().next().unwrap_or_else(changed))
    }

    /// Puts a page and its forms. `content` stands for everything that the page depends on in any edition.
    fn print(
        &self,
        set: &crate::theme::Set<'_>,
        press: &Press<'_>,
        page: &Page<'_>,
        content: Digest,
        group: &mut MadeGroup,
    ) -> Result<(), Diagnostic> {
        let route = Route::Page(press.edition(), page.leaf.clone());
        let key = Digest::of(&(content, press.edition()));
        self.put(group, &route, key, || {
            self.rendered.fetch_add(1, Ordering::Relaxed);
            set.print(page)
        })?;
        // A form shows what its page shows: nothing more is hashed.
        for form in forms::offered(&self.site.config, &page.body) {
            let route = Route::Form(press.edition(), page.leaf.clone(), form);
            self.put(group, &route, Digest::of(&(key, form.name())), || set.form(page, form))?;
        }
        Ok(())
    }

    /// Puts the bytes of a notice's seed beside its page. They are read only where they are not there yet: their hash,
    /// which the notice names, has been compared already.
    fn offer_seed(&self, notice: &Notice, group: &mut MadeGroup) -> Result<(), Diagnostic> {
        let facts = &notice.facts;
        let (Some(route), Some(name)) = (data::seed(&self.site.config, notice), &facts.seed) else {
            return Ok(());
        };
        let bytes = || self.folder.bytes(&format!("{}/{name}", import::SEEDS));
        self.put(group, &route, Digest::of(&facts.sha256), bytes)
    }

    fn put(
        &self,
        group: &mut MadeGroup,
        route: &Route,
        key: Digest,
        make: impl FnOnce() -> Result<Vec<u8>, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let path = route.file();
        if !self.full && self.output.keep(group, &path, key) {
            return Ok(());
        }
        self.output.put(group, &path, key, &make()?)
    }
}

/// The output folder may not be, hold or lie in what the site is made from.
pub(super) fn misplaced(out: &Path, site: &Path) -> Option<Diagnostic> {
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
pub(super) fn converter_messages(output: &Output, now: &str) -> Vec<Diagnostic> {
    let version = Converter::opencc_version();
    let unpinned = (version != PINNED_OPENCC)
        .then(|| Message::ConverterUnpinned { version, pinned: PINNED_OPENCC.to_owned() });
    let changed = output
        .made_before_with(now)
        .map(|before| Message::ConverterChanged { before: before.to_owned(), now: now.to_owned() });
    unpinned.into_iter().chain(changed).map(Diagnostic::plain).collect()
}
