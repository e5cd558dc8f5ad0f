//! A Word file becomes its lines, with the numbers that Word shows before numbered paragraphs, and its footnotes behind
//! them. It must not know what a notice is.

mod numbering;
mod run;
mod styles;
mod symbols;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::rows::Row;
use super::shifted::Shift;
use super::{LeftKind, Undecodable, Words};
use numbering::Numbering;
use run::Run;
use styles::Styles;

/// No part of a Word file is read beyond so many bytes: a small file may unfold to anything.
const MOST: u64 = 64 << 20;

/// The paragraphs of a Word file, one a line, cells of a row apart by a wide gap.
pub(super) fn text(bytes: &[u8]) -> Result<Words, Undecodable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Undecodable::Broken)?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(Undecodable::Binary)?;
    let styles = part(&mut archive, "word/styles.xml")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let numbering = part(&mut archive, "word/numbering.xml")?.map(|xml| Numbering::read(&xml, &styles));
    let mut walk = Walk::new(&styles, numbering.unwrap_or_default());
    walk.read(&document).ok_or(Undecodable::Broken)?;
    let mut text = std::mem::take(&mut walk.out);
    let marks = std::mem::take(&mut walk.marks);
    if !marks.is_empty() {
        for name in ["word/footnotes.xml", "word/endnotes.xml"] {
            if let Some(xml) = part(&mut archive, name)? {
                walk.read(&xml).ok_or(Undecodable::Broken)?;
            }
        }
    }
    for (mark, note) in marks {
        if let Some(words) = walk.notes.get(&note).map(|words| words.trim()).filter(|words| !words.is_empty())
        {
            text.push_str(&mark);
            text.push_str(words);
            text.push('\n');
        }
    }
    // XML has no zeros, though its reader lets them pass.
    if text.contains('\0') {
        Err(Undecodable::Broken)
    } else {
        Ok(Words { text, left: walk.shown.left, ..Words::default() })
    }
}

/// A part of the file; `None` where there is none. One that is cut short is broken: half a text is none.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Undecodable> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut xml = Vec::new();
    let length = file.take(MOST + 1).read_to_end(&mut xml).map_err(|_| Undecodable::Broken)?;
    if length as u64 > MOST {
        return Err(Undecodable::Broken);
    }
    String::from_utf8(xml).map(Some).map_err(|_| Undecodable::Broken)
}

/// A footnote or an endnote: which of the two, and its number in the file.
type Note = (String, String);

/// The way through a part of the file.
struct Walk<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    out: String,
    /// The notes that the text refers to, in its order, each with the mark that it shows.
    marks: Vec<(String, Note)>,
    /// The words of the notes.
    notes: HashMap<Note, String>,
    /// The words that the open paragraph shows, and what was left out so far.
    shown: Words,
    /// Those of it that are hidden, and those that were struck out.
    hidden: String,
    deleted: String,
    paragraph: Paragraph,
    run: Run,
    /// The rows that are open, one in a cell of the other.
    rows: Vec<Row>,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

