//! The reading of a body: the events of the Markdown parser become blocks and headings. It must not know how a body is
//! printed.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::{Block, Mark, MarkKind, Section, Text};
use crate::script::Script;

use super::inline::UNTRANSLATED;
use super::marks::canonical;
use super::outline::Outline;

/// Reads the Markdown of a range of a file.
pub(in crate::content) fn parse(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    script: Script,
) -> (Vec<Section>, Vec<Diagnostic>) {
    let mut reader = Reader { file, script, outline: Outline::default(), diagnostics: Vec::new() };
    let mut run = Run::default();
    let mut open_marks: Vec<(usize, MarkKind)> = Vec::new();
    let mut heading = None;
    for (event, at) in Parser::new_ext(&file.text[range.clone()], Options::empty()).into_offset_iter() {
        let at = range.start + at.start..range.start + at.end;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                reader.prose(&mut run);
                heading = Some(level_number(level));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(level) = heading.take() {
                    let block = reader.take(&mut run);
                    reader.heading(level, block, at);
                }
            }
            Event::InlineHtml(tag) if *tag == *UNTRANSLATED => run.untranslated.push((run.length, at)),
            Event::InlineHtml(tag) if *tag == *"</span>" && !run.untranslated.is_empty() => {
                let start = run.untranslated.pop().map_or(run.length, |(start, _)| start);
                run.marks.push(Mark { span: start..run.length, kind: MarkKind::Untranslated });
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => run.push(&text),
            Event::Code(text) => {
                let start = run.length;
                run.push(&text);
                run.marks.push(Mark { span: start..run.length, kind: MarkKind::Code });
            }
            Event::SoftBreak | Event::HardBreak => run.line_break(),
            Event::Start(Tag::Emphasis) => open_marks.push((run.length, MarkKind::Emphasis)),
            Event::Start(Tag::Strong) => open_marks.push((run.length, MarkKind::Strong)),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                if !title.is_empty() {
                    reader.unsupported_words("the title of a link", "連結的標題", at);
                }
                open_marks.push((run.length, MarkKind::Link((*dest_url).into())));
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {
                if let Some((start, kind)) = open_marks.pop()
                    && start < run.length
                {
                    run.marks.push(Mark { span: start..run.length, kind });
                }
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => reader.prose(&mut run),
            // Its description is words of the paragraph that it stands in.
            Event::Start(Tag::Image { .. }) => reader.unsupported_words("an image", "圖片", at),
            Event::End(TagEnd::Image) => {}
            Event::Start(tag) => {
                reader.prose(&mut run);
                reader.unsupported(&tag, at);
            }
            Event::End(_) => reader.prose(&mut run),
            Event::Rule => reader.unsupported_words("a horizontal rule", "分隔線", at),
            // Never sent: the options that would make them are off.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }
    reader.prose(&mut run);
    (reader.outline.finish(), reader.diagnostics)
}

const fn level_number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The text of a block while it is being gathered. `length` counts characters.
#[derive(Default)]
struct Run {
    string: String,
    length: usize,
    marks: Vec<Mark>,
    /// Untranslated words that have begun and not ended: where, in the run and in the file.
    untranslated: Vec<(usize, Range<usize>)>,
}

impl Run {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.line_break(),
                c => {
                    self.string.push(c);
                    self.length += 1;
                }
            }
        }
    }

    /// A line end is a space between words and nothing between Han characters, which have none.
    fn line_break(&mut self) {
        if self.string.chars().next_back().is_some_and(|c| c.is_ascii() && !c.is_whitespace()) {
            self.string.push(' ');
            self.length += 1;
        }
    }

    /// The block gathered so far, trimmed; `None` where there is nothing but white space.
    fn take(&mut self, script: Script) -> Option<Block> {
        let Self { string, marks, .. } = std::mem::take(self);
        let front = string.chars().take_while(|c| c.is_whitespace()).count();
        let trimmed = string.trim();
        let length = trimmed.chars().count();
        let shift = |at: usize| at.saturating_sub(front).min(length);
        let marks: Vec<Mark> = marks
            .into_iter()
            .map(|mark| Mark { span: shift(mark.span.start)..shift(mark.span.end), kind: mark.kind })
            .filter(|mark| !mark.span.is_empty())
            .collect();
        (!trimmed.is_empty()).then(|| Block::new(Text::new(trimmed, script), canonical(marks)))
    }
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    script: Script,
    outline: Outline,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn prose(&mut self, run: &mut Run) {
        if let Some(block) = self.take(run) {
            self.outline.prose(block);
        }
    }

    /// The block gathered so far. Untranslated words that have not ended go on to its end, and that is said.
    fn take(&mut self, run: &mut Run) -> Option<Block> {
        for (start, at) in std::mem::take(&mut run.untranslated) {
            run.marks.push(Mark { span: start..run.length, kind: MarkKind::Untranslated });
            self.diagnostics.push(Diagnostic::at(Message::UntranslatedUnclosed, self.file, at));
        }
        run.take(self.script)
    }

    fn heading(&mut self, level: usize, block: Option<Block>, at: Range<usize>) {
        let fits = (2..=self.outline.deepest_next()).contains(&level);
        match block {
            None => self.outline.close(level),
            Some(block) if fits => self.outline.open(level, block),
            Some(block) => {
                // The words stay in the text, as a paragraph; only the cut is refused.
                self.outline.prose(block);
                let message = match (level, self.outline.deepest_next()) {
                    (3.., 2) => Message::HeadingMisplaced,
                    _ => Message::HeadingLevel { level: level.to_string() },
                };
                self.diagnostics.push(Diagnostic::at(message, self.file, first_line(&self.file.text, at)));
            }
        }
    }

    fn unsupported(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        let (english, chinese) = match tag {
            Tag::List(_) => ("a list", "清單"),
            Tag::BlockQuote(_) => ("a block quote", "引文"),
            Tag::CodeBlock(_) => ("a code block", "程式碼"),
            _ => return,
        };
        self.unsupported_words(english, chinese, at);
    }

    fn unsupported_words(&mut self, english: &str, chinese: &str, at: Range<usize>) {
        let message = Message::MarkupUnsupported { what: english.to_owned(), what_zh: chinese.to_owned() };
        self.diagnostics.push(Diagnostic::at(message, self.file, first_line(&self.file.text, at)));
    }
}

fn first_line(text: &str, at: Range<usize>) -> Range<usize> {
    let length = text[at.clone()].find('\n').unwrap_or(at.len());
    at.start..at.start + length
}
