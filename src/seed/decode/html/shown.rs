//! What an element of a page shows, as lines: as a browser would, and what it has and does not show. It must not know
//! which element is the page's main text.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Html;
use scraper::node::{Element, Node};

use super::numbers::Counter;
use super::role::{Role, role};
use super::{LOOKED_AT, shallow};
use crate::seed::decode::rows::Row;
use crate::seed::decode::shifted::{Shift, joins};
use crate::seed::decode::{self, Left, LeftKind};
use crate::seed::words::is_han;

/// Elements that begin a line.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "blockquote", "pre", "center", "figure", "figcaption",
    "hr", "address", "fieldset", "aside", "noscript", "nav", "footer", "details", "summary",
];

/// What part of a page is wanted of an element.
#[derive(Clone, Copy)]
pub(super) enum Part<'m> {
    /// All that it shows.
    Main,
    /// What it shows before the main text.
    Before(NodeId),
    /// What it shows beside the main text, without the words of links.
    Beside(&'m [NodeId]),
}

/// What an element shows.
pub(super) struct Shown {
    /// Its lines, each with whether it stands in furniture.
    lines: Vec<(bool, String)>,
    /// What it has and does not show.
    pub(super) left: Vec<Left>,
}

impl Shown {
    /// Reads an element.
    pub(super) fn of(root: NodeRef<'_, Node>, part: Part<'_>) -> Self {
        let mut walk = Walk {
            part,
            root: root.id(),
            shown: Self { lines: vec![(false, String::new())], left: Vec::new() },
            skip: None,
            furniture: None,
            counters: Vec::new(),
            rows: Vec::new(),
            shifted: None,
        };
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if matches!(part, Part::Before(main) if node.id() == main) => break,
                Edge::Open(node) => walk.open(node),
                Edge::Close(node) => walk.close(node),
            }
        }
        walk.shown
    }

    /// Notes what is left out. Buttons that a page has anyway are nothing to tell.
    fn leave(&mut self, why: Option<LeftKind>, words: &str) {
        let Some(kind) = why else { return };
        let plain = crate::seed::words::plain(words.trim());
        let of_page = crate::seed::noise::is_plain_furniture(&plain) || !plain.chars().any(is_han);
        if kind == LeftKind::Deleted || !of_page {
            decode::leave(&mut self.left, kind, words);
        }
    }

    /// The words for readers whose browser runs no scripts: its content is read as text, whatever it is.
    fn noscript(&mut self, node: NodeRef<'_, Node>) {
        let source: String =
            node.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
        let words =
            tidy(&Html::parse_fragment(&shallow::shallow(&source)).root_element().text().collect::<String>());
        let of_browser = ["浏览器", "瀏覽器"].iter().any(|word| words.contains(word))
            || words.to_lowercase().contains("javascript");
        if !of_browser {
            self.lines.extend([(false, words), (false, String::new())]);
        }
    }

    /// The lines that have words, each with whether it stands in furniture. Ideographic indents stay: they tell paragraphs
    /// from broken lines.
    pub(super) fn flagged(&self) -> impl Iterator<Item = (bool, &str)> {
        let lines = self.lines.iter().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(flag, line)| (*flag, line.trim_end().trim_start_matches([' ', '\t'])))
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.flagged().map(|(_, line)| line)
    }
}

/// An element whose words are left out.
struct Skip {
    element: NodeId,
    /// Why, where that is to be told.
    why: Option<LeftKind>,
    words: String,
}

/// A way through an element, from tag to tag.
struct Walk<'m> {
    part: Part<'m>,
    root: NodeId,
    shown: Shown,
    skip: Option<Skip>,
    /// The outermost element of furniture that is open.
    furniture: Option<NodeId>,
    /// A list each that is open; those with numbers count.
    counters: Vec<Option<Counter>>,
    /// The rows that are open, one in a cell of the other.
    rows: Vec<OpenRow>,
    /// The latest words above or below the line that only the line can show, and where in it they end.
    shifted: Option<(usize, String)>,
}

