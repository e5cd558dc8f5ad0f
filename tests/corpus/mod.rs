//! A site of any size for benchmarks and tests: notices in both scripts with their seeds, regulations, settings. The
//! same numbers give the same bytes, on any machine; the first hundred notices of a thousand are a corpus of a hundred.
//! All of it is invented, and its regulations say so.
//!
//! It knows the formats of a site's files and nothing of how a site is built.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::allow_attributes,
    reason = "each of its users uses a part"
)]

mod dice;
pub use dice::Dice;
pub mod grammar;
mod notice;
mod regulation;

use gongkai::script::Script;
use grammar::Grammar;

/// A corpus: what its seed and its number of regulations decide.
#[derive(Debug)]
pub struct Corpus {
    seed: u64,
    regulations: usize,
    grammars: [Grammar; 2],
}

/// A file of a site: its path, relative to the site's folder, and its text.
pub type File = (String, String);

/// The most regulations that have names of their own.
pub const MOST_REGULATIONS: usize = 1500;

impl Corpus {
    /// The corpus of a seed with so many regulations, [`MOST_REGULATIONS`] at most.
    pub fn new(seed: u64, regulations: usize) -> Self {
        let regulations = regulations.clamp(1, MOST_REGULATIONS);
        Self { seed, regulations, grammars: [Grammar::new(Script::Hans), Grammar::new(Script::Hant)] }
    }

    /// Every file of a site with so many notices, one after the other.
    pub fn files(&self, notices: usize) -> impl Iterator<Item = File> {
        let regulations = (0..self.regulations).map(|number| self.regulation(number));
        let notices = (0..notices).flat_map(|number| self.notice(number));
        std::iter::once(self.settings()).chain(regulations).chain(notices)
    }

    /// The file of the notice of that number, from 0, and its seed. The number says how old it is: one behind the last
    /// of a site is a new one.
    pub fn notice(&self, number: usize) -> [File; 2] {
        notice::files(self, number, 0)
    }

    /// The same notice after so many edits, each of which has added a paragraph.
    pub fn edited(&self, number: usize, edits: usize) -> [File; 2] {
        notice::files(self, number, edits)
    }

    /// The file of the regulation of that number.
    pub fn regulation(&self, number: usize) -> File {
        let (id, text) = regulation::file(self, number);
        (format!("content/regulations/{id}.md"), text)
    }

    fn settings(&self) -> File {
        let text = "\
# A site for measuring and testing. All of it is invented.
name: \"測試語料\"
description: \"為量測與測試而擬的網站，公告、法規、單位與數字均屬虛構。\"
publisher: \"測試語料編製組\"
script: zh-Hant
base_url: \"https://corpus.example/site/\"
editions: [zh-Hant, zh-Hans]
";
        ("content/site.yaml".to_owned(), text.to_owned())
    }

    const fn grammar(&self, script: Script) -> &Grammar {
        match script {
            Script::Hans => &self.grammars[0],
            Script::Hant => &self.grammars[1],
        }
    }

    fn places(&self) -> usize {
        self.grammars[0].choices("place").len()
    }

    fn subjects(&self) -> usize {
        self.grammars[0].choices("subject").len()
    }
}

/// A number from 1 to 99 as lists and articles have it: 一, 十二, 四十三.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens % 10]),
    };
    tens + DIGITS[number % 10]
}
