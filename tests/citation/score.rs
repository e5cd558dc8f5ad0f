//! Measures finding and resolving on the cases and the invented notices under tests/data/citation: span, target and pin
//! apart. Shared by the tests and by `cargo run --example score_citation`. It must not print.

use std::collections::BTreeMap;
use std::fmt;

use gongkai::citation::{self, Citation, Form, Method, Reading, Reason, Registry, Resolution};
use gongkai::notice::Place;
use gongkai::regulation::{Kind, PinOrder, Regulation, RegulationId};
use gongkai::script::{Script, Text};
use serde_json::Value;

/// Right, wrong and missed, of one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Found and expected.
    pub(crate) right: usize,
    /// Found and not expected.
    pub(crate) wrong: usize,
    /// Expected and not found.
    pub(crate) missed: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        if right { self.right += 1 } else { self.wrong += 1 }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// Two bags of things compared.
    fn bags(found: &[String], expected: &[String]) -> Self {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for name in found {
            counts.entry(name).or_default().0 += 1;
        }
        for name in expected {
            counts.entry(name).or_default().1 += 1;
        }
        let mut tally = Self::default();
        for (found, expected) in counts.values() {
            tally.right += found.min(expected);
            tally.wrong += found.saturating_sub(*expected);
            tally.missed += expected.saturating_sub(*found);
        }
        tally
    }

    /// Whether nothing is wrong or missed.
    pub(crate) fn is_perfect(&self) -> bool {
        self.wrong == 0 && self.missed == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| if of == 0 { 100.0 } else { 100.0 * self.right as f64 / of as f64 };
        write!(
            f,
            "precision {:6.2} %  recall {:6.2} %  ({} right, {} wrong, {} missed)",
            share(self.right + self.wrong),
            share(self.right + self.missed),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

/// What was measured on one set of texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    /// Mentions.
    pub(crate) span: Tally,
    /// Which regulation, or why none.
    pub(crate) target: Tally,
    /// Chapters, articles and their parts.
    pub(crate) pin: Tally,
    /// Document numbers.
    pub(crate) number: Tally,
    /// What went wrong, in words.
    pub(crate) faults: Vec<String>,
}

/// A regulation of a name, with nothing known of it.
pub(crate) fn regulation(id: &str, name: &str) -> Regulation {
    Regulation {
        stub: false,
        kind: Kind::Unknown,
        ..Regulation::stub(RegulationId::new(id).expect("an id"), Text::new(name, Script::Hans), None)
    }
}

/// The citations of a text whose lines are its blocks.
pub(crate) fn cite(text: &str, registry: &Registry<'_>, reading: Reading<'_>) -> Vec<Citation> {
    let blocks: Vec<(Place, &str)> = text.split('\n').map(|line| (Place::default(), line)).collect();
    citation::resolve_texts(&blocks, registry, reading)
}

const REGISTRY: &str = include_str!("../data/citation/registry.json");

/// Cases, each set with the regulations that are registered for it.
const SETS: [(&str, &str); 8] = [
    (include_str!("../data/citation/cases.jsonl"), REGISTRY),
    (include_str!("../data/citation/more.jsonl"), REGISTRY),
    (include_str!("../data/citation/prose.jsonl"), REGISTRY),
    (include_str!("../data/citation/second.jsonl"), include_str!("../data/citation/second-registry.json")),
    (include_str!("../data/citation/third.jsonl"), include_str!("../data/citation/third-registry.json")),
    (include_str!("../data/citation/fourth.jsonl"), include_str!("../data/citation/fourth-registry.json")),
    (include_str!("../data/citation/fifth.jsonl"), include_str!("../data/citation/fifth-registry.json")),
    (include_str!("../data/citation/traps.jsonl"), include_str!("../data/citation/traps-registry.json")),
];

/// The regulations of a registry in JSON, the id by the name, with the order of Taiwan or Hong Kong where it is theirs.
pub(crate) fn registry(json: &str) -> Vec<Regulation> {
    let names: BTreeMap<String, String> = serde_json::from_str(json).expect("the registry is JSON");
    names
        .iter()
        .map(|(name, id)| Regulation {
            pin_order: Some(match id.get(..3) {
                Some("tw-") => PinOrder::Taiwan,
                Some("hk-") if !name.starts_with("中华人民共和国") => PinOrder::HongKong,
                _ => PinOrder::Mainland,
            }),
            articles: (id == "byd-reg").then_some(100),
            ..regulation(id, name)
        })
        .collect()
}

/// Measures the cases.
pub(crate) fn cases() -> Score {
    let mut whole = Score::default();
    for (cases, names) in SETS {
        let score = measure(cases, &registry(names));
        whole.span.add(score.span);
        whole.target.add(score.target);
        whole.pin.add(score.pin);
        whole.number.add(score.number);
        whole.faults.extend(score.faults);
    }
    whole
}

/// Measures cases, one a line in JSON, with these regulations registered.
pub(crate) fn measure(cases: &str, regulations: &[Regulation]) -> Score {
    let registry = Registry::new(regulations);
    let mut score = Score::default();
    for line in cases.lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).expect("a case is JSON");
        let text = case["text"].as_str().expect("a case has a text");
        let own = case["opts"]["self_id"].as_str().and_then(RegulationId::new);
        let found = cite(text, &registry, Reading { own: own.as_ref(), own_number: None });
        let expected = case["expect"].as_array().expect("a case expects a list");
        let faults = compare(&found, expected, &mut score);
        if !faults.is_empty() {
            score.faults.push(format!("{} {text}: {}", case["id"], faults.join("; ")));
        }
    }
    score
}

