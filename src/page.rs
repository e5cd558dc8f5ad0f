//! The plan of a site: every page that it has, each borrowing exactly what it shows. A page's fields are its
//! dependencies, and its `Hash` is the part of its key in the manifest that the content decides.
//!
//! It must not know editions' words, templates, HTML or files.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::citation::Citation;
use crate::config::Config;
use crate::notice::{Block, Directive, Facts, Head, Note, Notice, NoticeId, Place, Section, Text};
use crate::permalinks::{NoticeLine, NoticeRecord, Permalinks, RegulationLine, Versions};
use crate::regulation::{Regulation, RegulationId};
use crate::route::{FeedFormat, Leaf, Route};
use crate::script::{Script, Terms};
use crate::seed::slug;
use crate::site::{Entry, Linked, Site};

/// How many notices the front page lists.
const LATEST: usize = 10;
/// How many the page for an address that is not there lists.
const FEW: usize = 3;
/// How many notices a feed lists, and how many citing notices a regulation's feed does.
const FEED: usize = 20;

/// A page that every edition has.
#[derive(Clone, Debug, Hash)]
pub struct Page<'s> {
    /// Which page it is, and so its address.
    pub leaf: Leaf,
    /// What it shows.
    pub body: Body<'s>,
}

impl Page<'_> {
    /// The notice that it belongs to, if it belongs to one: the pages of a notice share its texts.
    pub const fn notice(&self) -> Option<&NoticeId> {
        match &self.leaf {
            Leaf::Notice(id) | Leaf::Directive(id, _) | Leaf::Compare(id) => Some(id),
            _ => None,
        }
    }

    /// Whether readers should find it: feeds, and addresses that only lead on, they should not.
    pub const fn is_listed(&self) -> bool {
        self.leaf.is_page() && !matches!(self.body, Body::Moved(_) | Body::Gone(_))
    }
}

