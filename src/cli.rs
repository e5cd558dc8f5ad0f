//! What can be asked of the program: commands and flags, with their help in English and Chinese. It must not do
//! anything.

pub(crate) mod man;
pub(crate) mod refusal;

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gongkai::Ci;
use gongkai::config::is_base_url;
use gongkai::diagnostic::Language;
use gongkai::script::{Edition, Script};

/// Turn government meeting notices into a public disclosure site in Traditional and Simplified Chinese
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Ask,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Flags of every command.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The site's folder
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(crate) site: PathBuf,
    /// The language of messages; else that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    /// Report as JSON on standard output, for machines
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Chinese in Traditional characters
    #[value(name = "zh-Hant")]
    ZhHant,
    /// Chinese in Simplified characters
    #[value(name = "zh-Hans")]
    ZhHans,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::ZhHant => Self::Hant,
            Lang::ZhHans => Self::Hans,
        }
    }
}

/// A CI that a new site can be published by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiHost {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
}

impl From<CiHost> for Ci {
    fn from(host: CiHost) -> Self {
        match host {
            CiHost::Github => Self::GitHub,
            CiHost::Gitlab => Self::GitLab,
        }
    }
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Ask {
    /// Start a site in a new folder
    New {
        /// The folder, which must not be there yet, or be empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Put in the recipe by which this CI publishes every new notice
        #[arg(long, value_enum, value_name = "HOST")]
        ci: Option<CiHost>,
    },
    /// Read notices and draft them in content/notices/, without building
    Import {
        /// Files to import; one that is not in seeds/ is copied there first; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Write nothing, only say what was recognised
        #[arg(long)]
        dry_run: bool,
        /// The files are texts of laws, regulations or plans: draft them in content/regulations/
        #[arg(long)]
        regulation: bool,
    },
    /// Import new seeds, then write what has changed to public/
    Build {
        /// Where the site will stand, in place of base_url in content/site.yaml
        #[arg(long, value_name = "URL", value_parser = base_url)]
        base_url: Option<String>,
        /// The output folder, in place of public/
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Fail if a seed has no notice or an address is not on record, in place of adding it
        #[arg(long)]
        locked: bool,
        /// Put compressed forms (.gz, .br) beside text files, for hosts that send them as they are
        #[arg(long)]
        compress: bool,
        /// Trust nothing that an earlier build left: make everything again
        #[arg(long)]
        full: bool,
    },
    /// Build, serve the site on this machine, and reload open pages whenever something is saved
    Serve {
        /// The port; else 4000, or the first free one after it
        #[arg(long, value_name = "PORT")]
        port: Option<u16>,
        /// Let other devices of the network read along, and print the address as a QR code
        #[arg(long)]
        lan: bool,
        /// The output folder, in place of public/
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Check the content and prove every notice against its seed; write nothing
    Check {
        /// Report on the conversion instead: characters with several forms, leftovers of the other script
        #[arg(long)]
        script: bool,
    },
    /// Send what has changed of public/ to a target that content/site.yaml names, so that readers never meet a dead link
    Publish {
        /// The target's name under `targets:` in content/site.yaml; without one, the targets are told
        target: Option<String>,
        /// Say what would be sent and removed, and do nothing
        #[arg(long)]
        dry_run: bool,
        /// Afterwards, read back what was sent and compare everything that lies there with the site
        #[arg(long)]
        verify: bool,
        /// Publish this output folder, in place of public/
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// Send every file, also what is there already
        #[arg(long)]
        all: bool,
        /// Write over files of the same names that gongkai did not put there
        #[arg(long)]
        overwrite: bool,
        /// Publish although another run is at work there: for one that is known to have been stopped
        #[arg(long)]
        take_over: bool,
    },
    /// Convert lines of standard input from one script to another, with the site's terms
    Convert {
        /// The edition to convert for
        #[arg(long, value_name = "TAG", value_parser = edition)]
        to: Edition,
        /// The script of the input; else it is told by its characters
        #[arg(long, value_name = "TAG", value_parser = script)]
        from: Option<Script>,
        /// Say below each line what changed each place of it
        #[arg(long)]
        explain: bool,
    },
    /// List the files of the built-in theme, or print one: what a theme of one's own starts from
    Theme {
        /// The file to print; guide.md explains themes and everything that templates get
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
    /// Give a notice or regulation another address; the old ones will lead there
    Rename {
        /// Its id or address
        #[arg(value_name = "OLD")]
        from: String,
        /// Its new id
        #[arg(value_name = "NEW")]
        to: String,
    },
    /// Confirm that what was published at an address is no longer shown; the address will say so
    Withdraw {
        /// Ids or addresses: of notices and regulations, or of directives and points that are gone from a text
        #[arg(required = true, value_name = "ADDRESS")]
        addresses: Vec<String>,
        /// Show it again
        #[arg(long)]
        undo: bool,
    },
    /// Verify a published site: every file by its sum, every notice by its seed, every page by the seed's text
    Verify {
        /// The output folder, or the address of the site; without it, the site's `public`
        #[arg(value_name = "DIR|URL")]
        place: Option<String>,
    },
    /// Print the manual page
    Man,
    /// Print a script for the shell that completes commands and flags
    Completions {
        /// The shell
        shell: Shell,
    },
}

fn edition(tag: &str) -> Result<Edition, String> {
    Edition::from_tag(tag).ok_or_else(|| Edition::ALL.map(Edition::tag).join(", "))
}

fn script(tag: &str) -> Result<Script, String> {
    Script::from_tag(tag).ok_or_else(|| "zh-Hant, zh-Hans".to_owned())
}

fn base_url(url: &str) -> Result<String, String> {
    if is_base_url(url) { Ok(url.to_owned()) } else { Err("https://host/path/".to_owned()) }
}

/// A command's examples: lines to type, with nothing before them.
const EXAMPLES: &[(&str, &str)] = &[
    ("new", "  gongkai new notices\n  cd notices && gongkai build\n  gongkai new notices --ci github"),
    (
        "theme",
        "  gongkai theme\n  gongkai theme guide.md\n  mkdir -p themes/mine && gongkai theme notice.html > themes/mine/notice.html",
    ),
    (
        "import",
        "  gongkai import seeds/2021-06-11-xiongan.txt\n  gongkai import ~/Downloads/*.txt\n  gongkai import --dry-run --json notice.txt\n  pbpaste | gongkai import -\n  gongkai import --regulation ~/Downloads/tiaoli.txt",
    ),
    (
        "build",
        "  gongkai build\n  gongkai build --base-url https://example.org/notices/\n  gongkai build --locked --out /tmp/site\n  gongkai build --compress",
    ),
    ("serve", "  gongkai serve\n  gongkai serve --lan\n  gongkai serve --port 8080 --site ../other-site"),
    ("check", "  gongkai check\n  gongkai check --site ../other-site --json\n  gongkai check --script"),
    (
        "publish",
        "  gongkai publish intranet --dry-run\n  gongkai publish pages --verify\n  gongkai build && gongkai publish bucket --json\n  gongkai publish pages --from /tmp/site",
    ),
    (
        "convert",
        "  gongkai convert --to zh-Hant < notice.txt\n  echo 干部和干旱 | gongkai convert --to zh-Hant-TW --from zh-Hans --explain",
    ),
    (
        "rename",
        "  gongkai rename 2021-06-11-xiongan 2021-06-11-xiongan-zhili\n  gongkai rename regulations/baiyangdian-tiaoli baiyangdian-zhili-tiaoli",
    ),
    (
        "withdraw",
        "  gongkai withdraw 2021-06-11-xiongan\n  gongkai withdraw 2021-06-11-xiongan/directive-4\n  gongkai withdraw --undo https://example.org/zh-hant/notices/2021-06-11-xiongan/",
    ),
    (
        "verify",
        "  gongkai verify\n  gongkai verify /media/usb/public\n  gongkai verify https://example.org/notices/ --json",
    ),
    ("man", "  gongkai man > ~/.local/share/man/man1/gongkai.1"),
    ("completions", "  gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai"),
];

/// The Chinese help (Traditional; the caller converts): by command, or by command and flag. English stands above, in
/// the comments.
const CHINESE: &[(&str, &str)] = &[
    ("", "把政府會議公告整理成繁體與簡體並列的公開網站"),
    ("site", "網站所在的資料夾"),
    ("lang", "訊息的語言；未指定時依 LC_ALL、LC_MESSAGES 或 LANG"),
    ("json", "以 JSON 輸出到標準輸出，供程式讀取"),
    ("help", "顯示說明"),
    ("version", "顯示版本"),
    ("new", "在新資料夾建立網站"),
    ("new folder", "資料夾，須尚不存在或是空的"),
    ("new ci", "放入在此 CI 上自動發布每份新公告的工作流程"),
    ("theme", "列出內建佈景主題的檔案，或印出其中之一，供自訂佈景主題使用"),
    ("theme file", "要印出的檔案；guide.md 說明佈景主題與範本可用的一切"),
    ("import", "讀入公告，在 content/notices/ 寫成草稿，不建置網站"),
    ("import files", "要匯入的檔案；不在 seeds/ 的會先複製進去；- 表示標準輸入"),
    ("import regulation", "檔案是法律、法規或規劃的條文：在 content/regulations/ 寫成草稿"),
    ("import dry_run", "不寫入任何檔案，只說明辨認結果"),
    ("build", "匯入新的原文，然後把有變動的檔案寫入 public/"),
    ("build base_url", "網站的位址，取代 content/site.yaml 的 base_url"),
    ("build out", "輸出的資料夾，取代 public/"),
    ("build compress", "在文字檔旁放置壓縮檔（.gz、.br），供可直接傳送的主機使用"),
    ("serve", "建置網站，在本機開啟預覽；存檔後自動更新已開啟的頁面"),
    ("serve port", "連接埠；未指定時為 4000，若已佔用則取其後第一個可用的"),
    ("serve lan", "讓同一網路的其他裝置也能瀏覽，並以 QR 碼顯示網址"),
    ("serve out", "輸出的資料夾，取代 public/"),
    ("build full", "不沿用先前建置的任何結果，全部重新產生"),
    ("build locked", "若有原文尚無公告，或有網址尚未記錄，則報錯而不自動處理"),
    ("check", "檢查內容，逐份核對公告與原文；不寫入任何檔案"),
    ("check script", "改為報告繁簡轉換：一字多形之處、混入的另一種文字"),
    ("publish", "把 public/ 有變動的檔案送到 content/site.yaml 所列的目標，讀者不會遇到失效的連結"),
    ("publish target", "content/site.yaml 中 `targets:` 下的名稱；未指定時列出各目標"),
    ("publish dry_run", "只說明將送出與移除哪些檔案，不作任何變更"),
    ("publish verify", "完成後讀回所送出的檔案，並把該處的全部檔案與網站核對"),
    ("publish from", "發布這個輸出資料夾，取代 public/"),
    ("publish all", "送出全部檔案，包括該處已有的"),
    ("publish overwrite", "取代同名但並非 gongkai 放置的檔案"),
    ("publish take_over", "即使另有發布正在進行仍然執行：僅用於確知對方已中止時"),
    ("convert", "把標準輸入的各行文字轉為另一種文字，採用網站的詞彙設定"),
    ("convert to", "要轉成的版本"),
    ("convert from", "輸入的文字；未指定時依用字判斷"),
    ("convert explain", "在每行下方說明每一處更動的依據"),
    ("rename", "更改公告或法規的網址；舊網址將轉往新網址"),
    ("rename from", "原來的識別名稱或網址"),
    ("rename to", "新的識別名稱"),
    ("withdraw", "確認某網址上的內容不再顯示；該網址會說明已撤下"),
    ("withdraw addresses", "識別名稱或網址：公告、法規，或已從正文移除的要求與要點"),
    ("withdraw undo", "恢復顯示"),
    ("verify", "查驗已發布的網站：逐檔核對校驗碼，逐份核對公告與原文，逐頁核對文字"),
    ("verify place", "輸出的資料夾，或網站的網址；省略時為該站的 `public`"),
    ("man", "輸出使用手冊頁"),
    ("completions", "輸出可在命令列補全指令與選項的腳本"),
    ("completions shell", "命令列的種類"),
];

/// Reads the command line. `words` turns Chinese help into the reader's script.
///
/// # Errors
/// Help, version or wrong usage, ready to be printed.
pub(crate) fn parse(language: Language, words: &dyn Fn(&str) -> String) -> Result<Cli, clap::Error> {
    let matches = command(language, words).try_get_matches()?;
    Cli::from_arg_matches(&matches)
}

/// The command line's description in a language.
pub(crate) fn command(language: Language, words: &dyn Fn(&str) -> String) -> Command {
    let mut command = Cli::command().version(gongkai::version());
    // Builds the flags that clap adds itself, so that they are worded like all others.
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |inner| worded(inner, &name, language, words));
    }
    let exits = match language {
        Language::English => "Exit status: 0 done, 1 the content has errors, 2 wrong usage.".to_owned(),
        Language::Hant | Language::Hans => words("結束狀態：0 完成，1 內容有錯，2 用法有誤。"),
    };
    worded(command, "", language, words).after_help(exits)
}

fn worded(mut command: Command, name: &str, language: Language, words: &dyn Fn(&str) -> String) -> Command {
    let heading = |english: &str, chinese: &str| match language {
        Language::English => english.to_owned(),
        Language::Hant | Language::Hans => words(chinese),
    };
    if let Some((_, examples)) = EXAMPLES.iter().find(|(command, _)| *command == name) {
        command = command.after_help(format!("{}\n{examples}", heading("Examples:", "示例：")));
    }
    if language == Language::English {
        return command;
    }
    if let Some(about) = chinese(name, "") {
        command = command.about(words(about));
    }
    let (usage, arguments, options, commands) =
        (words("用法："), words("參數"), words("選項"), words("指令"));
    let template =
        format!("{{before-help}}{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    command = command.help_template(template).subcommand_help_heading(commands);
    command.mut_args(|argument| {
        let help = chinese(name, argument.get_id().as_str()).map(words);
        let heading = if argument.is_positional() { arguments.clone() } else { options.clone() };
        let argument = argument.help_heading(heading);
        match help {
            Some(help) => argument.help(help.clone()).long_help(help),
            None => argument,
        }
    })
}

/// The Chinese help of a command, or of one of its flags; flags of all commands have it once.
fn chinese(command: &str, flag: &str) -> Option<&'static str> {
    let own = format!("{command} {flag}");
    let find = |key: &str| CHINESE.iter().find(|(known, _)| *known == key).map(|(_, help)| *help);
    find(own.trim()).or_else(|| find(flag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_flag_has_chinese_help() {
        let mut english = Cli::command();
        english.build();
        let mut missing = Vec::new();
        let mut look = |command: &Command, name: &str| {
            for flag in
                std::iter::once("").chain(command.get_arguments().map(|argument| argument.get_id().as_str()))
            {
                if chinese(name, flag).is_none() {
                    missing.push(format!("{name} {flag}"));
                }
            }
            if !name.is_empty() && !EXAMPLES.iter().any(|(known, _)| *known == name) {
                missing.push(format!("examples of {name}"));
            }
        };
        look(&english, "");
        english.get_subcommands().for_each(|inner| look(inner, inner.get_name()));
        assert_eq!(missing, [] as [&str; 0]);
    }

    #[test]
    fn the_description_is_sound() {
        Cli::command().debug_assert();
        for language in [Language::English, Language::Hant] {
            command(language, &str::to_owned).debug_assert();
        }
    }
}
