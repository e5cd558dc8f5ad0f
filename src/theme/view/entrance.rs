//! The pages outside the editions: the root, which offers them, and the 404 page.

use serde::Serialize;

use super::{CardView, Maker};
use crate::page::Entrance;
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Shown};
use crate::theme::strings::Strings;

/// What such a page says in one edition.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct EntrancePart {
    pub lang: &'static str,
    /// What the edition is called.
    pub name: &'static str,
    /// Its front page.
    pub home: String,
    /// Its regulations.
    pub regulations: String,
    /// Its citations.
    pub citations: String,
    /// What the site is.
    pub about: String,
    /// The accessibility statement.
    pub accessibility: String,
    /// How to reach the publisher; absent where the settings do not say.
    pub contact: Option<String>,
    pub site: Shown,
    pub description: Shown,
    pub publisher: Shown,
    /// The latest notices, newest first; a few on the 404 page.
    pub latest: Vec<CardView>,
    /// The theme's words.
    pub t: Strings,
}

impl Maker<'_> {
    /// Links are relative on the root page; those of the 404 page, which is served at any address, begin at the host.
    pub(in crate::theme) fn entrance_part(
        &self,
        route: &Route,
        page: &Entrance<'_>,
    ) -> Result<EntrancePart, ConvertError> {
        let edition = self.desk.edition();
        let link = |leaf: Leaf| match page {
            Entrance::Root(_) => route.link(&self.route(leaf)),
            Entrance::NotFound(_) => self.route(leaf).rooted(&self.config.base_url),
        };
        let (Entrance::Root(cards) | Entrance::NotFound(cards)) = page;
        let card = |card| {
            let mut view = self.card(route, card)?;
            view.href = link(Leaf::Notice(card.id.clone()));
            Ok(view)
        };
        let latest = cards.iter().map(card).collect::<Result<_, _>>()?;
        Ok(EntrancePart {
            lang: edition.tag(),
            name: edition.name(),
            home: link(Leaf::Front),
            regulations: link(Leaf::Regulations),
            citations: link(Leaf::Citations),
            about: link(Leaf::About),
            accessibility: link(Leaf::Accessibility),
            contact: self.contact_leaf().map(link),
            site: self.desk.show(&self.config.name)?,
            description: self.desk.show(&self.config.description)?,
            publisher: self.desk.show(&self.config.publisher)?,
            latest,
            t: self.strings.clone(),
        })
    }
}
