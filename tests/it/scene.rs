//! A scene: a site in a temporary folder, built by the library or the program, and what came out of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gongkai::diagnostic::{Diagnostic, Language, Renderer};
use gongkai::{BuildOptions, Built};

/// The first notice's seed, as found.
pub(crate) const SEED: &str = include_str!("../../seeds/2021-06-11-xiongan.txt");

/// A site in a temporary folder, which goes with it.
pub(crate) struct Scene {
    folder: tempfile::TempDir,
}

/// What a build came to.
pub(crate) struct Outcome {
    pub(crate) built: Built,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Scene {
    /// A site with settings and nothing else.
    pub(crate) fn empty() -> Self {
        let scene = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        scene.write(
            "content/site.yaml",
            r#"name: "測試網站"
description: "測試用的網站，內有會議公告與所引法規，並以繁體與簡體對照。"
publisher: "測試單位"
script: zh-Hant
base_url: "https://test.example/site/"
editions: [zh-Hant, zh-Hans]
"#,
        )
    }

    /// An empty folder.
    pub(crate) fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The project's own site: its seed, content and theme, without what was built.
    pub(crate) fn first() -> Self {
        let scene = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for part in ["seeds", "content", "themes"] {
            copy(&project().join(part), &scene.path().join(part));
        }
        scene
    }

    /// A small notice that is complete, as a file of `content/notices/`.
    pub(crate) fn notice(title: &str) -> String {
        format!(
            "---\ntitle: \"{title}\"\nsource: \"某某縣環境保護局\"\npublished: 2022-03-04\nscript: zh-Hant\n---\n\n會議強調：\n\n## 一要全面排查。\n\n逐戶登記。\n\n## 二要限期整改。\n\n逾期問責。\n"
        )
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.put(path, text);
        self
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
        fs::write(path, text).expect("file written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn options(&self) -> BuildOptions {
        BuildOptions {
            full: false,
            site: self.path().to_owned(),
            out: None,
            base_url: None,
            locked: false,
            compress: false,
            today: jiff::civil::date(2026, 1, 2),
            preview: false,
        }
    }

    pub(crate) fn build(&self) -> Outcome {
        let (built, diagnostics) = gongkai::build(&self.options());
        Outcome { built, diagnostics }
    }

    pub(crate) fn check(&self) -> Outcome {
        let (built, diagnostics) = gongkai::check(&self.options());
        Outcome { built, diagnostics }
    }

    /// Every file below a folder of the site with its bytes.
    pub(crate) fn tree(&self, under: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path().join(under))
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, &[("LANG", "C")])
    }

    /// Runs the program with something on its standard input.
    pub(crate) fn run_on(&self, arguments: &[&str], input: &[u8]) -> Output {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdin.take().expect("an input").write_all(input).expect("written");
        child.wait_with_output().expect("the program ends")
    }

    /// Runs the program in the site's folder, in an environment of these variables only.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .expect("the program runs")
    }
}

impl Outcome {
    /// What was reported, but for the one thing that most scenes leave out on purpose: a seed for each notice.
    fn reported(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|one| one.message.code() != "notice-unproven")
    }

    /// How many notices were reported to have no seed.
    pub(crate) fn unproven(&self) -> usize {
        self.diagnostics.len() - self.reported().count()
    }

    /// What was reported, as a person sees it in English, without colour.
    pub(crate) fn messages(&self) -> String {
        let same = str::to_owned;
        let renderer = Renderer::new(Language::English, false, &same);
        self.reported().map(|diagnostic| renderer.render(diagnostic) + "\n\n").collect()
    }

    /// The codes of what was reported, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.reported().map(|diagnostic| diagnostic.message.code()).collect()
    }

    /// Asserts that the site was written.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(self.built.report.is_some(), "not built:\n{}", self.messages());
        self
    }

    /// The paths that were written.
    pub(crate) fn written(&self) -> &[String] {
        self.built.report.as_ref().map_or(&[], |report| &report.written)
    }
}

/// Every file below a folder with its bytes, by relative path.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (path, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

/// The project's own folder.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("folder made");
        fs::write(target, bytes).expect("file written");
    }
}
