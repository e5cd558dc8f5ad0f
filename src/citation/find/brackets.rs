//! Places as Hong Kong names them: 第16A(1)(a)(ii)條, 第16(1)及(2)條, 第16條第(1)款(a)段. It must not know the regulations.

use super::pins::{JOINS, joint, pin};
use crate::citation::plain::Plain;
use crate::citation::{ArticleSpot, Pin};
use crate::regulation::{ArticleNumber, PinOrder, ends_a_unit, number_at, numeral};

/// The most places that one 條 may have.
const MOST: usize = 40;

/// The places that share a 條, from 第 on.
pub(super) fn articles(plain: &Plain, start: usize) -> Option<Vec<Pin>> {
    let pins = list(plain, start, start + 1, None, '条')?;
    // 第3、4条 has no bracket, and is no more Hong Kong's than others'.
    pins.iter().any(|pin| plain.folded[pin.span.clone()].contains(&'(')).then_some(pins)
}

/// The article of what cannot be said to its end: 第16(2A)條, 第16(1)(a)(i)(A)條.
pub(super) fn article(plain: &Plain, start: usize) -> Option<Pin> {
    const LENGTH: usize = 60;
    let (article, at) = article_at(plain, start + 1)?;
    // A comma ends a clause here.
    let joins = |c: char| c != ',' && JOINS.iter().any(|word| word.contains(c));
    let of_list = |c: &char| c.is_ascii_alphanumeric() || "() 第至到-~".contains(*c) || joins(*c);
    let rest = &plain.folded[at..];
    let length = rest.iter().take(LENGTH).take_while(|c| of_list(c)).count();
    let end = at + length;
    let sound = rest[..length].contains(&'(') && is_unit(plain, end, '条');
    sound.then(|| pin(ArticleSpot::whole(article), Some(PinOrder::HongKong), start..end + 1))
}

/// The places in an article that was named before: (a)段, (a)(i)及(b)段, 第(1)(a)款.
pub(super) fn within(plain: &Plain, start: usize, around: ArticleSpot) -> Option<Vec<Pin>> {
    let after = start + usize::from(plain.at(start) == Some('第'));
    ['段', '款'].into_iter().find_map(|unit| list(plain, start, after, Some(around), unit))
}

/// Whether a unit stands there, and is no part of another word (条件, 条例).
fn is_unit(plain: &Plain, at: usize, unit: char) -> bool {
    plain.at(at) == Some(unit) && (unit != '条' || ends_a_unit(&plain.folded[at + 1..]))
}

fn article_at(plain: &Plain, at: usize) -> Option<(ArticleNumber, usize)> {
    ArticleNumber::lettered(&plain.folded, at).filter(|(article, _)| article.number > 0)
}

/// Places that share their unit, from `at` on; the first begins at `start`, and those without a number of their own lie in
/// `around`.
fn list(
    plain: &Plain,
    start: usize,
    mut at: usize,
    around: Option<ArticleSpot>,
    unit: char,
) -> Option<Vec<Pin>> {
    let mut pins: Vec<Pin> = Vec::new();
    let (mut last, mut range, mut begin) = (around, false, start);
    while pins.len() < MOST {
        let (spot, end) = place(plain, at, last, around)?;
        match pins.last_mut() {
            Some(open) if range => {
                if open.to.is_some() || last >= Some(spot) {
                    return None;
                }
                open.to = Some(crate::citation::Spot::Article(spot));
                open.span.end = end;
            }
            _ => pins.push(pin(spot, Some(PinOrder::HongKong), begin..end)),
        }
        last = Some(spot);
        let end = plain.skip_blanks(end);
        if plain.at(end) == Some(unit) {
            pins.last_mut()?.span.end = end + 1;
            return is_unit(plain, end, unit).then_some(pins);
        }
        let (is_range, after) = joint(plain, end).filter(|_| plain.at(end) != Some(','))?;
        range = is_range;
        begin = plain.skip_blanks(after);
        at = begin + usize::from(plain.at(begin) == Some('第'));
    }
    None
}

