//! Word files made in memory, and what is read of them.

use std::io::Write as _;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::seed::decode::Left;

fn file(document: &str, numbering: &str) -> Vec<u8> {
    zipped(&[("word/document.xml", document), ("word/numbering.xml", numbering)])
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file in memory");
        zip.write_all(xml.as_bytes()).expect("a file in memory");
    }
    zip.finish().expect("a file in memory").into_inner()
}

#[test]
fn zeros_are_no_text() {
    let read = |words: &str| text(&file(&format!("<w:p><w:t>{words}</w:t></w:p>"), ""));
    assert_eq!(read("甲").map(|words| words.text), Ok("甲\n".to_owned()));
    assert_eq!(read("甲\0"), Err(Undecodable::Broken));
}

#[test]
fn fractions_have_a_bar() {
    let fraction = |above: &str, below: &str| {
        let part = |words: &str| format!("<m:r><m:t>{words}</m:t></m:r>");
        let (above, below) = (part(above), part(below));
        format!("<m:oMath><m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f></m:oMath>")
    };
    let read = |words: String| text(&file(&format!("<w:p>{words}</w:p>"), "")).expect("a Word file");
    let words = read(format!("<w:r><w:t>按</w:t></w:r>{}", fraction("单价", "数量+1")));
    assert_eq!((words.text.as_str(), words.left.len()), ("按单价/(数量+1)\n", 0));
    let words = read(format!("<w:r><w:t>共3</w:t></w:r>{}", fraction("1", "2")));
    assert_eq!(words.text, "共31/2\n");
    assert_eq!(words.left, [Left { kind: LeftKind::Shifted, words: "1".to_owned() }]);
}

#[test]
fn paragraphs_with_numbers() {
    let numbered = |level: u32, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>关于</w:t></w:r><w:r><w:t xml:space="preserve">A&amp;B 的通知</w:t></w:r></w:p>{}{}{}{}</w:body></w:document>"#,
        numbered(0, "总体目标"),
        numbered(1, "划清边界"),
        numbered(1, "清理隐患"),
        numbered(0, "保障措施"),
    );
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    assert_eq!(
        text(&file(&document, numbering)).expect("a Word file").text,
        ("关于A&B 的通知\n一、总体目标\n（1）划清边界\n（2）清理隐患\n二、保障措施\n")
    );
}

const TWO_LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/><w:pStyle w:val="H2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride></w:num></w:numbering>"#;

