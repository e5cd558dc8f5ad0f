//! Texts written for these tests: no real law's words.

use super::*;
use crate::regulation::{DivisionKind, FactKind};

fn read_text(text: &str) -> (Reading, Vec<&'static str>) {
    let file = Arc::new(SourceFile { path: "law.txt".to_owned(), text: text.to_owned() });
    let (reading, diagnostics) = read(&file);
    (reading, diagnostics.iter().map(|diagnostic| diagnostic.message.code()).collect())
}

const MAINLAND: &str = "\
澄川市月牙淀管理条例

（2009年3月1日澄川市第一届人民代表大会常务委员会第二次会议通过　根据2014年4月24日澄川市第二届人民代表大会\
常务委员会第八次会议《关于修改〈澄川市月牙淀管理条例〉的决定》第一次修正　2019年6月30日澄川市第三届人民代表大会常务委员会第五次会议修订）

目　　录

第一章　总　　则
第二章　保　　护
　第一节　水　　面
第三章　附　　则

第一章　总　　则

第一条　为了管理月牙淀，制定本条例。

第二条　本条例适用于淀区。
前款所称淀区，包括下列区域：
（一）水面；
（二）堤岸：
1．南堤；
2．北堤。
第一条规定的目的适用于本款。

第二章　保　　护

第一节　水　　面

第三条　禁止排放污水。

第三条之一　禁止倾倒垃圾。

第三章　附　　则

第五条　本条例自2009年5月1日起施行。

附件：淀区范围图
";

