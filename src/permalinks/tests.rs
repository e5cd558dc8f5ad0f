use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::SourceFile;
use crate::script::Script;

const DAY: Date = date(2026, 11, 24);

fn id(word: &str) -> NoticeId {
    NoticeId::new(word).unwrap()
}

fn offered(text: &str, directives: &[(&str, usize)]) -> Offered {
    let hash = |text: &str| TextHash::of([text]);
    Offered {
        text: hash(text),
        directives: directives.iter().map(|(text, points)| (hash(text), *points)).collect(),
    }
}

fn next(before: &Permalinks, notices: &[(NoticeId, Offered)]) -> (Permalinks, Vec<String>) {
    let notices = notices.iter().map(|(id, offered)| (id, offered));
    let (next, conflicts) = before.next(notices, [], |_| None, DAY);
    let words = |conflict: &Conflict| match conflict {
        Conflict::Lost(address) => address.to_string(),
        Conflict::Taken(address, to) => format!("{address} -> {to}"),
    };
    (next, conflicts.iter().map(words).collect())
}

fn read(text: &str) -> Option<Permalinks> {
    let file = SourceFile { path: PATH.to_owned(), text: text.to_owned() };
    parse(&Arc::new(file)).ok()
}

#[test]
fn a_changed_text_is_remembered_with_its_day() {
    let (first, _) = next(&Permalinks::default(), &[(id("a"), offered("x", &[("p", 2), ("q", 0)]))]);
    let (second, conflicts) = next(&first, &[(id("a"), offered("y", &[("p", 2), ("r", 3)]))]);
    assert_eq!(conflicts, [""; 0]);
    let record = second.notice(&id("a")).unwrap();
    let earlier = Earlier { text: offered("x", &[]).text, replaced: DAY };
    assert_eq!(record.text, Versions { current: offered("y", &[]).text, earlier: vec![earlier] });
    assert!(record.directives[0].text.earlier.is_empty());
    assert_eq!((record.directives[1].points, record.directives[1].text.earlier.len()), (3, 1));
}

#[test]
fn what_would_be_lost_is_named() {
    let (lock, _) = next(
        &Permalinks::default(),
        &[(id("a"), offered("x", &[("p", 2), ("q", 3)])), (id("b"), offered("y", &[]))],
    );
    let (_, conflicts) = next(&lock, &[(id("a"), offered("x", &[("p", 1)]))]);
    assert_eq!(
        conflicts,
        ["notices/a/directive-1/#point-2", "notices/a/directive-2/", "notices/b/"],
        "each once"
    );
    let mut confirmed = lock.clone();
    for address in &conflicts {
        assert!(confirmed.withdraw(&Address::parse(address).unwrap(), false), "{address}");
    }
    let (after, conflicts) = next(&confirmed, &[(id("a"), offered("x", &[("p", 1)]))]);
    assert_eq!(conflicts, [""; 0]);
    assert!(after.is_withdrawn(&id("b")));
    // A directive that is there again is shown again.
    let (back, _) = next(&after, &[(id("a"), offered("x", &[("p", 1), ("q", 3)]))]);
    assert!(!back.notice(&id("a")).unwrap().directives[1].withdrawn);
}

#[test]
fn an_address_leads_to_where_its_notice_is_last() {
    let (mut lock, _) = next(&Permalinks::default(), &[(id("a"), offered("x", &[("p", 2)]))]);
    lock.move_notice(&id("a"), &id("b"));
    let (mut lock, _) = next(&lock, &[(id("b"), offered("x", &[("p", 2)]))]);
    lock.move_notice(&id("b"), &id("c"));
    for old in ["a", "b"] {
        assert_eq!(lock.notices[&id(old)], NoticeLine::Moved { to: id("c"), directives: 1 });
    }
    let (_, conflicts) = next(&lock, &[(id("c"), offered("x", &[("p", 2)])), (id("a"), offered("z", &[]))]);
    assert_eq!(conflicts, ["notices/a/ -> notices/c/"]);
}

#[test]
fn a_notice_may_have_its_address_back_and_what_was_never_built_leads_nowhere() {
    let (built, _) = next(&Permalinks::default(), &[(id("a"), offered("x", &[("p", 2)]))]);
    let mut lock = built.clone();
    lock.move_notice(&id("a"), &id("b"));
    assert!(lock.leads(&Address::Notice(id("a")), &Address::Notice(id("b"))));
    assert!(print(&lock).contains("notices/b/ unbuilt text="), "{}", print(&lock));
    lock.move_notice(&id("b"), &id("a"));
    assert_eq!(lock, built, "as if nothing had been");
    // Once it was built, its address leads on.
    lock.move_notice(&id("a"), &id("b"));
    let (mut lock, _) = next(&lock, &[(id("b"), offered("x", &[("p", 2)]))]);
    lock.move_notice(&id("b"), &id("a"));
    assert_eq!(lock.notices[&id("b")], NoticeLine::Moved { to: id("a"), directives: 1 });
    assert!(lock.notice(&id("a")).is_some());
    // Nothing ever stood at the address of a year, whatever an earlier program wrote.
    let mut wrong =
        read("notices/2021/ text=01234567\nnotices/a/ moved=notices/2021/ directives=0\n").unwrap();
    wrong.move_notice(&id("2021"), &id("a"));
    assert_eq!(wrong.notices.keys().collect::<Vec<_>>(), [&id("a")]);
}

