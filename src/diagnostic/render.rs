//! How diagnostics are shown: to a person with the lines they are about and a caret under the words, to a machine as
//! JSON. Columns are right on Han text, which is two cells wide. It must not print.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer as Annotator, Snippet};
use serde_json::json;

use super::{Diagnostic, Severity};
use crate::work::{Stage, Work};

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, Traditional: as the messages are written.
    Hant,
    /// Chinese, Simplified: made from the Traditional by the converter that the caller gives.
    Hans,
}

impl Language {
    /// The language of a POSIX locale (zh_TW.UTF-8, zh_CN, en_US): Chinese where it says so, else English.
    pub fn from_locale(locale: &str) -> Self {
        let tag = locale.split(['.', '@']).next().unwrap_or("").to_ascii_lowercase().replace('_', "-");
        let traditional =
            ["tw", "hk", "mo", "hant"].iter().any(|word| tag.split('-').any(|part| part == *word));
        match tag.split('-').next() {
            Some("zh") if traditional => Self::Hant,
            Some("zh") => Self::Hans,
            _ => Self::English,
        }
    }

    /// Whether it is Chinese, in either script.
    pub const fn is_chinese(self) -> bool {
        matches!(self, Self::Hant | Self::Hans)
    }
}

/// Shows diagnostics in one language, for one kind of terminal.
pub struct Renderer<'c> {
    language: Language,
    colour: bool,
    /// Turns Chinese as the messages have it into the reader's script.
    convert: &'c (dyn Fn(&str) -> String + Sync),
}

impl<'c> Renderer<'c> {
    /// A renderer. `convert` is called on Chinese words of the program only, never on what was read.
    pub fn new(language: Language, colour: bool, convert: &'c (dyn Fn(&str) -> String + Sync)) -> Self {
        Self { language, colour, convert }
    }

    /// The language that it shows.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Words of the program in English and Chinese, in the reader's language.
    pub fn say(&self, english: &str, chinese: &str) -> String {
        match self.language {
            Language::English => english.to_owned(),
            Language::Hant => chinese.to_owned(),
            Language::Hans => (self.convert)(chinese),
        }
    }

    /// The last line of a build: how many notices are published, how many files were written, kept and removed.
    pub fn built(&self, notices: usize, written: usize, kept: usize, pruned: usize) -> String {
        self.say(
            &format!(
                "notices published: {notices}; files written: {written}, unchanged: {kept}, removed: {pruned}"
            ),
            &format!("已發布 {notices} 份公告：寫入 {written} 個檔案，{kept} 個未變，移除 {pruned} 個"),
        )
    }

    /// How a build came to that, after [`built`](Self::built) on the same line.
    pub fn worked(&self, work: &Work, imported: usize) -> String {
        let seconds = |time: &std::time::Duration| format!("{:.2}", time.as_secs_f64());
        let stage = |stage: Stage| match stage {
            Stage::Reading => ("reading", "讀取"),
            Stage::Linking => ("linking", "連結"),
            Stage::Making => ("making", "產生"),
            Stage::Writing => ("writing", "寫入"),
        };
        let stages = work.stages.iter().map(|(one, time)| (stage(*one), seconds(time)));
        let (english, chinese): (Vec<String>, Vec<String>) = stages
            .map(|((english, chinese), time)| (format!("{english} {time} s"), format!("{chinese} {time} 秒")))
            .unzip();
        let Work { read, converted, rendered, .. } = work;
        self.say(
            &format!(
                "; notices imported: {imported}, read: {read}, texts converted: {converted}, pages made: {rendered}; {}",
                english.join(", ")
            ),
            &format!(
                "；匯入 {imported} 份、讀取 {read} 份公告，轉換 {converted} 段文字，產生 {rendered} 個頁面；{}",
                chinese.join("，")
            ),
        )
    }

    /// The last line of a check, and of a build that failed.
    pub fn checked(&self, notices: usize, diagnostics: &[Diagnostic]) -> String {
        let count =
            |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        self.say(
            &format!("notices to publish: {notices}; errors: {errors}, warnings: {warnings}; nothing was written to the site"),
            &format!("可發布的公告 {notices} 份：{errors} 個錯誤，{warnings} 個注意事項；未寫入網站"),
        )
    }

