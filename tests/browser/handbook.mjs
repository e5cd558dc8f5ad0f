// The pictures in the handbook, from the built site: a notice and a regulation as a desktop browser shows them.
//
//   node tests/browser/handbook.mjs docs/pictures

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch } from "./browser.mjs";
import { pagesOf, serve } from "./site.mjs";

const folder = process.env.SITE ?? new URL("../../public", import.meta.url).pathname;
const target = path.resolve(process.argv[2]);
mkdirSync(target, { recursive: true });

const pages = await pagesOf(folder);
const wanted = {
  notice: /^zh-hant\/notices\/[^/]*[a-z][^/]*\/index\.html$/,
  regulation: /^zh-hant\/regulations\/[^/]+tiaoli\/index\.html$/,
};
const site = await serve(folder, "/");
const browser = await launch();
for (const [name, pattern] of Object.entries(wanted)) {
  const file = pages.find((file) => pattern.test(file));
  const page = await browser.newPage({ viewport: { width: 880, height: 620 } });
  await page.goto(`${site.origin}/${file.replace(/index\.html$/, "")}`);
  await page.screenshot({ path: path.join(target, `${name}.png`) });
}
await browser.close();
site.stop();
