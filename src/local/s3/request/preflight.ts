import type { Account } from "../../account/account.ts";
import type { WireRequest } from "../../http/wire.ts";
import { isLoopback } from "../../http/loopback.ts";
import { addressed } from "../addressed.ts";
import { s3Fault } from "../faults.ts";
import { corsAnswer } from "../kept/cors-answer.ts";
import type { CorsAnswer } from "../kept/cors-answer.ts";
import { storeOf } from "../store/store.ts";

/** The name under which a browser's question is known: may my page call? */
export const PREFLIGHT = "Preflight";

/** Is this the question of a browser whether a page may call? */
export function isPreflight({ method, headers }: WireRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** How the bucket that a request names answers a page; undefined when its rules do not take it. */
export function answerToPage(account: Account, request: WireRequest): CorsAnswer | undefined {
  if (request.headers["origin"] === undefined) return undefined;
  return corsAnswer(rulesFor(account, request), request);
}

/** May the page call? One of this machine, if a rule takes it; any other only if a rule names it: signatures are not checked, and `*` is
 * written for pages that have one. A preflight itself tells nothing. */
export function invites(account: Account, request: WireRequest): boolean {
  if (isPreflight(request)) return true;
  const answer = answerToPage(account, request);
  return answer !== undefined && (answer.isNamed || isOfThisMachine(request.headers["origin"] ?? ""));
}

/** The headers that answer a preflight. Throws AccessForbidden. */
export function preflight(account: Account, request: WireRequest): Readonly<Record<string, string>> {
  const answer = answerToPage(account, request);
  if (answer !== undefined && invites(account, { ...request, method: asked(request) })) return answer.headers;
  const bucket = storeOf(account).buckets.get(addressed(request).bucket);
  const hasRules = bucket?.settings.kept?.["cors"] !== undefined;
  const missing = bucket === undefined ? "Bucket not found" : "CORS is not enabled for this bucket.";
  const message = hasRules
    ? "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
    : `CORSResponse: ${missing}`;
  const details = { Method: asked(request), ResourceType: hasRules ? "OBJECT" : "BUCKET" };
  throw s3Fault("AccessForbidden", message, 403, details);
}

function asked({ headers, method }: WireRequest): string {
  return headers["access-control-request-method"] ?? method;
}

function rulesFor(account: Account, request: WireRequest) {
  try {
    return storeOf(account).buckets.get(addressed(request).bucket)?.settings.kept?.["cors"];
  } catch {
    return undefined;
  }
}

function isOfThisMachine(origin: string): boolean {
  const host = URL.canParse(origin) ? new URL(origin).hostname.replace(/^\[|\]$/g, "") : "";
  return host === "localhost" || host.endsWith(".localhost") || isLoopback(host);
}
