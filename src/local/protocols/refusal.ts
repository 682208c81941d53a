import { randomUUID } from "node:crypto";
import type { ServiceName } from "../http/address.ts";
import { Fault } from "../fault.ts";
import { iamNamespace } from "../iam/index.ts";
import { queryFault } from "./query.ts";
import { stsNamespace } from "../sts/index.ts";
import type { WireResponse } from "../http/wire.ts";

/** How a request without a signature is refused. */
export const missingToken = new Fault("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

// The JSON protocols have names of their own for what Query calls ExpiredToken and so on.
const jsonNames: Readonly<Record<string, string>> = {
  MissingAuthenticationToken: "MissingAuthenticationTokenException",
  ExpiredToken: "ExpiredTokenException",
  InvalidClientTokenId: "UnrecognizedClientException",
};

/** A refusal of the caller, before any operation, in the service's own protocol. Kinesis answers 400 where the others answer 403. */
export function refusal(service: ServiceName, fault: Fault): WireResponse {
  if (service === "iam") return queryFault(fault, iamNamespace);
  if (service === "sts") return queryFault(fault, stsNamespace);
  const code = jsonNames[fault.code] ?? fault.code;
  const message = fault === missingToken ? "Missing Authentication Token" : fault.message;
  const id = { "x-amzn-RequestId": randomUUID() };
  if (service === "kinesis") {
    const headers = { ...id, "Content-Type": "application/x-amz-json-1.1" };
    return { status: 400, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const headers = { ...id, "x-amzn-ErrorType": code, "Content-Type": "application/json" };
  return { status: fault.status, headers, body: JSON.stringify({ message }) };
}
