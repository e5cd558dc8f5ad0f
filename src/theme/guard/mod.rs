//! Holds the pages of a theme of one's own to what every page promises: the notice's text is there, whole and in order;
//! places that links and codes on paper lead to are there; no link leads nowhere; nothing is inline or from elsewhere, which
//! the site's Content-Security-Policy would break. Pages that the built-in theme alone makes are not looked at: tests do
//! that.
//!
//! It must not know how a page is made. Which notices there are it does not know either: a link that is written by hand is
//! held to the form of the site's addresses, so that what is said depends on the page alone.

mod owed;
mod seen;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::files::Files;
use super::view::Assets;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::proof::{first_difference, squeeze};
use crate::route::{self, Route, Target};
pub(super) use owed::Owed;
use seen::{Inline, Seen};

/// How many characters of a text a message shows.
const CLIP: usize = 24;
/// How many characters of a text tell where it goes on.
const HEAD: usize = 6;

/// Which pages are looked at, and whose fault it can be.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// For each template, the files of one's own that its pages are made with, the nearest first.
    own: BTreeMap<String, Vec<Arc<SourceFile>>>,
}

/// A page that was made.
pub(super) struct Made<'p> {
    /// The template it was made with.
    pub(super) template: &'p str,
    /// Where it lies.
    pub(super) route: &'p Route,
    /// The settings of the site.
    pub(super) config: &'p Config,
    /// The files that pages load.
    pub(super) assets: &'p Assets,
}

impl Guard {
    /// A guard of a theme's pages; `built_in` are the files that need none.
    pub(super) fn new(files: &Files, built_in: &[(&str, &str)]) -> Self {
        let is_own = |name: &str, file: &SourceFile| {
            !built_in.iter().any(|(known, text)| *known == name && *text == file.text)
        };
        let own: Vec<(&str, &Arc<SourceFile>)> =
            files.templates().filter(|(name, file)| is_own(name, file)).collect();
        if own.is_empty() {
            return Self::default();
        }
        // What defines components defines them for every template.
        let shared = |file: &SourceFile| file.text.contains("component ");
        let mut guard = Self::default();
        for (name, _) in files.templates() {
            let used = used_by(name, files);
            let mut of: Vec<_> = own.iter().filter(|(other, _)| *other == name).collect();
            of.extend(own.iter().filter(|(other, file)| *other != name && shared(file)));
            of.extend(
                own.iter().filter(|(other, file)| *other != name && !shared(file) && used.contains(other)),
            );
            if !of.is_empty() {
                guard.own.insert(name.to_owned(), of.into_iter().map(|(_, file)| Arc::clone(file)).collect());
            }
        }
        guard
    }

    /// Whether no page is looked at.
    pub(super) fn is_idle(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether pages of the template are looked at.
    pub(super) fn covers(&self, template: &str) -> bool {
        self.own.contains_key(template)
    }

    /// Looks at a page.
    ///
    /// # Errors
    /// The first promise that it does not keep, at the place in a template that is to blame, as far as it can be told.
    pub(super) fn look(&self, page: &Made<'_>, html: &[u8], owed: &Owed) -> Result<(), Diagnostic> {
        let Some(own) = self.own.get(page.template) else { return Ok(()) };
        let seen = seen::read(&String::from_utf8_lossy(html));
        if let Some(inline) = seen.inline.first() {
            let what = inline.written();
            return Err(place(Message::TemplateInline { what }, own, |text| inline.find(text)));
        }
        for address in &seen.loads {
            if page.is_foreign(address) {
                let message = Message::TemplateForeign { address: address.clone() };
                return Err(place(message, own, |text| literal(text, address)));
            }
        }
        for address in seen.loads.iter().chain(&seen.leads) {
            if let Some(message) = page.leads_nowhere(address, &seen) {
                return Err(place(message, own, |text| literal(text, address)));
            }
        }
        let Some(message) = page.pays(owed, &seen) else { return Ok(()) };
        let marks = marks(&message);
        Err(place(message, own, marks))
    }
}

impl Made<'_> {
    /// Whether the page would load the address from elsewhere than its own site.
    fn is_foreign(&self, address: &str) -> bool {
        let target = route::target(&self.route.path(), address, Some(&self.config.base_url));
        target == Target::Elsewhere
    }

