//! Personal names in Simplified text: a surname that is also a common word (于, 范, 余) is told by its surroundings and
//! keeps its form. What surnames there are, and what may stand before, in and after a name, is in `tables`; nothing is
//! looked up, nothing learned. It must not know OpenCC or terms.

mod tables;

use std::ops::Range;

use super::builtin::is_common_word;
use tables::{
    ABOUT, APPOINTING, COMMON, GIVEN, KEPT_IN_GIVEN, MANY, MAYBE_PERSON, PERSON, PERSONS, SURNAMES, Surname,
    TITLES, VERBS,
};

/// A stretch of the text that is (part of) a name, in bytes, with its Traditional form.
pub(super) struct Name {
    pub(super) bytes: Range<usize>,
    pub(super) hant: &'static str,
}

/// The surnames, and the given-name characters to keep, in a stretch of a Simplified text, from left to right.
pub(super) fn find(text: &str, within: Range<usize>) -> impl Iterator<Item = Name> {
    let mut until = within.start;
    text[within.clone()].char_indices().filter_map(move |(at, character)| {
        let at = within.start + at;
        if at < until {
            return kept(character).map(|hant| Name { bytes: at..at + hant.len(), hant });
        }
        let surname = is_surname(character)?;
        let after = at + character.len_utf8();
        let given = length(surname, &text[..at], &text[after..])?;
        until = (after + given).min(within.end);
        Some(Name { bytes: at..after, hant: surname.hant })
    })
}

fn is_surname(character: char) -> Option<&'static Surname> {
    // Nearly every character fails here, so that the search costs next to nothing.
    matches!(
        character,
        '于' | '范'
            | '余'
            | '岳'
            | '涂'
            | '郁'
            | '朴'
            | '游'
            | '姜'
            | '沈'
            | '谷'
            | '曲'
            | '卜'
            | '仇'
            | '钟'
            | '后'
            | '党'
            | '种'
            | '占'
            | '干'
            | '丰'
            | '宁'
    )
    .then(|| SURNAMES.iter().find(|surname| surname.hans == character))
    .flatten()
}

fn kept(character: char) -> Option<&'static str> {
    KEPT_IN_GIVEN
        .char_indices()
        .find(|&(_, kept)| kept == character)
        .map(|(at, kept)| &KEPT_IN_GIVEN[at..at + kept.len_utf8()])
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3347F}')
}

/// How many bytes of given name follow, if this is a surname at all.
fn length(surname: &Surname, before: &str, after: &str) -> Option<usize> {
    let previous = before.chars().next_back();
    let next = after.chars().next()?;
    let free = previous.is_none_or(|previous| !is_han(previous))
        || "由请经与和被让同给".contains(previous.unwrap_or(' '));
    let titled = TITLES.iter().any(|title| before.ends_with(title));
    let person = titled
        || previous.is_some_and(|previous| {
            PERSON.contains(previous) || surname.hans != '于' && MAYBE_PERSON.contains(previous)
        })
        || PERSONS.iter().any(|person| before.ends_with(person));
    let about = ABOUT.iter().any(|verb| before.ends_with(verb));
    // 于 before a word is a preposition: 委员于审议时, 法官于执行职务期间, but 局长于建国.
    let two: usize = after.chars().take(2).map(char::len_utf8).sum();
    if surname.hans == '于'
        && next != '某'
        && is_common_word(&after[..two])
        && !["副局", "建国", "国庆", "胜利", "和平"].contains(&&after[..two])
        && !TITLES.iter().any(|title| after.starts_with(title))
    {
        return None;
    }
    if !person && previous.is_some_and(|previous| surname.not_after.contains(previous)) {
        return None;
    }
    if next == '某' {
        let then = after.trim_start_matches('某').chars().next();
        let word = then.is_some_and(|then| "种些一个地时年月日项类方村市县区局镇处".contains(then));
        return (!word && (free || titled || surname.hans != '于')).then_some(0);
    }
    // 范姓村民, but 姓名.
    if next == '姓' && !"后种占干丰宁".contains(surname.hans) {
        return (!after.starts_with("姓名")).then_some(0);
    }
    let title_follows = |rest: &str| {
        let rest = rest.strip_prefix('副').unwrap_or(rest);
        TITLES.iter().any(|title| rest.starts_with(title))
            || ["总", "局", "厅"].iter().any(|short| {
                rest.strip_prefix(short).is_some_and(|then| {
                    !then.chars().next().is_some_and(is_han)
                        || VERBS.iter().any(|verb| then.starts_with(verb))
                })
            })
    };
    if !"后种占干丰宁".contains(surname.hans)
        && free
        && title_follows(after)
        && !(surname.hans == '党' && after.starts_with("代表"))
        && !(surname.hans == '于' && MANY.iter().any(|title| after.starts_with(title)))
    {
        return Some(0);
    }
    if surname.not_before.contains(next) {
        return None;
    }
    let enumerated = before.strip_suffix('、').is_some_and(ends_with_name);
    let starts_list = free && {
        let mut items = after.split('、');
        let first = items.next().unwrap_or("");
        let second = items.next().unwrap_or("");
        (1..=2).contains(&first.chars().count())
            && first.chars().all(is_han)
            && second.chars().next().is_some_and(|first| COMMON.contains(first))
            && second.chars().take_while(|&character| is_han(character)).count() >= 2
            && !is_common_word(second.split(|character: char| !is_han(character)).next().unwrap_or(""))
    };
    let appointed = APPOINTING.iter().any(|verb| before.ends_with(verb));
    // Two characters of given name first: 于海涛 more often than 于海.
    for length in [2, 1] {
        let given: usize = after.chars().take(length).map(char::len_utf8).sum();
        let name = &after[..given];
        if name.chars().count() < length || !name.chars().all(is_han) {
            continue;
        }
        let rest = &after[given..];
        let ends = rest.chars().next().is_none_or(|then| !is_han(then) && !then.is_ascii_digit());
        let follows = ends || VERBS.iter().any(|verb| rest.starts_with(verb)) || title_follows(rest);
        let office =
            appointed && (rest.starts_with('为') || rest.starts_with('的') || title_follows(rest) || ends);
        let likely = name.chars().all(|character| GIVEN.contains(character))
            && (person && (follows || length == 2 && !goes_on(name, rest))
                || enumerated && follows
                || length == 2 && (free || about) && follows);
        let told = (titled || enumerated) && follows
            || starts_list && rest.starts_with('、')
            || free && title_follows(rest) && !rest.starts_with("代表")
            || office;
        if likely || surname.given && told {
            return Some(given);
        }
    }
    None
}

