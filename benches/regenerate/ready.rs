//! The corpus made ready for generators that neither convert nor find citations: every text in both scripts, links set.

use std::sync::Arc;

use gongkai::citation::{self, Registry, Resolution};
use gongkai::content;
use gongkai::diagnostic::SourceFile;
use gongkai::notice::{Notice, Text};
use gongkai::regulation::Regulation;
use gongkai::script::{Converter, Edition, Terms};

use super::corpus::{Corpus, File};

/// The editions, and what their folders are called.
pub(crate) const EDITIONS: [(Edition, &str); 2] = [(Edition::Hant, "zh-hant"), (Edition::Hans, "zh-hans")];

/// A text in both scripts, in the order of [`EDITIONS`].
pub(crate) type Both = [String; 2];

/// A notice, ready.
pub(crate) struct ReadyNotice {
    pub(crate) id: String,
    pub(crate) published: String,
    pub(crate) title: Both,
    pub(crate) source: Both,
    /// The paragraphs with headings, as Markdown.
    pub(crate) blocks: Vec<Both>,
    /// Each directive's blocks, its heading first.
    pub(crate) directives: Vec<Vec<Both>>,
    /// The ids of the regulations it cites, each once.
    pub(crate) cites: Vec<String>,
}

/// A regulation, ready.
pub(crate) struct ReadyRegulation {
    pub(crate) id: String,
    pub(crate) name: Both,
    /// Facts and articles, as Markdown.
    pub(crate) body: Both,
}

/// The regulations of the corpus, and their texts as Markdown.
pub(crate) struct Library(Vec<Regulation>, Vec<String>);

impl Library {
    pub(crate) fn new(corpus: &Corpus) -> Self {
        let files: Vec<File> = (0..super::REGULATIONS).map(|number| corpus.regulation(number)).collect();
        let regulation = |file: &File| content::parse_regulation(&source(file)).0.expect("a regulation");
        let body = |(_, text): &File| text.splitn(3, "---\n").nth(2).unwrap_or_default().to_owned();
        Self(files.iter().map(regulation).collect(), files.iter().map(body).collect())
    }
}

/// Makes them.
pub(crate) struct Ready<'l> {
    corpus: &'l Corpus,
    library: &'l Library,
    registry: Registry<'l>,
    converter: Converter,
}

impl<'l> Ready<'l> {
    pub(crate) fn new(corpus: &'l Corpus, library: &'l Library) -> Self {
        let converter = Converter::new(&Terms::default()).expect("a converter");
        Self { corpus, library, registry: Registry::new(&library.0), converter }
    }

    fn show(&self, texts: &[&Text], terms: &Terms) -> Vec<Both> {
        let shown =
            EDITIONS.map(|(edition, _)| self.converter.show(texts, edition, terms).expect("converted"));
        let [hant, hans] = shown;
        hant.iter().zip(&hans).map(|(a, b)| [a.as_str().to_owned(), b.as_str().to_owned()]).collect()
    }

    pub(crate) fn regulations(&self) -> impl Iterator<Item = ReadyRegulation> {
        self.library.0.iter().zip(&self.library.1).map(|(regulation, body)| {
            let body = Text::new(body.as_str(), regulation.script());
            let mut facts: Vec<&Text> =
                regulation.facts.iter().filter_map(|fact| fact.value.as_ref()).collect();
            facts.extend(&regulation.note);
            let none = Terms::default();
            let facts = self.show(&facts, &none);
            let [name, body]: [Both; 2] =
                self.show(&[&regulation.name, &body], &none).try_into().expect("as many as were given");
            let whole = |side: usize| {
                let facts: Vec<&str> = facts.iter().map(|fact| fact[side].as_str()).collect();
                format!("{}\n\n{}", facts.join("\n\n"), body[side])
            };
            ReadyRegulation { id: regulation.id.to_string(), body: [whole(0), whole(1)], name }
        })
    }

    pub(crate) fn notice(&self, number: usize) -> ReadyNotice {
        let [file, _] = self.corpus.notice(number);
        let notice: Notice = content::parse_notice(&source(&file)).0.expect("a notice");
        let citations = citation::resolve(&notice, &self.registry);
        let blocks = notice.blocks();
        let (title, by) =
            (notice.facts.title.as_ref().expect("a title"), notice.facts.source.as_ref().expect("a source"));
        let texts: Vec<&Text> =
            [title, by].into_iter().chain(blocks.iter().map(|(_, block)| &block.text)).collect();
        let mut shown = self.show(&texts, &notice.facts.terms);
        let mut ready: Vec<Both> = shown.split_off(2);
        let mut cites: Vec<String> = Vec::new();
        // From the last on, so that the places of the others stay where they are.
        for citation in citations.iter().rev() {
            let Resolution::Resolved { regulation, .. } = &citation.resolution else { continue };
            let id = regulation.to_string();
            for (side, (_, folder)) in EDITIONS.iter().enumerate() {
                let text: Vec<char> = ready[citation.block][side].chars().collect();
                let (start, end) = (citation.mention.span.start, citation.mention.span.end);
                let [before, words, after] = [&text[..start], &text[start..end], &text[end..]]
                    .map(|part| part.iter().collect::<String>());
                ready[citation.block][side] =
                    format!("{before}[{words}](/{folder}/regulations/{id}/){after}");
            }
            if !cites.contains(&id) {
                cites.push(id);
            }
        }
        let directives = notice.directives().count();
        let own = |number: usize| {
            let own =
                blocks.iter().zip(&ready).filter(move |((place, _), _)| place.directive == Some(number));
            own.map(|(_, text)| text.clone()).collect()
        };
        let [title, source]: [Both; 2] = shown.try_into().expect("two");
        ReadyNotice {
            id: notice.id.to_string(),
            published: notice.facts.published.expect("a date").to_string(),
            title,
            source,
            directives: (1..=directives).map(own).collect(),
            blocks: ready,
            cites,
        }
    }
}

fn source((path, text): &File) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.clone(), text: text.clone() })
}
