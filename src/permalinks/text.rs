//! The texts that stand at addresses, by their hashes, and those that stood there before. It must not know the addresses.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::notice::{Directive, Notice, Part};

/// The first 32 bits of the SHA-256 of a source text, in UTF-8: eight digits that a print-out shows and an old link
/// carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct TextHash(pub(super) [u8; 4]);

impl TextHash {
    /// The hash of lines, each followed by a line feed.
    pub(super) fn of<'t>(lines: impl IntoIterator<Item = &'t str>) -> Self {
        let mut hasher = Sha256::new();
        for line in lines {
            hasher.update(line);
            hasher.update("\n");
        }
        let digest = hasher.finalize();
        Self([digest[0], digest[1], digest[2], digest[3]])
    }

    /// From eight lower-case hexadecimal digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let plain = digits.len() == 8 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| u32::from_str_radix(digits, 16).ok().map(|number| Self(number.to_be_bytes())))?
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// The text at an address, now and before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Versions {
    /// The text that stands there.
    pub current: TextHash,
    /// The texts that stood there, oldest first.
    pub earlier: Vec<Earlier>,
}

/// A text that stood at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Earlier {
    /// Its hash.
    pub text: TextHash,
    /// The day on which another one took its place.
    pub replaced: Date,
}

impl Versions {
    pub(super) const fn new(current: TextHash) -> Self {
        Self { current, earlier: Vec::new() }
    }

    /// The day on which the text was last corrected; `None` where it is the first one.
    pub fn corrected(&self) -> Option<Date> {
        self.earlier.iter().map(|earlier| earlier.replaced).max()
    }

    /// The same address has this text now.
    pub(super) fn follow(&mut self, text: TextHash, today: Date) {
        if text != self.current {
            self.earlier.push(Earlier { text: self.current, replaced: today });
            self.current = text;
        }
    }
}

/// The addresses that a notice has, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Offered {
    /// Of the title and all blocks, a line each.
    pub text: TextHash,
    /// Each directive: the hash of its blocks, a line each, and how many points it has.
    pub directives: Vec<(TextHash, usize)>,
}

impl Offered {
    /// The addresses of a notice.
    pub fn by(notice: &Notice) -> Self {
        let title = notice.facts.title.iter().map(|title| title.source());
        let blocks = notice.blocks();
        let lines = title.chain(blocks.iter().map(|(_, block)| block.text.source()));
        let own = |number: usize| {
            let own = blocks.iter().filter(move |(place, _)| place.directive == Some(number));
            own.map(|(_, block)| block.text.source())
        };
        let directive =
            |directive: &Directive| (TextHash::of(own(directive.number)), points(&directive.parts));
        Self { text: TextHash::of(lines), directives: notice.directives().map(directive).collect() }
    }
}

fn points(parts: &[Part]) -> usize {
    let count = |part: &Part| match part {
        Part::Prose(_) => 0,
        Part::Point(point) => 1 + points(&point.parts),
    };
    parts.iter().map(count).sum()
}
