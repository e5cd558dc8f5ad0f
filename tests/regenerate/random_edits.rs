//! What is regenerated after any edits is what a build from nothing makes, byte for byte, the permalinks too.

use std::fs;

use proptest::prelude::*;

use crate::corpus::Corpus;
use crate::scene::{Outcome, Scene, project};
use crate::site::{LOCK, Tree, differences, fresh, site, sources};

const NOTICES: usize = 6;
/// How many regulations are registered, of those that the corpus cites.
const REGULATIONS: usize = 5;
const CITED: usize = 8;

/// What a publisher may do between two builds. The numbers choose among what is there.
#[derive(Clone, Debug)]
enum Edit {
    AddNotice,
    DeleteNotice(usize),
    WithdrawNotice(usize),
    RenameNotice(usize),
    Rephrase(usize, usize),
    Cite(usize, usize),
    Retitle(usize),
    Redate(usize, i16),
    Redraft(usize),
    AddRegulation,
    ChangeFact(usize),
    ChangeName(usize),
    DeleteRegulation(usize),
    RenameRegulation(usize),
    Term(usize),
    NoTerms,
    Style(usize),
    Template(usize),
    Words(usize),
    OwnTheme(bool),
    SiteName(usize),
    BaseUrl(usize),
    Editions(usize),
    Nothing,
    Touch(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let number = 0..1000_usize;
    prop_oneof![
        4 => Just(Edit::AddNotice),
        1 => number.clone().prop_map(Edit::DeleteNotice),
        2 => number.clone().prop_map(Edit::WithdrawNotice),
        2 => number.clone().prop_map(Edit::RenameNotice),
        3 => (number.clone(), number.clone()).prop_map(|(which, what)| Edit::Rephrase(which, what)),
        3 => (number.clone(), number.clone()).prop_map(|(which, what)| Edit::Cite(which, what)),
        2 => number.clone().prop_map(Edit::Retitle),
        2 => (number.clone(), 1979..1999_i16).prop_map(|(which, year)| Edit::Redate(which, year)),
        1 => number.clone().prop_map(Edit::Redraft),
        1 => Just(Edit::AddRegulation),
        2 => number.clone().prop_map(Edit::ChangeFact),
        1 => number.clone().prop_map(Edit::ChangeName),
        1 => number.clone().prop_map(Edit::DeleteRegulation),
        1 => number.clone().prop_map(Edit::RenameRegulation),
        2 => number.clone().prop_map(Edit::Term),
        1 => Just(Edit::NoTerms),
        1 => number.clone().prop_map(Edit::Style),
        1 => number.clone().prop_map(Edit::Template),
        1 => number.clone().prop_map(Edit::Words),
        1 => any::<bool>().prop_map(Edit::OwnTheme),
        1 => number.clone().prop_map(Edit::SiteName),
        1 => number.clone().prop_map(Edit::BaseUrl),
        1 => number.clone().prop_map(Edit::Editions),
        1 => Just(Edit::Nothing),
        1 => number.prop_map(Edit::Touch),
    ]
}

/// A site while it is edited.
struct Desk {
    scene: Scene,
    corpus: Corpus,
    notices: usize,
    regulations: usize,
}

impl Desk {
    fn of(&self, folder: &str, which: usize) -> Option<String> {
        let files: Vec<String> =
            self.scene.tree(folder).into_keys().filter(|path| path.ends_with(".md")).collect();
        files.get(which % files.len().max(1)).map(|path| format!("{folder}/{path}"))
    }

    fn notice(&self, which: usize) -> Option<String> {
        self.of("content/notices", which)
    }

    fn regulation(&self, which: usize) -> Option<String> {
        self.of("content/regulations", which)
    }

    fn change(&self, path: Option<String>, change: impl Fn(&str) -> String) {
        let Some(path) = path else { return };
        let text = self.scene.read(&path);
        self.scene.put(&path, change(&text));
    }

    /// Changes a notice's text; its seed is then no longer what it was cut from.
    fn rewrite(&self, which: usize, change: impl Fn(&str) -> String) {
        self.change(self.notice(which), |text| {
            let kept = |line: &&str| !line.starts_with("seed: ") && !line.starts_with("sha256: ");
            let unproven: String = text.split_inclusive('\n').filter(kept).collect();
            change(&unproven)
        });
        self.drop_seeds();
    }

    /// Removes seeds that no notice names: a build would import them again.
    fn drop_seeds(&self) {
        let notices: String = self
            .scene
            .tree("content/notices")
            .into_values()
            .map(|bytes| String::from_utf8(bytes).expect("text"))
            .collect();
        for seed in self.scene.tree("seeds").keys().filter(|seed| !notices.contains(seed.as_str())) {
            fs::remove_file(self.scene.path().join("seeds").join(seed)).expect("removed");
        }
    }

