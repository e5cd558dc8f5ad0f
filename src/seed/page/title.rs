//! The title of a notice: labelled, or the line that looks most like it, with the lines it is broken into. It must not
//! know what the body says beyond its first words.

use std::collections::HashSet;

use crate::seed::layout::{Kind, TITLE_WORDS, is_office};
use crate::seed::metadata::{Entry, Field};
use crate::seed::words::{self, contains_any, ends_with_any, is_gap, squeeze, starts_with_any};

use super::letterhead::{is_paper, letterhead};
use super::{Page, Zone};

/// What a subtitle, or a remark on a title, starts with.
const DASHES: &[&str] = &["——", "--", "─", "(", "["];

/// What a meeting does begins the second line of its title (某市召开会议 / 研究防汛工作).
#[rustfmt::skip]
const MATTERS: &[&str] = &[
    "研究", "部署", "听取", "传达", "学习", "审议", "讨论", "通报", "安排", "贯彻", "总结", "强调", "专题", "推进", "调度",
];

impl Page {
    /// The title and the paragraphs that print it.
    pub(super) fn find_title(
        &mut self,
        text: &str,
        plain: &str,
        zone: &Zone,
        dropped: &HashSet<usize>,
    ) -> Vec<usize> {
        let labelled = self.labelled(Field::Title, zone);
        // Inside the body a label names something of the notice, unless nothing else can be its title.
        let inside = labelled.as_ref().is_some_and(|(unit, _)| zone.holds(*unit));
        let labelled = labelled.filter(|_| !inside || self.choose_title(plain, zone, dropped).is_empty());
        self.title_at = labelled.as_ref().map(|(unit, _)| self.units[*unit].span());
        let mut broken = None;
        let labelled = labelled.map(|(unit, entry)| {
            let mut values = (self.value(unit, &entry, text), self.value(unit, &entry, plain));
            broken = self.broken_title(unit, &entry, &values.1, plain, zone);
            if let Some(rest) = broken {
                values.0.push_str(&self.units[rest].words(text));
                values.1.push_str(&self.units[rest].words(plain));
            }
            values
        });
        let tagged = self.title.clone().map(|title| (title.clone(), words::plain(&title)));
        let (title, key) = match tagged.or(labelled).filter(|(title, _)| !title.is_empty()) {
            Some((title, plain)) => (Some(title), squeeze(&plain)),
            None => {
                let chosen = self.choose_title(plain, zone, dropped);
                let join =
                    |of: &str| chosen.iter().map(|&index| self.units[index].words(of)).collect::<String>();
                let title = join(text);
                ((!chosen.is_empty()).then_some(title), squeeze(&join(plain)))
            }
        };
        // What a page in Markdown marks its title with is in plain text no part of it either.
        self.title =
            title.map(|title| without_call(unmarked(&title)).to_owned()).filter(|title| !title.is_empty());
        if key.is_empty() {
            return Vec::new();
        }
        let mut printed = self.printed(plain, &key);
        printed.extend(broken);
        printed
    }

    /// The line that goes on with a labelled title which is broken at the end of its own.
    fn broken_title(
        &self,
        unit: usize,
        entry: &Entry,
        value: &str,
        plain: &str,
        zone: &Zone,
    ) -> Option<usize> {
        let ends = entry.value.end >= self.units[unit].words(plain).trim_end().len();
        let next = self.units.get(unit + 1)?;
        let fits = ends
            && !value.is_empty()
            && !entry.value.is_empty()
            && next.kind == Kind::Short
            && !next.apart
            && joined(value, &next.words(plain), &self.lead(plain, zone));
        fits.then_some(unit + 1)
    }

    /// The first words of the body, without gaps.
    fn lead(&self, plain: &str, zone: &Zone) -> String {
        let mut lead = String::new();
        for index in zone.first..=zone.last {
            if zone.empty || lead.chars().count() > 2000 {
                break;
            }
            lead.push_str(&squeeze(&self.units[index].words(plain)));
        }
        lead
    }

