//! The held text of a regulation: its outline, its articles with an address for each of their parts, and who cites each
//! article; and where in it a citation leads.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::notice::Overlays;
use super::{Day, LinkView, Maker};
use crate::citation::{ArticleSpot, Pin, Spot};
use crate::content::held::level;
use crate::markdown::{self, Html, Overlay, Role};
use crate::page::RegulationPage;
use crate::regulation::{
    Article, ArticleNumber, Division, DivisionFound, DivisionKind, Held, Point, RegulationId,
};
use crate::route::{Fragment, Leaf, Route};
use crate::script::{ConvertError, Shown, Text};
use crate::site::Linked;

/// A held text.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct HeldView {
    /// When it was passed and amended, as printed under its title.
    pub history: Vec<Shown>,
    /// Its divisions, as links.
    pub outline: Vec<OutlineView>,
    pub preamble: Vec<Html>,
    /// Divisions and articles in reading order.
    pub blocks: Vec<BlockView>,
    pub annex: Vec<Html>,
    /// Whether numbers of articles are missing before the last one.
    pub gaps: bool,
}

/// A division in the outline.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct OutlineView {
    pub href: String,
    pub name: Shown,
    /// How deep it lies: 0 for the outermost kind that the text has, 3 at most.
    pub depth: usize,
}

/// A division or an article. The other is absent.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct BlockView {
    pub division: Option<DivisionView>,
    pub article: Option<ArticleView>,
}

/// A division in the text: its heading, and what stands under it and in no article.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct DivisionView {
    /// Its `id`; empty where another has it already.
    pub id: String,
    /// The level of its heading.
    pub level: usize,
    pub heading: Shown,
    pub text: Vec<Html>,
}

/// An article.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct ArticleView {
    /// Its `id`; empty where another has it already.
    pub id: String,
    pub label: Shown,
    pub title: Option<Shown>,
    pub paragraphs: Vec<ParagraphView>,
    /// Where it is cited, newest first.
    pub cited_by: Vec<CitingView>,
}

/// A paragraph of an article.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct ParagraphView {
    /// Its `id`; empty where the article has no other.
    pub id: String,
    pub text: Html,
    pub points: Vec<PointView>,
}

/// A point, or an item of one.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct PointView {
    pub id: String,
    pub label: Shown,
    pub text: Html,
    pub items: Vec<Self>,
}

/// A place that cites an article.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitingView {
    /// The place, by the directive it stands in, or the notice.
    pub place: LinkView,
    pub published: Day,
}

