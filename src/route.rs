//! Routes: which pages and files a site has, and the address and file name of each. Nothing else joins a path. It must
//! not know what stands on a page.

mod shape;

use crate::notice::NoticeId;
use crate::permalinks::TextHash;
use crate::regulation::{ArticleNumber, DivisionKind, RegulationId};
use crate::script::Edition;

pub use shape::{Target, has_scheme, is_possible, target};

/// Most addresses are not longer, in bytes.
const ROOM: usize = 96;

/// A page or file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Route {
    /// `/`: offers the editions.
    Root,
    /// `/404.html`.
    NotFound,
    /// A file that pages use, at the root, by its name.
    Asset(Box<str>),
    /// A page of an edition.
    Page(Edition, Leaf),
    /// A form of a page for machines, beside it.
    Form(Edition, Leaf, Form),
}

/// A form for machines that a page has beside it, under a name that is the same for every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `index.json`: the model.
    Json,
    /// `index.txt`: the text alone.
    Txt,
    /// `index.akn.xml`: Akoma Ntoso 3.0.
    Akn,
}

impl Form {
    /// Every form there is.
    pub const ALL: [Self; 3] = [Self::Json, Self::Txt, Self::Akn];

    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Txt => "txt",
            Self::Akn => "akn",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Txt => "text/plain",
            Self::Akn => "application/akn+xml",
        }
    }

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Json => "index.json",
            Self::Txt => "index.txt",
            Self::Akn => "index.akn.xml",
        }
    }
}

/// A page that every edition has, at the same path below the edition's folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaf {
    /// The edition's front page.
    Front,
    /// The notices of a year or a month.
    Notices(Period),
    /// A notice.
    Notice(NoticeId),
    /// A directive of a notice, by its number in it.
    Directive(NoticeId, usize),
    /// A notice in both scripts, side by side.
    Compare(NoticeId),
    /// All regulations.
    Regulations,
    /// A regulation.
    Regulation(RegulationId),
    /// Every citation, with its method or the reason why it is open.
    Citations,
    /// What the site is and who publishes it.
    About,
    /// The accessibility statement.
    Accessibility,
    /// How to reach the publisher.
    Contact,
    /// Those of the notices of a year or a month.
    CitationsOf(Period),
    /// The citations of a regulation in a year.
    CitedIn(RegulationId, i16),
    /// The site's data, explained.
    Data,
    /// The feed of the latest notices.
    Feed(FeedFormat),
    /// The feed of a regulation's latest citations.
    RegulationFeed(RegulationId, FeedFormat),
    /// The feed of the latest notices of one source, by its slug.
    SourceFeed(Box<str>, FeedFormat),
}

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// A stretch of time that lists are cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// A year.
    Year(i16),
    /// A month of a year, from 1 to 12.
    Month(i16, i8),
}

impl Period {
    /// The year that it is or lies in.
    pub const fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
        }
    }

    /// Whether the day lies in it.
    pub fn holds(self, day: jiff::civil::Date) -> bool {
        match self {
            Self::Year(year) => day.year() == year,
            Self::Month(year, month) => (day.year(), day.month()) == (year, month),
        }
    }

    /// Whether all of it lies before the day.
    pub fn is_before(self, day: jiff::civil::Date) -> bool {
        match self {
            Self::Year(year) => year < day.year(),
            Self::Month(year, month) => (year, month) < (day.year(), day.month()),
        }
    }
}

impl std::fmt::Display for Period {
    /// As in an address: `2021`, `2021/06`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}/{month:02}"),
        }
    }
}

/// Marks a place on a page: the fragment of an address. ASCII, the same in every edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fragment {
    /// A directive on its notice's page.
    Directive(usize),
    /// A point on its directive's page.
    Point(usize),
    /// An article on its regulation's page.
    Article(ArticleNumber),
    /// A paragraph of an article, or a point or an item of it.
    Place {
        /// The article.
        article: ArticleNumber,
        /// The paragraph, from 1.
        paragraph: u32,
        /// The point in it.
        point: Option<u32>,
        /// The item of that.
        item: Option<u32>,
    },
    /// A part, subpart, chapter or section of a regulation, by its number and those of the divisions around it, outermost
    /// first.
    Division([Option<ArticleNumber>; DivisionKind::DEPTHS]),
    /// A citation on the page of its directive or notice, by its number in the notice.
    Citation(usize),
    /// What is to be said to those who come from a print-out of a text, by the text's hash.
    Version(TextHash),
}

