// The site as a plain static host would serve it: a folder, at the path of its base address, on loopback.

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
};

// The policy that the folder asks of its host: as strict as a host can be.
export async function policyOf(folder) {
  const headers = await readFile(path.join(folder, "_headers"), "utf8");
  return headers.match(/^\/\*\n(?:  .*\n)*?  Content-Security-Policy: (.*)$/m)[1];
}

// Every page of the site, sorted.
export async function pagesOf(folder) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".html")).map((file) => file.split(path.sep).join("/")).sort();
}

// The largest page of each kind, in any edition, sorted by kind.
export async function kindsOf(folder) {
  const kinds = new Map();
  for (const file of await pagesOf(folder)) {
    const html = await readFile(path.join(folder, file), "utf8");
    const kind = html.match(/data-kind="([^"]+)"/)?.[1] ?? file;
    if (!kinds.has(kind) || html.length > kinds.get(kind).length) kinds.set(kind, { file, length: html.length });
  }
  return [...kinds].map(([kind, { file }]) => [kind, file]).sort();
}

// Serves the folder below `base` (with both slashes). Answers with the origin and a way to stop.
export async function serve(folder, base) {
  const policy = await policyOf(folder);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const send = (status, type, body) => {
      response.writeHead(status, { "content-type": type, "content-security-policy": policy, "x-content-type-options": "nosniff" });
      response.end(body);
    };
    const inner = url.pathname.startsWith(base) ? decodeURIComponent(url.pathname.slice(base.length)) : "\0";
    const file = inner === "" || inner.endsWith("/") ? `${inner}index.html` : inner;
    const target = path.join(folder, file);
    try {
      if (inner.includes("\0") || !target.startsWith(folder)) throw new Error("outside");
      send(200, TYPES[path.extname(file)] ?? "application/octet-stream", await readFile(target));
    } catch {
      send(404, TYPES[".html"], await readFile(path.join(folder, "404.html")));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
