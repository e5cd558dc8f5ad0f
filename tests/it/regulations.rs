//! Regulations whose text is held, from the file that is given to the pages. Every regulation here was written for these
//! tests; none is a real one.

use std::collections::BTreeSet;

use scraper::Html;

use crate::pages::{Pages, select};
use crate::scene::Scene;

/// An ordinance as the mainland prints one. Article 8 was put in by an amendment; the annex names no rule.
const MAINLAND: &str = "\
澄川市月牙淀保护条例

（2009年3月1日澄川市第一届人民代表大会常务委员会第二次会议通过　根据2014年4月24日澄川市第二届人民代表大会常务委员会第八次会议\
《关于修改〈澄川市月牙淀保护条例〉的决定》修正　2019年6月30日澄川市第三届人民代表大会常务委员会第五次会议修订）

目　　录

第一章　总　　则
第二章　保　　护
　第一节　水　　面
　第二节　堤　　岸
第三章　附　　则

第一章　总　　则

第一条　为了保护月牙淀，制定本条例。

第二条　本条例适用于月牙淀。
前款所称月牙淀，包括下列区域：
（一）水面；
（二）堤岸：
1．南堤；
2．北堤。

第三条　市人民政府应当每年公布水质。

第二章　保　　护

第一节　水　　面

第四条　禁止向水面排放污水。

第五条　禁止网箱养鱼。

第二节　堤　　岸

第六条　堤岸不得取土。

第七条　有下列情形之一的，应当报告：
（一）堤岸开裂；
（二）堤岸渗水。

第七条之一　发现险情的，应当立即报告。

第三章　附　　则

第八条　违反第四条规定的，责令改正。

第九条　具体办法另行制定。

第十条　本条例自2009年5月1日起施行。

附件：月牙淀范围图
";

/// A law as Taiwan prints one: 第…條 on a line of its own, 項 before 款.
const TAIWAN: &str = "\
法規名稱：瀾東縣空氣維護自治條例
修正日期：民國 107 年 08 月 01 日

第 一 章 總則

第 1 條
為維護空氣，特制定本自治條例。

第 2 條
本自治條例用詞，定義如下：
一、空氣：指大氣。
二、維護：指下列行為：
（一）監測。
（二）淨化。
前項定義，於公告適用之。

第 3 條
主管機關為瀾東縣政府。

第 二 章 附則

第 4 條
本自治條例自公布日施行。
";

const NOTICE: &str = "content/notices/2022-03-04-jia.md";

/// A notice whose two directives are given, as a file of `content/notices/`.
pub(crate) fn notice(first: &str, second: &str) -> String {
    format!(
        "---\ntitle: \"澄川市召开月牙淀保护会议\"\nsource: \"澄川市生态环境局\"\npublished: 2022-03-04\nscript: zh-Hans\n---\n\n会议强调：\n\n## 一要全面排查。\n\n{first}\n\n## 二要限期整改。\n\n{second}\n"
    )
}

/// A site with a notice and the ordinance, imported by the program.
pub(crate) fn site(first: &str, second: &str) -> Scene {
    let scene = Scene::empty().write(NOTICE, notice(first, second)).write("tiaoli.txt", MAINLAND);
    import(&scene, "tiaoli.txt");
    scene
}

#[track_caller]
pub(crate) fn import(scene: &Scene, file: &str) -> String {
    let output = scene.run(&["import", "--regulation", file]);
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

/// The only regulation's file.
pub(crate) fn file(scene: &Scene) -> String {
    let files = scene.tree("content/regulations");
    assert_eq!(files.len(), 1, "{:?}", files.keys());
    format!("content/regulations/{}", files.keys().next().expect("one"))
}

pub(crate) fn id(scene: &Scene) -> String {
    file(scene).trim_start_matches("content/regulations/").trim_end_matches(".md").to_owned()
}

#[track_caller]
pub(crate) fn pages(scene: &Scene) -> Pages {
    scene.build().ok();
    let pages = Pages::of(scene.tree("public"));
    every_link_resolves(&pages);
    pages
}

/// Every link of every page leads to a file that is there, and to an id on it; no id comes twice.
#[track_caller]
fn every_link_resolves(pages: &Pages) {
    for (path, page) in pages.iter() {
        let all = ids(page);
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "an id twice on {path}");
        for link in select(page, "a[href], link[href]") {
            let href = link.attr("href").expect("an address");
            // The page for what is not there is served anywhere, and links from the host's root.
            let Some((target, fragment)) = pages.target(path, href).filter(|_| path != "404.html") else {
                continue;
            };
            assert!(pages.files.contains_key(&target), "{href} on {path} leads to {target}");
            if let Some(fragment) = fragment {
                assert!(ids(pages.page(&target)).contains(&fragment), "{href} on {path}: no such id");
            }
        }
    }
}