#[test]
fn a_stub_is_never_lost() {
    let stub = RegulationId::new("x-banfa-12ab").unwrap();
    let (cited, _) = Permalinks::default().next([], [(&stub, true)], |_| None, DAY);
    let (uncited, conflicts) = cited.next([], [], |_| None, DAY);
    assert_eq!((uncited.regulations[&stub].clone(), conflicts.len()), (RegulationLine::Uncited, 0));
    let to = RegulationId::new("x-banfa").unwrap();
    let (moved, conflicts) = cited.next([], [(&to, false)], |_| Some(to.clone()), DAY);
    assert_eq!((&moved.regulations[&stub], conflicts.len()), (&RegulationLine::Moved(to.clone()), 0));
    let (_, conflicts) = moved.next([], [], |_| None, DAY);
    assert_eq!(conflicts, [Conflict::Lost(Address::Regulation(to))]);
}

#[test]
fn a_line_that_is_none_is_told() {
    for text in [
        "<<<<<<< ours\n",
        "notices/a/\n",
        "notices/a/ text=0123456\n",
        "notices/a/ text=01234567\nnotices/a/ text=01234567\n",
        "notices/a/ text=01234567\nnotices/a/directive-2/ points=0 text=01234567\n",
        "notices/a/ moved=regulations/b/ directives=1\n",
        "regulations/a/ gone\n",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

fn versions() -> impl Strategy<Value = Versions> {
    let hash = any::<[u8; 4]>().prop_map(TextHash);
    let earlier =
        (hash.clone(), 1..28_i8).prop_map(|(text, day)| Earlier { text, replaced: date(2026, 2, day) });
    (hash, proptest::collection::vec(earlier, 0..3))
        .prop_map(|(current, earlier)| Versions { current, earlier })
}

fn line() -> impl Strategy<Value = NoticeLine> {
    let directive = (any::<bool>(), 0..9_usize, versions())
        .prop_map(|(withdrawn, points, text)| DirectiveRecord { withdrawn, points, text });
    let told = proptest::option::of((1..28_i8, proptest::option::of((".{0,9}", ".{0,9}", any::<bool>()))));
    let withdrawal = told.prop_map(|told| {
        told.map(|(day, notice)| Withdrawal {
            since: date(2026, 3, day),
            notice: notice.map(|(title, source, seed)| WithdrawnNotice {
                title: Text::new(title, Script::Hans),
                source: Text::new(source, Script::Hans),
                published: date(2021, 6, day),
                seed: seed.then(|| ("a b%.txt".into(), "0f".into())),
            }),
        })
    });
    let directives = proptest::collection::vec(directive, 0..12);
    let here = (any::<bool>(), withdrawal, any::<bool>(), versions(), directives).prop_map(
        |(withdrawn, withdrawal, unbuilt, text, directives)| {
            NoticeLine::Here(NoticeRecord { withdrawn, withdrawal, unbuilt, text, directives })
        },
    );
    let moved = (0..9_usize).prop_map(|directives| NoticeLine::Moved { to: id("z"), directives });
    prop_oneof![here, moved]
}

fn regulation() -> impl Strategy<Value = RegulationLine> {
    prop_oneof![
        Just(RegulationLine::Registered),
        Just(RegulationLine::Stub),
        Just(RegulationLine::Uncited),
        Just(RegulationLine::Withdrawn),
        Just(RegulationLine::Moved(RegulationId::new("z").unwrap())),
    ]
}

proptest! {
    #[test]
    fn printing_and_reading_are_inverse(
        notices in proptest::collection::btree_map("[a-y][a-z0-9]{0,8}".prop_map(|word| id(&word)), line(), 0..6),
        regulations in proptest::collection::btree_map(
            "[a-y][a-z0-9]{0,8}".prop_map(|word| RegulationId::new(&word).unwrap()),
            regulation(),
            0..6,
        ),
    ) {
        let permalinks = Permalinks { notices, regulations };
        prop_assert_eq!(read(&print(&permalinks)), Some(permalinks));
    }
}
