//! The conversion as readers and editors meet it: sentences that are hard to convert, and promises that hold for any
//! text.

use std::collections::BTreeMap;

use gongkai::script::{Converter, Edition, Punctuation, Script, Shown, Style, Terms, Text, detect, fold};
use proptest::prelude::*;

fn converter() -> Converter {
    Converter::new(&Terms::default()).expect("a converter")
}

/// The edition that a column of the cases measures: OpenCC's plain standard is nearest to the edition without a region.
fn edition(config: &str) -> (Script, Edition) {
    match config {
        "s2t" => (Script::Hans, Edition::Hant),
        "s2tw" => (Script::Hans, Edition::HantTw),
        "s2hk" => (Script::Hans, Edition::HantHk),
        _ => (Script::Hant, Edition::Hans),
    }
}

fn show(converter: &Converter, source: &str, script: Script, edition: Edition) -> String {
    let text = Text::new(source, script);
    let shown = converter.show(&[&text], edition, &Terms::default()).expect("converted");
    shown.iter().map(Shown::as_str).collect()
}

#[test]
fn hard_sentences_are_right_but_for_those_with_a_reason() {
    let lines = |table: &'static str| table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let exceptions: BTreeMap<(&str, &str), &str> = lines(include_str!("data/conversion-exceptions.tsv"))
        .map(|columns| ((columns[0], columns[1]), columns[2]))
        .collect();
    let converter = converter();
    let (mut all, mut wrong) = (0, 0);
    for columns in lines(include_str!("data/conversion-cases.tsv")) {
        let [source, config, expected, ..] = columns[..] else { panic!("a case has four columns") };
        let (script, edition) = edition(config);
        let shown = show(&converter, source, script, edition);
        all += 1;
        match exceptions.get(&(source, config)) {
            Some(other) => {
                wrong += 1;
                assert_eq!(shown, *other, "{config} {source}");
            }
            None => assert_eq!(shown, expected, "{config} {source}"),
        }
        // The edition without a region reads as Taiwan's does.
        if config == "s2tw" {
            assert_eq!(show(&converter, source, script, Edition::Hant), expected, "zh-Hant {source}");
        }
        assert_eq!(fold(&shown), fold(source), "{source}");
    }
    assert_eq!(wrong, exceptions.len());
    assert!(wrong * 100 <= all * 3, "{wrong} of {all}");
}

#[test]
fn sentences_of_our_own_are_right() {
    let converter = converter();
    for line in include_str!("data/conversion-own.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(source), Some(config), Some(expected)) = (columns.next(), columns.next(), columns.next())
        else {
            panic!("three columns: {line}");
        };
        let (script, edition) = edition(config);
        assert_eq!(show(&converter, source, script, edition), expected);
    }
}

#[test]
fn what_its_author_keeps_is_neither_converted_nor_restyled() {
    let style = Style { punctuation: Punctuation::Fullwidth };
    let converter = converter().with_style(style);
    let text = Text::new("发展,见 后台,发布 和于海涛(科长)。", Script::Hans).with_verbatim([5..10, 12..15]);
    let shown = converter.show(&[&text], Edition::Hant, &Terms::default()).expect("converted");
    assert_eq!(shown[0].as_str(), "發展，見 后台,发布 和于海涛（科長）。");
    // A part of it keeps its part of them; a run beside it is another's.
    let part = text.slice("发展,见 后".len()..text.source().len());
    let shown = converter.show(&[&part, &Text::new("发布", Script::Hans)], Edition::Hant, &Terms::default());
    let shown: Vec<String> = shown.expect("converted").iter().map(|run| run.as_str().to_owned()).collect();
    assert_eq!(shown, ["台,发布 和于海涛（科長）。", "發布"]);
}

