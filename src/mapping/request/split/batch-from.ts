import { parseJsonPath, type JsonPath } from "../json-path.ts";

/** How a request of the batch route is split into records: `--batch-from`. */
export type BatchFrom =
  /** A JSON list at this path; `bare`: or the body is the list itself. */
  | { readonly type: "list"; readonly path: JsonPath; readonly bare: boolean }
  /** A JSON document on each line. */
  | { readonly type: "ndjson" }
  /** Amazon Data Firehose's deliveries to HTTP endpoints: `{"requestId","timestamp","records":[{"data"}]}`, the data in base64.
   * https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
  | { readonly type: "firehose" };

/** A list, or an object with a list called `records`. */
export const USUAL_BATCH = { type: "list", path: ["records"], bare: true } as const satisfies BatchFrom;

/** More elements than any loop of a template looks at. */
const FARTHEST = 999;

/** Parses `records`, another name of a member, `$.path`, `ndjson` or `firehose`. Throws RangeError. */
export function parseBatchFrom(text: string): BatchFrom {
  if (text === "ndjson" || text === "firehose") return { type: text };
  if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(text)) return { type: "list", path: [text], bare: true };
  const path = parseJsonPath(text);
  if (path.some((step) => Number(step) > FARTHEST))
    throw new RangeError(`"${text}" has an index above ${FARTHEST}, which a template cannot reach.`);
  return { type: "list", path, bare: false };
}
