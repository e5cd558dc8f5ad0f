//! A regulation as a Markdown file: facts with their sources in the front matter, its text, where it is held, in the
//! body. It must not know where the file lies.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::notice::ScriptTag;
use super::{held, stem, yaml};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::regulation::read;
use crate::regulation::{Fact, FactKind, Kind, PinOrder, Regulation, RegulationId};
use crate::script::{Script, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    name: String,
    script: ScriptTag,
    kind: KindWord,
    number: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    articles: Option<u32>,
    pin_order: Option<OrderWord>,
    #[serde(default)]
    facts: Vec<FrontFact>,
    note: Option<String>,
}

const KEYS: &[&str] =
    &["name", "script", "kind", "number", "aliases", "articles", "pin_order", "facts", "note"];

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OrderWord {
    Mainland,
    Taiwan,
    HongKong,
}

impl From<OrderWord> for PinOrder {
    fn from(word: OrderWord) -> Self {
        match word {
            OrderWord::Mainland => Self::Mainland,
            OrderWord::Taiwan => Self::Taiwan,
            OrderWord::HongKong => Self::HongKong,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindWord {
    Law,
    Regulation,
    LocalRegulation,
    Measure,
    Plan,
    Standard,
    Notice,
}

impl From<KindWord> for Kind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::Law => Self::Law,
            KindWord::Regulation => Self::Regulation,
            KindWord::LocalRegulation => Self::LocalRegulation,
            KindWord::Measure => Self::Measure,
            KindWord::Plan => Self::Plan,
            KindWord::Standard => Self::Standard,
            KindWord::Notice => Self::Notice,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontFact {
    fact: FactWord,
    date: Option<Date>,
    value: Option<String>,
    #[serde(default)]
    items: Vec<String>,
    /// What the text says of itself has no source but the text.
    #[serde(default)]
    sources: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FactWord {
    Passed,
    DrawnUp,
    Approved,
    Issued,
    InForce,
    Amended,
    Repealed,
    Period,
    Size,
    Chapters,
    Aims,
    Other,
}

impl From<FactWord> for FactKind {
    fn from(word: FactWord) -> Self {
        match word {
            FactWord::Passed => Self::Passed,
            FactWord::DrawnUp => Self::DrawnUp,
            FactWord::Approved => Self::Approved,
            FactWord::Issued => Self::Issued,
            FactWord::InForce => Self::InForce,
            FactWord::Amended => Self::Amended,
            FactWord::Repealed => Self::Repealed,
            FactWord::Period => Self::Period,
            FactWord::Size => Self::Size,
            FactWord::Chapters => Self::Chapters,
            FactWord::Aims => Self::Aims,
            FactWord::Other => Self::Other,
        }
    }
}

/// Reads a regulation. `None` where there is nothing that could be one.
pub fn parse(file: &Arc<SourceFile>) -> (Option<Regulation>, Vec<Diagnostic>) {
    let Some(id) = RegulationId::new(stem(&file.path)) else {
        let message = Message::IdInvalid { id: stem(&file.path).to_owned() };
        return (None, vec![Diagnostic::in_file(message, file)]);
    };
    let Some((front, body)) = yaml::split(&file.text) else {
        return (None, vec![Diagnostic::at(Message::FrontMatterMissing, file, 0..1)]);
    };
    match yaml::parse::<Front>(file, front, KEYS) {
        Ok(front) => {
            let mut regulation = regulation(id, front);
            let (held, mut problems) = held::parse(file, body, regulation.script(), regulation.pin_order);
            if let Some((held, order)) = held {
                regulation.pin_order = order;
                // The text knows better than what was written above it.
                regulation.articles = held.articles.last().map(|last| last.number.number);
                regulation.held = Some(held);
            }
            problems.extend(unsourced(file, &regulation));
            (Some(regulation), problems)
        }
        Err(problems) => (None, problems),
    }
}

/// The facts that nobody says where they were read. What the history of a held text states has its source there.
fn unsourced(file: &Arc<SourceFile>, regulation: &Regulation) -> Option<Diagnostic> {
    let history = regulation.held.as_ref().map_or(&[][..], |held| &held.history);
    let stated = read::stated(history);
    let is_stated = |fact: &Fact| {
        fact.date.is_some() && stated.iter().any(|one| (one.kind, one.date) == (fact.kind, fact.date))
    };
    let bare = regulation.facts.iter().filter(|fact| fact.sources.is_empty() && !is_stated(fact));
    let mut words: Vec<&str> = bare.map(|fact| fact_word(fact.kind)).collect();
    words.sort_unstable();
    words.dedup();
    let message = Message::FactUnsourced { facts: words.join(", ") };
    (!words.is_empty()).then(|| Diagnostic::at(message, file, yaml::key_span(&file.text, "facts")))
}

fn regulation(id: RegulationId, front: Front) -> Regulation {
    let script = Script::from(front.script);
    let text = |string: String| Text::new(string, script);
    let fact = |fact: FrontFact| Fact {
        kind: fact.fact.into(),
        date: fact.date,
        value: fact.value.map(text),
        items: fact.items.into_iter().map(text).collect(),
        sources: fact.sources.into_iter().map(Into::into).collect(),
    };
    Regulation {
        id,
        name: text(front.name),
        number: front.number.map(text),
        kind: front.kind.into(),
        aliases: front.aliases.into_iter().map(text).collect(),
        articles: front.articles,
        pin_order: front.pin_order.map(PinOrder::from),
        held: None,
        facts: front.facts.into_iter().map(fact).collect(),
        note: front.note.map(text),
        stub: false,
    }
}

/// Prints a regulation as the file that [`parse`] reads: every string quoted, keys in a fixed order, absent ones left
/// out.
pub fn print(regulation: &Regulation) -> String {
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {value}");
        }
    };
    let quoted = |text: &Text| yaml::quote(text.source());
    let list = |texts: &[Text]| {
        let texts: Vec<String> = texts.iter().map(quoted).collect();
        (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
    };
    line("name", Some(quoted(&regulation.name)));
    line("script", Some(regulation.script().tag().to_owned()));
    line("kind", Some(kind_word(regulation.kind).to_owned()));
    line("number", regulation.number.as_ref().map(quoted));
    line("aliases", list(&regulation.aliases));
    // A held text says itself how many there are.
    let counted = regulation.articles.filter(|_| regulation.held.is_none());
    line("articles", counted.map(|count| count.to_string()));
    line("pin_order", regulation.pin_order.map(|order| order_word(order).to_owned()));
    if !regulation.facts.is_empty() {
        out.push_str("facts:\n");
    }
    for fact in &regulation.facts {
        let _ = writeln!(out, "  - fact: {}", fact_word(fact.kind));
        let mut line = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = writeln!(out, "    {key}: {value}");
            }
        };
        line("date", fact.date.map(|date| date.to_string()));
        line("value", fact.value.as_ref().map(quoted));
        line("items", list(&fact.items));
        let sources: Vec<String> = fact.sources.iter().map(|source| yaml::quote(source)).collect();
        line("sources", Some(format!("[{}]", sources.join(", "))));
    }
    if let Some(note) = &regulation.note {
        let _ = writeln!(out, "note: {}", quoted(note));
    }
    out.push_str("---\n");
    if let Some(held) = &regulation.held {
        out.push('\n');
        out.push_str(&held::print(held));
    }
    out
}

const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Law => "law",
        Kind::LocalRegulation => "local-regulation",
        Kind::Measure => "measure",
        Kind::Plan => "plan",
        Kind::Standard => "standard",
        Kind::Notice => "notice",
        // Only a stub's is not known, and a stub has no file.
        Kind::Regulation | Kind::Unknown => "regulation",
    }
}