/// What a page shows, by kind of page.
#[derive(Clone, Debug, Hash)]
pub enum Body<'s> {
    /// An edition's front page.
    Front(Front<'s>),
    /// The notices of a year.
    Year(Year<'s>),
    /// A notice.
    Notice(NoticePage<'s>),
    /// A directive.
    Directive(DirectivePage<'s>),
    /// A notice in both scripts.
    Compare(NoticePage<'s>),
    /// All regulations.
    Regulations(Regulations<'s>),
    /// A regulation.
    Regulation(RegulationPage<'s>),
    /// Every citation.
    Citations(Vec<CitedNotice<'s>>),
    /// What the site is and who publishes it.
    About(&'s Config),
    /// The accessibility statement.
    Accessibility(&'s Config),
    /// How to reach the publisher.
    Contact(&'s Config),
    /// The site's data: the years that have any, newest first.
    Data(Vec<i16>),
    /// The feed of the latest notices, of all or of one source.
    Feed(Vec<Card<'s>>),
    /// The feed of a regulation's latest citations.
    RegulationFeed(RegulationPage<'s>),
    /// An address that leads on to where its page is now.
    Moved(Leaf),
    /// An address whose page is no longer shown.
    Gone(Gone),
}

/// Why nothing stands at an address any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gone {
    /// The publisher withdrew the notice.
    Notice,
    /// The publisher withdrew the regulation.
    Regulation,
    /// No notice cites the document any more, and nobody has registered it.
    Uncited,
}

/// A page outside the editions.
#[derive(Clone, Debug, Hash)]
pub enum Entrance<'s> {
    /// The root page: offers the editions, lists the latest notices in each.
    Root(Vec<Card<'s>>),
    /// The page for an address that is not there: it lists the latest notices, too.
    NotFound(Vec<Card<'s>>),
}

impl Entrance<'_> {
    /// Its address.
    pub const fn route(&self) -> Route {
        match self {
            Self::Root(_) => Route::Root,
            Self::NotFound(_) => Route::NotFound,
        }
    }
}

/// A notice as other pages mention it.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Card<'s> {
    /// The notice.
    pub id: &'s NoticeId,
    /// Its facts.
    pub facts: CardFacts<'s>,
    /// How many directives it has.
    pub directives: usize,
}

/// The facts of a notice that other pages mention.
#[derive(Clone, Copy, Debug, Hash)]
pub struct CardFacts<'s> {
    /// Its headline.
    pub title: &'s Text,
    /// Who published it.
    pub source: &'s Text,
    /// When.
    pub published: jiff::civil::Date,
    /// How its names are converted.
    pub terms: &'s Terms,
}

/// A regulation as other pages mention it.
#[derive(Clone, Copy, Debug, Hash)]
pub struct RegulationCard<'s> {
    /// The regulation.
    pub regulation: &'s Regulation,
    /// How many citations lead to it; 0 where the page does not say.
    pub citations: usize,
}

/// All regulations, and who cites which.
#[derive(Clone, Debug, Hash)]
pub struct Regulations<'s> {
    /// Each regulation.
    pub all: Vec<RegulationCard<'s>>,
    /// The latest notices that cite any, newest first.
    pub citing: Vec<CitedNotice<'s>>,
}

/// An edition's front page.
#[derive(Clone, Debug, Hash)]
pub struct Front<'s> {
    /// The latest notices, newest first.
    pub latest: Vec<Card<'s>>,
    /// The years that have notices, newest first.
    pub years: Vec<i16>,
    /// What the site is.
    pub description: &'s Text,
}

/// The notices of a year.
#[derive(Clone, Debug, Hash)]
pub struct Year<'s> {
    /// The year.
    pub year: i16,
    /// Its notices, newest first.
    pub notices: Vec<Card<'s>>,
    /// The next earlier year with notices.
    pub earlier: Option<i16>,
    /// The next later one.
    pub later: Option<i16>,
}

/// A notice, whole.
#[derive(Clone, Debug, Hash)]
pub struct NoticePage<'s> {
    /// The notice.
    pub notice: &'s Notice,
    /// Its card.
    pub card: Card<'s>,
    /// Its citations, in reading order.
    pub citations: &'s [Linked],
    /// The regulations it cites, each once, in order of first mention.
    pub cited: Vec<&'s Regulation>,
    /// The hash of its text, and the texts that stood here before.
    pub versions: &'s Versions,
}

/// One directive of a notice.
#[derive(Clone, Debug, Hash)]
pub struct DirectivePage<'s> {
    /// Its notice.
    pub card: Card<'s>,
    /// The script of the text.
    pub script: Script,
    /// The directive.
    pub directive: &'s Directive,
    /// The hash of its text, and the texts that stood here before.
    pub versions: &'s Versions,
    /// The number of its first block in the notice, as citations count blocks.
    pub first_block: usize,
    /// The paragraph before its list that leads into it (陳恩惠專員強調：), where it ends with a colon or a comma.
    pub intro: Option<&'s Block>,
    /// Whether it is the first of its list: the intro then stands right before it in the text.
    pub opens_list: bool,
    /// The paragraphs outside the directives that its page has, for each has one: where it opens a list, those between
    /// that list and the one before (the intro is the last of them).
    pub before: Vec<&'s Block>,
    /// And where it is the last of the notice, those after it.
    pub after: Vec<&'s Block>,
    /// Citations in it and in the paragraphs before and after, with their numbers in the notice, in reading order.
    pub citations: Vec<(usize, &'s Linked)>,
    /// The regulations it cites, each once, in order of first mention.
    pub cited: Vec<&'s Regulation>,
    /// Editor's notes on words of it.
    pub notes: Vec<&'s Note>,
    /// The directive before it, with its number.
    pub previous: Option<(usize, &'s Head)>,
    /// The directive after it.
    pub next: Option<(usize, &'s Head)>,
}

/// A regulation and everything that cites it.
#[derive(Clone, Debug, Hash)]
pub struct RegulationPage<'s> {
    /// The regulation.
    pub regulation: &'s Regulation,
    /// The notices that cite it, newest first.
    pub cited_by: Vec<CitedNotice<'s>>,
}

/// Citations of one notice.
#[derive(Clone, Debug, Hash)]
pub struct CitedNotice<'s> {
    /// The notice.
    pub card: Card<'s>,
    /// Its citations that the page lists, in reading order.
    pub citations: Vec<Quote<'s>>,
}

/// A citation with the words around it.
#[derive(Clone, Debug, Hash)]
pub struct Quote<'s> {
    /// Its number in the notice, from 1.
    pub number: usize,
    /// The citation.
    pub citation: &'s Citation,
    /// The regulation it leads to.
    pub regulation: Option<&'s Regulation>,
    /// The directive it stands in.
    pub directive: Option<&'s Head>,
    /// The directive whose page has its paragraph, where that stands outside the directives.
    pub leads_into: Option<(usize, &'s Head)>,
    /// The sentence it stands in, and where in it, in characters.
    pub sentence: Sentence,
}

/// A sentence with a part of it singled out.
#[derive(Clone, Debug, Hash)]
pub struct Sentence {
    /// Its text.
    pub text: Text,
    /// The part, in characters from its start.
    pub part: Range<usize>,
}

/// The pages that one edition of the site has. Pages of one notice stand next to each other, the notice first.
pub fn plan(site: &Site) -> Vec<Page<'_>> {
    let mut pages = vec![front(site)];
    pages.extend(years(site));
    for entry in &site.entries {
        pages.extend(notice_pages(site, entry));
    }
    pages.push(regulations(site));
    pages.extend((0..site.regulations.len()).flat_map(|index| regulation_pages(site, index)));
    pages.push(citations(site));
    let config = &site.config;
    pages.push(Page { leaf: Leaf::About, body: Body::About(config) });
    pages.push(Page { leaf: Leaf::Accessibility, body: Body::Accessibility(config) });
    if !config.contact.is_empty() {
        pages.push(Page { leaf: Leaf::Contact, body: Body::Contact(config) });
    }
    pages.push(Page {
        leaf: Leaf::Data,
        body: Body::Data(site.years().iter().map(|(year, _)| *year).collect()),
    });
    pages.extend(feeds(site));
    pages.extend(moves(&site.permalinks).into_iter().map(|(leaf, to)| Page { leaf, body: Body::Moved(to) }));
    pages.extend(gone(&site.permalinks));
    pages
}

/// The feeds of the latest notices: of all, and of each source.
fn feeds(site: &Site) -> Vec<Page<'_>> {
    let mut feeds: BTreeMap<Option<Box<str>>, Vec<Card<'_>>> = BTreeMap::new();
    // The slug of a name is looked for once.
    let mut slugs: BTreeMap<&Text, Box<str>> = BTreeMap::new();
    feeds.insert(None, site.entries.iter().take(FEED).filter_map(card).collect());
    for card in site.entries.iter().filter_map(card) {
        let source = card.facts.source;
        let slug = slugs.entry(source).or_insert_with(|| source_slug(source)).clone();
        let latest = feeds.entry(Some(slug)).or_default();
        if latest.len() < FEED {
            latest.push(card);
        }
    }
    let mut pages = Vec::new();
    for (slug, latest) in feeds {
        for format in FeedFormat::ALL {
            let leaf = slug.clone().map_or(Leaf::Feed(format), |slug| Leaf::SourceFeed(slug, format));
            pages.push(Page { leaf, body: Body::Feed(latest.clone()) });
        }
    }
    pages
}

/// The slug of a source, the same for its name in either script: no other source can move it.
pub fn source_slug(source: &Text) -> Box<str> {
    let key = crate::script::fold(source.source());
    slug::stub_id(source, &key, |_| false).as_str().into()
}

/// The addresses that lead on to others, in every edition: also for hosts that can redirect by themselves.
pub fn moves(permalinks: &Permalinks) -> Vec<(Leaf, Leaf)> {
    let mut moves = Vec::new();
    for (id, line) in &permalinks.notices {
        match line {
            NoticeLine::Moved { to, directives } => {
                let there = permalinks.notice(to).filter(|record| !record.withdrawn);
                let directive = |number: usize| {
                    let there = there.and_then(|record| record.directives.get(number - 1));
                    match there.filter(|directive| !directive.withdrawn) {
                        Some(_) => Leaf::Directive(to.clone(), number),
                        None => Leaf::Notice(to.clone()),
                    }
                };
                moves.push((Leaf::Notice(id.clone()), Leaf::Notice(to.clone())));
                moves.extend(
                    (1..=*directives).map(|number| (Leaf::Directive(id.clone(), number), directive(number))),
                );
                let compare =
                    if there.is_some() { Leaf::Compare(to.clone()) } else { Leaf::Notice(to.clone()) };
                moves.push((Leaf::Compare(id.clone()), compare));
            }
            NoticeLine::Here(record) => {
                let numbered = record.directives.iter().enumerate();
                let gone = numbered.filter(|(_, directive)| record.withdrawn || directive.withdrawn);
                let leaves = gone.map(|(index, _)| Leaf::Directive(id.clone(), index + 1));
                let compare = record.withdrawn.then(|| Leaf::Compare(id.clone()));
                moves.extend(leaves.chain(compare).map(|leaf| (leaf, Leaf::Notice(id.clone()))));
            }
        }
    }
    for (id, line) in &permalinks.regulations {
        if let RegulationLine::Moved(to) = line {
            moves.push((Leaf::Regulation(id.clone()), Leaf::Regulation(to.clone())));
        }
    }
    moves
}

/// What stands at the addresses of what is no longer shown.
fn gone(permalinks: &Permalinks) -> Vec<Page<'static>> {
    let notices = permalinks.notices.iter().filter_map(|(id, line)| match line {
        NoticeLine::Here(record) if record.withdrawn => Some((Leaf::Notice(id.clone()), Gone::Notice)),
        _ => None,
    });
    let regulations = permalinks.regulations.iter().filter_map(|(id, line)| match line {
        RegulationLine::Withdrawn => Some((Leaf::Regulation(id.clone()), Gone::Regulation)),
        RegulationLine::Uncited => Some((Leaf::Regulation(id.clone()), Gone::Uncited)),
        _ => None,
    });
    notices.chain(regulations).map(|(leaf, why)| Page { leaf, body: Body::Gone(why) }).collect()
}

/// The pages outside the editions.
pub fn entrances(site: &Site) -> [Entrance<'_>; 2] {
    let latest = |count| site.entries.iter().take(count).filter_map(card).collect();
    [Entrance::Root(latest(LATEST)), Entrance::NotFound(latest(FEW))]
}

fn card(entry: &Entry) -> Option<Card<'_>> {
    let Facts { title, source, published, terms, .. } = &entry.notice.facts;
    let facts =
        CardFacts { title: title.as_ref()?, source: source.as_ref()?, published: (*published)?, terms };
    Some(Card { id: &entry.notice.id, facts, directives: entry.notice.directives().count() })
}

