//! Profiles of the usual tools for object stores: `~/.aws/credentials` and `~/.aws/config`, and the environment before
//! them. What is read here is secret: no message shows a line of these files.

use std::path::{Path, PathBuf};

use super::environment::{self as names, Environment, Secret};
use crate::diagnostic::Diagnostic;
use crate::source::Folder;

/// What a key to an object store consists of.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) access_key: Secret,
    pub(crate) secret_key: Secret,
    pub(crate) session_token: Option<Secret>,
}

/// What the environment and the profile say.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// The profile's name.
    pub(crate) name: String,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
}

impl Profile {
    /// Reads the profile that is named, else the environment's; a key in the environment goes before that of a profile
    /// that nobody has named in the settings.
    ///
    /// # Errors
    /// Where a file that was named cannot be read.
    pub(crate) fn read(environment: &Environment, named: Option<&str>) -> Result<Self, Diagnostic> {
        let name = named.or_else(|| environment.word(names::PROFILE)).unwrap_or("default").to_owned();
        let credentials = file(environment, names::CREDENTIALS_FILE, "credentials")?;
        let config = file(environment, names::CONFIG_FILE, "config")?;
        let section = if name == "default" { name.clone() } else { format!("profile {name}") };
        let value = |key: &str| {
            let own = find(&credentials, &name, key);
            own.or_else(|| find(&config, &section, key)).map(Secret::new)
        };
        let word = |key: &str| value(key).map(|value| value.expose().to_owned());
        let of_profile = value("aws_access_key_id").zip(value("aws_secret_access_key"));
        let of_profile = of_profile.map(|(access_key, secret_key)| Credentials {
            access_key,
            secret_key,
            session_token: value("aws_session_token"),
        });
        let secret = |name: &str| environment.secret(name).cloned();
        let of_environment = secret(names::ACCESS_KEY).zip(secret(names::SECRET_KEY));
        let of_environment = of_environment.map(|(access_key, secret_key)| Credentials {
            access_key,
            secret_key,
            session_token: secret(names::SESSION_TOKEN),
        });
        let credentials = if named.is_some() { of_profile } else { of_environment.or(of_profile) };
        let first = |names: &[&str]| names.iter().find_map(|name| environment.word(name)).map(str::to_owned);
        Ok(Self {
            credentials,
            region: first(&names::REGIONS).or_else(|| word("region")),
            endpoint: first(&names::ENDPOINTS).or_else(|| word("endpoint_url")),
            name,
        })
    }

    /// The secrets in it.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let credentials = self.credentials.iter();
        credentials
            .flat_map(|one| [Some(&one.access_key), Some(&one.secret_key), one.session_token.as_ref()])
            .flatten()
    }
}

/// The text of a file of profiles: the one that the environment names, else that of the home folder, which need not be
/// there.
fn file(environment: &Environment, variable: &str, name: &str) -> Result<String, Diagnostic> {
    let named = environment.word(variable).map(PathBuf::from);
    let path = named.clone().or_else(|| Some(environment.home()?.join(".aws").join(name)));
    let Some(path) = path else { return Ok(String::new()) };
    let (folder, file) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    let folder = Folder::new(folder);
    let file = file.to_string_lossy();
    if named.is_none() && !folder.has(&file) {
        return Ok(String::new());
    }
    // The lines are dropped with the file: no message can show them.
    folder.bytes(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The value of a key in a section of a file of profiles.
fn find(text: &str, section: &str, key: &str) -> Option<String> {
    let mut within = false;
    let mut found = None;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            within = name.split_whitespace().eq(section.split_whitespace());
            continue;
        }
        let pair = line.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        if let Some((_, value)) = pair.filter(|(name, value)| within && *name == key && !value.is_empty()) {
            found = Some(value.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[default]\naws_access_key_id = A\n# [profile other]\n[profile  other]\nregion=eu-1\n\n[o2]\nregion =\n";

    #[test]
    fn a_key_is_found_in_its_section_only() {
        assert_eq!(find(FILE, "default", "aws_access_key_id").as_deref(), Some("A"));
        assert_eq!(find(FILE, "profile other", "region").as_deref(), Some("eu-1"));
        assert_eq!(find(FILE, "default", "region"), None);
        assert_eq!(find(FILE, "o2", "region"), None);
        assert_eq!(find("", "default", "region"), None);
    }

    #[test]
    fn the_environment_goes_before_a_profile_that_nobody_named() {
        let folder = tempfile::tempdir().expect("a folder");
        crate::output::create(
            &folder.path().join(".aws/credentials"),
            b"[default]\naws_access_key_id=d\naws_secret_access_key=ds\n[x]\naws_access_key_id=x\naws_secret_access_key=xs\nregion=r1\n",
        )
        .expect("written");
        let home = folder.path().to_string_lossy().into_owned();
        let only_home = Environment::of(|name| (name == "HOME").then(|| home.clone()));
        let with_key = Environment::of(|name| match name {
            "HOME" => Some(home.clone()),
            names::ACCESS_KEY => Some("e".into()),
            names::SECRET_KEY => Some("es".into()),
            _ => None,
        });
        let key = |environment: &Environment, named: Option<&str>| {
            let profile = Profile::read(environment, named).expect("read");
            profile.credentials.map(|credentials| credentials.access_key.expose().to_owned())
        };
        assert_eq!(key(&only_home, None).as_deref(), Some("d"));
        assert_eq!(key(&with_key, None).as_deref(), Some("e"));
        assert_eq!(key(&with_key, Some("x")).as_deref(), Some("x"));
        assert_eq!(key(&with_key, Some("nobody")), None);
        assert_eq!(Profile::read(&only_home, Some("x")).expect("read").region.as_deref(), Some("r1"));
        let shown = format!("{:?}", Profile::read(&only_home, Some("x")));
        assert!(!shown.contains("xs"), "{shown}");
    }
}
