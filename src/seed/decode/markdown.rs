//! A notice in Markdown becomes its lines: the words without the markup, the numbers of its lists as they are written. What
//! looks like markup and says something stays; what is no text is told. It must not know what a notice is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::rows::Row;
use super::shifted::{self, Shift};
use super::{LeftKind, Words};
use crate::seed::words::is_han;

/// So often a text is read again for definitions that are text, before all of it is taken as it stands.
const ROUNDS: usize = 8;

/// The words of a text in Markdown, one line a line, blocks apart by an empty one.
pub(super) fn text(markdown: &str) -> Words {
    let mut words = Words::default();
    let (front, whole) = front_matter(markdown);
    words.leave(LeftKind::FrontMatter, front);
    let mut body = whole.to_owned();
    for _ in 0..ROUNDS {
        let places = definitions(&body);
        if places.is_empty() {
            write(&body, &mut words);
            return words;
        }
        // Escaped, a definition is a paragraph.
        for at in places.into_iter().rev() {
            body.insert(at, '\\');
        }
    }
    words.text.push_str(whole);
    words
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// What stands between lines `---` at the head, if it is a program's: keys with values. The rest is the text.
fn front_matter(markdown: &str) -> (&str, &str) {
    let none = ("", markdown);
    let Some(first) = markdown.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return none;
    };
    let mut at = first.len();
    for line in markdown[at..].split_inclusive('\n') {
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            return (&markdown[first.len()..at], &markdown[at + line.len()..]);
        }
        // A person's facts of a notice have keys of other letters.
        let key = bare.split_once(':').is_some_and(|(key, _)| !key.is_empty() && key.is_ascii());
        if !(key || bare.is_empty() || bare.starts_with([' ', '\t', '-', '#'])) {
            return none;
        }
        at += line.len();
    }
    none
}

/// Where definitions of links stand that are text: `[注]: 本通知所称…` defines nothing that is used, or no address.
fn definitions(markdown: &str) -> Vec<usize> {
    let parser = Parser::new_ext(markdown, options());
    let mut found: Vec<(String, usize)> = Vec::new();
    for (label, definition) in parser.reference_definitions().iter() {
        let text = !is_address(&definition.dest);
        found.push((if text { String::new() } else { key(label) }, definition.span.start));
    }
    if found.iter().any(|(label, _)| !label.is_empty()) {
        let used: std::collections::HashSet<String> = parser
            .filter_map(|event| match event {
                Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(key(&id)),
                _ => None,
            })
            .collect();
        found.retain(|(label, _)| !used.contains(label) || label.is_empty());
    }
    let mut places: Vec<usize> = found.into_iter().map(|(_, at)| at).collect();
    places.sort_unstable();
    places
}

