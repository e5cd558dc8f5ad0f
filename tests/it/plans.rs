//! Plans whose text is held, from the file that is given to the page and the forms for machines. Every plan here was
//! written for these tests; none is a real one.

use crate::pages::select;
use crate::regulations::{file, id, ids, import, notice, pages, text as text_of};
use crate::scene::Scene;

const NOTICE: &str = "content/notices/2022-03-04-jia.md";

const PLAN: &str = "\
澄川市湿地保护规划
（2021—2035年）

目　录
第一章　总体要求 …… 1
一、现状 …… 1
第二章　任务 …… 3

第一章　总体要求

一、现状

（一）成效。湿地面积增加。

（二）湿地仍有退化，水源不足，鸟类减少，管护力量薄弱。

二、目标

到2025年：
1．湿地不减少；
2．水质改善。

第二章　任务

常年监测。
";

#[test]
fn a_plan_becomes_a_file_and_a_page() {
    let scene = Scene::empty()
        .write(NOTICE, notice("落实《澄川市湿地保护规划（2021—2035年）》。", "整改。"))
        .write("guihua.txt", PLAN);
    let said = import(&scene, "guihua.txt");
    assert!(!said.contains("was not taken over"), "{said}");
    insta::assert_snapshot!("plan_file", scene.read(&file(&scene)));
    let pages = pages(&scene);
    let path = |edition: &str, file: &str| format!("{edition}/regulations/{}/{file}", id(&scene));
    let (hant, hans) =
        (pages.page(&path("zh-hant", "index.html")), pages.page(&path("zh-hans", "index.html")));
    assert_eq!(ids(hant), ids(hans));
    for wanted in
        ["chapter-1", "chapter-1-heading-1", "chapter-1-heading-1-2", "chapter-1-heading-2-0-1", "chapter-2"]
    {
        assert!(ids(hans).iter().any(|id| id == wanted), "{wanted} in {:?}", ids(hans));
    }
    // A number without a title has an address, and no line in the outline.
    let outline: Vec<String> = select(hant, ".contents a").iter().map(text_of).collect();
    assert_eq!(outline, ["第一章總體要求", "一、現狀", "（一）成效。", "二、目標", "第二章任務"]);
    let words: String = select(hans, ".held").iter().map(text_of).collect();
    for line in PLAN.lines().skip(8).filter(|line| !line.is_empty()) {
        let line: String = line.split_whitespace().collect();
        assert!(words.contains(&line), "{line}");
    }
    let txt = scene.read(&format!("public/{}", path("zh-hans", "index.txt")));
    assert!(txt.contains("（一）成效。\n\n湿地面积增加。"), "{txt}");
    let akn = scene.read(&format!("public/{}", path("zh-hans", "index.akn.xml")));
    assert!(akn.contains("<doc name=\"plan\">") && akn.contains("eId=\"chp_1__level_1__level_2\""), "{akn}");
    let json: serde_json::Value =
        serde_json::from_str(&scene.read(&format!("public/{}", path("zh-hans", "index.json"))))
            .expect("JSON");
    let levels: Vec<&str> = json["text"]["divisions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["level"].as_str().expect("a word"))
        .collect();
    assert_eq!(levels, ["chapter", "level", "level", "level", "level", "level", "level", "chapter"]);
}

#[test]
fn a_chapter_that_a_citation_names_is_its_address() {
    let text = "澄川市水务发展规划\n第一章 总则\n第一节 目的\n节水。\n第二章 任务\n第一节 供水\n供水。\n第二节 排水\n排水，按照本规划第二章第一节办理。\n";
    let scene = Scene::empty()
        .write(
            NOTICE,
            notice(
                "落实《澄川市水务发展规划》第一章、第二章第二节和第三章，对照第一章第二节。",
                "落实《澄川市水务发展规划》第一节，依照《澄川市堤岸规划》第三章，学习《澄川市水务发展规划》第一章至第二章。",
            ),
        )
        .write("guihua.txt", text);
    import(&scene, "guihua.txt");
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["document-unregistered", "pin-out-of-bounds", "pin-twice"]);
    let pages = pages(&scene);
    let id = id(&scene);
    for edition in ["zh-hans", "zh-hant"] {
        let places = |directive: usize| -> Vec<(String, Option<String>)> {
            let page =
                pages.page(&format!("{edition}/notices/2022-03-04-jia/directive-{directive}/index.html"));
            let all = select(page, ".source :is(.cite, .place-of)");
            all.iter().map(|one| (text_of(one), one.attr("href").map(str::to_owned))).collect()
        };
        let there = |words: &str, fragment: &str| {
            (words.to_owned(), Some(format!("../../../regulations/{id}/{fragment}")))
        };
        let none = |words: &str| (words.to_owned(), None);
        let first = places(1);
        assert_eq!(
            first[1..],
            [there("第一章", "#chapter-1"), there("第二章第二节", "#chapter-2-section-2"), none("第三章")]
                .map(|(words, href)| (
                    if edition == "zh-hans" { words } else { words.replace('节', "節") },
                    href
                ))
        );
        // Which first section is not said; what is not held has no addresses of chapters.
        let second = places(2);
        let hrefs: Vec<Option<&str>> = second.iter().map(|(_, href)| href.as_deref()).collect();
        assert_eq!(second.len(), 5, "{second:?}");
        assert!(hrefs[1].is_none() && !hrefs[2].expect("a stub").contains('#'), "{second:?}");
        assert!(hrefs[4].expect("a link").ends_with("#chapter-1"), "{second:?}");
    }
    let page = pages.page(&format!("zh-hans/regulations/{id}/index.html"));
    let own = select(page, ".held .place-of");
    assert_eq!(
        own.iter().map(|one| one.attr("href").expect("a link")).collect::<Vec<_>>(),
        ["#chapter-2-section-1"]
    );
    let akn = scene.read("public/zh-hans/notices/2022-03-04-jia/index.akn.xml");
    assert!(akn.contains("#chp_2__sec_2\""), "{akn}");
}

