import type { ServiceCall } from "../execute-api/platform.ts";
import { jsonTargets } from "../protocols/json-targets.ts";

/** A call of an operation of a service that speaks AWS JSON. */
export function jsonCall(
  about: Omit<ServiceCall, "request"> & { readonly service: keyof typeof jsonTargets },
  operation: string,
  input: object,
): ServiceCall {
  return {
    ...about,
    request: {
      method: "POST",
      path: "/",
      query: "",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `${jsonTargets[about.service]}.${operation}`,
      },
      rawHeaders: [],
      body: Buffer.from(JSON.stringify(input)),
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    },
  };
}
