//! Texts written for these tests: no real ordinance's words.

use std::sync::Arc;

use super::super::{Reading, read};
use crate::diagnostic::SourceFile;
use crate::regulation::{Article, PinOrder};
use crate::script::Text;

fn read_text(text: &str) -> (Reading, Vec<&'static str>) {
    let file = Arc::new(SourceFile { path: "law.txt".to_owned(), text: text.to_owned() });
    let (reading, diagnostics) = read(&file);
    (reading, diagnostics.iter().map(|diagnostic| diagnostic.message.code()).collect())
}

/// An ordinance written for this test.
const HONG_KONG: &str = "\
月牙澤條例

第1部
導言

1. 簡稱
本條例可引稱為《月牙澤條例》。

第IIA部 — 保護

16. 釋義
(1) 在本條例中——
(a) 水包括：
(i) 湖水；及
(ii) 雨水；
(b) 堤包括北堤。
就第(1)款而言，冰亦是水。
(2) 署長可——
(a) 巡查；
(b) 發證。

16A. 罪行
任何人違反第16條，即屬犯罪。

16AA. (1) 任何人可上訴。
(2) 上訴須在14日內提出。

附表1
1. 月牙澤
";

#[test]
fn a_hong_kong_ordinance() {
    let (reading, codes) = read_text(HONG_KONG);
    assert_eq!((reading.pin_order, codes), (PinOrder::HongKong, vec!["article-missing"]));
    let articles = &reading.held.articles;
    let labels: Vec<String> = articles.iter().map(|article| article.number.to_string()).collect();
    assert_eq!(labels, ["1", "16", "16a", "16aa"]);
    let told = |article: &Article| -> Vec<(Option<u32>, usize)> {
        article.numbered().map(|(number, paragraph)| (number, paragraph.points.len())).collect()
    };
    assert_eq!(told(&articles[1]), [(Some(1), 2), (None, 0), (Some(2), 2)]);
    assert_eq!(articles[1].paragraphs[0].points[0].items.len(), 2);
    assert_eq!(
        (told(&articles[2]), told(&articles[3])),
        (vec![(Some(1), 0)], vec![(Some(1), 0), (Some(2), 0)])
    );
    assert!(articles[1].has(Some(1), Some(1), Some(2)) && articles[1].has(Some(2), Some(2), None));
    assert!(!articles[1].has(Some(3), None, None));
    let parts: Vec<String> =
        reading.held.outline.iter().map(|division| division.number.to_string()).collect();
    assert_eq!((parts, reading.held.annex.len()), (vec!["1".to_owned(), "2a".to_owned()], 2));
}

#[test]
fn a_number_is_not_made_of_two_lines() {
    let (reading, _) = read_text("某條例\n1. (1) 甲——\n(a) 乙。\n就本條而言。\n(2\n) 丙。\n(2) 丁。\n");
    let read: Vec<(Option<u32>, &str)> = reading.held.articles[0]
        .numbered()
        .map(|(number, paragraph)| (number, paragraph.text.source()))
        .collect();
    assert_eq!(
        read,
        [
            (Some(1), "(1) 甲——"),
            (None, "就本條而言。"),
            (None, "(2"),
            (None, ") 丙。"),
            (Some(2), "(2) 丁。"),
        ]
    );
}

#[test]
fn other_texts_with_letters_are_no_ordinances() {
    for (text, order, divisions, articles) in [
        (
            "某市某事规划\n1. 总则\n1.1 编制目的\n(a) 甲；\n(b) 乙。\n2. 附则\n丙。\n",
            PinOrder::Mainland,
            3,
            0,
        ),
        ("某條例\n1. 總則\n1.1 目的\n(1) 甲：\n(a) 乙。\n2. 附則\n丙。\n", PinOrder::Mainland, 4, 0),
        ("某條例\n一、總則\n1. 甲\n(1) 丁：\n(a) 乙。\n二、附則\n丙。\n", PinOrder::Mainland, 4, 0),
        ("某条例\n第1章 总则\n1. 甲\n(a) 乙。\n第2章 附则\n1. 丙\n丁。\n", PinOrder::Mainland, 4, 0),
        ("某條例\n第1章 總則\n1. 甲\n(1) 乙。\n第2章 附則\n1. 丙\n丁。\n", PinOrder::Mainland, 5, 0),
        ("某條例\n第 1 條\n甲：\n(a) 乙。\n第 2 條\n丙。\n", PinOrder::Taiwan, 0, 2),
        ("某條例\n第 1 條\n1. (1) 甲：\n(a) 乙。\n第 2 條\n丙。\n", PinOrder::Taiwan, 0, 2),
        ("某条例\n1. 总则\n(1) 甲。\n(a) 乙。\n2. 附则\n丙。\n", PinOrder::Mainland, 3, 0),
        // Its name tells an ordinance without (a).
        ("某條例\n1. 甲\n乙。\n2. 丙\n(1) 丁。\n(2) 戊。\n", PinOrder::HongKong, 0, 2),
        ("某規例\n1. 甲\n乙。\n2A. 丙\n丁。\n", PinOrder::HongKong, 0, 2),
        ("某条例\n第9章\n1. 甲\n乙。\n2. 丙\n(1) 丁。\n", PinOrder::HongKong, 0, 2),
    ] {
        let (reading, _) = read_text(text);
        let held = &reading.held;
        let told = (reading.pin_order, held.outline.len(), held.articles.len());
        assert_eq!(told, (order, divisions, articles), "{text}");
    }
}

