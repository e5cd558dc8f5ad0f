//! The style sheet as it is served: without comments and without white space that says nothing, for every reader waits
//! for it. It must not know what any rule does.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::route::has_scheme;

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

/// What a sheet would load from elsewhere, or from its own text, which the site's policy forbids as well: every address
/// that says where it is fetched, in `url()` or in quotes, for functions take both.
pub(super) fn foreign(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let css = blank(&file.text, false);
    let mut found = Vec::new();
    // Where the declaration begins, and the functions and brackets that are open, each by where it does.
    let (mut declaration, mut open, mut at): (usize, Vec<usize>, usize) = (0, Vec::new(), 0);
    while let Some(c) = css[at..].chars().next() {
        let rest = &css[at..];
        match c {
            '"' | '\'' => {
                let end = string_end(rest, c);
                let inside = open.last().map_or("", |from| &css[*from..at]);
                // Words that are shown, and what a selector compares with, are no addresses.
                let shown = is_content(&css[declaration..at]) && !loads(&css, &open);
                if !shown && !inside.starts_with('[') {
                    found.extend(fetched(file, at + 1..at + end - usize::from(rest[1..end].ends_with(c))));
                }
                at += end;
                continue;
            }
            '(' if is_bare_url(&css[..at], rest) => {
                let end = rest.find(')').unwrap_or(rest.len());
                found.extend(fetched(file, at + 1..at + end));
                at += end;
                // Its bracket closes below what was open before.
                open.push(at);
                continue;
            }
            '(' | '[' => open.push(at),
            ')' | ']' => drop(open.pop()),
            '{' | '}' | ';' => {
                declaration = at + 1;
                open.clear();
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    found
}

/// What is to be said of an address that stands there.
fn fetched(file: &Arc<SourceFile>, span: Range<usize>) -> Option<Diagnostic> {
    let text = &file.text[span.clone()];
    let address = text.trim();
    let start = span.start + (text.len() - text.trim_start().len());
    // “Note: this” is no address.
    let whole = has_scheme(address) && !address.ends_with(':') && !address.contains(char::is_whitespace);
    if !whole && !address.starts_with("//") {
        return None;
    }
    let is_own = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    // Of what stands in the sheet itself, its kind says enough.
    let address = if is_own { address.split([';', ',']).next().unwrap_or(address) } else { address };
    let what: String = address.chars().take(60).collect();
    let message =
        if is_own { Message::TemplateInline { what } } else { Message::TemplateForeign { address: what } };
    Some(Diagnostic::at(message, file, start..start + address.len()))
}

/// Whether a declaration, as far as it goes, is of what is shown before or behind an element.
fn is_content(declaration: &str) -> bool {
    declaration.split_once(':').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("content"))
}

/// Whether one of the functions that are open takes addresses.
fn loads(css: &str, open: &[usize]) -> bool {
    open.iter().any(|at| ["url", "src", "image-set"].iter().any(|word| ends_in(&css[..*at], word)))
}

/// Whether an address without quotes begins at the bracket behind `before`: in it nothing is a comment.
fn is_bare_url(before: &str, rest: &str) -> bool {
    rest.starts_with('(') && ends_in(before, "url") && !rest[1..].trim_start().starts_with(['"', '\''])
}

fn ends_in(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// The sheet with spaces in place of its comments, and of its strings and addresses if that is asked for: each byte stays
/// where it was.
fn blank(css: &str, strings: bool) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let space = |out: &mut String, text: &str| {
        out.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    };
    let keep = |out: &mut String, text: &str| {
        if strings { space(out, text) } else { out.push_str(text) }
    };
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                space(&mut out, &rest[..end]);
                end
            }
            '"' | '\'' => {
                let end = string_end(rest, c);
                keep(&mut out, &rest[..end]);
                end
            }
            '(' if is_bare_url(&out, rest) => {
                let end = rest.find(')').unwrap_or(rest.len());
                keep(&mut out, &rest[..end]);
                end
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// What holds the text on every page: by element, by class, by attribute.
const HOLDS_TEXT: &[&str] =
    &["html", "body", "main", "#main", "article", ".source", "[data-source]", ".directive", ".point"];
/// Declarations that let nothing be seen, without white space.
const HIDES: &[&str] =
    &["display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "font-size:0"];

/// Rules that hide what holds the text.
pub(super) fn hiding(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let css = blank(&file.text, false);
    for rule in rules(&blank(&css, true)) {
        let declarations = css[rule.declarations.clone()].split(';');
        let declarations = declarations.map(|one| one.split_whitespace().collect::<String>().to_lowercase());
        let hides = declarations.map(|one| one.trim_end_matches("!important").to_owned());
        let hides = hides.into_iter().any(|one| HIDES.contains(&one.as_str()));
        let selector = css[rule.selector.clone()].trim();
        let hidden = || selector.split(',').find(|one| one.split_whitespace().last().is_some_and(holds_text));
        if hides && let Some(one) = hidden() {
            let start = rule.selector.start + css[rule.selector.clone()].find(one.trim()).unwrap_or(0);
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

/// The rules of a sheet that has neither comments nor words in strings, with those in `@media` and the like.
fn rules(css: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < css.len() {
        let rest = &css[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        match rest.chars().next() {
            Some('{') => {
                let end = rest.find('}').unwrap_or(rest.len());
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
        for css in [
            "@import\"https://a.example/b.css\";",
            "@import url( 'HTTPS://a.example/b.css' ) print;",
            "a { background: URL(https://a.example/b.png) }",
            "a { background: url(\n\thttps://a.example/b.png\n) }",
            "a { background: image-set(\"https://a.example/b.png\" 1x, \"c.png\" 2x) }",
            "a::before { content: url(https://a.example/b.png) }",
            "a::before { content: image-set('https://a.example/b.png' 1x) }",
            "a { background: url(data:image/png;base64,AAAA) }",
            "a { background: url(b/*.png); mask: url(https://a.example/*.png) }",
        ] {
            assert_eq!(found(css), 1, "{css}");
        }
        for css in [
            "/* url(https://a.example/) */ a { background: url(b.png) }",
            // No comment, and so no address either.
            "a { background: url(/* no comment */ \"//a.example/b.png\") }",
            "a::after { color: red; content: \"https://a.example/\" }",
            "a::after { content: counters(item, \"a:b\") \"c:d\" }",
            "a[href^=\"https://a.example/\"] { color: red }",
            "a { font-family: \"Song: Old\"; src: url(\"a.woff2\") format(\"woff2\") }",
        ] {
            assert_eq!(found(css), 0, "{css}");
        }
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
        assert_eq!(found("p { color: red /* } */; } #main { display: none }"), ["#main"]);
        assert_eq!(found("main /* { */ { color: red; /* } */ display: none }"), ["main"]);
        assert_eq!(found("p::before { content: '}' } body { opacity: 0 }"), ["body"]);
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
