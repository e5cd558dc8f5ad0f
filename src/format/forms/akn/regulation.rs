//! A regulation: an `act` where its text is held and it is one, a `doc` otherwise. Articles, paragraphs, points and items
//! have the `eId`s that citations use; divisions nest as in the text. Where the text is not held, the body is the facts.

use std::collections::BTreeMap;

use super::words::Writer;
use super::{Forms, Identity, NAMESPACE, PUBLISHER, division_name};
use crate::citation::division_label;
use crate::format::xml::Document;
use crate::page::RegulationPage;
use crate::regulation::{
    Article, ArticleNumber, Division, DivisionKind, FactKind, Held, Kind, Paragraph, Point, Regulation,
};
use crate::route::Leaf;
use crate::script::{ConvertError, Text};

impl Forms<'_> {
    pub(in crate::format::forms) fn regulation_akn(
        &self,
        page: &RegulationPage<'_>,
    ) -> Result<Vec<u8>, ConvertError> {
        let regulation = page.regulation.regulation;
        let mut writer = Writer {
            forms: self,
            citations: page.citations,
            own: Some(&regulation.id),
            block: 0,
            ids: BTreeMap::new(),
        };
        let is_act = matches!(
            regulation.kind,
            Kind::Law | Kind::Regulation | Kind::LocalRegulation | Kind::Measure | Kind::Unknown
        );
        let held =
            regulation.held.as_ref().filter(|held| !held.articles.is_empty() || !held.outline.is_empty());
        let kind = super::super::kind_name(regulation.kind);
        let (element, body) = if is_act && held.is_some() { ("act", "body") } else { ("doc", "mainBody") };
        let language = self.edition().tag();
        let mut document = Document::dense();
        let mut result = Ok(());
        document.block("akomaNtoso", &[("xmlns", NAMESPACE)], |root| {
            root.block(element, &[("name", kind)], |all| {
                result = self
                    .regulation_meta(all, regulation, element, kind)
                    .and_then(|()| writer.regulation_preface(all, regulation, language))
                    .and_then(|()| writer.regulation_body(all, regulation, body, language));
            });
        });
        result.map(|()| document.into_bytes())
    }

    fn regulation_meta(
        &self,
        document: &mut Document,
        regulation: &Regulation,
        element: &str,
        kind: &str,
    ) -> Result<(), ConvertError> {
        let number = self.show_some(regulation.number.as_ref())?;
        let made = |kind: FactKind| regulation.facts.iter().find(|fact| fact.kind == kind);
        let of = [FactKind::Passed, FactKind::Issued, FactKind::Approved, FactKind::InForce];
        let date = of.iter().find_map(|&kind| Some((kind, made(kind)?.date?)));
        let by = [FactKind::Passed, FactKind::DrawnUp, FactKind::Issued, FactKind::Approved];
        let author = by.iter().find_map(|&kind| made(kind)?.value.as_ref());
        // The schema wants a maker; who publishes the site is none.
        let author = match self.show_some(author)? {
            Some(author) => author.as_str().to_owned(),
            None => "—".to_owned(),
        };
        let others = [("TLCOrganization", "author", "organization/author".to_owned(), author)];
        let mut result = Ok(());
        document.block("meta", &[], |meta| {
            self.identification(
                meta,
                &Identity {
                    path: element,
                    id: regulation.id.as_str(),
                    date: date.map(|(_, date)| date),
                    date_name: date.map_or(kind, |(kind, _)| super::super::fact_name(kind)),
                    number: number.as_ref().map(|number| number.as_str()),
                    author: "#author",
                    whole: regulation.held.is_some(),
                    script: regulation.script(),
                    leaf: Leaf::Regulation(regulation.id.clone()),
                },
            );
            let events: Vec<(String, &str)> = regulation
                .facts
                .iter()
                .filter_map(|fact| {
                    let event = match fact.kind {
                        FactKind::Passed | FactKind::Issued => "generation",
                        FactKind::Amended => "amendment",
                        FactKind::Repealed => "repeal",
                        _ => return None,
                    };
                    Some((fact.date?.to_string(), event))
                })
                .collect();
            if !events.is_empty() {
                meta.block("lifecycle", &[("source", PUBLISHER)], |cycle| {
                    for (date, event) in &events {
                        cycle.single("eventRef", &[("date", date), ("source", PUBLISHER), ("type", event)]);
                    }
                });
            }
            result = self.references(meta, &others);
        });
        result
    }
}

