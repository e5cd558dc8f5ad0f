//! The theme: templates, words and style sheet, and the views that templates get. It turns a planned page into HTML for
//! one edition. Templates see views only, never the site.
//!
//! It must not know where files are written, nor what has changed since the last build.

mod colours;
mod faults;
mod files;
mod guard;
#[cfg(test)]
mod guide;
mod spelling;
mod strings;
mod style;
mod tags;
mod view;

use serde::Serialize;
use tera::{Context, Tera};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::format::forms::{Forms, linked_site};
use crate::page::{Entrance, Page};
use crate::route::{FeedFormat, Form, Leaf, Route};
use crate::script::{ConvertError, Converter, Desk, Desks, Edition, Terms};
use crate::source::Folder;
use files::Files;
use guard::{Guard, Made, Owed};
use strings::{Strings, Words};
use view::{Assets, Maker};

/// Defines the files of the built-in theme. They are in the binary, so that a site needs no theme of its own.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../themes/gazette/", $name)))),+]
    };
}

/// The built-in theme. A file of the same name in a site's `themes/<name>/` takes its place.
const BUILT_IN: &[(&str, &str)] = built_in![
    "about.html",
    "accessibility.html",
    "base.html",
    "citations.html",
    "cited_in.html",
    "compare.html",
    "contact.html",
    "data.html",
    "directive.html",
    "front.html",
    "gone.html",
    "icon.svg",
    "month.html",
    "moved.html",
    "not_found.html",
    "notice.html",
    "parts.html",
    "regulation.html",
    "regulations.html",
    "root.html",
    "script.js",
    "strings.yaml",
    "style.css",
    "theme.yaml",
    "year.html",
];

/// How to make a theme, and everything that templates get.
const GUIDE: &str = include_str!("../../docs/themes.md");

/// What `gongkai theme` prints: the names of the built-in theme's files, or one of them.
///
/// # Errors
/// A file that the theme does not have.
pub fn printed(file: Option<&str>) -> Result<String, Diagnostic> {
    let all = || BUILT_IN.iter().copied().chain([("guide.md", GUIDE)]);
    let Some(name) = file else { return Ok(all().map(|(name, _)| format!("{name}\n")).collect()) };
    all().find(|(known, _)| *known == name).map(|(_, text)| text.to_owned()).ok_or_else(|| {
        let known: Vec<&str> = all().map(|(name, _)| name).collect();
        Diagnostic::plain(Message::ThemeFileUnknown { name: name.to_owned(), known: known.join(", ") })
    })
}

/// The text of a file of the built-in theme; empty where it has none of that name.
fn built_in(name: &str) -> &'static str {
    BUILT_IN.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

/// Words that views ask for themselves, so that every theme must have them.
const NEEDED_WORDS: &[&str] = &[
    "about",
    "about_description",
    "accessed",
    "accessibility",
    "accessibility_description",
    "contact",
    "contact_description",
    "cell_directive",
    "cell_outside",
    "citation_count",
    "cited_by",
    "cited_years",
    "citations",
    "citations_description",
    "column_catalogue",
    "column_home",
    "column_notices",
    "column_regulations",
    "compare",
    "compare_description",
    "data",
    "data_description",
    "fact_aims",
    "fact_amended",
    "fact_approved",
    "fact_chapters",
    "fact_drawn_up",
    "fact_in_force",
    "fact_issued",
    "fact_other",
    "fact_passed",
    "fact_period",
    "fact_repealed",
    "fact_size",
    "form_akn",
    "form_json",
    "form_txt",
    "gone",
    "gone_since",
    "gone_which",
    "gone_notice",
    "gone_regulation",
    "gone_uncited",
    "home",
    "kind_law",
    "kind_local_regulation",
    "kind_measure",
    "kind_notice",
    "kind_plan",
    "kind_regulation",
    "kind_standard",
    "kind_unknown",
    "method_alias",
    "method_anaphor",
    "method_defined",
    "method_editor",
    "method_exact",
    "method_generic",
    "method_itself",
    "method_number",
    "method_shortened",
    "method_suffix",
    "moved",
    "moved_help",
    "note",
    "notice",
    "notices",
    "qr_label",
    "reason_ambiguous",
    "reason_elsewhere",
    "reason_out_of_bounds",
    "reason_later",
    "reason_superseded",
    "reason_twice",
    "reason_not_rules",
    "reason_number_differs",
    "reason_undefined",
    "reason_unregistered",
    "regulation_description",
    "regulations",
    "regulations_description",
    "repealed",
    "repealed_from",
    "times",
    "year_description",
];

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// The theme's files by name, for messages about them.
    files: Files,
    words: Words,
    assets: Assets,
    style: String,
    script: String,
    icon: String,
    fingerprint: String,
    guard: Guard,
}

