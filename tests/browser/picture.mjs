// The picture in the README: a directive on a phone, in both scripts, side by side.
//
//   node tests/browser/picture.mjs docs/phone.png

import path from "node:path";

import { launch } from "./browser.mjs";
import { pagesOf, serve } from "./site.mjs";

const folder = new URL("../../public", import.meta.url).pathname;
const target = path.resolve(process.argv[2]);
const PHONE = { width: 390, height: 780 };

const pages = (await pagesOf(folder)).filter((file) => file.endsWith("/directive-2/index.html"));
const site = await serve(folder, "/");
const browser = await launch();
const pictures = [];
for (const edition of ["zh-hant", "zh-hans"]) {
  const file = pages.find((file) => file.startsWith(`${edition}/`));
  const page = await browser.newPage({ viewport: PHONE, deviceScaleFactor: 1.5 });
  await page.goto(`${site.origin}/${file.replace(/index\.html$/, "")}`);
  pictures.push((await page.screenshot()).toString("base64"));
}
const sheet = await browser.newPage({ viewport: { width: 2 * PHONE.width + 72, height: PHONE.height + 48 }, deviceScaleFactor: 1.5 });
const phone = (picture) => `<img width="${PHONE.width}" style="border-radius:20px;box-shadow:0 0 0 1px #0003" src="data:image/png;base64,${picture}">`;
await sheet.setContent(`<body style="margin:24px;display:flex;gap:24px;background:#eceae4">${pictures.map(phone).join("")}</body>`);
await sheet.screenshot({ path: target });
await browser.close();
site.stop();
