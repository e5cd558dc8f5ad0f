//! A saved web page becomes the lines a reader sees of it: its headline, its labelled facts, its main text. It must not
//! know what a notice is; furniture that stays is the reader's to drop, and sentences that stand elsewhere are told.

mod numbers;
mod place;
mod shallow;

use std::collections::HashMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::{Element, Node};
use scraper::{Html, Selector};

use super::{Left, LeftKind, Tags, Words};
use crate::seed::words::is_han;
use numbers::Counter;
use place::Places;

/// How many elements that a selector finds are looked at: enough for a page, bounded for a hostile one.
const LOOKED_AT: usize = 40;

/// Elements that begin a line.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "blockquote", "pre", "center", "figure", "figcaption",
    "hr", "address", "fieldset", "aside", "noscript", "nav", "footer", "details", "summary",
];

/// Words of an element's class, id or role that say what it is: not the notice, but what stands on the page beside it.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "comment", "comments", "commentlist", "commentary", "reply", "replies", "replylist", "discuss", "discussion",
    "related", "recommend", "recommended", "sidebar", "sidenav", "nav", "navbar", "navigation", "menu", "breadcrumb",
    "breadcrumbs", "footer", "copyright", "complementary", "contentinfo", "pinglun", "disqus",
];

/// So many Han characters make words a passage, if they have a sentence among them.
const PASSAGE: usize = 20;

/// The words of a page, and its tags.
pub(super) fn text(page: &str) -> (Words, Tags) {
    let html = Html::parse_document(&shallow::shallow(page));
    let tags = tags(&html);
    let places = Places::of(&html);
    let mains = places.mains();
    let mut words = Words::default();
    for line in around(&html, mains.first().copied()) {
        words.text.push_str(&line);
        words.text.push('\n');
    }
    if !words.text.is_empty() {
        words.text.push('\n');
    }
    let start = words.text.len();
    let mut beside = Vec::new();
    for node in mains.iter().filter_map(|&id| html.tree.get(id)) {
        let shown = Shown::of(node, Part::Main);
        for line in shown.lines() {
            words.text.push_str(&line);
            words.text.push('\n');
        }
        for Left { kind, words: left } in shown.left {
            match kind {
                LeftKind::Passage => beside.push((true, left)),
                _ => words.leave(kind, &left),
            }
        }
    }
    for line in Shown::of(html.tree.root(), Part::Beside(&mains)).flagged() {
        beside.push(line);
    }
    passages(&mut words, start, beside);
    (words, tags)
}

