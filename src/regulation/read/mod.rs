//! Reads the plain text of a law, regulation or plan: its name, history, outline and articles. Every line of the text
//! is in exactly one place of what it answers, or is white space, the table of contents, a repeated heading or the number
//! of a paragraph. It must not know files, Markdown or citations, and it never fails: what it is unsure of it says.

mod cut;
mod flow;
mod history;
mod hong_kong;
mod line;
mod plan;

use std::sync::Arc;

use super::held::{Article, Division, Held, Paragraph, Point};
use super::{ArticleNumber, Fact, PinOrder};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::script::{Detection, Script, Text, detect};
use line::{Line, Mark};

pub use cut::{Cut, Piece, assemble, opens_annex};
pub(crate) use history::facts as stated;
pub(crate) use plan::LEVELS;

/// What was read of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its name, as printed, without 《》; `None` where no line before the text can be one.
    pub name: Option<Text>,
    /// Its document number, where a line of its own has one.
    pub number: Option<Text>,
    /// The script of its text.
    pub script: Script,
    /// How it names the parts of its articles.
    pub pin_order: PinOrder,
    /// When it was passed, amended, issued and came into force, as its history says; without sources, which only who
    /// found the text knows.
    pub facts: Vec<Fact>,
    /// Its text.
    pub held: Held,
}

impl Reading {
    /// The number of its last article, which is how many it has, insertions aside; `None` for a text without articles.
    pub fn articles(&self) -> Option<u32> {
        self.held.articles.last().map(|article| article.number.number)
    }
}

/// Reads the text of a regulation.
pub fn read(file: &Arc<SourceFile>) -> (Reading, Vec<Diagnostic>) {
    let script = match detect(&file.text) {
        Detection::One { script, .. } => script,
        Detection::Undecided | Detection::Mixed => Script::Hans,
    };
    read_as(file, script, None)
}

/// Reads the text of a regulation whose script is known, and perhaps how it names the parts of its articles.
pub fn read_as(
    file: &Arc<SourceFile>,
    script: Script,
    order: Option<PinOrder>,
) -> (Reading, Vec<Diagnostic>) {
    let lines = line::lines(&file.text);
    let order = order.unwrap_or_else(|| line::order(&lines));
    let mut reader = Reader::new(file, script, order);
    // A text with articles numbers nothing else by 一、 or 1.1 that could be a heading.
    let plan = !lines.iter().any(|line| line.begins_article(order));
    let decimal = plan && plan::is_decimal(&lines);
    let begins = |line: &Line<'_>| line.begins_text(order) || (plan && plan::begins(line, decimal));
    let chapter = (order == PinOrder::HongKong).then(|| hong_kong::chapter(&lines)).flatten();
    let body = (0..lines.len()).find(|at| Some(*at) != chapter && begins(&lines[*at])).unwrap_or(lines.len());
    let (name, number) = reader.head(&lines[..body], chapter);
    let announced = lines[..body].iter().any(Line::is_contents);
    reader.body(&lines[body..], announced, plan.then_some(decimal));
    reader.finish();
    if !reader.held.is_told() {
        reader.diagnostics.push(Diagnostic::in_file(Message::RegulationTextUnread, file));
    }
    let facts = history::facts(&reader.held.history);
    let reading = Reading { name, number, script, pin_order: order, facts, held: reader.held };
    (reading, reader.diagnostics)
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    script: Script,
    order: PinOrder,
    held: Held,
    /// The divisions that are not at their end, as indices into the outline.
    open: Vec<usize>,
    /// The articles are over.
    annex: bool,
    /// The numbers of headings.
    series: plan::Series,
    /// What the lines before have left open.
    flow: flow::Flow,
    diagnostics: Vec<Diagnostic>,
}

