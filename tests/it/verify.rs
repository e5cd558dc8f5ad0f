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
    assert!(page.contains(".TH gongkai 1") && page.contains("verify"), "{page}");
}
