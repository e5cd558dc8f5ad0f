//! Gongkai 公開: the raw text of a government meeting notice becomes a public disclosure site in Traditional and
//! Simplified Chinese, as plain files for any static host.
//!
//! The pipeline, one stage a module, one way:
//!
//! 1. A **seed** is the raw text of a notice as it was found. [`source`] reads its bytes, [`seed`] tells the body from
//!    the noise around it, finds title, source and date, and cuts the body into **directives** and **points**.
//!    [`import_given`] prints the result as a draft in `content/` and never touches a file that is there.
//! 2. [`content`] reads notices and **regulations** back from Markdown: from here on, `content/` is the truth, and a
//!    person may have corrected it. [`proof`] holds each notice against its seed: nothing was lost, nothing altered.
//! 3. [`citation`] finds every mention of a regulation and decides, by named methods and never by likeness, which one is
//!    meant. What the rest of the site needs to know of a notice is its [`brief`]; [`site`] links briefs and regulations into
//!    one immutable graph.
//! 4. [`page`] plans the pages; each borrows exactly what it shows. [`route`] gives each its address.
//! 5. For every **edition**, [`script`] turns a text of the other script into the edition's and leaves its own alone;
//!    [`markdown`] and [`theme`] make HTML of it.
//! 6. [`output`] writes what has changed, prunes what is gone, and leaves the rest untouched.
//! 7. [`publish`](mod@publish) sends what has changed to a place that the settings name.
//!
//! [`serve`](mod@serve) goes round this pipeline again whenever something is saved, and shows the outcome in a browser.
//!
//! Whatever goes wrong on the way is a [`diagnostic`], with file, line and column; a run reports all of them, and one
//! with errors writes nothing to the output folder.

pub mod brief;
pub mod chart;
pub mod citation;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod digest;
pub mod format;
pub mod markdown;
pub mod media_type;
pub mod notice;
pub mod output;
pub mod pack;
pub mod page;
pub mod permalinks;
pub mod progress;
pub mod proof;
pub mod publish;
pub mod qr;
pub mod regulation;
pub mod route;
pub mod script;
pub mod seed;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod work;

mod borsh_date;
mod build;
mod convert;
mod fidelity;
mod frame;
mod import;
mod intake;
mod relocate;
mod seen_text;
mod starter;
mod sums;
mod verify;

pub use build::{BuildOptions, Built, build, build_telling, check, check_script};
pub use convert::{Line, convert, unreadable_input};
pub use fidelity::Fidelity;
pub use import::{
    Given, Imported, ImportedRegulation, Preview, PreviewForm, import_given, import_regulations, preview,
};
pub use publish::publish;
pub use relocate::{rename, withdraw};
pub use starter::{Ci, start};
pub use verify::{Verified, verify};

/// What the program is and what it was made with: its version, OpenCC's and its dictionaries', in one line.
pub fn version() -> String {
    let opencc = script::Converter::opencc_version();
    let opencc = opencc.strip_prefix("opencc ").unwrap_or(&opencc);
    format!("{} (OpenCC {opencc})", env!("CARGO_PKG_VERSION"))
}
