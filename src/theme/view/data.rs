//! The page that explains the site's data.

use serde::Serialize;

use super::lists::year_name;
use super::{Kind, Maker, Summary};
use crate::format::data;
use crate::route::{FeedFormat, Leaf, Route};
use crate::script::ConvertError;

/// The site's data.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct DataView {
    /// The list of all files of data.
    pub index: String,
    /// The schema of the forms beside the pages.
    pub schema: String,
    /// All regulations.
    pub regulations: String,
    /// The feeds of the edition: Atom, JSON Feed.
    pub atom: String,
    pub json_feed: String,
    /// The names of the files beside each page, those that the site has.
    pub forms: Vec<&'static str>,
    /// The years, newest first.
    pub years: Vec<DataYear>,
}

/// The files of a year.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct DataYear {
    pub name: String,
    pub notices: String,
    pub citations_csv: String,
    pub citations_json: String,
}

impl Maker<'_> {
    pub(super) fn data(&self, route: &Route, years: &[i16]) -> Result<(Summary, Kind), ConvertError> {
        let summary = Summary {
            version: None,
            kind: "data",
            title: self.strings.get("data"),
            description: self.strings.get("data_description"),
            trail: vec![self.home_step()?],
        };
        let year = |&year: &i16| {
            let file = |name| route.link(&data::of_year(year, name));
            DataYear {
                name: year_name(year),
                notices: file("notices.jsonl"),
                citations_csv: file("citations.csv"),
                citations_json: file("citations.json"),
            }
        };
        let feed = |format| route.link(&self.route(Leaf::Feed(format)));
        let view = DataView {
            index: route.link(&data::index()),
            schema: route.link(&data::schema()),
            regulations: route.link(&data::regulations()),
            atom: feed(FeedFormat::Atom),
            json_feed: feed(FeedFormat::Json),
            forms: self.config.forms.iter().map(|form| form.file()).collect(),
            years: years.iter().map(year).collect(),
        };
        Ok((summary, Kind::Data(view)))
    }
}