#[test]
fn the_first_notice_comes_back_but_for_its_own_slips() {
    let seed = include_str!("../seeds/2021-06-11-xiongan.txt");
    let converter = converter();
    let hans = show(&converter, seed, Script::Hant, Edition::Hans);
    let back = show(&converter, &hans, Script::Hans, Edition::Hant);
    let mended: String = seed
        .replace("今后", "今後")
        .replace("典范", "典範")
        .replace("凈土", "淨土")
        .replace("厘清", "釐清")
        .replace("對于", "對於");
    assert_eq!(back, mended);
    assert!(
        matches!(detect(&hans), gongkai::script::Detection::One { script: Script::Hans, odd } if odd.is_empty())
    );
}

#[test]
fn terms_of_the_notice_win_over_the_site_s_and_those_over_the_built_in() {
    let site = Terms::new([("发布", "發佈"), ("小微", "小薇")], Script::Hans).expect("terms");
    let notice = Terms::new([("小微", "小維")], Script::Hans).expect("terms");
    let converter = Converter::new(&site).expect("a converter");
    let text = Text::new("小微发布公告", Script::Hans);
    let shown = converter.show(&[&text], Edition::Hant, &notice).expect("converted");
    assert_eq!(shown[0].as_str(), "小維發佈公告");
    let back = Text::new("小維發佈", Script::Hant);
    let shown = converter.show(&[&back], Edition::Hans, &notice).expect("converted");
    assert_eq!(shown[0].as_str(), "小微发布", "a term holds in both directions");
    assert_ne!(converter.fingerprint(), self::converter().fingerprint());
}

#[test]
fn a_word_is_not_torn_by_markup_and_blocks_are_not_joined() {
    let converter = converter();
    let runs = ["主持召开座谈会，制", "定皇", "后制", "度"].map(|run| Text::new(run, Script::Hans));
    let shown = converter.show(&runs.each_ref(), Edition::Hant, &Terms::default()).expect("converted");
    assert_eq!(
        shown.iter().map(Shown::as_str).collect::<Vec<_>>(),
        ["主持召開座談會，制", "定皇", "后制", "度"]
    );
    let (first, second) = (Text::new("皇", Script::Hans), Text::new("后", Script::Hans));
    let none = Terms::default();
    let shown = converter.show_blocks(&[&[&first], &[&second]], Edition::Hant, &none).expect("converted");
    assert_eq!(shown[1][0].as_str(), "後");
}

#[test]
fn scripts_may_be_mixed_in_a_block() {
    let (hans, hant) = (Text::new("发展", Script::Hans), Text::new("今后發展", Script::Hant));
    let shown =
        converter().show(&[&hans, &hant, &hans], Edition::Hant, &Terms::default()).expect("converted");
    assert_eq!(shown.iter().map(Shown::as_str).collect::<Vec<_>>(), ["發展", "今后發展", "發展"]);
}

