//! The built site on real servers, started here on loopback. They must be installed (`.ci/setup servers`), so these tests
//! are left out unless asked for: `make servers`.

#![expect(clippy::disallowed_methods, reason = "tests make and read the files that the program works on")]

#[path = "../it/pages.rs"]
#[expect(dead_code, reason = "shared with the other tests")]
mod pages;
#[path = "../it/scene.rs"]
#[expect(dead_code, reason = "shared with the other tests")]
mod scene;

mod nginx;
mod published;
mod server;