    fn theme(&self, file: &str, change: impl Fn(&str) -> String) {
        self.own_theme(true);
        self.change(Some(format!("themes/gazette/{file}")), change);
    }

    fn own_theme(&self, own: bool) {
        let folder = self.scene.path().join("themes");
        if !own && folder.exists() {
            fs::remove_dir_all(folder).expect("removed");
        // An edit that was undone leaves its folders empty.
        } else if own && !folder.join("gazette/year.html").exists() {
            for (path, bytes) in crate::scene::tree(&project().join("themes")) {
                self.scene.put(&format!("themes/{path}"), bytes);
            }
        }
    }

    fn apply(&mut self, edit: &Edit) {
        match *edit {
            Edit::AddNotice => {
                for (path, text) in self.corpus.notice(self.notices) {
                    self.scene.put(&path, text);
                }
                self.notices += 1;
            }
            Edit::DeleteNotice(which) | Edit::WithdrawNotice(which) => {
                let Some(path) = self.notice(which) else { return };
                fs::remove_file(self.scene.path().join(&path)).expect("removed");
                self.drop_seeds();
                if matches!(edit, Edit::WithdrawNotice(_)) {
                    self.scene.run(&["withdraw", id(&path)]);
                }
            }
            Edit::RenameNotice(which) => {
                let Some(path) = self.notice(which) else { return };
                self.scene.run(&["rename", id(&path), &format!("{}-x", id(&path))]);
            }
            Edit::Rephrase(which, what) => {
                let words = ["要{}", "务必{}", "要切实{}"][what % 3];
                self.rewrite(which, |text| text.replacen("要", &words.replace("{}", ""), 3));
            }
            Edit::Cite(which, what) => {
                let (_, text) = self.corpus.regulation(what % self.regulations);
                let name = text.split('"').nth(1).expect("a name").to_owned();
                self.rewrite(which, |text| format!("{text}\n再次落实《{name}》第一条。\n"));
            }
            Edit::Retitle(which) => self.rewrite(which, |text| text.replacen("title: \"", "title: \"再", 1)),
            Edit::Redate(which, year) => {
                self.change(self.notice(which), |text| {
                    let (before, after) = text.split_once("published: ").expect("a date");
                    format!("{before}published: {year}{}", &after[4..])
                });
            }
            Edit::Redraft(which) => {
                self.change(self.notice(which), |text| text.replacen("script: ", "draft: true\nscript: ", 1));
            }
            Edit::AddRegulation => {
                let (path, text) = self.corpus.regulation(self.regulations);
                self.scene.put(&path, text);
                self.regulations += 1;
            }
            Edit::ChangeFact(which) => {
                self.change(self.regulation(which), |text| text.replacen("-01-01", "-07-01", 1));
            }
            Edit::ChangeName(which) => {
                self.change(self.regulation(which), |text| text.replacen("name: \"", "name: \"新", 1));
            }
            Edit::DeleteRegulation(which) => {
                let Some(path) = self.regulation(which) else { return };
                fs::remove_file(self.scene.path().join(path)).expect("removed");
            }
            Edit::RenameRegulation(which) => {
                let Some(path) = self.regulation(which) else { return };
                let from = format!("regulations/{}", id(&path));
                self.scene.run(&["rename", &from, &format!("{}-x", id(&path))]);
            }
            Edit::Term(which) => {
                let terms = ["台账: 臺帳", "监测: 監察", "整改: 改正", "举报: 檢舉"];
                self.scene.put("content/terms.yaml", format!("terms:\n  {}\n", terms[which % terms.len()]));
            }
            Edit::NoTerms => {
                let _ = fs::remove_file(self.scene.path().join("content/terms.yaml"));
            }
            Edit::Style(number) => self.theme("style.css", |text| format!("{text}\n.n{number} {{}}\n")),
            Edit::Template(number) => self.theme("year.html", |text| {
                let block = "{% block main %}";
                assert!(text.contains(block), "no block to write in");
                text.replacen(block, &format!("{block}<p hidden>{number}</p>"), 1)
            }),
            Edit::Words(number) => self.theme("strings.yaml", |text| format!("{text}# {number}\n")),
            Edit::OwnTheme(own) => self.own_theme(own),
            Edit::SiteName(number) => self.setting("name", &format!("\"測試語料{number}\"")),
            Edit::BaseUrl(number) => {
                self.setting("base_url", &format!("\"https://corpus.example/{number}/\""))
            }
            Edit::Editions(which) => {
                let editions =
                    ["[zh-Hant, zh-Hans]", "[zh-Hans, zh-Hant]", "[zh-Hans]", "[zh-Hant-TW, zh-Hans]"];
                self.setting("editions", editions[which % editions.len()]);
            }
            Edit::Nothing => {}
            Edit::Touch(which) => self.change(self.notice(which), str::to_owned),
        }
    }

