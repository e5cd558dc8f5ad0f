//! The plan of the pages of one notice: the notice, its directives, its comparison.

use std::ops::Range;

use super::{Body, Card, DirectivePage, NoticePage, Page};
use crate::digest::Digest;
use crate::notice::{Block, Directive, Note, Place, Section};
use crate::permalinks::NoticeRecord;
use crate::regulation::RegulationId;
use crate::route::Leaf;
use crate::site::{Entry, Known, Linked, Site, Whole};

/// Stands for everything that the pages of a notice depend on, as far as the site's content decides: where it is the
/// same, they are the same, and the notice need not be read.
pub fn notice_digest(site: &Site, entry: &Entry) -> Digest {
    let targets = entry.targets.iter().map(|target| target.map(|target| site.known(target)));
    let targets: Vec<Option<Known<'_>>> = targets.collect();
    let versions = site.permalinks.notice(&entry.brief.id).map(|record| {
        let directives = record.directives.iter().map(|directive| &directive.text);
        (&record.text, directives.collect::<Vec<_>>())
    });
    Digest::of(&(entry.brief.whole, entry.brief.applied, targets, versions))
}

/// The pages of a notice, the notice first.
pub fn notice_pages<'s>(site: &'s Site, entry: &'s Entry, whole: &'s Whole) -> Vec<Page<'s>> {
    let card = Card::of(&entry.brief);
    let id = &entry.brief.id;
    let Some(record) = site.permalinks.notice(id) else { return Vec::new() };
    let page = NoticePage {
        notice: &whole.notice,
        card,
        citations: &whole.citations,
        cited: cited(site, whole.citations.iter()),
        versions: &record.text,
    };
    let mut pages = vec![Page { leaf: Leaf::Notice(id.clone()), body: Body::Notice(page.clone()) }];
    pages.extend(directive_pages(site, whole, card, record));
    pages.push(Page { leaf: Leaf::Compare(id.clone()), body: Body::Compare(page) });
    pages
}

fn directive_pages<'s>(
    site: &'s Site,
    whole: &'s Whole,
    card: Card<'s>,
    record: &'s NoticeRecord,
) -> Vec<Page<'s>> {
    let notice = &whole.notice;
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
            let citations: Vec<_> = numbered(&whole.citations)
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

pub(super) fn cited<'s>(site: &'s Site, citations: impl Iterator<Item = &'s Linked>) -> Vec<Known<'s>> {
    let mut seen: Vec<&RegulationId> = Vec::new();
    for id in citations.filter_map(|linked| linked.regulation.as_ref()) {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen.into_iter().filter_map(|id| site.regulation_index(id)).map(|index| site.known(index)).collect()
}