impl Writer<'_> {
    fn regulation_preface(
        &mut self,
        document: &mut Document,
        regulation: &Regulation,
        language: &str,
    ) -> Result<(), ConvertError> {
        let name = self.forms.show(&regulation.name)?;
        let number = self.forms.show_some(regulation.number.as_ref())?;
        let history = regulation.held.as_ref().map_or(&[][..], |held| &held.history);
        let history = self.forms.show_list(history)?;
        document.block("preface", &[("xml:lang", language)], |preface| {
            preface.block("longTitle", &[], |long| {
                long.paragraph("p", &[], |p| p.inline("docTitle", &[], |words| words.words(name.as_str())));
            });
            if let Some(number) = &number {
                preface.paragraph("p", &[], |p| {
                    p.inline("docNumber", &[], |words| words.words(number.as_str()));
                });
            }
            for line in &history {
                preface.paragraph("p", &[], |p| p.words(line.as_str()));
            }
        });
        let before = regulation.held.as_ref().map_or(&[][..], |held| &held.preamble);
        let mut result = Ok(());
        if !before.is_empty() {
            document.block("preamble", &[("xml:lang", language)], |preamble| {
                result = self.held_texts(preamble, before);
            });
        }
        result
    }

    /// Texts as paragraphs, with what they cite.
    fn held_texts(&mut self, document: &mut Document, texts: &[Text]) -> Result<(), ConvertError> {
        texts.iter().try_for_each(|text| self.held_text(document, text))
    }

    fn held_text(&mut self, document: &mut Document, text: &Text) -> Result<(), ConvertError> {
        let shown = self.forms.show(text)?;
        let number = self.next();
        let length = shown.as_str().chars().count();
        document.paragraph("p", &[], |p| self.inline(p, &shown, 0..length, number));
        Ok(())
    }

    fn regulation_body(
        &mut self,
        document: &mut Document,
        regulation: &Regulation,
        name: &str,
        language: &str,
    ) -> Result<(), ConvertError> {
        let mut result = Ok(());
        document.block(name, &[("xml:lang", language)], |body| {
            result = match &regulation.held {
                Some(held) if !held.articles.is_empty() || !held.outline.is_empty() => self.law(body, held),
                Some(held) if !held.preamble.is_empty() => {
                    // All of it stands in the preamble.
                    body.paragraph("p", &[], |_| {});
                    Ok(())
                }
                _ => self.known(body, regulation),
            };
        });
        result?;
        let annex = regulation.held.as_ref().map_or(&[][..], |held| &held.annex);
        if annex.is_empty() {
            return Ok(());
        }
        let mut result = Ok(());
        document.block("conclusions", &[("xml:lang", language)], |all| result = self.held_texts(all, annex));
        result
    }

    /// What is known of a document whose text is not held: its facts, a line each.
    fn known(&mut self, document: &mut Document, regulation: &Regulation) -> Result<(), ConvertError> {
        let mut lines = Vec::new();
        for fact in &regulation.facts {
            let mut words: Vec<String> = fact.date.iter().map(ToString::to_string).collect();
            for text in fact.value.iter().chain(&fact.items) {
                words.push(self.forms.show(text)?.as_str().to_owned());
            }
            lines.push((super::super::fact_name(fact.kind), words.join("；")));
        }
        if lines.is_empty() {
            lines.push(("name", self.forms.show(&regulation.name)?.as_str().to_owned()));
        }
        for (name, words) in lines {
            document.paragraph("block", &[("name", name)], |block| block.words(&words));
        }
        Ok(())
    }

    /// Divisions and articles, nested.
    fn law(&mut self, document: &mut Document, held: &Held) -> Result<(), ConvertError> {
        let end = held.articles.len();
        let mut rest = held.outline.as_slice();
        let mut next = 0;
        self.level(document, held, &mut rest, "", None, &mut next, end)
    }

    /// What stands inside one division, or in none: articles up to the next division, then that, and so on.
    #[expect(clippy::too_many_arguments, reason = "the place in a text that is read once, from start to end")]
    fn level(
        &mut self,
        document: &mut Document,
        held: &Held,
        rest: &mut &[Division],
        prefix: &str,
        around: Option<DivisionKind>,
        next: &mut usize,
        end: usize,
    ) -> Result<(), ConvertError> {
        loop {
            let ahead: &[Division] = rest;
            let inner = ahead.first().filter(|division| around.is_none_or(|around| division.kind > around));
            let until = inner.map_or(end, |division| division.articles.start.min(end)).max(*next);
            for article in held.articles[..until].iter().skip(*next) {
                self.akn_article(document, article)?;
            }
            *next = until;
            let Some(division) = inner else { return Ok(()) };
            *rest = &ahead[1..];
            self.division(document, held, division, rest, prefix, next)?;
        }
    }

    fn division(
        &mut self,
        document: &mut Document,
        held: &Held,
        division: &Division,
        rest: &mut &[Division],
        prefix: &str,
        next: &mut usize,
    ) -> Result<(), ConvertError> {
        let own = format!("{}_{}", division_label(division.kind), division.number);
        let eid = if prefix.is_empty() { own } else { format!("{prefix}__{own}") };
        let eid = self.unique(eid);
        let name = self.forms.show(&division.name)?;
        let heading = self.forms.show(&division.heading)?;
        // The heading begins with the number: 第一章　總則.
        let number = heading.as_str().strip_suffix(name.as_str()).map_or("", str::trim).to_owned();
        let text = &division.text;
        let mut result = Ok(());
        document.block(division_name(division.kind), &[("eId", &eid)], |element| {
            if !number.is_empty() {
                element.paragraph("num", &[], |num| num.words(&number));
            }
            let words = if number.is_empty() { heading.as_str() } else { name.as_str() };
            element.paragraph("heading", &[], |heading| heading.words(words));
            let empty =
                division.articles.is_empty() && rest.first().is_none_or(|inner| inner.kind <= division.kind);
            if empty {
                element.block("content", &[], |content| {
                    result = self.held_texts(content, text);
                    if text.is_empty() {
                        content.paragraph("p", &[], |_| {});
                    }
                });
                return;
            }
            if !text.is_empty() {
                element.block("intro", &[], |intro| result = self.held_texts(intro, text));
            }
            let end = division.articles.end;
            result = std::mem::replace(&mut result, Ok(()))
                .and_then(|()| self.level(element, held, rest, &eid, Some(division.kind), next, end));
        });
        result
    }

    fn akn_article(&mut self, document: &mut Document, article: &Article) -> Result<(), ConvertError> {
        let eid = self.unique(article_id(article.number));
        let label = self.forms.show(&article.label)?;
        let title = self.forms.show_some(article.title.as_ref())?;
        let mut result = Ok(());
        document.block("article", &[("eId", &eid)], |element| {
            element.paragraph("num", &[], |num| num.words(label.as_str()));
            if let Some(title) = &title {
                element.paragraph("heading", &[], |heading| heading.words(title.as_str()));
            }
            for (number, paragraph) in article.numbered() {
                let eid = match number {
                    Some(number) => self.unique(format!("{eid}__para_{number}")),
                    None => self.unique(format!("{eid}__para")),
                };
                result = std::mem::replace(&mut result, Ok(()))
                    .and_then(|()| self.akn_paragraph(element, &eid, paragraph));
            }
        });
        result
    }

    fn akn_paragraph(
        &mut self,
        document: &mut Document,
        eid: &str,
        paragraph: &Paragraph,
    ) -> Result<(), ConvertError> {
        let mut result = Ok(());
        document.block("paragraph", &[("eId", eid)], |element| {
            result = self.text_and_points(element, eid, "point", &paragraph.text, &paragraph.points);
        });
        result
    }

    /// Words, and what is numbered below them.
    fn text_and_points(
        &mut self,
        document: &mut Document,
        eid: &str,
        below: &str,
        text: &Text,
        points: &[Point],
    ) -> Result<(), ConvertError> {
        let name = if points.is_empty() { "content" } else { "intro" };
        if points.is_empty() || !text.source().is_empty() {
            let mut result = Ok(());
            document.block(name, &[], |content| result = self.held_text(content, text));
            result?;
        } else {
            self.next();
        }
        for point in points {
            let label = self.forms.show(&point.label)?;
            let eid = format!("{eid}__{below}_{}", point.number);
            let mut result = Ok(());
            // AKN has no `item` in a hierarchy: 目 is an `indent` there.
            let element = if below == "point" { "point" } else { "indent" };
            document.block(element, &[("eId", &eid)], |inner| {
                inner.paragraph("num", &[], |num| num.words(label.as_str()));
                result = self.text_and_points(inner, &eid, "item", &point.text, &point.items);
            });
            result?;
        }
        Ok(())
    }
}

fn article_id(number: ArticleNumber) -> String {
    format!("art_{number}")
}
