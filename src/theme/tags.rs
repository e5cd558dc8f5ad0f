//! Where the tags of a template are, and which of them is never closed. It must not know what a tag does.

use std::ops::Range;

/// What stands between `{{` and `}}`, and between `{%` and `%}`; remarks do not count.
pub(super) fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = text[open + 2..].find(close).map_or(text.len(), |found| open + 2 + found);
        if close != "#}" {
            tags.push(open + 2..end);
        }
        at = end;
    }
    tags
}

/// A part of a template that is opened and never closed.
pub(super) struct Unclosed {
    /// Where it is opened.
    pub(super) span: Range<usize>,
    /// The tag that would close it.
    pub(super) closing: String,
}

/// Words that open a part, which `end` with the same word closes.
const PARTS: &[&str] = &["block", "component", "filter", "for", "if", "raw"];

/// The innermost part, or the tag, that is not closed where the template ends.
pub(super) fn unclosed(text: &str) -> Option<Unclosed> {
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut last = 0;
    for tag in tags(text) {
        let inner = &text[tag.clone()];
        let is_statement = text[..tag.start].ends_with("{%");
        let closing = if is_statement { "%}" } else { "}}" };
        if !text[tag.end..].starts_with(closing) {
            return Some(Unclosed { span: tag.start - 2..tag.start, closing: closing.to_owned() });
        }
        last = tag.end;
        let word =
            inner.trim_start_matches(['-', ' ', '\n']).split(|c: char| !c.is_ascii_alphabetic()).next();
        let word = word.filter(|_| is_statement).unwrap_or_default();
        if let Some(part) = PARTS.iter().find(|part| **part == word) {
            open.push((part, tag.start - 2..tag.end + 2));
        } else if let Some(at) =
            word.strip_prefix("end").and_then(|part| open.iter().rposition(|(other, _)| *other == part))
        {
            open.truncate(at);
        }
    }
    if let Some((part, span)) = open.pop() {
        return Some(Unclosed { span, closing: format!("{{% end{part} %}}") });
    }
    let at = last + text[last..].find("{#")?;
    (!text[at..].contains("#}")).then(|| Unclosed { span: at..at + 2, closing: "#}".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn what_is_not_closed_is_found() {
        let found = |text: &str| unclosed(text).map(|one| (text[one.span].to_owned(), one.closing));
        let some = |open: &str, close: &str| Some((open.to_owned(), close.to_owned()));
        assert_eq!(found("{% if a %}{{ b }}{% endif %}{# c #}"), None);
        assert_eq!(
            found("{% block m %}{% for a in b %}{% endfor %}"),
            some("{% block m %}", "{% endblock %}")
        );
        assert_eq!(found("{% block m %}{%- if a %}{% endblock m %}"), None);
        assert_eq!(found("{% if a %}{% for x in y %}{% endif %}"), None);
        assert_eq!(found("{%- if a -%}{# {% endif %} #}"), some("{%- if a -%}", "{% endif %}"));
        assert_eq!(found("<p>{{ a </p>"), some("{{", "}}"));
        assert_eq!(found("<p>{# a </p>"), some("{#", "#}"));
    }
}
