//! What a careful reader found missing: sentences that begin like furniture, lists with misprints, lines that were
//! broken. Each stays found.

use std::sync::Arc;

use gongkai::diagnostic::SourceFile;
use gongkai::notice::{Part, Section};
use gongkai::seed::{self, Reading};

const HEAD: &str = "某市召开会议\n来源：某局\n发布时间：2022年5月6日\n\n";

fn read(body: &str) -> Reading {
    seed::read(&Arc::new(SourceFile { path: "seeds/a.txt".to_owned(), text: format!("{HEAD}{body}") }))
}

/// The body that was kept, without white space.
fn kept(body: &str) -> String {
    let reading = read(body);
    let text = format!("{HEAD}{body}");
    let kept: String = reading.kept.iter().map(|range| &text[range.clone()]).collect();
    kept.split_whitespace().collect()
}

/// The markers of the directives.
fn markers(body: &str) -> Vec<String> {
    let mut markers = Vec::new();
    for section in read(body).body {
        if let Section::List(directives) = section {
            for directive in directives {
                markers.extend(directive.head.marker().map(|marker| marker.source().to_owned()));
            }
        }
    }
    markers
}

fn told(body: &str, code: &str) -> bool {
    read(body).diagnostics.iter().any(|diagnostic| diagnostic.message.code() == code)
}

#[test]
fn sentences_that_begin_like_furniture_stay() {
    for line in [
        "承办单位要切实履行主体责任，不得推诿扯皮。",
        "主办单位要牵头抓总，按期办结。",
        "技术支持单位要保障系统稳定运行。",
        "公开方式由各部门依法确定，并报市政府备案。",
        "相关信息要及时更新",
        "相关文件由各部门负责清理，",
        "长按规定程序报批的，要说明理由。",
        "访问量较大的网站要做好扩容。",
        "字号标准按国家规定执行。",
        "阅读：推广全民阅读，建设书香社会",
        "关闭窗口期内的违规企业，要依法处置。",
        "市发改委2022年6月30日前完成并印发",
        "位置：河东区，面积20公顷。",
        "1234",
        "特别声明",
        "相关政策",
        "承办单位：市发展改革委",
        "责任部门：市发展改革委",
        "公开时间：由各部门依法确定，并备案",
        "申请→受理→办结",
        "某办公室 2019年5月28日印发",
    ] {
        let body = format!(
            "会议强调，要做好以下工作。\n\n一、压实责任。\n有关部门要认真落实，确保实效。\n{line}\n\
             各地要加强领导，落实到位。\n\n二、强化监督。\n要严格考核，兑现奖惩。"
        );
        let tight: String = body.split_whitespace().collect();
        assert_eq!(kept(&body), tight, "{line}");
        assert_eq!(markers(&body), ["一、", "二、"], "{line}");
    }
}

#[test]
fn the_first_half_of_a_broken_sentence_stays() {
    for body in [
        "会议强调，全市上下要提高认识，压实各级\n责任，确保安全度汛。\n",
        "会议强调：一要提高认识，压实各级\n责任，确保安全度汛；二要值守。\n",
    ] {
        assert_eq!(kept(body), body.split_whitespace().collect::<String>());
    }
}

#[test]
fn what_is_left_out_is_told() {
    let body = "会议强调，要压实责任。\n\n【打印】【关闭】\n会议要求，要强化监督。\n承办单位：某中心\n相关链接\n某市召开推进会\n\
                版权声明：本网原创，转载须注明";
    assert_eq!(kept(body), "会议强调，要压实责任。会议要求，要强化监督。");
    assert!(told(body, "lines-dropped"));
    let clean = "会议强调，要压实责任。\n会议要求，要强化监督。";
    assert!(!told(clean, "lines-dropped") && !told(clean, "line-left-out"));
}

