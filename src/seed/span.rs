//! A stretch of a seed in eight bytes: a long seed has lines and paragraphs by the million. It must not know what stands
//! there.

use std::ops::Range;

/// A stretch of a seed, between two byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Its offsets.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What stands there in a text that has the seed's offsets.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: short(range.start), end: short(range.end) }
    }
}

/// An offset or a count in four bytes: no seed is so long that one does not fit (`decode` refuses it).
pub(super) fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
