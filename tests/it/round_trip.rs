//! Properties: a notice that is printed and read again is the same notice, and taking the markup away leaves its text.

use std::sync::Arc;

use gongkai::content::{parse_notice, print_notice};
use gongkai::diagnostic::SourceFile;
use gongkai::notice::{
    Block, Difference, Directive, Facts, Head, Mark, MarkKind, Meeting, Note, Notice, NoticeId, Part, Point,
    Section, Text,
};
use gongkai::script::Script;
use gongkai::seed::marker_length;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const SCRIPT: Script = Script::Hans;

/// Words that matter to Markdown, YAML and notices, between any other characters.
fn words() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "一要",
        "二是",
        "第一，",
        "（三）",
        "1.",
        "2）",
        "3)",
        "#",
        "##",
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "](x)",
        "!",
        "<b>",
        "&amp;",
        "&#35;",
        "\\",
        ">",
        "- ",
        "+ ",
        "=",
        "===",
        "---",
        "~",
        "|",
        "\"",
        "'",
        ": ",
        "《",
        "》",
        "。",
        "，",
        "：",
        "http://a.b/c",
        "<http://a.b>",
        "　",
        "\u{a0}",
        "\u{200b}",
        "𠀀",
        "a b",
        "12",
        "2021年",
    ])
    .prop_map(str::to_owned);
    let any = "[\\PC&&[^\u{fffd}]]{1,4}";
    let han = "[\u{4e00}-\u{4eff}]{1,6}";
    vec(prop_oneof![hard, any.prop_map(|s| s), han.prop_map(|s| s)], 1..6)
        .prop_map(|parts| parts.concat().trim().to_owned())
        .prop_filter("a text has something to read", |string| !string.is_empty())
}

fn text() -> impl Strategy<Value = Text> {
    words().prop_map(|string| Text::new(string, SCRIPT))
}

/// A block; half of them with a mark over Han characters, where Markdown's rules for emphasis leave no doubt.
fn block() -> impl Strategy<Value = Block> {
    let kinds = prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Code),
        Just(MarkKind::Untranslated),
        Just(MarkKind::Link("https://a.example/b".into())),
    ];
    let marked = ("[\u{4e00}-\u{4eff}]{1,5}", "[\u{4e00}-\u{4eff}]{1,5}", "[\u{4e00}-\u{4eff}]{0,5}", kinds)
        .prop_map(|(before, inside, after, kind)| {
            let start = before.chars().count();
            let span = start..start + inside.chars().count();
            Block::new(Text::new(before + &inside + &after, SCRIPT), vec![Mark { span, kind }])
        });
    prop_oneof![3 => text().prop_map(Block::plain), 1 => marked]
}

fn head() -> impl Strategy<Value = Head> {
    block().prop_map(|block| Head { marker: marker_length(block.text.source()), block })
}

#[derive(Clone, Debug)]
enum Tree {
    Prose(Block),
    Point(Head, Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = block().prop_map(Tree::Prose);
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            block().prop_map(Tree::Prose),
            (head(), vec(inner, 0..3)).prop_map(|(h, parts)| Tree::Point(h, parts))
        ]
    })
}

fn parts(trees: Vec<Tree>, level: usize, number: &mut usize) -> Vec<Part> {
    let part = |tree| match tree {
        Tree::Prose(block) => Part::Prose(block),
        Tree::Point(head, trees) => {
            *number += 1;
            let own = *number;
            Part::Point(Point { number: own, level, head, parts: parts(trees, level + 1, number) })
        }
    };
    trees.into_iter().map(part).collect()
}

fn body() -> impl Strategy<Value = Vec<Section>> {
    let prose = vec(block(), 1..4);
    let list = vec((head(), vec(tree(), 0..4)), 1..4);
    // Prose that follows prose is one stretch of it: at most one list between.
    vec((option::of(prose), list), 0..3).prop_map(|stretches| {
        let mut directives = 0;
        let mut sections = Vec::new();
        for (prose, list) in stretches {
            sections.extend(prose.map(Section::Prose));
            let list = list.into_iter().map(|(head, trees)| {
                directives += 1;
                Directive { number: directives, head, parts: parts(trees, 1, &mut 0) }
            });
            sections.push(Section::List(list.collect()));
        }
        sections
    })
}

