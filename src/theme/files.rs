//! The files of a theme and what its `theme.yaml` says. A theme lies in `themes/<name>/` over the theme that it is based
//! on, in the end over the built-in one: file by file for templates, style sheet and icon, word by word for strings,
//! colour by colour. It must not know what templates get.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::colours::{Colours, Scheme};
use super::spelling::meant;
use crate::content::yaml;
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::source::Folder;

/// The theme that is in the binary, under every other.
pub(super) const BUILT_IN_NAME: &str = "gazette";

/// A file of one's own that is put after the style sheet of the theme below.
const MORE_STYLE: &str = "more.css";

/// The files of a theme, layer over layer.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Templates, style sheet and icon by name.
    pub(super) single: BTreeMap<String, Arc<SourceFile>>,
    /// The files of words, the lowest layer first.
    pub(super) strings: Vec<Arc<SourceFile>>,
    /// The style sheets that are put after the main one, the lowest layer first.
    pub(super) more_style: Vec<Arc<SourceFile>>,
    /// The colours of all layers, each with the file that says them, the lowest first.
    colours: Vec<(Colours, Arc<SourceFile>)>,
}

/// `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The theme below; the built-in one where it is not named.
    base: Option<String>,
    #[serde(default)]
    colours: Colours,
}

const KEYS: &[&str] = &["base", "colours"];

