//! A clerk's desk: a site that is built and can be published, the program, and what it said.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::scene::{Scene, tree};

/// A site with two notices, built, and with these targets.
pub(crate) struct Desk {
    pub(crate) scene: Scene,
    /// The environment of the program, beside what it needs to run.
    pub(crate) environment: Vec<(String, String)>,
}

/// The path of a notice by its name.
pub(crate) fn notice(name: &str) -> String {
    format!("content/notices/2022-03-04-{name}.md")
}

impl Desk {
    pub(crate) fn new(targets: &str) -> Self {
        let desk = Self { scene: Scene::empty(), environment: vec![("HOME".into(), "/nonexistent".into())] };
        desk.scene.put("content/site.yaml", settings("https://notices.gov.zz/site/", targets));
        desk.scene.put(&notice("a"), Scene::notice("甲縣召開會議"));
        desk.scene.put(&notice("b"), Scene::notice("乙縣召開會議"));
        desk.build();
        desk
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.scene.path()
    }

    #[track_caller]
    pub(crate) fn build(&self) {
        let output = self.scene.run(&["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Changes the words of a notice and builds.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let path = notice(name);
        let text = self.scene.read(&path);
        assert!(text.contains(from));
        self.scene.put(&path, text.replace(from, to));
        self.build();
    }

    pub(crate) fn add(&self, name: &str) {
        self.scene.put(&notice(name), Scene::notice(&format!("{name}縣召開會議")));
        self.build();
    }

    /// The files that should lie at a target: the site, and nothing else.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        self.scene.tree("public")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("publish").args(arguments).current_dir(self.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub(crate) fn publish(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output().expect("the program runs");
        Said::from(output)
    }

    /// Publishes and expects that it is done.
    #[track_caller]
    pub(crate) fn published(&self, arguments: &[&str]) -> Report {
        let said = self.publish(&[arguments, &["--json"]].concat());
        assert_eq!(said.code, Some(0), "{}", said.all());
        said.report()
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
    }

    /// The same site on another machine: what this one knows of its targets is not there.
    pub(crate) fn elsewhere(&self) -> Self {
        let desk = Self { scene: Scene::empty(), environment: self.environment.clone() };
        for (path, bytes) in tree(self.path()) {
            if !path.starts_with(".gongkai/") && !path.starts_with("public/") {
                desk.scene.put(&path, bytes);
            }
        }
        desk.build();
        desk
    }
}

/// The settings of a site.
pub(crate) fn settings(base_url: &str, targets: &str) -> String {
    format!(
        "name: \"測試網站\"\ndescription: \"測試用的網站。\"\npublisher: \"測試單位\"\nscript: zh-Hant\nbase_url: \"{base_url}\"\neditions: [zh-Hant, zh-Hans]\n{targets}"
    )
}

/// What the program said.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Said {
    pub(crate) fn all(&self) -> String {
        format!("{}\n{}", self.out, self.err)
    }

    /// What `--json` printed.
    #[track_caller]
    pub(crate) fn report(&self) -> Report {
        Report(serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.all())))
    }
}

/// What `--json` printed.
pub(crate) struct Report(pub(crate) Value);

impl Report {
    fn published(&self) -> &Value {
        &self.0["published"]
    }

    /// Every path that was sent, in order.
    pub(crate) fn sent(&self) -> Vec<String> {
        let phases = self.published()["sent"].as_array().expect("phases");
        let paths = phases.iter().flat_map(|phase| phase["paths"].as_array().expect("paths"));
        paths.map(|path| path.as_str().expect("a path").to_owned()).collect()
    }

    pub(crate) fn removed(&self) -> Vec<String> {
        let removed = self.published()["removed"].as_array().expect("paths");
        removed.iter().map(|path| path.as_str().expect("a path").to_owned()).collect()
    }

    pub(crate) fn verified(&self) -> Option<u64> {
        self.published()["verified"].as_u64()
    }

    /// The codes of its messages.
    pub(crate) fn codes(&self) -> Vec<String> {
        let messages = self.0["messages"].as_array().expect("messages");
        messages.iter().map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
    }
}

/// The paths that two trees do not have alike: those of `after`, and those that are gone.
pub(crate) fn difference(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> (Vec<String>, Vec<String>) {
    let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes));
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    (changed.map(|(path, _)| path.clone()).collect(), gone.cloned().collect())
}

/// What a report sends is what changed between two builds, but for the list, which always comes last.
#[track_caller]
pub(crate) fn assert_only(
    report: &Report,
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) {
    let (mut changed, gone) = difference(before, after);
    changed.retain(|path| path != "SHA256SUMS");
    assert!(!changed.is_empty() && changed.len() * 2 < after.len(), "the change is no test: {changed:?}");
    let (mut sent, mut removed) = (report.sent(), report.removed());
    sent.sort();
    removed.sort();
    assert_eq!((sent, removed), (changed, gone));
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(folder)
}

/// Writes a file, with the folders above it.
pub(crate) fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}
