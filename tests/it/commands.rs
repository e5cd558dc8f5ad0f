//! The commands as a clerk or a machine uses them: what they print, what they write, what they leave alone.

use serde_json::Value;

use crate::scene::{SEED, Scene};

const SMALL: &str = "某某县召开环境整治会议\n来源：某某县环境保护局 时间：2022-03-04\n3月3日，某某县召开环境整治会议。会议强调，一要全面排查，逐户登记，发现问题立即上报。二要限期整改，依据《中华人民共和国水污染防治法》第八十五条处理。\n";

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

/// The keys of an object, sorted.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_dry_run_prints_one_object_and_writes_nothing() {
    let scene = Scene::empty().write("elsewhere/notice.txt", SEED);
    let before = scene.tree("");
    let output = scene.run(&["import", "--dry-run", "--json", "elsewhere/notice.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(scene.tree("") == before, "something was written");

    let notice = json(&output.stdout);
    let all = [
        "body_characters",
        "citations",
        "directives",
        "document_numbers",
        "file",
        "published",
        "script",
        "source",
        "title",
        "warnings",
    ];
    assert_eq!(keys(&notice), all);
    assert_eq!(notice["file"], "elsewhere/notice.txt");
    assert_eq!(notice["title"], "陳恩惠專員召開2021年上半年雄安新區生態環境治理與保護工作座談會");
    assert_eq!(notice["source"], "第四環境監察專員辦公室");
    assert_eq!(notice["published"], "2021-06-11");
    assert_eq!(notice["script"], "zh-Hant");
    let body: String = SEED.lines().take(4).collect();
    assert_eq!(notice["body_characters"], body.chars().filter(|c| !c.is_whitespace()).count());

    let directives = notice["directives"].as_array().expect("directives");
    let of = |key: &str| directives.iter().map(|one| one[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("marker"), ["一要", "二是", "三是"]);
    assert_eq!(of("ordinal"), [1, 2, 3]);
    assert_eq!(of("list"), [1, 1, 1]);
    assert_eq!(keys(&directives[1]), ["list", "marker", "ordinal", "points", "text"]);
    let points = directives[1]["points"].as_array().expect("points");
    assert_eq!(points.len(), 3);
    assert_eq!(keys(&points[0]), ["level", "marker", "text"]);
    assert_eq!(points[0]["level"], 1);
    assert_eq!(points[0]["marker"], Value::Null);
    assert!(points[1]["text"].as_str().expect("a text").starts_with("打好藍天保衛戰。"));
    assert!(directives[2]["text"].as_str().expect("a text").starts_with("強化責任擔當意識"));

    let citations = notice["citations"].as_array().expect("citations");
    assert_eq!(citations.len(), 3);
    assert_eq!(keys(&citations[0]), ["method", "name", "pin", "target"]);
    let warnings = notice["warnings"].as_array().expect("warnings");
    assert!(warnings.iter().any(|warning| warning["code"] == "copy-dropped" && warning["line"] == 8));
    assert_eq!(keys(&warnings[0]), ["code", "line", "message"]);
}

/// Broken lines, two lists, a slip, a copy: what a clerk checks, with the line of each thing.
const LONG: &str = "首页 > 工作动态\n某某县召开河长制工作会议\n某某县水利局　2022-05-10 09:30\n\n5月9日，某某县水利局召开河长制工作会议，传达《某某省河湖长制条\n例》，通报一季度巡河情况。会上，副县长提出三点要求，一要压实各\n级河长责任，每旬巡河一次，巡河记录当日录入系统；二要整治乱占、\n乱采、乱堆、乱建。打好清河攻坚战。逐段清理漂浮垃圾，清单交乡镇。打\n好护岸攻坚战。砌好险工险段护岸，落实看护人；四要严格考核，连\n续两次排名末位的约谈。\n县水利局局长就下步工作作了安排：第一，五月底前完成界桩补设；第\n二，六月底前完成水质监测点建设。\n各乡镇河长参加会议。\n责任编辑：办公室\n";

#[test]
fn a_review_says_what_a_person_would_check() {
    let scene = Scene::empty().write("notice.txt", LONG);
    let output = scene.run(&["import", "--dry-run", "notice.txt"]);
    let said = |output: &std::process::Output| {
        let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        format!("{out}---- what it was unsure of\n{told}")
    };
    insta::assert_snapshot!("review", said(&output));
    let chinese = scene.run(&["import", "--dry-run", "--lang", "zh-Hans", "notice.txt"]);
    insta::assert_snapshot!("review_zh", said(&chinese));
}

#[test]
fn a_review_says_where_each_citation_leads() {
    let law = "---\nname: \"某某县河道办法\"\nscript: zh-Hans\nkind: measure\narticles: 20\n---\n";
    let text = "某某县召开河长制工作会议\n某某县水利局　2022-05-10 09:30\n\n5月9日，某某县水利局召开河长制工作会议，通报一季度巡河情况。会议要求，一要依照《某某县河道办\n法》第三条、第二十一条第二款清理乱占，逐户登记，发现问题立即上报，不得隐瞒；二要落实该办法第\n五条和《条例》第六条，限期整改，逾期的依法问责，绝不姑息。\n各乡镇河长参加会议。\n";
    let scene = Scene::empty().write("content/regulations/hedao.md", law).write("notice.txt", text);
    let output = scene.run(&["import", "--dry-run", "notice.txt"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let cites: Vec<&str> =
        said.lines().filter_map(|line| line.trim().strip_prefix("cites")).map(str::trim).collect();
    assert_eq!(
        cites,
        [
            "《某某县河道办法》第三条、第二十一条第二款 → hedao (exact); without 第二十一条第二款  (line 4)",
            "该办法第五条 → hedao (anaphor)  (line 5)",
            "《条例》第六条 — a short form that nothing before it explains  (line 6)",
        ]
    );
}

#[test]
fn what_is_not_found_is_null() {
    let scene = Scene::empty();
    let output =
        scene.run_on(&["import", "--dry-run", "--json", "-"], "没有别的，只有这一句话。\n".as_bytes());
    let notice = json(&output.stdout);
    assert_eq!(notice["file"], "-");
    for key in ["title", "source", "published"] {
        assert_eq!(notice[key], Value::Null, "{key}");
    }
    assert_eq!(notice["directives"], Value::Array(Vec::new()));
}

#[test]
fn a_citation_in_json_has_its_target_method_and_pin() {
    let law = "---\nname: \"中华人民共和国水污染防治法\"\nscript: zh-Hans\nkind: law\n---\n";
    let scene = Scene::empty().write("content/regulations/shui.md", law);
    let output = scene.run_on(&["import", "--dry-run", "--json", "-"], SMALL.as_bytes());
    let citation = &json(&output.stdout)["citations"][0];
    assert_eq!(citation["name"], "中华人民共和国水污染防治法");
    assert_eq!(citation["target"], "shui");
    assert_eq!(citation["method"], "exact");
    assert_eq!(citation["pin"], serde_json::json!(["art_85"]));
}

/// A seed in any of these encodings becomes the same notice, and its bytes stay as they are.
#[test]
fn encodings_are_told() {
    let traditional = "某某縣召開環境整治會議\r\n發布單位：某某縣環境保護局　發布日期：2022-03-04\r\n會議強調，一要全面排查，逐戶登記，發現問題立即上報，不得隱瞞。二要限期整改，逾期的依法問責，絕不姑息。\r\n";
    let simplified = SMALL;
    let utf16 = |text: &str| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("utf-8", traditional.into(), "某某縣環境保護局"),
        ("utf-8 with a mark", ["\u{feff}", traditional].concat().into(), "某某縣環境保護局"),
        ("utf-16", utf16(traditional), "某某縣環境保護局"),
        ("big5", encoding_rs::BIG5.encode(traditional).0.into_owned(), "某某縣環境保護局"),
        ("gb18030", encoding_rs::GB18030.encode(simplified).0.into_owned(), "某某县环境保护局"),
    ];
    for (name, bytes, source) in cases {
        let scene = Scene::empty().write("seeds/a.txt", &bytes);
        let outcome = scene.build().ok();
        let notice = &outcome.built.imported[0].preview.notice;
        assert_eq!(notice.facts.source.as_ref().map(|text| text.source()), Some(source), "{name}");
        assert_eq!(notice.directives().count(), 2, "{name}");
        assert_eq!(outcome.built.notices, 1, "{name}: {}", outcome.messages());
        assert_eq!(scene.tree("seeds")["a.txt"], bytes, "{name}");
        scene.build().ok();
    }
}

#[test]
fn standard_input_becomes_a_seed_once() {
    let scene = Scene::empty();
    let first = scene.run_on(&["import", "-"], SMALL.as_bytes());
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let printed = String::from_utf8_lossy(&first.stdout).into_owned();
    for words in ["某某县召开环境整治会议", "2022-03-04", "一要全面排查", "二要限期整改"]
    {
        assert!(printed.contains(words), "{words} is not in\n{printed}");
    }
    let seeds = scene.tree("seeds");
    assert_eq!(seeds.values().collect::<Vec<_>>(), [SMALL.as_bytes()]);
    let again = scene.run_on(&["import", "-"], SMALL.as_bytes());
    assert_eq!(again.status.code(), Some(0));
    assert!(scene.tree("seeds") == seeds);
    assert_eq!(scene.tree("content/notices").len(), 1);
}

/// The same notice under another name and in another encoding is imported, and told.
#[test]
fn a_text_that_is_there_already_is_told() {
    let scene = Scene::empty().write("seeds/a.txt", SMALL);
    scene.build().ok();
    let path = scene.tree("content/notices").into_keys().next().expect("a notice");
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(SMALL.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let words = format!("seeds/b.txt has the same text as content/notices/{path}");
    scene.put("inbox/b.txt", &utf16);
    let dry = scene.run(&["import", "--dry-run", "inbox/b.txt"]);
    assert!(String::from_utf8_lossy(&dry.stderr).contains("b.txt has the same text as"));
    let output = scene.run(&["import", "inbox/b.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&words), "{output:?}");
    // A build finds it too, though it reads no other notices.
    scene.put("seeds/c.txt", format!("{SMALL}\n"));
    let outcome = scene.build().ok();
    assert!(outcome.codes().contains(&"text-twice"), "{}", outcome.messages());
    // Another text with the same head is none.
    scene.put("seeds/d.txt", SMALL.replace("二要", "二是"));
    let outcome = scene.build().ok();
    assert!(!outcome.codes().contains(&"text-twice"), "{}", outcome.messages());
}

#[test]
fn a_file_from_elsewhere_is_copied_and_never_over_another() {
    let scene = Scene::empty().write("inbox/a.txt", SMALL).write("seeds/a.txt", SEED);
    let output = scene.run(&["import", "inbox/a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("seeds/a.txt"));
    assert_eq!(scene.read("seeds/a.txt"), SEED);
}

#[test]
fn a_file_dropped_into_seeds_is_on_the_site_after_one_build() {
    let scene = Scene::first();
    scene.build().ok();
    scene.put("seeds/new.txt", SMALL);
    let output = scene.run(&["build"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for words in [
        "seeds/new.txt",
        "某某县召开环境整治会议",
        "某某县环境保护局",
        "2022-03-04",
        "一要全面排查",
        "line 3",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    let front = scene.read("public/zh-hant/index.html");
    assert!(front.contains("某某縣召開環境整治會議"), "{front}");
}

#[test]
fn locked_builds_import_nothing() {
    let scene = Scene::first();
    scene.put("seeds/new.txt", SMALL);
    let output = scene.run(&["build", "--locked"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("new.txt"));
    assert_eq!(scene.tree("content/notices").len(), 1);
    assert!(scene.tree("public").is_empty());
}

#[test]
fn messages_are_in_the_readers_language() {
    let scene = Scene::empty()
        .write("content/notices/2022-03-04-a.md", Scene::notice("甲").replace("source:", "sorce:"));
    let said = |arguments: &[&str], environment: &[(&str, &str)]| {
        String::from_utf8_lossy(&scene.run_with(arguments, environment).stderr).into_owned()
    };
    let check = ["check"];
    assert!(said(&check, &[("LANG", "en_US.UTF-8")]).contains("is not known here"));
    assert!(said(&check, &[("LANG", "zh_TW.UTF-8")]).contains("不認識的鍵"));
    assert!(said(&check, &[("LANG", "zh_CN.UTF-8")]).contains("不认识的键"));
    assert!(said(&["check", "--lang", "zh-Hans"], &[("LANG", "C")]).contains("不认识的键"));
    assert!(said(&["--lang=zh-Hant", "check"], &[("LC_ALL", "C")]).contains("不認識的鍵"));
    // What was read is never converted.
    assert!(said(&["check", "--lang", "zh-Hans"], &[]).contains("某某縣環境保護局"));
    let help = scene.run(&["--help", "--lang", "zh-Hans"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("网站"));
}

#[test]
fn check_reports_as_json() {
    let scene = Scene::empty()
        .write("content/notices/2022-03-04-a.md", Scene::notice("甲").replace("source:", "sorce:"));
    let output = scene.run(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output.stdout);
    let message = &report["messages"][0];
    assert_eq!(message["code"], "key-unknown");
    assert_eq!((&message["line"], &message["column"]), (&3.into(), &1.into()));
    assert_eq!(message["file"], "content/notices/2022-03-04-a.md");
}

#[test]
fn text_is_converted_line_by_line() {
    let scene = Scene::empty().write("content/terms.yaml", "terms:\n  \"范某\": \"范某\"\n");
    let output =
        scene.run_on(&["convert", "--to", "zh-Hant"], "局长发表讲话\n范某参加\n\n规定制定\n".as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "局長發表講話\n范某參加\n\n規定制定\n");
    let output = scene.run_on(&["convert", "--to", "zh-Hans", "--from", "zh-Hant"], "今後\n".as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "今后\n");
    let output = scene.run_on(&["convert", "--to", "zh-Hant", "--explain"], "干部发言\n".as_bytes());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("幹部發言\n  1-2  干部 → 幹部"), "{said}");
    let output = scene.run_on(&["convert", "--to", "zh-Hant"], "今后\n".as_bytes());
    assert_eq!(output.status.code(), Some(1), "which script 今后 is in cannot be told");
    assert_eq!(scene.run(&["convert", "--to", "zh-CN"]).status.code(), Some(2));
    let output = scene.run_on(
        &["convert", "--to", "zh-Hant", "--from", "zh-Hans", "--explain", "--json"],
        "干部\n".as_bytes(),
    );
    let change = serde_json::json!({ "at": { "start": 0, "end": 2 }, "from": "干部", "to": "幹部", "by": { "built-in": "straddle" } });
    assert_eq!(json(&output.stdout), serde_json::json!([{ "text": "幹部", "changes": [change] }]));
    let output = scene.run_on(&["convert", "--to", "zh-Hant"], b"\xe7\xae\x80\xff\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("save it as UTF-8"), "{output:?}");
}

#[test]
fn the_script_report_names_leftovers_until_they_are_confirmed() {
    let scene = Scene::first();
    std::fs::remove_file(scene.path().join("content/terms.yaml")).expect("removed");
    let said =
        |scene: &Scene| String::from_utf8_lossy(&scene.run(&["check", "--script"]).stderr).into_owned();
    assert!(said(&scene).contains("“后” is usually written “後”"), "{}", said(&scene));
    scene.put("content/terms.yaml", "confirmed: [\"今后\"]\n");
    assert!(!said(&scene).contains("“后” is usually"), "{}", said(&scene));
    let report = json(&scene.run(&["check", "--script", "--json"]).stdout);
    let report = &report[0]["report"];
    assert!(report["source_sha256"].as_str().is_some_and(|hash| hash.len() == 64), "{report}");
    assert!(report["fingerprint"].as_str().is_some_and(|print| print.contains("opencc 1.")), "{report}");
}

#[test]
fn a_place_of_the_script_report_is_where_it_is_written_and_not_where_a_like_word_is() {
    let scene = Scene::empty();
    let notice = Scene::notice("甲县召开会议")
        .replace("zh-Hant", "zh-Hans")
        .replace("會議強調：", "会议强调：")
        .replace("逐戶登記。", "要发展经济。")
        .replace("逾期問責。", "要看\\<b>**发**\\</b>吧。");
    scene.put("content/notices/2022-03-04-a.md", &notice);
    let line = notice.lines().position(|line| line.contains("**发**")).expect("there") + 1;
    let report = String::from_utf8_lossy(&scene.run(&["check", "--script"]).stderr).into_owned();
    assert!(report.contains(&format!("2022-03-04-a.md:{line}:9")), "{report}");
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let output = Scene::empty().run(&["completions", shell]);
        assert!(String::from_utf8_lossy(&output.stdout).contains("gongkai"), "{shell}");
    }
}

/// As in `gongkai completions bash | head`.
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let scene = Scene::empty();
    for arguments in [&["completions", "bash"][..], &["man"], &["theme", "style.css"], &["check"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(arguments)
            .current_dir(scene.path())
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
}

#[test]
fn a_new_site_builds_and_a_folder_in_use_is_left_alone() {
    let scene = Scene::bare();
    let output = scene.run(&["new", "mine"]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
    scene.put("mine/seeds/2022-03-04-small.txt", SMALL);
    let output = scene.run(&["build", "--site", "mine"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(scene.tree("mine/public").keys().any(|path| path.contains("/directive-2/")));

    let before = scene.tree("");
    let output = scene.run(&["new", "mine", "--lang", "zh-Hans"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("mine 不是空的"));
    assert!(scene.tree("") == before, "something was written");
}

#[test]
fn the_built_in_theme_is_there_to_start_from() {
    let scene = Scene::empty();
    let names = String::from_utf8(scene.run(&["theme"]).stdout).expect("UTF-8");
    assert!(names.lines().any(|name| name == "notice.html") && names.ends_with("guide.md\n"), "{names}");
    let template = scene.run(&["theme", "notice.html"]).stdout;
    assert_eq!(
        template,
        std::fs::read(crate::scene::project().join("themes/gazette/notice.html")).expect("read")
    );
    let output = scene.run(&["theme", "notce.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("notce.html"));
}

/// Lines in, lines out: nothing that was given is left out, and what cannot be read is an error.
#[test]
fn convert_loses_no_input() {
    let scene = Scene::empty();
    let convert = |input: &[u8]| scene.run_on(&["convert", "--to", "zh-Hant", "--from", "zh-Hans"], input);
    let zero = convert("干部\0发言\n".as_bytes());
    assert_eq!(
        (zero.status.code(), String::from_utf8_lossy(&zero.stdout).as_ref()),
        (Some(0), "幹部\0發言\n")
    );
    let address = convert("干部详见https://a.cn/发展/干部?a=发。\n".as_bytes());
    assert_eq!(String::from_utf8_lossy(&address.stdout), "幹部詳見https://a.cn/发展/干部?a=发。\n");
    let broken = convert(b"\xff\xff\xff\x00\x01");
    assert_eq!((broken.status.code(), broken.stdout.len()), (Some(1), 0));
    assert!(!broken.stderr.is_empty());
}

#[test]
fn an_address_in_a_notice_is_the_same_in_every_edition() {
    let notice =
        Scene::notice("某某縣召開會議").replace("逐戶登記。", "詳見https://a.cn/公佈/發展?a=幹,逐戶登記。");
    let site = |scene: Scene| scene.write("content/notices/2022-03-04-a.md", &notice);
    let scene = site(Scene::empty());
    let settings = scene.read("content/site.yaml") + "punctuation: fullwidth\n";
    scene.put("content/site.yaml", settings);
    scene.build().ok();
    for edition in ["zh-hant", "zh-hans"] {
        let text = scene.read(&format!("public/{edition}/notices/2022-03-04-a/index.txt"));
        assert!(text.contains("https://a.cn/公佈/發展?a=幹"), "{edition}: {text}");
    }
}

#[test]
fn outside_a_site_the_program_says_where_to_go_and_makes_nothing() {
    let scene = Scene::empty();
    std::fs::create_dir(scene.path().join("elsewhere")).expect("made");
    for command in ["build", "check"] {
        let output = scene.run(&[command, "--site", "elsewhere"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("gongkai new DIR") && told.contains("--site DIR"), "{command}: {told}");
    }
    assert!(scene.tree("elsewhere").is_empty());
}