/// Notes the sentences beside the main text, which begins at `start`, but for what it says itself. Each comes with
/// whether the page says that it is furniture: then it cannot be the notice.
fn passages(words: &mut Words, start: usize, beside: Vec<(bool, String)>) {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let han = |text: &str| text.chars().filter(|&c| is_han(c)).count();
    let main = squeezed(&words.text[start..]);
    let (mut rival, mut other) = (Vec::new(), Vec::new());
    for (furniture, line) in beside {
        let sentence = han(&line) >= PASSAGE && line.contains(['。', '；', '！', '？', ';', '!', '?']);
        let plain = crate::seed::words::plain(&line);
        let of_site = crate::seed::noise::is_of_site(&plain);
        let of_page = crate::seed::noise::noise(&plain).is_some()
            || furniture && of_site
            || crate::seed::metadata::is_metadata(&plain, &crate::seed::metadata::entries(&plain));
        // What is cut with an ellipsis is a digest.
        let digest = line.ends_with('…') || line.ends_with("...") || main.contains(&squeezed(&line));
        if sentence && !of_page && !digest {
            if furniture || of_site { other.push(line) } else { rival.push(line) }
        }
    }
    let much = rival.iter().map(|line| han(line)).sum::<usize>() * 4 >= han(&main);
    let kind = if much { LeftKind::Rival } else { LeftKind::Passage };
    rival.iter().for_each(|line| words.leave(kind, line));
    other.iter().for_each(|line| words.leave(LeftKind::Passage, line));
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
    for line in Shown::of(html.tree.root(), Part::Before(main)).lines() {
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

/// What part of a page is wanted of an element.
#[derive(Clone, Copy)]
enum Part<'m> {
    /// All that it shows.
    Main,
    /// What it shows before the main text.
    Before(NodeId),
    /// What it shows beside the main text, without the words of links.
    Beside(&'m [NodeId]),
}

/// What an element shows.
struct Shown {
    /// Its lines, each with whether it stands in furniture.
    lines: Vec<(bool, String)>,
    /// What it has and does not show.
    left: Vec<Left>,
}

impl Shown {
    fn of(root: NodeRef<'_, Node>, part: Part<'_>) -> Self {
        let mut shown = Self { lines: vec![(false, String::new())], left: Vec::new() };
        // The element whose words are left out, why, and the words.
        let mut skip: Option<(NodeId, Option<LeftKind>)> = None;
        let mut skipped = String::new();
        let mut furniture: Option<NodeId> = None;
        let mut counters: Vec<Option<Counter>> = Vec::new();
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => {
                    if let Part::Before(main) = part
                        && node.id() == main
                    {
                        break;
                    }
                    if let Some((_, why)) = skip {
                        if why.is_some()
                            && let Some(text) = node.value().as_text()
                            && !node.parent().is_some_and(|parent| role(&parent) == Role::Nothing)
                        {
                            skipped.push_str(text);
                        }
                        continue;
                    }
                    let text = node.value().as_text();
                    if let (Some(text), Some(line)) = (text, shown.lines.last_mut()) {
                        push_text(&mut line.1, text);
                    }
                    let Some(element) = node.value().as_element() else { continue };
                    let why = match (role(&node), part) {
                        (Role::Text, _) | (Role::Aside, Part::Main) => None,
                        (Role::Noscript, Part::Main) => {
                            shown.noscript(node);
                            Some(None)
                        }
                        (Role::Furniture, Part::Main) if node.id() != root.id() => {
                            Some(Some(LeftKind::Passage))
                        }
                        (Role::Furniture, Part::Before(_)) if matches!(element.name(), "nav" | "footer") => {
                            Some(None)
                        }
                        (Role::Furniture, _) => None,
                        (Role::Hidden, Part::Main) => Some(Some(LeftKind::Hidden)),
                        (Role::Deleted, Part::Main) => Some(Some(LeftKind::Deleted)),
                        (Role::Field, Part::Main) => Some(Some(LeftKind::Field)),
                        (Role::Deleted, _) => None,
                        (Role::Aside, Part::Beside(_)) => None,
                        _ => Some(None),
                    };
                    let elsewhere = match part {
                        Part::Beside(mains) => mains.contains(&node.id()) || element.name() == "a",
                        _ => false,
                    };
                    if let Some(why) = why.or(elsewhere.then_some(None)) {
                        skip = Some((node.id(), why));
                        skipped.clear();
                        continue;
                    }
                    if furniture.is_none() && matches!(role(&node), Role::Furniture | Role::Aside) {
                        furniture = Some(node.id());
                    }
                    if is_block(element) || element.name() == "br" {
                        shown.lines.push((furniture.is_some(), String::new()));
                    }
                    let Some((_, line)) = shown.lines.last_mut() else { continue };
                    match element.name() {
                        "ol" => counters.push(Counter::of(element)),
                        "ul" => counters.push(None),
                        "li" => {
                            if let Some(Some(counter)) = counters.last_mut() {
                                let number = counter.item(element);
                                if !begins_with_marker(node) {
                                    line.push_str(&number);
                                }
                            }
                        }
                        "td" | "th" if !line.is_empty() => line.push_str("\u{3000}\u{3000}"),
                        _ => {}
                    }
                }
                Edge::Close(node) => {
                    if let Some((id, why)) = skip {
                        if id == node.id() {
                            shown.leave(why, &skipped);
                            skip = None;
                        }
                        continue;
                    }
                    if furniture == Some(node.id()) {
                        furniture = None;
                    }
                    let Some(element) = node.value().as_element() else { continue };
                    if is_block(element) {
                        shown.lines.push((furniture.is_some(), String::new()));
                    } else if matches!(part, Part::Before(_))
                        && matches!(element.name(), "span" | "em" | "i" | "label" | "font" | "a")
                        && let Some((_, line)) = shown.lines.last_mut()
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
        shown
    }

    /// Notes what is left out. Buttons that a page has anyway are nothing to tell.
    fn leave(&mut self, why: Option<LeftKind>, words: &str) {
        let Some(kind) = why else { return };
        let plain = crate::seed::words::plain(words.trim());
        let of_page = crate::seed::noise::is_plain_furniture(&plain) || !plain.chars().any(is_han);
        if kind == LeftKind::Deleted || !of_page {
            super::leave(&mut self.left, kind, words);
        }
    }

    /// The words for readers whose browser runs no scripts: its content is read as text, whatever it is.
    fn noscript(&mut self, node: NodeRef<'_, Node>) {
        let source: String =
            node.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
        let words =
            tidy(&Html::parse_fragment(&shallow::shallow(&source)).root_element().text().collect::<String>());
        let of_browser = ["浏览器", "瀏覽器"].iter().any(|word| words.contains(word))
            || words.to_lowercase().contains("javascript");
        if !of_browser {
            self.lines.extend([(false, words), (false, String::new())]);
        }
    }

    /// The lines that have words. Ideographic indents stay: they tell paragraphs from broken lines.
    fn flagged(self) -> impl Iterator<Item = (bool, String)> {
        self.lines
            .into_iter()
            .map(|(flag, line)| (flag, line.trim_end().trim_start_matches([' ', '\t']).to_owned()))
            .filter(|(_, line)| !line.trim().is_empty())
    }

    fn lines(&self) -> Vec<String> {
        let lines = Self { lines: self.lines.clone(), left: Vec::new() };
        lines.flagged().map(|(_, line)| line).collect()
    }
}

/// What an element is to who reads a notice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    /// It holds no words: a script, a picture.
    Nothing,
    /// It is not shown.
    Hidden,
    /// It is struck out.
    Deleted,
    /// A button, or a place to write into.
    Field,
    /// It is shown where scripts do not run.
    Noscript,
    /// Words beside the text: inside the main text they belong to it.
    Aside,
    /// Ways through the site, comments of readers, other pages.
    Furniture,
}

/// A form is text: site builders put whole pages and articles into one.
fn role(node: &NodeRef<'_, Node>) -> Role {
    let Some(element) = node.value().as_element() else { return Role::Text };
    match element.name() {
        "script" | "style" | "template" | "head" | "iframe" | "svg" | "object" | "audio" | "video" => {
            Role::Nothing
        }
        _ if is_hidden(element) => Role::Hidden,
        "del" | "s" | "strike" => Role::Deleted,
        "button" | "select" | "textarea" => Role::Field,
        "noscript" => Role::Noscript,
        "nav" | "footer" => Role::Furniture,
        "html" | "body" => Role::Text,
        _ if is_furniture(element) => Role::Furniture,
        "aside" => Role::Aside,
        _ => Role::Text,
    }
}

fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"))
}

/// Whether its class, id or role has a word for furniture: comment-list, newsComments, related_news. A frame of the
/// whole page that says what else stands in it (with-sidebar) has others too.
fn is_furniture(element: &Element) -> bool {
    ["class", "id", "role"]
        .into_iter()
        .filter_map(|name| element.attr(name))
        .flat_map(str::split_whitespace)
        .any(|name| {
            let words = words_of(name);
            words.iter().any(|word| FURNITURE.contains(&word.as_str()))
                && !words.iter().any(|word| {
                    matches!(word.as_str(), "with" | "has" | "no" | "main" | "page" | "wrapper" | "layout")
                })
        })
}

/// The words of a name in a page: at hyphens, underlines and capitals.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words
}