#[test]
fn the_chapter_of_the_statute_book_is_a_number() {
    for (head, number) in [
        ("第132章 某條例", "第132章"),
        ("第132章《某條例》", "第132章"),
        ("第132BK章\n某條例", "第132BK章"),
        ("《某條例》\n第132章", "第132章"),
        ("香港法例第132章\n《某條例》", "香港法例第132章"),
        ("《某條例》（第132章）", "第132章"),
        ("某條例 (第 132 章)", "第 132 章"),
        ("某條例\n（第132章）", "第132章"),
    ] {
        let (reading, codes) = read_text(&format!("{head}\n\n第1部\n導言\n1. 甲\n(1) 乙。\n(2) 丙。\n"));
        let told = [&reading.name, &reading.number].map(|text| text.as_ref().map(Text::source));
        assert_eq!(told, [Some("某條例"), Some(number)], "{head}");
        let held = &reading.held;
        let whole = (held.outline.len(), held.articles.len(), held.preamble.len());
        assert_eq!((whole, codes.len()), ((1, 1, 0), 0), "{head}");
    }
}

/// The places of an article, as they are printed.
fn places(text: &str) -> Vec<String> {
    let (reading, _) = read_text(text);
    assert_eq!(reading.pin_order, PinOrder::HongKong, "{text}");
    let mut told = Vec::new();
    for (number, paragraph) in reading.held.articles[0].numbered() {
        told.push(number.map_or_else(|| paragraph.text.source().to_owned(), |number| format!("({number})")));
        for point in &paragraph.points {
            let items: String = point.items.iter().map(|item| item.label.source()).collect();
            told.push(format!("{} {}{items}", point.number, point.label.source()));
        }
    }
    told
}

#[test]
fn inserted_letters_do_not_end_the_series() {
    let text = "某條例\n2. 甲\n(1) 乙——\n(a) 丙；\n(aa) 丁；\n(ab) 戊；\n(b) 己——\n(i) 庚；\n(ia) 午；\n(ii) 辛；\n(ba) 壬。\n(c) 癸。\n(e) 子。\n(1A) 丑。\n(2) 寅。\n";
    assert_eq!(
        places(text),
        [
            "(1)",
            "1 (a)",
            "27 (aa)",
            "28 (ab)",
            "2 (b)(i)(ia)(ii)",
            "53 (ba)",
            "3 (c)",
            "(e) 子。",
            "(1A) 丑。",
            "(2)"
        ]
    );
    let (reading, _) = read_text(text);
    assert!(reading.held.articles[0].has_unplaced());
    let (reading, _) = read_text(&text.replace("(e) 子。\n", ""));
    assert!(!reading.held.articles[0].has_unplaced());
}

#[test]
fn dashes_and_colons_end_a_paragraph() {
    let text = "某條例\n2. 甲\n(1) 在本條例中——\n「局長」指乙；\n「令」指——\n(a) 丙；或\n(b) 丁——\n(i) 戊；\n「署」指：\n己。\n";
    assert_eq!(
        places(text),
        ["(1)", "「局長」指乙；", "「令」指——", "1 (a)", "2 (b)(i)", "「署」指：", "己。"]
    );
}

#[test]
fn a_paragraph_that_is_printed_twice() {
    let text = "某條例\n2. 甲\n(1) 乙。\n(2) 丙。\n(1) 丁。\n(2) 戊。\n(3) 己。\n(1)款所指的庚。\n";
    assert_eq!(places(text), ["(1)", "(2)", "(1)", "(2)", "(3)", "(1)款所指的庚。"]);
    let (reading, _) = read_text(text);
    let doubled = |number| reading.held.articles[0].is_doubled(Some(number));
    assert_eq!([doubled(1), doubled(2), doubled(3)], [true, true, false]);
}