pub(crate) fn ids(page: &Html) -> Vec<String> {
    select(page, "[id]").iter().filter_map(|element| element.attr("id")).map(str::to_owned).collect()
}

pub(crate) fn text(element: &scraper::ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect()
}

/// Links and open places of citations in a directive's text: their words, and their fragments where they are links.
fn places(page: &Html) -> Vec<(String, Option<String>)> {
    select(page, ".source :is(.cite, .place-of)")
        .iter()
        .map(|element| (text(element), element.attr("href").map(str::to_owned)))
        .collect()
}

#[test]
fn a_text_becomes_a_file_that_a_person_can_read() {
    let scene = Scene::empty().write("tiaoli.txt", MAINLAND);
    insta::assert_snapshot!("import_says", import(&scene, "tiaoli.txt"));
    insta::assert_snapshot!("mainland_file", scene.read(&file(&scene)));
    let scene = Scene::empty().write("zizhi.txt", TAIWAN);
    import(&scene, "zizhi.txt");
    insta::assert_snapshot!("taiwan_file", scene.read(&file(&scene)));
}

/// White space, the table of contents and the label of the name aside, every character of the given text is in the file.
#[test]
fn nothing_of_the_text_is_lost() {
    for given in [MAINLAND, TAIWAN] {
        let scene = Scene::empty().write("a.txt", given);
        let said = import(&scene, "a.txt");
        assert!(!said.contains("was not taken over"), "{said}");
        let squeeze =
            |text: &str| text.replace(['*', '>', '#', '\\'], "").split_whitespace().collect::<String>();
        let mut rest = squeeze(&scene.read(&file(&scene)));
        let mut lines: Vec<String> = given.lines().map(squeeze).filter(|line| !line.is_empty()).collect();
        if let Some(contents) = lines.iter().position(|line| line == "目录") {
            // The table repeats the headings.
            let again = lines[contents + 2..]
                .iter()
                .position(|line| *line == lines[contents + 1])
                .expect("a heading");
            lines.drain(contents..contents + 2 + again);
        }
        for line in lines {
            let words = line.trim_start_matches("法規名稱：");
            let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not in what follows: {rest}"));
            rest.drain(..at + words.len());
        }
    }
}

#[test]
fn what_is_there_is_never_overwritten() {
    let scene = site("排查水面。", "整改。");
    let path = file(&scene);
    let before = scene.read(&path).replace("kind: local-regulation", "kind: measure");
    scene.put(&path, &before);
    let said = import(&scene, "tiaoli.txt");
    assert!(said.contains("registered already") && said.contains(&path), "{said}");
    assert_eq!(scene.read(&path), before);
    assert!(scene.read(&format!("{path}.new")).contains("kind: local-regulation"));
    let chinese =
        scene.run_with(&["import", "--regulation", "--dry-run", "tiaoli.txt"], &[("LANG", "zh_CN.UTF-8")]);
    let said =
        String::from_utf8_lossy(&chinese.stdout).into_owned() + &String::from_utf8_lossy(&chinese.stderr);
    assert!(said.contains("已登记于") && said.contains("条文"), "{said}");
    let refused = scene.write("b.txt", "今天天气很好。\n");
    assert_eq!(refused.run(&["import", "--regulation", "b.txt"]).status.code(), Some(1));
}

#[test]
fn a_stub_keeps_its_address() {
    let scene = Scene::empty()
        .write(
            NOTICE,
            notice(
                "落实《月牙淀条例》第四条。",
                "落实《澄川市月牙淀保护条例》（以下简称《条例》）第五条和《条例》第六条。",
            ),
        )
        .write("tiaoli.txt", MAINLAND);
    let stub = pages(&scene);
    let addresses = |pages: &Pages| -> BTreeSet<String> {
        pages
            .files
            .keys()
            .filter(|path| path.contains("/regulations/") && path.ends_with("index.html"))
            .cloned()
            .collect()
    };
    let before = addresses(&stub);
    let messages = scene.build().messages();
    assert!(messages.contains("its file would be content/regulations/"), "{messages}");
    let said = import(&scene, "tiaoli.txt");
    assert!(said.contains("keeps the address"), "{said}");
    assert!(messages.contains(&file(&scene)), "{messages}");
    assert_eq!(addresses(&pages(&scene)), before);
    // 《月牙淀条例》 is another name, and not taken for this one.
    assert_eq!(scene.build().codes(), ["document-unregistered"]);
}

