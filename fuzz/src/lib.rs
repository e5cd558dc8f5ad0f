//! What must hold of any input, one function a fuzz target. Each takes bytes and panics where a promise is broken. The
//! same functions replay the corpus in the ordinary tests (`tests/fuzz_corpus.rs`), without libFuzzer.

use std::fmt::Debug;
use std::io::{Cursor, Write};
use std::sync::{Arc, LazyLock};

use gongkai::citation::{Citation, Mention, Reading, Registry, find, resolve, resolve_texts};
use gongkai::content::{parse_notice, parse_regulation, print_notice, print_regulation};
use gongkai::diagnostic::{Diagnostic, Language, Renderer, SourceFile};
use gongkai::notice::{Notice, Place};
use gongkai::proof;
use gongkai::regulation::{ArticleNumber, Fact, FactKind, Kind, PinOrder, Regulation, RegulationId, read};
use gongkai::script::{Script, Text};
use gongkai::seed::{self, slug};

/// A target: its name, which is that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 4] =
    [("seed", seed), ("notice", notice), ("citation", citation), ("regulation", regulation)];

/// A seed: the first byte chooses what the file is called, the rest is what it holds.
pub fn seed(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    // '0' to '4', so that the files of the corpus can be read.
    let (path, bytes) = match choice.wrapping_sub(b'0') % 5 {
        0 => ("seeds/a.txt", bytes.to_vec()),
        1 => ("seeds/a.html", bytes.to_vec()),
        2 => ("seeds/a.docx", bytes.to_vec()),
        // No mutation keeps the checksums of a Word file: it is made around its words.
        3 => ("seeds/a.docx", word_file(bytes)),
        _ => ("seeds/a.md", bytes.to_vec()),
    };
    let (file, reading) = seed::read_bytes(path, &bytes);
    let mut kept = String::new();
    let mut at = 0;
    for range in &reading.kept {
        assert!(at <= range.start && range.start < range.end, "what is kept rises: {range:?} after {at}");
        kept.push_str(file.text.get(range.clone()).expect("what is kept lies on character boundaries"));
        at = range.end;
    }
    tellable(&reading.diagnostics);

    let facts = reading.facts;
    let id = slug::notice_id(facts.title.as_ref(), facts.published, |_| false);
    let notice = Notice { id, facts, body: reading.body };
    let kept: String = kept.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(notice.body_characters().collect::<String>(), kept, "the body is what was kept");
    let told = proof::compare(&notice, &file, 0, &file.text, &reading.kept, &[]);
    assert!(told.is_empty(), "what was read is proven: {told:?}");
    printed_is_read_back(&notice);
}

/// A notice as a person may have edited it. Text without front matter is given one, so that mutations reach the body.
pub fn notice(data: &[u8]) {
    let text = text(data);
    let text = if text.starts_with("---") { text } else { format!("{NOTICE_FRONT}{text}") };
    let (notice, diagnostics) = parse_notice(&file("content/notices/a.md", text));
    tellable(&diagnostics);
    if let Some(notice) = notice {
        printed_is_read_back(&notice);
    }
}

/// A text that may cite: as it is, with every line a block, and as the body of a notice, where marks lie over it.
pub fn citation(data: &[u8]) {
    let text = text(data);
    let mut last = 0;
    for mention in find(&text) {
        sound(&mention, &text);
        assert!(last <= mention.span.start, "mentions are apart: {mention:?}");
        last = mention.span.end;
    }

    let blocks: Vec<(Place, &str)> = text.split('\n').map(|line| (Place::default(), line)).collect();
    let own = RegulationId::new("tiaoli");
    for reading in [Reading::default(), Reading { own: own.as_ref(), own_number: Some("国办发〔2021〕1号") }]
    {
        let found = resolve_texts(&blocks, &REGISTRY, reading);
        all_sound(&found, &blocks.iter().map(|(_, text)| *text).collect::<Vec<_>>());
    }

    let markdown = file("content/notices/a.md", format!("{NOTICE_FRONT}{text}"));
    if let (Some(notice), _) = parse_notice(&markdown) {
        let found = resolve(&notice, &REGISTRY);
        let blocks = notice.blocks();
        all_sound(&found, &blocks.iter().map(|(_, block)| block.text.source()).collect::<Vec<_>>());
    }
}

/// A regulation: the text as a person may paste it, and as the body of a file in `content/`.
pub fn regulation(data: &[u8]) {
    let text = text(data);
    let pasted = file("law.txt", text.clone());
    let (reading, diagnostics) = read::read(&pasted);
    tellable(&diagnostics);
    if !reading.held.articles.is_empty() || !reading.held.outline.is_empty() {
        let name = reading.name.clone().unwrap_or_else(|| Text::new("某条例", reading.script));
        let made = Regulation {
            kind: Kind::Law,
            number: reading.number.clone(),
            articles: reading.articles(),
            pin_order: Some(reading.pin_order),
            facts: reading.facts,
            held: Some(reading.held),
            stub: false,
            ..Regulation::stub(RegulationId::new("a").expect("an id"), name, None)
        };
        regulation_is_read_back(&made);
    }

    for front in [
        "script: zh-Hans\nkind: law",
        "script: zh-Hant\nkind: plan\npin_order: taiwan",
        "script: zh-Hant\nkind: regulation\npin_order: hong-kong",
    ] {
        let file = file("content/regulations/a.md", format!("---\nname: 甲\n{front}\n---\n\n{text}"));
        let (regulation, diagnostics) = parse_regulation(&file);
        tellable(&diagnostics);
        if let Some(regulation) = regulation {
            regulation_is_read_back(&regulation);
        }
    }
}