fn front(site: &Site) -> Page<'_> {
    let latest = site.entries.iter().take(LATEST).filter_map(card).collect();
    let years = site.years().iter().map(|(year, _)| *year).collect();
    Page {
        leaf: Leaf::Front,
        body: Body::Front(Front { latest, years, description: &site.config.description }),
    }
}

fn years<'s>(site: &'s Site) -> Vec<Page<'s>> {
    let years = site.years();
    let year_at = |index: Option<usize>| index.and_then(|index| years.get(index)).map(|(year, _)| *year);
    let page = |(index, (year, entries)): (usize, &(i16, &'s [Entry]))| {
        let body = Year {
            year: *year,
            notices: entries.iter().filter_map(card).collect(),
            earlier: year_at(Some(index + 1)),
            later: year_at(index.checked_sub(1)),
        };
        Page { leaf: Leaf::Year(*year), body: Body::Year(body) }
    };
    years.iter().enumerate().map(page).collect()
}

fn notice_pages<'s>(site: &'s Site, entry: &'s Entry) -> Vec<Page<'s>> {
    let Some(card) = card(entry) else { return Vec::new() };
    let id = &entry.notice.id;
    let Some(record) = site.permalinks.notice(id) else { return Vec::new() };
    let whole = NoticePage {
        versions: &record.text,
        notice: &entry.notice,
        card,
        citations: &entry.citations,
        cited: cited(site, entry.citations.iter()),
    };
    let mut pages = vec![Page { leaf: Leaf::Notice(id.clone()), body: Body::Notice(whole.clone()) }];
    pages.extend(directive_pages(site, entry, card, record));
    pages.push(Page { leaf: Leaf::Compare(id.clone()), body: Body::Compare(whole) });
    pages
}

