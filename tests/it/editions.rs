//! Regional editions: as full as the others, linked with them, and never converting a Traditional source.

use gongkai::script::Edition;

use crate::pages::{Pages, select};
use crate::scene::{SEED, Scene};

const SIMPLIFIED: &str = "某某县召开环境整治会议\n来源：某某县环境保护局 时间：2022-03-04\n会议强调，一要统一台账，群众举报的线索逐条核实，户户见面。二要限期整改，里里外外打扫干净。\n";

fn site(editions: &str) -> Pages {
    let scene = Scene::first().write("seeds/b.txt", SIMPLIFIED);
    let settings = scene.read("content/site.yaml").replace("[zh-Hant, zh-Hans]", editions);
    let scene = scene.write("content/site.yaml", settings);
    scene.build().ok();
    Pages::of(scene.tree("public"))
}

#[test]
fn every_edition_has_every_page_and_leads_to_all_others() {
    let site = site("[zh-Hant, zh-Hans, zh-Hant-HK, zh-Hant-TW]");
    let paths = |folder: &str| -> Vec<String> {
        let prefix = format!("{folder}/");
        site.iter().filter_map(|(path, _)| path.strip_prefix(&prefix).map(str::to_owned)).collect()
    };
    let all = paths("zh-hant");
    assert!(all.len() > 15, "{all:?}");
    for edition in Edition::ALL {
        assert_eq!(paths(edition.folder()), all, "{}", edition.tag());
        for path in &all {
            let page = site.page(&format!("{}/{path}", edition.folder()));
            let lang = select(page, "html")[0].attr("lang");
            assert_eq!(lang, Some(edition.tag()), "{path}");
            let alternates: Vec<&str> =
                select(page, "link[hreflang]").iter().filter_map(|link| link.attr("hreflang")).collect();
            assert_eq!(alternates, ["zh-Hant", "zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "x-default"], "{path}");
            let from = format!("{}/{path}", edition.folder());
            for other in Edition::ALL {
                let found = select(page, "a[hreflang]").iter().any(|link| {
                    let target = site.target(&from, link.attr("href").unwrap_or_default());
                    target.is_some_and(|(file, _)| file == format!("{}/{path}", other.folder()))
                });
                assert!(found, "{from} does not lead to {}", other.tag());
            }
        }
    }
}

#[test]
fn a_traditional_source_is_the_same_in_every_traditional_edition() {
    let site = site("[zh-Hant-TW, zh-Hans, zh-Hant-HK]");
    let text = |edition: Edition| {
        let pages = site.of_kind(edition.folder(), "notice");
        let page = pages.iter().find(|(path, _)| path.contains("2021-06-11")).expect("the first notice").1;
        crate::pages::source_text(page)
    };
    assert_eq!(text(Edition::HantTw), text(Edition::HantHk));
    assert_eq!(text(Edition::HantTw).chars().count(), {
        let body: String = SEED.lines().take(4).collect();
        body.chars().filter(|c| !c.is_whitespace()).count()
    });
}

#[test]
fn a_simplified_source_is_written_as_the_region_writes() {
    let site = site("[zh-Hant-TW, zh-Hans, zh-Hant-HK]");
    let text = |edition: Edition| {
        let pages = site.of_kind(edition.folder(), "notice");
        let page = pages.iter().find(|(path, _)| path.contains("2022-03-04")).expect("the second notice").1;
        crate::pages::source_text(page)
    };
    let (tw, hk, hans) = (text(Edition::HantTw), text(Edition::HantHk), text(Edition::Hans));
    assert!(tw.contains("臺賬") && tw.contains("裡裡外外"), "{tw}");
    assert!(hk.contains("台賬") && hk.contains("裏裏外外"), "{hk}");
    assert!(SIMPLIFIED.replace('\n', "").contains(&hans), "{hans}");
}

#[test]
fn code_and_untranslated_words_are_the_same_in_every_edition() {
    let notice = "---\ntitle: \"关于公开清单的通知\"\nsource: \"某某县发展和改革局\"\npublished: 2022-03-04\nscript: zh-Hans\n---\n\n\
        会议强调：\n\n## 一要发布`发布目录`,经办人是<span translate=\"no\">万里云</span>。\n\n逐户登记后发布。\n";
    let scene = Scene::first().write("content/notices/2022-03-04-mulu.md", notice);
    scene.build().ok();
    let files = scene.tree("public");
    let mut seen = 0;
    for (path, bytes) in &files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if !path.starts_with("zh-hant/") || !path.contains("2022-03-04-mulu/") || path.ends_with("source.txt")
        {
            continue;
        }
        // In JSON and in HTML the same words.
        for (verbatim, converted) in [("发布目录", "發布目錄"), ("万里云", "萬里雲")] {
            assert!(!text.contains(converted), "{path} converts {verbatim}");
            seen += usize::from(text.contains(verbatim));
        }
        // The compare page and the machine forms have the source beside what is shown.
        assert!(
            path.contains("/compare/") || text.contains("逐戶登記") || !text.contains("逐户登记"),
            "{path}"
        );
    }
    assert!(seen > 10, "{seen}");
    let page = Pages::of(files);
    let page = page.page("zh-hant/notices/2022-03-04-mulu/directive-1/index.html");
    assert_eq!(select(page, "code")[0].text().collect::<String>(), "发布目录");
    assert_eq!(select(page, "span[translate=no]")[0].text().collect::<String>(), "万里云");
}

#[test]
fn untranslated_words_that_do_not_end_are_told() {
    let notice = Scene::notice("目錄").replace("逐戶登記。", "逐戶<span translate=\"no\">登記。");
    let outcome = Scene::empty().write("content/notices/2022-03-04-mulu.md", notice).build();
    let codes: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.message.code()).collect();
    assert_eq!(codes, ["untranslated-unclosed"]);
}
