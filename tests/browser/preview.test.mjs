// The preview in a real browser: what is saved is on the screen, in place; what is wrong is said in the page.
//
//   PROGRAM=target/debug/gongkai node --test

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";

import { launch } from "./browser.mjs";

const project = new URL("../..", import.meta.url).pathname;
const program = path.resolve(process.env.PROGRAM ?? path.join(project, "target/debug/gongkai"));
const site = mkdtempSync(path.join(os.tmpdir(), "gongkai-preview-"));
const notice = path.join(site, "content/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili.md");

let browser, preview, address;

before(async () => {
  for (const part of ["content", "seeds", "themes"]) cpSync(path.join(project, part), path.join(site, part), { recursive: true });
  preview = spawn(program, ["serve", "--port", "0", "--json", "--site", site], { stdio: ["ignore", "pipe", "inherit"] });
  address = await new Promise((resolve, reject) => {
    preview.on("exit", () => reject(new Error("the preview ended")));
    createInterface({ input: preview.stdout }).on("line", (line) => {
      const { local } = JSON.parse(line);
      if (local) resolve(local);
    });
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  preview?.kill();
  rmSync(site, { recursive: true, force: true });
});

test("a saved file is on the screen, in place; an error is said and goes again", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 600 } });
  const console = [];
  page.on("console", (message) => console.push(message.text()));
  page.on("pageerror", (error) => console.push(String(error)));
  await page.goto(`${address}zh-hant/notices/2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili/`);
  await page.evaluate(() => scrollTo(0, 700));
  const place = await page.evaluate(() => scrollY);
  assert.ok(place > 300, "the page is too short to scroll");

  const text = readFileSync(notice, "utf8");
  const mended = text.replace(/^title: "/m, 'title: "【預覽】');
  assert.notEqual(mended, text);
  writeFileSync(notice, mended);
  await page.waitForFunction(() => document.title.includes("【預覽】"));
  await page.waitForFunction((place) => Math.abs(scrollY - place) < 60, place);

  writeFileSync(notice, mended.replace(/^title:/m, "titel:"));
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.textContent(), /titel/);
  assert.ok((await page.title()).includes("【預覽】"), "the last good page stays");

  writeFileSync(notice, text);
  await page.waitForFunction(() => !document.title.includes("【預覽】"));
  await alert.waitFor({ state: "detached" });
  assert.deepEqual(console, []);
  await page.close();
});
