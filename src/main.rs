//! The command line: what was asked, what is printed, the exit status; nothing else.

#![expect(clippy::disallowed_methods, reason = "this is the only place that reads the environment")]

mod cli;

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::ValueEnum as _;
use cli::{Ask, Cli, Lang};
use gongkai::diagnostic::{Diagnostic, Language, Renderer, has_errors};
use gongkai::progress::Step;
use gongkai::publish::{Environment, PublishOptions, Published, World};
use gongkai::script::{Cause, Class};
use gongkai::serve::{Event, ServeOptions};
use gongkai::source::Folder;
use gongkai::{BuildOptions, Built, Given};
use serde_json::json;

/// Pages are made of short strings by the hundred thousand.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Prints a line to standard output or standard error. A reader that has gone away ends the output, and nothing else.
macro_rules! say { ($($words:tt)*) => { { let _ = writeln!(std::io::stdout(), $($words)*); } } }
macro_rules! warn { ($($words:tt)*) => { { let _ = writeln!(std::io::stderr(), $($words)*); } } }
macro_rules! warn_part { ($($words:tt)*) => { { let _ = write!(std::io::stderr(), $($words)*); } } }

/// Prints an object in one line as it is made: what a long text holds is not gathered first.
fn say_json(object: &impl serde::Serialize) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let _ = serde_json::to_writer(&mut out, object).map(|()| writeln!(out));
}

/// Wrong usage, as clap has it too.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let language = language();
    let words = |chinese: &str| match language {
        Language::Hans => gongkai::script::simplify(chinese),
        Language::English | Language::Hant => chinese.to_owned(),
    };
    match cli::parse(language, &words) {
        Ok(cli) => run(cli, language),
        Err(error) => {
            // Nothing can be done about an output that is closed.
            match cli::refusal::in_chinese(&error, &words) {
                Some(refusal) if language != Language::English => warn!("{refusal}"),
                _ => drop(error.print()),
            }
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE))
        }
    }
}

