//! Publishing, by the program as a clerk runs it, to real places: a folder, a bare Git repository, and an object store
//! that speaks S3, started here on loopback. The last must be installed (`.ci/setup servers`), so the tests in `bucket`
//! are left out unless asked for: `make servers`.

#![expect(clippy::disallowed_methods, reason = "tests make and read the files that the program works on")]

#[path = "../it/scene.rs"]
#[expect(dead_code, reason = "shared with the other tests")]
mod scene;

mod bucket;
mod desk;
mod folder;
mod git;
mod order;
mod proxy;
mod refusals;