#[test]
fn every_article_and_point_has_an_address_in_every_edition() {
    let scene = site("落实《澄川市月牙淀保护条例》。", "整改。");
    let pages = pages(&scene);
    let path = |edition: &str| format!("{edition}/regulations/{}/index.html", id(&scene));
    let (hant, hans) = (pages.page(&path("zh-hant")), pages.page(&path("zh-hans")));
    assert_eq!(ids(hant), ids(hans));
    for wanted in [
        "chapter-1",
        "chapter-2-section-2",
        "article-1",
        "article-2",
        "article-2-paragraph-2",
        "article-2-paragraph-2-point-1",
        "article-2-paragraph-2-point-2-item-2",
        "article-7-1",
        "article-10",
    ] {
        assert!(ids(hans).iter().any(|id| id == wanted), "{wanted}");
    }
    let outline: Vec<String> = select(hant, ".contents a").iter().map(text).collect();
    assert_eq!(outline, ["第一章總則", "第二章保護", "第一節水面", "第二節堤岸", "第三章附則"]);
    // The text as given in its own script, converted in the other.
    assert_eq!(text(&select(hans, "#article-4")[0]), "第四条禁止向水面排放污水。");
    assert_eq!(text(&select(hant, "#article-4")[0]), "第四條禁止向水面排放污水。");
    let words: String = select(hans, ".held").iter().map(text).collect();
    for line in MAINLAND.lines().skip(14).filter(|line| !line.is_empty()) {
        let line: String = line.split_whitespace().collect();
        assert!(words.contains(&line), "{line}");
    }
    // Dates of its versions stand among the facts.
    let facts: String = select(hans, ".facts").iter().map(text).collect();
    for date in ["2009年3月1日", "2014年4月24日", "2019年6月30日"] {
        assert!(facts.contains(date), "{date} in {facts}");
    }
    assert!(!select(hans, ".lead").iter().any(|lead| text(lead).contains("未收录")));
}

#[test]
fn a_place_leads_to_its_article_and_back() {
    let scene = site(
        "依据《澄川市月牙淀保护条例》第二条第二款第（二）项、第四条和第七条之一排查。",
        "依据《澄川市月牙淀保护条例》第三条至第五条整改，对照第二十条处理。",
    );
    let pages = pages(&scene);
    let id = id(&scene);
    for edition in ["zh-hant", "zh-hans"] {
        let regulation = format!("../../../regulations/{id}/");
        let link = |fragment: &str| Some(format!("{regulation}{fragment}"));
        let first = pages.page(&format!("{edition}/notices/2022-03-04-jia/directive-1/index.html"));
        let targets: Vec<Option<String>> = places(first).into_iter().map(|(_, href)| href).collect();
        assert_eq!(
            targets,
            [link(""), link("#article-2-paragraph-2-point-2"), link("#article-4"), link("#article-7-1")]
        );
        let second = pages.page(&format!("{edition}/notices/2022-03-04-jia/directive-2/index.html"));
        assert_eq!(places(second)[1].1, link("#article-3"));
        // Each article names the directives that cite it: the fourth is in the range of the second.
        let page = pages.page(&format!("{edition}/regulations/{id}/index.html"));
        let cited = |article: &str| select(page, &format!("#{article} .cited-in a")).len();
        let counts: Vec<usize> =
            ["article-2", "article-3", "article-4", "article-5", "article-6", "article-7-1"]
                .map(cited)
                .into();
        assert_eq!(counts, [1, 1, 2, 1, 0, 1]);
        // One id for each citation, whatever places it has.
        let ids = ids(first);
        assert_eq!(ids.iter().filter(|id| id.starts_with("citation-")).count(), 1);
        assert!(select(page, ".chart svg text").iter().any(|year| text(year) == "2022"));
        assert!(select(page, ".chart figcaption").iter().any(|words| text(words).contains("2022年2")));
    }
}

