//! Verifying a published folder: what was changed is named. (Over the network: `tests/servers`.)

use std::fs;

use crate::scene::Scene;

const NOTICE: &str = "public/zh-hant/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili";

fn published() -> Scene {
    let scene = Scene::first();
    scene.build().ok();
    scene
}

/// The exit status and the codes of what is said.
fn verify(scene: &Scene) -> (Option<i32>, Vec<String>) {
    let output = scene.run(&["verify", "public", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let said = report["messages"].as_array().expect("messages");
    let code = |one: &serde_json::Value| one["code"].as_str().unwrap_or_default().to_owned();
    (output.status.code(), said.iter().map(code).collect())
}

/// Makes the list of sums fit again, as somebody would who covers his tracks.
fn cover_up(scene: &Scene) {
    let sums = std::process::Command::new("sh")
        .args(["-c", "cut -c67- SHA256SUMS > /tmp/$$ && xargs -d '\\n' sha256sum < /tmp/$$ > new; rm /tmp/$$; mv new SHA256SUMS"])
        .current_dir(scene.path().join("public"))
        .status();
    assert!(sums.is_ok_and(|status| status.success()));
}

#[test]
fn what_was_not_touched_is_verified() {
    let scene = published();
    assert_eq!(verify(&scene), (Some(0), Vec::new()));
    let said = String::from_utf8_lossy(&scene.run(&["verify"]).stdout).into_owned();
    assert!(said.contains("1 notices by their seeds"), "{said}");
}

#[test]
fn a_tampered_page_is_named_even_where_its_sum_was_changed_too() {
    let scene = published();
    let page = format!("{NOTICE}/index.html");
    scene.put(&page, scene.read(&page).replace("落實黨委政府主體責任", "落實企業主體責任"));
    let (status, said) = verify(&scene);
    assert_eq!(status, Some(1));
    assert!(
        said.contains(&"file-altered".to_owned()) && said.contains(&"page-differs".to_owned()),
        "{said:?}"
    );
    cover_up(&scene);
    let (status, said) = verify(&scene);
    assert_eq!(status, Some(1));
    assert!(
        !said.contains(&"file-altered".to_owned()) && said.contains(&"page-differs".to_owned()),
        "{said:?}"
    );
    let text = String::from_utf8_lossy(&scene.run(&["verify"]).stderr).into_owned();
    assert!(text.contains("黨委政府") && text.contains("企業") && text.contains("index.html"), "{text}");
}

/// Changes one file, with its sum, and says what is said then, but for what was said of the file before.
fn tampered(path: &str, from: &str, to: &str) -> (Option<i32>, Vec<String>) {
    let scene = published();
    let before = scene.read(path);
    assert!(before.contains(from), "{path} has {from}");
    scene.put(path, if from.is_empty() { to.to_owned() } else { before.replace(from, to) });
    cover_up(&scene);
    verify(&scene)
}

#[test]
fn text_that_was_altered_anywhere_is_named() {
    let hans = NOTICE.replace("hant", "hans");
    for (path, from, to) in [
        // As long as before, in the script that the seed is not in.
        (format!("{hans}/index.html"), "落实党委政府主体责任", "落实企业单位主体责任"),
        (format!("{hans}/index.txt"), "落实党委政府主体责任", "落实企业单位主体责任"),
        (format!("{hans}/index.txt"), "陈恩惠专员召开2021年", "陈恩惠专员召开2012年"),
        (format!("{hans}/compare/index.html"), "恩惠", "恩慧"),
        (format!("{NOTICE}/compare/index.html"), "恩惠", "恩慧"),
        (format!("{NOTICE}/compare/index.html"), "", "<html></html>"),
        (format!("{NOTICE}/index.txt"), "落實黨委政府主體責任", "落實企業單位主體責任"),
        (format!("{NOTICE}/index.json"), "落實黨委政府主體責任", "落實企業單位主體責任"),
        (format!("{NOTICE}/index.akn.xml"), "落實黨委政府主體責任", "落實企業單位主體責任"),
        (format!("{NOTICE}/directive-2/index.html"), "", "<html></html>"),
        (format!("{NOTICE}/directive-2/index.html"), "打好藍天保衛戰。", ""),
        // What is there and hidden is not shown.
        (
            format!("{NOTICE}/directive-2/index.html"),
            "打好藍天保衛戰。",
            "<span hidden>打好藍天保衛戰。</span>",
        ),
        (format!("{hans}/directive-2/index.html"), "打好蓝天保卫战。", "打好白云保卫战。"),
        (format!("{NOTICE}/directive-2/index.txt"), "打好藍天保衛戰。", ""),
        (format!("{hans}/directive-2/index.json"), "打好蓝天保卫战。", "打好白云保卫战。"),
    ] {
        let (status, said) = tampered(&path, from, to);
        assert_eq!(status, Some(1), "{path}: {said:?}");
        assert!(said.contains(&"text-differs".to_owned()), "{path}: {said:?}");
        assert!(!said.contains(&"file-altered".to_owned()), "{path}: {said:?}");
    }
}

#[test]
fn without_the_converter_of_the_site_its_length_is_compared_and_that_is_said() {
    let (status, said) = tampered("public/data/conversion.json", "gongkai converter ", "gongkai converter 0");
    assert_eq!((status, said), (Some(0), vec!["edition-by-length".to_owned()]));
}

#[test]
fn a_notice_that_the_list_leaves_out_is_named() {
    let list = published().read("public/data/2021/notices.jsonl");
    let (status, said) = tampered("public/data/2021/notices.jsonl", &list, "");
    assert_eq!(status, Some(1));
    assert!(!said.is_empty() && said.iter().all(|code| code == "notice-unlisted"), "{said:?}");
}

#[test]
fn words_of_the_site_and_regions_are_converted_again_as_they_were() {
    let scene = published();
    scene.put("content/terms.yaml", "terms:\n  \"督查\": \"督導\"\n");
    let settings = scene.read("content/site.yaml");
    scene.put("content/site.yaml", settings.replace("zh-Hans]", "zh-Hans, zh-Hant-HK]"));
    let notice = "content/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili.md";
    scene.put(notice, scene.read(notice).replace("防止出現管理盲區", "防止出現`管理盲區`"));
    scene.build().ok();
    assert!(scene.read("public/data/conversion.json").contains("督查"));
    let shown = scene.read(&format!("{}/index.txt", NOTICE.replace("hant", "hans")));
    assert!(shown.contains("督查") && shown.contains("管理盲區"), "{shown}");
    assert_eq!(verify(&scene), (Some(0), Vec::new()));
}

#[test]
fn a_list_of_sums_that_vouches_for_nothing_is_an_error() {
    let scene = published();
    for (list, code) in [("", "sums-invalid"), ("\n", "sums-invalid"), ("<html></html>\n", "sums-invalid")] {
        scene.put("public/SHA256SUMS", list);
        assert_eq!(verify(&scene), (Some(1), vec![code.to_owned()]), "{list:?}");
    }
    let scene = published();
    let sums = scene.read("public/SHA256SUMS");
    let fewer: String =
        sums.lines().filter(|line| !line.ends_with("index.txt")).map(|line| format!("{line}\n")).collect();
    scene.put("public/SHA256SUMS", fewer);
    let (status, said) = verify(&scene);
    assert_eq!(status, Some(1));
    assert!(!said.is_empty() && said.iter().all(|code| code == "file-unlisted"), "{said:?}");
}

#[test]
fn a_changed_seed_is_named() {
    let scene = published();
    let seed = format!("{NOTICE}/seed.txt");
    scene.put(&seed, scene.read(&seed) + "。");
    let (status, said) = verify(&scene);
    assert_eq!((status, said), (Some(1), vec!["file-altered".to_owned(), "seed-altered".to_owned()]));
}

#[test]
fn what_is_missing_is_named_and_what_is_foreign() {
    let scene = published();
    fs::remove_file(scene.path().join("public/zh-hans/index.html")).expect("removed");
    scene.put("public/mine.txt", "MINE");
    let (status, said) = verify(&scene);
    assert_eq!((status, said), (Some(1), vec!["file-gone".to_owned(), "file-unlisted".to_owned()]));
    fs::remove_file(scene.path().join("public/SHA256SUMS")).expect("removed");
    assert_eq!(verify(&scene), (Some(1), vec!["sums-missing".to_owned()]));
}

#[test]
fn the_program_says_what_it_is_made_with() {
    let said = Scene::empty().run(&["--version"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.starts_with("gongkai 0.") && said.contains("OpenCC 1.4"), "{said}");
    let page = Scene::empty().run(&["man"]);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains(".TH gongkai 1"), "{page}");
    // One page with everything: it names no other.
    assert!(!page.contains("(1)"), "{page}");
    for words in [".SS \"gongkai verify\"", ".SS \"gongkai withdraw\"", "undo", "take\\-over", "base\\-url"] {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
}

#[test]
fn a_seed_is_read_again_as_it_was_whatever_it_is_written_in() {
    let facts = "来源：甲县生态环境局　时间：2022-03-04";
    for (name, seed) in [
        (
            "a.md",
            format!(
                "# 甲县召开会议\n\n{facts}\n\n会议强调：\n\n**一要**全面排查，`不留`死角。\n\n二要限期整改，逾期问责。\n"
            ),
        ),
        (
            "a.shtml",
            format!(
                "<html><head><title>甲县召开会议</title></head><body><h1>甲县召开会议</h1><div class=\"TRS_Editor\"><p>{facts}</p><p>会议强调：</p><p>一要全面排查，不留死角。</p><p>二要限期整改，逾期问责。</p></div></body></html>"
            ),
        ),
    ] {
        let scene = Scene::empty();
        scene.put(&format!("seeds/2022-03-04-{name}"), seed);
        let outcome = scene.build().ok();
        assert_eq!(outcome.built.imported.len(), 1, "{name}: {}", outcome.messages());
        assert!(
            scene.tree("public").keys().any(|path| path.contains("/directive-2/")),
            "{name} is published"
        );
        assert_eq!(verify(&scene), (Some(0), Vec::new()), "{name}");
    }
}

#[test]
fn a_link_that_leads_nowhere_is_named() {
    let page = format!("{NOTICE}/directive-2/index.html");
    let (status, said) = tampered(
        &page,
        "<section class=\"cited\"",
        "<p><a href=\"../../2021/\">?</a><a href=\"../directive-9/\">?</a></p><section class=\"cited\"",
    );
    assert_eq!((status, said), (Some(1), vec!["page-link-dead".to_owned()]));
    // However it is written.
    for (from, to) in [
        ("<link rel=\"canonical\" href=\"BASE", "<link rel=\"canonical\" href=\"BASEgone/"),
        ("<section class=\"cited\"", "<p><a href=\"BASEgone/\">?</a></p><section class=\"cited\""),
        (
            "<section class=\"cited\"",
            "<p><a href=\"https://else.example/gone/\">?</a></p><section class=\"cited\"",
        ),
    ] {
        let scene = published();
        let base = scene.read("public/data/index.json");
        let base = base.split("\"base\":").nth(1).and_then(|rest| rest.split('"').nth(1)).expect("a base");
        let (status, said) = tampered(&page, &from.replace("BASE", base), &to.replace("BASE", base));
        let dead = !to.contains("else.example");
        let expected = if dead { vec!["page-link-dead".to_owned()] } else { Vec::new() };
        assert_eq!((status, said), (Some(i32::from(dead)), expected), "{to}");
    }
}
