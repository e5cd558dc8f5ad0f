//! Any text, as a regulation: pasted, and in Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gongkai_fuzz::regulation(data));
