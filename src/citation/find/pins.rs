//! Pins: 第十二条第二款第（三）项, lists and ranges of them. Their units are read as the mainland orders them
//! (条·款·项·目); whoever knows the regulation reorders. It must not know the regulations.

use super::brackets;
use crate::citation::plain::{Plain, is_han};
use crate::citation::{ArticleSpot, Pin, Spot};
use crate::regulation::{ArticleNumber, DivisionPath, PinOrder, number_at, unit_at};

/// The most pins one mention may have: no text has more, and a hostile one shall not cost more.
const MOST: usize = 400;

/// An article's spot as read, with the order of its units where both stand in it.
#[derive(Clone, Copy)]
struct Read {
    spot: ArticleSpot,
    order: Option<PinOrder>,
}

/// The pins that begin at an offset (blanks passed over), and where they end. Beside an article a division is no place of
/// its own, 第二章第十条, for articles are numbered through a whole document; 第二章、第十条 are two places.
pub(super) fn at(plain: &Plain, start: usize) -> Option<(Vec<Pin>, usize)> {
    let start = plain.skip_blanks(start);
    let mut pins = articles(plain, divisions(plain, start)).or_else(|| {
        let (path, end) = division(plain, start, None)?;
        Some(vec![whole(path, start..end)])
    })?;
    let mut end = pins.last()?.span.end;
    while pins.len() < MOST {
        // 第一百八十四條第一項後段、第一百八十五條: a half of a paragraph has no number.
        let half = ["前段", "后段", "中段", "本文", "但书", "序文"].iter().any(|word| plain.has(end, word));
        let blank = plain.skip_blanks(if half { end + 2 } else { end });
        let Some((range, after)) = joint(plain, blank) else { break };
        let last = pins.last()?.clone();
        let after = plain.skip_blanks(after);
        let Some(mut more) = following(plain, blank, after, &last) else { break };
        if range {
            let first = more.remove(0);
            if last.to.is_some() || first.is_article() != last.is_article() || first.from <= last.from {
                break;
            }
            if let Some(last) = pins.last_mut() {
                last.to = Some(first.to.unwrap_or(first.from));
                last.span.end = first.span.end;
            }
        }
        pins.extend(more);
        end = pins.last().map_or(end, |pin| pin.span.end);
    }
    Some((pins, end))
}

/// What the joint at `joint` leads to, behind the last pin: 第三条和第二章第八条, 第二章第一节和第二节.
fn following(plain: &Plain, joint: usize, after: usize, last: &Pin) -> Option<Vec<Pin>> {
    let comma = plain.at(joint) == Some(',');
    let division = |around| {
        let (path, end) = division(plain, after, around)?;
        Some(vec![whole(path, after..end)])
    };
    let articles = || articles(plain, divisions(plain, after));
    match last.to.unwrap_or(last.from) {
        // A comma joins whole articles only: 第三条，第二款 may be anything.
        Spot::Article(_) if comma => articles(),
        Spot::Article(spot) => articles()
            .or_else(|| if plain.at(joint) == Some('、') { shortened(plain, after, spot) } else { None })
            .or_else(|| parts(plain, after, Read { spot, order: last.order }))
            .or_else(|| division(None)),
        Spot::Division(_) if comma => None,
        Spot::Division(around) => articles().or_else(|| division(Some(&around))),
    }
}

fn whole(path: DivisionPath, span: std::ops::Range<usize>) -> Pin {
    Pin { from: Spot::Division(path), to: None, order: None, span }
}

/// One division with those around it: 第二章第一节. One of a list that is named without them lies where the last one does.
fn division(plain: &Plain, start: usize, last: Option<&DivisionPath>) -> Option<(DivisionPath, usize)> {
    let mut path = DivisionPath::default();
    let (mut at, mut next) = (start, 0);
    while plain.at(at) == Some('第')
        && let Some((number, end)) = ArticleNumber::of_division(&plain.folded, at + 1)
    {
        let Some((kind, length)) = unit_at(&plain.folded, end) else { break };
        let depth = kind.depth();
        // 第三章程 is no chapter, nor 第二节假日, nor 第一篇文章.
        let others = match plain.at(end) {
            Some('篇') => "文报章幅论",
            Some('部') => "门队委件电法作",
            _ => "程法制目点能约气假课",
        };
        let other = plain.at(end + length).is_some_and(|c| others.contains(c))
            || (length == 1 && plain.at(end) == Some('部') && is_measured(plain, end));
        if depth < next || number.number == 0 || other {
            break;
        }
        if next == 0
            && let Some(last) = last
        {
            path[..depth].copy_from_slice(&last[..depth]);
        }
        at = end + length;
        let insertion = (plain.at(at) == Some('之')).then(|| number_at(&plain.folded, at + 1)).flatten();
        let insertion = insertion.filter(|(value, _)| *value > 0);
        path[depth] = Some(ArticleNumber { insertion: insertion.map_or(0, |(value, _)| value), ..number });
        at = insertion.map_or(at, |(_, end)| end);
        next = depth + 1;
    }
    (next > 0).then_some((path, at))
}

