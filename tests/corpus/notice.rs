//! The notices of the corpus: of many shapes, each with the seed that it was cut from.

use std::fmt::Write as _;

use gongkai::script::Script;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::dice::Dice;
use super::regulation::Document;
use super::{Corpus, File, numeral};

/// The day of the first notice. Each year has more than the one before: notice n lies n^(1/3) years behind it.
const FIRST: Date = jiff::civil::date(1980, 1, 1);

/// How many offices the notices come from: those of a city or two.
const OFFICES: usize = 48;

/// How many directives a notice has, and how often in a hundred.
const DIRECTIVES: [(usize, usize); 6] = [(0, 15), (1, 5), (2, 50), (3, 20), (4, 7), (6, 3)];

/// What opens the items of a list.
#[derive(Clone, Copy)]
enum Form {
    /// 一要
    Must,
    /// 一是
    Is,
    /// 一、
    Comma,
    /// （一）
    Brackets,
    /// 第一，
    Ordinal,
}

impl Form {
    fn marker(self, number: usize) -> String {
        let number = numeral(number);
        match self {
            Self::Must => format!("{number}要"),
            Self::Is => format!("{number}是"),
            Self::Comma => format!("{number}、"),
            Self::Brackets => format!("（{number}）"),
            Self::Ordinal => format!("第{number}，"),
        }
    }
}

/// A piece of the body, as Markdown cuts it.
enum Piece {
    Prose(String),
    Directive(String),
    Point(String),
    /// Text after it belongs to the directive again.
    EndPoints,
    /// Text after it belongs to the notice again.
    EndList,
}

/// The notice's file and its seed, with so many paragraphs added at its end.
pub(super) fn files(corpus: &Corpus, number: usize, added: usize) -> [File; 2] {
    let mut writer = Writer::new(corpus, number);
    let mut pieces = writer.body();
    pieces.extend((0..added).map(|_| Piece::Prose(writer.sentence())));
    let id = format!("{}-notice-{number:06}", writer.published);
    let (mut seed, difference) = writer.seed(&pieces);
    let document_number = writer.document_number();
    if let Some(document_number) = &document_number {
        // Below the title, as a decree prints it.
        let below = format!("{}\n", writer.title);
        seed = seed.replacen(&below, &format!("{below}{document_number}\n"), 1);
    }
    let front = writer.front(&pieces, document_number, (&format!("{id}.txt"), &seed), difference);
    let notice = (format!("content/notices/{id}.md"), format!("---\n{front}---\n\n{}", markdown(&pieces)));
    [notice, (format!("seeds/{id}.txt"), seed)]
}

struct Writer<'c> {
    corpus: &'c Corpus,
    script: Script,
    dice: Dice,
    published: Date,
    title: String,
    source: String,
    /// Who asks in it.
    who: String,
    order: bool,
    /// What the notice has given a short form, from there on.
    defined: Option<Document>,
}

impl<'c> Writer<'c> {
    fn new(corpus: &'c Corpus, number: usize) -> Self {
        let mut dice = Dice::new(corpus.seed, number as u64);
        let script = if dice.chance(50) { Script::Hans } else { Script::Hant };
        let grammar = corpus.grammar(script);
        let office = dice.below(OFFICES);
        let areas = grammar.choices("area");
        let organs = grammar.choices("organ");
        let place = office / organs.len();
        let source = format!(
            "{}{}{}",
            grammar.choices("place")[place],
            areas[place % areas.len()],
            organs[office % organs.len()]
        );
        let none = &mut |symbol: &str, _: &mut Dice| panic!("no {symbol}");
        let title = grammar.text("headline", &mut dice, &mut |_, _| source.clone());
        let who = grammar.text("person", &mut dice, none);
        let order = title.ends_with('知');
        let published = FIRST.checked_add(jiff::Span::new().days(days(number))).expect("a day");
        Self { corpus, script, dice, published, title, source, who, order, defined: None }
    }

    fn text(&mut self, symbol: &str) -> String {
        let Self { corpus, script, dice, who, defined, .. } = self;
        let mut special = |symbol: &str, dice: &mut Dice| match (symbol, &*defined) {
            ("who", _) => who.clone(),
            ("short", Some(document)) => {
                format!("《{}》{}", document.short(*script), document.pin(*script, dice))
            }
            ("cite", _) => cite(corpus, *script, dice, defined),
            _ => panic!("the grammar has no {symbol}"),
        };
        corpus.grammar(*script).text(symbol, dice, &mut special)
    }

