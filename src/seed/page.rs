//! What surrounds a body in a seed: which paragraphs are the body, which its closing, which are copies, and the title,
//! source, date and number that the rest states. It must not know directives.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use super::Tags;
use super::copies::{Candidate, Copies, copies};
use super::date::date_at;
use super::layout::{Kind, TITLE_WORDS, Unit, is_document_number, is_office, units};
use super::metadata::{Entry, Field};
use super::noise::noise;
use super::words::{self, contains_any, ends_with_any, is_gap, squeeze, starts_with_any};

/// A fact with the place that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A seed taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) units: Vec<Unit>,
    /// The paragraphs of the body and of its closing, in order.
    pub(super) body: Vec<usize>,
    /// Those of them that close a document: signature, date of signing, attachment list.
    pub(super) closing: HashSet<usize>,
    /// Short lines that were left out without being known for furniture.
    pub(super) unknown: Vec<usize>,
    /// Copies: the paragraphs left out, and whether they are only a snippet.
    pub(super) copies: Vec<(Vec<usize>, bool)>,
    /// Where copies differ: the kept words and their place, the other words.
    pub(super) differences: Vec<(Found<String>, String)>,
    pub(super) title: Option<String>,
    pub(super) source: Option<Found<String>>,
    /// The source is not labelled: it is the signature's, or the office that the title names.
    pub(super) source_inferred: bool,
    pub(super) published: Option<Found<Date>>,
    /// Day and month of it could be meant the other way round.
    pub(super) published_ambiguous: bool,
    /// Another publication date, stated as plainly.
    pub(super) published_other: Option<Found<Date>>,
    pub(super) number: Option<String>,
}

/// Takes a seed apart. `plain` has the offsets of `text`.
pub(super) fn page(text: &str, plain: &str, tags: &Tags, minguo: bool) -> Page {
    let mut page = Page { units: units(plain, minguo), title: tags.title.clone(), ..Page::default() };
    let dropped = page.drop_copies(text, plain);
    let mut zone = Zone::new(&page.units, &dropped);
    let title_units = page.find_title(text, plain, &zone, &dropped);
    zone.take_out(&title_units);
    page.choose_body(plain, &zone, &dropped, &title_units);
    page.find_facts(text, plain, &zone, &title_units, minguo);
    page.prefer(tags);
    page
}

/// The first and last paragraphs of the body proper.
struct Zone {
    first: usize,
    last: usize,
    empty: bool,
    titles: HashSet<usize>,
}

impl Zone {
    fn new(units: &[Unit], dropped: &HashSet<usize>) -> Self {
        let prose = |index: &usize| units[*index].kind == Kind::Prose && !dropped.contains(index);
        let first = (0..units.len()).find(prose);
        let last = (0..units.len()).rfind(prose);
        match (first, last) {
            (Some(first), Some(last)) => {
                let mut zone = Self { first, last, empty: false, titles: HashSet::new() };
                while zone.first > 0 && units[zone.first - 1].kind == Kind::Meeting {
                    zone.first -= 1;
                }
                // Whom to call, and a last line without its full stop, right behind the last sentence.
                while let Some(next) = units.get(zone.last + 1) {
                    match next.kind {
                        Kind::Contact if !dropped.contains(&(zone.last + 1)) => zone.last += 1,
                        _ => break,
                    }
                }
                zone
            }
            _ => Self { first: units.len(), last: 0, empty: true, titles: HashSet::new() },
        }
    }

    fn take_out(&mut self, titles: &[usize]) {
        self.titles.extend(titles);
    }

    fn holds(&self, index: usize) -> bool {
        !self.empty && (self.first..=self.last).contains(&index)
    }
}

