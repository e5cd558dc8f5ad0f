//! How sites of the mainland, Hong Kong, Macau and Taiwan write title, source and date around a notice: one case a
//! writing. The bodies are invented and say nothing of these; where nobody is named, nobody may be found.

use gongkai::seed::read_bytes;

const TITLE: &str = "砚溪县召开秸秆禁烧工作推进会";
const BODY: &str = "　　9月13日上午，砚溪县召开秸秆禁烧工作推进会，通报今年以来的工作情况，安排下一阶段任务。\n　　会议强调，一要压实责任，逐村逐户落实；二要严格巡查，发现一起处理一起；三要加强宣传，10月20日前完成入户告知。\n";
const OFFICE: &str = "砚溪县生态环境局";
const DAY: &str = "2023-09-15";

fn read(text: &str) -> [Option<String>; 3] {
    let (_, reading) = read_bytes("seeds/a.txt", text.as_bytes());
    let facts = reading.facts;
    [
        facts.title.map(|title| title.source().to_owned()),
        facts.source.map(|source| source.source().to_owned()),
        facts.published.map(|date| date.to_string()),
    ]
}

/// Reads each case with the body where it says `BODY`, and tells every one that is wrong.
fn check(cases: &[&str], title: Option<&str>, source: Option<&str>, date: Option<&str>) {
    let right = [title, source, date].map(|fact| fact.map(str::to_owned));
    let mut wrong = String::new();
    for case in cases {
        let text = case.replace("TITLE", TITLE).replace("OFFICE", OFFICE);
        let text = if text.contains("BODY") { text.replace("BODY", BODY) } else { text + "\n" + BODY };
        let found = read(&text);
        if found != right {
            wrong += &format!("{case:?}: {found:?}\n");
        }
        // Whatever stands around it, no word of the body is lost.
        let (_, reading) = read_bytes("seeds/a.txt", text.as_bytes());
        let kept: String = reading.kept.iter().map(|range| &text[range.clone()]).collect();
        let tight = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if !tight(&kept).contains(&tight(BODY)) {
            wrong += &format!("{case:?}: lost words of the body: {kept}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn labels_of_all_kinds() {
    check(
        &[
            "TITLE\n来源：OFFICE　发布时间：2023-09-15 10:20　浏览次数：31",
            "公文标题：TITLE\n来文单位：OFFICE\n拟稿时间：2023-09-14 14:20　　派发日期：2023-09-15　　经手：某某",
            "主标：TITLE\n副标：一个都不能少\n承办：一科　　发稿单位：OFFICE　　发稿日期：2023-09-15",
            "TITLE\n来源:OFFICE 日期:2023-9-15",
            "TITLE\n来 源： OFFICE　　时 间： 2023年9月15日",
            "TITLE\n信息来源：OFFICE　　作者：　　发布日期：2023/9/15 0:00:00　　点击：12",
            "TITLE\n【来源：OFFICE】【发布时间：2023-09-15】【字体：大 中 小】",
            "TITLE\n[来源]OFFICE [时间]2023-09-15",
            "TITLE\n【来源】 OFFICE\n【日期】 ２０２３／０９／１５\n【栏目】工作动态",
            "TITLE\n【来源】：OFFICE　【发布时间】：2023-09-15",
            "TITLE\n〖 发布：2023-09-15 〗〖 稿源：OFFICE 〗〖 点击：158 〗",
            "TITLE\n［发布时间］2023-09-15［信息来源］OFFICE",
            "TITLE\n〔来源〕OFFICE〔时间〕2023-09-15",
            "TITLE\n发布日期：2023-09-15 | 来源：OFFICE | 字体：大 中 小",
            "TITLE\n2023-09-15 10:20 | 来源：OFFICE | 编辑：值班员",
            "TITLE\n2023-09-15 10:20:33　来源：OFFICE　【打印】",
            "TITLE\n2023年09月15日10:20来源：OFFICE",
            "TITLE\n2023年9月15日 星期五 来源：OFFICE",
            "TITLE\n发布时间：2023-09-15T10:20:30+08:00 来源：OFFICE",
            "TITLE\n发布时间：2023-09-15 10:20 (GMT+8)　文章出处：OFFICE　人气：22",
            "TITLE\n时间：Fri Sep 15 10:20:30 CST 2023　来源：OFFICE",
            "TITLE\n发表时间：2023.9.15　出处：OFFICE",
            "TITLE\n来源丨OFFICE\n时间丨2023-09-15",
            "TITLE\n来源 | OFFICE\n发布时间 2023-09-15",
            "TITLE\n发布机构：OFFICE　发布日期：二〇二三年九月十五日",
            "TITLE\n发布单位：OFFICE\n发布时间：二O二三年九月十五日",
            "TITLE\n发布时间 2023-09-15　　来源 OFFICE　　【 大 中 小 】　【打印】",
            "TITLE\n来源 OFFICE　　2023-09-15",
            "TITLE\n发布者：OFFICE　发布时间：2023-09-15　浏览次数：12",
            "TITLE\n发布机构\nOFFICE\n发布日期\n2023-09-15",
            "TITLE\n发布机构　　OFFICE　　发布日期　　2023-09-15",
            "索 引 号\tYX-2023-001\t主题分类\t生态环境\n发文机关\tOFFICE\t成文日期\t2023年9月13日\n标　　题\tTITLE\n发布日期\t2023年9月15日\nTITLE",
            "索引号：YX-2023-001　　信息分类：工作动态\n发布机构：OFFICE　　生成日期：2023-09-13\n名　　称：TITLE\n发布日期：2023-09-15　　公开方式：主动公开",
            "TITLE\n2023-09-15\nBODY来源：OFFICE\n编辑：值班员",
            "TITLE\n发布日期：2023-09-15\nBODY（供稿单位：OFFICE）",
            "TITLE\n发布日期：2023-09-15\nBODY供稿：OFFICE　审核：值班员",
            "TITLE\n发布日期：2023-09-15\nBODY撰稿：OFFICE　一审：甲某　二审：乙某",
            "TITLE\n发布日期：2023-09-15\nBODY（来稿单位：OFFICE）",
            "TITLE\n报送单位：OFFICE　　发布时间：2023-09-15",
            "TITLE\n消息来源：OFFICE　刊发时间：2023-09-15",
            "TITLE\n转载自：OFFICE　添加时间：2023-09-15",
            "【标题】TITLE\n【来源】OFFICE\n【时间】2023-09-15",
            "标题：砚溪县召开秸秆禁烧\n工作推进会\n来源：OFFICE\n时间：2023-09-15",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
}

#[test]
fn values_with_something_beside_them() {
    check(
        &[
            "TITLE\n来源：OFFICE（记者 张某）　时间：2023-09-15",
            "TITLE\n来源：OFFICE 记者张某　时间：2023-09-15",
            "TITLE\n信息来源:OFFICE;发布时间:2023-09-15;",
            "TITLE\n来源：OFFICE，时间：2023-09-15，点击：12",
            "TITLE\n【信息来源：OFFICE】【信息时间：2023-09-15 10:20　阅读次数：123】【我要打印】【关闭】",
            "TITLE\n发布日期：[2023-09-15] 来源：[OFFICE]",
            "TITLE\n发稿：OFFICE　日期：2023-09-15",
            "TITLE\n发布：OFFICE　时间：2023-09-15",
            "TITLE\nOFFICE 发布时间：2023-09-15",
            "TITLE\n来源：OFFICE | 2023-09-15 09:12",
            "TITLE\n时间：2023-09-15 点击：[ 12 ]次 作者：OFFICE",
            "TITLE\n【时间:2023-09-15】【作者:OFFICE】【关闭】",
            "TITLE\n本文转自：OFFICE　信息提供日期：2023-09-15",
            "TITLE\n2023-09-15\nBODY（来源：OFFICE）",
            "TITLE\n2023-09-15\nBODY来源/OFFICE",
            "TITLE\n2023-09-15\nBODY信息来源丨OFFICE\n编辑丨值班员",
            "原标题：全县动员\nTITLE\n来源：OFFICE　时间：2023-09-15",
            "TITLE\n以下文章来源于OFFICE ，作者张某\n2023-09-15",
            "TITLE　2023-09-15\n来源：OFFICE",
            "TITLE（2023-09-15）\n来源：OFFICE",
            "TITLE [2023-09-15 10:20]\n来源：OFFICE",
            "TITLE 发布时间：2023-09-15 来源：OFFICE",
            "TITLE-某县人民政府网站\nTITLE\n来源：OFFICE　时间：2023-09-15",
            "来源：OFFICE　时间：2023-09-15\nTITLE",
            "TITLE\n来源：OFFICE\n\n更新时间：2023-09-15",
            "TITLE\n|| 2023-09-15 11:18:04 编辑: 某某 审核人:某某 阅读次数:2236 |\nBODY（OFFICE）",
            "TITLE\n发文单位 | OFFICE | ||\n| 发布日期 | 2023-09-15 |",
            "| 标题 | TITLE |\n| 发布机构 | OFFICE |\n| 发布日期 | 2023-09-15 |",
            "TITLE\n2023-09-15\nBODY（OFFICE 王某某）",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
    check(
        &["TITLE\n来源：“砚溪发布”微信公众号　时间：2023-09-15"],
        Some(TITLE),
        Some("“砚溪发布”微信公众号"),
        Some(DAY),
    );
    check(
        &["TITLE\n来源：OFFICE、砚溪县应急管理局　时间：2023-09-15"],
        Some(TITLE),
        Some("砚溪县生态环境局、砚溪县应急管理局"),
        Some(DAY),
    );
}

#[test]
fn lines_without_labels() {
    check(
        &[
            "TITLE\n2023-09-15　OFFICE",
            "TITLE\n2023-09-15 10:20　OFFICE　浏览：123",
            "TITLE\n2023-09-15 10:20 | OFFICE",
            "TITLE\nOFFICE　2023-09-15",
            "TITLE\nOFFICE　2023-09-15 10:20　浏览：123",
            "TITLE\nOFFICE | 2023年9月15日",
            "TITLE\nOFFICE\n2023-09-15 10:20",
            "TITLE\n（OFFICE　2023年9月15日）",
            "TITLE\n发布时间：2023-09-15 10:20　OFFICE　浏览：3",
            "TITLE\n2023-09-15 10:20 发布\nOFFICE",
            "TITLE\nOFFICE 2023-09-15 发布",
            "TITLE\n（2023-09-15）\nBODY供稿：OFFICE",
            "TITLE\n【字号： 大 中 小】 2023-09-15 来源： OFFICE 【打印】【关闭】",
            "首页 > 政务公开 > 工作动态\nTITLE\n2023-09-15 来源： OFFICE 字号： [大] [中] [小] 打印",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
}

#[test]
fn pages_of_site_builders() {
    // Some builders put the article, or the whole page, into a form; who and when stand in spans without labels.
    let page = format!(
        "<html><head><title>{TITLE}-某站</title></head><body><form id=f><ul><li>别的新闻 2023-09-20</li></ul><div><h1>{TITLE}</h1>\
         <span>2023年09月15日 11:03&nbsp;</span><span>{OFFICE}&nbsp;</span><span>浏览次数：[<span>73</span>]</span></div>\
         <div id=vsb_content><p>{}</p></div></form></body></html>",
        BODY.replace('\n', "</p><p>")
    );
    let right = [TITLE, OFFICE, DAY].map(|fact| Some(fact.to_owned()));
    let (_, reading) = read_bytes("seeds/a.html", page.as_bytes());
    let facts = reading.facts;
    assert_eq!(
        [
            facts.title.map(|title| title.source().to_owned()),
            facts.source.map(|source| source.source().to_owned()),
            facts.published.map(|date| date.to_string())
        ],
        right
    );
    assert!(!reading.body.is_empty());
}

#[test]
fn numbers_of_documents() {
    for (head, number) in [
        ("砚溪县人民政府令\n第 6 号\n\n秸秆禁烧令\n", "砚溪县人民政府令第6号"),
        ("砚溪县人民政府文件\n砚政发〔2023〕8号\n\n关于禁烧秸秆的通告\n", "砚政发〔2023〕8号"),
        (
            "砚溪县防汛指挥部\n等级：特急　　砚汛电〔2023〕11号　　砚机发0617号\n\n关于做好秸秆禁烧工作的紧急通知\n",
            "砚汛电〔2023〕11号",
        ),
    ] {
        let (_, reading) = read_bytes("seeds/a.txt", format!("{head}\n{BODY}").as_bytes());
        let found = reading.facts.document_number.map(|number| number.source().to_owned());
        assert_eq!(found.as_deref(), Some(number), "{head}");
    }
}

#[test]
fn stamps_of_accounts_and_minutes() {
    check(
        &[
            "TITLE\nOFFICE\n2023年9月15日 10:30 发表于江苏",
            "TITLE\nOFFICE 2023年9月15日 10:30发表于江苏",
            "TITLE\n2023年9月15日 10:30发表于 江苏\n来源：OFFICE",
            "TITLE\n点击蓝字，关注我们。\n2023年9月15日 10:30 发表于江苏\n来源：OFFICE",
            "TITLE\nOFFICE　　　　2023年9月15日",
            "TITLE\n第8期\nOFFICE  2023年9月15日",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
}

#[test]
fn english_and_two_languages() {
    check(
        &[
            "TITLE\nSource: OFFICE\nDate: 15/09/2023",
            "TITLE\nSource: OFFICE | Published: 2023-09-15",
            "TITLE\nIssued by: OFFICE　Date of release: 15 September 2023",
            "TITLE\n來源 Source：OFFICE　日期 Date：15/09/2023",
            "TITLE\n發佈日期 Data：15/09/2023\n來源 Fonte/Source：OFFICE",
            "TITLE\nPosted on September 15, 2023\n来源：OFFICE",
            "TITLE\nSource 来源：OFFICE　Date 日期：2023-09-15",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
}

#[test]
fn papers() {
    // A letterhead, an account, a foot: who speaks without a label.
    check(
        &[
            "OFFICE　新闻稿\n发稿日期：2023年9月15日\nTITLE\n",
            "OFFICE文件\n砚环发〔2023〕8号\nTITLE\n\n发布日期：2023-09-15",
            "TITLE\n发布日期：2023-09-15\nBODYOFFICE　2023年9月14日印发",
            "TITLE\n发布日期：2023-09-15\nBODY　　　　OFFICE\n　　　　2023年9月14日",
            "TITLE\n来源：本站　发布时间：2023-09-15\nBODY主办单位：OFFICE　备案号：某ICP备1号",
        ],
        Some(TITLE),
        Some(OFFICE),
        Some(DAY),
    );
    check(
        &["TITLE\n原创　某某某　砚溪检察　2023-09-15 18:05　发表于岚江", "TITLE\n砚溪检察　2023-09-15 18:05"],
        Some(TITLE),
        Some("砚溪检察"),
        Some(DAY),
    );
}

#[test]
fn nobody_is_named() {
    check(
        &[
            "TITLE\n发布时间：2023-09-15",
            "TITLE\n2023-09-15 10:20　浏览：12",
            "TITLE\n来源：本站　发布时间：2023-09-15",
            "TITLE\n来源：　　发布时间：2023-09-15　　作者：佚名",
            "TITLE\n作者：王某某　发布时间：2023-09-15",
            "TITLE\n发布人：管理员　发布时间：2023-09-15",
            "TITLE\n供稿：李某　发布时间：2023-09-15",
            "TITLE\n王某某　2023-09-15 10:20",
            "TITLE\n2023-09-15 10:20　砚溪发布",
            "TITLE\n2023-09-15\nBODY（王某某）",
            "TITLE\n2023-09-15\nBODY（此件公开发布）",
        ],
        Some(TITLE),
        None,
        Some(DAY),
    );
}

#[test]
fn days_that_are_not_the_publication() {
    check(
        &[
            "TITLE\n来源：OFFICE",
            "TITLE\n（2023年9月13日）\n来源：OFFICE",
            "TITLE\n来源：OFFICE　成文日期：2023-09-13",
            "TITLE\n来源：OFFICE　截止日期：2023-09-30",
            "TITLE\n来源：OFFICE\nBODY\n砚溪县部署森林防火工作推进会　2023-09-12\n砚溪县召开河长制工作会议　2023-09-11",
            "TITLE\n来源：OFFICE\nBODY　　　　OFFICE\n　　　　2023年9月14日",
            "TITLE\n来源：OFFICE\nBODYOFFICE办公室　2023年9月14日印发",
            "TITLE\n来源：OFFICE　施行日期：2023年10月1日",
        ],
        Some(TITLE),
        Some(OFFICE),
        None,
    );
}

#[test]
fn hong_kong_macau_taiwan() {
    const HANT: &str = "　　嵐溪縣政府於9月13日召開「登革熱防治應變會議」，由副縣長主持，各鄉鎮市公所均派員與會。\n　　衛生局表示，一、請各公所於9月底前完成清查；二、請環保局實施預防性化學防治。\n";
    let mut wrong = String::new();
    for head in [
        "嵐溪縣衛生局　新聞稿\n發 稿 日 期：112年9月15日\n發 稿 單 位：OFFICE\n新聞聯絡人：陳科長　（0X）555-0123\nTITLE\n",
        "TITLE\n發布單位：OFFICE　發布日期：112-09-15　點閱數：12",
        "TITLE\n發佈單位：OFFICE\n上版日期：112/09/15",
        "TITLE\n張貼人：OFFICE　公告日期：112.09.15",
        "TITLE\n資料來源：OFFICE　最後異動日期：民國112年9月15日",
        "TITLE\n單位：OFFICE　張貼日期：112-09-15(五)",
        "TITLE\n新聞來源：OFFICE　2023/9/15",
        "新聞稿　N.º 128/2023\n發佈日期 Data：15/09/2023\n發佈實體：OFFICE\n\nTITLE\n",
        "TITLE\n（消息來源：OFFICE）\n發佈日期：2023/09/15 15:30",
        "新聞公報\nTITLE\n＊＊＊＊＊＊＊＊\nBODY完\n2023年9月15日（星期五）\n香港時間15時30分\n資料來源：OFFICE",
        "發文機關：OFFICE\n發布日期：中華民國一百一十二年九月十五日\n標題：TITLE",
    ] {
        let text = head.replace("TITLE", "嵐溪縣召開登革熱防治應變會議").replace("OFFICE", "疾病管制科");
        let text = if text.contains("BODY") { text.replace("BODY", HANT) } else { text + "\n" + HANT };
        let found = read(&text);
        if found.each_ref().map(Option::as_deref)
            != [Some("嵐溪縣召開登革熱防治應變會議"), Some("疾病管制科"), Some(DAY)]
        {
            wrong += &format!("{head:?}: {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_day_that_cannot_be_read_is_told() {
    let told = |head: &str| {
        let text = format!("某县召开会议\n来源：某局\n{head}\n\n会议强调，要认真落实各项要求。\n");
        let (_, reading) = read_bytes("seeds/a.txt", text.as_bytes());
        let message = |one: &gongkai::diagnostic::Diagnostic| format!("{:?}", one.message);
        reading.diagnostics.iter().map(message).any(|message| message.contains("113-05-21"))
    };
    assert!(told("发布日期：2024-05-20\n更新日期：113-05-21"));
    assert!(told("更新日期：113-05-21"));
    assert!(!told("发布日期：2024-05-20"));
}
