//! What a conversion did and what an editor should look at: for each changed place the word or dictionary that changed
//! it, and for a whole text the terms applied, the characters with more than one form, what looks like the other script
//! in the source, and what many fonts lack. Everything is a value; it must not know files, pages or the command line.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::builtin::Origin;
use super::characters::{folded, forms, only};
use super::convert::{By, ConvertError, Converter, Joined, Source, direction, matcher};
use super::dictionaries::Direction;
use super::matcher::Matcher;
use super::{Class, Edition, Script, Shown, Terms, Text, builtin, united};

/// How many characters of context are shown on each side.
const CONTEXT: usize = 8;

/// Simplified characters with several Traditional forms that official prose uses.
const AMBIGUOUS_HANS: &str = "发后里面干系制复征准采游余云谷冲斗占周志注致布划回几家姜范于沈种曲仆签弦咸向须折只钟朱筑托涂团坛抵赞脏恶\
    汇获饥尝升岩核辟参表借克困了胜舍御郁卷出当蔑松合历台苏吊熏蒙并岳尽淀杆扎涌修凌丑伙适据叶党术链炼";

/// Traditional characters that Simplified keeps in some words and changes in others.
const AMBIGUOUS_HANT: &str = "乾著瞭徵覆藉夥麼儘鍾噁";

/// What changed a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It is part of an address of the web, or verbatim to its author: kept as it is.
    Verbatim,
    /// A term of the notice.
    NoticeTerm,
    /// A term of the site.
    SiteTerm,
    /// A built-in term of this class.
    BuiltIn(Class),
    /// It is part of a personal name.
    Name,
    /// A phrase in OpenCC's dictionaries: this one.
    Phrase(String),
    /// OpenCC's tables of single characters.
    Character,
    /// House style, on top of OpenCC.
    HouseStyle,
}

/// A changed place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where it is, in characters.
    pub at: Range<usize>,
    /// What the source has.
    pub from: String,
    /// What is shown.
    pub to: String,
    /// What changed it.
    pub by: Cause,
}

/// A converted text with every changed place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What is shown.
    pub shown: Shown,
    /// The changed places, from left to right. None, where the text is in the edition's script.
    pub changes: Vec<Change>,
}

/// A word whose conversion was fixed, and how often it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The word in the source.
    pub from: String,
    /// The word as shown.
    pub to: String,
    /// Whose word it is.
    pub by: Cause,
    /// How often it came.
    pub count: usize,
}

/// A place in the source that an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Where it is, in characters of the joined texts.
    pub at: usize,
    /// What the source has.
    pub found: String,
    /// What is shown for it; in a list of leftovers, what would be written in the source's own script.
    pub choice: String,
    /// Other forms that the character might have.
    pub others: String,
    /// Some characters of the source before it.
    pub before: String,
    /// Some characters of the source behind it.
    pub after: String,
}

/// How faithful a conversion is, as far as a program can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// SHA-256 of the source, in hexadecimal.
    pub source_sha256: String,
    /// SHA-256 of what is shown.
    pub derived_sha256: String,
    /// What the conversion was made with: [`Converter::fingerprint`].
    pub fingerprint: String,
    /// Words whose conversion was fixed, by word.
    pub terms: Vec<Applied>,
    /// Characters with more than one form that no term and no name decided.
    pub ambiguous: Vec<Place>,
    /// What looks like the other script in the source. It is shown to the editor and never changed.
    pub leftovers: Vec<Place>,
    /// Characters outside the Basic Multilingual Plane, in the source or in what is shown: many fonts lack them.
    pub beyond_bmp: Vec<Place>,
}

impl Report {
    /// Whether an editor has nothing to look at.
    pub fn is_quiet(&self) -> bool {
        self.ambiguous.is_empty() && self.leftovers.is_empty() && self.beyond_bmp.is_empty()
    }
}

