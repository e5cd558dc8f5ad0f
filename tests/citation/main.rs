//! Citations from outside: the cases, the invented notices, near names, hostile texts.

mod properties;
mod score;
mod titles;

use gongkai::citation::{Registry, Resolution};
use score::{Score, cite, regulation};

fn assert_perfect(score: &Score) {
    assert!(score.faults.is_empty(), "{}", score.faults.join("\n"));
    for tally in [score.span, score.target, score.pin, score.number] {
        assert!(tally.is_perfect(), "{tally}");
    }
}

#[test]
fn every_case_is_right() {
    assert_perfect(&score::cases());
}

#[test]
fn the_samples_with_their_documents_registered() {
    assert_perfect(&score::samples(true));
}

#[test]
fn the_samples_with_nothing_registered() {
    assert_perfect(&score::samples(false));
}

#[test]
fn the_first_notice() {
    let seed = include_str!("../../seeds/2021-06-11-xiongan.txt");
    let body = seed.split("掃一掃").next().expect("a body");
    let regulations = [
        regulation("byd-reg", "白洋淀生态环境治理和保护条例"),
        regulation("byd-plan", "白洋淀生态环境治理和保护规划（2018—2035年）"),
    ];
    let found = cite(body, &Registry::new(&regulations), Default::default());
    let targets: Vec<(usize, &str)> = found
        .iter()
        .map(|citation| match &citation.resolution {
            Resolution::Resolved { regulation, .. } => (citation.block, regulation.as_str()),
            Resolution::Open(reason) => panic!("{reason:?}"),
        })
        .collect();
    assert_eq!(targets, [(1, "byd-reg"), (2, "byd-plan"), (2, "byd-reg")]);
}

#[test]
fn an_unregistered_document_is_one_under_its_name_and_its_number() {
    let text = "《关于某事的通知》（某政发〔2020〕9号）施行后，某政发[2020]9号文件和《通知》（某政办〔2021〕1号）也施行。";
    let found = cite(text, &Registry::new(&[]), Default::default());
    let documents: Vec<&str> = found.iter().map(|citation| &*citation.document).collect();
    assert_eq!(documents, ["关于某事的通知", "关于某事的通知", "通知（某政办〔2021〕1号）"]);
}

#[test]
fn versions_and_bounds() {
    use gongkai::citation::{Bound, Edition};
    use gongkai::regulation::{Fact, FactKind};
    let fact = |kind, year: i16| Fact {
        kind,
        date: Some(jiff::civil::date(year, 4, 24)),
        value: None,
        items: Vec::new(),
        sources: Vec::new(),
    };
    let mut law = regulation("epl", "中华人民共和国环境保护法");
    law.articles = Some(70);
    law.facts = vec![fact(FactKind::Passed, 1989), fact(FactKind::Amended, 2014)];
    let laws = [law];
    let registry = Registry::new(&laws);
    let text = "《环境保护法》（2014年修订）第七十条，《环境保护法（1989年修订）》第三条，《环境保护法》（2020年修正）第七十条至第七十一条";
    let found = cite(text, &registry, Default::default());
    let seen: Vec<(Option<Edition>, Vec<Bound>, bool)> = found
        .iter()
        .map(|citation| (citation.edition, citation.bounds.clone(), citation.shortfall().is_none()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some(Edition::Current), vec![Bound::Counted], true),
            (Some(Edition::Superseded), vec![Bound::Counted], false),
            (Some(Edition::Unknown), vec![Bound::Beyond], false),
        ]
    );
}

