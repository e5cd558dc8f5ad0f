//! The built-in words: terms of official prose that OpenCC alone gets wrong, and cuts, places where one of OpenCC's words
//! must not be read across the end of one word and the beginning of the next (足额|发放 is not 額髮). They are data, in
//! `terms.tsv`, `terms-hans.tsv` and `cuts.txt`; this file only reads them. It must not know OpenCC.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dictionaries::Direction;
use super::matcher::Matcher;

/// Simplified, Traditional (as the edition without a region and Taiwan's have it), class, and Hong Kong's form where it
/// does not follow from [`HONG_KONG`].
const TERMS: &str = include_str!("terms.tsv");
/// Traditional, Simplified, class.
const TERMS_HANS: &str = include_str!("terms-hans.tsv");
/// Words with a bar where they must be cut.
const CUTS: &str = include_str!("cuts.txt");

/// Characters that Hong Kong writes otherwise than Taiwan: Simplified, Taiwan, Hong Kong. As OpenCC has them; a test
/// compares.
const HONG_KONG: &str = "\
    兑兌兑 卧臥卧 卫衛衞 叁叄叁 叙敘敍 台臺台 启啟啓 囱囪囱 娴嫻嫺 媪媼媪 峰峰峯 床床牀 悦悅悦 愠慍愠 户戶户 捝挩捝 搵搵揾 \
    敚敓敚 棁梲棁 榅榲榅 檐簷檐 氲氳氲 泄洩泄 涚涗涚 温溫温 煴熅煴 痹痺痹 着著着 睾睪睾 税稅税 缊縕緼 缰韁繮 群群羣 脱脫脱 腭顎齶 \
    腽膃腽 葱蔥葱 蒀蒕蒀 蕴蘊藴 蜕蛻蜕 说說説 辒轀輼 酝醞醖 里裡裏 钩鉤鈎 锐銳鋭 阅閱閲 鲇鯰鮎 鳁鰮鰛 麺麵麪";

/// What a built-in word is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// The built-in terms of one direction.
pub(super) struct BuiltIn {
    pub(super) matcher: Matcher,
    classes: Vec<Class>,
}

impl BuiltIn {
    /// The terms of a direction; read once, when first asked for.
    pub(super) fn of(direction: Direction) -> &'static Self {
        static HANS: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::new(Direction::Hans));
        static TW: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::new(Direction::Tw));
        static HK: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::new(Direction::Hk));
        match direction {
            Direction::Hans => &HANS,
            Direction::Tw => &TW,
            Direction::Hk => &HK,
        }
    }

    /// The class of the term of a number.
    pub(super) fn class(&self, number: usize) -> Class {
        self.classes[number]
    }

    fn new(direction: Direction) -> Self {
        let (words, classes) =
            rows(direction).map(|(from, to, class)| ((from.into(), to.into()), class)).unzip();
        // A table that is too large for an automaton would be a defect of this program, and a test would find it.
        Self { matcher: Matcher::new(words).unwrap_or_default(), classes }
    }
}

/// What is found, what it becomes, and why.
fn rows(direction: Direction) -> impl Iterator<Item = (&'static str, String, Class)> {
    let table = if direction == Direction::Hans { TERMS_HANS } else { TERMS };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let mut columns = line.split('\t');
        let (from, to) = (columns.next()?, columns.next()?);
        let class = Class::from_name(columns.next()?)?;
        let to = match (direction, columns.next()) {
            (Direction::Hk, Some(hong_kong)) => hong_kong.to_owned(),
            (Direction::Hk, None) => hong_kong(from, to),
            _ => to.to_owned(),
        };
        Some((from, to, class))
    })
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

/// Where OpenCC must not read on.
pub(super) struct Cuts {
    /// By the last character before the cut and the first one behind it: what must stand before and behind those.
    places: HashMap<(char, char), Vec<(&'static str, &'static str)>>,
    /// Whether a character comes first behind a cut: most do not, and need no look into `places`.
    behind: Box<[bool]>,
}

impl Cuts {
    /// The cuts of texts that become Traditional; read once, when first asked for.
    pub(super) fn get() -> &'static Self {
        static CUTS_READ: LazyLock<Cuts> = LazyLock::new(Cuts::new);
        &CUTS_READ
    }

    fn new() -> Self {
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        let mut behind = vec![false; 0x1_0000].into_boxed_slice();
        for (left, right) in CUTS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .filter_map(|word| word.split_once('|'))
        {
            let (Some((at, last)), Some(first)) = (left.char_indices().next_back(), right.chars().next())
            else {
                continue;
            };
            places.entry((last, first)).or_default().push((&left[..at], &right[first.len_utf8()..]));
            if let Some(flag) = behind.get_mut(first as usize) {
                *flag = true;
            }
        }
        Self { places, behind }
    }

    /// The byte offsets in a text at which it must be cut, from left to right.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut previous = None;
        text.char_indices().filter_map(move |(at, character)| {
            let before = previous.replace(character)?;
            if !self.behind.get(character as usize).copied().unwrap_or(false) {
                return None;
            }
            let sides = self.places.get(&(before, character))?;
            let left = &text[..at - before.len_utf8()];
            let right = &text[at + character.len_utf8()..];
            sides.iter().any(|(l, r)| left.ends_with(l) && right.starts_with(r)).then_some(at)
        })
    }
}

/// The BLAKE3 hash of the tables: the same on every machine with the same version of this program.
pub(super) fn fingerprint() -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for table in [TERMS, TERMS_HANS, CUTS, HONG_KONG] {
        hasher.update(&(table.len() as u64).to_le_bytes());
        hasher.update(table.as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{BuiltIn, CUTS, Class, Cuts, Direction, HONG_KONG, TERMS, TERMS_HANS, hong_kong, rows};

    #[test]
    fn every_line_of_the_tables_is_a_term_of_one_length() {
        for (table, direction) in
            [(TERMS, Direction::Hk), (TERMS, Direction::Tw), (TERMS_HANS, Direction::Hans)]
        {
            let lines = table.lines().filter(|line| !line.starts_with('#')).count();
            let mut seen = HashSet::new();
            let mut count = 0;
            for (from, to, _) in rows(direction) {
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
            assert_eq!(BuiltIn::of(direction).classes.len(), lines);
        }
    }

    #[test]
    fn every_cut_has_two_sides() {
        for word in CUTS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
            let (left, right) = word.split_once('|').expect("a bar");
            assert!(!left.is_empty() && !right.is_empty() && !right.contains('|'), "{word}");
        }
    }

    #[test]
    fn cuts_are_found_by_their_whole_word() {
        let text = "足额发放基金发展";
        let at: Vec<_> = Cuts::get().find(text).map(|at| &text[at..]).collect();
        assert_eq!(at, ["发放基金发展", "发展"]);
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
