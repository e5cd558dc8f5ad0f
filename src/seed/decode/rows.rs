//! Rows of tables as lines of text: cells apart by a wide gap with a tab in it, by which a row is told from running text.
//! It must not know which format the table was in.

/// What stands between two cells of a row.
const CELL: &str = "\u{3000}\t";

/// A cell of more characters than this holds text of its own: the table only lays out a page. Who reads the lines asks the
/// same of them, or a row that was put into one would be cut again.
const LONGEST: usize = 200;

/// A row that is being read: its cells, each with its paragraphs.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<Vec<String>>,
    open: bool,
    /// A cell of it holds a table.
    frame: bool,
}

impl Row {
    /// A cell begins.
    pub(super) fn open(&mut self) {
        self.cells.push(Vec::new());
        self.open = true;
    }

    /// A cell ends.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// A cell holds a table: the row only lays out a page.
    pub(super) fn frame(&mut self) {
        self.frame = true;
    }

    /// The paragraphs of the cell that is open.
    pub(super) fn cell(&mut self) -> Option<&mut Vec<String>> {
        self.cells.last_mut().filter(|_| self.open)
    }

    /// The row in one line, or, where it only lays out a page, its paragraphs.
    pub(super) fn lines(self) -> Vec<String> {
        let paragraphs: Vec<Vec<String>> = self.cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        if !self.frame && paragraphs.len() >= 2 {
            let cells: Vec<String> = paragraphs.iter().map(|cell| joined(cell)).collect();
            if cells.iter().all(|cell| is_short(cell)) {
                return vec![cells.join(CELL)];
            }
        }
        paragraphs.into_iter().flatten().collect()
    }
}

/// The paragraphs of a cell in one line.
fn joined(cell: &[String]) -> String {
    let lines: Vec<&str> = cell
        .iter()
        .flat_map(|line| line.split('\n'))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\u{3000}")
}

/// Whether a cell is one of a row, and holds no text of its own.
pub(in crate::seed) fn is_short(cell: &str) -> bool {
    cell.chars().nth(LONGEST).is_none()
}