    fn sentence(&mut self) -> String {
        match self.dice.below(100) {
            0..13 => self.text("citing"),
            13..22 if self.defined.is_some() => self.text("again"),
            _ => self.text("sentence"),
        }
    }

    fn paragraph(&mut self, most: usize) -> String {
        (0..1 + self.dice.below(most)).map(|_| self.sentence()).collect()
    }

    fn body(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if !self.order {
            pieces.push(Piece::Prose(self.text("meeting")));
        }
        if self.dice.chance(60) {
            pieces.push(Piece::Prose(self.text("report")));
        }
        let mut at = self.dice.below(100);
        let directives = DIRECTIVES.iter().find_map(|&(directives, often)| match at.checked_sub(often) {
            Some(rest) => {
                at = rest;
                None
            }
            None => Some(directives),
        });
        let directives = directives.unwrap_or(2);
        if directives == 0 {
            for _ in 0..2 + self.dice.below(4) {
                pieces.push(Piece::Prose(self.paragraph(7)));
            }
        } else if directives > 3 {
            let first = directives / 2;
            self.list(first, &mut pieces);
            pieces.push(Piece::EndList);
            self.list(directives - first, &mut pieces);
        } else {
            self.list(directives, &mut pieces);
        }
        if self.dice.chance(30) {
            pieces.extend([Piece::EndList, Piece::Prose(self.text("closes"))]);
        }
        pieces
    }

    fn list(&mut self, directives: usize, pieces: &mut Vec<Piece>) {
        let lead = if self.order { "order" } else { "speaks" };
        pieces.push(Piece::Prose(self.text(lead)));
        let forms = if self.order {
            [Form::Comma, Form::Comma, Form::Brackets]
        } else {
            [Form::Must, Form::Is, Form::Ordinal]
        };
        let form = self.dice.pick(&forms);
        let headed = matches!(form, Form::Comma) && self.dice.chance(60);
        for number in 1..=directives {
            let topic = if headed { self.text("listed") } else { self.text("topic") };
            let topic = if self.dice.chance(8) { format!("{topic}{}", self.text("citing")) } else { topic };
            pieces.push(Piece::Directive(form.marker(number) + &topic));
            if self.dice.chance(85) || headed {
                pieces.push(Piece::Prose(self.paragraph(7)));
            }
            if self.dice.chance(35) {
                self.points(form, pieces);
            }
        }
    }

    fn points(&mut self, form: Form, pieces: &mut Vec<Piece>) {
        for number in 1..=2 + self.dice.below(3) {
            let marker = if matches!(form, Form::Comma) {
                format!("（{}）", numeral(number))
            } else {
                String::new()
            };
            pieces.push(Piece::Point(marker + &self.text("maxim")));
            if self.dice.chance(80) {
                pieces.push(Piece::Prose(self.paragraph(4)));
            }
        }
        if self.dice.chance(20) {
            pieces.extend([Piece::EndPoints, Piece::Prose(self.sentence())]);
        }
    }

    /// The raw text that the notice was cut from, noise around it, and the words in which it differs on purpose.
    fn seed(&mut self, pieces: &[Piece]) -> (String, Option<(String, String)>) {
        let mut out = String::new();
        if self.dice.chance(30) {
            out.push_str(&self.text("before"));
            out.push_str("\n\n");
        }
        let [origin, day] = ["origin", "day"].map(|symbol| self.text(symbol));
        let _ = write!(out, "{}\n\n{origin}：{}　{day}：{}\n\n", self.title, self.source, self.published);
        let mut body = String::new();
        let mut opened = false;
        for piece in pieces {
            match piece {
                Piece::Prose(text) => {
                    // What follows a head stands in its paragraph, as it mostly does.
                    let gap = if opened && !self.dice.chance(20) { "" } else { "\n" };
                    body.push_str(gap);
                    body.push_str(text);
                    opened = false;
                }
                Piece::Directive(text) | Piece::Point(text) => {
                    body.push('\n');
                    body.push_str(text);
                    opened = text.ends_with('。');
                }
                Piece::EndPoints | Piece::EndList => opened = false,
            }
        }
        let body = body.trim_start();
        let misprint = body.find('的').filter(|_| self.dice.chance(2));
        match misprint {
            Some(at) => {
                let (before, after) = body.split_at(at);
                let _ = writeln!(out, "{before}的{after}");
            }
            None => {
                let _ = writeln!(out, "{body}");
            }
        }
        if self.dice.chance(40) {
            let _ = writeln!(out, "\n{}", self.text("after"));
        }
        (out, misprint.map(|_| ("的的".to_owned(), "的".to_owned())))
    }

