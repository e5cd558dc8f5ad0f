//! The recipes of `docs/hosting/` for CI, as a CI runs them: their steps in a shell, on a site that `gongkai new` began, with
//! a bare repository as its remote. The program's repository and `cargo` are stand-ins: how the program is compiled, other
//! tests see.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::scene::{SEED, project};

/// A CI's machine with one site.
struct Machine {
    folder: tempfile::TempDir,
    recipe: &'static str,
}

const GITHUB: &str = "docs/hosting/github-pages.yml";
const GITLAB: &str = "docs/hosting/gitlab-pages.yml";

impl Machine {
    /// A site that `gongkai new` began and that has been pushed, and a repository of the program.
    fn new(recipe: &'static str) -> Self {
        let machine = Self { folder: tempfile::tempdir().expect("a temporary folder"), recipe };
        for folder in ["home", "tools", "remote", "program/.ci", "runner"] {
            fs::create_dir_all(machine.at(folder)).expect("a folder");
        }
        symlink(env!("CARGO_BIN_EXE_gongkai"), machine.at("tools/real")).expect("a link");
        let cargo = "#!/bin/sh\n# cargo install --quiet --locked --path . --root DIR\ntest -e set-up && echo built >>\"$COUNT\"\n\
                     for last; do :; done\nmkdir -p \"$last/bin\" && ln -s \"$REAL\" \"$last/bin/gongkai\"\n";
        machine.script("tools/cargo", cargo);
        machine.script("program/.ci/setup", "#!/bin/sh\ntest \"$1\" = build && touch set-up\n");
        machine.git("remote", &["init", "--quiet", "--bare", "--initial-branch=main", "."]);
        machine.git("remote", &["config", "receive.advertisePushOptions", "true"]);
        machine.git("program", &["init", "--quiet", "--initial-branch=main", "."]);
        machine.commit("program");
        let begun = machine
            .command("tools/real", "")
            .args(["new", "site", "--ci", machine.host()])
            .output()
            .expect("runs");
        assert!(begun.status.success());
        let own = if recipe == GITHUB { ".github/workflows/site.yml" } else { ".gitlab-ci.yml" };
        let same = |path: PathBuf| fs::read_to_string(path).expect("a recipe");
        assert_eq!(same(machine.at("site").join(own)), same(project().join(recipe)));
        let said = String::from_utf8_lossy(&begun.stdout);
        assert!(said.contains(&format!("change what is marked in site/{own}")), "{said}");
        machine.git("site", &["init", "--quiet", "--initial-branch=main", "."]);
        machine.git("site", &["remote", "add", "origin", machine.at("remote").to_str().expect("a path")]);
        machine.put("seeds/2021-06-11-xiongan.txt", SEED);
        machine.commit("site");
        machine.git("site", &["push", "--quiet", "--set-upstream", "origin", "main"]);
        machine
    }

    fn host(&self) -> &'static str {
        if self.recipe == GITHUB { "github" } else { "gitlab" }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.at("site").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn script(&self, path: &str, text: &str) {
        fs::write(self.at(path), text).expect("written");
        fs::set_permissions(self.at(path), fs::Permissions::from_mode(0o755)).expect("may be run");
    }

