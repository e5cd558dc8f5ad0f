//! Prints how well citations are found and resolved on the texts under tests/data/citation: span, target, pin and
//! document number, precision and recall apart. `cargo run --example score_citation [CASES REGISTRY]`, two files in the
//! form of those there.

#![expect(clippy::print_stdout, reason = "this is what it is for")]
#![expect(clippy::disallowed_methods, reason = "a program of its own, not a part of the pipeline")]

#[path = "../tests/citation/score.rs"]
mod score;

fn main() -> std::io::Result<()> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut measured = Vec::new();
    if let [cases, registry] = &files[..] {
        let [cases_text, names] = [cases, registry].map(std::fs::read_to_string);
        measured.push((&**cases, score::measure(&cases_text?, &score::registry(&names?))));
    }
    if files.is_empty() {
        measured.push(("cases", score::cases()));
        measured.push(("samples, registered", score::samples(true)));
        measured.push(("samples, nothing registered", score::samples(false)));
    }
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
    Ok(())
}
