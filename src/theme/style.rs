//! The style sheet as it is served: without comments and without white space that says nothing, for every reader waits
//! for it. It must not know what any rule does.

use std::ops::Range;
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
        let begins =
            |word: &&&str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if let Some(before) = ["url(", "@import"].iter().find(begins) {
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

/// What holds the text on every page: by element, by class, by attribute.
const HOLDS_TEXT: &[&str] =
    &["html", "body", "main", "article", ".source", "[data-source]", ".directive", ".point"];
/// Declarations that let nothing be seen, without white space.
const HIDES: &[&str] =
    &["display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "font-size:0"];

/// Rules that hide what holds the text.
pub(super) fn hiding(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules(&file.text) {
        let declarations = file.text[rule.declarations.clone()].split(';');
        let declarations = declarations.map(|one| one.split_whitespace().collect::<String>().to_lowercase());
        let hides = declarations.map(|one| one.trim_end_matches("!important").to_owned());
        let hides = hides.into_iter().any(|one| HIDES.contains(&one.as_str()));
        let selector = file.text[rule.selector.clone()].trim();
        let hidden = || selector.split(',').find(|one| one.split_whitespace().last().is_some_and(holds_text));
        if hides && let Some(one) = hidden() {
            let start = rule.selector.start + file.text[rule.selector.clone()].find(one.trim()).unwrap_or(0);
            let message = Message::StyleHidesText { selector: one.trim().to_owned() };
            found.push(Diagnostic::at(message, file, start..start + one.trim().len()));
        }
    }
    found
}

/// Whether what the last part of a selector names holds the text: `main`, `article.source`.
fn holds_text(part: &str) -> bool {
    let names = part.split_inclusive(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == ']');
    let mut word = String::new();
    let mut all = Vec::new();
    for piece in names {
        if piece.starts_with(['.', '[', ':', '#']) && !word.is_empty() {
            all.push(std::mem::take(&mut word));
        }
        word.push_str(piece);
    }
    all.push(word);
    all.iter().all(|word| HOLDS_TEXT.contains(&word.as_str()))
}

/// A rule of a sheet.
struct Rule {
    selector: Range<usize>,
    declarations: Range<usize>,
}

/// The rules of a sheet, with those in `@media` and the like.
fn rules(css: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < css.len() {
        let rest = &css[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        match rest.chars().next() {
            Some('/') if rest.starts_with("/*") => {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
                // A remark before a rule is none of it.
                if css[start..at].trim_start().starts_with("/*") {
                    start = at;
                }
                continue;
            }
            Some('{') => {
                let end = rest.find(['}']).unwrap_or(rest.len());
                // What has rules inside is none itself.
                if !rest[1..end].contains('{') {
                    rules.push(Rule { selector: start..at, declarations: at + 1..at + end });
                    at += end;
                    continue;
                }
                start = at + step;
            }
            Some('}' | ';') => start = at + step,
            _ => {}
        }
        at += step;
    }
    rules
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
    use std::sync::Arc;

    use super::{foreign, hiding, lean};
    use crate::diagnostic::SourceFile;

    #[test]
    fn what_is_loaded_from_elsewhere_is_found_as_a_browser_reads_it() {
        let found = |css: &str| {
            foreign(&Arc::new(SourceFile { path: "more.css".to_owned(), text: css.to_owned() })).len()
        };
        for css in ["@import\"https://a.example/b.css\";", "a { background: URL(https://a.example/b.png) }"] {
            assert_eq!(found(css), 1, "{css}");
        }
        assert_eq!(found("/* url(https://a.example/) */ a { background: url(b.png) }"), 0);
    }

    #[test]
    fn what_hides_the_text_is_found() {
        let found = |css: &str| {
            let file = Arc::new(SourceFile { path: "more.css".to_owned(), text: css.to_owned() });
            let place =
                |one: crate::diagnostic::Diagnostic| one.location.and_then(|at| at.span).expect("a place");
            hiding(&file).into_iter().map(place).map(|span| css[span].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            found("/* x */\n.meta, main article.source { color: red; DISPLAY : none !important }"),
            ["main article.source"]
        );
        assert_eq!(found("@media print { .a { color: red } body { visibility: hidden } }"), ["body"]);
        assert_eq!(
            found("}\n.directive .point[data-source] { opacity: 0; }"),
            [".point[data-source]"].map(|p| format!(".directive {p}"))
        );
        for css in [
            "article .more { display: none }",
            "article::before { display: none }",
            "main:has(.x) { display: none }",
            ".source { display: block }",
            "/* body { display: none } */ p { color: red }",
            "body > .bar { display: none }",
        ] {
            assert!(found(css).is_empty(), "{css}");
        }
    }

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
