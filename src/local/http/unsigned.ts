import { Fault } from "../fault.ts";
import { MISSING_TOKEN } from "../protocols/service.ts";
import { signatureFault } from "./signature-fault.ts";
import type { WireRequest } from "./wire.ts";

const parameters = ["Algorithm", "Credential", "Signature", "SignedHeaders", "Date"].map((name) => `X-Amz-${name}`);

/** How a service refuses a request that no key can be told from: half a signature, two of them, or none. */
export function unsigned({ headers, query }: Pick<WireRequest, "headers" | "query">): Fault {
  const asked = new URLSearchParams(query);
  if (!asked.has("X-Amz-Algorithm")) {
    const fault = signatureFault(headers);
    if (fault !== undefined) return new Fault("IncompleteSignature", fault, 403);
    return new Fault(MISSING_TOKEN, "Request is missing Authentication Token", 403);
  }
  if (headers["authorization"] !== undefined) {
    const both = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
    return new Fault("InvalidSignature", both, 403);
  }
  const missing = parameters.filter((name) => !asked.get(name));
  const faults = missing.map((name) => `AWS query-string parameters must include '${name}'. `).join("");
  return new Fault("IncompleteSignature", `${faults}Re-examine the query-string parameters.`, 403);
}
