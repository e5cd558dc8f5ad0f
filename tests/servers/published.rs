//! What `gongkai publish` puts into a folder is what nginx sends, byte for byte; and whoever reads while it is being
//! published meets no dead link.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::nginx::nginx;
use crate::scene::Scene;
use crate::server::Server;

const SETTINGS: &str = "name: \"測試網站\"\ndescription: \"測試用的網站。\"\npublisher: \"測試單位\"\nscript: zh-Hant\nbase_url: \"https://notices.gov.zz/notices/\"\neditions: [zh-Hant, zh-Hans]\ntargets:\n  www:\n    folder: \"www/notices\"\n";

#[track_caller]
fn run(scene: &Scene, arguments: &[&str]) {
    let output = scene.run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Every file of the site, as nginx sends it.
fn assert_sent(server: &Server, site: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in site {
        let address = format!("/notices/{}", path.strip_suffix("index.html").unwrap_or(path));
        let answer = server.get(&address, "identity");
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.body == *bytes, "{address} is not the site's");
    }
}

/// Follows links from the front page once. Each leads to something, whole.
fn read(server: &Server) -> usize {
    let (mut seen, mut todo) = (BTreeSet::new(), vec!["/notices/".to_owned()]);
    while let Some(address) = todo.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        let answer = server.get(&address, "identity");
        assert_eq!(answer.status, 200, "{address} is a dead link");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = String::from_utf8(answer.body).expect("text");
        assert!(page.trim_end().ends_with("</html>"), "{address} is torn");
        let document = scraper::Html::parse_document(&page);
        let links = scraper::Selector::parse("a[href], link[href]").expect("a selector");
        for link in document.select(&links).filter_map(|element| element.value().attr("href")) {
            let link = link.split('#').next().unwrap_or("");
            if link.is_empty() || link.contains(':') || link.starts_with('/') {
                continue;
            }
            let mut at: Vec<&str> = address.trim_start_matches('/').split('/').collect();
            at.pop();
            for step in link.split('/') {
                match step {
                    ".." => drop(at.pop()),
                    "." | "" => {}
                    step => at.push(step),
                }
            }
            let slash = if link.ends_with('/') || link.ends_with('.') { "/" } else { "" };
            todo.push(format!("/{}{slash}", at.join("/")));
        }
    }
    seen.len()
}

#[test]
#[ignore = "needs nginx: make servers"]
fn a_reader_never_meets_a_dead_link_while_it_is_published() {
    let scene = Scene::empty().write("content/site.yaml", SETTINGS);
    scene.put("content/notices/2022-03-04-a.md", Scene::notice("甲縣召開會議"));
    let folder = scene.path().join("www/notices");
    fs::create_dir_all(&folder).expect("made");
    run(&scene, &["build"]);
    run(&scene, &["publish", "www", "--verify"]);
    let work = tempfile::tempdir().expect("a folder");
    let server = nginx(work.path(), &scene.path().join("www"), "/notices");
    assert_sent(&server, &scene.tree("public"));

    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut pages = 0;
            while !done.load(Ordering::Relaxed) {
                pages += read(&server);
            }
            pages
        });
        for number in 0..4 {
            let law = format!("---\nname: \"第{number}號條例\"\nscript: zh-Hant\nkind: regulation\n---\n");
            scene.put(&format!("content/regulations/r{number}.md"), law);
            let notice = Scene::notice(&format!("{number}縣召開會議"))
                .replace("2022-03-04", &format!("202{number}-05-06"));
            let notice = notice.replace("逐戶登記", &format!("依《第{number}號條例》逐戶登記"));
            scene.put(&format!("content/notices/202{number}-05-06-n.md"), notice);
            run(&scene, &["build"]);
            run(&scene, &["publish", "www"]);
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().expect("no dead link") > 20);
    });
    assert_sent(&server, &scene.tree("public"));
}
