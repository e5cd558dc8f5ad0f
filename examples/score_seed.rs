//! Prints how the reader of seeds scores on the samples, field by field. `GONGKAI_SAMPLES` names another folder.

#![allow(clippy::print_stdout, clippy::allow_attributes, reason = "printing is its purpose")]

#[path = "../tests/support/mod.rs"]
mod support;

fn main() {
    println!("{}", support::table(&support::scores()));
}
