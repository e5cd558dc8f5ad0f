//! Any bytes, as a text file, a web page or a Word file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gongkai_fuzz::seed(data));
