//! `targets:` in `content/site.yaml`: the places that the site is published to, by name. No secret stands here: a
//! setting that holds one is refused. It must not know how anything is published.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_yaml::Value;

use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::is_slug;

/// The key that they stand under.
pub(super) const KEY: &str = "targets";

/// The places that a site is published to, by name.
pub type Targets = BTreeMap<String, Target>;

/// A place that a site is published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder.
    Folder(FolderTarget),
    /// A branch of a Git repository.
    Git(GitTarget),
    /// A bucket of an object store that speaks S3.
    Bucket(BucketTarget),
}

/// A folder: one that a web server serves, a mounted share, the source of an `rsync`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderTarget {
    /// Where it is; a relative path begins at the site's folder.
    pub path: String,
}

/// A branch of a Git repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitTarget {
    /// The repository, as `git fetch` takes it, without a password.
    pub repository: String,
    /// The branch, without `refs/heads/`.
    pub branch: String,
    /// What becomes of the commits that are there.
    pub history: History,
}

/// What becomes of a branch's earlier commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A new commit follows them.
    Keep,
    /// The branch is one commit without a parent.
    Orphan,
}

/// A bucket of an object store that speaks S3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketTarget {
    /// Its name.
    pub bucket: String,
    /// What the names of the site's objects begin with: empty, or ends with a slash.
    pub prefix: String,
    /// The address of the service; without one, Amazon's in the region.
    pub endpoint: Option<String>,
    /// The region; without one, that of the environment or the profile, else `us-east-1`.
    pub region: Option<String>,
    /// Whether the bucket's name stands in the path of an address, not in its host.
    pub path_style: bool,
    /// The profile in `~/.aws/credentials` and `~/.aws/config`; without one, the environment's, else `default`.
    pub profile: Option<String>,
}

/// The keys that a target may have, by kind: what makes it one, then what says more of it.
const KINDS: &[&[&str]] = &[
    &["folder"],
    &["git", "branch", "history"],
    &["s3", "prefix", "endpoint", "region", "path_style", "profile"],
];

/// Reads the targets of the settings, a file that has been read as YAML already.
///
/// # Errors
/// Every setting that is not right.
pub(super) fn parse(file: &Arc<SourceFile>, value: Option<&Value>) -> Result<Targets, Vec<Diagnostic>> {
    let mut reader = Reader { file, problems: Vec::new() };
    let targets = match value {
        None | Some(Value::Null) => Targets::new(),
        Some(Value::Mapping(named)) => {
            named.iter().filter_map(|(name, value)| reader.target(name, value)).collect()
        }
        Some(_) => {
            reader.refuse(&[], "is not a list of names, each with its settings", "應為各目標的名稱及其設定");
            Targets::new()
        }
    };
    if reader.problems.is_empty() { Ok(targets) } else { Err(reader.problems) }
}

/// Where a target, or a key of it, stands in the settings.
pub(super) fn span(text: &str, path: &[&str]) -> Range<usize> {
    let path: Vec<&str> = std::iter::once(KEY).chain(path.iter().copied()).collect();
    yaml::nested_span(text, &path)
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn refuse(&mut self, path: &[&str], reason: impl Into<String>, reason_zh: impl Into<String>) {
        let key = std::iter::once(KEY).chain(path.iter().copied()).collect::<Vec<_>>().join(".");
        let message = Message::SettingInvalid { key, reason: reason.into(), reason_zh: reason_zh.into() };
        self.problems.push(Diagnostic::at(message, self.file, span(&self.file.text, path)));
    }

    fn target(&mut self, name: &Value, value: &Value) -> Option<(String, Target)> {
        let Some(name) = name.as_str().filter(|name| is_slug(name)) else {
            let shown = word(name);
            self.refuse(
                &[&shown],
                format!("“{shown}” is no name for a target: a-z, 0-9 and hyphens"),
                format!("「{shown}」不能作為目標的名稱：請用小寫英文字母、數字與連字號"),
            );
            return None;
        };
        let Value::Mapping(map) = value else {
            self.refuse(&[name], "has no settings", "沒有設定內容");
            return None;
        };
        let has = |key: &str| map.iter().any(|(found, _)| found.as_str() == Some(key));
        let kinds: Vec<&&[&str]> = KINDS.iter().filter(|keys| has(keys[0])).collect();
        let &[keys] = kinds.as_slice() else {
            self.refuse(
                &[name],
                "must say what it is, with one of `folder`, `git` and `s3`",
                "應以 `folder`、`git`、`s3` 三者之一說明類型",
            );
            return None;
        };
        let before = self.problems.len();
        for (key, _) in map {
            let shown = word(key);
            if !keys.contains(&shown.as_str()) {
                let message = Message::KeyUnknown { key: shown.clone(), keys: keys.join(", ") };
                let at = span(&self.file.text, &[name, &shown]);
                self.problems.push(Diagnostic::at(message, self.file, at));
            }
        }
        let mut settings = Settings { reader: self, name, map };
        let target = match keys[0] {
            "folder" => settings.folder(),
            "git" => settings.git(),
            _ => settings.bucket(),
        };
        (self.problems.len() == before).then_some((name.to_owned(), target))
    }
}

