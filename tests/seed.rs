//! The reader of seeds against golden files: each sample's reading as a person would check it (facts, directives,
//! points, what was left out, messages), and the careful reader's answers.

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
fn the_body_alone_is_the_same_body() {
    for sample in support::samples() {
        let (file, reading) = sample.read();
        let (text, kept) = gongkai::seed::kept(&file.path, &sample.bytes).expect("text");
        assert_eq!((text, kept), (file.text.clone(), reading.kept), "{}", sample.name);
    }
}

#[test]
fn scores() {
    let scores = support::scores(&support::samples());
    assert!(scores.iter().all(|score| score.wrong.is_empty()), "{}", support::table(&scores));
}
