//! Measures linking at the size of a large site, and finding on hostile texts. `cargo bench --bench citation`

#![expect(clippy::print_stdout, reason = "this is what it is for")]

use std::time::{Duration, Instant};

use gongkai::citation::{self, Reading, Registry};
use gongkai::notice::{Block, Facts, Notice, NoticeId, Place, Section};
use gongkai::regulation::{Regulation, RegulationId};
use gongkai::script::{Script, Text};

const NOTICES: usize = 10_000;
const REGULATIONS: usize = 2_000;

fn main() {
    println!("{:<58}{:>12}{:>14}", "what", "seconds", "per second");
    let regulations = regulations();
    let start = Instant::now();
    let registry = Registry::new(&regulations);
    row("registry of 2,000 regulations", REGULATIONS, start.elapsed());

    let notices: Vec<Notice> = (0..NOTICES).map(notice).collect();
    let start = Instant::now();
    let citations: usize = notices.iter().map(|notice| citation::resolve(notice, &registry).len()).sum();
    row(&format!("{NOTICES} notices with {citations} citations linked"), citations, start.elapsed());

    for piece in ["《", "《》", "「", "(", "第", "第一条、", "《甲条例》", "国办发〔2021〕1号", "该规划"]
    {
        for length in [250_000, 500_000, 1_000_000] {
            let text = piece.repeat(length / piece.chars().count());
            let start = Instant::now();
            let found = citation::find(&text).len();
            row(&format!("find in {length} characters of {piece} ({found} found)"), length, start.elapsed());
        }
    }

    // Ten megabytes in one text, all the way to the citations.
    for (piece, times) in [("以下简称《条例》", 430_000), ("要抓好《办法》第N条落实；", 250_000)]
    {
        for times in [times / 4, times / 2, times] {
            let text: String =
                (0..times).map(|number| piece.replace('N', &(number % 90 + 1).to_string())).collect();
            let start = Instant::now();
            let cited =
                citation::resolve_texts(&[(Place::default(), &*text)], &registry, Reading::default()).len();
            row(&format!("{times} times {piece} ({cited} cited)"), text.chars().count(), start.elapsed());
        }
    }
}

fn row(what: &str, count: usize, time: Duration) {
    println!("{what:<58}{:>12.4}{:>14.0}", time.as_secs_f64(), count as f64 / time.as_secs_f64());
}

const PLACES: [&str; 10] = ["青埠", "云汐", "砚溪", "望澜", "澜东", "澄川", "苇荡", "鹭汀", "栖河", "桐泽"];
const MATTERS: [&str; 10] = [
    "水环境保护",
    "大气污染防治",
    "湿地保护",
    "道路交通安全",
    "食品安全",
    "危险化学品管理",
    "防汛应急",
    "城市绿化",
    "噪声污染防治",
    "饮用水水源保护",
];
const KINDS: [&str; 4] = ["条例", "管理办法", "规划（2021—2035年）", "实施方案"];

fn name(number: usize) -> String {
    let (place, rest) = (PLACES[number % 10], number / 10);
    let (matter, rest) = (MATTERS[rest % 10], rest / 10);
    let unit = ["省", "市", "县", "区", "新区"][rest / 4 % 5];
    format!("{place}{unit}{matter}{}", KINDS[rest % 4])
}

fn regulations() -> Vec<Regulation> {
    (0..REGULATIONS)
        .map(|number| {
            let id = RegulationId::new(&format!("regulation-{number}")).expect("an id");
            Regulation::stub(id, Text::new(name(number), Script::Hans), None)
        })
        .collect()
}

/// A notice of some 700 characters with six citations, as notices have them.
fn notice(number: usize) -> Notice {
    const PROSE: &str = "会议指出，今年以来全区生态环境质量持续改善，但工作中仍存在短板弱项，个别单位责任落实不到位，\
        问题整改不彻底，群众反映强烈的问题还没有得到根本解决，必须高度重视，采取有力措施加以解决。";
    let at = |step: usize| (number * 7 + step * 131) % REGULATIONS;
    let texts = [
        format!("{PROSE}要认真学习贯彻《{}》（以下简称《规定》），{PROSE}", name(at(0))),
        format!(
            "{PROSE}严格落实《{}》第十二条第二款和第十五条，对照《规定》第三条逐项检查。{PROSE}",
            name(at(1))
        ),
        format!(
            "{PROSE}违反{}第二十条的，依照《{}》第四十一条第（三）项处理。{PROSE}",
            name(at(2) / 40 * 40),
            name(at(3))
        ),
        format!("{PROSE}国办发〔2021〕{}号文件和《某市某事管理规定》要求的，{PROSE}", number % 90 + 1),
    ];
    let blocks = texts.into_iter().map(|text| Block::plain(Text::new(text, Script::Hans))).collect();
    let id = NoticeId::new(&format!("2021-06-11-{number}")).expect("an id");
    Notice { id, facts: Facts::default(), body: vec![Section::Prose(blocks)] }
}
