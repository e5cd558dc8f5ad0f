//! Themes of one's own: what they override, what is said of what is wrong in them.

use crate::scene::Scene;

const SETTINGS: &str = r#"name: "測試網站"
description: "測試用的網站，內有會議公告與所引法規，並以繁體與簡體對照。"
publisher: "測試單位"
script: zh-Hant
base_url: "https://test.example/site/"
editions: [zh-Hant, zh-Hans]
theme: county
"#;

fn scene() -> Scene {
    Scene::empty()
        .write("content/site.yaml", SETTINGS)
        .write("content/notices/2022-03-04-jia.md", Scene::notice("甲縣召開會議"))
}

fn style(scene: &Scene) -> String {
    let tree = scene.tree("public");
    let (_, bytes) = tree.iter().find(|(path, _)| path.ends_with(".css")).expect("a style sheet");
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn a_theme_overrides_one_template_some_words_and_a_colour() {
    let scene = scene()
        .write("themes/county/year.html", "{% extends \"base.html\" %}{% block main %}<h1>年：{{ page.name }}</h1>{% include \"seal.html\" %}{% endblock main %}")
        .write("themes/county/seal.html", "<p>印</p>")
        .write("themes/county/strings.yaml", "home: \"縣首頁\"\n")
        .write("themes/county/more.css", "main { letter-spacing: .01em }")
        .write("themes/county/theme.yaml", "colours:\n  light: { seal: \"#003366\" }\n");
    let outcome = scene.build();
    assert!(outcome.codes().is_empty(), "{}", outcome.messages());
    let year = scene.read("public/zh-hans/notices/2022/index.html");
    assert!(year.contains("<h1>年：2022年</h1><p>印</p>"), "{year}");
    assert!(year.contains("县首页"), "words are written once and converted");
    let style = style(&scene);
    assert!(style.contains("--seal:#003366;") && style.contains("--ink:#1c1a17;"), "{style}");
    assert!(style.ends_with("main{letter-spacing:.01em}\n"), "{style}");
}

#[test]
fn a_theme_lies_over_another() {
    let scene = scene()
        .write("themes/county/theme.yaml", "base: province\n")
        .write("themes/county/strings.yaml", "home: \"縣\"\n")
        .write("themes/province/strings.yaml", "home: \"省\"\nskip: \"省跳\"\n");
    scene.build().ok();
    let page = scene.read("public/zh-hant/index.html");
    assert!(page.contains(">縣<") && page.contains(">省跳<"), "{page}");
}

#[test]
fn what_is_wrong_is_said() {
    let themes: &[(&str, &[(&str, &str)])] = &[
        ("missing", &[]),
        ("base", &[("county/theme.yaml", "base: nobody\n")]),
        ("circle", &[("county/theme.yaml", "base: b\n"), ("b/theme.yaml", "base: county\n")]),
        ("key", &[("county/theme.yaml", "colour: red\n")]),
        ("colour", &[("county/theme.yaml", "colours:\n  dark:\n    ink: red\n")]),
        ("contrast", &[("county/theme.yaml", "colours:\n  light:\n    quiet: \"#aaa\"\n")]),
        ("unused", &[("county/notce.html", "<p>{{ page.name }}</p>")]),
        ("filter", &[("county/year.html", "<h1>\n{{ page.titel | upper }}</h1>\n")]),
        ("variable", &[("county/year.html", "<h1>{{ pages.name }}</h1>\n")]),
        ("component", &[("county/year.html", "<h1>{{ <nobody x={1} /> }}</h1>\n")]),
    ];
    let mut said = String::new();
    for (what, files) in themes {
        let mut scene = scene();
        for (path, text) in *files {
            scene = scene.write(&format!("themes/{path}"), text);
        }
        let outcome = scene.build();
        let messages = outcome.messages();
        said.push_str(&format!("# {what}\n{messages}\n"));
    }
    insta::assert_snapshot!(said);
}