fn date() -> impl Strategy<Value = jiff::civil::Date> {
    (1900i16..2100, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn facts() -> impl Strategy<Value = Facts> {
    let boxed = || words().prop_map(|string| string.into_boxed_str());
    let meeting = (option::of(date()), option::of(text()), option::of(text()))
        .prop_map(|(date, convener, attended)| Meeting { date, convener, attended });
    let difference =
        (boxed(), boxed(), boxed()).prop_map(|(seed, notice, reason)| Difference { seed, notice, reason });
    let head = (text(), text(), date(), any::<bool>(), option::of(text()));
    (head, option::of(boxed()), meeting, vec(difference, 0..2)).prop_map(
        |((title, source, published, draft, document_number), seed, meeting, differences)| Facts {
            title: Some(title),
            source: Some(source),
            published: Some(published),
            script: Some(SCRIPT),
            draft,
            document_number,
            seed,
            meeting,
            differences,
            ..Facts::default()
        },
    )
}

fn notice() -> impl Strategy<Value = Notice> {
    (facts(), body(), option::of(text())).prop_map(|(mut facts, body, note)| {
        let id = NoticeId::new("2022-01-02-a").expect("an id");
        let notice = Notice { id, facts: Facts::default(), body };
        // A note must be about words that are there.
        let on = notice.blocks().first().map(|(_, block)| block.text.clone());
        if let (Some(on), Some(text)) = (on, note) {
            facts.notes.push(Note {
                on: Text::new(on.source(), SCRIPT),
                text,
                sources: vec!["https://a.example/".into()],
            });
        }
        Notice { facts, ..notice }
    })
}

fn file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: "content/notices/2022-01-02-a.md".to_owned(), text })
}

proptest! {
    #[test]
    fn printed_and_read_again_is_the_same(notice in notice()) {
        let printed = print_notice(&notice);
        let (read, diagnostics) = parse_notice(&file(printed.clone()));
        prop_assert_eq!(read, Some(notice), "{:?}\n{}", diagnostics, printed);
        prop_assert!(diagnostics.is_empty(), "{:?}\n{}", diagnostics, printed);
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,200}") {
        let _ = parse_notice(&file(text));
    }

    #[test]
    fn reading_a_body_never_panics(text in "([#*_`\\[\\]()<>~\\-+=|\\\\ \n一要。]|\\PC){0,120}") {
        let _ = parse_notice(&file(format!("---\ndraft: true\n---\n{text}")));
    }
}

/// Marks that touch, lie in each other, or stand where Markdown takes them for marks only with some help: each of these
/// was printed once so that it was read back as something else.
#[test]
fn marks_are_printed_as_they_were_read() {
    let bodies = [
        // Side by side, and one in the other.
        "*甲*_乙_",
        "*甲*__乙__",
        "**_甲_**和***乙***",
        "**甲_乙_丙**",
        "*甲*__*乙*丙__",
        "[*甲*](<a>)*[乙](<b>)*",
        // A line end that stood between a mark and a letter is no more.
        "*甲。*\n乙",
        "甲\n**「乙」**\n丙",
        "*甲*\n_乙_",
        "`甲`\n`乙`",
        "*`甲`*`乙`",
        "\u{8}**甲_乙_丙**",
        // White space inside, which only a reference can put there.
        "甲 *&#32;乙&#12288;* 丙",
        // Code of nothing but spaces.
        "甲` `乙`` ` ``",
        // No image.
        "甲\\![乙](<c>)",
        // No link in a link.
        "[甲<https://a.b>乙](<c>)",
        // Addresses.
        "[甲](<a\\>b\\<c\\\\d&amp;amp;e>)",
    ];
    for body in bodies {
        let front = "---\ntitle: 甲\nsource: 乙\npublished: 2022-01-02\nscript: zh-Hans\n---\n\n";
        let (read, problems) = parse_notice(&file(format!("{front}{body}\n")));
        let read = read.unwrap_or_else(|| panic!("{body}: {problems:?}"));
        assert!(read.blocks().iter().any(|(_, block)| !block.marks.is_empty()), "{body}");
        let printed = print_notice(&read);
        let (back, problems) = parse_notice(&file(printed.clone()));
        assert_eq!(back, Some(read), "{body:?}\n{printed}\n{problems:?}");
    }
}
