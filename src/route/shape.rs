//! The form of addresses: what a site may have at one, as far as the address itself tells. It must not know which notices
//! and regulations there are.

use super::{FeedFormat, Form, Route};
use crate::media_type;
use crate::notice::NoticeId;
use crate::regulation::RegulationId;
use crate::script::Edition;

/// Files at the root of every site that a page may lead to.
const AT_ROOT: &[&str] =
    &["", "index.html", "404.html", "feed.xml", "feed.json", "robots.txt", "sitemap.xml", "SHA256SUMS"];

/// Whether a site with these editions may have a page or file at the path below its base address, which has neither
/// query nor fragment. A file that pages load is not asked for here: its name says nothing.
pub fn is_possible(path: &str, editions: &[Edition]) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let Some((file, folders)) = parts.split_last() else { return false };
    match folders {
        [] => AT_ROOT.contains(file),
        ["data", ..] => !file.is_empty(),
        [edition, below @ ..] => {
            editions.iter().any(|known| known.folder() == *edition) && is_in_edition(below, file)
        }
    }
}

fn is_in_edition(folders: &[&str], file: &str) -> bool {
    let page = matches!(file, "" | "index.html");
    let form = Form::ALL.iter().any(|form| form.file() == file);
    let feed = FeedFormat::ALL.iter().any(|format| format.file() == file);
    match folders {
        [] => page || feed,
        ["about" | "accessibility" | "citations" | "contact" | "data" | "regulations"] => page,
        ["notices" | "citations", year] if is_number(year, 4) => page,
        ["notices" | "citations", year, month] if is_number(year, 4) && is_number(month, 2) => page,
        ["notices", id] => is_notice(id) && (page || form || media_type::SEEDS.contains(&file)),
        ["notices", id, "compare"] => is_notice(id) && page,
        ["notices", id, directive] => {
            let number = directive.strip_prefix("directive-").and_then(|number| number.parse::<usize>().ok());
            is_notice(id) && number.is_some_and(|number| number > 0) && (page || form)
        }
        ["regulations", id] => RegulationId::new(id).is_some() && (page || form || feed),
        ["regulations", id, year] => RegulationId::new(id).is_some() && is_number(year, 4) && page,
        ["sources", _] => feed,
        _ => false,
    }
}

fn is_number(word: &str, digits: usize) -> bool {
    word.len() == digits && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_notice(id: &str) -> bool {
    NoticeId::new(id).is_some()
}

/// The path below the base address that a link on the page at `from` leads to, without query and fragment; `None` where it
/// leads out of the site. `mount` is the path of the site at its host, with a slash at both ends.
fn resolve(from: &str, link: &str, mount: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    if link.is_empty() {
        return Some(from.to_owned());
    }
    if link.starts_with('/') {
        return link.strip_prefix(mount).map(str::to_owned);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let mut steps = link.split('/').peekable();
    while let Some(step) = steps.next() {
        let last = steps.peek().is_none();
        match step {
            ".." => drop(parts.pop()?),
            "." => {}
            step => parts.push(step),
        }
        // A folder's address ends with a slash.
        if last && matches!(step, "." | "..") {
            parts.push("");
        }
    }
    Some(parts.join("/"))
}

/// Where a link on the page at `from` leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into the site: the path below its base address, without query and fragment.
    Inside(String),
    /// To the site's host, and to nothing that the site could have there.
    Nowhere,
    /// Elsewhere, or where it cannot be told whether that is the site.
    Elsewhere,
}

/// Where a link on the page at `from` leads, however it is written: relative, from the host's root, or whole. `base` is the
/// site's base address and ends with a slash; where it is not known, only relative links lead into the site.
pub fn target(from: &str, link: &str, base: Option<&str>) -> Target {
    let path = match base.and_then(|base| below(link, base)) {
        Some(rest) => resolve("", rest, "/"),
        None if has_scheme(link) || link.starts_with("//") => return Target::Elsewhere,
        None => match base {
            None if link.starts_with('/') => return Target::Elsewhere,
            None => resolve(from, link, "/"),
            Some(base) => resolve(from, link, &Route::Root.rooted(base)),
        },
    };
    path.map_or(Target::Nowhere, Target::Inside)
}

/// What of a whole address stands behind the base: with its scheme or without, and the site's own root without its slash,
/// too.
fn below<'l>(link: &'l str, base: &str) -> Option<&'l str> {
    let cut = |base: &str| {
        let rest = link.strip_prefix(base.strip_suffix('/')?)?;
        rest.strip_prefix('/').or_else(|| (rest.is_empty() || rest.starts_with(['?', '#'])).then_some(rest))
    };
    cut(base).or_else(|| cut(&base[base.find("//")?..]))
}

