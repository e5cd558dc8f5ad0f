//! What the held text of a regulation cites: itself, and others. Every regulation here was written for these tests.

use scraper::Html;

use crate::pages::select;
use crate::regulations::{import, notice, pages, text};
use crate::scene::Scene;

const NOTICE: &str = "content/notices/2022-03-04-jia.md";

const LAW: &str = "\
澄川市月牙淀保护条例

第一条　为了保护月牙淀，依据《澄川市堤岸办法》第二条第（二）项和《澄川市渔业办法》，制定本条例。

第二条　本条例第三条、第四条第一款所称堤岸，依照本条例第九条确定。

第三条　违反本条例第二条规定的，依照《澄川市堤岸办法》第五条处理：
（一）依照本条例第一条停工；
（二）按照《澄川日报》公布。

第四条　本条例自公布之日起施行。
";

const RULES: &str = "\
澄川市堤岸办法

第一条　堤岸由市人民政府管理。

第二条　堤岸包括：
（一）南堤；
（二）北堤。

第三条　本办法自公布之日起施行。
";

/// Links and open places in the held text: their words, and where they lead.
fn places(page: &Html) -> Vec<(String, Option<String>)> {
    select(page, ".held :is(.cite, .place-of)")
        .iter()
        .map(|element| (text(element), element.attr("href").map(str::to_owned)))
        .collect()
}

fn site() -> Scene {
    let scene = Scene::empty()
        .write(NOTICE, notice("落实《澄川市月牙淀保护条例》第二条。", "落实《澄川市渔业办法》。"))
        .write("tiaoli.txt", LAW)
        .write("banfa.txt", RULES);
    import(&scene, "tiaoli.txt");
    import(&scene, "banfa.txt");
    scene
}

fn id(scene: &Scene, part: &str) -> String {
    let files = scene.tree("content/regulations");
    let name = files.keys().find(|name| name.contains(part)).expect("its file");
    name.trim_end_matches(".md").to_owned()
}

#[test]
fn a_held_text_leads_to_what_it_cites() {
    let scene = site();
    let (law, rules) = (id(&scene, "tiaoli"), id(&scene, "dian"));
    let pages = pages(&scene);
    for edition in ["zh-hans", "zh-hant"] {
        let page = pages.page(&format!("{edition}/regulations/{law}/index.html"));
        let there = |fragment: &str| Some(format!("../{rules}/{fragment}"));
        let here = |article: &str| Some(format!("#{article}"));
        let found: Vec<Option<String>> = places(page).into_iter().map(|(_, href)| href).collect();
        // 《澄川市渔业办法》 has a page, for the notice cites it.
        let fishing = places(page)[2].1.clone();
        assert!(fishing.as_ref().is_some_and(|href| href.starts_with("../") && !href.contains(&rules)));
        assert_eq!(
            found,
            [
                there(""),
                there("#article-2-paragraph-1-point-2"),
                fishing,
                here("article-3"),
                here("article-4"),
                // The ordinance has no ninth article, the rules no fifth.
                None,
                here("article-2"),
                there(""),
                None,
                here("article-1"),
                None,
            ],
            "{edition}"
        );
        assert!(select(page, ".held .cite[id]").is_empty());
    }
    // Who cites is of notices: the rules are cited by none.
    let page = pages.page(&format!("zh-hans/regulations/{rules}/index.html"));
    assert!(select(page, ".cited-in a").is_empty());
}

#[test]
fn a_place_that_the_text_itself_lacks_is_told() {
    let scene = site();
    let outcome = scene.build();
    assert_eq!(outcome.codes(), ["document-unregistered", "pin-out-of-bounds", "pin-out-of-bounds"]);
    let messages = outcome.messages();
    let law = format!("content/regulations/{}.md", id(&scene, "tiaoli"));
    assert!(messages.contains(&format!("{law}:")) && messages.contains("第九条"), "{messages}");
    // What is remembered says it again, and where another regulation changes, what cites it follows.
    assert_eq!(scene.build().codes(), ["document-unregistered", "pin-out-of-bounds", "pin-out-of-bounds"]);
    let rules = format!("content/regulations/{}.md", id(&scene, "dian"));
    let more = scene.read(&rules) + "\n**第四条**　甲。\n\n**第五条**　乙。\n";
    scene.put(&rules, more);
    assert_eq!(scene.build().codes(), ["document-unregistered", "pin-out-of-bounds"]);
    let pages = pages(&scene);
    let page = pages.page(&format!("zh-hans/regulations/{}/index.html", id(&scene, "tiaoli")));
    assert!(
        places(page).iter().any(|(_, href)| href.as_ref().is_some_and(|href| href.ends_with("#article-5")))
    );
}

#[test]
fn machines_are_told_what_a_held_text_cites() {
    let scene = site();
    let law = id(&scene, "tiaoli");
    pages(&scene);
    let json: serde_json::Value =
        serde_json::from_str(&scene.read(&format!("public/zh-hans/regulations/{law}/index.json")))
            .expect("JSON");
    let cited = json["text"]["citations"].as_array().expect("a list");
    let told: Vec<String> = cited
        .iter()
        .map(|one| {
            let word = |field: &str| one[field].as_str().unwrap_or("-").to_owned();
            format!(
                "{} {} {}",
                word("article"),
                word("quote"),
                word(if one["reason"].is_null() { "method" } else { "reason" })
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 《澄川市堤岸办法》第二条第（二）项 exact",
            "1 《澄川市渔业办法》 unregistered",
            "2 本条例第三条、第四条第一款 itself",
            "2 本条例第九条 pin-out-of-bounds",
            "3 本条例第二条 itself",
            "3 《澄川市堤岸办法》第五条 pin-out-of-bounds",
            "3 本条例第一条 itself",
            "3 《澄川日报》 not-rules",
            "4 本条例 itself",
        ]
    );
    let akn = scene.read(&format!("public/zh-hans/regulations/{law}/index.akn.xml"));
    assert!(akn.contains("#art_3\">"), "{akn}");
}