    /// A program in a folder, with what a CI has in its environment.
    fn command(&self, program: &str, folder: &str) -> Command {
        let program = if program.contains('/') { self.at(program) } else { program.into() };
        let mut command = Command::new(program);
        let path = |name: &str| self.at(name).display().to_string();
        let push = "https://gongkai:secret@gitlab.test.example/group/site.git";
        let commit = self.head("program");
        command.current_dir(self.at(folder)).env_clear().envs([
            ("PATH", format!("{}:{}", path("tools"), std::env::var("PATH").expect("a path"))),
            ("HOME", path("home")),
            ("LANG", "C".to_owned()),
            ("COUNT", path("count")),
            ("REAL", path("tools/real")),
            ("GONGKAI_REPOSITORY", path("program")),
            ("GONGKAI_COMMIT", commit),
            ("GITHUB_PATH", path("runner/path")),
            ("RUNNER_TEMP", path("runner")),
            ("CI_SERVER_PROTOCOL", "https".to_owned()),
            ("CI_SERVER_HOST", "gitlab.test.example".to_owned()),
            ("CI_PROJECT_PATH", "group/site".to_owned()),
            ("CI_COMMIT_BRANCH", "main".to_owned()),
            ("GONGKAI_PUSH_TOKEN", "secret".to_owned()),
            ("GIT_CONFIG_COUNT", "1".to_owned()),
            ("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", path("remote"))),
            ("GIT_CONFIG_VALUE_0", push.to_owned()),
        ]);
        command
    }

    #[track_caller]
    fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=clerk", "-c", "user.email=clerk@test.example"]).args(arguments);
        let output =
            git.current_dir(self.at(folder)).env("HOME", self.at("home")).output().expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&self, folder: &str) {
        self.git(folder, &["add", "--all"]);
        self.git(folder, &["commit", "--quiet", "--message", "A change"]);
    }

    fn head(&self, folder: &str) -> String {
        let head = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(self.at(folder)).output();
        head.map(|head| String::from_utf8_lossy(&head.stdout).trim().to_owned()).unwrap_or_default()
    }

    /// Leaves what a CI finds at its start: the site without anything that Git ignores, and the cache.
    fn check_out(&self) {
        self.git("site", &["clean", "--quiet", "-ffdX", "--exclude", "!.gongkai/"]);
        for left in self.kept() {
            if left != "program" {
                remove(&self.at("site/.gongkai").join(left));
            }
        }
        remove(&self.at("runner"));
        fs::create_dir(self.at("runner")).expect("a folder");
    }

    /// The names in the site's `.gongkai/`.
    fn kept(&self) -> Vec<String> {
        let folder = self.at("site/.gongkai");
        if !folder.exists() {
            return Vec::new();
        }
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let names = fs::read_dir(folder).expect("a folder").map(name);
        names.map(|name| name.into_string().expect("a name")).collect()
    }

    /// One run, as its CI does it: a fresh checkout, then the steps. The program's folder is cached.
    fn run(&self) -> Output {
        self.check_out();
        let steps = steps(self.recipe);
        if self.recipe == GITLAB {
            let script = format!("set -eo pipefail\n{}", steps.join("\n"));
            return self.command("bash", "site").args(["-c", &script]).output().expect("runs");
        }
        let mut last = None;
        for step in &steps {
            let added = fs::read_to_string(self.at("runner/path")).unwrap_or_default();
            let path = added
                .lines()
                .fold(std::env::var("PATH").expect("a path"), |path, more| format!("{more}:{path}"));
            let tools = self.at("tools").display().to_string();
            let mut bash = self.command("bash", "site");
            let output =
                bash.env("PATH", format!("{tools}:{path}")).args(["-e", "-c", step]).output().expect("runs");
            let failed = !output.status.success();
            last = Some(output);
            if failed {
                break;
            }
        }
        last.expect("a step")
    }

    fn built(&self) -> usize {
        fs::read_to_string(self.at("count")).map_or(0, |count| count.lines().count())
    }
}

