//! nginx from Debian with the configuration that the handbook gives, at the root of a host and below it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use gongkai::format::hosts::{CONTENT_SECURITY_POLICY, FOR_EVER, HEADERS};
use gongkai::pack;
use scraper::Selector;

use crate::pages::Pages;
use crate::scene::{Scene, project};
use crate::server::{Server, free_port};

const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// nginx with `docs/hosting/nginx.conf`, its four lines changed, and Brotli on. `path` is empty or `/notices`.
pub(crate) fn nginx(work: &Path, root: &Path, path: &str) -> Server {
    let port = free_port();
    let site = fs::read_to_string(project().join("docs/hosting/nginx.conf")).expect("the configuration");
    let mut site = site
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("server_name example.org;", "server_name localhost;")
        .replace("root /srv/www/gongkai;", &format!("root {};", root.display()))
        .replace("set $gongkai \"\";", &format!("set $gongkai \"{path}\";"))
        .replace("#brotli_static on;", "brotli_static on;");
    for changed in ["80;", "example.org", "/srv/www", "#brotli"] {
        assert!(!site.contains(changed), "{changed} is still in the configuration");
    }
    let folder = work.display();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind};"))
        .concat();
    site.insert_str(0, &format!("access_log off; {temporary}\n"));
    // The tests run as root in a private folder, which nginx's own user may not enter.
    let user = if cfg!(unix) && fs::metadata("/proc/self").is_ok() { "user root;" } else { "" };
    let main = format!(
        "load_module {BROTLI};\n{user} daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{ }}\nhttp {{\n{site}}}\n"
    );
    let file = work.join("nginx.conf");
    fs::write(&file, main).expect("written");
    let child = Command::new("nginx")
        .arg("-c")
        .arg(&file)
        .arg("-p")
        .arg(work)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("nginx is installed: .ci/setup servers");
    Server::new(child, port)
}

/// The type that a file must be sent with.
fn kind(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "feed.xml" => "application/atom+xml; charset=utf-8",
        "feed.json" => "application/feed+json; charset=utf-8",
        "index.akn.xml" => "application/akn+xml; charset=utf-8",
        // As they were found: not always in UTF-8.
        "seed.txt" | "seed.html.txt" | "seed.md.txt" => "text/plain",
        "SHA256SUMS" | "CNAME" | "_headers" | "_redirects" | ".nojekyll" => "text/plain; charset=utf-8",
        _ => match name.rsplit('.').next().unwrap_or("") {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "xml" => "text/xml; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            "jsonl" => "application/jsonl; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "js" => "application/javascript; charset=utf-8",
            other => panic!("{path}: no type is known for {other}"),
        },
    }
}

fn unpacked(encoding: &str, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match encoding {
        "gzip" => drop(flate2::read::GzDecoder::new(body).read_to_end(&mut out).expect("gzip")),
        "br" => brotli::BrotliDecompress(&mut &*body, &mut out).expect("brotli"),
        other => panic!("encoding {other:?}"),
    }
    out
}