fn directive_pages<'s>(
    site: &'s Site,
    entry: &'s Entry,
    card: Card<'s>,
    record: &'s NoticeRecord,
) -> Vec<Page<'s>> {
    let notice = &entry.notice;
    let Some(script) = notice.facts.script else { return Vec::new() };
    let all: Vec<&Directive> = notice.directives().collect();
    let head = |index: Option<usize>| {
        index.and_then(|index| all.get(index)).map(|directive| (directive.number, &directive.head))
    };
    let blocks = notice.blocks();
    let mut pages = Vec::new();
    for (section, before) in notice.body.iter().zip(std::iter::once(None).chain(notice.body.iter().map(Some)))
    {
        let Section::List(list) = section else { continue };
        for (directive, record) in
            list.iter().filter_map(|one| Some((one, record.directives.get(one.number - 1)?)))
        {
            let own = |place: Place| place.directive == Some(directive.number);
            let first_block = blocks.iter().position(|(place, _)| own(*place)).unwrap_or(0);
            let opens_list = directive.number == list[0].number;
            let shown = blocks_shown(&blocks, directive.number, all.len(), opens_list);
            let citations: Vec<_> = numbered(&entry.citations)
                .filter(|(_, linked)| shown.contains(&linked.citation.block))
                .collect();
            let own_end =
                blocks[first_block..].iter().take_while(|(place, _)| own(*place)).count() + first_block;
            let notes = notice.facts.notes.iter();
            let about = |note: &&Note| {
                blocks[shown.clone()].iter().any(|(_, block)| block.text.source().contains(note.on.source()))
            };
            let outside = |range: Range<usize>| blocks[range].iter().map(|(_, block)| *block).collect();
            let body = DirectivePage {
                card,
                script,
                directive,
                versions: &record.text,
                first_block,
                intro: before.and_then(intro),
                opens_list,
                before: outside(shown.start..first_block),
                after: outside(own_end..shown.end),
                cited: cited(site, citations.iter().map(|(_, linked)| *linked)),
                citations,
                notes: notes.filter(about).collect(),
                previous: head(directive.number.checked_sub(2)),
                next: head(Some(directive.number)),
            };
            let leaf = Leaf::Directive(notice.id.clone(), directive.number);
            pages.push(Page { leaf, body: Body::Directive(body) });
        }
    }
    pages
}