#[test]
fn misprints_in_running_text_lose_no_item() {
    for (body, found) in [
        ("会议强调，一要抓落实；二要强监督；二要促发展；四要保稳定。", &["一要", "二要", "二要", "四要"][..]),
        ("会议强调，一是抓落实；二是强监督；二是促发展；三是保稳定。", &["一是", "二是", "二是", "三是"]),
        ("会议强调，一要抓落实；三要强监督；四要保稳定。", &["一要", "三要", "四要"]),
    ] {
        assert_eq!(markers(body), found, "{body}");
        assert!(told(body, "ordinal-slip"), "{body}");
    }
}

#[test]
fn the_last_item_on_its_own_line() {
    let body = "首先，压实责任。各部门要认真落实。\n其次，严控扬尘。工地要全部覆盖。\n最后，强化督查。每周通报一次。";
    assert_eq!(markers(body), ["首先，", "其次，", "最后，"]);
}

#[test]
fn numbers_behind_a_verb_and_a_comma() {
    assert_eq!(markers("会议强调，1.要抓落实；2.要强监督；3.要保稳定。"), ["1.", "2.", "3."]);
    assert_eq!(markers("会议强调，1. 抓落实，压责任。2. 强监督。3. 保稳定。"), ["1.", "2.", "3."]);
    assert!(markers("会议强调，1、2、3号楼要加固。施工时，1、2号机组停运。").is_empty());
}

#[test]
fn an_open_clause_goes_on_behind_an_indented_line() {
    let reading = read(
        "    会议要求如下。\n    首先，压实责任。要建立台账，\n逐项销号。\n    其次，严控扬尘。要每日巡查，\n随时上报。",
    );
    let Some(Section::List(directives)) = reading.body.last() else { panic!("no list") };
    let words: Vec<String> = directives.iter().map(|directive| format!("{:?}", directive.parts)).collect();
    assert!(
        words[0].contains("要建立台账，逐项销号。") && words[1].contains("要每日巡查，随时上报。"),
        "{words:?}"
    );
}

#[test]
fn a_stray_nul_does_not_make_a_text_binary() {
    let text =
        format!("{HEAD}{}会议强调，一要抓落\0实；二要强监督。", "各部门要认真落实，确保实效。\n".repeat(20));
    let (file, reading) = seed::read_bytes("seeds/a.txt", text.as_bytes());
    assert_eq!(file.text, text);
    let codes: Vec<&str> = reading.diagnostics.iter().map(|diagnostic| diagnostic.message.code()).collect();
    assert!(codes.contains(&"nul-characters") && !codes.contains(&"encoding-unknown"), "{codes:?}");
    assert!(reading.body.iter().any(|section| matches!(section, Section::List(list) if list.len() == 2)));
}

#[test]
fn a_full_stop_on_its_own_line_stays() {
    let body = "会议强调，（一）抓好落实。打好蓝天保卫战。一要抓好落实。打好蓝天保卫战。1.\n。（二）强监督。";
    let words = format!("{:?}", read(body).body);
    assert!(words.contains("\"。\""), "{words}");
}

#[test]
fn a_bare_number_is_a_page_s_only_where_a_page_shows_it() {
    // Above a heading, in a table: the notice's own.
    assert_eq!(
        kept("会议强调，一要抓实。\n01\n加强巡查\n各镇每日巡查。\n2\n及时上报。"),
        "会议强调，一要抓实。01加强巡查各镇每日巡查。2及时上报。"
    );
    // In the middle of a sentence, and those that count on from it.
    let line = "各镇要对辖区内的养殖场、加工场、餐饮店开展一次全面检查，建立台账";
    assert_eq!(
        kept(&format!("{line}\n1\n并报县农业农村局。\n会议还研究了其他事项。\n2\n会后，各镇作了部署。")),
        format!("{line}并报县农业农村局。会议还研究了其他事项。会后，各镇作了部署。")
    );
}

