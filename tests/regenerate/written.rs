//! The exact list of files that a change writes and removes. A path that is the same in both editions stands once, under
//! `*`; the list of sums, which any change writes, is left out.

use std::collections::BTreeSet;
use std::fs;

use crate::corpus::Corpus;
use crate::scene::{Scene, project};
use crate::site::site;

const A: &str = "content/notices/2021-02-03-a.md";
const B: &str = "content/notices/2022-03-04-b.md";
const C: &str = "content/notices/2022-05-06-c.md";
const LAW: &str = "content/regulations/moumou-banfa.md";

fn notice(title: &str, published: &str, words: &str) -> String {
    Scene::notice(title).replace("2022-03-04", published).replace("逐戶登記", words)
}

/// Three notices in two years, two of which cite the one regulation; one has a word that can be converted otherwise.
fn scene() -> Scene {
    let law = "---\nname: \"某某辦法\"\nscript: zh-Hant\nkind: measure\nfacts:\n  - fact: in-force\n    date: 2020-01-01\n    sources: [\"https://test.example/1\"]\n---\n";
    let scene = Scene::empty()
        .write(A, notice("甲縣召開會議", "2021-02-03", "按《某某辦法》逐戶登記"))
        .write(B, notice("乙縣召開會議", "2022-03-04", "建立臺賬"))
        .write(C, notice("丙縣召開會議", "2022-05-06", "按《某某辦法》限期整改"))
        .write(LAW, law);
    scene.build().ok();
    scene
}

/// What the next build writes and removes.
fn changes(scene: &Scene) -> String {
    let report = scene.build().ok().built.report.expect("built");
    let told = |sign: &str, paths: &[String]| -> BTreeSet<String> {
        let all: BTreeSet<&str> =
            paths.iter().map(String::as_str).filter(|path| *path != "SHA256SUMS").collect();
        let line = |path: &&str| match path.split_once('/') {
            Some((edition @ ("zh-hant" | "zh-hans"), rest)) => {
                let other = if edition == "zh-hant" { "zh-hans" } else { "zh-hant" };
                let both = all.contains(&*format!("{other}/{rest}"));
                format!("{sign}{}/{rest}", if both { "*" } else { edition })
            }
            _ => format!("{sign}{path}"),
        };
        all.iter().map(line).collect()
    };
    let lines: Vec<String> =
        told("", &report.written).into_iter().chain(told("- ", &report.pruned)).collect();
    lines.join("\n")
}

fn replace(scene: &Scene, path: &str, from: &str, to: &str) {
    let text = scene.read(path);
    assert!(text.contains(from), "{path} has no {from}");
    scene.put(path, text.replacen(from, to, 1));
}

