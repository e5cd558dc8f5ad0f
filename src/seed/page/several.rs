//! A seed that holds more than one notice: where the second begins. Two meetings under one title are one notice; what has
//! a title of its own, with a label, a number or a signature that says so, is another. It must not know what is done then.

use std::collections::HashSet;

use crate::seed::layout::{Kind, Unit, is_office};
use crate::seed::metadata::Field;
use crate::seed::noise::is_of_site;
use crate::seed::words::{self, ends_with_any, is_complete, is_han, squeeze};

use super::{Page, Zone};

/// What documents call themselves at the end of their titles.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "通知", "通告", "公告", "公示", "通报", "批复", "决定", "意见", "函", "纪要", "令", "方案", "办法", "规定", "报告",
];

/// What a report of a meeting says in its title.
const EVENTS: &[&str] =
    &["召开", "举行", "举办", "开展", "部署", "推进", "启动", "调研", "检查", "传达", "主持"];

/// A second notice has at least so many characters of sentences.
const LEAST: usize = 30;

impl Page {
    /// The paragraph that a second notice begins with.
    pub(super) fn find_second(&self, plain: &str, zone: &Zone, dropped: &HashSet<usize>) -> Option<usize> {
        if zone.empty {
            return None;
        }
        let own = self.title.as_deref().map(|title| squeeze(&words::plain(title)));
        // So much of the first notice was read: its head may have several titles.
        let mut before = 0;
        (zone.first..=zone.last).find(|&index| {
            let unit = &self.units[index];
            let told = before >= LEAST;
            if unit.kind == Kind::Prose && !dropped.contains(&index) {
                before += unit.words(plain).chars().take(LEAST).count();
            }
            if !told || dropped.contains(&index) || zone.titles.contains(&index) {
                return false;
            }
            let title = match &unit.kind {
                Kind::Short => unit.words(plain).into_owned(),
                Kind::Metadata(entries) => {
                    let labelled = entries.iter().find(|entry| entry.field == Field::Title);
                    labelled.map(|entry| self.value(index, entry, plain)).unwrap_or_default()
                }
                _ => return false,
            };
            let key = squeeze(&title);
            let other = own.as_ref().is_some_and(|own| !own.contains(&key) && !key.contains(own.as_str()));
            other
                && is_title(&title)
                && !self.is_attached(index, plain)
                && self.heads_notice(index, plain, zone, dropped)
        })
    }

    /// Whether a title stands over an attachment of the notice.
    fn is_attached(&self, index: usize, plain: &str) -> bool {
        let near = self.units[..index].iter().rev().take(2);
        near.into_iter().any(|unit| {
            unit.kind == Kind::Attachment
                || squeeze(&unit.words(plain)).starts_with("附") && is_few(unit, plain)
        })
    }

    /// Whether what follows a title is another notice: facts of its own, or a document's opening behind a signature; and
    /// sentences.
    fn heads_notice(&self, index: usize, plain: &str, zone: &Zone, dropped: &HashSet<usize>) -> bool {
        let labelled = matches!(self.units[index].kind, Kind::Metadata(_));
        // The title may go on in a second line, and an office may stand below it.
        let mut facts = labelled;
        let mut rest = index + 1;
        for unit in self.units.iter().skip(index + 1).take(4) {
            match &unit.kind {
                Kind::Short => {}
                Kind::Metadata(entries) => {
                    facts |= entries.iter().any(|entry| {
                        matches!(
                            entry.field,
                            Field::Source(0..=1) | Field::Published(_) | Field::Time | Field::Number
                        )
                    });
                }
                Kind::Date(_) | Kind::Credit(..) | Kind::Number => facts = true,
                Kind::Noise(_) => {}
                _ => break,
            }
            rest += 1;
        }
        let signed = index.checked_sub(1).is_some_and(|before| {
            matches!(self.units[before].kind, Kind::Date(_) | Kind::Credit(..))
                && self.closing.contains(&before)
        });
        let document = ends_with_any(&squeeze(&self.units[index].words(plain)), DOCUMENTS);
        if !(facts || signed && document) {
            return false;
        }
        let prose = (rest..=zone.last).filter(|at| !dropped.contains(at)).map(|at| &self.units[at]);
        let mut count = 0;
        for unit in prose.take_while(|unit| matches!(unit.kind, Kind::Prose | Kind::Short)).take(8) {
            let words = unit.words(plain);
            if unit.kind == Kind::Prose && !is_of_site(&words) {
                count += words.chars().take(LEAST).count();
            }
        }
        count >= LEAST
    }
}

/// Whether a line reads as the title of a notice by itself.
fn is_title(plain: &str) -> bool {
    let key = squeeze(plain);
    let count = key.chars().filter(|&c| is_han(c)).count();
    (8..=60).contains(&count)
        && !is_complete(plain)
        && !is_office(plain)
        && !key.contains(['。', '；', '：', ':'])
        && (key.contains("关于") && ends_with_any(&key, DOCUMENTS)
            || EVENTS.iter().any(|event| key.contains(event)))
}

fn is_few(unit: &Unit, plain: &str) -> bool {
    unit.words(plain).chars().nth(20).is_none()
}