/// The blocks that a directive's page has: its own, those before its list where it opens one, those that close the notice
/// where it is the last.
fn blocks_shown(blocks: &[(Place, &Block)], number: usize, last: usize, opens_list: bool) -> Range<usize> {
    let own = |(place, _): &(Place, &Block)| place.directive == Some(number);
    let first = blocks.iter().position(own).unwrap_or(0);
    let end = blocks.iter().rposition(own).map_or(first, |end| end + 1);
    let before = blocks[..first].iter().rev().take_while(|(place, _)| place.directive.is_none()).count();
    let start = if opens_list { first - before } else { first };
    start..if number == last { blocks.len() } else { end }
}

/// Citations with their numbers in the notice, from 1.
fn numbered(citations: &[Linked]) -> impl Iterator<Item = (usize, &Linked)> {
    citations.iter().enumerate().map(|(index, linked)| (index + 1, linked))
}

/// The last paragraph of the prose before a list, where it leads into the list.
fn intro(before: &Section) -> Option<&Block> {
    let Section::Prose(blocks) = before else { return None };
    blocks.last().filter(|block| is_intro(block))
}

fn is_intro(block: &Block) -> bool {
    block.text.source().ends_with([':', '：', ',', '，', '、'])
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

fn cited<'s>(site: &'s Site, citations: impl Iterator<Item = &'s Linked>) -> Vec<&'s Regulation> {
    let mut seen: Vec<&RegulationId> = Vec::new();
    for id in citations.filter_map(|linked| linked.regulation.as_ref()) {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen.into_iter().filter_map(|id| site.regulation(id)).collect()
}

fn regulations(site: &Site) -> Page<'_> {
    let cards = site.regulations.iter().zip(&site.backlinks);
    let cards =
        cards.map(|(regulation, links)| RegulationCard { regulation, citations: links.len() }).collect();
    let leads = |entry: &&Entry| entry.citations.iter().any(|linked| linked.regulation.is_some());
    let citing = site.entries.iter().filter(leads).take(LATEST);
    let citing = citing.filter_map(|entry| cited_notice(site, entry, 1..=entry.citations.len())).collect();
    Page { leaf: Leaf::Regulations, body: Body::Regulations(Regulations { all: cards, citing }) }
}

/// A regulation's page and, where anything cites it, its feed, which lists what is newest on the page.
fn regulation_pages(site: &Site, index: usize) -> Vec<Page<'_>> {
    let regulation = &site.regulations[index];
    let cited_by: Vec<CitedNotice<'_>> = site.backlinks[index]
        .chunk_by(|a, b| a.entry == b.entry)
        .filter_map(|links| {
            let entry = &site.entries[links[0].entry];
            let numbers = links.iter().map(|link| link.citation + 1);
            cited_notice(site, entry, numbers)
        })
        .collect();
    let newest: Vec<CitedNotice<'_>> = cited_by.iter().take(FEED).cloned().collect();
    let cited = !newest.is_empty();
    let id = &regulation.id;
    let page = |cited_by| RegulationPage { regulation, cited_by };
    let feed = |format| Page {
        leaf: Leaf::RegulationFeed(id.clone(), format),
        body: Body::RegulationFeed(page(newest.clone())),
    };
    let own = Page { leaf: Leaf::Regulation(id.clone()), body: Body::Regulation(page(cited_by)) };
    let feeds = FeedFormat::ALL.into_iter().filter(|_| cited).map(feed);
    std::iter::once(own).chain(feeds).collect()
}