/// Whether 部 counts things: 第3部手机. Of Roman numerals and letters it never does; nor where a stop or a word follows that
/// leads from a part.
fn is_measured(plain: &Plain, unit: usize) -> bool {
    const FOLLOWS: [&str; 11] = ["的", "之", "第", "至", "到", "规定", "订明", "所", "适用", "中", "内"];
    let after = plain.skip_blanks(unit + 1);
    let leads = |word: &&str| plain.has(after, word);
    let stops = plain.at(after).is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
    let digit = unit.checked_sub(1).and_then(|at| plain.at(at)).is_some_and(|c| c.is_ascii_digit());
    digit && !stops && !FOLLOWS.iter().chain(JOINS).any(leads)
}

/// Passes over 第三章第一节 before an article, with 的 or 中 after it.
fn divisions(plain: &Plain, mut at: usize) -> usize {
    let start = at;
    for _ in 0..4 {
        if plain.at(at) != Some('第') {
            break;
        }
        let Some((_, end)) = ArticleNumber::of_division(&plain.folded, at + 1) else { break };
        let Some((_, length)) = unit_at(&plain.folded, end) else { break };
        at = plain.skip_blanks(end + length);
        let word = ["中的", "中", "的", "之"].into_iter().find(|word| plain.has(at, word));
        at += word.map_or(0, |word| word.chars().count());
    }
    if plain.at(at) == Some('第') { at } else { start }
}

/// What joins two pins, and whether it makes a range.
pub(super) fn joint(plain: &Plain, at: usize) -> Option<(bool, usize)> {
    for word in ["至", "到", "--", "-", "~"] {
        if plain.has(at, word) {
            return Some((true, at + word.chars().count()));
        }
    }
    let word = JOINS.iter().find(|word| plain.has(at, word))?;
    let after = at + word.chars().count();
    // 第三条、以及第五条
    let more = if *word == "、" { JOINS.iter().skip(1).find(|word| plain.has(after, word)) } else { None };
    Some((false, after + more.map_or(0, |word| word.chars().count())))
}

/// What joins two pins of a list.
pub(super) const JOINS: &[&str] = &["、", "以及", "或者", "和", "与", "及", "或", "暨", "并", ","];

/// One article with what follows in it, or several that share their unit: 第三、四条, 第三至五条.
fn articles(plain: &Plain, start: usize) -> Option<Vec<Pin>> {
    if plain.at(start) != Some('第') {
        return None;
    }
    let folded = &plain.folded;
    if let Some((article, length)) = ArticleNumber::read(folded.get(start..)?) {
        return Some(within(plain, start, start + length, ArticleSpot::whole(article)));
    }
    if let Some(mut pins) = brackets::articles(plain, start) {
        // 第16(1)條(a)段
        let last = pins.last()?.clone();
        if let (Spot::Article(spot), None) = (last.from, last.to)
            && let Some(more) = inside(plain, &last.span, spot)
        {
            pins.pop();
            pins.extend(more);
        }
        return Some(pins);
    }
    let Some((numbers, unit, end)) = shared(plain, start) else {
        return Some(vec![brackets::article(plain, start)?]);
    };
    if unit != '条' {
        return None;
    }
    let mut pins: Vec<Pin> = Vec::new();
    for item in numbers {
        push(&mut pins, ArticleSpot::whole(item.number), &item);
    }
    last_within(plain, &mut pins, end)?;
    Some(pins)
}

/// The unit belongs to the last of those that share it; what follows it, too: 第三、四条第一款.
fn last_within(plain: &Plain, pins: &mut Vec<Pin>, end: usize) -> Option<()> {
    let last = pins.pop()?;
    match last.from {
        Spot::Article(spot) if last.to.is_none() => pins.extend(within(plain, last.span.start, end, spot)),
        _ => pins.push(Pin { span: last.span.start..end, ..last }),
    }
    Some(())
}

