//! The body of a notice as Markdown: headings cut it, paragraphs carry it. Printing and reading are each other's
//! inverse, and taking the markup away leaves the text, character by character (white space aside).
//!
//! `##` opens a directive, `###` to `######` a point; a heading without words closes what is open at its level, so that
//! the text after it belongs one level up.

use std::cmp::Reverse;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::{Block, Directive, Head, Mark, MarkKind, Part, Point, Section, Text};
use crate::script::Script;
use crate::seed::marker_length;

/// The deepest heading Markdown has; directives take level 2, so points lie at most 4 deep.
const DEEPEST: usize = 6;

/// Reads the Markdown of a range of a file.
pub(super) fn parse(
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
                    reader.heading(level, run.take(reader.script), at);
                }
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
            Event::Start(Tag::Link { dest_url, .. }) => {
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
        let mut marks: Vec<Mark> = marks
            .into_iter()
            .map(|mark| Mark { span: shift(mark.span.start)..shift(mark.span.end), kind: mark.kind })
            .filter(|mark| !mark.span.is_empty())
            .collect();
        // Outer marks close after inner ones: in order of start, the longer first, equally long ones by kind.
        marks.sort_by_key(order);
        let marks = joined(marks);
        (!trimmed.is_empty()).then(|| Block { text: Text::new(trimmed, script), marks })
    }
}

/// The order of marks; of two over the same words, the kind says which is the outer one.
const fn order(mark: &Mark) -> (usize, Reverse<usize>, u8) {
    let rank = match mark.kind {
        MarkKind::Link(_) => 0,
        MarkKind::Strong => 1,
        MarkKind::Emphasis => 2,
        MarkKind::Code => 3,
    };
    (mark.span.start, Reverse(mark.span.end), rank)
}

