//! The pages about the site itself: what it is, how accessible it is, how to reach its publisher.

use serde::Serialize;

use super::{Kind, Maker, Summary};
use crate::config::{Config, Contact};
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Punctuation, Shown};

/// What the site is and who publishes it.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct AboutView {
    /// What the site says of itself.
    pub description: Shown,
    pub publisher: Shown,
    /// What the publisher adds, a paragraph each.
    pub paragraphs: Vec<String>,
    /// Whether half-width punctuation is shown full-width.
    pub fullwidth: bool,
    pub ways: ContactView,
}

/// The accessibility statement.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct AccessibilityView {
    pub publisher: Shown,
    pub ways: ContactView,
}

/// How to reach the publisher; each way is absent where the settings do not have it.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct ContactView {
    pub publisher: Shown,
    pub email: Option<String>,
    pub phone: Option<PhoneView>,
    pub address: Option<Shown>,
    pub url: Option<String>,
    /// Whether there is any.
    pub any: bool,
}

/// A telephone number.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct PhoneView {
    /// As it is read.
    pub words: String,
    /// As it is called (RFC 3966).
    pub href: String,
}

impl Maker<'_> {
    pub(super) fn about(&self, _route: &Route, config: &Config) -> Result<(Summary, Kind), ConvertError> {
        let paragraphs = config.about.as_ref().map(|text| self.desk.show(text)).transpose()?;
        let paragraphs = paragraphs.iter().flat_map(|shown| shown.as_str().lines());
        let view = AboutView {
            description: self.desk.show(&config.description)?,
            publisher: self.desk.show(&config.publisher)?,
            paragraphs: paragraphs.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
            fullwidth: config.punctuation == Punctuation::Fullwidth,
            ways: self.ways(config)?,
        };
        Ok((self.plain("about")?, Kind::About(view)))
    }

    pub(super) fn accessibility(
        &self,
        _route: &Route,
        config: &Config,
    ) -> Result<(Summary, Kind), ConvertError> {
        let view =
            AccessibilityView { publisher: self.desk.show(&config.publisher)?, ways: self.ways(config)? };
        Ok((self.plain("accessibility")?, Kind::Accessibility(view)))
    }

    pub(super) fn contact(&self, config: &Config) -> Result<(Summary, Kind), ConvertError> {
        Ok((self.plain("contact")?, Kind::Contact(self.ways(config)?)))
    }

    fn plain(&self, kind: &'static str) -> Result<Summary, ConvertError> {
        Ok(Summary {
            version: None,
            kind,
            title: self.strings.get(kind),
            description: self.strings.get(&format!("{kind}_description")),
            trail: vec![self.home_step()?],
        })
    }

    fn ways(&self, config: &Config) -> Result<ContactView, ConvertError> {
        let Contact { email, phone, address, url } = &config.contact;
        Ok(ContactView {
            publisher: self.desk.show(&config.publisher)?,
            email: email.as_deref().map(str::to_owned),
            phone: phone.as_deref().map(phone_view),
            address: address.as_ref().map(|address| self.desk.show(address)).transpose()?,
            url: url.as_deref().map(str::to_owned),
            any: !config.contact.is_empty(),
        })
    }

    /// The leaf of the page that says how to reach the publisher, where there is one.
    pub(super) fn contact_leaf(&self) -> Option<Leaf> {
        (!self.config.contact.is_empty()).then_some(Leaf::Contact)
    }
}

fn phone_view(words: &str) -> PhoneView {
    let digits: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    PhoneView { words: words.to_owned(), href: format!("tel:{digits}") }
}