/// A row of a table that is being read.
struct OpenRow {
    element: NodeId,
    row: Row,
    /// The first of its lines.
    from: usize,
    /// The first line of each of its cells.
    cells: Vec<usize>,
}

impl Walk<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>) {
        if let Some(skip) = &mut self.skip {
            if skip.why.is_some()
                && let Some(text) = node.value().as_text()
                && !node.parent().is_some_and(|parent| role(&parent) == Role::Nothing)
            {
                skip.words.push_str(text);
            }
            return;
        }
        if let (Some(text), Some((_, line))) = (node.value().as_text(), self.shown.lines.last_mut()) {
            let shift = shift(node);
            match shift.and_then(|shift| shift.signs(text.trim())) {
                Some(signs) => line.push_str(&signs),
                None => {
                    // PM and below it 2.5, with 10 behind them.
                    let behind = self.shifted.take().filter(|(end, _)| shift.is_none() && *end == line.len());
                    let told = match behind {
                        _ if shift.is_some() => Some(text.to_string()),
                        behind => behind.map(|(_, words)| words),
                    };
                    let joins = joins(line, text);
                    push_text(line, text);
                    if let Some(words) = told.filter(|_| matches!(self.part, Part::Main)) {
                        match shift {
                            _ if joins => decode::leave(&mut self.shown.left, LeftKind::Shifted, &words),
                            Some(_) => self.shifted = Some((line.len(), words)),
                            None => {}
                        }
                    }
                }
            }
        }
        let Some(element) = node.value().as_element() else { return };
        let role = role(&node);
        if let Some(why) = self.skips(node, element, role) {
            self.skip = Some(Skip { element: node.id(), why, words: String::new() });
            return;
        }
        if self.furniture.is_none() && matches!(role, Role::Furniture | Role::Aside) {
            self.furniture = Some(node.id());
        }
        let begins = is_block(element) || element.name() == "br";
        if begins || matches!(element.name(), "td" | "th") {
            self.shown.lines.push((self.furniture.is_some(), String::new()));
        }
        let last = self.shown.lines.len() - 1;
        let Some((_, line)) = self.shown.lines.last_mut() else { return };
        match element.name() {
            "ol" => self.counters.push(Counter::of(element)),
            "ul" => self.counters.push(None),
            "li" => {
                if let Some(Some(counter)) = self.counters.last_mut() {
                    let number = counter.item(element);
                    if !begins_with_marker(node) {
                        line.push_str(&number);
                    }
                }
            }
            "tr" => {
                self.rows.last_mut().into_iter().for_each(|outer| outer.row.frame());
                let (element, row, cells) = (node.id(), Row::default(), Vec::new());
                self.rows.push(OpenRow { element, row, from: last, cells });
            }
            "td" | "th" => self.rows.last_mut().into_iter().for_each(|row| row.cells.push(last)),
            _ => {}
        }
    }

    /// Whether an element's words are left out; inside, why, where that is to be told.
    fn skips(&mut self, node: NodeRef<'_, Node>, element: &Element, role: Role) -> Option<Option<LeftKind>> {
        match (role, self.part) {
            (Role::Furniture, Part::Main) if node.id() != self.root => Some(Some(LeftKind::Passage)),
            (Role::Furniture, Part::Before(_)) if matches!(element.name(), "nav" | "footer") => Some(None),
            (Role::Hidden, Part::Main) => Some(Some(LeftKind::Hidden)),
            (Role::Deleted, Part::Main) => Some(Some(LeftKind::Deleted)),
            (Role::Field, Part::Main) => Some(Some(LeftKind::Field)),
            (Role::Noscript, Part::Main) => {
                self.shown.noscript(node);
                Some(None)
            }
            (Role::Nothing | Role::Hidden | Role::Field | Role::Noscript, _)
            | (Role::Aside, Part::Before(_)) => Some(None),
            (_, Part::Beside(mains)) if mains.contains(&node.id()) || element.name() == "a" => Some(None),
            (Role::Text | Role::Deleted | Role::Aside | Role::Furniture, _) => None,
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if let Some(skip) = self.skip.take_if(|skip| skip.element == node.id()) {
            return self.shown.leave(skip.why, &skip.words);
        }
        if self.skip.is_some() {
            return;
        }
        if self.furniture == Some(node.id()) {
            self.furniture = None;
        }
        let Some(element) = node.value().as_element() else { return };
        if let Some(row) = self.rows.pop_if(|row| row.element == node.id()) {
            self.end_row(row);
        }
        if is_block(element) {
            self.shown.lines.push((self.furniture.is_some(), String::new()));
        } else if matches!(self.part, Part::Before(_))
            && matches!(element.name(), "span" | "em" | "i" | "label" | "font" | "a")
            && let Some((_, line)) = self.shown.lines.last_mut()
            && !line.is_empty()
            && !line.ends_with([':', '：'])
        {
            line.push('\u{3000}');
        }
        if matches!(element.name(), "ol" | "ul") {
            self.counters.pop();
        }
    }

    /// The lines of a row become those that it is shown in.
    fn end_row(&mut self, open: OpenRow) {
        let OpenRow { mut row, from, cells, .. } = open;
        let mut flags = Vec::new();
        for (at, (flag, line)) in self.shown.lines.split_off(from).into_iter().enumerate() {
            if cells.binary_search(&(from + at)).is_ok() {
                row.open();
            }
            if line.trim().is_empty() {
                continue;
            }
            match row.cell() {
                Some(cell) => {
                    cell.push(line);
                    flags.push(flag);
                }
                None => self.shown.lines.push((flag, line)),
            }
        }
        let lines = row.lines();
        // In one line, it stands in furniture where all of it does.
        let all = flags.iter().all(|flag| *flag);
        let apart = lines.len() == flags.len();
        let flagged =
            lines.into_iter().enumerate().map(|(at, line)| (if apart { flags[at] } else { all }, line));
        self.shown.lines.extend(flagged);
    }
}