fn citations(site: &Site) -> Page<'_> {
    let citing = site.entries.iter().filter(|entry| !entry.citations.is_empty());
    let cited = citing.filter_map(|entry| cited_notice(site, entry, 1..=entry.citations.len()));
    Page { leaf: Leaf::Citations, body: Body::Citations(cited.collect()) }
}

fn cited_notice<'s>(
    site: &'s Site,
    entry: &'s Entry,
    numbers: impl Iterator<Item = usize>,
) -> Option<CitedNotice<'s>> {
    let blocks = entry.notice.blocks();
    let directives: Vec<&Directive> = entry.notice.directives().collect();
    let quote = |number: usize| {
        let Linked { citation, regulation } = &entry.citations[number - 1];
        let directive = citation.place.directive.and_then(|number| directives.get(number - 1));
        Quote {
            number,
            citation,
            regulation: regulation.as_ref().and_then(|id| site.regulation(id)),
            directive: directive.map(|directive| &directive.head),
            leads_into: led_into(&blocks, &directives, citation.block)
                .map(|directive| (directive.number, &directive.head)),
            sentence: sentence(&blocks[citation.block].1.text, &citation.mention.span),
        }
    };
    Some(CitedNotice { card: card(entry)?, citations: numbers.map(quote).collect() })
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
