//! The fidelity report: for each published notice and each edition that is not in its script, what an editor should
//! know of the conversion, at its place in the notice's file. It must not know how a text is converted.

use serde_json::{Value, json};

use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, Letters, Message, Renderer};
use crate::notice::Notice;
use crate::script::{ConvertError, Converter, Edition, Place, Report, Text};

/// What is to be known of one notice's conversion for one edition.
#[derive(Clone, Debug)]
pub struct Fidelity {
    /// The notice's id.
    pub notice: String,
    /// The edition.
    pub edition: Edition,
    /// What the converter says.
    pub report: Report,
}

impl Fidelity {
    /// How much there is for an editor to look at, in one line.
    pub fn summary(&self, renderer: &Renderer<'_>) -> String {
        let report = &self.report;
        let (ambiguous, leftovers, rare) =
            (report.ambiguous.len(), report.leftovers.len(), report.beyond_bmp.len());
        let terms: usize = report.terms.iter().map(|term| term.count).sum();
        let words = renderer.say(
            &format!(
                "{terms} words by terms, {ambiguous} characters to look at, {leftovers} leftovers in the source, {rare} rare characters"
            ),
            &format!("依詞彙轉換 {terms} 處，待核對 {ambiguous} 字，原文疑混入 {leftovers} 處，罕用字 {rare} 個"),
        );
        format!("{}  {}  {words}", self.notice, self.edition.tag())
    }

    /// One JSON object: `notice`, `edition`, and the fields of the report.
    pub fn json(&self) -> Value {
        json!({ "notice": self.notice, "edition": self.edition.tag(), "report": self.report })
    }
}

/// Reports on every notice that has a script, for every edition in the other one; the messages are about the source.
pub(crate) fn examine(
    notices: &[Loaded<Notice>],
    editions: &[Edition],
    converter: &Converter,
) -> Result<(Vec<Fidelity>, Vec<Diagnostic>), ConvertError> {
    let mut reports = Vec::new();
    let mut diagnostics = Vec::new();
    for loaded in notices {
        let notice = &loaded.value;
        let blocks = notice.blocks();
        let title = notice.facts.title.iter();
        let first = reports.len();
        let texts: Vec<&Text> = title.chain(blocks.iter().map(|(_, block)| &block.text)).collect();
        for &edition in editions.iter().filter(|edition| Some(edition.script()) != notice.facts.script) {
            let report = converter.report(&texts, edition, &notice.facts.terms)?;
            let told: Vec<&Report> =
                reports[first..].iter().map(|fidelity: &Fidelity| &fidelity.report).collect();
            diagnostics.extend(messages(&report, &told, loaded, edition));
            reports.push(Fidelity { notice: notice.id.to_string(), edition, report });
        }
    }
    Ok((reports, diagnostics))
}

/// What a report says, but for what those of the same notice have told: two regions of a script mostly agree.
fn messages(report: &Report, told: &[&Report], loaded: &Loaded<Notice>, edition: Edition) -> Vec<Diagnostic> {
    // A report's places are in the text that the marks are gone from.
    let letters = Letters::of(&loaded.file.text, content::body_start(&loaded.file));
    let at = |message: Message, place: &Place| match letters.find(&place.before, &place.found, &place.after) {
        Some(span) => Diagnostic::at(message, &loaded.file, span),
        None => Diagnostic::in_file(message, &loaded.file),
    };
    let new = |places: fn(&Report) -> &Vec<Place>| {
        places(report).iter().filter(move |place| !told.iter().any(|told| places(told).contains(place)))
    };
    let mut messages = Vec::new();
    for place in new(|report| &report.leftovers) {
        let message = Message::ScriptLeftover { found: place.found.clone(), usual: place.choice.clone() };
        messages.push(at(message, place));
    }
    for place in new(|report| &report.ambiguous) {
        let message = Message::CharacterAmbiguous {
            found: place.found.clone(),
            choice: place.choice.clone(),
            others: place.others.clone(),
            edition: edition.tag().to_owned(),
        };
        messages.push(at(message, place));
    }
    for place in new(|report| &report.beyond_bmp) {
        let message = Message::CharacterRare { found: place.found.clone() };
        messages.push(at(message, place));
    }
    messages
}
