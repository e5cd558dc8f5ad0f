// What a reader waits for: for each kind of page, the largest in any edition, raw, gzip and brotli, with its style sheet
// and script, and how many requests the browser makes. A kind over its budget fails.
//
//   node tests/browser/sizes.mjs [FOLDER]

import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { launch } from "./browser.mjs";
import { kindsOf, serve } from "./site.mjs";

// Bytes over the wire, gzip, which every host has: a page with its style sheet. 14 KB go in the first round trip.
const FIRST = 14 * 1024;
const BUDGET = { notice: FIRST, directive: FIRST, front: FIRST, root: FIRST, compare: 20 * 1024, citations: 20 * 1024, regulations: 20 * 1024, regulation: 60 * 1024 };
const OTHER = FIRST;
// Page, style sheet, script, icon.
const REQUESTS = 4;
const SCRIPT = 3 * 1024;

export async function sizes(folder) {
  const site = await serve(folder, "/"), browser = await launch();
  const rows = [];
  for (const [kind, file] of await kindsOf(folder)) {
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/${file}`, { waitUntil: "networkidle" });
    await page.close();
    const html = readFileSync(path.join(folder, file));
    const parts = [...html.toString().matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, href]) => {
      const bytes = readFileSync(path.join(folder, href.startsWith("/") ? path.basename(href) : path.join(path.dirname(file), href)));
      return { script: href.endsWith(".js"), bytes };
    });
    const sum = (size) => [html, ...parts.filter((part) => !part.script).map((part) => part.bytes)].reduce((all, bytes) => all + size(bytes), 0);
    const budget = BUDGET[kind] ?? OTHER, gzip = sum((bytes) => gzipSync(bytes, { level: 9 }).length);
    const script = parts.filter((part) => part.script).reduce((all, part) => all + part.bytes.length, 0);
    const over = [gzip > budget && "bytes", asked.length > REQUESTS && "requests", script > SCRIPT && "script"].filter(Boolean);
    rows.push({ kind, file, raw: sum((bytes) => bytes.length), gzip, brotli: sum((bytes) => brotliCompressSync(bytes).length), script, requests: asked.length, budget, over: over.join(", ") });
  }
  await browser.close();
  site.stop();
  return rows;
}

export function table(rows) {
  const line = (cells) => cells.map((cell, at) => (at === 0 ? String(cell).padEnd(14) : String(cell).padStart(9))).join("");
  const head = line(["kind", "raw", "gzip", "brotli", "budget", "script", "requests"]);
  return [head, ...rows.map((row) => line([row.kind, row.raw, row.gzip, row.brotli, row.budget, row.script, row.requests]) + (row.over ? `  over: ${row.over}` : ""))].join("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = path.resolve(process.argv[2] ?? new URL("../../public", import.meta.url).pathname);
  const rows = await sizes(folder);
  console.log("page with its style sheet, bytes; budget is for gzip\n" + table(rows));
  if (rows.some((row) => row.over)) process.exit(1);
}
