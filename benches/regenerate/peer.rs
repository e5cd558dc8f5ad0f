//! Other generators, and the corpus as they take it: the same pages (notice, directives, comparison, regulations with who
//! cites them, years, front, feeds) from templates of the same make.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::child::{Cost, measure};
use super::corpus::File;
use super::ready::{Both, EDITIONS, ReadyNotice, ReadyRegulation};

/// A generator that is there.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    program: PathBuf,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hugo,
    Zola,
}

impl Peer {
    /// Those that are there: in `.tools`, where `.ci/setup bench` puts what it can get, or on the path.
    pub(crate) fn found() -> Vec<Self> {
        let known = [("hugo", Kind::Hugo), ("zola", Kind::Zola)];
        let own = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools").join(name).join(name);
        let find = |(name, kind): (&'static str, Kind)| {
            let program = Some(own(name)).filter(|own| own.is_file()).unwrap_or_else(|| PathBuf::from(name));
            let peer = Self { name, program, kind };
            peer.try_version().map(|_| peer)
        };
        known.into_iter().filter_map(find).collect()
    }

    fn try_version(&self) -> Option<String> {
        let asked = if self.kind == Kind::Hugo { "version" } else { "--version" };
        let output = Command::new(&self.program).arg(asked).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// What it says of itself.
    pub(crate) fn version(&self) -> String {
        self.try_version().unwrap_or_default()
    }

    /// Builds a site; every file of its output counts as written, for it writes them all.
    ///
    /// # Errors
    /// What it says, where it fails.
    pub(crate) fn build(&self, site: &Path) -> Result<Cost, String> {
        let arguments: &[&str] = match self.kind {
            Kind::Hugo => &["--quiet"],
            Kind::Zola => &["build", "--force"],
        };
        let folder = site.to_str().expect("a path");
        let (mut cost, _) = measure(self.program.to_str().expect("a path"), arguments, folder)?;
        let files = walkdir::WalkDir::new(site.join("public")).into_iter().filter_map(Result::ok);
        cost.written = files.filter(|entry| entry.file_type().is_file()).count();
        Ok(cost)
    }

    /// Settings, templates, the pages there is one of.
    pub(crate) fn frame(&self) -> Vec<File> {
        let files: &[(&str, &str)] = match self.kind {
            Kind::Hugo => &[
                ("hugo.toml", include_str!("hugo/hugo.toml")),
                ("layouts/baseof.html", include_str!("hugo/baseof.html")),
                ("layouts/home.html", include_str!("hugo/home.html")),
                ("layouts/page.html", include_str!("hugo/page.html")),
                ("layouts/section.html", include_str!("hugo/section.html")),
                ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
                ("layouts/term.html", include_str!("hugo/term.html")),
            ],
            Kind::Zola => &[
                ("config.toml", include_str!("zola/config.toml")),
                ("templates/base.html", include_str!("zola/base.html")),
                ("templates/index.html", include_str!("zola/index.html")),
                ("templates/page.html", include_str!("zola/page.html")),
                ("templates/section.html", include_str!("zola/section.html")),
                ("templates/taxonomy_list.html", include_str!("zola/taxonomy_list.html")),
                ("templates/taxonomy_single.html", include_str!("zola/taxonomy_single.html")),
            ],
        };
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        let style =
            ("static/style.css".to_owned(), include_str!("../../themes/gazette/style.css").to_owned());
        let mut all: Vec<File> = files.iter().map(own).chain([style]).collect();
        if self.kind == Kind::Zola {
            for (side, _) in EDITIONS.iter().enumerate() {
                for section in ["", "notices/", "regulations/"] {
                    let path = format!("content/{section}_index{}.md", zola_suffix(side));
                    let sorted = if section == "notices/" { "sort_by = \"date\"\n" } else { "" };
                    all.push((path, format!("+++\ntitle = \"測試語料\"\n{sorted}+++\n")));
                }
            }
        }
        all
    }

    pub(crate) fn regulation(&self, regulation: &ReadyRegulation) -> Vec<File> {
        let id = &regulation.id;
        let file = |side: usize| match self.kind {
            Kind::Hugo => (
                format!("content/{}/regulations/{id}/_index.md", EDITIONS[side].1),
                format!("+++\ntitle = {}\n+++\n{}", quoted(&regulation.name[side]), regulation.body[side]),
            ),
            // Shown by the page of the term, which has who cites it and the feed.
            Kind::Zola => (
                format!("content/regulations/{id}{}.md", zola_suffix(side)),
                format!(
                    "+++\ntitle = {}\nrender = false\n+++\n{}",
                    quoted(&regulation.name[side]),
                    regulation.body[side]
                ),
            ),
        };
        vec![file(0), file(1)]
    }

    pub(crate) fn notice(&self, notice: &ReadyNotice) -> Vec<File> {
        (0..EDITIONS.len()).flat_map(|side| self.in_one_script(notice, side)).collect()
    }

    fn in_one_script(&self, notice: &ReadyNotice, side: usize) -> Vec<File> {
        let ReadyNotice { id, published, .. } = notice;
        let year = &published[..4];
        let cites = notice.cites.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(", ");
        let topic = |blocks: &Vec<Both>| blocks.first().map_or_else(String::new, |head| head[side].clone());
        let topics: Vec<String> =
            notice.directives.iter().map(topic).map(|topic| quoted(&plain(&topic))).collect();
        let topics = topics.join(", ");
        let (title, source) = (quoted(&notice.title[side]), quoted(&notice.source[side]));
        let all = |blocks: &[Both]| {
            blocks.iter().map(|block| block[side].as_str()).collect::<Vec<_>>().join("\n\n")
        };
        let pairs = notice
            .blocks
            .iter()
            .map(|[hant, hans]| format!("[{}, {}]", quoted(&plain(hant)), quoted(&plain(hans))));
        let pairs = pairs.collect::<Vec<_>>().join(", ");
        let whole = all(&notice.blocks);
        let directives = notice.directives.iter().enumerate().map(|(index, blocks)| (index + 1, all(blocks)));
        match self.kind {
            Kind::Hugo => {
                let folder = format!("content/{}", EDITIONS[side].1);
                let front = format!(
                    "title = {title}\ndate = {published}\n[params]\nsource = {source}\nnotice = {}\n",
                    quoted(id)
                );
                let taxonomies = format!("years = [\"{year}\"]\nregulations = [{cites}]\n");
                let mut files = vec![
                    (
                        format!("{folder}/notices/{id}.md"),
                        format!(
                            "+++\n{taxonomies}{front}kind = \"notice\"\ntopics = [{topics}]\n+++\n{whole}"
                        ),
                    ),
                    (
                        format!("{folder}/compare/{id}.md"),
                        format!(
                            "+++\nurl = \"notices/{id}/compare/\"\n{front}kind = \"compare\"\npairs = [{pairs}]\n+++\n"
                        ),
                    ),
                ];
                files.extend(directives.map(|(number, body)| {
                    (
                        format!("{folder}/directives/{id}-{number}.md"),
                        format!("+++\nurl = \"notices/{id}/directive-{number}/\"\n{front}kind = \"directive\"\nnumber = {number}\n+++\n{body}"),
                    )
                }));
                files
            }
            Kind::Zola => {
                let suffix = zola_suffix(side);
                let front = format!("title = {title}\ndate = {published}\n");
                let extra = format!("[extra]\nsource = {source}\nnotice = {}\n", quoted(id));
                let taxonomies = format!("[taxonomies]\nyears = [\"{year}\"]\nregulations = [{cites}]\n");
                let mut files = vec![
                    (
                        format!("content/notices/{id}{suffix}.md"),
                        format!(
                            "+++\n{front}path = \"notices/{id}\"\n{taxonomies}{extra}kind = \"notice\"\ntopics = [{topics}]\n+++\n{whole}"
                        ),
                    ),
                    (
                        format!("content/compare/{id}{suffix}.md"),
                        format!(
                            "+++\n{front}path = \"notices/{id}/compare\"\n{extra}kind = \"compare\"\npairs = [{pairs}]\n+++\n"
                        ),
                    ),
                ];
                files.extend(directives.map(|(number, body)| {
                    (
                        format!("content/directives/{id}-{number}{suffix}.md"),
                        format!("+++\n{front}path = \"notices/{id}/directive-{number}\"\n{extra}kind = \"directive\"\nnumber = {number}\n+++\n{body}"),
                    )
                }));
                files
            }
        }
    }
}

/// Zola names a page's language before its extension, but for the first.
const fn zola_suffix(side: usize) -> &'static str {
    if side == 0 { "" } else { ".zh-hans" }
}

/// As a string of TOML: what JSON escapes, it does.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// The words of a text with links.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(&before.replacen('[', "", 1));
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    out + rest
}
