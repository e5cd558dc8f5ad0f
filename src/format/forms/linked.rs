//! The data that a page carries in its head: JSON-LD in the words of schema.org. A notice is a `Report` on an `Event`, by
//! a `GovernmentOrganization`; a directive an `Article` that is part of it; a regulation `Legislation`, a plan a `Report`.
//! The same page in another script is its translation. Nothing is said that the content does not say.

use serde_json::{Map, Value, json};

use super::{Forms, kind_name};
use crate::config::Config;
use crate::format::data;
use crate::notice::Notice;
use crate::page::{Body, Card, DirectivePage, NoticePage, Page};
use crate::regulation::{FactKind, Kind, Regulation, Repeal};
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Script};
use crate::site::Known;

impl Forms<'_> {
    /// The data of a page, ready to stand in a `script` element; `title` is the page's own.
    ///
    /// # Errors
    /// Where the converter cannot be used.
    pub fn linked(&self, page: &Page<'_>, title: &str) -> Result<String, ConvertError> {
        let mut object = match &page.body {
            Body::Notice(notice) => self.linked_notice(notice)?,
            Body::Directive(directive) => self.linked_directive(directive)?,
            Body::Regulation(regulation) => self.linked_regulation(regulation.regulation.regulation)?,
            Body::Front(_) => json!({ "@type": "WebSite", "name": title, "publisher": self.publisher()? }),
            Body::Compare(notice) => json!({
                "@type": "WebPage",
                "name": title,
                "about": { "@id": self.url(Leaf::Notice(notice.notice.id.clone())) },
            }),
            Body::Moved(_) | Body::Gone(_) => json!({ "@type": "WebPage", "name": title }),
            _ => json!({ "@type": "CollectionPage", "name": title }),
        };
        let url = self.url(page.leaf.clone());
        if let Some(object) = object.as_object_mut() {
            object.insert("@context".to_owned(), json!("https://schema.org"));
            object.insert("@id".to_owned(), json!(url));
            object.insert("url".to_owned(), json!(url));
            object.insert("inLanguage".to_owned(), json!(self.edition().tag()));
        }
        Ok(in_script(&object))
    }

    fn linked_notice(&self, page: &NoticePage<'_>) -> Result<Value, ConvertError> {
        let notice = page.notice;
        let facts = &notice.facts;
        let leaf = Leaf::Notice(notice.id.clone());
        let mut report = self.by_card(&page.card)?;
        insert(&mut report, "@type", json!("Report"));
        insert(&mut report, "publisher", self.publisher()?);
        if let Some(day) = page.versions.corrected() {
            insert(&mut report, "dateModified", json!(day));
        }
        if let Some(number) = self.show_some(facts.document_number.as_ref())? {
            insert(&mut report, "reportNumber", json!(number));
        }
        let mut event = Map::new();
        if let Some(date) = facts.meeting.date {
            event.insert("startDate".to_owned(), json!(date));
        }
        if let Some(convener) = self.show_some(facts.meeting.convener.as_ref())? {
            // A person or an office: the notice does not say which.
            event.insert("organizer".to_owned(), json!({ "name": convener }));
        }
        if !event.is_empty() {
            event.insert("@type".to_owned(), json!("Event"));
            event.insert("name".to_owned(), report["name"].clone());
            insert(&mut report, "about", Value::Object(event));
        }
        if !page.cited.is_empty() {
            insert(&mut report, "citation", self.linked_citations(&page.cited));
        }
        let parts: Vec<Value> = notice
            .directives()
            .map(|directive| json!({ "@id": self.url(Leaf::Directive(notice.id.clone(), directive.number)) }))
            .collect();
        if !parts.is_empty() {
            insert(&mut report, "hasPart", Value::Array(parts));
        }
        if let Some(seed) = self.linked_seed(notice) {
            insert(&mut report, "encoding", seed);
        }
        self.translations(&mut report, &leaf, facts.script.unwrap_or(Script::Hant));
        Ok(report)
    }

    /// The text as it was found: its bytes' hash and, where they are offered, their address.
    fn linked_seed(&self, notice: &Notice) -> Option<Value> {
        let sha256 = notice.facts.sha256.as_deref()?;
        let mut object = json!({ "@type": "MediaObject", "sha256": sha256 });
        if let Some(route) = data::seed(self.config, notice) {
            insert(&mut object, "contentUrl", json!(route.url(&self.config.base_url)));
            let media = crate::media_type::of(&route.path());
            insert(&mut object, "encodingFormat", json!(media.split(';').next().unwrap_or(media)));
        }
        Some(object)
    }

    fn linked_directive(&self, page: &DirectivePage<'_>) -> Result<Value, ConvertError> {
        let mut article = self.by_card(&page.card)?;
        if let Some(day) = page.versions.corrected() {
            insert(&mut article, "dateModified", json!(day));
        }
        let notice = json!({
            "@type": "Report",
            "@id": self.url(Leaf::Notice(page.card.id.clone())),
            "name": article["name"].clone(),
        });
        let head = self.show(&page.directive.head.block.text)?;
        insert(&mut article, "@type", json!("Article"));
        insert(&mut article, "headline", json!(head));
        insert(&mut article, "name", json!(head));
        insert(&mut article, "isPartOf", notice);
        insert(&mut article, "position", json!(page.directive.number));
        if !page.cited.is_empty() {
            insert(&mut article, "citation", self.linked_citations(&page.cited));
        }
        self.translations(
            &mut article,
            &Leaf::Directive(page.card.id.clone(), page.directive.number),
            page.script,
        );
        Ok(article)
    }

    fn linked_regulation(&self, regulation: &Regulation) -> Result<Value, ConvertError> {
        let fact = |kind: FactKind| regulation.facts.iter().find(move |fact| fact.kind == kind);
        let date = |kind: FactKind| fact(kind).and_then(|fact| fact.date);
        let who = |kind: FactKind| self.show_some(fact(kind).and_then(|fact| fact.value.as_ref()));
        let is_report = regulation.kind == Kind::Plan;
        let mut work = json!({
            "@type": if is_report { "Report" } else { "Legislation" },
            "name": self.show(&regulation.name)?,
        });
        let number = self.show_some(regulation.number.as_ref())?;
        if is_report {
            let maker = match who(FactKind::DrawnUp)? {
                Some(maker) => Some(maker),
                None => who(FactKind::Issued)?,
            };
            if let Some(maker) = maker {
                insert(&mut work, "author", json!({ "@type": "GovernmentOrganization", "name": maker }));
            }
            if let Some(date) = date(FactKind::Issued).or(date(FactKind::Approved)) {
                insert(&mut work, "datePublished", json!(date));
            }
            if let Some(number) = number {
                insert(&mut work, "reportNumber", json!(number));
            }
            if let Some(period) = who(FactKind::Period)? {
                insert(&mut work, "temporalCoverage", json!(period));
            }
        } else {
            insert(&mut work, "legislationType", json!(kind_name(regulation.kind)));
            if let Some(number) = number {
                insert(&mut work, "legislationIdentifier", json!(number));
            }
            if let Some(date) = date(FactKind::Passed).or(date(FactKind::Issued)) {
                insert(&mut work, "legislationDate", json!(date));
            }
            if let Some(date) = date(FactKind::InForce) {
                insert(&mut work, "legislationDateOfApplicability", json!(date));
            }
            let amended = regulation.facts.iter().filter(|fact| fact.kind == FactKind::Amended);
            if let Some(date) = amended.filter_map(|fact| fact.date).max() {
                insert(&mut work, "legislationDateVersion", json!(date));
            }
            if let Some(body) = who(FactKind::Passed)? {
                insert(
                    &mut work,
                    "legislationPassedBy",
                    json!({ "@type": "Organization", "name": passed_by(body.as_str()) }),
                );
            }
            // The day may lie ahead: only without one is it out of force for certain.
            match regulation.repeal(None) {
                Some(Repeal::From(day)) => insert(&mut work, "expires", json!(day)),
                Some(Repeal::Undated) => {
                    insert(
                        &mut work,
                        "legislationLegalForce",
                        json!({ "@id": "https://schema.org/NotInForce" }),
                    );
                }
                None => {}
            }
        }
        self.translations(&mut work, &Leaf::Regulation(regulation.id.clone()), regulation.script());
        Ok(work)
    }

    /// What a notice's card says.
    fn by_card(&self, card: &Card<'_>) -> Result<Value, ConvertError> {
        let facts = &card.facts;
        let title = self.show_other(facts.title, facts.terms)?;
        let source = self.show_other(facts.source, facts.terms)?;
        Ok(json!({
            "headline": title,
            "name": title,
            "datePublished": facts.published,
            "author": { "@type": "GovernmentOrganization", "name": source },
        }))
    }

    fn publisher(&self) -> Result<Value, ConvertError> {
        Ok(json!({ "@type": "Organization", "name": self.show(&self.config.publisher)? }))
    }

    fn linked_citations(&self, cited: &[Known<'_>]) -> Value {
        cited.iter().map(|regulation| json!({ "@id": self.regulation_url(&regulation.id) })).collect()
    }

    /// The same page in the other editions: on the source's page those that were made from it, on theirs the source's.
    fn translations(&self, object: &mut Value, leaf: &Leaf, script: Script) {
        let url = |edition| json!({ "@id": Route::Page(edition, leaf.clone()).url(&self.config.base_url) });
        let source = super::source_edition(self.config, Some(script));
        if self.edition() == source {
            let others = self.config.editions.iter().filter(|edition| **edition != source);
            let others: Vec<Value> = others.map(|&edition| url(edition)).collect();
            if !others.is_empty() {
                insert(object, "workTranslation", Value::Array(others));
            }
        } else {
            insert(object, "translationOfWork", url(source));
        }
    }
}

/// Who passed it, where the fact says in one sentence who passed it and how.
fn passed_by(fact: &str) -> &str {
    let ends = ["全票通過", "全票通过", "表決通過", "表决通过", "審議通過", "审议通过", "通過", "通过"];
    ends.iter().find_map(|end| fact.strip_suffix(end)).filter(|body| !body.is_empty()).unwrap_or(fact)
}

/// The data of the root page: the site as a whole, in the words of its settings.
pub fn linked_site(config: &Config) -> String {
    let url = Route::Root.url(&config.base_url);
    in_script(&json!({
        "@context": "https://schema.org",
        "@id": url,
        "@type": "WebSite",
        "url": url,
        "name": config.name.source(),
        "inLanguage": config.editions.iter().map(|edition| edition.tag()).collect::<Vec<_>>(),
        "publisher": { "@type": "Organization", "name": config.publisher.source() },
    }))
}

fn insert(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

/// JSON in which nothing can end the element that holds it.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
