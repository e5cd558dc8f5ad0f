//! Addresses whose page is elsewhere or no longer shown. A static host has no other way to redirect than a page that says
//! so; hosts that have one get the same list from [`crate::page::moves`].

use serde::Serialize;

use super::{Day, Kind, Maker, Summary};
use crate::page::Gone;
use crate::permalinks::Withdrawal;
use crate::route::{Leaf, Route};
use crate::script::ConvertError;

/// A page that leads on to another.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct MovedView {
    /// Where to.
    pub href: String,
}

/// A page that says that nothing stands here any more.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct GoneView {
    /// What is to be said.
    pub words: String,
    /// Where to go from here.
    pub href: String,
    /// What that is called.
    pub name: String,
}

impl Maker<'_> {
    pub(super) fn moved(&self, route: &Route, to: &Leaf) -> Result<(Summary, Kind), ConvertError> {
        let summary = Summary {
            version: None,
            kind: "moved",
            title: self.strings.get("moved"),
            description: self.strings.get("moved_help"),
            trail: vec![self.home_step()?],
        };
        Ok((summary, Kind::Moved(MovedView { href: route.link(&self.route(to.clone())) })))
    }

    pub(super) fn gone(&self, route: &Route, why: &Gone) -> Result<(Summary, Kind), ConvertError> {
        let (words, leaf, name) = match why {
            Gone::Notice(_) => ("gone_notice", Leaf::Front, "home"),
            Gone::Regulation => ("gone_regulation", Leaf::Regulations, "regulations"),
            Gone::Uncited => ("gone_uncited", Leaf::Regulations, "regulations"),
        };
        let mut words = self.strings.get(words);
        if let Gone::Notice(Some(withdrawal)) = why {
            words = self.withdrawn(withdrawal)? + &words;
        }
        let summary = Summary {
            version: None,
            kind: "gone",
            title: self.strings.get("gone"),
            description: words.clone(),
            trail: vec![self.home_step()?],
        };
        let view = GoneView { words, href: route.link(&self.route(leaf)), name: self.strings.get(name) };
        Ok((summary, Kind::Gone(view)))
    }

    /// Which notice was withdrawn, and since when.
    fn withdrawn(&self, withdrawal: &Withdrawal) -> Result<String, ConvertError> {
        let since = Day::new(withdrawal.since).words;
        let Some(notice) = &withdrawal.notice else {
            return Ok(self.strings.get("gone_since").replace("{since}", &since));
        };
        // The title comes last: it is nobody's to fill in.
        Ok(self
            .strings
            .get("gone_which")
            .replace("{since}", &since)
            .replace("{published}", &Day::new(notice.published).words)
            .replace("{source}", self.desk.show(&notice.source)?.as_str())
            .replace("{title}", self.desk.show(&notice.title)?.as_str()))
    }
}
