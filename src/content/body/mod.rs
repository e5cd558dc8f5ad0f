//! The body of a notice as Markdown: headings cut it, paragraphs carry it. Printing and reading are each other's
//! inverse, and taking the markup away leaves the text, character by character (white space aside).
//!
//! `##` opens a directive, `###` to `######` a point; a heading without words closes what is open at its level, so that
//! the text after it belongs one level up.

mod inline;
mod marks;
mod outline;
mod print;
mod read;

pub(super) use inline::inline;
pub(super) use print::print;
pub(super) use read::parse;

/// The deepest heading Markdown has; directives take level 2, so points lie at most 4 deep.
const DEEPEST: usize = 6;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::SourceFile;
    use crate::notice::{Block, Mark, MarkKind, Section, Text};
    use crate::script::Script;

    fn any_mark(length: usize) -> impl Strategy<Value = Mark> {
        let kinds = prop::sample::select(vec![
            MarkKind::Link("https://a.example/(b)_c".into()),
            MarkKind::Strong,
            MarkKind::Emphasis,
            MarkKind::Untranslated,
            MarkKind::Code,
        ]);
        (0..length, 1..=length, kinds)
            .prop_map(move |(start, width, kind)| Mark { span: start..(start + width).min(length), kind })
    }

    fn any_block() -> impl Strategy<Value = Block> {
        "[甲乙。「」*_`!#&<>\\[\\]()\\\\a1. \u{3000}\u{a0}—]{0,12}[乙。*`a]"
            .prop_map(|text| text.trim().to_owned())
            .prop_flat_map(|text| {
                let marks = prop::collection::vec(any_mark(text.chars().count()), 0..8);
                (Just(text), marks)
            })
            .prop_map(|(text, marks)| Block::new(Text::new(text, Script::Hans), marks::canonical(marks)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        /// Whatever is marked, over whatever characters, is read back.
        #[test]
        fn marks_are_read_back(block in any_block()) {
            let printed = inline(&block, false) + "\n";
            let file = Arc::new(SourceFile { path: "a.md".to_owned(), text: printed.clone() });
            let (read, problems) = parse(&file, 0..printed.len(), Script::Hans);
            prop_assert_eq!(read, vec![Section::Prose(vec![block])], "{}", printed);
            prop_assert!(problems.is_empty());
        }
    }
}
