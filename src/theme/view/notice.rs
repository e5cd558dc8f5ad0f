//! A notice: its facts, its whole text, its directives; and the same text in both scripts.

use std::ops::Range;

use serde::Serialize;

use super::cite::CiteView;
use super::lists::year_name;
use super::regulation::{SourceView, source_view};
use super::{CardView, Day, Kind, Maker, Summary, VersionView, beginning};
use crate::format::data;
use crate::markdown::{self, Html, Overlay, Role};
use crate::notice::{Block, Difference, Directive, Head, Note, Notice, Part, Section};
use crate::page::{Card, NoticePage};
use crate::regulation::RegulationId;
use crate::route::{Fragment, Leaf, Period, Route};
use crate::script::{ConvertError, Script, Shown, Text};
use crate::site::Known;
use crate::site::Linked;

/// A notice.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct NoticeView {
    pub card: CardView,
    /// The day of the meeting that it reports.
    pub meeting: Option<Day>,
    /// Who convened it.
    pub convener: Option<Shown>,
    /// Who attended.
    pub attended: Option<Shown>,
    /// Its own document number.
    pub document_number: Option<Shown>,
    /// The regulations it cites.
    pub cited: Vec<CitedLink>,
    /// Its text, cut.
    pub sections: Vec<SectionView>,
    /// Editor's notes.
    pub notes: Vec<NoteView>,
    /// Its first directive's page, if it has any.
    pub first: Option<String>,
    /// The compare page.
    pub compare: String,
    /// SHA-256 of the seed.
    pub sha256: Option<String>,
    /// The bytes of the seed; absent where there is none.
    pub seed: Option<String>,
    /// Where it intentionally differs from the seed.
    pub differences: Vec<DifferenceView>,
    /// The script of the source text.
    pub source_lang: &'static str,
    /// What the edition's text is: the source itself, or made from it.
    pub converted: bool,
    /// How to cite the page.
    pub cite: CiteView,
}

/// A place where a notice intentionally differs from its seed.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct DifferenceView {
    /// What the seed has, as it has it: in the script of the source, for the two may differ in nothing else. Empty where
    /// something was added.
    pub seed: String,
    /// What the notice has, likewise; empty where something was left out.
    pub notice: String,
    pub reason: Shown,
}

/// A regulation that a page cites, as its list names it.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct CitedLink {
    pub href: String,
    pub name: Html,
    /// Its full address, for paper.
    pub url: String,
    /// That it is repealed, and since when, in words; absent where that is not known.
    pub repealed: Option<String>,
}

/// A stretch of a notice. Either `prose` or `directives` is empty.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct SectionView {
    pub prose: Vec<Html>,
    pub directives: Vec<ItemView>,
}

/// A directive or a point with what is in it.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct ItemView {
    /// Its number: a directive's in the notice, a point's in the directive.
    pub number: usize,
    /// How deep it lies: 0 for a directive.
    pub level: usize,
    /// Its `id` on the page.
    pub id: String,
    /// A directive's own page; empty for a point.
    pub href: String,
    /// Marker and topic sentence.
    pub head: Html,
    /// Whether it has a marker of its own.
    pub marked: bool,
    /// What it is called where there is little room: marker and first words.
    pub label: String,
    /// The same for a list of contents: as HTML, with its marker marked.
    pub entry: Html,
    pub parts: Vec<PartView>,
}

/// A part of an item: a paragraph or a point. The other is absent.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct PartView {
    pub prose: Option<Html>,
    pub point: Option<ItemView>,
}

/// An editor's note.
#[derive(Debug, Serialize)]
pub(in crate::theme) struct NoteView {
    pub number: usize,
    /// The words it is about.
    pub on: Shown,
    pub text: Shown,
    /// Where it was read.
    pub sources: Vec<SourceView>,
    /// Whether the text has a reference to it on this page.
    pub placed: bool,
}

/// What is laid over the blocks of one page: citations, notes.
pub(super) struct Overlays<'p> {
    pub route: &'p Route,
    /// The regulations that are cited.
    pub cited: &'p [Known<'p>],
    /// Citations with their numbers in the notice.
    pub citations: Vec<(usize, &'p Linked)>,
    /// Notes in the order of their numbers on the page.
    pub notes: Vec<PlacedNote<'p>>,
}