impl Maker<'_> {
    pub(super) fn held(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
        held: &Held,
    ) -> Result<HeldView, ConvertError> {
        // One conversion for all of it.
        self.desk.show_all(&texts(held))?;
        let overlays = Overlays {
            route,
            cited: &page.cited,
            citations: page.citations.iter().map(|linked| (0, linked)).collect(),
            notes: Vec::new(),
        };
        let mut laid = Laid { own: &page.regulation.id, overlays, next: 0, ids: Ids::default() };
        let laid = &mut laid;
        let mut view = HeldView {
            history: held.history.iter().map(|text| self.desk.show(text)).collect::<Result<_, _>>()?,
            outline: Vec::new(),
            preamble: self.held_texts(&held.preamble, laid)?,
            blocks: Vec::new(),
            annex: Vec::new(),
            gaps: held.has_gaps(),
        };
        let mut divisions = held.outline.iter().peekable();
        let mut open: [Option<ArticleNumber>; DivisionKind::DEPTHS] = [None; DivisionKind::DEPTHS];
        for at in 0..=held.articles.len() {
            while let Some(division) = divisions.next_if(|division| division.articles.start <= at) {
                let id = laid.ids.new_one(division_fragment(division, &mut open).id());
                let level = level(division.kind, &held.outline);
                let heading = self.desk.show(&division.heading)?;
                // A number alone says nothing in an outline.
                if !id.is_empty() && !division.name.source().is_empty() {
                    let (href, name) = (format!("#{id}"), heading.clone());
                    view.outline.push(OutlineView { href, name, depth: (level - 2).min(3) });
                }
                let text = self.held_texts(&division.text, laid)?;
                // The whole text stands under a heading of level 2.
                let division = DivisionView { id, level: (level + 1).min(6), heading, text };
                view.blocks.push(BlockView { division: Some(division), article: None });
            }
            if let Some(article) = held.articles.get(at) {
                let article = self.article(route, page, article, laid)?;
                view.blocks.push(BlockView { division: None, article: Some(article) });
            }
        }
        view.annex = self.held_texts(&held.annex, laid)?;
        Ok(view)
    }

    fn article(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
        article: &Article,
        laid: &mut Laid<'_>,
    ) -> Result<ArticleView, ConvertError> {
        let number = article.number;
        let id = laid.ids.new_one(Fragment::Article(number).id());
        // A second article of that number has no addresses: a citation could mean either.
        let addressed = !id.is_empty();
        let several = article.paragraphs.len() > 1;
        let mut paragraphs = Vec::new();
        for (count, paragraph) in article.numbered() {
            let spot = ArticleSpot { paragraph: count, ..ArticleSpot::whole(number) };
            let addressed = addressed && count.is_some() && !article.is_doubled(count);
            let text = self.held_text(&paragraph.text, laid)?;
            let points = paragraph.points.iter().map(|point| {
                self.point(point, addressed, ArticleSpot { point: Some(point.number), ..spot }, laid)
            });
            paragraphs.push(ParagraphView {
                id: if addressed && several { fragment(spot).id() } else { String::new() },
                text,
                points: points.collect::<Result<_, _>>()?,
            });
        }
        Ok(ArticleView {
            cited_by: if addressed { self.citing(route, page, article)? } else { Vec::new() },
            id,
            label: self.desk.show(&article.label)?,
            title: article.title.as_ref().map(|title| self.desk.show(title)).transpose()?,
            paragraphs,
        })
    }

    fn point(
        &self,
        point: &Point,
        addressed: bool,
        spot: ArticleSpot,
        laid: &mut Laid<'_>,
    ) -> Result<PointView, ConvertError> {
        let text = self.held_text(&point.text, laid)?;
        let items = point
            .items
            .iter()
            .map(|item| self.point(item, addressed, ArticleSpot { item: Some(item.number), ..spot }, laid));
        Ok(PointView {
            id: if addressed { fragment(spot).id() } else { String::new() },
            label: self.desk.show(&point.label)?,
            text,
            items: items.collect::<Result<_, _>>()?,
        })
    }

    /// Every place that cites an article, with the way to it.
    fn citing(
        &self,
        route: &Route,
        page: &RegulationPage<'_>,
        article: &Article,
    ) -> Result<Vec<CitingView>, ConvertError> {
        let mut citing = Vec::new();
        for cited in &page.cited_by {
            for quote in &cited.citations {
                let mention = &quote.citation.mention;
                let mut pins = mention.pins.iter().zip(&quote.citation.bounds);
                if !pins.any(|(pin, bound)| bound.is_sound() && covers(pin, article)) {
                    continue;
                }
                let (leaf, name) = match (quote.citation.place.directive, &quote.directive) {
                    (Some(number), Some(head)) => {
                        (Leaf::Directive(cited.card.id.clone(), number), self.label_of(head, &cited.card)?)
                    }
                    _ => {
                        let title = self.desk.show_other(cited.card.facts.title, cited.card.facts.terms)?;
                        (Leaf::Notice(cited.card.id.clone()), super::beginning(title.as_str(), 36))
                    }
                };
                let href = route.link_to(&self.route(leaf), Fragment::Citation(quote.number));
                let published = Day::new(cited.card.facts.published);
                citing.push(CitingView { place: LinkView { href, name }, published });
            }
        }
        Ok(citing)
    }

    /// A text with links to what it cites. They have no ids, as nothing leads to them; what the regulation calls itself
    /// is no link, for it stands on its own page.
    fn held_text(&self, text: &Text, laid: &mut Laid<'_>) -> Result<Html, ConvertError> {
        let Laid { own, overlays, next, .. } = laid;
        let block = *next;
        *next += 1;
        let from = overlays.citations.partition_point(|(_, linked)| linked.citation.block < block);
        let here = overlays.citations[from..].iter();
        let here = here.take_while(|(_, linked)| linked.citation.block == block);
        let mut over = Vec::new();
        for (number, linked) in here {
            let itself = linked.regulation.as_ref() == Some(*own);
            over.extend(self.citation_overlay(*number, linked, overlays).into_iter().filter_map(|one| {
                match one {
                    Overlay::Link { .. } if itself => None,
                    Overlay::Link { span, href, .. } => Some(Overlay::Pin { span, href }),
                    Overlay::Open { span, .. } => Some(Overlay::Open { span, id: String::new() }),
                    other => Some(other),
                }
            }));
        }
        Ok(markdown::block(&self.desk.show(text)?, &[], &over, Role::Text))
    }

    fn held_texts(&self, texts: &[Text], laid: &mut Laid<'_>) -> Result<Vec<Html>, ConvertError> {
        texts.iter().map(|text| self.held_text(text, laid)).collect()
    }

    /// What a citation lays over its block: a link over its name, and one over each place in it where the text is held.
    /// What is not there is marked and not linked.
    pub(super) fn citation_overlay(
        &self,
        number: usize,
        linked: &Linked,
        overlays: &Overlays<'_>,
    ) -> Vec<Overlay> {
        let citation = &linked.citation;
        let mention = &citation.mention;
        let id = Fragment::Citation(number).id();
        let Some(regulation) = &linked.regulation else {
            return vec![Overlay::Open { span: mention.span.clone(), id }];
        };
        let to = self.route(Leaf::Regulation(regulation.clone()));
        let (href, number) = (overlays.route.link(&to), overlays.number(regulation));
        let held = overlays.cited.iter().find(|one| one.id == *regulation).and_then(|one| one.held.as_ref());
        // The addresses of both ends of a pin, where the text is held and has them.
        let place = |pin: &Pin| {
            let mut ends = std::iter::once(pin.from).chain(pin.to).map(|spot| find(held?, spot));
            let from = ends.next().flatten();
            from.filter(|_| ends.all(|end| end.is_some()))
        };
        let pins = || mention.pins.iter().zip(&citation.bounds);
        if held.is_none() && pins().all(|(_, bound)| bound.is_sound()) {
            return vec![Overlay::Link { span: mention.span.clone(), href, id, number }];
        }
        let apart = |span: &Range<usize>| span.end <= mention.title.start || mention.title.end <= span.start;
        let name = Overlay::Link { span: mention.title.clone(), href: href.clone(), id, number };
        let places = pins().filter(|(pin, _)| apart(&pin.span)).map(|(pin, bound)| {
            let span = pin.span.clone();
            match place(pin) {
                _ if !bound.is_sound() => Overlay::Open { span, id: String::new() },
                Some(fragment) => Overlay::Pin { span, href: overlays.route.link_to(&to, fragment) },
                None if held.is_none() => Overlay::Pin { span, href: href.clone() },
                None => Overlay::Open { span, id: String::new() },
            }
        });
        std::iter::once(name).chain(places).collect()
    }
}

