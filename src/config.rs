//! `content/site.yaml`: the settings of a site. Unknown keys are errors. It must not know what is done with them.

pub mod targets;

use std::sync::Arc;

use serde::Deserialize;

use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::route::Form;
use crate::script::{Edition, Punctuation, Script, Text};

/// Where the settings lie in a site.
pub const PATH: &str = "content/site.yaml";

/// The publisher of a site that has just been started: nobody's name.
const PUBLISHER_PLACEHOLDER: &str = "（發布單位）";

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// What the site is called.
    pub name: Text,
    /// One or two sentences on what it is.
    pub description: Text,
    /// Who publishes it.
    pub publisher: Text,
    /// Where it will stand, with a final slash: `https://host/path/`.
    pub base_url: Box<str>,
    /// The editions it is shown in, without repetition, at least one.
    pub editions: Vec<Edition>,
    /// The edition for readers who asked for none.
    pub default_edition: Edition,
    /// The theme's folder in `themes/`.
    pub theme: Box<str>,
    /// How punctuation is shown.
    pub punctuation: Punctuation,
    /// What stands in 《》 and is no document with rules in it: names (河北日报), or what they end with (日报).
    pub not_rules: Vec<Box<str>>,
    /// Whether the host of `base_url` is the site's own, as GitHub Pages wants to be told in a file `CNAME`.
    pub cname: bool,
    /// What search engines may read.
    pub robots: Robots,
    /// The code that a government site of the mainland is registered under: ten letters and digits.
    pub site_code: Option<Box<str>>,
    /// The forms for machines beside the pages, without repetition.
    pub forms: Vec<Form>,
    /// What the publisher adds about itself or the site, a paragraph a line.
    pub about: Option<Text>,
    /// How readers reach the publisher.
    pub contact: Contact,
    /// Whether a derived notice's JSON carries the report on its conversion. Making it costs several conversions.
    pub conversion_report: bool,
    /// Whose law the documents are, for Akoma Ntoso: a country's two letters (ISO 3166-1), small.
    pub country: Box<str>,
}

/// What search engines may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Robots {
    /// Everything.
    All,
    /// Nothing: a site that is shown before it is published.
    None,
}

impl Config {
    /// Whether nobody has said yet who publishes the site.
    pub fn is_of_nobody(&self) -> bool {
        let publisher = self.publisher.source();
        [PUBLISHER_PLACEHOLDER, "（发布单位）"].contains(&publisher)
    }

    /// The host of the base address, without a port.
    pub fn host(&self) -> &str {
        host_of(&self.base_url)
    }
}

/// A message at the line of the settings that says who publishes the site.
pub(crate) fn at_publisher(file: &Arc<SourceFile>, message: Message) -> Diagnostic {
    Diagnostic::at(message, file, yaml::setting_span(&file.text, "publisher"))
}

/// The host of an address, without a port.
pub(crate) fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(host, _)| host)
}

/// How readers reach the publisher; all empty where the settings do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// An address of mail.
    pub email: Option<Box<str>>,
    /// A telephone number, as it is to be read.
    pub phone: Option<Box<str>>,
    /// An address of post, or of the office.
    pub address: Option<Text>,
    /// A page with more ways, with `https://` or `http://`.
    pub url: Option<Box<str>>,
}