const NOTICE_FRONT: &str = "---\ntitle: 甲\nsource: 乙\npublished: 2021-06-11\nscript: zh-Hans\n---\n\n";

/// A text as the reader of files lets it in: UTF-8, without zeros.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).replace('\0', "\u{fffd}")
}

fn file(path: &str, text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.to_owned(), text })
}

/// A Word file with that document; a part of it after a zero byte is how its paragraphs are numbered.
fn word_file(parts: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names = ["word/document.xml", "word/numbering.xml"];
    for (name, part) in names.into_iter().zip(parts.split(|byte| *byte == 0)) {
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).expect("memory can be written");
        archive.write_all(part).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}

/// Every message can be shown, with its lines and carets, to a person and to a machine.
fn tellable(diagnostics: &[Diagnostic]) {
    let same = |words: &str| words.to_owned();
    let renderer = Renderer::new(Language::English, false, &same);
    // Hundreds of the same kind find nothing that the first do not.
    for diagnostic in diagnostics.iter().take(8) {
        if let Some(location) = &diagnostic.location
            && let Some(span) = location.span.clone()
        {
            assert!(location.file.text.get(span).is_some(), "{diagnostic:?}");
        }
        assert!(!renderer.render(diagnostic).is_empty());
    }
}

fn printed_is_read_back(notice: &Notice) {
    let printed = print_notice(notice);
    let (back, diagnostics) =
        parse_notice(&file(&format!("content/notices/{}.md", notice.id), printed.clone()));
    same(notice, back.as_ref(), &printed, &diagnostics);
}

fn regulation_is_read_back(regulation: &Regulation) {
    let printed = print_regulation(regulation);
    let path = format!("content/regulations/{}.md", regulation.id);
    let (back, diagnostics) = parse_regulation(&file(&path, printed.clone()));
    same(regulation, back.as_ref(), &printed, &diagnostics);
}

fn same<T: PartialEq + Debug>(one: &T, back: Option<&T>, printed: &str, diagnostics: &[Diagnostic]) {
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
    assert!(
        back == Some(one),
        "what is printed is read back\n--- printed\n{printed}\n--- {printed:?}\n--- was\n{one:?}\n--- is\n{back:?}\n{messages:?}"
    );
}

/// Where a mention says that it is, something is.
fn sound(mention: &Mention, text: &str) {
    let length = text.chars().count();
    assert!(mention.span.start < mention.span.end && mention.span.end <= length, "{mention:?}");
    assert!(
        mention.span.start <= mention.title.start && mention.title.end <= mention.span.end,
        "{mention:?}"
    );
    let mut end = mention.title.end;
    for pin in &mention.pins {
        let rises =
            end <= pin.span.start && pin.span.start < pin.span.end && pin.span.end <= mention.span.end;
        assert!(rises, "{mention:?}");
        end = pin.span.end;
    }
}

fn all_sound(citations: &[Citation], blocks: &[&str]) {
    let mut last = (0, 0);
    for citation in citations {
        let mention = &citation.mention;
        sound(mention, blocks[citation.block]);
        assert!((citation.block, mention.span.start) >= last, "citations are apart: {citation:?}");
        last = (citation.block, mention.span.end);
        assert_eq!(mention.pins.len(), citation.bounds.len(), "each pin has its bound");
    }
}

/// A law, its regulation and its plan; two of one name; one of Taiwan's; a numbered notice.
static REGULATIONS: LazyLock<Vec<Regulation>> = LazyLock::new(|| {
    let one = |id: &str, name: &str, number: Option<&str>| Regulation {
        stub: false,
        ..Regulation::stub(
            RegulationId::new(id).expect("an id"),
            Text::new(name, Script::Hans),
            number.map(|number| Text::new(number, Script::Hans)),
        )
    };
    let amended = |year| Fact {
        kind: FactKind::Amended,
        date: Some(jiff::civil::date(year, 4, 24)),
        value: None,
        items: Vec::new(),
        sources: Vec::new(),
    };
    let law = "第一条　为了治水。\n第二条　下列事项：\n（一）水；\n（二）气：\n1．甲；\n2．乙。\n本法所称水，是水。\n第二条之一　甲。\n";
    let mut waters = one("shuifa", "中华人民共和国水污染防治法", None);
    waters.held = Some(read::read(&file("law.txt", law.to_owned())).0.held);
    waters.articles = Some(2);
    waters.facts = vec![amended(2008), amended(2017)];
    let mut lake = one("tiaoli", "白洋淀生态环境治理和保护条例", None);
    lake.articles = Some(100);
    lake.aliases = vec![Text::new("白洋淀条例", Script::Hans)];
    let plan =
        "第一章　总则\n第一节　目的\n节水。\n第二章　任务\n第一节　供水\n供水，按照本规划第一章办理。\n";
    let mut waterworks = one("gongshui", "白洋淀供水规划", None);
    waterworks.held = Some(read::read(&file("plan.txt", plan.to_owned())).0.held);
    let mut taiwan = one("tw", "空氣污染防制法", None);
    taiwan.pin_order = Some(PinOrder::Taiwan);
    taiwan.articles = Some(ArticleNumber::new(100).number);
    vec![
        waters,
        lake,
        waterworks,
        one("guihua", "白洋淀生态环境治理和保护规划（2018—2035年）", None),
        one("tongzhi", "关于加强管理的通知", Some("国办发〔2021〕1号")),
        one("banfa", "管理办法", Some("省令第3号")),
        one("banfa-2", "管理办法", Some("省令第4号")),
        taiwan,
        one("xing", "中华人民共和国刑法修正案（八）", None),
    ]
});

static REGISTRY: LazyLock<Registry<'static>> =
    LazyLock::new(|| Registry::new(&REGULATIONS).with_not_rules(["日报", "某某公约"]));
