//! What a line without a mark is to the lines before it: a paragraph, the rest of a wrapped line, a row of a table, or the
//! number of a paragraph, as Taiwan's law databases print it. Where that is not said, a message asks. It must not know
//! headings or articles.

use std::ops::Range;

use super::hong_kong;
use super::line::Line;
use super::{Reader, paragraph};
use crate::diagnostic::{Diagnostic, Message};
use crate::regulation::PinOrder;
use crate::script::Text;

/// The lengths of the longest line between which a text can be wrapped.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=100;

/// How much shorter than the longest a wrapped line may be: a mark may not begin the next.
const SLACK: usize = 3;

/// What the lines before have left open.
pub(super) struct Flow {
    /// From this length on a line was broken because it was full; no line is where the text is not wrapped.
    pub(super) full: usize,
    /// The last line ended a sentence, or was none.
    pub(super) finished: bool,
    /// The last line was full, or ends with a comma: the next goes on.
    goes_on: bool,
    /// The number of the paragraph, where the article's are numbered.
    number: Option<u32>,
    /// That number was read, and its words were not: as it stands there, and where.
    pending: Option<(String, Range<usize>)>,
    /// The last line was a row of a table.
    table: bool,
    /// What leads into a list ends with —— : Hong Kong's laws.
    dashes: bool,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            full: usize::MAX,
            finished: true,
            goes_on: false,
            number: None,
            pending: None,
            table: false,
            dashes: false,
        }
    }
}

impl Flow {
    /// The flow of a text of these lines.
    pub(super) fn of(lines: &[Line<'_>], order: PinOrder) -> Self {
        let longest = lines.iter().map(|line| line.folded().len()).max().unwrap_or(0);
        let full = longest.saturating_sub(SLACK);
        let broken = |pair: &&[Line<'_>]| {
            pair[0].folded().len() >= full && !pair[0].ends_sentence() && pair[1].is_unmarked(order)
        };
        let wrapped = WIDTHS.contains(&longest) && lines.windows(2).filter(broken).nth(2).is_some();
        let full = if wrapped { full } else { usize::MAX };
        Self { full, dashes: order == PinOrder::HongKong, ..Self::default() }
    }

    /// A heading stands there: nothing goes on behind it.
    pub(super) fn heading(&mut self) {
        *self = Self { full: self.full, dashes: self.dashes, ..Self::default() };
    }

    /// A line was taken, as words of which the next may be the rest.
    pub(super) fn words(&mut self, line: &Line<'_>) {
        let dash = self.dashes && line.folded().last().is_some_and(|c| "—－─".contains(*c));
        self.finished = dash || line.ends_sentence();
        self.goes_on = line.folded().len() >= self.full || matches!(line.folded().last(), Some('，' | '、'));
        self.table = false;
    }
}

impl Line<'_> {
    /// Whether a sentence, or what leads into a list, ends with it.
    pub(super) fn ends_sentence(&self) -> bool {
        let mut letters = self.folded().iter().rev().skip_while(|c| "」』”’)》〉】".contains(**c));
        letters.next().is_none_or(|c| "。；;:！!？?…".contains(*c))
    }

    /// A row of a table: cells apart by tabs, lines or wide gaps.
    fn is_row(&self) -> bool {
        const DRAWN: &str = "\t|｜│┃┌┬┐├┼┤└┴┘─━";
        let folded = self.folded();
        if folded.iter().any(|c| DRAWN.contains(*c)) {
            return true;
        }
        let wide = |at: usize| match folded[at] {
            '\u{3000}' => !folded[at - 1].is_whitespace(),
            c => c.is_whitespace() && folded[at + 1].is_whitespace() && !folded[at - 1].is_whitespace(),
        };
        let gaps = (1..folded.len().saturating_sub(1)).filter(|at| wide(*at)).count();
        gaps > 1 && !self.ends_sentence()
    }

    /// Digits alone.
    fn alone(&self) -> Option<u32> {
        let digits = self.folded().iter().all(|c| c.is_ascii_digit() || ('０'..='９').contains(c));
        let value = || crate::regulation::numeral::read(self.folded());
        (digits && self.folded().len() < 3).then(value).flatten().filter(|number| *number > 0)
    }

    /// Its first words, for a message.
    fn beginning(&self) -> String {
        self.words.chars().take(24).collect()
    }
}

