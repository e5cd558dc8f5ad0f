//! The numbers of numbered paragraphs, as Word counts and writes them. It must not know what the paragraphs say.

use std::collections::{BTreeMap, HashMap};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attribute;
use super::styles::Styles;
use crate::seed::decode::{han, nth};

/// How numbered paragraphs are numbered, and how far each list has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The definition of each list. Lists of one definition count on from each other.
    lists: HashMap<String, String>,
    /// The levels of each definition.
    levels: HashMap<String, BTreeMap<usize, Level>>,
    /// The levels that a list has otherwise than its definition.
    own: HashMap<String, BTreeMap<usize, Level>>,
    /// Where a list begins to count at its first paragraph of a level, in place of counting on.
    starts: HashMap<(String, usize), u32>,
    /// The level of a definition that belongs to a style.
    styled: HashMap<(String, String), usize>,
    counts: HashMap<(String, usize), u32>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    pattern: String,
    start: u32,
}

impl Numbering {
    pub(super) fn read(xml: &str, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut definition, mut list, mut level) = (String::new(), None, 0_usize);
        // Definitions that are those of a style's list.
        let mut links: Vec<(String, String)> = Vec::new();
        while let Ok(event) = reader.read_event() {
            let start = match event {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => start,
                _ => continue,
            };
            let value = |name: &str| attribute(&start, name).unwrap_or_default();
            match start.local_name().as_ref() {
                "abstractNum" => (definition, list) = (value("abstractNumId"), None),
                "num" => list = Some(value("numId")),
                "abstractNumId" => {
                    numbering.lists.extend(list.clone().map(|list| (list, value("val"))));
                }
                "numStyleLink" => links.push((definition.clone(), value("val"))),
                "lvl" | "lvlOverride" => level = value("ilvl").parse().unwrap_or(0),
                "startOverride" => {
                    let first = value("val").parse().unwrap_or(1);
                    numbering.starts.extend(list.clone().map(|list| ((list, level), first)));
                }
                "pStyle" if list.is_none() => {
                    numbering.styled.insert((definition.clone(), value("val")), level);
                }
                name @ ("numFmt" | "lvlText" | "start") => {
                    let levels = match &list {
                        Some(list) => numbering.own.entry(list.clone()).or_default(),
                        None => numbering.levels.entry(definition.clone()).or_default(),
                    };
                    let entry = levels.entry(level).or_default();
                    match name {
                        "numFmt" => entry.format = value("val"),
                        "lvlText" => entry.pattern = value("val"),
                        _ => entry.start = value("val").parse().unwrap_or(1),
                    }
                }
                _ => {}
            }
        }
        for (definition, style) in links {
            let linked = styles.list(Some(&style)).and_then(|list| numbering.lists.get(list)).cloned();
            if let Some(linked) = linked {
                let lists = numbering.lists.values_mut().filter(|own| **own == definition);
                lists.for_each(|own| own.clone_from(&linked));
            }
        }
        numbering
    }

    /// The number of the next paragraph, as Word shows it: by its own list and level, or else by those of its style.
    /// `None` where it has none.
    pub(super) fn number(
        &mut self,
        styles: &Styles,
        style: Option<&str>,
        list: Option<String>,
        level: Option<usize>,
    ) -> Option<String> {
        let of_style = list.is_none();
        let list = list.or_else(|| styles.list(style).map(str::to_owned))?;
        let level = level.or_else(|| {
            let definition = self.lists.get(&list).filter(|_| of_style)?;
            let styled = |id: &str| self.styled.get(&(definition.clone(), id.to_owned())).copied();
            styles.chain(style).find_map(styled).or_else(|| styles.level(style))
        });
        self.next(&list, level.unwrap_or(0))
    }

    /// The number of the next paragraph of a list; `None` for bullets.
    fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let definition = self.lists.get(list)?.clone();
        let mut levels = self.levels.get(&definition).cloned().unwrap_or_default();
        levels.extend(self.own.get(list).cloned().unwrap_or_default());
        let own = levels.get(&level)?;
        let key = (definition.clone(), level);
        let count = self.starts.remove(&(list.to_owned(), level)).unwrap_or_else(|| {
            self.counts.get(&key).map_or(own.start.max(1), |count| count.saturating_add(1))
        });
        self.counts.insert(key, count);
        self.counts.retain(|(other, deeper), _| *other != definition || *deeper <= level);
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut shown = own.pattern.clone();
        for (index, other) in &levels {
            let count = self.counts.get(&(definition.clone(), *index)).copied().unwrap_or(other.start.max(1));
            shown = shown.replace(&format!("%{}", index + 1), &numeral(&other.format, count));
        }
        Some(shown)
    }
}

/// A number in one of Word's formats; decimal in those that notices do not use.
fn numeral(format: &str, number: u32) -> String {
    let sign = |first: char| {
        (1..=20)
            .contains(&number)
            .then(|| char::from_u32(u32::from(first) + number - 1))
            .flatten()
            .map(String::from)
    };
    let shown = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital" => han(number, "一二三四五六七八九", '十'),
        "chineseLegalSimplified" => han(number, "壹贰叁肆伍陆柒捌玖", '拾'),
        "ideographLegalTraditional" => han(number, "壹貳參肆伍陸柒捌玖", '拾'),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", number).map(String::from),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => sign('①'),
        "lowerLetter" => sign('a').filter(|_| number <= 26),
        "upperLetter" => sign('A').filter(|_| number <= 26),
        _ => None,
    };
    shown.unwrap_or_else(|| number.to_string())
}