/// A page's bytes; of one that cannot be made, the message that says why.
type Rendered = Result<Vec<u8>, Diagnostic>;

/// Most pages have fewer bytes.
const ROOM: usize = 32 << 10;

impl Theme {
    /// Loads a theme: the built-in one, with the site's `themes/<name>/` over it file by file. Beside it, what a person
    /// should look at.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub fn load(site: &Folder, name: &str) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (files, mut messages) = Files::load(site, name, BUILT_IN)?;
        let theme = Self::from_files(files)?;
        messages.extend(theme.words.check(&theme.files, NEEDED_WORDS, built_in("strings.yaml")));
        for sheet in theme.files.more_style.iter().chain(theme.files.find("style.css")) {
            messages.extend(style::foreign(sheet));
            messages.extend(style::hiding(sheet));
        }
        if has_errors(&messages) { Err(messages) } else { Ok((theme, messages)) }
    }

    fn from_files(files: Files) -> Result<Self, Vec<Diagnostic>> {
        let schemes = files.schemes()?;
        let sheets = files.find("style.css").into_iter().chain(&files.more_style);
        let style = sheets
            .map(|file| style::lean(&file.text))
            .fold(colours::rules(&schemes), |all, sheet| all + &sheet);
        let words = Words::parse(&files.strings)?;
        let missing: Vec<&str> = words.missing(NEEDED_WORDS).collect();
        if !missing.is_empty() {
            let reason = format!("strings.yaml lacks {}", missing.join(", "));
            let reason_zh = format!("strings.yaml 缺少 {}", missing.join("、"));
            return Err(vec![Diagnostic::plain(Message::ThemeBroken { reason, reason_zh })]);
        }
        let mut tera = Tera::new();
        tera.add_raw_templates(files.templates().map(|(name, file)| (name, file.text.as_str())))
            .map_err(|error| vec![faults::fault(&error, &files, None)])?;
        let icon = files.find("icon.svg").map(|file| file.text.clone()).unwrap_or_default();
        // A theme that wants none has an empty one.
        let script = files.find("script.js").map(|file| file.text.clone()).unwrap_or_default();
        // The hash in the name lets hosts keep them for ever.
        let assets = Assets {
            style: Route::Asset(format!("style-{}.css", &hash(&style)[..8]).into()),
            script: (!script.trim().is_empty())
                .then(|| Route::Asset(format!("script-{}.js", &hash(&script)[..8]).into())),
            icon: Route::Asset(format!("icon-{}.svg", &hash(&icon)[..8]).into()),
        };
        let fingerprint = files.fingerprint();
        let guard = Guard::new(&files, BUILT_IN);
        Ok(Self { tera, files, words, assets, style, script, icon, fingerprint, guard })
    }

    /// Whether pages are made with templates of one's own.
    pub fn has_own_templates(&self) -> bool {
        !self.guard.is_idle()
    }

    /// What changes a page beside its content: the hash of all the theme's files.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Its words as they are written, for those who look for terms in them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.files.strings.iter().map(|file| file.text.as_str())
    }

    /// The files that pages use, with their routes.
    pub fn assets(&self) -> Vec<(Route, Vec<u8>)> {
        let Assets { style, script, icon } = &self.assets;
        let script = script.as_ref().map(|route| (route, &self.script));
        let all = [(style, &self.style), (icon, &self.icon)].into_iter().chain(script);
        all.map(|(route, text)| (route.clone(), text.clone().into_bytes())).collect()
    }

    /// Prepares the theme for an edition.
    ///
    /// # Errors
    /// Where the converter cannot be used.
    pub fn press<'t>(
        &'t self,
        config: &'t Config,
        converter: &'t Converter,
        edition: Edition,
    ) -> Result<Press<'t>, Diagnostic> {
        let strings = self.words.show(converter, edition).map_err(conversion)?;
        let t = tera::Value::try_from_serializable(&strings)
            .map_err(|error| faults::fault(&error, &self.files, None))?;
        Ok(Press { theme: self, config, converter, edition, strings, t })
    }

    /// The root page and the 404 page: outside the editions, with a part in each.
    ///
    /// # Errors
    /// Where the converter or a template cannot be used.
    pub fn entrance(&self, presses: &[Press<'_>], page: &Entrance<'_>) -> Rendered {
        let Some(context) = self.entrance_context(presses, page)? else { return Ok(Vec::new()) };
        let Some(config) = presses.first().map(|press| press.config) else { return Ok(Vec::new()) };
        let template = if matches!(page, Entrance::NotFound(_)) { "not_found.html" } else { "root.html" };
        let html = self.template(template, &context)?;
        let made = Made { template, route: &page.route(), config, assets: &self.assets };
        self.guard.look(&made, &html, &Owed::default())?;
        Ok(html)
    }

    /// What the root's or the 404 page's template gets; nothing where there is no edition.
    fn entrance_context(
        &self,
        presses: &[Press<'_>],
        page: &Entrance<'_>,
    ) -> Result<Option<EntranceContext>, Diagnostic> {
        let not_found = matches!(page, Entrance::NotFound(_));
        let route = if not_found { Route::NotFound } else { Route::Root };
        let parts: Result<Vec<_>, ConvertError> =
            presses.iter().map(|press| press.entrance_part(&route, page)).collect();
        let Some(config) = presses.first().map(|press| press.config) else { return Ok(None) };
        let link = |asset: &Route| {
            if not_found { asset.rooted(&config.base_url) } else { route.link(asset) }
        };
        Ok(Some(EntranceContext {
            style: link(&self.assets.style),
            icon: link(&self.assets.icon),
            canonical: route.url(&config.base_url),
            alternates: view::alternates(config, &Leaf::Front),
            linked: crate::markdown::Html::own(linked_site(config)),
            tags: presses
                .first()
                .map_or_else(|| Ok(Vec::new()), |press| press.site_tags())
                .map_err(conversion)?,
            qr: crate::qr::svg(&route.url(&config.base_url), "QR"),
            lang: config.default_edition.tag(),
            parts: parts.map_err(conversion)?,
        }))
    }

    fn template(&self, name: &str, context: &impl Serialize) -> Rendered {
        let context =
            Context::from_serialize(context).map_err(|error| faults::fault(&error, &self.files, None))?;
        let mut page = Vec::with_capacity(ROOM);
        match self.tera.render_to(name, &context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(faults::fault(&error, &self.files, Some(&context))),
        }
    }
}

/// A theme prepared for one edition: its words are shown, pages can be printed.
pub struct Press<'t> {
    theme: &'t Theme,
    config: &'t Config,
    converter: &'t Converter,
    edition: Edition,
    strings: Strings,
    /// The same as templates get them: made once, and shared by all pages.
    t: tera::Value,
}

