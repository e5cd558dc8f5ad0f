//! A page whose elements are nested so deep that to read it would take time by the square of its length: those below the
//! depth at which browsers stop nest no deeper. It must not know what elements mean, but which of them need no end.

use std::borrow::Cow;
use std::collections::HashMap;

/// As deep as browsers let elements nest.
const DEEPEST: usize = 512;

/// Elements that do not add to the depth: they have no end, or it may be left out.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup",
    "option", "optgroup", "rp", "rt", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "iframe", "noscript", "xmp"];

/// The page with a line break in place of each tag of an element that is nested too deep; as it is where none is.
pub(super) fn shallow(page: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    // The names of the open elements, and how often each is open.
    let mut open: Vec<String> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let rest = &page[start..];
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let closes = rest[1..].starts_with('/');
        let name_at = start + 1 + usize::from(closes);
        let length =
            page[name_at..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(page.len() - name_at);
        let name = page[name_at..name_at + length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = name_at;
            continue;
        }
        let end = name_at + length + end_of_tag(&page[name_at + length..]);
        at = end;
        if RAW.contains(&name.as_str()) && !closes {
            at = end_of_raw(page, end, &name);
            continue;
        }
        if LIGHT.contains(&name.as_str()) {
            continue;
        }
        let too_deep = if closes {
            if counts.get(&name).is_none_or(|&count| count == 0) {
                continue;
            }
            let depth = open.len();
            while let Some(last) = open.pop() {
                counts.entry(last.clone()).and_modify(|count| *count -= 1);
                if last == name {
                    break;
                }
            }
            depth > DEEPEST && open.len() >= DEEPEST
        } else {
            *counts.entry(name.clone()).or_default() += 1;
            open.push(name);
            open.len() > DEEPEST
        };
        if too_deep {
            out.push_str(&page[copied..start]);
            out.push_str("<br>");
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(&page[copied..]);
    Cow::Owned(out)
}

/// How far it is to the end of a tag; quoted values may hold a `>`.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Where the end tag of such an element begins; the end of the page where it has none.
fn end_of_raw(page: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = page[at..].find("</") {
        at += found;
        let after = page.as_bytes().get(at + 2..at + 2 + name.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    page.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_deep_is_changed() {
        for page in ["<div><p>甲<p>乙</div>", "<li>甲".repeat(2000).as_str(), "a < b <!-- <div> --> <x", "<"]
        {
            assert_eq!(shallow(page), page);
        }
        let page = format!("{}甲{}乙", "<div>".repeat(600), "</div>".repeat(600));
        let made = shallow(&page);
        assert_eq!(made.matches("<div>").count(), DEEPEST);
        assert_eq!(made.matches("</div>").count(), DEEPEST);
        assert!(made.contains("<br>甲<br>"));
        // Tags in a script are none.
        let script = format!("<script>{}</script>甲", "<div>".repeat(600));
        assert_eq!(shallow(&script), script);
    }
}