/// Marks of one kind, one inside the other or one right after the other, are one: nobody could see them apart.
fn joined(marks: Vec<Mark>) -> Vec<Mark> {
    let crossed = |whole: &Range<usize>| {
        marks.iter().any(|third| {
            let third = &third.span;
            (third.start < whole.start && whole.contains(&third.end) && third.end > whole.start)
                || (third.start > whole.start && third.start < whole.end && third.end > whole.end)
        })
    };
    // No mark can lie in code: what begins or ends between two stretches of it keeps them apart.
    let parted = |at: usize| {
        let mut others = marks.iter().filter(|third| third.kind != MarkKind::Code);
        others.any(|third| third.span.start == at || third.span.end == at)
    };
    let mut out: Vec<Mark> = Vec::new();
    for mark in &marks {
        let code = mark.kind == MarkKind::Code;
        let link = matches!(mark.kind, MarkKind::Link(_));
        // An address in angle brackets may stand in a link; a link in a link leads nowhere.
        let linked =
            |other: &Mark| matches!(other.kind, MarkKind::Link(_)) && mark.span.start < other.span.end;
        if link && out.iter().any(linked) {
            continue;
        }
        let mut same = out.iter_mut().rev().filter(|other| other.kind == mark.kind && !link);
        let Some(other) = same.find(|other| {
            let whole = other.span.start..mark.span.end;
            let meet = mark.span.start == other.span.end && !(code && parted(mark.span.start));
            mark.span.end <= other.span.end || meet && !crossed(&whole)
        }) else {
            out.push(mark.clone());
            continue;
        };
        other.span.end = other.span.end.max(mark.span.end);
    }
    out.sort_by_key(order);
    out
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    script: Script,
    outline: Outline,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn prose(&mut self, run: &mut Run) {
        if let Some(block) = run.take(self.script) {
            self.outline.prose(block);
        }
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
            Tag::Image { .. } => ("an image", "圖片"),
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

/// The body while it is being built: finished sections, and what is open at each level.
#[derive(Default)]
struct Outline {
    sections: Vec<Section>,
    list: Vec<Directive>,
    directive: Option<Directive>,
    /// Open points, outermost first; the one at index i has level i + 1.
    points: Vec<Point>,
    directives: usize,
    points_numbered: usize,
}

impl Outline {
    /// The deepest level that a heading with words may have now.
    fn deepest_next(&self) -> usize {
        if self.directive.is_none() { 2 } else { (3 + self.points.len()).min(DEEPEST) }
    }

    fn prose(&mut self, block: Block) {
        if let Some(point) = self.points.last_mut() {
            point.parts.push(Part::Prose(block));
        } else if let Some(directive) = &mut self.directive {
            directive.parts.push(Part::Prose(block));
        } else if let Some(Section::Prose(blocks)) = self.sections.last_mut() {
            blocks.push(block);
        } else {
            self.sections.push(Section::Prose(vec![block]));
        }
    }

    fn open(&mut self, level: usize, block: Block) {
        let head = Head { marker: marker_length(block.text.source()), block };
        if level == 2 {
            self.close_directive();
            self.directives += 1;
            self.points_numbered = 0;
            self.directive = Some(Directive { number: self.directives, head, parts: Vec::new() });
        } else {
            self.close_points(level - 3);
            self.points_numbered += 1;
            self.points.push(Point {
                number: self.points_numbered,
                level: level - 2,
                head,
                parts: Vec::new(),
            });
        }
    }

    /// Ends what is open at a level of heading and below.
    fn close(&mut self, level: usize) {
        if level <= 2 {
            self.close_list();
        } else {
            self.close_points(level - 3);
        }
    }

    /// Ends open points until only `keep` are left.
    fn close_points(&mut self, keep: usize) {
        while self.points.len() > keep {
            let Some(point) = self.points.pop() else { return };
            let parent = match (self.points.last_mut(), &mut self.directive) {
                (Some(outer), _) => &mut outer.parts,
                (None, Some(directive)) => &mut directive.parts,
                (None, None) => return,
            };
            parent.push(Part::Point(point));
        }
    }

    fn close_directive(&mut self) {
        self.close_points(0);
        self.list.extend(self.directive.take());
    }

    fn close_list(&mut self) {
        self.close_directive();
        if !self.list.is_empty() {
            self.sections.push(Section::List(std::mem::take(&mut self.list)));
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.close_list();
        self.sections
    }
}

/// Prints a body as Markdown: blocks apart by one empty line, a line end after the last.
pub(super) fn print(body: &[Section]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut sections = body.iter().peekable();
    while let Some(section) = sections.next() {
        match section {
            Section::Prose(prose) => blocks.extend(prose.iter().map(|block| inline(block, false))),
            Section::List(directives) => {
                for directive in directives {
                    blocks.push(format!("## {}", inline(&directive.head.block, true)));
                    print_parts(&directive.parts, 3, &mut blocks);
                }
                if sections.peek().is_some() {
                    blocks.push("##".to_owned());
                }
            }
        }
    }
    blocks.join("\n\n") + "\n"
}

fn print_parts(parts: &[Part], level: usize, blocks: &mut Vec<String>) {
    let marks = "#".repeat(level);
    let mut after_point = false;
    for part in parts {
        match part {
            Part::Prose(block) => {
                if after_point {
                    blocks.push(marks.clone());
                }
                blocks.push(inline(block, false));
                after_point = false;
            }
            Part::Point(point) => {
                blocks.push(format!("{marks} {}", inline(&point.head.block, true)));
                print_parts(&point.parts, level + 1, blocks);
                after_point = true;
            }
        }
    }
}

/// A block's text with its marks as Markdown, every character escaped that Markdown would take for markup.
pub(super) fn inline(block: &Block, heading: bool) -> String {
    let characters: Vec<char> = block.text.source().chars().collect();
    let lead = list_marker(&characters);
    let stars = stars(&block.marks);
    let mut tokens: Vec<Token> = Vec::new();
    let mut code_until = None;
    for at in 0..=characters.len() {
        // Inner marks close first: they come last in the order of starts.
        for (mark, star) in block.marks.iter().zip(&stars).rev().filter(|(mark, _)| mark.span.end == at) {
            tokens.push(closing(mark, *star, &characters));
            if mark.kind == MarkKind::Code {
                code_until = None;
            }
        }
        for (mark, star) in block.marks.iter().zip(&stars).filter(|(mark, _)| mark.span.start == at) {
            // An exclamation mark before a link would make it an image.
            if let (MarkKind::Link(_), Some(Token::Plain('!'))) = (&mark.kind, tokens.last()) {
                tokens.pop();
                tokens.push(Token::Escaped('!'));
            }
            tokens.push(opening(mark, *star, &characters));
            if mark.kind == MarkKind::Code {
                code_until = Some(mark.span.end);
            }
        }
        let Some(&c) = characters.get(at) else { break };
        let escaped = code_until.is_none() && must_escape(c, at, lead, heading, characters.get(at + 1));
        tokens.push(match code_until {
            Some(_) => Token::Raw(c.to_string()),
            None if escaped => Token::Escaped(c),
            None => Token::Plain(c),
        });
    }
    flank(&mut tokens);
    tokens.iter().map(ToString::to_string).collect()
}

/// A piece of printed Markdown.
enum Token {
    /// A character as it is.
    Plain(char),
    /// A character with a backslash.
    Escaped(char),
    /// A character as a reference: punctuation to what stands beside it.
    Reference(char),
    /// The beginning of emphasis: `*` or `_`, so many times.
    Open(char, usize),
    /// Its end.
    Close(char, usize),
    /// Anything else, as it is.
    Raw(String),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(c) => write!(f, "{c}"),
            Self::Escaped(c) => write!(f, "\\{c}"),
            Self::Reference(c) => write!(f, "&#{};", u32::from(*c)),
            Self::Open(star, times) | Self::Close(star, times) => {
                (0..*times).try_for_each(|_| write!(f, "{star}"))
            }
            Self::Raw(string) => f.write_str(string),
        }
    }
}

/// Which of `*` and `_` each mark is written with: another than what it stands directly in or directly after, or the
/// two would run together.
fn stars(marks: &[Mark]) -> Vec<char> {
    let mut stars: Vec<char> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let mut before = marks[..index].iter().zip(&stars).filter(|(other, _)| is_starred(other));
        let inside = before.clone().rfind(|(other, _)| other.span.end > mark.span.start);
        // Of those that end here the outermost, which closes last.
        let touched = inside.or_else(|| before.find(|(other, _)| other.span.end == mark.span.start));
        stars.push(if touched.is_some_and(|(_, star)| *star == '*') { '_' } else { '*' });
    }
    stars
}