/// A version of before the text that is registered has other articles, whether its year is listed or not.
#[test]
fn a_version_of_before_the_text_is_superseded() {
    use gongkai::citation::Edition;
    use gongkai::regulation::{Fact, FactKind};
    let made = |kind, year: i16| Fact {
        kind,
        date: Some(jiff::civil::date(year, 11, 28)),
        value: None,
        items: Vec::new(),
        sources: Vec::new(),
    };
    let undated = Fact { date: None, ..made(FactKind::Passed, 2019) };
    for (facts, year, expected) in [
        (
            vec![made(FactKind::Passed, 2019), made(FactKind::Amended, 2022)],
            "2016年修订",
            Edition::Superseded,
        ),
        (vec![made(FactKind::Passed, 2019), made(FactKind::Amended, 2022)], "2019年", Edition::Superseded),
        (vec![made(FactKind::Passed, 2019), made(FactKind::Amended, 2022)], "2022年修正", Edition::Current),
        (vec![made(FactKind::Passed, 2020)], "2016年修正", Edition::Superseded),
        (vec![made(FactKind::Passed, 2020)], "2020年修订", Edition::Unknown),
        (vec![made(FactKind::Issued, 2020)], "2016年修正", Edition::Superseded),
        (vec![undated], "2016年修正", Edition::Unknown),
        (Vec::new(), "2016年修正", Edition::Unknown),
        // Of the text that is held: later than every fact, and not only than the first.
        (vec![made(FactKind::Passed, 2019)], "2023年修订", Edition::Later),
        (vec![made(FactKind::Issued, 2010), made(FactKind::Issued, 2021)], "2021年修订", Edition::Unknown),
        (vec![made(FactKind::Passed, 2019), made(FactKind::Issued, 2020)], "2020年", Edition::Unknown),
    ] {
        let mut law = regulation("hedao", "临江市河道管理条例");
        law.held = Some(Default::default());
        law.facts = facts;
        let laws = [law];
        let found =
            cite(&format!("《临江市河道管理条例》（{year}）"), &Registry::new(&laws), Default::default());
        assert_eq!(found[0].edition, Some(expected), "{year}");
        let open = match expected {
            Edition::Superseded => Some("version-superseded"),
            Edition::Later => Some("version-later"),
            Edition::Current | Edition::Unknown => None,
        };
        assert_eq!(found[0].reason_name(), open, "{year}");
    }
}

#[test]
fn the_publisher_says_what_is_no_document() {
    let registry = Registry::new(&[]).with_not_rules(["示範標準", "某某公约"]);
    let found = cite("《县级示范标准》和《某某公约》、《某国公约》", &registry, Default::default());
    let reasons: Vec<Resolution> = found.into_iter().map(|citation| citation.resolution).collect();
    use gongkai::citation::Reason::{NotRules, Unregistered};
    assert_eq!(reasons, [NotRules, NotRules, Unregistered].map(Resolution::Open));
}

/// What became of each citation of a text, briefly.
fn outcomes(text: &str, registry: &Registry<'_>) -> Vec<String> {
    let tell = |resolution: Resolution| match resolution {
        Resolution::Resolved { regulation, method } => format!("{regulation} {}", method.name()),
        Resolution::Open(reason) => reason.name().to_owned(),
    };
    cite(text, registry, Default::default()).into_iter().map(|found| tell(found.resolution)).collect()
}

#[test]
fn a_notice_of_another_jurisdiction_cites_its_own_laws() {
    use gongkai::regulation::Kind;
    let law = |id: &str, name: &str| {
        let mut law = regulation(id, name);
        law.kind = Kind::Law;
        law
    };
    let laws = [law("water", "中华人民共和国水污染防治法"), law("hk", "中华人民共和国香港特别行政区基本法")];
    let registry = Registry::new(&laws);
    let cited = "應依《水污染防治法》第七條辦理";
    for mark in [
        "發布日期：民國110年12月30日",
        "行政院核定",
        "各直轄市、縣（市）政府",
        "處新臺幣三萬元",
        "府環空字第1100123456號函",
        "澳門特別行政區政府",
        "香港特別行政區政府環境保護署",
    ] {
        let found = outcomes(&format!("{mark}\n{cited}"), &registry);
        assert_eq!(found.last().map(String::as_str), Some("elsewhere"), "{mark}");
    }
    // Nor by a short form, without marks, or after the full name; the full name itself is the law's.
    let text = "民國110年公告\n依《水污染防治法》（以下簡稱水污法）第七條，水污法第八條，依水污染防治法第九條，\
        《中華人民共和國水污染防治法》第三條，《水污染防治法》第四條";
    let found = outcomes(text, &registry);
    assert_eq!(found, ["elsewhere", "ambiguous", "elsewhere", "water exact", "elsewhere"]);
    let text = "香港特別行政區政府\n《香港特別行政區基本法》第三條";
    assert_eq!(outcomes(text, &registry), ["hk shortened"]);
    // Without a mark, as ever; history and lists of investors are no marks.
    for text in [
        cited,
        "民国二十八年大水\n《水污染防治法》",
        "香港特别行政区、澳门特别行政区投资者适用《水污染防治法》",
    ] {
        assert_eq!(outcomes(text, &registry), ["water shortened"], "{text}");
    }
    // An alias that is the short form of the name leads no further than the short form.
    let mut listed = law("water", "中华人民共和国水污染防治法");
    listed.aliases = vec![gongkai::script::Text::new("水污染防治法", gongkai::script::Script::Hans)];
    let listed = [listed];
    let registry = Registry::new(&listed);
    assert_eq!(outcomes(&format!("民國110年\n{cited}"), &registry), ["elsewhere"]);
    assert_eq!(outcomes(cited, &registry), ["water alias"]);
}

