//! The reader of seeds against golden files: each sample's reading as a person would check it (facts, directives,
//! points, what was left out, messages), and the careful reader's answers.

use gongkai::notice::Notice;
use gongkai::proof;
use gongkai::seed::{Claims, slug};

mod support;

#[test]
fn readings() {
    for sample in support::samples() {
        let (file, reading) = sample.read();
        insta::with_settings!({ snapshot_path => "samples", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(sample.name.clone(), support::dump::dump(&file.text, &reading));
        });
    }
}

#[test]
fn what_is_read_is_proven() {
    for sample in support::samples() {
        let (file, reading) = sample.read();
        let held = gongkai::seed::hold(&file.path, &sample.bytes).expect("text");
        let unstated = held.unstated(Claims::from(&reading.facts));
        assert_eq!(unstated, [], "{}", sample.name);
        assert_eq!((&held.text, &held.kept), (&file.text, &reading.kept), "{}", sample.name);
        let id = slug::notice_id(None, None, |_| false);
        let notice = Notice { id, facts: reading.facts, body: reading.body };
        let told = proof::compare(&notice, &file, 0, &held.text, &held.kept, &[]);
        assert_eq!(told, [], "{}", sample.name);
    }
}

#[test]
fn scores() {
    let scores = support::scores(&support::samples());
    assert!(scores.iter().all(|score| score.wrong.is_empty()), "{}", support::table(&scores));
}
