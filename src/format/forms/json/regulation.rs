//! `index.json` of a regulation: its facts, its text where that is held, and every citation of it. It must not know notices
//! beyond the sentence that cites.

use jiff::civil::Date;
use serde::Serialize;

use super::{EditionForm, NoticeLink, PlaceForm, places, written};
use crate::citation::Resolution;
use crate::format::forms::{Forms, akn, fact_name, kind_name};
use crate::page::{CitedNotice, RegulationPage};
use crate::regulation::{Article, Held, Point, Regulation};
use crate::route::{Fragment, Leaf};
use crate::script::{ConvertError, Shown, Text};
use crate::site::Linked;

#[derive(Serialize)]
struct RegulationForm<'n> {
    #[serde(rename = "$schema")]
    schema: String,
    kind: &'static str,
    id: &'n str,
    url: String,
    language: &'static str,
    source_language: &'static str,
    authoritative: bool,
    editions: Vec<EditionForm>,
    name: Shown,
    number: Option<Shown>,
    document_kind: &'static str,
    registered: bool,
    repealed: bool,
    aliases: Vec<Shown>,
    articles: Option<u32>,
    facts: Vec<FactForm<'n>>,
    note: Option<Shown>,
    text: Option<HeldForm>,
    cited_by: Vec<CitingForm<'n>>,
}

#[derive(Serialize)]
struct FactForm<'n> {
    fact: &'static str,
    date: Option<Date>,
    value: Option<Shown>,
    items: Vec<Shown>,
    sources: Vec<&'n str>,
}

#[derive(Serialize)]
struct HeldForm {
    history: Vec<Shown>,
    preamble: Vec<Shown>,
    divisions: Vec<DivisionForm>,
    articles: Vec<ArticleForm>,
    annex: Vec<Shown>,
    citations: Vec<OwnCitation>,
}

/// What the text cites, in reading order.
#[derive(Serialize)]
struct OwnCitation {
    /// The number of the article it stands in; null outside the articles.
    article: Option<String>,
    quote: Shown,
    name: Shown,
    regulation: Option<String>,
    regulation_url: Option<String>,
    registered: bool,
    places: Vec<PlaceForm>,
    method: Option<&'static str>,
    reason: Option<&'static str>,
}

/// A division: its heading, what stands under it and in no article, and which articles stand in it, as indices from 0, the
/// end excluded.
#[derive(Serialize)]
struct DivisionForm {
    level: &'static str,
    number: String,
    heading: Shown,
    text: Vec<Shown>,
    first_article: usize,
    end_article: usize,
}

#[derive(Serialize)]
struct ArticleForm {
    number: String,
    url: String,
    label: Shown,
    title: Option<Shown>,
    paragraphs: Vec<LawParagraph>,
}

#[derive(Serialize)]
struct LawParagraph {
    text: Shown,
    points: Vec<LawPoint>,
}

#[derive(Serialize)]
struct LawPoint {
    number: u32,
    label: Shown,
    text: Shown,
    items: Vec<Self>,
}

#[derive(Serialize)]
struct CitingForm<'n> {
    notice: NoticeLink<'n>,
    citations: Vec<QuoteForm>,
}

#[derive(Serialize)]
struct QuoteForm {
    number: usize,
    url: String,
    directive: Option<usize>,
    sentence: Shown,
    places: Vec<PlaceForm>,
}