fn compare(found: &[Citation], expected: &[Value], score: &mut Score) -> Vec<String> {
    let mut faults = Vec::new();
    let both = found.len().min(expected.len());
    score.span.add(Tally { right: both, wrong: found.len() - both, missed: expected.len() - both });
    if found.len() != expected.len() {
        faults.push(format!("{} mentions for {}", found.len(), expected.len()));
    }
    for (citation, expected) in found.iter().zip(expected) {
        let id = match &citation.resolution {
            Resolution::Resolved { regulation, .. } => Some(regulation.as_str()),
            Resolution::Open(_) => None,
        };
        let right = id == expected["id"].as_str() && fits(citation, expected["how"].as_str());
        score.target.count(right);
        if !right {
            faults.push(format!("{id:?} for {expected}"));
        }
        let pins: Vec<String> = citation.mention.pins.iter().map(ToString::to_string).collect();
        let wanted: Vec<String> = strings(&expected["pin"]);
        score.pin.add(Tally::bags(&pins, &wanted));
        if pins != wanted {
            faults.push(format!("pins {pins:?} for {wanted:?}"));
        }
        for (field, value) in [("docno", &citation.mention.number), ("defines", &citation.mention.defines)] {
            if let Some(wanted) = expected[field].as_str() {
                let right = value.as_deref().is_some_and(|value| number(value) == number(wanted));
                if field == "docno" {
                    score.number.count(right);
                }
                if !right {
                    faults.push(format!("{field} {value:?} for {wanted}"));
                }
            }
        }
        if let Some(document) = expected["document"].as_str()
            && &*citation.document != document
        {
            faults.push(format!("document {} for {document}", citation.document));
        }
        if let Some(wanted) = expected["superseded"].as_bool()
            && citation.is_superseded() != wanted
        {
            faults.push(format!("superseded is {}", !wanted));
        }
        if let Some(key) = expected["key"].as_str()
            && citation::key(&citation.mention.name) != citation::key(key)
        {
            faults.push(format!("key of {} for {key}", citation.mention.name));
        }
    }
    faults
}

