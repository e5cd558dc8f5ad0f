//! A saved web page becomes the lines a reader sees of it: its headline, its labelled facts, its main text. It must not
//! know what a notice is; furniture that stays is the reader's to drop.

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html, Selector};

use super::Tags;

/// Where site builders put the main text, the surest first.
#[rustfmt::skip]
const MAIN: &[&str] = &[
    "#UCAP-CONTENT", ".TRS_Editor", ".trs_editor_view", "#zoom", "#Zoom", ".ucap-content",
    "[itemprop=articleBody]", ".article-content", ".article_content", ".article-body", ".news_content",
    ".news-content", ".xxgk-content", ".wz_content", ".pages_content", ".content_text", ".detail-content",
    ".info-content", "#articleContent", "#content_text", "article", "#article", ".article", "main",
];

/// How many elements that a selector finds are looked at: enough for a page, bounded for a hostile one.
const LOOKED_AT: usize = 40;

/// Elements that hold nothing of a notice. A form is none of them: site builders put whole pages and articles into one.
#[rustfmt::skip]
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button", "select", "textarea",
    "iframe", "svg", "object", "audio", "video",
];

/// Elements that begin a line.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "blockquote", "pre", "center", "figure", "figcaption",
    "hr", "address", "fieldset",
];

/// The words of a page, and its tags.
pub(super) fn text(page: &str) -> (String, Tags) {
    let html = Html::parse_document(page);
    let tags = tags(&html);
    let main = main_of(&html);
    let mut out = String::new();
    for line in around(&html, main) {
        out.push_str(&line);
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let lines = main.and_then(|id| html.tree.get(id)).map_or_else(Vec::new, |node| lines(node, None));
    for line in lines {
        out.push_str(&line);
        out.push('\n');
    }
    (out, tags)
}

fn tags(html: &Html) -> Tags {
    let mut found: HashMap<String, String> = HashMap::new();
    if let Ok(meta) = Selector::parse("meta[name]") {
        for element in html.select(&meta) {
            if let (Some(name), Some(content)) = (element.attr("name"), element.attr("content"))
                && !content.trim().is_empty()
            {
                found.entry(name.to_lowercase()).or_insert_with(|| content.trim().to_owned());
            }
        }
    }
    Tags {
        title: found.remove("articletitle"),
        published: found.remove("pubdate"),
        source: found.remove("contentsource"),
    }
}

/// The element of the main text: a place where builders put it, or else the one whose own paragraphs have most words.
fn main_of(html: &Html) -> Option<NodeId> {
    for selector in MAIN {
        let Ok(selector) = Selector::parse(selector) else { continue };
        let best = html
            .select(&selector)
            .take(LOOKED_AT)
            .map(|element| (han(element), element.id()))
            .max_by_key(|(count, _)| *count);
        if let Some((count, id)) = best
            && count >= 60
        {
            return Some(id);
        }
    }
    densest(html).or_else(|| {
        let body = Selector::parse("body").ok()?;
        html.select(&body).next().map(|element| element.id())
    })
}

/// How many Han characters an element shows.
fn han(element: ElementRef<'_>) -> usize {
    element.text().map(|text| text.chars().filter(|&c| crate::seed::words::is_han(c)).count()).sum()
}

/// The element whose words, without links, are most: each text counts for the block it stands in and, by half, for
/// the block around that.
fn densest(html: &Html) -> Option<NodeId> {
    let mut scores: Vec<(NodeId, usize)> = Vec::new();
    let mut places: HashMap<NodeId, usize> = HashMap::new();
    let mut skip: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if skip.is_some() {
                    continue;
                }
                if node.value().as_element().is_some_and(|element| hidden(element) || element.name() == "a") {
                    skip = Some(node.id());
                    continue;
                }
                let Some(text) = node.value().as_text() else { continue };
                let count = text.chars().filter(|&c| crate::seed::words::is_han(c)).count();
                if count == 0 {
                    continue;
                }
                let blocks = node
                    .ancestors()
                    .filter(|ancestor| ancestor.value().as_element().is_some_and(is_block))
                    .take(2);
                for (block, weight) in blocks.zip([2, 2]) {
                    let place = *places.entry(block.id()).or_insert_with(|| {
                        scores.push((block.id(), 0));
                        scores.len() - 1
                    });
                    scores[place].1 += count * weight;
                }
            }
            Edge::Close(node) => {
                if skip == Some(node.id()) {
                    skip = None;
                }
            }
        }
    }
    let most = scores.iter().map(|(_, score)| *score).max()?;
    scores.into_iter().rfind(|(_, score)| *score == most).map(|(id, _)| id)
}

