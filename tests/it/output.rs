//! The output folder: what is the program's, what is foreign, what is pruned, in which folder.

use std::fs;

use crate::scene::Scene;

const A: &str = "content/notices/2022-03-04-a.md";
const B: &str = "content/notices/2022-03-05-b.md";

fn two_notices() -> Scene {
    let second = Scene::notice("乙縣召開會議").replace("2022-03-04", "2022-03-05");
    Scene::empty().write(A, Scene::notice("甲縣召開會議")).write(B, second)
}

#[test]
fn a_foreign_file_is_left_alone() {
    let scene = two_notices().write("public/index.html", "MINE").write("public/other.txt", "MINE TOO");
    let outcome = scene.build();
    assert!(outcome.codes().contains(&"file-foreign"), "{}", outcome.messages());
    assert_eq!(scene.read("public/index.html"), "MINE");
    assert_eq!(scene.tree("public").len(), 2, "nothing was written");
    fs::remove_file(scene.path().join("public/index.html")).expect("removed");
    scene.build().ok();
    assert_eq!(scene.read("public/other.txt"), "MINE TOO");
    assert!(!scene.read("public/SHA256SUMS").contains("other.txt"));
}

#[test]
fn a_withdrawn_notice_goes_even_where_the_manifest_is_lost() {
    let scene = two_notices();
    scene.build().ok();
    scene.put("public/other.txt", "MINE");
    fs::remove_dir_all(scene.path().join(".gongkai")).expect("removed");
    fs::remove_file(scene.path().join(B)).expect("removed");
    fs::remove_file(scene.path().join("content/permalinks.lock")).expect("removed");
    let outcome = scene.build().ok();
    let pruned = &outcome.built.report.expect("built").pruned;
    assert!(pruned.iter().any(|path| path.contains("2022-03-05-b")), "{pruned:?}");
    assert!(scene.tree("public").keys().all(|path| !path.contains("2022-03-05-b")));
    assert_eq!(scene.read("public/other.txt"), "MINE");

    let clean = Scene::empty().write(A, Scene::notice("甲縣召開會議"));
    clean.build().ok();
    let mut tree = scene.tree("public");
    tree.remove("other.txt");
    assert!(tree == clean.tree("public"), "the same as from nothing");
}

#[test]
fn folders_of_one_name_are_two() {
    let scene = two_notices();
    let build = |out: &str| {
        let output = scene.run(&["build", "--out", out]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    build("a/site");
    fs::remove_file(scene.path().join(B)).expect("removed");
    fs::remove_file(scene.path().join("content/permalinks.lock")).expect("removed");
    build("b/site");
    build("a/site");
    assert!(scene.tree("a/site") == scene.tree("b/site"));
}

#[test]
fn the_output_folder_is_not_where_the_site_is_made_from() {
    let scene = two_notices();
    let before = scene.tree("");
    for out in ["content", "seeds", "themes/x", ".", ".."] {
        let output = scene.run(&["build", "--out", out]);
        assert_eq!(output.status.code(), Some(1), "{out}");
    }
    assert!(
        scene.tree("content")
            == before
                .iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix("content/")?.to_owned(), bytes.clone())))
                .collect()
    );
}

/// Where there is another file system to write to.
#[test]
fn another_disk_is_as_good() {
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else { return };
    let scene = two_notices();
    let out = elsewhere.path().join("site");
    let output = scene.run(&["build", "--out", out.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    scene.build().ok();
    assert!(crate::scene::tree(&out) == scene.tree("public"));
}

#[test]
fn sums_cover_every_file() {
    let scene = two_notices();
    scene.build().ok();
    let check = std::process::Command::new("sha256sum")
        .args(["--check", "--quiet", "--strict", "SHA256SUMS"])
        .current_dir(scene.path().join("public"))
        .output()
        .expect("sha256sum runs");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    assert_eq!(scene.read("public/SHA256SUMS").lines().count(), scene.tree("public").len() - 1);
}

#[test]
fn only_what_a_change_touches_is_written() {
    let scene = two_notices();
    scene.build().ok();
    let text = scene.read(A).replace("逐戶登記", "逐戶登記造冊");
    scene.put(A, text);
    let outcome = scene.build().ok();
    // Feeds and sitemap say from when it reads so.
    let feeds = |below: &'static str| ["feed.json", "feed.xml"].map(|file| format!("{below}{file}"));
    let pages = ["zh-hans", "zh-hant"].iter().flat_map(|edition| {
        [
            "compare/index.html",
            "directive-1/index.html",
            "directive-1/index.json",
            "directive-1/index.txt",
            "index.akn.xml",
            "index.html",
            "index.json",
            "index.txt",
        ]
        .map(|file| format!("{edition}/notices/2022-03-04-a/{file}"))
    });
    let mut expected: Vec<String> = pages
        .chain(["sitemap-2022-03.xml".to_owned()])
        .chain(feeds(""))
        .chain(feeds("zh-hans/"))
        .chain(feeds("zh-hant/"))
        .chain(feeds("zh-hans/sources/moumouxian-huanjing-baohu-ju-6272/"))
        .chain(feeds("zh-hant/sources/moumouxian-huanjing-baohu-ju-6272/"))
        .collect();
    expected.sort();
    let mut written = outcome.written().to_vec();
    written.retain(|path| path != "SHA256SUMS");
    assert_eq!(written, expected);
}

#[test]
fn two_pages_on_one_path_are_an_error() {
    let scene = two_notices();
    let notice = Scene::notice("丙縣召開會議");
    let scene = scene.write("content/notices/more/2022-03-04-a.md", notice);
    assert!(scene.build().codes().contains(&"id-twice"));
}

#[test]
fn a_draft_beside_a_notice_is_never_overwritten() {
    use crate::scene::SEED;
    let scene = Scene::empty().write("seeds/a.txt", SEED);
    let path = scene.build().ok().built.imported[0].path.clone();
    scene.put("seeds/a.txt", SEED.replace("一級", "二級"));
    scene.build();
    let draft = format!("{path}.new");
    let edited = scene.read(&draft) + "\nMY WORK\n";
    scene.put(&draft, &edited);
    scene.put("seeds/a.txt", SEED.replace("一級", "三級"));
    let outcome = scene.build();
    assert_eq!(scene.read(&draft), edited);
    assert!(scene.read(&format!("{path}.new-2")).contains("三級"), "{}", outcome.messages());
}

#[test]
fn what_is_not_proven_is_said() {
    let scene = two_notices();
    let outcome = scene.check();
    assert_eq!(outcome.unproven(), 2);
    let listed = "differences:\n  - seed: \"沒有的話\"\n    notice: \"\"\n    reason: \"無\"\n---\n\n";
    let first = Scene::first();
    let path = "content/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili.md";
    first.put(path, first.read(path).replacen("---\n\n", listed, 1));
    assert!(first.check().codes().contains(&"difference-unused"));
}

#[test]
fn an_output_folder_that_was_not_there_has_nothing_of_a_run_that_was_killed() {
    let scene = two_notices().write(".gongkai/public.stage/zh-hant/left.html", "HALF");
    scene.build().ok();
    assert!(!scene.tree("public").contains_key("zh-hant/left.html"));
    assert!(!scene.path().join(".gongkai/public.stage").exists());
    let before = scene.tree("public");
    // Into a folder that is there, file by file: the same.
    fs::remove_dir_all(scene.path().join("public")).expect("removed");
    fs::create_dir(scene.path().join("public")).expect("made");
    scene.build().ok();
    assert!(scene.tree("public") == before);
}
