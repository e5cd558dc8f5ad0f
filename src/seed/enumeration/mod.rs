//! The forms in which a notice numbers its demands: one table, one row a form. A new form is a new row with its own
//! example. It knows how a marker looks and where it may stand; it must not know how markers form lists.

mod forms;
mod numeral;

use std::sync::LazyLock;

use super::span::short;
use super::words::is_gap;

use forms::{FORMS, Form};

/// Where in a text a marker may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a paragraph.
    Line,
    /// After a full stop or semicolon.
    Sentence,
    /// After a colon.
    Colon,
    /// After a comma or enumeration comma.
    Comma,
    /// After a verb of speech, without any mark between (會議要求一是…).
    Verb,
    /// Anywhere else.
    Inside,
}

/// A marker as it stands at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its number as printed; 0 where the word only says that it is the last.
    pub(super) first: u32,
    /// The last number of a joint marker ((二)及(三)); otherwise the same.
    pub(super) last: u32,
    /// Its length in bytes.
    length: u32,
    /// Its row in [`FORMS`].
    pub(super) form: u8,
    /// The word that closes it, by its place in the row: tells 一要 from 一是.
    pub(super) word: u8,
    /// A joint marker names two numbers and none between them ((一)及(三)).
    pub(super) apart: bool,
}

impl Marker {
    /// Its row of the table.
    pub(super) fn row(&self) -> &'static Form {
        &FORMS[usize::from(self.form)]
    }

    /// Its length in bytes.
    pub(super) const fn length(&self) -> usize {
        self.length as usize
    }

    /// The same, as one of another's form.
    pub(super) const fn like(self, other: &Self) -> Self {
        Self { form: other.form, word: other.word, ..self }
    }

    /// How many numbers it names.
    pub(super) fn count(&self) -> u32 {
        if self.apart { 2 } else { 1 + self.last - self.first }
    }

    /// The number up to which it goes on: what lies between the numbers of a joint marker may follow it.
    pub(super) fn reached(&self) -> u32 {
        if self.apart { self.first } else { self.last }
    }
}

/// The characters that markers begin with, in order, each with the rows of the table that it may begin.
static OPENERS: LazyLock<Vec<(char, Vec<u8>)>> = LazyLock::new(|| {
    let mut openers: Vec<char> = FORMS.iter().flat_map(Form::openers).collect();
    openers.sort_unstable();
    openers.dedup();
    let rows = |c: char| {
        (0..).zip(FORMS).filter(|(_, form)| form.openers().contains(&c)).map(|(row, _)| row).collect()
    };
    openers.into_iter().map(|c| (c, rows(c))).collect()
});

/// The marker at the start of a text in plain characters, whatever stands before it. Looks at a few characters only.
pub(super) fn marker_at(plain: &str) -> Option<Marker> {
    let first = plain.chars().next()?;
    let (_, rows) = &OPENERS[OPENERS.binary_search_by_key(&first, |(c, _)| *c).ok()?];
    let marker = rows.iter().find_map(|&row| match_form(row, plain))?;
    Some(joint(plain, marker).unwrap_or(marker))
}

fn match_form(row: u8, plain: &str) -> Option<Marker> {
    let form = &FORMS[usize::from(row)];
    let mut at = 0;
    if !form.open.is_empty() {
        at += plain.chars().next().filter(|&c| form.open.contains(c))?.len_utf8();
        at += gaps(&plain[at..]);
    }
    let (number, length) = form.numeral.read(&plain[at..])?;
    at += length;
    if let Some(counter) = form.counters.iter().find(|counter| plain[at..].starts_with(**counter)) {
        at += counter.len();
    }
    let mut word = 0;
    if !form.close.is_empty() {
        if !form.close.iter().any(|close| close.starts_with(is_gap)) {
            at += gaps(&plain[at..]);
        }
        word = form.close.iter().position(|close| plain[at..].starts_with(close))?;
        // A gap that closes a marker is no part of it.
        at += form.close[word].trim_end_matches(is_gap).len();
    }
    // A dot or comma after a bracket ((一)、) is still the marker.
    if !form.open.is_empty() && form.close.contains(&")") && plain[at..].starts_with(['、', '．']) {
        at += '、'.len_utf8();
    }
    if (form.refused)(&plain[..at], &plain[at..]) {
        return None;
    }
    let word = u8::try_from(word).ok()?;
    Some(Marker { first: number, last: number, length: short(at), form: row, word, apart: false })
}