/// The language asked for, else the environment's. It is needed before the command line is read, for its help.
fn language() -> Language {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let after = arguments
        .iter()
        .zip(&arguments[1..])
        .find(|(flag, _)| *flag == "--lang")
        .map(|(_, value)| value.as_str());
    let asked = after.or_else(|| arguments.iter().find_map(|argument| argument.strip_prefix("--lang=")));
    if let Some(lang) = asked.and_then(|asked| Lang::from_str(asked, false).ok()) {
        return lang.into();
    }
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Language::from_locale(&["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default())
}

fn run(cli: Cli, language: Language) -> ExitCode {
    let convert = gongkai::script::simplify;
    let teller = Teller {
        renderer: Renderer::new(language, std::io::stderr().is_terminal(), &convert),
        json: cli.common.json,
        started: Instant::now(),
        told: AtomicU64::new(0),
    };
    let site = cli.common.site;
    let options = |base_url, out, locked| BuildOptions {
        full: false,
        site: site.clone(),
        out,
        base_url,
        locked,
        today: today(),
        preview: false,
        compress: false,
    };
    match cli.command {
        Ask::Import { files, dry_run, regulation: true } => {
            let given: Vec<Given> = files.into_iter().map(Given::from).collect();
            let (imported, diagnostics) = gongkai::import_regulations(&Folder::new(&site), &given, dry_run);
            if teller.json {
                imported.iter().for_each(|imported| say!("{}", imported.json()));
                return teller.tell_errors(&diagnostics);
            }
            imported.iter().for_each(|imported| say!("{}", imported.summary(&teller.renderer)));
            teller.tell(&diagnostics)
        }
        Ask::Import { files, dry_run, regulation: false } => {
            let folder = Folder::new(&site);
            let given: Vec<Given> = files.into_iter().map(Given::from).collect();
            if dry_run {
                let (previews, diagnostics) = gongkai::preview(&folder, &given, &|step, done, total| {
                    teller.progress(step, done, total);
                });
                for preview in &previews {
                    if teller.json {
                        say_json(&preview.json(&teller.renderer));
                    } else {
                        say!("{}", preview.summary(&teller.renderer));
                        teller.tell(&preview.diagnostics);
                    }
                }
                teller.tell_errors(&diagnostics)
            } else {
                let (imported, diagnostics) = gongkai::import_given(&folder, &given, &|step, done, total| {
                    teller.progress(step, done, total)
                });
                if teller.json {
                    imported.iter().for_each(|imported| say_json(&imported.preview.json(&teller.renderer)));
                    return teller.tell_errors(&diagnostics);
                }
                imported.iter().for_each(|imported| say!("{}", imported.preview.summary(&teller.renderer)));
                teller.tell(&diagnostics)
            }
        }
        Ask::Build { base_url, out, locked, compress, full } => {
            let options = BuildOptions { compress, full, ..options(base_url, out, locked) };
            let (built, diagnostics) = gongkai::build_telling(&options, &|step, done, total| {
                teller.progress(step, done, total);
            });
            teller.built(&built, &diagnostics)
        }
        Ask::Publish { target, dry_run, verify, from, all, overwrite, take_over } => {
            let options = PublishOptions { site, from, target, dry_run, verify, all, take_over, overwrite };
            let environment = Environment::of(|name| std::env::var(name).ok());
            let world = World {
                environment: &environment,
                clock: &jiff::Timestamp::now,
                listener: &|step, done, total| teller.progress(step, done, total),
            };
            teller.published(gongkai::publish(&options, world))
        }
        Ask::Rename { from, to } => teller.told(&gongkai::rename(&Folder::new(&site), &from, &to)),
        Ask::Withdraw { addresses, undo } => {
            teller.told(&gongkai::withdraw(&Folder::new(&site), &addresses, undo, today()))
        }
        Ask::Check { script: true } => {
            let (reports, diagnostics) = gongkai::check_script(&options(None, None, true));
            if teller.json {
                say!("{}", json!(reports.iter().map(gongkai::Fidelity::json).collect::<Vec<_>>()));
                return teller.tell_errors(&diagnostics);
            }
            for one in &reports {
                say!("{}", one.summary(&teller.renderer));
            }
            teller.tell(&diagnostics)
        }
        Ask::Convert { to, from, explain } => {
            let mut bytes = Vec::new();
            if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
                return teller.tell(&[gongkai::unreadable_input(&error)]);
            }
            match gongkai::convert(&Folder::new(&site), &bytes, from, to, explain) {
                Ok(lines) if teller.json => {
                    say!("{}", json!(lines.iter().map(gongkai::Line::json).collect::<Vec<_>>()));
                    ExitCode::SUCCESS
                }
                Ok(lines) => {
                    let mut out = std::io::stdout().lock();
                    // A reader that has gone away ends the output, and nothing else.
                    let _ = lines.iter().try_for_each(|line| write_line(&mut out, line, &teller.renderer));
                    ExitCode::SUCCESS
                }
                Err(diagnostics) => teller.tell(&diagnostics),
            }
        }
        Ask::Serve { port, lan, out } => teller.serve(&ServeOptions {
            build: BuildOptions { preview: true, ..options(None, out, false) },
            port,
            lan,
        }),
        Ask::Check { script: false } => {
            let (built, diagnostics) = gongkai::check(&options(None, None, true));
            teller.built(&built, &diagnostics)
        }
        Ask::New { folder, ci } => {
            let ci: Option<gongkai::Ci> = ci.map(Into::into);
            match gongkai::start(&folder, ci) {
                Ok(files) => {
                    teller.started(&folder, &files, ci.map(gongkai::Ci::path));
                    ExitCode::SUCCESS
                }
                Err(problem) => teller.tell(&[problem]),
            }
        }
        Ask::Theme { file } => match gongkai::theme::printed(file.as_deref()) {
            Ok(text) => {
                // A reader that has gone away ends the output, and nothing else.
                let _ = std::io::stdout().write_all(text.as_bytes());
                ExitCode::SUCCESS
            }
            Err(problem) => teller.tell(&[problem]),
        },
        Ask::Verify { place } => {
            let place = place.unwrap_or_else(|| site.join("public").to_string_lossy().into_owned());
            let (verified, diagnostics) =
                gongkai::verify(&place, &|step, done, total| teller.progress(step, done, total));
            if teller.json {
                let messages: Vec<_> = diagnostics.iter().map(|one| teller.renderer.json(one)).collect();
                say!(
                    "{}",
                    json!({ "files": verified.files, "notices": verified.notices, "messages": messages })
                );
                return status(&diagnostics);
            }
            teller.tell(&diagnostics);
            let (files, notices) = (verified.files, verified.notices);
            say!(
                "{}",
                teller.renderer.say(
                    &format!("verified: {files} files by their sums, {notices} notices by their seeds"),
                    &format!("已查驗：{files} 個檔案與校驗碼相符，{notices} 份公告與原文相符"),
                )
            );
            status(&diagnostics)
        }
        Ask::Man => {
            let command = cli::command(Language::English, &str::to_owned);
            // Writing to memory cannot fail; a reader that has gone away ends the output.
            let page = cli::man::page(&command).unwrap_or_default();
            let _ = std::io::stdout().write_all(&page);
            ExitCode::SUCCESS
        }
        Ask::Completions { shell } => {
            let mut command = cli::command(Language::English, &str::to_owned);
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "gongkai", &mut script);
            let _ = std::io::stdout().write_all(&script);
            ExitCode::SUCCESS
        }
    }
}

