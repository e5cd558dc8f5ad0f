//! Seeds that are more, or laid out otherwise, than one notice in paragraphs: several notices in one file, tables, marks
//! that are text, boxes to tick. Each says what must be in the body, and what must be told.

use std::sync::Arc;

use gongkai::content::{parse_notice, print_notice};
use gongkai::diagnostic::SourceFile;
use gongkai::notice::Notice;
use gongkai::proof;
use gongkai::seed::{Reading, read_bytes, slug};

fn read(path: &str, text: &str) -> Reading {
    read_bytes(path, text.as_bytes()).1
}

/// Where a second notice begins, as it is told, if it is.
fn second(path: &str, text: &str) -> Option<String> {
    let reading = read(path, text);
    let told = reading.diagnostics.iter().find(|one| one.message.code() == "notice-second");
    let line = told.and_then(|one| one.location.as_ref()?.line_column()).map(|(line, _)| line);
    assert!(line.is_none() || reading.facts.draft, "what may be two notices is a draft");
    line.map(|line| text.lines().nth(line - 1).unwrap_or_default().trim().to_owned())
}

/// The headings of directives and points, and the body without white space.
fn cut(path: &str, text: &str) -> (Vec<String>, String) {
    let (file, reading) = read_bytes(path, text.as_bytes());
    let id = slug::notice_id(None, None, |_| false);
    let kept: String = reading.kept.iter().map(|range| &file.text[range.clone()]).collect();
    let notice = Notice { id, facts: reading.facts, body: reading.body };
    let heads = notice.directives().map(|one| one.head.block.text.source().to_owned()).collect();
    (heads, kept.split_whitespace().collect())
}

const FIRST: &str = "砚溪县召开秸秆禁烧工作推进会\n来源：砚溪县生态环境局　发布时间：2023-09-15 10:20\n　　9月13日上午，砚溪县召开秸秆禁烧工作推进会，通报今年以来的工作情况，安排下一阶段任务。\n　　会议强调，一要压实责任，逐村逐户落实；二要严格巡查，发现一起处理一起。\n";

#[test]
fn two_notices_in_one_file_are_told() {
    let report = "砚溪县召开河长制工作会议\n来源：砚溪县水利局　发布时间：2023-09-18 09:00\n　　9月16日，砚溪县召开河长制工作会议，传达上级精神。\n　　会议要求，一要落实巡河制度；二要清理四乱问题。\n";
    let circular = "关于做好汛期值班值守工作的通知\n砚防办〔2023〕12号\n各镇人民政府：\n　　为做好汛期值班值守工作，现通知如下：\n　　一、落实责任。各镇要落实。\n　　二、加强值守。做到人员在岗。\n　　砚溪县防汛办公室\n　　2023年9月18日\n";
    let plain = "关于开展秋季植树活动的通知\n各镇人民政府：\n　　为开展秋季植树活动，现通知如下：\n　　一、明确任务。各镇要在十月底之前全部栽完。\n　　二、加强管护。做到栽一棵活一棵。\n";
    let labelled = "标题：砚溪县举办河湖长制培训班\n来源：砚溪县水利局\n发布时间：2023-09-18\n　　9月16日，砚溪县举办河湖长制培训班，各镇河长参加培训，学习巡河履职要求。\n";
    for (other, begins) in [
        (report, "砚溪县召开河长制工作会议"),
        (circular, "关于做好汛期值班值守工作的通知"),
        (labelled, "标题：砚溪县举办河湖长制培训班"),
    ] {
        for gap in ["", "\n\n", "------\n"] {
            let text = format!("{FIRST}{gap}{other}");
            assert_eq!(second("a.txt", &text).as_deref(), Some(begins), "{text}");
        }
    }
    let text = format!("{circular}\n{plain}");
    assert_eq!(second("a.txt", &text).as_deref(), Some("关于开展秋季植树活动的通知"));
    // Who signed the second did not publish the first.
    assert_eq!(
        read("a.txt", &text).facts.source.map(|source| source.source().to_owned()).as_deref(),
        Some("砚溪县防汛办公室")
    );
}

#[test]
fn one_notice_is_not_taken_for_two() {
    for text in [
        FIRST.to_owned(),
        // Printed twice, under its title both times.
        format!("{FIRST}\n{FIRST}"),
        // Two meetings under one title.
        format!(
            "{FIRST}砚溪县召开河长制工作会议\n　　会议要求，一要落实巡河制度；二要清理四乱问题，逐条河流建立台账。\n"
        ),
        // Other pages of the site.
        format!(
            "{FIRST}相关链接\n砚溪县召开河长制工作会议　2023-09-18\n砚溪县召开安全生产会议　2023-09-19\n版权所有：砚溪县人民政府办公室。未经许可不得转载本网站的任何内容。\n"
        ),
        // An attachment in full.
        format!(
            "{FIRST}附件：1.关于秸秆禁烧工作的方案\n附件1\n关于开展秸秆禁烧工作的方案\n2023年9月15日\n　　为了做好秸秆禁烧工作，制定本方案，自发布之日起各镇一律执行。\n"
        ),
    ] {
        assert_eq!(second("a.txt", &text), None, "{text}");
    }
}

