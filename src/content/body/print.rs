//! The printing of a body: headings and paragraphs, apart by empty lines. It must not know how characters are escaped.

use crate::notice::{Part, Section};

use super::inline::inline;

/// Prints a body as Markdown: blocks apart by one empty line, a line end after the last.
pub(in crate::content) fn print(body: &[Section]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut sections = body.iter().peekable();
    while let Some(section) = sections.next() {
        match section {
            Section::Prose(prose) => blocks.extend(prose.iter().map(|block| inline(block, false))),
            Section::List(directives) => {
                for directive in directives {
                    blocks.push(format!("## {}", inline(&directive.head.block, true)));
                    print_parts(&directive.parts, 3, &mut blocks);
                }
                if sections.peek().is_some() {
                    blocks.push("##".to_owned());
                }
            }
        }
    }
    blocks.join("\n\n") + "\n"
}

fn print_parts(parts: &[Part], level: usize, blocks: &mut Vec<String>) {
    let marks = "#".repeat(level);
    let mut after_point = false;
    for part in parts {
        match part {
            Part::Prose(block) => {
                if after_point {
                    blocks.push(marks.clone());
                }
                blocks.push(inline(block, false));
                after_point = false;
            }
            Part::Point(point) => {
                blocks.push(format!("{marks} {}", inline(&point.head.block, true)));
                print_parts(&point.parts, level + 1, blocks);
                after_point = true;
            }
        }
    }
}
