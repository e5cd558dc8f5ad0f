//! What is published: an output folder, if it may be. Here stand all reasons to refuse: no site, one that is older than
//! its content, one whose content has errors, one for the address of the example, one that somebody else has changed. It
//! must not know where it goes.

use std::path::{Path, PathBuf};

use super::plain;
use super::plan::Upload;
use super::record::{self, Record};
use crate::build::{self, BuildOptions};
use crate::config;
use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::source::Folder;
use crate::sums::{self, Sums};

/// Hosts that nobody has (RFC 2606, RFC 6761): an address with one was never meant to be printed on paper.
const EXAMPLES: &[&str] = &["example", "invalid", "test"];
const EXAMPLE_DOMAINS: &[&str] = &["example.com", "example.net", "example.org"];

/// A site that may be published.
#[derive(Debug)]
pub(crate) struct Local {
    folder: Folder,
    pub(crate) sums: Sums,
    /// The list itself.
    pub(crate) list: Vec<u8>,
    /// The address that it was made for.
    pub(crate) base_url: String,
}

impl Local {
    /// Opens the output folder of a site, and says what is to be said of it.
    ///
    /// # Errors
    /// Every reason not to publish it.
    pub(crate) fn open(site: &Path, out: &Path) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let folder = Folder::new(out);
        let unbuilt = || vec![Diagnostic::plain(Message::SiteUnbuilt { path: plain(out) })];
        if !folder.has(sums::FILE) {
            return Err(unbuilt());
        }
        let list = folder.bytes(sums::FILE).map_err(|problem| vec![problem])?;
        let sums = sums::parse(&list).filter(|sums| !sums.is_empty()).ok_or_else(unbuilt)?;
        let base_url = current(site, out)?;
        refuse_example(site, &base_url).map_or(Ok(()), |problem| Err(vec![problem]))?;
        refuse_nobody(site).map_or(Ok(()), |problem| Err(vec![problem]))?;
        let local = Self { folder, sums, list, base_url };
        let notes = local.compare_names(out)?;
        Ok((local, notes))
    }

    /// A folder with these files, and nothing else known of it.
    #[cfg(test)]
    pub(crate) fn of_folder(folder: &Path, sums: Sums) -> Self {
        let list = sums::print(&sums).into_bytes();
        Self { folder: Folder::new(folder), sums, list, base_url: String::new() }
    }

    /// The bytes of a file, which are those that the list names.
    ///
    /// # Errors
    /// Where somebody has changed or removed it.
    pub(crate) fn bytes(&self, upload: &Upload) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.folder.bytes(&upload.path)?;
        if crate::digest::sha256_hex(&bytes) == upload.sha256 {
            return Ok(bytes);
        }
        Err(changed(&upload.path))
    }

    /// The bytes of a file by its path.
    pub(crate) fn of(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let sha256 = self.sums.get(path).cloned().unwrap_or_default();
        self.bytes(&Upload { path: path.to_owned(), sha256, new: false })
    }

    /// Holds the names in the list against those in the folder.
    fn compare_names(&self, out: &Path) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let (found, problems) = self.folder.list_all();
        if has_errors(&problems) {
            return Err(problems);
        }
        let missing: Vec<Diagnostic> = self
            .sums
            .keys()
            .filter(|path| found.binary_search(path).is_err())
            .map(|path| changed(path))
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let foreign: Vec<&str> = (found.iter().map(String::as_str))
            .filter(|path| *path != sums::FILE && !self.sums.contains_key(*path))
            .collect();
        Ok(if foreign.is_empty() {
            Vec::new()
        } else {
            vec![Diagnostic::plain(Message::SiteFilesForeign {
                folder: plain(out),
                count: foreign.len().to_string(),
                paths: super::some(&foreign),
            })]
        })
    }
}

/// The address that the output folder was made for, if it is what a build would make now.
fn current(site: &Path, out: &Path) -> Result<String, Vec<Diagnostic>> {
    let record = Record::of(site, out);
    if let Some(record) = record.as_ref().filter(|record| record.inputs == record::inputs(site).all()) {
        return Ok(record.base_url.clone());
    }
    let path = plain(out);
    let stale =
        if record.is_some() { Message::SiteStale { path } } else { Message::SiteOfUnknownOrigin { path } };
    // Whoever builds now meets these first.
    let options = BuildOptions { site: site.to_owned(), locked: true, ..BuildOptions::default() };
    let (_, found) = build::check(&options);
    let mut problems: Vec<Diagnostic> =
        found.into_iter().filter(|one| has_errors(std::slice::from_ref(one))).collect();
    let broken = (!problems.is_empty()).then_some(Message::SiteBroken);
    problems.push(Diagnostic::plain(broken.unwrap_or(stale)));
    Err(problems)
}

/// What is to be said of an address that is still the example's: at its line, where the settings have it.
fn refuse_example(site: &Path, base_url: &str) -> Option<Diagnostic> {
    let host = config::host_of(base_url).to_ascii_lowercase();
    let local = is_local(&host);
    let example = EXAMPLES.contains(&host.rsplit('.').next().unwrap_or(&host))
        || EXAMPLE_DOMAINS.iter().any(|domain| host == *domain || host.ends_with(&format!(".{domain}")));
    (example || local).then(|| {
        let url = base_url.to_owned();
        let message = if local { Message::BaseUrlLocal { url } } else { Message::BaseUrlExample { url } };
        match Folder::new(site).text(config::PATH) {
            Ok(file) if file.text.contains(base_url.trim_end_matches('/')) => {
                let at = yaml::setting_span(&file.text, "base_url");
                Diagnostic::at(message, &file, at)
            }
            _ => Diagnostic::plain(message),
        }
    })
}

/// Whether a host is this machine for whoever asks (RFC 6761, RFC 1122, RFC 4291).
fn is_local(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
        return address.parse().is_ok_and(|ip: std::net::Ipv6Addr| ip.is_loopback() || ip.is_unspecified());
    }
    let host = host.trim_end_matches('.');
    let ip = host.parse().is_ok_and(|ip: std::net::Ipv4Addr| ip.is_loopback() || ip.is_unspecified());
    ip || host == "localhost" || host.ends_with(".localhost")
}

/// What is to be said of a site whose publisher is still the placeholder of a new one.
fn refuse_nobody(site: &Path) -> Option<Diagnostic> {
    let file = Folder::new(site).text(config::PATH).ok()?;
    let config = config::parse(&file, None).ok()?;
    config.is_of_nobody().then(|| config::at_publisher(&file, Message::PublisherMissing))
}

fn changed(path: &str) -> Diagnostic {
    Diagnostic::plain(Message::SiteFileChanged { path: path.to_owned() })
}

/// The output folder of a site.
pub(crate) fn out(site: &Path, given: Option<&Path>) -> PathBuf {
    given.map_or_else(|| site.join("public"), Path::to_owned)
}