fn paragraph(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn words(document: &str, others: &[(&str, &str)]) -> (String, Vec<(LeftKind, String)>) {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{document}</w:body></w:document>"#);
    let mut parts = vec![("word/document.xml", document.as_str()), ("word/numbering.xml", TWO_LISTS)];
    parts.extend(others);
    let words = text(&zipped(&parts)).expect("a Word file");
    (words.text, words.left.into_iter().map(|left| (left.kind, left.words)).collect())
}

#[test]
fn a_list_begins_anew_where_word_says_so() {
    let numbered = |list: u32, words: &str| {
        paragraph(&format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#), words)
    };
    let document = [
        numbered(3, "领导"),
        numbered(1, "专班"),
        numbered(1, "责任"),
        numbered(3, "排查"),
        numbered(2, "水库"),
        numbered(2, "工程"),
        numbered(1, "接着"),
        numbered(4, "括号"),
    ];
    assert_eq!(
        words(&document.concat(), &[]).0,
        "一、领导\n1.专班\n2.责任\n二、排查\n1.水库\n2.工程\n3.接着\n(4)括号\n"
    );
}

#[test]
fn a_list_may_begin_with_nothing() {
    let numbering = TWO_LISTS
        .replacen(r#"<w:startOverride w:val="1"/>"#, r#"<w:startOverride w:val="0"/>"#, 1)
        .replacen("decimal", "ideographTraditional", 1);
    let item = |words| paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>"#, words);
    let document =
        format!(r#"<w:document xmlns:w="w"><w:body>{}{}</w:body></w:document>"#, item("水库"), item("工程"));
    let parts = [("word/document.xml", document.as_str()), ("word/numbering.xml", numbering.as_str())];
    assert_eq!(text(&zipped(&parts)).expect("a Word file").text, "0.水库\n甲.工程\n");
}

#[test]
fn numbers_of_styles() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    let style =
        |id: &str, more: &str, words: &str| paragraph(&format!(r#"<w:pStyle w:val="{id}"/>{more}"#), words);
    let document = [
        style("H1", "", "领导"), style("H2", "", "专班"), style("H2", "", "责任"),
        style("H1", r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#, "无号"), style("H1", "", "排查"),
        // As it was numbered before a change.
        paragraph(r#"<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>"#, "正文"),
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>完</w:t></w:r></w:p>"#.to_owned(),
    ];
    let (text, left) = words(&document.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(text, "一、领导\n（一）专班\n（二）责任\n无号\n二、排查\n正文\n完\n");
    assert_eq!(left, [(LeftKind::Hidden, "密".to_owned())]);
}

#[test]
fn hidden_and_deleted_words_are_told() {
    let document = r#"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>又隐藏</w:t></w:r></w:p>"#;
    let (text, left) = words(document, &[]);
    assert_eq!(text, "甲乙\n");
    let expected = [(LeftKind::Hidden, "隐藏"), (LeftKind::Deleted, "删去"), (LeftKind::Hidden, "又隐藏")];
    assert_eq!(left, expected.map(|(kind, words)| (kind, words.to_owned())));
}

#[test]
fn footnotes_stand_behind_the_text() {
    let document = r#"<w:p><w:r><w:t>排查水库</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，落实</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>"#;
    let notes = |kind: &str, words: &str| {
        format!(
            r#"<w:{kind}s xmlns:w="w"><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}><w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {words}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"#
        )
    };
    let (foot, end) = (notes("footnote", "指小型水库。"), notes("endnote", "六月底前。"));
    let (text, left) = words(document, &[("word/footnotes.xml", &foot), ("word/endnotes.xml", &end)]);
    assert_eq!(text, "排查水库[1]，落实[2]\n完\n[1]指小型水库。\n[2]六月底前。\n");
    assert!(left.is_empty());
}

#[test]
fn rows_are_lines_and_frames_are_not() {
    let cell = |words: &[&str]| {
        let paragraphs: String = words.iter().map(|words| paragraph("", words)).collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&["甲"]), cell(&["乙"])]));
    let document = [
        row(&[cell(&["序号"]), cell(&["任务", "内容"]), cell(&[""])]),
        row(&[cell(&["一段。", "二段。"])]),
        row(&[cell(&["长"]), cell(&["句。".repeat(150).as_str()])]),
        format!("<w:tr><w:tc>{inner}{}</w:tc></w:tr>", paragraph("", "丙")),
    ];
    let long = "句。".repeat(150);
    assert_eq!(
        words(&format!("<w:tbl>{}</w:tbl>", document.concat()), &[]).0,
        format!("序号　\t任务　内容\n一段。\n二段。\n长\n{long}\n甲　\t乙\n丙\n")
    );
}

#[test]
fn boxes_to_tick() {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let sign = |font: &str, char: &str| format!(r#"<w:sym w:font="{font}" w:char="{char}"/><w:t>是</w:t>"#);
    let document = [
        run(&sign("Wingdings", "F0A8")),
        run(&sign("Wingdings", "F0FE")),
        run(&sign("Wingdings 2", "0052")),
        run(&sign("Wingdings", "F04A")),
        run("<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{f0a8}同意</w:t>"),
        run(r#"<w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar><w:t>是</w:t>"#),
        run(r#"<w:fldChar><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar><w:t>否</w:t>"#),
        r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:p><w:r><w:t>☒</w:t></w:r><w:r><w:t>阅</w:t></w:r></w:p></w:sdtContent></w:sdt>"#.to_owned(),
    ];
    let (text, left) = words(&document.concat(), &[]);
    assert_eq!(text, "□是\n☑是\n☑是\n〓是\n□同意\n☑是\n□否\n☒阅\n");
    assert_eq!(left, [(LeftKind::Sign, "Wingdings F04A".to_owned())]);
}

#[test]
fn symbol_has_digits_and_greek() {
    let run = |words: &str| {
        format!(r#"<w:p><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"#)
    };
    let (text, left) =
        words(&[run("2024+(5.0%)/3=a"), run("\u{f032}\u{f0b3}\u{f0ff}\u{f060}")].concat(), &[]);
    assert_eq!(text, "2024+(5.0%)/3=α\n2≥〓〓\n");
    assert_eq!(left, [(LeftKind::Sign, "U+F0FF".to_owned()), (LeftKind::Sign, "U+F060".to_owned())]);
}

#[test]
fn shifted_digits_make_no_other_number() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"#;
    let run =
        |properties: &str, words: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>");
    let align = |value: &str, words: &str| run(&format!(r#"<w:vertAlign w:val="{value}"/>"#), words);
    let document = [
        run("", "10"),
        align("superscript", "4"),
        align("baseline", "吨，CO"),
        align("subscript", "2"),
        run("", "，10"),
        run(r#"<w:rStyle w:val="Up"/>"#, "-3"),
        run(r#"<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>"#, "5，10"),
        run(r#"<w:rFonts w:ascii="Symbol"/><w:vertAlign w:val="superscript"/>"#, "6"),
        run("", "，10"),
        align("superscript", "4.5"),
        "<m:sSup><m:e><m:r><m:t>，10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
            .to_owned(),
    ];
    let document = format!("<w:p>{}</w:p>", document.concat());
    let (text, left) = words(&document, &[("word/styles.xml", styles)]);
    assert_eq!(text, "10⁴吨，CO₂，10⁻³5，10⁶，104.5，10²\n");
    assert_eq!(left, [(LeftKind::Shifted, "4.5".to_owned())]);
}

#[test]
fn half_a_file_is_broken() {
    assert_eq!(text(&file("<w:p><w:t>甲</w:t></w:p><w:p><w:t>乙", "")), Err(Undecodable::Broken));
    let whole = file(&"<w:p><w:t>甲</w:t></w:p>".repeat(2), "");
    assert_eq!(text(&whole[..whole.len() / 2]), Err(Undecodable::Broken));
}
