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
    if text.contains('\0') { Err(Undecodable::Broken) } else { Ok(Words { text, left: walk.shown.left }) }
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
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn file(document: &str, numbering: &str) -> Vec<u8> {
        zipped(&[("word/document.xml", document), ("word/numbering.xml", numbering)])
    }

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a file in memory");
            zip.write_all(xml.as_bytes()).expect("a file in memory");
        }
        zip.finish().expect("a file in memory").into_inner()
    }

    #[test]
    fn zeros_are_no_text() {
        let read = |words: &str| text(&file(&format!("<w:p><w:t>{words}</w:t></w:p>"), ""));
        assert_eq!(read("甲").map(|words| words.text), Ok("甲\n".to_owned()));
        assert_eq!(read("甲\0"), Err(Undecodable::Broken));
    }

    #[test]
    fn paragraphs_with_numbers() {
        let numbered = |level: u32, words: &str| {
            format!(
                r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
            )
        };
        let document = format!(
            r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>关于</w:t></w:r><w:r><w:t xml:space="preserve">A&amp;B 的通知</w:t></w:r></w:p>{}{}{}{}</w:body></w:document>"#,
            numbered(0, "总体目标"),
            numbered(1, "划清边界"),
            numbered(1, "清理隐患"),
            numbered(0, "保障措施"),
        );
        let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
        assert_eq!(
            text(&file(&document, numbering)).expect("a Word file").text,
            ("关于A&B 的通知\n一、总体目标\n（1）划清边界\n（2）清理隐患\n二、保障措施\n")
        );
    }

    const TWO_LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/><w:pStyle w:val="H2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride></w:num></w:numbering>"#;

    fn paragraph(properties: &str, words: &str) -> String {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    }

    fn words(document: &str, others: &[(&str, &str)]) -> (String, Vec<(LeftKind, String)>) {
        let document = format!(r#"<w:document xmlns:w="w"><w:body>{document}</w:body></w:document>"#);
        let mut parts = vec![("word/document.xml", document.as_str()), ("word/numbering.xml", TWO_LISTS)];
        parts.extend(others);
        let words = text(&zipped(&parts)).expect("a Word file");
        (words.text, words.left.into_iter().map(|left| (left.kind, left.words)).collect())
    }

    #[test]
    fn a_list_begins_anew_where_word_says_so() {
        let numbered = |list: u32, words: &str| {
            paragraph(&format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#), words)
        };
        let document = [
            numbered(3, "领导"),
            numbered(1, "专班"),
            numbered(1, "责任"),
            numbered(3, "排查"),
            numbered(2, "水库"),
            numbered(2, "工程"),
            numbered(1, "接着"),
            numbered(4, "括号"),
        ];
        assert_eq!(
            words(&document.concat(), &[]).0,
            "一、领导\n1.专班\n2.责任\n二、排查\n1.水库\n2.工程\n3.接着\n(4)括号\n"
        );
    }

    #[test]
    fn a_list_may_begin_with_nothing() {
        let numbering = TWO_LISTS
            .replacen(r#"<w:startOverride w:val="1"/>"#, r#"<w:startOverride w:val="0"/>"#, 1)
            .replacen("decimal", "ideographTraditional", 1);
        let item = |words| paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>"#, words);
        let document = format!(
            r#"<w:document xmlns:w="w"><w:body>{}{}</w:body></w:document>"#,
            item("水库"),
            item("工程")
        );
        let parts = [("word/document.xml", document.as_str()), ("word/numbering.xml", numbering.as_str())];
        assert_eq!(text(&zipped(&parts)).expect("a Word file").text, "0.水库\n甲.工程\n");
    }

    #[test]
    fn numbers_of_styles() {
        let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
        let style = |id: &str, more: &str, words: &str| {
            paragraph(&format!(r#"<w:pStyle w:val="{id}"/>{more}"#), words)
        };
        let document = [
            style("H1", "", "领导"), style("H2", "", "专班"), style("H2", "", "责任"),
            style("H1", r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#, "无号"), style("H1", "", "排查"),
            // As it was numbered before a change.
            paragraph(r#"<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>"#, "正文"),
            r#"<w:p><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>完</w:t></w:r></w:p>"#.to_owned(),
        ];
        let (text, left) = words(&document.concat(), &[("word/styles.xml", styles)]);
        assert_eq!(text, "一、领导\n（一）专班\n（二）责任\n无号\n二、排查\n正文\n完\n");
        assert_eq!(left, [(LeftKind::Hidden, "密".to_owned())]);
    }

    #[test]
    fn hidden_and_deleted_words_are_told() {
        let document = r#"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>又隐藏</w:t></w:r></w:p>"#;
        let (text, left) = words(document, &[]);
        assert_eq!(text, "甲乙\n");
        let expected =
            [(LeftKind::Hidden, "隐藏"), (LeftKind::Deleted, "删去"), (LeftKind::Hidden, "又隐藏")];
        assert_eq!(left, expected.map(|(kind, words)| (kind, words.to_owned())));
    }

    #[test]
    fn footnotes_stand_behind_the_text() {
        let document = r#"<w:p><w:r><w:t>排查水库</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，落实</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>"#;
        let notes = |kind: &str, words: &str| {
            format!(
                r#"<w:{kind}s xmlns:w="w"><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}><w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {words}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"#
            )
        };
        let (foot, end) = (notes("footnote", "指小型水库。"), notes("endnote", "六月底前。"));
        let (text, left) = words(document, &[("word/footnotes.xml", &foot), ("word/endnotes.xml", &end)]);
        assert_eq!(text, "排查水库[1]，落实[2]\n完\n[1]指小型水库。\n[2]六月底前。\n");
        assert!(left.is_empty());
    }

    #[test]
    fn rows_are_lines_and_frames_are_not() {
        let cell = |words: &[&str]| {
            let paragraphs: String = words.iter().map(|words| paragraph("", words)).collect();
            format!("<w:tc>{paragraphs}</w:tc>")
        };
        let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
        let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&["甲"]), cell(&["乙"])]));
        let document = [
            row(&[cell(&["序号"]), cell(&["任务", "内容"]), cell(&[""])]),
            row(&[cell(&["一段。", "二段。"])]),
            row(&[cell(&["长"]), cell(&["句。".repeat(150).as_str()])]),
            format!("<w:tr><w:tc>{inner}{}</w:tc></w:tr>", paragraph("", "丙")),
        ];
        let long = "句。".repeat(150);
        assert_eq!(
            words(&format!("<w:tbl>{}</w:tbl>", document.concat()), &[]).0,
            format!("序号　\t任务　内容\n一段。\n二段。\n长\n{long}\n甲　\t乙\n丙\n")
        );
    }

    #[test]
    fn boxes_to_tick() {
        let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
        let sign =
            |font: &str, char: &str| format!(r#"<w:sym w:font="{font}" w:char="{char}"/><w:t>是</w:t>"#);
        let document = [
            run(&sign("Wingdings", "F0A8")),
            run(&sign("Wingdings", "F0FE")),
            run(&sign("Wingdings 2", "0052")),
            run(&sign("Wingdings", "F04A")),
            run("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{f0a8}同意</w:t>"),
            run(r#"<w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar><w:t>是</w:t>"#),
            run(r#"<w:fldChar><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar><w:t>否</w:t>"#),
            r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:p><w:r><w:t>☒</w:t></w:r><w:r><w:t>阅</w:t></w:r></w:p></w:sdtContent></w:sdt>"#.to_owned(),
        ];
        let (text, left) = words(&document.concat(), &[]);
        assert_eq!(text, "□是\n☑是\n☑是\n〓是\n□同意\n☑是\n□否\n☒阅\n");
        assert_eq!(left, [(LeftKind::Sign, "Wingdings F04A".to_owned())]);
    }

    #[test]
    fn symbol_has_digits_and_greek() {
        let run = |words: &str| {
            format!(r#"<w:p><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"#)
        };
        let (text, left) =
            words(&[run("2024+(5.0%)/3=a"), run("\u{f032}\u{f0b3}\u{f0ff}\u{f060}")].concat(), &[]);
        assert_eq!(text, "2024+(5.0%)/3=α\n2≥〓〓\n");
        assert_eq!(left, [(LeftKind::Sign, "U+F0FF".to_owned()), (LeftKind::Sign, "U+F060".to_owned())]);
    }

    #[test]
    fn shifted_digits_make_no_other_number() {
        let styles = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"#;
        let run = |properties: &str, words: &str| {
            format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")
        };
        let align = |value: &str, words: &str| run(&format!(r#"<w:vertAlign w:val="{value}"/>"#), words);
        let document = [
            run("", "10"),
            align("superscript", "4"),
            align("baseline", "吨，CO"),
            align("subscript", "2"),
            run("", "，10"),
            run(r#"<w:rStyle w:val="Up"/>"#, "-3"),
            run(r#"<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>"#, "5，10"),
            run(r#"<w:rFonts w:ascii="Symbol"/><w:vertAlign w:val="superscript"/>"#, "6"),
            run("", "，10"),
            align("superscript", "4.5"),
            "<m:sSup><m:e><m:r><m:t>，10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
                .to_owned(),
        ];
        let document = format!("<w:p>{}</w:p>", document.concat());
        let (text, left) = words(&document, &[("word/styles.xml", styles)]);
        assert_eq!(text, "10⁴吨，CO₂，10⁻³5，10⁶，104.5，10²\n");
        assert_eq!(left, [(LeftKind::Shifted, "4.5".to_owned())]);
    }

    #[test]
    fn half_a_file_is_broken() {
        assert_eq!(text(&file("<w:p><w:t>甲</w:t></w:p><w:p><w:t>乙", "")), Err(Undecodable::Broken));
        let whole = file(&"<w:p><w:t>甲</w:t></w:p>".repeat(2), "");
        assert_eq!(text(&whole[..whole.len() / 2]), Err(Undecodable::Broken));
    }
}