/// An article of a list that leaves out 第: 第八十三条、八十四条. Not 第三条、五条措施.
fn shortened(plain: &Plain, start: usize, last: ArticleSpot) -> Option<Vec<Pin>> {
    const FOLLOWS: &[&str] = &["、", "和", "与", "及", "或", "至", "的", "规定", "之", "第", "等"];
    let (number, end) = number_at(&plain.folded, start)?;
    let end = end + 1;
    let ends = plain.at(end).is_none_or(|c| !is_han(c)) || FOLLOWS.iter().any(|word| plain.has(end, word));
    let spot = ArticleSpot::whole(ArticleNumber::new(number));
    (plain.at(end - 1) == Some('条') && ends && spot > last).then(|| within(plain, start, end, spot))
}

/// Parts of an article that was named before: 第（三）项 after 第十条第（一）项.
fn parts(plain: &Plain, start: usize, base: Read) -> Option<Vec<Pin>> {
    let (numbers, unit, end) = part(plain, start)?;
    let mut pins = Vec::new();
    for item in numbers {
        push(&mut pins, base.spot.beside(unit, item.number.number, base.order)?, &item);
    }
    last_within(plain, &mut pins, end)?;
    Some(pins)
}

/// What follows an article (or a part of one) without a joint: 第二款第（三）项第一目.
fn within(plain: &Plain, start: usize, end: usize, spot: ArticleSpot) -> Vec<Pin> {
    let mut read = Read { spot, order: None };
    let mut end = end;
    let mut pins = Vec::new();
    let mut begin = start;
    for _ in 0..3 {
        let next = plain.skip_blanks(end);
        let Some((numbers, unit, after)) = part(plain, next) else { break };
        if read.spot.has(unit) {
            break;
        }
        match (unit, read.spot.paragraph.is_some(), read.spot.point.is_some()) {
            ('项', true, _) => read.order = Some(PinOrder::Mainland),
            ('款', _, true) => read.order = Some(PinOrder::Taiwan),
            _ => {}
        }
        let base = read.spot;
        let Some((last, others)) = numbers.split_last() else { break };
        let mut listed = Vec::new();
        for item in others {
            let Some(spot) = base.inside(unit, item.number.number) else { break };
            push(&mut listed, spot, item);
        }
        let Some(spot) = base.inside(unit, last.number.number) else { break };
        if last.range && !listed.is_empty() {
            push(&mut listed, spot, last);
            if let Some(pin) = listed.last_mut() {
                pin.span.end = after;
            }
            if let Some(first) = listed.first_mut() {
                first.span.start = begin;
            }
            pins.extend(listed.into_iter().map(|pin| Pin { order: read.order, ..pin }));
            return pins;
        }
        if let Some(first) = listed.first_mut() {
            first.span.start = begin;
            begin = last.span.start;
        }
        pins.extend(listed.into_iter().map(|pin| Pin { order: read.order, ..pin }));
        read.spot = spot;
        end = after;
    }
    match inside(plain, &(begin..end), read.spot) {
        Some(more) => pins.extend(more),
        None => pins.push(pin(read.spot, read.order, begin..end)),
    }
    pins
}

/// Hong Kong's (a)段 behind an article or a paragraph whose words stand there: the places of both.
fn inside(plain: &Plain, words: &std::ops::Range<usize>, spot: ArticleSpot) -> Option<Vec<Pin>> {
    let at = plain.skip_blanks(words.end);
    let mut pins = spot.point.is_none().then(|| brackets::within(plain, at, spot))??;
    pins.first_mut()?.span.start = words.start;
    Some(pins)
}

pub(super) fn pin(from: ArticleSpot, order: Option<PinOrder>, span: std::ops::Range<usize>) -> Pin {
    Pin { from: Spot::Article(from), to: None, order, span }
}

/// Adds a spot to a list, as a pin of its own or as the end of the range that the one before begins.
fn push(pins: &mut Vec<Pin>, spot: ArticleSpot, item: &Item) {
    match pins.last_mut() {
        Some(last) if item.range && last.to.is_none() && last.from < Spot::Article(spot) => {
            last.to = Some(Spot::Article(spot));
            last.span.end = item.span.end;
        }
        _ => pins.push(pin(spot, None, item.span.clone())),
    }
}

/// One number of a list that shares its unit.
struct Item {
    number: ArticleNumber,
    /// Whether a range ends with it.
    range: bool,
    span: std::ops::Range<usize>,
}

