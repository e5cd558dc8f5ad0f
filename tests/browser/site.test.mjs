// The built site in a real browser, judged by tools that this project does not write: axe for accessibility, ZBar for
// codes, Chromium itself for policy, console and layout.
//
//   SITE=public BASE=https://host/path/ node --test

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";

import { launch } from "./browser.mjs";
import { pagesOf, serve } from "./site.mjs";
import { sizes, table } from "./sizes.mjs";

const folder = path.resolve(process.env.SITE ?? new URL("../../public", import.meta.url).pathname);
const address = process.env.BASE ?? "https://gongkai.example/xiongan/";
const base = new URL(address).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const scratch = mkdtempSync(path.join(os.tmpdir(), "gongkai-browser-"));

let browser, site, pages;

before(async () => {
  browser = await launch();
  site = await serve(folder, base);
  pages = await pagesOf(folder);
});

after(async () => {
  await browser?.close();
  site?.stop();
});

const urlOf = (file) => site.origin + base + file.replace(/(^|\/)index\.html$/, "$1");
const canonicalOf = (file) => address + file.replace(/(^|\/)index\.html$/, "$1");

// One page of each kind in each edition: enough where the kind decides.
async function kinds() {
  const seen = new Map();
  for (const file of pages) {
    const html = readFileSync(path.join(folder, file), "utf8");
    const kind = `${file.split("/")[0]} ${html.match(/data-kind="([^"]+)"/)?.[1] ?? file}`;
    // The longest of a kind has the most to go wrong.
    if (!seen.has(kind) || html.length > seen.get(kind).length) seen.set(kind, { file, length: html.length });
  }
  return [...seen.values()].map(({ file }) => file);
}

async function on(options, file, look) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(urlOf(file), { waitUntil: "load" });
    return await look(page, context);
  } finally {
    await context.close();
  }
}