/// A label as labels are compared.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the words behind a link's label are where it leads. （见附件）behind brackets is text.
fn is_address(words: &str) -> bool {
    !words.chars().any(is_han) && words.contains(['/', '.', ':', '#', '@'])
        || words.starts_with(['/', '#', '.'])
        || words
            .split_once("://")
            .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Adds the words of a text without front matter.
fn write(markdown: &str, words: &mut Words) {
    // Whether each open list has numbers.
    let mut lists: Vec<bool> = Vec::new();
    // What is to be written behind the open links.
    let mut links: Vec<String> = Vec::new();
    let mut html = String::new();
    let mut open = Open::default();
    for (event, at) in Parser::new_ext(markdown, options()).into_offset_iter() {
        if !matches!(event, Event::Html(_)) && !html.is_empty() {
            block(&std::mem::take(&mut html), words);
        }
        let out = &mut words.text;
        match event {
            Event::Text(text) | Event::Code(text) => shifted::push(words, &text, open.shift()),
            // A block of HTML comes line by line.
            Event::Html(text) => html.push_str(&text),
            Event::InlineHtml(text) => tags(&text, words, &mut open),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong)
                if is_multiplied(markdown, at.clone()) =>
            {
                let strong = matches!(event, Event::Start(Tag::Strong) | Event::End(TagEnd::Strong));
                out.push_str(if strong { "**" } else { "*" });
            }
            // Nobody can tell: 按照单价*数量*税率, 会议要求*逐项*核对.
            Event::Start(Tag::Emphasis) if stands_inside(markdown, &at) => {
                words.leave(LeftKind::Starred, &markdown[at]);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let text = markdown[at].ends_with(')') && !dest_url.contains('.') && !is_address(&dest_url);
                links.push(if text && !dest_url.is_empty() {
                    format!("({dest_url})")
                } else {
                    String::new()
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => out.push_str(&links.pop().unwrap_or_default()),
            Event::FootnoteReference(label) => {
                out.push_str(&format!("[{label}]"));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                end_line(out);
                out.push_str(&format!("[{label}]"));
            }
            Event::Start(Tag::List(first)) => {
                // A list inside an item begins a line of its own.
                end_line(out);
                lists.push(first.is_some());
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                if lists.is_empty() {
                    out.push('\n');
                }
            }
            Event::Start(Tag::Item) if lists.last() == Some(&true) => {
                let item = markdown[at].trim_start();
                let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                out.push_str(item.get(..digits + 1).unwrap_or_default());
            }
            Event::Start(Tag::TableCell) => open.cell(out),
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock) => {
                open.end(out);
                end_line(out);
            }
            Event::End(TagEnd::TableCell) => open.end_cell(out),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                open.end(out);
                end_line(out);
                // In an item the paragraphs of a list stand close.
                if lists.is_empty() {
                    out.push('\n');
                }
            }
            Event::Rule | Event::End(TagEnd::Table) => out.push('\n'),
            _ => {}
        }
    }
    open.end(&mut words.text);
    block(&html, words);
}

/// What tags or a table have opened. What nobody closes ends with its block.
#[derive(Debug, Default)]
struct Open {
    /// The tags around the words that may shift them, and where the words in each stand to the line.
    shifts: Vec<(String, Option<Shift>)>,
    row: Row,
    /// Where the words of the cell begin.
    cell: Option<usize>,
}

impl Open {
    /// Where the words stand to the line.
    fn shift(&self) -> Option<Shift> {
        self.shifts.last().and_then(|(_, shift)| *shift)
    }

    /// A tag ends, and with it those that were opened in it.
    fn unshift(&mut self, name: &str) {
        let opened = self.shifts.iter().rposition(|(open, _)| open == name);
        self.shifts.truncate(opened.unwrap_or(self.shifts.len()));
    }

    /// A cell begins; one that is open ends.
    fn cell(&mut self, out: &mut String) {
        self.end_cell(out);
        self.cell = Some(out.len());
    }

    /// The words of the cell go into its row.
    fn end_cell(&mut self, out: &mut String) {
        self.shifts.clear();
        let Some(at) = self.cell.take() else { return };
        let words = out.split_off(at);
        self.row.open();
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        self.row.cell().into_iter().for_each(|cell| cell.extend(lines.clone()));
        self.row.close();
    }

    /// All that is open ends, and the row is written.
    fn end(&mut self, out: &mut String) {
        self.end_cell(out);
        for line in std::mem::take(&mut self.row).lines() {
            end_line(out);
            out.push_str(&line);
            out.push('\n');
        }
    }
}

/// Adds the words of a block of HTML, apart from what follows.
fn block(html: &str, words: &mut Words) {
    let length = words.text.len();
    let mut open = Open::default();
    tags(html.trim_end(), words, &mut open);
    open.end(&mut words.text);
    if words.text.len() > length {
        end_line(&mut words.text);
        words.text.push('\n');
    }
}

/// Whether the stars of an emphasis are signs of multiplication: 2*3项、4*5项. Between a number and a number, or a letter,
/// nobody begins or ends an emphasis. In running Han one star does (要求*逐项*核对): see [`is_product`].
fn is_multiplied(markdown: &str, at: std::ops::Range<usize>) -> bool {
    let words = &markdown[at.clone()];
    if !words.starts_with('*') {
        return false;
    }
    let is = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inner = words.trim_matches('*');
    let (before, after) = (&markdown[..at.start], &markdown[at.end..]);
    is(before.chars().next_back()) && is(inner.chars().next())
        || is(inner.chars().next_back()) && is(after.chars().next())
        || !words.starts_with("**")
            && before.ends_with(char::is_alphanumeric)
            && after.starts_with(char::is_alphanumeric)
            && is_product(before, inner, after)
}

/// Whether an emphasis with one star stands inside running text, where its stars may be signs of multiplication.
fn stands_inside(markdown: &str, at: &std::ops::Range<usize>) -> bool {
    markdown[at.start..].starts_with('*')
        && markdown[..at.start].ends_with(char::is_alphanumeric)
        && markdown[at.end..].starts_with(char::is_alphanumeric)
}

/// What is multiplied has a short name: 长*宽*高.
const FACTOR: usize = 3;

/// Whether words between two single stars in running text may be multiplied with what stands beside them: all three are
/// short; or those between are a single character, which is seldom stressed (为长*宽*高三项); or they are of two clauses,
/// and at one star both words are short (长*宽，体积=长*宽). Stars that may say something stay.
fn is_product(before: &str, inner: &str, after: &str) -> bool {
    fn short(word: impl Iterator<Item = char>) -> bool {
        word.take_while(|&c| is_han(c)).nth(FACTOR).is_none()
    }
    let (before, after) = (short(before.chars().rev()), short(after.chars()));
    let (first, last) = (short(inner.chars()), short(inner.chars().rev()));
    if inner.chars().all(char::is_alphanumeric) {
        inner.chars().nth(1).is_none() || before && first && after
    } else {
        before && first || last && after
    }
}

/// Tags that only say how words look, and those that begin a line.
const LOOKS: &[&str] =
    &["a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "mark", "img", "hr"];
const LINES: &[&str] = &["br", "p", "div", "center", "tbody", "thead", "ul", "ol", "li", "section"];

/// Adds the words of HTML in Markdown: without comments, which are told, and without tags that say how words look. What
/// else stands in angle brackets stays. `open` is what tags have opened.
fn tags(html: &str, words: &mut Words, open: &mut Open) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        shifted::push(words, &rest[..at], open.shift());
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (comment, after) = comment.split_once("-->").unwrap_or((comment, ""));
            words.leave(LeftKind::Comment, comment);
            rest = after;
            continue;
        }
        let name: String =
            rest[1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_lowercase();
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        match name.as_str() {
            "td" | "th" if rest.starts_with("</") => open.end_cell(&mut words.text),
            "td" | "th" => open.cell(&mut words.text),
            "tr" | "table" => {
                open.end(&mut words.text);
                end_line(&mut words.text);
            }
            "sup" | "sub" | "span" if rest.starts_with("</") => open.unshift(&name),
            "sup" => open.shifts.push((name, Some(Shift::Above))),
            "sub" => open.shifts.push((name, Some(Shift::Below))),
            "span" => open.shifts.push((name, styled(&rest[..end]).or_else(|| open.shift()))),
            name if LINES.contains(&name) => end_line(&mut words.text),
            name if LOOKS.contains(&name) => {}
            _ => words.text.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    shifted::push(words, rest, open.shift());
}

/// Where the style of a tag puts words.
fn styled(tag: &str) -> Option<Shift> {
    let style = tag.split_once("style=")?.1.trim_start_matches(['"', '\'']);
    Shift::of_style(style.split(['"', '\'', '>']).next()?)
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_markup() {
        let page = "# 某县召开会议\n\n> 来源：某局\n\n5月9日，某县召开**河长制**会议。\n会议要求，**一要**抓实；*二要*抓紧。\n\n3\\. 甲\n\n1. 压实。\n1. 整治：\n   1) 甲\n   - 乙\n\n| 项 | 期 |\n|---|---|\n| 甲 | 五月 |\n\n见[附件](a.pdf)。";
        assert_eq!(
            text(page).text,
            "某县召开会议\n\n来源：某局\n\n5月9日，某县召开河长制会议。\n会议要求，一要抓实；二要抓紧。\n\n3. 甲\n\n1.压实。\n1.整治：\n1)甲\n乙\n\n项　\t期\n甲　\t五月\n\n见附件。\n\n"
        );
    }

    #[test]
    fn plain_text_stays() {
        let plain = "某县召开会议\n来源：某局\n\n　　一要抓实，完成2*3项。\n　　二要抓紧，用_名单_核对。\n    一、缩进的一行\n";
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&text(plain).text), squeezed(plain));
    }

    #[test]
    fn nothing_that_is_said_is_taken_for_markup() {
        let read = |markdown: &str| text(markdown).text.trim().to_owned();
        assert_eq!(
            read("甲。\n\n[注]: 本通知所称企业指规模以上企业。\n\n[附件]: 名单.doc\n[附件]: 另一份"),
            "甲。\n\n[注]: 本通知所称企业指规模以上企业。\n\n[附件]: 名单.doc\n[附件]: 另一份"
        );
        assert_eq!(
            read("见[网站][1]。\n\n[1]: http://a.cn/x\n[2]: http://a.cn/y"),
            "见网站。\n\n[2]: http://a.cn/y"
        );
        assert_eq!(read("处理2*3项、4*5项，A**2与B**3，*抓紧*。"), "处理2*3项、4*5项，A**2与B**3，抓紧。");
        assert_eq!(
            read("脚注[^1]。\n\n完。\n\n[^1]: 这是脚注。\n\n[^2]: 没有用到。"),
            "脚注[1]。\n\n完。\n\n[1]这是脚注。\n\n[2]没有用到。"
        );
        assert_eq!(read("按[通知](见后)办，见[附件](名单.doc)。"), "按通知(见后)办，见附件。");
        assert_eq!(read("<b>加粗</b>的<某某>，第一<br>第二<x>"), "加粗的<某某>，第一\n第二<x>");
        assert_eq!(
            read("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙<td>丁</table>\n"),
            "甲　\t乙\n丙　\t丁"
        );
        let long = "逐户检查，".repeat(41);
        assert_eq!(read(&format!("|甲|乙|\n|-|-|\n|丙|{long}|")), format!("甲　\t乙\n丙\n{long}"));
        let many = "[a]: 甲\n".repeat(40);
        assert_eq!(read(&many).matches('甲').count(), 40);
    }

    #[test]
    fn shifted_digits_make_no_other_number() {
        let words = text(
            "10<sup>4</sup>吨，CO<sub>2</sub>，10<sup>4.5</sup>\n\n未完<sup>1\n\n2\n\n<p>5×10<sup>-3</sup></p>",
        );
        assert_eq!(words.text, "10⁴吨，CO₂，104.5\n\n未完¹\n\n2\n\n5×10⁻³\n\n");
        assert_eq!(text("10<span style=\"vertical-align: super\">4</span>吨").text, "10⁴吨\n\n");
        assert_eq!(
            text("10<sup><span lang=EN-US>-</span>3</sup>，<sup>1</span>2</sup>3").text,
            "10⁻³，¹²3\n\n"
        );
        let nested = text("10<sup><span>4</span>.5</sup>吨");
        assert_eq!((nested.text.trim(), nested.left.len()), ("10⁴.5吨", 1));
        let left: Vec<_> = words.left.iter().map(|left| (left.kind, left.words.as_str())).collect();
        assert_eq!(left, [(LeftKind::Shifted, "4.5")]);
    }

    #[test]
    fn stars_that_may_multiply_are_told() {
        let words = text("按照单价*数量*税率计算，会议要求*逐项*核对，*抓紧*。长*宽*高");
        assert_eq!(words.text.trim(), "按照单价数量税率计算，会议要求逐项核对，抓紧。长*宽*高");
        let left: Vec<_> = words.left.iter().map(|left| (left.kind, left.words.as_str())).collect();
        assert_eq!(left, [(LeftKind::Starred, "*数量*"), (LeftKind::Starred, "*逐项*")]);
    }

    #[test]
    fn what_is_no_text_is_told() {
        let words = text(
            "---\ntitle: 测试\ntags:\n  - 甲\n---\n\n# 标题\n\n甲<!-- 行内 -->乙\n\n<!-- 编者内部备注：\n不要公开 -->\n\n丙",
        );
        assert_eq!(words.text.trim(), "标题\n\n甲乙\n\n丙");
        let left: Vec<(LeftKind, &str)> =
            words.left.iter().map(|left| (left.kind, left.words.as_str())).collect();
        let front = (LeftKind::FrontMatter, "title: 测试 tags: - 甲");
        assert_eq!(
            left,
            [front, (LeftKind::Comment, "行内"), (LeftKind::Comment, "编者内部备注： 不要公开")]
        );
        // Rules around words are none.
        assert_eq!(text("---\n来源: 某局\n\n---\n").text.trim(), "来源: 某局");
        assert!(text("---\n一要：抓实\n").text.contains("一要：抓实"));
    }
}
