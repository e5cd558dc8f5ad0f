//! Script: which of the two Chinese scripts a text is written in, the editions a site is shown in, and the two kinds of
//! prose that follow from them, [`Text`] (as its author wrote it) and [`Shown`] (for one edition). The
//! [`Converter`], the only maker of the second from the first, is [`convert`]'s; its words are [`terms`]'s.
//!
//! A leaf: it must not know notices, pages, files of the site or templates. It is the only place that knows OpenCC.

mod address;
mod builtin;
mod characters;
mod convert;
mod desk;
mod detect;
mod dictionaries;
mod fold;
mod matcher;
mod measures;
mod names;
mod punctuation;
mod report;
mod terms;
mod words;

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

pub use builtin::Class;
pub(crate) use characters::folded;
pub use convert::{ConvertError, Converter, PINNED_OPENCC, Style};
pub(crate) use desk::{Desk, Desks};
pub(crate) use detect::detect_in;
pub use detect::{Detection, detect};
pub use fold::fold;
pub use punctuation::{Punctuation, is_han};
pub use report::{Applied, Cause, Change, Explained, Place, Report};
pub use terms::{Term, TermError, TermErrorReason, TermFinder, Terms};

/// One of the two scripts that Chinese is written in (ISO 15924 `Hant` and `Hans`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Script {
    /// Traditional characters.
    Hant,
    /// Simplified characters.
    Hans,
}

impl Script {
    /// The language tag (BCP 47) of text in this script: `zh-Hant` or `zh-Hans`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hant => "zh-Hant",
            Self::Hans => "zh-Hans",
        }
    }

    /// The other one of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Hant => Self::Hans,
            Self::Hans => Self::Hant,
        }
    }

    /// The script that a tag names, compared without regard to case; `None` for any other word.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::Hant, Self::Hans].into_iter().find(|script| script.tag().eq_ignore_ascii_case(tag))
    }
}

/// The site in one script, by region where the publisher asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// Traditional, no region.
    Hant,
    /// Simplified, no region.
    Hans,
    /// Traditional as written in Hong Kong.
    HantHk,
    /// Traditional as written in Taiwan.
    HantTw,
}

impl Edition {
    /// Every edition there can be, in the order in which a site lists them.
    pub const ALL: [Self; 4] = [Self::Hant, Self::Hans, Self::HantHk, Self::HantTw];

    /// The language tag (BCP 47) of its pages.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hant => "zh-Hant",
            Self::Hans => "zh-Hans",
            Self::HantHk => "zh-Hant-HK",
            Self::HantTw => "zh-Hant-TW",
        }
    }

    /// The folder that holds its pages: its tag in small letters.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Hant => "zh-hant",
            Self::Hans => "zh-hans",
            Self::HantHk => "zh-hant-hk",
            Self::HantTw => "zh-hant-tw",
        }
    }

    /// What the edition is called on its own pages and on the others'.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hant => "繁體",
            Self::Hans => "简体",
            Self::HantHk => "繁體（香港）",
            Self::HantTw => "繁體（臺灣）",
        }
    }

    /// The script its pages are in. A text in that script is shown unchanged.
    pub const fn script(self) -> Script {
        match self {
            Self::Hans => Script::Hans,
            Self::Hant | Self::HantHk | Self::HantTw => Script::Hant,
        }
    }

    /// The edition that a tag names, compared without regard to case.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.tag().eq_ignore_ascii_case(tag))
    }
}

/// Prose as its author wrote it, with its script.
///
/// It is neither `Serialize` nor `Display`, so no template and no message can show it without a [`Converter`] having
/// made it [`Shown`] first. [`source`](Self::source) is for those who read text, not for those who show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Text {
    string: Box<str>,
    script: Script,
    /// Rare, and texts come by the million: so it takes no room where it is not.
    verbatim: Option<Box<Verbatim>>,
}

/// Where what no converter may touch starts and ends, in bytes: apart, not empty, from left to right.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
struct Verbatim(Box<[(usize, usize)]>);

impl Verbatim {
    /// None where nothing is verbatim: the same texts are equal.
    fn of(spans: impl Iterator<Item = (usize, usize)>) -> Option<Box<Self>> {
        let spans: Box<[(usize, usize)]> = spans.collect();
        (!spans.is_empty()).then(|| Box::new(Self(spans)))
    }
}

impl Text {
    /// The string, taken to be in the given script.
    pub fn new(string: impl Into<Box<str>>, script: Script) -> Self {
        Self { string: string.into(), script, verbatim: None }
    }