/// The day, where notices are published: the same in Beijing, Taipei, Hong Kong and Macau (UTC+8), on any machine.
#[expect(clippy::disallowed_methods, reason = "the only clock; it enters nothing but the lock")]
fn today() -> jiff::civil::Date {
    jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date()
}

fn write_line(
    out: &mut impl std::io::Write,
    line: &gongkai::Line,
    renderer: &Renderer<'_>,
) -> std::io::Result<()> {
    write!(out, "{}{}", line.shown.as_str(), line.end)?;
    if !line.changes.is_empty() && line.end.is_empty() {
        writeln!(out)?;
    }
    for change in &line.changes {
        let by = cause(&change.by, renderer);
        writeln!(out, "  {}-{}  {} → {}  {by}", change.at.start + 1, change.at.end, change.from, change.to)?;
    }
    Ok(())
}

/// What changed a place, in words.
fn cause(cause: &Cause, renderer: &Renderer<'_>) -> String {
    let say = |english: &str, chinese: &str| renderer.say(english, chinese);
    match cause {
        Cause::Verbatim => say("kept as it is", "照原樣保留"),
        Cause::NoticeTerm => say("a term of the notice", "公告的詞彙"),
        Cause::SiteTerm => say("a term of the site", "網站的詞彙"),
        Cause::BuiltIn(Class::Straddle | Class::Guard | Class::Char) => say("a built-in word", "內建的詞彙"),
        Cause::BuiltIn(Class::Place) => say("a built-in place name", "內建的地名"),
        Cause::BuiltIn(Class::Name) => say("a built-in personal name", "內建的人名"),
        Cause::BuiltIn(Class::House) => say("house style", "慣用字形"),
        Cause::Name => say("a personal name", "人名"),
        Cause::Phrase(phrase) => format!("{}{phrase}", say("OpenCC's phrase ", "OpenCC 的詞語：")),
        Cause::Character => say("OpenCC's character table", "OpenCC 的單字表"),
        Cause::HouseStyle => say("house style", "慣用字形"),
    }
}

/// Tells what a command came to, to a person or to a machine.
struct Teller<'c> {
    renderer: Renderer<'c>,
    json: bool,
    started: Instant,
    /// When progress was last shown, in tenths of a second since the start.
    told: AtomicU64,
}

