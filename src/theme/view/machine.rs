//! What a page's head tells machines: the tags of government pages (the annex of 《政府網站發展指引》, 國辦發〔2017〕47號),
//! Open Graph, JSON-LD, the page's other forms and the feeds that follow it.

use serde::Serialize;

use super::Maker;
use crate::config::Config;
use crate::format::feed::time;
use crate::format::forms::{self, Forms};
use crate::markdown::Html;
use crate::page::{Body, Page};
use crate::route::{FeedFormat, Form, Leaf, Route};
use crate::script::{ConvertError, Edition};

/// What a page's head tells machines.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct MachineView {
    /// `<meta name="…" content="…">`.
    pub tags: Vec<Tag>,
    /// `<meta property="…" content="…">`.
    pub graph: Vec<Tag>,
    /// The content of a `<script type="application/ld+json">`.
    pub linked: Html,
    /// The page in other forms, beside it.
    pub forms: Vec<FormView>,
    /// The feeds that follow the page or what it belongs to, the nearest first.
    pub feeds: Vec<FormView>,
}

/// A name with what it says.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct Tag {
    pub name: &'static str,
    pub content: String,
}

/// The page in another form, or a feed.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct FormView {
    pub href: String,
    /// Its media type.
    pub media: &'static str,
    /// What it is called.
    pub name: String,
}

/// The column that a page stands in.
struct Column {
    name: String,
    description: String,
    kind: String,
}

