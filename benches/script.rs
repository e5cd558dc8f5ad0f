//! How fast texts are converted: `cargo bench --bench script`. One thread, terms on, the first notice many times over; the
//! time to open a direction is that of its first conversion of the notice.
//! Targets: 12 MB/s to Traditional, 35 MB/s to Simplified, less than 80 ms to open.
#![expect(clippy::print_stdout, reason = "a program that prints")]

use std::time::Instant;

use gongkai::script::{Converter, Edition, Script, Terms, Text};

/// How often the notice is repeated, and how often the conversion: the best of them counts.
const COPIES: usize = 1500;
const ROUNDS: usize = 5;

fn main() {
    let hant = Text::new(include_str!("../seeds/2021-06-11-xiongan.txt"), Script::Hant);
    let converter = Converter::new(&Terms::default()).expect("a converter");
    let show = |text: &Text, edition| {
        let shown = converter.show(&[text], edition, &Terms::default()).expect("converted");
        shown[0].as_str().to_owned()
    };
    let hans = Text::new(show(&hant, Edition::Hans), Script::Hans);
    for (text, edition) in [(&hans, Edition::Hant), (&hans, Edition::HantHk), (&hant, Edition::Hans)] {
        let start = Instant::now();
        show(text, edition);
        let first = start.elapsed();
        let long = Text::new(text.source().repeat(COPIES), text.script());
        let best = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                show(&long, edition);
                start.elapsed()
            })
            .min()
            .unwrap_or_default();
        let speed = long.source().len() as f64 / 1e6 / best.as_secs_f64();
        println!("{:12} opening {:>6.1} ms   {speed:>6.1} MB/s", edition.tag(), first.as_secs_f64() * 1e3);
    }
}
