//! The brief of a notice: everything that the rest of the site needs to know of it, and no more. A site is linked and its
//! lists are planned from briefs; the notice itself is read only where its own pages have to be made.
//!
//! It must not know other notices, pages or files.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use crate::citation::{self, Citation, Reason, Resolution};
use crate::digest::Digest;
use crate::notice::{Block, Difference, Directive, Head, Notice, NoticeId, Place};
use crate::permalinks::Offered;
use crate::script::{Script, TermFinder, Terms, Text};
use crate::seed::slug;

/// What the rest of the site needs to know of a published notice.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Brief {
    /// The notice.
    pub id: NoticeId,
    /// Its headline.
    pub title: Text,
    /// Who published it.
    pub source: Text,
    /// The slug of that name, for its feed.
    pub source_slug: Box<str>,
    /// When.
    #[borsh(serialize_with = "crate::borsh_date::write", deserialize_with = "crate::borsh_date::read")]
    pub published: Date,
    /// Its own document number.
    pub document_number: Option<Text>,
    /// The name of its seed, and the SHA-256 of that, in lower-case hexadecimal.
    pub seed: Option<Box<str>>,
    /// See `seed`.
    pub sha256: Option<Box<str>>,
    /// Where its body intentionally differs from its seed.
    pub differences: Vec<Difference>,
    /// How its names are converted.
    pub terms: Terms,
    /// The site's terms that stand in it: what else its conversion depends on.
    pub applied: Digest,
    /// The addresses it has.
    pub offered: Offered,
    /// Its citations, in reading order.
    pub excerpts: Vec<Excerpt>,
    /// Stands for what lists tell of it, and for the site's terms that stand in it.
    pub card: Digest,
    /// Stands for the notice and its citations as a whole.
    pub whole: Digest,
}

/// A citation with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Excerpt {
    /// The citation.
    pub citation: Citation,
    /// What a document is told by that nobody has registered; absent where the citation means a known one or none.
    pub unregistered: Option<citation::Key>,
    /// The directive it stands in.
    pub directive: Option<Head>,
    /// The directive whose page has its paragraph, where that stands outside the directives.
    pub leads_into: Option<(usize, Head)>,
    /// The sentence it stands in, and where in it.
    pub sentence: Sentence,
    /// Stands for all of the above.
    digest: Digest,
}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// A sentence with a part of it singled out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Sentence {
    /// Its text.
    pub text: Text,
    /// The part, in characters from its start.
    pub part: Range<usize>,
}

impl Brief {
    /// The brief of a notice with its citations. `None` where it lacks what a published notice has.
    pub fn of(notice: &Notice, citations: Vec<Citation>, finder: &TermFinder) -> Option<Self> {
        let facts = &notice.facts;
        let (title, source) = (facts.title.clone()?, facts.source.clone()?);
        let (published, script) = (facts.published?, facts.script?);
        let blocks = notice.blocks();
        let meeting = facts.meeting.convener.iter().chain(&facts.meeting.attended);
        let notes = facts.notes.iter().map(|note| &note.text);
        let texts = [&title, &source].into_iter().chain(&facts.document_number).chain(meeting).chain(notes);
        let applied = finder.found_in(texts.chain(blocks.iter().map(|(_, block)| &block.text)));
        let whole = Digest::of(&(notice, &citations));
        let directives: Vec<&Directive> = notice.directives().collect();
        let offered = Offered::by(notice);
        let numbers = (published, offered.directives.len(), applied);
        let card = Digest::of(&(&notice.id, &title, &source, &facts.terms, numbers));
        let excerpt = |citation| Excerpt::of(citation, &blocks, &directives, script);
        Some(Self {
            id: notice.id.clone(),
            title,
            source_slug: slug::source_slug(&source),
            source,
            published,
            document_number: facts.document_number.clone(),
            seed: facts.seed.clone(),
            sha256: facts.sha256.clone(),
            differences: facts.differences.clone(),
            terms: facts.terms.clone(),
            applied,
            offered,
            excerpts: citations.into_iter().map(excerpt).collect(),
            card,
            whole,
        })
    }

    /// The script of its text.
    pub const fn script(&self) -> Script {
        self.title.script()
    }
}

impl Excerpt {
    fn of(citation: Citation, blocks: &[(Place, &Block)], directives: &[&Directive], script: Script) -> Self {
        let directive = citation.place.directive.and_then(|number| directives.get(number - 1));
        let directive = directive.map(|directive| directive.head.clone());
        let leads_into = led_into(blocks, directives, citation.block);
        let leads_into = leads_into.map(|directive| (directive.number, directive.head.clone()));
        let text =
            blocks.get(citation.block).map_or_else(|| Text::new("", script), |(_, block)| block.text.clone());
        let sentence = sentence(&text, &citation.mention.span);
        let open = citation.resolution == Resolution::Open(Reason::Unregistered);
        let unregistered = open.then(|| citation::key(&citation.document));
        let digest = Digest::of(&(&citation, &directive, &leads_into, &sentence));
        Self { citation, unregistered, directive, leads_into, sentence, digest }
    }

    /// The words that stand there.
    pub fn words(&self) -> String {
        let part = &self.sentence.part;
        self.sentence.text.source().chars().skip(part.start).take(part.len()).collect()
    }
}

/// The directive whose page has a block that stands outside the directives: the next one, or the last.
fn led_into<'s>(
    blocks: &[(Place, &Block)],
    directives: &[&'s Directive],
    block: usize,
) -> Option<&'s Directive> {
    if blocks.get(block)?.0.directive.is_some() {
        return None;
    }
    let next = blocks[block..].iter().find_map(|(place, _)| place.directive);
    next.map_or(directives.last(), |number| directives.get(number - 1)).copied()
}

/// The sentence of a text that a span of it stands in, with the span counted from its start.
fn sentence(text: &Text, span: &Range<usize>) -> Sentence {
    let characters: Vec<(usize, char)> = text.source().char_indices().collect();
    let ends = |at: usize| matches!(characters[at].1, '。' | '！' | '？' | '!' | '?' | '；' | ';');
    let start = (0..span.start.min(characters.len())).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
    let end = (span.end..characters.len()).find(|&at| ends(at)).map_or(characters.len(), |at| at + 1);
    let offset = |at: usize| characters.get(at).map_or(text.source().len(), |(offset, _)| *offset);
    let start = start.min(end);
    Sentence {
        text: text.slice(offset(start)..offset(end)),
        part: span.start - start..span.end.min(end) - start,
    }
}
