//! A seed to hold a notice against: its body, not cut, and whether it states what the notice's front matter says. It must
//! not know what is done where it does not.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use crate::notice::Facts;
use crate::script::{Detection, Script, Text, detect};

use super::date::{date_at, month_day_at, opens_date};
use super::decode::{Tags, decode};
use super::page::{Page, page};
use super::words::{self, is_gap};

/// A seed's text, with what its notice is proven by.
#[derive(Debug, Default)]
pub struct Held {
    /// The decoded text.
    pub text: String,
    /// The stretches of it that are the body, as byte offsets, in reading order.
    pub kept: Vec<Range<usize>>,
    tags: Tags,
    /// The facts as they are read in it: title, source, document number; the day.
    read: [Option<String>; 3],
    published: Option<Date>,
    /// What its labels name as its source.
    sources: Vec<String>,
}

/// What the front matter of a notice says of it. What it does not say is absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claims<'c> {
    /// The title.
    pub title: Option<&'c str>,
    /// The source.
    pub source: Option<&'c str>,
    /// The publication date.
    pub published: Option<Date>,
    /// The document number.
    pub document_number: Option<&'c str>,
    /// The day of the meeting.
    pub meeting_date: Option<Date>,
    /// Who convened it.
    pub convener: Option<&'c str>,
    /// Who attended it.
    pub attended: Option<&'c str>,
}

impl<'c> From<&'c Facts> for Claims<'c> {
    fn from(facts: &'c Facts) -> Self {
        let words = |text: &'c Option<Text>| text.as_ref().map(Text::source);
        Self {
            title: words(&facts.title),
            source: words(&facts.source),
            published: facts.published,
            document_number: words(&facts.document_number),
            meeting_date: facts.meeting.date,
            convener: words(&facts.meeting.convener),
            attended: words(&facts.meeting.attended),
        }
    }
}

/// A fact that a notice claims and its seed does not state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstated {
    /// Its key in front matter.
    pub key: &'static str,
    /// What the notice says.
    pub value: String,
    /// Whether it is one of the meeting's.
    pub of_meeting: bool,
}

impl Unstated {
    /// What is left of the facts that nothing states, and of an editor's differences: one whose words are such a fact says
    /// that it is his own, and is of no text. `words` are the seed's and the notice's side of a difference; one of the
    /// meeting has nothing in the seed, for with words of it, it is of the body.
    pub(crate) fn without_own<D>(
        mut unstated: Vec<Self>,
        differences: &[D],
        words: impl Fn(&D) -> (&str, &str),
    ) -> (Vec<Self>, Vec<&D>) {
        let mut own = |one: &&D| {
            let (seed, notice) = words(one);
            let notice = tight(notice);
            let same =
                |fact: &Self| tight(&fact.value) == notice && (!fact.of_meeting || tight(seed).is_empty());
            unstated.iter().position(same).map(|fact| unstated.remove(fact)).is_some()
        };
        let (_, of_body): (Vec<&D>, Vec<&D>) = differences.iter().partition(|one| own(one));
        (unstated, of_body)
    }
}

/// Decodes a seed's bytes and finds the body in them. `None` where the bytes are no text.
pub fn hold(path: &str, bytes: &[u8]) -> Option<Held> {
    let decoded = decode(path, bytes).ok()?;
    let text = decoded.text.as_str();
    let plain = words::plain(text);
    let hans = matches!(detect(text), Detection::One { script: Script::Hans, .. });
    let page = page(text, &plain, &decoded.tags, !hans);
    let mut sources = page.sources(text);
    sources.extend(decoded.tags.source.clone());
    let Page { units, body, title, source, published, number, .. } = page;
    Some(Held {
        sources,
        kept: body.iter().flat_map(|&index| units[index].pieces(text)).collect(),
        read: [title, source.map(|found| found.value), number],
        published: published.map(|found| found.value),
        tags: decoded.tags,
        text: decoded.text,
    })
}

