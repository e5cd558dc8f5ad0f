//! What a page owes its readers: the text that it is there for, and the places on it that links and codes on paper lead to.
//! It must not know what a template made of it.

use super::super::view::{DirectiveView, HeldView, ItemView, Kind, Layout, PartView, PointView};
use crate::markdown::Html;

/// What a page must have. Texts are as their markup has them.
#[derive(Debug, Default)]
pub(in crate::theme) struct Owed {
    /// The source's text; absent on pages that show none.
    pub(super) source: Option<Source>,
    /// The texts of columns that stand side by side, each with its language tag.
    pub(super) columns: Vec<(&'static str, String)>,
    /// What its first heading says; absent where that is the theme's affair.
    pub(super) heading: Option<String>,
    /// The hash of the seed, in a `code` of its own; absent where there is no seed.
    pub(super) sha256: Option<String>,
    /// The `id`s of its places.
    pub(super) ids: Vec<String>,
}

/// The source's text on a page.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// What may stand before it.
    pub(super) before: String,
    /// What must stand there.
    pub(super) own: String,
    /// What may stand behind it.
    pub(super) after: String,
}

impl Owed {
    /// What a page owes that its template gets these views for.
    pub(in crate::theme) fn of(layout: &Layout, page: &Kind) -> Self {
        let mut owed = Self::default();
        if let Some(version) = &layout.version {
            owed.ids.push(version.id.clone());
            owed.ids.extend(version.earlier.iter().map(|earlier| earlier.id.clone()));
        }
        match page {
            Kind::Notice(notice) => {
                owed.heading = Some(notice.card.title.as_str().to_owned());
                owed.sha256.clone_from(&notice.sha256);
                let mut source = Source::default();
                for section in &notice.sections {
                    section.prose.iter().for_each(|prose| push(&mut source.own, prose));
                    for directive in &section.directives {
                        owed.ids.push(directive.id.clone());
                        item(directive, &mut source.own, &mut owed.ids);
                    }
                }
                owed.source = Some(source);
            }
            Kind::Directive(directive) => owed.source = Some(of_directive(directive, &mut owed.ids)),
            Kind::Regulation(regulation) => {
                regulation.held.iter().for_each(|held| places(held, &mut owed.ids));
            }
            Kind::Compare(compare) => {
                owed.columns = (compare.columns.iter().enumerate())
                    .map(|(index, column)| {
                        let mut text = String::new();
                        compare.rows.iter().for_each(|row| push(&mut text, &row.cells[index]));
                        (column.lang, text)
                    })
                    .collect();
            }
            _ => {}
        }
        owed
    }
}

fn of_directive(directive: &DirectiveView, ids: &mut Vec<String>) -> Source {
    let mut source = Source::default();
    directive.before.iter().for_each(|block| push(&mut source.before, block));
    if let Some(intro) = directive.intro.as_ref().filter(|_| directive.opens_list) {
        push(&mut source.before, intro);
    }
    item(&directive.item, &mut source.own, ids);
    directive.after.iter().for_each(|block| push(&mut source.after, block));
    source
}

fn item(of: &ItemView, text: &mut String, ids: &mut Vec<String>) {
    push(text, &of.head);
    for PartView { prose, point } in &of.parts {
        prose.iter().for_each(|prose| push(text, prose));
        if let Some(point) = point {
            ids.extend(Some(point.id.clone()).filter(|id| !id.is_empty()));
            item(point, text, ids);
        }
    }
}

/// The places of a held text that citations lead to. An `id` that is empty is none.
fn places(held: &HeldView, ids: &mut Vec<String>) {
    let mut owe = |id: &String| ids.extend(Some(id.clone()).filter(|id| !id.is_empty()));
    for block in &held.blocks {
        block.division.iter().for_each(|division| owe(&division.id));
        if let Some(article) = &block.article {
            owe(&article.id);
            for paragraph in &article.paragraphs {
                owe(&paragraph.id);
                paragraph.points.iter().for_each(|point| point_ids(point, &mut owe));
            }
        }
    }
}

fn point_ids(point: &PointView, owe: &mut impl FnMut(&String)) {
    owe(&point.id);
    point.items.iter().for_each(|item| point_ids(item, owe));
}

fn push(text: &mut String, block: &Html) {
    text.push_str(block.as_str());
}
