//! What surrounds a body in a seed: which paragraphs are the body, which its closing, which are copies, and the title,
//! source, date and number that the rest states. It must not know directives.

mod facts;
mod letterhead;
mod several;
mod source;
mod title;
mod zone;

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use zone::{Zone, is_clause};

use super::Tags;
use super::copies::{Candidate, Copies, copies};
use super::date::date_at;
use super::layout::{Forms, Kind, Unit, Words, is_office, restore, units};
use super::metadata::{Entry, Field};
use super::words::{contains_any, is_gap, squeeze};

/// A fact with the place that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::seed) struct Found<T> {
    pub(in crate::seed) value: T,
    pub(in crate::seed) span: Range<usize>,
}

/// A seed taken apart.
#[derive(Debug, Default)]
pub(in crate::seed) struct Page {
    pub(in crate::seed) units: Vec<Unit>,
    /// The paragraphs of the body and of its closing, in order.
    pub(in crate::seed) body: Vec<usize>,
    /// Those of them that close a document: signature, date of signing, attachment list.
    pub(in crate::seed) closing: HashSet<usize>,
    /// Short lines that were left out without being known for furniture.
    pub(in crate::seed) unknown: Vec<usize>,
    /// What was left out as furniture of the page: told, so that nothing goes without a word.
    pub(in crate::seed) furniture: Vec<usize>,
    /// Copies: the paragraphs left out, and whether they are only a snippet.
    pub(in crate::seed) copies: Vec<(Vec<usize>, bool)>,
    /// Where copies differ: the kept words and their place, the other words.
    pub(in crate::seed) differences: Vec<(Found<String>, String)>,
    /// How many characters of copies that are left out the kept ones have otherwise, or not.
    pub(in crate::seed) otherwise: usize,
    pub(in crate::seed) title: Option<String>,
    /// Where the title is printed first.
    pub(in crate::seed) title_at: Option<Range<usize>>,
    pub(in crate::seed) source: Option<Found<String>>,
    /// The source is not labelled: it is the signature's, or the office that the title names.
    pub(in crate::seed) source_inferred: bool,
    pub(in crate::seed) published: Option<Found<Date>>,
    /// Day and month of it could be meant the other way round.
    pub(in crate::seed) published_ambiguous: bool,
    /// Another publication date, stated as plainly.
    pub(in crate::seed) published_other: Option<Found<Date>>,
    /// The day on which it was signed.
    pub(in crate::seed) signed: Option<Found<Date>>,
    pub(in crate::seed) number: Option<String>,
    /// The paragraph that a second notice begins with.
    pub(in crate::seed) second: Option<usize>,
}

/// Takes a seed apart. `plain` has the offsets of `text`.
pub(in crate::seed) fn page(text: &str, plain: &str, tags: &Tags, minguo: bool) -> Page {
    let mut page = Page { units: units(plain, minguo), title: tags.title.clone(), ..Page::default() };
    let dropped = page.drop_copies(text, plain);
    let mut zone = Zone::new(&page.units, plain, &dropped);
    if !zone.empty {
        restore(plain, &mut page.units, zone.first..=zone.last, &dropped);
    }
    let title_units = page.find_title(text, plain, &zone, &dropped);
    page.title_at = title_units.iter().min().map(|&index| page.units[index].span()).or(page.title_at);
    zone.titles.extend(title_units);
    page.choose_body(plain, &zone, &dropped);
    page.second = page.find_second(plain, &zone, &dropped);
    page.find_facts(text, plain, &zone, minguo);
    page.give_back_labels(text, &zone, &dropped);
    page.prefer(tags);
    page.find_left_out((text, plain), &zone, &dropped, minguo);
    page
}

impl Page {
    fn drop_copies(&mut self, text: &str, plain: &str) -> HashSet<usize> {
        let forms = Forms { text, plain };
        let mut run = 0;
        let mut indices = Vec::with_capacity(self.units.len());
        let mut candidates = Vec::with_capacity(self.units.len());
        for (unit, index) in self.units.iter().zip(0..) {
            match unit.kind {
                Kind::Prose | Kind::Short | Kind::Attachment | Kind::Meeting => {
                    indices.push(index);
                    candidates.push(Candidate { words: Words::of(unit, &forms), run });
                }
                Kind::PageBreak(_) => {}
                _ => run += 1,
            }
        }
        let of = |index: u32| index as usize;
        let Copies { dropped, differences, otherwise } = copies(&candidates);
        self.otherwise = otherwise;
        self.differences = differences
            .into_iter()
            .filter_map(|difference| {
                let span = self.units[of(*indices.get(difference.at)?)].span();
                Some((Found { value: difference.kept, span }, difference.other))
            })
            .collect();
        let mut gone = HashSet::new();
        for copy in dropped {
            let mut units: Vec<usize> = indices[copy.candidates].iter().copied().map(of).collect();
            // A title between the copies belongs to neither.
            units.retain(|&index| self.units[index].kind != Kind::Short || !copy.snippet);
            gone.extend(units.iter().copied());
            self.copies.push((units, copy.snippet));
        }
        gone
    }

