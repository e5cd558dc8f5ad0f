//! How much a build did and how long it took: values for whoever tells it. They reach no file.

use std::time::Duration;

/// How much a build did, and how long it took.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// How many notices were read; the others were remembered.
    pub read: usize,
    /// How many texts were converted.
    pub converted: usize,
    /// How many pages were made.
    pub rendered: usize,
    /// The stages in order, each with its name for machines and the time it took.
    pub stages: Vec<(Stage, Duration)>,
}

/// A stage of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding out what has changed; reading it, importing what is new.
    Reading,
    /// Linking the site.
    Linking,
    /// Planning, converting and making pages.
    Making,
    /// Writing and removing files.
    Writing,
}

impl Stage {
    /// Its name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Linking => "linking",
            Self::Making => "making",
            Self::Writing => "writing",
        }
    }
}
