//! A branch of a Git repository as a target. The commit is made in a repository of its own, in a temporary folder: nothing
//! of the working copy, its index or its settings is touched. It shows when it is pushed, all at once, and only if nobody
//! else has pushed since the branch was read: so there is no lock. It must not know in which order it is asked.
//!
//! The program `git` does it, because it has the user's keys, helpers and proxies; no library has all of them. It is told
//! a token through the environment only, for an argument can be seen by everybody on the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use jiff::Timestamp;
use tempfile::TempDir;

use super::environment::{Environment, GIT_TOKEN};
use super::plan::Upload;
use super::target::{Bytes, Held, LockPlace, Take, Target};
use super::{PublishOptions, World};
use crate::config::targets::{GitTarget, History};
use crate::diagnostic::{Diagnostic, Message};

/// The branch that the commit is made on, in the repository of its own.
const OWN: &str = "refs/heads/gongkai";
/// What the repository that is published to is called there.
const REMOTE: &str = "target";
/// Who commits, where the user has not told Git.
const NOBODY: &str = "Gongkai <gongkai@localhost>";
/// Variables that would lead Git elsewhere, as they are set in hooks.
const ELSEWHERE: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CEILING_DIRECTORIES",
];
/// Answers Git when it asks for a user and a password.
const HELPER: &str = r#"!f() { test "$1" = get && printf 'password=%s\n' "$GONGKAI_GIT_TOKEN"; }; f"#;
const HELPER_WITH_USER: &str =
    r#"!f() { test "$1" = get && printf 'username=x-access-token\npassword=%s\n' "$GONGKAI_GIT_TOKEN"; }; f"#;

/// What a commit says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'s> {
    /// The address of the site.
    pub(crate) base_url: &'s str,
    /// How many files it has.
    pub(crate) files: usize,
}

/// A branch that is published to.
pub(crate) struct Branch<'w> {
    repository: Repository<'w>,
    branch: String,
    history: History,
    shown: String,
    overwrite: bool,
    message: String,
    now: Timestamp,
    /// The commit that the branch is at; none where there is no branch.
    tip: Option<String>,
    /// The paths in it.
    names: BTreeSet<String>,
    cat: Option<Cat>,
    import: Option<Import>,
}

/// A repository of our own, and how Git is called for it.
struct Repository<'w> {
    folder: TempDir,
    address: String,
    shown: String,
    environment: &'w Environment,
}

impl<'w> Branch<'w> {
    /// Opens a branch: reads where it is and what is in it.
    ///
    /// # Errors
    /// Where there is no Git, or the repository cannot be reached.
    pub(crate) fn open(
        name: &str,
        target: &GitTarget,
        options: &PublishOptions,
        world: World<'w>,
        said: &Said<'_>,
    ) -> Result<Self, Diagnostic> {
        let shown = format!("{name} ({}, {})", target.repository, target.branch);
        let address = address(&target.repository, &options.site);
        let repository = Repository::create(address, shown.clone(), world.environment)?;
        let branch = format!("refs/heads/{}", target.branch);
        let mut this = Self {
            repository,
            branch,
            history: target.history,
            shown,
            overwrite: options.overwrite,
            message: format!("Publish {} ({} files)\n", said.base_url, said.files),
            now: (world.clock)(),
            tip: None,
            names: BTreeSet::new(),
            cat: None,
            import: None,
        };
        let listed = this.repository.run(&["ls-remote", REMOTE, &this.branch])?;
        if !listed.is_empty() {
            // Trees are enough; of the files, only the list is read.
            let fetch = ["fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", REMOTE];
            this.repository.run(&[&fetch[..], &[&this.branch]].concat())?;
            let tip = this.repository.line(&["rev-parse", "--verify", "FETCH_HEAD^{commit}"])?;
            this.names = this.repository.names(&tip)?;
            this.tip = Some(tip);
        }
        Ok(this)
    }