/// The settings of one target. What is not right is reported, and stands as empty until the whole is refused.
struct Settings<'r, 'f, 'v> {
    reader: &'r mut Reader<'f>,
    name: &'v str,
    map: &'v serde_yaml::Mapping,
}

impl Settings<'_, '_, '_> {
    fn folder(&mut self) -> Target {
        Target::Folder(FolderTarget { path: self.string("folder").unwrap_or_default() })
    }

    fn git(&mut self) -> Target {
        let repository = self.string("git").unwrap_or_default();
        if has_password(&repository) {
            let message = Message::SecretInSettings { key: self.path("git") };
            // A message shows the line it is about: not this one.
            let at = span(&self.reader.file.text, &[self.name]);
            self.reader.problems.push(Diagnostic::at(message, self.reader.file, at));
        } else if repository.starts_with('-') || repository.contains("::") {
            self.refuse("git", "is not the address of a repository", "不是儲存庫的位址");
        }
        let branch = self.string("branch").unwrap_or_else(|| "gh-pages".to_owned());
        if !is_branch(&branch) {
            self.refuse(
                "branch",
                format!("is no name for a branch: “{branch}”"),
                format!("不能作為分支名稱：「{branch}」"),
            );
        }
        let history = match self.string("history").as_deref() {
            None | Some("keep") => History::Keep,
            Some("orphan") => History::Orphan,
            Some(other) => {
                let (en, zh) = (
                    format!("is keep or orphan, not “{other}”"),
                    format!("應為 keep 或 orphan，不是「{other}」"),
                );
                self.refuse("history", en, zh);
                History::Keep
            }
        };
        Target::Git(GitTarget { repository, branch, history })
    }

    fn bucket(&mut self) -> Target {
        let bucket = self.string("s3").unwrap_or_default();
        if !is_bucket(&bucket) {
            self.refuse(
                "s3",
                format!("is no name for a bucket: “{bucket}”"),
                format!("不能作為儲存桶名稱：「{bucket}」"),
            );
        }
        let prefix = self.string("prefix").unwrap_or_default();
        let prefix = prefix.trim_matches('/');
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        let part = |part: &str| !part.is_empty() && part.chars().all(plain) && part.chars().any(|c| c != '.');
        if !prefix.is_empty() && !prefix.split('/').all(part) {
            self.refuse(
                "prefix",
                format!("is not a path like notices/: “{prefix}”"),
                format!("不是 notices/ 形式的路徑：「{prefix}」"),
            );
        }
        let endpoint = self.string("endpoint");
        if let Some(endpoint) = endpoint.as_ref().filter(|endpoint| !is_endpoint(endpoint)) {
            let (en, zh) = (
                format!("is not an address like https://host: “{endpoint}”"),
                format!("不是 https://host 形式的位址：「{endpoint}」"),
            );
            self.refuse("endpoint", en, zh);
        }
        let path_style = match self.map.get("path_style") {
            None => endpoint.is_some(),
            Some(Value::Bool(path_style)) => *path_style,
            Some(_) => {
                self.refuse("path_style", "is true or false", "應為 true 或 false");
                false
            }
        };
        let region = self.string("region");
        let profile = self.string("profile");
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let endpoint = endpoint.map(|endpoint| endpoint.trim_end_matches('/').to_owned());
        Target::Bucket(BucketTarget { bucket, prefix, endpoint, region, path_style, profile })
    }

    /// A setting that is a word or a line.
    fn string(&mut self, key: &str) -> Option<String> {
        let value = self.map.get(key)?;
        let string = value.as_str().map(str::trim).filter(|string| !string.is_empty());
        if string.is_none_or(|string| string.chars().any(char::is_control)) {
            self.refuse(key, "is not a text in quotes", "應為引號內的文字");
            return None;
        }
        string.map(str::to_owned)
    }

    fn refuse(&mut self, key: &str, reason: impl Into<String>, reason_zh: impl Into<String>) {
        self.reader.refuse(&[self.name, key], reason, reason_zh);
    }

    fn path(&self, key: &str) -> String {
        [KEY, self.name, key].join(".")
    }
}

/// A key as it is shown, whatever it is.
fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| serde_yaml::to_string(value).unwrap_or_default().trim().to_owned(), str::to_owned)
}

/// Whether an address like `https://user:password@host/` has a password in it.
fn has_password(address: &str) -> bool {
    let host = address.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    host.and_then(|host| host.rsplit_once('@')).is_some_and(|(user, _)| user.contains(':'))
}

/// What every Git takes for the name of a branch (git-check-ref-format), and a little less.
fn is_branch(branch: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    branch.chars().all(plain)
        && !branch.contains("..")
        && branch
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with(['.', '-']) && !part.ends_with(".lock"))
        && !branch.ends_with('.')
}

/// What every S3 takes for the name of a bucket: 3 to 63 of `a-z 0-9 . -`, and capitals and `_` for the services that
/// have them.
fn is_bucket(bucket: &str) -> bool {
    (3..=63).contains(&bucket.len())
        && bucket.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
}

/// `http` or `https`, a host, a port or a path perhaps; no user, no query.
fn is_endpoint(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
}
