//! What every page has: head, header, script switch, footer, code.

use serde::Serialize;

use super::machine::MachineView;
use super::{LinkView, Maker, Summary};
use crate::config::Config;
use crate::markdown::Html;
use crate::qr;
use crate::route::{self, Leaf, Route};
use crate::script::{ConvertError, Edition, Shown};

/// The theme's files, by what they are for.
#[derive(Debug)]
pub(crate) struct Assets {
    /// The style sheet.
    pub style: Route,
    /// The icon that browsers show beside a page's title.
    pub icon: Route,
}

/// What every page has.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct Layout {
    /// The language tag of the page.
    pub lang: &'static str,
    /// The kind of page: `front`, `year`, `notice`, `directive`, `compare`, `regulations`, `regulation`, `citations`.
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
    /// The site's data, explained.
    pub data: String,
    /// What the head tells machines: `tags`, `graph`, `linked`, `forms`, `feeds`.
    pub machine: MachineView,
    /// The pages above this one, outermost first.
    pub trail: Vec<LinkView>,
    /// A code of the canonical address; absent where the address is too long for one.
    pub qr: Option<Html>,
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
            icon: route.link(&self.assets.icon),
            publisher: self.desk.show(&self.config.publisher)?,
            home: route.link(&self.route(Leaf::Front)),
            regulations: route.link(&self.route(Leaf::Regulations)),
            citations: route.link(&self.route(Leaf::Citations)),
            data: route.link(&self.route(Leaf::Data)),
            machine,
            trail: trail.collect(),
            qr: qr::svg(&canonical, &self.strings.get("qr_label")),
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
