//! The regulations of the corpus: names, facts and texts, all of them invented and saying so.

use std::fmt::Write as _;

use gongkai::script::Script;

use super::dice::Dice;
use super::{Corpus, numeral};

/// Places whose regulations are registered; those of the others are cited all the same.
const REGISTERED_PLACES: usize = 50;

/// What a regulation is: its word, its kind in the front matter, how notices call it for short.
const KINDS: [(&str, &str, &str, &str); 5] = [
    ("条例", "條例", "local-regulation", "tiaoli"),
    ("办法", "辦法", "measure", "banfa"),
    ("规划（2016—2030年）", "規劃（2016—2030年）", "plan", "guihua"),
    ("实施方案", "實施方案", "notice", "fangan"),
    ("技术规范", "技術規範", "standard", "guifan"),
];

/// A document that notices cite: a registered regulation, or one that nobody registered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Document {
    place: usize,
    subject: usize,
    kind: usize,
    /// How many articles it has, as far as that is known.
    articles: usize,
    /// Whether its text is held.
    held: bool,
}

impl Document {
    /// The registered regulation of that number; each has a place and subject of its own.
    pub(super) fn registered(corpus: &Corpus, number: usize) -> Self {
        let place = number % REGISTERED_PLACES;
        let mut dice = Dice::new(corpus.seed, (1 << 40) + number as u64);
        let articles = if dice.chance(75) { 8 + dice.below(70) } else { 0 };
        Self {
            place,
            subject: (number / REGISTERED_PLACES * 7 + place) % corpus.subjects(),
            kind: dice.below(KINDS.len()),
            articles,
            held: articles > 0 && dice.chance(40),
        }
    }

    /// A document that is not registered.
    pub(super) fn unregistered(corpus: &Corpus, number: usize) -> Self {
        let places = corpus.places() - REGISTERED_PLACES;
        let place = REGISTERED_PLACES + number % places;
        let subject = number / places % corpus.subjects();
        Self { place, subject, kind: number % KINDS.len(), articles: 0, held: false }
    }

    /// Its name in a script, without the marks around it.
    pub(super) fn name(&self, corpus: &Corpus, script: Script) -> String {
        let grammar = corpus.grammar(script);
        let [place, subject] = ["place", "subject"].map(|symbol| grammar.choices(symbol));
        let areas = grammar.choices("area");
        let (hans, hant, ..) = KINDS[self.kind];
        let kind = if script == Script::Hans { hans } else { hant };
        format!("{}{}{}{kind}", place[self.place], areas[self.place % areas.len()], subject[self.subject])
    }

    /// What a notice may call it for short.
    pub(super) fn short(&self, script: Script) -> &'static str {
        let words = match script {
            Script::Hans => ["条例", "办法", "规划", "方案", "规范"],
            Script::Hant => ["條例", "辦法", "規劃", "方案", "規範"],
        };
        words[self.kind]
    }

    /// A place in it that is there, mostly; empty where its articles are not known, or none is meant.
    pub(super) fn pin(&self, script: Script, dice: &mut Dice) -> String {
        if self.articles == 0 || dice.chance(40) {
            return String::new();
        }
        let (article, paragraph, item) = match script {
            Script::Hans => ("条", "款", "项"),
            Script::Hant => ("條", "款", "項"),
        };
        let number = 1 + dice.below(self.articles);
        let at = numeral(number);
        match (shape(number), dice.below(6)) {
            // Nobody is right always: a few point past the end.
            (_, 0) if dice.chance(3) => format!("第{}{article}", numeral(self.articles + 1)),
            (_, 0 | 1) if number < self.articles => {
                format!("第{at}{article}至第{}{article}", numeral(self.articles))
            }
            (Shape::Paragraphs, _) => format!("第{at}{article}第二{paragraph}"),
            (Shape::Items, _) => format!("第{at}{article}第（二）{item}"),
            (Shape::Plain, _) => format!("第{at}{article}"),
        }
    }
}

/// How an article is built; its number says it, so that a notice can point to what is there.
enum Shape {
    Plain,
    Paragraphs,
    Items,
}

const fn shape(article: usize) -> Shape {
    match article % 5 {
        2 => Shape::Paragraphs,
        0 => Shape::Items,
        _ => Shape::Plain,
    }
}

/// The id and the file of a registered regulation.
pub(super) fn file(corpus: &Corpus, number: usize) -> (String, String) {
    let document = Document::registered(corpus, number);
    let mut dice = Dice::new(corpus.seed, (1 << 41) + number as u64);
    let script = if dice.chance(50) { Script::Hans } else { Script::Hant };
    let grammar = corpus.grammar(script);
    let (.., kind, word) = KINDS[document.kind];
    let name = document.name(corpus, script);
    let text =
        |symbol: &str, dice: &mut Dice| grammar.text(symbol, dice, &mut |symbol, _| panic!("no {symbol}"));
    let year = 1979 + dice.below(40);
    let mut out = format!("---\nname: \"{name}\"\nscript: {}\nkind: {kind}\n", script.tag());
    if dice.chance(10) {
        let bare = name.split('（').next().unwrap_or(&name);
        let _ = writeln!(out, "aliases: [\"{bare}（{year}）\"]");
    }
    if document.articles > 0 && !document.held {
        let _ = writeln!(out, "articles: {}", document.articles);
    }
    let source = format!("https://corpus.example/regulations/{number}");
    let _ = writeln!(
        out,
        "facts:\n  - fact: passed\n    date: {year}-0{}-1{}\n    value: \"{}\"\n    sources: [\"{source}\"]",
        1 + dice.below(9),
        dice.below(10),
        text("publisher", &mut dice)
    );
    let _ = writeln!(out, "  - fact: in-force\n    date: {}-01-01\n    sources: [\"{source}\"]", year + 1);
    let _ = writeln!(out, "note: \"{}\"\n---", text("invented", &mut dice));
    if document.held {
        let unit = if script == Script::Hans { "条" } else { "條" };
        for article in 1..=document.articles {
            let _ = write!(out, "\n**第{}{unit}**　", numeral(article));
            let first = if article == 1 { "invented" } else { "article" };
            let words = text(first, &mut dice);
            match shape(article) {
                Shape::Items => {
                    let _ = writeln!(out, "{}：", words.trim_end_matches(['。', '：']));
                    for item in 1..=3 {
                        let end = if item == 3 { '。' } else { '；' };
                        let _ = write!(out, "\n（{}）{}{end}\n", numeral(item), text("item", &mut dice));
                    }
                }
                Shape::Paragraphs => {
                    let _ = write!(out, "{}\n\n{}\n", closed(&words), closed(&text("article", &mut dice)));
                }
                Shape::Plain => {
                    let _ = writeln!(out, "{}", closed(&words));
                }
            }
        }
    }
    (format!("{word}-{number:04}"), out)
}

/// A sentence that announces nothing.
fn closed(words: &str) -> String {
    format!("{}。", words.trim_end_matches(['。', '：']))
}