const HEAD: &str = "关于做好秸秆禁烧工作的通知\n来源：砚溪县生态环境局\n发布时间：2023-09-15\n各镇人民政府：\n　　为做好秸秆禁烧工作，现将有关事项通知如下，请认真落实。\n";

#[test]
fn rows_of_a_table_are_no_directives() {
    let list = "一、落实责任。各镇要落实。\n二、加强督查。县里要督查。\n";
    let heads = ["一、落实责任。", "二、加强督查。"];
    let tables = [
        "序号\t任务\t责任单位\n1\t宣传动员\t宣传部\n2\t巡查检查\t生态环境局\n",
        "序号\t任务\t责任单位\n1.\t宣传动员，进村入户。\t宣传部\n2.\t巡查检查，全天值守。\t生态环境局\n",
        "一、宣传动员\t宣传部\n二、巡查检查\t生态环境局\n三、考核问责\t督查室\n",
    ];
    for table in tables {
        let tight: String = table.split_whitespace().collect();
        for tail in ["特此通知。\n", ""] {
            let (found, body) = cut("a.txt", &format!("{HEAD}{list}任务分工如下：\n{table}{tail}"));
            assert_eq!(found, heads, "{table}");
            assert!(body.contains(&tight), "{table}: {body}");
            let (found, body) = cut("a.txt", &format!("{HEAD}{table}{tail}"));
            assert!(found.is_empty() && body.contains(&tight), "{table}: {found:?} {body}");
        }
    }
    // A number and a tab before the words of an item: so a list is pasted from Word.
    let (found, _) = cut("a.txt", &format!("{HEAD}1.\t落实责任。各镇要落实。\n2.\t加强督查。县里要督查。\n"));
    assert_eq!(found, ["1.\t落实责任。", "2.\t加强督查。"]);
    // All of the notice in a table.
    let (found, _) = cut(
        "a.txt",
        "关于做好秸秆禁烧工作的通知\n来源：砚溪县生态环境局\n发布时间：2023-09-15\n一、落实责任\t各镇要落实秸秆禁烧的责任，逐村逐户登记。\n二、加强督查\t县里要组织督查，发现一起处理一起。\n",
    );
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn long_rows_are_rows() {
    let long = "逐村逐户检查，".repeat(20);
    let row = |number: &str| format!("{number}\u{3000}\t{long}。\u{3000}\t{long}。\u{3000}\t2023-10-01\n");
    let table = format!("序号\u{3000}\t任务\u{3000}\t要求\u{3000}\t期限\n{}{}", row("一、"), row("二、"));
    // Of a notice that is nearly all a table, the rows are the paragraphs.
    let prose = format!("各镇要落实责任，{long}确保不出问题。\n").repeat(3);
    let (found, body) = cut("a.txt", &format!("{HEAD}{prose}任务分工如下：\n{table}特此通知。\n"));
    assert!(found.is_empty(), "{found:?}");
    assert!(body.contains(&table.split_whitespace().collect::<String>()), "{body}");
}

#[test]
fn tables_of_pages_are_no_directives() {
    let page = |table: &str| {
        format!(
            "<html><head><meta charset=utf-8></head><body><div class=article><h1>关于做好秸秆禁烧工作的通知</h1><p>来源：砚溪县生态环境局 发布时间：2023-09-15</p><p>各镇人民政府：</p><p>为做好秸秆禁烧工作，现将有关事项通知如下，请认真落实。</p><p>一、落实责任。各镇要落实。</p><p>二、加强督查。县里要督查。</p><p>任务分工见下表：</p>{table}<p>特此通知。</p></div></body></html>"
        )
    };
    for cell in ["CELL", "<p>CELL</p>", "<div><span>CELL</span></div>"] {
        let row = |cells: [&str; 3]| {
            let cells = cells.map(|words| format!("<td>{}</td>", cell.replace("CELL", words)));
            format!("<tr>{}</tr>\n", cells.concat())
        };
        let rows = [
            row(["序号", "任务", "责任单位"]),
            row(["一、", "宣传动员", "宣传部"]),
            row(["二、", "巡查检查", "生态环境局"]),
        ];
        let (found, body) = cut("a.html", &page(&format!("<table><tbody>{}</tbody></table>", rows.concat())));
        assert_eq!(found, ["一、落实责任。", "二、加强督查。"], "{cell}");
        assert!(
            body.contains("序号任务责任单位一、宣传动员宣传部二、巡查检查生态环境局特此通知。"),
            "{body}"
        );
    }
    // A table that lays out the page.
    let text = "<p>一、落实责任。各镇要落实。</p><p>二、加强督查。县里要督查，".to_owned()
        + &"逐村逐户检查，".repeat(40)
        + "不留死角。</p>";
    let (found, _) = cut(
        "a.html",
        &format!(
            "<html><body><h1>关于做好秸秆禁烧工作的通知</h1><table><tr><td>导航栏目</td><td><p>为做好秸秆禁烧工作，现将有关事项通知如下，请认真落实。</p>{text}</td></tr></table></body></html>"
        ),
    );
    assert_eq!(found, ["一、落实责任。", "二、加强督查。"]);
}

#[test]
fn marks_in_plain_text_are_text() {
    let lines = [
        "> 2米的坑要填平。",
        "# 1号楼需检修。",
        "+ 5%的比例不变。",
        ">> 3米的不算。",
        "* 其他按原规定。",
        "#5机组停运。",
    ];
    let text = format!("{HEAD}{}\n特此通知。\n", lines.join("\n"));
    let (file, reading) = read_bytes("a.txt", text.as_bytes());
    let id = slug::notice_id(None, None, |_| false);
    let notice = Notice { id, facts: reading.facts, body: reading.body };
    let blocks: Vec<String> =
        notice.blocks().iter().map(|(_, block)| block.text.source().to_owned()).collect();
    assert!(lines.iter().all(|line| blocks.iter().any(|block| block == line)), "{blocks:?}");
    let printed = print_notice(&notice);
    let (back, _) = parse_notice(&Arc::new(SourceFile { path: "a.md".to_owned(), text: printed }));
    let back = back.expect("a notice");
    assert_eq!(back.body, notice.body);
    assert_eq!(proof::compare(&back, &file, 0, &file.text, &reading.kept, &[]), []);
    // In Markdown they are what Markdown makes of them.
    let (_, body) = cut("a.md", &format!("{}\n\n> 引文一句。\n\n+ 甲项工作。\n", HEAD.replace('\n', "\n\n")));
    assert!(body.ends_with("引文一句。甲项工作。"), "{body}");
    // A title that was copied with its mark.
    let text = format!("# {HEAD}各镇要落实责任。\n");
    let title = read("a.txt", &text).facts.title.map(|title| title.source().to_owned());
    assert_eq!(title.as_deref(), Some("关于做好秸秆禁烧工作的通知"));
}

#[test]
fn stars_in_words_are_no_emphasis() {
    for (words, wanted) in [
        ("尺寸为长*宽*高三项。", "尺寸为长*宽*高三项。"),
        ("面积=长*宽，体积=长*宽*高。", "面积=长*宽，体积=长*宽*高。"),
        ("要**认真**落实，*逐项*核对。", "要认真落实，逐项核对。"),
        ("会议要求*逐项*核对。", "会议要求逐项核对。"),
        ("会议要求各单位*逐项、逐户登记*并报送。", "会议要求各单位逐项、逐户登记并报送。"),
        ("长*宽*高。", "长*宽*高。"),
        ("费用（单价*数量*税率）要核对。", "费用（单价*数量*税率）要核对。"),
        ("单价*数量，合计费用总额*比例。", "单价*数量，合计费用总额*比例。"),
    ] {
        let (_, body) = cut("a.md", &format!("{}\n\n{words}\n", HEAD.replace('\n', "\n\n")));
        assert!(body.ends_with(wanted), "{body}");
    }
}

#[test]
fn what_shows_nothing_cuts_no_number() {
    let line =
        "6月10日，某县召开会议，某某同志参加会议。  12 50一要第一，第一，第一，３、会议要求，“12\u{200b}50；";
    let text = format!("{line}\n扫一扫\n{line}");
    let (file, reading) = read_bytes("a.txt", text.as_bytes());
    let id = slug::notice_id(None, None, |_| false);
    let notice = Notice { id, facts: reading.facts, body: reading.body };
    assert_eq!(proof::compare(&notice, &file, 0, &file.text, &reading.kept, &[]), []);
}

#[test]
fn digits_that_may_be_of_another_number_are_asked_about() {
    let seed = |power: &str| FIRST.replace("逐村逐户落实", &format!("处理10<sup>{power}</sup>吨"));
    for (power, asks) in [("4", false), ("4.5", true)] {
        let reading = read("a.md", &seed(power));
        let told: Vec<_> =
            reading.diagnostics.iter().filter(|one| one.message.code() == "digits-shifted").collect();
        assert_eq!((reading.facts.draft, told.len()), (asks, usize::from(asks)), "{power}");
    }
}
