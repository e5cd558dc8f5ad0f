//! The history of a regulation as printed under its title: when it was passed, amended, issued. It must not know where
//! the lines stand.

use jiff::civil::Date;

use crate::regulation::{Fact, FactKind, number_at};
use crate::script::{self, Text};

/// The facts that the lines of a history state, in their order: one for each date that a verb follows. What several lines
/// state (an announcement, and the line under the name) is one fact, in the words of the last.
pub(crate) fn facts(lines: &[Text]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for text in lines {
        let more = line(text);
        facts.retain(|fact| !more.iter().any(|again| (again.kind, again.date) == (fact.kind, fact.date)));
        facts.extend(more);
    }
    facts
}

fn line(text: &Text) -> Vec<Fact> {
    let written: Vec<char> = text.source().chars().collect();
    let folded: Vec<char> = script::fold(text.source()).chars().collect();
    let mut dates: Vec<(usize, Date)> = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        match date_at(&folded, at) {
            Some((date, end)) => {
                // 自2010年2月1日起: the word belongs to the date behind it.
                let since = at > 0 && matches!(folded[at - 1], '自' | '从');
                dates.push((at - usize::from(since), date));
                at = end;
            }
            None => at += 1,
        }
    }
    let mut facts = Vec::new();
    for (index, (start, date)) in dates.iter().enumerate() {
        let end = dates.get(index + 1).map_or(folded.len(), |(next, _)| *next);
        // 根据1996年…《关于修改…的决定》: the verbs of a title are not this text's; what stands before a date is, for
        // Taiwan's 修正日期：民國107年8月1日.
        let before = if index == 0 { &folded[..*start] } else { &[] };
        let said = [&folded[*start..end], before].concat();
        if let Some(kind) = verb(&outside_marks(&said)) {
            let words: String = written[*start..end].iter().collect();
            let words = words.trim_matches(|c: char| c.is_whitespace() || "（）()，；、。".contains(c));
            let words = words.trim_end_matches("根据").trim_end_matches("根據").trim_end();
            facts.push(Fact {
                kind,
                date: Some(*date),
                value: Some(Text::new(words, text.script())),
                items: Vec::new(),
                sources: Vec::new(),
            });
        }
    }
    facts
}

/// What the words after a date say happened on it: the weightiest verb.
fn verb(said: &str) -> Option<FactKind> {
    const VERBS: [(&str, FactKind); 14] = [
        ("修正", FactKind::Amended),
        ("修订", FactKind::Amended),
        ("修改", FactKind::Amended),
        ("废止", FactKind::Repealed),
        ("通过", FactKind::Passed),
        ("制定", FactKind::Passed),
        ("批准", FactKind::Approved),
        ("批复", FactKind::Approved),
        ("公布", FactKind::Issued),
        ("发布", FactKind::Issued),
        ("颁布", FactKind::Issued),
        ("印发", FactKind::Issued),
        ("施行", FactKind::InForce),
        ("生效", FactKind::InForce),
    ];
    VERBS.into_iter().find(|(word, _)| said.contains(word)).map(|(_, kind)| kind)
}

fn outside_marks(said: &[char]) -> String {
    let mut depth = 0;
    said.iter()
        .filter(|c| match c {
            '《' => {
                depth += 1;
                false
            }
            '》' => {
                depth -= 1;
                false
            }
            _ => depth <= 0,
        })
        .collect()
}

/// 2014年4月24日, 二〇一四年四月二十四日, 民國107年08月01日 (1911 added): the date and where it ends.
fn date_at(folded: &[char], at: usize) -> Option<(Date, usize)> {
    let republic =
        at >= 2 && folded[at - 2..at] == ['民', '国'] || folded[..at].ends_with(&['民', '国', ' ']);
    if at > 0 && crate::regulation::numeral::is_numeral(folded[at - 1]) {
        return None;
    }
    let (year, end) = part(folded, at, '年')?;
    let (month, end) = part(folded, end, '月')?;
    let (day, end) = part(folded, end, '日')?;
    let year = if republic { year + 1911 } else { year };
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1900..2200).contains(&year).then_some((date, end))
}

fn part(folded: &[char], at: usize, unit: char) -> Option<(u32, usize)> {
    let (value, end) = number_at(folded, at)?;
    let end = end + folded[end..].iter().take(2).take_while(|c| c.is_whitespace()).count();
    (folded.get(end) == Some(&unit)).then_some((value, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Script;

    #[test]
    fn a_word_before_a_date_is_of_that_date() {
        let line = "（2010年1月1日市政府令第5号公布　自2010年2月1日起施行）";
        let found = facts(&[Text::new(line, Script::Hans)]);
        let said: Vec<(FactKind, &str)> =
            found.iter().map(|fact| (fact.kind, fact.value.as_ref().map_or("", Text::source))).collect();
        assert_eq!(
            said,
            [
                (FactKind::Issued, "2010年1月1日市政府令第5号公布"),
                (FactKind::InForce, "自2010年2月1日起施行")
            ]
        );
    }
}