/// Whether the words of an item bring their own number: then a style sheet hides the browser's.
fn begins_with_marker(item: NodeRef<'_, Node>) -> bool {
    let words = item.descendants().take(LOOKED_AT).find_map(|node| {
        let words = node.value().as_text()?.trim_start();
        (!words.is_empty()).then(|| words.chars().take(LOOKED_AT).collect::<String>())
    });
    words.is_some_and(|words| crate::seed::marker_length(&words) > 0)
}

fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

/// Adds a text as a browser shows it: line ends are spaces, several spaces one, and none between Han.
fn push_text(line: &mut String, text: &str) {
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
    let mut line = String::new();
    push_text(&mut line, text);
    line.trim().to_owned()
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
        let (Words { text, left }, tags) = text(page);
        assert_eq!(
            text,
            "云汐县召开推进会\n发布时间：2022-10-28　来源：云汐县生态环境局\n\n　　10月27日下午，云汐县召开秋冬季大气污染综合治理推进会，一并传达县生态环境保护委员会第二次全体会议的部署。\n　　会议要求，一是盯紧散煤复燃；二是管住扬尘。\n1.检查范围。\n2.检查重点。\n"
        );
        assert_eq!(left, [Left { kind: LeftKind::Hidden, words: "隐藏".to_owned() }]);
        assert_eq!(tags.title.as_deref(), Some("云汐县召开推进会"));
        assert_eq!(tags.published.as_deref(), Some("2022-10-28 15:20"));
        assert_eq!(tags.source.as_deref(), Some("县局"));
    }

    #[test]
    fn numbers_are_those_that_a_browser_shows() {
        let shown = |list: &str| {
            let filler = "正文内容。".repeat(20);
            let page = format!("<body><div class=TRS_Editor><p>{filler}</p>{list}</div></body>");
            text(&page).0.text.trim().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
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
        assert_eq!(text(&page).0.text.trim(), format!("{0}\n{0}", "正文内容。".repeat(20)));
        assert_eq!(text("<<<>&&").0.text.trim(), "<<<>&&");
        assert!(text(&"<div>".repeat(20_000)).0.text.trim().is_empty());
    }

    const NOTICE: &str =
        "3月2日，某局召开全市工作会议，局长作讲话，各分局负责同志参加了会议，会议总结了上一年度的各项工作。";
    const MORE: &str = "会议要求各单位要严格落实责任，强化督导检查，确保全年任务目标如期完成，对工作不力的单位要严肃追责问责。";
    const READERS: &str = "张三发表评论：这个会议开得很好，希望能够真正把工作落到实处，让老百姓看到蓝天白云，而不是只停留在口头上。";

    /// The lines of the main text, and what was left out, of a page's body.
    fn read(body: &str) -> (Vec<String>, Vec<(LeftKind, String)>) {
        let (words, _) = text(&format!("<body><h1>全市工作会议召开</h1>{body}</body>"));
        let main = words.text.split_once("\n\n").map_or(words.text.as_str(), |(_, main)| main);
        let left = words.left.into_iter().map(|left| (left.kind, left.words)).collect();
        (main.lines().map(str::to_owned).collect(), left)
    }

    #[test]
    fn comments_of_readers_are_not_the_text() {
        let readers = format!("<p>{READERS}</p>").repeat(3);
        for (notice, comments) in [
            ("class=con", "id=comments class=comment-list"),
            ("class=con", "class=newsComments"),
            ("class=con", "role=complementary"),
        ] {
            let (main, left) = read(&format!(
                "<div {notice}><p>{NOTICE}</p><p>{MORE}</p></div><section {comments}>{readers}</section>"
            ));
            assert_eq!(main, [NOTICE, MORE], "{comments}");
            assert!(
                left.iter().all(|(kind, words)| *kind == LeftKind::Passage && words == READERS)
                    && !left.is_empty()
            );
        }
        // Where the page says nothing of it, what stands first is the text, and a person is asked.
        let (main, left) =
            read(&format!("<div id=a><p>{NOTICE}</p><p>{MORE}</p></div><div class=c>{readers}</div>"));
        assert_eq!(main, [NOTICE, MORE]);
        assert_eq!(left[0], (LeftKind::Rival, READERS.to_owned()));
        // Comments inside the main text are none of it; a frame of the page is no sidebar.
        let (main, left) = read(&format!(
            "<div class='page with-sidebar'><article><p>{NOTICE}</p><p>{MORE}</p><ul class=comments><li>{READERS}</ul></article></div>"
        ));
        assert_eq!(main, [NOTICE, MORE]);
        assert_eq!(left, [(LeftKind::Passage, READERS.to_owned())]);
    }

    #[test]
    fn what_stands_outside_the_main_text_is_told() {
        let (main, left) = read(&format!(
            "<table><tr><td><div class=TRS_Editor><p>{NOTICE}</p><p>{MORE}</p></div><td><div class=box>{READERS}</div></table>\
             <div>{NOTICE}</div><div>版权所有：某局。未经许可不得转载，违者必究，特此声明。</div><div><a>{MORE}</a></div>"
        ));
        assert_eq!(main, [NOTICE, MORE]);
        let site = "版权所有：某局。未经许可不得转载，违者必究，特此声明。";
        assert_eq!(left, [(LeftKind::Rival, READERS.to_owned()), (LeftKind::Passage, site.to_owned())]);
    }

    #[test]
    fn a_text_in_several_editors_is_joined() {
        let (main, left) = read(&format!(
            "<div class=TRS_Editor><p>{NOTICE}</p><p>一要压实责任。</p></div><div class=TRS_Editor><p>二要强化执法。</p></div>\
             <div class=other><p>{READERS}</p></div>"
        ));
        assert_eq!(main, [NOTICE, "一要压实责任。", "二要强化执法。"]);
        assert_eq!(left.len(), 1);
    }

    #[test]
    fn words_in_any_element_are_kept_or_told() {
        let (main, left) = read(&format!(
            "<div class=TRS_Editor><p>{NOTICE}</p><aside><p>一要压实责任。</p></aside><button>二要强化执法。</button>\
             <button>打印</button><p style='display: none'>隐藏的话。</p><details><summary>附件说明</summary>三要加强宣传。</details>\
             <textarea>四要保障经费。</textarea><noscript><p>五要加强考核。</p></noscript><noscript>请启用JavaScript</noscript>\
             <p>二<del>删</del>氧化碳<script>var a = '甲';</script></p></div>"
        ));
        assert_eq!(
            main,
            [NOTICE, "一要压实责任。", "附件说明", "三要加强宣传。", "五要加强考核。", "二氧化碳"]
        );
        let expected = [
            (LeftKind::Field, "二要强化执法。"),
            (LeftKind::Hidden, "隐藏的话。"),
            (LeftKind::Field, "四要保障经费。"),
            (LeftKind::Deleted, "删"),
        ];
        assert_eq!(left, expected.map(|(kind, words)| (kind, words.to_owned())));
    }

    /// A page four times as long takes about four times as long, not sixteen times.
    #[test]
    fn deep_pages_take_no_longer_than_long_ones() {
        for page in ["<div>", "<ol><li>一要"] {
            let time = |count: usize| {
                let page = format!("<div class=TRS_Editor>{NOTICE}{NOTICE}{}", page.repeat(count));
                let start = std::time::Instant::now();
                assert_eq!(text(&page).0.text.matches("一要").count(), page.matches("一要").count());
                start.elapsed()
            };
            // Other programs may be at work: the shorter of two times.
            let (short, long) = (time(8_000).min(time(8_000)), time(32_000).min(time(32_000)));
            assert!(long < short * 10, "{page}: {short:?}, then {long:?}");
        }
    }
}