/// Whether the words of an item bring their own number: then a style sheet hides the browser's.
fn begins_with_marker(item: NodeRef<'_, Node>) -> bool {
    let words = item.descendants().take(LOOKED_AT).find_map(|node| {
        let words = node.value().as_text()?.trim_start();
        (!words.is_empty()).then(|| words.chars().take(LOOKED_AT).collect::<String>())
    });
    words.is_some_and(|words| crate::seed::marker_length(&words) > 0)
}

pub(super) fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

/// Adds a text as a browser shows it: line ends are spaces, several spaces one, and none between Han.
fn push_text(line: &mut String, text: &str) {
    let mut space = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !line.is_empty() {
            let before = line.chars().next_back().unwrap_or(' ');
            let wide = |c: char| u32::from(c) > 0x2e80;
            let broken = wide(before) && wide(c) && text.contains(['\n', '\r']);
            if !before.is_whitespace() && !broken {
                line.push(' ');
            }
        }
        line.push(c);
    }
    if space && !line.is_empty() && !line.ends_with(char::is_whitespace) {
        line.push(' ');
    }
}

/// Where words stand to the line; `None` for what stands in it.
fn shift(text: NodeRef<'_, Node>) -> Option<Shift> {
    text.ancestors().take(3).filter_map(|node| node.value().as_element()).find_map(|element| {
        match element.name() {
            "sup" => Some(Shift::Above),
            "sub" => Some(Shift::Below),
            _ => element.attr("style").and_then(Shift::of_style),
        }
    })
}

/// The words of a heading, as a browser shows them, on one line.
pub(super) fn heading(root: NodeRef<'_, Node>, left: &mut Vec<Left>) -> String {
    let mut words = String::new();
    for (node, text) in root.descendants().filter_map(|node| Some((node, node.value().as_text()?))) {
        let shift = shift(node);
        match shift.and_then(|shift| shift.signs(text.trim())) {
            Some(signs) => words.push_str(&signs),
            None => {
                if shift.is_some() && joins(&words, text) {
                    decode::leave(left, LeftKind::Shifted, text);
                }
                words.push_str(text);
            }
        }
    }
    tidy(&words)
}

/// A text as a browser shows it, on one line.
pub(super) fn tidy(text: &str) -> String {
    let mut line = String::new();
    push_text(&mut line, text);
    line.trim().to_owned()
}