impl Page {
    fn drop_copies(&mut self, text: &str, plain: &str) -> HashSet<usize> {
        let mut run = 0;
        let mut indices = Vec::new();
        let mut words = Vec::new();
        let mut runs = Vec::new();
        for (index, unit) in self.units.iter().enumerate() {
            match unit.kind {
                Kind::Prose | Kind::Short | Kind::Attachment | Kind::Meeting => {
                    indices.push(index);
                    words.push((unit.words(plain), unit.words(text)));
                    runs.push(run);
                }
                Kind::PageBreak(_) => {}
                _ => run += 1,
            }
        }
        let candidates: Vec<Candidate<'_>> =
            words.iter().zip(&runs).map(|((plain, text), &run)| Candidate { plain, text, run }).collect();
        let Copies { dropped, differences } = copies(&candidates);
        self.differences = differences
            .into_iter()
            .filter_map(|difference| {
                let span = self.units[*indices.get(difference.at)?].span();
                Some((Found { value: difference.kept, span }, difference.other))
            })
            .collect();
        let mut gone = HashSet::new();
        for copy in dropped {
            let mut units: Vec<usize> = indices[copy.candidates].to_vec();
            // A title between the copies belongs to neither.
            units.retain(|&index| self.units[index].kind != Kind::Short || !copy.snippet);
            gone.extend(units.iter().copied());
            self.copies.push((units, copy.snippet));
        }
        gone
    }