    /// Every run of one to three short paragraphs that together read as the key, with or without the name of the site.
    fn printed(&self, plain: &str, key: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for start in 0..self.units.len() {
            let mut words = String::new();
            for end in start..(start + 3).min(self.units.len()) {
                if !matches!(self.units[end].kind, Kind::Short | Kind::Prose) {
                    break;
                }
                let next = self.units[end].words(plain);
                if words.len() + next.len() > key.len() * 4 {
                    break;
                }
                words.push_str(&squeeze(&next));
                let rest = words.strip_prefix(key);
                if rest.is_some_and(|rest| {
                    rest.is_empty()
                        || (starts_with_any(rest, &["-", "_", "|", "—"]) && rest.chars().count() < 30)
                }) {
                    found.extend(start..=end);
                    break;
                }
                if !key.starts_with(&words) {
                    break;
                }
            }
        }
        found
    }

    fn choose_title(&self, plain: &str, zone: &Zone, dropped: &HashSet<usize>) -> Vec<usize> {
        let lead = self.lead(plain, zone);
        let letters: Vec<char> = lead.chars().take(2000).collect();
        let pairs: HashSet<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let mut best: Option<(i64, usize)> = None;
        for (index, unit) in self.units.iter().enumerate() {
            if !self.may_be_title(index, zone, dropped) {
                continue;
            }
            let words = squeeze(&unit.words(plain));
            let score = self.title_score(index, &words, &pairs, zone);
            if score > 0 && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
        }
        let Some((_, index)) = best else { return Vec::new() };
        self.whole_title(index, plain, &lead, zone, dropped)
    }

    /// Short words before the body, or beside metadata behind it.
    fn may_be_title(&self, index: usize, zone: &Zone, dropped: &HashSet<usize>) -> bool {
        let unit = &self.units[index];
        if unit.kind != Kind::Short || dropped.contains(&index) {
            return false;
        }
        if zone.empty || index < zone.first {
            return true;
        }
        let tells = |index: usize| {
            self.units.get(index).is_some_and(|unit| match &unit.kind {
                Kind::Metadata(entries) => entries
                    .iter()
                    .any(|entry| matches!(entry.field, Field::Source(_) | Field::Published(_) | Field::Time)),
                Kind::Date(_) | Kind::Url | Kind::Credit(..) => index > zone.last + 2 || index < zone.first,
                _ => false,
            })
        };
        tells(index + 1)
            || (tells(index + 2) && self.units[index + 1].kind == Kind::Short)
            || (index > zone.last && index > 0 && tells(index - 1))
    }

    fn title_score(&self, index: usize, words: &str, pairs: &HashSet<(char, char)>, zone: &Zone) -> i64 {
        // A notice may be headed by its kind alone, or by a letterhead, where nothing says more.
        let numbered = self.units.get(index + 1).is_some_and(|unit| unit.kind == Kind::Number);
        if matches!(words, "公告" | "通告" | "通知" | "公示" | "启事" | "通报" | "公报")
            || is_paper(words)
            || letterhead(words).is_some_and(|(_, empty)| {
                empty || (words.ends_with('令') && numbered) || ends_with_any(words, &["纪要", "纪录"])
            })
        {
            return 1;
        }
        let letters: Vec<char> = words.chars().take(120).collect();
        if letters.len() < 4 || letters.len() > 100 {
            return -1;
        }
        let shared = letters.windows(2).filter(|pair| pairs.contains(&(pair[0], pair[1]))).count();
        let mut score = i64::try_from(shared * 60 / (letters.len() - 1)).unwrap_or(0);
        score += if contains_any(words, TITLE_WORDS) { 15 } else { 0 };
        score += if letters.len() >= 10 { 12 } else { 0 };
        score -= if letters.len() < 6 { 20 } else { 0 };
        score -= if is_office(words) { 40 } else { 0 };
        score -= if starts_with_any(words, DASHES) { 40 } else { 0 };
        // 原创　某镇党政办　某镇发布: the account, below the title.
        score -= if words.starts_with("原创") { 40 } else { 0 };
        let of_site = words.ends_with('网') && is_office(words);
        score -= if of_site || ends_with_any(words, &["文件", "专栏", "公报"]) { 25 } else { 0 };
        let beside = |other: Option<usize>| {
            other.and_then(|other| self.units.get(other)).is_some_and(|unit| {
                matches!(
                    unit.kind,
                    Kind::Metadata(_) | Kind::Date(_) | Kind::Credit(..) | Kind::Url | Kind::Number
                )
            })
        };
        score += if beside(Some(index + 1)) { 25 } else { 0 };
        score += if beside(index.checked_sub(1)) { 5 } else { 0 };
        score += if index == 0 || index + 1 == zone.first { 8 } else { 0 };
        score - 10
    }