/// The lines before the main text that tell of it: headings, and labels with their values.
fn around(html: &Html, main: Option<NodeId>) -> Vec<String> {
    let Some(main) = main else { return Vec::new() };
    let mut before = Vec::new();
    let headings: Vec<String> = ["h1", ".article-title", ".article_title", ".title", "h2", "h3"]
        .iter()
        .filter_map(|selector| Selector::parse(selector).ok())
        .find_map(|selector| {
            let found: Vec<String> = html
                .select(&selector)
                .take(LOOKED_AT)
                .filter(|element| {
                    !element.ancestors().any(|ancestor| ancestor.id() == main) && element.id() != main
                })
                .map(|element| tidy(&element.text().collect::<String>()))
                .filter(|heading| (4..=100).contains(&heading.chars().count()))
                .collect();
            (!found.is_empty()).then_some(found)
        })
        .unwrap_or_default();
    before.extend(headings);
    if before.is_empty()
        && let Ok(selector) = Selector::parse("title")
        && let Some(title) = html.select(&selector).next()
    {
        let title = tidy(&title.text().collect::<String>());
        before.extend(
            title
                .split(['_', '|', '-', '–'])
                .next()
                .map(str::trim)
                .filter(|title| !title.is_empty())
                .map(str::to_owned),
        );
    }
    // Outside the main text style sheets set facts apart: there the end of an element is a gap.
    let mut stamp = None;
    for line in lines(html.tree.root(), Some(main)) {
        let plain = crate::seed::words::plain(&line);
        let entries = crate::seed::metadata::entries(&plain);
        if crate::seed::metadata::is_metadata(&plain, &entries) {
            before.push(line);
        } else if crate::seed::layout::is_stamp(&plain) {
            stamp = Some(line);
        }
    }
    // A list of other pages has dates too: the last one stands over the text.
    before.extend(stamp);
    before
}

/// The lines that an element shows, without those of one element in it and, where that is given, what follows it.
fn lines(root: ego_tree::NodeRef<'_, Node>, until: Option<NodeId>) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut skip: Option<NodeId> = None;
    let mut counters: Vec<Option<Counter>> = Vec::new();
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => {
                if Some(node.id()) == until {
                    break;
                }
                if skip.is_some() {
                    continue;
                }
                match node.value() {
                    Node::Text(text) => push_text(&mut lines, text),
                    Node::Element(element) if hidden(element) => skip = Some(node.id()),
                    Node::Element(element) => {
                        if is_block(element) || element.name() == "br" {
                            lines.push(String::new());
                        }
                        match element.name() {
                            "ol" => counters.push(Counter::of(element)),
                            "ul" => counters.push(None),
                            "li" => {
                                if let Some(Some(counter)) = counters.last_mut()
                                    && let Some(line) = lines.last_mut()
                                {
                                    let number = counter.item(element);
                                    if !begins_with_marker(node) {
                                        line.push_str(&number);
                                    }
                                }
                            }
                            "td" | "th" => {
                                if let Some(line) = lines.last_mut()
                                    && !line.is_empty()
                                {
                                    line.push_str("\u{3000}\u{3000}");
                                }
                            }
                            _ => {}
                        }
                    }
                    _ => {}
                }
            }
            Edge::Close(node) => {
                if skip == Some(node.id()) {
                    skip = None;
                    continue;
                }
                if skip.is_none()
                    && let Some(element) = node.value().as_element()
                {
                    if is_block(element) {
                        lines.push(String::new());
                    } else if until.is_some()
                        && matches!(element.name(), "span" | "em" | "i" | "label" | "font" | "a")
                        && let Some(line) = lines.last_mut()
                        && !line.is_empty()
                        && !line.ends_with([':', '：'])
                    {
                        line.push('\u{3000}');
                    }
                    if matches!(element.name(), "ol" | "ul") {
                        counters.pop();
                    }
                }
            }
        }
    }
    // Ideographic indents stay: they tell paragraphs from broken lines.
    let mut lines: Vec<String> =
        lines.into_iter().map(|line| line.trim_end().trim_start_matches([' ', '\t']).to_owned()).collect();
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// The numbers that a browser shows before the items of an ordered list.
struct Counter {
    next: i64,
    step: i64,
    style: Style,
}

