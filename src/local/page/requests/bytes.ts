import { retrace } from "../../execute-api/retrace.ts";
import type { Recorded } from "../../requests/recorded.ts";

/** The bytes of one part of a request: as it came in (`request`), without its content coding (`unpacked`), as the template made them
 * (`rendered`, `asked`), what the integration answered (`answered`), what went back (`answer`). */
export function bytesOf(recorded: Recorded, part: string): Buffer | undefined {
  const { request, call, foreign } = recorded;
  if (part === "request") return request.body;
  const traced = call === undefined ? {} : retrace(call);
  switch (part) {
    case "unpacked":
      return traced.demanded?.body;
    case "rendered":
    case "asked":
      return asBuffer(traced.outbound?.body);
    case "answered":
      return asBuffer(call?.trail.answer?.body);
    case "mapped":
      return asBuffer(traced.mapped?.body);
    case "answer":
      return asBuffer((foreign ?? traced.response)?.body);
    default:
      return undefined;
  }
}

function asBuffer(body: string | Buffer | undefined): Buffer | undefined {
  return typeof body === "string" ? Buffer.from(body) : body;
}
