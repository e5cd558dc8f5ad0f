//! The five colours of a theme, in daylight and in the dark, as the style sheet's variables. Text must be readable on
//! its ground: contrast is computed as WCAG 2.2 has it. It must not know what any colour is used for.

use std::sync::Arc;

use serde::Deserialize;

use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, SourceFile};

/// The contrast of text with its ground that WCAG 2.2 asks for at level AA (success criterion 1.4.3).
const CONTRAST: f64 = 4.5;

/// The names of the colours, which are those of the style sheet's variables.
const NAMES: [&str; 5] = ["paper", "ink", "quiet", "seal", "line"];

/// The colours that a `theme.yaml` names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colours {
    #[serde(default)]
    light: Palette,
    #[serde(default)]
    dark: Palette,
}

/// Colours of one scheme, each as `#rgb` or `#rrggbb`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Palette {
    /// The ground.
    paper: Option<String>,
    /// Text.
    ink: Option<String>,
    /// Text of less weight.
    quiet: Option<String>,
    /// The colour of the seal: markers, what is chosen.
    seal: Option<String>,
    /// Rules.
    line: Option<String>,
}

impl Palette {
    fn all(&self) -> [&Option<String>; 5] {
        [&self.paper, &self.ink, &self.quiet, &self.seal, &self.line]
    }
}

/// The colours of one scheme, whole, in the order of their names.
#[derive(Debug)]
pub(super) struct Scheme([String; 5]);

impl Scheme {
    /// The light and the dark scheme of layers of colours, the lowest first.
    pub(super) fn both(layers: &[(Colours, Arc<SourceFile>)]) -> Result<[Self; 2], Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let light =
            Self::laid("light", layers.iter().map(|(colours, file)| (&colours.light, file)), &mut problems);
        let dark =
            Self::laid("dark", layers.iter().map(|(colours, file)| (&colours.dark, file)), &mut problems);
        if problems.is_empty() { Ok([light, dark]) } else { Err(problems) }
    }

    fn laid<'l>(
        scheme: &str,
        layers: impl Iterator<Item = (&'l Palette, &'l Arc<SourceFile>)>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut colours: [String; 5] = Default::default();
        let mut last = None;
        for (palette, file) in layers {
            for ((name, colour), slot) in NAMES.iter().zip(palette.all()).zip(&mut colours) {
                let Some(colour) = colour else { continue };
                last = Some(file);
                slot.clone_from(colour);
                if luminance(colour).is_none() {
                    problems.push(refuse(
                        file,
                        format!("{scheme}.{name} is a colour like #9c1a1c, not “{colour}”"),
                        format!("{scheme}.{name} 應為 #9c1a1c 形式的顏色，不是「{colour}」"),
                    ));
                }
            }
        }
        let scheme_colours = Self(colours);
        let Some(file) = last.filter(|_| problems.is_empty()) else { return scheme_colours };
        for (name, contrast) in scheme_colours.contrasts().filter(|(_, contrast)| *contrast < CONTRAST) {
            problems.push(refuse(
                file,
                format!("{scheme}.{name} stands out from {scheme}.paper by {contrast:.1} to 1 only; text needs {CONTRAST}"),
                format!("{scheme}.{name} 與 {scheme}.paper 的對比只有 {contrast:.1}:1，文字至少要 {CONTRAST}:1"),
            ));
        }
        scheme_colours
    }

    /// The contrast of each colour of text with the ground.
    fn contrasts(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let paper = luminance(&self.0[0]).unwrap_or(1.0);
        (1..4).map(move |at| {
            let text = luminance(&self.0[at]).unwrap_or(0.0);
            (NAMES[at], (paper.max(text) + 0.05) / (paper.min(text) + 0.05))
        })
    }

    /// The colours as declarations of a style sheet.
    fn declarations(&self) -> String {
        NAMES.iter().zip(&self.0).map(|(name, colour)| format!("--{name}:{colour};")).collect()
    }
}

/// The rules that set the variables, for the light and the dark scheme.
pub(super) fn rules([light, dark]: &[Scheme; 2]) -> String {
    format!(
        ":root{{color-scheme:light dark;{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
        light.declarations(),
        dark.declarations()
    )
}

fn refuse(file: &Arc<SourceFile>, reason: String, reason_zh: String) -> Diagnostic {
    let message = Message::ThemeSetting { key: "colours".to_owned(), reason, reason_zh };
    Diagnostic::at(message, file, yaml::setting_span(&file.text, "colours"))
}

/// The relative luminance of a colour, as WCAG 2.2 defines it; `None` for what is no colour.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let channel = |at: usize| {
        let part = digits.get(at..at + 2).filter(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let value = f64::from(u8::from_str_radix(part, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::luminance;

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |a: &str, b: &str| {
            let (a, b) = (luminance(a).unwrap(), luminance(b).unwrap());
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.01);
        for none in ["red", "#12", "#12345g", "#+1+1+1", "#123456 ", ""] {
            assert_eq!(luminance(none), None);
        }
    }
}