impl Fragment {
    /// The `id` it has on the page.
    pub fn id(self) -> String {
        match self {
            Self::Directive(number) => format!("directive-{number}"),
            Self::Point(number) => format!("point-{number}"),
            Self::Article(number) => format!("article-{number}"),
            Self::Place { article, paragraph, point, item } => {
                let part = |name: &str, number: Option<u32>| {
                    number.map_or_else(String::new, |number| format!("-{name}-{number}"))
                };
                let (point, item) = (part("point", point), part("item", item));
                format!("article-{article}-paragraph-{paragraph}{point}{item}")
            }
            Self::Division(numbers) => {
                let names = ["part", "subpart", "chapter", "section"];
                let named = names.iter().zip(numbers).filter_map(|(name, number)| Some((name, number?)));
                let mut words: Vec<String> = named.map(|(name, number)| format!("{name}-{number}")).collect();
                // heading-2-1: the first below the second; an outer one that is not there counts as 0.
                let headings = &numbers[names.len()..];
                if let Some(last) = headings.iter().rposition(Option::is_some) {
                    words.push("heading".to_owned());
                    let number = |number: &Option<ArticleNumber>| {
                        number.map_or_else(|| "0".to_owned(), |number| number.to_string())
                    };
                    words.extend(headings[..=last].iter().map(number));
                }
                words.join("-")
            }
            Self::Citation(number) => format!("citation-{number}"),
            Self::Version(text) => format!("v-{text}"),
        }
    }
}

impl Leaf {
    /// Whether it is a page for readers: feeds are not.
    pub const fn is_page(&self) -> bool {
        !matches!(self, Self::Feed(_) | Self::RegulationFeed(..) | Self::SourceFeed(..))
    }

    /// Appends its address below the edition's folder. Every link of every page is made here: its parts are
    /// pushed.
    fn push_path(&self, path: &mut String) {
        let mut push = |parts: &[&str]| parts.iter().for_each(|part| path.push_str(part));
        match self {
            Self::Front => {}
            Self::Notices(period) => push(&["notices/", &period.to_string(), "/"]),
            Self::Notice(id) => push(&["notices/", id.as_str(), "/"]),
            Self::Directive(id, number) => {
                push(&["notices/", id.as_str(), "/directive-", &number.to_string(), "/"]);
            }
            Self::Compare(id) => push(&["notices/", id.as_str(), "/compare/"]),
            Self::Regulations => push(&["regulations/"]),
            Self::Regulation(id) => push(&["regulations/", id.as_str(), "/"]),
            Self::Citations => push(&["citations/"]),
            Self::About => push(&["about/"]),
            Self::Accessibility => push(&["accessibility/"]),
            Self::Contact => push(&["contact/"]),
            Self::CitationsOf(period) => push(&["citations/", &period.to_string(), "/"]),
            Self::CitedIn(id, year) => push(&["regulations/", id.as_str(), "/", &format!("{year:04}"), "/"]),
            Self::Data => push(&["data/"]),
            Self::Feed(format) => push(&[format.file()]),
            Self::RegulationFeed(id, format) => push(&["regulations/", id.as_str(), "/", format.file()]),
            Self::SourceFeed(slug, format) => push(&["sources/", slug, "/", format.file()]),
        }
    }
}

impl Route {
    /// The address below the base address: without a leading slash; a page's ends with one, the root's is empty.
    pub fn path(&self) -> String {
        let mut path = String::with_capacity(ROOM);
        self.push_path(&mut path);
        path
    }

    fn push_path(&self, path: &mut String) {
        match self {
            Self::Root => {}
            Self::NotFound => path.push_str("404.html"),
            Self::Asset(name) => path.push_str(name),
            Self::Page(edition, leaf) | Self::Form(edition, leaf, _) => {
                path.push_str(edition.folder());
                path.push('/');
                leaf.push_path(path);
            }
        }
        if let Self::Form(_, _, form) = self {
            path.push_str(form.file());
        }
    }

    /// The file that a static host serves at that address, below `public/`.
    pub fn file(&self) -> String {
        let mut path = self.path();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        path
    }

    /// The full address. `base` ends with a slash.
    pub fn url(&self, base: &str) -> String {
        let mut url = String::with_capacity(base.len() + ROOM);
        url.push_str(base);
        self.push_path(&mut url);
        url
    }

    /// The full address without the host: for the one page that is served at any address. `base` ends with a slash.
    pub fn rooted(&self, base: &str) -> String {
        let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
        let path = rest.find('/').map_or("/", |at| &rest[at..]);
        format!("{path}{}", self.path())
    }

    /// The address of `to` as a link on this page: relative, so that the site works at any host and path.
    pub fn link(&self, to: &Self) -> String {
        let (from, to) = (self.path(), to.path());
        let from_folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
        let same = from_folder.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
        // As far as whole folders are the same.
        let shared =
            from_folder.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1);
        let mut link = String::with_capacity(to.len() + 16);
        for _ in from_folder[shared..].bytes().filter(|&byte| byte == b'/') {
            link.push_str("../");
        }
        link.push_str(&to[shared..]);
        if link.is_empty() {
            link.push_str("./");
        }
        link
    }

    /// Like [`link`](Self::link), to a place on the page; only the fragment where it is this page.
    pub fn link_to(&self, to: &Self, fragment: Fragment) -> String {
        let page = if self == to { String::new() } else { self.link(to) };
        format!("{page}#{}", fragment.id())
    }
}

/// What a file is to a reader, in the order in which files may appear at a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What pages load.
    Asset,
    /// What is about one thing: a notice, a directive, a regulation; with its forms for machines.
    Page,
    /// What tells of many: years, feeds, site maps, tables.
    List,
    /// Where a reader begins.
    Front,
}