/// A part of an article: 第二款, 第（三）项, （三）项, 第（一）、（三）项.
fn part(plain: &Plain, start: usize) -> Option<(Vec<Item>, char, usize)> {
    let (numbers, unit, end) = match plain.at(start)? {
        '第' => shared(plain, start)?,
        '(' => {
            let (value, end) = bracketed(plain, start)?;
            let number = ArticleNumber::new(value);
            (vec![Item { number, range: false, span: start..end }], plain.at(end)?, end + 1)
        }
        _ => return None,
    };
    matches!(unit, '款' | '项' | '目').then_some((numbers, unit, end))
}

/// Numbers that share 第 and a unit: 第二款, 第三、四条, 第（一）至第（三）项.
fn shared(plain: &Plain, start: usize) -> Option<(Vec<Item>, char, usize)> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = start;
    let mut range = false;
    while items.len() < MOST {
        let begin = at;
        at += usize::from(plain.at(at) == Some('第'));
        let blank = plain.skip_blanks(at);
        let (number, end) = match bracketed(plain, blank) {
            Some((value, end)) => (ArticleNumber::new(value), end),
            None => ArticleNumber::lettered(&plain.folded, at)?,
        };
        if number.number == 0 {
            return None;
        }
        items.push(Item { number, range, span: begin..end });
        let end = plain.skip_blanks(end);
        let unit = plain.at(end)?;
        if matches!(unit, '条' | '款' | '项' | '目') {
            if let Some(last) = items.last_mut() {
                last.span.end = end + 1;
            }
            // 第三条例, 第三条件; and only articles have letters.
            let sound = match unit {
                '条' => !matches!(plain.at(end + 1), Some('例' | '件')),
                _ => !items.iter().any(|item| item.number.is_inserted()),
            };
            return sound.then_some((items, unit, end + 1));
        }
        // 第（一）（二）（三）项: brackets need no joint.
        let bare = || bracketed(plain, end).and(bracketed(plain, blank)).map(|_| (false, end));
        let (is_range, after) = joint(plain, end).or_else(bare)?;
        if plain.at(end) == Some(',') {
            return None;
        }
        range = is_range;
        at = plain.skip_blanks(after);
    }
    None
}

