//! Slugs: short ASCII words for addresses, from the pinyin of a title's key words. It must not know which are taken.

use jiff::civil::Date;

use crate::notice::NoticeId;
use crate::regulation::RegulationId;
use crate::script::Text;

/// The id of a new notice: its date and its title's key words; a number is added while `taken` says it is another's.
pub fn notice_id(title: Option<&Text>, published: Option<Date>, taken: impl Fn(&str) -> bool) -> NoticeId {
    let _ = (title, published, taken);
    unreachable!()
}

/// The id of a regulation that has no file: its name's key words; a number is added while `taken` says it is another's.
pub fn regulation_id(name: &Text, taken: impl Fn(&str) -> bool) -> RegulationId {
    let _ = (name, taken);
    unreachable!()
}