fn served(path: &str) {
    let scene = Scene::first();
    let base = format!("https://gongkai.example{path}/");
    let www = tempfile::tempdir().expect("a folder");
    let out = www.path().join("www").join(path.trim_start_matches('/'));
    let outcome =
        scene.run(&["build", "--compress", "--base-url", &base, "--out", out.to_str().expect("a path")]);
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
    let server = nginx(www.path(), &www.path().join("www"), path);
    let pages = Pages::of(crate::scene::tree(&out));

    for (file, bytes) in &pages.files {
        if file.ends_with(".gz") || file.ends_with(".br") {
            continue;
        }
        let at = format!("{path}/{file}");
        let plain = server.get(&at, "identity");
        assert_eq!((plain.status, plain.header("content-encoding")), (200, ""), "{at}");
        assert_eq!(plain.header("content-type"), kind(file), "{at}");
        assert!(plain.body == *bytes, "{at}");
        assert_eq!(plain.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{at}");
        for (name, value) in HEADERS {
            assert_eq!(plain.header(&name.to_lowercase()), *value, "{at}");
        }
        let fingerprinted = ["style-", "icon-", "script-"].iter().any(|name| file.starts_with(name));
        let kept = if fingerprinted { FOR_EVER } else { "no-cache" };
        assert_eq!(plain.header("cache-control"), kept, "{at}");
        if pack::is_text(file) {
            for (accepted, ending) in [("gzip", ".gz"), ("br", ".br")] {
                let packed = server.get(&at, accepted);
                assert_eq!(packed.header("content-encoding"), accepted, "{at}");
                assert!(
                    packed.body == pages.files[&format!("{file}{ending}")],
                    "{at}{ending} is what is sent"
                );
                assert!(unpacked(accepted, &packed.body) == *bytes, "{at}{ending}");
            }
        }
    }

    // Every link of every page, as a browser would follow it.
    let links = Selector::parse("[href], [src]").expect("a selector");
    let mut followed = BTreeSet::new();
    for (file, page) in pages.iter() {
        for element in page.select(&links) {
            let Some(href) = element.attr("href").or_else(|| element.attr("src")) else { continue };
            let below = href.strip_prefix(&base).map(|rest| format!("{path}/{rest}"));
            let address = if let Some(own) = below {
                own
            } else if href.contains(':') {
                continue;
            } else if href.starts_with('/') {
                href.to_owned()
            } else {
                let page = format!("http://host{path}/{}", file.strip_suffix("index.html").unwrap_or(file));
                joined(&page, href)
            };
            let address = address.split('#').next().unwrap_or_default().to_owned();
            if followed.insert(address.clone()) {
                assert_eq!(server.get(&address, "identity").status, 200, "{href} on {file} ({address})");
            }
        }
    }
    assert!(followed.len() > 20, "{followed:?}");

    // The chain holds over the network; and does not, where a page was changed.
    let address = format!("{}{path}/", server.origin);
    let verified = scene.run(&["verify", &address]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let notice = pages.files.keys().find(|file| file.contains("/notices/") && file.ends_with("seed.txt"));
    let page = out.join(notice.expect("a seed").replace("seed.txt", "index.html"));
    let html = fs::read_to_string(&page).expect("a page");
    fs::write(&page, html.replacen("堅持", "不堅持", 1)).expect("written");
    let verified = scene.run(&["verify", &address]);
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.code() == Some(1) && said.contains("index.html"), "{said}");
    fs::write(&page, html).expect("written");

    // What is not there, and what is a folder without a page.
    let lost = &pages.files["404.html"];
    for missing in ["no-such-page", "zh-hant/no/such/page/", "zh-hant/notices/"] {
        let answer = server.get(&format!("{path}/{missing}"), "identity");
        assert_eq!(answer.status, 404, "{missing}");
        assert!(answer.body == *lost, "{missing}");
        assert_eq!(answer.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{missing}");
    }
    let folder = server.get(&format!("{path}/zh-hant"), "identity");
    assert_eq!((folder.status, folder.header("location")), (301, format!("{path}/zh-hant/").as_str()));
}

/// An address relative to a page, as a path.
fn joined(page: &str, href: &str) -> String {
    let path = page.strip_prefix("http://host").unwrap_or(page);
    let mut parts: Vec<&str> =
        path[..=path.rfind('/').unwrap_or(0)].trim_end_matches('/').split('/').collect();
    if href.is_empty() {
        return path.to_owned();
    }
    let (steps, last) = href.rsplit_once('/').map_or(("", href), |(steps, last)| (steps, last));
    for step in steps.split('/').filter(|step| !matches!(*step, "" | ".")) {
        match step {
            ".." => {
                parts.pop();
            }
            step => parts.push(step),
        }
    }
    if last.starts_with('#') && steps.is_empty() {
        return path.to_owned();
    }
    format!("{}/{last}", parts.join("/"))
}

#[test]
#[ignore = "needs nginx: make servers"]
fn nginx_at_the_root() {
    served("");
}

#[test]
#[ignore = "needs nginx: make servers"]
fn nginx_below_the_root() {
    served("/notices");
}
