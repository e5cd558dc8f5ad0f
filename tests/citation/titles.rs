//! Pairs of real titles of which one ends in the other: neither is ever taken for the other.

use gongkai::citation::{Citation, Reading, Registry, Resolution};

use crate::score::{cite, regulation};

const PAIRS: &str = include_str!("../data/citation/title-pairs.tsv");

fn target(citation: &Citation) -> Option<&str> {
    match &citation.resolution {
        Resolution::Resolved { regulation, .. } => Some(regulation.as_str()),
        Resolution::Open(_) => None,
    }
}

fn targets(text: &str, registry: &Registry<'_>) -> Vec<Option<String>> {
    cite(text, registry, Reading::default())
        .iter()
        .map(|citation| target(citation).map(str::to_owned))
        .collect()
}

#[test]
fn neither_of_two_hundred_pairs_is_taken_for_the_other() {
    let pairs: Vec<(&str, &str)> = PAIRS.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(pairs.len() >= 200, "{}", pairs.len());
    for (long, short) in pairs {
        let some = |id: &str| Some(id.to_owned());
        let (longer, shorter) = (regulation("long", long), regulation("short", short));
        let only_long = [longer.clone()];
        let only_short = [shorter.clone()];
        let state = [regulation("long", &format!("中华人民共和国{long}"))];
        let both = [longer, shorter];
        let both_marked = format!("学习《{long}》和《{short}》。");
        let bare = format!("依照{long}第三条、{short}第三条。");
        for (regulations, long_id, short_id) in [
            (&only_long[..], Some("long"), None),
            (&only_short[..], None, Some("short")),
            (&state[..], Some("long"), None),
            (&both[..], Some("long"), Some("short")),
        ] {
            let registry = Registry::new(regulations);
            let expected = vec![long_id.and_then(some), short_id.and_then(some)];
            assert_eq!(targets(&both_marked, &registry), expected, "{both_marked}");
            let mut known: Vec<Option<String>> = expected.into_iter().filter(Option::is_some).collect();
            // 香港特别行政区基本法第三条、基本法第三条: whose the second is stays open.
            if long.contains("特别行政区") {
                known.truncate(usize::from(long_id.is_some()));
            }
            assert_eq!(targets(&bare, &registry), known, "{bare}");
        }
        // What is left of the longer name before the marks: 河北省《物业管理条例》.
        let prefix = &long[..long.len() - short.len()];
        let apart = format!("执行{prefix}《{short}》第三条。");
        if prefix.ends_with(['省', '市', '区']) {
            assert_eq!(targets(&apart, &Registry::new(&both)), [some("long")], "{apart}");
            assert_eq!(targets(&apart, &Registry::new(&only_short)), [None], "{apart}");
            assert_eq!(targets(&apart, &Registry::new(&only_long)), [some("long")], "{apart}");
        }
    }
}
