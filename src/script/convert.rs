//! The converter: the one place that calls OpenCC and the one maker of [`Shown`]. It must not know what the text is
//! part of.
//!
//! What happens to a text of the other script: the runs of a block are joined, so that emphasis or a link never tears a
//! word; addresses of the web and what the author marked as code or untranslated are *held* as they are, and words whose conversion is known (those of the notice, else of
//! the site, else names, else the built-in ones, OpenCC's among them), the rest is converted character by character as OpenCC does, and the whole is
//! split into the runs again. Whatever is held becomes as many characters as it was: the number never changes.

mod characters;
mod joined;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::dictionaries::{self, Direction};
use super::matcher::Matcher;
use super::punctuation::{self, Punctuation};
use super::{Edition, Script, Shown, Terms, Text, builtin};

pub(super) use characters::Characters;
#[cfg(test)]
pub(super) use characters::in_house;
use joined::Layers;
pub(super) use joined::{By, Joined};

/// Why the converter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConvertError {
    /// OpenCC's dictionaries could not be unpacked.
    Unpack {
        /// The file or folder that could not be written.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// OpenCC says this.
    OpenCc(String),
    /// There are more terms than can be looked for at once.
    Terms(String),
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unpack { path, reason } => {
                write!(f, "its dictionaries could not be unpacked into {}: {reason}", path.display())
            }
            Self::OpenCc(reason) => write!(f, "OpenCC: {reason}"),
            Self::Terms(reason) => write!(f, "terms: {reason}"),
        }
    }
}

impl std::error::Error for ConvertError {}

/// Texts made one string, in order, with what is verbatim in it.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The string.
    pub(super) string: String,
    /// What stays as it is, in bytes, from left to right.
    pub(super) verbatim: Vec<Range<usize>>,
}

impl Source {
    fn push(&mut self, text: &Text) {
        let start = self.string.len();
        self.verbatim.extend(text.verbatim().map(|held| start + held.start..start + held.end));
        self.string.push_str(text.source());
    }
}

impl<'t> FromIterator<&'t Text> for Source {
    fn from_iter<I: IntoIterator<Item = &'t Text>>(texts: I) -> Self {
        let mut source = Self::default();
        texts.into_iter().for_each(|text| source.push(text));
        source
    }
}

/// How texts are shown, beside their script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// As in the source, or full-width; in every edition.
    pub punctuation: Punctuation,
}

/// Makes [`Shown`] from [`Text`] for any edition. Opening it costs nothing; a direction is opened when first used.
pub struct Converter {
    site: Terms,
    style: Style,
    folder: Option<PathBuf>,
    /// The site's terms as they are looked for, in texts of each script.
    words: [OnceLock<Result<Matcher, ConvertError>>; 2],
    /// How many texts it has converted.
    converted: AtomicUsize,
}

/// What OpenCC says, once for each direction in the whole process: opening it costs more than converting a notice.
static OPENED: [OnceLock<Characters>; 3] = [const { OnceLock::new() }; 3];

impl Converter {
    /// A converter with the built-in terms and the site's.
    ///
    /// # Errors
    /// None today: a term that cannot be one is refused where [`Terms`] are made.
    pub fn new(site: &Terms) -> Result<Self, ConvertError> {
        Ok(Self {
            site: site.clone(),
            style: Style::default(),
            folder: None,
            words: Default::default(),
            converted: AtomicUsize::new(0),
        })
    }

