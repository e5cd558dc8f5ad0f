//! The plan of the pages that list every citation: all, by year, by month.

use super::lists::{cited_notice, months};
use super::{Body, Citations, CitedNotice, Page};
use crate::route::{Leaf, Period};
use crate::site::{Entry, Site};

/// How many citations a page lists itself where it has parts.
const SHOWN: usize = 100;

pub(super) fn pages(site: &Site) -> Vec<Page<'_>> {
    let years: Vec<(Period, &[Entry])> =
        site.years().into_iter().map(|(year, entries)| (Period::Year(year), entries)).collect();
    let all = page(site, Leaf::Citations, None, &site.entries, &years);
    let mut pages = vec![all];
    for (year, entries) in years.into_iter().filter(|(_, entries)| count(entries) > 0) {
        let months: Vec<(Period, &[Entry])> = months(entries).collect();
        pages.push(page(site, Leaf::CitationsOf(year), Some(year), entries, &months));
        for (month, entries) in months.into_iter().filter(|(_, entries)| count(entries) > 0) {
            pages.push(page(site, Leaf::CitationsOf(month), Some(month), entries, &[]));
        }
    }
    pages
}

fn count(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.brief.excerpts.len()).sum()
}

fn page<'s>(
    site: &'s Site,
    leaf: Leaf,
    period: Option<Period>,
    entries: &'s [Entry],
    parts: &[(Period, &'s [Entry])],
) -> Page<'s> {
    let parts: Vec<(Period, usize)> =
        parts.iter().map(|(part, entries)| (*part, count(entries))).filter(|(_, count)| *count > 0).collect();
    let few = parts.is_empty() || parts.iter().map(|(_, count)| count).sum::<usize>() <= SHOWN;
    let citing = entries.iter().filter(|entry| few && !entry.brief.excerpts.is_empty());
    let cited: Vec<CitedNotice<'s>> = citing.map(|entry| cited_notice(site, entry)).collect();
    Page { leaf, body: Body::Citations(Citations { period, parts, cited }) }
}
