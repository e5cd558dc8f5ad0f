//! Any text, as a notice in Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gongkai_fuzz::notice(data));