#[derive(Clone, Copy)]
enum Style {
    Decimal,
    Letters { capital: bool },
    Roman { capital: bool },
    Han,
}

impl Counter {
    /// `None` where the page shows no numbers.
    fn of(list: &Element) -> Option<Self> {
        let attribute = |name| list.attr(name).unwrap_or_default();
        let css = attribute("style").to_lowercase();
        let has = |word: &str| css.contains("list-style") && css.contains(word);
        if has("none") {
            return None;
        }
        let style = match attribute("type") {
            "a" => Style::Letters { capital: false },
            "A" => Style::Letters { capital: true },
            "i" => Style::Roman { capital: false },
            "I" => Style::Roman { capital: true },
            _ if has("lower-alpha") || has("lower-latin") => Style::Letters { capital: false },
            _ if has("upper-alpha") || has("upper-latin") => Style::Letters { capital: true },
            _ if has("lower-roman") => Style::Roman { capital: false },
            _ if has("upper-roman") => Style::Roman { capital: true },
            _ if has("cjk-") || has("-chinese-") => Style::Han,
            _ => Style::Decimal,
        };
        let step = if list.attr("reversed").is_some() { -1 } else { 1 };
        Some(Self { next: attribute("start").trim().parse().unwrap_or(1), step, style })
    }

    /// What is shown before the next item.
    fn item(&mut self, item: &Element) -> String {
        let number = item.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        self.style.shown(number)
    }
}

impl Style {
    /// A number outside what a style can write is shown in digits.
    fn shown(self, number: i64) -> String {
        const ROMAN: [(i64, &str); 5] = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
        let cased = |word: String, capital: bool| if capital { word.to_uppercase() } else { word };
        match self {
            Self::Letters { capital } if (1..=26).contains(&number) => {
                let letter = char::from(b'a' + u8::try_from(number - 1).unwrap_or(0));
                cased(format!("{letter}. "), capital)
            }
            Self::Roman { capital } if (1..40).contains(&number) => {
                let mut word = String::new();
                let mut rest = number;
                for (value, sign) in ROMAN {
                    while rest >= value {
                        word.push_str(sign);
                        rest -= value;
                    }
                }
                cased(word + ". ", capital)
            }
            Self::Han if (1..100).contains(&number) => {
                let digit =
                    |value: i64| "一二三四五六七八九".chars().nth(usize::try_from(value - 1).unwrap_or(0));
                let (tens, ones) = (number / 10, number % 10);
                let mut word = String::new();
                word.extend(digit(tens).filter(|_| tens > 1));
                word.extend((tens > 0).then_some('十'));
                word.extend(digit(ones).filter(|_| ones > 0));
                word + "、"
            }
            _ => format!("{number}."),
        }
    }
}

/// Whether the words of an item bring their own number: then a style sheet hides the browser's.
fn begins_with_marker(item: ego_tree::NodeRef<'_, Node>) -> bool {
    let words = item.descendants().take(LOOKED_AT).find_map(|node| {
        let words = node.value().as_text()?.trim_start();
        (!words.is_empty()).then(|| words.chars().take(LOOKED_AT).collect::<String>())
    });
    words.is_some_and(|words| crate::seed::marker_length(&words) > 0)
}

fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

fn hidden(element: &Element) -> bool {
    SKIPPED.contains(&element.name())
        || element.attr("hidden").is_some()
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"))
}

