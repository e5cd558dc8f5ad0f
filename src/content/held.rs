//! The held text of a regulation as Markdown: its history in block quotes, its divisions as headings, each article a
//! paragraph that begins with its number in strong, everything else a paragraph. Printing and reading are each other's
//! inverse, and taking the markup away leaves the text.
//!
//! A body without any of this markup is taken for the plain text of a regulation, as a person may paste it.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::body;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::{Block, Mark, MarkKind};
use crate::regulation::read::{self, Cut, Piece};
use crate::regulation::{Article, Division, DivisionKind, Held, PinOrder, Point};
use crate::script::{Script, Text};

/// Reads the Markdown of a range of a file; `None` where there is no text. With it, how it names the parts of its
/// articles: as it is given, or as a pasted text shows.
pub(super) fn parse(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    script: Script,
    order: Option<PinOrder>,
) -> (Option<(Held, Option<PinOrder>)>, Vec<Diagnostic>) {
    let (pieces, mut diagnostics) = pieces(file, range.clone());
    if pieces.is_empty() {
        return (None, diagnostics);
    }
    let (held, order) = if pieces.iter().all(|piece| matches!(piece.cut, Cut::Paragraph | Cut::History)) {
        // Lines count here, and Markdown would join them.
        let plain = SourceFile { path: file.path.clone(), text: file.text[range].to_owned() };
        let (reading, problems) = read::read_as(&Arc::new(plain), script, order);
        // Their places are those of the body; the file is enough for what a person has just pasted.
        let told = problems.into_iter().map(|one| Diagnostic::in_file(one.message, file));
        diagnostics.extend(told);
        if !reading.held.is_told() {
            return (None, diagnostics);
        }
        (reading.held, Some(reading.pin_order))
    } else {
        let (held, problems) = read::assemble(file, &pieces, script, order.unwrap_or(PinOrder::Mainland));
        diagnostics.extend(problems);
        (held, order)
    };
    // Without articles and divisions nothing of it could be shown, nor told from a pasted text when it is read again.
    if held.articles.is_empty() && held.outline.is_empty() {
        diagnostics.push(Diagnostic::in_file(Message::RegulationTextUnread, file));
        return (None, diagnostics);
    }
    (Some((held, order)), diagnostics)
}

/// The words of a body without its markup, white space left out: what a text is compared with.
pub(crate) fn squeezed(file: &Arc<SourceFile>, range: Range<usize>) -> String {
    let (pieces, _) = pieces(file, range);
    pieces.iter().flat_map(|piece| piece.words.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn pieces(file: &Arc<SourceFile>, range: Range<usize>) -> (Vec<Piece>, Vec<Diagnostic>) {
    let mut gatherer = Gatherer { file, pieces: Vec::new(), run: Run::default(), diagnostics: Vec::new() };
    let mut quotes = 0_usize;
    for (event, at) in Parser::new_ext(&file.text[range.clone()], Options::empty()).into_offset_iter() {
        let at = range.start + at.start..range.start + at.end;
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) => {
                gatherer.end(quotes, false);
                gatherer.run.bytes = at;
            }
            Event::End(TagEnd::Heading(_)) => gatherer.end(quotes, true),
            Event::End(TagEnd::Paragraph) => gatherer.end(quotes, false),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) | Event::Code(text) => {
                gatherer.run.push(&text, &at);
            }
            Event::SoftBreak | Event::HardBreak => gatherer.run.line_break(),
            Event::End(TagEnd::Strong) => {
                let run = &mut gatherer.run;
                run.label.get_or_insert(run.words.len());
            }
            Event::Start(Tag::Strong) => {
                // Strong words further on are no label.
                let run = &mut gatherer.run;
                if !run.words.trim().is_empty() {
                    run.label.get_or_insert(0);
                }
            }
            Event::Start(Tag::List(_)) => gatherer.unsupported("a list", "清單", at),
            Event::Start(Tag::CodeBlock(_)) => gatherer.unsupported("a code block", "程式碼", at),
            Event::Start(Tag::Image { .. }) => gatherer.unsupported("an image", "圖片", at),
            Event::Rule => gatherer.unsupported("a horizontal rule", "分隔線", at),
            Event::Start(Tag::Item) | Event::End(TagEnd::Item | TagEnd::CodeBlock) => {
                gatherer.end(quotes, false);
            }
            _ => {}
        }
    }
    gatherer.end(quotes, false);
    (gatherer.pieces, gatherer.diagnostics)
}

