//! What publishing takes from the environment: secrets, and where profiles lie. Nothing of it can be printed: no type
//! here is `Display`, `Debug` shows names only, and [`Environment::scrub`] takes out of foreign words what slipped in.
//! It must not read the environment: `main.rs` does.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// A word that must not be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// Keeps a word.
    pub fn new(word: impl Into<Box<str>>) -> Self {
        Self(word.into())
    }

    /// The word, for whom it is meant: a signature, a password asked for.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The variables that publishing knows.
#[derive(Clone, Default)]
pub struct Environment {
    values: BTreeMap<&'static str, Secret>,
}

/// Where a user's own files lie.
const HOME: &str = "HOME";
/// The password or token for Git over HTTP.
pub(crate) const GIT_TOKEN: &str = "GONGKAI_GIT_TOKEN";
pub(crate) const ACCESS_KEY: &str = "AWS_ACCESS_KEY_ID";
pub(crate) const SECRET_KEY: &str = "AWS_SECRET_ACCESS_KEY";
pub(crate) const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";
pub(crate) const PROFILE: &str = "AWS_PROFILE";
pub(crate) const CREDENTIALS_FILE: &str = "AWS_SHARED_CREDENTIALS_FILE";
pub(crate) const CONFIG_FILE: &str = "AWS_CONFIG_FILE";
/// Certificates to believe in place of the usual ones, for a service within an organisation.
pub(crate) const CERTIFICATES: &str = "AWS_CA_BUNDLE";
/// In the order in which they are looked at.
pub(crate) const REGIONS: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];
pub(crate) const ENDPOINTS: [&str; 2] = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

impl Environment {
    /// The names of the variables that are looked at.
    pub const NAMES: &'static [&'static str] = &[
        HOME,
        GIT_TOKEN,
        ACCESS_KEY,
        SECRET_KEY,
        SESSION_TOKEN,
        PROFILE,
        CREDENTIALS_FILE,
        CONFIG_FILE,
        CERTIFICATES,
        REGIONS[0],
        REGIONS[1],
        ENDPOINTS[0],
        ENDPOINTS[1],
    ];

    /// Takes each variable from whoever may read them. An empty one counts as none.
    pub fn of(read: impl Fn(&str) -> Option<String>) -> Self {
        let set = Self::NAMES.iter().filter_map(|&name| Some((name, read(name)?)));
        let set = set.filter(|(_, value)| !value.is_empty());
        Self { values: set.map(|(name, value)| (name, Secret::new(value))).collect() }
    }

    pub(crate) fn secret(&self, name: &str) -> Option<&Secret> {
        self.values.get(name)
    }

    /// A variable that is no secret.
    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        debug_assert!(![GIT_TOKEN, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN].contains(&name));
        self.values.get(name).map(Secret::expose)
    }

    #[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "what object stores need"))]
    pub(crate) fn home(&self) -> Option<PathBuf> {
        self.word(HOME).map(PathBuf::from)
    }

    /// Words of another program or a server, without any secret in them.
    pub(crate) fn scrub(&self, words: &str) -> String {
        let secrets = [GIT_TOKEN, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN].into_iter();
        scrub(words, secrets.filter_map(|name| self.secret(name)))
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.keys()).finish()
    }
}

/// Words with each secret replaced by three dots. A secret of a character or two would only riddle them.
pub(crate) fn scrub<'s>(words: &str, secrets: impl Iterator<Item = &'s Secret>) -> String {
    let long = secrets.filter(|secret| secret.expose().len() > 3);
    long.fold(words.to_owned(), |words, secret| words.replace(secret.expose(), "…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_can_be_printed() {
        let value = |name: &str| Some(format!("value-of-{name}"));
        let environment = Environment::of(value);
        let shown = format!("{environment:?} {:#?} {:?}", environment, environment.secret(SECRET_KEY));
        assert!(shown.contains("AWS_SECRET_ACCESS_KEY") && !shown.contains("value-of"), "{shown}");
        let said = environment.scrub("denied: value-of-AWS_SECRET_ACCESS_KEY, value-of-GONGKAI_GIT_TOKEN!");
        assert_eq!(said, "denied: …, …!");
    }
}
