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
            if !told || dropped.contains(&index) {
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
            // Whichever of the titles was taken for the notice's: what is another one than that above it is a second.
            let other = if zone.titles.contains(&index) {
                self.is_headed_before(index, &key, plain)
            } else {
                own.as_ref().is_some_and(|own| is_other(own, &key))
            };
            other
                && (is_title(&title) || is_line(&title) && self.is_labelled(index + 1))
                && !self.is_attached(index, plain)
                && self.heads_notice(index, plain, zone, dropped)
        })
    }

    /// Whether another title, with facts of its own, or another number stands above a title.
    fn is_headed_before(&self, index: usize, key: &str, plain: &str) -> bool {
        let number = self.number_above(index);
        (0..index).any(|above| {
            let unit = &self.units[above];
            match unit.kind {
                Kind::Short => {
                    let words = unit.words(plain);
                    let facts = || self.is_labelled(above + 1) || self.number_above(above).is_some();
                    (is_title(&words) || is_line(&words) && facts()) && is_other(&squeeze(&words), key)
                }
                Kind::Number => number.is_some_and(|number| {
                    number != above
                        && squeeze(&self.units[number].words(plain)) != squeeze(&unit.words(plain))
                }),
                _ => false,
            }
        })
    }

    /// Whether a paragraph is labels with a source and a date.
    fn is_labelled(&self, index: usize) -> bool {
        let Some(Kind::Metadata(entries)) = self.units.get(index).map(|unit| &unit.kind) else {
            return false;
        };
        let has = |fits: fn(Field) -> bool| entries.iter().any(|entry| fits(entry.field));
        has(|field| matches!(field, Field::Source(0..=1)))
            && has(|field| matches!(field, Field::Published(_) | Field::Time))
    }

    /// The document number above a title, which an office may stand between.
    fn number_above(&self, index: usize) -> Option<usize> {
        let above = self.above(index)?;
        (self.units[above].kind == Kind::Number).then_some(above)
    }

    /// The paragraph above a title and the first lines of it.
    fn above(&self, index: usize) -> Option<usize> {
        let is_head = |at: usize| {
            self.units[at].kind == Kind::Short && !self.closing.contains(&at)
                || matches!(self.units[at].kind, Kind::PageBreak(_))
        };
        (0..index).rev().take(3).find(|&at| !is_head(at))
    }

    /// Whether a title stands behind a signature with its date; a number and a letterhead may stand between.
    fn is_behind_signature(&self, index: usize) -> bool {
        let above = self.above(index);
        let above = above.and_then(|above| match self.units[above].kind {
            Kind::Number => self.above(above),
            _ => Some(above),
        });
        above.is_some_and(|above| {
            matches!(self.units[above].kind, Kind::Date(_) | Kind::Credit(..))
                && self.closing.contains(&above)
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
        facts |= self.number_above(index).is_some();
        if !(facts || self.is_behind_signature(index)) {
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

/// Whether a title is another one, and no part of it.
fn is_other(own: &str, key: &str) -> bool {
    !own.contains(key) && !key.contains(own)
}

/// Whether a line may be a title where facts stand below it.
fn is_line(plain: &str) -> bool {
    let key = squeeze(plain);
    let count = key.chars().filter(|&c| is_han(c)).count();
    (4..=60).contains(&count)
        && !is_complete(plain)
        && !is_office(plain)
        && !key.contains(['。', '；', '：', ':'])
}

/// Whether a line reads as the title of a notice by itself.
fn is_title(plain: &str) -> bool {
    let key = squeeze(plain);
    key.chars().filter(|&c| is_han(c)).nth(7).is_some()
        && is_line(plain)
        && (key.contains("关于") && ends_with_any(&key, DOCUMENTS)
            || EVENTS.iter().any(|event| key.contains(event)))
}

fn is_few(unit: &Unit, plain: &str) -> bool {
    unit.words(plain).chars().nth(20).is_none()
}