/// A block while it is being gathered.
#[derive(Default)]
struct Run {
    words: String,
    /// How many bytes at its start are strong; 0 where the first strong words stand further on.
    label: Option<usize>,
    bytes: Range<usize>,
}

impl Run {
    fn push(&mut self, text: &str, at: &Range<usize>) {
        if self.bytes.is_empty() {
            self.bytes = at.clone();
        }
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.line_break(),
                c => self.words.push(c),
            }
        }
    }

    /// A line end is a space between words and nothing between Han characters, which have none.
    fn line_break(&mut self) {
        if self.words.chars().next_back().is_some_and(|c| c.is_ascii() && !c.is_whitespace()) {
            self.words.push(' ');
        }
    }
}

struct Gatherer<'f> {
    file: &'f Arc<SourceFile>,
    pieces: Vec<Piece>,
    run: Run,
    diagnostics: Vec<Diagnostic>,
}

impl Gatherer<'_> {
    /// Ends the block, if there is one.
    fn end(&mut self, quotes: usize, heading: bool) {
        let Run { words, label, bytes } = std::mem::take(&mut self.run);
        if words.trim().is_empty() {
            return;
        }
        let cut = match label {
            _ if quotes > 0 => Cut::History,
            _ if heading => Cut::Heading,
            Some(length) if length > 0 => Cut::Article(length),
            _ => Cut::Paragraph,
        };
        let line = self.file.text[bytes.clone()].find('\n').unwrap_or(bytes.len());
        self.pieces.push(Piece { cut, words, bytes: bytes.start..bytes.start + line });
    }

    fn unsupported(&mut self, english: &str, chinese: &str, at: Range<usize>) {
        let message = Message::MarkupUnsupported { what: english.to_owned(), what_zh: chinese.to_owned() };
        let line = self.file.text[at.clone()].find('\n').unwrap_or(at.len());
        self.diagnostics.push(Diagnostic::at(message, self.file, at.start..at.start + line));
    }
}

/// Prints a held text as Markdown: blocks apart by one empty line, a line end after the last.
pub(super) fn print(held: &Held) -> String {
    let mut blocks: Vec<String> = Vec::new();
    blocks.extend(held.history.iter().map(|line| format!("> {}", plain(line.source(), false))));
    blocks.extend(held.preamble.iter().map(|text| plain(text.source(), false)));
    let mut divisions = held.outline.iter().peekable();
    for at in 0..=held.articles.len() {
        while let Some(division) = divisions.next_if(|division| division.articles.start <= at) {
            // Markdown has six levels; which is meant, the heading's own number says.
            let marks = "#".repeat(level(division.kind, &held.outline).min(6));
            blocks.push(format!("{marks} {}", plain(division.heading.source(), true)));
            blocks.extend(division.text.iter().map(|text| plain(text.source(), false)));
        }
        if let Some(article) = held.articles.get(at) {
            print_article(article, &mut blocks);
        }
    }
    for text in &held.annex {
        let heading = read::opens_annex(text.source());
        let words = plain(text.source(), heading);
        blocks.push(if heading { format!("## {words}") } else { words });
    }
    blocks.join("\n\n") + "\n"
}

/// The level of a division's heading: 2 for the outermost kind that the text has, one more for each kind below it.
pub(crate) fn level(kind: DivisionKind, outline: &[Division]) -> usize {
    let mut kinds: Vec<DivisionKind> = outline.iter().map(|division| division.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    2 + kinds.iter().position(|known| *known == kind).unwrap_or(0)
}

fn print_article(article: &Article, blocks: &mut Vec<String>) {
    let mut label = article.label.source().to_owned();
    label.push_str(article.title.as_ref().map_or("", Text::source));
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        let words = paragraph.text.source();
        match index {
            0 => blocks.push(labelled(&label, words)),
            _ => blocks.push(plain(words, false)),
        }
        for point in &paragraph.points {
            blocks.push(numbered(point));
            blocks.extend(point.items.iter().map(numbered));
        }
    }
}

