//! The plan of the lists: front page, years and months, regulations, feeds. No list grows without end: a year that has
//! many notices lists its months, a regulation that is cited often has a page a year. So a new notice changes as many
//! lists on a site of ten thousand as on one of ten.

use std::collections::BTreeMap;

use super::notice::cited;
use super::{
    Body, Card, CitedNotice, Entrance, Front, Latest, Page, Quote, RegulationCard, RegulationPage,
    RegulationYear, Regulations, Year,
};
use crate::route::{FeedFormat, Leaf, Period};
use crate::site::{Backlink, Entry, Site};

/// How many notices the front page lists.
const LATEST: usize = 10;
/// How many the page for an address that is not there lists.
const FEW: usize = 3;
/// How many notices a feed lists, and how many citing notices a regulation's feed does.
const FEED: usize = 20;
/// How many notices a year lists itself.
const YEAR: usize = 50;
/// How many citing notices a regulation's page lists all of. With more, it lists the newest of them as a feed does.
const CITING: usize = 60;

pub(super) fn pages(site: &Site) -> Vec<Page<'_>> {
    let mut pages = vec![front(site)];
    pages.extend(years(site));
    pages.push(regulations(site));
    pages.extend((0..site.regulations.len()).flat_map(|index| regulation_pages(site, index)));
    let years = site.years().iter().map(|(year, _)| *year).collect();
    pages.push(Page { leaf: Leaf::Data, body: Body::Data(years) });
    let config = &site.config;
    pages.push(Page { leaf: Leaf::About, body: Body::About(config) });
    pages.push(Page { leaf: Leaf::Accessibility, body: Body::Accessibility(config) });
    if !config.contact.is_empty() {
        pages.push(Page { leaf: Leaf::Contact, body: Body::Contact(config) });
    }
    pages.extend(feeds(site));
    pages
}

/// The feeds of the latest notices: of all, and of each source.
fn feeds(site: &Site) -> Vec<Page<'_>> {
    let mut feeds: BTreeMap<Option<&str>, Vec<Latest<'_>>> = BTreeMap::new();
    feeds.insert(None, site.entries.iter().take(FEED).map(|entry| latest_of(site, entry)).collect());
    for entry in &site.entries {
        let latest = feeds.entry(Some(&entry.brief.source_slug)).or_default();
        if latest.len() < FEED {
            latest.push(latest_of(site, entry));
        }
    }
    let mut pages = Vec::new();
    for (slug, latest) in feeds {
        for format in FeedFormat::ALL {
            let leaf = slug.map_or(Leaf::Feed(format), |slug| Leaf::SourceFeed(slug.into(), format));
            pages.push(Page { leaf, body: Body::Feed(latest.clone()) });
        }
    }
    pages
}

fn latest_of<'s>(site: &Site, entry: &'s Entry) -> Latest<'s> {
    Latest { card: Card::of(&entry.brief), modified: site.modified(&entry.brief, None) }
}

/// The pages outside the editions.
pub fn entrances(site: &Site) -> [Entrance<'_>; 2] {
    let latest = |count| cards(site.entries.iter().take(count));
    [Entrance::Root(latest(LATEST)), Entrance::NotFound(latest(FEW))]
}

fn cards<'s>(entries: impl Iterator<Item = &'s Entry>) -> Vec<Card<'s>> {
    entries.map(|entry| Card::of(&entry.brief)).collect()
}

fn front(site: &Site) -> Page<'_> {
    let latest = cards(site.entries.iter().take(LATEST));
    let years = site.years().iter().map(|(year, _)| *year).collect();
    Page {
        leaf: Leaf::Front,
        body: Body::Front(Front { latest, years, description: &site.config.description }),
    }
}

/// The notices of a year, cut into its months, newest first.
pub(super) fn months(entries: &[Entry]) -> impl Iterator<Item = (Period, &[Entry])> {
    let month = |entry: &Entry| Period::Month(entry.published().year(), entry.published().month());
    entries.chunk_by(move |a, b| month(a) == month(b)).map(move |entries| (month(&entries[0]), entries))
}

/// The notices of a period: they stand next to each other.
pub fn in_period(site: &Site, period: Period) -> &[Entry] {
    let start = site.entries.partition_point(|entry| period.is_before(entry.published()));
    let rest = &site.entries[start..];
    &rest[..rest.partition_point(|entry| period.holds(entry.published()))]
}