impl Files {
    /// Reads a theme with all the themes below it. Beside it, what a person should look at.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub(super) fn load(
        site: &Folder,
        name: &str,
        built_in: &[(&str, &str)],
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut layers = Vec::new();
        let mut wanted = name.to_owned();
        let mut named_at: Option<(Arc<SourceFile>, std::ops::Range<usize>)> = None;
        let mut chain: Vec<String> = Vec::new();
        loop {
            let refused = |reason: String, reason_zh: String| {
                let message = Message::ThemeSetting { key: "base".to_owned(), reason, reason_zh };
                named_at.as_ref().map_or_else(
                    || Diagnostic::plain(message.clone()),
                    |(file, at)| Diagnostic::at(message.clone(), file, at.clone()),
                )
            };
            if chain.contains(&wanted) {
                return Err(vec![refused(
                    format!("comes back to {wanted}: {} → {wanted}", chain.join(" → ")),
                    format!("繞回 {wanted}：{} → {wanted}", chain.join(" → ")),
                )]);
            }
            let layer = Layer::read(site, &wanted)?;
            if layer.files.is_empty() && wanted != BUILT_IN_NAME {
                if named_at.is_none() {
                    return Err(vec![Diagnostic::plain(Message::ThemeMissing { name: wanted })]);
                }
                return Err(vec![refused(
                    format!("names {wanted}, and there is no folder themes/{wanted}/"),
                    format!("指向 {wanted}，但沒有 themes/{wanted}/ 資料夾"),
                )]);
            }
            chain.push(wanted.clone());
            let base = layer.settings.as_ref().and_then(|(settings, file)| {
                let base = settings.base.clone()?;
                named_at = Some((Arc::clone(file), yaml::setting_span(&file.text, "base")));
                Some(base)
            });
            layers.push(layer);
            if wanted == BUILT_IN_NAME {
                break;
            }
            wanted = base.unwrap_or_else(|| BUILT_IN_NAME.to_owned());
        }
        let bottom = built_in.iter().map(|(file, text)| {
            let path = format!("themes/{BUILT_IN_NAME}/{file}");
            ((*file).to_owned(), Arc::new(SourceFile { path, text: (*text).to_owned() }))
        });
        layers.push(Layer::of(bottom.collect())?);
        Ok(Self::lay(layers, built_in))
    }

    /// Lays the layers over each other, the highest first.
    fn lay(layers: Vec<Layer>, built_in: &[(&str, &str)]) -> (Self, Vec<Diagnostic>) {
        let mut files = Self::default();
        let mut own: Vec<Arc<SourceFile>> = Vec::new();
        for layer in layers.into_iter().rev() {
            if let Some((settings, file)) = layer.settings {
                files.colours.push((settings.colours, file));
            }
            for (name, file) in layer.files {
                match name.as_str() {
                    "strings.yaml" => files.strings.push(file),
                    "theme.yaml" => {}
                    MORE_STYLE => files.more_style.push(file),
                    _ => {
                        if !built_in.iter().any(|(known, _)| *known == name) {
                            own.push(Arc::clone(&file));
                        }
                        files.single.insert(name, file);
                    }
                }
            }
        }
        // A file that is nobody's is a name misspelt.
        let named = |file: &Arc<SourceFile>| {
            let name = name_of(&file.path);
            is_template(name)
                && files.templates().any(|(_, other)| other.text.contains(&format!("\"{name}\"")))
        };
        let unused = own.iter().filter(|file| !named(file));
        let known: Vec<&str> = built_in.iter().map(|(name, _)| *name).chain([MORE_STYLE]).collect();
        let message = |file: &SourceFile| match meant(name_of(&file.path), known.iter().copied()) {
            (near, _) if near.is_empty() => {
                let (near, near_zh) = (known.join(", "), known.join("、"));
                (format!("; a theme has {near}"), format!("；佈景主題可有 {near_zh}"))
            }
            near => near,
        };
        let message = |file: &SourceFile| {
            let (near, near_zh) = message(file);
            Message::ThemeFileUnused { near, near_zh }
        };
        let messages = unused.map(|file| Diagnostic::in_file(message(file), file)).collect();
        (files, messages)
    }

    /// The templates with their names.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &Arc<SourceFile>)> {
        self.single.iter().map(|(name, file)| (name.as_str(), file)).filter(|(name, _)| is_template(name))
    }

    /// A template, the style sheet or the icon.
    pub(super) fn find(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.single.get(name)
    }

    /// The two colour schemes, light and dark, each whole.
    ///
    /// # Errors
    /// Colours that are none, and pairs that a reader with weak sight could not tell apart.
    pub(super) fn schemes(&self) -> Result<[Scheme; 2], Vec<Diagnostic>> {
        Scheme::both(&self.colours)
    }

    /// What all of it comes to, as a hash.
    pub(super) fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let colours = self.colours.iter().map(|(_, file)| file);
        for file in self.single.values().chain(&self.strings).chain(&self.more_style).chain(colours) {
            // Lengths keep the end of one file from being the start of the next.
            hasher.update(format!("{} {}\n", name_of(&file.path), file.text.len()).as_bytes());
            hasher.update(file.text.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// The files of one theme, without those below it.
struct Layer {
    files: BTreeMap<String, Arc<SourceFile>>,
    /// Its `theme.yaml`, where it has one.
    settings: Option<(Settings, Arc<SourceFile>)>,
}

impl Layer {
    fn read(site: &Folder, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let folder = format!("themes/{name}");
        let (paths, mut problems) = site.list(&folder);
        let mut files = BTreeMap::new();
        for path in paths {
            let Some(inner) = path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            // What else lies there (a picture for the author, a note) is not the program's business.
            if !is_template(inner) && !matches!(extension(inner), "yaml" | "css" | "js" | "svg") {
                continue;
            }
            match site.text(&path) {
                Ok(file) => drop(files.insert(inner.to_owned(), file)),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Self::of(files)
    }

    fn of(files: BTreeMap<String, Arc<SourceFile>>) -> Result<Self, Vec<Diagnostic>> {
        let settings = match files.get("theme.yaml") {
            Some(file) => Some((yaml::parse(file, 0..file.text.len(), KEYS)?, Arc::clone(file))),
            None => None,
        };
        Ok(Self { files, settings })
    }
}

fn name_of(path: &str) -> &str {
    // themes/<name>/<file>
    path.splitn(3, '/').last().unwrap_or(path)
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn is_template(name: &str) -> bool {
    matches!(extension(name), "html" | "xml")
}