const fn is_starred(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Emphasis | MarkKind::Strong)
}

/// Emphasis begins and ends only where its neighbours are of the right kind (CommonMark 6.2): no white space inside,
/// and none but white space or punctuation outside, where the inner neighbour is punctuation or the mark is `_`. A
/// neighbour that is not becomes a reference, which is punctuation.
fn flank(tokens: &mut [Token]) {
    // A reference is punctuation: it may ask for another one on the other side of a mark.
    while let Some(at) = (0..tokens.len()).find_map(|at| misplaced(tokens, at)) {
        if let Token::Plain(c) = tokens[at] {
            tokens[at] = Token::Reference(c);
        }
    }
}

/// The character that keeps a mark from beginning or ending, if there is one.
fn misplaced(tokens: &[Token], at: usize) -> Option<usize> {
    let (inner, outer, line) = match tokens[at] {
        Token::Open(star, _) => (at + 1, at.checked_sub(1), star == '_'),
        Token::Close(star, _) => (at.checked_sub(1)?, Some(at + 1), star == '_'),
        _ => return None,
    };
    if matches!(tokens.get(inner), Some(Token::Plain(c)) if c.is_whitespace()) {
        return Some(inner);
    }
    let letter = matches!(tokens.get(inner), Some(Token::Plain(c)) if c.is_alphanumeric());
    let outside = |at: &usize| matches!(tokens.get(*at), Some(Token::Plain(c)) if !is_apart(*c));
    outer.filter(|outer| (line || !letter) && outside(outer))
}

/// White space, and what is punctuation to every version of Unicode.
fn is_apart(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() || "、。，；：！？《》「」『』（）“”".contains(c)
}

/// The index of the `.` or `)` that would make the block's start an item of an ordered list.
fn list_marker(characters: &[char]) -> Option<usize> {
    let digits = characters.iter().take_while(|c| c.is_ascii_digit()).count();
    let mark = characters.get(digits)?;
    ((1..=9).contains(&digits) && matches!(mark, '.' | ')')).then_some(digits)
}

fn must_escape(c: char, at: usize, list_marker: Option<usize>, heading: bool, next: Option<&char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' => true,
        '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
        '#' => heading || at == 0,
        '>' | '+' | '-' | '=' | '~' => at == 0,
        '.' | ')' => list_marker == Some(at),
        _ => false,
    }
}

fn opening(mark: &Mark, star: char, characters: &[char]) -> Token {
    match &mark.kind {
        MarkKind::Emphasis => Token::Open(star, 1),
        MarkKind::Strong => Token::Open(star, 2),
        MarkKind::Code => Token::Raw(fence(mark, characters, ("", " "))),
        MarkKind::Link(_) => Token::Raw("[".to_owned()),
    }
}

fn closing(mark: &Mark, star: char, characters: &[char]) -> Token {
    match &mark.kind {
        MarkKind::Emphasis => Token::Close(star, 1),
        MarkKind::Strong => Token::Close(star, 2),
        MarkKind::Code => Token::Raw(fence(mark, characters, (" ", ""))),
        MarkKind::Link(address) => Token::Raw(format!("](<{}>)", destination(address))),
    }
}

/// The address of a link, to stand between `<` and `>`.
fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '\\' | '<' | '>' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The back quotes around code: more than any run inside it, with a space where it begins or ends with one.
fn fence(mark: &Mark, characters: &[char], (before, after): (&str, &str)) -> String {
    let code: String = characters[mark.span.clone()].iter().collect();
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    // One space at each end is taken away again, unless there is nothing but spaces.
    let spaced = code.starts_with(' ') && code.ends_with(' ') && code.chars().any(|c| c != ' ');
    let pad = code.starts_with('`') || code.ends_with('`') || spaced;
    if pad { format!("{before}{ticks}{after}") } else { ticks }
}
