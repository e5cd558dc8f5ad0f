//! A folder as a target: byte for byte the site, only what changed is touched, and whatever happens in between is mended
//! by the next run.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::desk::{Desk, assert_only, difference, files, notice, put};

fn desk() -> (Desk, PathBuf) {
    let desk = Desk::new("targets:\n  intranet:\n    folder: \"www\"\n");
    let www = desk.path().join("www");
    fs::create_dir(&www).expect("made");
    (desk, www)
}

#[test]
fn what_lies_there_is_the_site_and_only_what_changed_is_sent() {
    let (desk, www) = desk();
    let first = desk.published(&["intranet", "--verify"]);
    let site = desk.site();
    assert_eq!(files(&www), site);
    assert_eq!(first.sent().len() + 1, site.len());
    assert_eq!(first.verified(), Some(site.len() as u64));

    let again = desk.published(&["intranet"]);
    assert_eq!((again.sent(), again.removed()), (vec![], vec![]));

    let times = |paths: &[&String]| -> Vec<_> {
        paths
            .iter()
            .map(|path| fs::metadata(www.join(path)).expect("there").modified().expect("a time"))
            .collect()
    };
    desk.change("a", "逐戶登記", "逐村登記");
    let changed = desk.site();
    let kept: Vec<&String> = site.keys().filter(|path| changed.get(*path) == site.get(*path)).collect();
    let before = times(&kept);
    assert_only(&desk.published(&["intranet", "--verify"]), &site, &changed);
    assert_eq!(files(&www), changed);
    assert_eq!(times(&kept), before, "a file that did not change was touched");
}

#[test]
fn what_is_gone_goes_and_what_is_foreign_stays() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    put(&www.join("files/form.pdf"), "a form");
    let site = desk.site();
    fs::remove_file(desk.path().join(notice("b"))).expect("removed");
    // Nobody was promised this address yet.
    fs::remove_file(desk.path().join("content/permalinks.lock")).expect("removed");
    desk.build();
    let (_, gone) = difference(&site, &desk.site());
    assert!(!gone.is_empty());
    let mut removed = desk.published(&["intranet", "--verify"]).removed();
    removed.sort();
    assert_eq!(removed, gone);
    let mut there = files(&www);
    assert_eq!(there.remove("files/form.pdf").as_deref(), Some(b"a form".as_slice()));
    assert_eq!(there, desk.site());
    assert!(!www.join("zh-hant/notices/2022-03-04-b").exists(), "an empty folder is left");
}

#[test]
fn a_dry_run_says_what_it_would_do_and_does_nothing() {
    let (desk, www) = desk();
    let said = desk.publish(&["intranet", "--dry-run"]);
    assert_eq!(said.code, Some(0), "{}", said.all());
    for words in ["nothing was sent", "new pages", "notices/2022-03-04-a/index.html", "what pages load"] {
        assert!(said.out.contains(words), "{words} is not in\n{}", said.out);
    }
    assert!(files(&www).is_empty());
    let report = desk.published(&["intranet", "--dry-run"]);
    assert_eq!(report.sent().len() + 1, desk.site().len());
    assert!(files(&www).is_empty());
    let chinese = desk.publish(&["intranet", "--dry-run", "--lang", "zh-Hant"]);
    assert!(chinese.out.contains("未送出任何檔案") && chinese.out.contains("新的頁面"), "{}", chinese.out);
}

#[test]
fn a_file_of_somebody_else_is_not_written_over() {
    let (desk, www) = desk();
    put(&www.join("index.html"), "somebody's own page");
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("index.html") && said.err.contains("--overwrite"), "{}", said.err);
    assert_eq!(files(&www).len(), 1);
    desk.published(&["intranet", "--overwrite"]);
    assert_eq!(files(&www), desk.site());

    // Also where the list at the target is believed, and a page is new.
    desk.add("c");
    put(&www.join("zh-hant/notices/2022-03-04-c/index.html"), "somebody's");
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1), "{}", said.all());
    assert!(said.err.contains("2022-03-04-c/index.html"), "{}", said.err);
    desk.published(&["intranet", "--overwrite"]);
    assert_eq!(files(&www), desk.site());
}

#[test]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_completes_it() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    for round in 0..6u64 {
        let before = desk.site();
        desk.change("a", "逐戶登記", &format!("逐戶登記{round}次，逐戶登記"));
        if round % 2 == 0 {
            desk.add(&format!("r{round}"));
        }
        let after = desk.site();
        let mut child = desk.start(&["intranet"]);
        std::thread::sleep(Duration::from_millis(4 + round * 6));
        let _ = child.kill();
        child.wait().expect("ended");
        for (path, bytes) in files(&www) {
            let whole = before.get(&path) == Some(&bytes) || after.get(&path) == Some(&bytes);
            assert!(whole || path.starts_with(".gongkai"), "{path} is torn");
        }
        desk.published(&["intranet", "--verify"]);
        assert_eq!(files(&www), after, "round {round}");
    }
}

