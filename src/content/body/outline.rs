//! The body of a notice while its headings are being read: what is open at each level, and what a heading closes. It must
//! not know Markdown.

use crate::notice::{Block, Directive, Head, Part, Point, Section};
use crate::seed::marker_length;

use super::DEEPEST;

/// The body while it is being built: finished sections, and what is open at each level.
#[derive(Default)]
pub(super) struct Outline {
    sections: Vec<Section>,
    list: Vec<Directive>,
    directive: Option<Directive>,
    /// Open points, outermost first; the one at index i has level i + 1.
    points: Vec<Point>,
    directives: usize,
    points_numbered: usize,
}

impl Outline {
    /// The deepest level that a heading with words may have now.
    pub(super) fn deepest_next(&self) -> usize {
        if self.directive.is_none() { 2 } else { (3 + self.points.len()).min(DEEPEST) }
    }

    pub(super) fn prose(&mut self, block: Block) {
        if let Some(point) = self.points.last_mut() {
            point.parts.push(Part::Prose(block));
        } else if let Some(directive) = &mut self.directive {
            directive.parts.push(Part::Prose(block));
        } else if let Some(Section::Prose(blocks)) = self.sections.last_mut() {
            blocks.push(block);
        } else {
            self.sections.push(Section::Prose(vec![block]));
        }
    }

    pub(super) fn open(&mut self, level: usize, block: Block) {
        let head = Head { marker: marker_length(block.text.source()), block };
        if level == 2 {
            self.close_directive();
            self.directives += 1;
            self.points_numbered = 0;
            self.directive = Some(Directive { number: self.directives, head, parts: Vec::new() });
        } else {
            self.close_points(level - 3);
            self.points_numbered += 1;
            self.points.push(Point {
                number: self.points_numbered,
                level: level - 2,
                head,
                parts: Vec::new(),
            });
        }
    }

    /// Ends what is open at a level of heading and below.
    pub(super) fn close(&mut self, level: usize) {
        if level <= 2 {
            self.close_list();
        } else {
            self.close_points(level - 3);
        }
    }

    /// Ends open points until only `keep` are left.
    fn close_points(&mut self, keep: usize) {
        while self.points.len() > keep {
            let Some(point) = self.points.pop() else { return };
            let parent = match (self.points.last_mut(), &mut self.directive) {
                (Some(outer), _) => &mut outer.parts,
                (None, Some(directive)) => &mut directive.parts,
                (None, None) => return,
            };
            parent.push(Part::Point(point));
        }
    }

    fn close_directive(&mut self) {
        self.close_points(0);
        self.list.extend(self.directive.take());
    }

    fn close_list(&mut self) {
        self.close_directive();
        if !self.list.is_empty() {
            self.sections.push(Section::List(std::mem::take(&mut self.list)));
        }
    }

    pub(super) fn finish(mut self) -> Vec<Section> {
        self.close_list();
        self.sections
    }
}