/// Whether a character is there only because an older character set had it twice (Unicode, CJK Compatibility Ideographs
/// and their Supplement).
const fn is_compatibility(character: char) -> bool {
    matches!(character, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

impl Converter {
    /// The text as the edition shows it, with what changed each place of it. (Punctuation is as in the source.)
    ///
    /// # Errors
    /// Where OpenCC or its dictionaries cannot be opened.
    pub fn explain(&self, text: &Text, edition: Edition, terms: &Terms) -> Result<Explained, ConvertError> {
        if text.script() == edition.script() {
            return Ok(Explained { shown: Shown::new(text.source()), changes: Vec::new() });
        }
        let direction = direction(edition);
        let notice = matcher(terms, edition.script().other())?;
        let source = Source::from_iter([text]);
        let joined = self.join(&source, direction, &notice)?;
        let mut changes = Vec::new();
        let shown: Vec<char> = joined.text.chars().collect();
        let mut holds = joined.holds.iter().peekable();
        let mut held_until = 0;
        let source: Vec<(usize, char)> = text.source().char_indices().collect();
        for (at, &(byte, character)) in source.iter().enumerate() {
            if byte < held_until {
                continue;
            }
            if let Some(hold) = holds.next_if(|hold| hold.bytes.start <= byte) {
                held_until = hold.bytes.end;
                let from = &text.source()[hold.bytes.clone()];
                if from != hold.to {
                    let at = at..at + from.chars().count();
                    let by = cause(hold.by, from, direction);
                    changes.push(Change { at, from: from.to_owned(), to: hold.to.to_owned(), by });
                }
                continue;
            }
            if shown[at] != character {
                let plain = self.characters(direction)?.of_opencc(character) == shown[at];
                let by = if plain { Cause::Character } else { Cause::HouseStyle };
                let (from, to) = (character.to_string(), shown[at].to_string());
                changes.push(Change { at: at..at + 1, from, to, by });
            }
        }
        Ok(Explained { shown: Shown::new(joined.text), changes })
    }

    /// What an editor should know of the conversion of these texts (the runs of a notice, in order) for an edition.
    /// What the site's or the notice's terms confirm is not among it.
    ///
    /// # Errors
    /// Where OpenCC or its dictionaries cannot be opened.
    pub fn report(&self, texts: &[&Text], edition: Edition, terms: &Terms) -> Result<Report, ConvertError> {
        let source: Source = texts.iter().copied().collect();
        let shown = self.show(texts, edition, terms)?;
        let derived: String = shown.iter().map(Shown::as_str).collect();
        let characters: Vec<char> = source.string.chars().collect();
        let shown: Vec<char> = derived.chars().collect();
        let confirmed = self.confirmed(&source, terms)?;
        let place = |at: usize, length: usize, choice: String, others: String| Place {
            at,
            found: characters[at..at + length].iter().collect(),
            choice,
            others,
            before: characters[at.saturating_sub(CONTEXT)..at].iter().collect(),
            after: characters[at + length..].iter().take(CONTEXT).collect(),
        };
        let mut report = Report {
            source_sha256: hash(&source.string),
            derived_sha256: hash(&derived),
            fingerprint: self.fingerprint(),
            terms: Vec::new(),
            ambiguous: Vec::new(),
            leftovers: Vec::new(),
            beyond_bmp: Vec::new(),
        };
        for (at, &character) in characters.iter().enumerate() {
            let made = shown.get(at).copied().unwrap_or(character);
            if !confirmed[at] && (character > '\u{FFFF}' || made > '\u{FFFF}') {
                report.beyond_bmp.push(place(at, 1, made.to_string(), String::new()));
            }
        }
        // A text is in one script or the other; what follows is asked of each run of texts in one script.
        let mut start = 0;
        for run in texts.chunk_by(|a, b| a.script() == b.script()) {
            let text: Source = run.iter().copied().collect();
            let length = text.string.chars().count();
            let script = run.first().map_or(edition.script(), |text| text.script());
            for (at, expected) in self.leftovers(&text.string, script)? {
                let count = expected.chars().count();
                if !confirmed[start + at..start + at + count].iter().all(|&confirmed| confirmed) {
                    report.leftovers.push(place(start + at, count, expected, String::new()));
                }
            }
            if script != edition.script() {
                let direction = direction(edition);
                let notice = matcher(terms, script)?;
                let joined = self.join(&text, direction, &notice)?;
                report.terms.extend(applied(&text.string, &joined, direction));
                let characters_of = self.characters(direction)?;
                for at in
                    open(&text.string, &joined, script).map(|at| start + at).filter(|&at| !confirmed[at])
                {
                    // Forms that OpenCC would write in another way are variants, no choice.
                    let variant = |form: char| {
                        only(form) == Some(script.other()) && characters_of.of_opencc(form) != form
                    };
                    let others = forms(characters[at], script.other())
                        .filter(|&form| form != shown[at] && !variant(form) && !is_compatibility(form))
                        .collect();
                    report.ambiguous.push(place(at, 1, shown[at].to_string(), others));
                }
            }
            start += length;
        }
        Ok(report)
    }

    /// For each character of the source, whether it is in a word that an editor has confirmed, or verbatim.
    fn confirmed(
        &self,
        Source { string: source, verbatim }: &Source,
        terms: &Terms,
    ) -> Result<Vec<bool>, ConvertError> {
        let words = self.terms().confirmed().chain(terms.confirmed());
        let words = Matcher::new(words.map(|word| (word.into(), "".into())).collect())?;
        let mut confirmed = vec![false; source.chars().count()];
        let mut found: Vec<Range<usize>> =
            words.find(source, 0..source.len()).map(|(found, _)| found).collect();
        found.extend_from_slice(verbatim);
        let (mut byte, mut at) = (0, 0);
        for found in united(found) {
            at += source[byte..found.start].chars().count();
            let length = source[found.clone()].chars().count();
            confirmed[at..at + length].fill(true);
            (byte, at) = (found.end, at + length);
        }
        Ok(confirmed)
    }

    /// What looks like the other script in a text: where, in characters, and what the text's own script would write.
    ///
    /// In Traditional text these are the places that do not come back from Simplified as they were, in any region's
    /// form: 今后, 典范. Simplified has so many forms of its own that a single character tells.
    fn leftovers(&self, source: &str, script: Script) -> Result<Vec<(usize, String)>, ConvertError> {
        let characters: Vec<char> = source.chars().collect();
        let none = Matcher::default();
        let expected: Vec<char> = match script {
            Script::Hans => {
                let only_hant = |&character: &char| only(character) == Some(Script::Hant);
                characters.iter().map(|c| if only_hant(c) { folded(*c) } else { *c }).collect()
            }
            Script::Hant => {
                let converted = |source: &str, direction: Direction| {
                    let source = Source { string: source.to_owned(), verbatim: Vec::new() };
                    Ok(self.join(&source, direction, &none)?.text)
                };
                let hans = converted(source, Direction::Hans)?;
                let tw: Vec<char> = converted(&hans, Direction::Tw)?.chars().collect();
                let hk = converted(&hans, Direction::Hk)?;
                let forms = self.characters(Direction::Tw)?;
                let accepted = |character: char, tw: char, hk: char| {
                    let variant = || forms.of_opencc(character) == tw;
                    character == tw || character == hk || (only(character) == Some(Script::Hant) && variant())
                };
                let three = characters.iter().zip(tw).zip(hk.chars());
                three.map(|((&c, tw), hk)| if accepted(c, tw, hk) { c } else { tw }).collect()
            }
        };
        let mut leftovers: Vec<(usize, String)> = Vec::new();
        for (at, (character, expected)) in characters.into_iter().zip(expected).enumerate() {
            if character == expected {
                continue;
            }
            match leftovers.last_mut() {
                Some((start, word)) if *start + word.chars().count() == at => word.push(expected),
                _ => leftovers.push((at, expected.to_string())),
            }
        }
        Ok(leftovers)
    }
}

/// The ambiguous characters of a text that nothing held: where they are, in characters.
fn open(source: &str, joined: &Joined<'_>, script: Script) -> impl Iterator<Item = usize> {
    let ambiguous = match script {
        Script::Hans => AMBIGUOUS_HANS,
        Script::Hant => AMBIGUOUS_HANT,
    };
    let mut holds = joined.holds.iter().peekable();
    source.char_indices().enumerate().filter_map(move |(at, (byte, character))| {
        while holds.next_if(|hold| hold.bytes.end <= byte).is_some() {}
        let held = holds.peek().is_some_and(|hold| hold.bytes.start <= byte);
        (!held && ambiguous.contains(character)).then_some(at)
    })
}

/// The words that were held, each once, with how often it came; by origin and word.
fn applied(source: &str, joined: &Joined<'_>, direction: Direction) -> Vec<Applied> {
    let mut counts: BTreeMap<(Cause, &str, &str), usize> = BTreeMap::new();
    for hold in &joined.holds {
        let from = &source[hold.bytes.clone()];
        let key = (cause(hold.by, from, direction), from, hold.to);
        if !matches!(key.0, Cause::Phrase(_) | Cause::Verbatim) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let applied = |((by, from, to), count): ((Cause, &str, &str), usize)| Applied {
        from: from.to_owned(),
        to: to.to_owned(),
        by,
        count,
    };
    counts.into_iter().map(applied).collect()
}

/// What held this word.
fn cause(by: By, word: &str, direction: Direction) -> Cause {
    match by {
        By::Verbatim => Cause::Verbatim,
        By::Notice => Cause::NoticeTerm,
        By::Site => Cause::SiteTerm,
        By::Name => Cause::Name,
        By::BuiltIn(number) => match builtin::BuiltIn::of(direction).origin(number) {
            Origin::Term(class) => Cause::BuiltIn(class),
            Origin::OpenCc => Cause::Phrase(word.to_owned()),
        },
        By::Measure => Cause::BuiltIn(Class::Char),
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
