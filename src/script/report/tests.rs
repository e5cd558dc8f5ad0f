//! Tests of the reports, on the first notice and on sentences.

use super::super::{Class, Converter, Edition, Script, Terms, Text};
use super::Cause;

fn converter() -> Converter {
    Converter::new(&Terms::default()).expect("a converter")
}

/// The first copy of the body in the seed.
fn first_notice() -> Text {
    let seed = include_str!("../../../seeds/2021-06-11-xiongan.txt");
    let body = seed.split("掃一掃").next().expect("a body");
    Text::new(body, Script::Hant)
}

#[test]
fn leftovers_of_the_first_notice_are_shown() {
    let notice = first_notice();
    let report = converter().report(&[&notice], Edition::Hans, &Terms::default()).expect("a report");
    let found: Vec<_> = report.leftovers.iter().map(|place| (&*place.found, &*place.choice)).collect();
    assert_eq!(found, [("后", "後"), ("范", "範"), ("凈", "淨"), ("厘", "釐"), ("于", "於")]);
    assert!(report.leftovers[0].before.ends_with('今') && report.leftovers[1].before.ends_with('典'));
    assert!(report.beyond_bmp.is_empty());
    assert_ne!(report.source_sha256, report.derived_sha256);
}

#[test]
fn what_is_confirmed_is_not_shown_again() {
    let notice = first_notice();
    let terms = Terms::default().with_confirmed(["今后", "典范", "凈土", "厘清", "對于"]);
    let report = converter().report(&[&notice], Edition::Hans, &terms).expect("a report");
    assert!(report.leftovers.is_empty(), "{:?}", report.leftovers);
}

#[test]
fn leftovers_in_simplified() {
    let text = Text::new("关于今後工作的意见", Script::Hans);
    let report = converter().report(&[&text], Edition::Hant, &Terms::default()).expect("a report");
    let found: Vec<_> =
        report.leftovers.iter().map(|place| (place.at, &*place.found, &*place.choice)).collect();
    assert_eq!(found, [(3, "後", "后")]);
}

#[test]
fn ambiguous_characters_that_nothing_decided_are_shown_with_their_choice() {
    let text = Text::new("甲地丰，乙发展，余者另议", Script::Hans);
    let report = converter().report(&[&text], Edition::Hant, &Terms::default()).expect("a report");
    let found: Vec<_> =
        report.ambiguous.iter().map(|place| (&*place.found, &*place.choice, &*place.others)).collect();
    assert_eq!(found, [("余", "餘", "余")]);
}

#[test]
fn every_change_is_explained() {
    let site = Terms::new([("小微", "小微"), ("软件", "軟體")], Script::Hans).expect("terms");
    let notice = Terms::new([("范统", "范統")], Script::Hans).expect("terms");
    let converter = Converter::new(&site).expect("a converter");
    let text = Text::new("范统说软件发展，于局长养湿气，手摇发条，抖擞精神，皇后娘娘", Script::Hans);
    let explained = converter.explain(&text, Edition::HantTw, &notice).expect("explained");
    let by = |from: &str| &explained.changes.iter().find(|change| change.from == from).expect("a change").by;
    assert_eq!(by("范统"), &Cause::NoticeTerm);
    assert_eq!(by("软件"), &Cause::SiteTerm);
    assert_eq!(by("发展"), &Cause::BuiltIn(Class::Straddle));
    assert_eq!(by("说"), &Cause::Character);
    assert_eq!(by("湿"), &Cause::HouseStyle);
    let mut again: Vec<char> = text.source().chars().collect();
    for change in &explained.changes {
        again.splice(change.at.clone(), change.to.chars());
    }
    assert_eq!(again.into_iter().collect::<String>(), explained.shown.as_str());
}

#[test]
fn a_phrase_is_named() {
    let text = Text::new("擀面师傅", Script::Hans);
    let explained = converter().explain(&text, Edition::HantTw, &Terms::default()).expect("explained");
    let phrases: Vec<_> =
        explained.changes.iter().filter(|change| matches!(change.by, Cause::Phrase(_))).collect();
    assert_eq!(phrases.len(), 1);
    assert_eq!((&*phrases[0].from, &*phrases[0].to), ("擀面", "擀麵"));
}

#[test]
fn the_same_script_has_no_changes() {
    let text = Text::new("對于今后", Script::Hant);
    let explained = converter().explain(&text, Edition::HantHk, &Terms::default()).expect("explained");
    assert!(explained.changes.is_empty());
    assert_eq!(explained.shown.as_str(), "對于今后");
}

#[test]
fn what_is_verbatim_is_not_shown() {
    let text = Text::new("发展和后台今後", Script::Hans).with_verbatim(std::iter::once(3..7));
    let report = converter().report(&[&text], Edition::Hant, &Terms::default()).expect("a report");
    assert!(report.is_quiet(), "{report:?}");
    let explained = converter().explain(&text, Edition::Hant, &Terms::default()).expect("explained");
    assert_eq!(explained.shown.as_str(), "發展和后台今後");
    assert_eq!(explained.changes.len(), 1);
}