/// Whether an address says how it is fetched (`https:`, `data:`, `mailto:`).
pub fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_browsers_go() {
        let from = "zh-hant/notices/x/";
        for (link, expected) in [
            ("directive-2/#point-3", Some("zh-hant/notices/x/directive-2/")),
            ("#a", Some("zh-hant/notices/x/")),
            ("./", Some("zh-hant/notices/x/")),
            ("..", Some("zh-hant/notices/")),
            ("../../", Some("zh-hant/")),
            ("../../../", Some("")),
            ("../../../style.css", Some("style.css")),
            ("../../../../", None),
            ("/site/zh-hans/", Some("zh-hans/")),
            ("/zh-hans/", None),
            ("index.json?x#y", Some("zh-hant/notices/x/index.json")),
        ] {
            assert_eq!(resolve(from, link, "/site/").as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn links_are_the_site_s_however_they_are_written() {
        let inside = |path: &str| Target::Inside(path.to_owned());
        let (from, base) = ("zh-hant/notices/x/", "https://a.example/site/");
        for (link, expected, unknown) in [
            ("https://a.example/site/zh-hans/#a", inside("zh-hans/"), Target::Elsewhere),
            ("//a.example/site/zh-hans/", inside("zh-hans/"), Target::Elsewhere),
            ("https://a.example/site", inside(""), Target::Elsewhere),
            ("https://a.example/sites/", Target::Elsewhere, Target::Elsewhere),
            ("https://b.example/site/", Target::Elsewhere, Target::Elsewhere),
            ("mailto:a@a.example", Target::Elsewhere, Target::Elsewhere),
            ("/site/zh-hans/", inside("zh-hans/"), Target::Elsewhere),
            ("/other/", Target::Nowhere, Target::Elsewhere),
            ("../../../../", Target::Nowhere, Target::Nowhere),
            ("../y/", inside("zh-hant/notices/y/"), inside("zh-hant/notices/y/")),
        ] {
            assert_eq!(target(from, link, Some(base)), expected, "{link}");
            assert_eq!(target(from, link, None), unknown, "{link}");
        }
    }

    #[test]
    fn what_no_site_has_is_told() {
        let editions = [Edition::Hant, Edition::Hans];
        for path in [
            "",
            "feed.xml",
            "data/index.json",
            "data/2021/notices.jsonl",
            "zh-hant/",
            "zh-hans/notices/2021/06/",
            "zh-hant/notices/2021-06-11-x/seed.txt",
            "zh-hant/notices/2021-06-11-x/directive-2/index.json",
            "zh-hant/notices/2021-06-11-x/compare/",
            "zh-hant/regulations/a-b/2021/",
            "zh-hant/regulations/a-b/feed.xml",
            "zh-hant/sources/x/feed.json",
        ] {
            assert!(is_possible(path, &editions), "{path}");
        }
        for path in [
            "help/",
            "seal.png",
            "data/",
            "zh-hant",
            "zh-hant-tw/",
            "zh-hant/notices/",
            "zh-hant/notices/2021",
            "zh-hant/notices/2021-06-11-x/directive-0/",
            "zh-hant/notices/2021-06-11-x/notices/2021/",
            "zh-hant/regulations/A B/",
        ] {
            assert!(!is_possible(path, &editions), "{path}");
        }
    }
}