/// (二)及(三): one item with two numbers.
fn joint(plain: &str, marker: Marker) -> Option<Marker> {
    let form = marker.row();
    if form.open.is_empty() || form.spoken || !form.close.contains(&")") {
        return None;
    }
    let mut at = marker.length() + gaps(&plain[marker.length()..]);
    let word =
        ["及", "和", "与", "至", "、", "-", "—"].iter().find(|word| plain[at..].starts_with(**word))?;
    at += word.len();
    at += gaps(&plain[at..]);
    let other = match_form(marker.form, &plain[at..])?;
    let apart = !matches!(*word, "至" | "-" | "—") && other.first > marker.first + 1;
    let length = short(at) + other.length;
    (other.first > marker.first).then_some(Marker { last: other.first, apart, length, ..marker })
}

/// The length of the gaps at the start of the text, no more than three characters of them.
fn gaps(text: &str) -> usize {
    text.chars().take(3).take_while(|&c| is_gap(c) && c != '\n').map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::words::plain;

    #[test]
    fn every_row_reads_its_example() {
        for (index, form) in FORMS.iter().enumerate() {
            let marker =
                marker_at(&plain(form.example)).unwrap_or_else(|| panic!("{} is not read", form.example));
            assert_eq!((usize::from(marker.form), marker.first), (index, 1), "{}", form.example);
        }
    }

    #[test]
    fn no_markers() {
        for text in [
            "一把手",
            "一、二级保护区",
            "第二次全体会议",
            "第一时间",
            "第三季度",
            "十一、十二月份",
            "（30）日上午",
            "(29)日起",
            "3.5吨",
            "四个一律",
            "第一要务是发展",
            "一应俱全",
            "2021年",
            "一线",
            "一票否决",
            "三资",
            "第132章",
            "12345",
            "A.B型",
            "20 户",
            "3 月 5 日",
            "3.5 吨",
            "1.1",
            "2 总的看，形势",
            "2.1.亿",
            "(ix.b)",
            "x、y",
        ] {
            assert_eq!(marker_at(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_and_numbers() {
        fn read(text: &str) -> Option<(u32, u32, &str)> {
            marker_at(text).map(|marker| (marker.first, marker.last, &text[..marker.length()]))
        }
        assert_eq!(read("(iv)及(v) 甲"), Some((4, 5, "(iv)及(v)")));
        assert_eq!(read("（2）日报进度"), Some((2, 2, "（2）")));
        assert_eq!(read("1  总则"), Some((1, 1, "1")));
        assert_eq!(read("I. 提交文件"), Some((1, 1, "I.")));
        assert_eq!(read("2.13　指挥部"), Some((13, 13, "2.13")));
        assert_eq!(read("2.1.3 公示"), Some((3, 3, "2.1.3")));
        assert_eq!(read("(h) 甲"), Some((8, 8, "(h)")));
        assert_eq!(read("(XIV)甲"), Some((14, 14, "(XIV)")));
        assert_eq!(read("(iiii)甲"), None);
        assert_eq!(read("(一 ) 食物"), Some((1, 1, "(一 )")));
        assert_eq!(read("(二)及(三) 合并"), Some((2, 3, "(二)及(三)")));
        assert_eq!(read("１．检查范围"), Some((1, 1, "１．")));
        assert_eq!(read("十四、鼓励"), Some((14, 14, "十四、")));
        assert_eq!(read("一是要落实"), Some((1, 1, "一是")));
        assert_eq!(read("第一点，"), Some((1, 1, "第一点，")));
        assert_eq!(read("1.2025年底前"), Some((1, 1, "1.")));
        assert_eq!(read("最后，监督"), Some((0, 0, "最后，")));
    }
}
