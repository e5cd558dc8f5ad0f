//! Where the files of a published site are: in a folder, or on a server. It must not know what they are.

use std::time::Duration;

use crate::diagnostic::{Diagnostic, Message};
use crate::source::Folder;
use crate::sums;

/// No file of a site is larger.
const LARGEST: u64 = 1 << 30;
/// How long a server may take for one file.
const PATIENCE: Duration = Duration::from_secs(60);

/// A place with files.
pub(super) enum Shelf {
    Folder(Folder),
    Server { agent: ureq::Agent, base: String },
}

impl Shelf {
    pub(super) fn at(place: &str) -> Self {
        if place.starts_with("http://") || place.starts_with("https://") {
            let config = ureq::Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(PATIENCE))
                .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
                .build();
            let base = if place.ends_with('/') { place.to_owned() } else { format!("{place}/") };
            Self::Server { agent: ureq::Agent::new_with_config(config), base }
        } else {
            Self::Folder(Folder::new(place))
        }
    }

    pub(super) const fn is_remote(&self) -> bool {
        matches!(self, Self::Server { .. })
    }

    /// A file's bytes; `None` where there is none of that name.
    ///
    /// # Errors
    /// Where the place cannot be read, or the server does not answer as it should.
    pub(super) fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        match self {
            Self::Folder(folder) => {
                if sums::is_inside(path) && folder.has(path) {
                    folder.bytes(path).map(Some)
                } else {
                    Ok(None)
                }
            }
            Self::Server { agent, base } => {
                // A page is asked for as readers ask for it.
                let asked =
                    path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
                let url = format!("{base}{}", asked.unwrap_or(path));
                let unreachable = |reason: String| {
                    Diagnostic::plain(Message::AddressUnreachable { url: url.clone(), reason })
                };
                let mut answer = agent.get(&url).call().map_err(|error| unreachable(error.to_string()))?;
                match answer.status().as_u16() {
                    200 => {
                        let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
                        body.map(Some).map_err(|error| unreachable(error.to_string()))
                    }
                    403 | 404 | 410 => Ok(None),
                    status => Err(unreachable(status.to_string())),
                }
            }
        }
    }

    /// The files of a folder; what a server has, nobody can ask it.
    pub(super) fn list(&self) -> Vec<String> {
        match self {
            Self::Folder(folder) => folder.list("").0,
            Self::Server { .. } => Vec::new(),
        }
    }
}
