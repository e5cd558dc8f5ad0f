//! A run of a Word paragraph: its words as its properties show them, hidden, by a font of signs, above or below the line.
//! It must not know paragraphs, numbers or notes.

use quick_xml::events::BytesStart;

use super::styles::Styles;
use super::symbols::{Font, UNKNOWN, tick};
use super::{attribute, is_on};
use crate::seed::decode::shifted::{self, Shift};
use crate::seed::decode::{LeftKind, Words};

/// What the properties of the open run say.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Whether its words are hidden.
    pub(super) hidden: bool,
    /// The font of signs that it is shown in.
    font: Option<Font>,
    /// Where its words stand to the line.
    shift: Option<Shift>,
    /// The box to tick that is being read: whether it is ticked.
    ticked: Option<bool>,
    /// The parts of a formula that are open and stand above or below its line.
    raised: Vec<Shift>,
    /// Where the parts of fractions that are open begin.
    parts: Vec<usize>,
}

impl Run {
    /// A run begins, in a paragraph of a style.
    pub(super) fn begin(&mut self, styles: &Styles, style: Option<&str>) {
        self.hidden = styles.hides(style);
        self.font = None;
        self.shift = self.raised.last().copied().or_else(|| styles.shifts(style));
    }

    /// The run ends: what follows is none of it.
    pub(super) fn end(&mut self) {
        self.hidden = false;
        self.font = None;
        self.shift = None;
    }

    /// A part of a formula begins, above or below its line.
    pub(super) fn raise(&mut self, shift: Shift) {
        self.raised.push(shift);
    }

    /// The part of a formula ends.
    pub(super) fn lower(&mut self) {
        self.raised.pop();
    }

    /// What stands above or below the bar of a fraction begins. What would go on with a number before it is told.
    pub(super) fn begin_part(&mut self, out: &Words) {
        self.parts.push(out.text.len());
    }

    /// It ends: `a` over `b + c` is shown as a/(b + c).
    pub(super) fn end_part(&mut self, above: bool, out: &mut Words) {
        // A paragraph that began since has taken the words.
        let Some(at) = self.parts.pop().filter(|at| out.text.is_char_boundary(*at)) else { return };
        let part = out.text.split_off(at);
        if above && shifted::joins(&out.text, &part) {
            out.leave(LeftKind::Shifted, &part);
        }
        let simple = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '%'));
        out.text.push_str(&if simple { part } else { format!("({part})") });
        out.text.push_str(if above { "/" } else { "" });
    }

    /// What an element says of the run that it stands in, or shows by itself.
    pub(super) fn property(&mut self, start: &BytesStart<'_>, styles: &Styles, out: &mut Words) {
        let value = || attribute(start, "val");
        match start.local_name().as_ref() {
            "rStyle" => {
                let style = value();
                self.hidden |= styles.hides(style.as_deref());
                self.shift = styles.shifts(style.as_deref()).or(self.shift);
            }
            "vanish" => self.hidden = is_on(start),
            "vertAlign" => self.shift = shift(start),
            _ if self.hidden => {}
            "tab" | "ptab" => out.text.push('\t'),
            "br" | "cr" => out.text.push('\n'),
            "noBreakHyphen" => out.text.push('-'),
            "rFonts" => self.font = attribute(start, "ascii").and_then(|name| Font::named(&name)),
            "sym" => self.symbol(start, out),
            "default" | "checked" if self.ticked.is_some() => self.ticked = Some(is_on(start)),
            "checkBox" => out.text.push(tick(false)),
            _ => {}
        }
    }

    /// A box to tick begins: what is said of it stands inside.
    pub(super) fn begin_box(&mut self) {
        self.ticked = Some(false);
    }

    /// A box to tick ends.
    pub(super) fn end_box(&mut self, out: &mut Words) {
        out.text.extend(self.ticked.take().filter(|_| !self.hidden).map(tick));
    }

    /// Adds words of the run. A font of signs shows the characters that it does not have by another.
    pub(super) fn push(&self, words: &str, out: &mut Words) {
        let Some(font) = self.font else { return shifted::push(out, words, self.shift) };
        let sign = |c: char| {
            let code = u32::from(c);
            font.sign(code).unwrap_or_else(|| {
                if !matches!(code, 0x21..0x100 | 0xf020..0xf100) {
                    return c;
                }
                out.leave(LeftKind::Sign, &format!("U+{code:04X}"));
                UNKNOWN
            })
        };
        let signs: String = words.chars().map(sign).collect();
        shifted::push(out, &signs, self.shift);
    }

    /// Adds a sign that names its font and its code there.
    fn symbol(&self, start: &BytesStart<'_>, out: &mut Words) {
        let font = attribute(start, "font").unwrap_or_default();
        let char = attribute(start, "char").unwrap_or_default();
        let code = u32::from_str_radix(&char, 16).unwrap_or_default();
        let sign = match Font::named(&font) {
            Some(font) => font.sign(code),
            // Another font shows the character that it is, if it is one.
            None => char::from_u32(code).filter(|c| !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}')),
        };
        if sign.is_none() {
            out.leave(LeftKind::Sign, &format!("{font} {char}"));
        }
        shifted::push(out, sign.unwrap_or(UNKNOWN).encode_utf8(&mut [0; 4]), self.shift);
    }
}

/// Where a property `vertAlign` puts words.
pub(super) fn shift(start: &BytesStart<'_>) -> Option<Shift> {
    match attribute(start, "val")?.as_str() {
        "superscript" => Some(Shift::Above),
        "subscript" => Some(Shift::Below),
        _ => None,
    }
}
