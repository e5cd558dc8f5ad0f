//! Gongkai 公開: the raw text of a government meeting notice becomes a public disclosure site in Traditional and
//! Simplified Chinese.

pub mod citation;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod notice;
pub mod regulation;
pub mod route;
pub mod script;
pub mod seed;
pub mod site;
pub mod source;
