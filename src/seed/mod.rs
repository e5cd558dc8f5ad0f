//! Reading a seed: the raw text of a notice, as found, becomes a [`Reading`]: a draft of the notice and everything
//! that a person should know about how it was made. One file a concern: noise, metadata, copies, enumerations.
//!
//! Reading never fails and never panics: whatever the input, the answer is what was found, and messages. It must not
//! know files on disk, Markdown, citations or pages.

pub mod slug;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::notice::{Facts, Section};

/// What was read from a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The notice's facts, as far as the seed has them. `draft` is set where something needs a person.
    pub facts: Facts,
    /// Its body, cut. Every character of `kept` that is not white space, in order.
    pub body: Vec<Section>,
    /// The stretches of the decoded seed that are the body, as byte offsets, in reading order.
    pub kept: Vec<Range<usize>>,
    /// What was recognised, and what it was unsure of.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the decoded text of a seed.
pub fn read(seed: &Arc<SourceFile>) -> Reading {
    let _ = seed;
    Reading { facts: Facts::default(), body: Vec::new(), kept: Vec::new(), diagnostics: Vec::new() }
}

/// Decodes a seed's bytes and reads them. The file that is returned holds the decoded text.
pub fn read_bytes(path: &str, bytes: &[u8]) -> (Arc<SourceFile>, Reading) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = Arc::new(SourceFile { path: path.to_owned(), text });
    let reading = read(&file);
    (file, reading)
}

/// How many characters at the start of a heading are its marker (一要 in 一要堅持… is 2); 0 where it has none.
pub fn marker_length(heading: &str) -> usize {
    let _ = heading;
    0
}

/// The number that a heading's marker writes; `None` where it has none.
pub fn ordinal(heading: &str) -> Option<u32> {
    let _ = heading;
    None
}
