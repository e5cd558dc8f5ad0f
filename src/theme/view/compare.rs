//! A notice in both scripts, block by block.

use std::ops::Range;

use serde::Serialize;

use super::{CardView, Kind, Maker, Summary, beginning};
use crate::markdown::{self, Html, Overlay, Role};
use crate::notice::{Notice, Part, Section};
use crate::page::NoticePage;
use crate::route::Route;
use crate::script::{ConvertError, Desk, Punctuation, Script, Text};

/// A notice in both scripts.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CompareView {
    pub card: CardView,
    /// The language tag of the source text.
    pub source_lang: &'static str,
    /// Whether half-width punctuation is shown full-width: then neither column is the source, mark by mark.
    pub fullwidth: bool,
    /// The language tag and name of each column.
    pub columns: [ColumnView; 2],
    /// Blocks in reading order.
    pub rows: Vec<RowView>,
}

/// A column of the comparison.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct ColumnView {
    pub lang: &'static str,
    pub name: &'static str,
    /// Whether it is the source text itself.
    pub source: bool,
}

/// One block in both scripts.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct RowView {
    /// Its number in the notice, from 1.
    pub number: usize,
    /// Whether it is a heading.
    pub heading: bool,
    pub cells: [Html; 2],
}

impl Maker<'_> {
    pub(super) fn compare(
        &self,
        route: &Route,
        page: &NoticePage<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let notice = page.notice;
        let card = self.card(route, &page.card)?;
        let title = format!("{}：{}", self.strings.get("compare"), card.title.as_str());
        let summary = Summary {
            version: None,
            kind: "compare",
            title: beginning(&title, 46),
            description: beginning(&format!("{}。{}", title, self.strings.get("compare_description")), 150),
            trail: self.notice_trail(&page.card, true)?,
        };
        let source = notice.facts.script.unwrap_or(Script::Hant);
        // Traditional stands first in both editions, so that switching script keeps the place.
        let (hant, hans) = match self.desk.edition().script() {
            Script::Hant => (self.desk, self.other),
            Script::Hans => (self.other, self.desk),
        };
        let column = |edition: crate::script::Edition| ColumnView {
            lang: edition.tag(),
            name: edition.name(),
            source: edition.script() == source,
        };
        let columns = [column(hant.edition()), column(hans.edition())];
        let blocks = notice.blocks();
        let block_texts: Vec<&Text> = blocks.iter().map(|(_, block)| &block.text).collect();
        let show = |desk: &Desk<'_>| {
            desk.show_all(&block_texts)?;
            block_texts.iter().map(|text| desk.show(text)).collect::<Result<Vec<_>, _>>()
        };
        let [left, right] = [show(hant)?, show(hans)?];
        let headings = headings(notice);
        let rows = blocks.iter().zip(left.iter().zip(&right)).zip(headings).enumerate();
        let rows = rows.map(|(index, (((_, block), (left, right)), heading))| RowView {
            number: index + 1,
            heading,
            cells: {
                let differing = differing(left.as_str(), right.as_str());
                [left, right].map(|shown| markdown::block(shown, &block.marks, &differing, Role::Text))
            },
        });
        let rows = rows.collect();
        let fullwidth = self.config.punctuation == Punctuation::Fullwidth;
        Ok((
            summary,
            Kind::Compare(CompareView { fullwidth, card, source_lang: source.tag(), columns, rows }),
        ))
    }
}

/// For each block of a notice, whether it is a heading.
fn headings(notice: &Notice) -> Vec<bool> {
    let mut out = Vec::new();
    for section in &notice.body {
        match section {
            Section::Prose(blocks) => out.extend(blocks.iter().map(|_| false)),
            Section::List(directives) => {
                for directive in directives {
                    out.push(true);
                    headings_below(&directive.parts, &mut out);
                }
            }
        }
    }
    out
}

fn headings_below(parts: &[Part], out: &mut Vec<bool>) {
    for part in parts {
        out.push(matches!(part, Part::Point(_)));
        if let Part::Point(point) = part {
            headings_below(&point.parts, out);
        }
    }
}

/// The characters that differ between two scripts, for marking: in runs, each with the mark that follows it, for
/// browsers break lines badly where a box ends before a mark that no line may begin with. Nothing where the texts do
/// not go character by character.
fn differing(left: &str, right: &str) -> Vec<Overlay> {
    if left.chars().count() != right.chars().count() {
        return Vec::new();
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, (a, b)) in left.chars().zip(right.chars()).enumerate() {
        let follows = runs.last().is_some_and(|run| run.end == at);
        let mark =
            matches!(a, ',' | '，' | '。' | '、' | ';' | '；' | ':' | '：' | '”' | '」' | '》' | '）' | ')');
        if a == b && !(follows && mark) {
            continue;
        }
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs.into_iter().map(|span| Overlay::Highlight { span }).collect()
}
