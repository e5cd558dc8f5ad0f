//! A saved web page becomes the lines a reader sees of it: its headline, its labelled facts, its main text. Furniture that
//! stays is the reader's to drop, and sentences that stand elsewhere are told. It knows a labelled fact and furniture where
//! it sees one, by the reader's own tables, and must not know what a notice is.

mod numbers;
mod place;
mod role;
mod shallow;
mod shown;

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Selector};

use super::{Left, LeftKind, Tags, Words};
use crate::proof::squeeze;
use crate::seed::metadata::Field;
use crate::seed::words::is_han;
use place::Places;
use shown::{Part, Shown, heading, tidy};

/// How many elements that a selector finds are looked at: enough for a page, bounded for a hostile one.
const LOOKED_AT: usize = 40;

/// So many Han characters make words a passage, if they have a sentence among them.
const PASSAGE: usize = 20;

/// The words of a page, and its tags.
pub(super) fn text(page: &str) -> (Words, Tags) {
    let html = Html::parse_document(&shallow::shallow(page));
    let tags = tags(&html);
    let places = Places::of(&html);
    let mains = places.mains();
    let mut words = Words::default();
    for line in around(&html, mains.first().copied(), &mut words.left) {
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
            words.text.push_str(line);
            words.text.push('\n');
        }
        for Left { kind, words: left } in shown.left {
            match kind {
                LeftKind::Passage => beside.push((true, left)),
                _ => words.leave(kind, &left),
            }
        }
    }
    let rest = Shown::of(html.tree.root(), Part::Beside(&mains));
    // Some pages state their facts below the text.
    if !words.text[..start].lines().any(|line| !facts(line).is_empty()) {
        let mut stated: Vec<Field> = Vec::new();
        for (_, line) in rest.flagged().filter(|(furniture, _)| !furniture) {
            let facts = facts(line);
            if facts.iter().any(|fact| !stated.contains(fact)) {
                stated.extend(facts);
                words.text.push_str(line);
                words.text.push('\n');
            }
        }
    }
    beside.extend(rest.flagged().map(|(furniture, line)| (furniture, line.to_owned())));
    passages(&mut words, start, beside);
    (words, tags)
}