impl<'f> Reader<'f> {
    fn new(file: &'f Arc<SourceFile>, script: Script, order: PinOrder) -> Self {
        Self {
            file,
            script,
            order,
            held: Held::default(),
            open: Vec::new(),
            annex: false,
            series: plan::Series::default(),
            flow: flow::Flow::default(),
            diagnostics: Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// Ends what is open.
    fn finish(&mut self) {
        self.number_without_words();
        self.close_down_to(None);
        self.count_levels();
    }

    fn text(&self, words: &str) -> Text {
        Text::new(words, self.script)
    }

    /// What stands before the first heading: name, number, history, preamble. `chapter`: the line that has that of the
    /// statute book.
    fn head(&mut self, lines: &[Line<'_>], chapter: Option<usize>) -> (Option<Text>, Option<Text>) {
        let mut name = String::new();
        let mut number = None;
        // No line after this one is of the name.
        let mut named = false;
        let mut bracket = false;
        // The last line of the name can be its end.
        let mut whole = false;
        // An announcement stands above the text, which has a name of its own below it, or is named in it only.
        let announced = lines.iter().find_map(Line::announces);
        for (index, line) in lines.iter().enumerate() {
            let announces = line.announces().is_some();
            if Some(index) == chapter
                && let Some((chapter, beside)) = line.chapter()
                && (name.is_empty() || beside.is_empty())
            {
                number = Some(self.text(chapter));
                name.push_str(beside);
                whole |= !beside.is_empty();
            } else if line.is_contents() {
                named = true;
            } else if bracket || line.opens_history() || announces {
                // A history may run over several lines, up to its bracket's end.
                bracket = !announces && (bracket || line.opens_bracket()) && !line.closes_bracket();
                named |= announced.is_none() || !name.is_empty();
                let words = self.text(line.words);
                self.held.history.push(words);
            } else if number.is_none() && line.is_number() {
                number = Some(self.text(line.words));
            } else if !named
                && !line.is_prose()
                && name.chars().count() < 120
                && line.is_of_name(name.is_empty(), whole, announced.is_some(), lines.get(index + 1))
            {
                name.push_str(line.name());
                whole = line.ends_name();
            } else {
                // The office, the day and the number of an announcement stand before the name.
                named |= !name.is_empty() || !line.is_cover(announced.is_some());
                let words = self.text(line.words);
                self.held.preamble.push(words);
            }
        }
        if name.is_empty() {
            name.push_str(announced.unwrap_or_default());
        }
        let name = (!name.is_empty()).then(|| self.text(&name));
        (name, number)
    }

    /// `plan`: the text has no articles, and numbered headings, as decimals perhaps.
    fn body(&mut self, lines: &[Line<'_>], announced: bool, plan: Option<bool>) {
        let contents = line::contents(lines, announced);
        let lines = &lines[contents..];
        self.flow = flow::Flow::of(lines, self.order);
        for (index, line) in lines.iter().enumerate() {
            if let (Some(decimal), false) = (plan, self.annex) {
                let prose = lines.get(index + 1).is_some_and(|next| next.is_unmarked(self.order));
                if !self.is_open() && self.numbered(line, decimal, prose) {
                    continue;
                }
            }
            match line.mark(self.order) {
                Mark::Division { kind, number, name } if !self.annex => {
                    self.series.close(0);
                    self.division(line, kind, number, name);
                    self.flow.heading();
                }
                // 依照本条例 / 第三条规定的: the rest of a line.
                Mark::Article { number, label, title, rest, apart }
                    if self.is_next(number, apart) && (apart || !self.is_open()) =>
                {
                    self.article(line, number, label, title, rest);
                    self.flow.heading();
                    if !rest.is_empty() {
                        self.flow.words(line);
                    }
                }
                Mark::Annex if !self.is_open() => {
                    self.number_without_words();
                    self.annex = true;
                    self.prose(line.words);
                }
                mark if !self.annex && self.numbered_part(&mark, line) => self.flow.words(line),
                _ if line.is_contents() => {}
                // Its number does not follow: it is no end of the line before.
                Mark::Paragraph(_) | Mark::Lettered { .. } if !self.annex && !self.is_open() => {
                    self.prose(line.words);
                    self.flow.words(line);
                }
                _ => self.unmarked(line),
            }
        }
    }

    /// Whether an article of that number begins here: the next one does; another only where its number stands apart
    /// from its words (a paragraph may begin with 第十条第一款规定的情形).
    fn is_next(&self, number: ArticleNumber, apart: bool) -> bool {
        let Some(last) = self.held.articles.last() else { return apart || number == ArticleNumber::new(1) };
        let last = last.number;
        let next = number == ArticleNumber::new(last.number + 1)
            || number == ArticleNumber::inserted(last.number, last.insertion + 1);
        // Hong Kong's 16A. is written like the numbers of a list; 16AA may stand before it.
        if self.order == PinOrder::HongKong {
            let beside = number.number == last.number && number.is_inserted();
            return (number > last || beside) && !self.annex && !self.held.has_article(number);
        }
        next || (apart && !self.annex)
    }

    fn division(&mut self, line: &Line<'_>, kind: super::DivisionKind, number: ArticleNumber, name: &str) {
        self.number_without_words();
        self.close_down_to(Some(kind));
        let at = self.held.articles.len();
        let division = Division {
            kind,
            number,
            heading: self.text(line.words),
            name: self.text(name),
            text: Vec::new(),
            articles: at..at,
        };
        self.open.push(self.held.outline.len());
        self.held.outline.push(division);
    }

    /// Ends the divisions of that kind and all inside them; without a kind, all.
    fn close_down_to(&mut self, kind: Option<super::DivisionKind>) {
        let end = self.held.articles.len();
        while let Some(&last) = self.open.last() {
            if kind.is_some_and(|kind| self.held.outline[last].kind < kind) {
                break;
            }
            self.held.outline[last].articles.end = end;
            self.open.pop();
        }
    }

    fn article(
        &mut self,
        line: &Line<'_>,
        number: ArticleNumber,
        label: &str,
        title: Option<&str>,
        rest: &str,
    ) {
        self.number_without_words();
        let last = self.held.articles.last().map(|article| article.number);
        let expected = last.map_or(1, |last| last.number + 1);
        let written = number.write(super::numeral::Numerals::Han, Script::Hant).unwrap_or_default();
        if self.held.has_article(number) || last.is_some_and(|last| number < last) {
            let message = Message::ArticleOutOfOrder { article: written };
            self.diagnostics.push(Diagnostic::at(message, self.file, line.bytes.clone()));
        } else if number.number > expected {
            let missing = ArticleNumber::new(expected).write(super::numeral::Numerals::Han, Script::Hant);
            let message = Message::ArticleMissing { article: written, missing: missing.unwrap_or_default() };
            self.diagnostics.push(Diagnostic::at(message, self.file, line.bytes.clone()));
        }
        let article = Article {
            number,
            label: self.text(label),
            title: title.map(|title| self.text(title)),
            paragraphs: vec![paragraph(self.text(rest), 0, self.order)],
        };
        self.annex = false;
        self.held.articles.push(article);
        // 16. (1) 任何人…
        if let Some(line) = Line::of(rest, line.bytes.clone())
            && let Mark::Paragraph(number @ Some(1)) = line.mark(self.order)
            && let Some(first) = self.paragraph()
        {
            first.number = number;
        }
    }

    /// A line without a mark: a paragraph of the article it stands in, the division's own text, or an annex.
    fn prose(&mut self, words: &str) {
        let text = self.text(words);
        if self.annex {
            self.held.annex.push(text);
            return;
        }
        let fresh = self.is_fresh();
        match self.held.articles.last_mut() {
            Some(article) if !fresh => match article.paragraphs.last_mut() {
                // 第 3 條 stands on a line of its own, its words on the next.
                Some(paragraph) if paragraph.text.source().is_empty() && paragraph.points.is_empty() => {
                    paragraph.text = text;
                }
                _ => article.paragraphs.push(paragraph(text, article.paragraphs.len(), self.order)),
            },
            _ => match self.open.last() {
                Some(last) => self.held.outline[*last].text.push(text),
                None => self.held.preamble.push(text),
            },
        }
    }

    /// Whether no article stands under the last heading yet.
    fn is_fresh(&self) -> bool {
        let last = self.open.last();
        last.is_some_and(|last| self.held.outline[*last].articles.start == self.held.articles.len())
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        if self.is_fresh() { None } else { self.held.articles.last_mut()?.paragraphs.last_mut() }
    }

    /// Takes what is numbered inside an article, if its number is the next.
    fn numbered_part(&mut self, mark: &Mark<'_>, line: &Line<'_>) -> bool {
        match *mark {
            Mark::Point { number, label, rest } => self.point(number, label, rest),
            Mark::Item { number, label, rest } => self.item(number, label, rest),
            Mark::Paragraph(number) => self.printed_paragraph(number, line.words),
            Mark::Lettered { letter, item, label, rest } => self.lettered(letter, item, label, rest),
            _ => false,
        }
    }

    /// Takes a point, if its number is the next.
    fn point(&mut self, number: u32, label: &str, rest: &str) -> bool {
        self.number_without_words();
        let last = self.paragraph().map(|paragraph| paragraph.points.last().map_or(0, |last| last.number));
        last.is_some_and(|last| number == last + 1) && self.placed(number, label, rest)
    }

    /// Puts a point behind the last one.
    fn placed(&mut self, number: u32, label: &str, rest: &str) -> bool {
        let point = Point { number, label: self.text(label), text: self.text(rest), items: Vec::new() };
        self.paragraph().map(|paragraph| paragraph.points.push(point)).is_some()
    }

    /// Takes an item, if its number is the next.
    fn item(&mut self, number: u32, label: &str, rest: &str) -> bool {
        self.number_without_words();
        let point = self.paragraph().and_then(|paragraph| paragraph.points.last());
        let last = point.map(|point| point.items.last().map_or(0, |last| last.number));
        last.is_some_and(|last| number == last + 1) && self.placed_item(number, label, rest)
    }

    /// Puts an item behind the last one.
    fn placed_item(&mut self, number: u32, label: &str, rest: &str) -> bool {
        let item = Point { number, label: self.text(label), text: self.text(rest), items: Vec::new() };
        let point = self.paragraph().and_then(|paragraph| paragraph.points.last_mut());
        point.map(|point| point.items.push(item)).is_some()
    }
}

/// A paragraph behind so many others of its article.
fn paragraph(text: Text, before: usize, order: PinOrder) -> Paragraph {
    let number = (order != PinOrder::HongKong).then_some(before as u32 + 1);
    Paragraph { number, text, points: Vec::new() }
}

#[cfg(test)]
mod tests;
