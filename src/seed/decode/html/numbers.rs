//! The numbers that a browser shows before the items of an ordered list. It must not know what the items say.

use scraper::node::Element;

use crate::seed::decode::han;

/// The numbers of one list.
pub(super) struct Counter {
    next: i64,
    step: i64,
    style: Style,
}

#[derive(Clone, Copy)]
enum Style {
    Decimal,
    Letters { capital: bool },
    Roman { capital: bool },
    Han,
}

impl Counter {
    /// `None` where the page shows no numbers.
    pub(super) fn of(list: &Element) -> Option<Self> {
        let attribute = |name| list.attr(name).unwrap_or_default();
        let css = attribute("style").to_lowercase();
        let has = |word: &str| css.contains("list-style") && css.contains(word);
        if has("none") {
            return None;
        }
        let style = match attribute("type") {
            "a" => Style::Letters { capital: false },
            "A" => Style::Letters { capital: true },
            "i" => Style::Roman { capital: false },
            "I" => Style::Roman { capital: true },
            _ if has("lower-alpha") || has("lower-latin") => Style::Letters { capital: false },
            _ if has("upper-alpha") || has("upper-latin") => Style::Letters { capital: true },
            _ if has("lower-roman") => Style::Roman { capital: false },
            _ if has("upper-roman") => Style::Roman { capital: true },
            _ if has("cjk-") || has("-chinese-") => Style::Han,
            _ => Style::Decimal,
        };
        let step = if list.attr("reversed").is_some() { -1 } else { 1 };
        Some(Self { next: attribute("start").trim().parse().unwrap_or(1), step, style })
    }

    /// What is shown before the next item.
    pub(super) fn item(&mut self, item: &Element) -> String {
        let number = item.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        self.style.shown(number)
    }
}

impl Style {
    /// A number outside what a style can write is shown in digits.
    fn shown(self, number: i64) -> String {
        const ROMAN: [(i64, &str); 5] = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
        let cased = |word: String, capital: bool| if capital { word.to_uppercase() } else { word };
        match self {
            Self::Letters { capital } if (1..=26).contains(&number) => {
                let letter = char::from(b'a' + u8::try_from(number - 1).unwrap_or(0));
                cased(format!("{letter}. "), capital)
            }
            Self::Roman { capital } if (1..40).contains(&number) => {
                let mut word = String::new();
                let mut rest = number;
                for (value, sign) in ROMAN {
                    while rest >= value {
                        word.push_str(sign);
                        rest -= value;
                    }
                }
                cased(word + ". ", capital)
            }
            Self::Han => {
                let word =
                    u32::try_from(number).ok().and_then(|number| han(number, "一二三四五六七八九", '十'));
                word.map_or_else(|| format!("{number}."), |word| word + "、")
            }
            _ => format!("{number}."),
        }
    }
}
