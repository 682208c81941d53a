import { randomBytes } from "node:crypto";
import type { Answerer } from "../http/exchange.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { assetFile, pageFile } from "./files.ts";
import { guard, needToken } from "./guard.ts";
import type { Desk } from "./desk.ts";
import { EventStreams } from "./event-streams.ts";
import { PageError } from "./page-error.ts";
import { apiAnswer } from "./routes.ts";

const always: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Opens the page, with a token of its own. */
export function openPage(parts: Omit<Desk, "streams" | "token">): Answerer {
  const token = randomBytes(32).toString("base64url");
  const desk = { ...parts, token, streams: new EventStreams(parts.account) };
  return (request) => pageAnswer(desk, request);
}

/** Answers what is asked under `/_local/`: the page, its files, and its API. Never throws. */
async function pageAnswer(desk: Desk, request: WireRequest): Promise<WireResponse> {
  const answered = await answer(desk, request).catch((error: unknown) => refusal(request, error));
  return { ...answered, headers: { ...answered.headers, ...always } };
}

async function answer(desk: Desk, request: WireRequest): Promise<WireResponse> {
  guard(request);
  const { method, path } = request;
  if (path.startsWith("/_local/api/")) {
    needToken(request, desk.token);
    return apiAnswer(desk, request);
  }
  if (method !== "GET" && method !== "HEAD") throw new PageError(405, "method", "The page is read with GET.");
  if (path === "/_local") return { status: 308, headers: { Location: "/_local/" }, body: "" };
  if (path === "/_local/") return pageFile(desk.token, desk.options.folder);
  return assetFile(/^\/_local\/assets\/([^/]+)$/.exec(path)?.[1] ?? "", desk.options.folder);
}

/** People get a sentence, programs an ApiError. */
function refusal({ path }: WireRequest, error: unknown): WireResponse {
  const [status, code] = error instanceof PageError ? [error.status, error.code] : [500, "failed"];
  const message = error instanceof Error ? error.message : String(error);
  if (!path.startsWith("/_local/api/"))
    return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: `${message}\n` };
  const headers = { "Content-Type": "application/json", ...(status === 405 && { Allow: "GET" }) };
  return { status, headers, body: JSON.stringify({ message, code }) };
}