    /// The stream that makes the commit; the first call begins it.
    fn import(&mut self) -> Result<&mut Import, Diagnostic> {
        if self.import.is_none() {
            let identity = ["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"];
            let known = self.repository.line(&identity).ok();
            // Name and address; the time that follows is ours.
            let known = known.and_then(|line| line.rfind('>').map(|at| line[..=at].to_owned()));
            let who = known.unwrap_or_else(|| NOBODY.to_owned());
            let mut head =
                format!("feature done\ncommit {OWN}\ncommitter {who} {} +0000\n", self.now.as_second());
            head.push_str(&format!("data {}\n{}", self.message.len(), self.message));
            match (&self.tip, self.history) {
                (None, _) => {}
                (Some(tip), History::Keep) => head.push_str(&format!("from {tip}\n")),
                // The files of the commit before, without it: what is not the site's stays.
                (Some(tip), History::Orphan) => {
                    let tree = self.repository.line(&["rev-parse", &format!("{tip}^{{tree}}")])?;
                    head.push_str(&format!("M 040000 {tree} \n"));
                }
            }
            let mut import = Import::start(&self.repository)?;
            import.send(&self.repository, head.as_bytes())?;
            self.import = Some(import);
        }
        self.import.as_mut().ok_or_else(|| self.repository.failed("fast-import did not start"))
    }

    fn send(&mut self, words: &[u8]) -> Result<(), Diagnostic> {
        self.import()?;
        match self.import.as_mut() {
            Some(import) => import.send(&self.repository, words),
            None => Ok(()),
        }
    }

    /// Pushes the commit, if the branch is still where it was.
    fn push(&mut self, commit: &str) -> Result<(), Diagnostic> {
        let expected = self.tip.as_deref().unwrap_or("");
        let lease = format!("--force-with-lease={}:{expected}", self.branch);
        let what = format!("{commit}:{}", self.branch);
        let output =
            self.repository.output(&["push", "--porcelain", "--no-verify", &lease, REMOTE, &what])?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let overtaken = [
            "(stale info)",
            "cannot lock ref",
            "failed to update ref",
            "(fetch first)",
            "incorrect old value",
        ];
        let target = self.shown.clone();
        if overtaken.iter().any(|words| said.contains(words)) {
            return Err(Diagnostic::plain(Message::TargetOvertaken { target }));
        }
        if let Some((_, reason)) = said.split_once("[remote rejected]") {
            let hints = String::from_utf8_lossy(&output.stderr).into_owned();
            let hints = hints.lines().filter_map(|line| line.strip_prefix("remote: ")).map(str::trim);
            let hints: Vec<&str> = hints.filter(|line| !line.is_empty()).collect();
            let reason = reason.lines().next().unwrap_or("").trim();
            let reason = self.repository.environment.scrub(&[&[reason], &hints[..]].concat().join(" "));
            return Err(Diagnostic::plain(Message::TargetDenied { target, reason }));
        }
        Err(self.repository.failure(&output))
    }
}

impl Target for Branch<'_> {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(tip) = self.tip.as_ref().filter(|_| self.names.contains(path)) else { return Ok(None) };
        if self.cat.is_none() {
            self.cat = Some(Cat::start(&self.repository)?);
        }
        match &mut self.cat {
            Some(cat) => cat.read(&self.repository, &format!("{tip}:{path}")),
            None => Ok(None),
        }
    }

    /// Fetches the branch again, whole, into a repository that has nothing of it.
    fn read_back(&mut self, paths: &[&str], take: &mut Take<'_>) -> Result<(), Diagnostic> {
        let (address, shown) = (self.repository.address.clone(), self.shown.clone());
        let fresh = Repository::create(address, shown, self.repository.environment)?;
        fresh.run(&["fetch", "--quiet", "--depth=1", "--no-tags", REMOTE, &self.branch])?;
        let tip = fresh.line(&["rev-parse", "--verify", "FETCH_HEAD^{commit}"])?;
        let names = fresh.names(&tip)?;
        let mut cat = Cat::start(&fresh)?;
        for path in paths {
            let there = names.contains(*path);
            let bytes = if there { cat.read(&fresh, &format!("{tip}:{path}"))? } else { None };
            take(path, bytes);
        }
        Ok(())
    }

    fn list(&mut self) -> Result<BTreeMap<String, Held>, Diagnostic> {
        Ok(self.names.iter().map(|name| (name.clone(), Held::Readable)).collect())
    }

    fn write(&mut self, uploads: &[Upload], bytes: &Bytes<'_>) -> Result<(), Diagnostic> {
        for upload in uploads {
            let new = bytes(upload)?;
            let foreign = upload.new && !self.overwrite && self.names.contains(&upload.path);
            if foreign && self.read(&upload.path)?.is_some_and(|there| there != new) {
                return Err(Diagnostic::plain(Message::TargetForeign {
                    target: self.shown(),
                    count: "1".to_owned(),
                    paths: upload.path.clone(),
                }));
            }
            let mut words = format!("M 100644 inline {}\ndata {}\n", upload.path, new.len()).into_bytes();
            words.extend(new);
            words.push(b'\n');
            self.send(&words)?;
        }
        Ok(())
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), Diagnostic> {
        paths.iter().try_for_each(|path| self.send(format!("D {path}\n").as_bytes()))
    }

    fn lock(&mut self) -> Option<&mut dyn LockPlace> {
        None
    }

    fn commit(&mut self) -> Result<(), Diagnostic> {
        let Some(import) = self.import.take() else { return Ok(()) };
        import.finish(&self.repository)?;
        let commit = self.repository.line(&["rev-parse", "--verify", OWN])?;
        let tree = |of: &str| self.repository.line(&["rev-parse", "--verify", &format!("{of}^{{tree}}")]);
        let same = match &self.tip {
            Some(tip) => tree(tip)? == tree(&commit)?,
            None => false,
        };
        if !same {
            self.push(&commit)?;
            self.names = self.repository.names(&commit)?;
            self.tip = Some(commit);
        }
        Ok(())
    }
}