/// One place: 16A(1)(a)(ii), or, beside the last one, (2), (b)(i), (iii).
fn place(
    plain: &Plain,
    at: usize,
    last: Option<ArticleSpot>,
    around: Option<ArticleSpot>,
) -> Option<(ArticleSpot, usize)> {
    let inside = around.is_some();
    let (mut spot, mut at) = match (article_at(plain, at), last) {
        (Some((article, end)), _) if !inside => (ArticleSpot::whole(article), end),
        (_, last) => (last?, at),
    };
    let beside = Some(spot) == last;
    let mut groups = 0;
    while plain.at(at) == Some('(') {
        let first = beside && groups == 0;
        if let Some((number, end)) = number_at(&plain.folded, at + 1).filter(|(number, _)| *number > 0) {
            // 第16及(2)條: no place has a (2) beside it.
            let open = match around {
                Some(around) => around.paragraph.is_none(),
                None => !first || spot.paragraph.is_some(),
            };
            if plain.at(end) != Some(')') || groups > 0 || !open {
                return None;
            }
            spot = ArticleSpot { paragraph: Some(number), ..ArticleSpot::whole(spot.article) };
            at = end + 1;
        } else {
            let rest = &plain.folded[at + 1..];
            let inner = &rest[..rest.iter().take(8).position(|c| *c == ')')?];
            let letters = numeral::point(inner);
            let item = numeral::item(inner).filter(|number| match spot.item {
                Some(item) => first && *number > item,
                None => spot.point.is_some() && !first,
            });
            match (item, letters) {
                (Some(item), _) => spot.item = Some(item),
                // 第16(1)及(a)條
                (None, Some(_)) if first && spot.point.is_none() && !inside => return None,
                (None, Some(point)) if first || spot.point.is_none() => {
                    spot = ArticleSpot { point: Some(point), item: None, ..spot };
                }
                _ => return None,
            }
            at += inner.len() + 2;
        }
        groups += 1;
    }
    (groups > 0 || !beside).then_some((spot, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::find::pins;

    #[test]
    fn places_that_share_a_unit() {
        for (text, expected) in [
            ("第16(1)及(2)條", vec!["art_16__para_1", "art_16__para_2"]),
            ("第16(1)、(2) 及 (4)條", vec!["art_16__para_1", "art_16__para_2", "art_16__para_4"]),
            ("第16(2)(a)及(b)條", vec!["art_16__para_2__point_1", "art_16__para_2__point_2"]),
            ("第16(1)至(2)條", vec!["art_16__para_1..art_16__para_2"]),
            ("第2(1)(aa)條", vec!["art_2__para_1__point_27"]),
            ("第2(1)(a)(ia)條", vec!["art_2__para_1__point_1__item_235"]),
            (
                "第16(2)(b)(i)或(ii)條",
                vec!["art_16__para_2__point_2__item_1", "art_16__para_2__point_2__item_2"],
            ),
            ("第16(2)(a)(ii)及(b)條", vec!["art_16__para_2__point_1__item_2", "art_16__para_2__point_2"]),
            ("第16(1)(a)及(2)(b)條", vec!["art_16__para_1__point_1", "art_16__para_2__point_2"]),
            ("第16(h)及(i)條", vec!["art_16__point_8", "art_16__point_9"]),
            ("第3(1)及4(2)條", vec!["art_3__para_1", "art_4__para_2"]),
            ("第3及4(2)條", vec!["art_3", "art_4__para_2"]),
            ("第3(1)及第4條", vec!["art_3__para_1", "art_4"]),
            ("第3(1)條及第16(2)(a)條", vec!["art_3__para_1", "art_16__para_2__point_1"]),
            ("第16A條第(1)款(a)段", vec!["art_16a__para_1__point_1"]),
            ("第16A條第(1)款(a)及(b)段", vec!["art_16a__para_1__point_1", "art_16a__para_1__point_2"]),
            ("第16(1)條(a)及(b)段", vec!["art_16__para_1__point_1", "art_16__para_1__point_2"]),
            ("第16(1)及(2)條(a)段", vec!["art_16__para_1", "art_16__para_2__point_1"]),
            ("第16條第(1)(a)款", vec!["art_16__para_1__point_1"]),
            ("第16條第(1)(a)及(2)款", vec!["art_16__para_1__point_1", "art_16__para_2"]),
            ("第16條(a)(ii)段", vec!["art_16__point_1__item_2"]),
            // What no place of ours is.
            ("第16A(2A)條", vec!["art_16a"]),
            ("第16(1A)條", vec!["art_16"]),
            ("第16(1)及(2A)條", vec!["art_16"]),
            ("第16(1)(a)(i)(A)條", vec!["art_16"]),
            ("第16(1)(ii)條", vec!["art_16"]),
            ("第16(2)至(1)條", vec!["art_16"]),
            ("第16(1)及(a)條", vec!["art_16"]),
            ("第16及(2A)條", vec!["art_16"]),
            ("第16條第(2A)款", vec!["art_16"]),
            ("第16(1)以及(2A)條", vec!["art_16"]),
            ("第16(1)及(2)條例", vec![]),
            ("第16(1)條件", vec![]),
            ("第16(2A)條件", vec![]),
            ("第16(1)及《某條例》第3條", vec![]),
        ] {
            let found = pins::at(&Plain::new(text), 0);
            let whole = found.as_ref().map_or(0, |(_, end)| *end);
            let told: Vec<String> =
                found.iter().flat_map(|(pins, _)| pins).map(ToString::to_string).collect();
            assert_eq!(told, expected, "{text}");
            if !told.is_empty() && !text.ends_with("(2A)款") {
                assert_eq!(whole, text.chars().count(), "{text}");
            }
        }
    }
}
