//! The lock file: one line a page, sorted by address, so that two versions of it merge line by line. It must not know
//! when a line changes.
//!
//! ```text
//! notices/2021-06-11-x/ text=5f0e1d2c was=8a9b0c1d@2026-11-24
//! notices/2021-06-11-x/directive-1/ points=3 text=01020304
//! notices/2021-06-11-x/directive-2/ withdrawn points=0 text=0a0b0c0d
//! notices/2021-06-11-z/ withdrawn text=0e1f2a3b since=2026-11-24 published=2021-06-11 script=zh-Hant title=… source=… seed=… sha256=…
//! notices/2021-06-12-y/ moved=notices/2021-06-11-x/ directives=2
//! regulations/a-tiaoli/
//! regulations/b-banfa-12ab/ stub
//! ```

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Address, Conflict, DirectiveRecord, Earlier, NoticeLine, NoticeRecord, Permalinks, RegulationLine,
    TextHash, Versions, Withdrawal, WithdrawnNotice,
};
use crate::diagnostic::{Diagnostic, Message, SourceFile};
use crate::notice::NoticeId;
use crate::regulation::RegulationId;
use crate::script::{Script, Text};

/// Where the permalinks lie in a site. Without the file, nothing was published.
pub const PATH: &str = "content/permalinks.lock";

/// The first line.
const HEADER: &str = "# Every address that was ever published, a page a line. `gongkai build` adds to it; keep it with the content.";

/// Prints the file that [`parse`] reads.
pub fn print(permalinks: &Permalinks) -> String {
    let mut out = String::with_capacity(64 * (permalinks.notices.len() * 5 + permalinks.regulations.len()));
    out.push_str(HEADER);
    out.push('\n');
    for (id, line) in &permalinks.notices {
        let _ = write!(out, "notices/{id}/");
        match line {
            NoticeLine::Moved { to, directives } => {
                let _ = writeln!(out, " moved=notices/{to}/ directives={directives}");
            }
            NoticeLine::Here(record) => {
                if record.unbuilt {
                    out.push_str(" unbuilt");
                }
                print_standing(&mut out, record.withdrawn, None, &record.text, record.withdrawal.as_ref());
                for (index, directive) in record.directives.iter().enumerate() {
                    let _ = write!(out, "notices/{id}/directive-{}/", index + 1);
                    print_standing(
                        &mut out,
                        directive.withdrawn,
                        Some(directive.points),
                        &directive.text,
                        None,
                    );
                }
            }
        }
    }
    for (id, line) in &permalinks.regulations {
        let _ = write!(out, "regulations/{id}/");
        let _ = match line {
            RegulationLine::Registered => writeln!(out),
            RegulationLine::Stub => writeln!(out, " stub"),
            RegulationLine::Uncited => writeln!(out, " uncited"),
            RegulationLine::Withdrawn => writeln!(out, " withdrawn"),
            RegulationLine::Moved(to) => writeln!(out, " moved=regulations/{to}/"),
        };
    }
    out
}

fn print_standing(
    out: &mut String,
    withdrawn: bool,
    points: Option<usize>,
    text: &Versions,
    withdrawal: Option<&Withdrawal>,
) {
    if withdrawn {
        out.push_str(" withdrawn");
    }
    if let Some(points) = points {
        let _ = write!(out, " points={points}");
    }
    let _ = write!(out, " text={}", text.current);
    for Earlier { text, replaced } in &text.earlier {
        let _ = write!(out, " was={text}@{replaced}");
    }
    if let Some(Withdrawal { since, notice }) = withdrawal {
        let _ = write!(out, " since={since}");
        if let Some(WithdrawnNotice { title, source, published, seed }) = notice {
            let _ = write!(out, " published={published} script={}", title.script().tag());
            for (key, words) in [("title", title), ("source", source)] {
                let _ = write!(out, " {key}={}", one_word(words.source()));
            }
            if let Some((name, sha256)) = seed {
                let _ = write!(out, " seed={} sha256={}", one_word(name), one_word(sha256));
            }
        }
    }
    out.push('\n');
}

/// Words as one: what would end them on a line stands as in an address (`%20`).
fn one_word(words: &str) -> String {
    let mut word = String::with_capacity(words.len());
    for c in words.chars() {
        if c == '%' || c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(word, "%{byte:02X}");
            }
        } else {
            word.push(c);
        }
    }
    word
}

/// The words that [`one_word`] made one.
fn words(word: &str) -> Option<Box<str>> {
    percent_encoding::percent_decode_str(word).decode_utf8().ok().map(Into::into)
}

/// Where the line of an address stands in the file; its first line, where there is none.
fn span(text: &str, address: &str) -> Range<usize> {
    let line = |at: usize| at..at + text[at..].find('\n').unwrap_or(text.len() - at);
    let page = address.split('#').next().unwrap_or(address);
    let starts = text.match_indices(page).map(|(at, _)| at);
    let mut whole = starts.filter(|&at| {
        (at == 0 || text[..at].ends_with('\n')) && text[at + page.len()..].starts_with([' ', '\n', '\r'])
    });
    whole.next().map_or_else(|| line(0), line)
}

/// What is to be said of a conflict, at its line of the lock.
pub fn message(conflict: &Conflict, file: &Arc<SourceFile>) -> Diagnostic {
    let (address, message) = match conflict {
        Conflict::Lost(address) => (address, Message::AddressLost { address: address.to_string() }),
        Conflict::Taken(address, to) => {
            (address, Message::AddressTaken { address: address.to_string(), to: to.to_string() })
        }
    };
    Diagnostic::at(message, file, span(&file.text, &address.to_string()))
}

