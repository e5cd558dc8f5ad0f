//! A notice in Markdown becomes its lines: the words without the markup, the numbers of its lists as they are written. It
//! must not know what a notice is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Words;

/// The words of a text in Markdown, one line a line, blocks apart by an empty one.
pub(super) fn text(markdown: &str) -> Words {
    let mut out = String::with_capacity(markdown.len());
    // Whether each open list has numbers.
    let mut lists: Vec<bool> = Vec::new();
    for (event, at) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::Start(Tag::List(first)) => {
                // A list inside an item begins a line of its own.
                end_line(&mut out);
                lists.push(first.is_some());
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                if lists.is_empty() {
                    out.push('\n');
                }
            }
            Event::Start(Tag::Item) if lists.last() == Some(&true) => {
                let item = markdown[at].trim_start();
                let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                out.push_str(item.get(..digits + 1).unwrap_or_default());
            }
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock) => {
                end_line(&mut out);
            }
            Event::End(TagEnd::TableCell) => out.push_str("\u{3000}\u{3000}"),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                end_line(&mut out);
                // In an item the paragraphs of a list stand close.
                if lists.is_empty() {
                    out.push('\n');
                }
            }
            Event::Rule | Event::End(TagEnd::Table) => out.push('\n'),
            _ => {}
        }
    }
    Words { text: out, left: Vec::new() }
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_markup() {
        let page = "# 某县召开会议\n\n> 来源：某局\n\n5月9日，某县召开**河长制**会议。\n会议要求，**一要**抓实；*二要*抓紧。\n\n3\\. 甲\n\n1. 压实。\n1. 整治：\n   1) 甲\n   - 乙\n\n| 项 | 期 |\n|---|---|\n| 甲 | 五月 |\n\n见[附件](a.pdf)。";
        assert_eq!(
            text(page).text,
            "某县召开会议\n\n来源：某局\n\n5月9日，某县召开河长制会议。\n会议要求，一要抓实；二要抓紧。\n\n3. 甲\n\n1.压实。\n1.整治：\n1)甲\n乙\n\n项　　期　　\n甲　　五月　　\n\n见附件。\n\n"
        );
    }

    #[test]
    fn plain_text_stays() {
        let plain = "某县召开会议\n来源：某局\n\n　　一要抓实，完成2*3项。\n　　二要抓紧，用_名单_核对。\n    一、缩进的一行\n";
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&text(plain).text), squeezed(plain));
    }
}
