//! `index.json`: the model of a notice, a directive or a regulation as the edition shows it. What each field means is in
//! the schema that the site publishes (`src/format/schema.json`), which a test holds every form against.

mod regulation;

use jiff::civil::Date;
use serde::Serialize;

use super::Forms;
use crate::citation::{Citation, Pin, Resolution};
use crate::format::data::{self, DifferenceForm};
use crate::notice::{Block, Directive, Head, Note, Notice, Part, Section};
use crate::page::{DirectivePage, NoticePage};
use crate::route::{Fragment, Leaf};
use crate::script::{ConvertError, Report, Script, Shown, Text};
use crate::site::Known;
use crate::site::Linked;

#[derive(Serialize)]
struct NoticeForm<'n> {
    #[serde(rename = "$schema")]
    schema: String,
    kind: &'static str,
    id: &'n str,
    url: String,
    language: &'static str,
    source_language: &'static str,
    authoritative: bool,
    editions: Vec<EditionForm>,
    title: Option<Shown>,
    source: Option<Shown>,
    published: Option<Date>,
    document_number: Option<Shown>,
    meeting: MeetingForm,
    seed: Option<SeedForm<'n>>,
    differences: Vec<DifferenceForm<'n>>,
    body: Vec<SectionForm>,
    citations: Vec<CitationForm>,
    regulations: Vec<RegulationLink<'n>>,
    notes: Vec<NoteForm<'n>>,
    conversion: Option<Report>,
}

#[derive(Serialize)]
struct DirectiveForm<'n> {
    #[serde(rename = "$schema")]
    schema: String,
    kind: &'static str,
    id: String,
    url: String,
    language: &'static str,
    source_language: &'static str,
    authoritative: bool,
    editions: Vec<EditionForm>,
    notice: NoticeLink<'n>,
    directive: DirectiveItem,
    citations: Vec<CitationForm>,
    regulations: Vec<RegulationLink<'n>>,
    notes: Vec<NoteForm<'n>>,
}

/// The same page in another edition.
#[derive(Serialize)]
struct EditionForm {
    language: &'static str,
    url: String,
}

#[derive(Serialize)]
struct MeetingForm {
    date: Option<Date>,
    convener: Option<Shown>,
    attended: Option<Shown>,
}

#[derive(Serialize)]
struct SeedForm<'n> {
    name: &'n str,
    sha256: Option<&'n str>,
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum SectionForm {
    Prose { paragraphs: Vec<ParagraphForm> },
    List { directives: Vec<DirectiveItem> },
}

#[derive(Serialize)]
struct ParagraphForm {
    block: usize,
    text: Shown,
}

#[derive(Serialize)]
struct DirectiveItem {
    number: usize,
    url: String,
    block: usize,
    marker: Option<Shown>,
    heading: Shown,
    parts: Vec<PartForm>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum PartForm {
    Paragraph {
        block: usize,
        text: Shown,
    },
    Point {
        number: usize,
        level: usize,
        url: String,
        block: usize,
        marker: Option<Shown>,
        heading: Shown,
        parts: Vec<Self>,
    },
}

#[derive(Serialize)]
struct CitationForm {
    number: usize,
    url: String,
    block: usize,
    start: usize,
    end: usize,
    quote: Shown,
    name: Shown,
    document_number: Option<Shown>,
    regulation: Option<String>,
    regulation_url: Option<String>,
    registered: bool,
    places: Vec<PlaceForm>,
    directive: Option<usize>,
    point: Option<usize>,
    method: Option<&'static str>,
    reason: Option<&'static str>,
}

/// A place that a citation points to, and whether the regulation has it, where that is known.
#[derive(Serialize)]
struct PlaceForm {
    from: String,
    to: Option<String>,
    found: Option<bool>,
}

#[derive(Serialize)]
struct RegulationLink<'n> {
    id: &'n str,
    name: Shown,
    url: String,
}

#[derive(Serialize)]
struct NoticeLink<'n> {
    id: &'n str,
    title: Shown,
    source: Shown,
    published: Date,
    url: String,
}

#[derive(Serialize)]
struct NoteForm<'n> {
    on: Shown,
    text: Shown,
    sources: Vec<&'n str>,
}

/// Blocks of a page with their numbers in the notice, from 1, as citations count them.
struct Blocks {
    next: usize,
}

impl Blocks {
    const fn next(&mut self) -> usize {
        self.next += 1;
        self.next
    }
}

