//! Decides which regulation each mention means, by the methods of [`super::Method`] in their order. It must not look
//! for mentions itself, and never compares by similarity.

use super::Citation;
use crate::notice::Notice;
use crate::regulation::Regulation;

/// The regulations that can be cited, by every name they answer to.
pub struct Registry<'r> {
    regulations: &'r [Regulation],
}

impl<'r> Registry<'r> {
    /// An index of the regulations. Names that two of them share lead to neither.
    pub fn new(regulations: &'r [Regulation]) -> Self {
        Self { regulations }
    }
}

/// The citations of a notice, in reading order.
pub fn resolve(notice: &Notice, registry: &Registry<'_>) -> Vec<Citation> {
    let _ = (notice, registry.regulations);
    Vec::new()
}