impl Overlays<'_> {
    /// The number of a regulation in the page's list of those it cites, from 1, in order of first mention.
    pub(super) fn number(&self, wanted: &RegulationId) -> usize {
        let mut seen: Vec<&RegulationId> = Vec::new();
        for id in self.citations.iter().filter_map(|(_, linked)| linked.regulation.as_ref()) {
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen.iter().position(|id| *id == wanted).map_or(0, |index| index + 1)
    }
}

/// A note with its number on the page and its place there.
pub(super) struct PlacedNote<'p> {
    number: usize,
    note: &'p Note,
    /// The block that refers to it, as citations count blocks: the first that has its words. Others that have them too
    /// get no second reference, for a reference has an id.
    block: Option<usize>,
}

impl<'p> PlacedNote<'p> {
    /// The notes, numbered from 1, with their places in the blocks of a page. `first` is the number of its first block.
    pub(super) fn number(notes: impl Iterator<Item = &'p Note>, texts: &[&Text], first: usize) -> Vec<Self> {
        let place = |(index, note): (usize, &'p Note)| Self {
            number: index + 1,
            note,
            block: texts.iter().position(|text| find(text, note).is_some()).map(|block| first + block),
        };
        notes.enumerate().map(place).collect()
    }
}

impl Maker<'_> {
    pub(super) fn notice(
        &self,
        route: &Route,
        page: &NoticePage<'_>,
    ) -> Result<(Summary, Kind), ConvertError> {
        let notice = page.notice;
        let facts = &notice.facts;
        self.desk.show_all(&texts(notice))?;
        let card = self.card(route, &page.card)?;
        let summary = Summary {
            version: Some(VersionView::new(page.versions)),
            kind: "notice",
            title: beginning(card.title.as_str(), 46),
            description: self.description(notice, &card)?,
            trail: self.notice_trail(&page.card, false)?,
        };
        let overlays = Overlays {
            route,
            cited: &page.cited,
            citations: page.citations.iter().enumerate().map(|(index, linked)| (index + 1, linked)).collect(),
            notes: PlacedNote::number(facts.notes.iter(), &texts(notice), 0),
        };
        let show = |text: &Option<Text>| text.as_ref().map(|text| self.desk.show(text)).transpose();
        let first = notice.directives().next();
        let view = NoticeView {
            meeting: facts.meeting.date.map(Day::new),
            convener: show(&facts.meeting.convener)?,
            attended: show(&facts.meeting.attended)?,
            document_number: show(&facts.document_number)?,
            cited: self.cited_links(route, &page.cited, page.card.facts.published)?,
            sections: self.sections(notice, &overlays)?,
            notes: self.notes(&overlays)?,
            first: first.map(|directive| self.directive_link(route, notice, directive.number)),
            compare: route.link(&self.route(Leaf::Compare(notice.id.clone()))),
            sha256: facts.sha256.as_deref().map(str::to_owned),
            seed: data::seed(self.config, notice).map(|seed| route.link(&seed)),
            differences: self.differences(notice)?,
            source_lang: facts.script.unwrap_or(Script::Hant).tag(),
            cite: self.citation_of(route, &card, None)?,
            converted: facts.script != Some(self.desk.edition().script()),
            card,
        };
        Ok((summary, Kind::Notice(view)))
    }

    fn description(&self, notice: &Notice, card: &CardView) -> Result<String, ConvertError> {
        let lead = notice.blocks().first().map(|(_, block)| self.desk.show(&block.text)).transpose()?;
        let lead = lead.as_ref().map_or("", Shown::as_str);
        Ok(beginning(&format!("{} {}　{lead}", card.source.as_str(), card.published.words), 120))
    }

    fn differences(&self, notice: &Notice) -> Result<Vec<DifferenceView>, ConvertError> {
        let script = notice.facts.script.unwrap_or(Script::Hant);
        let view = |one: &Difference| {
            Ok(DifferenceView {
                seed: one.seed.to_string(),
                notice: one.notice.to_string(),
                reason: self.desk.show(&Text::new(&*one.reason, script))?,
            })
        };
        notice.facts.differences.iter().map(view).collect()
    }

    /// The way to a notice, with the notice itself where the page lies below it.
    pub(super) fn notice_trail(
        &self,
        card: &Card<'_>,
        below: bool,
    ) -> Result<Vec<(Leaf, String)>, ConvertError> {
        let year = card.facts.published.year();
        let mut trail = vec![self.home_step()?, (Leaf::Notices(Period::Year(year)), year_name(year))];
        if below {
            trail.push((Leaf::Notice(card.id.clone()), self.strings.get("notice")));
        }
        Ok(trail)
    }

    pub(super) fn cited_links(
        &self,
        route: &Route,
        cited: &[Known<'_>],
        published: jiff::civil::Date,
    ) -> Result<Vec<CitedLink>, ConvertError> {
        let link = |regulation: &Known<'_>| {
            let name = self.desk.show(&regulation.name)?;
            let to = self.route(Leaf::Regulation(regulation.id.clone()));
            Ok(CitedLink {
                href: route.link(&to),
                name: self.name(&name),
                url: to.url(&self.config.base_url),
                repealed: self.repeal(regulation, Some(published)),
            })
        };
        cited.iter().map(link).collect()
    }

    fn directive_link(&self, route: &Route, notice: &Notice, number: usize) -> String {
        route.link(&self.route(Leaf::Directive(notice.id.clone(), number)))
    }

    fn sections(&self, notice: &Notice, overlays: &Overlays<'_>) -> Result<Vec<SectionView>, ConvertError> {
        let mut next_block = 0;
        let mut sections = Vec::new();
        for section in &notice.body {
            let mut view = SectionView { prose: Vec::new(), directives: Vec::new() };
            match section {
                Section::Prose(blocks) => {
                    for block in blocks {
                        view.prose.push(self.block(block, 0, Role::Text, &mut next_block, overlays)?);
                    }
                }
                Section::List(directives) => {
                    for directive in directives {
                        let href = self.directive_link(overlays.route, notice, directive.number);
                        let id = Fragment::Directive(directive.number).id();
                        let item = self.directive_item(directive, id, href, &mut next_block, overlays)?;
                        view.directives.push(item);
                    }
                }
            }
            sections.push(view);
        }
        Ok(sections)
    }

    /// A directive; points have their addresses on its own page only, where `id` is empty.
    pub(super) fn directive_item(
        &self,
        directive: &Directive,
        id: String,
        href: String,
        next_block: &mut usize,
        overlays: &Overlays<'_>,
    ) -> Result<ItemView, ConvertError> {
        let own_page = id.is_empty();
        Ok(ItemView {
            number: directive.number,
            level: 0,
            id,
            href,
            label: self.label(&directive.head)?,
            marked: directive.head.marker > 0,
            entry: self.entry(&directive.head)?,
            head: self.head(&directive.head, Role::Heading, next_block, overlays)?,
            parts: self.parts(&directive.parts, own_page, next_block, overlays)?,
        })
    }

    fn parts(
        &self,
        parts: &[Part],
        own_page: bool,
        next_block: &mut usize,
        overlays: &Overlays<'_>,
    ) -> Result<Vec<PartView>, ConvertError> {
        let mut views = Vec::new();
        for part in parts {
            views.push(match part {
                Part::Prose(block) => PartView {
                    prose: Some(self.block(block, 0, Role::Text, next_block, overlays)?),
                    point: None,
                },
                Part::Point(point) => {
                    let id = if own_page { Fragment::Point(point.number).id() } else { String::new() };
                    let item = ItemView {
                        number: point.number,
                        level: point.level,
                        id,
                        href: String::new(),
                        label: self.label(&point.head)?,
                        marked: point.head.marker > 0,
                        entry: self.entry(&point.head)?,
                        // It runs into the text below it.
                        head: self.head(&point.head, Role::Text, next_block, overlays)?,
                        parts: self.parts(&point.parts, own_page, next_block, overlays)?,
                    };
                    PartView { prose: None, point: Some(item) }
                }
            });
        }
        Ok(views)
    }

    fn head(
        &self,
        head: &Head,
        role: Role,
        next_block: &mut usize,
        overlays: &Overlays<'_>,
    ) -> Result<Html, ConvertError> {
        self.block(&head.block, head.marker, role, next_block, overlays)
    }

    /// [`label`](Self::label) for a directive of another notice, which is shown with its own terms.
    pub(super) fn label_of(&self, head: &Head, card: &Card<'_>) -> Result<String, ConvertError> {
        let shown = self.desk.show_other(&head.block.text, card.facts.terms)?;
        Ok(beginning(without_end(&shown), 36))
    }

    /// Marker and topic sentence in one line, without the mark it ends with.
    pub(super) fn label(&self, head: &Head) -> Result<String, ConvertError> {
        let shown = self.desk.show(&head.block.text)?;
        Ok(beginning(without_end(&shown), 36))
    }

    fn entry(&self, head: &Head) -> Result<Html, ConvertError> {
        let shown = self.desk.show(&head.block.text)?;
        let words = shown.slice(0..without_end(&shown).chars().count());
        let marker = (head.marker > 0).then_some(Overlay::Marker { span: 0..head.marker });
        Ok(markdown::block(&words, &[], marker.as_slice(), Role::Text))
    }

    pub(super) fn block(
        &self,
        block: &Block,
        marker: usize,
        role: Role,
        next_block: &mut usize,
        overlays: &Overlays<'_>,
    ) -> Result<Html, ConvertError> {
        let shown = self.desk.show(&block.text)?;
        let mut over = self.citation_overlays(*next_block, overlays);
        if marker > 0 {
            over.push(Overlay::Marker { span: 0..marker });
        }
        over.extend(self.note_overlays(block, *next_block, overlays));
        *next_block += 1;
        Ok(markdown::block(&shown, &block.marks, &over, role))
    }

    fn citation_overlays(&self, block: usize, overlays: &Overlays<'_>) -> Vec<Overlay> {
        let here = overlays.citations.iter().filter(|(_, linked)| linked.citation.block == block);
        here.flat_map(|(number, linked)| self.citation_overlay(*number, linked, overlays)).collect()
    }

    fn note_overlays(&self, block: &Block, index: usize, overlays: &Overlays<'_>) -> Vec<Overlay> {
        let here = overlays.notes.iter().filter(|placed| placed.block == Some(index));
        let place = |placed: &PlacedNote<'_>| {
            let span = find(&block.text, placed.note)?;
            let label = format!("{}{}", self.strings.get("note"), placed.number);
            Some(Overlay::NoteReference { at: span.end, number: placed.number, label })
        };
        here.filter_map(place).collect()
    }

    pub(super) fn notes(&self, overlays: &Overlays<'_>) -> Result<Vec<NoteView>, ConvertError> {
        let view = |placed: &PlacedNote<'_>| {
            Ok(NoteView {
                number: placed.number,
                on: self.desk.show(&placed.note.on)?,
                text: self.desk.show(&placed.note.text)?,
                sources: placed.note.sources.iter().map(|source| source_view(source)).collect(),
                placed: placed.block.is_some(),
            })
        };
        overlays.notes.iter().map(view).collect()
    }
}

/// The words of a heading without the mark it ends with.
fn without_end(shown: &Shown) -> &str {
    shown.as_str().trim_end_matches(['。', '；', '：', '，', ';', ':', ','])
}

/// Where a note's words first stand in a text, in characters.
fn find(text: &Text, note: &Note) -> Option<Range<usize>> {
    let (text, words) = (text.source(), note.on.source());
    let start = text[..text.find(words)?].chars().count();
    Some(start..start + words.chars().count())
}

/// Everything of a notice that its page shows, for one conversion.
fn texts(notice: &Notice) -> Vec<&Text> {
    notice.blocks().into_iter().map(|(_, block)| &block.text).collect()
}

/// The texts of parts in reading order.
pub(super) fn part_texts<'p>(parts: &'p [Part], texts: &mut Vec<&'p Text>) {
    for part in parts {
        match part {
            Part::Prose(block) => texts.push(&block.text),
            Part::Point(point) => {
                texts.push(&point.head.block.text);
                part_texts(&point.parts, texts);
            }
        }
    }
}
