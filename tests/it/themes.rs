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
        ("hidden text", &[("county/more.css", "@media screen {\n  article.source { display: none }\n}\n")]),
        ("another case", &[("county/Notice.html", "<p>{{ page.name }}</p>")]),
        ("no such file", &[("county/seal-of-the-county.html", "<p>{{ page.name }}</p>")]),
        ("extends", &[("county/year.html", "{# #}\n{% extends \"bsae.html\" %}\n")]),
        ("includes", &[("county/year.html", "<h1>{% include \"parst.html\" %}</h1>\n")]),
        (
            "not closed",
            &[(
                "county/year.html",
                "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ page.name }}</h1>\n",
            )],
        ),
        ("tag not closed", &[("county/year.html", "<h1>{{ page.name </h1>\n")]),
        ("no such filter", &[("county/year.html", "<h1>{{ page.name | uper }}</h1>\n")]),
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

/// A built-in template with one thing done otherwise.
fn bent(template: &str, old: &str, new: &str) -> String {
    let text = gongkai::theme::printed(Some(template)).expect("a built-in template");
    assert!(text.contains(old), "{template} has no {old}");
    text.replacen(old, new, 1)
}

#[test]
fn a_page_keeps_what_every_page_promises_whatever_template_made_it() {
    let notice = |old: &str, new: &str| ("notice.html", bent("notice.html", old, new));
    let base = |old: &str, new: &str| ("base.html", bent("base.html", old, new));
    let parts = "{{ <parts parts={directive.parts} depth={3} t={t} /> -}}";
    let prose = "<p>{{ prose | safe }}</p>";
    let cases: &[(&str, (&str, String))] = &[
        ("text left out", notice(parts, "")),
        ("a paragraph left out", notice(prose, "")),
        ("words added", notice(prose, "<p>{{ prose | safe }}（完）</p>")),
        ("text hidden", notice("data-source aria-label", "data-source hidden aria-label")),
        ("no source", notice("data-source ", "")),
        ("a title as a value", notice("{{ page.card.title }}</h1>", "{{ page.card }}</h1>")),
        ("words changed", notice(prose, "<p>{{ prose | replace(from=\"強調\", to=\"要求\") | safe }}</p>")),
        (
            "a directive's text",
            ("directive.html", bent("directive.html", "<h1>{{ page.item.head | safe }}</h1>", "")),
        ),
        (
            "a part for several pages",
            ("parts.html", bent("parts.html", "<p>{{ part.prose | safe }}</p>", "")),
        ),
        (
            "a column",
            (
                "compare.html",
                bent(
                    "compare.html",
                    "{{ cell | safe }}",
                    "{{ cell | safe | upper | truncate(length=3) | safe }}",
                ),
            ),
        ),
        ("an id", notice(" id=\"{{ directive.id }}\"", "")),
        ("style", base("<p class=\"running\"", "<p style=\"color: red\" class=\"running\"")),
        ("style element", base("<title>", "<style>p { color: red }</style>\n<title>")),
        ("handler", base("<body ", "<body onload=\"go()\" ")),
        ("code", base("</body>", "<script>\ngo()</script>\n</body>")),
        ("code as address", base("href=\"#main\"", "href=\"javascript:go()\"")),
        ("frame", base("</footer>", "<iframe src=\"map.html\"></iframe></footer>")),
        (
            "font from elsewhere",
            base(
                "<link rel=\"icon\"",
                "<link rel=\"stylesheet\" href=\"https://fonts.example/a.css\">\n<link rel=\"icon\"",
            ),
        ),
        (
            "picture from elsewhere",
            base("</footer>", "<img alt=\"\" src=\"//pictures.example/a.png\"></footer>"),
        ),
        (
            "picture in the page",
            base("</footer>", "<img alt=\"\" src=\"data:image/png;base64,AAAA\"></footer>"),
        ),
        ("picture nowhere", base("</footer>", "<img alt=\"\" src=\"seal.png\"></footer>")),
        ("link nowhere", base("</footer>", "<a href=\"help/\">?</a></footer>")),
        ("link out of the site", base("</footer>", "<a href=\"../../../../../x/\">?</a></footer>")),
        ("fragment nowhere", base("href=\"#main\"", "href=\"#mian\"")),
        (
            "sheet from elsewhere",
            (
                "more.css",
                "/* url(https://a.example/) */\nbody {\n  background: url('https://a.example/b.png');\n}\n"
                    .to_owned(),
            ),
        ),
        (
            "picture in the sheet",
            ("more.css", "body { background: url(data:image/png;base64,AAAA) }\n".to_owned()),
        ),
        ("import", ("more.css", "@import \"https://a.example/b.css\";\n".to_owned())),
    ];
    let mut said = String::new();
    for (what, (file, text)) in cases {
        let scene = scene().write(&format!("themes/county/{file}"), text);
        let outcome = scene.build();
        assert!(outcome.built.report.is_none(), "{what}: built");
        said.push_str(&format!("# {what}\n{}\n", outcome.messages()));
        // A check says the same and writes nothing.
        let before = scene.tree("");
        assert_eq!(scene.check().messages(), outcome.messages(), "{what}");
        assert_eq!(scene.tree(""), before, "{what}");
    }
    insta::assert_snapshot!(said);
}