/// Reads the file.
///
/// # Errors
/// Every line that is none.
pub fn parse(file: &Arc<SourceFile>) -> Result<Permalinks, Vec<Diagnostic>> {
    let mut permalinks = Permalinks::default();
    let mut problems = Vec::new();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() && !words.starts_with("# ") && permalinks.read(words).is_none() {
            problems.push(Diagnostic::at(Message::LockInvalid, file, at..at + words.len()));
        }
        at += line.len();
    }
    if problems.is_empty() { Ok(permalinks) } else { Err(problems) }
}

/// The words of a line behind its address.
#[derive(Default)]
struct Words {
    state: Option<State>,
    unbuilt: bool,
    since: Option<Date>,
    published: Option<Date>,
    script: Option<Script>,
    title: Option<Box<str>>,
    source: Option<Box<str>>,
    seed: Option<Box<str>>,
    sha256: Option<Box<str>>,
    moved: Option<Address>,
    directives: Option<usize>,
    points: Option<usize>,
    current: Option<TextHash>,
    earlier: Vec<Earlier>,
}

#[derive(PartialEq)]
enum State {
    Withdrawn,
    Stub,
    Uncited,
}

impl Words {
    fn read<'w>(line: impl Iterator<Item = &'w str>) -> Option<Self> {
        let mut read = Self::default();
        for word in line {
            match word.split_once('=') {
                Some(("moved", address)) => read.moved = Some(Address::parse(address)?),
                Some(("directives", number)) => read.directives = Some(number.parse().ok()?),
                Some(("points", number)) => read.points = Some(number.parse().ok()?),
                Some(("text", hash)) => read.current = Some(TextHash::from_hex(hash)?),
                Some(("since", day)) => read.since = Some(day.parse().ok()?),
                Some(("published", day)) => read.published = Some(day.parse().ok()?),
                Some(("script", tag)) => read.script = Some(Script::from_tag(tag)?),
                Some(("title", word)) => read.title = Some(words(word)?),
                Some(("source", word)) => read.source = Some(words(word)?),
                Some(("seed", word)) => read.seed = Some(words(word)?),
                Some(("sha256", word)) => read.sha256 = Some(words(word)?),
                Some(("was", word)) => {
                    let (hash, day) = word.split_once('@')?;
                    read.earlier
                        .push(Earlier { text: TextHash::from_hex(hash)?, replaced: day.parse().ok()? });
                }
                None if word == "unbuilt" => read.unbuilt = true,
                None if read.state.is_none() => {
                    read.state = Some(match word {
                        "withdrawn" => State::Withdrawn,
                        "stub" => State::Stub,
                        "uncited" => State::Uncited,
                        _ => return None,
                    });
                }
                _ => return None,
            }
        }
        Some(read)
    }

    /// What is told of a withdrawn notice; all of it or the day alone.
    fn withdrawal(&mut self) -> Option<Withdrawal> {
        let script = self.script;
        let text = |words: &mut Option<Box<str>>| Some(Text::new(words.take()?, script?));
        let (title, source) = (text(&mut self.title), text(&mut self.source));
        let seed = self.seed.take().zip(self.sha256.take());
        let notice = title.zip(source).zip(self.published);
        let notice =
            notice.map(|((title, source), published)| WithdrawnNotice { title, source, published, seed });
        Some(Withdrawal { since: self.since?, notice })
    }

    fn versions(self) -> Option<Versions> {
        Some(Versions { current: self.current?, earlier: self.earlier })
    }
}

impl Permalinks {
    /// Takes a line in. `None` where it is none, comes twice, or a directive's does not follow the one before it.
    fn read(&mut self, line: &str) -> Option<()> {
        let (address, words) = line.split_once(' ').unwrap_or((line, ""));
        let words = Words::read(words.split_ascii_whitespace())?;
        match Address::parse(address)? {
            Address::Notice(id) => self.read_notice(id, words),
            Address::Directive(id, number) => {
                let Some(NoticeLine::Here(record)) = self.notices.get_mut(&id) else { return None };
                let withdrawn = words.state == Some(State::Withdrawn);
                let (points, text) = (words.points?, words.versions()?);
                (record.directives.len() + 1 == number)
                    .then(|| record.directives.push(DirectiveRecord { withdrawn, points, text }))
            }
            Address::Point(..) => None,
            Address::Regulation(id) => self.read_regulation(id, &words),
        }
    }

    fn read_notice(&mut self, id: NoticeId, mut words: Words) -> Option<()> {
        let line = match &words.moved {
            Some(Address::Notice(to)) => NoticeLine::Moved { to: to.clone(), directives: words.directives? },
            Some(_) => return None,
            None => {
                let withdrawn = words.state == Some(State::Withdrawn);
                let (unbuilt, withdrawal) = (words.unbuilt, words.withdrawal());
                let (text, directives) = (words.versions()?, Vec::new());
                NoticeLine::Here(NoticeRecord { withdrawn, withdrawal, unbuilt, text, directives })
            }
        };
        self.notices.insert(id, line).is_none().then_some(())
    }

    fn read_regulation(&mut self, id: RegulationId, words: &Words) -> Option<()> {
        let line = match (&words.moved, &words.state) {
            (Some(Address::Regulation(to)), None) => RegulationLine::Moved(to.clone()),
            (Some(_), _) => return None,
            (None, None) => RegulationLine::Registered,
            (None, Some(State::Withdrawn)) => RegulationLine::Withdrawn,
            (None, Some(State::Stub)) => RegulationLine::Stub,
            (None, Some(State::Uncited)) => RegulationLine::Uncited,
        };
        self.regulations.insert(id, line).is_none().then_some(())
    }
}
