//! The project's own site, taken apart again: nothing lost, nothing altered, no script mixed, no link wrong, every code
//! read.

use std::collections::BTreeSet;

use gongkai::script::{
    Converter, Detection, Edition, Punctuation, Script, Shown, Style, Terms, Text, detect,
};
use scraper::Html;

use crate::pages::{Pages, read_code, select, shown_text, source_text};
use crate::scene::{SEED, Scene};

const BASE: &str = "https://gongkai.example/xiongan/";
const NOTICE: &str = "notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili/index.html";

fn site() -> Pages {
    let scene = Scene::first();
    scene.build().ok();
    Pages::of(scene.tree("public"))
}

/// The seed's body: its first four lines, which it prints twice.
fn seed_body() -> Vec<&'static str> {
    SEED.lines().take(4).collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The seed's text as the site has it in an edition's script: as its pages are written, and as they are shown, with the
/// full-width punctuation that its settings ask for.
fn texts_of(paragraphs: &[&str], edition: Edition) -> (String, String) {
    let style = Style { punctuation: Punctuation::Fullwidth };
    let converter = Converter::new(&Terms::default()).expect("a converter").with_style(style);
    let texts: Vec<Text> = paragraphs.iter().map(|paragraph| Text::new(*paragraph, Script::Hant)).collect();
    let texts: Vec<&Text> = texts.iter().collect();
    let blocks: Vec<&[&Text]> = texts.chunks(1).collect();
    let shown = converter.show_blocks(&blocks, edition, &Terms::default()).expect("converted");
    let of = |words: fn(&Shown) -> &str| squeeze(&shown.iter().flatten().map(words).collect::<String>());
    (of(Shown::written), of(Shown::as_str))
}

#[test]
fn the_notice_page_holds_the_seeds_body() {
    let site = site();
    for edition in [Edition::Hant, Edition::Hans] {
        let page = site.page(&format!("{}/{NOTICE}", edition.folder()));
        let (written, shown) = texts_of(&seed_body(), edition);
        assert_eq!(source_text(page), written);
        assert_eq!(shown_text(page), shown);
    }
    // The Traditional page is the seed, character by character.
    assert_eq!(source_text(site.page(&format!("zh-hant/{NOTICE}"))), squeeze(&seed_body().concat()));
}

/// A text of which nothing is lost where it is cut into pages: what stands before the directives is on the first one's.
#[test]
fn the_directive_pages_together_hold_the_text_each_sentence_once() {
    let site = site();
    for edition in [Edition::Hant, Edition::Hans] {
        let pages = site.of_kind(edition.folder(), "directive");
        assert_eq!(pages.len(), 3);
        let (written, shown) = texts_of(&seed_body(), edition);
        assert_eq!(pages.iter().map(|(_, page)| source_text(page)).collect::<String>(), written);
        assert_eq!(pages.iter().map(|(_, page)| shown_text(page)).collect::<String>(), shown);
    }
}

/// Characters that only one script uses, but for those that the seed itself has of the other.
#[test]
fn no_page_mixes_scripts() {
    let site = site();
    for (path, page) in site.iter() {
        let Some(script) = Script::from_tag(path.split('/').next().unwrap_or("")) else { continue };
        let mut words = Vec::new();
        own_words(page.root_element(), script, &mut words);
        for word in words {
            let clean = match detect(&word) {
                Detection::Undecided => true,
                Detection::One { script: found, odd } => found == script && odd.is_empty(),
                Detection::Mixed => false,
            };
            assert!(clean, "“{word}” on {path}");
        }
    }
}

/// Texts and spoken attributes of a page, but for parts marked to be in another language.
fn own_words(element: scraper::ElementRef<'_>, script: Script, words: &mut Vec<String>) {
    if element.attr("lang").is_some_and(|lang| !lang.starts_with(script.tag())) {
        return;
    }
    for name in ["alt", "title", "aria-label", "content"] {
        words.extend(element.attr(name).filter(|value| !value.contains("://")).map(str::to_owned));
    }
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            words.push(text.to_string());
        }
        if let Some(inner) = scraper::ElementRef::wrap(child) {
            own_words(inner, script, words);
        }
    }
}

#[test]
fn every_code_leads_to_its_page() {
    let site = site();
    let mut read = 0;
    // The 404 page is served at any address: it has none of its own.
    for (path, page) in site.iter().filter(|(path, _)| *path != "404.html") {
        let canonical = select(page, "link[rel=canonical]");
        let canonical = canonical.first().and_then(|link| link.attr("href")).expect("a canonical address");
        assert_eq!(canonical, format!("{BASE}{}", path.strip_suffix("index.html").unwrap_or(path)));
        for code in select(page, "[data-qr] svg") {
            let svg = code.html();
            for (side, ground) in [(240, [255, 255, 255]), (180, [255, 255, 255]), (300, [0, 0, 0])] {
                let content = read_code(&svg, side, ground);
                let content = content.unwrap_or_default();
                let (address, fragment) = content.split_once('#').unwrap_or((&content, ""));
                assert_eq!(address, canonical, "{path} at {side} pixels");
                // The page has something to say to those who come from the print-out.
                let told = select(page, ".version");
                assert_eq!(told.first().and_then(|one| one.attr("id")).unwrap_or(""), fragment, "{path}");
            }
            read += 1;
        }
        assert_eq!(select(page, "[data-qr] svg").len(), 1, "{path}");
    }
    assert!(read >= 20, "{read} codes");
}

