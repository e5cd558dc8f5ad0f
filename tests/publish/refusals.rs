//! What is not published, and why: each reason in words, with the place and what to do; and no secret in any of them.

use std::fs;

use crate::desk::{Desk, notice, put, settings};
use crate::scene::Scene;

const TARGETS: &str = "targets:\n  intranet:\n    folder: \"www\"\n";

fn desk() -> Desk {
    let desk = Desk::new(TARGETS);
    fs::create_dir(desk.path().join("www")).expect("made");
    desk
}

/// Refuses, sends nothing, and says these words.
#[track_caller]
fn refused(desk: &Desk, code: i32, words: &[&str]) {
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(code), "{}", said.all());
    for words in words {
        assert!(said.err.contains(words), "{words} is not in\n{}", said.err);
    }
    assert_eq!(fs::read_dir(desk.path().join("www")).expect("a folder").count(), 0, "something was sent");
    let json = desk.publish(&["intranet", "--json", "--lang", "zh-Hant"]);
    assert_eq!(json.code, Some(code));
    assert!(!json.report().codes().is_empty());
}

#[test]
fn a_site_that_is_older_than_its_content() {
    let desk = desk();
    let text = desk.scene.read(&notice("a"));
    desk.scene.put(&notice("a"), text.replace("逐戶登記", "逐村登記"));
    refused(&desk, 1, &["public is older than its content", "gongkai build"]);
    desk.build();
    desk.published(&["intranet"]);
}

#[test]
fn a_notice_that_became_a_draft() {
    let desk = desk();
    let text = desk.scene.read(&notice("a"));
    desk.scene.put(&notice("a"), text.replace("script: zh-Hant\n", "script: zh-Hant\ndraft: true\n"));
    refused(&desk, 1, &["notices/2022-03-04-a/ was published", "nothing was published"]);
}

/// What `gongkai serve` writes is for whoever looks at it.
#[test]
fn a_preview() {
    let desk = desk();
    let options = gongkai::BuildOptions { preview: true, ..desk.scene.options() };
    assert!(gongkai::build(&options).0.report.is_some());
    refused(&desk, 1, &["gongkai build"]);
    desk.build();
    desk.published(&["intranet"]);
}

#[test]
fn content_with_errors() {
    let desk = desk();
    let text = desk.scene.read(&notice("a"));
    desk.scene.put(&notice("a"), text.replace("source:", "sorce:"));
    refused(&desk, 1, &["sorce", "2022-03-04-a.md", "the content has errors: nothing was published"]);
}

#[test]
fn a_site_that_was_never_built_or_came_from_elsewhere() {
    let desk = desk();
    let public = desk.path().join("public");
    fs::remove_dir_all(desk.path().join(".gongkai")).expect("removed");
    refused(&desk, 1, &["nothing here says what", "gongkai build"]);
    fs::remove_dir_all(public).expect("removed");
    refused(&desk, 1, &["there is no site in", "gongkai build"]);
}

#[test]
fn an_address_that_only_this_machine_has() {
    for address in ["http://localhost:8000/", "http://127.0.0.1/site/"] {
        let desk = desk();
        desk.scene.put("content/site.yaml", settings(address, TARGETS));
        desk.build();
        refused(&desk, 1, &[address, "only this machine has", "content/site.yaml", "base_url"]);
    }
}

#[test]
fn a_publisher_that_is_still_the_placeholder() {
    let desk = desk();
    let text = settings("https://notices.gov.zz/site/", TARGETS);
    let publisher = text.lines().find(|line| line.starts_with("publisher:")).expect("a publisher").to_owned();
    desk.scene.put("content/site.yaml", text.replace(&publisher, "publisher: \"（發布單位）\""));
    let built = desk.scene.run(&["build"]);
    assert_eq!(built.status.code(), Some(0));
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(said.contains("placeholder") && said.contains("content/site.yaml:"), "{said}");
    refused(&desk, 1, &["`publisher` is still the placeholder", "content/site.yaml"]);
    desk.scene.put("content/site.yaml", text);
    desk.build();
    desk.published(&["intranet"]);
}

#[test]
fn an_address_that_is_still_the_example() {
    for address in ["https://gongkai.example/xiongan/", "https://www.example.org/"] {
        let desk = desk();
        desk.scene.put("content/site.yaml", settings(address, TARGETS));
        desk.build();
        refused(&desk, 1, &["an address of an example", address, "site.yaml:5:1"]);
        // The address of the build counts.
        let built = desk.scene.run(&["build", "--base-url", "https://notices.gov.zz/"]);
        assert_eq!(built.status.code(), Some(0));
        desk.published(&["intranet"]);
    }
}

#[test]
fn a_file_that_was_changed_by_hand() {
    let desk = desk();
    let page = desk.path().join("public/zh-hant/index.html");
    fs::write(&page, "changed").expect("written");
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("zh-hant/index.html is not the file that the build wrote"), "{}", said.err);
    fs::remove_file(&page).expect("removed");
    let said = desk.publish(&["intranet"]);
    assert!(said.err.contains("zh-hant/index.html is not the file"), "{}", said.err);
    desk.build();
    put(&desk.path().join("public/own.html"), "own");
    assert_eq!(desk.published(&["intranet"]).codes().first().map(String::as_str), Some("site-files-foreign"));
    assert!(!desk.path().join("www/own.html").exists());
}

#[test]
fn a_target_that_is_not_there_is_wrong_usage() {
    let desk = desk();
    let said = desk.publish(&["internet"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("“internet”") && said.err.contains("intranet"), "{}", said.err);
    let said = desk.publish(&[]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("intranet"), "{}", said.err);
    let none = Desk::new("");
    let said = none.publish(&["intranet"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("targets:"), "{}", said.err);
}

#[test]
fn a_folder_where_the_site_itself_lies() {
    for folder in [".", "content", "public", "public/www", "themes/x", "/"] {
        let desk = Desk::new(&format!("targets:\n  intranet:\n    folder: \"{folder}\"\n"));
        let before = desk.scene.tree("");
        let said = desk.publish(&["intranet"]);
        assert_eq!(said.code, Some(1), "{folder}");
        assert!(said.err.contains("the site itself lies there"), "{folder}: {}", said.err);
        let mut after = desk.scene.tree("");
        after.retain(|path, _| !path.starts_with(".gongkai/publish-"));
        assert!(before == after, "{folder}");
    }
}

#[test]
fn settings_are_checked_at_their_lines() {
    let targets = r#"targets:
  intranet:
    folder: "www"
    colour: "red"
  Bad Name:
    folder: "x"
  both:
    folder: "x"
    git: "y"
  nothing:
  pages:
    git: "https://bot:hunter2@host.zz/a.git"
    branch: "a..b"
    history: "some"
  bucket:
    s3: "x"
    endpoint: "ftp://host"
    prefix: "a b"
    path_style: "yes"
"#;
    let scene = Scene::empty().write("content/site.yaml", settings("https://notices.gov.zz/", targets));
    let said = scene.check().messages();
    assert!(!said.contains("hunter2"), "{said}");
    insta::assert_snapshot!(said);
}

#[test]
fn a_site_without_targets_is_as_it_was() {
    let scene = Scene::empty();
    scene.build().ok();
    let before = scene.tree("public");
    let text = scene.read("content/site.yaml");
    scene.put("content/site.yaml", format!("{text}{TARGETS}"));
    let outcome = scene.build().ok();
    assert_eq!(outcome.written(), [] as [&str; 0], "a target changes no page");
    assert!(scene.tree("public") == before);
}
