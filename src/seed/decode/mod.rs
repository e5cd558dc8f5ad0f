//! Bytes become text: plain text in the encodings that notices come in, Markdown, saved web pages, Word files. What cannot
//! be told is an answer of its own, never a guess, and words that are left out are listed. It must not know what the text
//! says, nor where the bytes come from.

mod docx;
mod html;
mod markdown;
pub(in crate::seed) mod rows;
mod shifted;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A seed's text, and what its file says beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark. Of Markdown, a web page or a Word file: its words, one line a paragraph.
    pub text: String,
    /// The name of the encoding (WHATWG), `docx` for a Word file.
    pub encoding: &'static str,
    /// Facts that a web page states in its tags.
    pub tags: Tags,
    /// What the file holds beside the text, and a person should know of.
    pub left: Vec<Left>,
}

/// Words of a file that are not in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Why they are not.
    pub kind: LeftKind,
    /// The words.
    pub words: String,
}

/// Why words of a file are not in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftKind {
    /// Sentences of a page outside its main text, so many beside it that they may be the text.
    Rival,
    /// Sentences of a page outside its main text.
    Passage,
    /// Nobody who opens the file sees them.
    Hidden,
    /// The file says that they were struck out.
    Deleted,
    /// They stand in a button, or where a reader of the page writes.
    Field,
    /// A remark of who wrote the file.
    Comment,
    /// What a program is told of the file, at its head.
    FrontMatter,
    /// A sign that a font of signs shows, and no character is known for: 〓 stands in its place.
    Sign,
    /// They are in the text, but stand above or below the line of it beside a number, which they seem to be part of.
    Shifted,
    /// They are in the text without the stars around them, which may be signs of multiplication.
    Starred,
}

/// The words of a file, and what was left out of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Words {
    text: String,
    left: Vec<Left>,
    /// Where in the text the latest words are that stand above or below its line and only the line can show.
    shifted: Range<usize>,
}

impl Words {
    /// Notes words that are left out; blanks are none.
    fn leave(&mut self, kind: LeftKind, words: &str) {
        leave(&mut self.left, kind, words);
    }
}

fn leave(left: &mut Vec<Left>, kind: LeftKind, words: &str) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        left.push(Left { kind, words });
    }
}

/// Facts that a web page states in tags of its own (国办发〔2017〕47号, annex): they win over what its text looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// `ArticleTitle`.
    pub title: Option<String>,
    /// `PubDate`, as written.
    pub published: Option<String>,
    /// `ContentSource`.
    pub source: Option<String>,
}

/// Why bytes have no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// They are no text at all: a picture, a PDF, an old Word file.
    Binary,
    /// They may be text, but in which encoding cannot be told.
    Encoding,
    /// More text than places in it can be counted of.
    Long,
    /// A Word file that is broken.
    Broken,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Binary => "not text",
            Self::Encoding => "text in an unknown encoding",
            Self::Long => "too long a text",
            Self::Broken => "a broken Word file",
        })
    }
}

impl std::error::Error for Undecodable {}

/// Decodes a seed's bytes. The name only helps to tell a web page and a Word file from plain text.
///
/// # Errors
/// Where they are not text, or in no encoding that can be told, or too many.
pub fn decode<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Result<Decoded, Undecodable> {
    let decoded = decode_bytes(name, bytes.into())?;
    if u32::try_from(decoded.text.len()).is_err() { Err(Undecodable::Long) } else { Ok(decoded) }
}

fn decode_bytes(name: &str, bytes: Cow<'_, [u8]>) -> Result<Decoded, Undecodable> {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    if bytes.starts_with(b"PK\x03\x04") {
        let Words { text, left, .. } = docx::text(&bytes)?;
        return Ok(Decoded { text, encoding: "docx", tags: Tags::default(), left });
    }
    let declared = declared(&bytes);
    let page = matches!(extension.as_str(), "html" | "htm" | "shtml" | "xhtml") || looks_like_page(&bytes);
    let (text, encoding) = decode_text(bytes, declared.filter(|_| page))?;
    let (Words { text, left, .. }, tags) = match extension.as_str() {
        _ if page => html::text(&text),
        "md" | "markdown" => (markdown::text(&text), Tags::default()),
        _ => (Words { text, ..Words::default() }, Tags::default()),
    };
    Ok(Decoded { text, encoding: encoding.name(), tags, left })
}

/// Text in its encoding: by its byte order mark, as UTF-8, as a page declares it, or as its characters show.
fn decode_text(
    bytes: Cow<'_, [u8]>,
    declared: Option<&'static Encoding>,
) -> Result<(String, &'static Encoding), Undecodable> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return clean(encoding, &bytes[length..]).map(|text| (text, encoding)).ok_or(Undecodable::Encoding);
    }
    if std::str::from_utf8(&bytes).is_ok_and(|text| !is_binary(text)) {
        // Whoever gives the bytes away need not hold a long text twice.
        let text = String::from_utf8(bytes.into_owned()).map_err(|_| Undecodable::Encoding)?;
        return Ok((text, UTF_8));
    }
    let bytes = bytes.as_ref();
    if bytes.contains(&0) {
        let stray = is_stray(bytes.iter().filter(|&&byte| byte == 0).count(), bytes.len());
        match utf_16(bytes) {
            Some(found) => return Ok(found),
            None if stray => {}
            None => return Err(Undecodable::Binary),
        }
    }
    if let Some(encoding) = declared
        && let Some(text) = clean(encoding, bytes)
    {
        return Ok((text, encoding));
    }
    let controls = bytes.iter().filter(|byte| **byte < 0x20 && !byte.is_ascii_whitespace()).count();
    if controls * 50 > bytes.len() {
        return Err(Undecodable::Binary);
    }
    chinese(bytes).ok_or(Undecodable::Encoding)
}

