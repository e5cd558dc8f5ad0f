//! A directive on a page of its own.

use serde::Serialize;

use super::cite::CiteView;
use super::notice::{ItemView, NoteView, Overlays, PlacedNote};
use super::regulation::{FactView, RegulationFacts};
use super::{CardView, Kind, LinkView, Maker, Summary, VersionView, beginning};
use crate::markdown::{self, Html, Role};
use crate::notice::{Block, Head};
use crate::page::DirectivePage;
use crate::route::{Leaf, Route};
use crate::script::{ConvertError, Text};

/// A directive.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct DirectiveView {
    pub card: CardView,
    /// The words that lead into its list (陳恩惠專員強調：).
    pub intro: Option<Html>,
    /// Whether those words stand right before this directive in the text.
    pub opens_list: bool,
    /// Where it opens a list: the paragraphs before that list, but for the intro.
    pub before: Vec<Html>,
    /// Where it is the last of the notice: the paragraphs after it.
    pub after: Vec<Html>,
    pub item: ItemView,
    pub number: usize,
    /// The regulations it cites, with the facts that matter.
    pub cited: Vec<CitedView>,
    pub notes: Vec<NoteView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The notice's page, at this directive.
    pub up: String,
    /// How to cite the page.
    pub cite: CiteView,
}

/// A regulation that a directive cites.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitedView {
    pub href: String,
    /// Its full address, for paper.
    pub url: String,
    pub name: Html,
    pub kind: String,
    pub stub: bool,
    /// That it is repealed, and since when, in words; absent where that is not known.
    pub repealed: Option<String>,
    /// The facts that matter to a reader of the directive: when passed, since when in force, who.
    pub facts: Vec<FactView>,
}

impl Maker<'_> {
    pub(super) fn directive(
        &self,
        route: &Route,
        page: &DirectivePage<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        self.desk.show_all(&texts(page))?;
        let first_block = page.first_block - page.before.len();
        let card = self.card(route, &page.card)?;
        let overlays = Overlays {
            route,
            cited: &page.cited,
            citations: page.citations.clone(),
            notes: PlacedNote::number(page.notes.iter().copied(), &texts(page), first_block),
        };
        let mut next = first_block;
        let mut before = self.paragraphs(&page.before, &mut next, &overlays)?;
        let item = self.directive_item(page.directive, String::new(), String::new(), &mut next, &overlays)?;
        let after = self.paragraphs(&page.after, &mut next, &overlays)?;
        let intro = match page.intro {
            Some(_) if page.opens_list => before.pop(),
            // The words alone: their citations are on the page of the directive that opens the list.
            Some(block) => {
                Some(markdown::block(&self.desk.show(&block.text)?, &block.marks, &[], Role::Text))
            }
            None => None,
        };
        let place = format!("{} {}", card.source.as_str(), card.published.words);
        let summary = Summary {
            version: Some(VersionView::new(page.versions)),
            kind: "directive",
            title: beginning(&item.label, 40),
            description: self.directive_description(page, &place)?,
            trail: self.notice_trail(&page.card, true)?,
        };
        let neighbour = |neighbour: Option<(usize, &Head)>| match neighbour {
            None => Ok(None),
            Some((number, head)) => {
                let href = route.link(&self.route(Leaf::Directive(page.card.id.clone(), number)));
                Ok(Some(LinkView { href, name: self.label(head)? }))
            }
        };
        let view = DirectiveView {
            cite: self.citation_of(route, &card, Some(&item.label))?,
            intro,
            opens_list: page.opens_list,
            before,
            after,
            number: page.directive.number,
            cited: page
                .cited
                .iter()
                .map(|regulation| self.cited(route, regulation, page.card.facts.published))
                .collect::<Result<_, _>>()?,
            notes: self.notes(&overlays)?,
            previous: neighbour(page.previous)?,
            next: neighbour(page.next)?,
            up: route.link_to(
                &self.route(Leaf::Notice(page.card.id.clone())),
                crate::route::Fragment::Directive(page.directive.number),
            ),
            item,
            card,
        };
        Ok((summary, Kind::Directive(view)))
    }

    fn paragraphs(
        &self,
        blocks: &[&Block],
        next: &mut usize,
        overlays: &Overlays<'_>,
    ) -> Result<Vec<Html>, ConvertError> {
        blocks.iter().map(|block| self.block(block, 0, Role::Text, next, overlays)).collect()
    }

    fn directive_description(&self, page: &DirectivePage<'_>, place: &str) -> Result<String, ConvertError> {
        let mut words = String::new();
        for text in own_texts(page).into_iter().take(3) {
            words.push_str(self.desk.show(text)?.as_str());
        }
        Ok(format!("{}（{place}）", beginning(&words, 110)))
    }

    fn cited(
        &self,
        route: &Route,
        regulation: &crate::regulation::Regulation,
        published: jiff::civil::Date,
    ) -> Result<CitedView, ConvertError> {
        let to = self.route(Leaf::Regulation(regulation.id.clone()));
        Ok(CitedView {
            href: route.link(&to),
            url: to.url(&self.config.base_url),
            name: self.name(&self.desk.show(&regulation.name)?),
            kind: self.kind_word(regulation.kind),
            stub: regulation.stub,
            repealed: self.repeal(regulation, Some(published)),
            facts: self.facts(regulation, RegulationFacts::ThatMatter)?,
        })
    }
}

/// Everything that the page shows of the notice, in reading order, for one conversion.
fn texts<'p>(page: &'p DirectivePage<'_>) -> Vec<&'p Text> {
    let prose = |blocks: &'p [&Block]| blocks.iter().map(|block| &block.text);
    prose(&page.before).chain(own_texts(page)).chain(prose(&page.after)).collect()
}

/// The directive's own texts.
fn own_texts<'p>(page: &'p DirectivePage<'_>) -> Vec<&'p Text> {
    let mut texts = vec![&page.directive.head.block.text];
    super::notice::part_texts(&page.directive.parts, &mut texts);
    texts
}