fn fits(citation: &Citation, how: Option<&str>) -> bool {
    let method = match &citation.resolution {
        Resolution::Resolved { method, .. } => Ok(*method),
        Resolution::Open(reason) => Err(*reason),
    };
    match how {
        None => true,
        Some("alias") => matches!(method, Ok(Method::Alias | Method::Shortened)),
        Some("defined") => method == Ok(Method::Defined),
        Some("defined-bare") => method == Ok(Method::Defined) && citation.mention.form == Form::Bare,
        Some("generic") => method == Ok(Method::Generic),
        Some("self") => method == Ok(Method::Itself),
        Some("anaphor") => method == Ok(Method::Anaphor),
        Some("docno") => citation.mention.form == Form::Number,
        Some("not-law") => method == Err(Reason::NotRules),
        Some("unresolved") => method.is_err(),
        Some(other) => panic!("the cases know {other}, the score does not"),
    }
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

macro_rules! samples {
    ($($name:literal)+) => {
        &[$((
            $name,
            include_str!(concat!("../data/citation/samples/", $name, ".txt")),
            include_str!(concat!("../data/citation/samples/", $name, ".gold.json")),
        )),+]
    };
}

/// Name, text and what a careful reader finds in it.
const SAMPLES: &[(&str, &str, &str)] = samples! {
    "01-qingbuwan-zhenggai-diaodu" "02-yunxi-daqi-tuijin" "03-yanxi-shuiyuandi-tongzhi" "04-wanglan-daojiao-dongyuan"
    "05-tw-landong-kongpin" "06-chengchuan-shitang-feed" "07-hanze-shidi-tiaoli" "08-hant-luting-fangxun"
    "09-qihe-weihuapin-fullwidth" "10-hk-yuwan-quyihui" "11-notitle-changxie-nishui" "12-tongze-shengyu-crlf"
    "13-shiqing-jinzhi-tonggao" "14-mo-lianyu-shigong"
};

/// Measures the samples: with every document of theirs registered, or with none.
pub(crate) fn samples(registered: bool) -> Score {
    let golds: Vec<Value> =
        SAMPLES.iter().map(|(_, _, gold)| serde_json::from_str(gold).expect("gold is JSON")).collect();
    let mut names: Vec<String> =
        golds.iter().flat_map(|gold| documents(gold).into_iter().map(|(name, _)| name)).collect();
    names.sort();
    names.dedup();
    let regulations: Vec<Regulation> = names
        .iter()
        .enumerate()
        .map(|(index, name)| regulation(&format!("document-{index}"), name))
        .collect();
    let registry = Registry::new(if registered { &regulations } else { &[] });
    let mut score = Score::default();
    for ((file, text, _), gold) in SAMPLES.iter().zip(&golds) {
        let mut one = sample(text, gold, &registry, registered.then_some(&regulations));
        score.span.add(one.span);
        score.target.add(one.target);
        score.pin.add(one.pin);
        score.number.add(one.number);
        score.faults.extend(one.faults.drain(..).map(|fault| format!("{file}: {fault}")));
    }
    score
}

/// The documents that a sample cites, each with its mentions by form.
fn documents(gold: &Value) -> Vec<(String, Vec<(String, usize)>)> {
    let list = gold["citations"].as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .map(|citation| {
            let name = citation["name"].as_str().unwrap_or_default().to_owned();
            (name, mentions(&citation["mentions"]))
        })
        .collect()
}

fn mentions(value: &Value) -> Vec<(String, usize)> {
    let map = value.as_object().map(|map| map.iter().collect::<Vec<_>>()).unwrap_or_default();
    map.into_iter().map(|(name, count)| (name.clone(), count.as_u64().unwrap_or(0) as usize)).collect()
}

fn sample(text: &str, gold: &Value, registry: &Registry<'_>, regulations: Option<&Vec<Regulation>>) -> Score {
    let body = body(text, gold);
    let own_number = gold["own_doc_number"].as_str();
    let found = cite(&body, registry, Reading { own: None, own_number });
    let mut score = Score::default();

    let marked: Vec<&Citation> = found
        .iter()
        .filter(|citation| !matches!(citation.mention.form, Form::Quoted | Form::Number | Form::Anaphor))
        .collect();
    let mut expected: Vec<(String, Option<String>)> = Vec::new();
    for (name, forms) in documents(gold) {
        for (form, count) in forms {
            expected.extend((0..count).map(|_| (plain(&form), Some(name.clone()))));
        }
    }
    for field in ["non_document_mentions", "unresolved_mentions"] {
        for (form, count) in mentions(&gold[field]) {
            expected.extend((0..count).map(|_| (plain(&form), None)));
        }
    }
    // The gold counts the short form in its own definition, too.
    let spans: Vec<String> = marked
        .iter()
        .flat_map(|citation| [Some(&citation.mention.name), citation.mention.defines.as_ref()])
        .flatten()
        .map(|name| plain(name))
        .collect();
    let wanted: Vec<String> = expected.iter().map(|(form, _)| form.clone()).collect();
    score.span = Tally::bags(&spans, &wanted);
    if !score.span.is_perfect() {
        score.faults.push(format!("mentions {spans:?} for {wanted:?}"));
    }

    for citation in &marked {
        let form = plain(&citation.mention.name);
        let Some((_, target)) = expected.iter().find(|(wanted, _)| *wanted == form) else { continue };
        let right = match (&citation.resolution, target, regulations) {
            (Resolution::Resolved { regulation, .. }, Some(name), Some(regulations)) => {
                regulations.iter().any(|known| known.id == *regulation && known.name.source() == name)
            }
            // None registered: the same document must be known by the same name, short forms included.
            (Resolution::Open(Reason::Unregistered), Some(name), None) => {
                citation::key(&citation.document) == citation::key(name)
            }
            (Resolution::Open(reason), None, _) => *reason != Reason::Unregistered,
            _ => false,
        };
        score.target.count(right);
        if !right {
            score.faults.push(format!("{form}: {:?} for {target:?}", citation.resolution));
        }
    }

    let mut wanted = Vec::new();
    let mut optional = Vec::new();
    for citation in gold["citations"].as_array().map_or(&[][..], Vec::as_slice) {
        wanted.extend(strings(&citation["pins"]));
        wanted.extend(strings(&citation["pins_suspect"]));
        optional.extend(strings(&citation["pins_optional"]));
    }
    wanted.extend(strings(&gold["unresolved_pins"]));
    let blocks: Vec<Vec<char>> = body.split('\n').map(|line| line.chars().collect()).collect();
    let pins: Vec<String> = marked
        .iter()
        .filter_map(|citation| {
            let (first, last) = (citation.mention.pins.first()?, citation.mention.pins.last()?);
            Some(plain(&blocks[citation.block][first.span.start..last.span.end].iter().collect::<String>()))
        })
        .filter(|pin| !optional.contains(pin))
        .collect();
    score.pin = Tally::bags(&pins, &wanted);
    if !score.pin.is_perfect() {
        score.faults.push(format!("pins {pins:?} for {wanted:?}"));
    }

    let mut numbers: Vec<String> = found
        .iter()
        .filter_map(|citation| citation.mention.number.as_deref())
        .map(number)
        .filter(|number| !number.ends_with('章') && Some(number.as_str()) != own_number)
        .collect();
    numbers.sort();
    numbers.dedup();
    let optional = strings(&gold["doc_numbers_optional"]);
    numbers.retain(|number| !optional.contains(number));
    let wanted: Vec<String> = strings(&gold["doc_numbers"])
        .into_iter()
        .filter(|number| Some(number.as_str()) != own_number)
        .collect();
    score.number = Tally::bags(&numbers, &wanted);
    if !score.number.is_perfect() {
        score.faults.push(format!("numbers {numbers:?} for {wanted:?}"));
    }
    score
}

/// The body of a sample, its soft-wrapped lines joined as reading a seed joins them.
fn body(text: &str, gold: &Value) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut body = String::new();
    for span in gold["body_spans"].as_array().map_or(&[][..], Vec::as_slice) {
        let (Some(start), Some(end)) = (span[0].as_u64(), span[1].as_u64()) else { continue };
        for line in characters[start as usize..end as usize].iter().collect::<String>().lines() {
            let line = line.trim();
            if !line.is_empty() {
                body.push_str(line);
                if line.ends_with(['。', '：', '；', '！', ':', ';']) {
                    body.push('\n');
                }
            }
        }
    }
    body
}

/// A name as the gold has it: without blanks, brackets full-width.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace());
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        c => c,
    })
    .collect()
}

/// A document number as the gold has it.
fn number(number: &str) -> String {
    let narrow = |c: char| match c {
        '[' | '（' | '(' | '［' | '【' => '〔',
        ']' | '）' | ')' | '］' | '】' => '〕',
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        c => c,
    };
    number.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}
