//! Addresses of the web in running text: where each is, so that nothing in it is converted or restyled. It must not know
//! scripts or terms.
//!
//! Chinese text puts no space behind an address, so Han characters in one are told by their place (RFC 3986 has them
//! escaped, RFC 3987 as they are): behind `=`, or between two signs that only addresses have, as in `/发展/a?b=发`, and
//! behind `/` where the address had Han characters before. A single word behind the last `/` is taken for the text that
//! goes on, which it nearly always is: 见https://a.cn/查看详情.

use std::ops::Range;

use super::punctuation::is_han;

/// What begins an address, behind the name of its scheme or behind nothing.
const SIGNS: [&str; 2] = ["://", "www."];

/// Where addresses with Han characters stand in a text, in bytes, from left to right. One without any needs no care: no
/// conversion touches it.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find([':', 'w']) {
        let start = at + offset;
        let Some(sign) = SIGNS.iter().find(|sign| text[start..].starts_with(**sign)) else {
            at = start + 1;
            continue;
        };
        let (end, han) = end_of(text, start + sign.len());
        if han {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// Where an address ends that is being written at an offset, and whether it has Han characters.
fn end_of(text: &str, begin: usize) -> (usize, bool) {
    let in_address = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`');
    let (mut at, mut han) = (begin, false);
    loop {
        at += text[at..].find(|c| !in_address(c)).unwrap_or(text.len() - at);
        let rest = &text[at..];
        let word = rest.find(|c| !is_han(c)).unwrap_or(rest.len());
        let before = text[begin..at].chars().next_back();
        let goes_on = rest[word..].starts_with(['/', '?', '=', '&', '#', '%', '-', '_', '.']);
        let inside = match before {
            Some('=') => true,
            Some('/') => goes_on || han,
            Some('-' | '_' | '&' | '#' | '%' | '.') => goes_on,
            _ => false,
        };
        if word == 0 || !inside {
            return (at, han);
        }
        (at, han) = (at + word, true);
        // Behind Han characters only a sign of addresses goes on with one: 发, ends it.
        if !goes_on {
            return (at, han);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn han_characters_of_an_address_are_told_by_their_place() {
        for (text, expected) in [
            ("详见https://example.cn/发展/干部?a=发。", &["://example.cn/发展/干部?a=发"][..]),
            ("<https://example.cn/后/发>", &["://example.cn/后/发"]),
            ("www.a.cn/文件/干部.pdf，发展", &["www.a.cn/文件/干部.pdf"]),
            ("http://a.cn/?q=发展 和http://b.cn/?q=干部", &["://a.cn/?q=发展", "://b.cn/?q=干部"]),
            ("http://a.cn/?q=发,展", &["://a.cn/?q=发"]),
            ("见https://a.cn/查看发展", &[]),
            ("见https://a.cn发展", &[]),
            ("http://a.cn/a=1,发展", &[]),
            ("发展://", &[]),
            ("发展", &[]),
        ] {
            let found: Vec<&str> = find(text).into_iter().map(|bytes| &text[bytes]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