#[test]
fn numbers_run_on_under_the_next_heading() {
    let body = "现提出以下意见。\n一、总体要求\n（一）指导思想。坚持预防为主。\n（二）工作目标。事故下降。\n二、落实责任\n（三）明确职责。党政同责。\n三、强化保障\n（四）加大投入。列入预算。\n（五）严格考核。一票否决。\n特此通知。";
    let points: Vec<usize> = read(body)
        .body
        .iter()
        .filter_map(|section| match section {
            Section::List(directives) => Some(directives),
            Section::Prose(_) => None,
        })
        .flatten()
        .map(|directive| directive.parts.iter().filter(|part| matches!(part, Part::Point(_))).count())
        .collect();
    assert_eq!(points, [2, 1, 2]);
}

#[test]
fn a_list_in_a_quotation_ends_with_it() {
    let body = "他指出：“做好收尾工作，一要查清，三日内发起；二要用足措施，追究责任；三要把握尺度，对暂时困难的企业多留余地，能不查封的不查封。”他还要求各院每月报送。";
    let reading = read(body);
    let Some(Section::Prose(after)) = reading.body.last() else { panic!("{:?}", reading.body) };
    assert_eq!(after[0].text.source(), "他还要求各院每月报送。");
}

#[test]
fn who_speaks_next_ends_a_list() {
    let body = "主持人：请介绍情况。\n市财政局副局长：主要有两点。首先，积极争取补助，到位一亿元。其次，引导出资，不得转嫁。再次，居民可提取公积金。\n主持人：今天就到这里。最后，感谢各位的参与。谢谢大家！";
    assert_eq!(markers(body), ["首先，", "其次，", "再次，"]);
}

#[test]
fn names_of_pictures_are_no_items() {
    assert_eq!(
        markers("1.jpg\n会议强调，一是抓好学习；二是抓好办案。\n2.jpg\n会后，各庭作了部署。"),
        ["一是", "二是"]
    );
}

/// The facts of a whole seed: title, source, date, number.
fn facts(text: &str) -> [Option<String>; 4] {
    let facts =
        seed::read(&Arc::new(SourceFile { path: "seeds/a.txt".to_owned(), text: text.to_owned() })).facts;
    let text = |text: Option<gongkai::notice::Text>| text.map(|text| text.source().to_owned());
    [
        text(facts.title),
        text(facts.source),
        facts.published.map(|date| date.to_string()),
        text(facts.document_number),
    ]
}

#[test]
fn short_lines_of_one_length_show_no_width() {
    let reading = read(
        "会议议定：\n一、关于城区供水管网改造\n会议听取了县水务局的汇报，同意方案。\n二、关于柳河治理二期工程\n会议指出，柳河治理是民生工程。",
    );
    let heads: Vec<String> = reading
        .body
        .iter()
        .filter_map(|section| match section {
            Section::List(directives) => Some(directives),
            Section::Prose(_) => None,
        })
        .flatten()
        .map(|directive| directive.head.block.text.source().to_owned())
        .collect();
    assert_eq!(heads, ["一、关于城区供水管网改造", "二、关于柳河治理二期工程"]);
}

#[test]
fn letters_posts_and_minutes_have_their_facts() {
    let some = |words: &str| Some(words.to_owned());
    assert_eq!(
        facts(
            "濱海縣政府　函\n地址：000濱海市\n受文者：如正、副本行文單位\n發文日期：中華民國112年9月8日\n發文字號：濱府農漁字第1120045678號\n速別：普通件\n密等及解密條件或保密期限：\n\n主旨：有關清除淤沙一案，復如說明，請查照。\n說明：\n一、依來函辦理。\n二、十月底前發包。\n正本：南濱鄉公所\n"
        ),
        [some("濱海縣政府　函"), some("濱海縣政府"), some("2023-09-08"), some("濱府農漁字第1120045678號")]
    );
    assert_eq!(
        facts(
            "这场会，给夏季防溺水划了重点！\n原创 槐市发布 槐市发布 2024-06-05 18:30 发表于槐市\n▲点击上方蓝字关注我们\n6月4日，槐市召开防溺水工作部署会。会议强调，要抓实抓细。\nEND\n来源丨市教育局\n编辑丨某某\n"
        ),
        [some("这场会，给夏季防溺水划了重点！"), some("市教育局"), some("2024-06-05"), None]
    );
    assert_eq!(
        facts(
            "柳县人民政府常务会议纪要\n〔2022〕8号\n时间：2022年5月18日\n主持：县长\n会议议定，同意改造方案。\n"
        ),
        [some("柳县人民政府常务会议纪要"), some("柳县人民政府"), None, some("〔2022〕8号")]
    );
}

