//! The built-in words: terms of official prose that OpenCC alone gets wrong; those words of OpenCC that are written
//! otherwise than their characters alone, so that they are found where they are words and nowhere else (手表|现已 has no
//! 表现, 足额|发放 no 額髮). They are data, in `terms.tsv`, `phrases.tsv` and, for texts that become Simplified,
//! `terms-hans.tsv` and `phrases-hans.tsv`; this file only reads them. It must not know OpenCC.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::dictionaries::Direction;
use super::matcher::Matcher;
use super::words::{COMMON, Words, lines};

/// Simplified, Traditional (as the edition without a region and Taiwan's have it), class, and Hong Kong's form where it
/// does not follow from [`HONG_KONG`].
const TERMS: &str = include_str!("terms.tsv");
/// Traditional, Simplified, class.
const TERMS_HANS: &str = include_str!("terms-hans.tsv");
/// Simplified, Traditional, and Hong Kong's form where it does not follow, of those words of OpenCC whose form is not
/// that of their characters one by one. Made from OpenCC; a test compares.
const PHRASES: &str = include_str!("phrases.tsv");
/// The same of texts that become Simplified: Traditional of any region, Simplified.
const PHRASES_HANS: &str = include_str!("phrases-hans.tsv");
/// Words of OpenCC that are none in official prose, with a bar between the two that they would be read across.
#[cfg(test)]
const REFUSED: &str = include_str!("refused.txt");

/// Characters that Hong Kong writes otherwise than Taiwan: Simplified, Taiwan, Hong Kong. As OpenCC has them; a test
/// compares.
const HONG_KONG: &str = "\
    兑兌兑 卧臥卧 卫衛衞 叁叄叁 叙敘敍 台臺台 启啟啓 囱囪囱 娴嫻嫺 媪媼媪 峰峰峯 床床牀 悦悅悦 愠慍愠 户戶户 捝挩捝 搵搵揾 \
    敚敓敚 棁梲棁 榅榲榅 檐簷檐 氲氳氲 泄洩泄 涚涗涚 温溫温 煴熅煴 痹痺痹 着著着 睾睪睾 税稅税 缊縕緼 缰韁繮 群群羣 脱脫脱 腭顎齶 \
    腽膃腽 葱蔥葱 蒀蒕蒀 蕴蘊藴 蜕蛻蜕 说說説 辒轀輼 酝醞醖 里裡裏 钩鉤鈎 锐銳鋭 阅閱閲 鲇鯰鮎 鳁鰮鰛 麺麵麪";

/// What a built-in word is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A word that longest match tears apart, or joins with its neighbour.
    Straddle,
    /// A word that is right as it is and keeps another term from reaching into it.
    Guard,
    /// A place.
    Place,
    /// A person's name.
    Name,
    /// A word whose character OpenCC alone chooses wrongly.
    Char,
    /// House style: a choice among accepted forms.
    House,
}

impl Class {
    /// The word for it in the table and in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Straddle => "straddle",
            Self::Guard => "guard",
            Self::Place => "place",
            Self::Name => "name",
            Self::Char => "char",
            Self::House => "house",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Straddle, Self::Guard, Self::Place, Self::Name, Self::Char, Self::House]
            .into_iter()
            .find(|class| class.name() == name)
    }
}

/// What is known of a direction.
pub(super) enum BuiltIn {
    /// To Simplified, where few words matter: the leftmost, longest ones are taken.
    Hans {
        /// The terms, then OpenCC's words.
        matcher: Matcher,
        /// The classes of the terms.
        classes: Vec<Class>,
    },
    /// To Traditional, where words must be told from each other.
    Hant {
        /// Hong Kong's forms that are not Taiwan's, by the number of the word; none where Taiwan's are wanted.
        hong_kong: HashMap<usize, Box<str>>,
    },
}

/// Whose a built-in word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A term of this class.
    Term(Class),
    /// OpenCC.
    OpenCc,
}

/// A built-in word in a text.
pub(super) struct Word<'a> {
    /// Where it is, in bytes of the text.
    pub(super) bytes: Range<usize>,
    /// Its number, for [`BuiltIn::origin`].
    pub(super) number: usize,
    /// What it becomes.
    pub(super) to: &'a str,
}