#[test]
fn a_mainland_ordinance() {
    let (reading, codes) = read_text(MAINLAND);
    assert_eq!(reading.name.as_ref().map(Text::source), Some("澄川市月牙淀管理条例"));
    assert_eq!(
        (reading.script, reading.pin_order, reading.articles()),
        (Script::Hans, PinOrder::Mainland, Some(5))
    );
    let facts: Vec<(FactKind, String)> = reading
        .facts
        .iter()
        .map(|fact| (fact.kind, fact.date.map(|date| date.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(
        facts,
        [
            (FactKind::Passed, "2009-03-01".to_owned()),
            (FactKind::Amended, "2014-04-24".to_owned()),
            (FactKind::Amended, "2019-06-30".to_owned())
        ]
    );
    let outline: Vec<(DivisionKind, &str, std::ops::Range<usize>)> = reading
        .held
        .outline
        .iter()
        .map(|division| (division.kind, division.name.source(), division.articles.clone()))
        .collect();
    assert_eq!(
        outline,
        [
            (DivisionKind::Chapter, "总　　则", 0..2),
            (DivisionKind::Chapter, "保　　护", 2..4),
            (DivisionKind::Section, "水　　面", 2..4),
            (DivisionKind::Chapter, "附　　则", 4..5)
        ]
    );
    let second = reading.held.article(ArticleNumber::new(2)).unwrap();
    assert_eq!(second.paragraphs.len(), 3);
    assert_eq!(second.paragraphs[1].points[1].items[1].text.source(), "北堤。");
    assert!(second.has(Some(2), Some(2), Some(1)) && second.has(None, Some(2), None));
    assert!(!second.has(Some(4), None, None) && !second.has(Some(2), Some(3), None));
    assert!(reading.held.article(ArticleNumber::inserted(3, 1)).is_some());
    assert_eq!(reading.held.annex.len(), 1);
    // Article 4 is not there.
    assert_eq!(codes, ["article-missing"]);
}

#[test]
fn a_line_that_begins_with_a_citation_is_no_article() {
    for cited in ["第三条第二款规定的单位除外。", "第三条规定的除外。", "第三条、第四条所列单位除外。"]
    {
        let (reading, codes) = read_text(&format!(
            "某市某条例\n第一条　甲。\n第二条　单位应当申报。\n{cited}\n第三条　乙。\n第四条所有单位适用。\n"
        ));
        assert_eq!(paragraphs(&reading, 2), [("单位应当申报。", 0), (cited, 0)]);
        assert_eq!((reading.articles(), codes), (Some(4), vec![]), "{cited}");
    }
}

#[test]
fn a_taiwan_law() {
    let (reading, codes) = read_text(
        "法規名稱：瀾東縣空氣維護自治條例\n修正日期：民國 107 年 08 月 01 日\n   第 一 章 總則\n第 1 條\n為維護空氣，特制定本自治條例。\n\
         第 2 條\n本自治條例用詞，定義如下：\n一、空氣：指大氣。\n二、維護：\n（一）甲。\n（二）乙。\n前項定義，於公告適用之。\n第 15-1 條\n本條新增。\n",
    );
    assert_eq!(reading.name.as_ref().map(Text::source), Some("瀾東縣空氣維護自治條例"));
    assert_eq!((reading.script, reading.pin_order), (Script::Hant, PinOrder::Taiwan));
    assert_eq!(reading.facts[0].date.map(|date| date.to_string()).as_deref(), Some("2018-08-01"));
    let second = reading.held.article(ArticleNumber::new(2)).unwrap();
    assert_eq!((second.paragraphs.len(), second.paragraphs[0].points[1].items.len()), (2, 2));
    assert!(reading.held.article(ArticleNumber::inserted(15, 1)).is_some());
    assert_eq!(codes, ["article-missing"]);
}

#[test]
fn a_plan_without_articles() {
    let (reading, codes) = read_text(
        "澄川市湿地保护规划\n（2021—2035年）\n第一章 总体要求\n第一节 现状\n湿地很多。\n第二节 目标\n保护好。\n第二章 任务\n第一节 监测\n常监测。\n",
    );
    assert_eq!(reading.name.as_ref().map(Text::source), Some("澄川市湿地保护规划（2021—2035年）"));
    assert_eq!(reading.held.outline.len(), 5);
    assert_eq!(reading.held.outline[2].text[0].source(), "保护好。");
    assert_eq!((reading.articles(), codes), (None, vec![]));
}

/// The outline as kind, number and name.
fn outline(reading: &Reading) -> Vec<(DivisionKind, u32, &str)> {
    let all = reading.held.outline.iter();
    all.map(|division| (division.kind, division.number.number, division.name.source())).collect()
}

#[test]
fn a_plan_with_numbered_headings() {
    let (reading, codes) = read_text(
        "澄川市湿地保护规划\n（2021—2035年）\n目录\n第一章 总体要求 1\n一、现状……2\n（一）成效 2\n第二章 任务 5\n\n\
         为保护湿地，制定本规划。\n第一章 总体要求\n一、现状\n（一）成效。湿地面积增加。\n（二）湿地仍有退化，水源不足，鸟类减少。\n二、目标\n\
         到2025年：\n1．湿地不减少；\n2．水质改善。\n第二章 任务\n三、监测\n常监测。\n附件：湿地名录\n一、月牙淀\n",
    );
    assert_eq!(reading.name.as_ref().map(Text::source), Some("澄川市湿地保护规划（2021—2035年）"));
    let heading = DivisionKind::Heading;
    assert_eq!(
        outline(&reading),
        [
            (DivisionKind::Chapter, 1, "总体要求"),
            (heading(1), 1, "现状"),
            (heading(2), 1, "成效。"),
            // No heading of its own, yet its text is not that of the one before.
            (heading(2), 2, ""),
            (heading(1), 2, "目标"),
            (heading(3), 1, ""),
            (heading(3), 2, ""),
            (DivisionKind::Chapter, 2, "任务"),
            // Numbered through the chapters.
            (heading(1), 3, "监测"),
        ]
    );
    let texts: Vec<Vec<&str>> =
        reading.held.outline.iter().map(|one| one.text.iter().map(Text::source).collect()).collect();
    assert_eq!(texts[2], ["湿地面积增加。"]);
    assert_eq!(texts[3], ["湿地仍有退化，水源不足，鸟类减少。"]);
    assert_eq!((&texts[4][..], &texts[6][..]), (&["到2025年："][..], &["水质改善。"][..]));
    assert_eq!(reading.held.outline[3].heading.source(), "（二）");
    assert_eq!(reading.held.preamble.len(), 1);
    assert_eq!((reading.held.annex.len(), reading.articles(), codes), (2, None, vec![]));
}

#[test]
fn a_plan_with_decimal_headings() {
    let (reading, codes) = read_text(
        "澄川市排水专项规划\n1 总则\n1.1 目的\n规范排水。\n1.2编制依据\n1.2.1 范围\n全市。\n2 现状\n2.1 管网\n管长\n2.5公里，其中\n3.5公里待修。\n3.1 不在此\n",
    );
    let heading = DivisionKind::Heading;
    assert_eq!(
        outline(&reading),
        [
            (heading(1), 1, "总则"),
            (heading(2), 1, "目的"),
            (heading(2), 2, "编制依据"),
            (heading(3), 1, "范围"),
            (heading(1), 2, "现状"),
            (heading(2), 1, "管网"),
        ]
    );
    assert_eq!(reading.held.outline[5].text.len(), 4);
    assert_eq!(codes, Vec::<&str>::new());
}

#[test]
fn a_heading_may_begin_as_a_unit_does() {
    let (reading, codes) = read_text(
        "澄川市绿地规划\n1 总则\n1.1元数据\n甲。\n1.2公园绿地\n面积为\n1.3公顷，投资\n1.3万元。\n1.3公共交通\n乙。\n",
    );
    let names: Vec<&str> = outline(&reading).into_iter().map(|(_, _, name)| name).collect();
    assert_eq!((names, codes), (vec!["总则", "元数据", "公园绿地", "公共交通"], vec![]));
}

#[test]
fn what_is_no_law() {
    for text in ["", "\n\n", "今天天气很好。", "第", "第条\n第章", "（一）\n一、"] {
        let (_, codes) = read_text(text);
        assert_eq!(codes, ["regulation-text-unread"], "{text}");
    }
}

/// A carriage return alone ends a line, as it does in Markdown.
#[test]
fn lines_of_old_files() {
    let (reading, codes) = read_text("某条例\r第一章　总则\r第一条　甲。\r乙。\r第二条　丙。\r");
    assert_eq!(reading.name.as_ref().map(Text::source), Some("某条例"));
    assert_eq!((reading.held.outline.len(), reading.articles(), codes), (1, Some(2), vec![]));
    assert_eq!(reading.held.articles[0].paragraphs.len(), 2);
}

/// The texts of an article's paragraphs, each with how many points it has.
fn paragraphs(reading: &Reading, number: u32) -> Vec<(&str, usize)> {
    let article = reading.held.article(ArticleNumber::new(number)).expect("the article");
    article.paragraphs.iter().map(|one| (one.text.source(), one.points.len())).collect()
}

/// As law databases print 項: its number on a line of its own.
#[test]
fn numbered_paragraphs_of_taiwan() {
    let (reading, codes) = read_text(
        "法規名稱：瀾東縣空氣維護自治條例\n第 1 條\n為維護空氣，特制定本自治條例。\n第 2 條\n1\n本自治條例用詞，定義如下：\n一、空氣：指大氣。\n\
         二、維護。\n2\n前項定義，於公告適用之。\n3\n第一項第一款之空氣，\n不含他氣。\n第 3 條\n1\n主管機關為縣政府。\n主管機關得委辦。\n3\n甲。\n",
    );
    assert_eq!(
        paragraphs(&reading, 2),
        [
            ("本自治條例用詞，定義如下：", 2),
            ("前項定義，於公告適用之。", 0),
            ("第一項第一款之空氣，不含他氣。", 0)
        ]
    );
    // Which paragraph the second line and the third number belong to is not said.
    assert_eq!(paragraphs(&reading, 3), [("主管機關為縣政府。主管機關得委辦。", 0), ("3", 0), ("甲。", 0)]);
    assert_eq!(codes, ["line-joined", "paragraph-number-odd"]);
}

/// The paragraphs behind it keep their numbers.
#[test]
fn the_number_of_a_paragraph_without_words() {
    for (next, second) in [("", ("2", 0)), ("一、乙。\n", ("2", 1)), ("甲\t乙\n", ("2　甲　乙", 0))]
    {
        let (reading, codes) = read_text(&format!(
            "法規名稱：某自治條例\n修正日期：民國 107 年 08 月 01 日\n第 1 條\n1\n甲。\n2\n{next}3\n丙。\n4\n第 2 條\n丁。\n"
        ));
        assert_eq!(paragraphs(&reading, 1), [("甲。", 0), second, ("丙。", 0), ("4", 0)]);
        assert_eq!(paragraphs(&reading, 2), [("丁。", 0)]);
        let odd = codes.iter().filter(|code| **code == "paragraph-number-odd");
        assert_eq!(odd.count(), 2, "{codes:?}");
    }
}

#[test]
fn a_wrapped_line_is_no_paragraph() {
    let (reading, codes) = read_text(
        "澄川市月牙淀管理条例\n第一条　为了管理月牙淀，保护水面和堤岸，\n制定本条例。\n第二条　凡违反本条例第一条和本条例\n第三条规定的，责令改正；拒不改正的，处以\n\
         罚款：\n（一）向水面排放污水，倾倒垃圾的，由主管\n部门处理；\n（二）堤岸取土的。\n前款罚款上缴。\n第三条　甲\n乙。\n第四条　下列区域：\n（一）水面\n（二）堤岸\n前款区域由市人民政府公布。\n",
    );
    assert_eq!(paragraphs(&reading, 1), [("为了管理月牙淀，保护水面和堤岸，制定本条例。", 0)]);
    let second = paragraphs(&reading, 2);
    assert_eq!(second[0], ("凡违反本条例第一条和本条例第三条规定的，责令改正；拒不改正的，处以罚款：", 2));
    assert_eq!((second[1], second.len()), (("前款罚款上缴。", 0), 2));
    let point = &reading.held.articles[1].paragraphs[0].points[0];
    assert_eq!(point.text.source(), "向水面排放污水，倾倒垃圾的，由主管部门处理；");
    assert_eq!(paragraphs(&reading, 3), [("甲乙。", 0)]);
    assert_eq!(paragraphs(&reading, 4), [("下列区域：", 2), ("前款区域由市人民政府公布。", 0)]);
    assert_eq!(codes, ["line-joined", "line-apart"]);
}

#[test]
fn rows_of_a_table_are_no_paragraphs() {
    let (reading, codes) = read_text(
        "澄川市排水办法\n第一条　排放限值如下：\n项目\t限值\t单位\n总磷\t0.5\t毫克\n甲　　乙　　丙\n前款限值每年公布。\n第二条　施行。\n",
    );
    assert_eq!(
        paragraphs(&reading, 1),
        [("排放限值如下：　项目　限值　单位　总磷　0.5　毫克　甲　乙　丙", 0), ("前款限值每年公布。", 0)]
    );
    assert_eq!(codes, ["table-in-article"]);
}

proptest::proptest! {
    #[test]
    fn no_word_is_lost(text in "[第一二三十章条之款（）、\n 　通过年月日2014附件甲。]{0,80}") {
        let (reading, _) = read_text(&text);
        let held = &reading.held;
        let articles = held.articles.iter().flat_map(|article| {
            let points = article.paragraphs.iter().flat_map(|paragraph| &paragraph.points);
            let points = points.flat_map(|point| std::iter::once(point).chain(&point.items)).map(|point| &point.text);
            article.title.iter().chain(article.paragraphs.iter().map(|paragraph| &paragraph.text)).chain(points)
        });
        let head = reading.name.iter().chain(&reading.number).chain(&held.preamble).chain(&held.history);
        let outline = held.outline.iter().flat_map(|division| std::iter::once(&division.heading).chain(&division.text));
        let kept = head.chain(&held.annex).chain(outline).chain(articles).map(|text| text.source().matches('甲').count());
        proptest::prop_assert_eq!(kept.sum::<usize>(), text.matches('甲').count());
    }
}

#[test]
fn a_cover_is_no_part_of_a_name() {
    for (cover, name) in [
        ("临江市防洪规划（2021—2035年）\n临江市人民政府\n2021年6月\n前　言", "临江市防洪规划（2021—2035年）"),
        ("临江市人民政府\n临江市防洪规划\n（2021—2035年）\n二〇二一年六月", "临江市防洪规划（2021—2035年）"),
        (
            "临江市水务发展第十四个五年规划\n和2035年远景目标纲要\n临江市水务局",
            "临江市水务发展第十四个五年规划和2035年远景目标纲要",
        ),
        ("临江市防洪规划\n（2021年6月）", "临江市防洪规划"),
        ("二〇二一年六月\n临江市集体经济组织内部\n审计办法\n临江市审计局", "临江市集体经济组织内部审计办法"),
        ("临江市实施水法\n办法\n临江市人民政府公告第3号", "临江市实施水法办法"),
        ("临江市人民政府\n关于加强防洪\n工作的意见\n2021年6月1日", "临江市人民政府关于加强防洪工作的意见"),
    ] {
        let (reading, _) = read_text(&format!("{cover}\n第一章 总则\n一、背景\n水多。\n"));
        assert_eq!(reading.name.as_ref().map(Text::source), Some(name));
    }
}

#[test]
fn an_announcement_is_no_name() {
    let above = "临江市人民代表大会常务委员会公告\n第12号\n《临江市河道管理条例》已由临江市人民代表大会常务委员会于2019年11月28日通过，\
                 现予公布，自2020年1月1日起施行。\n临江市人民代表大会常务委员会\n2019年11月29日\n";
    for below in ["", "临江市河道管理条例\n", "临江市河道管理条例\n（2019年11月28日通过）\n"]
    {
        let (reading, _) = read_text(&format!("{above}{below}第一条　甲。\n第二条　乙。\n"));
        assert_eq!(reading.name.as_ref().map(Text::source), Some("临江市河道管理条例"), "{below}");
        // Stated by the announcement, and again under the name.
        assert_eq!(reading.facts.len(), 2);
        let passed = reading.facts.iter().find(|fact| fact.kind == FactKind::Passed);
        assert_eq!(
            passed.and_then(|fact| fact.date).map(|date| date.to_string()).as_deref(),
            Some("2019-11-28")
        );
        assert_eq!(reading.held.preamble.len(), 4);
    }
}

#[test]
fn a_day_of_printing_under_the_name_of_a_plan_is_its_history() {
    let (reading, _) = read_text(
        "清渠新区水系治理规划\n\n2021年3月1日清渠新区管理委员会印发\n\n第一章　总则\n\n一、背景\n水网密布。\n",
    );
    assert_eq!(reading.name.as_ref().map(Text::source), Some("清渠新区水系治理规划"));
    assert_eq!(reading.facts.iter().map(|fact| fact.kind).collect::<Vec<_>>(), [FactKind::Issued]);
}

#[test]
fn a_decimal_number_may_end_with_a_mark() {
    let (reading, _) = read_text(
        "甲市治水规划\n\n1、总则\n1.1、目的\n治水。\n1.2、范围\n1.5、2.5公里的河道。\n2、任务\n清淤。\n",
    );
    let outline: Vec<&str> = reading.held.outline.iter().map(|division| division.heading.source()).collect();
    assert_eq!(outline, ["1、总则", "1.1、目的", "1.2、范围", "2、任务"]);
}

#[test]
fn what_has_no_width_is_no_word_behind_a_number() {
    let (reading, _) = read_text(
        "某规划\n（一）\u{200b}节水，供水，排水，治水，护水，用水，调水，蓄水，引水，保水，净水。\n",
    );
    assert!(reading.held.outline[0].text[0].source().starts_with('节'), "{:?}", reading.held.outline);
}
