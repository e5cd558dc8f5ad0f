//! A small bar chart as SVG: years against numbers, in the colour of the text around it, without a style of its own. It
//! must not know what is counted.

use std::fmt::Write as _;

use crate::markdown::Html;

/// How many years are drawn, the latest; more would not be told apart on a phone.
const DRAWN: usize = 12;
/// The width of a year, and the height of the highest bar, in pixels.
const STEP: usize = 44;
const HEIGHT: usize = 72;
/// The room above the bars for their numbers, and below them for the years.
const ABOVE: usize = 18;
const BELOW: usize = 20;

/// A bar for each year from the first to the last, years without a number included; `None` where there is no year.
/// `label` says all of it in words.
pub fn years(counts: &[(i16, usize)], label: &str) -> Option<Html> {
    let (first, last) =
        (counts.iter().map(|(year, _)| *year).min()?, counts.iter().map(|(year, _)| *year).max()?);
    let first = first.max(last.saturating_sub(i16::try_from(DRAWN).ok()? - 1));
    let count =
        |year: i16| counts.iter().filter(|(known, _)| *known == year).map(|(_, count)| count).sum::<usize>();
    let most = (first..=last).map(count).max().unwrap_or(0).max(1);
    let (width, floor) = (STEP * (first..=last).count(), ABOVE + HEIGHT);
    let mut drawing = String::new();
    for (index, year) in (first..=last).enumerate() {
        let (count, left) = (count(year), index * STEP);
        let middle = left + STEP / 2;
        if count > 0 {
            let height = (count * HEIGHT / most).max(2);
            let (x, top) = (left + STEP / 4, floor - height);
            let _ = write!(drawing, r#"<path d="M{x} {floor}v-{height}h{}v{height}z"/>"#, STEP / 2);
            let _ = write!(drawing, r#"<text x="{middle}" y="{}">{count}</text>"#, top - 5);
        }
        let _ = write!(drawing, r#"<text x="{middle}" y="{}">{year}</text>"#, floor + BELOW - 5);
    }
    let mut escaped = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, label);
    let height = floor + BELOW;
    Some(Html::own(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{escaped}" fill="currentColor" font-size="13" text-anchor="middle"><path d="M0 {floor}h{width}v1H0z"/>{drawing}</svg>"#
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_without_a_number_keep_their_place() {
        let svg = years(&[(2023, 1), (2021, 4)], "甲<乙").unwrap();
        assert_eq!(svg.as_str().matches("<text").count(), 5);
        assert!(svg.as_str().contains(">2022</text>") && svg.as_str().contains("甲&lt;乙"));
        assert_eq!(years(&[], ""), None);
        assert!(!years(&[(1950, 1), (2021, 4)], "").unwrap().as_str().contains("1950"));
    }
}
