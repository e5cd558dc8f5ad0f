//! A text in an Akoma Ntoso document with its citations as references: `ref`, `mref` and `rref`. It must not know what the
//! text is part of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Forms;
use crate::citation::{Bound, Pin};
use crate::format::xml::Document;
use crate::notice::byte_offset;
use crate::regulation::RegulationId;
use crate::route::{Form, Leaf};
use crate::script::Shown;
use crate::site::Linked;

/// What is written into a document, block by block.
pub(super) struct Writer<'w> {
    pub(super) forms: &'w Forms<'w>,
    pub(super) citations: &'w [Linked],
    /// The regulation whose own text it is.
    pub(super) own: Option<&'w RegulationId>,
    /// The number of the next block, from 0, as citations count them.
    pub(super) block: usize,
    /// The `eId`s that divisions have, each with how often it came.
    pub(super) ids: BTreeMap<String, usize>,
}

impl Writer<'_> {
    /// The `eId` for a division that would have this one: no `eId` may come twice, and levels of different ranks can stand
    /// beside each other under the same number (（一） and 1. below 一、).
    pub(super) fn unique(&mut self, eid: String) -> String {
        let before = self.ids.entry(eid.clone()).or_default();
        *before += 1;
        match *before - 1 {
            0 => eid,
            again => format!("{eid}_dup_{again}"),
        }
    }

    pub(super) const fn next(&mut self) -> usize {
        self.block += 1;
        self.block - 1
    }

    /// A stretch of a block with its citations as references. One that lies across the start of the stretch is cut there.
    pub(super) fn inline(&self, document: &mut Document, shown: &Shown, part: Range<usize>, block: usize) {
        let text = shown.as_str();
        let slice = |range: Range<usize>| &text[byte_offset(text, range.start)..byte_offset(text, range.end)];
        let mut at = part.start;
        let from = self.citations.partition_point(|linked| linked.citation.block < block);
        let here = self.citations.iter().enumerate().skip(from);
        let here = here.take_while(|(_, linked)| linked.citation.block == block);
        for (index, linked) in here {
            let Range { start, end } = linked.citation.mention.span;
            let (start, end) = (start.max(at), end.min(part.end));
            if start >= end || linked.regulation.is_none() {
                continue;
            }
            document.words(slice(at..start));
            self.reference(document, index + 1, linked, start..end, &slice);
            at = end;
        }
        document.words(slice(at..part.end));
    }

    fn reference<'t>(
        &self,
        document: &mut Document,
        number: usize,
        linked: &Linked,
        span: Range<usize>,
        slice: &dyn Fn(Range<usize>) -> &'t str,
    ) {
        let Some(id) = &linked.regulation else { return };
        let itself = self.own == Some(id);
        let target =
            if itself { String::new() } else { self.forms.form_url(Leaf::Regulation(id.clone()), Form::Akn) };
        // Only a text that is held has the place that a fragment names.
        let mention = &linked.citation.mention;
        let pins = mention.pins.iter().zip(&linked.citation.bounds);
        let sound: Vec<&Pin> = pins
            .filter(|(pin, bound)| {
                **bound == Bound::Held && pin.span.start >= span.start && pin.span.end <= span.end
            })
            .map(|(pin, _)| pin)
            .collect();
        let eid = format!("citation_{number}");
        match sound.as_slice() {
            // What it calls itself leads nowhere else.
            [] if itself => document.words(slice(span)),
            [] => document.inline("ref", &[("eId", &eid), ("href", &target)], |link| link.words(slice(span))),
            [pin] => Self::pinned(document, &eid, &target, pin, slice(span)),
            pins => document.inline("mref", &[("eId", &eid)], |many| {
                let title = linked.citation.mention.title.clone();
                let title = title.start.max(span.start)..title.end.min(pins[0].span.start).max(span.start);
                many.words(slice(span.start..title.start));
                let whole = format!("{eid}__ref_1");
                if itself {
                    many.words(slice(title.clone()));
                } else {
                    many.inline("ref", &[("eId", &whole), ("href", &target)], |link| {
                        link.words(slice(title.clone()))
                    });
                }
                let mut at = title.end;
                for (index, pin) in pins.iter().enumerate() {
                    if pin.span.start < at {
                        continue;
                    }
                    many.words(slice(at..pin.span.start));
                    let eid = format!("{eid}__ref_{}", index + 2);
                    Self::pinned(many, &eid, &target, pin, slice(pin.span.clone()));
                    at = pin.span.end;
                }
                many.words(slice(at..span.end));
            }),
        }
    }

    fn pinned(document: &mut Document, eid: &str, target: &str, pin: &Pin, words: &str) {
        let from = format!("{target}#{}", pin.from);
        match &pin.to {
            None => document.inline("ref", &[("eId", eid), ("href", &from)], |link| link.words(words)),
            Some(to) => {
                let up_to = format!("{target}#{to}");
                document.inline("rref", &[("eId", eid), ("from", &from), ("upTo", &up_to)], |link| {
                    link.words(words);
                });
            }
        }
    }
}
