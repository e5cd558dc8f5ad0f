//! What a build remembers: it saves work, never changes a result, and is missed by nobody when it is lost or damaged.

use std::fs;

use gongkai::BuildOptions;

use crate::scene::Scene;

const A: &str = "content/notices/2022-03-04-a.md";
const B: &str = "content/notices/2022-03-05-b.md";
const PAGE: &str = "public/zh-hant/notices/2022-03-04-a/directive-1/index.html";

fn two_notices() -> Scene {
    let second = Scene::notice("乙縣召開會議").replace("2022-03-04", "2022-03-05");
    let scene = Scene::empty().write(A, Scene::notice("甲縣召開會議")).write(B, second);
    // Files that are older than the build are not in doubt.
    std::thread::sleep(std::time::Duration::from_millis(30));
    scene.build().ok();
    scene
}

#[test]
fn nothing_to_do_is_nothing_done() {
    let scene = two_notices();
    let before = scene.tree("");
    let outcome = scene.build().ok();
    let report = outcome.built.report.as_ref().expect("built");
    assert_eq!((outcome.written(), report.unchanged, outcome.built.work.read), (&[][..], 0, 0));
    // All but the list itself.
    assert_eq!(report.skipped, scene.tree("public").len() - 1);
    assert_eq!((outcome.built.notices, outcome.unproven()), (2, 2), "what is to be said is said again");
    let mut after = scene.tree("");
    after.insert(".gongkai/public.lock".to_owned(), before[".gongkai/public.lock"].clone());
    assert!(after == before);
}

#[test]
fn only_what_has_changed_is_read() {
    let scene = two_notices();
    scene.put(A, scene.read(A).replace("逐戶登記", "逐戶登記造冊"));
    let outcome = scene.build().ok();
    assert_eq!((outcome.built.work.read, outcome.built.notices, outcome.unproven()), (1, 2, 2));
}

#[test]
fn a_touched_page_is_made_again() {
    let scene = two_notices();
    let before = scene.tree("public");
    let page = scene.path().join(PAGE);
    let times = fs::metadata(&page).expect("there").modified().expect("a time");
    // In place, of the same length, and with the time it had.
    fs::write(&page, scene.read(PAGE).replace("逐戶", "逐户")).expect("written");
    fs::File::options().write(true).open(&page).and_then(|file| file.set_modified(times)).expect("set");
    assert_eq!(scene.build().ok().written(), [PAGE.strip_prefix("public/").expect("below")]);
    fs::remove_file(&page).expect("removed");
    scene.build().ok();
    fs::remove_file(scene.path().join("public/SHA256SUMS")).expect("removed");
    scene.build().ok();
    assert!(scene.tree("public") == before);
}

#[test]
fn what_is_remembered_can_be_lost_or_damaged() {
    let scene = two_notices();
    let mut before = scene.tree("public");
    for name in ["manifest", "memory", "briefs", "regulations"] {
        let path = scene.path().join(format!(".gongkai/public.{name}"));
        let bytes = fs::read(&path).expect("remembered");
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 0x55;
        for damaged in [&flipped[..], &bytes[..middle], b"gongkai 0.0.0 of another time\n", b""] {
            fs::write(&path, damaged).expect("written");
            let outcome = scene.build().ok();
            assert_eq!(outcome.written(), [""; 0], "{name}");
            assert!(scene.tree("public") == before, "{name}");
        }
        fs::remove_file(&path).expect("removed");
        scene.put(A, scene.read(A).replace("逾期", "過期"));
        scene.build().ok();
        scene.put(A, scene.read(A).replace("過期", "逾期"));
        scene.build().ok();
        let after = scene.tree("public");
        assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "{name}");
        // The page now tells those who hold a print-out of the other text.
        before = after;
    }
}

#[test]
fn a_full_build_gives_the_same_bytes() {
    let scene = two_notices();
    let before = scene.tree("public");
    let options = BuildOptions { full: true, ..scene.options() };
    let (built, _) = gongkai::build(&options);
    let report = built.report.expect("built");
    assert_eq!((report.written.len(), report.skipped, built.work.read), (0, 0, 2));
    assert!(built.work.rendered > 10);
    assert!(scene.tree("public") == before);
}

#[test]
fn a_folder_in_a_files_place_is_told_and_nothing_lost() {
    let scene = two_notices();
    let before = scene.tree("public");
    fs::remove_file(scene.path().join(PAGE)).expect("removed");
    fs::create_dir(scene.path().join(PAGE)).expect("made");
    scene.put(&format!("{PAGE}/mine.txt"), "MINE");
    let outcome = scene.build();
    assert!(outcome.codes().contains(&"file-unwritable"), "{}", outcome.messages());
    assert_eq!(scene.read(&format!("{PAGE}/mine.txt")), "MINE");
    fs::remove_dir_all(scene.path().join(PAGE)).expect("removed");
    scene.build().ok();
    assert!(scene.tree("public") == before);
}

#[test]
fn a_second_run_is_told() {
    let scene = two_notices();
    let lock =
        fs::File::options().append(true).open(scene.path().join(".gongkai/public.lock")).expect("a lock");
    lock.lock().expect("locked");
    assert!(scene.build().codes().contains(&"busy"));
    drop(lock);
    scene.build().ok();
}

#[test]
fn what_an_interrupted_run_was_about_to_write_is_the_programs() {
    let scene = two_notices();
    let before = scene.tree("public");
    // A run that was killed after it had moved the pages of a notice: its list is there, its manifest is not.
    scene.put("content/notices/2022-03-06-c.md", Scene::notice("丙縣召開會議").replace("-04", "-06"));
    let manifest = fs::read(scene.path().join(".gongkai/public.manifest")).expect("a manifest");
    scene.build().ok();
    fs::write(scene.path().join(".gongkai/public.manifest"), manifest).expect("written");
    fs::remove_file(scene.path().join(".gongkai/public.memory")).expect("removed");
    scene.build().ok();
    let clean = Scene::empty();
    for path in [A, B, "content/notices/2022-03-06-c.md", "content/permalinks.lock"] {
        clean.put(path, scene.read(path));
    }
    clean.build().ok();
    assert!(scene.tree("public") == clean.tree("public") && scene.tree("public") != before);
}

#[test]
fn lists_do_not_grow_without_end() {
    let added = |notices: usize| {
        let scene = Scene::empty();
        let notice = |number: usize| {
            let day = format!("2022-03-{:02}", number % 28 + 1);
            let path = format!("content/notices/{day}-n{number}.md");
            (
                path,
                Scene::notice("甲縣召開會議")
                    .replace("2022-03-04", &day)
                    .replace("逐戶", "按《某某辦法》逐戶"),
            )
        };
        for number in 0..notices {
            let (path, text) = notice(number);
            scene.put(&path, text);
        }
        scene.build().ok();
        let (path, text) = notice(notices);
        scene.put(&path, text);
        scene.build().ok().written().len()
    };
    let (few, many) = (added(5), added(130));
    assert!(
        many <= few + 4,
        "{few} files with few notices, {many} with many: at most a year of a regulation more"
    );
}