#[test]
fn a_notice_that_cites_a_law_of_taiwan_is_of_taiwan() {
    let mut taiwan = regulation("tw-noise", "噪音管制法");
    taiwan.pin_order = Some(gongkai::regulation::PinOrder::Taiwan);
    let laws = [regulation("water", "中华人民共和国水污染防治法"), taiwan];
    let registry = Registry::new(&laws);
    let text = "應依《水污染防治法》第七條及《噪音管制法》第九條";
    assert_eq!(outcomes(text, &registry), ["elsewhere", "tw-noise exact"]);
}

#[test]
fn what_stands_beside_a_notice_says_whose_it_is() {
    use gongkai::notice::{Block, Facts, Notice, NoticeId, Section};
    use gongkai::script::{Script, Text};
    let laws = [regulation("water", "中华人民共和国水污染防治法")];
    let registry = Registry::new(&laws);
    let text = |words: &str| Text::new(words, Script::Hant);
    for (source, open) in [("高雄市政府", true), ("保定市政府", false)] {
        let notice = Notice {
            id: NoticeId::new("2021-06-11-a").expect("an id"),
            facts: Facts { source: Some(text(source)), ..Facts::default() },
            body: vec![Section::Prose(vec![Block::plain(text("應依《水污染防治法》第七條"))])],
        };
        let found = gongkai::citation::resolve(&notice, &registry);
        let elsewhere = Resolution::Open(gongkai::citation::Reason::Elsewhere);
        assert_eq!(found[0].resolution == elsewhere, open, "{source}");
    }
}

#[test]
fn chapters_are_pins_and_hide_none() {
    let laws = [regulation("water", "中华人民共和国水污染防治法")];
    let registry = Registry::new(&laws);
    for (text, name, pins) in [
        ("《水污染防治法》第三章", "水污染防治法", vec!["chp_3"]),
        ("《水污染防治法》第二章第一节规定", "水污染防治法", vec!["chp_2__sec_1"]),
        ("《水污染防治法》第二章、第十条", "水污染防治法", vec!["chp_2", "art_10"]),
        ("依照水污染防治法第二章、第十条", "水污染防治法", vec!["chp_2", "art_10"]),
        ("《水污染防治法》第三章第十二条", "水污染防治法", vec!["art_12"]),
        ("《水污染防治法》第三章的第十二条", "水污染防治法", vec!["art_12"]),
        ("依照水污染防治法第二章第一节第十二条第二款", "水污染防治法", vec!["art_12__para_2"]),
        ("《水污染防治法》第三条和第二章第八条", "水污染防治法", vec!["art_3", "art_8"]),
    ] {
        let found = cite(text, &registry, Default::default());
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(&*found[0].mention.name, name, "{text}");
        let seen: Vec<String> = found[0].mention.pins.iter().map(ToString::to_string).collect();
        assert_eq!(seen, pins, "{text}");
        assert!(matches!(found[0].resolution, Resolution::Resolved { .. }), "{text}");
    }
}

/// Nobody's list knows every place: what a clause speaks of may be one.
#[test]
fn a_place_that_nobody_knows_has_an_ordinance_of_its_own() {
    let laws = [regulation("byd", "白洋淀生态环境治理和保护条例")];
    let registry = Registry::new(&laws);
    for (after, means) in [
        ("滦南《条例》规定更严", false),
        ("滦南地区《条例》第三条规定更严", false),
        ("而滦南《条例》要求更严", false),
        ("上海市《条例》规定更严", false),
        ("白洋淀《条例》第三条规定", true),
        ("同时《条例》明确", true),
        ("严守《条例》规定", true),
        ("我省《条例》规定", true),
    ] {
        let text = format!("《白洋淀生态环境治理和保护条例》施行后，{after}。");
        let found = cite(&text, &registry, Default::default());
        assert_eq!(matches!(found[1].resolution, Resolution::Resolved { .. }), means, "{text}");
    }
}

