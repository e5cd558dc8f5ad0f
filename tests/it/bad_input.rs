//! Bad input: each gets a message that names the place and says what to do, the run exits with 1, and the output folder
//! stays as it was. The messages are kept as people read them, in `snapshots/`.

use std::collections::BTreeMap;

use crate::scene::{Outcome, SEED, Scene};

const PATH: &str = "content/notices/2022-03-04-a.md";

/// Builds a good site, spoils it, builds again, and asserts that nothing of the output changed.
#[track_caller]
fn spoiled(spoil: impl FnOnce(Scene) -> Scene) -> (Scene, Outcome) {
    let scene = Scene::empty().write(PATH, Scene::notice("甲縣召開會議"));
    scene.build().ok();
    let before = scene.tree("public");
    assert!(!before.is_empty());
    let scene = spoil(scene);
    let outcome = scene.build();
    assert!(outcome.built.report.is_none(), "built all the same");
    assert!(scene.tree("public") == before, "the output changed");
    assert_eq!(scene.run(&["build"]).status.code(), Some(1));
    (scene, outcome)
}

#[test]
fn every_key_of_front_matter_is_known() {
    let notice = Scene::notice("甲").replace("source:", "sorce:").replace("script:", "skript:");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_published_notice_has_its_facts() {
    let lines = Scene::notice("甲");
    let notice: String = lines
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("source") && !line.starts_with("publ"))
        .collect();
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_published_notice_has_a_text() {
    let notice = Scene::notice("甲");
    let head = notice.rfind("---\n").expect("front matter") + 4;
    let (_, outcome) = spoiled(|scene| scene.write(PATH, &notice[..head]));
    assert!(outcome.codes().contains(&"notice-empty"), "{}", outcome.messages());
}

#[test]
fn dates_are_dates() {
    let notice = Scene::notice("甲").replace("2022-03-04", "2022-02-30");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn front_matter_is_yaml() {
    let notice = Scene::notice("甲").replace("title: \"甲\"", "title: \"甲");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_text_has_no_zeros() {
    let notice = Scene::notice("甲").replace("逐戶登記。", "逐戶\0登記。");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    assert!(outcome.messages().contains("is not UTF-8 text"), "{}", outcome.messages());
}

#[test]
fn a_notice_has_front_matter() {
    let (_, outcome) = spoiled(|scene| scene.write(PATH, "# 甲\n\n一要落實。\n"));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn headings_nest() {
    let notice = Scene::notice("甲").replace("## 一要", "### 一要").replace("逾期問責。", "##### 逾期問責。");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn an_id_belongs_to_one_notice() {
    let other = "content/notices/2022/2022-03-04-a.md";
    let (_, outcome) = spoiled(|scene| scene.write(other, Scene::notice("乙縣召開會議")));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_file_name_can_be_an_address() {
    let (_, outcome) = spoiled(|scene| scene.write("content/notices/會議.md", Scene::notice("乙")));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn an_editors_link_leads_to_a_regulation_that_is_there() {
    let notice = Scene::notice("甲").replace("逐戶登記。", "依[《某條例》](regulation:mou-tiaoli)逐戶登記。");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn an_editors_note_is_about_words_that_are_there() {
    let notice =
        Scene::notice("甲").replace("script:", "notes:\n  - on: \"沒有的話\"\n    text: \"注\"\nscript:");
    let (_, outcome) = spoiled(|scene| scene.write(PATH, notice));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn settings_are_checked() {
    let settings = "name: \"甲\"\ndescription: \"乙\"\npublisher: \"丙\"\nscript: zh\nbase_url: \"example.org\"\neditions: [zh-Hant, zh-Hant, ja]\ndefault_edition: zh-Hans\n";
    let (_, outcome) = spoiled(|scene| scene.write("content/site.yaml", settings));
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_template_is_whole() {
    let (_, outcome) = spoiled(|scene| {
        scene.write(
            "themes/gazette/year.html",
            "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ page.name }\n{% endblock %}\n",
        )
    });
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn a_template_names_fields_that_are_there() {
    let (_, outcome) = spoiled(|scene| {
        scene.write("themes/gazette/year.html", "<h1>{{ page.name }}</h1>\n<p>{{ page.colour }}</p>\n")
    });
    insta::assert_snapshot!(outcome.messages());
}

#[test]
fn an_output_folder_can_be_written_to() {
    let scene = Scene::empty().write(PATH, Scene::notice("甲縣召開會議")).write("public", "a file");
    let outcome = scene.build();
    assert_eq!(outcome.codes(), ["file-unwritable"]);
    assert_eq!(scene.read("public"), "a file");
    assert_eq!(scene.run(&["build"]).status.code(), Some(1));
}

#[test]
fn a_folder_where_a_file_should_be_is_a_message() {
    let scene = Scene::empty().write(PATH, Scene::notice("甲縣召開會議")).write("public/index.html/keep", "");
    let outcome = scene.build();
    assert_eq!(outcome.codes(), ["file-unwritable"]);
    assert!(outcome.messages().contains("index.html"), "{}", outcome.messages());
}

#[test]
fn wrong_usage_exits_with_2() {
    let scene = Scene::empty();
    assert_eq!(scene.run(&["biuld"]).status.code(), Some(2));
    assert_eq!(scene.run(&["build", "--nonsense"]).status.code(), Some(2));
    // In the reader's language: nothing of clap's own words.
    for (lang, wrong, expected) in [
        ("zh-Hant", &["build", "--nonsense"][..], "錯誤: 沒有「--nonsense」這個選項"),
        ("zh-Hans", &["biuld"], "错误: 没有「biuld」这个指令\n  = 处理: 是否想用 build？"),
        (
            "zh-Hant",
            &["convert", "--to", "x"],
            "「--to <TAG>」不能是「x」\n  = 處理: 可用的值：zh-Hant, zh-Hans",
        ),
        ("zh-Hant", &["build", "--base-url"], "「--base-url <URL>」之後缺少值"),
        ("zh-Hant", &["rename", "a"], "缺少 <NEW>"),
    ] {
        let outcome = scene.run(&[&["--lang", lang][..], wrong].concat());
        let told = String::from_utf8_lossy(&outcome.stderr).into_owned();
        assert_eq!(outcome.status.code(), Some(2), "{told}");
        assert!(told.contains(expected), "{told}");
        assert!(!told.contains("error") && !told.contains("Usage"), "{told}");
    }
    assert_eq!(scene.run(&["build", "--base-url", "example.org"]).status.code(), Some(2));
}

#[test]
fn all_problems_of_a_run_are_told() {
    let (_, outcome) = spoiled(|scene| {
        scene
            .write(PATH, Scene::notice("甲").replace("source:", "sorce:"))
            .write("content/notices/2022-03-05-b.md", Scene::notice("乙").replace("2022-03-04", "明天"))
            .write(
                "content/regulations/c.md",
                "---\nname: \"丙\"\nscript: zh-Hant\nkind: law\ncolour: red\n---\n",
            )
    });
    let files: Vec<_> =
        outcome.diagnostics.iter().map(|d| d.location.as_ref().map(|l| l.file.path.clone())).collect();
    let expected = [PATH, "content/notices/2022-03-05-b.md", "content/regulations/c.md"]
        .map(|path| Some(path.to_owned()));
    assert_eq!(files, expected, "{}", outcome.messages());
}

/// Seeds that cannot be published as they are: imported as drafts, reported, not published.
#[test]
fn seeds_that_are_not_whole_become_drafts() {
    let body = "會議強調：一要全面排查，逐戶登記，發現問題立即上報。二要限期整改，逾期問責。";
    let cases: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("no-title.txt", format!("來源：某某縣環境保護局 時間：2022-03-04\n{body}\n").into()),
        ("no-date.txt", format!("某某縣召開環境整治會議\n來源：某某縣環境保護局\n{body}\n").into()),
    ]);
    for (name, bytes) in cases {
        let scene = Scene::empty().write(format!("seeds/{name}").as_str(), bytes);
        let outcome = scene.build().ok();
        assert_eq!(outcome.built.imported.len(), 1, "{name}");
        assert_eq!(outcome.built.notices, 0, "{name} is not published");
        let draft = scene.read(&outcome.built.imported[0].path);
        assert!(draft.contains("\ndraft: true\n"), "{name}: {draft}");
        assert!(outcome.codes().contains(&"draft"), "{name}: {}", outcome.messages());
        assert!(outcome.codes().len() >= 3, "{name} says why: {}", outcome.messages());
        // What was found is kept: nothing of the text is lost to the draft.
        if name.starts_with("no-") {
            assert!(draft.contains("一要全面排查，"), "{name}: {draft}");
        }
        let again = scene.build().ok();
        assert!(again.built.imported.is_empty(), "{name} is imported once");
    }
}

/// Files without a text: no notice is made of them, the others are imported, and nothing is published until they are
/// gone.
#[test]
fn files_without_text_are_refused() {
    let cases: BTreeMap<&str, (Vec<u8>, &str)> = BTreeMap::from([
        ("empty.txt", (Vec::new(), "seed-empty")),
        ("blank.txt", ("　\n\n \t\r\n".into(), "seed-empty")),
        ("binary.txt", ((0..=255).cycle().take(4096).collect(), "seed-not-text")),
        ("broken.docx", (b"PK\x03\x04 no more".to_vec(), "word-file-broken")),
        ("french.txt", (b"caf\xe9 cr\xe8me br\xfbl\xe9e".to_vec(), "encoding-unknown")),
    ]);
    for (name, (bytes, code)) in &cases {
        let scene =
            Scene::empty().write(format!("seeds/{name}").as_str(), bytes).write("seeds/good.txt", SEED);
        for imported in [1, 0] {
            let outcome = scene.build();
            assert!(outcome.codes().contains(code), "{name}: {}", outcome.messages());
            assert_eq!(outcome.built.imported.len(), imported, "{name}");
            assert!(outcome.built.report.is_none(), "{name}");
        }
        assert_eq!(scene.tree("content/notices").len(), 1, "{name}");
    }
    // Given to the command they do not come among the seeds.
    let mut scene = Scene::empty().write("inbox/good.txt", SEED);
    let mut arguments = vec!["import".to_owned(), "inbox".to_owned(), "inbox/none.txt".to_owned()];
    for (name, (bytes, _)) in &cases {
        scene = scene.write(format!("inbox/{name}").as_str(), bytes);
        arguments.push(format!("inbox/{name}"));
    }
    arguments.extend(["inbox/good.txt", "--lang", "zh-Hant"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = scene.run(&arguments);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("refused", String::from_utf8_lossy(&output.stderr));
    assert_eq!(scene.tree("seeds").keys().collect::<Vec<_>>(), ["good.txt"]);
    assert_eq!(scene.tree("content/notices").len(), 1);
    let dry = scene.run(&["import", "--dry-run", "--json", "inbox/empty.txt"]);
    assert_eq!(dry.status.code(), Some(1));
    assert!(dry.stdout.is_empty());
}

#[test]
fn nothing_is_overwritten_when_a_seed_changes() {
    let scene = Scene::empty().write("seeds/a.txt", SEED);
    let first = scene.build().ok();
    let path = first.built.imported[0].path.clone();
    let edited = scene.read(&path).replace("source:", "document_number: \"某字〔2021〕1號\"\nsource:");
    scene.put(&path, &edited);
    scene.build().ok();
    let before = scene.tree("public");

    scene.put("seeds/a.txt", SEED.replace("一級調研員", "二級調研員"));
    let outcome = scene.build();
    assert!(outcome.codes().contains(&"seed-changed"), "{}", outcome.messages());
    assert!(outcome.built.report.is_none());
    assert!(scene.tree("public") == before);
    assert_eq!(scene.read(&path), edited, "the edited notice is untouched");
    let draft = scene.read(&format!("{path}.new"));
    assert!(draft.contains("二級調研員"), "{draft}");
}

#[test]
fn white_space_that_parts_digits_or_words_is_proven() {
    let seed = "某某縣召開環境整治會議\n來源：某某縣環境保護局 時間：2022-03-04\n會議強調：一要全面排查，登記12 50戶，用GB 3838和ISO9001兩項標準，查PM 2.5與臭氧，由Green Card辦公室負責。二要限期整改，\u{ff11}\u{ff12}日前完成100\u{200b}0處。逾期的依法問責，絕不姑息。\n";
    let scene = Scene::empty().write("seeds/a.txt", seed);
    let first = scene.build().ok();
    let path = first.built.imported[0].path.clone();
    let text = scene.read(&path);
    let check = |from: &str, to: &str, listed: &str| {
        assert!(text.contains(from), "{from}: {text}");
        scene.put(&path, text.replace(from, to).replacen("---\n\n", listed, 1));
        scene.check().codes().iter().any(|code| *code == "space-differs" || *code == "body-differs")
    };
    let none = "---\n\n";
    for (from, to) in [
        ("12 50戶", "1250戶"),
        ("12 50戶", "12\n\n50戶"),
        ("Green Card", "GreenCard"),
        ("1000處", "10 00處"),
        ("1000處", "10\n00處"),
        ("ISO9001", "I SO9001"),
        ("\u{ff11}\u{ff12}", "\u{ff11} \u{ff12}"),
    ] {
        // What stood apart may stand in two paragraphs.
        let wanted = to != "12\n\n50戶";
        assert_eq!(check(from, to, none), wanted, "{from} → {to}");
    }
    for (from, to) in [
        ("12 50戶", "12\u{3000}50戶"),
        ("PM 2.5", "PM2.5"),
        ("GB 3838", "GB\n3838"),
        ("全面排查", "全面 排查"),
    ] {
        assert!(!check(from, to, none), "{from} → {to}");
    }
    let listed = "differences:\n  - seed: \"12 50\"\n    notice: \"1250\"\n    reason: \"誤排\"\n---\n\n";
    assert!(!check("12 50戶", "1250戶", listed));
    assert!(check("12 50戶", "12 50戶", listed), "a difference that is listed must be there");
}

#[test]
fn facts_that_the_seed_does_not_state_are_told() {
    let seed = "某某縣召開環境\n整治工作會議\n來源：某某縣 環境保護局　時間：民國111年3月4日\n會議強調：一要全面排查，召開環境整治會議。二要限期整改。逾期的依法問責，絕不姑息。\n";
    let scene = Scene::empty().write("seeds/a.txt", seed);
    let first = scene.build().ok();
    let path = first.built.imported[0].path.clone();
    let text = scene.read(&path);
    let check = |from: &str, to: &str, listed: &str| {
        let changed = text.replace(from, to).replacen("---\n\n", &format!("{listed}---\n\n"), 1);
        scene.put(&path, changed);
        let outcome = scene.check();
        outcome.codes().into_iter().filter(|code| *code != "publisher-placeholder").collect::<Vec<_>>()
    };
    let title = "title: \"某某縣召開環境整治工作會議\"";
    assert!(text.contains(title) && text.contains("published: 2022-03-04"), "{text}");
    let own = check("", "", "");
    for (from, to) in [
        ("", ""),
        (title, "title: \"某某縣召開環境 整治工作會議\""),
        ("source: \"某某縣 環境保護局\"", "source: \"某某縣環境保護局\""),
    ] {
        assert_eq!(check(from, to, ""), own, "{to}");
    }
    for (from, to, words) in [
        (title, "title: \"召開環境整治會\"", "召開環境整治會"),
        (title, "title: \"環境整治工作會議\"", "環境整治工作會議"),
        (title, "title: \"某某縣召開環境整治會議\"", "某某縣召開環境整治會議"),
        ("source: \"某某縣 環境保護局\"", "source: \"某某市環境保護局\"", "某某市環境保護局"),
        ("published: 2022-03-04", "published: 2022-03-05", "2022-03-05"),
        ("script:", "document_number: \"某環發〔2022〕1號\"\nscript:", "某環發〔2022〕1號"),
    ] {
        assert!(check(from, to, "").contains(&"fact-unstated"), "{to}");
        // Its place is the fact's: the same words in the body stay.
        let listed = |seed: &str| {
            format!("differences:\n  - seed: \"{seed}\"\n    notice: \"{words}\"\n    reason: \"編者擬\"\n")
        };
        assert_eq!(check(from, to, &listed("")), own, "{to}");
        assert_eq!(check(from, to, &listed("召開環境整治會議")), own, "{to}");
    }
}

#[test]
fn another_office_of_the_text_is_not_the_source_and_a_meeting_is_stated() {
    let seed = "某某縣召開環境整治工作會議\n來源：某某縣環境保護局　時間：2022-03-04\n3月2日，某某縣水務局召開環境整治會議，會議強調：一要全面排查。二要限期整改。逾期的依法問責，絕不姑息。\n";
    let scene = Scene::empty().write("seeds/a.txt", seed);
    let first = scene.build().ok();
    let path = first.built.imported[0].path.clone();
    let text = scene.read(&path);
    let (source, date, convener) =
        ("source: \"某某縣環境保護局\"", "date: 2022-03-02", "convener: \"某某縣水務局\"");
    assert!([source, date, convener].iter().all(|line| text.contains(line)), "{text}");
    let check = |from: &str, to: &str, listed: &str| {
        scene.put(&path, text.replace(from, to).replacen("---\n\n", &format!("{listed}---\n\n"), 1));
        scene.check().codes().into_iter().filter(|code| *code != "publisher-placeholder").collect::<Vec<_>>()
    };
    let own = check("", "", "");
    for (from, to, words, code) in [
        (source, "source: \"某某縣水務局\"", "某某縣水務局", "fact-unstated"),
        (date, "date: 2022-03-01", "2022-03-01", "meeting-unstated"),
        (convener, "convener: \"某某縣政府\"", "某某縣政府", "meeting-unstated"),
        (convener, "convener: \"某某縣 政府\"", "某某縣政府", "meeting-unstated"),
        (convener, "attended: \"李某\"", "李某", "meeting-unstated"),
    ] {
        assert!(check(from, to, "").contains(&code), "{to}");
        let listed =
            format!("differences:\n  - seed: \"\"\n    notice: \"{words}\"\n    reason: \"編者擬\"\n");
        assert_eq!(check(from, to, &listed), own, "{to}");
    }
}

#[test]
fn a_lost_or_altered_word_is_found() {
    for (from, to) in [("逐戶登記", "登記"), ("一要", "一是"), ("限期整改。", "限期整改。立即。")]
    {
        let seed = "某某縣召開環境整治會議\n來源：某某縣環境保護局 時間：2022-03-04\n會議強調：一要全面排查，逐戶登記，發現問題立即上報。二要限期整改。逾期的依法問責，絕不姑息。\n";
        let scene = Scene::empty().write("seeds/a.txt", seed);
        let first = scene.build().ok();
        let path = &first.built.imported[0].path;
        let text = scene.read(path);
        assert!(text.contains(from), "{text}");
        scene.put(path, text.replace(from, to));
        let outcome = scene.check();
        assert!(outcome.codes().contains(&"body-differs"), "{from} → {to}: {}", outcome.messages());
        // A difference that is meant is listed with its reason.
        let listed = format!(
            "differences:\n  - seed: \"{from}\"\n    notice: \"{to}\"\n    reason: \"更正\"\n---\n\n"
        );
        scene.put(path, scene.read(path).replacen("---\n\n", &listed, 1));
        let outcome = scene.check();
        assert!(!outcome.codes().contains(&"body-differs"), "{from} → {to}: {}", outcome.messages());
    }
}
