//! The one form of the marks of a block. Markdown can say the same in many ways (`*甲**乙*` and `*甲乙*` look alike), and
//! printing must not choose between them: so reading leaves one. It must not know Markdown's signs.

use std::cmp::Reverse;
use std::ops::Range;

use crate::notice::{Mark, MarkKind};

/// Marks as they were read, nested or apart, in the one form that says the same of each character:
///
/// - links as they are, but none in a link, where it would lead nowhere;
/// - strong words, emphasis, untranslated words and code as the longest stretches of them, cut where they would cross one
///   that is named before them here;
/// - code cut at every end of another mark inside it, since no mark can begin in code.
///
/// They come in the order of their starts, of two that start together the outer one first.
pub(super) fn canonical(mut marks: Vec<Mark>) -> Vec<Mark> {
    // Most blocks have none, or one.
    if marks.len() < 2 {
        return marks;
    }
    marks.sort_by_key(order);
    let mut out: Vec<Mark> = Vec::with_capacity(marks.len());
    for link in marks.iter().filter(|mark| rank(&mark.kind) == 0) {
        if out.last().is_none_or(|before| before.span.end <= link.span.start) {
            out.push(link.clone());
        }
    }
    for kind in [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Untranslated, MarkKind::Code] {
        let spans = marks.iter().filter(|mark| mark.kind == kind).map(|mark| &mark.span);
        let ends = ends(&out);
        for span in joined(spans) {
            out.extend(
                cut(span, &ends, kind == MarkKind::Code).map(|span| Mark { span, kind: kind.clone() }),
            );
        }
    }
    out.sort_by_key(order);
    out
}

/// The order of marks; of two over the same words, the kind says which is the outer one.
fn order(mark: &Mark) -> (usize, Reverse<usize>, u8) {
    (mark.span.start, Reverse(mark.span.end), rank(&mark.kind))
}

const fn rank(kind: &MarkKind) -> u8 {
    match kind {
        MarkKind::Link(_) => 0,
        MarkKind::Strong => 1,
        MarkKind::Emphasis => 2,
        MarkKind::Untranslated => 3,
        MarkKind::Code => 4,
    }
}

/// Spans in the order of their starts, those that overlap or touch made one.
fn joined<'m>(spans: impl Iterator<Item = &'m Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(before) if span.start <= before.end => before.end = before.end.max(span.end),
            _ => joined.push(span.clone()),
        }
    }
    joined
}

/// Both ends of each mark, with the other end of it, in order.
fn ends(marks: &[Mark]) -> Vec<(usize, usize)> {
    let both = |mark: &Mark| [(mark.span.start, mark.span.end), (mark.span.end, mark.span.start)];
    let mut ends: Vec<(usize, usize)> = marks.iter().flat_map(both).collect();
    ends.sort_unstable();
    ends
}

/// A span cut at the ends inside it of marks that reach out of it; `all`: at every end inside it.
fn cut(span: Range<usize>, ends: &[(usize, usize)], all: bool) -> impl Iterator<Item = Range<usize>> {
    let inside = ends.partition_point(|(end, _)| *end <= span.start);
    let mut points = vec![span.start];
    for &(end, other) in ends[inside..].iter().take_while(|(end, _)| *end < span.end) {
        if (all || other < span.start || other > span.end) && points.last() != Some(&end) {
            points.push(end);
        }
    }
    points.push(span.end);
    (1..points.len()).map(move |index| points[index - 1]..points[index])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(span: Range<usize>, kind: MarkKind) -> Mark {
        Mark { span, kind }
    }

    fn any_mark() -> impl Strategy<Value = Mark> {
        let kinds = prop::sample::select(vec![
            MarkKind::Link("a".into()),
            MarkKind::Link("b".into()),
            MarkKind::Strong,
            MarkKind::Emphasis,
            MarkKind::Untranslated,
            MarkKind::Code,
        ]);
        (0..12_usize, 1..6_usize, kinds).prop_map(|(start, length, kind)| mark(start..start + length, kind))
    }

    #[test]
    fn one_form() {
        use MarkKind::{Code, Emphasis, Strong};
        let link = || MarkKind::Link("a".into());
        // Side by side.
        assert_eq!(canonical(vec![mark(0..1, Emphasis), mark(1..3, Emphasis)]), [mark(0..3, Emphasis)]);
        // Over the edge of a link.
        assert_eq!(
            canonical(vec![mark(0..2, Strong), mark(2..5, link()), mark(2..3, Strong)]),
            [mark(0..2, Strong), mark(2..5, link()), mark(2..3, Strong)]
        );
        // Strong words before emphasis.
        assert_eq!(
            canonical(vec![mark(0..2, Emphasis), mark(2..5, Strong), mark(2..4, Emphasis)]),
            [mark(0..2, Emphasis), mark(2..5, Strong), mark(2..4, Emphasis)]
        );
        // Nothing begins in code.
        assert_eq!(
            canonical(vec![mark(0..2, Code), mark(2..4, Code), mark(2..6, Strong)]),
            [mark(0..2, Code), mark(2..6, Strong), mark(2..4, Code)]
        );
        assert_eq!(canonical(vec![mark(0..4, link()), mark(1..2, link())]), [mark(0..4, link())]);
    }

    proptest! {
        /// The form is one: of itself it is itself. No two marks cross, and none begins in code.
        #[test]
        fn of_itself_it_is_itself(marks in prop::collection::vec(any_mark(), 0..12)) {
            let once = canonical(marks);
            prop_assert_eq!(canonical(once.clone()), once.clone());
            for (index, one) in once.iter().enumerate() {
                for other in &once[index + 1..] {
                    prop_assert!(other.span.start >= one.span.end || other.span.end <= one.span.end);
                    let inside = one.span.start < other.span.start && other.span.start < one.span.end;
                    prop_assert!(one.kind != MarkKind::Code || !inside);
                }
            }
        }
    }
}
