//! The preview: the real program on a free port, asked over HTTP as a browser asks.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::scene::Scene;

/// A preview of a scene, ended with this value.
struct Preview {
    child: Child,
    port: u16,
}

/// An answer over HTTP.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(scene: &Scene) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["serve", "--port", "0", "--json"])
            .current_dir(scene.path())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stdout.take().expect("an output")).lines();
        let port = lines.find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
            let address = line["local"].as_str()?.to_owned();
            address.strip_prefix("http://127.0.0.1:")?.split('/').next()?.parse().ok()
        });
        // Whoever does not read what the program prints would end up stopping it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port: port.expect("an address") }
    }

    fn open(&self, method: &str, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("sent");
        BufReader::new(stream)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        let mut text = String::new();
        self.open(method, path).read_to_string(&mut text).expect("an answer in UTF-8");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
}

/// The next thing that open pages are told.
fn told(events: &mut BufReader<TcpStream>) -> serde_json::Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(events.read_line(&mut line).expect("an event") > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).expect("JSON");
        }
    }
}

const PAGE: &str = "/site/zh-hant/notices/2022-03-04-a/";

#[test]
fn files_have_their_types_and_pages_the_script() {
    let scene = Scene::empty().write("content/notices/2022-03-04-a.md", Scene::notice("某某縣召開會議"));
    let preview = Preview::of(&scene);
    let page = preview.get(PAGE);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.body.contains("某某縣召開會議") && page.body.contains("reload.js"));
    assert!(!scene.read("public/zh-hant/notices/2022-03-04-a/index.html").contains("reload.js"));
    assert!(preview.get("/.gongkai/reload.js").body.contains("EventSource"));

    let feed = preview.get("/site/zh-hant/feed.xml");
    assert_eq!((feed.status, feed.header("content-type")), (200, "application/atom+xml; charset=utf-8"));
    assert_eq!(feed.body, scene.read("public/zh-hant/feed.xml"));

    let missing = preview.get("/site/zh-hant/nothing/");
    assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(missing.body.contains("找不到"), "not the site's own page:\n{}", missing.body);

    // A folder has a slash at its end, the site its path; nothing outside the output folder is served.
    for (from, to) in [("/", "/site/"), ("/site", "/site/"), (PAGE.trim_end_matches('/'), PAGE)] {
        let answer = preview.get(from);
        assert_eq!((answer.status, answer.header("location")), (307, to), "{from}");
    }
    for outside in
        ["/site/../content/site.yaml", "/site/..%2fcontent/site.yaml", "/site/%00", "/site//etc/hosts"]
    {
        assert_eq!(preview.get(outside).status, 404, "{outside}");
    }
    let head = preview.ask("HEAD", PAGE);
    assert_eq!((head.status, head.header("etag"), &*head.body), (200, page.header("etag"), ""));
    assert_eq!(preview.ask("POST", PAGE).status, 405);
}

#[test]
fn what_is_saved_is_shown_and_an_error_ends_nothing() {
    let path = "content/notices/2022-03-04-a.md";
    let scene = Scene::empty().write(path, Scene::notice("某某縣召開會議"));
    let preview = Preview::of(&scene);
    let mut events = preview.open("GET", "/.gongkai/events");
    assert_eq!(told(&mut events)["problems"], "");
    let before = preview.ask("HEAD", PAGE).header("etag").to_owned();

    scene.put(path, Scene::notice("某某縣再次召開會議"));
    assert_eq!(told(&mut events)["problems"], "");
    let after = preview.get(PAGE);
    assert!(after.body.contains("某某縣再次召開會議"));
    assert!(after.header("etag") != before && !before.is_empty());

    assert!(!scene.path().join("content/permalinks.lock").exists(), "what is looked at is not published");

    scene.put(path, "---\ntitel: \"某某縣\"\n---\n");
    let problems = told(&mut events)["problems"].as_str().expect("a text").to_owned();
    assert!(problems.contains("titel") && problems.contains("2022-03-04-a.md:2"), "{problems}");
    assert!(preview.get(PAGE).body.contains("某某縣再次召開會議"), "the last good page is gone");

    // A folder that was not there when the preview began is watched, too.
    scene.put(path, Scene::notice("某某縣三度召開會議"));
    assert_eq!(told(&mut events)["problems"], "");
    scene.put("seeds/b.txt", crate::scene::SEED);
    while preview.get("/site/zh-hant/notices/2021/").status != 200 {
        told(&mut events);
    }
}

#[test]
fn a_site_that_cannot_be_built_yet_says_why_in_the_page() {
    let scene = Scene::empty().write("content/notices/2022-03-04-a.md", "---\ntitel: \"<b>某某縣\"\n---\n");
    let preview = Preview::of(&scene);
    let page = preview.get(PAGE);
    assert_eq!(page.status, 500);
    assert!(page.body.contains("titel") && page.body.contains("reload.js") && !page.body.contains("<b>"));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let scene = Scene::empty();
    let other = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port().to_string();
    let output = scene.run(&["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&port) && told.contains("--port"), "{told}");
}