impl BuiltIn {
    /// What is known of a direction; read once, when first asked for.
    pub(super) fn of(direction: Direction) -> &'static Self {
        static HANS: LazyLock<BuiltIn> = LazyLock::new(BuiltIn::hans);
        static TW: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::hant(Direction::Tw));
        static HK: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::hant(Direction::Hk));
        match direction {
            Direction::Hans => &HANS,
            Direction::Tw => &TW,
            Direction::Hk => &HK,
        }
    }

    /// Whose the word of a number is.
    pub(super) fn origin(&self, number: usize) -> Origin {
        let class = match self {
            Self::Hans { classes, .. } => classes.get(number).copied(),
            Self::Hant { .. } if number >= TERMS.len() => None,
            Self::Hant { .. } => WORDS.line(number).split('\t').nth(2).and_then(Class::from_name),
        };
        class.map_or(Origin::OpenCc, Origin::Term)
    }

    /// Tells the words in a part of the text, from left to right.
    pub(super) fn find<'a>(&'a self, text: &str, within: Range<usize>, mut tell: impl FnMut(Word<'a>)) {
        match self {
            Self::Hans { matcher, .. } => {
                for (bytes, number) in matcher.find(text, within) {
                    tell(Word { bytes, number, to: matcher.to(number) });
                }
            }
            Self::Hant { hong_kong } => WORDS.divide(text, within, |bytes, number| {
                let taiwan = || WORDS.line(number).split('\t').nth(1).unwrap_or_default();
                let to = hong_kong.get(&number).map_or_else(taiwan, AsRef::as_ref);
                tell(Word { bytes, number, to });
            }),
        }
    }

    fn hans() -> Self {
        let classes = rows(Direction::Hans).map(|(.., class)| class).collect();
        let terms = rows(Direction::Hans).map(|(_, from, to, _)| (from, to));
        let phrases = phrases(Direction::Hans).map(|(_, from, to)| (from, to));
        let words = terms.chain(phrases).map(|(from, to)| (from.into(), to.into()));
        // A table that is too large for an automaton would be a defect of this program, and a test would find it.
        Self::Hans { matcher: Matcher::new(words.collect()).unwrap_or_default(), classes }
    }

    fn hant(direction: Direction) -> Self {
        if direction != Direction::Hk {
            return Self::Hant { hong_kong: HashMap::new() };
        }
        let terms = rows(direction).map(|(number, _, to, _)| (number, to));
        let phrases = phrases(direction).map(|(number, _, to)| (TERMS.len() + number, to));
        let other =
            |(number, to): &(usize, String)| Some(to.as_str()) != WORDS.line(*number).split('\t').nth(1);
        let hong_kong = terms.chain(phrases).filter(other).map(|(number, to)| (number, to.into_boxed_str()));
        Self::Hant { hong_kong: hong_kong.collect() }
    }
}

/// Terms, then words of OpenCC, of texts that become Traditional, among all words.
static WORDS: Words = Words::new([TERMS, PHRASES]);

/// The lines of a table that are not remarks: where each begins, and its columns.
fn columns(table: &'static str) -> impl Iterator<Item = (usize, std::str::Split<'static, char>)> {
    lines(table).map(|(start, line)| (start, line.split('\t')))
}

/// The terms of a direction: where their lines begin, what is found, what it becomes, and why.
fn rows(direction: Direction) -> impl Iterator<Item = (usize, &'static str, String, Class)> {
    let table = if direction == Direction::Hans { TERMS_HANS } else { TERMS };
    columns(table).filter_map(move |(start, mut columns)| {
        let (from, to) = (columns.next()?, columns.next()?);
        let class = Class::from_name(columns.next()?)?;
        Some((start, from, form(direction, from, to, columns.next()), class))
    })
}

/// The words of OpenCC that are looked for: where their lines begin, the word, and what it becomes.
fn phrases(direction: Direction) -> impl Iterator<Item = (usize, &'static str, String)> {
    let table = if direction == Direction::Hans { PHRASES_HANS } else { PHRASES };
    columns(table).filter_map(move |(start, mut columns)| {
        let (from, to) = (columns.next()?, columns.next()?);
        Some((start, from, form(direction, from, to, columns.next())))
    })
}

