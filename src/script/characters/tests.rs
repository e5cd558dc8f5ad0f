//! The table of characters is what OpenCC says. To make it again after a new OpenCC:
//! `cargo test --lib characters::tests::print -- --ignored --nocapture`, the lines between the two marks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use opencc_rust::OpenCC;

use super::super::Script;
use super::{FAMILIES, folded, only};

/// Forms that OpenCC exchanges inside phrases only (答复 → 答覆, 家具 → 傢俱), the one to fold to first. With them, a
/// name and its conversion fold to the same in every direction.
const IN_PHRASES: &str = "\
    浚濬 借藉 夫伕 复覆 琅瑯 链鍊 宁甯 檗蘗 澄澂 背揹 了瞭 座坐 戚鏚 仿彷 豆荳 苏甦 待呆 具俱 熏薰 拿拏 仇讎 象像 里哩 锄耡 \
    筱篠 焰燄 藤籐 斤觔 穗繐 果菓 枪鎗 吣唚 耇耈 堤隄 斫斲 沈沉 坏坯 划畫 账帐 概槪 乡鄊 乡郷 清淸 青靑 炮砲 碱鹻 污汚 只祇 矿鑛 柏栢 颖頴 鳌鼇 妍姸 彝彜 着著";

/// Simplified forms that Traditional writes too, as characters in their own right (皇后, 公里, 天台).
const HANS_AND_HANT: &str = "\
    㐹万丑丰于云亘仆价伙余佣党准几凶划占厂厘叶吁后咨咸夸尸岩岳帘干广征愿挂据斗朴杠杰极柜涂涌淀游熏确种筑胜腊腌膻苹范荐\
    虫蚝蜡蝎跖辟适郁采里雇";

/// Traditional forms that Simplified writes too (乾隆, 狼藉, 瞭望, 昭著, 二噁英).
const HANT_AND_HANS: &str = "乾藉瞭著覆徵噁夥麽吒氾脩袷薹濛扞衹儘鍾讎餘於昇祕剋蒐阪佔";

const CONFIGS: [&str; 6] = ["s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2s"];

fn han() -> Vec<char> {
    [0x3400..=0x4DBF, 0x4E00..=0x9FFF, 0xF900..=0xFAFF, 0x20000..=0x3347F_u32]
        .into_iter()
        .flatten()
        .filter_map(char::from_u32)
        .collect()
}

/// What each configuration makes of each character on its own, in the order of [`CONFIGS`].
fn singles() -> BTreeMap<char, [char; 6]> {
    let all = han();
    let lines: String = all.iter().flat_map(|&character| [character, '\n']).collect();
    let converted = CONFIGS.map(|config| {
        let path = Path::new(env!("OPENCC_DATA_DIR")).join(config).with_extension("json");
        let out = OpenCC::new(path).and_then(|opencc| opencc.convert(&lines)).expect("OpenCC converts");
        out.lines().map(|line| line.chars().next().expect("one character a line")).collect::<Vec<_>>()
    });
    let row = |(at, character)| (character, std::array::from_fn(|config| converted[config][at]));
    all.into_iter().enumerate().map(row).collect()
}

/// The family that a character is in, named by any one of its members.
fn family(parents: &BTreeMap<char, char>, mut character: char) -> char {
    while let Some(&parent) = parents.get(&character)
        && parent != character
    {
        character = parent;
    }
    character
}

fn table() -> String {
    let singles = singles();
    let mut parents: BTreeMap<char, char> = BTreeMap::new();
    let mut join = |a: char, b: char| {
        let (a, b) = (family(&parents, a), family(&parents, b));
        parents.entry(a).or_insert(a);
        parents.entry(b).or_insert(b);
        if a != b {
            parents.insert(b, a);
        }
    };
    for (&character, converted) in &singles {
        for &other in converted.iter().filter(|&&other| other != character) {
            join(character, other);
        }
    }
    for pair in IN_PHRASES.split_whitespace() {
        let mut forms = pair.chars();
        if let (Some(first), Some(second)) = (forms.next(), forms.next()) {
            join(first, second);
        }
    }
    let mut families: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for &character in parents.keys() {
        families.entry(family(&parents, character)).or_default().push(character);
    }
    let preferred: Vec<char> = IN_PHRASES.split_whitespace().filter_map(|pair| pair.chars().next()).collect();
    let simplified = |character: &char| singles.get(character).map_or(*character, |converted| converted[3]);
    let mut lines = BTreeMap::new();
    for members in families.into_values() {
        let votes = |form: char| members.iter().filter(|member| simplified(member) == form).count();
        let Some(&folded) = members.iter().max_by_key(|&&form| {
            // The form that most members are simplified to; among equals the commoner: the one with the lower code.
            (preferred.contains(&form), form < '\u{20000}', votes(form), std::cmp::Reverse(form))
        }) else {
            continue;
        };
        let mut columns = [String::new(), String::new(), String::new()];
        for &member in &members {
            let Some([s2t, s2tw, s2hk, t2s, ..]) = singles.get(&member).copied() else { continue };
            let hans = [s2t, s2tw, s2hk].iter().all(|&other| other != member) && t2s == member;
            let hant = s2t == member && t2s != member && !('\u{F900}'..='\u{FAFF}').contains(&member);
            let column = if hans && !HANS_AND_HANT.contains(member) {
                0
            } else if hant && !HANT_AND_HANS.contains(member) {
                1
            } else {
                2
            };
            columns[column].push(member);
        }
        lines.insert(folded, columns);
    }
    let mut table = String::from(
        "# Made from OpenCC 1.4.2 by characters/tests.rs: folded, only Simplified, only Traditional, both\n",
    );
    for (folded, [hans, hant, both]) in lines {
        writeln!(table, "{folded}\t{hans}\t{hant}\t{both}").expect("a string takes everything");
    }
    table
}

#[test]
#[ignore = "prints the table, for making characters.tsv again"]
#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn print() {
    println!("-----\n{}-----", table());
}

#[test]
fn table_is_what_opencc_says() {
    assert!(FAMILIES == table(), "characters.tsv is not what this OpenCC gives: see the head of this file");
}

#[test]
fn a_character_and_its_conversion_fold_to_the_same() {
    for (character, converted) in singles() {
        for (config, other) in CONFIGS.iter().zip(converted) {
            assert_eq!(folded(character), folded(other), "{character} {config}");
        }
    }
}

#[test]
fn folding_again_changes_nothing() {
    for character in han() {
        assert_eq!(folded(folded(character)), folded(character), "{character}");
    }
}

#[test]
fn scripts_of_characters() {
    for character in "发乐队万与务术进产门".chars().filter(|&character| !HANS_AND_HANT.contains(character))
    {
        assert_eq!(only(character), Some(Script::Hans), "{character}");
    }
    for character in "發樂隊萬與務術進產門後裡裏製".chars() {
        assert_eq!(only(character), Some(Script::Hant), "{character}");
    }
    for character in "后里台干面谷著乾人大常委，a".chars() {
        assert_eq!(only(character), None, "{character}");
    }
}
