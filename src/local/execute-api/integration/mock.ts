import type { EndpointAnswer } from "./endpoint-answer.ts";
import type { Outbound } from "./integration-request.ts";
import { configurationError } from "../response/refusals.ts";
import { parseJson } from "../../velocity/values/json-parse.ts";

const statusCode = /^\s*\{\s*"?statusCode"?\s*:\s*(\d{3})\s*\}\s*$/;

/** A MOCK integration answers with the `statusCode` of the rendered request template, and with nothing else; its log has no
 * line of a call. */
export function answerMock({ body, demanded }: Outbound): EndpointAnswer {
  const text = body.toString("utf8");
  const status = Number(statusCode.exec(text)?.[1] ?? statusOf(text));
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    throw configurationError("Unable to parse statusCode. It should be an integer and defined in request template.");
  }
  demanded.call.trail.integration = { latency: 0, status };
  return { status, headers: {}, body: Buffer.alloc(0) };
}

function statusOf(text: string): number {
  try {
    const value = parseJson(text);
    return value instanceof Map ? Number(value.get("statusCode") ?? NaN) : NaN;
  } catch {
    return NaN;
  }
}
