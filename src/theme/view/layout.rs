//! What every page has: head, header, script switch, footer, code.

use serde::Serialize;

use super::machine::MachineView;
use super::{Day, LinkView, Maker, Summary};
use crate::config::Config;
use crate::markdown::Html;
use crate::permalinks::Versions;
use crate::qr;
use crate::route::{self, Fragment, Leaf, Route};
use crate::script::{ConvertError, Edition, Shown};

/// The theme's files, by what they are for.
#[derive(Debug)]
pub(crate) struct Assets {
    /// The style sheet.
    pub style: Route,
    /// The script; absent where the theme has none.
    pub script: Option<Route>,
    /// The icon that browsers show beside a page's title.
    pub icon: Route,
}

impl Assets {
    /// All of them.
    pub(in crate::theme) fn all(&self) -> impl Iterator<Item = &Route> {
        [&self.style, &self.icon].into_iter().chain(&self.script)
    }
}

/// What every page has.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct Layout {
    /// The language tag of the page.
    pub lang: &'static str,
    /// The kind of page: `front`, `year`, `notice`, `directive`, `compare`, `regulations`, `regulation`, `citations`,
    /// `about`, `accessibility`, `contact`, `moved`, `gone`.
    pub kind: &'static str,
    /// For `<title>`: the page's title and the site's name.
    pub title: String,
    /// For the description of the page.
    pub description: String,
    /// The page's own full address.
    pub canonical: String,
    /// The full addresses of the page in every edition, with `x-default` last.
    pub alternates: Vec<Alternate>,
    /// The same page in each edition, for the script switch.
    pub editions: Vec<Switch>,
    /// The style sheet.
    pub style: String,
    /// The script; absent where the theme has none.
    pub script: Option<String>,
    /// The icon.
    pub icon: String,
    /// The site's name.
    pub site: Shown,
    /// Who publishes the site.
    pub publisher: Shown,
    /// The main pages of the edition.
    pub home: String,
    /// All regulations.
    pub regulations: String,
    /// Every citation.
    pub citations: String,
    /// What the site is.
    pub about: String,
    /// The accessibility statement.
    pub accessibility: String,
    /// How to reach the publisher; absent where the settings do not say.
    pub contact: Option<String>,
    /// The site's data, explained.
    pub data: String,
    /// What the head tells machines: `tags`, `graph`, `linked`, `forms`, `feeds`.
    pub machine: MachineView,
    /// The pages above this one, outermost first.
    pub trail: Vec<LinkView>,
    /// A code of the canonical address and, where the page has a version, its fragment; absent where the address is too
    /// long for one.
    pub qr: Option<Html>,
    /// Which text stands here; absent on pages that are no text.
    pub version: Option<VersionView>,
}

/// Which text stands on a page, for those who come from a print-out.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct VersionView {
    /// The `id` that the code leads to.
    pub id: String,
    /// The first eight digits of the text's SHA-256.
    pub text: String,
    /// The texts that stood here before, oldest first.
    pub earlier: Vec<EarlierView>,
}

/// A text that stood on a page before.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct EarlierView {
    /// The `id` that its print-outs lead to.
    pub id: String,
    /// The first eight digits of its SHA-256.
    pub text: String,
    /// The day on which another text took its place.
    pub replaced: Day,
}

impl VersionView {
    pub(super) fn new(versions: &Versions) -> Self {
        let id = |text| Fragment::Version(text).id();
        // A text that came back is the present one, whenever it was printed.
        let mut seen = vec![versions.current];
        let mut earlier: Vec<EarlierView> = Vec::new();
        for one in versions.earlier.iter().rev().filter(|one| {
            let new = !seen.contains(&one.text);
            seen.push(one.text);
            new
        }) {
            let replaced = Day::new(one.replaced);
            earlier.insert(0, EarlierView { id: id(one.text), text: one.text.to_string(), replaced });
        }
        Self { id: id(versions.current), text: versions.current.to_string(), earlier }
    }
}

/// One `link rel="alternate"`.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct Alternate {
    pub lang: &'static str,
    pub url: String,
}

/// One edition in the script switch.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct Switch {
    pub lang: &'static str,
    pub name: &'static str,
    pub href: String,
    pub current: bool,
}

impl Maker<'_> {
    /// `leaf` is where the page lies; `stands_for`, the page that search engines and other editions should take it for.
    pub(super) fn layout(
        &self,
        leaf: &Leaf,
        stands_for: &Leaf,
        summary: Summary,
        machine: MachineView,
    ) -> Result<Layout, ConvertError> {
        let edition = self.desk.edition();
        let route = Route::Page(edition, leaf.clone());
        let canonical = self.route(stands_for.clone()).url(&self.config.base_url);
        let site = self.desk.show(&self.config.name)?;
        let title = match leaf {
            Leaf::Front => summary.title,
            _ => format!("{} · {}", summary.title, site.as_str()),
        };
        let version = summary.version;
        let coded = version
            .as_ref()
            .map_or_else(|| canonical.clone(), |version| format!("{canonical}#{}", version.id));
        let trail = summary
            .trail
            .into_iter()
            .map(|(leaf, name)| LinkView { href: route.link(&self.route(leaf)), name });
        Ok(Layout {
            lang: edition.tag(),
            kind: summary.kind,
            title,
            description: summary.description,
            alternates: alternates(self.config, stands_for),
            editions: offer(self.config, &route, stands_for, Some(edition)),
            style: route.link(&self.assets.style),
            script: self.assets.script.as_ref().map(|script| route.link(script)),
            icon: route.link(&self.assets.icon),
            publisher: self.desk.show(&self.config.publisher)?,
            home: route.link(&self.route(Leaf::Front)),
            regulations: route.link(&self.route(Leaf::Regulations)),
            citations: route.link(&self.route(Leaf::Citations)),
            about: route.link(&self.route(Leaf::About)),
            accessibility: route.link(&self.route(Leaf::Accessibility)),
            contact: self.contact_leaf().map(|leaf| route.link(&self.route(leaf))),
            data: route.link(&self.route(Leaf::Data)),
            machine,
            trail: trail.collect(),
            qr: qr::svg(&coded, &self.strings.get("qr_label")),
            version,
            canonical,
            site,
        })
    }
}

/// The addresses of a page in every edition.
pub(in crate::theme) fn alternates(config: &Config, leaf: &Leaf) -> Vec<Alternate> {
    let alternates = route::alternates(leaf, &config.editions, config.default_edition, &config.base_url);
    alternates.into_iter().map(|(lang, url)| Alternate { lang, url }).collect()
}

/// A page in each edition, as links on a page.
pub(in crate::theme) fn offer(
    config: &Config,
    from: &Route,
    leaf: &Leaf,
    current: Option<Edition>,
) -> Vec<Switch> {
    let switch = |&edition: &Edition| Switch {
        lang: edition.tag(),
        name: edition.name(),
        href: from.link(&Route::Page(edition, leaf.clone())),
        current: current == Some(edition),
    };
    config.editions.iter().map(switch).collect()
}
