//! The guide for those who make a theme names everything that templates get: these tests hold its table against the views
//! themselves, as they are serialised for a site that has something of everything.

use std::collections::{BTreeMap, BTreeSet};

use serde_reflection::{ContainerFormat, Format, Samples, Tracer, TracerConfig};

use super::view::View;
use super::{EntranceContext, GUIDE, Theme};
use crate::notice::{Notice, NoticeId};
use crate::page;
use crate::script::{Converter, Desks, TermFinder, Terms};
use crate::site::{Entry, Site, Whole};
use crate::source::Folder;

/// What a template's value is, by the names of the guide: field → kind.
type Fields = BTreeMap<String, String>;

/// Every value that a template of the built-in theme gets on the test site, by name.
fn values() -> BTreeMap<String, Fields> {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/theme-site"));
    let config = crate::config::parse(&folder.text(crate::config::PATH).unwrap(), None).unwrap();
    let (mut content, _) = crate::content::load(&folder);
    // Long lists have pages that short ones lack.
    let like = content.notices.last().cloned().unwrap();
    content.notices.extend((0..100).map(|number| {
        let mut notice = like.clone();
        notice.value.id = NoticeId::new(&format!("2022-03-04-more-{number}")).unwrap();
        notice
    }));
    let notices: Vec<Notice> = content.notices.iter().map(|notice| notice.value.clone()).collect();
    let finder = TermFinder::new(&Terms::default());
    let (material, _) = crate::intake::material(content, &config, &finder, true);
    let (site, _) = Site::link(config, material, &finder, jiff::civil::date(2022, 3, 6));
    let read = |entry: &Entry| notices.iter().find(|notice| notice.id == entry.brief.id).cloned().unwrap();
    let wholes: Vec<Whole> = site.entries.iter().map(|entry| site.whole(entry, read(entry))).collect();
    let of_notices = site.entries.iter().zip(&wholes);
    let mut pages = page::plan(&site);
    pages.extend(of_notices.flat_map(|(entry, whole)| page::notice_pages(&site, entry, whole)));
    let (theme, _) = Theme::load(&folder, "gazette").unwrap();
    let converter = Converter::new(&Terms::default()).unwrap();
    let mut tracer = Tracer::new(TracerConfig::default());
    let mut samples = Samples::new();
    let press = theme.press(&site.config, &converter, site.config.default_edition).unwrap();
    let terms = Terms::default();
    let desks = Desks::new(&converter, &terms);
    let set = press.set(&desks);
    for page in &pages {
        match set.maker().view(page).unwrap() {
            View::Page(layout, page) => {
                tracer.trace_value(&mut samples, &layout).unwrap();
                tracer.trace_value(&mut samples, &page).unwrap();
            }
            // A feed needs no template.
            View::Feed(_) => {}
        }
    }
    let presses = [press];
    for entrance in page::entrances(&site) {
        let context: EntranceContext = theme.entrance_context(&presses, &entrance).unwrap().unwrap();
        tracer.trace_value(&mut samples, &context).unwrap();
    }
    let registry = tracer.registry_unchecked();
    let fields = |format| match format {
        ContainerFormat::Struct(fields) => {
            fields.into_iter().map(|field| (field.name, kind(&field.value))).collect()
        }
        other => panic!("a template gets a {other:?}"),
    };
    registry.into_iter().map(|(name, format)| (called(&name), fields(format))).collect()
}

/// The name of a value in the guide.
fn called(name: &str) -> String {
    match name {
        "EntranceContext" => "root and 404 page".to_owned(),
        name => {
            let name = name.strip_suffix("View").unwrap_or(name);
            let mut words = String::new();
            for c in name.chars() {
                if c.is_ascii_uppercase() && !words.is_empty() {
                    words.push(' ');
                }
                words.push(c.to_ascii_lowercase());
            }
            words
        }
    }
}

/// What a field is, in the guide's words.
fn kind(format: &Format) -> String {
    match format {
        Format::Str => "text".to_owned(),
        Format::Bool => "yes or no".to_owned(),
        Format::U64 | Format::U32 | Format::I64 | Format::I16 => "number".to_owned(),
        Format::Option(inner) => format!("{}, or nothing", kind(inner)),
        Format::Seq(inner) | Format::TupleArray { content: inner, .. } => format!("list of {}", kind(inner)),
        Format::Tuple(inner) => format!("list of {}", inner.first().map(kind).unwrap_or_default()),
        Format::Map { .. } => "words".to_owned(),
        Format::TypeName(name) => called(name),
        Format::Variable(inner) => inner.borrow().as_ref().map_or_else(|| "?".to_owned(), kind),
        other => format!("{other:?}"),
    }
}

/// The rows of the guide's table.
fn table() -> BTreeMap<String, Fields> {
    let mut table: BTreeMap<String, Fields> = BTreeMap::new();
    for line in GUIDE.lines().filter(|line| line.starts_with("| **")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [value, field, kind, meaning] = cells[..] else { panic!("four cells: {line}") };
        assert!(!meaning.is_empty(), "what is it? {line}");
        let fields = table.entry(value.trim_matches('*').to_owned()).or_default();
        // Markup is text to a program.
        let old = fields.insert(field.trim_matches('`').to_owned(), kind.replace("HTML", "text"));
        assert_eq!(old, None, "twice: {line}");
    }
    table
}

#[test]
fn the_table_lists_everything_that_templates_get() {
    let (mut values, table) = (values(), table());
    // What of a page depends on its kind is no value of its own.
    let named = |rows: &[(&str, &str)]| {
        rows.iter().map(|(field, kind)| ((*field).to_owned(), (*kind).to_owned())).collect::<Fields>()
    };
    let page = [("layout", "layout"), ("page", "the value of its kind"), ("t", "words")];
    values.insert("every page".to_owned(), named(&page));
    let mut wrong = Vec::new();
    let fields = |of: &BTreeMap<String, Fields>| {
        let pair = |(value, fields): (&String, &Fields)| {
            fields.keys().map(|field| (value.clone(), field.clone())).collect::<Vec<_>>()
        };
        of.iter().flat_map(pair).collect::<BTreeSet<_>>()
    };
    for (value, field) in fields(&values).union(&fields(&table)) {
        let of =
            |map: &BTreeMap<String, Fields>| map.get(value).and_then(|fields| fields.get(field)).cloned();
        match (of(&values), of(&table)) {
            // What a site never has cannot be told: then the table is believed.
            (Some(is), Some(said)) if is == said || is.contains('?') => {}
            (is, said) => wrong.push(format!("| **{value}** | `{field}` | {is:?} | said to be {said:?}")),
        }
    }
    assert!(wrong.is_empty(), "docs/themes.md: {wrong:#?}");
}

/// A view that the test site has no case of would be missing in the guide unseen.
#[test]
fn the_test_site_has_something_of_everything() {
    let values = values();
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/theme"));
    let (paths, _) = folder.list("view");
    for path in paths {
        let file = folder.text(&path).unwrap();
        let serialised = file.text.split("Serialize)]\n").skip(1);
        // An enumeration of views is none itself.
        let names = serialised
            .filter_map(|rest| rest.lines().find(|line| !line.starts_with("#[")))
            .filter_map(|line| line.split_once("struct ")?.1.split([' ', '<', '{', '(']).next());
        for name in names {
            assert!(values.contains_key(&called(name)), "no page of the test site has a {name} ({path})");
        }
    }
}