impl Forms<'_> {
    pub(super) fn notice_json(&self, page: &NoticePage<'_>) -> Result<Vec<u8>, ConvertError> {
        let notice = page.notice;
        let facts = &notice.facts;
        self.show_notice(notice)?;
        let script = facts.script.unwrap_or(Script::Hant);
        let leaf = Leaf::Notice(notice.id.clone());
        let form = NoticeForm {
            schema: self.schema(),
            kind: "notice",
            id: notice.id.as_str(),
            url: self.url(leaf.clone()),
            language: self.edition().tag(),
            source_language: script.tag(),
            authoritative: self.is_source(script),
            editions: self.editions(&leaf),
            title: self.show_some(facts.title.as_ref())?,
            source: self.show_some(facts.source.as_ref())?,
            published: facts.published,
            document_number: self.show_some(facts.document_number.as_ref())?,
            meeting: MeetingForm {
                date: facts.meeting.date,
                convener: self.show_some(facts.meeting.convener.as_ref())?,
                attended: self.show_some(facts.meeting.attended.as_ref())?,
            },
            seed: facts.seed.as_deref().map(|name| SeedForm {
                name,
                sha256: facts.sha256.as_deref(),
                url: data::seed(self.config, notice).map(|route| route.url(&self.config.base_url)),
            }),
            differences: DifferenceForm::all(&facts.differences),
            body: self.sections(notice)?,
            citations: self.citations(notice, page.citations.iter().enumerate().map(|(i, c)| (i + 1, c)))?,
            regulations: self.regulation_links(&page.cited)?,
            notes: facts.notes.iter().map(|note| self.note(note)).collect::<Result<_, _>>()?,
            conversion: self.conversion(notice, script)?,
        };
        Ok(written(&form))
    }

    pub(super) fn directive_json(&self, page: &DirectivePage<'_>) -> Result<Vec<u8>, ConvertError> {
        let leaf = Leaf::Directive(page.card.id.clone(), page.directive.number);
        let mut blocks = Blocks { next: page.first_block + page.before.len() };
        let mut texts: Vec<&Text> = page.before.iter().map(|block| &block.text).collect();
        texts.push(&page.directive.head.block.text);
        super::text::push_parts(&page.directive.parts, &mut texts);
        texts.extend(page.after.iter().map(|block| &block.text));
        let form = DirectiveForm {
            schema: self.schema(),
            kind: "directive",
            id: format!("{}/{}", page.card.id, page.directive.number),
            url: self.url(leaf.clone()),
            language: self.edition().tag(),
            source_language: page.script.tag(),
            authoritative: self.is_source(page.script),
            editions: self.editions(&leaf),
            notice: self.notice_link(&page.card)?,
            directive: self.directive(page.card.id, page.directive, &mut blocks)?,
            citations: page
                .citations
                .iter()
                .map(|(number, linked)| {
                    let text = texts.get(linked.citation.block.wrapping_sub(page.first_block));
                    self.citation(page.card.id, *number, linked, text.copied(), page.script)
                })
                .collect::<Result<_, _>>()?,
            regulations: self.regulation_links(&page.cited)?,
            notes: page.notes.iter().map(|note| self.note(note)).collect::<Result<_, _>>()?,
        };
        Ok(written(&form))
    }

    fn schema(&self) -> String {
        data::schema().url(&self.config.base_url)
    }

    fn editions(&self, leaf: &Leaf) -> Vec<EditionForm> {
        let form = |&edition: &crate::script::Edition| EditionForm {
            language: edition.tag(),
            url: crate::route::Route::Page(edition, leaf.clone()).url(&self.config.base_url),
        };
        self.config.editions.iter().map(form).collect()
    }

    fn conversion(&self, notice: &Notice, script: Script) -> Result<Option<Report>, ConvertError> {
        if self.is_source(script) || !self.config.conversion_report {
            return Ok(None);
        }
        let blocks = notice.blocks();
        let title = notice.facts.title.iter();
        let texts: Vec<&Text> = title.chain(blocks.iter().map(|(_, block)| &block.text)).collect();
        self.desk.report(&texts).map(Some)
    }

    fn sections(&self, notice: &Notice) -> Result<Vec<SectionForm>, ConvertError> {
        let mut blocks = Blocks { next: 0 };
        let mut sections = Vec::new();
        for section in &notice.body {
            sections.push(match section {
                Section::Prose(prose) => {
                    let paragraph = |block: &Block| self.paragraph(block, &mut blocks);
                    SectionForm::Prose { paragraphs: prose.iter().map(paragraph).collect::<Result<_, _>>()? }
                }
                Section::List(list) => {
                    let directive =
                        |directive: &Directive| self.directive(&notice.id, directive, &mut blocks);
                    SectionForm::List { directives: list.iter().map(directive).collect::<Result<_, _>>()? }
                }
            });
        }
        Ok(sections)
    }

    fn paragraph(&self, block: &Block, blocks: &mut Blocks) -> Result<ParagraphForm, ConvertError> {
        Ok(ParagraphForm { block: blocks.next(), text: self.show(&block.text)? })
    }

    fn directive(
        &self,
        notice: &crate::notice::NoticeId,
        directive: &Directive,
        blocks: &mut Blocks,
    ) -> Result<DirectiveItem, ConvertError> {
        let url = self.url(Leaf::Directive(notice.clone(), directive.number));
        let block = blocks.next();
        let (marker, heading) = self.head(&directive.head)?;
        let parts = self.parts(&url, &directive.parts, blocks)?;
        Ok(DirectiveItem { number: directive.number, url, block, marker, heading, parts })
    }

    /// Marker and topic sentence, apart.
    fn head(&self, head: &Head) -> Result<(Option<Shown>, Shown), ConvertError> {
        let shown = self.show(&head.block.text)?;
        let marker = (head.marker > 0).then(|| shown.slice(0..head.marker));
        let heading = if head.marker > 0 { shown.slice(head.marker..usize::MAX) } else { shown };
        Ok((marker, heading))
    }

    fn parts(&self, page: &str, parts: &[Part], blocks: &mut Blocks) -> Result<Vec<PartForm>, ConvertError> {
        let mut forms = Vec::new();
        for part in parts {
            forms.push(match part {
                Part::Prose(block) => {
                    PartForm::Paragraph { block: blocks.next(), text: self.show(&block.text)? }
                }
                Part::Point(point) => {
                    let block = blocks.next();
                    let (marker, heading) = self.head(&point.head)?;
                    let url = format!("{page}#{}", Fragment::Point(point.number).id());
                    let parts = self.parts(page, &point.parts, blocks)?;
                    PartForm::Point {
                        number: point.number,
                        level: point.level,
                        url,
                        block,
                        marker,
                        heading,
                        parts,
                    }
                }
            });
        }
        Ok(forms)
    }

    fn citations<'c>(
        &self,
        notice: &Notice,
        citations: impl Iterator<Item = (usize, &'c Linked)>,
    ) -> Result<Vec<CitationForm>, ConvertError> {
        let blocks = notice.blocks();
        let script = notice.facts.script.unwrap_or(Script::Hant);
        citations
            .map(|(number, linked)| {
                let text = blocks.get(linked.citation.block).map(|(_, block)| &block.text);
                self.citation(&notice.id, number, linked, text, script)
            })
            .collect()
    }

    fn citation(
        &self,
        notice: &crate::notice::NoticeId,
        number: usize,
        linked: &Linked,
        text: Option<&Text>,
        script: Script,
    ) -> Result<CitationForm, ConvertError> {
        let Linked { citation, regulation } = linked;
        let mention = &citation.mention;
        let quote = self.show_some(text)?.map(|shown| shown.slice(mention.span.clone()));
        let method = match &citation.resolution {
            Resolution::Resolved { method, .. } => Some(method.name()),
            Resolution::Open(_) => None,
        };
        let own = |words: &str| self.show(&Text::new(words, script));
        Ok(CitationForm {
            number,
            url: self.citation_url(notice, citation, number),
            block: citation.block + 1,
            start: mention.span.start,
            end: mention.span.end,
            quote: match quote {
                Some(quote) => quote,
                None => own(&mention.name)?,
            },
            name: own(&mention.name)?,
            document_number: mention.number.as_deref().map(own).transpose()?,
            regulation: regulation.as_ref().map(ToString::to_string),
            regulation_url: regulation.as_ref().map(|id| self.regulation_url(id)),
            registered: method.is_some(),
            places: places(citation),
            directive: citation.place.directive,
            point: citation.place.point,
            method,
            reason: citation.reason_name(),
        })
    }

    fn regulation_links<'n>(
        &self,
        regulations: &[Known<'n>],
    ) -> Result<Vec<RegulationLink<'n>>, ConvertError> {
        let link = |known: &Known<'n>| {
            let regulation = known.regulation;
            Ok(RegulationLink {
                id: regulation.id.as_str(),
                name: self.show(&regulation.name)?,
                url: self.regulation_url(&regulation.id),
            })
        };
        regulations.iter().map(link).collect()
    }

    fn notice_link<'n>(&self, card: &crate::page::Card<'n>) -> Result<NoticeLink<'n>, ConvertError> {
        let facts = &card.facts;
        Ok(NoticeLink {
            id: card.id.as_str(),
            title: self.show_other(facts.title, facts.terms)?,
            source: self.show_other(facts.source, facts.terms)?,
            published: facts.published,
            url: self.url(Leaf::Notice(card.id.clone())),
        })
    }

    fn note<'n>(&self, note: &'n Note) -> Result<NoteForm<'n>, ConvertError> {
        Ok(NoteForm {
            on: self.show(&note.on)?,
            text: self.show(&note.text)?,
            sources: note.sources.iter().map(|source| &**source).collect(),
        })
    }
}

fn places(citation: &Citation) -> Vec<PlaceForm> {
    let place = |(pin, found): (&Pin, Option<bool>)| PlaceForm {
        from: pin.from.to_string(),
        to: pin.to.map(|to| to.to_string()),
        found,
    };
    citation.found().map(place).collect()
}

/// One line: a tool shows it in many. Writing to memory cannot fail.
fn written(form: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(form).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
