//! Compressed forms beside the files of an output folder. It must not know how bytes are compressed.

use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use super::files::unwritable;
use super::manifest::{Record, Sum};
use super::{Made, MadeGroup, Output};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::pack::{self, Packing};

impl Output {
    /// Puts the compressed forms of every text file of a group beside it. One that the last run made of the same bytes is
    /// kept.
    ///
    /// # Errors
    /// Where the disk does not give a file or take one.
    pub fn pack(&self, group: &mut MadeGroup) -> Result<(), Diagnostic> {
        let texts = group.files.iter().filter(|(path, _)| pack::is_text(path));
        let jobs: Vec<(Box<str>, Sum, PathBuf)> = texts
            .map(|(path, made)| match made {
                Made::Skipped(Record { sum, .. }) | Made::Unchanged(_, sum) => {
                    (path.clone(), *sum, self.root.join(&**path))
                }
                Made::Staged(_, sum, staged) => (path.clone(), *sum, self.stage.path(path, staged)),
            })
            .collect();
        let begin = || self.begin(&group.name, group.key);
        let packed = jobs.par_iter().flat_map_iter(|job| Packing::ALL.map(|packing| (job, packing))).map(
            |((path, sum, at), packing)| {
                let target = format!("{path}{}", packing.suffix());
                let key = Digest::of(&(packing.recipe(), sum));
                let mut own = begin();
                if !self.keep(&mut own, &target, key) {
                    let bytes = fs::read(at).map_err(|error| unwritable(at, &error))?;
                    self.put(&mut own, &target, key, &packing.pack(&bytes))?;
                }
                Ok(own)
            },
        );
        for own in packed.collect::<Result<Vec<MadeGroup>, Diagnostic>>()? {
            group.add(own);
        }
        Ok(())
    }
}
