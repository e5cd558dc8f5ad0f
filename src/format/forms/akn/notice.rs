//! A notice as a `statement`: directives are `hcontainer`s with their marker as `num`, points are `point`s, citations
//! `ref`, `mref` and `rref`, editor's notes `note`s in the metadata. It must not know regulations' texts.

use std::collections::BTreeMap;

use super::words::Writer;
use super::{Forms, Identity, NAMESPACE, PUBLISHER};
use crate::format::xml::Document;
use crate::notice::{Block, Directive, Head, Notice, Part, Section};
use crate::page::NoticePage;
use crate::route::Leaf;
use crate::script::{ConvertError, Script, Shown};

impl Forms<'_> {
    pub(in crate::format::forms) fn notice_akn(
        &self,
        page: &NoticePage<'_>,
    ) -> Result<Vec<u8>, ConvertError> {
        let notice = page.notice;
        self.show_notice(notice)?;
        let mut document = Document::dense();
        let mut writer =
            Writer { forms: self, citations: page.citations, own: None, block: 0, ids: BTreeMap::new() };
        let language = self.edition().tag();
        let mut failed = Ok(());
        document.block("akomaNtoso", &[("xmlns", NAMESPACE)], |root| {
            let attributes = [("name", "notice"), ("xml:lang", language)];
            // `statement` takes no language: its parts do.
            root.block("statement", &attributes[..1], |statement| {
                failed = self
                    .notice_meta(statement, notice)
                    .and_then(|()| self.preface(statement, notice, language))
                    .and_then(|()| writer.body(statement, notice, language));
            });
        });
        failed.map(|()| document.into_bytes())
    }

    fn notice_meta(&self, document: &mut Document, notice: &Notice) -> Result<(), ConvertError> {
        let facts = &notice.facts;
        let source = self.show_some(facts.source.as_ref())?;
        let source = source.as_ref().map_or("", Shown::as_str);
        let number = self.show_some(facts.document_number.as_ref())?;
        let mut others =
            vec![("TLCOrganization", "source", "organization/source".to_owned(), source.to_owned())];
        if let Some(convener) = self.show_some(facts.meeting.convener.as_ref())? {
            others.push((
                "TLCPerson",
                "convener",
                "person/convener".to_owned(),
                convener.as_str().to_owned(),
            ));
        }
        let mut result = Ok(());
        document.block("meta", &[], |meta| {
            self.identification(
                meta,
                &Identity {
                    path: "statement",
                    id: notice.id.as_str(),
                    date: facts.published,
                    date_name: "publication",
                    number: number.as_ref().map(Shown::as_str),
                    author: "#source",
                    whole: true,
                    script: facts.script.unwrap_or(Script::Hant),
                    leaf: Leaf::Notice(notice.id.clone()),
                },
            );
            if let Some(date) = facts.meeting.date {
                let date = date.to_string();
                meta.block("workflow", &[("source", PUBLISHER)], |workflow| {
                    let by = if others.len() > 1 { "#convener" } else { "#source" };
                    workflow.single("step", &[("date", &date), ("by", by), ("outcome", "#meeting")]);
                });
                let words = self.show_some(facts.title.as_ref()).ok().flatten();
                let words = words.as_ref().map_or("", Shown::as_str).to_owned();
                others.push(("TLCEvent", "meeting", "event/meeting".to_owned(), words));
            }
            result = self.references(meta, &others).and_then(|()| self.editors_notes(meta, notice));
        });
        result
    }

    fn editors_notes(&self, document: &mut Document, notice: &Notice) -> Result<(), ConvertError> {
        if notice.facts.notes.is_empty() {
            return Ok(());
        }
        let mut shown = Vec::new();
        for note in &notice.facts.notes {
            shown.push((self.show(&note.on)?, self.show(&note.text)?, &note.sources));
        }
        document.block("notes", &[("source", PUBLISHER)], |notes| {
            for (index, (on, text, sources)) in shown.iter().enumerate() {
                let id = format!("note_{}", index + 1);
                notes.block("note", &[("eId", &id), ("marker", &(index + 1).to_string())], |note| {
                    note.paragraph("p", &[], |p| {
                        p.words(&format!("「{}」：{}", on.as_str(), text.as_str()));
                    });
                    for source in *sources {
                        note.paragraph("p", &[], |p| p.inline("a", &[("href", source)], |a| a.words(source)));
                    }
                });
            }
        });
        Ok(())
    }

    fn preface(&self, document: &mut Document, notice: &Notice, language: &str) -> Result<(), ConvertError> {
        let Some(title) = self.show_some(notice.facts.title.as_ref())? else { return Ok(()) };
        let source = self.show_some(notice.facts.source.as_ref())?;
        let date = notice.facts.published.map(|date| date.to_string());
        document.block("preface", &[("xml:lang", language)], |preface| {
            preface.block("longTitle", &[], |long| {
                long.paragraph("p", &[], |p| p.inline("docTitle", &[], |words| words.words(title.as_str())));
            });
            preface.paragraph("p", &[], |p| {
                if let Some(source) = &source {
                    p.inline("docProponent", &[("refersTo", "#source")], |words| {
                        words.words(source.as_str())
                    });
                }
                if let Some(date) = &date {
                    p.words(" ");
                    p.inline("docDate", &[("date", date)], |words| words.words(date));
                }
            });
        });
        Ok(())
    }
}

