//! OpenCC's dictionaries, inside the binary, and how OpenCC is made to read them: it opens files only, so they are
//! unpacked into a folder of this process's own, opened from there by absolute path, and the folder is removed at once.
//! Nothing is left behind, nothing is shared with another process, and nobody can put other files in their place.
//! It must not know terms or texts.

use std::path::{Path, PathBuf};

use opencc_rust::OpenCC;

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
static ST_PHRASES: File = file!("STPhrases.ocd2");
static ST_REGIONAL: File = file!("STPhrases_GeneratedFromRegionalPhrases.ocd2");
static TS_CHARACTERS: File = file!("TSCharacters.ocd2");
static TS_CHARACTERS_EXT: File = file!("TSCharactersExt.ocd2");
static TS_PHRASES: File = file!("TSPhrases.ocd2");
static TW_VARIANTS: File = file!("TWVariants.ocd2");
static TW_VARIANTS_PHRASES: File = file!("TWVariantsPhrases.ocd2");
static TW_VARIANTS_REV: File = file!("TWVariantsRev.ocd2");
static TW_VARIANTS_REV_PHRASES: File = file!("TWVariantsRevPhrases.ocd2");
static HK_VARIANTS: File = file!("HKVariants.ocd2");
static HK_VARIANTS_PHRASES: File = file!("HKVariantsPhrases.ocd2");
static S2TW: File = file!("s2tw.json");
static S2HK: File = file!("s2hk.json");
static TW2S: File = file!("tw2s.json");

static TO_HANS: [&File; 7] = [
    &TW2S,
    &COMPATIBILITY,
    &TS_PHRASES,
    &TW_VARIANTS_REV_PHRASES,
    &TW_VARIANTS_REV,
    &TS_CHARACTERS_EXT,
    &TS_CHARACTERS,
];
static TO_TW: [&File; 7] =
    [&S2TW, &COMPATIBILITY, &ST_PHRASES, &ST_REGIONAL, &ST_CHARACTERS, &TW_VARIANTS_PHRASES, &TW_VARIANTS];
static TO_HK: [&File; 7] =
    [&S2HK, &COMPATIBILITY, &ST_PHRASES, &ST_REGIONAL, &ST_CHARACTERS, &HK_VARIANTS_PHRASES, &HK_VARIANTS];

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

    /// The files that it needs, its configuration first.
    fn files(self) -> &'static [&'static File] {
        match self {
            Self::Hans => &TO_HANS,
            Self::Tw => &TO_TW,
            Self::Hk => &TO_HK,
        }
    }

    /// Opens OpenCC for this direction. `folder` is where to unpack; without one, the system's folder for temporary files.
    ///
    /// # Errors
    /// Where the files cannot be written, or OpenCC does not accept them.
    pub(super) fn open(self, folder: Option<&Path>) -> Result<OpenCC, ConvertError> {
        let unpacked = unpack(self.files(), folder)
            .map_err(|(path, error)| ConvertError::Unpack { path, reason: error.to_string() })?;
        // The path is absolute: OpenCC would look a mere name up in the current folder, too.
        let config = unpacked.path().join(self.files()[0].name);
        let opened = OpenCC::new(config).map_err(|error| ConvertError::OpenCc(error.to_string()))?;
        // OpenCC has read everything by now. That a folder could not be removed is no reason to convert nothing.
        drop(unpacked.close());
        Ok(opened)
    }
}

/// Writes the files into a new folder that only this user can enter.
#[expect(
    clippy::disallowed_methods,
    reason = "OpenCC reads files only; these are gone again before anything is converted"
)]
fn unpack(files: &[&File], folder: Option<&Path>) -> Result<tempfile::TempDir, (PathBuf, std::io::Error)> {
    let parent = match folder {
        Some(folder) => std::path::absolute(folder),
        None => std::path::absolute(std::env::temp_dir()),
    };
    let parent = parent.map_err(|error| (folder.unwrap_or(Path::new("")).to_owned(), error))?;
    let unpacked =
        tempfile::Builder::new().prefix("gongkai-").tempdir_in(&parent).map_err(|error| (parent, error))?;
    for file in files {
        let path = unpacked.path().join(file.name);
        std::fs::write(&path, file.bytes).map_err(|error| (path, error))?;
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
            assert!(opencc.convert("确保、確保").is_ok());
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