impl Teller<'_> {
    /// Shows how far a step has come, on a terminal, once a command takes over a second, ten times a second at most.
    fn progress(&self, step: Step, done: usize, total: usize) {
        let tenths = self.started.elapsed().as_millis() as u64 / 100;
        if tenths < 10 || !std::io::stderr().is_terminal() {
            return;
        }
        let last = self.told.swap(tenths, Ordering::Relaxed);
        if last == tenths && done < total {
            return;
        }
        let step = match step {
            Step::Importing => self.renderer.say("importing", "匯入"),
            Step::Proving => self.renderer.say("comparing with seeds", "核對原文"),
            Step::Printing => self.renderer.say("making pages", "產生頁面"),
            Step::Comparing => self.renderer.say("comparing with the target", "與目標比對"),
            Step::Sending => self.renderer.say("sending", "送出檔案"),
            Step::Verifying => self.renderer.say("reading back", "讀回核對"),
        };
        // The line is written over by the next, and cleared by the last.
        let end = if done < total { "" } else { "\r\u{1b}[K" };
        warn_part!("\r\u{1b}[K{step} {done}/{total}{end}");
    }

    fn tell(&self, diagnostics: &[Diagnostic]) -> ExitCode {
        for diagnostic in diagnostics {
            warn!("{}\n", self.renderer.render(diagnostic));
        }
        status(diagnostics)
    }

    /// What a command did that has nothing to report but messages.
    fn told(&self, diagnostics: &[Diagnostic]) -> ExitCode {
        if self.json {
            say!("{}", json!(diagnostics.iter().map(|one| self.renderer.json(one)).collect::<Vec<_>>()));
            return status(diagnostics);
        }
        self.tell(diagnostics)
    }

    /// Only errors: what else there is to say is in the report itself.
    fn tell_errors(&self, diagnostics: &[Diagnostic]) -> ExitCode {
        let errors: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| has_errors(std::slice::from_ref(one))).cloned().collect();
        self.tell(&errors);
        status(diagnostics)
    }

    fn published(&self, outcome: Result<(Published, Vec<Diagnostic>), Vec<Diagnostic>>) -> ExitCode {
        let (published, diagnostics) = match outcome {
            Ok((published, diagnostics)) => (Some(published), diagnostics),
            Err(diagnostics) => (None, diagnostics),
        };
        if self.json {
            let messages: Vec<_> = diagnostics.iter().map(|one| self.renderer.json(one)).collect();
            let report = published.as_ref().map(Published::json);
            say!("{}", json!({ "published": report, "messages": messages }));
        } else {
            self.tell(&diagnostics);
            if let Some(published) = &published {
                say!("{}", published.summary(&self.renderer));
            }
        }
        let unknown = |one: &Diagnostic| {
            matches!(one.message.code(), "target-unknown" | "target-unsaid" | "targets-missing")
        };
        if diagnostics.iter().any(unknown) { ExitCode::from(USAGE) } else { status(&diagnostics) }
    }

    /// What a new site holds, and what to do next. `recipe` is the path of its CI's, where it has one.
    fn started(&self, folder: &std::path::Path, files: &[&str], recipe: Option<&str>) {
        if self.json {
            say!("{}", json!({ "folder": folder.display().to_string(), "files": files }));
            return;
        }
        let folder = folder.display();
        let words = self.renderer.say(
            "a new site lies in {folder}. What comes next:\n  1. put its name, publisher and address into {folder}/content/site.yaml\n  2. paste a notice, as you found it, into {folder}/seeds/2026-01-02-words.txt\n  3. gongkai build --site {folder}\n  4. open {folder}/public/index.html",
            "新網站在 {folder}。接下來：\n  1. 在 {folder}/content/site.yaml 填寫網站名稱、發布單位與網址\n  2. 把公告原樣貼進 {folder}/seeds/2026-01-02-words.txt\n  3. gongkai build --site {folder}\n  4. 開啟 {folder}/public/index.html",
        );
        say!("{}", words.replace("{folder}", &folder.to_string()));
        if let Some(recipe) = recipe {
            let words = self.renderer.say(
                "  5. change what is marked in {folder}/{recipe}, commit, and push",
                "  5. 更改 {folder}/{recipe} 中標明的各處，然後提交並推送",
            );
            say!("{}", words.replace("{folder}", &folder.to_string()).replace("{recipe}", recipe));
        }
    }

    /// Serves until the program ends; returns only where it cannot.
    fn serve(&self, options: &ServeOptions) -> ExitCode {
        let plain = Renderer::new(self.renderer.language(), false, &gongkai::script::simplify);
        let show = |diagnostic: &Diagnostic| plain.render(diagnostic);
        let told = |event: &Event<'_>| match event {
            // Its exit status is that of one build; the preview goes on.
            Event::Built(built, diagnostics) => drop(self.built(built, diagnostics)),
            Event::Serving { local, lan } => self.serving(local, *lan, options.lan),
        };
        match gongkai::serve::serve(options, &show, &told) {
            Ok(never) => match never {},
            Err(problem) => self.tell(&[problem]),
        }
    }

    fn serving(&self, local: &str, lan: Option<&str>, asked: bool) {
        if self.json {
            return say!("{}", json!({ "local": local, "lan": lan }));
        }
        say!("{}{local}", self.renderer.say("preview: ", "預覽："));
        match lan {
            Some(address) => {
                say!("{}{address}", self.renderer.say("from other devices: ", "其他裝置："));
                say!("{}", gongkai::qr::terminal(address).unwrap_or_default());
            }
            None if asked => say!(
                "{}",
                self.renderer
                    .say("this machine is in no network that could be told", "無法得知本機所在的網路")
            ),
            None => {}
        }
        say!("{}", self.renderer.say("Ctrl-C ends it", "按 Ctrl-C 結束"));
    }

    fn built(&self, built: &Built, diagnostics: &[Diagnostic]) -> ExitCode {
        if self.json {
            let report = built.report.as_ref().map(|report| {
                json!({
                    "written": report.written,
                    "unchanged": report.unchanged,
                    "skipped": report.skipped,
                    "pruned": report.pruned,
                })
            });
            let messages: Vec<_> = diagnostics.iter().map(|one| self.renderer.json(one)).collect();
            let imported: Vec<_> =
                built.imported.iter().map(|imported| imported.preview.json(&self.renderer)).collect();
            say!(
                "{}",
                json!({
                    "notices": built.notices,
                    "imported": imported,
                    "work": work(built),
                    "report": report,
                    "messages": messages,
                })
            );
            return status(diagnostics);
        }
        built.imported.iter().for_each(|imported| warn!("{}", imported.preview.summary(&self.renderer)));
        self.tell(diagnostics);
        if !built.offers.is_empty() {
            let words = self.renderer.say(
                "To register a document, complete its file, with facts and their sources:",
                "如要登錄文件，請補全下列檔案，並附上各項事實及其出處：",
            );
            warn!("{words}\n");
        }
        built.offers.iter().for_each(|offer| warn!("{}\n{}\n", offer.path, offer.front));
        let line = match &built.report {
            Some(report) => {
                let kept = report.unchanged + report.skipped;
                let files =
                    self.renderer.built(built.notices, report.written.len(), kept, report.pruned.len());
                format!("{files}{}", self.renderer.worked(&built.work, built.imported.len()))
            }
            None => self.renderer.checked(built.notices, diagnostics),
        };
        say!("{line}");
        status(diagnostics)
    }
}

/// What a build did, for machines: times in milliseconds.
fn work(built: &Built) -> serde_json::Value {
    let work = &built.work;
    let stages: serde_json::Map<String, serde_json::Value> = (work.stages.iter())
        .map(|(stage, time)| (stage.name().to_owned(), json!(time.as_micros() as f64 / 1000.0)))
        .collect();
    json!({
        "imported": built.imported.len(),
        "read": work.read,
        "converted": work.converted,
        "rendered": work.rendered,
        "stages": stages,
    })
}

fn status(diagnostics: &[Diagnostic]) -> ExitCode {
    if has_errors(diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