/// What the root's and the 404 page's templates get.
#[derive(Serialize)]
struct EntranceContext {
    style: String,
    icon: String,
    canonical: String,
    alternates: Vec<view::Alternate>,
    /// `<meta name="…" content="…">`.
    tags: Vec<view::Tag>,
    /// The content of a `<script type="application/ld+json">`.
    linked: crate::markdown::Html,
    qr: Option<crate::markdown::Html>,
    /// The language of the page as a whole: the default edition's.
    lang: &'static str,
    parts: Vec<view::EntrancePart>,
}

/// What a page's template gets.
#[derive(Serialize)]
struct PageContext<'a> {
    layout: view::Layout,
    page: view::Kind,
    t: &'a tera::Value,
}

impl Press<'_> {
    /// The edition it prints.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Prepares for pages of one notice, or for one other page, whose texts `desks` convert.
    pub(crate) fn set<'p>(&'p self, desks: &'p Desks<'p>) -> Set<'p> {
        let other = match self.edition.script() {
            crate::script::Script::Hant => Edition::Hans,
            crate::script::Script::Hans => {
                // The first Traditional edition of the site, so that both columns are what its readers see.
                let editions = self.config.editions.iter().copied();
                editions.into_iter().find(|edition| *edition != Edition::Hans).unwrap_or(Edition::Hant)
            }
        };
        Set { press: self, desk: desks.of(self.edition), other: desks.of(other) }
    }

    fn site_tags(&self) -> Result<Vec<view::Tag>, ConvertError> {
        let name = self.converter.show(&[&self.config.name], self.edition, &Terms::default())?;
        Ok(view::site_tags(self.config, name.first().map_or("", |name| name.as_str())))
    }

    fn entrance_part(&self, route: &Route, page: &Entrance<'_>) -> Result<view::EntrancePart, ConvertError> {
        let terms = Terms::default();
        let desks = Desks::new(self.converter, &terms);
        let set = self.set(&desks);
        set.maker().entrance_part(route, page)
    }
}

