//! The printing of a block: its characters, escaped where Markdown would take them for markup, and its marks, so that
//! reading finds the same. It must not know where the block stands, only whether in a heading.

use std::fmt::{self, Write as _};

use crate::notice::{Block, Mark, MarkKind};

/// What begins untranslated words; Markdown has no sign for them, HTML has.
pub(super) const UNTRANSLATED: &str = r#"<span translate="no">"#;

/// A block's text with its marks as Markdown, every character escaped that Markdown would take for markup.
pub(in crate::content) fn inline(block: &Block, heading: bool) -> String {
    let characters: Vec<char> = block.text.source().chars().collect();
    let lead = list_marker(&characters);
    let star = star(&block.marks);
    let mut tokens: Vec<Token> = Vec::new();
    let mut starting = block.marks.iter().peekable();
    // Marks nest: the one opened last closes first.
    let mut open: Vec<&Mark> = Vec::new();
    for at in 0..=characters.len() {
        while let Some(mark) = open.pop_if(|mark| mark.span.end == at) {
            tokens.push(closing(mark, star, &characters));
        }
        while let Some(mark) = starting.next_if(|mark| mark.span.start == at) {
            // An exclamation mark before a link would make it an image.
            if let (MarkKind::Link(_), Some(Token::Plain('!'))) = (&mark.kind, tokens.last()) {
                tokens.pop();
                tokens.push(Token::Escaped('!'));
            }
            tokens.push(opening(mark, star, &characters));
            open.push(mark);
        }
        let Some(&c) = characters.get(at) else { break };
        let code = open.last().is_some_and(|mark| mark.kind == MarkKind::Code);
        tokens.push(if code {
            Token::Literal(c)
        } else if must_escape(c, at, lead, heading, characters.get(at + 1)) {
            Token::Escaped(c)
        } else {
            Token::Plain(c)
        });
    }
    flank(&mut tokens);
    tokens.iter().map(ToString::to_string).collect()
}

/// A piece of printed Markdown.
enum Token {
    /// A character as it is.
    Plain(char),
    /// A character with a backslash.
    Escaped(char),
    /// A character as a reference: punctuation to what stands beside it.
    Reference(char),
    /// The beginning of emphasis: `*` or `_`, so many times.
    Open(char, usize),
    /// Its end.
    Close(char, usize),
    /// A character of code.
    Literal(char),
    /// The signs of a link or of code.
    Sign(String),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(c) | Self::Literal(c) => write!(f, "{c}"),
            Self::Escaped(c) => write!(f, "\\{c}"),
            Self::Reference(c) => write!(f, "&#{};", u32::from(*c)),
            Self::Open(star, times) | Self::Close(star, times) => {
                (0..*times).try_for_each(|_| write!(f, "{star}"))
            }
            Self::Sign(string) => f.write_str(string),
        }
    }
}

/// What emphasis is written with. Strong words are written with `**`; beside them `*` could be a part of theirs, so there
/// it is `_`, which asks more of its neighbours. Then each sign of a block has one meaning, and what stands between two
/// of a kind is never of that kind: CommonMark's rules pair them as they were meant.
fn star(marks: &[Mark]) -> char {
    if marks.iter().any(|mark| mark.kind == MarkKind::Strong) { '_' } else { '*' }
}

/// Emphasis begins and ends only where its neighbours are of the right kind (CommonMark 6.2): no white space inside,
/// and none but white space or punctuation outside, where the inner neighbour is punctuation or the mark is `_`. A
/// neighbour that is not becomes a reference, which is punctuation.
fn flank(tokens: &mut [Token]) {
    // A reference is punctuation: it may ask for another one on the other side of a mark, before it or behind it.
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for mark in 0..tokens.len() {
            while let Some(at) = misplaced(tokens, mark)
                && let Token::Plain(c) = tokens[at]
            {
                tokens[at] = Token::Reference(c);
                changed = true;
            }
        }
    }
}

/// The character that keeps a mark from beginning or ending, if there is one.
fn misplaced(tokens: &[Token], at: usize) -> Option<usize> {
    let (inner, outer, line) = match tokens[at] {
        Token::Open(star, _) => (at + 1, at.checked_sub(1), star == '_'),
        Token::Close(star, _) => (at.checked_sub(1)?, Some(at + 1), star == '_'),
        _ => return None,
    };
    if matches!(tokens.get(inner), Some(Token::Plain(c)) if c.is_whitespace()) {
        return Some(inner);
    }
    let letter = matches!(tokens.get(inner), Some(Token::Plain(c)) if c.is_alphanumeric());
    let outside = |at: &usize| matches!(tokens.get(*at), Some(Token::Plain(c)) if !is_apart(*c));
    outer.filter(|outer| (line || !letter) && outside(outer))
}

/// White space, and what is punctuation to every version of Unicode.
fn is_apart(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() || "、。，；：！？《》「」『』（）“”".contains(c)
}

/// The index of the `.` or `)` that would make the block's start an item of an ordered list.
fn list_marker(characters: &[char]) -> Option<usize> {
    let digits = characters.iter().take_while(|c| c.is_ascii_digit()).count();
    let mark = characters.get(digits)?;
    ((1..=9).contains(&digits) && matches!(mark, '.' | ')')).then_some(digits)
}

fn must_escape(c: char, at: usize, list_marker: Option<usize>, heading: bool, next: Option<&char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' => true,
        '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
        '#' => heading || at == 0,
        '>' | '+' | '-' | '=' | '~' => at == 0,
        '.' | ')' => list_marker == Some(at),
        _ => false,
    }
}

fn opening(mark: &Mark, star: char, characters: &[char]) -> Token {
    match &mark.kind {
        MarkKind::Emphasis => Token::Open(star, 1),
        MarkKind::Strong => Token::Open('*', 2),
        MarkKind::Code => Token::Sign(fence(mark, characters, ("", " "))),
        MarkKind::Untranslated => Token::Sign(UNTRANSLATED.to_owned()),
        MarkKind::Link(_) => Token::Sign("[".to_owned()),
    }
}

fn closing(mark: &Mark, star: char, characters: &[char]) -> Token {
    match &mark.kind {
        MarkKind::Emphasis => Token::Close(star, 1),
        MarkKind::Strong => Token::Close('*', 2),
        MarkKind::Code => Token::Sign(fence(mark, characters, (" ", ""))),
        MarkKind::Untranslated => Token::Sign("</span>".to_owned()),
        MarkKind::Link(address) => Token::Sign(format!("](<{}>)", destination(address))),
    }
}

/// The address of a link, to stand between `<` and `>`.
fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '\\' | '<' | '>' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The back quotes around code: more than any run inside it, with a space where it begins or ends with one.
fn fence(mark: &Mark, characters: &[char], (before, after): (&str, &str)) -> String {
    let code: String = characters[mark.span.clone()].iter().collect();
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    // One space at each end is taken away again, unless there is nothing but spaces.
    let spaced = code.starts_with(' ') && code.ends_with(' ') && code.chars().any(|c| c != ' ');
    let pad = code.starts_with('`') || code.ends_with('`') || spaced;
    if pad { format!("{before}{ticks}{after}") } else { ticks }
}
