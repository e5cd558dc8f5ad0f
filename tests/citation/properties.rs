//! What holds for every text: no panic, spans inside the text and apart, time in proportion to length.

use std::time::{Duration, Instant};

use gongkai::citation::{Citation, Reading, Registry, find};
use proptest::prelude::*;

use crate::score::{cite, registry};

/// The regulations of the cases.
fn case_registry() -> Vec<gongkai::regulation::Regulation> {
    registry(include_str!("../data/citation/registry.json"))
}

/// Pieces that citations are made of, so that random texts come near to being some.
const PIECES: &str = "\
    《|》|〈|〉|「|」|『|』|(|)|（|）|〔|〕|[|]|第|条|條|款|项|項|目|章|之|至|、|和|，|。|\n| |　|一|十|\
    百|零|〇|两|1|2021|２|号|號|令|字|年|/|-|—|本|该|該|以下简称|以下簡稱|简称|试行|2014年修订|条例|\
    規劃|水污染防治法|刑法|中华人民共和国|依照|德国|国办发|法律|修正案|实施细则|<|>|“|”|\u{200b}|𠀀|a|\
    的|中";

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(PIECES.split('|').collect::<Vec<_>>()), 0..60)
            .prop_map(|pieces| pieces.concat()),
    ]
}

fn assert_sound(citations: &[Citation], text: &str) {
    let lengths: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    let mut last = (0, 0);
    for citation in citations {
        let mention = &citation.mention;
        assert!(
            mention.span.start < mention.span.end && mention.span.end <= lengths[citation.block],
            "{mention:?}"
        );
        assert!((citation.block, mention.span.start) >= last, "{mention:?} overlaps");
        last = (citation.block, mention.span.end);
        assert!(
            mention.span.start <= mention.title.start && mention.title.end <= mention.span.end,
            "{mention:?}"
        );
        assert_eq!(mention.pins.len(), citation.bounds.len());
        let mut end = mention.title.end;
        for pin in &mention.pins {
            assert!(
                end <= pin.span.start && pin.span.start < pin.span.end && pin.span.end <= mention.span.end,
                "{mention:?}"
            );
            end = pin.span.end;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn every_text_has_sound_citations(text in texts()) {
        let regulations = case_registry();
        let own = regulations[0].id.clone();
        let registry = Registry::new(&regulations);
        let found = cite(&text, &registry, Reading { own: Some(&own), own_number: None });
        assert_sound(&found, &text);
    }

    #[test]
    fn found_mentions_are_apart(text in texts()) {
        let length = text.chars().count();
        let mut last = 0;
        for mention in find(&text) {
            prop_assert!(last <= mention.span.start && mention.span.start < mention.span.end);
            prop_assert!(mention.span.end <= length);
            last = mention.span.end;
        }
    }
}

/// Repeated, they ask for the most work.
const HOSTILE: &str = "《 》 《》 《a》( ( 第 第一条、 「 本条例 该规划 \
    1号 以下简称 以下简称《条例》 要抓好《办法》第三条落实； 《甲条例》 国办发〔2021〕1号 水法第一条 一 《条例》（以下简称甲乙）甲乙第一条";

/// Hostile texts are read to their end, and what is found in them is sound. How time grows is a figure of `make bench`.
#[test]
fn hostile_texts_are_read_to_the_end() {
    let regulations = case_registry();
    let registry = Registry::new(&regulations);
    let many = |piece: &str| piece.repeat(100_000 / piece.chars().count());
    let mut texts: Vec<String> = Vec::new();
    for piece in HOSTILE.split(' ') {
        texts.push(many(piece));
    }
    // As many documents, definitions and short forms as fit.
    let each = |form: fn(usize) -> String| (0..10_000).map(form).collect::<String>();
    texts.push(each(|n| format!("《甲{n}乙条例》")));
    texts.push(each(|n| format!("《甲{n}条例》（以下简称《乙{n}》）《乙{n}》")));
    texts.push(each(|n| format!("《甲{n}办法》《规划》该条例")));
    for text in texts {
        let found = cite(&text, &registry, Reading::default());
        assert_sound(&found, &text);
    }
}

/// Random texts for ten minutes: `cargo test --release --test citation -- --ignored ten_minutes`.
#[test]
#[ignore = "takes ten minutes"]
fn ten_minutes_of_random_texts() {
    let pieces: Vec<&str> = PIECES.split('|').collect();
    let regulations = case_registry();
    let own = regulations[0].id.clone();
    let registry = Registry::new(&regulations);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(600) {
        let text: String = (0..next() % 80).map(|_| pieces[next() % pieces.len()]).collect();
        assert_sound(&cite(&text, &registry, Reading { own: Some(&own), own_number: None }), &text);
    }
}