/// Whether a text ends with a name of a common surname, alone or behind what its bearer is: 张国栋, 特邀专家沈国英.
fn ends_with_name(text: &str) -> bool {
    let item = text.rsplit(|character: char| !is_han(character)).next().unwrap_or("");
    let behind = |person: &&&str| item.rfind(**person).map(|at| at + person.len());
    let office = TITLES.iter().chain(&PERSONS).collect::<Vec<_>>();
    let name = &item[office.iter().filter_map(behind).max().unwrap_or(0)..];
    let name = name.rsplit(|character| PERSON.contains(character)).next().unwrap_or("");
    (2..=4).contains(&name.chars().count())
        && name.chars().next().is_some_and(|first| COMMON.contains(first))
        && !is_common_word(name)
}

/// Whether the last character of what may be a name makes a word with the next one.
fn goes_on(name: &str, rest: &str) -> bool {
    let word: String = name.chars().next_back().into_iter().chain(rest.chars().next()).collect();
    is_common_word(&word)
}

#[cfg(test)]
mod tests {
    use super::find;

    fn names(text: &str) -> Vec<&str> {
        find(text, 0..text.len()).map(|name| &text[name.bytes]).collect()
    }

    #[test]
    fn names_are_told() {
        for (text, expected) in [
            ("局长于海涛介绍了有关情况。", &["于"][..]),
            ("于副局长主持会议。", &["于"]),
            ("由副局长范志刚负责整改。", &["范", "志"]),
            ("当事人范某、余某、姜某、岳某。", &["范", "余", "姜", "岳"]),
            ("王克勤、于洋、张国栋参加检查。", &["于"]),
            ("于洋、张国栋参加检查。", &["于"]),
            ("县委书记余国平、副县长钟伟出席。", &["余", "钟"]),
            ("余国平同志主持会议", &["余"]),
            ("任命于海涛为局长，免去余国平的职务", &["于", "余"]),
            ("科长范文博到场，主任于海波次日返回", &["范", "于"]),
            ("证人游建明、教师余建国、工人范平出庭", &["游", "余", "范"]),
            ("会议由县长主持，郁建新列席。", &["郁"]),
            ("原告于秀兰、被告姜成海均未到庭", &["于", "姜"]),
            ("委任涂志明、向东海为董事", &["涂", "志"]),
            ("原厅长范新立立案调查，校长岳明峰为毕业生颁奖", &["范", "岳", "峰"]),
            ("特邀专家沈国英、郁文达参与评审", &["沈", "郁"]),
            ("当事人是范姓村民，干事于小松参与调解", &["范", "于", "松"]),
            ("局党组成员党爱民分管，负责人占志强因病", &["党", "占", "志"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_no_names() {
        for text in [
            "县长于6月10日主持召开专题会。",
            "张贴、涂污、刻画",
            "余热、余压、余气",
            "县长于汛前带领",
            "委员于审议时，法官于执行职务期间",
            "规定，于当事人准用之",
            "航行于某一航线",
            "县长于近日主持召开专题会。",
            "局长于会上强调",
            "局长于上午到场",
            "部长范围内的授权事项。",
            "由于某种原因",
            "对于某企业",
            "其余某项",
            "对于副局长的任命",
            "规范主任工作",
            "会议由于主任缺席延期",
            "由局长余额支付",
            "位于河北、山东交界",
            "沉淀于水、土",
            "游客、游人、游船",
            "后主任医师",
            "被告于庭审中、证人于判决后、学生于考后到校",
            "教师范围、工人余下的工资、职工游玩",
            "原告于国庆期间，记者于现场采访，民警于山林中",
            "，余光明亮，游春光景，范文明确",
            "党员党性、成员党龄、干部党组、单位占全部、人员占大多数、教师干群、农民种树",
            "成长于军营、特长生于校内、队员余生还者、演员范文清晰",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}
