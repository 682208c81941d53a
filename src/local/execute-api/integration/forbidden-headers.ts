import type { DeployedIntegration } from "../../account/deployed.ts";
import { configurationError } from "../response/refusals.ts";

// Recorded: a request that sets one of them ends as "Internal server error". Calls of AWS services are signed, and take fewer.
const always: ReadonlySet<string> = new Set([
  "content-length",
  "transfer-encoding",
  "x-amzn-trace-id",
  "x-amzn-apigateway-api-id",
]);
const signed: ReadonlySet<string> = new Set(["authorization", "connection", "expect", "proxy-authenticate", "te"]);

/** Throws API_CONFIGURATION_ERROR where a mapping or an override set a header that API Gateway sets itself. */
export function checkHeaders(type: DeployedIntegration["type"], headers: Readonly<Record<string, string>>): void {
  if (type === "MOCK") return;
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (always.has(lower) || (type === "AWS" && signed.has(lower)))
      throw configurationError(`${name} header already present`);
  }
}
