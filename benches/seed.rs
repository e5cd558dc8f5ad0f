//! How long reading a seed takes as it grows, for plain notices and for hostile ones: the time for each megabyte must
//! stay about the same from size to size. And the most memory that the program holds while it imports the greatest. Prints
//! a table.

#![allow(clippy::print_stdout, clippy::allow_attributes, reason = "printing is its purpose")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use gongkai::diagnostic::SourceFile;
use gongkai::seed;

#[path = "regenerate/child.rs"]
#[expect(dead_code, reason = "of a run only its memory is told here")]
mod child;

type Make = fn(usize) -> String;

/// Kinds of text, each made to about the given number of bytes.
const KINDS: &[(&str, Make)] = &[
    ("notices", |size| {
        repeated(size, |index| {
            format!(
                "{index}月，某县召开第{index}次会议，通报情况。\n会议强调，一要认清形势{index}，把工作抓实；二是压实责任，加强管理；三要严格执法，依法处理{index}号案件。\n"
            )
        })
    }),
    ("citations", |size| {
        repeated(size, |index| {
            format!("会议要求，各部门要落实《某省第{index}号环境保护条例》第{}条的规定。\n", index % 90 + 1)
        })
    }),
    ("one notice twice", |size| {
        let half =
            repeated(size / 2, |index| format!("第{index}项工作要在{index}日前完成，由有关部门负责。\n"));
        format!("{half}扫一扫在手机打开当前页\n{half}")
    }),
    ("一要 without a stop", |size| "一要".repeat(size / 6)),
    ("一要。", |size| "一要。".repeat(size / 9)),
    ("一是；二是；", |size| "一是；二是；".repeat(size / 18)),
    ("numbers to 99", |size| repeated(size, |index| format!("{}、落实责任。\n", index % 99 + 1))),
    ("nested four deep", |size| {
        repeated(size, |_| "一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n2.己\n（二）庚\n二、辛\n".to_owned())
    }),
    ("numbers that run on", |size| {
        repeated(size, |index| {
            let (section, item) = (index % 99 + 1, index % 98 + 1);
            format!("{section}、总体要求\n（{item}）落实责任。\n（{}）严格考核。\n", item + 1)
        })
    }),
    ("sections of a plan", |size| {
        repeated(size, |index| format!("{index}  总则\n{index}.1  目的\n{index}.1.1  依据\n"))
    }),
    ("lists in quotations", |size| {
        repeated(size, |index| {
            format!(
                "局长说：“一要查清{index}号案，三日内办结；二要用足措施。”他还要求{index}月报送，至于其他事项另行通知。\n"
            )
        })
    }),
    ("speakers", |size| "主持人：请问？\n局长：首先，抓实。其次，抓紧。最后，谢谢。\n".repeat(size / 88)),
    ("heads of pages", |size| {
        repeated(size, |index| {
            format!("某某医院文件　　　　— {index} —\n\n一、抓好落实\n各科室要落实到人。\n\n")
        })
    }),
    ("open brackets", |size| "（“《「".repeat(size / 12)),
    ("brackets in pairs", |size| format!("{}{}", "（".repeat(size / 6), "）".repeat(size / 6))),
    ("one line", |size| "今天开会研究工作，".repeat(size / 27)),
    ("empty lines", |size| "\n".repeat(size)),
    ("short lines", |size| "开会\n".repeat(size / 7)),
    ("labels", |size| "来源：某局 时间：2021-06-11\n".repeat(size / 37)),
    ("colons", |size| "：".repeat(size / 3)),
    ("maxims", |size| {
        format!("一要抓。{}二要抓。", "打好保卫战。狠抓落实工作不放松，务求实效。".repeat(size / 63))
    }),
    ("one sentence again and again", |size| "各部门要认真落实有关要求，确保完成任务。\n".repeat(size / 61)),
    ("zero width", |size| "要\u{200b}".repeat(size / 6)),
    ("wrapped lines", |size| {
        repeated(size, |index| format!("各有关部门要认真落实各项要求并按时完成第{index}项任务后续工作与\n"))
    }),
    ("page numbers", |size| "文字没有句号结尾，\n\n12\n".repeat(size / 33)),
    ("headings", |size| "通知公告\n\n".repeat(size / 14)),
    ("web page", |size| {
        format!("<html><body>{}</body></html>", "<div><p>一要抓好落实。</p><b>二是</b>".repeat(size / 57))
    }),
];

fn repeated(size: usize, make: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 200);
    let mut index = 1;
    while text.len() < size {
        text.push_str(&make(index));
        index += 1;
    }
    text
}

fn main() {
    child::serve_if_asked();
    let sizes = [1_usize, 2, 5, 10];
    println!("{:<30}{:>10}{:>10}{:>10}{:>10}{:>10}", "seconds", "1 MB", "2 MB", "5 MB", "10 MB", "peak MB");
    // Words behind the command choose kinds (`cargo bench --bench seed -- labels`).
    let chosen: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| name.contains(word.as_str()));
    for (name, make) in KINDS.iter().filter(|(name, _)| wanted(name)) {
        print!("{name:<30}");
        for megabytes in sizes {
            let text = make(megabytes * 1_000_000);
            print!("{:>10.2}", time(name, text).as_secs_f64());
        }
        println!("{:>10}", peak(&make(10_000_000)).map_or_else(|| "-".to_owned(), |peak| peak.to_string()));
    }
}

fn time(name: &str, text: String) -> Duration {
    let start = Instant::now();
    if name == "web page" {
        let _ = seed::read_bytes("a.html", text.as_bytes());
    } else {
        let _ = seed::read(&Arc::new(SourceFile { path: "seeds/a.txt".to_owned(), text }));
    }
    start.elapsed()
}

/// The most memory, in MB, that the program holds while it says what it recognises in a text; `None` where it refuses it.
#[expect(clippy::disallowed_methods, reason = "a bench writes what it measures")]
fn peak(text: &str) -> Option<u64> {
    let folder = tempfile::tempdir().expect("a folder");
    let page = if text.starts_with("<html") { "a.html" } else { "a.txt" };
    std::fs::write(folder.path().join(page), text).expect("a file");
    let told = child::measure(
        env!("CARGO_BIN_EXE_gongkai"),
        &["import", "--dry-run", "--json", page],
        folder.path().to_str().expect("a path"),
    );
    told.ok().map(|(cost, _)| cost.peak * 1024 / 1_000_000)
}
