//! Signs that Word shows by the shapes of a font: boxes to tick, bullets, arrows. It must not know where they stand.

/// Signs of Wingdings by their codes.
const WINGDINGS: &[(u8, char)] = &[
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x70, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa0, '▪'),
    (0xa1, '○'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xaa, '✦'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xdf, '←'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Those of Wingdings 2.
const WINGDINGS_2: &[(u8, char)] = &[
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0xa2, '■'),
    (0xa3, '□'),
    (0xa4, '□'),
    (0xa5, '□'),
];

/// Those of Symbol that stand in texts.
const SYMBOL: &[(u8, char)] = &[
    (0xa3, '≤'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xae, '→'),
];

/// What Symbol shows for the codes from 0x20 to 0x7E: digits and most marks are themselves, letters are Greek. The one that
/// no text has, and Unicode no character for in the line (an overline), is a blank.
const SYMBOL_ASCII: &str = concat!(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
);

/// What stands for a sign that is not known: printers put it where they lack a letter.
pub(super) const UNKNOWN: char = '〓';

/// A font whose letters are signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    Wingdings,
    Wingdings2,
    Symbol,
    /// One whose signs are not known: they are told.
    Unknown,
}

impl Font {
    /// The font of that name; `None` where its letters are letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Wingdings" => Self::Wingdings,
            "Wingdings 2" => Self::Wingdings2,
            "Symbol" => Self::Symbol,
            "Wingdings 3" | "Webdings" => Self::Unknown,
            _ => return None,
        })
    }

    /// The character that a code of the font shows: codes lie in the private area, or are letters. `None` for one that
    /// is not known.
    pub(super) fn sign(self, code: u32) -> Option<char> {
        let code = u8::try_from(if code >= 0xf000 { code - 0xf000 } else { code }).ok()?;
        let known =
            |signs: &[(u8, char)]| signs.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign);
        match self {
            Self::Wingdings => known(WINGDINGS),
            Self::Wingdings2 => known(WINGDINGS_2),
            Self::Symbol => known(SYMBOL).or_else(|| {
                let sign = SYMBOL_ASCII.chars().nth(usize::from(code.checked_sub(0x20)?))?;
                (sign != ' ').then_some(sign)
            }),
            Self::Unknown => None,
        }
    }
}

/// A box, ticked or not.
pub(super) const fn tick(on: bool) -> char {
    if on { '☑' } else { '□' }
}
