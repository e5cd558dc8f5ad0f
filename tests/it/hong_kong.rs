//! An ordinance in Hong Kong's form, from the file that is given to its pages and the links into it. It was written for
//! these tests; no real one says this.

use crate::pages::select;
use crate::regulations::{file, id, ids, import, notice, pages, text as text_of};
use crate::scene::Scene;

const NOTICE: &str = "content/notices/2022-03-04-jia.md";

const ORDINANCE: &str = "\
月牙澤條例

第I部
導言

1. 簡稱
本條例可引稱為《月牙澤條例》。

第IIA部
保護

16. 釋義
(1) 在本條例中——
(a) 水包括湖水；
(b) 堤包括：
(i) 北堤；
(ii) 南堤。
就第(1)款而言，冰亦是水。
(2) 署長可巡查。

16A. 罪行
任何人違反第16條，即屬犯罪。

16AA. (1) 任何人可上訴。
(2) 上訴須在14日內提出。
";

#[test]
fn letters_brackets_and_parts_are_addresses() {
    let scene = Scene::empty()
        .write(
            NOTICE,
            notice(
                "依照《月牙澤條例》第16A條、第16AA(2)條及第16(1)(b)(ii)條。",
                "對照《月牙澤條例》第IIA部、第16(3)條及第16B條。",
            ),
        )
        .write("tiaoli.txt", ORDINANCE);
    import(&scene, "tiaoli.txt");
    let held = scene.read(&file(&scene));
    assert!(held.contains("pin_order: hong-kong") && held.contains("**16A.罪行**"), "{held}");
    let outcome = scene.build().ok();
    assert_eq!(outcome.codes(), ["pin-out-of-bounds", "pin-out-of-bounds"]);
    let pages = pages(&scene);
    let regulation = id(&scene);
    let page = pages.page(&format!("zh-hans/regulations/{regulation}/index.html"));
    let all = ids(page);
    for wanted in [
        "part-1",
        "part-2a",
        "article-16-paragraph-1-point-2-item-2",
        "article-16-paragraph-2",
        "article-16a",
        "article-16aa-paragraph-2",
    ] {
        assert!(all.iter().any(|id| id == wanted), "{wanted} in {all:?}");
    }
    // What has no number has no address.
    assert!(!all.iter().any(|id| id.starts_with("article-16-paragraph-3")), "{all:?}");
    let links = |directive: usize| -> Vec<(String, Option<String>)> {
        let page = pages.page(&format!("zh-hant/notices/2022-03-04-jia/directive-{directive}/index.html"));
        let all = select(page, ".source .place-of, .source .cite.open");
        let fragment = |href: &str| href.split('#').nth(1).map(str::to_owned);
        all.iter().map(|one| (text_of(one), one.attr("href").and_then(fragment))).collect()
    };
    let there = |words: &str, id: &str| (words.to_owned(), Some(id.to_owned()));
    assert_eq!(
        links(1),
        [
            there("第16A條", "article-16a"),
            there("第16AA(2)條", "article-16aa-paragraph-2"),
            there("第16(1)(b)(ii)條", "article-16-paragraph-1-point-2-item-2"),
        ]
    );
    assert_eq!(
        links(2),
        [there("第IIA部", "part-2a"), ("第16(3)條".to_owned(), None), ("第16B條".to_owned(), None)]
    );
    let akn = scene.read(&format!("public/zh-hant/regulations/{regulation}/index.akn.xml"));
    assert!(akn.contains("eId=\"art_16a\"") && akn.contains("eId=\"art_16aa__para_2\""), "{akn}");
    let json = scene.read(&format!("public/zh-hant/regulations/{regulation}/index.json"));
    assert!(json.contains("\"number\":\"16aa\"") && json.contains("#article-16aa\""), "{json}");
    let json = scene.read("public/zh-hant/notices/2022-03-04-jia/index.json");
    assert!(
        json.contains("{\"from\":\"art_16__para_1__point_2__item_2\",\"to\":null,\"found\":true}"),
        "{json}"
    );
}

/// 款 and 項 of a text do not tell what (1) is.
#[test]
fn brackets_lead_to_the_article_of_a_text_that_has_none() {
    let law = "澄川市排水條例\n第一條　本條例適用於：\n（一）甲；\n（二）乙。\n第二條　節水。\n";
    let scene = Scene::empty()
        .write(NOTICE, notice("依照《澄川市排水條例》第1(2)條。", "依照《瀾東條例》第2(1)條。"))
        .write("tiaoli.txt", law);
    import(&scene, "tiaoli.txt");
    assert_eq!(scene.build().codes(), ["document-unregistered"]);
    let page = scene.read("public/zh-hant/notices/2022-03-04-jia/directive-1/index.html");
    assert!(page.contains("#article-1\">第1(2)條"), "{page}");
    // Whether a document that nobody registered has a place is not known.
    let json = scene.read("public/zh-hant/notices/2022-03-04-jia/index.json");
    assert!(json.contains("{\"from\":\"art_2__para_1\",\"to\":null,\"found\":null}"), "{json}");
}

/// What was printed twice is not chosen from, and what could not be placed is not said to be missing.
#[test]
fn what_is_doubled_or_unplaced_is_not_missing() {
    let law = "瀾西條例\n1. 簡稱\n(1) 甲——\n(a) 乙；\n(aa) 丙；\n(b) 丁。\n(1) 戊。\n2. 釋義\n(1) 己——\n(a) 庚；\n(c) 辛。\n(2) 壬。\n";
    let scene = Scene::empty()
        .write(NOTICE, notice("依照《瀾西條例》第1(1)條。", "依照《瀾西條例》第2(1)(c)條及第2(1)(a)條。"))
        .write("tiaoli.txt", law);
    import(&scene, "tiaoli.txt");
    assert_eq!(scene.build().codes(), ["pin-twice"]);
    let json = scene.read("public/zh-hant/notices/2022-03-04-jia/index.json");
    assert!(json.contains("{\"from\":\"art_2__para_1__point_3\",\"to\":null,\"found\":null}"), "{json}");
    let page = scene.read("public/zh-hant/notices/2022-03-04-jia/directive-2/index.html");
    assert!(page.contains("#article-2-paragraph-1-point-1\">第2(1)(a)條"), "{page}");
}

/// As the database of the laws heads an ordinance.
#[test]
fn the_chapter_is_the_number_of_the_regulation() {
    for head in ["第132章 《瀾西條例》", "香港法例第132章\n瀾西條例", "《瀾西條例》（第132章）"]
    {
        let law = format!("{head}\n\n第1部\n導言\n1. 簡稱\n甲。\n2. 釋義\n(1) 乙。\n(2) 丙。\n");
        let scene = Scene::empty()
            .write(
                NOTICE,
                notice("依照《瀾西條例》（第132章）第2(1)及(2)條及第1部。", "甲某購《瀾西條例》第3部影片。"),
            )
            .write("tiaoli.txt", law);
        let said = import(&scene, "tiaoli.txt");
        assert!(!said.contains("was not taken over") && !said.contains("未收入"), "{said}");
        let held = scene.read(&file(&scene));
        assert!(held.contains("第132章\"") && held.contains("pin_order: hong-kong"), "{held}");
        assert_eq!(scene.build().codes(), [""; 0]);
        let page = scene.read("public/zh-hant/notices/2022-03-04-jia/directive-1/index.html");
        for place in ["#article-2-paragraph-1\">", "#article-2-paragraph-2\">", "#part-1\">"] {
            assert!(page.contains(place), "{place}: {page}");
        }
    }
}
