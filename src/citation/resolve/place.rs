//! The name of a place that stands before a mark: the ways in which it is written, and which names it is in. It must not know
//! how it was found, nor what the marks hold.

use crate::citation::plain::{ends_with, starts_with};
use crate::citation::words::{self, UNITS};

/// A place's name that ends right before a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named<'a> {
    /// The letters up to its end; more than the name, where it cannot be told where that begins.
    pub(super) letters: &'a [char],
    /// Where it begins in the text, if that can be told.
    pub(super) start: Option<usize>,
    /// Where it ends in the text.
    pub(super) end: usize,
}

impl Named<'_> {
    /// The names that the place may have, the longest first.
    pub(super) fn names(&self) -> impl Iterator<Item = &[char]> {
        let length = self.letters.len();
        let known = self.start.map(|start| length - (self.end - start));
        // 易县 is in 河北省易县; 安县 is not in 东安县.
        let may_begin = move |start: &usize| {
            let first = *start == known.unwrap_or(0);
            let after_unit = *start > 0 && UNITS.contains(self.letters[start - 1]);
            first || after_unit || (known.is_none() && length - start > 2)
        };
        let starts = known.unwrap_or(0)..length.saturating_sub(1);
        starts.filter(may_begin).map(|start| &self.letters[start..])
    }

    /// Whether the letters of a name, or of what is known of a document, have the place in them: 河北省 or 河北.
    pub(super) fn is_in(&self, letters: &[char]) -> bool {
        self.names().any(|name| {
            let bare = bare_place(name);
            let other = |next: char| {
                UNITS.contains(next)
                    && (bare.len() < name.len()
                        || (words::is_province(bare)
                            && !(next == '省' || (next == '市' && is_municipality(bare)))))
            };
            (0..letters.len()).any(|at| {
                let rest = &letters[at..];
                // 吉林市 is not 吉林省.
                let cut = bare.len() > 1
                    && rest.starts_with(bare)
                    && !rest.get(bare.len()).is_some_and(|next| other(*next));
                // 鞍山 is not in 马鞍山.
                let inside =
                    || (1..=2.min(at)).any(|more| words::is_place(&letters[at - more..at + bare.len()]));
                (cut || (name.len() > bare.len() && rest.starts_with(name))) && !inside()
            })
        })
    }

    /// Whether it is under other laws than the mainland's.
    pub(super) fn is_region(&self) -> bool {
        let regions = ["台湾", "香港", "澳门"];
        self.names().any(|name| regions.iter().any(|region| starts_with(name, region)))
    }

    /// The ways in which titles write the place: 山东省 for 山东, 河北 for 河北省.
    pub(super) fn written(&self) -> Vec<Vec<char>> {
        let mut written = Vec::new();
        for name in self.names() {
            written.push(name.to_vec());
            let bare = bare_place(name);
            if !words::is_place(bare) {
                continue;
            }
            if bare.len() == name.len() {
                written.push(full_place(bare));
            } else if words::is_province(bare) {
                written.push(bare.to_vec());
            }
        }
        written
    }
}

fn is_municipality(name: &[char]) -> bool {
    ["北京", "天津", "上海", "重庆"].iter().any(|word| name.iter().copied().eq(word.chars()))
}

/// What a place that is called without the word for what it is has in titles: 山东省, 深圳市.
fn full_place(name: &[char]) -> Vec<char> {
    let unit = match name.iter().collect::<String>().as_str() {
        "内蒙古" | "西藏" => "自治区",
        "广西" => "壮族自治区",
        "宁夏" => "回族自治区",
        "新疆" => "维吾尔自治区",
        "香港" | "澳门" => "特别行政区",
        _ if words::is_province(name) && !is_municipality(name) => "省",
        _ => "市",
    };
    name.iter().copied().chain(unit.chars()).collect()
}

/// A place's name without the word for what it is: 河北, 内蒙古, 大理.
fn bare_place(name: &[char]) -> &[char] {
    if ends_with(name, "自治区") || ends_with(name, "自治州") {
        let known = (2..=4.min(name.len())).rev().find(|length| words::is_place(&name[..*length]));
        return known.map_or(&name[..name.len() - 3], |length| &name[..length]);
    }
    if ends_with(name, "特别行政区") {
        return &name[..name.len() - 5];
    }
    match name {
        _ if words::is_place(name) => name,
        [head @ .., '地', '区'] => head,
        [head @ .., last] if UNITS.contains(*last) => head,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use crate::citation::resolve::before::{Owner, owner};

    fn chars(words: &str) -> Vec<char> {
        words.chars().collect()
    }

    #[test]
    fn places_in_names() {
        for (before, name, is_in) in [
            ("河北省", "河北雄安新区条例", true),
            ("对照河北省易县", "易县绿化条例", true),
            ("山东", "山东省绿化条例", true),
            ("内蒙古", "内蒙古自治区绿化条例", true),
            ("北京", "北京市绿化条例", true),
            ("吉林市", "吉林省绿化条例", false),
            ("吉林", "吉林市绿化条例", false),
            ("鞍山市", "马鞍山市绿化条例", false),
            ("马鞍山市", "鞍山市绿化条例", false),
            ("内蒙古自治区", "广西壮族自治区绿化条例", false),
            ("督促东安县", "安县绿化条例", false),
        ] {
            let letters = chars(before);
            let Owner::Place(named) = owner(&letters) else { panic!("{before}") };
            assert_eq!(named.is_in(&chars(name)), is_in, "{before} {name}");
        }
    }

    #[test]
    fn the_letters_of_this_file_fold_to_themselves() {
        crate::citation::plain::assert_folded(include_str!("place.rs"));
    }
}