impl<'w> Repository<'w> {
    fn create(address: String, shown: String, environment: &'w Environment) -> Result<Self, Diagnostic> {
        let failed = |error: &io::Error| {
            let message = Message::TargetFailed { target: shown.clone(), reason: error.to_string() };
            Diagnostic::plain(message)
        };
        let folder = tempfile::Builder::new().prefix("gongkai-publish-").tempdir();
        let folder = folder.map_err(|error| failed(&error))?;
        let this = Self { folder, address, shown, environment };
        this.run(&["init", "--quiet", "--bare", "."])?;
        this.run(&["config", &format!("remote.{REMOTE}.url"), &this.address])?;
        Ok(this)
    }

    /// Git, in this repository and nowhere else.
    fn git(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--git-dir=.").current_dir(self.folder.path());
        if self.environment.secret(GIT_TOKEN).is_some() {
            let helper = if has_user(&self.address) { HELPER } else { HELPER_WITH_USER };
            command.args(["-c", "credential.helper=", "-c", &format!("credential.helper={helper}")]);
        }
        command.args(arguments);
        ELSEWHERE.iter().for_each(|name| {
            command.env_remove(name);
        });
        if let Some(token) = self.environment.secret(GIT_TOKEN) {
            command.env(GIT_TOKEN, token.expose());
        }
        // Messages are read here, and nobody sits at a terminal to be asked.
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
        command
    }

    fn output(&self, arguments: &[&str]) -> Result<Output, Diagnostic> {
        self.git(arguments).output().map_err(|error| self.unstartable(&error))
    }

    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let output = self.output(arguments)?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.failure(&output)) }
    }

    fn line(&self, arguments: &[&str]) -> Result<String, Diagnostic> {
        Ok(String::from_utf8_lossy(&self.run(arguments)?).trim().to_owned())
    }

    /// The paths of the files of a commit.
    fn names(&self, commit: &str) -> Result<BTreeSet<String>, Diagnostic> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit])?;
        let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
    }

    fn unstartable(&self, error: &io::Error) -> Diagnostic {
        if error.kind() == io::ErrorKind::NotFound {
            let program = "git".to_owned();
            return Diagnostic::plain(Message::ProgramMissing { program, target: self.shown.clone() });
        }
        self.failed(&error.to_string())
    }

    fn failed(&self, reason: &str) -> Diagnostic {
        let reason = self.environment.scrub(reason);
        Diagnostic::plain(Message::TargetFailed { target: self.shown.clone(), reason })
    }

    /// What Git said went wrong.
    fn failure(&self, output: &Output) -> Diagnostic {
        self.explain(&String::from_utf8_lossy(&output.stderr))
    }

    fn explain(&self, said: &str) -> Diagnostic {
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let fatal = lines.iter().find(|line| line.starts_with("fatal:") || line.starts_with("error:"));
        // What ssh says comes before, and is closer to the cause.
        let first = lines.iter().find(|line| !line.starts_with("warning:"));
        let line =
            if said.contains("Could not read from remote repository") { first } else { fatal.or(first) };
        let line = line.copied().unwrap_or("");
        let line = line.strip_prefix("fatal: ").or_else(|| line.strip_prefix("error: ")).unwrap_or(line);
        let reason = self.environment.scrub(line);
        let target = self.shown.clone();
        let has = |words: &[&str]| words.iter().any(|words| said.contains(words));
        let denied = [
            "Authentication failed",
            "Permission denied",
            "could not read Username",
            "could not read Password",
            "returned error: 401",
            "returned error: 403",
            "Access denied",
            "access denied",
        ];
        let unreachable = [
            "Could not resolve host",
            "Connection refused",
            "Failed to connect",
            "Couldn't connect",
            "timed out",
            "No route to host",
            "Network is unreachable",
            "does not appear to be a git repository",
            "repository not found",
            "Repository not found",
            "does not exist",
            "unable to access",
        ];
        Diagnostic::plain(if has(&denied) {
            Message::TargetDenied { target, reason }
        } else if has(&unreachable) {
            Message::TargetUnreachable { target, reason }
        } else {
            Message::TargetFailed { target, reason }
        })
    }
}