/// The first paragraph of an article. Between the strong words and what follows there must be white space, or Markdown
/// would not take the one for strong before some of the other.
fn labelled(label: &str, words: &str) -> String {
    let length = label.chars().count();
    let text = if words.is_empty() { label.to_owned() } else { format!("{label}　{words}") };
    let marks = vec![Mark { span: 0..length, kind: MarkKind::Strong }];
    // What is printed has no script.
    body::inline(&Block::new(Text::new(text, Script::Hant), marks), false)
}

fn numbered(point: &Point) -> String {
    let (label, words) = (point.label.source(), point.text.source());
    // 1. 5公里 is point 1; 1.5公里 would be a number.
    let apart = label.ends_with(['.', '．', '｡']) && words.starts_with(|c: char| c.is_ascii_digit());
    plain(&format!("{label}{}{words}", if apart { " " } else { "" }), false)
}

fn plain(words: &str, heading: bool) -> String {
    body::inline(&Block::plain(Text::new(words, Script::Hant)), heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: "content/regulations/a.md".to_owned(), text: text.to_owned() })
    }

    fn read_back(held: &Held, script: Script, order: PinOrder) -> Option<Held> {
        let printed = file(&print(held));
        parse(&printed, 0..printed.text.len(), script, Some(order)).0.map(|(held, _)| held)
    }

    /// A text written for this test: no real law's words.
    const LAW: &str = "澄川市月牙淀管理条例\n（2009年3月1日澄川市人民代表大会通过）\n\n第一编　总　　则\n\n第一章　一般规定\n\n\
        第一条　为了管理月牙淀*，制定本条例。\n第二条（范围）本条例适用于淀区。\n前款所称淀区，包括：\n（一）水面；\n（二）堤岸：\n1．南堤；\n\
        2. 5公里长的北堤。\n第一条规定的目的适用于本款。\n\n第二编　分则\n\n第三条之一　\n\n附件：淀区范围图\n1) 图 #1\n";

    #[test]
    fn a_law_in_markdown() {
        let (reading, _) = read::read(&file(LAW));
        insta::assert_snapshot!(print(&reading.held));
        assert_eq!(read_back(&reading.held, reading.script, reading.pin_order), Some(reading.held));
    }

    #[test]
    fn a_pasted_text_is_read_as_it_is() {
        let pasted = file("第一条　甲。\n第二条　乙：\n（一）丙；\n（二）丁。\n");
        let (held, problems) = parse(&pasted, 0..pasted.text.len(), Script::Hans, None);
        assert_eq!(
            (held.map(|(held, order)| (held.articles.len(), order)), problems),
            (Some((2, Some(PinOrder::Mainland))), vec![])
        );
        let empty = file("\n\n");
        assert_eq!(parse(&empty, 0..2, Script::Hans, None), (None, vec![]));
    }

    /// What stands in the front matter is not guessed again from the text.
    #[test]
    fn a_pasted_text_is_in_the_script_and_order_that_are_given() {
        let pasted = file("民國法\n第一条　甲：\n一、乙。\n");
        let read = |order| parse(&pasted, 0..pasted.text.len(), Script::Hant, order).0.expect("a text");
        let points = |held: &Held| held.articles[0].paragraphs[0].points.len();
        let (held, order) = read(None);
        assert_eq!(
            (held.articles[0].label.script(), points(&held), order),
            (Script::Hant, 1, Some(PinOrder::Taiwan))
        );
        let (held, order) = read(Some(PinOrder::Mainland));
        assert_eq!((points(&held), order), (0, Some(PinOrder::Mainland)));
    }

    #[test]
    fn what_is_no_heading_is_said() {
        let edited = file("## 說明\n\n**第一條**　甲。\n\n**第一條**　乙。\n\n**注意**　丙。\n");
        let (held, problems) = parse(&edited, 0..edited.text.len(), Script::Hant, None);
        let codes: Vec<_> = problems.iter().map(|problem| problem.message.code()).collect();
        assert_eq!(codes, ["heading-unnumbered", "article-out-of-order"]);
        assert_eq!(held.map(|(held, _)| held.articles.len()), Some(2));
        // It is a point all the same, so that printing it and reading it again changes nothing.
        let edited = file("**第一條**　甲：\n\n## （一）乙：\n");
        let (held, _) = parse(&edited, 0..edited.text.len(), Script::Hant, None);
        assert_eq!(held.map(|(held, _)| held.articles[0].paragraphs[0].points.len()), Some(1));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(512))]

        /// Printing and reading are each other's inverse for whatever can be read, and no line is lost.
        #[test]
        fn print_and_parse(lines in proptest::collection::vec(
            "(第[一二三四]章　|第[一二三四五]条(之一)?[　（]?|（[一二三]）|[一二三]、|[12][.．)]|附件|目录|前言|)[第一二条之章）、.。:： 　*_#`~<&>\\[\\]!+=|12甲乙-]{0,8}",
            0..14,
        ), taiwan: bool) {
            let mut text = lines.join("\n");
            if taiwan {
                text.insert_str(0, "民國法\n");
            }
            let (reading, _) = read::read(&file(&text));
            if !reading.held.articles.is_empty() || !reading.held.outline.is_empty() {
                let back = read_back(&reading.held, reading.script, reading.pin_order);
                proptest::prop_assert_eq!(back.as_ref(), Some(&reading.held), "{}", print(&reading.held));
                // The first line may be the name, which is no part of the held text; a table of contents is left out.
                let printed = file(&print(&reading.held));
                let kept = squeezed(&printed, 0..printed.text.len());
                let count = |text: &str| text.chars().filter(|c| *c == '甲').count();
                let head = reading.name.as_ref().map_or(0, |name| count(name.source()));
                let number = reading.number.as_ref().map_or(0, |number| count(number.source()));
                proptest::prop_assert!(count(&kept) + head + number <= count(&text));
                for article in &reading.held.articles {
                    let words: String = article.paragraphs[0].text.source().chars().filter(|c| !c.is_whitespace()).collect();
                    proptest::prop_assert!(kept.contains(&words));
                }
            }
        }

        /// A text without articles, too: and of that nothing is left out, as it has no table of contents here.
        #[test]
        fn a_plan_printed_and_parsed(lines in proptest::collection::vec(
            "(第[一二三]章　|第[一二]节 |（[一二三]）|[一二三]、|[123][.．、 ]|[12]\\.[123] ?|[12]\\.1\\.[12] |（[12]）|附件|前言|)[一二条之章）、.。:： 　*_#`~<&>\\[\\]!+=|12甲乙-]{0,8}",
            0..16,
        )) {
            let text = format!("某规划\n{}", lines.join("\n"));
            let (reading, _) = read::read(&file(&text));
            if !reading.held.outline.is_empty() && reading.held.articles.is_empty() {
                let printed = file(&print(&reading.held));
                let back = read_back(&reading.held, reading.script, reading.pin_order);
                proptest::prop_assert_eq!(back.as_ref(), Some(&reading.held), "{}", printed.text);
                let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                let name = reading.name.as_ref().map_or_else(String::new, |name| squeeze(name.source()));
                let kept = name + &squeezed(&printed, 0..printed.text.len());
                // Headings that come again would be a table of contents.
                let table = text.contains(['章', '节']);
                if !table && reading.held.history.is_empty() && reading.number.is_none() {
                    proptest::prop_assert_eq!(kept, squeeze(&text));
                }
            }
        }

        /// An ordinance in Hong Kong's form.
        #[test]
        fn an_ordinance_printed_and_parsed(lines in proptest::collection::vec(
            "(第[12]A?部 |[1-4]A?[.] ?|第[1-4]A?條 ?|[(][123]A?[)]|[(][abci]a?[)]|[(]i[iv]?a?[)]|附表1|)[()—：， 。（）a1.款甲乙]{0,5}",
            0..20,
        )) {
            let text = format!("某條例\n1. 甲\n(1) 甲：\n(a) 乙。\n{}", lines.join("\n"));
            let (reading, _) = read::read_as(&file(&text), Script::Hant, Some(PinOrder::HongKong));
            let printed = file(&print(&reading.held));
            let back = read_back(&reading.held, reading.script, reading.pin_order);
            proptest::prop_assert_eq!(back.as_ref(), Some(&reading.held), "{}", printed.text);
            let count = |text: &str| text.chars().filter(|c| matches!(c, '甲' | '乙')).count();
            proptest::prop_assert_eq!(count(&squeezed(&printed, 0..printed.text.len())), count(&text));
        }
    }
}