    /// What is to be said of a link that leads nowhere.
    fn leads_nowhere(&self, address: &str, seen: &Seen) -> Option<Message> {
        if let Some(id) = address.strip_prefix('#') {
            // The top of a page is always there.
            let known = id.is_empty() || id == "top" || seen.ids.contains(id);
            return (!known)
                .then(|| Message::TemplateIdMissing { page: self.route.path(), id: id.to_owned() });
        }
        let is_asset = |path: &str| self.assets.all().any(|asset| asset.path() == path);
        let there = match route::target(&self.route.path(), address, Some(&self.config.base_url)) {
            Target::Inside(path) => route::is_possible(&path, &self.config.editions) || is_asset(&path),
            Target::Nowhere => false,
            Target::Elsewhere => true,
        };
        (!there).then(|| Message::TemplateLinkNowhere { link: address.to_owned() })
    }

    /// What the page fails to have of what it owes.
    fn pays(&self, owed: &Owed, seen: &Seen) -> Option<Message> {
        let page = || self.route.path();
        let differs = |wanted: &str, shown: &str| differs(page(), wanted, shown);
        if let Some(source) = &owed.source {
            let Some(shown) = &seen.source else {
                return Some(Message::TemplateSourceMissing { page: page() });
            };
            let [before, own, after] =
                [&source.before, &source.own, &source.after].map(|html| seen::text_of(html));
            let whole = format!("{before}{own}{after}");
            if !shown.contains(&own) || !whole.contains(shown) {
                // What stands before and behind need not be there.
                let before = if shown.starts_with(&before) { before } else { String::new() };
                let after = if shown.ends_with(&after) { after } else { String::new() };
                return differs(&format!("{before}{own}{after}"), shown);
            }
        }
        if let Some(title) = &owed.heading {
            // A value that is shown as a whole, with its names, has the title among others.
            let shows = |heading: &String| heading.contains(&squeeze(title)) && !heading.contains("{\"");
            if !seen.headings.iter().any(shows) {
                return Some(Message::TemplateTitleMissing { page: page(), title: title.clone() });
            }
        }
        if let Some(sha256) = owed.sha256.as_ref().filter(|sha256| !seen.codes.contains(sha256)) {
            return Some(Message::TemplateHashMissing { page: page(), sha256: sha256.clone() });
        }
        for (tag, text) in &owed.columns {
            let shown = seen.columns.iter().find(|(known, _)| known == tag);
            let (wanted, shown) = (seen::text_of(text), shown.map_or("", |(_, text)| text));
            if wanted != *shown {
                let same = same(&wanted, shown);
                return Some(Message::TemplateColumnDiffers {
                    page: page(),
                    lang: (*tag).to_owned(),
                    wanted: clip(&wanted[same..]),
                    shown: clip(&shown[same..]),
                });
            }
        }
        let id = owed.ids.iter().find(|id| !seen.ids.contains(*id))?;
        Some(Message::TemplateIdMissing { page: page(), id: id.clone() })
    }
}

impl Inline {
    /// As it is told.
    fn written(&self) -> String {
        match self {
            Self::Element(name) => format!("<{name}>"),
            Self::Attribute { name, value } => {
                let more = if value.chars().count() > 40 { "…" } else { "" };
                format!("{name}=\"{}{more}\"", value.chars().take(40).collect::<String>())
            }
        }
    }