/// Pages that share texts, on the press.
pub struct Set<'p> {
    press: &'p Press<'p>,
    desk: &'p Desk<'p>,
    other: &'p Desk<'p>,
}

impl<'p> Set<'p> {
    /// The page as HTML.
    ///
    /// # Errors
    /// Where the converter or a template cannot be used, or a template of one's own does not keep what pages promise.
    pub fn print(&self, page: &Page<'_>) -> Result<Vec<u8>, Diagnostic> {
        let leaf = &page.leaf;
        let Press { t, theme, config, edition, .. } = self.press;
        match self.maker().view(page).map_err(conversion)? {
            view::View::Page(layout, page) => {
                let name = format!("{}.html", layout.kind);
                let owed = theme.guard.covers(&name).then(|| Owed::of(&layout, &page));
                let context = PageContext { layout: *layout, page: *page, t };
                let html = theme.template(&name, &context)?;
                if let Some(owed) = owed {
                    let route = Route::Page(*edition, leaf.clone());
                    let made = Made { template: &name, route: &route, config, assets: &theme.assets };
                    theme.guard.look(&made, &html, &owed)?;
                }
                Ok(html)
            }
            view::View::Feed(feed) => Ok(feed.print(feed_format(&page.leaf))),
        }
    }

    /// A form of the page for machines.
    ///
    /// # Errors
    /// Where the converter cannot be used.
    pub fn form(&self, page: &Page<'_>, form: Form) -> Result<Vec<u8>, Diagnostic> {
        Forms::new(self.press.config, self.desk).make(page, form).map_err(conversion)
    }

    fn maker<'m>(&'m self) -> Maker<'m>
    where
        'p: 'm,
    {
        Maker {
            config: self.press.config,
            desk: self.desk,
            other: self.other,
            strings: &self.press.strings,
            assets: &self.press.theme.assets,
        }
    }
}

/// The form of a feed, by its address.
const fn feed_format(leaf: &Leaf) -> FeedFormat {
    match leaf {
        Leaf::Feed(format) | Leaf::RegulationFeed(_, format) | Leaf::SourceFeed(_, format) => *format,
        _ => FeedFormat::Atom,
    }
}

fn conversion(error: ConvertError) -> Diagnostic {
    Diagnostic::plain(Message::ConverterBroken { reason: error.to_string() })
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