/// The form of a direction, from Taiwan's and, where it is another than could be told from that one, Hong Kong's.
fn form(direction: Direction, from: &str, to: &str, in_hong_kong: Option<&str>) -> String {
    match (direction, in_hong_kong) {
        (Direction::Hk, Some(to)) => to.to_owned(),
        (Direction::Hk, None) => hong_kong(from, to),
        _ => to.to_owned(),
    }
}

/// Whether a string is a word that prose often has, rather than a name.
pub(super) fn is_common_word(word: &str) -> bool {
    /// One word in a million.
    const COMMON: u16 = 60;
    WORDS.rarity(word).is_some_and(|rarity| rarity <= COMMON)
}

/// Hong Kong's form of a word, from its Simplified form and Taiwan's.
fn hong_kong(hans: &str, taiwan: &str) -> String {
    static FORMS: LazyLock<HashMap<(char, char), char>> = LazyLock::new(|| {
        HONG_KONG
            .split_whitespace()
            .filter_map(|three| {
                let mut three = three.chars();
                Some(((three.next()?, three.next()?), three.next()?))
            })
            .collect()
    });
    hans.chars().zip(taiwan.chars()).map(|pair| FORMS.get(&pair).copied().unwrap_or(pair.1)).collect()
}

/// The BLAKE3 hash of the tables: the same on every machine with the same version of this program.
pub(super) fn fingerprint() -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for table in [TERMS, TERMS_HANS, PHRASES, PHRASES_HANS, HONG_KONG, COMMON] {
        hasher.update(&(table.len() as u64).to_le_bytes());
        hasher.update(table.as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use opencc_rust::OpenCC;

    use super::{Class, Direction, HONG_KONG, REFUSED, TERMS, TERMS_HANS, columns, hong_kong, phrases, rows};

    #[test]
    fn every_line_of_the_tables_is_a_term_of_one_length() {
        for (table, direction) in
            [(TERMS, Direction::Hk), (TERMS, Direction::Tw), (TERMS_HANS, Direction::Hans)]
        {
            let lines = table.lines().filter(|line| !line.starts_with('#')).count();
            let mut seen = HashSet::new();
            let mut count = 0;
            for (_, from, to, _) in rows(direction) {
                assert!(!from.is_empty());
                assert_eq!(from.chars().count(), to.chars().count(), "{from} {to}");
                assert_eq!(
                    super::super::fold(from),
                    super::super::fold(&to),
                    "{from} {to}: forms of other characters"
                );
                assert!(seen.insert(from), "{from} comes twice");
                count += 1;
            }
            assert_eq!(count, lines, "a line could not be read");
        }
    }

    #[test]
    fn refused_words_are_no_words() {
        let refused: HashSet<String> = columns(REFUSED)
            .filter_map(|(_, mut columns)| columns.next())
            .flat_map(str::split_whitespace)
            .map(|word| word.replacen('|', "", 1))
            .collect();
        assert!(phrases(Direction::Tw).all(|(_, word, _)| !refused.contains(word)));
    }

    #[test]
    fn words_of_opencc_are_as_opencc_has_them() {
        for direction in Direction::ALL {
            let config = Path::new(env!("OPENCC_DATA_DIR")).join(direction.name()).with_extension("json");
            let opencc = OpenCC::new(config).expect("OpenCC opens");
            for (_, from, to) in phrases(direction) {
                let made = opencc.convert(from).expect("converts");
                let house = |made: char| super::super::convert::in_house('\0', made, direction);
                assert_eq!(made.chars().map(house).collect::<String>(), to, "{from}");
            }
        }
    }

    #[test]
    fn hong_kong_forms_are_opencc_s() {
        let [tw, hk] =
            [Direction::Tw, Direction::Hk].map(|direction| direction.open(None).expect("OpenCC opens"));
        for three in HONG_KONG.split_whitespace() {
            let hans = three.chars().next().expect("three characters").to_string();
            assert_eq!(
                format!(
                    "{hans}{}{}",
                    tw.convert(&hans).expect("converts"),
                    hk.convert(&hans).expect("converts")
                ),
                three
            );
        }
        assert_eq!(hong_kong("出台", "出臺"), "出台");
        assert_eq!(hong_kong("台州", "台州"), "台州");
    }

    #[test]
    fn classes_have_names() {
        assert_eq!(Class::from_name("place"), Some(Class::Place));
        assert_eq!(Class::from_name("other"), None);
    }
}