    /// Where it stands in a template.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        match self {
            Self::Element(name) => {
                let tag = format!("<{name}");
                let here = |at: &usize| {
                    let rest = &text[at + tag.len()..];
                    let attributes = rest.split('>').next().unwrap_or_default();
                    rest.starts_with(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                        && !(name == "script" && (attributes.contains("src=") || attributes.contains("json")))
                };
                let at = text.match_indices(&tag).map(|(at, _)| at).find(here)?;
                Some(at..at + tag.len())
            }
            Self::Attribute { name, value } => {
                let value: String = value.chars().take(8).collect();
                let is_here = |at: usize, value: &str| {
                    let (before, rest) = (&text[..at], text[at + name.len()..].trim_start());
                    before.ends_with(|c: char| c.is_whitespace() || c == '"')
                        && rest
                            .strip_prefix('=')
                            .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(value))
                };
                let find = |value| {
                    text.match_indices(name.as_str()).map(|(at, _)| at).find(|at| is_here(*at, value))
                };
                // Where the template makes the value, the name has to do.
                let at = find(value.as_str()).or_else(|| find("{"))?;
                Some(at..at + name.len())
            }
        }
    }
}

/// How many bytes two texts have in common at their beginning.
fn same(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// The beginning of a text, for a message.
fn clip(text: &str) -> String {
    let more = if text.chars().count() > CLIP { "…" } else { "" };
    text.chars().take(CLIP).chain(more.chars()).collect()
}

/// How what is shown differs from what is wanted, both without white space, where they first part: something is left out
/// there, put in, or otherwise.
fn differs(page: String, wanted: &str, shown: &str) -> Option<Message> {
    let same = same(wanted, shown);
    let (wanted, shown) = (&wanted[same..], &shown[same..]);
    // So many characters are hardly the same by chance.
    let head = |text: &str| text.chars().take(HEAD).collect::<String>();
    if wanted.is_empty() && shown.is_empty() {
        return None;
    }
    let found = |text: &str, head: &str| if head.is_empty() { Some(text.len()) } else { text.find(head) };
    if let Some(at) = found(wanted, &head(shown)) {
        return Some(Message::TemplateTextLeftOut { page, words: clip(&wanted[..at]) });
    }
    if let Some(at) = found(shown, &head(wanted)) {
        return Some(Message::TemplateTextAdded { page, words: clip(&shown[..at]) });
    }
    let apart = first_difference(wanted, shown)?;
    Some(Message::TemplateTextDiffers { page, wanted: apart.seed, shown: apart.notice })
}

/// Where to look in a template that does not give what it owes.
fn marks(message: &Message) -> impl Fn(&str) -> Option<Range<usize>> + use<> {
    let marks: &[&str] = match message {
        Message::TemplateTitleMissing { .. } => &["<h1"],
        Message::TemplateColumnDiffers { .. } => &["block-", "lang="],
        Message::TemplateHashMissing { .. } => &["<code"],
        _ => &["data-source"],
    };
    move |text| marks.iter().find_map(|mark| text.find(mark).map(|at| at..at + mark.len()))
}

/// Every template that a template extends or includes, and what those do.
fn used_by<'f>(name: &str, files: &'f Files) -> Vec<&'f str> {
    let mut used: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = vec![name];
    while let Some(next) = open.pop() {
        let Some(file) = files.find(next) else { continue };
        for (other, _) in files.templates() {
            let named =
                file.text.contains(&format!("\"{other}\"")) || file.text.contains(&format!("'{other}'"));
            if named && !used.contains(&other) {
                used.push(other);
                open.push(other);
            }
        }
    }
    used
}

/// The message at the first place that is found in the files; else in the first of them as a whole.
fn place(
    message: Message,
    own: &[Arc<SourceFile>],
    find: impl Fn(&str) -> Option<Range<usize>>,
) -> Diagnostic {
    match own.iter().find_map(|file| Some((file, find(&file.text)?))) {
        Some((file, span)) => Diagnostic::at(message, file, span),
        None => own.first().map_or_else(
            || Diagnostic::plain(message.clone()),
            |file| Diagnostic::in_file(message.clone(), file),
        ),
    }
}

/// Where an address is written out in a template: between quotes.
fn literal(text: &str, address: &str) -> Option<Range<usize>> {
    let quoted = |at: &usize| {
        text[..*at].ends_with(['"', '\'', '=', ' '])
            && text[at + address.len()..].starts_with(['"', '\'', '>', ' '])
    };
    let at = text.match_indices(address).map(|(at, _)| at).find(quoted)?;
    Some(at..at + address.len())
}
