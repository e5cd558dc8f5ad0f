//! The order of a plan, step by step, as a reader may meet it: no page that can be reached has a dead link, at any moment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::desk::{Desk, files, notice};

type Tree = BTreeMap<String, Vec<u8>>;

/// The files that the pages of a site lead to, by their relative links.
fn links(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\"", "href=", "src="] {
        for part in text.split(attribute).skip(1) {
            let end = part.find(['"', '>', ' ']).unwrap_or(part.len());
            let link = part[..end].split(['#', '?']).next().unwrap_or("");
            if part.starts_with('"') || link.is_empty() || link.contains(':') || link.starts_with('/') {
                continue;
            }
            let mut at: Vec<&str> = path.split('/').collect();
            at.pop();
            for step in link.split('/') {
                match step {
                    ".." => drop(at.pop()),
                    "." | "" => {}
                    step => at.push(step),
                }
            }
            let mut target = at.join("/");
            if link.ends_with('/') || link.ends_with("..") || link == "." || target.is_empty() {
                target =
                    if target.is_empty() { "index.html".to_owned() } else { format!("{target}/index.html") };
            }
            found.push(target);
        }
    }
    found
}

/// Dead links on pages that can be reached from the front page.
fn dead(tree: &Tree) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut todo = vec!["index.html".to_owned()];
    let mut dead = Vec::new();
    while let Some(path) = todo.pop() {
        let Some(bytes) = tree.get(&path) else { continue };
        if !seen.insert(path.clone()) || !path.ends_with(".html") {
            continue;
        }
        for link in links(&path, bytes) {
            if tree.contains_key(&link) {
                todo.push(link);
            } else {
                dead.push((path.clone(), link));
            }
        }
    }
    dead
}

/// Takes the steps of the plan between two sites one by one.
fn walk(desk: &Desk, mut tree: Tree) {
    let after = desk.site();
    let report = desk.published(&["www", "--dry-run"]);
    let had_front = tree.contains_key("index.html");
    for path in report.sent() {
        tree.insert(path.clone(), after[&path].clone());
        if had_front || path == "index.html" {
            assert_eq!(dead(&tree), [], "after {path} was sent");
        }
    }
    for path in report.removed() {
        tree.remove(&path);
        assert_eq!(dead(&tree), [], "after {path} was removed");
    }
    tree.insert("SHA256SUMS".to_owned(), after["SHA256SUMS"].clone());
    assert_eq!(tree, after);
}

#[test]
fn at_no_moment_is_there_a_dead_link() {
    let desk = Desk::new("targets:\n  www:\n    folder: \"www\"\n");
    fs::create_dir(desk.path().join("www")).expect("made");
    walk(&desk, Tree::new());
    let complete = desk.site();
    assert!(links("zh-hant/index.html", &complete["zh-hant/index.html"]).len() > 5, "no links are read");
    assert_eq!(dead(&complete), []);

    desk.published(&["www"]);
    // A new year, a new regulation, a changed style sheet, a notice that is gone.
    let law = "---\nname: \"中華人民共和國水污染防治法\"\nscript: zh-Hant\nkind: law\n---\n";
    desk.scene.put("content/regulations/shui.md", law);
    let text = desk.scene.read(&notice("a")).replace("2022-03-04", "2023-01-02");
    desk.scene.put(
        "content/notices/2023-01-02-n.md",
        text.replace("逐戶登記", "依據《中華人民共和國水污染防治法》登記"),
    );
    desk.change("a", "逐戶登記", "依據《中華人民共和國水污染防治法》逐戶登記");
    let style =
        fs::read_to_string(crate::scene::project().join("themes/gazette/style.css")).expect("a style sheet");
    for (path, bytes) in files(&crate::scene::project().join("themes")) {
        desk.scene.put(&format!("themes/{path}"), bytes);
    }
    desk.scene.put("themes/gazette/style.css", format!("{style}\n/* changed */\n"));
    fs::remove_file(desk.path().join(notice("b"))).expect("removed");
    // Nobody was promised this address yet.
    fs::remove_file(desk.path().join("content/permalinks.lock")).expect("removed");
    desk.build();
    let report = desk.published(&["www", "--dry-run"]);
    assert!(!report.removed().is_empty() && report.sent().len() > 10);
    walk(&desk, complete);
}
