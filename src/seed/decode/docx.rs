//! A Word file becomes its lines, with the numbers that Word shows before numbered paragraphs. It must not know what a
//! notice is.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::{Undecodable, Words};

/// No part of a Word file is read beyond so many bytes: a small file may unfold to anything.
const MOST: u64 = 64 << 20;

/// The paragraphs of a Word file, one a line, cells of a row apart by wide spaces.
pub(super) fn text(bytes: &[u8]) -> Result<Words, Undecodable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Undecodable::Broken)?;
    let document = part(&mut archive, "word/document.xml").ok_or(Undecodable::Binary)?;
    let numbering =
        part(&mut archive, "word/numbering.xml").map(|xml| Numbering::read(&xml)).unwrap_or_default();
    // XML has no zeros, though its reader lets them pass.
    body(&document, numbering)
        .filter(|text| !text.contains('\0'))
        .map(|text| Words { text, left: Vec::new() })
        .ok_or(Undecodable::Broken)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut xml = Vec::new();
    archive.by_name(name).ok()?.take(MOST).read_to_end(&mut xml).ok()?;
    String::from_utf8(xml).ok()
}

fn body(xml: &str, mut numbering: Numbering) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    let mut line = String::new();
    let mut in_text = false;
    let mut deleted = 0_usize;
    let mut cells = 0_usize;
    let (mut list, mut level) = (None, 0_usize);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                "p" if deleted == 0 => (list, level) = (None, 0),
                "t" => in_text = true,
                "del" | "moveFrom" | "Fallback" => deleted += 1,
                "tc" => cells += 1,
                "tr" => cells = 0,
                name => mark(name, &mut line),
            },
            Event::Empty(start) => match start.local_name().as_ref() {
                "numId" => list = attribute(&start, "val"),
                "ilvl" => level = attribute(&start, "val").and_then(|value| value.parse().ok()).unwrap_or(0),
                name => mark(name, &mut line),
            },
            Event::Text(text) if in_text && deleted == 0 => {
                line.push_str(&text.xml_content(XmlVersion::Implicit1_0))
            }
            Event::GeneralRef(reference) if in_text && deleted == 0 => {
                match reference.resolve_char_ref().ok().flatten() {
                    Some(c) => line.push(c),
                    None => line.push_str(
                        quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default(),
                    ),
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "moveFrom" | "Fallback" => deleted = deleted.saturating_sub(1),
                "p" => {
                    let number = list.take().and_then(|list| numbering.next(&list, level));
                    let words = std::mem::take(&mut line);
                    if !words.trim().is_empty() {
                        out.push_str(&number.unwrap_or_default());
                    }
                    out.push_str(&words);
                    if cells == 0 {
                        out.push('\n');
                    }
                }
                "tc" => out.push_str("\u{3000}\u{3000}"),
                "tr" => {
                    cells = 0;
                    out.push('\n');
                }
                _ => {}
            },
            _ => {}
        }
    }
    Some(out)
}

/// What stands for white space.
fn mark(name: &str, line: &mut String) {
    match name {
        "tab" | "ptab" => line.push('\t'),
        "br" | "cr" => line.push('\n'),
        "noBreakHyphen" => line.push('-'),
        _ => {}
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// How numbered paragraphs are numbered, and how far each list has come.
#[derive(Debug, Default)]
struct Numbering {
    /// The definition of each list.
    lists: HashMap<String, String>,
    /// The levels of each definition.
    levels: HashMap<String, BTreeMap<usize, Level>>,
    counts: HashMap<(String, usize), u32>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    pattern: String,
    start: u32,
}

impl Numbering {
    fn read(xml: &str) -> Self {
        let mut numbering = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0_usize);
        while let Ok(event) = reader.read_event() {
            let start = match event {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => start,
                _ => continue,
            };
            let value = |name: &str| attribute(&start, name).unwrap_or_default();
            match start.local_name().as_ref() {
                "abstractNum" => definition = value("abstractNumId"),
                "num" => list = value("numId"),
                "abstractNumId" => {
                    numbering.lists.insert(list.clone(), value("val"));
                }
                "lvl" => level = value("ilvl").parse().unwrap_or(0),
                name @ ("numFmt" | "lvlText" | "start") => {
                    let entry =
                        numbering.levels.entry(definition.clone()).or_default().entry(level).or_default();
                    match name {
                        "numFmt" => entry.format = value("val"),
                        "lvlText" => entry.pattern = value("val"),
                        _ => entry.start = value("val").parse().unwrap_or(1),
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of the next paragraph of a list, as Word shows it; `None` for bullets.
    fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let definition = self.lists.get(list)?.clone();
        let levels = self.levels.get(&definition)?.clone();
        let own = levels.get(&level)?;
        let count = self.counts.entry((definition.clone(), level)).or_insert(own.start.max(1) - 1);
        *count = count.saturating_add(1);
        self.counts.retain(|(other, deeper), _| *other != definition || *deeper <= level);
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut shown = own.pattern.clone();
        for (index, other) in &levels {
            let count = self.counts.get(&(definition.clone(), *index)).copied().unwrap_or(other.start.max(1));
            shown = shown.replace(&format!("%{}", index + 1), &numeral(&other.format, count));
        }
        Some(shown)
    }
}

/// A number in one of Word's formats; decimal in those that notices do not use.
fn numeral(format: &str, number: u32) -> String {
    let sign = |first: char| {
        (1..=20)
            .contains(&number)
            .then(|| char::from_u32(u32::from(first) + number - 1))
            .flatten()
            .map(String::from)
    };
    let shown = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital" => han(number, "一二三四五六七八九", '十'),
        "chineseLegalSimplified" => han(number, "壹贰叁肆伍陆柒捌玖", '拾'),
        "ideographLegalTraditional" => han(number, "壹貳參肆伍陸柒捌玖", '拾'),
        "ideographTraditional" => "甲乙丙丁戊己庚辛壬癸".chars().nth(number as usize - 1).map(String::from),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => sign('①'),
        "lowerLetter" => sign('a').filter(|_| number <= 26),
        "upperLetter" => sign('A').filter(|_| number <= 26),
        _ => None,
    };
    shown.unwrap_or_else(|| number.to_string())
}

fn han(number: u32, digits: &str, ten: char) -> Option<String> {
    let digit = |value: u32| digits.chars().nth((value.checked_sub(1)?) as usize);
    if !(1..100).contains(&number) {
        return None;
    }
    let (tens, ones) = (number / 10, number % 10);
    let mut shown = String::new();
    if tens > 1 {
        shown.extend(digit(tens));
    }
    if tens > 0 {
        shown.push(ten);
    }
    shown.extend(digit(ones));
    Some(shown)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn file(document: &str, numbering: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in [("word/document.xml", document), ("word/numbering.xml", numbering)] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a file in memory");
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
}