/// `git cat-file --batch`: reads one file after another.
struct Cat {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Cat {
    fn start(repository: &Repository<'_>) -> Result<Self, Diagnostic> {
        let mut command = repository.git(&["cat-file", "--batch"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|error| repository.unstartable(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(asks), Some(answers)) => Ok(Self { child, asks, answers: BufReader::new(answers) }),
            _ => Err(repository.failed("cat-file did not start")),
        }
    }

    /// The bytes of an object that is named by a revision and a path.
    fn read(&mut self, repository: &Repository<'_>, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let mut read = || -> io::Result<Option<Vec<u8>>> {
            writeln!(self.asks, "{name}")?;
            self.asks.flush()?;
            let mut head = String::new();
            self.answers.read_line(&mut head)?;
            // `<object> blob <size>`, or `<name> missing`.
            let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<usize>().ok());
            let Some(size) = size else {
                return if head.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(None) };
            };
            let mut bytes = vec![0; size + 1];
            self.answers.read_exact(&mut bytes)?;
            bytes.truncate(size);
            Ok(Some(bytes))
        };
        read().map_err(|error| repository.failed(&error.to_string()))
    }
}

impl Drop for Cat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `git fast-import`: takes a commit as a stream.
struct Import {
    child: Child,
    stream: io::BufWriter<ChildStdin>,
}

impl Import {
    fn start(repository: &Repository<'_>) -> Result<Self, Diagnostic> {
        let mut command = repository.git(&["fast-import", "--quiet"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| repository.unstartable(&error))?;
        match child.stdin.take() {
            Some(stream) => Ok(Self { child, stream: io::BufWriter::new(stream) }),
            None => Err(repository.failed("fast-import did not start")),
        }
    }

    fn send(&mut self, repository: &Repository<'_>, words: &[u8]) -> Result<(), Diagnostic> {
        self.stream.write_all(words).map_err(|error| repository.failed(&error.to_string()))
    }

    fn finish(self, repository: &Repository<'_>) -> Result<(), Diagnostic> {
        let Self { child, mut stream } = self;
        let ended = stream.write_all(b"\ndone\n").and_then(|()| stream.flush());
        drop(stream);
        let output = child.wait_with_output().map_err(|error| repository.failed(&error.to_string()))?;
        if !output.status.success() {
            return Err(repository.failure(&output));
        }
        ended.map_err(|error| repository.failed(&error.to_string()))
    }
}

/// The address of a repository: a path begins at the site's folder, everything else is Git's affair.
fn address(repository: &str, site: &Path) -> String {
    let elsewhere = repository.contains("://")
        || repository.split_once(':').is_some_and(|(host, _)| !host.contains('/') && !host.is_empty());
    if elsewhere {
        return repository.to_owned();
    }
    let path = site.join(repository);
    std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned()
}

/// Whether an address names the user: `https://user@host/`.
fn has_user(address: &str) -> bool {
    let host = address.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    host.is_some_and(|host| host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_begin_at_the_site() {
        let site = Path::new("/site");
        for same in ["https://host/a.git", "git@host:owner/a.git", "ssh://git@host/a", "/srv/a.git"] {
            assert_eq!(address(same, site), same);
        }
        assert_eq!(address("../a.git", site), "/site/../a.git");
        assert!(has_user("https://bot@host/a.git") && !has_user("https://host/a@b.git"));
    }
}
