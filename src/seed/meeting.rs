//! Facts of the meeting, as far as the lead of a notice states them plainly: the day, who convened it, who attended.
//! Whatever is not plain is left out.

use jiff::civil::Date;

use super::date::{date_at, month_day_at};
use super::words::{contains_any, ends_with_any, is_gap, starts_with_any};

/// What a lead says of the meeting; the words as byte ranges of the lead's sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) date: Option<Date>,
    pub(super) convener: Option<(usize, std::ops::Range<usize>)>,
    pub(super) attended: Option<(usize, std::ops::Range<usize>)>,
}

/// How many days before its publication a meeting without a year may lie.
const LONGEST: i32 = 60;

/// Reads the paragraphs of the lead, plain. `published` gives the year where the lead has only month and day.
pub(super) fn facts(lead: &[&str], published: Option<Date>, minguo: bool) -> Facts {
    let mut facts = Facts::default();
    let Some(first) = lead.first() else { return facts };
    let start = first.len() - first.trim_start_matches(is_gap).len();
    let mut at = start;
    if let Some(written) = date_at(&first[at..], minguo) {
        facts.date = Some(written.date);
        at += written.length;
    } else if let Some((month, day, length)) = month_day_at(&first[at..]) {
        facts.date = published.and_then(|published| before(published, month, day));
        at += length;
    }
    if at > start {
        facts.convener = convener(first, at).map(|range| (0, range));
    }
    for (index, para) in lead.iter().enumerate().take(3) {
        if facts.attended.is_none() {
            facts.attended = attended(para).map(|range| (index, range));
        }
    }
    facts
}

/// The day of that month and day that lies on or shortly before the publication.
fn before(published: Date, month: u32, day: u32) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    [published.year(), published.year() - 1].into_iter().find_map(|year| {
        let date = Date::new(year, month, day).ok()?;
        let days = published.since(date).ok()?.get_days();
        (0..=LONGEST).contains(&days).then_some(date)
    })
}

/// The subject of 召开, right after the date: 6月10日，陈恩惠专员召开….
fn convener(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let mut at = from;
    for word in ["上午", "下午", "晚上", "晚", "，", ","] {
        let rest = text[at..].trim_start_matches(is_gap);
        at = text.len() - rest.len();
        if rest.starts_with(word) {
            at += word.len();
        }
    }
    let rest = &text[at..];
    let clause_end = rest
        .char_indices()
        .take(60)
        .find(|&(_, c)| matches!(c, '，' | ',' | '。' | '；' | '：'))
        .map_or(rest.len(), |(end, _)| end);
    let clause = &rest[..clause_end];
    let verb = ["主持召开", "召集召开", "组织召开", "召开", "召集"]
        .iter()
        .filter_map(|verb| clause.find(verb))
        .min()?;
    let mut subject = &clause[..verb];
    for word in ["在", "于", "以"] {
        if let Some((before, _)) = subject.split_once(word) {
            subject = before;
        }
    }
    let subject = subject.trim_end_matches(is_gap);
    let count = subject.chars().count();
    // A long subject is a sentence, and 会议 is what was convened, not who.
    let plain = (2..=24).contains(&count)
        && !contains_any(subject, &["会议", "会", "的", "全市", "全县", "全省"])
        || (count <= 24 && ends_with_any(subject, &["委员会", "管委会", "管理委员会"]));
    (plain && count > 1).then(|| at..at + subject.len())
}

/// The subject of a whole sentence 某某、某某参加会议。
fn attended(text: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for (at, c) in text.char_indices().take(3000) {
        if c != '。' {
            continue;
        }
        let sentence = &text[start..at];
        let from = start + (sentence.len() - sentence.trim_start_matches(is_gap).len());
        start = at + c.len_utf8();
        let Some(verb) = ["参加", "出席", "列席"].iter().filter_map(|word| sentence.rfind(word)).max()
        else {
            continue;
        };
        let tail = &sentence[verb..];
        if tail.chars().count() > 12 || !ends_with_any(tail, &["会议", "会", "座谈", "活动", "参加", "出席"])
        {
            continue;
        }
        let offset = start - c.len_utf8() - sentence.len();
        let people = |clause: &str| {
            ends_with_any(
                clause.trim_end_matches(is_gap),
                &[
                    "同志",
                    "负责人",
                    "局长",
                    "县长",
                    "市长",
                    "区长",
                    "镇长",
                    "主任",
                    "书记",
                    "代表",
                    "单位",
                    "人员",
                    "干部",
                    "人",
                    "部门",
                    "委员",
                    "领导",
                    "专员",
                    "乡镇",
                    "街道",
                    "“一把手”",
                    "处长",
                    "科长",
                    "庭长",
                    "院长",
                    "检察长",
                    "校长",
                    "站长",
                    "所长",
                    "厅长",
                    "部长",
                    "省长",
                    "乡长",
                    "秘书长",
                    "组长",
                    "队长",
                    "主席",
                    "成员",
                    "等",
                ],
            )
        };
        let subject = &sentence[..verb].trim_end_matches(is_gap);
        let clauses: Vec<&str> = subject.split(['，', ',']).collect();
        // The clauses from the end that name people; what stands before them is another matter.
        let named = clauses
            .iter()
            .rev()
            .take_while(|clause| people(clause) && !starts_with_any(clause, &["要", "并"]))
            .count();
        if named == 0 {
            continue;
        }
        let commas = subject.char_indices().filter(|&(_, c)| matches!(c, '，' | ','));
        let subject_start = match (clauses.len() - named).checked_sub(1) {
            None => from,
            Some(before) => offset + commas.map(|(at, c)| at + c.len_utf8()).nth(before).unwrap_or(0),
        };
        let end = offset + subject.len();
        if subject_start < end {
            return Some(subject_start..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_facts() {
        let lead = "6月10日,陈恩惠专员召开雄安新区座谈会,分别听取了汇报。雄安新区局长高英华同志、程钢同志,及新区相关部门负责同志,三县主管县长、环保局长,集团相关负责同志参加了此次会议。";
        let day = Date::new(2021, 6, 11).ok();
        let found = facts(&[lead], day, false);
        assert_eq!(found.date, Date::new(2021, 6, 10).ok());
        assert_eq!(found.convener.map(|(_, range)| &lead[range]), Some("陈恩惠专员"));
        assert!(found.attended.is_some_and(|(_, range)| lead[range.clone()].starts_with("雄安新区局长")
            && lead[range].ends_with("集团相关负责同志")));
        assert_eq!(
            facts(&["12月1日，全市专项整治动员部署视频会议召开，会议通报了事故"], day, false).convener,
            None
        );
        assert_eq!(facts(&["3月8日，某市召开会议"], None, false).date, None);
    }
}
