import type { WireResponse } from "../../http/wire.ts";
import type { IntegrationAnswer } from "../integration/integration-response.ts";
import { compressed } from "./compress.ts";
import { isWritable } from "./is-writable.ts";
import { remappedHeaders } from "./remapped-headers.ts";
import { configurationError } from "./refusals.ts";

/** The answer to the caller. Throws API_CONFIGURATION_ERROR when the method does not declare the status. */
export function methodResponse(answer: IntegrationAnswer): WireResponse {
  const { demanded } = answer.inbound.outbound;
  const { call, method } = demanded;
  const { type } = method.integration;
  if (type !== "HTTP_PROXY" && !Object.hasOwn(method.methodResponses, answer.declared)) {
    throw configurationError(`Output mapping refers to an invalid method response: ${answer.declared}`);
  }
  const headers = remappedHeaders(type, answer.headers);
  headers["x-amzn-RequestId"] = call.requestId;
  headers["x-amz-apigw-id"] = call.extendedRequestId;
  if (type !== "MOCK" && type !== "HTTP_PROXY") headers["X-Amzn-Trace-Id"] = call.traceId;
  for (const name of Object.keys(headers)) {
    // Our choice, as no document tells what AWS does: better an answer with ids than one that breaks on its way.
    if (!isWritable(name, headers[name] ?? ""))
      throw configurationError(`Invalid response header ${JSON.stringify(name)}`);
  }
  return compressed({ status: answer.status, headers, body: answer.body }, call);
}