    fn document_number(&mut self) -> Option<String> {
        if !self.order || !self.dice.chance(60) {
            return None;
        }
        let (sign, number) = if self.script == Script::Hans { ("发", "号") } else { ("發", "號") };
        let place: String = self.source.chars().take(1).collect();
        let year = self.published.year();
        let numbered = format!("{place}环{sign}〔{year}〕{}{number}", 1 + self.dice.below(300));
        Some(if self.script == Script::Hans { numbered } else { numbered.replace('环', "環") })
    }

    fn front(
        &mut self,
        pieces: &[Piece],
        document_number: Option<String>,
        (seed, seed_text): (&str, &str),
        difference: Option<(String, String)>,
    ) -> String {
        let mut out = String::new();
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "{key}: {value}");
        };
        line("title", &quoted(&self.title));
        line("source", &quoted(&self.source));
        line("published", &self.published.to_string());
        line("script", self.script.tag());
        if let Some(document_number) = document_number {
            line("document_number", &quoted(&document_number));
        }
        line("seed", &quoted(seed));
        let mut sha256 = String::new();
        for byte in Sha256::digest(seed_text) {
            let _ = write!(sha256, "{byte:02x}");
        }
        line("sha256", &quoted(&sha256));
        if !self.order && self.dice.chance(50) {
            let _ = writeln!(out, "meeting:\n  date: {}\n  convener: {}", self.published, quoted(&self.who));
        }
        if self.dice.chance(6) {
            let words: Vec<&str> = pieces.iter().filter_map(words).collect();
            let on: String = self.dice.pick(&words).chars().take(6).collect();
            let note = self.text("noted");
            let _ = writeln!(out, "notes:\n  - on: {}\n    text: {}", quoted(&on), quoted(&note));
            if self.dice.chance(50) {
                let _ = writeln!(
                    out,
                    "    sources:\n      - \"https://corpus.example/notes/{}\"",
                    self.dice.below(1000)
                );
            }
        }
        if let Some((seed, notice)) = difference {
            let reason = "原文重一字";
            let _ = writeln!(
                out,
                "differences:\n  - seed: {}\n    notice: {}\n    reason: {}",
                quoted(&seed),
                quoted(&notice),
                quoted(reason)
            );
        }
        if self.dice.chance(3) {
            let (word, shown) =
                if self.script == Script::Hans { ("台账", "臺帳") } else { ("臺賬", "台账") };
            let _ = writeln!(out, "terms:\n  {}: {}", quoted(word), quoted(shown));
        }
        out
    }
}

/// A citation: of a registered regulation mostly, old favourites more often than others.
fn cite(corpus: &Corpus, script: Script, dice: &mut Dice, defined: &mut Option<Document>) -> String {
    let document = if dice.chance(95) {
        let number = dice.below(corpus.regulations).min(dice.below(corpus.regulations));
        Document::registered(corpus, number)
    } else {
        Document::unregistered(corpus, dice.below(1 + corpus.regulations / 15))
    };
    let name = document.name(corpus, script);
    if defined.is_none() && dice.chance(30) {
        *defined = Some(document);
        let short = document.short(script);
        return match script {
            Script::Hans => format!("《{name}》（以下简称《{short}》）"),
            Script::Hant => format!("《{name}》（以下簡稱《{short}》）"),
        };
    }
    format!("《{name}》{}", document.pin(script, dice))
}

fn words(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Prose(text) | Piece::Directive(text) | Piece::Point(text) => Some(text),
        Piece::EndPoints | Piece::EndList => None,
    }
}

fn markdown(pieces: &[Piece]) -> String {
    let line = |piece: &Piece| match piece {
        Piece::Prose(text) => format!("{text}\n"),
        Piece::Directive(text) => format!("## {text}\n"),
        Piece::Point(text) => format!("### {text}\n"),
        Piece::EndPoints => "###\n".to_owned(),
        Piece::EndList => "##\n".to_owned(),
    };
    pieces.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// How many days behind the first notice one lies: a year times the cube root of its number.
fn days(number: usize) -> i64 {
    let cube = number as u64 * 365 * 365 * 365;
    let mut low = 0_u64;
    let mut high = 1 << 20;
    while low < high {
        let middle = (low + high).div_ceil(2);
        if middle * middle * middle <= cube { low = middle } else { high = middle - 1 }
    }
    low as i64
}
