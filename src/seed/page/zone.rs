//! Which paragraphs of a seed the body reaches from and to. It must not know which of those between are left out.

use std::collections::{BTreeSet, HashSet};

use crate::seed::layout::{Kind, TITLE_WORDS, Unit, is_office};
use crate::seed::metadata::Field;
use crate::seed::words::{contains_any, is_han, starts_with_any};

/// The facts of a meeting take no more lines than this.
const FACTS: usize = 12;

/// The first and last paragraphs of the body proper.
pub(super) struct Zone {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) empty: bool,
    /// The paragraphs that print the title.
    pub(super) titles: BTreeSet<usize>,
}

impl Zone {
    pub(super) fn new(units: &[Unit], plain: &str, dropped: &HashSet<usize>) -> Self {
        let prose = |index: &usize| units[*index].kind == Kind::Prose && !dropped.contains(index);
        // Words before a colon with furniture behind it introduce nothing (今天：, 我的位置：), or a copy (手机版：).
        let leads = |index: &usize| {
            let next = units.get(index + 1).map(|unit| &unit.kind);
            !(units[*index].introduces
                && (matches!(next, Some(Kind::Noise(_) | Kind::Metadata(_) | Kind::Url))
                    || dropped.contains(&(index + 1))))
        };
        let first = (0..units.len()).filter(prose).find(leads).or_else(|| (0..units.len()).find(prose));
        let copied = |index: &usize| units[*index].introduces && dropped.contains(&(index + 1));
        let last = (0..units.len()).rfind(|index| prose(index) && !copied(index));
        match (first, last) {
            (Some(first), Some(last)) => {
                let mut zone = Self { first, last, empty: false, titles: BTreeSet::new() };
                // Facts of the meeting lead minutes, whatever stands between two of them.
                for index in (zone.first.saturating_sub(FACTS)..zone.first).rev() {
                    match units[index].kind {
                        Kind::Meeting => zone.first = index,
                        Kind::Short | Kind::Contact => {}
                        _ => break,
                    }
                }
                zone.widen(units, plain, dropped);
                // Or they follow it (出席：, 列席：, 记录：).
                for (index, unit) in units.iter().enumerate().skip(zone.last + 1).take(FACTS) {
                    match unit.kind {
                        Kind::Meeting if !dropped.contains(&index) => zone.last = index,
                        Kind::Short => {}
                        _ => break,
                    }
                }
                // Whom to call, and a last line without its full stop, right behind the last sentence.
                while let Some(next) = units.get(zone.last + 1) {
                    match next.kind {
                        Kind::Contact if !dropped.contains(&(zone.last + 1)) => zone.last += 1,
                        _ => break,
                    }
                }
                zone
            }
            _ => Self { first: units.len(), last: 0, empty: true, titles: BTreeSet::new() },
        }
    }

    /// Takes in short lines that belong to the sentences they stand beside: who is addressed before the first; behind the
    /// last, what its colon leads to, and an exclamation.
    fn widen(&mut self, units: &[Unit], plain: &str, dropped: &HashSet<usize>) {
        const ADDRESSED: &[&str] = &["各", "尊敬的", "同志们", "全市", "全县", "全省", "全区", "广大"];
        let short = |index: usize| {
            units.get(index).filter(|unit| unit.kind == Kind::Short && !dropped.contains(&index))
        };
        if let Some(before) = self.first.checked_sub(1).filter(|&before| before > 0)
            && let Some(unit) = short(before)
        {
            let words = unit.words(plain);
            // 致：各小学校长 is a letter's, whoever it is to.
            let letter = words.strip_prefix('致').is_some_and(|rest| rest.starts_with(['：', ':']));
            if letter
                || starts_with_any(&words, ADDRESSED)
                    && (is_office(&words) || words.ends_with(['位', '门', '府', '们']))
            {
                self.first = before;
            }
        }
        // The first half of a broken sentence, where the title stands above: 会议强调，压实各级 / 责任。
        if let Some(before) = self.first.checked_sub(1).filter(|_| !units[self.first].apart)
            && let Some(unit) = short(before)
            && is_clause(&unit.words(plain))
            && units[..before].iter().rev().any(|unit| {
                unit.kind == Kind::Short && contains_any(&unit.words(plain), TITLE_WORDS)
                    || matches!(&unit.kind, Kind::Metadata(entries) if entries.iter().any(|entry| entry.field == Field::Title))
            })
            && before.checked_sub(1).is_some_and(|above| units[above].kind != Kind::Short)
        {
            self.first = before;
        }
        let leads =
            units[self.last].words(plain).trim_end().ends_with(['：', ':']) && !units[self.last].introduces;
        while let Some(unit) = short(self.last + 1) {
            let words = unit.words(plain);
            let dated = |index: usize| {
                matches!(units.get(index).map(|unit| &unit.kind), Some(Kind::Date(_) | Kind::Credit(..)))
            };
            let signed = (1..=2).any(|behind| dated(self.last + 1 + behind));
            let exclaims = !unit.apart && words.ends_with(['！', '？', '!', '?']);
            if !(exclaims || leads && !signed) {
                break;
            }
            self.last += 1;
        }
    }

    pub(super) fn holds(&self, index: usize) -> bool {
        !self.empty && (self.first..=self.last).contains(&index)
    }
}

/// Whether a line has the clauses of a sentence, and no end of one.
pub(super) fn is_clause(words: &str) -> bool {
    words.contains('，')
        && words.chars().filter(|&c| is_han(c)).count() >= 12
        && !words.starts_with(['—', '-', '─', '（', '('])
}