/// Endings of the names of files that pages load.
const LOADED: &[&str] = &["css", "js", "svg", "png", "jpg", "webp", "avif", "ico", "woff2", "webmanifest"];

/// What the file of that name is, by its path below the site's folder. A compressed form is what its file is.
pub fn role(file: &str) -> Role {
    let file = file.strip_suffix(".gz").or_else(|| file.strip_suffix(".br")).unwrap_or(file);
    let parts: Vec<&str> = file.split('/').collect();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    match parts.as_slice() {
        _ if LOADED.contains(&ending) => Role::Asset,
        ["index.html"] | [_, "index.html"] => Role::Front,
        [_, "notices", year, ..] | [_, "regulations", _, year, _] if year.len() == 4 => Role::List,
        [_, "notices" | "regulations", _, _, ..] => Role::Page,
        _ => Role::List,
    }
}

/// Whether a file's name changes when its bytes do, as that of a style sheet with a fingerprint: it can be kept for ever.
pub fn is_fingerprinted(file: &str) -> bool {
    let file = file.strip_suffix(".gz").or_else(|| file.strip_suffix(".br")).unwrap_or(file);
    let print =
        file.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).map_or("", |(_, print)| print);
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    role(file) == Role::Asset && !file.contains('/') && print.len() == 8 && print.bytes().all(hexadecimal)
}

/// The full addresses of a page in every edition, by language tag, with `x-default` last: of the front page, the root;
/// of every other page, the same page in the default edition.
pub fn alternates(
    leaf: &Leaf,
    editions: &[Edition],
    default: Edition,
    base: &str,
) -> Vec<(&'static str, String)> {
    let url = |edition: Edition| Route::Page(edition, leaf.clone()).url(base);
    let mut alternates: Vec<_> = editions.iter().map(|&edition| (edition.tag(), url(edition))).collect();
    let default = match leaf {
        Leaf::Front => Route::Root.url(base),
        _ => url(default),
    };
    alternates.push(("x-default", default));
    alternates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(leaf: Leaf) -> Route {
        Route::Page(Edition::Hant, leaf)
    }

    #[test]
    fn links_are_relative() {
        let id = NoticeId::new("2021-06-11-x").unwrap();
        let notice = page(Leaf::Notice(id.clone()));
        assert_eq!(notice.link(&page(Leaf::Directive(id.clone(), 2))), "directive-2/");
        assert_eq!(notice.link(&page(Leaf::Front)), "../../");
        assert_eq!(notice.link(&notice), "./");
        assert_eq!(
            notice.link(&Route::Page(Edition::Hans, Leaf::Notice(id.clone()))),
            "../../../zh-hans/notices/2021-06-11-x/"
        );
        assert_eq!(Route::Root.link(&notice), "zh-hant/notices/2021-06-11-x/");
        assert_eq!(notice.link(&Route::Root), "../../../");
        assert_eq!(notice.link(&Route::Asset("style.css".into())), "../../../style.css");
        assert_eq!(notice.link_to(&notice, Fragment::Directive(1)), "#directive-1");
        assert_eq!(notice.rooted("https://host/path/"), "/path/zh-hant/notices/2021-06-11-x/");
        assert_eq!(Route::Root.rooted("https://host/"), "/");
        assert_eq!(Route::NotFound.link(&notice), "zh-hant/notices/2021-06-11-x/");
    }

    #[test]
    fn files_have_roles() {
        let id = NoticeId::new("2021-06-11-x").unwrap();
        let regulation = RegulationId::new("r").unwrap();
        let role_of = |route: Route| role(&route.file());
        assert_eq!(role_of(Route::Root), Role::Front);
        assert_eq!(role_of(page(Leaf::Front)), Role::Front);
        assert_eq!(role_of(Route::NotFound), Role::List);
        assert_eq!(role_of(Route::Asset("style-de2b7e4f.css".into())), Role::Asset);
        for leaf in [Leaf::Notice(id.clone()), Leaf::Directive(id.clone(), 2), Leaf::Compare(id)] {
            assert_eq!(role_of(page(leaf)), Role::Page);
        }
        assert_eq!(role_of(page(Leaf::Regulation(regulation.clone()))), Role::Page);
        assert_eq!(role_of(page(Leaf::RegulationFeed(regulation, FeedFormat::Atom))), Role::Page);
        let period = Period::Month(2021, 6);
        for leaf in [
            Leaf::Notices(Period::Year(2021)),
            Leaf::Notices(period),
            Leaf::CitationsOf(period),
            Leaf::Regulations,
            Leaf::Citations,
            Leaf::Feed(FeedFormat::Atom),
        ] {
            assert_eq!(role_of(page(leaf)), Role::List);
        }
        assert_eq!(role("zh-hant/notices/2021-06-11-x/index.html.br"), Role::Page);
        assert!(is_fingerprinted("style-de2b7e4f.css") && is_fingerprinted("style-de2b7e4f.css.gz"));
        assert!(!is_fingerprinted("icon.svg") && !is_fingerprinted("zh-hant/notices/a-de2b7e4f/index.html"));
    }
}