    /// The title and the paragraphs that print it.
    fn find_title(&mut self, text: &str, plain: &str, zone: &Zone, dropped: &HashSet<usize>) -> Vec<usize> {
        let labelled = self
            .labelled(Field::Title)
            .map(|(unit, entry)| (self.value(unit, &entry, text), self.value(unit, &entry, plain)));
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
        self.title = title;
        if key.is_empty() {
            return Vec::new();
        }
        self.printed(plain, &key)
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
        let mut lead = String::new();
        for index in zone.first..=zone.last {
            if zone.empty || lead.chars().count() > 2000 {
                break;
            }
            lead.push_str(&squeeze(&self.units[index].words(plain)));
        }
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
        score -= if starts_with_any(words, &["——", "--", "─", "(", "["]) { 40 } else { 0 };
        score -= if ends_with_any(words, &["文件", "专栏", "网", "公报"]) { 25 } else { 0 };
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

    fn choose_body(&mut self, plain: &str, zone: &Zone, dropped: &HashSet<usize>, titles: &[usize]) {
        if zone.empty {
            // No sentence anywhere: whatever is words is the body, rather than losing it.
            self.body = (0..self.units.len())
                .filter(|index| {
                    matches!(
                        self.units[*index].kind,
                        Kind::Short | Kind::Attachment | Kind::Contact | Kind::Meeting
                    )
                })
                .filter(|index| !titles.contains(index) && !dropped.contains(index))
                .collect();
            return;
        }
        for index in zone.first..=zone.last {
            if dropped.contains(&index) || titles.contains(&index) {
                continue;
            }
            let keep = match &self.units[index].kind {
                Kind::Noise(_) | Kind::PageBreak(_) => false,
                Kind::Metadata(entries) => !entries.iter().any(|entry| {
                    matches!(
                        entry.field,
                        Field::Title
                            | Field::Source(_)
                            | Field::Published(_)
                            | Field::Number
                            | Field::Summary
                    )
                }),
                Kind::Date(_) | Kind::Credit(..) | Kind::Attachment => {
                    self.closing.insert(index);
                    true
                }
                _ => true,
            };
            if keep {
                self.body.push(index);
            }
        }
        for index in zone.first + 1..=zone.last {
            let signed =
                matches!(self.units[index].kind, Kind::Date(_)) && self.units[index - 1].kind == Kind::Short;
            if signed && is_office(&self.units[index - 1].words(plain)) {
                self.closing.insert(index - 1);
            }
        }
        self.choose_closing(plain, zone, dropped, titles);
        for index in 0..self.units.len() {
            let left_out = self.units[index].kind == Kind::Short && !self.body.contains_index(index);
            if left_out && !dropped.contains(&index) && !titles.contains(&index) {
                self.unknown.push(index);
            }
        }
    }

    /// What follows the last sentence and belongs to the notice: attachment list, signature, date of signing.
    fn choose_closing(&mut self, plain: &str, zone: &Zone, dropped: &HashSet<usize>, titles: &[usize]) {
        let mut index = zone.last + 1;
        while let Some(unit) = self.units.get(index) {
            if dropped.contains(&index) || titles.contains(&index) {
                break;
            }
            let words = unit.words(plain);
            let belongs = match unit.kind {
                Kind::Attachment | Kind::PageBreak(None) => true,
                Kind::Short => {
                    is_office(&words)
                        || is_signatory(&words)
                        || self.signs(index, plain)
                        || (index == zone.last + 1
                            && !unit.apart
                            && words.contains(['，', ','])
                            && words.chars().count() >= 15)
                }
                Kind::Date(_) => {
                    self.closing.contains(&(index - 1)) && self.units[index - 1].kind == Kind::Short
                }
                Kind::Credit(name, _) => !bracketed(&words) && is_office(&words[..name.min(words.len())]),
                Kind::Contact => true,
                _ => false,
            };
            if !belongs {
                break;
            }
            if !matches!(unit.kind, Kind::PageBreak(_)) {
                self.closing.insert(index);
                self.body.push(index);
            }
            index += 1;
        }
    }

    /// Whether short words are part of a signature: in a few lines a date follows, and no label or furniture before it.
    fn signs(&self, index: usize, plain: &str) -> bool {
        let words = self.units[index].words(plain);
        if words.chars().count() > 30 || contains_any(&words, &["召开", "举行", "关于"]) {
            return false;
        }
        for unit in self.units.iter().skip(index + 1).take(4) {
            match unit.kind {
                Kind::Date(_) => return true,
                Kind::Short => {}
                _ => return false,
            }
        }
        false
    }

    /// The first entry with such a label that has a value.
    fn labelled(&self, field: Field) -> Option<(usize, Entry)> {
        self.entries().find(|(_, entry)| entry.field == field).map(|(unit, entry)| (unit, entry.clone()))
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.units.iter().enumerate().flat_map(|(index, unit)| {
            let entries: &[Entry] = match &unit.kind {
                Kind::Metadata(entries) => entries,
                _ => &[],
            };
            entries.iter().map(move |entry| (index, entry))
        })
    }

    /// The value of an entry: beside its label, or alone on the next line.
    fn value(&self, unit: usize, entry: &Entry, of: &str) -> String {
        let line = self.units[unit].words(of);
        match line.get(entry.value.clone()) {
            Some(value) if !value.is_empty() => value.to_owned(),
            // The last label of its line: the value may stand on the next one.
            _ if entry.value.end < line.trim_end().len() => String::new(),
            _ => match self.units.get(unit + 1) {
                Some(next) if matches!(next.kind, Kind::Short | Kind::Date(_) | Kind::Number) => {
                    next.words(of).into_owned()
                }
                _ => String::new(),
            },
        }
    }

    fn find_facts(&mut self, text: &str, plain: &str, zone: &Zone, titles: &[usize], minguo: bool) {
        self.find_date(plain, zone, minguo);
        self.find_source(text, plain, zone, titles);
        self.number = self
            .labelled(Field::Number)
            .map(|(unit, entry)| (self.value(unit, &entry, text), self.value(unit, &entry, plain)))
            .filter(|(_, plain)| is_document_number(plain))
            .map(|(value, _)| value)
            .or_else(|| {
                let unit = self
                    .units
                    .iter()
                    .enumerate()
                    .find(|(index, unit)| unit.kind == Kind::Number && !zone.holds(*index));
                unit.map(|(_, unit)| unit.words(text).into_owned())
            })
            .map(|number| {
                number.trim_matches(|c| is_gap(c) || matches!(c, '(' | ')' | '（' | '）')).to_owned()
            });
    }

    fn find_date(&mut self, plain: &str, zone: &Zone, minguo: bool) {
        let mut best: Option<(u8, Found<Date>, bool)> = None;
        let mut other = None;
        for (index, unit) in self.units.iter().enumerate() {
            let mut offer = |rank: u8, date: Date, ambiguous: bool| {
                let found = Found { value: date, span: unit.span() };
                match &best {
                    Some((least, first, _)) if rank == *least => {
                        if first.value != date && other.is_none() {
                            other = Some(found);
                        }
                    }
                    Some((least, ..)) if rank > *least => {}
                    _ => {
                        other = None;
                        best = Some((rank, found, ambiguous));
                    }
                }
            };
            match &unit.kind {
                Kind::Metadata(entries) => {
                    for entry in entries {
                        let rank = match entry.field {
                            Field::Published(rank @ 0..=1) => rank,
                            Field::Published(rank) => rank + 3,
                            Field::Time => 2,
                            _ => continue,
                        };
                        if let Some(written) = date_at(&self.value(index, entry, plain), minguo) {
                            offer(rank, written.date, written.ambiguous);
                        }
                    }
                }
                Kind::Date(written) => {
                    let bracketed = bracketed(&unit.words(plain));
                    if !self.closing.contains(&index) && !zone.holds(index) && !bracketed {
                        offer(if index < zone.first { 3 } else { 4 }, written.date, written.ambiguous);
                    }
                }
                Kind::Credit(_, written) if !self.closing.contains(&index) && !zone.holds(index) => {
                    offer(3, written.date, written.ambiguous)
                }
                Kind::PageBreak(Some(written)) => offer(5, written.date, written.ambiguous),
                _ => {}
            }
        }
        if let Some((_, found, ambiguous)) = best {
            self.published = Some(found);
            self.published_ambiguous = ambiguous;
            self.published_other = other;
        }
    }

    fn find_source(&mut self, text: &str, plain: &str, zone: &Zone, titles: &[usize]) {
        let mut best: Option<(u8, Found<String>)> = None;
        for (index, entry) in self.entries() {
            let Field::Source(rank) = entry.field else { continue };
            let (written, value) = (self.value(index, entry, text), self.value(index, entry, plain));
            let Some(range) = source_in(&value) else { continue };
            let fits = rank < 4 || is_office(&value[range.clone()]);
            if fits && best.as_ref().is_none_or(|(least, _)| rank < *least) {
                best =
                    Some((rank, Found { value: written[range].to_owned(), span: self.units[index].span() }));
            }
        }
        let head = zone.first.min(self.units.len());
        if best.is_none() {
            for (index, unit) in self.units.iter().enumerate() {
                let words = unit.words(plain);
                let name = match unit.kind {
                    Kind::Credit(name, _) if !zone.holds(index) => name.min(words.len()),
                    Kind::Short if !titles.contains(&index) && index < head && self.beside_stamp(index) => {
                        words.len()
                    }
                    _ => continue,
                };
                let bracket = words.chars().next().filter(|_| bracketed(&words)).map_or(0, char::len_utf8);
                if is_office(&words[bracket..name]) && !self.closing.contains(&index) {
                    let value = unit.words(text)[bracket..name].trim().to_owned();
                    best = Some((6, Found { value, span: unit.span() }));
                    break;
                }
            }
        }
        if best.is_none() {
            let signature =
                self.body.iter().rev().filter(|index| self.closing.contains(index)).find_map(|&index| {
                    let unit = &self.units[index];
                    let words = unit.words(plain);
                    let name = match unit.kind {
                        Kind::Short => words.len(),
                        Kind::Credit(name, _) => name.min(words.len()),
                        _ => return None,
                    };
                    is_office(&words[..name]).then(|| Found {
                        value: unit.words(text)[..name].trim().to_owned(),
                        span: unit.span(),
                    })
                });
            let named = || {
                let title = self.title.as_ref()?;
                let key = words::plain(title);
                let at = key.find("关于")?;
                is_office(&key[..at]).then(|| {
                    let span = titles.first().map_or(0..0, |&index| self.units[index].span());
                    Found { value: title[..at].trim().to_owned(), span }
                })
            };
            best = signature.or_else(named).map(|found| (7, found));
        }
        self.source_inferred = best.as_ref().is_some_and(|(rank, _)| *rank == 7);
        self.source = best.map(|(_, found)| found);
    }

    /// Takes the facts that a page's tags state over those that its text shows.
    fn prefer(&mut self, tags: &Tags) {
        if let Some(source) = &tags.source {
            let span = self.source.as_ref().map_or(0..0, |found| found.span.clone());
            self.source = Some(Found { value: source.clone(), span });
            self.source_inferred = false;
        }
        if let Some(written) = tags.published.as_ref().and_then(|published| date_at(published, false)) {
            let span = self.published.as_ref().map_or(0..0, |found| found.span.clone());
            self.published = Some(Found { value: written.date, span });
            self.published_ambiguous = written.ambiguous;
            self.published_other = None;
        }
    }

    /// Whether a date or an address stands within two paragraphs.
    fn beside_stamp(&self, index: usize) -> bool {
        let near = index.saturating_sub(2)..(index + 3).min(self.units.len());
        self.units[near].iter().any(|unit| matches!(unit.kind, Kind::Date(_) | Kind::Url | Kind::Metadata(_)))
    }
}

/// Whether two lines are one title: the words over their joint stand in the body, or an office or a 关于 waits for its end.
fn joined(first: &str, second: &str, lead: &str) -> bool {
    let (first, second) = (squeeze(first), squeeze(second));
    if starts_with_any(&second, &["——", "--", "─", "(", "["]) {
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
    let before: Vec<char> = first.chars().rev().take(2).collect();
    let joint: String = before.into_iter().rev().chain(second.chars().take(2)).collect();
    joint.chars().count() == 4 && lead.contains(&joint)
}

/// Whether words stand in brackets.
fn bracketed(words: &str) -> bool {
    words.starts_with(['(', '（', '[', '【'])
}

/// 縣長　王○○: a person who signs.
fn is_signatory(words: &str) -> bool {
    const TITLES: &[&str] = &[
        "县长",
        "市长",
        "省长",
        "区长",
        "镇长",
        "乡长",
        "局长",
        "处长",
        "部长",
        "署长",
        "厅长",
        "主任",
        "主席",
        "院长",
        "校长",
        "会长",
        "秘书长",
    ];
    let squeezed = squeeze(words);
    squeezed.chars().count() <= 12
        && TITLES.iter().any(|title| squeezed.starts_with(title))
        && words.contains(is_gap)
}

/// Labels that pages put right behind the name of a source.
const LABELS_BESIDE: &[&str] = &[
    "编辑:",
    "编辑：",
    "责编:",
    "责编：",
    "责任编辑",
    "作者:",
    "作者：",
    "记者:",
    "记者：",
    "审核:",
    "审核：",
    "发布时间",
    "浏览",
    "点击",
    "字号",
    "时间:",
    "时间：",
];

/// Where in the value of a label the name of the source stands.
fn source_in(value: &str) -> Option<Range<usize>> {
    const NOBODY: &[&str] = &[
        "本站",
        "本网",
        "原创",
        "本站原创",
        "本网原创",
        "网络",
        "互联网",
        "转载",
        "未知",
        "无",
        "不详",
        "admin",
        "管理员",
        "其他",
        "本单位",
        "网站",
        "站长",
        "-",
        "--",
    ];
    // Labels that follow without a gap (河北日报编辑: 某某) are not clear, and so were not read as labels.
    let value =
        LABELS_BESIDE.iter().filter_map(|label| value.find(label)).min().map_or(value, |end| &value[..end]);
    let mut end = value.len();
    let mut at = 0;
    for (index, chunk) in value.split(is_gap).enumerate() {
        let stays = index == 0 || at == 0 || chunk.is_empty() || is_office(chunk);
        if !stays || (index > 0 && (noise(chunk).is_some() || date_at(chunk, false).is_some())) {
            break;
        }
        at += if index == 0 { 0 } else { value[at..].chars().next().map_or(0, char::len_utf8) };
        at += chunk.len();
        end = at;
    }
    let trim = |c: char| {
        is_gap(c)
            || matches!(
                c,
                '《' | '》'
                    | '“'
                    | '”'
                    | '「'
                    | '」'
                    | '|'
                    | '，'
                    | ','
                    | '。'
                    | '('
                    | ')'
                    | '（'
                    | '）'
                    | '['
                    | ']'
                    | '【'
                    | '】'
                    | ':'
                    | '：'
            )
    };
    let name = &value[..end];
    let start = name.len() - name.trim_start_matches(trim).len();
    let end = name.trim_end_matches(trim).len();
    if start >= end {
        return None;
    }
    let name = &value[start..end];
    let digits = name.chars().all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, ':' | '-' | '/'));
    (!digits && !NOBODY.contains(&name.to_lowercase().as_str())).then_some(start..end)
}

/// Membership in a rising list.
trait ContainsIndex {
    fn contains_index(&self, index: usize) -> bool;
}

impl ContainsIndex for Vec<usize> {
    fn contains_index(&self, index: usize) -> bool {
        self.binary_search(&index).is_ok()
    }
}