/// Adds a text as a browser shows it: line ends are spaces, several spaces one, and none between Han.
fn push_text(lines: &mut [String], text: &str) {
    let Some(line) = lines.last_mut() else { return };
    let mut space = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !line.is_empty() {
            let before = line.chars().next_back().unwrap_or(' ');
            let wide = |c: char| u32::from(c) > 0x2e80;
            let broken = wide(before) && wide(c) && text.contains(['\n', '\r']);
            if !before.is_whitespace() && !broken {
                line.push(' ');
            }
        }
        line.push(c);
    }
    if space && !line.is_empty() && !line.ends_with(char::is_whitespace) {
        line.push(' ');
    }
}

fn tidy(text: &str) -> String {
    let mut lines = vec![String::new()];
    push_text(&mut lines, text);
    lines.remove(0).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page() {
        let page = r#"<!DOCTYPE html><html><head><meta name="ArticleTitle" content="云汐县召开推进会"><meta name="PubDate" content="2022-10-28 15:20">
            <meta name="ContentSource" content="县局"><title>云汐县召开推进会_云汐县人民政府</title><style>p{}</style></head><body>
            <nav><a href="/">首页</a> &gt; <a>动态</a></nav><h1>云汐县召开推进会</h1><div class="info">发布时间：2022-10-28　来源：云汐县生态环境局</div>
            <div class="TRS_Editor"><p>　　10月27日下午，云汐县召开秋冬季大气污染综合治理推进会，
            一并传达县生态环境保护委员会第二次全体会议的部署。</p><p>　　会议要求，<b>一是</b>盯紧散煤复燃；二是管住扬尘。</p>
            <ol><li>检查范围。</li><li>检查重点。</li></ol><p style="display: none">隐藏</p></div><div>上一篇：别的</div></body></html>"#;
        let (text, tags) = text(page);
        assert_eq!(
            text,
            "云汐县召开推进会\n发布时间：2022-10-28　来源：云汐县生态环境局\n\n　　10月27日下午，云汐县召开秋冬季大气污染综合治理推进会，一并传达县生态环境保护委员会第二次全体会议的部署。\n　　会议要求，一是盯紧散煤复燃；二是管住扬尘。\n1.检查范围。\n2.检查重点。\n"
        );
        assert_eq!(tags.title.as_deref(), Some("云汐县召开推进会"));
        assert_eq!(tags.published.as_deref(), Some("2022-10-28 15:20"));
        assert_eq!(tags.source.as_deref(), Some("县局"));
    }

    #[test]
    fn numbers_are_those_that_a_browser_shows() {
        let shown = |list: &str| {
            let filler = "正文内容。".repeat(20);
            let page = format!("<body><div class=TRS_Editor><p>{filler}</p>{list}</div></body>");
            text(&page).0.trim().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(shown("<ol start=3><li>甲<li value=7>乙<li>丙</ol>"), ["3.甲", "7.乙", "8.丙"]);
        assert_eq!(
            shown("<ol type=a><li>甲<li>乙</ol><ol type=I reversed start=4><li>丙<li>丁</ol>"),
            ["a. 甲", "b. 乙", "IV. 丙", "III. 丁"]
        );
        assert_eq!(
            shown("<ol style='list-style-type: cjk-ideographic' start=19><li>甲<li>乙</ol>"),
            ["十九、甲", "二十、乙"]
        );
        // Hidden by a style, or by one that only a style sheet tells.
        assert_eq!(
            shown("<ol style='list-style:none'><li>甲</ol><ol><li><p>（一）乙</p></ol><ul><li>丙</ul>"),
            ["甲", "（一）乙", "丙"]
        );
    }

    #[test]
    fn a_page_without_known_places() {
        let page = format!(
            "<html><body><div id=a><a>{0}</a></div><div id=b><p>{1}</p><p>{1}</p></div></body></html>",
            "链接".repeat(200),
            "正文内容。".repeat(20)
        );
        assert_eq!(text(&page).0.trim(), format!("{0}\n{0}", "正文内容。".repeat(20)));
        assert_eq!(text("<<<>&&").0.trim(), "<<<>&&");
        assert!(text(&"<div>".repeat(20_000)).0.trim().is_empty());
    }
}