impl Writer<'_> {
    fn body(&mut self, document: &mut Document, notice: &Notice, language: &str) -> Result<(), ConvertError> {
        let mut result = Ok(());
        document.block("mainBody", &[("xml:lang", language)], |body| {
            result = self.sections(body, notice);
        });
        result
    }

    fn sections(&mut self, document: &mut Document, notice: &Notice) -> Result<(), ConvertError> {
        let mut prose = 0;
        for section in &notice.body {
            match section {
                Section::Prose(blocks) => {
                    for block in blocks {
                        prose += 1;
                        self.text(document, "p", &format!("p_{prose}"), block)?;
                    }
                }
                Section::List(directives) => {
                    for directive in directives {
                        self.directive(document, directive)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn directive(&mut self, document: &mut Document, directive: &Directive) -> Result<(), ConvertError> {
        let id = format!("directive_{}", directive.number);
        let mut result = Ok(());
        document.block("hcontainer", &[("name", "directive"), ("eId", &id)], |item| {
            result = self.item(item, &id, &id, &directive.head, &directive.parts);
        });
        result
    }

    /// The inside of a directive or point. Where nothing follows its head, the head is its content. `directive` is the
    /// `eId` of the directive, in which points are numbered over all levels.
    fn item(
        &mut self,
        document: &mut Document,
        directive: &str,
        id: &str,
        head: &Head,
        parts: &[Part],
    ) -> Result<(), ConvertError> {
        let shown = self.forms.show(&head.block.text)?;
        if head.marker > 0 {
            document.paragraph("num", &[], |num| num.words(shown.slice(0..head.marker).as_str()));
        }
        let length = shown.as_str().chars().count();
        let block = self.next();
        let words = head.marker.min(length)..length;
        if parts.is_empty() {
            document.block("content", &[], |content| {
                content.paragraph("p", &[], |p| self.inline(p, &shown, words, block));
            });
            return Ok(());
        }
        document.paragraph("heading", &[], |heading| self.inline(heading, &shown, words, block));
        let mut prose = 0;
        let points = parts.iter().any(|part| matches!(part, Part::Point(_)));
        if !points {
            let mut result = Ok(());
            document.block("content", &[], |content| {
                result = parts.iter().try_for_each(|part| match part {
                    Part::Prose(block) => {
                        prose += 1;
                        self.text(content, "p", &format!("{id}__p_{prose}"), block)
                    }
                    Part::Point(_) => Ok(()),
                });
            });
            return result;
        }
        for part in parts {
            let mut result = Ok(());
            match part {
                Part::Prose(block) => {
                    prose += 1;
                    let id = format!("{id}__para_{prose}");
                    document.block("paragraph", &[("eId", &id)], |paragraph| {
                        paragraph.block("content", &[], |content| {
                            result = self.text(content, "p", &format!("{id}__p_1"), block);
                        });
                    });
                }
                Part::Point(point) => {
                    let id = format!("{directive}__point_{}", point.number);
                    document.block("point", &[("eId", &id)], |item| {
                        result = self.item(item, directive, &id, &point.head, &point.parts);
                    });
                }
            }
            result?;
        }
        Ok(())
    }

    fn text(
        &mut self,
        document: &mut Document,
        name: &str,
        id: &str,
        block: &Block,
    ) -> Result<(), ConvertError> {
        let shown = self.forms.show(&block.text)?;
        let number = self.next();
        let length = shown.as_str().chars().count();
        document.paragraph(name, &[("eId", id)], |p| self.inline(p, &shown, 0..length, number));
        Ok(())
    }
}