#[test]
fn a_place_that_is_not_there_is_no_link() {
    let scene = site(
        "依据《澄川市月牙淀保护条例》第十一条、第二条第二款第（三）项和第四条排查。",
        "依据《澄川市月牙淀保护条例》第九条第二款整改。",
    );
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["pin-out-of-bounds"; 3]);
    let pages = pages(&scene);
    let page = pages.page("zh-hans/notices/2022-03-04-jia/directive-1/index.html");
    let linked: Vec<(String, bool)> =
        places(page).into_iter().map(|(words, href)| (words, href.is_some())).collect();
    let wanted = [
        ("《澄川市月牙淀保护条例》", true),
        ("第十一条", false),
        ("第二条第二款第（三）项", false),
        ("第四条", true),
    ];
    assert_eq!(linked, wanted.map(|(words, link)| (words.to_owned(), link)));
    let open = select(page, ".cite.open");
    assert_eq!(open.len(), 2);
    assert!(open.iter().all(|place| place.attr("id").is_none()));
}

#[test]
fn a_superseded_version_is_no_link() {
    let scene = site(
        "落实《澄川市月牙淀保护条例》（2014年修正）第四条。",
        "落实《澄川市月牙淀保护条例》（2019年修订）第四条。",
    );
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["version-superseded"]);
    let pages = pages(&scene);
    let first = pages.page("zh-hans/notices/2022-03-04-jia/directive-1/index.html");
    assert!(places(first).iter().all(|(_, href)| href.is_none()) && places(first).len() == 1);
    let second = pages.page("zh-hans/notices/2022-03-04-jia/directive-2/index.html");
    assert!(
        places(second).iter().any(|(_, href)| href.as_ref().is_some_and(|href| href.ends_with("#article-4")))
    );
}

#[test]
fn a_later_version_than_the_text_is_no_link() {
    let scene = site("落实《澄川市月牙淀保护条例》（2023年修订）第四条。", "整改。");
    assert_eq!(scene.build().ok().codes(), ["version-later"]);
    let pages = pages(&scene);
    let first = places(pages.page("zh-hans/notices/2022-03-04-jia/directive-1/index.html"));
    assert!(first.len() == 1 && first[0].1.is_none(), "{first:?}");
    assert_eq!(select(pages.page("zh-hans/citations/index.html"), "#version-later").len(), 1);
}

#[test]
fn a_message_points_to_the_words_that_it_is_about() {
    let scene = site(
        "依据《澄川市月牙淀保护条例》第四条、第五条排查。",
        "依据《澄川市月牙淀保护条例》第四条整改，原《澄川市月牙淀保护条例》第四条不再适用。",
    );
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["version-earlier"]);
    // The third of that name: in the second directive, behind 原《.
    assert!(outcome.messages().contains("2022-03-04-jia.md:16:23"), "{}", outcome.messages());
    let pages = pages(&scene);
    let second = places(pages.page("zh-hans/notices/2022-03-04-jia/directive-2/index.html"));
    assert!(second.iter().filter(|(_, href)| href.is_none()).count() == 1, "{second:?}");
}

