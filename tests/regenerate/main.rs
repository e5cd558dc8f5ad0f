//! Regenerating, from outside: what a change writes, what a kill or a full disk leaves, and that it is all the same as
//! from nothing. One binary, a file a subject, on sites of the corpus.

#![expect(clippy::disallowed_methods, reason = "tests make and read the files that the program works on")]

#[path = "../corpus/mod.rs"]
mod corpus;
mod corpus_itself;
mod killed;
mod random_edits;
mod refused;
#[path = "../it/scene.rs"]
#[expect(dead_code, reason = "each binary uses a part")]
mod scene;
mod site;
mod written;
