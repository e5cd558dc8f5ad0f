//! A bucket of an object store as a target: s3s-fs, an S3 server on plain files, with a counting proxy before it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::desk::{Desk, assert_only, notice, put};
use crate::proxy::{Proxy, Request};
use crate::scene::project;

const KEY: &str = "AKGONGKAITEST0001";
const SECRET: &str = "s3cr3t/Of+The-Tests0123456789";

/// An S3 server with an empty bucket, and the proxy before it. It ends with the test.
struct Store {
    _server: Ends,
    folder: tempfile::TempDir,
    proxy: Proxy,
}

impl Store {
    fn start() -> Self {
        let program = project().join(".tools/s3s-fs/bin/s3s-fs");
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("bucket")).expect("made");
        let port = free_port();
        let child = Command::new(&program)
            .args([
                "--host",
                "127.0.0.1",
                "--port",
                &port.to_string(),
                "--access-key",
                KEY,
                "--secret-key",
                SECRET,
            ])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}: run .ci/setup servers", program.display()));
        let child = Ends(child);
        wait_for(port);
        Self { _server: child, folder, proxy: Proxy::before(port) }
    }

    fn targets(&self, more: &str) -> String {
        let port = self.proxy.port;
        format!("targets:\n  bucket:\n    s3: \"bucket\"\n    endpoint: \"http://127.0.0.1:{port}\"\n{more}")
    }

    fn desk(&self) -> Desk {
        with_key(Desk::new(&self.targets("")))
    }

    fn bucket(&self) -> PathBuf {
        self.folder.path().join("bucket")
    }

    /// The objects, when the server has done what was asked of it before somebody was killed.
    fn settled(&self) -> BTreeMap<String, Vec<u8>> {
        let look = || {
            std::thread::sleep(Duration::from_millis(100));
            let files = walkdir::WalkDir::new(self.bucket()).into_iter().filter_map(Result::ok);
            // A file that is being written may be gone when it is looked at.
            let files =
                files.filter_map(|entry| Some((entry.path().to_owned(), fs::read(entry.path()).ok()?)));
            files.collect::<BTreeMap<_, _>>()
        };
        let mut before = look();
        loop {
            let now = look();
            if now == before {
                return self.objects();
            }
            before = now;
        }
    }

    /// The objects, without what the server keeps beside them.
    fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        crate::desk::files(&self.bucket())
    }
}

/// A server that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that is free now.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// Waits until something listens there.
#[track_caller]
fn wait_for(port: u16) {
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(started.elapsed() < Duration::from_secs(20), "the server does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn with_key(desk: Desk) -> Desk {
    desk.with("AWS_ACCESS_KEY_ID", KEY).with("AWS_SECRET_ACCESS_KEY", SECRET)
}

/// The objects that requests of a method were about.
fn about<'r>(requests: &'r [Request], method: &str) -> Vec<&'r str> {
    let these = requests.iter().filter(|request| request.method == method);
    these.map(|request| request.path.split('?').next().unwrap_or("").trim_start_matches("/bucket/")).collect()
}

#[test]
#[ignore = "needs a server: make servers"]
fn the_bucket_is_the_site_and_only_what_changed_moves() {
    let store = Store::start();
    let desk = store.desk();
    let report = desk.published(&["bucket", "--verify"]);
    let site = desk.site();
    assert_eq!(store.objects(), site);
    assert_eq!(report.verified(), Some(site.len() as u64));
    assert_eq!(report.codes(), [] as [&str; 0]);

    store.proxy.take();
    assert_eq!(desk.published(&["bucket"]).sent(), [] as [&str; 0]);
    let requests = store.proxy.take();
    assert!(requests.iter().all(|request| request.method == "GET") && requests.len() <= 3, "{requests:?}");

    desk.change("a", "逐戶登記", "逐村登記");
    let changed = desk.site();
    let report = desk.published(&["bucket"]);
    assert_only(&report, &site, &changed);
    let requests = store.proxy.take();
    let mut put: Vec<&str> = about(&requests, "PUT");
    put.retain(|path| !path.starts_with(".gongkai"));
    // In order: what changed, and the list at the very end.
    assert_eq!(put.last(), Some(&"SHA256SUMS"));
    put.pop();
    put.sort_unstable();
    let mut sent = report.sent();
    sent.sort();
    assert_eq!(put, sent);
    assert_eq!(store.objects(), changed);

    fs::remove_file(desk.path().join(notice("b"))).expect("removed");
    fs::remove_file(desk.path().join("content/permalinks.lock")).expect("removed");
    desk.build();
    let report = desk.published(&["bucket", "--verify"]);
    assert!(!report.removed().is_empty());
    assert_eq!(store.objects(), desk.site());
}

