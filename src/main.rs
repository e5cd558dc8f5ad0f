//! The command line: flags, printing, exit codes; nothing else.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the only place that prints")]
#![expect(clippy::disallowed_methods, reason = "this is the only place that reads the environment")]

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use gongkai::diagnostic::{Diagnostic, Language, Renderer, has_errors};
use gongkai::{BuildOptions, Built};

/// Turns government meeting notices into a public disclosure site in Traditional and Simplified Chinese.
#[derive(Parser)]
#[command(version, about, after_help = "Exit status: 0 done, 1 the content has errors, 2 wrong usage.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Common {
    /// The site's folder
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The language of messages (else LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    En,
    #[value(name = "zh-Hant")]
    ZhHant,
    #[value(name = "zh-Hans")]
    ZhHans,
}

#[derive(Subcommand)]
enum Command {
    /// Import new seeds, then write what has changed to public/
    #[command(
        after_help = "Examples:\n  gongkai build\n  gongkai build --base-url https://example.org/notices/\n  gongkai build --locked   (for CI: fails if a seed has no notice)"
    )]
    Build {
        /// Where the site will stand, in place of base_url in content/site.yaml
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// The output folder, in place of public/
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Fail if a seed has no notice, in place of importing it
        #[arg(long)]
        locked: bool,
    },
    /// Check the content and prove every notice against its seed; write nothing
    #[command(after_help = "Examples:\n  gongkai check\n  gongkai check --site ../other-site")]
    Check,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let options =
        |base_url, out, locked| BuildOptions { site: cli.common.site.clone(), out, base_url, locked };
    let language = language(cli.common.lang);
    match cli.command {
        Command::Build { base_url, out, locked } => {
            let (built, diagnostics) = gongkai::build(&options(base_url, out, locked));
            finish(language, &built, &diagnostics)
        }
        Command::Check => {
            let (built, diagnostics) = gongkai::check(&options(None, None, true));
            finish(language, &built, &diagnostics)
        }
    }
}

/// The language asked for, else the environment's.
fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::En) => Language::English,
        Some(Lang::ZhHant) => Language::Hant,
        Some(Lang::ZhHans) => Language::Hans,
        None => {
            let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default();
            Language::from_locale(&locale)
        }
    }
}

fn finish(language: Language, built: &Built, diagnostics: &[Diagnostic]) -> ExitCode {
    let convert = gongkai::script::simplify;
    let renderer = Renderer::new(language, std::io::stderr().is_terminal(), &convert);
    for diagnostic in diagnostics {
        eprintln!("{}\n", renderer.render(diagnostic));
    }
    if let Some(report) = &built.report {
        println!(
            "{}",
            renderer.built(
                built.notices,
                report.written.len(),
                report.unchanged + report.skipped,
                report.pruned.len()
            )
        );
    }
    if has_errors(diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