impl Contact {
    /// Whether there is any way.
    pub const fn is_empty(&self) -> bool {
        self.email.is_none() && self.phone.is_none() && self.address.is_none() && self.url.is_none()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    description: String,
    publisher: String,
    /// The script of the words in this file.
    script: String,
    base_url: String,
    editions: Vec<String>,
    default_edition: Option<String>,
    theme: Option<String>,
    punctuation: Option<String>,
    #[serde(default)]
    not_rules: Vec<String>,
    #[serde(default)]
    cname: bool,
    robots: Option<String>,
    site_code: Option<String>,
    forms: Option<Vec<String>>,
    #[serde(default)]
    conversion_report: bool,
    country: Option<String>,
    targets: Option<serde_yaml::Value>,
    about: Option<String>,
    #[serde(default)]
    contact: ContactFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactFile {
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    url: Option<String>,
}

const KEYS: &[&str] = &[
    "name",
    "description",
    "publisher",
    "script",
    "base_url",
    "editions",
    "default_edition",
    "theme",
    "punctuation",
    "not_rules",
    "cname",
    "robots",
    "site_code",
    "forms",
    "about",
    "contact",
    "conversion_report",
    "country",
    targets::KEY,
];

/// Reads the settings. `base_url` is what the command line says in place of the file.
///
/// # Errors
/// Every setting that is not right.
pub fn parse(file: &Arc<SourceFile>, base_url: Option<&str>) -> Result<Config, Vec<Diagnostic>> {
    let raw: File = yaml::parse(file, 0..file.text.len(), KEYS)?;
    let mut problems = Vec::new();
    let mut refuse = |key: &str, reason: String, reason_zh: String| {
        let message = Message::SettingInvalid { key: key.to_owned(), reason, reason_zh };
        problems.push(Diagnostic::at(message, file, yaml::setting_span(&file.text, key)));
    };
    let script = Script::from_tag(&raw.script).unwrap_or_else(|| {
        refuse(
            "script",
            format!("is zh-Hant or zh-Hans, not “{}”", raw.script),
            format!("應為 zh-Hant 或 zh-Hans，不是「{}」", raw.script),
        );
        Script::Hant
    });
    let mut editions = Vec::new();
    for tag in &raw.editions {
        match Edition::from_tag(tag) {
            Some(edition) if editions.contains(&edition) => {
                refuse("editions", format!("names {tag} twice"), format!("{tag} 重複出現"))
            }
            Some(edition) => editions.push(edition),
            None => refuse(
                "editions",
                format!("has “{tag}”, which is none of {}", edition_tags()),
                format!("「{tag}」不在可用的版本之中：{}", edition_tags()),
            ),
        }
    }
    let default_edition = match &raw.default_edition {
        None => editions.first().copied(),
        Some(tag) => Edition::from_tag(tag).filter(|edition| editions.contains(edition)),
    };
    let default_edition = default_edition.unwrap_or_else(|| {
        refuse(
            "default_edition",
            "is not among the editions, or there are none".to_owned(),
            "不在所列版本之中，或未列出任何版本".to_owned(),
        );
        Edition::Hant
    });
    let base_url = base_url.unwrap_or(&raw.base_url);
    let base_url = if base_url.ends_with('/') { base_url.to_owned() } else { format!("{base_url}/") };
    if !is_base_url(&base_url) {
        refuse(
            "base_url",
            format!("is not an address like https://host/path/: “{base_url}”"),
            format!("不是 https://host/path/ 形式的網址：「{base_url}」"),
        );
    }
    let theme = raw.theme.unwrap_or_else(|| "gazette".to_owned());
    if !crate::notice::is_slug(&theme) {
        refuse(
            "theme",
            format!("is not the name of a folder: “{theme}”"),
            format!("不是資料夾名稱：「{theme}」"),
        );
    }
    let punctuation = match raw.punctuation.as_deref() {
        None | Some("source") => Punctuation::AsSource,
        Some("fullwidth") => Punctuation::Fullwidth,
        Some(other) => {
            refuse(
                "punctuation",
                format!("is source or fullwidth, not “{other}”"),
                format!("應為 source 或 fullwidth，不是「{other}」"),
            );
            Punctuation::AsSource
        }
    };
    let robots = match raw.robots.as_deref() {
        None | Some("all") => Robots::All,
        Some("none") => Robots::None,
        Some(other) => {
            refuse(
                "robots",
                format!("is all or none, not “{other}”"),
                format!("應為 all 或 none，不是「{other}」"),
            );
            Robots::All
        }
    };
    let site_code = raw.site_code.map(|code| code.trim().to_owned());
    if let Some(code) = site_code.as_ref().filter(|code| !is_site_code(code)) {
        refuse(
            "site_code",
            format!("is ten letters and digits, not “{code}”"),
            format!("應為十位字母與數字，不是「{code}」"),
        );
    }
    let country = raw.country.unwrap_or_else(|| "cn".to_owned()).to_ascii_lowercase();
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_lowercase()) {
        refuse(
            "country",
            format!("is a country's two letters, not “{country}”"),
            format!("應為兩個字母的國家或地區代碼，不是「{country}」"),
        );
    }
    let mut forms = Vec::new();
    for name in raw.forms.iter().flatten() {
        match Form::ALL.into_iter().find(|form| form.name() == name) {
            Some(form) if !forms.contains(&form) => forms.push(form),
            Some(_) => {}
            None => refuse(
                "forms",
                format!("has “{name}”, which is none of {}", Form::ALL.map(Form::name).join(", ")),
                format!("「{name}」不在可用的格式之中：{}", Form::ALL.map(Form::name).join(", ")),
            ),
        }
    }
    if raw.forms.is_none() {
        forms = Form::ALL.to_vec();
    }
    let contact = raw.contact;
    if let Some(email) = contact.email.as_ref().filter(|email| !is_email(email)) {
        refuse(
            "contact",
            format!("has an `email` that is no address of mail: “{email}”"),
            format!("的 `email` 不是電子郵件地址：「{email}」"),
        );
    }
    if let Some(phone) = contact.phone.as_ref().filter(|phone| !phone.chars().any(|c| c.is_ascii_digit())) {
        refuse(
            "contact",
            format!("has a `phone` without a number: “{phone}”"),
            format!("的 `phone` 沒有號碼：「{phone}」"),
        );
    }
    if let Some(url) = contact.url.as_ref().filter(|url| !is_web_address(url)) {
        refuse(
            "contact",
            format!("has a `url` that does not begin with https:// or http://: “{url}”"),
            format!("的 `url` 不以 https:// 或 http:// 開頭：「{url}」"),
        );
    }
    problems.extend(targets::parse(file, raw.targets.as_ref()).err().unwrap_or_default());
    if !problems.is_empty() {
        return Err(problems);
    }
    let text = |string: String| Text::new(string, script);
    Ok(Config {
        name: text(raw.name),
        description: text(raw.description),
        publisher: text(raw.publisher),
        base_url: base_url.into(),
        editions,
        default_edition,
        theme: theme.into(),
        punctuation,
        not_rules: raw.not_rules.into_iter().map(Into::into).collect(),
        cname: raw.cname,
        robots,
        site_code: site_code.map(Into::into),
        forms,
        about: raw.about.map(text),
        contact: Contact {
            email: contact.email.map(Into::into),
            phone: contact.phone.map(Into::into),
            address: contact.address.map(text),
            url: contact.url.map(Into::into),
        },
        conversion_report: raw.conversion_report,
        country: country.into(),
    })
}

/// Reads the places that the site is published to. They are no part of [`Config`]: no page depends on them.
///
/// # Errors
/// Every one that is not right.
pub fn targets(file: &Arc<SourceFile>) -> Result<targets::Targets, Vec<Diagnostic>> {
    let raw: File = yaml::parse(file, 0..file.text.len(), KEYS)?;
    targets::parse(file, raw.targets.as_ref())
}

fn edition_tags() -> String {
    Edition::ALL.map(Edition::tag).join(", ")
}

/// 網站標識碼: ten characters.
fn is_site_code(code: &str) -> bool {
    code.len() == 10 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Something, one @, something with a dot, and nothing that an address would have to escape.
fn is_email(email: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+%".contains(c))
    };
    email.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Whether a site can stand at an address: `http` or `https`, a host, a path that needs no escape, no query, no fragment.
pub fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c);
    rest.is_some_and(|rest| !rest.starts_with('/') && rest.chars().all(plain) && !rest.contains("//"))
}
