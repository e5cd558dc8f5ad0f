//! The grammar of the corpus: symbols, each with the texts it may become. It must not know what a notice is.

use std::collections::BTreeMap;

use gongkai::script::Script;

use super::dice::Dice;

/// Symbols with their choices, in one script.
#[derive(Debug)]
pub struct Grammar(BTreeMap<&'static str, Vec<&'static str>>);

/// What makes the texts of symbols that the grammar does not have.
pub type Special<'s> = &'s mut dyn FnMut(&str, &mut Dice) -> String;

impl Grammar {
    /// The grammar in a script.
    pub fn new(script: Script) -> Self {
        let words = match script {
            Script::Hans => include_str!("zh-hans.txt"),
            Script::Hant => include_str!("zh-hant.txt"),
        };
        let told = words.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let split = |line: &'static str| {
            let (symbol, choices) = line.split_once(": ").expect("a symbol and its choices");
            (symbol, choices.split('|').collect())
        };
        Self(told.map(split).collect())
    }

    /// Every symbol with its choices.
    pub fn symbols(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.0.iter().map(|(symbol, choices)| (*symbol, &**choices))
    }

    /// The choices of a symbol.
    pub fn choices(&self, symbol: &str) -> &[&'static str] {
        self.0.get(symbol).unwrap_or_else(|| panic!("the grammar has no {symbol}"))
    }

    /// A text that a symbol may become.
    pub fn text(&self, symbol: &str, dice: &mut Dice, special: Special<'_>) -> String {
        let mut out = String::new();
        self.expand(dice.pick(self.choices(symbol)), dice, special, &mut out);
        out
    }

    fn expand(&self, choice: &str, dice: &mut Dice, special: Special<'_>, out: &mut String) {
        let mut rest = choice;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (symbol, after) = after.split_once('}').expect("a symbol ends");
            match self.0.get(symbol) {
                Some(choices) => self.expand(dice.pick(choices), dice, special, out),
                None if symbol == "N" => out.push_str(&(2 + dice.below(11)).to_string()),
                None if symbol == "M" => out.push_str(&(13 + dice.below(2987)).to_string()),
                None => out.push_str(&special(symbol, dice)),
            }
            rest = after;
        }
        out.push_str(rest);
    }
}
