//! Measure words behind numbers: 20只 and 五千只 are 隻, 5里 is no 裡. Behind a single number in words they are told as
//! words (一只, 两周), and 里 by itself is the unit of a town; digits end a stretch of Han characters, and numbers of several words are none. It must not know
//! OpenCC or terms.

use std::ops::Range;

use super::punctuation::is_han;

/// What a measure word becomes, and what makes another word of it when it follows.
static MEASURES: [(char, &str, &str); 3] = [
    ('只', "隻", "能有是要限需得会准可许对应"),
    ('里', "里", "面头边外"),
    ('周', "週", "边围密到详全知某口村庄"),
];

/// The measure word that numbers in words stand before, too: no other word begins with a number and it.
const ANIMAL: char = '只';

/// What a piece on the stage is: behind a number, 出 is 齣 before one (三出戏), with what may be said of it (三出新编地方戏) and
/// nothing else in between: 一出道便演话剧, 二十出头的戏曲演员.
const PIECES: [char; 2] = ['戏', '剧'];
/// What may be said of one.
const OF_PIECES: [&str; 38] = [
    "新编", "新创", "原创", "优秀", "精彩", "传统", "经典", "现代", "当代", "历史", "地方", "独幕", "多幕",
    "折子", "儿童", "木偶", "皮影", "黄梅", "廉政", "新", "大", "小", "好", "老", "话", "歌", "舞", "悲",
    "喜", "闹", "京", "昆", "川", "越", "豫", "粤", "评", "杂",
];

/// What numbers in words are made of, with 余, 多 and 来 behind them.
const NUMBERS: &str = "〇零一二两三四五六七八九十百千万亿余多来";

/// Whether a number of two or more words stands at the end of a text: 五千, 三十, 八百余.
fn is_long_number(text: &str) -> bool {
    let mut words = text.chars().rev().take_while(|&character| NUMBERS.contains(character));
    words.next().is_some() && words.next().is_some_and(|first| !matches!(first, '余' | '多' | '来'))
}

/// Whether no Han character stands on either side: 村（里）, 村、里、邻.
fn is_alone(before: Option<char>, after: &str) -> bool {
    !before.is_some_and(is_han) && !after.chars().next().is_some_and(is_han)
}

/// Whether a phrase begins with a piece on the stage and what is said of it: no 剧院, no 戏曲.
fn is_piece(mut phrase: &str) -> bool {
    while let Some(rest) = OF_PIECES.iter().find_map(|words| phrase.strip_prefix(words)) {
        phrase = rest;
    }
    phrase.strip_prefix(PIECES).is_some_and(|rest| {
        !rest.chars().next().is_some_and(|next| "院场团组本校烈增变曲迷台".contains(next))
    })
}

/// The measure words in a part of a Simplified text, from left to right: where, in bytes, and what they become.
pub(super) fn find(text: &str, within: Range<usize>) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let mut before = text[..within.start].chars().next_back();
    text[within.clone()].char_indices().filter_map(move |(at, character)| {
        let before = before.replace(character);
        if character == '里' && is_alone(before, &text[within.start + at + '里'.len_utf8()..]) {
            return Some((within.start + at..within.start + at + '里'.len_utf8(), "里"));
        }
        let before = before?;
        if character == '出' && "一两二三四五六七八九十几".contains(before) {
            let end = within.start + at + '出'.len_utf8();
            return is_piece(&text[end..]).then_some((end - '出'.len_utf8()..end, "齣"));
        }
        // Nearly all characters stand behind no number.
        let digit = before.is_ascii_digit() || matches!(before, '０'..='９' | '○');
        let words = character == ANIMAL && NUMBERS.contains(before);
        if !digit && !words {
            return None;
        }
        let (_, to, no) = MEASURES.iter().find(|(measure, ..)| *measure == character)?;
        let at = within.start + at;
        if !digit && !is_long_number(&text[..at]) {
            return None;
        }
        let end = at + character.len_utf8();
        let word = text[end..].chars().next().is_some_and(|next| no.contains(next));
        (!word).then_some((at..end, *to))
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn measures_stand_behind_digits() {
        for (text, expected) in [
            ("查获候鸟20只、鸭３只", &["隻", "隻"][..]),
            ("全长5里，工期12周", &["里", "週"]),
            ("2021只有一次", &[]),
            ("表1里面，只有里程", &[]),
            ("肉鸡五千只以上，羊八百余只", &["隻", "隻"]),
            ("村（里）长、里、邻", &["里", "里"]),
            ("二十只能选其一，多只有三处", &[]),
            ("上演三出新编地方戏、一出小话剧", &["齣", "齣"]),
            ("一出现戏剧性变化，一出剧院，五出，看戏", &[]),
            ("二十出头的戏曲演员，一出道便演话剧，一出场便唱京剧，每周一出版戏剧周刊，十一出资建戏台", &[]),
            ("连演五出戏，一出大戏", &["齣", "齣"]),
        ] {
            let found: Vec<_> = find(text, 0..text.len()).map(|(_, to)| to).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
