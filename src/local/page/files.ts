import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WireResponse } from "../http/wire.ts";
import { notFound, PageError } from "./page-error.ts";

/** Beside the program, where the build puts it. */
const built = fileURLToPath(new URL("page/", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".map": "application/json",
  ".json": "application/json",
};

const assetName = /^[\w-]+(?:\.[\w-]+)+$/;

/** The page, with the token that its calls need. */
export async function pageFile(token: string, folder = built): Promise<WireResponse> {
  const html = await read(join(folder, "index.html"));
  if (html === undefined)
    throw new PageError(404, "not-found", 'The page is not part of this build: "npm run build" makes it.');
  return file(".html", html.toString().replaceAll("__TOKEN__", token));
}

/** A file that the page loads. */
export async function assetFile(name: string, folder = built): Promise<WireResponse> {
  const type = extname(name);
  const bytes =
    assetName.test(name) && Object.hasOwn(types, type) ? await read(join(folder, "assets", name)) : undefined;
  if (bytes === undefined) throw notFound("The page has no such file.");
  return file(type, bytes);
}

function file(type: string, body: string | Buffer): WireResponse {
  return { status: 200, headers: { "Content-Type": types[type] ?? "application/octet-stream" }, body };
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
