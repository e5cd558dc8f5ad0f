//! `index.akn.xml`: Akoma Ntoso 3.0 (OASIS LegalDocML, Akoma Ntoso Version 1.0 of 2018). A notice is a `statement`; a
//! regulation whose text is held an `act`, any other document a `doc`. Identifiers follow the naming convention (work,
//! expression, manifestation); references lead to the same form of the regulation, whose `eId`s are those of citations
//! (`art_12__para_1`). The derived script is a translation that is not authoritative.

mod notice;
mod regulation;
mod words;

use jiff::civil::Date;

use super::Forms;
use crate::format::xml::Document;
use crate::regulation::DivisionKind;
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Script};

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Who made the derived texts and wrote the file.
const TOOL: &str = "#gongkai";
/// Who publishes the site.
const PUBLISHER: &str = "#publisher";

/// What a document is identified by.
struct Identity<'a> {
    /// `statement`, `act` or `doc`, and below that the kind.
    path: &'a str,
    /// Its slug.
    id: &'a str,
    /// Of the work: of publication, of passing.
    date: Option<Date>,
    /// What the date is of.
    date_name: &'a str,
    /// The document number, as written.
    number: Option<&'a str>,
    /// The reference to who made it.
    author: &'a str,
    /// Whether its text is here, for the edition in its script to have authority.
    whole: bool,
    /// The script it was written in.
    script: Script,
    /// Its page.
    leaf: Leaf,
}

/// The element of a division.
pub(super) const fn division_name(kind: DivisionKind) -> &'static str {
    match kind {
        DivisionKind::Part => "part",
        DivisionKind::Subpart => "subpart",
        DivisionKind::Chapter => "chapter",
        DivisionKind::Section => "section",
        DivisionKind::Heading(_) => "level",
    }
}

impl Forms<'_> {
    fn identification(&self, document: &mut Document, identity: &Identity<'_>) {
        let country = &*self.config.country;
        // A document whose date is not known has none in its identifier either; the schema wants one all the same.
        let day = identity.date.map(|date| date.to_string());
        let date = day.as_deref().unwrap_or("0001-01-01");
        let segment = day.as_deref().map_or_else(String::new, |day| format!("/{day}"));
        let work = format!("/akn/{country}/{}{segment}/{}", identity.path, identity.id);
        let (source, shown) = (identity.script.tag(), self.edition().tag());
        let version = day.as_deref().unwrap_or("");
        let expression = |language: &str| format!("{work}/{language}@{version}");
        let own = expression(shown);
        let page = Route::Page(self.edition(), identity.leaf.clone()).url(&self.config.base_url);
        document.block("identification", &[("source", PUBLISHER)], |all| {
            all.block("FRBRWork", &[], |frbr| {
                frbr.single("FRBRthis", &[("value", &format!("{work}/!main"))]);
                frbr.single("FRBRuri", &[("value", &work)]);
                frbr.single("FRBRdate", &[("date", date), ("name", identity.date_name)]);
                frbr.single("FRBRauthor", &[("href", identity.author)]);
                frbr.single("FRBRcountry", &[("value", country)]);
                if let Some(number) = identity.number {
                    frbr.single("FRBRnumber", &[("value", number)]);
                }
                frbr.single("FRBRname", &[("value", identity.id)]);
            });
            all.block("FRBRExpression", &[], |frbr| {
                frbr.single("FRBRthis", &[("value", &format!("{own}/!main"))]);
                frbr.single("FRBRuri", &[("value", &own)]);
                frbr.single("FRBRalias", &[("value", &page), ("name", "page")]);
                frbr.single("FRBRdate", &[("date", date), ("name", identity.date_name)]);
                let by = if source == shown { identity.author } else { TOOL };
                frbr.single("FRBRauthor", &[("href", by)]);
                let authoritative =
                    if identity.whole && self.is_source(identity.script) { "true" } else { "false" };
                frbr.single("FRBRauthoritative", &[("value", authoritative)]);
                frbr.single("FRBRlanguage", &[("language", shown)]);
                if !self.is_source(identity.script) {
                    let translation = [
                        ("href", expression(source)),
                        ("fromLanguage", source.to_owned()),
                        ("authoritative", "false".to_owned()),
                        ("by", TOOL.to_owned()),
                    ];
                    let translation = translation.each_ref().map(|(name, value)| (*name, &**value));
                    frbr.single("FRBRtranslation", &translation);
                }
            });
            all.block("FRBRManifestation", &[], |frbr| {
                frbr.single("FRBRthis", &[("value", &format!("{own}/!main.akn"))]);
                frbr.single("FRBRuri", &[("value", &format!("{own}.akn"))]);
                frbr.single("FRBRdate", &[("date", date), ("name", identity.date_name)]);
                frbr.single("FRBRauthor", &[("href", TOOL)]);
                frbr.single("FRBRformat", &[("value", "application/akn+xml")]);
            });
        });
    }

    /// Everybody whom the metadata refer to. `others` are further entries: element, `eId`, ontology path, words.
    fn references(
        &self,
        document: &mut Document,
        others: &[(&str, &str, String, String)],
    ) -> Result<(), ConvertError> {
        let publisher = self.show(&self.config.publisher)?;
        document.block("references", &[("source", PUBLISHER)], |all| {
            all.single(
                "TLCOrganization",
                &[
                    ("eId", "publisher"),
                    ("href", "/akn/ontology/organization/publisher"),
                    ("showAs", publisher.as_str()),
                ],
            );
            all.single(
                "TLCObject",
                &[("eId", "gongkai"), ("href", "/akn/ontology/object/gongkai"), ("showAs", "Gongkai")],
            );
            for (element, id, path, words) in others {
                let path = format!("/akn/ontology/{path}");
                all.single(element, &[("eId", id), ("href", &path), ("showAs", words)]);
            }
        });
        Ok(())
    }
}
