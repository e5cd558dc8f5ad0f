// The pictures of a message in a terminal, for the handbook: what the program really prints, on a site where somebody has
// changed one word of a notice.
//
//   node tests/browser/terminal.mjs target/debug/gongkai docs/pictures

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { launch } from "./browser.mjs";

const program = path.resolve(process.argv[2]);
const target = path.resolve(process.argv[3]);
const seeds = new URL("../../seeds/", import.meta.url).pathname;
mkdirSync(target, { recursive: true });

const folder = mkdtempSync(path.join(tmpdir(), "gongkai-"));
const site = path.join(folder, "site");
execFileSync(program, ["new", site]);
const settings = path.join(site, "content/site.yaml");
writeFileSync(settings, readFileSync(settings, "utf8").replace(/^publisher: .*$/m, 'publisher: "某縣環境保護局"'));
const [seed] = readdirSync(seeds).filter((name) => name.endsWith(".txt")).sort();
copyFileSync(path.join(seeds, seed), path.join(site, "seeds", seed));
execFileSync(program, ["build", "--site", site], { stdio: "ignore" });
const notices = path.join(site, "content/notices");
const notice = path.join(notices, readdirSync(notices)[0]);
const text = readFileSync(notice, "utf8");
const changed = text.replace("千年大計", "百年大計");
if (changed === text) throw new Error("the word to change is not there");
writeFileSync(notice, changed);

// What the terminal shows: the program tells colours only to a terminal, so `script` is one.
function shown(language) {
  const command = `cd '${site}' && stty cols 96 && '${program}' check --lang ${language}`;
  const run = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8" });
  if (run.status !== 1) throw new Error(`an error was expected: ${run.stdout}`);
  const blocks = run.stdout.replace(/\r/g, "").replace(/\x1b\[K/g, "").trim().split("\n\n");
  // The error alone: notes of what is not registered are another matter.
  const error = blocks.find((block) => /^(\x1b\[[0-9;]*m)*(error|錯誤)/.test(block));
  return `\x1b[1m$\x1b[0m gongkai check\n${error}\n`;
}

const COLOURS = { 30: "#000", 31: "#c4262e", 32: "#2a7a2a", 33: "#8a6100", 34: "#2456b8", 35: "#8b2f8b", 36: "#0f6b75", 37: "#444" };

// The words with their colours as HTML.
function html(words) {
  const escaped = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  let style = {};
  return escaped.split(/(\x1b\[[0-9;]*m)/).map((part) => {
    const codes = part.match(/^\x1b\[([0-9;]*)m$/);
    if (!codes) return part && `<span style="${Object.entries(style).map(([key, value]) => `${key}:${value}`).join(";")}">${part}</span>`;
    for (const code of codes[1].split(";").map(Number)) {
      if (code === 0) style = {};
      else if (code === 1) style["font-weight"] = "bold";
      else if (code in COLOURS) style.color = COLOURS[code];
      else if (code - 60 in COLOURS) style.color = COLOURS[code - 60];
    }
    return "";
  }).join("");
}

const browser = await launch();
for (const [language, name] of [["en", "message"], ["zh-Hant", "message.zh"]]) {
  const page = await browser.newPage({ viewport: { width: 880, height: 400 }, deviceScaleFactor: 1.25 });
  await page.setContent(`<body style="margin:0"><pre lang="${language}" style="margin:0;padding:16px 20px;background:#faf9f6;color:#1c1a17;
    font:15px/1.5 'Noto Sans Mono CJK TC','Noto Sans Mono CJK SC',monospace;display:inline-block;white-space:pre-wrap;width:840px">${html(shown(language))}</pre></body>`);
  await page.locator("pre").screenshot({ path: path.join(target, `${name}.png`) });
}
await browser.close();
rmSync(folder, { recursive: true });