#[test]
fn repealed_as_its_facts_say() {
    use gongkai::regulation::{Fact, FactKind};
    let mut law = regulation("water", "中华人民共和国水污染防治法");
    let fact = |kind| Fact { kind, date: None, value: None, items: Vec::new(), sources: Vec::new() };
    law.facts = vec![fact(FactKind::Passed), fact(FactKind::Amended)];
    assert!(law.repeal(None).is_none());
    law.facts.push(fact(FactKind::Repealed));
    assert!(law.repeal(None).is_some());
}

#[test]
fn whose_a_regulation_is_its_facts_and_the_notice_say() {
    use gongkai::notice::{Block, Facts, Notice, NoticeId, Section};
    use gongkai::regulation::{Fact, FactKind, Kind};
    use gongkai::script::{Script, Text};
    let text = |words: &str| Text::new(words, Script::Hans);
    let mut moon = regulation("moon", "月湖保护条例");
    moon.kind = Kind::LocalRegulation;
    let silent = [moon.clone()];
    let made = |kind, value: &str| Fact {
        kind,
        date: None,
        value: Some(text(value)),
        items: Vec::new(),
        sources: Vec::new(),
    };
    moon.facts =
        vec![made(FactKind::Issued, "北京市人民代表大会常务委员会"), made(FactKind::Aims, "与保定市合作")];
    let told = [moon];
    for (cited, registered, open) in [
        ("北京市《月湖保护条例》第二条", &silent, true),
        ("北京市《月湖保护条例》第二条", &told, false),
        ("北京《月湖保护条例》第二条", &told, false),
        ("保定市《月湖保护条例》第二条", &told, true),
        ("我市《月湖保护条例》第二条", &silent, false),
    ] {
        let found = outcomes(cited, &Registry::new(registered));
        assert_eq!(found[0] == "ambiguous", open, "{cited}");
    }
    // After another's of that name, the name alone may be either's; a fact says whose it is.
    let twice = "《北京市月湖保护条例》第二条，《月湖保护条例》第三条";
    assert_eq!(outcomes(twice, &Registry::new(&silent)), ["unregistered", "ambiguous"]);
    assert_eq!(outcomes(twice, &Registry::new(&told)), ["unregistered", "moon exact"]);
    // A regulation that says nothing of its place is that of the place from which the notice comes.
    for (source, open) in [("北京市水务局", false), ("保定市水务局", true)] {
        let notice = Notice {
            id: NoticeId::new("2021-06-11-a").expect("an id"),
            facts: Facts { source: Some(text(source)), ..Facts::default() },
            body: vec![Section::Prose(vec![Block::plain(text("北京市《月湖保护条例》第二条"))])],
        };
        let found = gongkai::citation::resolve(&notice, &Registry::new(&silent));
        assert_eq!(matches!(found[0].resolution, Resolution::Open(_)), open, "{source}");
    }
}

#[test]
fn a_law_that_is_registered_without_the_state() {
    use gongkai::regulation::{Kind, PinOrder};
    let law = |id: &str, name: &str| {
        let mut law = regulation(id, name);
        law.kind = Kind::Law;
        law
    };
    let text = "《中华人民共和国环境保护法》第七十条";
    let one = [law("epl", "环境保护法")];
    assert_eq!(outcomes(text, &Registry::new(&one)), ["epl shortened"]);
    // Taiwan's law of the name is no law of the People's Republic; nor do two answer.
    let mut taiwan = law("tw", "环境保护法");
    taiwan.pin_order = Some(PinOrder::Taiwan);
    assert_eq!(outcomes(text, &Registry::new(&[taiwan.clone()])), ["unregistered"]);
    let two = [law("epl", "环境保护法"), law("other", "环境保护法")];
    assert_eq!(outcomes(text, &Registry::new(&two)), ["ambiguous"]);
    let both = [law("bare", "环境保护法"), law("full", "中华人民共和国环境保护法")];
    assert_eq!(outcomes(text, &Registry::new(&both)), ["full exact"]);
    // A notice of elsewhere that writes the state's name means the state's law.
    assert_eq!(outcomes(&format!("民國110年\n{text}"), &Registry::new(&one)), ["epl shortened"]);
}

#[test]
fn stray_marks_are_no_part_of_a_name() {
    let laws = [regulation("water", "中华人民共和国水污染防治法")];
    let registry = Registry::new(&laws);
    for text in [
        "“水污染防治法”第九条",
        "‹水污染防治法>第九条",
        "依照水污染防治法》第九条",
        "“水污染防治法”（2017年修正）第九条",
    ] {
        let found = cite(text, &registry, Default::default());
        assert_eq!(&*found[0].mention.name, "水污染防治法", "{text}");
    }
}
