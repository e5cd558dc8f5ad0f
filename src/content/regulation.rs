//! A regulation as a Markdown file: facts with their sources in the front matter. It must not know where the file lies.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::notice::ScriptTag;
use super::{stem, yaml};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::regulation::{Fact, FactKind, Kind, Regulation, RegulationId};
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
    #[serde(default)]
    facts: Vec<FrontFact>,
    note: Option<String>,
}

const KEYS: &[&str] = &["name", "script", "kind", "number", "aliases", "articles", "facts", "note"];

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
    let Some((front, _)) = yaml::split(&file.text) else {
        return (None, vec![Diagnostic::at(Message::FrontMatterMissing, file, 0..1)]);
    };
    match yaml::parse::<Front>(file, front, KEYS) {
        Ok(front) => (Some(regulation(id, front)), Vec::new()),
        Err(problems) => (None, problems),
    }
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
        pin_order: None,
        held: None,
        facts: front.facts.into_iter().map(fact).collect(),
        note: front.note.map(text),
        stub: false,
    }
}