impl Forms<'_> {
    pub(in crate::format::forms) fn regulation_json(
        &self,
        page: &RegulationPage<'_>,
    ) -> Result<Vec<u8>, ConvertError> {
        let regulation = page.regulation.regulation;
        let leaf = Leaf::Regulation(regulation.id.clone());
        let form = RegulationForm {
            schema: self.schema(),
            kind: "regulation",
            id: regulation.id.as_str(),
            url: self.url(leaf.clone()),
            language: self.edition().tag(),
            source_language: regulation.script().tag(),
            authoritative: self.is_source(regulation.script()),
            editions: self.editions(&leaf),
            name: self.show(&regulation.name)?,
            number: self.show_some(regulation.number.as_ref())?,
            document_kind: kind_name(regulation.kind),
            registered: !regulation.stub,
            repealed: regulation.repeal(None).is_some(),
            aliases: self.show_list(&regulation.aliases)?,
            articles: regulation.articles,
            facts: self.facts(regulation)?,
            note: self.show_some(regulation.note.as_ref())?,
            text: regulation.held.as_ref().map(|held| self.held(page, held)).transpose()?,
            cited_by: page.cited_by.iter().map(|cited| self.citing(cited)).collect::<Result<_, _>>()?,
        };
        Ok(written(&form))
    }

    fn facts<'n>(&self, regulation: &'n Regulation) -> Result<Vec<FactForm<'n>>, ConvertError> {
        let form = |fact: &'n crate::regulation::Fact| {
            Ok(FactForm {
                fact: fact_name(fact.kind),
                date: fact.date,
                value: self.show_some(fact.value.as_ref())?,
                items: self.show_list(&fact.items)?,
                sources: fact.sources.iter().map(|source| &**source).collect(),
            })
        };
        regulation.facts.iter().map(form).collect()
    }

    fn held(&self, page: &RegulationPage<'_>, held: &Held) -> Result<HeldForm, ConvertError> {
        let regulation = page.regulation.regulation;
        let divisions = held.outline.iter().map(|division| {
            Ok(DivisionForm {
                level: akn::division_name(division.kind),
                number: division.number.to_string(),
                heading: self.show(&division.heading)?,
                text: self.show_list(&division.text)?,
                first_article: division.articles.start,
                end_article: division.articles.end,
            })
        });
        Ok(HeldForm {
            history: self.show_list(&held.history)?,
            preamble: self.show_list(&held.preamble)?,
            divisions: divisions.collect::<Result<_, ConvertError>>()?,
            articles: held
                .articles
                .iter()
                .map(|article| self.article(regulation, article))
                .collect::<Result<_, _>>()?,
            annex: self.show_list(&held.annex)?,
            citations: self.own_citations(page, held)?,
        })
    }

    fn own_citations(
        &self,
        page: &RegulationPage<'_>,
        held: &Held,
    ) -> Result<Vec<OwnCitation>, ConvertError> {
        let texts = held.texts();
        let form = |Linked { citation, regulation }: &Linked| {
            let (article, text) = texts.get(citation.block)?;
            let mention = &citation.mention;
            let quote = self.show(text).map(|shown| shown.slice(mention.span.clone()));
            let name = self.show(&Text::new(&*mention.name, text.script()));
            let method = match &citation.resolution {
                Resolution::Resolved { method, .. } => Some(method.name()),
                Resolution::Open(_) => None,
            };
            Some(quote.and_then(|quote| {
                Ok(OwnCitation {
                    article: article.map(|index| held.articles[index].number.to_string()),
                    quote,
                    name: name?,
                    regulation: regulation.as_ref().map(ToString::to_string),
                    regulation_url: regulation.as_ref().map(|id| self.regulation_url(id)),
                    registered: method.is_some(),
                    places: places(citation),
                    method,
                    reason: citation.reason_name(),
                })
            }))
        };
        page.citations.iter().filter_map(form).collect()
    }

    fn article(&self, regulation: &Regulation, article: &Article) -> Result<ArticleForm, ConvertError> {
        let paragraph = |paragraph: &crate::regulation::Paragraph| {
            Ok(LawParagraph {
                text: self.show(&paragraph.text)?,
                points: paragraph
                    .points
                    .iter()
                    .map(|point| self.law_point(point))
                    .collect::<Result<_, _>>()?,
            })
        };
        let fragment = Fragment::Article(article.number);
        Ok(ArticleForm {
            number: article.number.to_string(),
            url: format!("{}#{}", self.regulation_url(&regulation.id), fragment.id()),
            label: self.show(&article.label)?,
            title: self.show_some(article.title.as_ref())?,
            paragraphs: article.paragraphs.iter().map(paragraph).collect::<Result<_, ConvertError>>()?,
        })
    }

    fn law_point(&self, point: &Point) -> Result<LawPoint, ConvertError> {
        Ok(LawPoint {
            number: point.number,
            label: self.show(&point.label)?,
            text: self.show(&point.text)?,
            items: point.items.iter().map(|item| self.law_point(item)).collect::<Result<_, _>>()?,
        })
    }

    fn citing<'n>(&self, cited: &CitedNotice<'n>) -> Result<CitingForm<'n>, ConvertError> {
        let quote = |quote: &crate::page::Quote<'_>| {
            Ok(QuoteForm {
                number: quote.number,
                url: self.citation_url(cited.card.id, &quote.citation, quote.number),
                directive: quote.citation.place.directive,
                sentence: self.show_other(&quote.sentence.text, cited.card.facts.terms)?,
                places: places(&quote.citation),
            })
        };
        Ok(CitingForm {
            notice: self.notice_link(&cited.card)?,
            citations: cited.citations.iter().map(quote).collect::<Result<_, ConvertError>>()?,
        })
    }
}
