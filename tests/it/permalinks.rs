//! Permalinks: what was published is never lost; what is renamed leads on; what is withdrawn says so.

use std::fs;

use crate::scene::Scene;

const A: &str = "content/notices/2022-03-04-a.md";
const LOCK: &str = "content/permalinks.lock";

fn one() -> Scene {
    let scene =
        Scene::empty().write(A, Scene::notice("甲縣召開會議").replace("逐戶登記", "按《某某辦法》逐戶登記"));
    scene.build().ok();
    scene
}

fn run(scene: &Scene, arguments: &[&str]) -> String {
    let output = scene.run(arguments);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {words}");
    words
}

#[test]
fn the_lock_lists_what_is_published() {
    let scene = one();
    let lock = scene.read(LOCK);
    let pages: Vec<&str> = lock.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(
        pages[..3],
        ["notices/2022-03-04-a/", "notices/2022-03-04-a/directive-1/", "notices/2022-03-04-a/directive-2/"]
    );
    assert!(pages[3].starts_with("regulations/") && lock.ends_with(" stub\n"), "{lock}");
    scene.build().ok();
    assert_eq!(scene.read(LOCK), lock, "the same content, the same bytes");
}

#[test]
fn locked_writes_nothing() {
    let scene = one();
    scene.put(A, scene.read(A).replace("逾期問責", "逾期嚴肅問責"));
    let before = scene.tree("");
    let output = scene.run(&["build", "--locked"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("permalinks.lock lacks"));
    assert!(scene.tree("public").iter().all(|(path, bytes)| before[&format!("public/{path}")] == *bytes));
    assert_eq!(scene.read(LOCK).as_bytes(), before[LOCK]);
    scene.build().ok();
    assert_eq!(scene.read(LOCK).matches("@2026-01-02").count(), 2, "the notice and its second directive");
    run(&scene, &["build", "--locked"]);
}

#[test]
fn a_lost_notice_fails_until_it_is_withdrawn() {
    let scene = one();
    let text = scene.read(A);
    fs::remove_file(scene.path().join(A)).expect("removed");
    let before = scene.tree("public");
    let outcome = scene.build();
    assert!(outcome.built.report.is_none());
    assert!(outcome.messages().contains("gongkai withdraw notices/2022-03-04-a/"), "{}", outcome.messages());
    assert!(scene.tree("public") == before);

    run(&scene, &["withdraw", "https://test.example/site/zh-hans/notices/2022-03-04-a/"]);
    scene.build().ok();
    let page = scene.read("public/zh-hant/notices/2022-03-04-a/index.html");
    assert!(page.contains("已撤下") && !page.contains("甲縣"), "{page}");
    let directive = scene.read("public/zh-hans/notices/2022-03-04-a/directive-2/index.html");
    assert!(directive.contains("url=../"), "{directive}");
    assert!(scene.read(LOCK).contains(" uncited\n"), "its stub stays");
    assert!(!scene.read("public/sitemap.xml").contains("2022"));

    // The file alone does not bring it back; the publisher's word does.
    scene.put(A, &text);
    assert!(scene.build().ok().codes().contains(&"withdrawn"));
    run(&scene, &["withdraw", "--undo", "2022-03-04-a"]);
    scene.build().ok();
    assert!(scene.tree("public") == before);
}

#[test]
fn a_withdrawn_notice_is_told_by_its_facts_and_its_seed_is_not_imported_again() {
    let scene = Scene::first();
    scene.build().ok();
    let id = "2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili";
    let file = format!("content/notices/{id}.md");
    let before = scene.tree("public");
    run(&scene, &["withdraw", id]);
    scene.build().ok();
    let page = scene.read(&format!("public/zh-hans/notices/{id}/index.html"));
    for words in ["陈恩惠专员召开2021年上半年", "第四环境监察专员办公室", "2021年6月11日", "撤下"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("参加了此次会议"), "nothing of its text");
    assert!(scene.read(LOCK).contains(" withdrawn ") && scene.read(LOCK).contains(" since=20"));
    let text = scene.read(&file);
    fs::remove_file(scene.path().join(&file)).expect("removed");
    for name in ["2021-06-11-xiongan.txt", "renamed.txt"] {
        let outcome = scene.build().ok();
        assert!(outcome.codes().contains(&"seed-withdrawn"), "{}", outcome.messages());
        assert_eq!(fs::read_dir(scene.path().join("content/notices")).expect("a folder").count(), 0);
        let moved = scene.path().join("seeds").join(name);
        fs::rename(moved, scene.path().join("seeds/renamed.txt")).expect("renamed");
    }
    // By hand, and with a warning.
    assert!(run(&scene, &["import", "seeds/renamed.txt"]).contains("withdrawn"));
    assert!(scene.path().join(format!("content/notices/{id}-2.md")).exists());
    // As it was.
    fs::remove_file(scene.path().join(format!("content/notices/{id}-2.md"))).expect("removed");
    fs::rename(scene.path().join("seeds/renamed.txt"), scene.path().join("seeds/2021-06-11-xiongan.txt"))
        .expect("renamed");
    scene.put(&file, text);
    run(&scene, &["withdraw", "--undo", id]);
    scene.build().ok();
    assert!(scene.tree("public") == before);
}

#[test]
fn a_recut_notice_fails_until_its_directive_is_withdrawn() {
    let scene = one();
    scene.put(A, scene.read(A).replace("## 二要限期整改。", "二要限期整改。"));
    let outcome = scene.build();
    assert!(outcome.messages().contains("notices/2022-03-04-a/directive-2/"), "{}", outcome.messages());
    run(&scene, &["withdraw", "2022-03-04-a/directive-2"]);
    scene.build().ok();
    let page = scene.read("public/zh-hant/notices/2022-03-04-a/directive-2/index.html");
    assert!(
        page.contains(r#"url=../""#)
            && page.contains("https://test.example/site/zh-hant/notices/2022-03-04-a/")
    );
    // What is there cannot be withdrawn.
    assert_eq!(scene.run(&["withdraw", "2022-03-04-a/directive-1"]).status.code(), Some(1));
}

#[test]
fn a_renamed_notice_leads_on_in_every_edition() {
    let scene = one();
    run(&scene, &["rename", "2022-03-04-a", "2022-03-04-b"]);
    assert!(!scene.path().join(A).exists());
    scene.build().ok();
    for edition in ["zh-hant", "zh-hans"] {
        for (page, to) in [
            ("", "../2022-03-04-b/"),
            ("directive-2/", "../../2022-03-04-b/directive-2/"),
            ("compare/", "../../2022-03-04-b/compare/"),
        ] {
            let html = scene.read(&format!("public/{edition}/notices/2022-03-04-a/{page}index.html"));
            assert!(html.contains(&format!(r#"content="0; url={to}""#)), "{html}");
            let canonical = format!(
                r#"<link rel="canonical" href="https://test.example/site/{edition}/notices/2022-03-04-b/{page}">"#
            );
            assert!(html.contains(&canonical), "{html}");
        }
    }
    // A name that was given away is never another's.
    scene.put(A, Scene::notice("乙縣召開會議"));
    assert!(scene.build().codes().contains(&"address-taken"));
    assert_eq!(scene.run(&["rename", "2022-03-04-b", "2022-03-04-a"]).status.code(), Some(1));
}

#[test]
fn a_name_that_cannot_be_one_moves_nothing() {
    let scene = one();
    scene.put(
        "content/regulations/moumou.md",
        "---\nname: \"某某辦法\"\nscript: zh-Hant\nkind: measure\n---\n",
    );
    scene.build().ok();
    let before = scene.tree("content");
    for (from, to) in [
        ("2022-03-04-a", "2021"),
        ("2022-03-04-a", "../../evil"),
        ("2022-03-04-a", "regulations/b"),
        ("2022-03-04-a", "notices/"),
        ("regulations/moumou", "notices/index"),
    ] {
        let output = scene.run(&["rename", from, to]);
        assert_eq!(output.status.code(), Some(1), "{from} {to}");
        assert!(scene.tree("content") == before, "{from} {to}");
    }
}

#[test]
fn what_was_renamed_may_be_renamed_back() {
    let scene = one();
    let lock = scene.read(LOCK);
    run(&scene, &["rename", "2022-03-04-a", "notices/2022-03-04-b/"]);
    run(&scene, &["rename", "2022-03-04-b", "2022-03-04-a"]);
    assert_eq!(scene.read(LOCK), lock);
    scene.build().ok();
    // What an earlier program let happen: the file has the name of a year.
    fs::rename(scene.path().join(A), scene.path().join("content/notices/2022.md")).expect("renamed");
    scene.put(
        LOCK,
        lock.replace("2022-03-04-a", "2022") + "notices/2022-03-04-a/ moved=notices/2022/ directives=2\n",
    );
    assert!(scene.build().built.report.is_none());
    run(&scene, &["rename", "2022", "2022-03-04-a"]);
    assert_eq!(scene.read(LOCK).matches("2022/").count(), 0, "{}", scene.read(LOCK));
    scene.build().ok();
}

#[test]
fn a_file_renamed_by_hand_is_taken_up() {
    let scene = one();
    fs::rename(scene.path().join(A), scene.path().join("content/notices/2022-03-04-c.md")).expect("renamed");
    assert!(scene.build().codes().contains(&"address-lost"));
    run(&scene, &["rename", "2022-03-04-a", "2022-03-04-c"]);
    scene.build().ok();
}

#[test]
fn a_stub_that_is_registered_keeps_its_address() {
    let scene = one();
    let stub = scene.read(LOCK);
    let stub = stub.lines().find_map(|line| line.strip_suffix(" stub")).expect("a stub").to_owned();
    scene.put(
        "content/regulations/moumou.md",
        "---\nname: \"某某辦法\"\nscript: zh-Hant\nkind: measure\n---\n",
    );
    scene.build().ok();
    assert!(scene.read(LOCK).contains(&format!("{stub} moved=regulations/moumou/")), "{}", scene.read(LOCK));
    let page = scene.read(&format!("public/zh-hant/{stub}index.html"));
    assert!(page.contains("url=../moumou/"), "{page}");
}

#[test]
fn editors_links_follow_a_regulation() {
    let linked =
        |id: &str| format!("按[《某某辦法》](regulation:{id})與[《別的辦法》](regulation:moumou-2)逐戶登記");
    let registered = |name: &str| format!("---\nname: \"{name}\"\nscript: zh-Hant\nkind: measure\n---\n");
    let scene = Scene::empty()
        .write(A, Scene::notice("甲縣召開會議").replace("逐戶登記", &linked("moumou")))
        .write("content/regulations/moumou.md", registered("某某縣某某辦法"))
        .write("content/regulations/moumou-2.md", registered("別的辦法"));
    scene.build().ok();
    run(&scene, &["rename", "regulations/moumou", "moumou-banfa"]);
    assert!(scene.read(A).contains(&linked("moumou-banfa")), "{}", scene.read(A));
    scene.build().ok();
    let old = scene.read("public/zh-hans/regulations/moumou/index.html");
    assert!(old.contains("url=../moumou-banfa/"), "{old}");
}
