//! The command line: flags, printing, exit codes; nothing else.

fn main() {}