pub(crate) const fn order_word(order: PinOrder) -> &'static str {
    match order {
        PinOrder::Mainland => "mainland",
        PinOrder::Taiwan => "taiwan",
        PinOrder::HongKong => "hong-kong",
    }
}

const fn fact_word(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Passed => "passed",
        FactKind::DrawnUp => "drawn-up",
        FactKind::Approved => "approved",
        FactKind::Issued => "issued",
        FactKind::InForce => "in-force",
        FactKind::Amended => "amended",
        FactKind::Repealed => "repealed",
        FactKind::Period => "period",
        FactKind::Size => "size",
        FactKind::Chapters => "chapters",
        FactKind::Aims => "aims",
        FactKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_printed_as_it_was_read() {
        let text = "---\nname: \"某\\\"條例\"\nscript: zh-Hant\nkind: local-regulation\nnumber: \"某令第1號\"\naliases: [\"甲\", \"乙\"]\n\
            pin_order: taiwan\nfacts:\n  - fact: amended\n    date: 2020-01-02\n    value: \"facts: \"\n    items: [\"丙\"]\n    sources: [\"https://test.example/\"]\nnote: \"丁\"\n---\n\n\
            ## 第一章　總則\n\n**第1條**　戊。\n\n一、己。\n";
        let path = "content/regulations/mou.md".to_owned();
        let (regulation, problems) = parse(&Arc::new(SourceFile { path, text: text.to_owned() }));
        assert_eq!(problems, []);
        assert_eq!(print(&regulation.unwrap()), text);
    }
}
