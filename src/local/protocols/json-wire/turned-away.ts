import { Fault } from "../../fault.ts";
import type { WireRequest, WireResponse } from "../../http/wire.ts";
import { parseJson } from "../bounded.ts";
import { answer, failed, trace } from "./answers.ts";
import { cbor, formatOf, json, mediaType } from "./format.ts";

/** AWS's answer to a request that no operation sees, before anybody looks at who signed it: another method, no body, or neither JSON
 * 1.1 nor CBOR. `isKnown`: its target is an operation. The order is what the authors of kinesalite found on AWS. */
export function turnedAway(request: WireRequest, isKnown: boolean): WireResponse | undefined {
  if (request.method !== "POST") return undetermined();
  if ((request.text ?? request.body).length === 0) {
    const format = mediaType(request) === json.contentType ? json : cbor;
    return failed(format, new Fault(isKnown ? "SerializationException" : "UnknownOperationException", ""));
  }
  return formatOf(request) === undefined ? otherContentType(request) : undefined;
}

/** Plain JSON gets an answer of its own: API Gateway's callers see it when the integration does not set Content-Type. */
function otherContentType(request: WireRequest): WireResponse {
  if (mediaType(request) === "application/json") {
    const type = isJsonObject(request.body) ? "UnknownOperationException" : "SerializationException";
    const body = { Output: { __type: `com.amazon.coral.service#${type}` }, Version: "1.0" };
    const plain = { ...json, contentType: "application/json" };
    return answer(plain, type === "SerializationException" ? 400 : 404, JSON.stringify(body));
  }
  if (!(request.headers["x-amz-target"] ?? "").includes(".")) return undetermined();
  return { status: 404, headers: trace(), body: "<UnknownOperationException/>\n" };
}

function undetermined(): WireResponse {
  const message = "Unable to determine service/operation name to be authorized";
  const body = `<AccessDeniedException>\n  <Message>${message}</Message>\n</AccessDeniedException>\n`;
  return { status: 403, headers: trace(), body };
}

function isJsonObject(body: Buffer): boolean {
  try {
    const value = parseJson(body);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
