//! Importing the text of a regulation: a draft of its file in `content/regulations/`. What is there is never
//! overwritten. It must not know how a text is read or how a file is printed.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Given, fetch};
use crate::citation::key;
use crate::config;
use crate::content::{self, Content, Loaded};
use crate::diagnostic::{Diagnostic, Message, Renderer, SourceFile, has_errors};
use crate::intake;
use crate::output;
use crate::regulation::read::{self, Reading};
use crate::regulation::{Fact, FactKind, Kind, PinOrder, Regulation, RegulationId};
use crate::script::{TermFinder, Terms, Text};
use crate::seed::{self, slug};
use crate::site::Site;
use crate::source::Folder;

/// A regulation as it was read from its text.
#[derive(Debug)]
pub struct ImportedRegulation {
    /// What was read.
    pub regulation: Regulation,
    /// The file that was given, as a person knows it.
    pub given: String,
    /// The file that holds it in the site, or would.
    pub path: String,
}

/// Reads texts of regulations and drafts a file for each; with `dry`, nothing is written.
pub fn import_regulations(
    site: &Folder,
    given: &[Given],
    dry: bool,
) -> (Vec<ImportedRegulation>, Vec<Diagnostic>) {
    let mut imported = Vec::new();
    let mut diagnostics = Vec::new();
    for one in given {
        match import(site, one, dry) {
            Ok((new, messages)) => {
                imported.push(new);
                diagnostics.extend(messages);
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    (imported, diagnostics)
}

fn import(
    site: &Folder,
    given: &Given,
    dry: bool,
) -> Result<(ImportedRegulation, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (given, bytes) = fetch(given).map_err(|problem| vec![problem])?;
    let text = seed::decode(&given, &bytes)
        .map_err(|error| vec![Diagnostic::plain(seed::undecodable(error, &given))])?
        .text;
    let file = Arc::new(SourceFile { path: given.clone(), text });
    let (reading, mut messages) = read::read(&file);
    if !reading.held.is_told() {
        return Err(vec![Diagnostic::in_file(Message::RegulationTextRefused, &file)]);
    }
    let Some(name) = reading.name.clone() else {
        return Err(vec![Diagnostic::in_file(Message::RegulationNameless, &file)]);
    };
    let (content, problems) = content::load(site);
    if has_errors(&problems) {
        // A file that cannot be read may be this regulation's.
        return Err(problems);
    }
    let draft = |id| drafted(id, name.clone(), reading);
    let shown = name.source().to_owned();
    let (regulation, path, message) = match registered(&content, &name) {
        Some(owner) => {
            let path = format!("{}.new", owner.file.path);
            let message =
                Message::RegulationExists { name: shown, file: owner.file.path.clone(), draft: path.clone() };
            (draft(owner.value.id.clone()), path, message)
        }
        None => {
            let free = |word: &str| site.has(&file_of(word));
            let candidate = draft(slug::regulation_id(&name, free));
            match stub(site, content, &candidate) {
                Some(id) if !free(id.as_str()) => {
                    let path = file_of(id.as_str());
                    let message = Message::RegulationOfStub { name: shown, file: path.clone() };
                    (Regulation { id, ..candidate }, path, message)
                }
                _ => {
                    let path = file_of(candidate.id.as_str());
                    let message = Message::RegulationImported { given: given.clone(), file: path.clone() };
                    (candidate, path, message)
                }
            }
        }
    };
    let printed = content::print_regulation(&regulation);
    messages.extend(left_out(&file, &regulation, &printed, &path));
    messages.push(Diagnostic::plain(message));
    if !dry {
        let target = site.root().join(path.strip_suffix(".new").unwrap_or(&path));
        // What is registered already stays; the draft goes beside it.
        let written = if path.ends_with(".new") {
            output::create_beside(&target, printed.as_bytes()).map(|_| ())
        } else {
            output::create(&target, printed.as_bytes())
        };
        written.map_err(|problem| vec![problem])?;
    }
    Ok((ImportedRegulation { regulation, given, path }, messages))
}

fn file_of(id: &str) -> String {
    format!("{}/{id}.md", content::REGULATIONS)
}

fn drafted(id: RegulationId, name: Text, reading: Reading) -> Regulation {
    let articles = reading.articles();
    Regulation {
        kind: kind(&name, &reading),
        number: reading.number,
        articles,
        pin_order: Some(reading.pin_order),
        held: Some(reading.held),
        facts: reading.facts.into_iter().map(undated).collect(),
        stub: false,
        ..Regulation::stub(id, name, None)
    }
}

/// A fact that says its date once: its words begin with it in the history.
fn undated(fact: Fact) -> Fact {
    let after = |value: &Text| {
        let end = value.source().find('日')? + '日'.len_utf8();
        let rest = value.source()[end..].trim_start();
        // 自2010年2月1日起施行
        let since = value.source().starts_with(['自', '从', '從']);
        let rest = if since { rest.trim_start_matches('起') } else { rest };
        (!rest.is_empty()).then(|| Text::new(rest, value.script()))
    };
    let value = if fact.date.is_some() { fact.value.as_ref().and_then(after) } else { fact.value };
    Fact { value, ..fact }
}

/// What kind of document it seems to be, by what its name ends with and who passed it; the clerk is asked to check it.
fn kind(name: &Text, reading: &Reading) -> Kind {
    let folded = |text: &Text| crate::script::fold(text.source());
    let name = folded(name);
    // （2021—2035年）, （试行）
    let name = name.split(['（', '(']).next().unwrap_or(&name).trim_end();
    let facts = reading.facts.iter().filter_map(|fact| fact.value.as_ref());
    let history: String = reading.held.history.iter().chain(facts).map(folded).collect();
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let congress = history.contains("人民代表大会");
    if ends(&["标准", "规范", "导则"]) {
        Kind::Standard
    } else if ends(&["规划", "计划", "方案", "纲要"]) {
        Kind::Plan
    } else if ends(&["通知", "意见", "决定", "公告"]) {
        Kind::Notice
    } else if ends(&["法", "法典"]) && !ends(&["办法"]) {
        Kind::Law
    } else if ends(&["自治条例"]) || (congress && !history.contains("全国人民代表大会")) {
        Kind::LocalRegulation
    } else if ends(&["办法", "规定", "细则", "规则", "标准"]) {
        Kind::Measure
    } else {
        Kind::Regulation
    }
}

/// The registered regulation of that name, or with that alias.
fn registered<'c>(content: &'c Content, name: &Text) -> Option<&'c Loaded<Regulation>> {
    let wanted = key(name.source());
    content.regulations.iter().find(|loaded| {
        let regulation = &loaded.value;
        std::iter::once(&regulation.name)
            .chain(&regulation.aliases)
            .any(|known| key(known.source()) == wanted)
    })
}

/// The stub that the site has in the regulation's place: of the same name; else one whose citations would lead to it.
fn stub(site: &Folder, content: Content, candidate: &Regulation) -> Option<RegulationId> {
    let file = site.text(config::PATH).ok()?;
    let settings = config::parse(&file, None).ok()?;
    let again = Content {
        notices: content.notices.clone(),
        regulations: content.regulations.clone(),
        ..Content::default()
    };
    let stubs = |content: Content| {
        let finder = TermFinder::new(&Terms::default());
        let (material, _) = intake::material(content, &settings, &finder, false);
        let (site, _) = Site::link(settings.clone(), material, &finder, jiff::civil::Date::default());
        site.regulations.into_iter().filter(|regulation| regulation.stub).collect::<Vec<_>>()
    };
    let before = stubs(again);
    let wanted = key(candidate.name.source());
    if let Some(same) = before.iter().find(|stub| key(stub.name.source()) == wanted) {
        return Some(same.id.clone());
    }
    let mut with = content;
    // Under an id that no stub has, so that all others keep theirs.
    let id = RegulationId::new("0")?;
    with.regulations.push(Loaded { value: Regulation { id, ..candidate.clone() }, file });
    let after = stubs(with);
    let gone = before.into_iter().find(|stub| !after.iter().any(|left| left.name == stub.name));
    gone.map(|stub| stub.id)
}

/// The lines of a text that its draft does not have. The table of contents repeats headings; a label may stand before
/// the name.
fn left_out(file: &Arc<SourceFile>, regulation: &Regulation, printed: &str, path: &str) -> Vec<Diagnostic> {
    let squeeze = |words: &str| words.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let drafted = Arc::new(SourceFile { path: path.to_owned(), text: printed.to_owned() });
    let body = content::body_start(&drafted);
    let mut kept: String = squeeze(regulation.name.source());
    let name = kept.clone();
    kept.push('\n');
    kept.extend(regulation.number.iter().map(|number| squeeze(number.source())));
    kept.push('\n');
    kept.push_str(&content::held::squeezed(&drafted, body..printed.len()));
    let mut messages = Vec::new();
    let mut at = 0;
    for raw in file.text.split('\n') {
        let words: String = squeeze(raw);
        let heading = words.trim_end_matches(|c: char| c.is_ascii_digit() || "….·-".contains(c));
        let labelled = ["：", ":"].iter().any(|colon| {
            words.split_once(colon).is_some_and(|(_, rest)| rest.trim_matches(['《', '》']) == name)
        });
        // 第132章《某條例》
        let chapter = regulation.number.as_ref().is_some_and(|number| {
            let left = words.replacen(squeeze(number.source()).as_str(), "", 1).replacen(&name, "", 1);
            left.chars().all(|c| "《》（）()".contains(c))
        });
        let contents = matches!(heading, "目录" | "目錄" | "目次");
        if !labelled
            && !contents
            && !chapter
            && !kept.contains(words.trim_matches(['《', '》']))
            && !kept.contains(heading)
        {
            let message = Message::RegulationLineLeft { words: raw.trim().to_owned() };
            messages.push(Diagnostic::at(message, file, at..at + raw.len()));
        }
        at += raw.len() + 1;
    }
    messages
}

impl ImportedRegulation {
    /// One object: `name`, `number`, `kind`, `script`, `pin_order`, `divisions`, `articles`, `points`, `facts` (each with
    /// `fact` and `date`), `file`.
    pub fn json(&self) -> Value {
        let Self { regulation, path, .. } = self;
        let facts = regulation.facts.iter().map(
            |fact| json!({ "fact": fact_word(fact.kind).0, "date": fact.date.map(|date| date.to_string()) }),
        );
        let [divisions, articles, points] = self.counts();
        json!({
            "name": regulation.name.source(),
            "number": regulation.number.as_ref().map(Text::source),
            "kind": kind_word(regulation.kind).0,
            "script": regulation.script().tag(),
            "pin_order": content::order_word(regulation.pin_order.unwrap_or(PinOrder::Mainland)),
            "divisions": divisions,
            "articles": articles,
            "points": points,
            "facts": facts.collect::<Vec<_>>(),
            "file": path,
        })
    }

    /// What was read, as a person would want to check it.
    pub fn summary(&self, renderer: &Renderer<'_>) -> String {
        let Self { regulation, given, path } = self;
        let mut lines = vec![given.clone()];
        let mut row = |english: &str, chinese: &str, value: String| {
            let label = renderer.say(english, chinese);
            let width = unicode_width::UnicodeWidthStr::width(label.as_str());
            lines.push(format!("  {label}{} {value}", " ".repeat(9usize.saturating_sub(width))));
        };
        row("name", "名稱", regulation.name.source().to_owned());
        if let Some(number) = &regulation.number {
            row("number", "文號", number.source().to_owned());
        }
        let (english, chinese) = kind_word(regulation.kind);
        row("kind", "類別", renderer.say(english, chinese));
        row("script", "文字", regulation.script().tag().to_owned());
        let order = match regulation.pin_order {
            Some(PinOrder::Taiwan) => renderer.say("條 > 項 > 款 (taiwan)", "條、項、款（taiwan）"),
            Some(PinOrder::HongKong) => {
                renderer.say("條 > (1) > (a) (hong-kong)", "條、(1)、(a)（hong-kong）")
            }
            _ => renderer.say("條 > 款 > 項 (mainland)", "條、款、項（mainland）"),
        };
        row("order", "條內次序", order);
        let [divisions, articles, points] = self.counts();
        let text = renderer.say(
            &format!("{divisions} divisions, {articles} articles, {points} points"),
            &format!("{divisions} 個編章節，{articles} 條，{points} 項"),
        );
        row("text", "條文", text);
        for fact in &regulation.facts {
            let (english, chinese) = fact_word(fact.kind);
            row(english, chinese, fact.date.map_or_else(String::new, |date| date.to_string()));
        }
        row("file", "檔案", path.clone());
        lines.join("\n") + "\n"
    }

    /// How many divisions, articles and points it has.
    fn counts(&self) -> [usize; 3] {
        let Some(held) = &self.regulation.held else { return [0; 3] };
        let paragraphs = held.articles.iter().flat_map(|article| &article.paragraphs);
        let points = paragraphs.map(|paragraph| paragraph.points.len()).sum();
        [held.outline.len(), held.articles.len(), points]
    }
}

const fn kind_word(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Law => ("law", "法律"),
        Kind::Regulation => ("regulation", "行政法規"),
        Kind::LocalRegulation => ("local-regulation", "地方性法規"),
        Kind::Measure => ("measure", "規章"),
        Kind::Plan => ("plan", "規劃"),
        Kind::Standard => ("standard", "標準"),
        Kind::Notice => ("notice", "通知"),
        Kind::Unknown => ("unknown", "類別未詳"),
    }
}

const fn fact_word(kind: FactKind) -> (&'static str, &'static str) {
    match kind {
        FactKind::Passed => ("passed", "通過"),
        FactKind::DrawnUp => ("drawn-up", "編製"),
        FactKind::Approved => ("approved", "批准"),
        FactKind::Issued => ("issued", "發布"),
        FactKind::InForce => ("in-force", "施行"),
        FactKind::Amended => ("amended", "修正"),
        FactKind::Repealed => ("repealed", "廢止"),
        FactKind::Period => ("period", "期間"),
        FactKind::Size => ("size", "篇幅"),
        FactKind::Chapters => ("chapters", "章目"),
        FactKind::Aims => ("aims", "目標"),
        FactKind::Other => ("other", "其他"),
    }
}
