//! A branch of a bare Git repository as a target: the commit is the site, its history as asked, and nothing of the
//! working copy is touched.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use gongkai::publish::{Environment, PublishOptions, World};

use crate::desk::{Desk, assert_only, difference, notice};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Somebody", "-c", "user.email=somebody@host.zz"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A desk with a bare repository beside it.
fn desk(history: &str) -> (Desk, PathBuf) {
    let desk = Desk::new(&format!(
        "targets:\n  pages:\n    git: \"remote.git\"\n    branch: \"gh-pages\"\n    history: {history}\n"
    ));
    let remote = desk.path().join("remote.git");
    git(desk.path(), &["init", "--quiet", "--bare", "remote.git"]);
    (desk, remote)
}

/// The files of a branch.
fn files(remote: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    git(out.path(), &["clone", "--quiet", "--branch", "gh-pages", &remote.to_string_lossy(), "clone"]);
    let mut files = crate::desk::files(&out.path().join("clone"));
    files.retain(|path, _| !path.starts_with(".git/"));
    files
}

fn commits(remote: &Path) -> usize {
    git(remote, &["rev-list", "--count", "gh-pages"]).parse().expect("a number")
}

#[test]
fn the_commit_is_the_site_and_only_what_changed_is_in_it() {
    let (desk, remote) = desk("keep");
    desk.published(&["pages", "--verify"]);
    let site = desk.site();
    assert_eq!(files(&remote), site);
    assert_eq!(desk.published(&["pages"]).sent(), [] as [&str; 0]);
    assert_eq!(commits(&remote), 1);

    desk.change("a", "逐戶登記", "逐村登記");
    let changed = desk.site();
    let report = desk.published(&["pages", "--verify"]);
    assert_only(&report, &site, &changed);
    assert_eq!(report.verified(), Some(changed.len() as u64));
    assert_eq!(files(&remote), changed);
    assert_eq!(commits(&remote), 2);
    let named = git(&remote, &["diff", "--name-only", "gh-pages~", "gh-pages"]);
    let (names, _) = difference(&site, &changed);
    assert_eq!(named.lines().collect::<Vec<_>>(), names);
    let said = git(&remote, &["log", "-1", "--format=%an <%ae>%n%s", "gh-pages"]);
    assert_eq!(
        said,
        format!(
            "Gongkai <gongkai@localhost>\nPublish https://notices.gov.zz/site/ ({} files)",
            site.len() - 1
        )
    );
}

#[test]
fn without_history_there_is_one_commit() {
    let (desk, remote) = desk("orphan");
    desk.published(&["pages"]);
    desk.change("a", "逐戶登記", "逐村登記");
    desk.published(&["pages", "--verify"]);
    assert_eq!(commits(&remote), 1);
    assert_eq!(files(&remote), desk.site());
}

#[test]
fn what_is_foreign_in_the_branch_stays() {
    for history in ["keep", "orphan"] {
        let (desk, remote) = desk(history);
        let other = tempfile::tempdir().expect("a folder");
        git(other.path(), &["init", "--quiet", "--initial-branch=gh-pages"]);
        crate::desk::put(&other.path().join("files/form.pdf"), "a form");
        crate::desk::put(&other.path().join("index.html"), "somebody's");
        git(other.path(), &["add", "."]);
        git(other.path(), &["commit", "--quiet", "-m", "files"]);
        git(other.path(), &["push", "--quiet", &remote.to_string_lossy(), "gh-pages"]);
        let before = files(&remote);
        let said = desk.publish(&["pages"]);
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains("index.html") && said.err.contains("--overwrite"), "{}", said.err);
        assert_eq!(files(&remote), before);
        desk.published(&["pages", "--overwrite", "--verify"]);
        let mut there = files(&remote);
        assert_eq!(there.remove("files/form.pdf").as_deref(), Some(b"a form".as_slice()), "{history}");
        assert_eq!(there, desk.site());
        assert_eq!(commits(&remote), if history == "keep" { 2 } else { 1 });
    }
}

#[test]
fn nothing_of_the_working_copy_is_touched() {
    let (desk, remote) = desk("keep");
    git(desk.path(), &["init", "--quiet", "--initial-branch=main"]);
    desk.scene.put(".gitignore", "/.gongkai\n/remote.git\n");
    git(desk.path(), &["add", "."]);
    git(desk.path(), &["commit", "--quiet", "-m", "a site"]);
    desk.scene.put("note.txt", "not committed");
    desk.scene.put("staged.txt", "staged");
    git(desk.path(), &["add", "staged.txt"]);
    let state = || {
        let mut tree = crate::desk::files(desk.path());
        tree.retain(|path, _| !path.starts_with(".gongkai/") && !path.starts_with("remote.git/"));
        tree
    };
    let before = state();
    // As in a hook: Git's own variables lead to the working copy.
    let mut command = desk.command(&["pages", "--verify"]);
    command.env("GIT_DIR", desk.path().join(".git")).env("GIT_INDEX_FILE", desk.path().join(".git/index"));
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(state() == before, "something of the working copy has changed");
    assert_eq!(files(&remote), desk.site());
}

