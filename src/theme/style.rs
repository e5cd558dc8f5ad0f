//! The style sheet as it is served: without comments and without white space that says nothing, for every reader waits
//! for it. It must not know what any rule does.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Message, SourceFile};

/// The sheet without comments and idle white space. Strings stay as they are.
pub(super) fn lean(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '/' if rest.starts_with("/*") => {
                // A comment parts what stands around it, as a space does.
                space = true;
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            '"' | '\'' => {
                push_space(&mut out, &mut space, c);
                let end = string_end(rest, c);
                out.push_str(&rest[..end]);
                end
            }
            c if c.is_whitespace() => {
                space = true;
                c.len_utf8()
            }
            c => {
                push_space(&mut out, &mut space, c);
                if c == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out.push('\n');
    out
}

/// What a sheet would load from elsewhere, or from its own text, which the site's policy forbids as well.
pub(super) fn foreign(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let css = &file.text;
    let mut found = Vec::new();
    let mut at = 0;
    while at < css.len() {
        let rest = &css[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            continue;
        }
        if let Some(before) = ["url(", "@import "].iter().find(|word| rest.starts_with(**word)) {
            let address = rest[before.len()..].trim_start_matches(['"', '\'', ' ']);
            let address = address.split(['"', '\'', ')', ';', ' ', '\n']).next().unwrap_or_default();
            let lower = address.to_ascii_lowercase();
            if ["http:", "https:", "//", "data:"].iter().any(|start| lower.starts_with(start)) {
                let shown: String = address.chars().take(60).collect();
                let message = if lower.starts_with("data:") {
                    Message::TemplateInline { what: shown }
                } else {
                    Message::TemplateForeign { address: shown }
                };
                let start = at + rest.find(address).unwrap_or(0);
                found.push(Diagnostic::at(message, file, start..start + address.len()));
            }
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Writes the white space before a character, where it says something.
fn push_space(out: &mut String, space: &mut bool, next: char) {
    // Before a colon a space means “inside of”, after one it means nothing.
    let idle =
        out.is_empty() || out.ends_with(['{', '}', ';', ',', ':']) || matches!(next, '{' | '}' | ';' | ',');
    if std::mem::take(space) && !idle {
        out.push(' ');
    }
}

/// Where the string that `css` begins with ends.
fn string_end(css: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::lean;

    #[test]
    fn only_idle_characters_go() {
        let css = "/* a */\n.b :is(h1,\n  h2) > p {\n  margin: 0 calc(1em + 2px);\n  content: \" /* } */ \\\" \";\n}\n";
        assert_eq!(lean(css), ".b :is(h1,h2) > p{margin:0 calc(1em + 2px);content:\" /* } */ \\\" \"}\n");
    }

    #[test]
    fn queries_keep_their_words_apart() {
        assert_eq!(
            lean("@media screen and (min-width: 4rem) { a { b: c } }"),
            "@media screen and (min-width:4rem){a{b:c}}\n"
        );
    }
}
