//! What hosts read beside the pages, and compressed files.

use std::collections::BTreeMap;
use std::fs;

use crate::scene::Scene;

fn with(settings: &str) -> Scene {
    let scene = Scene::empty().write("content/notices/2022-03-04-a.md", Scene::notice("甲縣召開會議"));
    scene.put("content/site.yaml", scene.read("content/site.yaml") + settings);
    scene
}

fn compressed(scene: &Scene) -> BTreeMap<String, Vec<u8>> {
    let outcome = scene.run(&["build", "--compress"]);
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
    scene.tree("public")
}

#[test]
fn every_text_file_has_its_compressed_forms_and_loses_them_with_it() {
    let scene = with("");
    let tree = compressed(&scene);
    for path in tree.keys().filter(|path| gongkai::pack::is_text(path)) {
        for ending in [".gz", ".br"] {
            assert!(tree.contains_key(&format!("{path}{ending}")), "{path}{ending}");
        }
    }
    let sums = scene.read("public/SHA256SUMS");
    assert!(sums.contains("  index.html.br\n") && sums.contains("  index.html.gz\n"));

    // Nothing changed: nothing is made. Something changed: its forms, and no others.
    let again = scene.run(&["build", "--compress", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(report["report"]["written"].as_array().map(Vec::len), Some(0), "{report}");
    scene.put("content/notices/2022-03-04-a.md", Scene::notice("甲縣召開會議").replace("逐戶登記", "造冊"));
    compressed(&scene);
    let fresh = with("");
    // What stood there before is content, too.
    fresh.put("content/permalinks.lock", scene.read("content/permalinks.lock"));
    fresh.put("content/notices/2022-03-04-a.md", Scene::notice("甲縣召開會議").replace("逐戶登記", "造冊"));
    assert!(scene.tree("public") == compressed(&fresh), "the same as from nothing");

    // Gone with their files; and all of them, where nobody asks for them: an old one would be sent for a new page.
    fs::remove_file(scene.path().join("content/notices/2022-03-04-a.md")).expect("removed");
    assert!(scene.run(&["withdraw", "notices/2022-03-04-a/"]).status.success());
    let tree = compressed(&scene);
    let plain = |path: &str| path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br")).map(str::to_owned);
    for path in tree.keys() {
        assert!(plain(path).is_none_or(|plain| tree.contains_key(&plain)), "{path} without its file");
    }
    scene.build().ok();
    assert!(scene.tree("public").keys().all(|path| !path.ends_with(".gz") && !path.ends_with(".br")));
}

#[test]
fn hosts_are_told_what_they_want_to_know() {
    let scene = with("cname: true\n");
    scene.build().ok();
    insta::assert_snapshot!("redirects", scene.read("public/_redirects"));
    assert_eq!(scene.read("public/CNAME"), "test.example\n");
    assert_eq!(scene.read("public/.nojekyll"), "");
    let headers = scene.read("public/_headers");
    for path in scene
        .tree("public")
        .keys()
        .filter(|path| [".css", ".js", ".svg"].iter().any(|end| path.ends_with(end)))
    {
        assert!(
            headers.contains(&format!("/{path}\n  Cache-Control: public, max-age=31536000, immutable\n"))
        );
    }
    assert_eq!(headers.matches("Cache-Control").count(), 3, "nothing else is kept:\n{headers}");
    assert!(headers.starts_with("/*\n  Content-Security-Policy: default-src 'none';"), "{headers}");

    let plain = with("");
    plain.build().ok();
    assert!(!plain.tree("public").contains_key("CNAME"));
}

#[test]
fn a_site_that_is_not_published_yet_says_so_to_search_engines() {
    let scene = with("robots: none\n");
    scene.build().ok();
    assert_eq!(scene.read("public/robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn settings_for_hosts_are_checked() {
    for (settings, code) in [
        ("robots: some\n", 1),
        ("site_code: \"12\"\n", 1),
        ("forms: [json, pdf]\n", 1),
        ("cname: maybe\n", 1),
    ] {
        let outcome = with(settings).run(&["check"]);
        assert_eq!(outcome.status.code(), Some(code), "{settings}");
        let said = String::from_utf8_lossy(&outcome.stderr);
        assert!(said.contains("content/site.yaml:"), "{settings}: {said}");
    }
}