impl Held {
    /// What is claimed and stands nowhere in the seed: neither as the reader finds it nor anywhere in the text, white
    /// space aside, or, of a day, in any writing of dates.
    pub fn unstated(&self, claims: Claims<'_>) -> Vec<Unstated> {
        let keys = ["title", "source", "document_number"];
        let words = [claims.title, claims.source, claims.document_number];
        let mut text = None;
        let mut unstated = Vec::new();
        for ((key, claimed), read) in keys.into_iter().zip(words).zip(&self.read) {
            let Some(claimed) = claimed else { continue };
            let tight = Comparable::of(claimed).tight;
            if read.as_deref().map(|read| Comparable::of(read).tight).as_ref() == Some(&tight) {
                continue;
            }
            // Where a label names the source, another office that the text speaks of is not it.
            if key == "source" && !self.sources.is_empty() {
                if !self.sources.iter().any(|named| Comparable::of(named).tight.contains(&tight)) {
                    unstated.push(Unstated { key, value: claimed.to_owned(), of_meeting: false });
                }
                continue;
            }
            let text = text.get_or_insert_with(|| {
                let tags =
                    [&self.tags.title, &self.tags.source].map(|tag| tag.as_deref().unwrap_or_default());
                Comparable::of(&format!("{}\n{}\n{}", self.text, tags[0], tags[1]))
            });
            if !(if key == "title" { stands_alone(text, &tight) } else { text.tight.contains(&tight) }) {
                unstated.push(Unstated { key, value: claimed.to_owned(), of_meeting: false });
            }
        }
        let day = claims.published.filter(|day| self.published != Some(*day) && !self.has_date(*day));
        unstated.extend(day.map(|day| Unstated {
            key: "published",
            value: day.to_string(),
            of_meeting: false,
        }));
        unstated.extend(self.unstated_meeting(&claims));
        unstated
    }

    /// What is claimed of the meeting and stands nowhere in the seed. Its day may be written without the year.
    fn unstated_meeting(&self, claims: &Claims<'_>) -> Vec<Unstated> {
        let said = |key, value| Unstated { key, value, of_meeting: true };
        let day = claims.meeting_date.filter(|&day| !self.has_date(day) && !self.has_month_and_day(day));
        let words = [("convener", claims.convener), ("attended", claims.attended)];
        // The body by itself, too: a sentence may go on behind the head of a page.
        let body = || self.kept.iter().map(|range| tight(&self.text[range.clone()])).collect::<String>();
        let stated = |words: &str| tight(&self.text).contains(words) || body().contains(words);
        let words = words.into_iter().filter_map(|(key, words)| Some((key, words?)));
        let words = words.filter(|(_, words)| !stated(&tight(words)));
        let words = words.map(|(key, words)| said(key, words.to_owned()));
        day.map(|day| said("date", day.to_string())).into_iter().chain(words).collect()
    }

    fn has_month_and_day(&self, day: Date) -> bool {
        let plain = words::plain(&self.text);
        let mut starts = plain.char_indices().filter(|&(_, c)| opens_date(c));
        let same = |written: i8, number: u32| u32::try_from(written) == Ok(number);
        starts.any(|(at, _)| {
            month_day_at(&plain[at..])
                .is_some_and(|(month, number, _)| same(day.month(), month) && same(day.day(), number))
        })
    }

    /// Whether a day is written anywhere in the seed.
    fn has_date(&self, day: Date) -> bool {
        let swapped = Date::new(day.year(), day.day(), day.month()).ok();
        let tag = self.tags.published.as_deref().unwrap_or_default();
        [self.text.as_str(), tag].into_iter().any(|text| {
            let plain = words::plain(text);
            let mut starts = plain.char_indices().filter(|&(_, c)| opens_date(c));
            starts.any(|(at, _)| {
                date_at(&plain[at..], true).is_some_and(|written| {
                    written.date == day || written.ambiguous && Some(written.date) == swapped
                })
            })
        })
    }
}

/// A text in its canonical form, without what shows nothing.
fn tight(text: &str) -> String {
    text.nfc().filter(|&c| !is_gap(c)).collect()
}

/// A text as facts are compared.
struct Comparable {
    tight: String,
    /// The bytes at which words begin or end: beside a gap or a mark.
    edges: HashSet<usize>,
}

impl Comparable {
    fn of(text: &str) -> Self {
        let mut tight = String::with_capacity(text.len());
        let mut edges = HashSet::from([0]);
        for c in text.nfc() {
            if is_gap(c) {
                edges.insert(tight.len());
                continue;
            }
            if !c.is_alphanumeric() {
                edges.extend([tight.len(), tight.len() + c.len_utf8()]);
            }
            tight.push(c);
        }
        edges.insert(tight.len());
        Self { tight, edges }
    }
}

/// Whether words stand in a text as words of their own: a title that was cut out of a sentence is another one.
fn stands_alone(text: &Comparable, words: &str) -> bool {
    let mut found = text.tight.match_indices(words);
    found.any(|(at, _)| text.edges.contains(&at) && text.edges.contains(&(at + words.len())))
}
