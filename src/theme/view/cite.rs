//! How to cite a page, in the form that the readers of an edition are used to.

use serde::Serialize;

use super::{CardView, Maker};
use crate::route::Route;
use crate::script::{ConvertError, Edition};

/// How to cite a page.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CiteView {
    /// The language tag of the words: they are of a region, and so of no other edition word for word.
    pub lang: &'static str,
    pub words: String,
}

impl Maker<'_> {
    /// The words that cite a page of a notice; `part` names a directive of it.
    ///
    /// - Simplified: GB/T 7714—2015, an electronic resource `[EB/OL]` with its date and, in brackets, the place for the
    ///   day on which it was read, which no build can know.
    /// - Traditional, and as in Taiwan: author (day), title in 〈〉, site, address: the Chinese form of APA style.
    /// - Hong Kong: author, title in 〈〉, site, day, address, as university presses there print notes.
    pub(super) fn citation_of(
        &self,
        route: &Route,
        card: &CardView,
        part: Option<&str>,
    ) -> Result<CiteView, ConvertError> {
        let url = route.url(&self.config.base_url);
        let site = self.desk.show(&self.config.name)?;
        let (source, site) = (card.source.as_str(), site.as_str());
        let part = part.map(|part| format!("：{part}")).unwrap_or_default();
        let title = format!("{}{part}", card.title.as_str());
        let (iso, words) = (&card.published.iso, &card.published.words);
        let (lang, words) = match self.desk.edition() {
            Edition::Hans => {
                let accessed = self.strings.get("accessed");
                ("zh-Hans-CN", format!("{source}. {title}[EB/OL]. ({iso})[{accessed}]. {url}."))
            }
            Edition::Hant | Edition::HantTw => {
                ("zh-Hant-TW", format!("{source}（{words}）。〈{title}〉。{site}。{url}"))
            }
            Edition::HantHk => ("zh-Hant-HK", format!("{source}：〈{title}〉，{site}，{words}，{url}。")),
        };
        Ok(CiteView { lang, words })
    }
}
