//! How a publication is told: to a person in lines, to a machine as JSON. It must not print.

use serde_json::{Value, json};

use super::{Phase, Published};
use crate::diagnostic::Renderer;

/// How many paths of a phase are named to a person.
const SHOWN: usize = 10;

impl Published {
    /// What was done, or would be, as lines without a final line end.
    pub fn summary(&self, renderer: &Renderer<'_>) -> String {
        let (sent, removed, kept) = (self.plan.uploads().count(), self.plan.deletions.len(), self.plan.kept);
        let place = &self.place;
        if !self.dry_run {
            let done = renderer.say(
                &format!(
                    "published to {place}: files sent: {sent}, removed: {removed}, there already: {kept}"
                ),
                &format!("已發布到 {place}：送出 {sent} 個檔案，移除 {removed} 個，{kept} 個未變"),
            );
            let Some(verified) = self.verified else { return done };
            let read = renderer.say(
                &format!("read back: all {verified} files are there and as they should be"),
                &format!("已讀回核對：{verified} 個檔案均在，內容無誤"),
            );
            return format!("{done}\n{read}");
        }
        let mut lines = vec![renderer.say(
            &format!("nothing was sent to {place}. To send: {sent} files, to remove: {removed}, there already: {kept}"),
            &format!("未送出任何檔案到 {place}。將送出 {sent} 個檔案，移除 {removed} 個，{kept} 個未變"),
        )];
        for (phase, uploads) in &self.plan.phases {
            let name = match phase {
                Phase::Assets => renderer.say("what pages load", "頁面所需的檔案"),
                Phase::NewPages => renderer.say("new pages", "新的頁面"),
                Phase::NewLists => renderer.say("new lists", "新的列表"),
                Phase::Pages => renderer.say("changed pages", "有變動的頁面"),
                Phase::Lists => renderer.say("changed lists and front pages", "有變動的列表與首頁"),
            };
            part(&mut lines, renderer, &name, uploads.iter().map(|upload| upload.path.as_str()));
        }
        let gone = renderer.say("to be removed", "將移除");
        part(&mut lines, renderer, &gone, self.plan.deletions.iter().map(String::as_str));
        lines.join("\n")
    }

    /// The same for machines.
    pub fn json(&self) -> Value {
        let phases: Vec<Value> = (self.plan.phases.iter())
            .map(|(phase, uploads)| {
                let paths: Vec<&str> = uploads.iter().map(|upload| upload.path.as_str()).collect();
                json!({ "phase": phase.name(), "paths": paths })
            })
            .collect();
        json!({
            "target": self.target,
            "place": self.place,
            "dry_run": self.dry_run,
            "sent": phases,
            "removed": self.plan.deletions,
            "kept": self.plan.kept,
            "verified": self.verified,
        })
    }
}

fn part<'p>(
    lines: &mut Vec<String>,
    renderer: &Renderer<'_>,
    name: &str,
    paths: impl ExactSizeIterator<Item = &'p str>,
) {
    let count = paths.len();
    if count == 0 {
        return;
    }
    lines.push(renderer.say(&format!("{name} ({count}):"), &format!("{name}（{count} 個）：")));
    lines.extend(paths.take(SHOWN).map(|path| format!("  {path}")));
    if count > SHOWN {
        let more = count - SHOWN;
        lines.push(renderer.say(&format!("  … and {more} more"), &format!("  … 另有 {more} 個")));
    }
}
