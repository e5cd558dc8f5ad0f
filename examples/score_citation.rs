//! Prints how well citations are found and resolved on the texts under tests/data/citation: span, target, pin and
//! document number, precision and recall apart. `cargo run --example score_citation`

#![expect(clippy::print_stdout, reason = "this is what it is for")]

#[path = "../tests/citation/score.rs"]
mod score;

fn main() {
    let measured = [
        ("cases", score::cases()),
        ("samples, registered", score::samples(true)),
        ("samples, nothing registered", score::samples(false)),
    ];
    for (name, score) in measured {
        println!("{name}");
        for (what, tally) in
            [("span", score.span), ("target", score.target), ("pin", score.pin), ("number", score.number)]
        {
            println!("  {what:7}{tally}");
        }
        for fault in score.faults {
            println!("  {fault}");
        }
    }
}
