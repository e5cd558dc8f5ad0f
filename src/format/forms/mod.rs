//! Forms for machines beside a page: the model as JSON, the text alone, Akoma Ntoso; one form a file. Each is made from
//! the page of the plan and the texts that the edition shows, so it depends on what its page depends on.
//!
//! It must not know templates, or where files are written.

mod akn;
mod json;
mod linked;
mod text;

pub use linked::linked_site;

use crate::citation::Citation;
use crate::config::Config;
use crate::notice::{Notice, NoticeId};
use crate::page::{Body, Page};
use crate::regulation::{FactKind, Kind, RegulationId};
use crate::route::{Form, Fragment, Leaf, Route};
use crate::script::{ConvertError, Desk, Edition, Script, Shown, Terms, Text};

/// Makes the forms of pages that share texts, in one edition.
pub struct Forms<'a> {
    config: &'a Config,
    desk: &'a Desk<'a>,
}

/// The forms that a page has, where the site has them.
pub const fn of(body: &Body<'_>) -> &'static [Form] {
    match body {
        Body::Notice(_) | Body::Regulation(_) => &[Form::Json, Form::Txt, Form::Akn],
        Body::Directive(_) => &[Form::Json, Form::Txt],
        _ => &[],
    }
}

/// The forms that a page has on this site.
pub fn offered(config: &Config, body: &Body<'_>) -> impl Iterator<Item = Form> {
    of(body).iter().copied().filter(|form| config.forms.contains(form))
}

impl<'a> Forms<'a> {
    /// For the edition of a desk.
    pub(crate) const fn new(config: &'a Config, desk: &'a Desk<'a>) -> Self {
        Self { config, desk }
    }

    /// A form of a page. Empty for a page that has no such form (see [`of`]).
    ///
    /// # Errors
    /// Where the converter cannot be used.
    pub fn make(&self, page: &Page<'_>, form: Form) -> Result<Vec<u8>, ConvertError> {
        match (&page.body, form) {
            (Body::Notice(page), Form::Json) => self.notice_json(page),
            (Body::Notice(page), Form::Txt) => self.notice_text(page.notice),
            (Body::Notice(page), Form::Akn) => self.notice_akn(page),
            (Body::Directive(page), Form::Json) => self.directive_json(page),
            (Body::Directive(page), Form::Txt) => self.directive_text(page.directive),
            (Body::Regulation(page), Form::Json) => self.regulation_json(page),
            (Body::Regulation(page), Form::Txt) => self.regulation_text(page.regulation.regulation),
            (Body::Regulation(page), Form::Akn) => self.regulation_akn(page),
            _ => Ok(Vec::new()),
        }
    }

    fn edition(&self) -> Edition {
        self.desk.edition()
    }

    /// Whether the edition shows a text of this script as it was written: else what it shows is derived.
    fn is_source(&self, script: Script) -> bool {
        self.edition().script() == script
    }

    /// A text as the edition has it, with the punctuation of the source: style is for pages.
    fn show(&self, text: &Text) -> Result<Shown, ConvertError> {
        Ok(self.desk.show(text)?.unstyled())
    }

    /// A text of another notice, whose terms are given.
    fn show_other(&self, text: &Text, terms: &Terms) -> Result<Shown, ConvertError> {
        Ok(self.desk.show_other(text, terms)?.unstyled())
    }

    fn show_some(&self, text: Option<&Text>) -> Result<Option<Shown>, ConvertError> {
        text.map(|text| self.show(text)).transpose()
    }

    fn show_list(&self, texts: &[Text]) -> Result<Vec<Shown>, ConvertError> {
        texts.iter().map(|text| self.show(text)).collect()
    }

    /// The full address of a page of the edition.
    fn url(&self, leaf: Leaf) -> String {
        Route::Page(self.edition(), leaf).url(&self.config.base_url)
    }

    /// The full address of a form of a page of the edition.
    fn form_url(&self, leaf: Leaf, form: Form) -> String {
        Route::Form(self.edition(), leaf, form).url(&self.config.base_url)
    }

    fn regulation_url(&self, id: &RegulationId) -> String {
        self.url(Leaf::Regulation(id.clone()))
    }

    /// Where a citation stands: on the page of its directive, else on the notice's.
    fn citation_url(&self, notice: &NoticeId, citation: &Citation, number: usize) -> String {
        let leaf = match citation.place.directive {
            Some(directive) => Leaf::Directive(notice.clone(), directive),
            None => Leaf::Notice(notice.clone()),
        };
        format!("{}#{}", self.url(leaf), Fragment::Citation(number).id())
    }

    /// Converts everything that a notice's forms show, in one call.
    fn show_notice(&self, notice: &Notice) -> Result<(), ConvertError> {
        let blocks = notice.blocks();
        let title = notice.facts.title.iter();
        let texts: Vec<&Text> = title.chain(blocks.iter().map(|(_, block)| &block.text)).collect();
        self.desk.show_all(&texts)
    }
}

/// The edition whose folder holds what belongs to the source of a text in that script: the first one in it.
pub fn source_edition(config: &Config, script: Option<Script>) -> Edition {
    let in_script = |edition: &&Edition| Some(edition.script()) == script;
    config.editions.iter().find(in_script).copied().unwrap_or(config.default_edition)
}

/// The forms that a notice has on this site.
pub(super) fn offered_for_notices(config: &Config) -> impl Iterator<Item = Form> {
    Form::ALL.into_iter().filter(|form| config.forms.contains(form))
}

/// The name of a kind of document for machines: as in a regulation's file; `unknown` for one that nobody has registered.
pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Law => "law",
        Kind::Regulation => "regulation",
        Kind::LocalRegulation => "local-regulation",
        Kind::Measure => "measure",
        Kind::Plan => "plan",
        Kind::Standard => "standard",
        Kind::Notice => "notice",
        Kind::Unknown => "unknown",
    }
}

/// The name of a kind of fact for machines: as in a regulation's file.
pub(super) const fn fact_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Passed => "passed",
        FactKind::DrawnUp => "drawn-up",
        FactKind::Approved => "approved",
        FactKind::Issued => "issued",
        FactKind::InForce => "in-force",
        FactKind::Amended => "amended",
        FactKind::Repealed => "repealed",
        FactKind::Period => "period",
        FactKind::Size => "size",
        FactKind::Chapters => "chapters",
        FactKind::Aims => "aims",
        FactKind::Other => "other",
    }
}
