//! Facts of the meeting, as far as the lead of a notice states them plainly: the day, who convened it, who attended.
//! Whatever is not plain is left out.

use jiff::civil::Date;

use super::date::{date_at, month_day_at};
use super::enumeration::marker_at;
use super::words::{contains_any, ends_with_any, is_gap, squeeze, starts_with_any};

/// What a lead says of the meeting; the words as byte ranges of the lead's sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) date: Option<Date>,
    pub(super) convener: Option<(usize, std::ops::Range<usize>)>,
    pub(super) attended: Option<(usize, std::ops::Range<usize>)>,
}

/// Words between who convened a meeting and the verb.
const HOW: &[&str] =
    &["先后", "分别", "专门", "专题", "再次", "及时", "联合", "共同", "紧急", "连续", "又", "还", "即", "再"];

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
        at += written.length();
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

/// Labels of minutes and what they name.
#[rustfmt::skip]
const LABELS: &[(Label, &[&str])] = &[
    (Label::Time, &["时间", "日期", "会议时间", "会议日期", "开会时间", "召开时间"]),
    (Label::Convener, &["主席", "主持", "主持人", "召集人", "会议主席", "会议主持", "会议主持人"]),
    (Label::Attended, &["出席", "出席者", "出席人", "出席人员", "出席单位", "参会人员", "参加人员", "与会人员", "出席委员"]),
    (Label::Other, &["地点", "会议地点", "开会地点", "列席", "列席人员", "记录", "纪录", "缺席", "请假", "会议名称"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Time,
    Convener,
    Attended,
    Other,
}

/// What the head of minutes states under labels (時間：…, 參、主持人：…). `None` where fewer than two stand there.
pub(super) fn labelled(head: &[&str], minguo: bool) -> Option<Facts> {
    let mut facts = Facts::default();
    let mut labels = 0;
    for (index, line) in head.iter().enumerate() {
        let start = marker_at(line).map_or(0, |marker| marker.length());
        let Some((colon, sign)) =
            line[start..].char_indices().take(12).find(|&(_, c)| matches!(c, '：' | ':' | '︰'))
        else {
            continue;
        };
        let word = squeeze(&line[start..start + colon]);
        let Some((label, _)) = LABELS.iter().find(|(_, words)| words.contains(&word.as_str())) else {
            continue;
        };
        labels += 1;
        let rest = &line[start + colon + sign.len_utf8()..];
        let from = line.len() - rest.trim_start_matches(is_gap).len();
        // A wide gap parts one label from the next.
        let end = ["　　", "   ", "\t"].iter().filter_map(|gap| line[from..].find(gap)).min();
        let end = from + line[from..end.map_or(line.len(), |end| from + end)].trim_end_matches(is_gap).len();
        let named = || {
            let value = &line[from..end];
            (!value.is_empty() && !value.contains('。') && value.chars().nth(120).is_none())
                .then_some((index, from..end))
        };
        match label {
            Label::Time => facts.date = facts.date.or(date_at(&line[from..], minguo).map(|found| found.date)),
            Label::Convener => facts.convener = facts.convener.or_else(named),
            Label::Attended => facts.attended = facts.attended.or_else(named),
            Label::Other => {}
        }
    }
    (labels >= 2).then_some(facts)
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
    let mut subject = subject.trim_end_matches(is_gap);
    while let Some(word) = HOW.iter().find(|word| subject.ends_with(**word)) {
        subject = subject[..subject.len() - word.len()].trim_end_matches(is_gap);
    }
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
        let minutes = [
            "壹、会议时间：113年4月18日（星期四）下午2时",
            "贰、会议地点：第二会议室",
            "参、主 持 人：副县长　　　　　纪录：科员",
            "出席：详如签到簿",
        ];
        let found = labelled(&minutes, true).expect("minutes");
        assert_eq!(found.date, Date::new(2024, 4, 18).ok());
        assert_eq!(found.convener.map(|(line, range)| &minutes[line][range]), Some("副县长"));
        assert_eq!(found.attended.map(|(line, range)| &minutes[line][range]), Some("详如签到簿"));
        assert_eq!(labelled(&["出席：甲"], true), None);
    }
}