#[test]
fn full_width_punctuation_is_for_display_in_every_edition() {
    let converter = converter().with_style(Style { punctuation: Punctuation::Fullwidth });
    let runs =
        ["6月10日", ",陳恩惠專員強調", ":一要(2018—2035年", ")10:30"].map(|run| Text::new(run, Script::Hant));
    for (edition, expected) in [
        (Edition::Hant, ["6月10日", "，陳恩惠專員強調", "：一要（2018—2035年", "）10:30"]),
        (Edition::Hans, ["6月10日", "，陈恩惠专员强调", "：一要（2018—2035年", "）10:30"]),
    ] {
        let shown = converter.show(&runs.each_ref(), edition, &Terms::default()).expect("converted");
        assert_eq!(shown.iter().map(Shown::as_str).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_long_text_is_converted_like_a_short_one() {
    let sentence = "局长于海涛介绍了有关情况，生态补偿资金足额发放到户。";
    let one = show(&converter(), sentence, Script::Hans, Edition::Hant);
    for end in ["\n", ""] {
        let many = format!("{sentence}{end}").repeat(20_000);
        let shown = show(&converter(), &many, Script::Hans, Edition::Hant);
        assert!(shown == format!("{one}{end}").repeat(20_000));
    }
}

/// Text as it comes: prose with hard words, anything that Unicode has, and what OpenCC or this program use themselves.
fn any_text() -> impl Strategy<Value = String> {
    let prose = proptest::sample::select(vec![
        "发展",
        "皇后",
        "，并",
        "白洋淀",
        "局长于海涛介绍",
        "干部",
        "后",
        "\u{E000}",
        "\0",
        "二噁英",
        "發展",
        "著力",
        "\n",
        "髮",
        "𫫇",
        "a",
        " ",
        "制度",
        "额",
        "金",
        "(",
        ")",
        ",",
        "1",
    ]);
    let piece = prop_oneof![4 => prose.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "\\PC{0,6}"];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_panics(source in any_text(), fullwidth in any::<bool>()) {
        let punctuation = if fullwidth { Punctuation::Fullwidth } else { Punctuation::AsSource };
        let converter = converter().with_style(Style { punctuation });
        for edition in Edition::ALL {
            for script in [Script::Hans, Script::Hant] {
                let shown = show(&converter, &source, script, edition);
                prop_assert_eq!(shown.chars().count(), source.chars().count());
                if punctuation == Punctuation::AsSource {
                    prop_assert_eq!(fold(&shown), fold(&source));
                    if script == edition.script() {
                        prop_assert_eq!(&shown, &source);
                    }
                }
            }
        }
    }

    #[test]
    fn run_by_run_is_the_same_as_joined(runs in proptest::collection::vec(any_text(), 1..6)) {
        let converter = converter();
        let texts: Vec<Text> = runs.iter().map(|run| Text::new(run.as_str(), Script::Hans)).collect();
        let texts: Vec<&Text> = texts.iter().collect();
        for edition in Edition::ALL {
            let shown = converter.show(&texts, edition, &Terms::default()).expect("converted");
            let joined = show(&converter, &runs.concat(), Script::Hans, edition);
            prop_assert_eq!(shown.iter().map(Shown::as_str).collect::<String>(), joined);
            for (run, shown) in runs.iter().zip(&shown) {
                prop_assert_eq!(run.chars().count(), shown.as_str().chars().count());
            }
        }
    }

    #[test]
    fn what_is_verbatim_is_the_same_in_every_edition(
        runs in proptest::collection::vec((any_text(), 0..40_usize, 0..20_usize), 1..4),
        fullwidth in any::<bool>(),
    ) {
        let punctuation = if fullwidth { Punctuation::Fullwidth } else { Punctuation::AsSource };
        let converter = converter().with_style(Style { punctuation });
        let text = |(run, start, length): &(String, usize, usize)| {
            Text::new(run.as_str(), Script::Hans).with_verbatim(std::iter::once(*start..start + length))
        };
        let texts: Vec<Text> = runs.iter().map(text).collect();
        let texts: Vec<&Text> = texts.iter().collect();
        for edition in Edition::ALL {
            let shown = converter.show(&texts, edition, &Terms::default()).expect("converted");
            for ((run, start, length), shown) in runs.iter().zip(&shown) {
                let part = |text: &str| text.chars().skip(*start).take(*length).collect::<String>();
                prop_assert_eq!(part(shown.as_str()), part(run));
                prop_assert_eq!(run.chars().count(), shown.as_str().chars().count());
            }
        }
    }

    #[test]
    fn reports_never_panic(source in any_text()) {
        let converter = converter();
        for (script, edition) in [(Script::Hans, Edition::HantHk), (Script::Hant, Edition::Hans), (Script::Hant, Edition::Hant)] {
            let text = Text::new(source.as_str(), script);
            let explained = converter.explain(&text, edition, &Terms::default()).expect("explained");
            let shown = show(&converter, &source, script, edition);
            prop_assert_eq!(explained.shown.as_str(), shown.as_str());
            converter.report(&[&text, &text], edition, &Terms::default()).expect("a report");
        }
        detect(&source);
    }
}