    /// The title with the lines it is broken into, if their joint shows it.
    fn whole_title(
        &self,
        index: usize,
        plain: &str,
        lead: &str,
        zone: &Zone,
        dropped: &HashSet<usize>,
    ) -> Vec<usize> {
        let mut chosen = vec![index];
        let short = |index: usize| {
            self.units.get(index).is_some_and(|unit| unit.kind == Kind::Short && !dropped.contains(&index))
                && !zone.holds(index)
        };
        while let Some(&last) = chosen.last() {
            if chosen.len() < 3
                && short(last + 1)
                && !self.units[last + 1].apart
                && joined(&self.units[last].words(plain), &self.units[last + 1].words(plain), lead)
            {
                chosen.push(last + 1);
            } else {
                break;
            }
        }
        // A subtitle was found: the headline stands before it.
        if starts_with_any(&squeeze(&self.units[index].words(plain)), DASHES) && index > 0 && short(index - 1)
        {
            chosen.insert(0, index - 1);
        }
        while let Some(&first) = chosen.first() {
            if chosen.len() < 3
                && first > 0
                && short(first - 1)
                && !self.units[first].apart
                && joined(&self.units[first - 1].words(plain), &self.units[first].words(plain), lead)
            {
                chosen.insert(0, first - 1);
            } else {
                break;
            }
        }
        chosen
    }
}

/// A title without whom a chat calls with it: 【紧急提醒】@所有人.
fn without_call(title: &str) -> &str {
    let end =
        title.rfind('@').filter(|&at| matches!(title[at + 1..].trim(), "所有人" | "全体成员" | "全體成員"));
    title[..end.unwrap_or(title.len())].trim_end_matches(is_gap)
}

/// A title without the marks of Markdown before it, which are no words of it in plain text either: `# 通知`, but `#5机组`.
fn unmarked(title: &str) -> &str {
    let title = title.trim_start_matches(is_gap);
    let rest = title.trim_start_matches(['#', '>']);
    if rest.len() < title.len() && rest.starts_with(is_gap) { unmarked(rest) } else { title }
}

/// Whether two lines are one title: the words over their joint stand in the body, or an office or a 关于 waits for its end.
fn joined(first: &str, second: &str, lead: &str) -> bool {
    let (first, second) = (squeeze(first), squeeze(second));
    if starts_with_any(&second, DASHES) {
        return false;
    }
    let ends = [
        "通知", "通告", "公告", "意见", "方案", "办法", "规定", "决定", "批复", "函", "纪要", "通报", "报告",
        "细则", "请示", "令",
    ];
    if second.starts_with("关于") && is_office(&first) {
        return true;
    }
    if first.contains("关于") && !ends_with_any(&first, &ends) && ends_with_any(&second, &ends) {
        return true;
    }
    let bodies = ["委员会", "委会", "协会", "商会", "工会", "联合会", "学会", "基金会", "理事会", "政协会"];
    let met = first.ends_with(['会', '议'])
        && (contains_any(&first, &["召开", "举行"])
            || ends_with_any(&first, &["场会", "个会", "次会", "会议"]))
        && !ends_with_any(&first, &bodies);
    if met && starts_with_any(&second, MATTERS) {
        return true;
    }
    // …交通疏导 / 及环境清洁维护实施计划.
    if second.starts_with(['及', '暨']) && second.chars().nth(4).is_some() && !ends_with_any(&first, &ends)
    {
        return true;
    }
    let before: Vec<char> = first.chars().rev().take(2).collect();
    let joint: String = before.into_iter().rev().chain(second.chars().take(2)).collect();
    joint.chars().count() == 4 && lead.contains(&joint)
}
