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