/// What is laid over a held text, as far as that has been gone through.
struct Laid<'p> {
    /// Whose text it is.
    own: &'p RegulationId,
    overlays: Overlays<'p>,
    /// The number of the next text, as citations count them.
    next: usize,
    ids: Ids,
}

/// Ids that a page has already: none may come twice.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    /// The id; nothing where it was given before.
    fn new_one(&mut self, id: String) -> String {
        if self.0.insert(id.clone()) { id } else { String::new() }
    }
}

/// The address of a division, by its number and those of the divisions around it.
fn division_fragment(
    division: &Division,
    open: &mut [Option<ArticleNumber>; DivisionKind::DEPTHS],
) -> Fragment {
    let depth = division.kind.depth();
    open[depth] = Some(division.number);
    open[depth + 1..].fill(None);
    Fragment::Division(*open)
}

fn fragment(spot: ArticleSpot) -> Fragment {
    let ArticleSpot { article, paragraph, point, item } = spot;
    Fragment::Place { article, paragraph: paragraph.unwrap_or(1), point, item }
}

/// Where a place of a held text is on its page; `None` where the text lacks it.
fn find(held: &Held, spot: Spot) -> Option<Fragment> {
    let spot = match spot {
        Spot::Article(spot) => spot,
        Spot::Division(path) => {
            let DivisionFound::One(path) = held.division(&path) else { return None };
            let mut numbers = [None; DivisionKind::DEPTHS];
            numbers[..path.len()].copy_from_slice(&path);
            return Some(Fragment::Division(numbers));
        }
    };
    let article = held.article(spot.article)?;
    if !article.has(spot.paragraph, spot.point, spot.item) || article.is_doubled(spot.paragraph) {
        return None;
    }
    let whole = Fragment::Article(article.number);
    let Some(number) = spot.point else {
        // An item without its point cannot be told from another point's.
        let paragraph = spot.paragraph.filter(|_| article.paragraphs.len() > 1 && spot.item.is_none());
        return Some(paragraph.map_or(whole, |_| fragment(spot)));
    };
    let has = |points: &[Point]| points.iter().any(|point| point.number == number);
    let paragraph = match spot.paragraph {
        Some(paragraph) => paragraph,
        None => {
            let mut having = article.numbered().filter(|(_, paragraph)| has(&paragraph.points));
            let (Some(paragraph), _) = having.next()? else { return Some(whole) };
            // 第七条第（一）项, where two paragraphs have one: which is meant is not said.
            if having.next().is_some() {
                return Some(whole);
            }
            paragraph
        }
    };
    if article.is_doubled(Some(paragraph)) {
        return Some(whole);
    }
    let there = ArticleSpot { paragraph: Some(paragraph), ..spot };
    // The item of a point of another paragraph.
    let there = if article.has(there.paragraph, there.point, there.item) {
        there
    } else {
        ArticleSpot { item: None, ..there }
    };
    Some(fragment(there))
}

/// Whether an article is one that a pin names or that stands between two.
fn covers(pin: &Pin, article: &Article) -> bool {
    match (pin.from, pin.to.unwrap_or(pin.from)) {
        (Spot::Article(from), Spot::Article(to)) => (from.article..=to.article).contains(&article.number),
        _ => false,
    }
}

/// Everything of a held text that its page shows.
fn texts(held: &Held) -> Vec<&Text> {
    let mut texts: Vec<&Text> = held.history.iter().chain(&held.preamble).chain(&held.annex).collect();
    for division in &held.outline {
        texts.push(&division.heading);
        texts.extend(&division.text);
    }
    for article in &held.articles {
        texts.push(&article.label);
        texts.extend(&article.title);
        for paragraph in &article.paragraphs {
            texts.push(&paragraph.text);
            let points = paragraph.points.iter().flat_map(|point| std::iter::once(point).chain(&point.items));
            texts.extend(points.flat_map(|point| [&point.label, &point.text]));
        }
    }
    texts
}