    fn setting(&self, key: &str, value: &str) {
        self.change(Some("content/site.yaml".to_owned()), |text| {
            let line = |line: &str| match line.starts_with(&format!("{key}: ")) {
                true => format!("{key}: {value}\n"),
                false => line.to_owned(),
            };
            text.split_inclusive('\n').map(line).collect()
        });
    }
}

fn id(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).expect("a content file")
}

/// Puts a site's sources back as they were, after an edit that no build accepts.
fn undo(scene: &Scene, before: &Tree) {
    for path in sources(scene).keys().filter(|path| !before.contains_key(*path)) {
        fs::remove_file(scene.path().join(path)).expect("removed");
    }
    before.iter().for_each(|(path, bytes)| scene.put(path, bytes));
}

/// Messages that only one of two builds has. What the last build was made with is known to one that regenerates only.
fn unlike(a: &Outcome, b: &Outcome) -> Vec<String> {
    let told = |outcome: &Outcome| -> Vec<String> {
        let messages = outcome.diagnostics.iter().filter(|one| one.message.code() != "converter-changed");
        messages.map(|one| format!("{:?}", one.message)).collect()
    };
    let (a, b) = (told(a), told(b));
    let only =
        |a: &[String], b: &[String]| a.iter().filter(|one| !b.contains(one)).cloned().collect::<Vec<_>>();
    [only(&a, &b), only(&b, &a)].concat()
}

fn run(edits: &[Edit]) -> Result<(), TestCaseError> {
    let corpus = Corpus::new(11, CITED);
    let scene = site(&corpus, NOTICES);
    for number in REGULATIONS..CITED {
        fs::remove_file(scene.path().join(corpus.regulation(number).0)).expect("removed");
    }
    let mut desk = Desk { scene, corpus, notices: NOTICES, regulations: REGULATIONS };
    desk.scene.build().ok();
    for edit in edits {
        let before = sources(&desk.scene);
        let published = desk.scene.tree("public");
        desk.apply(edit);
        let clean = fresh(&sources(&desk.scene));
        let expected = clean.build();
        let outcome = desk.scene.build();
        prop_assert_eq!(
            outcome.built.report.is_some(),
            expected.built.report.is_some(),
            "{:?}: regenerated: {}\nclean: {}",
            edit,
            outcome.messages(),
            expected.messages()
        );
        let unlike = unlike(&outcome, &expected);
        prop_assert_eq!(unlike, [] as [String; 0], "{:?}: messages of only one", edit);
        if outcome.built.report.is_none() {
            let touched = differences(&published, &desk.scene.tree("public"));
            prop_assert_eq!(touched, [] as [String; 0], "{:?} failed and wrote", edit);
            undo(&desk.scene, &before);
            continue;
        }
        let found = differences(&desk.scene.tree("public"), &clean.tree("public"));
        prop_assert_eq!(found, [] as [String; 0], "{:?}: regenerated (first) and clean (second)", edit);
        prop_assert_eq!(desk.scene.read(LOCK), clean.read(LOCK), "{:?}: permalinks", edit);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn regenerated_is_clean(edits in prop::collection::vec(edit(), 3..8)) {
        run(&edits)?;
    }
}

/// Each kind of edit at least once, in an order that lets each find something to do.
#[test]
fn every_edit_regenerates() {
    use Edit::*;
    let edits = [
        Nothing,
        AddNotice,
        Cite(1, 1),
        Rephrase(2, 1),
        Retitle(3),
        Redate(4, 1985),
        Redraft(0),
        AddRegulation,
        ChangeFact(1),
        ChangeName(2),
        RenameRegulation(0),
        DeleteRegulation(3),
        Term(0),
        Term(1),
        NoTerms,
        OwnTheme(true),
        Style(1),
        Template(1),
        Words(1),
        OwnTheme(false),
        SiteName(1),
        BaseUrl(1),
        Editions(1),
        Editions(2),
        Editions(3),
        RenameNotice(2),
        DeleteNotice(1),
        WithdrawNotice(1),
        AddNotice,
        Touch(0),
    ];
    if let Err(problem) = run(&edits) {
        panic!("{problem}");
    }
}