#[test]
fn what_leads_nowhere_is_listed_with_its_reason() {
    let scene = site(
        "依据《澄川市月牙淀保护条例》第四条、第二十条排查。",
        "不再适用《澄川市月牙淀保护条例》（2014年修正）第四条。",
    );
    let pages = pages(&scene);
    let report = pages.page("zh-hans/citations/index.html");
    for selector in ["#version-superseded", "#pin-out-of-bounds"] {
        assert_eq!(select(report, selector).len(), 1, "{selector}");
    }
    assert!(select(report, "#exact").is_empty());
    let data: serde_json::Value =
        serde_json::from_str(&scene.read("public/data/2022/citations.json")).expect("JSON");
    let of = |field: &str| {
        data.as_array().expect("a list").iter().map(|row| row[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("reason"), ["pin-out-of-bounds", "version-superseded"]);
    assert_eq!(of("registered"), [true, false]);
    assert!(of("target")[1].is_null());
}

/// 第一条第（一）项 of an article with two lists: which of them is not said, so the link is the article's.
#[test]
fn a_point_that_two_paragraphs_have_leads_to_the_article() {
    let text = "澄川市堤岸办法\n\n第一条　堤岸分为：\n（一）南堤；\n（二）北堤。\n堤岸管理包括：\n（一）巡查；\n（二）维修；\n（三）验收。\n\n\
        第二条　本办法自公布之日起施行。\n";
    let scene = Scene::empty()
        .write(NOTICE, notice("依据《澄川市堤岸办法》第一条第（一）项、第一条第（三）项排查。", "整改。"))
        .write("banfa.txt", text);
    import(&scene, "banfa.txt");
    let pages = pages(&scene);
    let first = places(pages.page("zh-hans/notices/2022-03-04-jia/directive-1/index.html"));
    let ends =
        |index: usize, fragment: &str| first[index].1.as_ref().is_some_and(|href| href.ends_with(fragment));
    assert!(ends(1, "#article-1") && ends(2, "#article-1-paragraph-2-point-3"), "{first:?}");
}

#[test]
fn an_article_that_the_text_has_twice_is_no_link() {
    let scene = site("落实《澄川市月牙淀保护条例》第四条、第五条。", "整改。");
    let path = file(&scene);
    let twice = scene.read(&path).replacen("**第五条**", "**第四条**　禁止向堤岸倾倒垃圾。\n\n**第五条**", 1);
    scene.put(&path, twice);
    assert_eq!(scene.build().ok().codes(), ["pin-twice", "article-out-of-order"]);
    let pages = pages(&scene);
    let found = places(pages.page("zh-hans/notices/2022-03-04-jia/directive-1/index.html"));
    let ends = |fragment: &str| {
        found.iter().any(|(_, href)| href.as_ref().is_some_and(|one| one.ends_with(fragment)))
    };
    assert!(ends("#article-5") && !ends("#article-4"), "{found:?}");
    let regulation = pages.page(&format!("zh-hans/regulations/{}/index.html", id(&scene)));
    assert_eq!(ids(regulation).iter().filter(|id| *id == "article-4").count(), 1);
    let akn = scene.read(&format!("public/zh-hans/regulations/{}/index.akn.xml", id(&scene)));
    assert_eq!(akn.matches("eId=\"art_4\"").count(), 1);
}

#[test]
fn taiwan_names_paragraphs_before_points() {
    let taiwan = "---\ntitle: \"瀾東縣召開空氣維護會議\"\nsource: \"瀾東縣政府\"\npublished: 2022-03-04\nscript: zh-Hant\n---\n\n會議強調：\n\n## 一要清查。\n\n依《瀾東縣空氣維護自治條例》第二條第一項第二款第二目及第二條第三項清查。\n\n## 二要改善。\n\n限期改善。\n";
    let scene = Scene::empty().write(NOTICE, taiwan).write("a.txt", TAIWAN);
    import(&scene, "a.txt");
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["pin-out-of-bounds"]);
    let pages = pages(&scene);
    let page = pages.page("zh-hant/notices/2022-03-04-jia/directive-1/index.html");
    let hrefs: Vec<String> = places(page).into_iter().filter_map(|(_, href)| href).collect();
    assert!(hrefs[1].ends_with("#article-2-paragraph-1-point-2-item-2"), "{hrefs:?}");
}

#[test]
fn lists_say_who_cites_what() {
    let scene = site(
        "依据《澄川市月牙淀保护条例》第四条，参照《澄川市排水办法》，学习《澄川日报》。",
        "依据《条例》整改，落实《澄川市月牙淀保护条例》。",
    );
    let pages = pages(&scene);
    let table = pages.page("zh-hans/regulations/index.html");
    assert_eq!(select(table, ".matrix thead th").len(), 3);
    let cells: Vec<String> = select(table, ".matrix tbody td").iter().map(text).collect();
    assert_eq!(cells, ["第1项第2项", "第1项"]);
    let report = pages.page("zh-hans/citations/index.html");
    for selector in ["#exact", "#not-rules", "#unregistered", "#main a[href$='/data/']"] {
        assert_eq!(select(report, selector).len(), 1, "{selector}");
    }
    assert_eq!(
        select(report, "tbody tr").len(),
        scene.read("public/data/2022/citations.csv").lines().count() - 1
    );
}

#[test]
fn the_publisher_lists_what_is_not_rules() {
    let scene = site("学习《月牙淀游戏规则》。", "整改。");
    assert_eq!(scene.build().ok().codes(), ["document-unregistered"]);
    let settings = scene.read("content/site.yaml") + "not_rules: [\"游戏规则\"]\n";
    scene.put("content/site.yaml", settings);
    let outcome = scene.build().ok();
    assert!(!outcome.codes().contains(&"document-unregistered"), "{}", outcome.messages());
    pages(&scene);
}

#[test]
fn a_text_that_lacks_articles_does_not_say_that_it_is_whole() {
    let said = |text: &str| {
        let scene = site("甲。", "乙。");
        scene.put(&file(&scene), scene.read(&file(&scene)).replace(text, ""));
        scene.build().ok();
        let public = scene.tree("public");
        let path = format!("zh-hant/regulations/{}/index.html", id(&scene));
        String::from_utf8_lossy(public.get(&path).expect("its page")).into_owned()
    };
    assert!(said("\u{0}").contains("全文如下"));
    assert!(said("**第二条**　本条例适用于月牙淀。\n\n").contains("條號不連續"));
}