/// What a run that was stopped had sent is known by the next one, even if the site does not have it any more.
#[test]
fn what_a_stopped_run_left_is_removed() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    let first = desk.site();
    desk.add("c");
    // The page that comes last cannot be written: a folder is in its place.
    fs::remove_file(www.join("index.html")).expect("removed");
    put(&www.join("index.html/x"), "x");
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("index.html"), "{}", said.err);
    assert!(www.join("zh-hant/notices/2022-03-04-c/index.html").exists());
    fs::remove_dir_all(www.join("index.html")).expect("removed");
    // The notice is taken back before it was ever announced.
    fs::remove_file(desk.path().join(notice("c"))).expect("removed");
    fs::remove_file(desk.path().join("content/permalinks.lock")).expect("removed");
    desk.build();
    let report = desk.published(&["intranet", "--verify"]);
    assert_eq!(report.codes(), ["target-resumed"]);
    assert_eq!(files(&www), desk.site());
    assert_eq!(difference(&first, &files(&www)).1, [] as [String; 0]);
}

#[test]
fn what_somebody_damaged_is_found_and_mended() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    fs::write(www.join("zh-hant/index.html"), "damaged").expect("written");
    fs::remove_file(www.join("zh-hans/index.html")).expect("removed");
    assert_eq!(desk.published(&["intranet"]).sent(), [] as [&str; 0], "the list is believed");
    let said = desk.publish(&["intranet", "--verify"]);
    assert_eq!(said.code, Some(1));
    for words in ["zh-hant/index.html", "zh-hans/index.html", "2 files", "run it again"] {
        assert!(said.err.contains(words), "{words} is not in\n{}", said.err);
    }
    let report = desk.published(&["intranet", "--verify"]);
    assert_eq!(report.sent(), ["zh-hans/index.html", "zh-hant/index.html"]);
    assert_eq!(files(&www), desk.site());
}

#[test]
fn two_at_once_are_told() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    desk.add("c");
    let lock = |minutes: i64| {
        let then = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(minutes);
        let words = serde_json::json!({ "run": "another", "started": then, "renewed": then });
        put(&www.join(".gongkai-lock"), words.to_string());
    };
    lock(3);
    let before = files(&www);
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1));
    for words in ["somebody else is publishing", "3 min", "--take-over"] {
        assert!(said.err.contains(words), "{words} is not in\n{}", said.err);
    }
    assert_eq!(files(&www), before);
    desk.published(&["intranet", "--take-over"]);
    assert_eq!(files(&www), desk.site());

    desk.add("d");
    lock(11);
    assert_eq!(desk.published(&["intranet"]).codes(), ["target-resumed"], "a stale lock is nobody's");
    assert_eq!(files(&www), desk.site());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (desk, www) = desk();
    let elsewhere = desk.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("made");
    symlink("nowhere", www.join("dangling")).expect("linked");
    symlink(&elsewhere, www.join("theirs")).expect("linked");
    symlink(".", www.join("round")).expect("linked");
    desk.published(&["intranet", "--verify"]);
    assert!(www.join("dangling").is_symlink() && www.join("theirs").is_symlink());

    // Where a page goes, it is refused, whatever is asked: a file and a folder.
    for (path, page) in
        [("zh-hant/notices/2022-03-04-c", "c"), ("zh-hans/notices/2022-03-04-d/index.html", "d")]
    {
        fs::create_dir_all(www.join(path).parent().expect("a folder")).expect("made");
        let to = if page == "c" { elsewhere.clone() } else { elsewhere.join("file") };
        symlink(to, www.join(path)).expect("linked");
        desk.add(page);
        for arguments in [["intranet"].as_slice(), &["intranet", "--overwrite"], &["intranet", "--dry-run"]] {
            let said = desk.publish(arguments);
            assert_eq!(said.code, Some(1), "{arguments:?} {}", said.all());
            assert!(said.err.contains(path) && said.err.contains("symbolic link"), "{}", said.err);
        }
        assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0, "nothing outside");
        fs::remove_file(www.join(path)).expect("removed");
        desk.published(&["intranet", "--verify"]);
    }
}

#[test]
fn what_a_killed_run_left_aside_goes_with_the_next() {
    let (desk, www) = desk();
    desk.published(&["intranet"]);
    put(&www.join(".gongkai-tmp/.tmpAbc"), "half a fi");
    // Also where there is nothing to send.
    desk.published(&["intranet"]);
    assert!(!www.join(".gongkai-tmp").exists());
    desk.change("a", "逐戶登記", "逐村登記");
    put(&www.join(".gongkai-tmp/.tmpAbc"), "half a fi");
    desk.published(&["intranet"]);
    assert!(!www.join(".gongkai-tmp").exists());
}

#[test]
fn a_share_that_is_not_mounted_is_told() {
    let (desk, www) = desk();
    fs::remove_dir(&www).expect("removed");
    let said = desk.publish(&["intranet"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("mounted") && !www.exists(), "{}", said.err);
}
