import type { WireRequest } from "../../http/wire.ts";
import type { NewRequest, RenderInput, ReplayInput } from "../api/replay.ts";
import { badRequest } from "../page-error.ts";

type Members = Readonly<Record<string, unknown>>;

/** The JSON object in the body. Throws PageError. */
function objectIn({ body, headers }: WireRequest): Members {
  // A form that another page submits cannot have this type.
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw badRequest("The body has to be application/json.");
  try {
    const value: unknown = JSON.parse(body.toString() || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members;
  } catch {
    // Said below.
  }
  throw badRequest("The body has to be a JSON object.");
}

/** What changes in a request that is sent again. Throws PageError. */
export function replayInput(request: WireRequest): ReplayInput {
  return changesIn(objectIn(request));
}

/** A request to a stage. Throws PageError. */
export function newRequest(request: WireRequest): NewRequest {
  const given = objectIn(request);
  const { apiId, stage } = given;
  const isName = (value: unknown): value is string => typeof value === "string" && /^[\w-]+$/.test(value);
  if (!isName(apiId) || !isName(stage)) throw badRequest("apiId and stage name the stage that the request is for.");
  return { ...changesIn(given), apiId, stage };
}

/** A template to try. Throws PageError. */
export function renderInput(request: WireRequest): RenderInput {
  const { template } = objectIn(request);
  if (typeof template !== "string") throw badRequest("template is the text of a mapping template.");
  return { template };
}

function changesIn({ method, path, headers, body }: Members): ReplayInput {
  return {
    ...(method !== undefined && { method: word(method, /^[A-Z]{1,20}$/, "method is one such as POST.") }),
    ...(path !== undefined && { path: word(path, /^\/[!-~]*$/, "path begins with a slash and is percent-encoded.") }),
    ...(headers !== undefined && { headers: pairs(headers) }),
    ...(body !== undefined && { body: bodyIn(body) }),
  };
}

function word(value: unknown, pattern: RegExp, otherwise: string): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw badRequest(otherwise);
}

function pairs(value: unknown): readonly (readonly [string, string])[] {
  const wrong = "headers are pairs of a name and a value, without line ends.";
  if (!Array.isArray(value)) throw badRequest(wrong);
  return value.map((pair: unknown) => {
    const [name, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    // oxlint-disable-next-line no-control-regex -- what HTTP allows in a value
    return [word(name, /^[\w!#$%&'*+.^`|~-]+$/, wrong), word(text, /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, wrong)];
  });
}

function bodyIn(value: unknown): NonNullable<ReplayInput["body"]> {
  const { encoding, text } = typeof value === "object" && value !== null ? (value as Members) : {};
  if ((encoding === "text" || encoding === "base64") && typeof text === "string") return { encoding, text };
  throw badRequest('body has encoding "text" or "base64", and text.');
}