test("axe finds nothing at any width, light or dark", async () => {
  for (const file of await kinds()) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [360, 390, 1280]) {
        const found = await on({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, file, async (page) => {
          await page.addScriptTag({ content: axe });
          const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
          return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(", ")}`);
        });
        assert.deepEqual(found, [], `${file} at ${width}, ${colorScheme}`);
      }
    }
  }
});

test("nothing scrolls sideways at 320 px, nor at 200 % text", async () => {
  for (const file of pages) {
    await on({ viewport: { width: 320, height: 640 } }, file, async (page) => {
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok((await overflow()) <= 0, `${file} at 320 px`);
      await page.setViewportSize({ width: 640, height: 640 });
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      assert.ok((await overflow()) <= 0, `${file} at 200 %`);
    });
  }
});

test("every page asks nobody else, says nothing on the console, stores nothing, keeps a strict policy", async () => {
  for (const file of pages) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said = [], elsewhere = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => { if (!request.url().startsWith(site.origin)) elsewhere.push(request.url()); });
    await page.goto(urlOf(file), { waitUntil: "load" });
    const stored = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
    assert.deepEqual({ said, elsewhere, stored }, { said: [], elsewhere: [], stored: 0 }, file);
    await context.close();
  }
});

test("text and links are the same without JavaScript", async () => {
  const read = (page) => page.evaluate(() => [document.body.innerText, [...document.links].map((a) => a.href)]);
  for (const file of await kinds()) {
    const without = await on({ javaScriptEnabled: false }, file, async (page) => {
      const text = await page.locator("body").innerText();
      return [text, await page.locator("a[href]").evaluateAll((links) => links.map((a) => a.href)).catch(() => null)];
    });
    const [text] = await on({}, file, read);
    assert.equal(without[0], text, file);
  }
});

test("the keyboard reaches every link that is to be seen, in reading order, and shows where it is", async () => {
  for (const file of await kinds()) {
    await on({ viewport: { width: 390, height: 844 } }, file, async (page) => {
      // The skip link is to be seen once it has the focus.
      const links = await page.locator("a[href]:visible").count();
      const order = new Set();
      for (;;) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const element = document.activeElement, style = getComputedStyle(element);
          const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          return { end: element === document.body, index: [...document.querySelectorAll("a[href]")].indexOf(element), shown };
        });
        if (at.end) break;
        assert.ok(at.shown, `${file}: the focus on link ${at.index} is not to be seen`);
        if (at.index >= 0) order.add(at.index);
      }
      assert.ok(order.size >= links, `${file}: ${order.size} of ${links} links reached`);
      assert.deepEqual([...order], [...order].sort((a, b) => a - b), file);
    });
  }
});

test("the switch leads to the same page in the other script", async () => {
  for (const file of pages.filter((file) => file.startsWith("zh-hant/"))) {
    await on({ javaScriptEnabled: false }, file, async (page) => {
      await page.locator('a[hreflang="zh-Hans"]').first().click();
      assert.equal(page.url(), urlOf(file.replace("zh-hant/", "zh-hans/")));
      await page.locator('a[hreflang="zh-Hant"]').first().click();
      assert.equal(page.url(), urlOf(file));
    });
  }
});

test("the switch keeps the fragment, and with its script the place to the line", async () => {
  for (const file of await kinds()) {
    if (!file.startsWith("zh-hant/")) continue;
    await on({ viewport: { width: 390, height: 700 } }, file, async (page) => {
      const far = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      if (far < 200) return;
      await page.evaluate((far) => scrollTo(0, Math.round(far * 0.6)), far);
      const before = await page.evaluate(() => scrollY);
      // Not by a click of the test's own, which scrolls to what it clicks.
      await page.evaluate(() => document.querySelector('.scripts a[hreflang="zh-Hans"]').click());
      await page.waitForURL(/zh-hans/);
      await page.waitForFunction(() => !location.hash.includes("~"));
      const after = await page.evaluate(() => scrollY);
      assert.ok(Math.abs(after - before) <= 2, `${file}: at ${before}, then at ${after}`);
      assert.equal(page.url(), urlOf(file.replace("zh-hant/", "zh-hans/")));
    });
  }
  const file = pages.find((file) => /^zh-hant\/.*directive-2\/index/.test(file));
  await on({ viewport: { width: 390, height: 700 } }, file, async (page) => {
    await page.goto(`${urlOf(file)}#point-3`);
    await page.locator('.scripts a[hreflang="zh-Hans"]').click();
    await page.waitForURL(/zh-hans.*#point-3$/);
    assert.equal(await page.evaluate(() => document.querySelector(":target")?.id), "point-3");
  });
});

test("whoever comes from a print-out is told whether the text is still the same", async () => {
  for (const file of await kinds()) {
    const html = readFileSync(path.join(folder, file), "utf8");
    const id = html.match(/class="version" id="(v-[0-9a-f]{8})"/)?.[1];
    if (!id) continue;
    await on({ javaScriptEnabled: false, viewport: { width: 390, height: 700 } }, file, async (page) => {
      assert.equal(await page.locator(".version:visible").count(), 0, `${file}: nothing is said unasked`);
      await page.goto(`${urlOf(file)}#${id}`);
      assert.deepEqual(await page.locator(".version:visible").evaluateAll((all) => all.map((one) => one.id)), [id], file);
      const top = await page.locator(`#${id}`).evaluate((one) => one.getBoundingClientRect().top);
      assert.ok(top >= 44 && top < 300, `${file}: ${top} px from the top, under the header or out of sight`);
    });
  }
});

test("what is copied is the source, what is seen is in full-width marks", async () => {
  const file = pages.find((file) => /^zh-hant\/.*directive-2\/index/.test(file));
  await on({ viewport: { width: 390, height: 700 } }, file, async (page) => {
    const marks = page.locator("[data-shown]");
    assert.ok((await marks.count()) > 10);
    const all = await marks.evaluateAll((all) => all.map((one) => one.textContent + getComputedStyle(one, "::before").content));
    assert.deepEqual([...new Set(all)].filter((pair) => ![',"，"', ':"："', ';"；"', '("（"', ')"）"', '?"？"', '!"！"'].includes(pair)), []);
  });
});

test("every kind of page keeps its budget", async (context) => {
  const rows = await sizes(folder);
  context.diagnostic(`\n${table(rows)}`);
  assert.deepEqual(rows.filter((row) => row.over).map((row) => `${row.kind}: ${row.over}`), []);
});

// What ZBar reads in a picture.
function read(picture) {
  try {
    return execFileSync("zbarimg", ["--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

test("the code is read from a phone, light and dark", async () => {
  for (const file of pages.filter((file) => file !== "404.html")) {
    for (const colorScheme of ["light", "dark"]) {
      const picture = path.join(scratch, "code.png");
      await on({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme }, file, async (page) => {
        await page.locator("[data-qr]").first().scrollIntoViewIfNeeded();
        await page.screenshot({ path: picture });
      });
      assert.ok(read(picture).startsWith(canonicalOf(file)), `${file}, ${colorScheme}: ${read(picture)}`);
    }
  }
});

test("the code is read from paper at 150 dpi, on the first sheet", async () => {
  for (const file of await kinds()) {
    if (file === "404.html") continue;
    const pdf = path.join(scratch, "page.pdf");
    const bytes = await on({}, file, (page) => page.pdf({ format: "A4", preferCSSPageSize: true }));
    writeFileSync(pdf, bytes);
    execFileSync("pdftoppm", ["-r", "150", "-f", "1", "-l", "1", "-png", "-singlefile", pdf, path.join(scratch, "sheet")]);
    assert.ok(read(path.join(scratch, "sheet.png")).startsWith(canonicalOf(file)), file);
    const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
    const html = readFileSync(path.join(folder, file), "utf8");
    const head = html.match(/class="running"[^>]*><span>([^<]*)</)?.[1];
    const plain = (text) => text.replace(/\s/g, "");
    if (head) sheets.forEach((sheet, at) => assert.ok(plain(sheet).includes(plain(head)), `${file}: sheet ${at + 1} has no head`));
    assert.ok(plain(sheets[0]).includes(canonicalOf(file)), `${file}: the address in words`);
  }
});