    /// The same converter with a style.
    #[must_use]
    pub fn with_style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The same converter, which unpacks OpenCC's dictionaries into this folder for the moment in which they are opened,
    /// instead of the system's folder for temporary files.
    #[must_use]
    pub fn unpacking_in(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// What changes a conversion, beside the text and the notice's terms: the versions of OpenCC and its dictionaries,
    /// all terms and the style, as a short text that is the same on every machine.
    pub fn fingerprint(&self) -> String {
        let mut terms = blake3::Hasher::new();
        terms.update(builtin::fingerprint().as_bytes());
        for term in self.site.entries() {
            for word in [&term.hans, &term.hant] {
                terms.update(&(word.len() as u64).to_le_bytes());
                terms.update(word.as_bytes());
            }
        }
        self.described(&terms.finalize())
    }

    /// The same without the site's terms: for those who know which of them stand in a text
    /// ([`TermFinder`](super::TermFinder)).
    pub fn base_fingerprint(&self) -> String {
        self.described(&blake3::hash(builtin::fingerprint().as_bytes()))
    }

    fn described(&self, terms: &blake3::Hash) -> String {
        let punctuation = match self.style.punctuation {
            Punctuation::AsSource => "as-source",
            Punctuation::Fullwidth => "fullwidth",
        };
        format!("{} terms {} punctuation {punctuation}", opencc_fingerprint(), &terms.to_hex()[..16])
    }

    /// The version of OpenCC and its dictionaries; [`PINNED_OPENCC`] where it is the pinned one.
    pub fn opencc_version() -> String {
        opencc_fingerprint()
    }

    /// Which converter this is, whatever a site's terms and style are: of two programs that say the same, each converts
    /// as the other does.
    pub fn identity() -> String {
        format!("gongkai converter {} {}", env!("GONGKAI_CONVERTER"), opencc_fingerprint())
    }

    /// The texts as the edition shows them, in order: unchanged, byte for byte, where the text is in the edition's
    /// script (but for the punctuation of the [`Style`]), else converted, with `terms` (a notice's own) above the
    /// site's. All are converted in one call.
    ///
    /// The texts are runs of one block: words are read across them. Of unrelated texts, make
    /// [blocks](Self::show_blocks).
    ///
    /// # Errors
    /// Where OpenCC or its dictionaries cannot be opened.
    pub fn show(&self, texts: &[&Text], edition: Edition, terms: &Terms) -> Result<Vec<Shown>, ConvertError> {
        Ok(self.show_blocks(&[texts], edition, terms)?.pop().unwrap_or_default())
    }

    /// Like [`show`](Self::show), for several blocks at once and still in one call: no word is read across the end of a
    /// block.
    ///
    /// # Errors
    /// Where OpenCC or its dictionaries cannot be opened.
    pub fn show_blocks(
        &self,
        blocks: &[&[&Text]],
        edition: Edition,
        terms: &Terms,
    ) -> Result<Vec<Vec<Shown>>, ConvertError> {
        let foreign = |text: &&&Text| text.script() != edition.script();
        let count = blocks.iter().flat_map(|block| block.iter()).filter(foreign).count();
        if count == 0 {
            let as_written = |text: &&Text| Shown::new(text.source());
            return Ok(blocks
                .iter()
                .map(|block| self.in_style(block, block.iter().map(as_written).collect()))
                .collect());
        }
        self.converted.fetch_add(count, Ordering::Relaxed);
        let mut source = Source::default();
        for block in blocks {
            block.iter().filter(foreign).for_each(|text| source.push(text));
            // A line end is in no word.
            source.string.push('\n');
        }
        let converted = self.convert(&source, edition, terms)?;
        let (mut from, mut to) = (source.string.as_str(), converted.as_str());
        let mut shown = Vec::with_capacity(blocks.len());
        for block in blocks {
            let mut runs = Vec::with_capacity(block.len());
            for text in *block {
                if foreign(&text) {
                    let (_, source_rest) = from.split_at(text.source().len());
                    let at = same_count(text.source(), to);
                    let (run, rest) = to.split_at(at);
                    (from, to) = (source_rest, rest);
                    runs.push(Shown::new(run));
                } else {
                    runs.push(Shown::new(text.source()));
                }
            }
            (from, to) = (from.get(1..).unwrap_or(""), to.get(1..).unwrap_or(""));
            shown.push(self.in_style(block, runs));
        }
        Ok(shown)
    }

    /// How many texts it has converted; those that were shown as they are do not count.
    pub fn converted(&self) -> usize {
        self.converted.load(Ordering::Relaxed)
    }

    /// The site's terms.
    pub(crate) const fn terms(&self) -> &Terms {
        &self.site
    }

    /// The text of a source, converted; as many characters as before.
    fn convert(&self, source: &Source, edition: Edition, terms: &Terms) -> Result<String, ConvertError> {
        let direction = direction(edition);
        let notice = matcher(terms, edition.script().other())?;
        Ok(self.join(source, direction, &notice)?.text)
    }

    /// The text of a source, converted, with what was held.
    pub(super) fn join<'a>(
        &'a self,
        source: &'a Source,
        direction: Direction,
        notice: &'a Matcher,
    ) -> Result<Joined<'a>, ConvertError> {
        let script = if direction == Direction::Hans { Script::Hant } else { Script::Hans };
        let site = self.words[script as usize]
            .get_or_init(|| matcher(&self.site, script))
            .as_ref()
            .map_err(Clone::clone)?;
        Ok(Joined::new(source, self.characters(direction)?, &Layers { notice, site }))
    }

    /// The characters of a direction; OpenCC is opened when they are first asked for.
    pub(super) fn characters(&self, direction: Direction) -> Result<&'static Characters, ConvertError> {
        let opened = &OPENED[direction as usize];
        if let Some(characters) = opened.get() {
            return Ok(characters);
        }
        // Two threads may both open OpenCC; one of the two is kept.
        let characters = Characters::open(direction, self.folder.as_deref())?;
        Ok(opened.get_or_init(|| characters))
    }

    /// The runs of a block with the punctuation of the style, which looks across them.
    fn in_style(&self, texts: &[&Text], runs: Vec<Shown>) -> Vec<Shown> {
        if self.style.punctuation == Punctuation::AsSource {
            return runs;
        }
        let (mut joined, mut verbatim) = (String::new(), Vec::new());
        for (text, run) in texts.iter().zip(&runs) {
            // What is held has as many characters before it as in the source, but not as many bytes.
            let byte = |at: usize| joined.len() + same_count(&text.source()[..at], run.as_str());
            verbatim.extend(text.verbatim().map(|held| byte(held.start)..byte(held.end)));
            joined.push_str(run.as_str());
        }
        let styled = punctuation::fullwidth(&joined, &verbatim);
        let mut rest = styled.as_str();
        runs.into_iter()
            .map(|run| {
                let (styled, after) = rest.split_at(same_count(run.as_str(), rest));
                rest = after;
                run.styled(styled)
            })
            .collect()
    }
}