fn years<'s>(site: &'s Site) -> Vec<Page<'s>> {
    let years = site.years();
    let year_at = |index: Option<usize>| index.and_then(|index| years.get(index)).map(|(year, _)| *year);
    let pages = |(index, (year, entries)): (usize, &(i16, &'s [Entry]))| {
        let all = *entries;
        let body = Year {
            year: *year,
            months: months(all).map(|(month, entries)| (month, entries.len())).collect(),
            notices: cards(all.iter().filter(|_| all.len() <= YEAR)),
            earlier: year_at(Some(index + 1)),
            later: year_at(index.checked_sub(1)),
        };
        let month = |(month, entries): (Period, &'s [Entry])| Page {
            leaf: Leaf::Notices(month),
            body: Body::Month(month, cards(entries.iter())),
        };
        std::iter::once(Page { leaf: Leaf::Notices(Period::Year(*year)), body: Body::Year(body) })
            .chain(months(all).map(month))
    };
    years.iter().enumerate().flat_map(pages).collect()
}

fn regulations(site: &Site) -> Page<'_> {
    let card =
        |index| RegulationCard { regulation: site.known(index), citations: site.backlinks[index].len() };
    let all = (0..site.regulations.len()).map(card).collect();
    let leads = |entry: &&Entry| entry.targets.iter().any(Option::is_some);
    let citing = site.entries.iter().filter(leads).take(LATEST);
    let citing = citing.map(|entry| cited_notice(site, entry)).collect();
    Page { leaf: Leaf::Regulations, body: Body::Regulations(Regulations { all, citing }) }
}

/// A regulation's page; where it is cited very often, one for each year; and, where anything cites it, its feed, which
/// lists what is newest.
fn regulation_pages(site: &Site, index: usize) -> Vec<Page<'_>> {
    let regulation = site.known(index);
    let links = &site.backlinks[index];
    let year = |link: &Backlink| site.entries[link.entry].published().year();
    let by_year: Vec<&[Backlink]> = links.chunk_by(|a, b| year(a) == year(b)).collect();
    let years: Vec<(i16, usize)> = by_year.iter().map(|links| (year(&links[0]), links.len())).collect();
    let parted = links.chunk_by(|a, b| a.entry == b.entry).nth(CITING).is_some();
    let id = &regulation.id;
    let page = |shown: usize| {
        let cited_by = cited_by(site, links).take(shown).collect();
        let citations = site.texts[index].as_slice();
        let cited = cited(site, citations.iter());
        RegulationPage { regulation, cited_by, years: years.clone(), parted, citations, cited }
    };
    let own = page(if parted { FEED } else { CITING });
    let mut pages = Vec::new();
    if !links.is_empty() {
        let cited_by = own.cited_by[..own.cited_by.len().min(FEED)].to_vec();
        let feed = RegulationPage { cited_by, citations: &[], cited: Vec::new(), ..own.clone() };
        for format in FeedFormat::ALL {
            let leaf = Leaf::RegulationFeed(id.clone(), format);
            pages.push(Page { leaf, body: Body::RegulationFeed(feed.clone()) });
        }
    }
    pages.insert(0, Page { leaf: Leaf::Regulation(id.clone()), body: Body::Regulation(own) });
    for links in by_year.iter().filter(|_| parted) {
        let year = year(&links[0]);
        let body = RegulationYear { regulation, year, cited_by: cited_by(site, links).collect() };
        pages.push(Page { leaf: Leaf::CitedIn(id.clone(), year), body: Body::CitedIn(body) });
    }
    pages
}

fn cited_by<'s>(site: &'s Site, links: &'s [Backlink]) -> impl Iterator<Item = CitedNotice<'s>> {
    links.chunk_by(|a, b| a.entry == b.entry).map(|links| {
        let entry = &site.entries[links[0].entry];
        let citations = links.iter().map(|link| quote(site, entry, link.citation)).collect();
        CitedNotice { card: Card::of(&entry.brief), citations }
    })
}

/// A notice with all its citations.
pub(super) fn cited_notice<'s>(site: &'s Site, entry: &'s Entry) -> CitedNotice<'s> {
    let citations = (0..entry.brief.excerpts.len()).map(|index| quote(site, entry, index)).collect();
    CitedNotice { card: Card::of(&entry.brief), citations }
}

fn quote<'s>(site: &'s Site, entry: &'s Entry, index: usize) -> Quote<'s> {
    let regulation = entry.targets[index].map(|target| site.known(target));
    Quote { number: index + 1, excerpt: &entry.brief.excerpts[index], regulation }
}