#[test]
fn levels_of_different_ranks_beside_each_other_have_names_of_their_own() {
    let text = "澄川市水务规划\n一、现状\n（一）成效\n水清。\n1．供水\n甲。\n二、目标\n1．水质\n乙。\n（一）近期\n丙。\n1．岸线\n丁。\n";
    let scene =
        Scene::empty().write(NOTICE, notice("落实《澄川市水务规划》。", "整改。")).write("guihua.txt", text);
    import(&scene, "guihua.txt");
    scene.build().ok();
    let akn = scene.read(&format!("public/zh-hans/regulations/{}/index.akn.xml", id(&scene)));
    let names: Vec<&str> = akn.split("eId=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), once.len(), "{names:?}");
    assert!(once.contains("level_2__level_1_dup_1"), "{names:?}");
}

/// A plan of parts: what cites them in an import and in the table of citations.
#[test]
fn a_part_that_a_citation_names_is_its_place() {
    let text = "澄川市远景纲要\n第一篇 总则\n第一章 目的\n节水。\n第二篇 任务\n第一章 供水\n供水。\n";
    let scene = Scene::empty()
        .write(NOTICE, notice("落实《澄川市远景纲要》第二篇第一章、第一篇。", "整改。"))
        .write("guihua.txt", text);
    import(&scene, "guihua.txt");
    assert_eq!(scene.build().ok().codes(), [""; 0]);
    let page = scene.read("public/zh-hans/notices/2022-03-04-jia/directive-1/index.html");
    assert!(page.contains("#part-2-chapter-1\"") && page.contains("#part-1\""), "{page}");
    let data: serde_json::Value =
        serde_json::from_str(&scene.read("public/data/2022/citations.json")).expect("JSON");
    assert_eq!(data[0]["article"], "part_2__chp_1 part_1");
    let seed = scene.read(NOTICE);
    let output = scene.run_on(&["import", "--dry-run", "--json", "-"], seed.as_bytes());
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(said["citations"][0]["pin"], serde_json::json!(["part_2__chp_1", "part_1"]), "{said}");
}

/// The first section is in the second chapter of the plan whose name stands there, in the first of the one that is meant.
#[test]
fn a_division_that_an_editor_leads_elsewhere_is_looked_for_there() {
    let plan = |name: &str, chapters: &str| format!("{name}\n{chapters}");
    let scene = Scene::empty().write(NOTICE, notice("排查。", "整改。"));
    let scene = scene
        .write("yi.txt", plan("澄川市供水规划", "第一章 总则\n第一节 目的\n节水。\n第二章 任务\n供水。\n"))
        .write("jia.txt", plan("澄川市水务规划", "第一章 总则\n节水。\n第二章 任务\n第一节 目的\n供水。\n"));
    import(&scene, "yi.txt");
    let there = id(&scene);
    import(&scene, "jia.txt");
    scene.put(NOTICE, notice(&format!("落实[《澄川市水务规划》第一节](regulation:{there})。"), "整改。"));
    assert_eq!(scene.build().ok().codes(), [""; 0]);
    let page = scene.read("public/zh-hans/notices/2022-03-04-jia/directive-1/index.html");
    assert!(page.contains(&format!("/regulations/{there}/#chapter-1-section-1\"")), "{page}");
}

#[test]
fn the_history_of_an_import_is_cut_at_its_dates() {
    let text = "澄川市排水办法\n（2010年1月1日市政府令第5号公布　自2010年2月1日起施行）\n第一条　排水。\n第二条　节水。\n";
    let scene = Scene::empty().write(NOTICE, notice("排查。", "整改。")).write("banfa.txt", text);
    import(&scene, "banfa.txt");
    let said = scene.read(&file(&scene));
    assert!(said.contains("\"市政府令第5号公布\"") && said.contains("\"施行\""), "{said}");
}

/// What a text without parts numbers 一、 others call its parts; chapters are none, nor is what stands below them.
#[test]
fn a_part_of_a_text_that_has_none_is_its_number() {
    let plan = "澄川市水务规划\n一、现状\n（一）成效\n水清。\n二、目标\n水更清。\n";
    let chapters = "澄川市堤岸规划\n第一章 现状\n一、成效\n堤固。\n二、不足\n堤短。\n";
    let scene = Scene::empty().write(NOTICE, notice("落实《澄川市水务规划》第二部分。", "整改。"));
    let scene = scene.write("shuiwu.txt", plan).write("dian.txt", chapters);
    import(&scene, "shuiwu.txt");
    import(&scene, "dian.txt");
    assert_eq!(scene.build().ok().codes(), [""; 0]);
    let page = "public/zh-hans/notices/2022-03-04-jia/directive-1/index.html";
    assert!(scene.read(page).contains("#heading-2\">第二部分<"), "{}", scene.read(page));
    scene.put(NOTICE, notice("落实《澄川市水务规划》第三部分、《澄川市堤岸规划》第二部分。", "整改。"));
    assert_eq!(scene.build().codes(), ["pin-out-of-bounds", "pin-out-of-bounds"]);
    assert!(!scene.read(page).contains("#heading-"), "{}", scene.read(page));
}

#[test]
fn chapters_and_articles_of_one_citation_are_places_in_reading_order() {
    let law = "澄川市排水条例\n第一章 总则\n第一条 排水。\n第二章 罚则\n第二条 罚款。\n第三条 施行。\n";
    let scene = Scene::empty()
        .write(NOTICE, notice("依照《澄川市排水条例》第二章、第一条和第一章，并学习。", "整改。"))
        .write("tiaoli.txt", law);
    import(&scene, "tiaoli.txt");
    assert_eq!(scene.build().ok().codes(), [""; 0]);
    let page = scene.read("public/zh-hans/notices/2022-03-04-jia/directive-1/index.html");
    let at =
        ["#chapter-2\">第二章<", "#article-1\">第一条<", "#chapter-1\">第一章<"].map(|link| page.find(link));
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} {page}");
    let data: serde_json::Value =
        serde_json::from_str(&scene.read("public/data/2022/citations.json")).expect("JSON");
    assert_eq!(data[0]["article"], "chp_2 art_1 chp_1");
}