/// Somebody else pushes after the branch was read and before this run pushes: it is told, and nothing is lost.
#[test]
fn the_second_of_two_at_once_is_told() {
    let (desk, remote) = desk("keep");
    desk.published(&["pages"]);
    let other = desk.elsewhere();
    desk.add("c");
    other.add("d");
    let target = format!("targets:\n  pages:\n    git: \"{}\"\n", remote.display());
    other.scene.put("content/site.yaml", crate::desk::settings("https://notices.gov.zz/site/", &target));
    other.build();
    let pushed = Mutex::new(false);
    let environment = Environment::default();
    let world = World {
        environment: &environment,
        clock: &jiff::Timestamp::now,
        listener: &|_, _, _| {
            let mut pushed = pushed.lock().expect("alone");
            if !std::mem::replace(&mut *pushed, true) {
                other.published(&["pages"]);
            }
        },
    };
    let options = PublishOptions {
        site: desk.path().to_owned(),
        target: Some("pages".to_owned()),
        ..PublishOptions::default()
    };
    let problems = gongkai::publish(&options, world).expect_err("overtaken");
    assert_eq!(problems[0].message.code(), "target-overtaken");
    assert_eq!(files(&remote), other.site());
    desk.published(&["pages", "--verify"]);
    assert_eq!(files(&remote), desk.site());
}

#[test]
fn a_run_that_is_killed_shows_nothing() {
    let (desk, remote) = desk("keep");
    desk.published(&["pages"]);
    let before = files(&remote);
    for milliseconds in [5, 20, 40] {
        desk.change("b", "逐戶登記", &format!("逐戶登記{milliseconds}次，逐戶登記"));
        let mut child = desk.start(&["pages"]);
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().expect("ended");
    }
    let there = files(&remote);
    assert!(there == before || there == desk.site(), "half of it shows");
    desk.published(&["pages", "--verify"]);
    assert_eq!(files(&remote), desk.site());
}

#[test]
fn a_withdrawn_page_goes() {
    let (desk, remote) = desk("keep");
    desk.published(&["pages"]);
    std::fs::remove_file(desk.path().join(notice("b"))).expect("removed");
    std::fs::remove_file(desk.path().join("content/permalinks.lock")).expect("removed");
    desk.build();
    assert!(!desk.published(&["pages"]).removed().is_empty());
    assert_eq!(files(&remote), desk.site());
}

#[test]
fn what_is_wrong_is_said() {
    let desk = Desk::new("targets:\n  pages:\n    git: \"nowhere.git\"\n");
    let said = desk.publish(&["pages"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("cannot be reached") && said.err.contains("nowhere.git"), "{}", said.err);
    let mut command = desk.command(&["pages"]);
    let output = command.env("PATH", "/nonexistent").output().expect("the program runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("`git`, which is not there"));
    // A repository that takes nothing says why.
    let (desk, remote) = self::desk("keep");
    let hook = remote.join("hooks/pre-receive");
    std::fs::write(&hook, "#!/bin/sh\necho the branch is protected >&2\nexit 1\n").expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("executable");
    }
    let said = desk.publish(&["pages"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("the branch is protected"), "{}", said.err);
}

/// A server of Git that asks for a password and admits nobody: the token reaches it, and no output.
#[test]
fn the_token_is_for_the_server_alone() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = std::thread::spawn(move || {
        let mut heard = Vec::new();
        for stream in listener.incoming().map_while(Result::ok) {
            let mut reader = BufReader::new(&stream);
            let mut admitted = false;
            let mut last = false;
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                last |= line.starts_with("GET /stop");
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("authorization:") {
                    heard.push(value.trim().to_owned());
                    admitted = true;
                }
            }
            if last {
                break;
            }
            let head = if admitted { "403 Forbidden" } else { "401 Unauthorized" };
            let _ = write!(
                &stream,
                "HTTP/1.1 {head}\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
        heard
    });
    const TOKEN: &str = "ghp_Zx81VerySecretToken";
    let target = format!("targets:\n  pages:\n    git: \"http://127.0.0.1:{port}/a.git\"\n");
    let desk = Desk::new(&target).with("GONGKAI_GIT_TOKEN", TOKEN).with("GIT_CONFIG_GLOBAL", "/dev/null");
    let mut outputs = String::new();
    for arguments in [&["pages"][..], &["pages", "--json"], &["pages", "--dry-run", "--lang", "zh-Hant"]] {
        let said = desk.publish(arguments);
        assert_eq!(said.code, Some(1), "{}", said.all());
        outputs.push_str(&said.all());
    }
    assert!(outputs.contains("does not admit you") && outputs.contains("拒絕存取"), "{outputs}");
    assert!(!outputs.contains(TOKEN), "{outputs}");
    for (path, bytes) in crate::desk::files(desk.path()) {
        assert!(!String::from_utf8_lossy(&bytes).contains(TOKEN), "{path}");
    }
    let mut stop = std::net::TcpStream::connect(("127.0.0.1", port)).expect("connected");
    stop.write_all(b"GET /stop HTTP/1.1\r\n\r\n").expect("written");
    let heard = server.join().expect("ended");
    assert!(heard.len() >= 3 && heard.iter().all(|value| value.starts_with("basic ")), "{heard:?}");
}