    /// The same text, of which these stretches are the same in every edition: code, and what its author marked as not to
    /// be translated. Spans count characters; what lies outside the text is left out.
    #[must_use]
    pub fn with_verbatim(mut self, spans: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut spans = spans.into_iter().peekable();
        if spans.peek().is_none() {
            return self;
        }
        let bytes: Vec<usize> =
            self.string.char_indices().map(|(at, _)| at).chain([self.string.len()]).collect();
        let byte = |at: usize| bytes[at.min(bytes.len() - 1)];
        let spans = united(spans.map(|span| byte(span.start)..byte(span.end)).collect());
        self.verbatim = Verbatim::of(spans.into_iter().map(|span| (span.start, span.end)));
        self
    }

    /// What no converter may touch: in bytes, apart, from left to right.
    pub(crate) fn verbatim(&self) -> impl Iterator<Item = Range<usize>> {
        self.verbatim.iter().flat_map(|held| &held.0).map(|&(start, end)| start..end)
    }

    /// The characters as written.
    pub fn source(&self) -> &str {
        &self.string
    }

    /// The script they are written in.
    pub const fn script(&self) -> Script {
        self.script
    }

    /// The part of the text between two byte offsets, in the same script.
    ///
    /// # Panics
    /// Like slicing a `str`: where an offset lies outside the text or inside a character.
    pub fn slice(&self, bytes: Range<usize>) -> Self {
        let inside = |held: Range<usize>| {
            let (start, end) = (held.start.max(bytes.start), held.end.min(bytes.end));
            (start < end).then(|| (start - bytes.start, end - bytes.start))
        };
        let verbatim = Verbatim::of(self.verbatim().filter_map(inside));
        Self { string: self.string[bytes.clone()].into(), script: self.script, verbatim }
    }
}

/// Ranges in order, those that overlap or touch made one, empty ones left out.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, before| {
        let touching = next.start <= before.end;
        if touching {
            before.end = before.end.max(next.end);
        }
        touching
    });
    ranges
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:?}", self.script.tag(), self.string)?;
        self.verbatim.as_ref().map_or(Ok(()), |held| write!(f, " verbatim {:?}", held.0))
    }
}

/// Words of the program that the mainland calls otherwise, each as long as the other: 登录 is to log in there, 档案 an
/// archive.
const MAINLAND: [(&str, &str); 13] = [
    ("檔案", "文件"),
    ("資料夾", "文件夹"),
    ("程式", "程序"),
    ("範本", "模板"),
    ("字元", "字符"),
    ("字型", "字体"),
    ("匯入", "导入"),
    ("連結", "链接"),
    ("登錄", "登记"),
    ("網路", "网络"),
    ("資訊", "信息"),
    ("螢幕", "屏幕"),
    ("建置", "构建"),
];

/// Words of the program itself (messages, help) in Simplified characters. Without the converter, as it is: a word too
/// many in the other script is better than no message.
pub fn simplify(words: &str) -> String {
    let text = Text::new(words, Script::Hant);
    let terms = Terms::new(MAINLAND, Script::Hant).unwrap_or_default();
    let shown = Converter::new(&terms).and_then(|converter| converter.show(&[&text], Edition::Hans, &terms));
    shown
        .ok()
        .and_then(|mut shown| shown.pop())
        .map_or_else(|| words.to_owned(), |shown| shown.as_str().to_owned())
}

/// Prose for one edition: what a reader sees. Only the [`Converter`] makes one, once, from a [`Text`].
///
/// It has as many characters as the text it was made from, so a span counted in characters fits both.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shown {
    /// Shared: a page shows some words many times.
    words: Arc<str>,
    /// The same with the punctuation of the source, where the style shows another.
    written: Option<Arc<str>>,
}

impl Shown {
    /// Words that no style has touched.
    fn new(words: impl Into<Arc<str>>) -> Self {
        Self { words: words.into(), written: None }
    }

    /// The same words in a style.
    fn styled(self, words: &str) -> Self {
        if *self.words == *words { self } else { Self { words: words.into(), written: Some(self.words) } }
    }

    /// The characters to show.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The characters with the punctuation of the source. In the script of the source they are the source.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.words)
    }

    /// The same as it is written, for those who do not draw: what is shown of it then is what is written.
    #[must_use]
    pub fn unstyled(&self) -> Self {
        Self { words: self.written.as_ref().unwrap_or(&self.words).clone(), written: None }
    }

    /// The part between two character offsets; short at the end where the text is.
    pub fn slice(&self, characters: Range<usize>) -> Self {
        let length = characters.end.saturating_sub(characters.start);
        let cut = |words: &str| -> Arc<str> {
            words.chars().skip(characters.start).take(length).collect::<String>().into()
        };
        Self { words: cut(&self.words), written: self.written.as_deref().map(cut) }
    }
}

/// What is shown is what templates get.
impl Serialize for Shown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.words)
    }
}