/// （三）, (3), ③.
fn bracketed(plain: &Plain, at: usize) -> Option<(u32, usize)> {
    match plain.at(at)? {
        c @ '①'..='⑳' => Some((c as u32 - '①' as u32 + 1, at + 1)),
        c @ '㈠'..='㈩' => Some((c as u32 - '㈠' as u32 + 1, at + 1)),
        c @ '⑴'..='⒇' => Some((c as u32 - '⑴' as u32 + 1, at + 1)),
        '(' => {
            let (value, end) = number_at(&plain.folded, at + 1)?;
            let end = plain.skip_blanks(end);
            (plain.at(end) == Some(')') && value > 0).then_some((value, end + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        at(&Plain::new(text), 0).map_or_else(Vec::new, |(pins, end)| {
            assert!(end <= text.chars().count());
            assert!(pins.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
            pins.iter().map(ToString::to_string).collect()
        })
    }

    #[test]
    fn divisions_are_places_where_no_article_stands_with_them() {
        for (text, expected, length) in [
            ("第三章规定的措施", vec!["chp_3"], 3),
            ("第二章第一节", vec!["chp_2__sec_1"], 6),
            ("第二章第一节和第二节、第三章", vec!["chp_2__sec_1", "chp_2__sec_2", "chp_3"], 14),
            ("第三章至第五章", vec!["chp_3..chp_5"], 7),
            ("第一编第二分编第三章之一", vec!["part_1__subpart_2__chp_3-1"], 12),
            ("第三章，第四章", vec!["chp_3"], 3),
            ("第五章至第三章", vec!["chp_5"], 3),
            ("第三章程", vec![], 0),
            ("第一节约用水", vec![], 0),
            ("第三节第二章", vec!["sec_3"], 3),
            ("第三部", vec![], 0),
            ("第二篇第一章", vec!["part_2__chp_1"], 6),
            ("第三部分和第四部分", vec!["part_3", "part_4"], 9),
            ("第一篇文章", vec![], 0),
            ("第一节课", vec![], 0),
            ("第IV部及第2A部第3分部", vec!["part_4", "part_2a__subpart_3"], 13),
            ("第2部门", vec![], 0),
            ("第3部手机", vec![], 0),
            ("第3部影片", vec![], 0),
            ("第3部iPhone", vec![], 0),
            ("第3部，", vec!["part_3"], 3),
            ("第3部的条文", vec!["part_3"], 3),
            ("第3部及第4部（附表）", vec!["part_3", "part_4"], 7),
            ("第IV部手续", vec!["part_4"], 4),
            ("第二章、第十条", vec!["chp_2", "art_10"], 7),
            ("第三条和第二章", vec!["art_3", "chp_2"], 7),
            ("第二章、第三章第十条和第一编", vec!["chp_2", "art_10", "part_1"], 14),
            ("第二章第一节，第三条", vec!["chp_2__sec_1"], 6),
            ("第三条，第二章", vec!["art_3"], 3),
            ("第三章至第五条", vec!["chp_3"], 3),
            ("第三条至第五章", vec!["art_3"], 3),
            ("第三条第一款、第二章、第五条第二款", vec!["art_3__para_1", "chp_2", "art_5__para_2"], 17),
        ] {
            assert_eq!(read(text), expected, "{text}");
            assert_eq!(at(&Plain::new(text), 0).map_or(0, |(_, end)| end), length, "{text}");
        }
    }

    #[test]
    fn pins_of_every_form() {
        for (text, expected) in [
            ("第十二条第二款第（三）项", vec!["art_12__para_2__point_3"]),
            ("第12条第2款第(3)项", vec!["art_12__para_2__point_3"]),
            ("第１２條第２款第３項", vec!["art_12__para_2__point_3"]),
            ("第一百二十条之一", vec!["art_120-1"]),
            ("第一〇二条", vec!["art_102"]),
            ("第三条、第五条和第七条第二款", vec!["art_3", "art_5", "art_7__para_2"]),
            ("第三条至第五条", vec!["art_3..art_5"]),
            ("第三至五条", vec!["art_3..art_5"]),
            ("第三、四条", vec!["art_3", "art_4"]),
            ("第三、四、七条第一款", vec!["art_3", "art_4", "art_7__para_1"]),
            ("第十条第（一）项、第（三）项", vec!["art_10__point_1", "art_10__point_3"]),
            ("第十条第（一）、（三）项", vec!["art_10__point_1", "art_10__point_3"]),
            ("第十条第（一）项至第（三）项", vec!["art_10__point_1..art_10__point_3"]),
            ("第十条第（一）至（三）项", vec!["art_10__point_1..art_10__point_3"]),
            ("第十条第一款、第二款", vec!["art_10__para_1", "art_10__para_2"]),
            ("第十条第一、二款", vec!["art_10__para_1", "art_10__para_2"]),
            (
                "第十条第一款第一项、第三项和第二款",
                vec!["art_10__para_1__point_1", "art_10__para_1__point_3", "art_10__para_2"],
            ),
            ("第十条（四）项", vec!["art_10__point_4"]),
            ("第二章第十条", vec!["art_10"]),
            ("第二篇第一章第十条", vec!["art_10"]),
            ("第三部分的第十条", vec!["art_10"]),
            ("第二编第三分编第四章第一节第十条", vec!["art_10"]),
            ("第二章的第十条", vec!["art_10"]),
            ("第三条和第二章第八条", vec!["art_3", "art_8"]),
            ("第一章第三条至第二章第八条", vec!["art_3..art_8"]),
            ("第3(1)(b)條", vec!["art_3__para_1__point_2"]),
            ("第２(1)(a)(iv)條", vec!["art_2__para_1__point_1__item_4"]),
            ("第16A(2)條", vec!["art_16a__para_2"]),
            ("第16(1A)條", vec!["art_16"]),
            ("第16A條", vec!["art_16a"]),
            ("第16AA條和第 17 條", vec!["art_16aa", "art_17"]),
            ("第16A及16B條", vec!["art_16a", "art_16b"]),
            ("第16A至16C條", vec!["art_16a..art_16c"]),
            ("第16A條第(1)款", vec!["art_16a__para_1"]),
            ("第16A款", vec![]),
            (
                "第一條第一項後段、第三條及第五條第一項前段之",
                vec!["art_1__point_1", "art_3", "art_5__point_1"],
            ),
            ("第3(1)條例", vec![]),
            ("第一条第二项第三款第四目", vec!["art_1__para_3__point_2__item_4"]),
            ("第三条和《某法》第四条", vec!["art_3"]),
            ("第八十三条、八十四条、八十五条", vec!["art_83", "art_84", "art_85"]),
            ("第三条、五条措施", vec!["art_3"]),
            ("第三条，第五条", vec!["art_3", "art_5"]),
            ("第三条，第二款", vec!["art_3"]),
            ("第五条至第三条", vec!["art_5"]),
            ("第二款", vec![]),
            ("第三条例", vec![]),
            ("第一，第二", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
