import { timingSafeEqual } from "node:crypto";
import { isLoopback } from "../http/loopback.ts";
import type { WireRequest } from "../http/wire.ts";
import { PageError } from "./page-error.ts";

const loopbackHost = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/i;

/** Lets in a browser on this machine that was sent here by nobody else. The page sees every request and can send more, so the name in
 * Host has to be one that no DNS can point elsewhere, and the peer this machine, even where the local AWS listens to others. */
export function guard(request: WireRequest): void {
  const { host = "", origin, "sec-fetch-site": site } = request.headers;
  if (!isLoopback(request.sourceIp))
    throw new PageError(
      403,
      "host",
      "The page is for the machine that the local AWS runs on: open it there, at 127.0.0.1.",
    );
  if (!loopbackHost.test(host))
    throw new PageError(403, "host", "The page answers to the names 127.0.0.1, localhost and [::1] only.");
  const isOwn = origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
  if (!isOwn || (site !== undefined && site !== "none" && site !== "same-origin"))
    throw new PageError(
      403,
      "origin",
      "Another page has sent you here: type the address into the browser's address bar.",
    );
}

/** Lets in who has the token, which stands in the page alone. */
export function needToken(request: WireRequest, token: string): void {
  const [given, wanted] = [Buffer.from(request.headers["x-local-token"] ?? ""), Buffer.from(token)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new PageError(401, "token", "The local AWS was started anew: reload the page.");
}