impl Reader<'_> {
    /// Whether a line goes on with the sentence before it, as far as the lines say.
    pub(super) fn is_open(&self) -> bool {
        !self.flow.finished && self.flow.goes_on && !self.annex
    }

    /// Takes a line without a mark.
    pub(super) fn unmarked(&mut self, line: &Line<'_>) {
        if self.annex {
            self.prose(line.words);
            return;
        }
        let inside = self.paragraph().is_some();
        if inside && self.order == PinOrder::Taiwan && self.number_alone(line) {
            return;
        }
        if inside && line.is_row() {
            self.number_without_words();
            self.row(line);
            return;
        }
        if self.flow.pending.take().is_some() {
            let text = self.text(line.words);
            if let Some(article) = self.held.articles.last_mut() {
                article.paragraphs.push(paragraph(text, article.paragraphs.len(), self.order));
            }
        } else if inside && self.flow.number.is_some() && self.last_text().is_some() {
            // A numbered paragraph ends with the next number.
            if self.flow.finished {
                self.tell(line, |words| Message::LineJoined { words });
            }
            self.join(line);
        } else if !self.flow.finished && self.last_text().is_some() {
            self.unfinished(line, inside);
        } else {
            self.prose(line.words);
        }
        self.flow.words(line);
    }

    /// A line after one that does not end a sentence.
    fn unfinished(&mut self, line: &Line<'_>, inside: bool) {
        if self.flow.goes_on {
            self.join(line);
        } else if !inside {
            // Outside the articles no paragraph is counted.
            self.prose(line.words);
        } else if self.last_text().is_some_and(|(_, point)| point) {
            // Lists without marks at their ends are as common as lines that were broken.
            self.tell(line, |words| Message::LineApart { words });
            self.prose(line.words);
        } else {
            self.tell(line, |words| Message::LineJoined { words });
            self.join(line);
        }
    }

    /// Takes a line of digits as the number of a paragraph, if it is the next.
    fn number_alone(&mut self, line: &Line<'_>) -> bool {
        let Some(number) = line.alone() else { return false };
        self.number_without_words();
        let empty = self.last_text().is_none();
        match (self.flow.number, number) {
            (None, 1) if empty => {}
            (Some(last), number) if number == last + 1 && !empty => {
                self.flow.pending = Some((line.words.to_owned(), line.bytes.clone()));
            }
            (None, _) => return false,
            _ => {
                self.tell(line, |words| Message::ParagraphNumberOdd { words });
                self.prose(line.words);
                self.flow.heading();
                return true;
            }
        }
        self.flow.number = Some(number);
        self.flow.finished = true;
        true
    }

    /// Opens the paragraph of a number that no words follow, so that those behind it keep their numbers: another number, a
    /// point, a row or a heading stands there. Its words are the number.
    pub(super) fn number_without_words(&mut self) {
        let Some((words, bytes)) = self.flow.pending.take() else { return };
        let text = self.text(&words);
        if let Some(article) = self.held.articles.last_mut() {
            article.paragraphs.push(paragraph(text, article.paragraphs.len(), self.order));
        }
        self.diagnostics.push(Diagnostic::at(Message::ParagraphNumberOdd { words }, self.file, bytes));
    }

    /// Puts a row behind the words that it follows.
    fn row(&mut self, line: &Line<'_>) {
        if !self.flow.table {
            self.tell(line, |words| Message::TableInArticle { words });
        }
        let cells: Vec<&str> = line.words.split_whitespace().collect();
        self.append(&cells.join("　"), "　");
        self.flow.finished = true;
        self.flow.goes_on = false;
        self.flow.table = true;
    }

    fn join(&mut self, line: &Line<'_>) {
        self.append(line.words, "");
    }

    /// Puts words behind the last text; between words of Latin letters there is a blank.
    fn append(&mut self, words: &str, between: &str) {
        let script = self.script;
        let cited = self.order == PinOrder::HongKong && hong_kong::cites_on(words);
        // ( 2 / ) of two lines would make a number that none of them is.
        let number = |text: &str| {
            text.starts_with(['(', '（'])
                && text.chars().count() < 16
                && match text.find([')', '）']) {
                    None => true,
                    // (1) that is a paragraph's would become one that is cited.
                    Some(shut) => cited && text[shut..].chars().count() == 1,
                }
        };
        let Some((text, _)) = self.last_text().filter(|(text, _)| !number(text.source())) else {
            self.prose(words);
            return;
        };
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let latin = ascii(text.source().chars().next_back()) && ascii(words.chars().next());
        let between = match between {
            _ if text.source().is_empty() => "",
            "" if latin => " ",
            between => between,
        };
        *text = Text::new(format!("{}{between}{words}", text.source()), script);
    }

    /// The text that a line may go on with, and whether it is a point's or an item's; none where it has no words yet.
    fn last_text(&mut self) -> Option<(&mut Text, bool)> {
        let fresh = self.is_fresh();
        let (text, point) = match self.held.articles.last_mut() {
            Some(article) if !fresh => {
                let paragraph = article.paragraphs.last_mut()?;
                match paragraph.points.last_mut() {
                    Some(point) => match point.items.last_mut() {
                        Some(item) => (&mut item.text, true),
                        None => (&mut point.text, true),
                    },
                    None => (&mut paragraph.text, false),
                }
            }
            _ => match self.open.last() {
                Some(last) => (self.held.outline[*last].text.last_mut()?, false),
                None => (self.held.preamble.last_mut()?, false),
            },
        };
        (point || !text.source().is_empty()).then_some((text, point))
    }

    fn tell(&mut self, line: &Line<'_>, message: impl FnOnce(String) -> Message) {
        self.diagnostics.push(Diagnostic::at(message(line.beginning()), self.file, line.bytes.clone()));
    }
}
