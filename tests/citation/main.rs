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
        .map(|citation| (citation.edition, citation.bounds.clone(), citation.is_sound()))
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

#[test]
fn the_publisher_says_what_is_no_document() {
    let registry = Registry::new(&[]).with_not_rules(["示範標準", "某某公约"]);
    let found = cite("《县级示范标准》和《某某公约》、《某国公约》", &registry, Default::default());
    let reasons: Vec<Resolution> = found.into_iter().map(|citation| citation.resolution).collect();
    use gongkai::citation::Reason::{NotRules, Unregistered};
    assert_eq!(reasons, [NotRules, NotRules, Unregistered].map(Resolution::Open));
}