impl<'s> Walk<'s> {
    fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            out: String::new(),
            marks: Vec::new(),
            notes: HashMap::new(),
            shown: Words::default(),
            hidden: String::new(),
            deleted: String::new(),
            paragraph: Paragraph::default(),
            run: Run::default(),
            rows: Vec::new(),
        }
    }

    /// Reads a part; `None` where it is broken.
    fn read(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        // What text would be of: shown or struck out.
        let (mut in_text, mut in_deleted) = (false, false);
        // Inside what is not shown: text that was moved away, a copy for old programs, properties as they were before.
        let mut outside = 0_usize;
        // The properties of a paragraph have some of its end mark's too.
        let mut in_properties = false;
        let mut note = None;
        loop {
            match reader.read_event().ok()? {
                Event::Eof => break,
                Event::Start(start) => {
                    depth += 1;
                    match start.local_name().as_ref() {
                        "p" if outside == 0 => {
                            self.paragraph = Paragraph::default();
                        }
                        "pPr" => in_properties = true,
                        "r" => self.run.begin(self.styles, self.paragraph.style.as_deref()),
                        "sup" => self.run.raise(Shift::Above),
                        "sub" => self.run.raise(Shift::Below),
                        "num" | "den" if outside == 0 => self.run.begin_part(&self.shown),
                        "checkBox" => self.run.begin_box(),
                        "t" => in_text = true,
                        "delText" => in_deleted = true,
                        name if is_outside(name) => outside += 1,
                        "tr" => {
                            self.rows.last_mut().into_iter().for_each(Row::frame);
                            self.rows.push(Row::default());
                        }
                        "tc" => self.rows.last_mut().into_iter().for_each(Row::open),
                        "footnote" | "endnote" => {
                            let id = attribute(&start, "id").unwrap_or_default();
                            note = Some((start.local_name().as_ref().to_owned(), id));
                            self.out.clear();
                        }
                        _ if outside == 0 => self.property(&start, in_properties),
                        _ => {}
                    }
                }
                Event::Empty(start) if outside == 0 => self.property(&start, in_properties),
                Event::Text(text) if in_text || in_deleted => {
                    self.push(&text.xml_content(XmlVersion::Implicit1_0), in_deleted, outside);
                }
                Event::GeneralRef(reference) if in_text || in_deleted => {
                    match reference.resolve_char_ref().ok().flatten() {
                        Some(c) => self.push(c.encode_utf8(&mut [0; 4]), in_deleted, outside),
                        None => {
                            let words = quick_xml::escape::resolve_predefined_entity(&reference);
                            self.push(words.unwrap_or_default(), in_deleted, outside);
                        }
                    }
                }
                Event::End(end) => {
                    depth = depth.checked_sub(1)?;
                    match end.local_name().as_ref() {
                        "t" => in_text = false,
                        "delText" => in_deleted = false,
                        "pPr" => in_properties = false,
                        "r" => self.run.end(),
                        "sup" | "sub" => self.run.lower(),
                        name @ ("num" | "den") if outside == 0 => {
                            self.run.end_part(name == "num", &mut self.shown)
                        }
                        name if is_outside(name) => outside = outside.saturating_sub(1),
                        "p" => self.end_paragraph(),
                        "checkBox" if outside == 0 => self.run.end_box(&mut self.shown),
                        "tc" => self.rows.last_mut().into_iter().for_each(Row::close),
                        "tr" => {
                            let lines = self.rows.pop().map(Row::lines).unwrap_or_default();
                            lines.into_iter().for_each(|line| self.end_line(line));
                        }
                        "footnote" | "endnote" => {
                            self.notes.extend(note.take().map(|note| (note, std::mem::take(&mut self.out))));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        // A part that ends in the middle has lost its end.
        (depth == 0).then_some(())
    }

    /// Adds words of the open paragraph to those that they are.
    fn push(&mut self, words: &str, deleted: bool, outside: usize) {
        if deleted {
            self.deleted.push_str(words);
        } else if outside == 0 && self.run.hidden {
            self.hidden.push_str(words);
        } else if outside == 0 {
            self.run.push(words, &mut self.shown);
        }
    }

    /// Adds a line: to the cell that is open, or to the text.
    fn end_line(&mut self, line: String) {
        match self.rows.last_mut().and_then(Row::cell) {
            Some(_) if line.trim().is_empty() => {}
            Some(cell) => cell.push(line),
            None => {
                self.out.push_str(&line);
                self.out.push('\n');
            }
        }
    }

    /// What an element says of the paragraph or the run that it stands in, or shows by itself.
    fn property(&mut self, start: &BytesStart<'_>, of_paragraph: bool) {
        let value = || attribute(start, "val");
        match start.local_name().as_ref() {
            "numId" => self.paragraph.list = value(),
            "ilvl" => self.paragraph.level = value().and_then(|value| value.parse().ok()),
            "pStyle" => self.paragraph.style = value(),
            name @ ("footnoteReference" | "endnoteReference") if !self.run.hidden => {
                let kind = name.trim_end_matches("Reference").to_owned();
                let own = attribute(start, "customMarkFollows").is_some_and(|value| value != "0");
                let mark = if own { String::new() } else { format!("[{}]", self.marks.len() + 1) };
                self.shown.text.push_str(&mark);
                self.marks.push((mark, (kind, attribute(start, "id").unwrap_or_default())));
            }
            // Of a paragraph it is its end mark that is hidden, or a stop that a tab leads to.
            _ if of_paragraph => {}
            _ => self.run.property(start, self.styles, &mut self.shown),
        }
    }

    fn end_paragraph(&mut self) {
        let Paragraph { style, list, level } = std::mem::take(&mut self.paragraph);
        let words = std::mem::take(&mut self.shown.text);
        self.shown.shifted = 0..0;
        let hidden = std::mem::take(&mut self.hidden);
        // A paragraph of which nothing is shown is not counted.
        if !words.trim().is_empty() || hidden.is_empty() {
            let number = self.numbering.number(self.styles, style.as_deref(), list, level);
            let number = number.filter(|_| !words.trim().is_empty());
            self.end_line(number.unwrap_or_default() + &words);
        }
        self.shown.leave(LeftKind::Hidden, &hidden);
        self.shown.leave(LeftKind::Deleted, &std::mem::take(&mut self.deleted));
    }
}

fn is_outside(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "pPrChange" | "rPrChange" | "numberingChange")
}

/// Whether a property is on: it is, unless it says otherwise.
fn is_on(start: &BytesStart<'_>) -> bool {
    attribute(start, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

#[cfg(test)]
mod tests;