#[test]
#[ignore = "needs a server: make servers"]
fn every_object_has_its_type_its_coding_and_how_long_it_is_kept() {
    let store = Store::start();
    let desk = with_key(Desk::new(&store.targets("    prefix: \"notices/2022\"\n")));
    // The compressed forms that a build puts beside its files.
    let list = desk.scene.read("public/SHA256SUMS");
    let packed: Vec<(&str, &[u8])> = vec![("index.html.br", b"br"), ("index.html.gz", b"gz")];
    let mut lines: Vec<String> = list.lines().map(str::to_owned).collect();
    for (path, bytes) in packed {
        desk.scene.put(&format!("public/{path}"), bytes);
        lines.push(format!("{}  {path}", sha256(bytes)));
    }
    lines.sort_by(|a, b| a[66..].cmp(&b[66..]));
    desk.scene.put("public/SHA256SUMS", lines.join("\n") + "\n");
    desk.published(&["bucket", "--verify"]);
    let site = desk.site();
    let below = site.iter().map(|(path, bytes)| (format!("notices/2022/{path}"), bytes.clone()));
    assert_eq!(store.objects(), below.collect());

    let requests = store.proxy.take();
    let header = |path: &str, name: &str| {
        let path = format!("/bucket/notices/2022/{path}");
        let request = requests.iter().find(|request| request.method == "PUT" && request.path == path);
        request
            .unwrap_or_else(|| panic!("{path} was not sent"))
            .headers
            .get(name)
            .cloned()
            .unwrap_or_default()
    };
    let style = site.keys().find(|path| path.starts_with("style-")).expect("a style sheet");
    assert_eq!(header(style, "content-type"), "text/css; charset=utf-8");
    assert_eq!(header(style, "cache-control"), "public, max-age=31536000, immutable");
    for (path, coding) in [("index.html", ""), ("index.html.gz", "gzip"), ("index.html.br", "br")] {
        assert_eq!(header(path, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(path, "content-encoding"), coding);
        assert_eq!(header(path, "cache-control"), "no-cache");
    }
    assert_eq!(header("zh-hant/feed.xml", "content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(header("SHA256SUMS", "content-type"), "text/plain; charset=utf-8");
}

#[test]
#[ignore = "needs a server: make servers"]
fn a_run_that_is_killed_is_completed_by_the_next() {
    let store = Store::start();
    let desk = store.desk();
    desk.published(&["bucket"]);
    for requests in [4, 7, 11, 16, 24, 33] {
        let before = desk.site();
        desk.change("a", "逐戶登記", &format!("逐戶登記{requests}次，逐戶登記"));
        desk.add(&format!("k{requests}"));
        let after = desk.site();
        store.proxy.hold_after(requests);
        let mut child = desk.start(&["bucket"]);
        store.proxy.wait_until_held();
        child.kill().expect("killed");
        child.wait().expect("ended");
        // What was held goes nowhere, or arrives late: both happen.
        store.proxy.release();
        for (path, bytes) in store.settled() {
            let whole = before.get(&path) == Some(&bytes) || after.get(&path) == Some(&bytes);
            assert!(whole || path.starts_with(".gongkai"), "{path} is torn");
        }
        desk.published(&["bucket", "--verify"]);
        assert_eq!(store.objects(), after, "killed after {requests} requests");
    }
}

#[test]
#[ignore = "needs a server: make servers"]
fn two_at_once_are_told_and_the_first_is_not_disturbed() {
    let store = Store::start();
    let desk = store.desk();
    desk.published(&["bucket"]);
    let other = desk.elsewhere();
    desk.add("c");
    other.add("d");
    store.proxy.hold_after(9);
    let first = desk.start(&["bucket", "--json"]);
    store.proxy.wait_until_held();
    store.proxy.release();
    store.proxy.hold_after(usize::MAX);
    // Stopped, as on a machine that sleeps: its lock stands.
    signal(&first, "STOP");
    std::thread::sleep(Duration::from_millis(100));
    let said = other.publish(&["bucket"]);
    let here = desk.publish(&["bucket"]);
    signal(&first, "CONT");
    let first = first.wait_with_output().expect("ended");
    assert_eq!(said.code, Some(1), "{}", said.all());
    assert!(said.err.contains("somebody else is publishing to bucket"), "{}", said.err);
    assert_eq!(here.code, Some(1));
    assert!(here.err.contains("another gongkai"), "{}", here.err);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stdout));
    assert_eq!(store.objects(), desk.site());
    // Then the other's turn comes.
    other.published(&["bucket", "--verify"]);
    assert_eq!(store.objects(), other.site());
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {}", child.id())]).status();
    assert!(status.expect("a shell runs").success());
}

#[test]
#[ignore = "needs a server: make servers"]
fn a_lock_that_was_left_elsewhere_is_explained_and_runs_out() {
    let store = Store::start();
    let desk = store.desk();
    desk.published(&["bucket"]);
    let other = desk.elsewhere();
    desk.add("c");
    store.proxy.hold_after(10);
    let mut child = desk.start(&["bucket"]);
    store.proxy.wait_until_held();
    child.kill().expect("killed");
    child.wait().expect("ended");
    store.proxy.release();
    std::thread::sleep(Duration::from_millis(50));
    let said = other.publish(&["bucket"]);
    assert_eq!(said.code, Some(1), "{}", said.all());
    assert!(said.err.contains("--take-over") && said.err.contains("10 minutes"), "{}", said.err);
    let report = other.published(&["bucket", "--take-over", "--verify"]);
    assert_eq!(report.codes(), ["target-resumed"]);
    assert_eq!(store.objects(), other.site(), "what the stopped run had sent is known and gone");
}

#[test]
#[ignore = "needs a server: make servers"]
fn a_store_without_conditional_writes_is_told_of() {
    let store = Store::start();
    store.proxy.refuse_conditions();
    let desk = store.desk();
    let report = desk.published(&["bucket", "--verify"]);
    assert_eq!(report.codes(), ["target-unguarded"]);
    assert_eq!(store.objects(), desk.site());
}

#[test]
#[ignore = "needs a server: make servers"]
fn an_object_of_somebody_else_is_not_written_over() {
    let store = Store::start();
    let desk = store.desk();
    put(&store.bucket().join("index.html"), "somebody's");
    put(&store.bucket().join("files/form.pdf"), "a form");
    let said = desk.publish(&["bucket"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("index.html") && said.err.contains("--overwrite"), "{}", said.err);
    fs::remove_file(store.bucket().join("index.html")).expect("removed");
    desk.published(&["bucket"]);
    desk.add("c");
    put(&store.bucket().join("zh-hant/notices/2022-03-04-c/index.html"), "somebody's");
    let said = desk.publish(&["bucket"]);
    assert_eq!(said.code, Some(1), "{}", said.all());
    assert!(said.err.contains("2022-03-04-c/index.html"), "{}", said.err);
    desk.published(&["bucket", "--overwrite", "--verify"]);
    let mut there = store.objects();
    assert_eq!(there.remove("files/form.pdf").as_deref(), Some(b"a form".as_slice()));
    assert_eq!(there, desk.site());
}

#[test]
#[ignore = "needs a server: make servers"]
fn what_somebody_damaged_is_found_and_mended() {
    let store = Store::start();
    let desk = store.desk();
    desk.published(&["bucket"]);
    fs::write(store.bucket().join("zh-hant/index.html"), "damaged").expect("written");
    fs::remove_file(store.bucket().join("zh-hans/index.html")).expect("removed");
    let said = desk.publish(&["bucket", "--verify"]);
    assert_eq!(said.code, Some(1), "{}", said.all());
    assert!(
        said.err.contains("zh-hant/index.html") && said.err.contains("zh-hans/index.html"),
        "{}",
        said.err
    );
    desk.published(&["bucket", "--verify"]);
    assert_eq!(store.objects(), desk.site());
}

/// Wrong key, no key, no bucket, no server: each in words; and the secret in none of them.
#[test]
#[ignore = "needs a server: make servers"]
fn what_is_wrong_is_said_and_the_secret_is_not() {
    let store = Store::start();
    const WRONG: &str = "Wr0ngSecretKeyThatNobodySees";
    const TOKEN: &str = "FQoGZXIvYXdzTokenThatNobodySees";
    let key = |desk: Desk| desk.with("AWS_ACCESS_KEY_ID", KEY).with("AWS_SECRET_ACCESS_KEY", WRONG);
    let mut outputs = String::new();
    let mut told = |desk: &Desk, words: &str| {
        for arguments in
            [&["bucket"][..], &["bucket", "--dry-run", "--json"], &["bucket", "--lang", "zh-Hans"]]
        {
            let said = desk.publish(arguments);
            assert_eq!(said.code, Some(1), "{}", said.all());
            assert!(arguments.len() > 1 || said.err.contains(words), "{words} is not in\n{}", said.err);
            outputs.push_str(&said.all());
        }
    };
    told(&key(Desk::new(&store.targets(""))), "does not admit you");
    told(&key(Desk::new(&store.targets(""))).with("AWS_SESSION_TOKEN", TOKEN), "bucket");
    told(&Desk::new(&store.targets("")), "there is no key for bucket");
    let silent = "targets:\n  bucket:\n    s3: \"bucket\"\n    endpoint: \"http://127.0.0.1:9\"\n";
    told(&with_key(Desk::new(silent)), "cannot be reached");
    // A server may repeat what it was sent.
    let denied = format!(
        "<Error><Code>SignatureDoesNotMatch</Code><Message>It is not {SECRET} for {KEY}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId></Error>"
    );
    store.proxy.answer("403 Forbidden", &denied);
    told(&with_key(Desk::new(&store.targets(""))), "SignatureDoesNotMatch: It is not … for …");
    let gone = "<Error><Code>NoSuchBucket</Code><Message>The bucket does not exist</Message></Error>";
    store.proxy.answer("404 Not Found", gone);
    told(&with_key(Desk::new(&store.targets(""))), "NoSuchBucket: The bucket does not exist");
    for secret in [SECRET, WRONG, TOKEN, KEY] {
        assert!(!outputs.contains(secret), "{secret} is in\n{outputs}");
    }
}

/// Over TLS, with a certificate that only the organisation's own authority vouches for: nginx stands before the store.
#[test]
#[ignore = "needs a server: make servers"]
fn a_store_behind_tls_is_believed_by_its_certificate() {
    let store = Store::start();
    let work = tempfile::tempdir().expect("a folder");
    let (at, port) = (work.path().display(), free_port());
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args([
            "-subj",
            "/CN=store",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .current_dir(work.path())
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("openssl is installed: .ci/setup servers").success());
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = temporary.map(|kind| format!("{kind}_temp_path {at}/{kind};")).concat();
    let user = if fs::metadata("/root").is_ok_and(|root| !root.permissions().readonly()) {
        "user root;"
    } else {
        ""
    };
    let configuration = format!(
        "{user} daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;\nevents {{ }}\nhttp {{ access_log off; {temporary}\nserver {{ listen 127.0.0.1:{port} ssl; ssl_certificate {at}/cert.pem; ssl_certificate_key {at}/key.pem; location / {{ proxy_pass http://127.0.0.1:{}; proxy_set_header Host $http_host; }} }} }}\n",
        store.proxy.port
    );
    put(&work.path().join("nginx.conf"), configuration);
    let nginx = Command::new("nginx")
        .arg("-p")
        .arg(work.path())
        .arg("-c")
        .arg(work.path().join("nginx.conf"))
        .stderr(Stdio::null())
        .spawn();
    let _nginx = Ends(nginx.expect("nginx is installed: .ci/setup servers"));
    wait_for(port);
    let target =
        format!("targets:\n  bucket:\n    s3: \"bucket\"\n    endpoint: \"https://127.0.0.1:{port}\"\n");
    let desk = with_key(Desk::new(&target));
    let said = desk.publish(&["bucket"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("cannot be reached") && said.err.contains("certificate"), "{}", said.err);
    let desk = desk.with("AWS_CA_BUNDLE", &work.path().join("cert.pem").to_string_lossy());
    desk.published(&["bucket", "--verify"]);
    assert_eq!(store.objects(), desk.site());
}

#[test]
#[ignore = "needs a server: make servers"]
fn a_profile_has_the_key_too() {
    let store = Store::start();
    let home = tempfile::tempdir().expect("a folder");
    let profile = format!("[other]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n");
    put(&home.path().join(".aws/credentials"), profile);
    let desk = Desk::new(&store.targets("    profile: \"other\"\n"));
    let desk = desk.with("HOME", &home.path().to_string_lossy());
    desk.published(&["bucket"]);
    assert_eq!(store.objects(), desk.site());
}

/// Eighty thousand files of which twenty changed: as many requests as changed, and a few.
#[test]
#[ignore = "needs a server: make servers"]
fn a_large_site_costs_what_changed() {
    const FILES: usize = 80_000;
    let store = Store::start();
    let desk = store.desk();
    let (old, new) = (b"one page".as_slice(), b"another".as_slice());
    let (old_sum, new_sum) = (sha256(old), sha256(new));
    let public = desk.path().join("public");
    fs::remove_dir_all(&public).expect("removed");
    let (old_file, new_file) = (desk.path().join("old"), desk.path().join("new"));
    fs::write(&old_file, old).expect("written");
    fs::write(&new_file, new).expect("written");
    let (mut before, mut after) = (String::new(), String::new());
    for number in 0..FILES {
        let folder = format!("zh-hant/notices/{:03}", number / 400);
        if number % 400 == 0 {
            fs::create_dir_all(public.join(&folder)).expect("made");
            fs::create_dir_all(store.bucket().join(&folder)).expect("made");
        }
        let path = format!("{folder}/{:03}.html", number % 400);
        let changed = number % 4_000 == 0;
        link(if changed { &new_file } else { &old_file }, &public.join(&path));
        // What is written through the server must not be the file that lies here.
        if changed {
            fs::write(store.bucket().join(&path), old).expect("written");
        } else {
            link(&old_file, &store.bucket().join(&path));
        }
        before.push_str(&format!("{old_sum}  {path}\n"));
        after.push_str(&format!("{}  {path}\n", if changed { &new_sum } else { &old_sum }));
    }
    fs::write(public.join("SHA256SUMS"), &after).expect("written");
    fs::write(store.bucket().join("SHA256SUMS"), &before).expect("written");

    let report = desk.published(&["bucket"]);
    assert_eq!(report.sent().len(), 20);
    let requests = store.proxy.take();
    assert!(requests.len() <= 20 + 16, "{} requests", requests.len());
    let _ = writeln!(std::io::stderr(), "{FILES} files, 20 changed: {} requests", requests.len());
    assert_eq!(fs::read(store.bucket().join("SHA256SUMS")).expect("there"), after.as_bytes());
    assert_eq!(fs::read(store.bucket().join("zh-hant/notices/010/000.html")).expect("there"), new);
}

/// With `--verify`: what was sent is read back, and the rest is listed, a thousand a request.
#[test]
#[ignore = "needs a server: make servers"]
fn reading_back_costs_listings() {
    let store = Store::start();
    let desk = store.desk();
    let mut list = desk.scene.read("public/SHA256SUMS");
    for number in 0..3_500 {
        let path = format!("zz/{number:04}.html");
        put(&desk.path().join("public").join(&path), path.as_bytes());
        put(&store.bucket().join(&path), path.as_bytes());
        list.push_str(&format!("{}  {path}\n", sha256(path.as_bytes())));
    }
    fs::write(desk.path().join("public/SHA256SUMS"), &list).expect("written");
    // Nothing says what lies there: it is looked at, and found to be the same.
    desk.published(&["bucket"]);
    store.proxy.take();
    desk.published(&["bucket", "--verify"]);
    let requests = store.proxy.take();
    let listings = requests.iter().filter(|request| request.path.contains("list-type=2")).count();
    assert_eq!(listings, 4);
    assert!(requests.len() <= 4 + 16, "{} requests", requests.len());
}

fn link(file: &Path, at: &Path) {
    fs::hard_link(file, at).or_else(|_| fs::copy(file, at).map(drop)).expect("linked");
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
