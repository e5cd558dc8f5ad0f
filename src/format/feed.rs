//! Feeds, in two forms: Atom (RFC 4287) and JSON Feed 1.1. It must not know what is in them.

use serde::Serialize;

use super::xml::Document;
use crate::route::FeedFormat;

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The language of its words.
    pub lang: &'static str,
    /// What it is called.
    pub title: String,
    /// Its own full address, which is its id too.
    pub url: String,
    /// The full address of the page that it follows.
    pub page: String,
    /// When its latest entry was published, or an entry corrected since.
    pub updated: String,
    /// Who publishes it.
    pub author: String,
    /// What is new, newest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its headline.
    pub title: String,
    /// Its full address, which is its id too.
    pub url: String,
    /// The language of its words, where it is not the feed's.
    pub lang: Option<&'static str>,
    /// When it was published.
    pub published: String,
    /// From when on it reads as it does: likewise, or when it was corrected.
    pub updated: String,
    /// Who it is by, where that is not the feed's author.
    pub author: Option<String>,
    /// Plain text.
    pub summary: String,
}

/// The latest of the days on which entries were published or corrected; a feed without entries is as old as computing.
pub fn updated(entries: &[Entry]) -> String {
    let days = entries.iter().map(|entry| entry.updated.as_str());
    days.max().unwrap_or("1970-01-01T00:00:00Z").to_owned()
}

impl Feed {
    /// The feed in one form.
    pub fn print(&self, format: FeedFormat) -> Vec<u8> {
        match format {
            FeedFormat::Atom => self.atom(),
            FeedFormat::Json => self.json(),
        }
    }

    fn atom(&self) -> Vec<u8> {
        let mut document = Document::new();
        let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.lang)];
        document.element("feed", &root, |feed| {
            feed.text("id", &self.url);
            feed.text("title", &self.title);
            feed.text("updated", &self.updated);
            feed.element("author", &[], |author| author.text("name", &self.author));
            feed.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &self.url)]);
            feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.page)]);
            for entry in &self.entries {
                let lang = entry.lang.map(|lang| ("xml:lang", lang));
                feed.element("entry", lang.as_slice(), |inner| {
                    inner.text("id", &entry.url);
                    inner.text("title", &entry.title);
                    inner.text("updated", &entry.updated);
                    inner.text("published", &entry.published);
                    if let Some(by) = &entry.author {
                        inner.element("author", &[], |author| author.text("name", by));
                    }
                    let link = [("rel", "alternate"), ("type", "text/html"), ("href", &*entry.url)];
                    inner.empty("link", &link);
                    inner.text("summary", &entry.summary);
                });
            }
        });
        document.into_bytes()
    }

    fn json(&self) -> Vec<u8> {
        let item = |entry: &'_ Entry| JsonItem {
            id: entry.url.clone(),
            url: entry.url.clone(),
            title: entry.title.clone(),
            content_text: entry.summary.clone(),
            date_published: entry.published.clone(),
            date_modified: (entry.updated != entry.published).then(|| entry.updated.clone()),
            authors: entry.author.iter().map(|name| JsonAuthor { name: name.clone() }).collect(),
            language: entry.lang,
        };
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: &self.page,
            feed_url: &self.url,
            language: self.lang,
            authors: vec![JsonAuthor { name: self.author.clone() }],
            items: self.entries.iter().map(item).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The start of a day where the notices are from: Beijing, Taipei, Hong Kong and Macau have one time (UTC+8). The hour of
/// publication is not known, and the clock is not asked.
pub fn time(date: jiff::civil::Date) -> String {
    format!("{date}T00:00:00+08:00")
}

#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f str,
    feed_url: &'f str,
    language: &'static str,
    authors: Vec<JsonAuthor>,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}