impl Maker<'_> {
    pub(super) fn machine(
        &self,
        page: &Page<'_>,
        title: &str,
        description: &str,
    ) -> Result<MachineView, ConvertError> {
        let route = self.route(page.leaf.clone());
        let forms = forms::offered(self.config, &page.body).map(|form| FormView {
            href: form.file().to_owned(),
            media: form.media_type(),
            name: self.strings.get(match form {
                Form::Json => "form_json",
                Form::Txt => "form_txt",
                Form::Akn => "form_akn",
            }),
        });
        let linked = Forms::new(self.config, self.desk).linked(page, title)?;
        Ok(MachineView {
            tags: self.tags(page, description)?,
            graph: self.graph(page, title, description)?,
            linked: Html::own(linked),
            forms: forms.collect(),
            feeds: self.feeds(&route, page)?,
        })
    }

    fn tags(&self, page: &Page<'_>, description: &str) -> Result<Vec<Tag>, ConvertError> {
        let site = self.desk.show(&self.config.name)?;
        let mut tags = site_tags(self.config, site.as_str());
        let column = self.column(page)?;
        tags.extend([
            Tag { name: "ColumnName", content: column.name.clone() },
            Tag { name: "ColumnDescription", content: column.description },
            Tag { name: "ColumnKeywords", content: format!("{};{}", column.name, column.kind) },
            Tag { name: "ColumnType", content: column.kind },
        ]);
        let card = match &page.body {
            Body::Notice(page) | Body::Compare(page) => &page.card,
            Body::Directive(page) => &page.card,
            _ => return Ok(tags),
        };
        let facts = &card.facts;
        let title = match &page.body {
            Body::Directive(page) => self.label(&page.directive.head)?,
            _ => self.desk.show_other(facts.title, facts.terms)?.as_str().to_owned(),
        };
        tags.extend([
            Tag { name: "ArticleTitle", content: title },
            // The hour is not known: the day begins.
            Tag { name: "PubDate", content: format!("{} 00:00", facts.published) },
            Tag {
                name: "ContentSource",
                content: self.desk.show_other(facts.source, facts.terms)?.as_str().to_owned(),
            },
            Tag { name: "Description", content: description.to_owned() },
            Tag { name: "Url", content: self.route(page.leaf.clone()).url(&self.config.base_url) },
        ]);
        Ok(tags)
    }

    fn column(&self, page: &Page<'_>) -> Result<Column, ConvertError> {
        let word = |key: &str| self.strings.get(key);
        Ok(match &page.body {
            Body::Front(_) => Column {
                name: word("home"),
                description: self.desk.show(&self.config.description)?.as_str().to_owned(),
                kind: word("column_home"),
            },
            Body::Regulations(_) | Body::Regulation(_) => Column {
                name: word("regulations"),
                description: word("regulations_description"),
                kind: word("column_regulations"),
            },
            Body::Data(_) => Column {
                name: word("data"),
                description: word("data_description"),
                kind: word("column_catalogue"),
            },
            Body::Citations(_) => Column {
                name: word("citations"),
                description: word("citations_description"),
                kind: word("column_catalogue"),
            },
            _ => Column {
                name: word("notices"),
                description: word("year_description"),
                kind: word("column_notices"),
            },
        })
    }

    fn graph(&self, page: &Page<'_>, title: &str, description: &str) -> Result<Vec<Tag>, ConvertError> {
        let published = match &page.body {
            Body::Notice(page) | Body::Compare(page) => Some(page.card.facts.published),
            Body::Directive(page) => Some(page.card.facts.published),
            _ => None,
        };
        let kind = if published.is_some() { "article" } else { "website" };
        let edition = self.desk.edition();
        let mut graph = vec![
            Tag { name: "og:type", content: kind.to_owned() },
            Tag { name: "og:title", content: title.to_owned() },
            Tag { name: "og:description", content: description.to_owned() },
            Tag { name: "og:url", content: self.route(page.leaf.clone()).url(&self.config.base_url) },
            Tag { name: "og:site_name", content: self.desk.show(&self.config.name)?.as_str().to_owned() },
            Tag { name: "og:locale", content: locale(edition).to_owned() },
        ];
        let others = self.config.editions.iter().filter(|other| **other != edition);
        graph.extend(
            others.map(|&other| Tag { name: "og:locale:alternate", content: locale(other).to_owned() }),
        );
        graph.extend(published.map(|date| Tag { name: "article:published_time", content: time(date) }));
        Ok(graph)
    }

    fn feeds(&self, route: &Route, page: &Page<'_>) -> Result<Vec<FormView>, ConvertError> {
        let mut feeds = Vec::new();
        let mut offer = |leaf: &dyn Fn(FeedFormat) -> Leaf, name: String| {
            for format in FeedFormat::ALL {
                let href = route.link(&self.route(leaf(format)));
                feeds.push(FormView { href, media: format.media_type(), name: name.clone() });
            }
        };
        match &page.body {
            Body::Regulation(page) if !page.cited_by.is_empty() => {
                let id = &page.regulation.id;
                let name = self.desk.show(&page.regulation.name)?;
                let name = format!("{}《{}》", self.strings.get("cited_by"), name.as_str());
                offer(&|format| Leaf::RegulationFeed(id.clone(), format), name);
            }
            Body::Notice(page) => {
                let facts = &page.card.facts;
                let name = self.desk.show_other(facts.source, facts.terms)?.as_str().to_owned();
                offer(&|format| Leaf::SourceFeed(facts.source_slug.into(), format), name);
            }
            _ => {}
        }
        offer(&Leaf::Feed, self.desk.show(&self.config.name)?.as_str().to_owned());
        Ok(feeds)
    }
}

/// The tags of every page of a site. The code only where the site has one: nobody wears a government's badge otherwise.
pub(in crate::theme) fn site_tags(config: &Config, site: &str) -> Vec<Tag> {
    let mut tags = vec![
        Tag { name: "SiteName", content: site.to_owned() },
        Tag { name: "SiteDomain", content: config.host().to_owned() },
    ];
    tags.extend(config.site_code.iter().map(|code| Tag { name: "SiteIDCode", content: code.to_string() }));
    tags
}

/// Open Graph wants a language with a territory.
const fn locale(edition: Edition) -> &'static str {
    match edition {
        Edition::Hans => "zh_CN",
        Edition::Hant | Edition::HantTw => "zh_TW",
        Edition::HantHk => "zh_HK",
    }
}