/// The text if every byte of it has a meaning in the encoding, and nothing shows that it is no text.
fn clean(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!is_binary(&text)).then(|| text.into_owned())
}

/// A handful of zero bytes in a long text came in by a slip of some program; the text is still one.
const fn is_stray(nuls: usize, length: usize) -> bool {
    nuls <= 16 && nuls * 100 <= length
}

/// Control characters that no text has.
fn is_binary(text: &str) -> bool {
    let nuls = text.bytes().filter(|&byte| byte == 0).count();
    (nuls > 0 && !is_stray(nuls, text.len())) || {
        let controls = text
            .chars()
            .filter(|&c| c.is_control() && !c.is_whitespace() && c != '\u{85}' && c != '\u{1b}')
            .count();
        controls > 2 && controls * 50 > text.len()
    }
}

/// UTF-16 without a byte order mark: a zero byte is the high half of a line end, digit or letter.
fn utf_16(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let texts = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| {
        let text = clean(encoding, bytes)?;
        let (known, all) =
            text.chars().fold((0, 0), |(known, all), c| (known + usize::from(is_usual(c)), all + 1));
        (known * 100 >= all * 95).then_some((text, encoding))
    });
    texts.max_by_key(|(text, _)| text.chars().filter(|&c| is_usual(c)).count())
}

/// Characters that Chinese text is made of.
fn is_usual(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}' | '\u{b7}' | '\u{2010}'..='\u{203b}' | '\u{2460}'..='\u{24ff}' | '\u{3000}'..='\u{303f}')
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The most frequent characters of notices, in both scripts: the wrong one of two encodings has few of them.
const FREQUENT: &str = "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后\
    後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關\
    各重新线線内內数數正心反你明看原又么利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭\
    基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根论論运運农農指几九区區强強放决決西被干做必战戰先回则則任取据據处處府研究省市县縣镇鎮乡鄉局厅廳办辦环環境保护護治监監察督安全责責\
    任落实實召开開议議通知";

/// GB18030 or Big5, where its characters show clearly which.
fn chinese(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let mut readings: Vec<(usize, String, &'static Encoding)> = [GB18030, BIG5]
        .into_iter()
        .filter_map(|encoding| {
            let text = clean(encoding, bytes)?;
            let (mut frequent, mut han) = (0, 0);
            for c in text.chars().filter(|c| !c.is_ascii()).take(20_000) {
                han += 1;
                frequent += usize::from(FREQUENT.contains(c));
            }
            (han > 0).then(|| (frequent * 1000 / han, text, encoding))
        })
        .collect();
    readings.sort_by_key(|(share, ..)| std::cmp::Reverse(*share));
    let (first, second) = (readings.first()?.0, readings.get(1).map_or(0, |reading| reading.0));
    let clear = first >= 100 && first >= second * 2;
    if !clear {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        let guess = if guess == GBK { GB18030 } else { guess };
        readings.retain(|(share, _, encoding)| *share >= 60 && *encoding == guess);
    }
    readings.into_iter().next().map(|(_, text, encoding)| (text, encoding))
}

/// The encoding that a page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let label = head.split("charset").nth(1)?.trim_start_matches([' ', '=', '"', '\'']);
    let label = label.split(['"', '\'', ' ', ';', '>', '/']).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

fn looks_like_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// A number below a hundred in Han numerals, with these signs for one to nine and for ten; `None` for any other.
fn han(number: u32, digits: &str, ten: char) -> Option<String> {
    if !(1..100).contains(&number) {
        return None;
    }
    let (tens, ones) = (number / 10, number % 10);
    let mut shown = String::new();
    shown.extend(nth(digits, tens).filter(|_| tens > 1));
    shown.extend((tens > 0).then_some(ten));
    shown.extend(nth(digits, ones));
    Some(shown)
}

/// The sign with a number in a row of signs, from 1.
fn nth(signs: &str, number: u32) -> Option<char> {
    signs.chars().nth(usize::try_from(number.checked_sub(1)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANS: &str = "石磬县人民政府关于加强月牙淀水域管理的通告\n为保护月牙淀水环境，维护水上交通和渔业生产秩序，现通告如下：";
    const HANT: &str = "瀾東縣秋冬空品不良應變啟動\n環保局表示，已依規定成立應變小組，並於上午邀集工務、農業及各鄉鎮公所召開會議：";

    fn read(bytes: &[u8]) -> Result<(String, &'static str), Undecodable> {
        decode("a.txt", bytes).map(|decoded| (decoded.text, decoded.encoding))
    }

    #[test]
    fn encodings() {
        assert_eq!(read(HANS.as_bytes()), Ok((HANS.to_owned(), "UTF-8")));
        assert_eq!(read(format!("\u{feff}{HANS}").as_bytes()), Ok((HANS.to_owned(), "UTF-8")));
        assert_eq!(read(&GB18030.encode(HANS).0), Ok((HANS.to_owned(), "gb18030")));
        assert_eq!(read(&BIG5.encode(HANT).0), Ok((HANT.to_owned(), "Big5")));
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            for mark in ["", "\u{feff}"] {
                let units = format!("{mark}{HANS}");
                let bytes: Vec<u8> = units
                    .encode_utf16()
                    .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                    .collect();
                assert_eq!(read(&bytes), Ok((HANS.to_owned(), name)));
            }
        }
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01"), Err(Undecodable::Binary));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), Err(Undecodable::Binary));
        assert_eq!(read(b"caf\xe9 cr\xe8me br\xfbl\xe9e"), Err(Undecodable::Encoding));
        assert_eq!(read(b"PK\x03\x04 no zip"), Err(Undecodable::Broken));
        assert_eq!(read(b""), Ok((String::new(), "UTF-8")));
    }
}
