//! OpenCC's dictionaries of characters, inside the binary, and how OpenCC is made to read them: it opens files only, so
//! they are unpacked into a folder of this process's own, opened from there by absolute path, and the folder is removed at
//! once. Nothing is left behind, nothing is shared with another process, and nobody can put other files in their place.
//! The configurations are OpenCC's own without the dictionaries of phrases, which would cost more to open than all the
//! rest: which of OpenCC's words are in a text is told before ([`super::builtin`]). It must not know terms or texts.

use std::path::{Path, PathBuf};

use opencc_rust::OpenCC;
use serde_json::json;

use super::ConvertError;

/// A file of OpenCC's: its name and what is in it.
struct File {
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! file {
    ($name:literal) => {
        File { name: $name, bytes: include_bytes!(concat!(env!("OPENCC_DATA_DIR"), "/", $name)) }
    };
}

static COMPATIBILITY: File = file!("CJK_Compatibility_Ideographs.ocd2");
static ST_CHARACTERS: File = file!("STCharacters.ocd2");
static TS_CHARACTERS: File = file!("TSCharacters.ocd2");
static TS_CHARACTERS_EXT: File = file!("TSCharactersExt.ocd2");
static TW_VARIANTS: File = file!("TWVariants.ocd2");
static TW_VARIANTS_REV: File = file!("TWVariantsRev.ocd2");
static HK_VARIANTS: File = file!("HKVariants.ocd2");

/// In the order in which OpenCC looks into them.
static TO_HANS: [&File; 4] = [&COMPATIBILITY, &TW_VARIANTS_REV, &TS_CHARACTERS_EXT, &TS_CHARACTERS];
static TO_TW: [&File; 3] = [&COMPATIBILITY, &ST_CHARACTERS, &TW_VARIANTS];
static TO_HK: [&File; 3] = [&COMPATIBILITY, &ST_CHARACTERS, &HK_VARIANTS];

/// What OpenCC makes of a text: one of its configurations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// To Simplified, from Traditional of any region (`tw2s`).
    Hans,
    /// To Traditional as Taiwan writes it, which is also the base of the edition without a region (`s2tw`).
    Tw,
    /// To Traditional as Hong Kong writes it (`s2hk`).
    Hk,
}

impl Direction {
    pub(super) const ALL: [Self; 3] = [Self::Hans, Self::Tw, Self::Hk];

    /// What OpenCC calls it.
    #[cfg(test)]
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Hans => "tw2s",
            Self::Tw => "s2tw",
            Self::Hk => "s2hk",
        }
    }

    /// The files that it needs.
    fn files(self) -> &'static [&'static File] {
        match self {
            Self::Hans => &TO_HANS,
            Self::Tw => &TO_TW,
            Self::Hk => &TO_HK,
        }
    }

    /// Its configuration: the first file for older forms of a character, then step by step.
    fn config(self) -> serde_json::Value {
        let dict = |file: &File| json!({ "type": "ocd2", "file": file.name });
        let step = |files: &[&File]| {
            let dicts: Vec<_> = files.iter().copied().map(dict).collect();
            json!({ "dict": { "type": "group", "match_policy": "short_circuit", "dicts": dicts } })
        };
        let (first, rest) = self.files().split_at(1);
        let (second, third) = rest.split_at(1);
        json!({
            "name": "characters",
            "normalization": [{ "dict": dict(first[0]) }],
            "segmentation": { "type": "mmseg", "dict": dict(second[0]) },
            "conversion_chain": [step(second), step(third)],
        })
    }

    /// Opens OpenCC for this direction. `folder` is where to unpack; without one, the system's folder for temporary files.
    ///
    /// # Errors
    /// Where the files cannot be written, or OpenCC does not accept them.
    pub(super) fn open(self, folder: Option<&Path>) -> Result<OpenCC, ConvertError> {
        let config = self.config().to_string();
        let files = self.files().iter().map(|file| (file.name, file.bytes));
        let unpacked = unpack(files.chain([(CONFIG, config.as_bytes())]), folder)
            .map_err(|(path, error)| ConvertError::Unpack { path, reason: error.to_string() })?;
        // The path is absolute: OpenCC would look a mere name up in the current folder, too.
        let opened = OpenCC::new(unpacked.path().join(CONFIG))
            .map_err(|error| ConvertError::OpenCc(error.to_string()))?;
        // OpenCC has read everything by now. That a folder could not be removed is no reason to convert nothing.
        drop(unpacked.close());
        Ok(opened)
    }
}

/// The file name of a configuration.
const CONFIG: &str = "config.json";

/// Writes the files into a new folder that only this user can enter.
#[expect(
    clippy::disallowed_methods,
    reason = "OpenCC reads files only; these are gone again before anything is converted"
)]
fn unpack<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    folder: Option<&Path>,
) -> Result<tempfile::TempDir, (PathBuf, std::io::Error)> {
    let parent = match folder {
        Some(folder) => std::path::absolute(folder),
        None => std::path::absolute(std::env::temp_dir()),
    };
    let parent = parent.map_err(|error| (folder.unwrap_or(Path::new("")).to_owned(), error))?;
    let unpacked =
        tempfile::Builder::new().prefix("gongkai-").tempdir_in(&parent).map_err(|error| (parent, error))?;
    for (name, bytes) in files {
        let path = unpacked.path().join(name);
        std::fs::write(&path, bytes).map_err(|error| (path, error))?;
    }
    Ok(unpacked)
}

/// The BLAKE3 hash of all the files, names included: the same on every machine with the same OpenCC data.
pub(super) fn fingerprint() -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for direction in Direction::ALL {
        for file in direction.files() {
            hasher.update(file.name.as_bytes());
            hasher.update(&(file.bytes.len() as u64).to_le_bytes());
            hasher.update(file.bytes);
        }
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::Direction;

    #[test]
    fn every_direction_opens_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        for direction in Direction::ALL {
            let opencc = direction.open(Some(folder.path())).expect("OpenCC opens");
            let (text, expected) = if direction == Direction::Hans {
                ("確保頭髮", "确保头发")
            } else {
                ("确保头发", "確保頭發")
            };
            assert_eq!(opencc.convert(text).expect("OpenCC converts"), expected, "without its phrases");
            let mut left = walkdir::WalkDir::new(folder.path()).min_depth(1).into_iter();
            assert!(left.next().is_none());
        }
    }

    #[test]
    fn an_unusable_folder_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Direction::Hans.open(Some(&folder.path().join("missing"))).is_err());
    }
}
