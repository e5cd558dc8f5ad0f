//! What holds of the reader of seeds for any text and any bytes: it answers, nothing of the kept body is lost, and its
//! spans are places in the seed.

use std::sync::Arc;

use gongkai::diagnostic::SourceFile;
use gongkai::notice::{Block, Head, Notice, Part, Section};
use gongkai::proof;
use gongkai::seed::{self, Reading, slug};
use proptest::prelude::*;

/// Pieces that notices are made of, thrown together.
fn notice() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "一要",
        "二是",
        "三要",
        "一是",
        "第一，",
        "第二，",
        "首先，",
        "其次，",
        "最后，",
        "一、",
        "二、",
        "十一、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2．",
        "一　",
        "第一条　",
        "1　",
        "1.1　",
        "３、",
        "（1）",
        "①",
        "1)",
        "壹、",
        "(二)及(三)",
        "强调",
        "会议要求，",
        "會上，",
        "同时，",
        "局長指出，",
        "加强管理",
        "抓好落實。",
        "打好藍天保衛戰。",
        "確保安全；",
        "，",
        "。",
        "；",
        "：",
        "\n",
        "\r\n",
        "\n\n",
        "\n　　",
        "  ",
        "\u{200b}",
        "\u{feff}",
        "“",
        "”",
        "「",
        "」",
        "（",
        "）",
        "《",
        "》",
        "来源：某局",
        "时间：2021-06-11",
        "发布日期：民國110年12月30日",
        "附件：1.表",
        "某县人民政府",
        "2021年6月11日",
        "责任编辑：某",
        "扫一扫在手机打开当前页",
        "首页 > 动态",
        "关于加强管理的通知",
        "三点要求",
        "𠀀",
        "\u{f9b5}",
        "a",
        "7",
        "12 50",
        "12\u{200b}50",
        "Green Card",
        "6月10日，某县召开会议，某某同志参加会议。",
        "……",
        "特此通知。",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> (Arc<SourceFile>, Reading) {
    let file = Arc::new(SourceFile { path: "seeds/a.txt".to_owned(), text: text.to_owned() });
    let reading = seed::read(&file);
    (file, reading)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let (file, reading) = read(text);
    let mut kept = String::new();
    let mut at = 0;
    for range in &reading.kept {
        prop_assert!(range.start < range.end && range.start >= at, "kept spans rise");
        let slice = file.text.get(range.clone());
        prop_assert!(slice.is_some(), "kept spans lie on character boundaries");
        kept.push_str(slice.unwrap_or_default());
        at = range.end;
    }
    let tight = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    prop_assert_eq!(tight(&kept), tight(&body(&reading)));
    for diagnostic in &reading.diagnostics {
        if let Some(span) = diagnostic.location.as_ref().and_then(|location| location.span.clone()) {
            prop_assert!(file.text.get(span).is_some(), "spans of messages lie on character boundaries");
        }
    }
    markers(&reading)?;
    let id = slug::notice_id(None, None, |_| false);
    let notice = Notice { id, facts: reading.facts, body: reading.body };
    let told = proof::compare(&notice, &file, 0, &file.text, &reading.kept, &[]);
    prop_assert!(told.is_empty(), "what was read is proven: {:?}", told);
    Ok(())
}

/// The reader of Markdown finds the same markers in the headings.
fn markers(reading: &Reading) -> Result<(), TestCaseError> {
    fn walk(parts: &[Part], heads: &mut Vec<Head>) {
        for part in parts {
            if let Part::Point(point) = part {
                heads.push(point.head.clone());
                walk(&point.parts, heads);
            }
        }
    }
    let mut heads = Vec::new();
    for section in &reading.body {
        if let Section::List(directives) = section {
            prop_assert!(!directives.is_empty());
            for directive in directives {
                heads.push(directive.head.clone());
                walk(&directive.parts, &mut heads);
            }
        }
    }
    for head in heads {
        prop_assert_eq!(
            seed::marker_length(head.block.text.source()),
            head.marker,
            "{}",
            head.block.text.source()
        );
    }
    Ok(())
}

fn body(reading: &Reading) -> String {
    fn push(block: &Block, text: &mut String) {
        text.push_str(block.text.source());
    }
    fn walk(parts: &[Part], text: &mut String) {
        for part in parts {
            match part {
                Part::Prose(block) => push(block, text),
                Part::Point(point) => {
                    push(&point.head.block, text);
                    walk(&point.parts, text);
                }
            }
        }
    }
    let mut text = String::new();
    for section in &reading.body {
        match section {
            Section::Prose(blocks) => blocks.iter().for_each(|block| push(block, &mut text)),
            Section::List(directives) => directives.iter().for_each(|directive| {
                push(&directive.head.block, &mut text);
                walk(&directive.parts, &mut text);
            }),
        }
    }
    text
}

/// What was once found: an item whose last point lay behind its own end was told twice.
#[test]
fn a_point_behind_the_end_of_its_item_is_not_told_twice() {
    let text = "一要第一，一要一要一要一要一要一要抓好落實。强调第一，第二，。1.。2．一要";
    check(text).expect("nothing lost");
    check(&format!("{text}\n扫一扫\n{text}")).expect("nothing told twice");
}

/// What fuzzing found: of 一　二、… the first item is 一 and nothing else, which its heading must still say.
#[test]
fn a_marker_without_words_is_a_marker() {
    let text = "会议决议：\n一　二、露天燃烧处十万元。\n叔制法。\n";
    check(text).expect("the marker is found again");
    for (heading, length) in [("一", 1), ("第三条", 3), ("A.", 2), ("1.1", 0), ("一线", 0), ("12", 0)] {
        assert_eq!(seed::marker_length(heading), length, "{heading}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn notices_lose_nothing(text in notice()) {
        check(&text)?;
        // The body printed twice.
        check(&format!("{text}\n扫一扫\n{text}"))?;
    }

    #[test]
    fn any_text_loses_nothing(text in "\\PC*") {
        check(&text)?;
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,3}\\.(txt|html|docx|md)") {
        let _ = seed::read_bytes(&name, &bytes);
    }

    #[test]
    fn slugs_are_words(title in "\\PC*") {
        let text = gongkai::notice::Text::new(title, gongkai::script::Script::Hans);
        let id = slug::notice_id(Some(&text), None, |_| false);
        prop_assert!(id.as_str().len() <= "undated-".len() + 40);
        prop_assert!(slug::regulation_id(&text, |_| false).as_str().len() <= 40);
    }
}