fn run(scene: &Scene, arguments: &[&str]) {
    let output = scene.run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn nothing() {
    assert_eq!(changes(&scene()), "");
}

#[test]
fn a_notice_is_added() {
    let scene = scene();
    scene.put(
        "content/notices/2022-07-08-d.md",
        notice("丁縣召開會議", "2022-07-08", "按《某某辦法》逐戶登記"),
    );
    insta::assert_snapshot!(changes(&scene), @r"
    */citations/2022/07/index.html
    */citations/2022/index.html
    */citations/index.html
    */feed.json
    */feed.xml
    */index.html
    */notices/2022-07-08-d/compare/index.html
    */notices/2022-07-08-d/directive-1/index.html
    */notices/2022-07-08-d/directive-1/index.json
    */notices/2022-07-08-d/directive-1/index.txt
    */notices/2022-07-08-d/directive-2/index.html
    */notices/2022-07-08-d/directive-2/index.json
    */notices/2022-07-08-d/directive-2/index.txt
    */notices/2022-07-08-d/index.akn.xml
    */notices/2022-07-08-d/index.html
    */notices/2022-07-08-d/index.json
    */notices/2022-07-08-d/index.txt
    */notices/2022/07/index.html
    */notices/2022/index.html
    */regulations/index.html
    */regulations/moumou-banfa/feed.json
    */regulations/moumou-banfa/feed.xml
    */regulations/moumou-banfa/index.html
    */regulations/moumou-banfa/index.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.xml
    404.html
    data/2022/citations.csv
    data/2022/citations.json
    data/2022/notices.jsonl
    feed.json
    feed.xml
    index.html
    sitemap-2022-07.xml
    sitemap-site.xml
    sitemap.xml
    ");
}

#[test]
fn a_notice_is_edited() {
    let scene = scene();
    replace(&scene, B, "逾期問責", "逾期嚴肅問責");
    // Feeds and sitemaps say from when it reads so.
    insta::assert_snapshot!(changes(&scene), @r"
    */feed.json
    */feed.xml
    */notices/2022-03-04-b/compare/index.html
    */notices/2022-03-04-b/directive-2/index.html
    */notices/2022-03-04-b/directive-2/index.json
    */notices/2022-03-04-b/directive-2/index.txt
    */notices/2022-03-04-b/index.akn.xml
    */notices/2022-03-04-b/index.html
    */notices/2022-03-04-b/index.json
    */notices/2022-03-04-b/index.txt
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.xml
    feed.json
    feed.xml
    sitemap-2022-03.xml
    ");
}

#[test]
fn a_notice_is_deleted() {
    let scene = scene();
    fs::remove_file(scene.path().join(C)).expect("removed");
    run(&scene, &["withdraw", "2022-05-06-c"]);
    insta::assert_snapshot!(changes(&scene), @r"
    */citations/index.html
    */feed.json
    */feed.xml
    */index.html
    */notices/2022-05-06-c/compare/index.html
    */notices/2022-05-06-c/directive-1/index.html
    */notices/2022-05-06-c/directive-2/index.html
    */notices/2022-05-06-c/index.html
    */notices/2022/index.html
    */regulations/index.html
    */regulations/moumou-banfa/feed.json
    */regulations/moumou-banfa/feed.xml
    */regulations/moumou-banfa/index.html
    */regulations/moumou-banfa/index.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.xml
    404.html
    _redirects
    data/2022/citations.csv
    data/2022/citations.json
    data/2022/notices.jsonl
    feed.json
    feed.xml
    index.html
    sitemap-site.xml
    sitemap.xml
    - */citations/2022/05/index.html
    - */citations/2022/index.html
    - */notices/2022-05-06-c/directive-1/index.json
    - */notices/2022-05-06-c/directive-1/index.txt
    - */notices/2022-05-06-c/directive-2/index.json
    - */notices/2022-05-06-c/directive-2/index.txt
    - */notices/2022-05-06-c/index.akn.xml
    - */notices/2022-05-06-c/index.json
    - */notices/2022-05-06-c/index.txt
    - */notices/2022/05/index.html
    - sitemap-2022-05.xml
    ");
}

#[test]
fn a_notice_is_renamed() {
    let scene = scene();
    run(&scene, &["rename", "2022-05-06-c", "2022-05-06-e"]);
    insta::assert_snapshot!(changes(&scene), @r"
    */citations/2022/05/index.html
    */citations/2022/index.html
    */citations/index.html
    */feed.json
    */feed.xml
    */index.html
    */notices/2022-05-06-c/compare/index.html
    */notices/2022-05-06-c/directive-1/index.html
    */notices/2022-05-06-c/directive-2/index.html
    */notices/2022-05-06-c/index.html
    */notices/2022-05-06-e/compare/index.html
    */notices/2022-05-06-e/directive-1/index.html
    */notices/2022-05-06-e/directive-1/index.json
    */notices/2022-05-06-e/directive-1/index.txt
    */notices/2022-05-06-e/directive-2/index.html
    */notices/2022-05-06-e/directive-2/index.json
    */notices/2022-05-06-e/directive-2/index.txt
    */notices/2022-05-06-e/index.akn.xml
    */notices/2022-05-06-e/index.html
    */notices/2022-05-06-e/index.json
    */notices/2022-05-06-e/index.txt
    */notices/2022/05/index.html
    */notices/2022/index.html
    */regulations/index.html
    */regulations/moumou-banfa/feed.json
    */regulations/moumou-banfa/feed.xml
    */regulations/moumou-banfa/index.html
    */regulations/moumou-banfa/index.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.json
    */sources/moumouxian-huanjing-baohu-ju-6272/feed.xml
    404.html
    _redirects
    data/2022/citations.csv
    data/2022/citations.json
    data/2022/notices.jsonl
    feed.json
    feed.xml
    index.html
    sitemap-2022-05.xml
    - */notices/2022-05-06-c/directive-1/index.json
    - */notices/2022-05-06-c/directive-1/index.txt
    - */notices/2022-05-06-c/directive-2/index.json
    - */notices/2022-05-06-c/directive-2/index.txt
    - */notices/2022-05-06-c/index.akn.xml
    - */notices/2022-05-06-c/index.json
    - */notices/2022-05-06-c/index.txt
    ");
}

#[test]
fn a_fact_of_a_regulation_changes() {
    let scene = scene();
    replace(&scene, LAW, "2020-01-01", "2020-07-01");
    insta::assert_snapshot!(changes(&scene), @r"
    */notices/2021-02-03-a/directive-1/index.html
    */notices/2022-05-06-c/directive-1/index.html
    */regulations/moumou-banfa/index.akn.xml
    */regulations/moumou-banfa/index.html
    */regulations/moumou-banfa/index.json
    data/regulations.csv
    ");
}

#[test]
fn a_term_changes() {
    let scene = scene();
    scene.put("content/terms.yaml", "terms:\n  账簿: 臺賬\n");
    insta::assert_snapshot!(changes(&scene), @r"
    */notices/2022-03-04-b/compare/index.html
    data/conversion.json
    zh-hans/notices/2022-03-04-b/directive-1/index.html
    zh-hans/notices/2022-03-04-b/directive-1/index.json
    zh-hans/notices/2022-03-04-b/directive-1/index.txt
    zh-hans/notices/2022-03-04-b/index.akn.xml
    zh-hans/notices/2022-03-04-b/index.html
    zh-hans/notices/2022-03-04-b/index.json
    zh-hans/notices/2022-03-04-b/index.txt
    ");
}

#[test]
fn a_template_changes() {
    let scene = scene();
    for (path, bytes) in crate::scene::tree(&project().join("themes")) {
        scene.put(&format!("themes/{path}"), bytes);
    }
    assert_eq!(changes(&scene), "", "the site's own copy of the theme is the same theme");
    replace(&scene, "themes/gazette/year.html", "<h1", "<h1 data-own");
    insta::assert_snapshot!(changes(&scene), @r"
    */notices/2021/index.html
    */notices/2022/index.html
    ");
}

/// A new notice writes as many files on a large site as on a small one.
#[test]
fn a_new_notice_costs_the_same_at_any_size() {
    let corpus = Corpus::new(7, 5);
    let [small, large] = [10, 300].map(|size| {
        let scene = site(&corpus, size);
        scene.build().ok();
        let (_, law) = corpus.regulation(0);
        let name = law.split('"').nth(1).expect("a name");
        let text = notice("丁縣召開會議", "1990-01-02", &format!("按《{name}》逐戶登記"));
        scene.put("content/notices/1990-01-02-d.md", text);
        scene.build().ok().written().len()
    });
    // A regulation that many cite has a page a year beside its own, in each of the two editions.
    assert!(large <= small + 2, "{small} files on a small site, {large} on a large one");
}
