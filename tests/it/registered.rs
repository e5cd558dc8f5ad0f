//! What a registered regulation's file says beside its text: repeals, aliases, facts. Every regulation here was written for
//! these tests.

use crate::pages::select;
use crate::regulations::{file, id, pages, site, text};
use crate::scene::Scene;

/// The site with a repeal among the ordinance's facts.
fn repealed(date: &str) -> Scene {
    let scene = site("落实《澄川市月牙淀保护条例》第四条。", "整改。");
    let path = file(&scene);
    let fact = format!("facts:\n  - fact: repealed\n{date}    sources: [\"https://test.example/\"]\n");
    scene.put(&path, scene.read(&path).replace("facts:\n", &fact));
    scene
}

#[test]
fn a_repealed_regulation_says_so() {
    for (date, words) in [("    date: 2021-01-01\n", "自2021年1月1日起废止"), ("", "已废止")] {
        let scene = repealed(date);
        assert_eq!(scene.build().ok().codes(), ["regulation-repealed"]);
        let pages = pages(&scene);
        let says = |path: &str, selector: &str| {
            select(pages.page(path), selector).iter().any(|one| text(one).contains(words))
        };
        assert!(says(&format!("zh-hans/regulations/{}/index.html", id(&scene)), ".repealed"), "{words}");
        assert!(says("zh-hans/regulations/index.html", ".index li"), "{words}");
        assert!(says("zh-hans/notices/2022-03-04-jia/index.html", ".works li"), "{words}");
        assert!(says("zh-hans/notices/2022-03-04-jia/directive-1/index.html", ".work"), "{words}");
    }
}

/// Nothing knows today: a repeal is never told without its day, and a notice of the time before cites what was in force.
#[test]
fn a_repeal_after_the_notice_is_told_with_its_day_and_not_to_the_notice() {
    let scene = repealed("    date: 2030-01-01\n");
    assert_eq!(scene.build().ok().codes(), [""; 0]);
    let pages = pages(&scene);
    let regulation = format!("zh-hans/regulations/{}/index.html", id(&scene));
    for page in [&*regulation, "zh-hans/regulations/index.html"] {
        let page = scene.read(&format!("public/{page}"));
        assert!(page.contains("自2030年1月1日起废止"), "{page}");
        assert!(!page.contains("已废止") && !page.contains("不再施行") && !page.contains("NotInForce"));
    }
    for (page, selector) in [("index.html", ".works li"), ("directive-1/index.html", ".work h3")] {
        let page = pages.page(&format!("zh-hans/notices/2022-03-04-jia/{page}"));
        let found = select(page, selector);
        assert!(!found.is_empty() && found.iter().all(|one| !text(one).contains("废止")), "{selector}");
    }
}

/// Where only the number of articles is known, a place within it leads to the page, for that has no addresses of articles;
/// one beyond it is text, whoever says which regulation is meant.
#[test]
fn a_place_beyond_the_known_number_of_articles_is_no_link() {
    let law = "---\nname: \"澄川市河道办法\"\nscript: zh-Hans\nkind: measure\narticles: 20\n---\n";
    let notice = crate::regulations::notice(
        "依照《澄川市河道办法》第三条、第二十一条清理。",
        "依照[《河道治理办法》第二十二条](regulation:hedao)和[《堤岸办法》第四条](regulation:hedao)整改。",
    );
    let scene = Scene::empty()
        .write("content/regulations/hedao.md", law)
        .write("content/notices/2022-03-04-jia.md", notice);
    assert_eq!(scene.build().ok().codes(), ["pin-out-of-bounds", "pin-out-of-bounds"]);
    let pages = pages(&scene);
    let found = |directive: usize| -> Vec<(String, Option<String>)> {
        let page = pages.page(&format!("zh-hans/notices/2022-03-04-jia/directive-{directive}/index.html"));
        let places = select(page, ".source :is(.cite, .place-of)");
        places.iter().map(|one| (text(one), one.attr("href").map(str::to_owned))).collect()
    };
    let whole = |words: &str| (words.to_owned(), Some("../../../regulations/hedao/".to_owned()));
    let none = |words: &str| (words.to_owned(), None);
    assert_eq!(found(1), [whole("《澄川市河道办法》"), whole("第三条"), none("第二十一条")]);
    assert_eq!(found(2), [whole("《河道治理办法》"), none("第二十二条"), whole("《堤岸办法》第四条")]);
}

/// The same sentence in two directives: each is told where it stands.
#[test]
fn places_in_the_same_words_are_told_in_their_own_lines() {
    let law = "---\nname: \"澄川市河道办法\"\nscript: zh-Hans\nkind: measure\narticles: 20\n---\n";
    let words = "依照《澄川市河道办法》第二十一条清理。";
    let notice = crate::regulations::notice(words, words);
    let lines: Vec<usize> =
        notice.lines().enumerate().filter(|(_, line)| line.contains(words)).map(|(at, _)| at + 1).collect();
    let scene = Scene::empty()
        .write("content/regulations/hedao.md", law)
        .write("content/notices/2022-03-04-jia.md", &notice);
    let messages = scene.build().ok().messages();
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert!(messages.contains(&format!("2022-03-04-jia.md:{line}:")), "{messages}");
    }
}

#[test]
fn a_fact_without_a_source_is_told() {
    let scene = site("落实《澄川市月牙淀保护条例》第四条。", "整改。");
    // What the history under the name states has its source there.
    assert_eq!(scene.build().codes(), [""; 0]);
    let path = file(&scene);
    let fact = "facts:\n  - fact: in-force\n    date: 2009-05-01\n  - fact: period\n    value: \"十年\"\n    sources: []\n";
    scene.put(&path, scene.read(&path).replace("facts:\n", fact));
    let output = scene.run(&["check"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("no source is given for: in-force, period") && said.contains(&path), "{said}");
    assert_eq!(scene.build().codes(), ["fact-unsourced"]);
}

#[test]
fn an_alias_that_is_a_bare_kind_is_refused() {
    for alias in ["办法", "條例", "本法", "实施方案"] {
        let scene = site("落实《某办法》，《办法》第四条。", "整改。");
        let path = file(&scene);
        let named = scene.read(&path).replacen("script:", &format!("aliases: [\"{alias}\"]\nscript:"), 1);
        scene.put(&path, named);
        let output = scene.run(&["build"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("error: the alias {alias} names a kind only")), "{said}");
    }
}