    fn choose_body(&mut self, plain: &str, zone: &Zone, dropped: &HashSet<usize>) {
        if zone.empty {
            // No sentence anywhere: whatever is words is the body, rather than losing it.
            self.body = (0..self.units.len())
                .filter(|index| {
                    matches!(
                        self.units[*index].kind,
                        Kind::Short | Kind::Attachment | Kind::Contact | Kind::Meeting
                    )
                })
                .filter(|index| !zone.titles.contains(index) && !dropped.contains(index))
                .collect();
            return;
        }
        for index in zone.first..=zone.last {
            if dropped.contains(&index) || zone.titles.contains(&index) {
                continue;
            }
            let keep = match &self.units[index].kind {
                Kind::Noise(_) | Kind::PageBreak(_) => false,
                // When an account published it stands below what the account says of itself.
                Kind::Date(_) if is_posted(&self.units[index].words(plain)) => false,
                // Inside a body a label of the page has a short value; 责任部门：市水利局 is part of a task.
                Kind::Metadata(entries) => !entries.iter().any(|entry| {
                    matches!(
                        entry.field,
                        Field::Title
                            | Field::Source(0..=1)
                            | Field::Published(_)
                            | Field::Number
                            | Field::Summary
                    ) && is_short(plain, &self.units[index], entry)
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
        self.choose_closing(plain, zone, dropped);
    }

    /// Whether a paragraph is of the body or its closing.
    fn keeps(&self, index: usize) -> bool {
        self.body.binary_search(&index).is_ok()
    }

    /// Gives back to the body a label alone on its line between two of its paragraphs, where its value is no fact that
    /// was taken: 名称：某项目 may be what the notice tells.
    fn give_back_labels(&mut self, text: &str, zone: &Zone, dropped: &HashSet<usize>) {
        if zone.empty {
            return;
        }
        let facts =
            [self.title.clone(), self.source.as_ref().map(|found| found.value.clone()), self.number.clone()];
        let spans = [
            self.published.as_ref().map(|found| found.span.clone()),
            self.source.as_ref().map(|found| found.span.clone()),
        ];
        let own = |index: usize, entry: &Entry| {
            let value = self.value(index, entry, text);
            facts.iter().flatten().any(|fact| squeeze(fact) == squeeze(&value))
                || spans.iter().flatten().any(|span| *span == self.units[index].span())
                || matches!(entry.field, Field::Summary | Field::Published(1..))
                || entry.value.is_empty()
        };
        let given: Vec<usize> = (zone.first..=zone.last)
            .filter(|&index| !self.keeps(index))
            .filter(|index| !dropped.contains(index) && !zone.titles.contains(index))
            .filter(|&index| match &self.units[index].kind {
                Kind::Metadata(entries) => entries.len() == 1 && !own(index, &entries[0]),
                _ => false,
            })
            .collect();
        if !given.is_empty() {
            self.body.extend(given);
            // The body proper and its closing stand in the order of the seed.
            self.body.sort_unstable();
        }
    }

    /// Everything that is neither body nor title nor copy nor a fact that was taken: furniture, or doubtful.
    fn find_left_out(
        &mut self,
        (text, plain): (&str, &str),
        zone: &Zone,
        dropped: &HashSet<usize>,
        minguo: bool,
    ) {
        let taken = |span: &Range<usize>| {
            self.published.as_ref().is_some_and(|found| found.span == *span)
                || self.source.as_ref().is_some_and(|found| found.span == *span)
        };
        // 更新日期：113-05-21 where years do not count so: a day that is not read.
        let is_unread = |&(index, entry): &(usize, &Entry)| {
            let value = self.value(index, entry, plain);
            matches!(entry.field, Field::Published(_))
                && value.contains(char::is_numeric)
                && date_at(value.trim_start_matches(is_gap), minguo).is_none()
        };
        let unread: Vec<usize> = self.entries().filter(is_unread).map(|(index, _)| index).collect();
        for (index, unit) in self.units.iter().enumerate() {
            if self.keeps(index) || dropped.contains(&index) || zone.titles.contains(&index) {
                continue;
            }
            match &unit.kind {
                // Labels and values: the facts, or what the page's catalogue says. Between paragraphs of the body they
                // are told, and so is who wrote for the page.
                // From when the notice binds: in a catalogue at the head a note will do.
                Kind::Metadata(entries) if entries.iter().any(|entry| entry.field == Field::Term) => {
                    if index < zone.first { &mut self.furniture } else { &mut self.unknown }.push(index);
                }
                Kind::Metadata(entries) => {
                    let byline = entries.iter().all(|entry| matches!(entry.field, Field::Source(4..)));
                    let unread = unread.binary_search(&index).is_ok();
                    if zone.holds(index) || unread || (byline && !taken(&unit.span())) {
                        self.furniture.push(index);
                    }
                }
                Kind::Number
                    if self
                        .number
                        .as_ref()
                        .is_some_and(|number| unit.words(text).contains(number.as_str())) => {}
                Kind::Date(_) | Kind::Credit(..) if taken(&unit.span()) => {}
                Kind::Noise(_)
                | Kind::PageBreak(_)
                | Kind::Url
                | Kind::Date(_)
                | Kind::Credit(..)
                | Kind::Number => {
                    self.furniture.push(index);
                }
                Kind::Short if taken(&unit.span()) => {}
                Kind::Contact if index < zone.first => self.furniture.push(index),
                Kind::Short | Kind::Prose | Kind::Attachment | Kind::Contact | Kind::Meeting => {
                    self.unknown.push(index);
                }
            }
        }
    }

    /// Whether what was left out and is told may well be the notice's: a sentence or half of one, or from when it binds. A
    /// person decides.
    pub(super) fn leaves_out_text(&self, plain: &str) -> bool {
        let beside = |index: usize| {
            self.body.first() == Some(&(index + 1)) || self.body.last().is_some_and(|last| last + 1 == index)
        };
        self.unknown.iter().any(|&index| match self.units[index].kind {
            Kind::Prose | Kind::Metadata(_) => true,
            // Half a sentence beside the body.
            Kind::Short => beside(index) && is_clause(&self.units[index].words(plain)),
            _ => false,
        })
    }

    /// What follows the last sentence and belongs to the notice: attachment list, signature, date of signing.
    fn choose_closing(&mut self, plain: &str, zone: &Zone, dropped: &HashSet<usize>) {
        let mut index = zone.last + 1;
        while let Some(unit) = self.units.get(index) {
            if dropped.contains(&index) || zone.titles.contains(&index) {
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
                Kind::Credit(name, _) => {
                    !bracketed(&words) && is_office(&words[..(name as usize).min(words.len())])
                }
                Kind::Contact => true,
                Kind::Metadata(ref entries) => entries.iter().all(|entry| entry.field == Field::Term),
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

    /// The first entry with such a label that has a value; between paragraphs of the body only where no other has it.
    fn labelled(&self, field: Field, zone: &Zone) -> Option<(usize, Entry)> {
        self.entries()
            .filter(|(_, entry)| entry.field == field)
            .min_by_key(|(unit, _)| zone.holds(*unit))
            .map(|(unit, entry)| (unit, entry.clone()))
    }

    /// Whom the labels of the page name as its source; not who wrote for it.
    pub(super) fn sources(&self, text: &str) -> Vec<String> {
        self.entries()
            .filter(|(_, entry)| matches!(entry.field, Field::Source(0..=3)))
            .map(|(unit, entry)| self.value(unit, entry, text))
            .filter(|value| !value.is_empty())
            .collect()
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
                Some(next) if entry.field.may_be(&next.kind) => next.words(of).into_owned(),
                _ => String::new(),
            },
        }
    }
}

impl Field {
    /// Whether a paragraph of a kind may be the value that a label on the line before waits for.
    fn may_be(self, kind: &Kind) -> bool {
        match self {
            Self::Published(_) | Self::Time => matches!(kind, Kind::Date(_)),
            Self::Number => matches!(kind, Kind::Number | Kind::Short),
            _ => *kind == Kind::Short,
        }
    }
}

/// Whether the value of a label is a name, a title or a date, and no clause.
fn is_short(plain: &str, unit: &Unit, entry: &Entry) -> bool {
    let line = unit.words(plain);
    let value = line.get(entry.value.clone()).unwrap_or_default();
    entry.field == Field::Summary || (!value.contains(['，', ',']) && value.chars().nth(40).is_none())
}

/// Whether a date is that of an account's post (2022年4月12日 10:30 发表于江苏).
fn is_posted(words: &str) -> bool {
    words.contains("发表于")
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
    let title = squeezed.trim_start_matches(['代', '副', '理']).trim_start_matches("署理");
    squeezed.chars().count() <= 12
        && TITLES.iter().any(|known| title.starts_with(known))
        && words.contains(is_gap)
}