    /// The diagnostic with its lines and a caret, as several lines without a final line end.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        let text = self.in_script(diagnostic.message.text(self.language));
        let help = self.in_script(diagnostic.message.help(self.language).to_owned());
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR.with_name(self.say("error", "錯誤")),
            Severity::Warning => Level::WARNING.with_name(self.say("warning", "注意")),
            Severity::Note => Level::NOTE.with_name(self.say("note", "說明")),
        };
        let plain_title = level.clone().primary_title(text.clone());
        let title = level.primary_title(text);
        let mut group = match &diagnostic.location {
            None => Group::with_title(title),
            Some(location) => {
                let origin = Origin::path(&location.file.path);
                match location.line_column().zip(Excerpt::of(location)) {
                    None => title.element(origin),
                    Some(((line, column), excerpt)) => {
                        let annotation = AnnotationKind::Primary.span(excerpt.span);
                        let snippet = Snippet::source(excerpt.text).line_start(line).annotation(annotation);
                        title.element(origin.line(line).char_column(column)).element(snippet)
                    }
                }
            }
        };
        if !help.is_empty() {
            group = group.element(Level::HELP.with_name(self.say("help", "處理")).message(help.clone()));
        }
        if diagnostic.location.is_none() && !help.is_empty() {
            // Without lines of a file there is nothing to draw a margin beside.
            let annotator = if self.colour { Annotator::styled() } else { Annotator::plain() };
            let title = annotator.render(&[Group::with_title(plain_title)]);
            return format!("{title}\n  = {}: {help}", self.say("help", "處理"));
        }
        let annotator = if self.colour { Annotator::styled() } else { Annotator::plain() };
        let shown = annotator.render(&[group]);
        // A snippet without a path of its own is set apart by `:::`; here the line above it has named the file.
        let lines: Vec<&str> = shown.split('\n').filter(|line| !is_break(line)).collect();
        lines.join("\n")
    }

    /// The diagnostic as one JSON object: `code`, `severity`, `message`, `help`, `file`, `line`, `column` (both from 1).
    pub fn json(&self, diagnostic: &Diagnostic) -> serde_json::Value {
        let position = diagnostic.location.as_ref().and_then(super::Location::line_column);
        json!({
            "code": diagnostic.message.code(),
            "severity": match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "message": self.in_script(diagnostic.message.text(self.language)),
            "help": self.in_script(diagnostic.message.help(self.language).to_owned()),
            "file": diagnostic.location.as_ref().map(|location| location.file.path.as_str()),
            "line": position.map(|(line, _)| line),
            "column": position.map(|(_, column)| column),
        })
    }

    fn in_script(&self, words: String) -> String {
        if self.language == Language::Hans { (self.convert)(&words) } else { words }
    }
}

/// How many characters of a line are shown before the words that a message is about, and how many of the words.
const BEFORE: usize = 24;
const WORDS: usize = 32;
/// How many are shown after them.
const AFTER: usize = 12;

/// The part of a line that a message shows: a paragraph of a notice is one line of a thousand characters.
struct Excerpt {
    text: String,
    /// Byte offsets into `text`.
    span: std::ops::Range<usize>,
}

impl Excerpt {
    fn of(location: &super::Location) -> Option<Self> {
        let span = location.span.clone()?;
        let text = &location.file.text;
        let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].split(['\n', '\r']).next().unwrap_or("");
        let start = span.start - line_start;
        let (before, rest) = line.split_at(start.min(line.len()));
        let words_end = (span.end - span.start).min(rest.len());
        let cut = before.chars().count().saturating_sub(BEFORE);
        let mut excerpt = String::new();
        if cut > 0 {
            excerpt.push('…');
        }
        excerpt.extend(before.chars().skip(cut));
        let at = excerpt.len();
        excerpt.extend(rest[..words_end].chars().take(WORDS));
        let end = excerpt.len();
        let shown = end - at;
        excerpt.extend(rest[shown..].chars().take(AFTER));
        if rest[shown..].chars().count() > AFTER {
            excerpt.push('…');
        }
        Some(Self { text: excerpt, span: at..end })
    }
}

/// Whether a line is `:::` and nothing else but white space and colours.
fn is_break(line: &str) -> bool {
    let plain: String =
        line.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    plain.trim() == ":::"
}