#[test]
fn every_link_and_fragment_resolves() {
    let site = site();
    for (path, page) in site.iter() {
        for (selector, attribute) in [("a[href], link[href]", "href"), ("img[src], script[src]", "src")] {
            for element in select(page, selector) {
                let href = element.attr(attribute).expect("an address");
                // What is full is the page's own or another site's; of our own, the path must be a file.
                let Some((file, fragment)) = own(href).or_else(|| site.target(path, href)) else { continue };
                assert!(
                    site.files.contains_key(&file),
                    "{href} on {path} leads to {file}, which is not there"
                );
                if let Some(fragment) = fragment {
                    let ids = select(site.page(&file), "[id]");
                    let found = ids.iter().filter(|element| element.attr("id") == Some(&fragment)).count();
                    assert_eq!(found, 1, "{href} on {path}");
                }
            }
        }
    }
}

fn own(href: &str) -> Option<(String, Option<String>)> {
    // The 404 page is served at any depth: its links begin at the host's root.
    let path = href.strip_prefix(BASE).or_else(|| href.strip_prefix("/xiongan/"))?;
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    Some((file, None))
}

#[test]
fn both_editions_have_the_same_pages_and_ids() {
    let site = site();
    let ids = |page: &Html| -> Vec<String> {
        select(page, "[id]").iter().filter_map(|element| element.attr("id")).map(str::to_owned).collect()
    };
    let of = |folder: &str| -> Vec<(String, Vec<String>)> {
        let prefix = format!("{folder}/");
        site.iter()
            .filter_map(|(path, page)| Some((path.strip_prefix(&prefix)?.to_owned(), ids(page))))
            .collect()
    };
    let (hant, hans) = (of("zh-hant"), of("zh-hans"));
    assert!(hant.len() >= 10);
    assert_eq!(hant, hans);
    for (path, ids) in hant {
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an id stands twice on {path}");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let scene = Scene::first();
    let first = scene.build().ok();
    assert!(!first.written().is_empty());
    let second = scene.build().ok();
    assert_eq!(second.written(), &[] as &[String]);
    let report = second.built.report.expect("built");
    assert_eq!((report.unchanged, report.pruned.len()), (0, 0));
    // All but the list of sums, which is no page.
    assert_eq!(report.skipped, first.written().len() - 1);
}

#[test]
fn time_zone_locale_and_folder_do_not_reach_a_page() {
    let build = |environment: &[(&str, &str)]| {
        let scene = Scene::first();
        let output = scene.run_with(&["build"], environment);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        scene.tree("public")
    };
    let one = build(&[("TZ", "Asia/Taipei"), ("LANG", "zh_TW.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    let other = build(&[("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "7")]);
    assert!(one == other);
}

#[test]
fn three_citations_resolve_and_nothing_else_is_linked() {
    let site = site();
    let count = |number: usize| {
        let path = format!(
            "zh-hant/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili/directive-{number}/index.html"
        );
        let links = select(site.page(&path), "[data-source] a.cite");
        links.iter().map(|link| link.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(count(1), ["《白洋淀生態環境治理和保護條例》"]);
    assert_eq!(
        count(2),
        ["《白洋淀生態環境治理和保護規劃(2018—2035年)》", "《白洋淀生態環境治理和保護條例》"]
    );
    assert_eq!(count(3), [] as [&str; 0]);
}

#[test]
fn a_page_says_where_it_intentionally_differs_from_its_seed() {
    let scene = Scene::first();
    let id = "2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili";
    scene.build().ok();
    let path = format!("content/notices/{id}.md");
    let notice = scene.read(&path).replacen("厘清職責", "釐清職責", 1).replacen(
        "script:",
        "differences:\n  - seed: \"厘清職責\"\n    notice: \"釐清職責\"\n    reason: \"改正異體\"\nscript:",
        1,
    );
    scene.put(&path, notice);
    scene.build().ok();
    for (edition, reason) in [("zh-hant", "改正異體"), ("zh-hans", "改正异体")] {
        let page = scene.read(&format!("public/{edition}/notices/{id}/index.html"));
        let said = format!(
            "文本作<q lang=\"zh-Hant\">厘清職責</q>，公告作<q lang=\"zh-Hant\">釐清職責</q>。理由：{reason}"
        );
        assert!(page.contains(&said), "{page}");
    }
    let form = scene.read(&format!("public/zh-hant/notices/{id}/index.json"));
    let form: serde_json::Value = serde_json::from_str(&form).expect("JSON");
    assert_eq!(form["differences"][0]["reason"], "改正異體");
    // Who follows the site is told from when it reads so: the day that the scene's builds are on.
    for (path, said) in [
        ("feed.xml", "<updated>2026-01-02T00:00:00+08:00</updated>"),
        ("zh-hans/feed.json", "\"date_modified\": \"2026-01-02T00:00:00+08:00\""),
        ("sitemap-2021-06.xml", "<lastmod>2026-01-02</lastmod>"),
        (&format!("zh-hant/notices/{id}/index.html"), "\"dateModified\":\"2026-01-02\""),
    ] {
        assert!(scene.read(&format!("public/{path}")).contains(said), "{path}");
    }
}