/// Removes a file or a folder that is there.
fn remove(path: &Path) {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn recipe(path: &str) -> Value {
    let text = fs::read_to_string(project().join(path)).expect("the recipe");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The steps that run in a shell, in order.
fn steps(path: &str) -> Vec<String> {
    let recipe = recipe(path);
    let words = |value: &Value| value.as_str().expect("words").to_owned();
    if path == GITLAB {
        return recipe["pages"]["script"].as_sequence().expect("a script").iter().map(words).collect();
    }
    let steps = recipe["jobs"]["site"]["steps"].as_sequence().expect("steps");
    steps.iter().filter_map(|step| step.get("run").map(words)).collect()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_recipe_imports_records_builds_and_stops_at_an_error() {
    for recipe in [GITHUB, GITLAB] {
        let machine = Machine::new(recipe);
        let output = machine.run();
        assert!(output.status.success(), "{recipe}: {}", said(&output));
        assert!(!said(&output).contains("secret"), "{recipe}");
        // Recorded at the remote: what was imported, and every address.
        let recorded = machine.git("remote", &["ls-tree", "-r", "--name-only", "main"]);
        assert!(recorded.lines().any(|path| path.starts_with("content/notices/2021-06-11-")), "{recorded}");
        assert!(recorded.contains("content/permalinks.lock"), "{recorded}");
        assert!(!recorded.contains(".gongkai") && !recorded.contains("public/"), "{recorded}");
        // What is to be published is whole.
        let verified = machine.command("tools/real", "site").arg("verify").output().expect("runs");
        assert!(verified.status.success(), "{recipe}: {}", said(&verified));
        let compressed = machine.at("site/public/index.html.br").exists();
        assert_eq!(compressed, recipe == GITLAB, "{recipe}");
        // The next run remembers nothing of this one but what is cached.
        assert!(machine.kept().iter().any(|name| name != "program"), "{recipe}: something to forget");
        machine.check_out();
        let cached: &[&str] = if recipe == GITLAB { &["program"] } else { &[] };
        assert_eq!(machine.kept(), cached, "{recipe}");
        assert!(!machine.at("site/public").exists(), "{recipe}");

        // Nothing new: nothing recorded, the program not built again.
        let before = machine.head("remote");
        let output = machine.run();
        assert!(output.status.success(), "{recipe}: {}", said(&output));
        assert_eq!((machine.head("remote"), machine.built()), (before.clone(), 1), "{recipe}");

        // An error: nothing recorded, nothing to publish.
        machine.put(
            "seeds/2022-01-01-new.txt",
            "某县召开会议\n来源：某县环保局 时间：2022-01-01\n一要排查。二要整改。\n",
        );
        machine.put("content/notices/2022-03-04-bad.md", "---\ntitle: [\n---\n");
        let output = machine.run();
        assert!(!output.status.success(), "{recipe}");
        assert_eq!(machine.head("remote"), before, "{recipe}");
        assert!(!machine.at("site/public").exists(), "{recipe}");
    }
}

#[test]
fn a_recipe_uses_a_program_that_lies_in_the_site_s_repository() {
    for recipe in [GITHUB, GITLAB] {
        let machine = Machine::new(recipe);
        fs::create_dir_all(machine.at("site/bin")).expect("made");
        symlink(machine.at("tools/real"), machine.at("site/bin/gongkai")).expect("a link");
        let output = machine.run();
        assert!(output.status.success(), "{recipe}: {}", said(&output));
        assert_eq!(machine.built(), 0, "{recipe}");
    }
}

#[test]
fn a_recipe_says_what_it_runs_on() {
    let github = recipe(GITHUB);
    let steps = github["jobs"]["site"]["steps"].as_sequence().expect("steps");
    let uses: Vec<&str> = steps.iter().filter_map(|step| step.get("uses")?.as_str()).collect();
    assert!(
        uses.iter().all(|action| action.split_once("@v").is_some_and(|(_, version)| !version.is_empty()))
    );
    assert!(
        uses[0].starts_with("actions/checkout@")
            && uses.last().is_some_and(|last| last.contains("deploy-pages"))
    );
    for (recipe, variables) in [(&github, "env"), (&recipe(GITLAB), "variables")] {
        let commit = recipe[variables]["GONGKAI_COMMIT"].as_str().expect("a commit");
        assert_eq!(commit.len(), 40, "whole, so that it is one program for ever");
    }
    // The same Rust as everywhere.
    let toolchain = fs::read_to_string(project().join("rust-toolchain.toml")).expect("a toolchain");
    let image = recipe(GITLAB)["pages"]["image"].as_str().expect("an image").to_owned();
    let version = image.trim_start_matches("rust:").split('-').next().expect("a version").to_owned();
    assert!(toolchain.contains(&format!("channel = \"{version}.")), "{image}");
    assert!(Path::new(&project()).join(".ci/setup").exists());
}

/// A clerk looks for the words that stand on the screen.
#[test]
fn the_handbooks_quote_the_program_s_own_words() {
    let read = |path: &str| fs::read_to_string(project().join(path)).expect("a file");
    let words = read("src/diagnostic/message.rs") + &read("src/diagnostic/render.rs");
    for handbook in ["docs/handbook.md", "docs/handbook.zh.md"] {
        let text = read(handbook);
        let mut quoted = 0;
        for section in ["| it begins with |", "| message |", "| 開頭 |", "| 常見訊息 |"] {
            let Some((_, table)) = text.split_once(section) else { continue };
            for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
                let message =
                    row.trim_matches('|').split('|').next().unwrap_or_default().trim().trim_matches('`');
                for piece in message.split(['…', '《', '》']).map(str::trim).filter(|piece| !piece.is_empty())
                {
                    assert!(words.contains(piece), "{handbook}: no message says “{piece}”");
                    quoted += 1;
                }
            }
        }
        assert!(quoted > 8, "{handbook}: its tables were not found");
    }
}