/// The body of a whole seed without white space.
fn body(text: &str) -> String {
    let (_, reading) = seed::read_bytes("seeds/a.txt", text.as_bytes());
    let kept: String = reading.kept.iter().map(|range| &text[range.clone()]).collect();
    kept.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn items_in_mixed_and_misprinted_forms() {
    assert_eq!(
        markers("会议要求：\n一是点位要过硬。\n二要秩序良好。\n第三，材料要齐全。\n（四）督查要较真。"),
        ["一是", "二要", "第三，", "（四）"]
    );
    assert_eq!(
        markers(
            "一、立即上岗。各级到位。二、转移人员。三、管住水库。四、防住内涝。四、报送信息。六、严肃纪律。"
        ),
        ["一、", "二、", "三、", "四、", "四、", "六、"]
    );
}

#[test]
fn the_last_heading_keeps_its_paragraph() {
    let text = "县长裁示：\n壹、撤离整备部分\n一、名冊重新清查。\n二、提前撤离。\n贰、资讯传递部分\n各公所应备妥卫星电话。\n县长最后提醒乡亲，请储备粮食。\n";
    let reading = read(text);
    let last = reading.body.iter().rev().find_map(|section| match section {
        Section::List(directives) => directives.last(),
        Section::Prose(_) => None,
    });
    assert_eq!(last.map(|directive| directive.parts.len()), Some(1));
}

#[test]
fn digests_go_and_running_heads_too() {
    let lead = "5月23日，威县召开整改推进会，县委书记主持会议并讲话，四大班子有关领导出席会议。";
    let text = format!(
        "威县召开整改推进会\n2023-05-24　威县融媒体中心\n{lead}\n会议要求，一要提高站位，扛牢责任；二要紧盯问题，对账销号。\n威县召开整改推进会\n来源：威县融媒体中心\n{lead}\n会议要求，一要提高站位，扛牢责任。各乡镇把二十八项问题、八十六条措施细化到月、落实到人，每旬报告一次。\n二要紧盯问题，对账销号。对长期请假的学生一生一案劝返，对受损房屋三日内鉴定，凡鉴定为危房的立即转移人员。\n"
    );
    assert_eq!(body(&text).matches("5月23日").count(), 1, "{}", body(&text));
    assert!(body(&text).contains("每旬报告一次"));
    let page = "璧县人民政府令\n第 6 号\n\n禁火令\n\n　　为保护森林，发布命令：\n　　一、进入林区、草原的旅客列车、客运班车，司乘人员应当对\n\n　　　　　— 1 —\n\n璧县人民政府令（第6号）\n旅客进行防火安全教育。\n　　二、严禁吸烟。\n　　　　　— 2 —\n";
    assert!(body(page).contains("应当对旅客进行"), "{}", body(page));
}

#[test]
fn facts_of_the_meeting_stay_wherever_they_stand() {
    let text = "某市災害防救會報紀錄\n發布日期：112/10/06\n時間：112年9月27日上午9時30分\n地點：第一會議室\n主席：王副市長　紀錄：林技士\n各單位人員：詳如簽到表（略）\n壹、主席致詞：略。\n貳、散會：上午11時50分。\n出席：甲、乙\n丙、丁\n列席：戊\n分送：各單位。\n";
    let kept = body(text);
    for words in ["地點：第一會議室", "各單位人員：詳如簽到表", "出席：甲、乙丙、丁列席：戊"]
    {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert!(!kept.contains("分送"));
}

#[test]
fn short_lines_of_the_body_stay() {
    let head = "砚县公示\n来源：砚县住房和城乡建设局　发布时间：2023-09-15\n";
    let text = format!(
        "{head}各乡镇人民政府、县直各部门\n现将有关情况公示如下。\n名称：砚县污水处理厂\n公示日期：2023年9月16日至9月22日\n公示单位：砚县环境保护局\n如有异议，请书面反映。\n公示名单如下：\n张某某\n李某某\n赵某某\n\n砚县住房和城乡建设局\n2023年9月14日\n【打印】【关闭】\n"
    );
    let kept = body(&text);
    for words in [
        "各乡镇人民政府、县直各部门现将",
        "名称：砚县污水处理厂公示日期：2023年9月16日至9月22日公示单位：",
        "如下：张某某李某某赵某某砚县",
    ] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert!(!kept.contains("打印"));
    let speech = "在全县大会上的讲话\n来源：砚县人民政府　时间：2023-09-15\n同志们：\n一要抓好落实，二要加强督查。\n我就讲这些，谢谢大家！\n【关闭】";
    assert!(body(speech).ends_with("谢谢大家！"), "{}", body(speech));
}

#[test]
fn two_items_that_say_the_same_are_no_copies() {
    let body = "现将责任公示如下。\n一、东街道\n责任人要每日巡查辖区低洼地段，发现险情立即上报。\n雨前要检查排水设施，雨后要清理\
                淤积。\n二、西街道\n责任人要每日巡查辖区低洼地段，发现险情立即上报。\n雨前要检查排水设施，雨后要清理淤积。\n公示期五\
                天。\n";
    assert_eq!(kept(body), body.replace('\n', ""));
    assert_eq!(markers(body), ["一、", "二、"]);
}

#[test]
fn from_when_a_notice_binds_is_kept_or_told() {
    let list = "现就大桥通行通告如下。\n一、禁止货车通行，违者依法处罚。\n二、请提前绕行，服从指挥。\n";
    assert!(
        kept(&format!("{list}施行日期：2024年8月1日\n截止日期：2024年9月1日\n"))
            .ends_with("截止日期：2024年9月1日")
    );
    assert!(told(
        &format!("{list}管制时间：每日7时至9时\n有效期：2024年8月1日至2025年8月1日\n"),
        "line-left-out"
    ));
}

#[test]
fn running_heads_beside_their_numbers_go() {
    let head = "砚县第二人民医院文件                — ";
    let text = format!(
        "砚县第二人民医院文件\n\n砚二医〔2023〕58号\n\n关于规范探视的通知\n\n各科室：\n    一、重症医学科一律改为视频探视，由责任护士\n\n{head}1 —\n\n预约，每次十分钟。\n    二、护工须持证上岗，着统一马甲。\n目录　　　— 9 —\n附则　　　第12页\n    三、家属须登记。\n\n{head}2 —\n"
    );
    let kept = body(&text);
    assert!(kept.contains("由责任护士预约"), "{kept}");
    assert!(kept.contains("附则第12页") && !kept.contains("—2—"), "{kept}");
    assert_eq!(facts(&text)[0].as_deref(), Some("关于规范探视的通知"));
    let foot = "\n\n砚湾官立中学                        第 1 頁（共 2 頁）\n\n";
    let text = format!(
        "砚湾官立中学\n学校通告第3号\n派發日期：2024年3月5日　　　對象：家長\n\n有關：中四級交流團\n\n敬啟者：\n1.  費用\n團費全免。{foot}2.  簡介會\n三月二十二日舉行，請最少一位家長出席。\n"
    );
    let kept = body(&text);
    assert!(kept.contains("團費全免。2.簡介會"), "{kept}");
    assert_eq!(facts(&text)[0].as_deref(), Some("中四級交流團"));
    assert_eq!(facts(&text)[2].as_deref(), Some("2024-03-05"));
}

#[test]
fn titles_under_letterheads_and_over_two_lines() {
    for (text, title) in [
        (
            "市委常委会召开会议\n研究粮食安全、基层减负等工作\n砚县日报　2024-06-18 07:22\n　　6月17日，市委常委会召开会议，听取情况汇报。\n",
            "市委常委会召开会议研究粮食安全、基层减负等工作",
        ),
        (
            "县政府召开常务会议\n审议老旧小区改造方案\n2024-08-09 18:22　砚县发布\n\n8月8日，县长主持召开县政府常务会议，研究改造工作。\n",
            "县政府召开常务会议审议老旧小区改造方案",
        ),
        (
            "砚湾政府新聞網\n新聞公報\n海濱事務處呼籲市民切勿游越防鯊網\n＊＊＊＊＊＊＊＊\n　　海濱事務處發言人今日呼籲泳客，切勿游越防鯊網。\n完\n2022年7月14日（星期四）\n",
            "海濱事務處呼籲市民切勿游越防鯊網",
        ),
        (
            "霧坪鄉公所新聞稿\n發稿單位：觀光課　　發稿日期：111.10.14\n主標：柿子季登場、百攤減塑\n副標：鄉長籲遊客搭公車\n「霧坪柿子季」將登場，鄉公所今日宣布減塑措施。\n",
            "柿子季登場、百攤減塑",
        ),
    ] {
        assert_eq!(facts(text)[0].as_deref(), Some(title));
    }
}

#[test]
fn what_a_joint_number_leaves_out_may_follow() {
    let asked = "就此，政府可否告知本會：\n（一）宗數；\n（二）成效；及\n（三）計劃？\n現答覆如下：\n";
    assert_eq!(
        markers(&format!("{asked}（一）及（三）共接獲三百宗投訴。\n（二）處方會檢視。\n")),
        ["（一）", "（二）", "（三）", "（一）及（三）", "（二）"]
    );
    let joint =
        format!("{asked}（一）過去三年接獲三百宗。\n（二）及（四）處方會檢視。\n（三）正諮詢業界。\n");
    assert_eq!(markers(&joint)[3..], ["（一）", "（二）及（四）", "（三）"]);
    assert!(!told(&joint, "ordinal-slip"));
}

#[test]
fn an_empty_line_ends_the_last_item_where_it_ends_the_others() {
    let list = "署方公布如下安排。\n\n（一）申请资格\n居民可申请。\n\n（二）评分准则\n总分相同者抽签。\n";
    let after = |body: &str| match read(body).body.last() {
        Some(Section::Prose(blocks)) => blocks.len(),
        _ => 0,
    };
    assert_eq!(after(&format!("{list}\n署方将于下月举行两场说明会。\n")), 1);
    // Inside an item an empty line means nothing, then.
    assert_eq!(
        after("署方公布如下安排。\n\n（一）申请资格\n\n居民可申请。\n\n（二）评分准则\n\n总分相同者抽签。\n"),
        0
    );
    assert_eq!(after(&format!("{list}抽签全程录影。\n")), 0);
    assert_eq!(after(&format!("{list}\n（三）过渡安排\n\n合同可续期一次。\n\n署方将举行说明会。\n")), 1);
    // What counts the items is said of all of them.
    let cases =
        "通报如下：\n1.甲收费问题。甲受到处分。\n2.乙收礼问题。乙受到处分。\n3.丙失职问题。丙受到处分。\n";
    assert_eq!(after(&format!("{cases}上述3起问题，影响极坏，要引以为戒。\n")), 1);
    assert_eq!(after(&format!("{cases}上述人员已被免职。\n")), 0);
}

#[test]
fn digests_that_say_so_and_second_copies() {
    let lead = "7月28日下午，砚县退役军人事务局召开退役军人代表座谈会，听取十六名代表对就业安置和优待落实工作的意见。";
    let text = format!(
        "【转发】砚县召开退役军人代表座谈会\n{lead}局长提出要求：一是把安置的事办在前头；二是把褒扬的事办得庄重，年底前要对照清单逐项销号、按季通报。\n会后，代表们参观了展览馆。……（全文见下）\n----------\n砚县召开退役军人代表座谈会\n稿源：县退役军人事务局 | 发稿日期：2023.07.31\n{lead}有人反映优待证在两家景区“刷不动”，有人提出培训“学的用不上”。\n局长一一作了回应，并提出要求：一是把安置的事办在前头，九月底前全部定岗，不得以“劳务派遣”代替正式安置；二是把培训的事办得对路，增开两个班；三是把褒扬的事办得庄重，年内迁葬完毕。\n座谈会由副局长主持。\n"
    );
    let kept = body(&text);
    assert_eq!(kept.matches("7月28日").count(), 1, "{kept}");
    assert!(kept.ends_with("座谈会由副局长主持。") && !kept.contains("全文见下"), "{kept}");
    // Not if it does not say so: then it may be another text.
    assert_eq!(body(&text.replace("……（全文见下）", "")).matches("7月28日").count(), 2);

    let title = "政策问答｜老楼加装电梯，门槛降了多少？";
    let answer = "问：新修订的办法有哪些新变化？\n答：主要有两个方面：一是表决门槛降了，双四分之三同意；二是补贴标准高了，每台二十万元，低层业主可从中分得补偿。\n";
    let text = format!(
        "{title}\n砚县住房和城乡建设局　　2024-05-09　　来源：本网\n{answer}（内容由房屋管理科提供）\n以上内容手机版：\n{title}\n2024-05-09 砚县住房和城乡建设局\n{answer}"
    );
    assert_eq!(facts(&text)[0].as_deref(), Some(title));
    let kept = body(&text);
    assert!(kept.starts_with("问：") && kept.ends_with("分得补偿。"), "{kept}");
    assert_eq!(kept.matches("新修订").count(), 1, "{kept}");
}

#[test]
fn whom_a_letter_is_to_is_its_first_line() {
    let letter = "砚湾健康署\n\n2024年2月20日\n\n预防流行性感冒\n\n致：各小学、幼稚园及幼儿中心校长／主管\n\n　　请贵校采取下列措施：\n\n(1) 每日检查体温。\n\n(2) 保持室内空气流通。\n";
    assert!(body(letter).starts_with("致：各小学"), "{}", body(letter));
}

/// A reading of a whole file.
fn whole(text: &str) -> Reading {
    seed::read(&Arc::new(SourceFile { path: "seeds/a.txt".to_owned(), text: text.to_owned() }))
}

#[test]
fn two_notices_in_a_file_are_told_in_either_order() {
    let meeting = "甲县召开防汛工作会议\n来源：甲县水利局 发布时间：2024-05-02\n\n5月1日，甲县召开防汛工作会议。会议强调，要做好以下工作：\n一要加强值守，落实24小时值班制度。\n二要检查30家企业的防汛物资储备。\n\n甲县水利局\n2024年5月2日\n";
    let other = "乙县部署秋季造林绿化工作\n来源：乙县林业局 发布时间：2024-09-12\n\n9月10日，乙县召开秋季造林绿化部署会。会议要求，要做好以下工作：\n一要完成造林任务10万亩，落实到村。\n二要检查苗木质量，确保成活率。\n\n乙县林业局\n2024年9月12日\n";
    let plain = "丙县秋粮收购\n来源：丙县粮食局 发布时间：2024-09-12\n\n9月10日，全县秋粮收购进展顺利，已收购10万吨，各收购点秩序良好。\n\n丙县粮食局\n2024年9月12日\n";
    let document = |number: u32, matter: &str| {
        format!(
            "甲县水利局文件\n甲水发〔2024〕{number}号\n\n关于做好{matter}工作的通知\n\n各乡镇水利站：\n为做好{matter}工作，现将有关事项通知如下：\n一、加强值守，落实24小时{matter}值班制度。\n二、做好储备，检查30家企业的{matter}物资。\n\n甲县水利局\n2024年{number}月2日\n"
        )
    };
    let documents = [document(5, "防汛"), document(7, "抗旱")];
    let signed = "关于开展安全生产大检查的通知\n各乡镇人民政府：\n为做好安全生产工作，请于5月30日前完成企业自查并报送材料，逾期不再受理。\n\n甲县安委会\n2024年5月20日\n";
    for (first, second) in
        [(meeting, other), (meeting, plain), (meeting, signed), (&documents[0], &documents[1])]
    {
        for text in [format!("{first}\n{second}"), format!("{second}\n{first}")] {
            let reading = whole(&text);
            let told = reading.diagnostics.iter().any(|one| one.message.code() == "notice-second");
            assert!(told && reading.facts.draft, "{text}");
        }
    }
    for one in [meeting, other, plain, signed, &documents[0]] {
        assert!(whole(one).diagnostics.iter().all(|told| told.message.code() != "notice-second"), "{one}");
    }
}

#[test]
fn a_request_below_a_heading_is_its_text() {
    let body = "为做好防汛工作，现将有关事项通知如下：\n一、加强值守\n各乡镇要落实24小时值班制度。\n二、做好储备\n请各乡镇于10月15日前报送清单。\n";
    let parts = |section: &Section| match section {
        Section::List(directives) => directives.last().map(|last| last.parts.len()),
        Section::Prose(_) => None,
    };
    let last = |body: &str| read(body).body.iter().rev().find_map(parts).unwrap_or(0);
    assert_eq!(last(body), 1);
    assert_eq!(last(&body.replace("于10", "抓紧落实。\n请各乡镇于10")), 1);
    // Behind a task that is told the same words close the notice.
    assert_eq!(
        last(
            "现将有关事项通知如下：\n一、加强值守，落实制度。\n二、做好储备，落实物资。\n请各乡镇认真落实。\n"
        ),
        0
    );
}

#[test]
fn a_text_in_other_words_is_told() {
    let twice = "会议要求：一是货源早锁定。到库率达到80%。二是价格不跑偏。控制加价。三是服务送到田。推广服务。\n\n来源：某社\n\n\
         会议要求：一是货源早锁定。各公司抓紧签约。二是价格不跑偏。门店明码标价。三是服务送到田。医生包村。四是质量零容忍。抽样留样。";
    assert!(told(twice, "list-again") && read(twice).facts.draft);
    // The same words for two things are two lists of their own where one item is another.
    let two = "会议强调，一是加强领导。二是压实责任。三是严格考核办法。\n\n副市长要求，一是加强领导。二是压实责任。三是做好保障工作。";
    assert!(!told(two, "list-again"));
}

#[test]
fn copies_that_say_much_otherwise_are_a_draft() {
    let copies = |first: &str, second: &str| {
        let shared = "5月6日，某市召开会议，部署下一阶段工作，各县区负责同志参加了会议。会议要求，各单位要压实责任，按时完成任务，不得推诿。";
        let last = "会议强调，要加强督导检查，严肃追责问责，确保各项任务落到实处。";
        format!("{shared}{first}{last}\n\n来源：某社\n发布时间：2022年5月6日\n\n{shared}{second}{last}\n")
    };
    let draft = |first: &str, second: &str| {
        let both = copies(first, second);
        assert!(told(&both, "copy-dropped"));
        read(&both).facts.draft
    };
    let (ours, theirs) = ("各县区要逐项列出清单，逐项销号。", "会议还作了通报，分析了原因。");
    assert!(!draft("", theirs) && !draft(ours, theirs));
    // The fuller one is kept; what only the other one says is much.
    assert!(draft(&ours.repeat(5), &theirs.repeat(6)));
}