/// Notes the sentences beside the main text, which begins at `start`, but for what it says itself. Each comes with
/// whether the page says that it is furniture: then it cannot be the notice.
fn passages(words: &mut Words, start: usize, beside: Vec<(bool, String)>) {
    let han = |text: &str| text.chars().filter(|&c| is_han(c)).count();
    let main = squeeze(&words.text[start..]);
    let head = squeeze(&words.text[..start]);
    let (mut rival, mut other, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for (furniture, line) in beside {
        let passage = han(&line) >= PASSAGE && line.contains(['。', '；', '！', '？', ';', '!', '?']);
        if !passage && (furniture || head.contains(&squeeze(&line))) {
            continue;
        }
        let plain = crate::seed::words::plain(&line);
        let of_site = crate::seed::noise::is_of_site(&plain);
        let of_page = crate::seed::noise::noise(&plain).is_some()
            || furniture && of_site
            || crate::seed::metadata::is_metadata(&plain, &crate::seed::metadata::entries(&plain));
        // What is cut with an ellipsis is a digest.
        let digest = || line.ends_with('…') || line.ends_with("...") || main.contains(&squeeze(&line));
        if !of_page && !digest() {
            match (passage, furniture || of_site) {
                (true, true) => other.push(line),
                (true, false) => rival.push(line),
                (false, true) => {}
                (false, false) => short.push(line),
            }
        }
    }
    let count = |lines: &[String]| lines.iter().map(|line| han(line)).sum::<usize>();
    // A text of nothing but short lines has no passages: where more was left out than was read, they count.
    if count(&rival) + count(&short) > han(&main) {
        rival.append(&mut short);
    }
    let much = !rival.is_empty() && count(&rival) * 4 >= han(&main);
    let kind = if much { LeftKind::Rival } else { LeftKind::Passage };
    rival.iter().for_each(|line| words.leave(kind, line));
    other.iter().for_each(|line| words.leave(LeftKind::Passage, line));
}

/// Which facts the labels of a line state: who published, and when.
fn facts(line: &str) -> Vec<Field> {
    let plain = crate::seed::words::plain(line);
    let entries = crate::seed::metadata::entries(&plain);
    if !crate::seed::metadata::is_metadata(&plain, &entries) {
        return Vec::new();
    }
    let stated = entries.iter().filter(|entry| !entry.value.is_empty()).map(|entry| entry.field);
    stated.filter(|field| matches!(field, Field::Source(0..=1) | Field::Published(0..=1))).collect()
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
fn around(html: &Html, main: Option<NodeId>, left: &mut Vec<Left>) -> Vec<String> {
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
                .map(|element| heading(*element, left))
                .filter(|heading| (4..=100).contains(&heading.chars().count()))
                .collect();
            (!found.is_empty()).then_some(found)
        })
        .unwrap_or_default();
    before.extend(headings);
    // A page that is nothing but its text has its headline in it.
    let inside =
        |selector| html.select(&selector).any(|one| one.ancestors().any(|around| around.id() == main));
    if before.is_empty()
        && !Selector::parse("h1").is_ok_and(inside)
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
        let plain = crate::seed::words::plain(line);
        let entries = crate::seed::metadata::entries(&plain);
        if crate::seed::metadata::is_metadata(&plain, &entries) {
            before.push(line.to_owned());
        } else if crate::seed::layout::is_stamp(&plain) {
            stamp = Some(line.to_owned());
        }
    }
    // A list of other pages has dates too: the last one stands over the text.
    before.extend(stamp);
    before
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
        let (Words { text, left, .. }, tags) = text(page);
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

    #[test]
    fn a_page_without_frames_is_its_text() {
        let lines = [
            "丙市召开会议",
            "来源：丙市水利局 时间：2024-05-02",
            "5月1日，丙市召开会议。市长强调：",
            "重要。市水利局局长赵某汇报。",
            "一要完成灌溉。",
            "二要检查企业。",
            "三要检查。",
        ];
        let page = |before: &str, after: &str| {
            let words = lines[1..].iter().map(|line| format!("{before}{line}{after}")).collect::<String>();
            format!("<title>丙市召开会议_丙市</title><body><h1>{}</h1>{words}</body>", lines[0])
        };
        for (before, after) in [("<p>", "</p>"), ("<p>", ""), ("", "<br>")] {
            let words = text(&page(before, after)).0;
            assert_eq!(words.text.lines().collect::<Vec<_>>(), lines);
            assert!(words.left.is_empty());
        }
        // Each line in a frame of its own: which of them is the text cannot be told, and a person is asked.
        let words = text(&page("<div><div><p>", "</p></div></div>")).0;
        assert!(words.left.iter().any(|left| left.kind == LeftKind::Rival && left.words == "二要检查企业。"));
    }

    #[test]
    fn digits_above_and_below_the_line_stay_there() {
        let line = "10<sup>4</sup>吨，5×10<sup><b>-3</b></sup> m<sup> 3 </sup>，CO<sub>2</sub>排放，注<sup>甲</sup>。";
        let (main, _) = read(&format!("<div class=TRS_Editor><p>{NOTICE}</p><p>{line}</p></div>"));
        assert_eq!(main, [NOTICE, "10⁴吨，5×10⁻³ m³，CO₂排放，注甲。"]);
        let (_, left) =
            read(&format!("<div class=TRS_Editor><p>{NOTICE}</p><p>10<sup>4.5</sup>吨</p></div>"));
        assert_eq!(left, [(LeftKind::Shifted, "4.5".to_owned())]);
        let styled = "10<span style='vertical-align: super'>4</span>吨，PM<sub>2.5</sub>10微克。";
        let (main, left) = read(&format!("<div class=TRS_Editor><p>{NOTICE}</p><p>{styled}</p></div>"));
        assert_eq!(main, [NOTICE, "10⁴吨，PM2.510微克。"]);
        assert_eq!(left, [(LeftKind::Shifted, "2.5".to_owned())]);
        let above = "<h1>完成10<sup>4</sup>亩、10<sup>4.5</sup>吨</h1>";
        let Words { text, left, .. } =
            text(&format!("<body>{above}<div class=TRS_Editor><p>{NOTICE}</p></div></body>")).0;
        assert!(text.starts_with("完成10⁴亩、104.5吨\n"), "{text}");
        assert_eq!(left, [Left { kind: LeftKind::Shifted, words: "4.5".to_owned() }]);
    }

    #[test]
    fn rows_are_lines_and_frames_are_not() {
        let long = "逐户检查，".repeat(41);
        let (main, _) = read(&format!(
            "<div class=TRS_Editor><p>{NOTICE}</p><table><tr><td>甲<td><p>乙</p><p>丙</p><td></tr><tr><td>丁<td>{long}</tr>\
             <tr><td>戊<td><table><tr><td>己<td>庚</table></tr></table><p>完</p></div>"
        ));
        assert_eq!(main, [NOTICE, "甲　\t乙　丙", "丁", &long, "戊", "己　\t庚", "完"]);
    }

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

    /// A page of a hundred thousand elements in each other is read.
    #[test]
    fn deep_pages_come_to_an_end() {
        // That the stack holds; how time grows is a figure of `make bench`.
        for page in ["<div>", "<ol><li>一要"] {
            let page = format!("<div class=TRS_Editor>{NOTICE}{NOTICE}{}", page.repeat(100_000));
            assert_eq!(text(&page).0.text.matches("一要").count(), page.matches("一要").count());
        }
    }
}
