//! The corpus: the same every time, sound, and of many shapes.

use gongkai::diagnostic::has_errors;
use gongkai::script::Script;

use crate::corpus::Corpus;
use crate::corpus::grammar::Grammar;
use crate::site::site;

const NOTICES: usize = 60;

#[test]
fn it_is_the_same_every_time() {
    let mut hash = blake3::Hasher::new();
    for (path, text) in Corpus::new(7, 30).files(NOTICES) {
        hash.update(path.as_bytes()).update(b"\0").update(text.as_bytes()).update(b"\0");
    }
    insta::assert_snapshot!(hash.finalize().to_hex(), @"8c274ca424df280356213f92ce172759a1d5d32f87974f850d6f3bfeb342cf22");
    assert_ne!(Corpus::new(7, 30).notice(0), Corpus::new(8, 30).notice(0));
}

#[test]
fn a_smaller_one_is_its_beginning() {
    let corpus = Corpus::new(7, 30);
    let [large, small]: [Vec<_>; 2] = [NOTICES, NOTICES / 2].map(|notices| corpus.files(notices).collect());
    assert_eq!(small, large[..small.len()]);
    let next = corpus.notice(NOTICES);
    assert!(next[0].0 > large[large.len() - 2].0, "a further notice is the newest");
}

#[test]
fn it_is_sound_and_proven() {
    let scene = site(&Corpus::new(7, 30), NOTICES);
    let outcome = scene.check();
    assert!(!has_errors(&outcome.diagnostics), "{}", outcome.messages());
    let mut codes = outcome.codes();
    codes.dedup();
    let fine = ["document-unregistered", "pin-out-of-bounds"];
    assert!(codes.iter().all(|code| fine.contains(code)), "{}", outcome.messages());
    assert_eq!(outcome.unproven(), 0);
    assert_eq!(outcome.built.notices, NOTICES);
}

#[test]
fn it_has_many_shapes() {
    let corpus = Corpus::new(7, 30);
    let all: Vec<String> = (0..400).map(|number| corpus.notice(number)[0].1.clone()).collect();
    let shapes = [
        "script: zh-Hans",
        "script: zh-Hant",
        "\n## 一要",
        "\n## 二是",
        "\n## 三、",
        "\n## （二）",
        "\n## 第一，",
        "\n### ",
        "\n###\n",
        "\n##\n",
        "以下简称《",
        "以下簡稱《",
        "》第",
        "第（二）",
        "document_number:",
        "meeting:",
        "notes:",
        "differences:",
        "terms:",
    ];
    for shape in shapes {
        let found = all.iter().filter(|text| text.contains(shape)).count();
        assert!(found > 0, "no notice has {shape:?}");
    }
    let plain = all.iter().filter(|text| !text.contains("\n## ")).count();
    assert!((20..100).contains(&plain), "{plain} of {} have no directive", all.len());
}

#[test]
fn both_scripts_have_the_same_choices() {
    let shape = |script| -> Vec<_> {
        let grammar = Grammar::new(script);
        let length =
            |choices: &[&str]| choices.iter().map(|choice| choice.chars().count()).collect::<Vec<_>>();
        grammar.symbols().map(|(symbol, choices)| (symbol, length(choices))).collect()
    };
    assert_eq!(shape(Script::Hans), shape(Script::Hant));
}