/// A site of this repository, with a theme of its own.
fn themed(site: &str) -> Scene {
    let mut scene = Scene::bare();
    for part in ["content", "seeds"] {
        for (path, bytes) in crate::scene::tree(&crate::scene::project().join(site).join(part)) {
            scene = scene.write(&format!("{part}/{path}"), bytes);
        }
    }
    let settings = scene.read("content/site.yaml");
    let settings: String =
        settings.lines().filter(|line| !line.starts_with("theme:")).map(|line| format!("{line}\n")).collect();
    scene.put("content/site.yaml", format!("{settings}theme: county\n"));
    scene
}

/// Citations lead into the held text.
#[test]
fn the_places_of_a_held_text_are_there() {
    for id in ["division.id", "article.id", "paragraph.id", "point.id"] {
        let scene = themed("tests/data/theme-site");
        let before = format!("{{% if {id} %}} id=\"{{{{ {id} }}}}\"{{% endif %}}");
        let text = gongkai::theme::printed(Some("parts.html")).expect("a template");
        // A notice's points have their `id`s in the same way, before those of held texts.
        let at = text.rfind(&before).expect("the `id`");
        let text = format!("{}{}", &text[..at], &text[at + before.len()..]);
        // An article links to itself: that is another fault.
        let text =
            text.replace("<a href=\"#{{ article.id }}\">{{ article.label }}</a>", "{{ article.label }}");
        scene.put("themes/county/parts.html", text);
        let outcome = scene.build();
        let said = outcome.messages();
        assert!(outcome.codes().contains(&"template-id-missing"), "{id}: {said}");
        assert!(said.contains("/regulations/yueyadian-tiaoli/ has no element"), "{id}: {said}");
    }
}

/// A theme that has every template of the built-in one, with nothing else than a remark, is held to the same and passes.
#[test]
fn the_built_in_pages_keep_what_is_promised() {
    for site in ["tests/data/theme-site", "."] {
        let scene = themed(site);
        let names = gongkai::theme::printed(None).expect("names");
        for name in names.lines().filter(|name| name.ends_with(".html")) {
            let text = gongkai::theme::printed(Some(name)).expect("a template");
            scene.put(&format!("themes/county/{name}"), format!("{text}{{#- mine -#}}"));
        }
        scene.build().ok();
    }
}

/// What a reader needs to hold a page against its seed is there, too.
#[test]
fn a_notice_s_page_names_its_seed() {
    let scene = Scene::first();
    scene
        .put("content/site.yaml", scene.read("content/site.yaml").replace("theme: gazette", "theme: county"));
    scene.put("themes/county/notice.html", bent("notice.html", "<code>{{ page.sha256 }}</code>", ""));
    let outcome = scene.build();
    assert_eq!(outcome.codes(), ["template-hash-missing"]);
    // Where another `code` is, it is to blame.
    let hash = "<code>{{ page.sha256 }}</code>";
    scene.put("themes/county/notice.html", bent("notice.html", hash, "<code>SHA-256</code>"));
    let said = scene.build().messages();
    assert!(said.contains("themes/county/notice.html:") && said.contains("^^^^^\n"), "{said}");
}

#[test]
fn words_of_a_theme_are_known_and_used() {
    let word = |template: &str| {
        format!(
            "{{% extends \"base.html\" %}}\n{{% block main %}}{{# t.nothing #}}<h1>t.nothing {{{{ {template} }}}}</h1>{{% if page.months %}}{{% set t2 = t.mothns %}}{{% endif %}}{{% endblock main %}}"
        )
    };
    let cases: &[(&str, &[(&str, String)])] = &[
        ("unknown", &[("year.html", word("t.homme"))]),
        ("unused", &[("strings.yaml", "home: \"首頁\"\nhoem: \"縣首頁\"\nzzzzzzzzzz: \"無\"\n".to_owned())]),
        (
            "used by one's own",
            &[
                ("year.html", word("t.county").replace("t.mothns", "t.months")),
                ("strings.yaml", "county: \"縣\"\nmonths: \"月\"\n".to_owned()),
            ],
        ),
    ];
    let mut said = String::new();
    for (what, files) in cases {
        let mut scene = scene();
        for (path, text) in *files {
            scene = scene.write(&format!("themes/county/{path}"), text);
        }
        said.push_str(&format!("# {what}\n{}\n", scene.build().messages()));
    }
    insta::assert_snapshot!(said);
}