/// What [`Converter::opencc_version`] says of the OpenCC that the project pins (`.ci/opencc.txt`): the bytes of a site
/// are promised for this one.
pub const PINNED_OPENCC: &str = "opencc 1.4.2 dictionaries a7c1e47213afe5de";

/// OpenCC and its dictionaries, as a short text that is the same wherever they are the same.
fn opencc_fingerprint() -> String {
    let version = option_env!("OPENCC_VERSION").unwrap_or("of this machine");
    format!("opencc {version} dictionaries {}", &dictionaries::fingerprint().to_hex()[..16])
}

/// What OpenCC does for texts of the other script in this edition.
pub(super) const fn direction(edition: Edition) -> Direction {
    match edition {
        Edition::Hans => Direction::Hans,
        Edition::Hant | Edition::HantTw => Direction::Tw,
        Edition::HantHk => Direction::Hk,
    }
}

/// Terms as they are looked for in texts of a script.
pub(super) fn matcher(terms: &Terms, script: Script) -> Result<Matcher, ConvertError> {
    let pair = |term: &super::Term| (term.in_script(script).into(), term.in_script(script.other()).into());
    Matcher::new(terms.entries().iter().map(pair).collect())
}

/// Where in `other` as many characters end as `text` has.
fn same_count(text: &str, other: &str) -> usize {
    let count = text.chars().count();
    // Nearly all texts are as long in bytes, too.
    if let Some(head) = other.get(..text.len())
        && head.chars().count() == count
    {
        return text.len();
    }
    other.char_indices().nth(count).map_or(other.len(), |(at, _)| at)
}
